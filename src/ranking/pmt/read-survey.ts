import { accept, type Result, refuse } from "#domain/result.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { placeOf } from "#matching/link-files/find-id.ts";
import type { JobMistake } from "#matching/link-files/job-mistake.ts";
import { type ColumnFigures, columnFigures } from "./column-figures.ts";
import { type Material, makeTable } from "./make-table.ts";
import { type OpenSurvey, openSurvey } from "./open-survey.ts";
import {
  type ColumnPlan,
  candidates,
  type PlannedColumn,
  placeRoles,
  settle,
  settleFeatures,
  settleNumber,
} from "./plan-columns.ts";
import { settleCommunity } from "./plan-community.ts";
import { type ForModel, featuresOfModel, rolesOfModel } from "./plan-for-model.ts";
import type { PmtSpec, TargetKind } from "./pmt-spec.ts";
import { readColumns, type Wanted } from "./read-columns.ts";
import { targetKindOf } from "./read-target.ts";
import { rowsBroken } from "./row-notices.ts";
import { noFeatures } from "./survey-mistakes.ts";
import type { SurveyNotice } from "./survey-notice.ts";
import type { PmtVariable, SurveyTable } from "./survey-table.ts";
import { tableToScore } from "./table-to-score.ts";

/** A survey that was read, with all that must be said of it. */
export type ReadSurvey = {
  readonly table: SurveyTable;
  readonly path: string;
  readonly targetName: string;
  /** The value of the class that is poor; "" of another target. */
  readonly poor: string;
  /** Where each row of the table stood in the file, from 1. */
  readonly rowNo: Int32Array;
  /** Where the household's id stands in the file's header. */
  readonly idPlace: number | undefined;
  /** Columns by whose values errors are shown. */
  readonly fairness: readonly PmtVariable[];
  /** Over what the rows hold, in their order. */
  readonly sha256: string;
  /** What each feature was taken for, and why. */
  readonly reasons: readonly {
    readonly column: string;
    readonly kind: string;
    readonly because: string;
  }[];
  readonly notices: readonly SurveyNotice[];
};

export type SurveyAnswer = Result<ReadSurvey, "survey-has-mistakes"> & {
  readonly mistakes?: readonly JobMistake[];
  readonly notices?: readonly SurveyNotice[];
};

export type SurveyDraft = {
  readonly path: string;
  readonly spec: PmtSpec;
  /** What is wrong with the words of the spec already; told together with what is wrong with the file. */
  readonly mistakes: readonly JobMistake[];
  /** How a key of the spec was given: "--target" or "target". */
  readonly at: (key: string) => string;
  /** Private: cells lie here in clear. */
  readonly workFolder: string;
  /** Absent: the survey is read to learn from it. */
  readonly model?: ForModel;
};

/** Reads a survey file into a table of numbers; refuses with everything that is wrong, in words and in the file. */
export async function readSurvey(db: DuckDb, draft: SurveyDraft): Promise<SurveyAnswer> {
  const mistakes: JobMistake[] = [...draft.mistakes];
  const notices: SurveyNotice[] = [];
  const tell = (mistake: JobMistake) => mistakes.push(mistake);
  const warn = (notice: SurveyNotice) => notices.push(notice);
  const stop = (): SurveyAnswer => ({ ...refuse("survey-has-mistakes"), mistakes, notices });
  const survey = await openSurvey(db, draft.path, draft.workFolder, tell);
  if (survey === undefined) return stop();
  if (survey.leftOut.count > 0) warn(rowsBroken(survey.leftOut.count, survey.leftOut.first));
  const { model } = draft;
  const spec = model === undefined ? draft.spec : rolesOfModel(draft.spec, model, survey, warn);
  const settled = await settleColumns(db, { ...draft, spec }, survey, tell, warn);
  if (mistakes.length > 0 || settled === undefined) return stop();
  const raw = await readColumns(db, survey, wantedOf(settled));
  const isForModel = model !== undefined;
  const material: Material = { ...settled, spec, at: draft.at, survey, raw, isForModel };
  const made = model?.isScoring ? tableToScore(material) : makeTable(material, tell, warn);
  if (mistakes.length > 0 || made === undefined) return stop();
  return accept({
    ...made,
    path: draft.path,
    targetName: spec.columns.target ?? "",
    idPlace: settled.plan.roles.id,
    sha256: raw.sha256,
    reasons: learnable(settled.plan).map(({ name, kind, because }) => ({
      column: name,
      kind,
      because,
    })),
    notices,
  });
}

/** Which columns are read, and how. */
export type Settled = {
  readonly plan: ColumnPlan;
  readonly numbers: Readonly<Partial<Record<"target" | "weight" | "size", PlannedColumn>>>;
  readonly targetKind: TargetKind;
};

async function settleColumns(
  db: DuckDb,
  { spec, at, model }: SurveyDraft,
  survey: OpenSurvey,
  tell: (mistake: JobMistake) => void,
  warn: (notice: SurveyNotice) => void,
): Promise<Settled | undefined> {
  const roles = placeRoles(spec, survey, at, tell);
  const asked =
    model === undefined
      ? candidates(spec, survey, roles, at, tell, warn)
      : featuresOfModel(model, survey, warn);
  const named = (column: string, key: string) => {
    const place = placeOf(column, survey, { at: at(key), input: survey.path }, tell);
    return place === undefined ? [] : [{ column, place }];
  };
  const fair = spec.fairness.flatMap((column) => named(column, "fairness"));
  // A model has what neighbours said among its own columns.
  const [said] =
    model !== undefined || spec.community === undefined
      ? []
      : named(spec.community.column, "community").map((one) => ({ ...spec.community, ...one }));
  const read = [...asked, ...fair, ...(said === undefined ? [] : [said])];
  const places = [...Object.values(roles), ...read.map(({ place }) => place)];
  const figures = await columnFigures(db, survey.view, [...new Set(places)]);
  const shape = (place: number) => figures.get(place) as ColumnFigures;
  const number = (role: "target" | "weight" | "size") =>
    roles[role] === undefined
      ? undefined
      : settleNumber(at(role), roles[role], figures, survey, tell, warn);
  const targetKind =
    roles.target === undefined ? undefined : targetKindOf(spec, shape(roles.target), tell);
  const target = targetKind === "log" || targetKind === "level" ? number("target") : undefined;
  const [weight, size] = [number("weight"), number("size")];
  const features =
    model === undefined
      ? settleFeatures(asked, figures, survey, spec.features !== undefined, tell, warn)
      : asked.flatMap((one) => settle(one, shape(one.place), survey, tell, warn) ?? []);
  if (features.length === 0) tell(noFeatures());
  if (targetKind === undefined && model?.isScoring !== true) return undefined;
  return {
    plan: {
      roles,
      features,
      community:
        said && settleCommunity(said, shape(said.place), survey, at("community"), tell, warn),
      fairness: fair.flatMap((one) => settle(one, shape(one.place), survey, tell, warn) ?? []),
    },
    numbers: { ...(target && { target }), ...(weight && { weight }), ...(size && { size }) },
    targetKind: targetKind ?? "level",
  };
}

/** Columns that some layer learns from. */
const learnable = ({ features, community }: ColumnPlan): readonly PlannedColumn[] =>
  community === undefined ? features : [...features, community];

function wantedOf({ plan, numbers, targetKind }: Settled): readonly Wanted[] {
  const { roles, fairness } = plan;
  const wanted = new Map<string, Wanted>();
  const number = ({ place, writing, absent }: PlannedColumn) =>
    wanted.set(`number${place}`, { place, as: "number", writing, absent });
  const word = (place: number) =>
    wanted.set(`word${place}`, { place, as: "word", writing: "plain", absent: [] });
  for (const one of Object.values(numbers)) number(one);
  if (targetKind === "class" && roles.target !== undefined) word(roles.target);
  for (const role of ["group", "area", "id"] as const)
    if (roles[role] !== undefined) word(roles[role]);
  for (const one of [...learnable(plan), ...fairness])
    if (one.kind === "number") number(one);
    else word(one.place);
  return [...wanted.values()];
}
