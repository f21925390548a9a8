import { unitCount } from "#ranking/pmt/columns.ts";
import { type Codes, countedValue, unitMeans } from "#ranking/pmt/encode-rows.ts";
import type { MeanVariable, ModelVariable } from "#ranking/pmt/pmt-model.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { tenAbove, WIDEST } from "./learn-variables.ts";

/** A group tells something of neighbours from so many rows on, and only where there are many groups. */
const FEWEST_ROWS = 3;
const FEWEST_UNITS = 20;
/** So many means are taken in, those that go along best with what the units have in common. */
const MOST_MEANS = 48;
const FINEST = 10_000;

/** The unit whose rows are neighbours: the sampling unit, or the area where each row is its own unit. */
export function neighboursOf(
  table: SurveyTable,
): { readonly unit: "group" | "area"; readonly of: Int32Array } | undefined {
  if (isTelling(table.group)) return { unit: "group", of: table.group };
  if (table.area !== null && isTelling(table.area)) return { unit: "area", of: table.area };
  return undefined;
}

function isTelling(unit: Int32Array): boolean {
  const units = new Set(unit).size;
  return units >= FEWEST_UNITS && unit.length / units >= FEWEST_ROWS;
}

/** Means of neighbours that may enter a line, the most telling first found by their units' mean target. */
export function learnMeans(
  table: SurveyTable,
  variables: readonly ModelVariable[],
  codes: Codes,
): readonly MeanVariable[] {
  const neighbours = neighboursOf(table);
  if (neighbours === undefined) return [];
  const { unit, of } = neighbours;
  const outcome = unitOutcomes(of, table);
  const told = candidates(variables, unit).flatMap((mean) => {
    const counted = countedValue(mean, variables);
    const means = unitMeans(of, codes[mean.of] as Int32Array, counted, mean.times);
    const bounded = withBounds(mean, means, of);
    return bounded === undefined ? [] : [{ mean: bounded, telling: likeness(means, outcome) }];
  });
  const best = told
    .toSorted((a, b) => b.telling - a.telling || compare(a.mean, b.mean))
    .slice(0, MOST_MEANS);
  return best.map(({ mean }) => mean).sort(compare);
}

const compare = (a: MeanVariable, b: MeanVariable): number =>
  a.of - b.of || ((a.level ?? "") < (b.level ?? "") ? -1 : 1);

type Candidate = Omit<MeanVariable, "low" | "high" | "middle" | "per">;

function candidates(
  variables: readonly ModelVariable[],
  unit: "group" | "area",
): readonly MeanVariable[] {
  return variables.flatMap((variable, of): readonly MeanVariable[] => {
    if (variable.kind === "mean") return [];
    const mean = (level: string | null, times: number, only: -1 | 0 | 1): MeanVariable => ({
      ...({
        kind: "mean",
        name: nameOf(variable.name, level),
        unit,
        of,
        level,
        times,
        only,
      } satisfies Candidate),
      low: 0,
      high: 0,
      middle: 0,
      per: 1,
    });
    if (variable.kind === "category") return variable.levels.map((level) => mean(level, FINEST, 0));
    const times = Math.min(FINEST, Math.max(1, WIDEST / tenAbove(variable.high - variable.low)));
    return [mean(null, times, variable.only)];
  });
}

const nameOf = (name: string, level: string | null): string =>
  level === null ? `mean of ${name}` : `share of ${name} = ${level}`;

function withBounds(
  mean: MeanVariable,
  means: Float64Array,
  unit: Int32Array,
): MeanVariable | undefined {
  let [low, high, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const u of unit) {
    const value = means[u] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    [low, high] = [Math.min(low, value), Math.max(high, value)];
    sum += value;
    count++;
  }
  if (!(low < high)) return undefined;
  return { ...mean, low, high, middle: Math.round(sum / count), per: tenAbove(high - low) };
}

type UnitOutcomes = { readonly weight: Float64Array; readonly mean: Float64Array };

function unitOutcomes(unit: Int32Array, { target, weight }: SurveyTable): UnitOutcomes {
  const units = unitCount(unit);
  const [sums, weights] = [new Float64Array(units), new Float64Array(units)];
  for (let i = 0; i < unit.length; i++) {
    const [u, w] = [unit[i] as number, weight[i] as number];
    if (u < 0) continue;
    sums[u] = (sums[u] as number) + w * (target[i] as number);
    weights[u] = (weights[u] as number) + w;
  }
  return { weight: weights, mean: sums.map((sum, u) => sum / (weights[u] || 1)) };
}

/** Squared correlation over units. */
function likeness(means: Float64Array, { weight, mean }: UnitOutcomes): number {
  let [n, sx, sy] = [0, 0, 0];
  for (const [u, x] of means.entries()) {
    if (Number.isNaN(x)) continue;
    const w = weight[u] as number;
    n += w;
    sx += w * x;
    sy += w * (mean[u] as number);
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (const [u, x] of means.entries()) {
    if (Number.isNaN(x)) continue;
    const [w, dx, dy] = [weight[u] as number, x - sx / n, (mean[u] as number) - sy / n];
    xx += w * dx * dx;
    yy += w * dy * dy;
    xy += w * dx * dy;
  }
  return xx > 0 && yy > 0 ? (xy * xy) / (xx * yy) : 0;
}
