import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { tableName } from "./rule-answers.ts";
import type { Ruleset } from "./ruleset.ts";

/** Where scores did not decide at the quotas of a program: there the published draw did. */
export type QuotaTies = {
  /** Regencies whose last place is within a tie. */
  readonly regencies: number;
  /** Units (families or persons) with the score of such a last place, and their families. */
  readonly sharing: number;
  readonly families: number;
  /** Of them with a place; all others were drawn out. */
  readonly placed: number;
  /** Units in the largest such tie of one regency. */
  readonly largest: number;
};

export const NO_TIES: QuotaTies = {
  regencies: 0,
  sharing: 0,
  families: 0,
  placed: 0,
  largest: 0,
};

/** One row a regency and program: who has the score of its last place, where some of them have a place and some do not. */
export function quotaTies(rulesets: readonly Ruleset[], dialect: Dialect): Step {
  return {
    table: "quota_tie",
    sql: rulesets.map((ruleset) => tiesOf(ruleset, dialect)).join("\nunion all\n"),
  };
}

function tiesOf(ruleset: Ruleset, { text }: Dialect): string {
  const placed = `placed_${tableName(ruleset)}`;
  const program = text(ruleset.program.id);
  return `\
select ${program} as program, p.regency_no, count(*) as sharing, count(distinct p.family_id) as families,
  cast(sum(case when p.place <= l.places then 1 else 0 end) as bigint) as placed
from ${placed} p
join (
  select w.regency_no, w.score, q.places
  from ${placed} w
  join quota q on q.program = ${program} and q.regency_no = w.regency_no and q.places = w.place
) l on l.regency_no = p.regency_no and l.score = p.score
group by p.regency_no, l.places
having max(p.place) > l.places`;
}

/** The same added up a program. */
export function quotaTieSums(): Step {
  const sum = (column: string) => `cast(sum(${column}) as bigint) as ${column}`;
  return {
    table: "quota_tie_sum",
    sql: `\
select program, count(*) as regencies, ${["sharing", "families", "placed"].map(sum).join(", ")},
  cast(max(sharing) as bigint) as largest
from quota_tie
group by program`,
  };
}
