import { dice, type Roll } from "#domain/dice.ts";
import type { PmtVariable, SurveyTable } from "#ranking/pmt/survey-table.ts";

/** How large a made-up survey is; areas share its groups evenly. */
export type MadeSurvey = {
  readonly rows: number;
  readonly perGroup: number;
  readonly areas: number;
  readonly seed: number;
  /** 26 of 40 are things that a household has or has not, 8 are counts, 4 amounts and 2 kinds, in that ratio. */
  readonly variables: number;
  /** How strongly curves and pairs speak beside straight terms; 0: not at all. */
  readonly bent: number;
  /** Spread of areas, and of villages, in what the variables do not tell. */
  readonly areaSpread: number;
  readonly villageSpread: number;
  /** How far the slopes of areas differ. */
  readonly slopeSpread: number;
  readonly noise: number;
};

const USUAL: MadeSurvey = {
  rows: 5_000,
  perGroup: 10,
  areas: 20,
  seed: 1,
  variables: 40,
  bent: 1,
  areaSpread: 0.15,
  villageSpread: 0.15,
  slopeSpread: 0.02,
  noise: 0.4,
};

/**
 * A survey whose truth is known: log expenditure of things, counts and amounts, with straight terms, curves, pairs,
 * villages that have much or little together, and areas of their own. Rows come in the order of groups.
 */
export function madeSurvey(asked: Partial<MadeSurvey> = {}): SurveyTable {
  const made = { ...USUAL, ...asked };
  const { rows, perGroup, areas, bent, noise } = made;
  const roll = dice(made.seed);
  const kinds = variableKinds(made.variables);
  const slopes = kinds.map((_, v) => (0.02 + 0.01 * (v % 7)) * (v % 5 === 4 ? -1 : 1));
  const areaEffects = Array.from({ length: areas }, () => made.areaSpread * normal(roll));
  const areaSlopes = Array.from({ length: areas }, () =>
    kinds.map(() => made.slopeSpread * normal(roll)),
  );
  const columns = kinds.map(() => new Float64Array(rows));
  const target = new Float64Array(rows);
  let village = 0;
  for (let row = 0; row < rows; row++) {
    const group = Math.floor(row / perGroup);
    if (row % perGroup === 0) village = normal(roll);
    const own = normal(roll);
    const wealth = 0.6 * village + 0.8 * own;
    const values = kinds.map((kind) => drawValue(kind, wealth, roll));
    const area = group % areas;
    let log = 13.5 + (areaEffects[area] as number) + made.villageSpread * village;
    for (const [v, value] of values.entries()) {
      (columns[v] as Float64Array)[row] = value;
      log +=
        ((slopes[v] as number) + (areaSlopes[area]?.[v] as number)) *
        standing(kinds[v] as Kind, value);
    }
    log += bent * curves(values, kinds);
    target[row] = log + noise * normal(roll);
  }
  const group = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / perGroup));
  return {
    rows,
    targetKind: "log",
    target,
    weight: Float64Array.from({ length: rows }, () => 0.5 + roll(1000) / 1000),
    size: Float64Array.from({ length: rows }, () => 1 + roll(7)),
    group,
    area: group.map((g) => g % areas),
    areaNames: Array.from({ length: areas }, (_, a) => `area ${a}`),
    fold: Uint8Array.from(group, (g) => (Math.imul(g + made.seed, 2_654_435_761) >>> 29) & 7).map(
      (k) => k % 5,
    ),
    folds: 5,
    variables: kinds.map((kind, v) => asVariable(kind, v, columns[v] as Float64Array)),
  };
}

type Kind = "thing" | "count" | "amount" | "kind";

const variableKinds = (count: number): readonly Kind[] =>
  Array.from({ length: count }, (_, v) =>
    v % 20 === 19 ? "kind" : v % 10 === 8 ? "amount" : v % 5 === 2 ? "count" : "thing",
  );

/** Four uniform draws: near enough to normal, and the same on every machine. */
const normal = (roll: Roll): number =>
  (roll(65_536) + roll(65_536) + roll(65_536) + roll(65_536) - 131_070) / 37_837;

const LEVELS = ["a", "b", "c", "d", "e", "f"];

function drawValue(kind: Kind, wealth: number, roll: Roll): number {
  const leaning = wealth + 1.2 * normal(roll);
  switch (kind) {
    case "thing":
      return leaning > 0.3 ? 1 : 0;
    case "count":
      return Math.min(Math.max(Math.round(3 + 1.6 * leaning), 0), 9);
    case "amount":
      return roll(50) === 0 ? Number.NaN : Math.round(400 * 2 ** leaning) / 10;
    case "kind":
      return Math.min(Math.max(Math.floor(3 + 1.5 * leaning), 0), LEVELS.length - 1);
  }
}

/** Values about zero and of like spread. */
function standing(kind: Kind, value: number): number {
  if (Number.isNaN(value)) return 0;
  if (kind === "thing") return value - 0.4;
  if (kind === "amount") return Math.min(value, 400) / 100 - 0.5;
  return (value - 3) / 2;
}

/** What no straight line tells: a hill in the first count, a floor in the first amount, two pairs. */
function curves(values: readonly number[], kinds: readonly Kind[]): number {
  const first = (kind: Kind, skipped = 0) =>
    values[kinds.flatMap((k, v) => (k === kind ? [v] : []))[skipped] ?? 0] ?? 0;
  const count = first("count");
  const amount = Number.isNaN(first("amount")) ? 40 : first("amount");
  const hill = -0.06 * (count - 4) ** 2;
  const floor = 0.3 * Math.min(amount / 40, 1);
  const pair = 0.25 * (first("thing") - 0.4) * (first("count", 1) - 3);
  const both = 0.3 * (first("thing", 1) === 1 && count < 2 ? 1 : 0);
  return hill + floor + pair + both;
}

const asVariable = (kind: Kind, v: number, values: Float64Array): PmtVariable => ({
  name: `${kind} ${v}`,
  kind: kind === "kind" ? "category" : "number",
  levels: kind === "kind" ? LEVELS : [],
  values,
  only: 0,
});
