import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { onStairs, onStairsOf, type PairChances } from "./chance-stairs.ts";
import type { BandsByProvince } from "./weights.ts";

/**
 * Why people must decide: the score alone is not sure; a rival is near; NIK, place or mother say one person where name or
 * day say two; or the same delivery already holds the person.
 */
export type ReviewCause = "unsure" | "rival" | "contradicted" | "repeat";

/**
 * Table `review_pair`: pairs that people must decide, with cause, with the probability that trials give to such pairs (of a
 * thousand; null where no trial was like it: contradicted, repeat, or no evidence at all), and with all parts of
 * the weight (`waterfall.ts`). Near a rival the probability is that of the score, shared between the two.
 */
export function reviewPairs(
  { nation }: BandsByProvince,
  chances: PairChances | undefined,
  dialect: Dialect,
): Step {
  return {
    table: "review_pair",
    sql: `\
select record_key, delivery_no, spine_key, weight, margin, cause, cast(${probability(chances, dialect)} as int) as probability,
  name_level, date_level, nik_level, place_level, sex_level, mother_level, relation_level, support, name_rarity, day_rarity,
  capped
from (
  select d.record_key, d.delivery_no, d.spine_key, d.weight, d.margin, s.regency,
    case when j.record_key is null then 'repeat' when s.is_carried = 0 then 'contradicted'
      when d.margin < ${nation.margin} then 'rival' else 'unsure' end as cause,
    s.name_level, s.date_level, s.nik_level, s.place_level, s.sex_level, s.mother_level,
    s.relation_level, s.support, s.name_rarity, s.day_rarity, s.capped
  from doubtful_pair d
  join scored_pair s on s.record_key = d.record_key and s.spine_key = d.spine_key
  left join judged_link j on j.record_key = d.record_key and j.spine_key = d.spine_key
) p`,
  };
}

function probability(chances: PairChances | undefined, dialect: Dialect): string {
  if (chances === undefined) return "null";
  const byScore = onStairsOf(chances, "weight", "regency");
  const shared = dialect.quotient(`${byScore} * ${onStairs(chances.rivals, "margin")}`, "1000");
  return `case cause when 'unsure' then ${byScore} when 'rival' then ${shared} end`;
}
