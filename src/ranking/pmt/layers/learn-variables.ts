import { wholeReader } from "#ranking/pmt/encode-rows.ts";
import type { CategoryVariable, ModelNote, NumberVariable } from "#ranking/pmt/pmt-model.ts";
import type { PmtVariable, SurveyTable } from "#ranking/pmt/survey-table.ts";

/** Whole units between the ends of a number, at most: a weight times that is exact in every engine. */
export const WIDEST = 1e8;
/** Numbers with at most so many values are kept to their ends; of others the outermost are held back. */
const FEW_VALUES = 32;
const OUTERMOST = 0.005;
/** So many bins and levels have all variables together: what the sums of products can hold. */
const ALL_BINS = 1500;
const MOST_DECIMALS = 6;

/** How many bins or levels each of so many variables may have. */
export const binsFor = (variables: number): number =>
  Math.min(Math.max(Math.floor(ALL_BINS / Math.max(variables, 1)), 4), 32);

/** Learns from the rows themselves, and never from the target, how each column is read. */
export function learnVariables(table: SurveyTable): {
  readonly variables: readonly (NumberVariable | CategoryVariable)[];
  readonly notes: readonly ModelNote[];
} {
  const learned = table.variables.map((variable) =>
    variable.kind === "number"
      ? learnNumber(variable)
      : learnCategory(variable, binsFor(table.variables.length)),
  );
  const names = (isMeant: (learned: Learned, variable: PmtVariable) => boolean) =>
    table.variables.filter((variable, v) => isMeant(learned[v], variable)).map(({ name }) => name);
  const constant = names((variable) => variable === undefined);
  const gathered = names(
    (v, column) => v?.kind === "category" && v.levels.length < column.levels.length,
  );
  return {
    variables: learned.filter((variable) => variable !== undefined),
    notes: [
      ...(constant.length === 0 ? [] : [{ code: "column-constant", names: constant } as const]),
      ...(gathered.length === 0 ? [] : [{ code: "levels-gathered", names: gathered } as const]),
    ],
  };
}

type Learned = NumberVariable | CategoryVariable | undefined;

function learnNumber({ name, values, only }: PmtVariable): NumberVariable | undefined {
  const known = sortedKnown(values);
  const [least, most] = [known[0], known.at(-1)];
  if (least === undefined || most === undefined || least === most) return undefined;
  const [low, high] = ends(known);
  const decimals = decimalsFor(known, low, high);
  const wholeOf = wholeReader(decimals);
  const [from, to] = [wholeOf(low), wholeOf(high)];
  if (from === to) return undefined;
  let sum = 0;
  for (const value of known) sum += Math.min(Math.max(wholeOf(value), from), to) - from;
  const middle = from + Math.round(sum / known.length);
  return {
    kind: "number",
    name,
    decimals,
    low: from,
    high: to,
    middle,
    per: tenAbove(to - from),
    only,
  };
}

function sortedKnown(values: Float64Array): Float64Array {
  // Absent values are NaN, which sorts last.
  const sorted = values.slice().sort();
  let known = sorted.length;
  while (known > 0 && Number.isNaN(sorted[known - 1])) known--;
  return sorted.subarray(0, known);
}

/** Where values are many, half a percent on either side is held back: a slip of the pen must not carry a line. */
function ends(known: Float64Array): readonly [number, number] {
  const least = known[0] as number;
  const most = known.at(-1) as number;
  let values = 1;
  for (let i = 1; i < known.length && values <= FEW_VALUES; i++)
    if (known[i] !== known[i - 1]) values++;
  if (values <= FEW_VALUES) return [least, most];
  const beyond = Math.floor(known.length * OUTERMOST);
  const [low, high] = [known[beyond] as number, known[known.length - 1 - beyond] as number];
  return low < high ? [low, high] : [least, most];
}

/** As many decimals as the values have, fewer where their range would leave what is exact. */
function decimalsFor(known: Float64Array, low: number, high: number): number {
  const reach = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) / 1e6);
  const room = Math.min(Math.floor(Math.log10(WIDEST / reach)), 15);
  let decimals = 0;
  while (decimals < MOST_DECIMALS && !areWhole(known, 10 ** decimals)) decimals++;
  return decimals === MOST_DECIMALS || decimals > room ? room : decimals;
}

function areWhole(values: Float64Array, times: number): boolean {
  for (const value of values) {
    const scaled = value * times;
    if (Math.abs(scaled - Math.round(scaled)) > Math.abs(scaled) * 1e-12) return false;
  }
  return true;
}

/** The power of ten that is not below. */
export function tenAbove(range: number): number {
  let ten = 1;
  while (ten < range) ten *= 10;
  return ten;
}

const FEWEST_OF_LEVEL = 5;

function learnCategory(
  { name, levels, values }: PmtVariable,
  most: number,
): CategoryVariable | undefined {
  const counts = new Float64Array(levels.length);
  for (const value of values)
    if (!Number.isNaN(value)) counts[value] = (counts[value] as number) + 1;
  const fewest = Math.max(FEWEST_OF_LEVEL, values.length / 1000);
  const kept = levels
    .map((level, place) => ({ level, count: counts[place] as number }))
    .filter(({ count }) => count >= fewest)
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
    .slice(0, most)
    .map(({ level }) => level);
  const seen = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const hasAbsent = values.some(Number.isNaN);
  const bins = Math.min(kept.length, seen) + (seen > kept.length ? 1 : 0) + (hasAbsent ? 1 : 0);
  return kept.length === 0 || bins < 2 ? undefined : { kind: "category", name, levels: kept };
}
