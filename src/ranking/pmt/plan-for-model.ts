import type { OpenSurvey } from "./open-survey.ts";
import type { ModelVariable } from "./pmt-model.ts";
import type { PmtFeature, PmtSpec, Role } from "./pmt-spec.ts";
import { ROLES } from "./pmt-spec.ts";
import { notice, type SurveyNotice, type TellNotice } from "./survey-notice.ts";

/** What a survey is read for, once there is a model: its columns and no others, as they are. */
export type ForModel = {
  readonly variables: readonly ModelVariable[];
  /** Columns by which the model's own survey was read. */
  readonly columns: PmtSpec["columns"];
  /** Nobody is judged: no target is needed, and no row is passed over. */
  readonly isScoring: boolean;
};

/** The columns of a model that the file has; those it lacks are told and count as absent. */
export function featuresOfModel(
  { variables }: ForModel,
  survey: OpenSurvey,
  warn: TellNotice,
): readonly (PmtFeature & { readonly place: number })[] {
  return variables.flatMap((variable) => {
    if (variable.kind === "mean") return [];
    const place = survey.columns.indexOf(variable.name);
    if (place < 0) warn(modelColumnMissing(variable.name));
    return place < 0 ? [] : [{ column: variable.name, kind: variable.kind, place }];
  });
}

/** The spec without the columns that only the model's own survey had; that they are missing is told. */
export function rolesOfModel(
  spec: PmtSpec,
  { columns }: ForModel,
  survey: OpenSurvey,
  warn: TellNotice,
): PmtSpec {
  const kept: Partial<Record<Role, string>> = { ...spec.columns };
  for (const role of ROLES) {
    const column = kept[role];
    if (column === undefined || column !== columns[role] || role === "target") continue;
    if (survey.columns.includes(column)) continue;
    delete kept[role];
    warn(modelRoleMissing(role, column));
  }
  return { ...spec, columns: kept };
}

const modelColumnMissing = (column: string): SurveyNotice =>
  notice(
    "model-column-missing",
    column,
    [
      `Model membaca "${column}", tetapi berkas ini tidak memilikinya: dianggap tidak diketahui bagi semua.`,
      `The model reads "${column}", which this file has not: it counts as not known of anybody.`,
    ],
    [
      "Beri kolom itu nama yang sama seperti pada survei model.",
      "Give the column the name that it had in the model's survey.",
    ],
  );

const modelRoleMissing = (role: Role, column: string): SurveyNotice =>
  notice(
    "model-column-missing",
    column,
    [
      `Survei model punya kolom "${column}" (${role}); berkas ini tidak.`,
      `The model's survey had a column "${column}" (${role}); this file has not.`,
    ],
    [
      `Sebut kolom yang sepadan dengan --${role}; tanpa itu berlaku model gabungan dan bobot yang sama.`,
      `Name the one that matches with --${role}; without it the pooled model and equal weights are used.`,
    ],
  );
