import type { Step } from "#engine/step.ts";
import { type IdRange, within } from "#ranking/model-input.ts";
import type { Placed } from "./placed.ts";

/** Which programs families hold a place in, by province and national decile: families counted by mask, one bit a program in the order given. */
export function holdings(placed: readonly Placed[], ids?: IdRange): readonly Step[] {
  const held = placed.map(
    ({ name, keeps }, i) =>
      `select family_id, cast(${1n << BigInt(i)} as bigint) as bit from ${within(`held_${name}`, ids)} h${keeps ? " group by family_id" : ""}`,
  );
  return [
    {
      table: "holding",
      sql: `\
select family_id, bit_or(bit) as programs
from (
${held.join("\nunion all\n")}
) held
group by family_id`,
    },
    {
      table: "holding_count",
      sql: `\
select v.province_no, v.decile, coalesce(h.programs, 0) as programs, count(*) as families
from family_verdict v
left join holding h on h.family_id = v.family_id
group by v.province_no, v.decile, coalesce(h.programs, 0)`,
    },
  ];
}
