import type { Tell } from "#matching/link-files/read-keys.ts";
import type { ColumnFigures } from "./column-figures.ts";
import { guessKind, isMostlyNumbers, writingOf } from "./column-kind.ts";
import { columnConstant } from "./column-notices.ts";
import type { OpenSurvey } from "./open-survey.ts";
import { type PlannedColumn, settle } from "./plan-columns.ts";
import type { PmtFeature } from "./pmt-spec.ts";
import type { TellNotice } from "./survey-notice.ts";

/**
 * What the column of neighbours is: it was named, so it is never left out for its looks. A number is a rank in which more is
 * better off, unless the spec says "lowers"; words are classes of which none need be above another.
 */
export function settleCommunity(
  feature: PmtFeature & { readonly place: number },
  figures: ColumnFigures,
  survey: OpenSurvey,
  at: string,
  tell: Tell,
  warn: TellNotice,
): PlannedColumn | undefined {
  if (figures.distinct < 2) {
    warn(columnConstant(feature.column, figures.known === 0));
    return undefined;
  }
  const kind = feature.kind ?? (feature.only ? "number" : kindOf(feature.column, figures, survey));
  const only = kind === "number" ? (feature.only ?? "raises") : undefined;
  const planned = settle(
    { ...feature, kind, ...(only && { only }) },
    figures,
    survey,
    tell,
    warn,
    at,
  );
  const because = feature.kind === undefined ? "it is what neighbours said" : "";
  return planned && { ...planned, because };
}

function kindOf(column: string, figures: ColumnFigures, survey: OpenSurvey): "number" | "category" {
  const { kind } = guessKind(column, figures, survey.rows, survey.labels.get(column));
  if (kind !== "left-out") return kind;
  return isMostlyNumbers(figures, writingOf(figures)) ? "number" : "category";
}
