import type { JobMistake } from "#matching/link-files/job-mistake.ts";
import { groupRows } from "./group-rows.ts";
import type { OpenSurvey } from "./open-survey.ts";
import type { PlannedColumn } from "./plan-columns.ts";
import type { PmtSpec } from "./pmt-spec.ts";
import { byFrequency, type RawRows, type WordColumn } from "./read-columns.ts";
import type { Settled } from "./read-survey.ts";
import { readClass } from "./read-target.ts";
import { fewRows, outliersDrawn, roleAbsent, rowsSkipped, type SkipReason } from "./row-notices.ts";
import { negativeRole, targetConstant, tooFewRows } from "./survey-mistakes.ts";
import type { TellNotice } from "./survey-notice.ts";
import type { PmtVariable, SurveyTable } from "./survey-table.ts";
import { boundsOf, clamp, logBounds } from "./tame.ts";

/** Below this nothing is learned; below the other it is said how little the figures are worth. */
const FEWEST_ROWS = 30;
const FEW_ROWS = 300;

/** Everything of the file that the table is made from. */
export type Material = Settled & {
  readonly spec: PmtSpec;
  readonly at: (key: string) => string;
  readonly survey: OpenSurvey;
  readonly raw: RawRows;
  readonly isForModel: boolean;
};

type Tell = (mistake: JobMistake) => void;

/** What the rows become; undefined once it is told what is wrong with them. */
export function makeTable(material: Material, tell: Tell, warn: TellNotice) {
  const { spec, raw, targetKind } = material;
  const target = readTarget(material, tell);
  if (target === undefined) return undefined;
  const kept = keptRows(material, target.values, tell, warn);
  if (kept.length < FEWEST_ROWS) {
    tell(tooFewRows(kept.length, FEWEST_ROWS));
    return undefined;
  }
  if (kept.length < FEW_ROWS) warn(fewRows(kept.length));
  const pick = (values: Float64Array | undefined): Float64Array =>
    Float64Array.from(kept, (row) => (values === undefined ? 1 : (values[row] as number)));
  const truth = pick(target.values);
  if (truth.every((value) => value === truth[0])) {
    tell(targetConstant(spec.columns.target ?? ""));
    return undefined;
  }
  if (targetKind !== "class") tame(truth, targetKind === "log", spec.columns.target ?? "", warn);
  // A model that is judged has its own bounds, and must meet what a registry would give it.
  const told = material.isForModel ? undefined : warn;
  const variable = (column: PlannedColumn) => variableOf(column, material, kept, told);
  const { community } = material.plan;
  const table: SurveyTable = {
    rows: kept.length,
    targetKind,
    target: truth,
    weight: meanOne(pick(numbersOf(material, "weight"))),
    size: pick(numbersOf(material, "size")),
    ...groupRows(material, kept, warn),
    variables: material.plan.features.map(variable),
    ...(community && { community: variable(community) }),
  };
  for (const role of ["weight", "size", "group"] as const)
    if (material.plan.roles[role] === undefined) warn(roleAbsent(role));
  return {
    table,
    poor: target.poor,
    rowNo: kept.map((row) => raw.rowNo[row] as number),
    fairness: material.plan.fairness.map((column) => variableOf(column, material, kept)),
  };
}

function readTarget(material: Material, tell: Tell) {
  const { raw, plan, numbers, targetKind, spec, survey } = material;
  if (targetKind !== "class") {
    return { values: raw.numbers.get(numbers.target?.place ?? -1) as Float64Array, poor: "" };
  }
  const words = raw.words.get(plan.roles.target ?? -1) as WordColumn;
  return readClass(words, spec, survey.labels.get(spec.columns.target ?? ""), tell);
}

const numbersOf = ({ raw, numbers }: Material, role: "weight" | "size"): Float64Array | undefined =>
  raw.numbers.get(numbers[role]?.place ?? -1);

/** Rows that can teach: those with a target, a weight and members. Why others cannot is told. */
function keptRows(
  material: Material,
  target: Float64Array,
  tell: Tell,
  warn: TellNotice,
): Int32Array {
  const { spec, targetKind, at } = material;
  const [weight, size] = [numbersOf(material, "weight"), numbersOf(material, "size")];
  const skipped = new Map<SkipReason, number>();
  const negative = { weight: 0, size: 0 };
  const why = (row: number): SkipReason | undefined => {
    const [y, w, s] = [target[row] as number, weight?.[row] ?? 1, size?.[row] ?? 1];
    if (w < 0) negative.weight++;
    if (s < 0) negative.size++;
    if (Number.isNaN(y)) return "target-missing";
    if (targetKind === "log" && y <= 0) return "target-not-positive";
    if (Number.isNaN(w)) return "weight-missing";
    if (w <= 0) return "weight-zero";
    return s > 0 ? undefined : "size-missing";
  };
  const kept: number[] = [];
  for (let row = 0; row < material.raw.rows; row++) {
    const reason = why(row);
    if (reason === undefined) kept.push(row);
    else skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  }
  for (const role of ["weight", "size"] as const)
    if (negative[role] > 0) tell(negativeRole(at(role), spec.columns[role] ?? "", negative[role]));
  for (const [reason, rows] of skipped) {
    const role = reason.startsWith("target")
      ? "target"
      : reason.startsWith("size")
        ? "size"
        : "weight";
    warn(rowsSkipped(reason, spec.columns[role] ?? "", rows));
  }
  return Int32Array.from(kept);
}

function tame(truth: Float64Array, isLog: boolean, column: string, warn: TellNotice): void {
  if (isLog) for (let i = 0; i < truth.length; i++) truth[i] = Math.log(truth[i] as number);
  const bounds = isLog ? logBounds(truth) : boundsOf(truth);
  const drawn = bounds === undefined ? 0 : clamp(truth, bounds);
  if (drawn > 0) warn(outliersDrawn(column, drawn, true));
}

/** A column as numbers; while learning, whatever lies absurdly far is drawn in. */
export function variableOf(
  { name, place, kind, only }: PlannedColumn,
  { raw, survey }: Material,
  kept: Int32Array,
  warn?: TellNotice,
): PmtVariable {
  if (kind === "number") {
    const all = raw.numbers.get(place) as Float64Array;
    const values = Float64Array.from(kept, (row) => all[row] as number);
    const bounds = warn === undefined ? undefined : boundsOf(values);
    const drawn = bounds === undefined ? 0 : clamp(values, bounds);
    if (drawn > 0) warn?.(outliersDrawn(name, drawn, false));
    return { name, kind, levels: [], values, only };
  }
  const all = raw.words.get(place) as WordColumn;
  const { codes, words } = byFrequency({
    codes: Int32Array.from(kept, (row) => all.codes[row] as number),
    words: all.words,
  });
  const labels = survey.labels.get(name)?.values;
  return {
    name,
    kind,
    levels: words.map((word) => labels?.get(word) ?? word),
    values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code)),
    only: 0,
  };
}

/** Weights that sum to the number of rows, so that a strength counts households in every survey. */
function meanOne(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => (w * weights.length) / total);
}
