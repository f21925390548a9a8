import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { Placed } from "./placed.ts";

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

/** One row a regency and program: who stands as its last place does, where some of them have a place and some do not. */
export function quotaTies(placed: readonly Placed[], dialect: Dialect): Step {
  return {
    table: "quota_tie",
    sql: placed.map((one) => tiesOf(one, dialect)).join("\nunion all\n"),
  };
}

function tiesOf({ name, ruleset }: Placed, { text }: Dialect): string {
  const program = text(ruleset.program.id);
  return `\
select ${program} as program, p.regency_no, cast(sum(p.units) as bigint) as sharing, count(distinct p.family_id) as families,
  cast(sum(greatest(0, least(p.units, l.cut - p.before))) as bigint) as placed
from place_${name} p
join (
  select w.regency_no, w.standing, c.cut
  from place_${name} w
  join cut_${name} c on c.regency_no = w.regency_no
  where w.before < c.cut and w.before + w.units >= c.cut
) l on l.regency_no = p.regency_no and l.standing = p.standing
group by p.regency_no, l.cut
having max(p.before + p.units) > l.cut`;
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
