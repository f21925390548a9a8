import type { Step } from "#engine/step.ts";
import type { FamilyWeights } from "./family-weights.ts";
import { SCORE_FLOOR, weigh } from "./weights.ts";

/** Inside a family, too, a name must be there: a relative may have the same day, mother and sex. */
const KIN_CARRIED = "(name_level >= 3 or name_level = 2 and date_level >= 4)";

const SCORED = `record_key, delivery_no, spine_key, name_level, date_level, nik_level, place_level, sex_level,
  mother_level, relation_level, support, name_rarity, day_rarity, is_carried, regency, capped, weight`;

const of = (table: string): string =>
  SCORED.split(/,\s+/)
    .map((column) => `${table}.${column}`)
    .join(", ");

/**
 * All pairs, each with the better of its two reasons: its own values against strangers, or against the relatives on a card
 * that others of its card are linked to. Never both together, for they lean on the same name and day. Table
 * `final_pair`, the columns of `every_pair` with relation_level and `support` (0: its own values).
 */
export function familyScores(weights: FamilyWeights): readonly Step[] {
  return [
    {
      table: "kin_score",
      sql: `\
select record_key, delivery_no, spine_key, name_level, date_level, nik_level, 0 as place_level, sex_level, mother_level,
  relation_level, support, 0 as name_rarity, 0 as day_rarity, 1 as is_carried, regency, cast(0 as bigint) as capped, weight
from (
  select k.*, cast(${weigh("support", weights.prior)} + ${weigh("name_level", weights.name)}
    + ${weigh("date_level", weights.date)} + ${weigh("nik_level", weights.nik)} + ${weigh("sex_level", weights.sex)}
    + ${weigh("mother_level", weights.mother)} + ${weigh("relation_level", weights.relation)} as bigint) as weight
  from kin_levelled k where ${KIN_CARRIED}
) scored where weight >= ${SCORE_FLOOR}`,
    },
    {
      table: "own_score",
      sql: "select p.*, 0 as relation_level, 0 as support from every_pair p",
      isPassing: true,
    },
    {
      table: "final_pair",
      sql: `\
select ${of("o")} from own_score o
left join kin_score k on k.record_key = o.record_key and k.spine_key = o.spine_key
where coalesce(k.weight, o.weight) <= o.weight
union all
select ${of("k")} from kin_score k
left join own_score o on o.record_key = k.record_key and o.spine_key = k.spine_key
where o.record_key is null or o.weight < k.weight`,
      isScattered: true,
    },
  ];
}
