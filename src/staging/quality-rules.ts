import type { LayoutColumn } from "#sources/layout.ts";
import { CELL_RULES } from "./cell-rules.ts";
import type { Cell, QualityRule } from "./quality-rule.ts";
import { LINE_RULES, ROW_RULES } from "./row-rules.ts";

/** Everything that may be wrong with a delivered row, once. */
export const QUALITY_RULES: readonly QualityRule[] = [...LINE_RULES, ...CELL_RULES, ...ROW_RULES];

/** The rule of that code; asking for another is a bug. */
export function getQualityRule(code: string): QualityRule {
  const found = QUALITY_RULES.find((rule) => rule.code === code);
  if (found === undefined) throw new Error(`no quality rule "${code}"`);
  return found;
}

/** SQL: place of the first rule that a filled cell breaks in QUALITY_RULES, from 1; 0 where none. */
export function brokenRule(
  reads: LayoutColumn["reads"],
  cell: Cell,
  isSpreadsheet: boolean,
): string {
  const branches = QUALITY_RULES.flatMap((rule, place) =>
    rule.on === "cell" && rule.reads.includes(reads) && (isSpreadsheet || !rule.isOfSpreadsheets)
      ? [`when ${rule.condition(cell)} then ${place + 1}`]
      : [],
  );
  if (branches.length === 0) return "cast(0 as utinyint)";
  return `cast(case when ${cell.raw} is null then 0 ${branches.join(" ")} else 0 end as utinyint)`;
}
