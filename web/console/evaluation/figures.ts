import type { Evaluation } from "#contract/evaluations.ts";
import { EVALUATED_UNITS, type Evaluated, type EvaluatedUnit } from "#domain/evaluation.ts";
import { formatCount } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

export type Outcome = Evaluation["outcomes"][number];
export type Found = NonNullable<Outcome["found"]>;

/** Figures of evaluations as they are read: withheld counts, differences with their sign and unit, chances. */
export function useFigures() {
  const { words, language } = useSpeech();
  const { units } = words.evaluation;
  const tag = language === "id" ? "id-ID" : "en";
  const written = (value: number, digits: number) =>
    new Intl.NumberFormat(tag, { maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(
      value,
    );
  const inUnit = (unit: EvaluatedUnit, value: number) =>
    unit === "share" || unit === "log" ? written(value * 100, 1) : written(value, 2);
  return {
    count: (value: number | null) => (value === null ? "*" : formatCount(value, language)),
    unit: (id: Evaluated) => units[EVALUATED_UNITS[id]],
    difference: (id: Evaluated, value: number) =>
      `${inUnit(EVALUATED_UNITS[id], value)} ${units[EVALUATED_UNITS[id]]}`,
    bare: (id: Evaluated, value: number) => inUnit(EVALUATED_UNITS[id], value),
    plain: (value: number) =>
      new Intl.NumberFormat(tag, { maximumFractionDigits: 3 }).format(value),
    chance: (value: number) =>
      value < 0.001
        ? `< ${new Intl.NumberFormat(tag).format(0.001)}`
        : new Intl.NumberFormat(tag, { maximumFractionDigits: 3 }).format(value),
  };
}
