import { encodeRows } from "#ranking/pmt/encode-rows.ts";
import type { ModelVariable } from "#ranking/pmt/pmt-model.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { learnVariables } from "./learn-variables.ts";
import { lineDesign, type Slot } from "./line-design.ts";
import { pooledOls } from "./ols-lines.ts";

/** Features that say nothing which others do not say already: a copy, a sum of parts, a category told by another. */
export function collinearFeatures(table: SurveyTable): readonly string[] {
  const { variables } = learnVariables(table);
  const design = lineDesign(variables, encodeRows(variables, table));
  const { dropped } = pooledOls(design, table, tellingMostFirst(design.slots, variables));
  return collinearAmong(dropped, design.slots, variables);
}

/** Categories of many levels, those of fewer, numbers: what is told by something finer is what falls out. */
function tellingMostFirst(
  slots: readonly Slot[],
  variables: readonly ModelVariable[],
): readonly number[] {
  const levels = (k: number): number => {
    const variable = variables[slots[k]?.variable ?? -1];
    return variable?.kind === "category" ? variable.levels.length : 0;
  };
  const isReference = (k: number) =>
    slots[k]?.kind === "level" && slots[k]?.variable !== slots[k - 1]?.variable;
  return slots
    .map((_, k) => k)
    .filter((k) => !isReference(k))
    .sort((a, b) => levels(b) - levels(a) || a - b);
}

/**
 * Variables of which the slope fell out, or every level beside the first, which others are measured against.
 * `dropped` are places among `slots`.
 */
export function collinearAmong(
  dropped: readonly number[],
  slots: readonly Slot[],
  variables: readonly ModelVariable[],
): readonly string[] {
  const gone = new Set(dropped);
  return variables.flatMap(({ name }, v) => {
    const own = [...slots.entries()].filter(([, { variable }]) => variable === v);
    const slopes = own.filter(([, { kind }]) => kind === "slope");
    const levels = own.filter(([, { kind }]) => kind === "level" || kind === "rest").slice(1);
    const telling = slopes.length > 0 ? slopes : levels;
    return telling.length > 0 && telling.every(([k]) => gone.has(k)) ? [name] : [];
  });
}
