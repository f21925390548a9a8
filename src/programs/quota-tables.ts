import { isInForce } from "#domain/program.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { PlaceTerms } from "./placed.ts";

/** The quotas and the budgets in force as small tables. Without any quota nobody has a place. */
export function quotaTables(
  { quotas, budgets = [], asOf }: PlaceTerms,
  { text }: Dialect,
): readonly Step[] {
  const places = quotas
    .filter((quota) => isInForce(quota, asOf))
    .map((q) => `(${text(q.program)}, ${q.regencyNo}, ${q.places}, ${q.reserve})`);
  const money = budgets
    .filter((budget) => isInForce(budget, asOf))
    .map((b) => `(${text(b.program)}, ${b.regencyNo}, ${b.rupiah})`);
  return [
    smallTable("quota", ["regency_no", "places", "reserve"], places),
    smallTable("budget", ["regency_no", "rupiah"], money),
  ];
}

function smallTable(table: string, numbers: readonly string[], rows: readonly string[]): Step {
  const none = `('none', ${numbers.map(() => "0").join(", ")})`;
  const columns = numbers.map((name) => `cast(${name} as bigint) as ${name}`);
  return {
    table,
    sql: `\
select program, ${columns.join(", ")}
from (values ${[none, ...rows].join(", ")}) as t(program, ${numbers.join(", ")})`,
  };
}
