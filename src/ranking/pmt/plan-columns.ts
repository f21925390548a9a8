import { placeOf } from "#matching/link-files/find-id.ts";
import type { Tell } from "#matching/link-files/read-keys.ts";
import type { ColumnFigures, Writing } from "./column-figures.ts";
import { guessKind, isMostlyNumbers, writingOf } from "./column-kind.ts";
import {
  ambiguousNumbers,
  columnConstant,
  columnLeftOut,
  columnNearlyEmpty,
  columnTwice,
  labelledAbsent,
  roleSuspected,
  wordsAmongNumbers,
} from "./column-notices.ts";
import { leakNotice, leakOf } from "./leak-words.ts";
import type { OpenSurvey } from "./open-survey.ts";
import type { PmtFeature, PmtSpec, Role } from "./pmt-spec.ts";
import { ROLES } from "./pmt-spec.ts";
import { notNumbers } from "./survey-mistakes.ts";
import type { TellNotice } from "./survey-notice.ts";

/** A column that is read, and how. */
export type PlannedColumn = {
  readonly name: string;
  readonly place: number;
  readonly kind: "number" | "category";
  readonly writing: Writing;
  readonly only: -1 | 0 | 1;
  /** Numbers that labels say mean "not known". */
  readonly absent: readonly number[];
  /** Why it was taken for that; "" where the spec says it. */
  readonly because: string;
};

/** Where the columns of roles stand, and which columns a model learns from. */
export type ColumnPlan = {
  readonly roles: Readonly<Partial<Record<Role, number>>>;
  readonly features: readonly PlannedColumn[];
  /** What neighbours said; no feature of any layer but L4. */
  readonly community: PlannedColumn | undefined;
  readonly fairness: readonly PlannedColumn[];
};

/** Places of the columns that roles name; one that the file lacks is told. */
export function placeRoles(
  spec: PmtSpec,
  survey: OpenSurvey,
  at: (key: string) => string,
  tell: Tell,
) {
  const roles: Partial<Record<Role, number>> = {};
  for (const role of ROLES) {
    const column = spec.columns[role];
    if (column === undefined) continue;
    const place = placeOf(column, survey, { at: at(role), input: survey.path }, tell);
    if (place !== undefined) roles[role] = place;
  }
  return roles;
}

/** Columns that might become features, before anybody has looked into them. */
export function candidates(
  spec: PmtSpec,
  survey: OpenSurvey,
  roles: ColumnPlan["roles"],
  at: (key: string) => string,
  tell: Tell,
  warn: TellNotice,
): readonly (PmtFeature & { readonly place: number })[] {
  const place = (column: string, key: string) =>
    placeOf(column, survey, { at: at(key), input: survey.path }, tell);
  const out = new Set(spec.leaveOut.map((column) => place(column, "leave_out")));
  if (spec.features !== undefined) {
    return spec.features.flatMap((feature) => {
      const found = place(feature.column, "features");
      return found === undefined || out.has(found) ? [] : [{ ...feature, place: found }];
    });
  }
  const taken = new Set<number | undefined>([...Object.values(roles), ...out]);
  // Members and area may speak as features too; what is learned and how it is counted may not.
  if (roles.size !== undefined) taken.delete(roles.size);
  if (spec.community !== undefined) taken.add(survey.columns.indexOf(spec.community.column));
  return survey.columns.flatMap((column, i) => {
    if (taken.has(i) || column === "") return [];
    if (survey.columns.indexOf(column) === i) return [{ column, place: i }];
    warn(columnTwice(column));
    return [];
  });
}

const ROLE_NAMES: readonly (readonly [Role, RegExp])[] = [
  [
    "weight",
    /^(w|weights?|wgt|wt|hh_?weight|hhwt|pop_?wt|wert|fwt|pweight|bobot|penimbang|inflator|expansion_?factor|factor_?exp|fexp?)$/i,
  ],
  ["group", /^(psu|cluster(_?(no|id|nr))?|ea(_?(id|code))?|upm|blok_?sensus|nks|clust)$/i],
];

/** Settles what each candidate is, and tells what was guessed, mended and left out. */
export function settleFeatures(
  candidates: readonly (PmtFeature & { readonly place: number })[],
  figures: ReadonlyMap<number, ColumnFigures>,
  survey: OpenSurvey,
  isStated: boolean,
  tell: Tell,
  warn: TellNotice,
): readonly PlannedColumn[] {
  return candidates.flatMap((feature) => {
    const shape = figures.get(feature.place);
    if (shape === undefined) return [];
    if (!isStated && isOtherwiseNeeded(feature.column, warn)) return [];
    if (shape.distinct < 2) {
      warn(columnConstant(feature.column, shape.known === 0));
      return [];
    }
    if (!isStated && shape.known < survey.rows * 0.05) {
      warn(columnNearlyEmpty(feature.column, shape.known, survey.rows));
      return [];
    }
    const planned = settle(feature, shape, survey, tell, warn);
    if (planned === undefined) return [];
    const leak = leakOf(feature.column, survey.labels.get(feature.column)?.label);
    if (leak !== undefined) warn(leakNotice(leak, feature.column, isStated));
    return leak !== undefined && !isStated ? [] : [planned];
  });
}

function isOtherwiseNeeded(column: string, warn: TellNotice): boolean {
  const role = ROLE_NAMES.find(([, pattern]) => pattern.test(column))?.[0];
  if (role !== undefined) warn(roleSuspected(column, role));
  return role !== undefined;
}

/** What a column is: as the spec says, or as its cells look. */
export function settle(
  { column, kind, only, place }: PmtFeature & { readonly place: number },
  figures: ColumnFigures,
  survey: OpenSurvey,
  tell: Tell,
  warn: TellNotice,
  at = "features",
): PlannedColumn | undefined {
  const guess = guessKind(column, figures, survey.rows, survey.labels.get(column));
  const writing = writingOf(figures);
  const isNumber = (kind ?? guess.kind) === "number" || (only !== undefined && kind === undefined);
  if (isNumber) {
    const words = figures.known - figures.numbers[writing];
    if (words > figures.known / 2) {
      tell(notNumbers(at, column, words, figures.known));
      return undefined;
    }
    if (words > 0) warn(wordsAmongNumbers(column, words, figures.known));
    if (writing === "plain" && figures.ambiguous > 0 && figures.ambiguous === figures.fractions)
      warn(ambiguousNumbers(column, figures.ambiguous));
  }
  if (kind === undefined && guess.kind === "left-out" && only === undefined) {
    warn(columnLeftOut(column, guess.because));
    return undefined;
  }
  return {
    name: column,
    place,
    kind: isNumber ? "number" : "category",
    writing,
    only: only === undefined ? 0 : only === "raises" ? 1 : -1,
    absent: isNumber ? absentNumbers(column, survey, warn) : [],
    because: kind === undefined ? guess.because : "",
  };
}

const NOT_KNOWN =
  /tidak (tahu|diketahui|menjawab|berlaku|ditanya)|menolak|do(es)?n'?t know|do(es)? not know|^dk$|refus|missing|not (stated|known|applicable|asked|reported)|no (answer|response)|unknown|^n\/?a$/i;

/** Numbers that stand for "not known" by their labels, such as 98. */
function absentNumbers(column: string, survey: OpenSurvey, warn: TellNotice): readonly number[] {
  const labels = [...(survey.labels.get(column)?.values ?? [])];
  const absent = labels
    .filter(([, words]) => NOT_KNOWN.test(words))
    .map(([value]) => Number(value));
  if (absent.length > 0) warn(labelledAbsent(column, absent));
  return absent;
}

/** A column that must hold numbers, such as a weight. */
export function settleNumber(
  at: string,
  place: number,
  figures: ReadonlyMap<number, ColumnFigures>,
  survey: OpenSurvey,
  tell: Tell,
  warn: TellNotice,
): PlannedColumn | undefined {
  const shape = figures.get(place);
  const name = survey.columns[place] ?? "";
  if (shape === undefined) return undefined;
  const writing = writingOf(shape);
  const words = shape.known - shape.numbers[writing];
  if (!isMostlyNumbers(shape, writing)) {
    tell(notNumbers(at, name, words, shape.known));
    return undefined;
  }
  if (words > 0) warn(wordsAmongNumbers(name, words, shape.known));
  if (writing === "plain" && shape.ambiguous > 0 && shape.ambiguous === shape.fractions)
    warn(ambiguousNumbers(name, shape.ambiguous));
  const absent = absentNumbers(name, survey, warn);
  return { name, place, kind: "number", writing, only: 0, absent, because: "" };
}
