import { areasOf, numbered } from "./group-rows.ts";
import { type Material, variableOf } from "./make-table.ts";
import type { SurveyTable } from "./survey-table.ts";

/** Every row as it is, to be scored: nothing is drawn in or passed over, for the model has its own bounds. */
export function tableToScore(material: Material) {
  const { raw, plan, numbers } = material;
  const kept = Int32Array.from({ length: raw.rows }, (_, row) => row);
  const group = raw.words.get(plan.roles.group ?? -1);
  const size = raw.numbers.get(numbers.size?.place ?? -1);
  const weight = raw.numbers.get(numbers.weight?.place ?? -1);
  const positive = (values: Float64Array | undefined): Float64Array =>
    Float64Array.from(kept, (row) => ((values?.[row] ?? 0) > 0 ? (values?.[row] as number) : 1));
  const names = Array.from(kept, (row) => {
    const code = group?.codes[row] ?? -1;
    return code < 0 ? `row ${row}` : `unit ${group?.words[code]}`;
  });
  const table: SurveyTable = {
    rows: raw.rows,
    targetKind: "level",
    target: new Float64Array(raw.rows),
    weight: positive(weight),
    size: positive(size),
    group: numbered(names).places,
    ...areasOf(raw.words.get(plan.roles.area ?? -1), kept),
    fold: new Uint8Array(raw.rows),
    folds: 1,
    variables: plan.features.map((column) => variableOf(column, material, kept)),
  };
  return { table, poor: "", rowNo: raw.rowNo, fairness: [] };
}
