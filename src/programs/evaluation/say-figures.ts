import { EVALUATED_UNITS, type Evaluated, type EvaluatedUnit } from "#domain/evaluation.ts";

const numbers = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 2 });
const points = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });

const UNIT_WORDS = {
  share: "poin persen",
  log: "persen",
  deciles: "desil",
  things: "jenis",
} as const satisfies Record<EvaluatedUnit, string>;

/** What the figures of a measure are counted in. */
export const unitOf = (id: Evaluated): string => UNIT_WORDS[EVALUATED_UNITS[id]];

/** A difference in the unit of its measure; shares and logarithms in hundredths. */
export function sayDifference(id: Evaluated, value: number): string {
  const unit = EVALUATED_UNITS[id];
  const shown =
    unit === "share" || unit === "log" ? points.format(value * 100) : numbers.format(value);
  return value > 0 ? `+${shown}` : shown;
}

/** A chance, never as nothing. */
export const sayChance = (chance: number): string =>
  chance < 0.001
    ? "< 0,001"
    : new Intl.NumberFormat("id-ID", { maximumFractionDigits: 3 }).format(chance);
