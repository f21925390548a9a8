import type { Step } from "#engine/step.ts";
import { dateLevel, numberLevel, placeLevel, sexLevel } from "./comparisons.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";
import { comparedRecords } from "./masked-sample.ts";
import {
  RARITY_BITS,
  rarity,
  SCORE_FLOOR,
  UNCARRIED_AT_MOST,
  type Weights,
  weigh,
} from "./weights.ts";

/**
 * What is compared with the spine (records that pass 0 left, and trials without their NIK), and how rare the
 * names and days of the spine are. Tables `left_form`, `name_rarity` and `day_rarity`.
 */
export function comparedForms(): readonly Step[] {
  const rare = (table: string, column: string): Step => ({
    table,
    sql: `\
select c.${column}, ${rarity("c.n", "t.n")} as ${table}
from (select ${column}, count(*) as n from spine group by ${column}) c
cross join (select count(*) as n from spine) t`,
  });
  return [
    { table: "left_form", sql: comparedRecords(), isScattered: true },
    rare("name_rarity", "kanon_key"),
    rare("day_rarity", "birth_day"),
  ];
}

/** No name is rarer than that. */
const RAREST = RARITY_BITS.most * 1000;

/**
 * Table `scored_pair` (record_key, delivery_no, spine_key, the six levels, name_rarity, day_rarity, is_carried,
 * capped, weight, regency): whole numbers first, then a bound, then names once for each distinct pair of them.
 * The prior, the weight of each level and both rarities, less what was capped, are the weight (`waterfall.ts`).
 */
export function pairScores(weights: Weights): readonly Step[] {
  return [
    {
      table: "seeker",
      sql: `\
select l.*, coalesce(n.name_rarity, ${RAREST}) as name_rarity, coalesce(d.day_rarity, 0) as day_rarity
from left_form l
left join name_rarity n on n.kanon_key = l.kanon_key
left join day_rarity d on d.birth_day = l.birth_day`,
      isPassing: true,
    },
    { table: "cheap_pair", sql: cheapPairs(weights), isPassing: true },
    { table: "bounded_pair", sql: boundedPairs(weights), isScattered: true },
    ...namePairLevels("bounded_pair", "pair_name_level"),
    {
      table: "levelled_pair",
      isPassing: true,
      sql: `\
select p.*, ${levelOf("p.left_name", "p.right_name", "n")} as name_level,
  ${levelOf("p.left_mother", "p.right_mother", "m")} as mother_level
from bounded_pair p
left join pair_name_level n on n.left_name = p.left_name and n.right_name = p.right_name
left join pair_name_level m on m.left_name = p.left_mother and m.right_name = p.right_mother`,
    },
    { table: "scored_pair", sql: scoredPairs(weights), isScattered: true },
  ];
}

/**
 * Pairs that may still reach the review band, told by whole numbers alone: no letter of a name is
 * looked at before that. Levels 6 and 7 of a name are known here already, for they are equal keys;
 * without them the name is worth its best lower level and no rarity, and a day that is quite another, or
 * unknown on another card, can carry no pair. A bound, never a guess: what it drops, `scoredPairs` would drop.
 * Different NIKs are taken for a slip here; whether they are one is asked of what is left.
 */
function cheapPairs(weights: Weights): string {
  const nik = best(weights.nik.slice(1, 3));
  return `\
select c.* from (
  select v.*, cast(${weigh("v.date_level", weights.date)} + v.day_rarity
    + ${weigh("v.place_level", weights.place)} + ${weigh("v.sex_level", weights.sex)} as bigint) as numbers_weight
  from (${comparedPairs()}) v
) c
where numbers_weight + ${namesAtMost(weights, "left_rarity")} + case when left_nik = 0 or right_nik = 0 then 0
  when left_nik = right_nik then ${weights.nik[3]} else ${nik} end >= ${SCORE_FLOOR}`;
}

/** The same bound once more, with the NIK compared, and the rarity of a name that is said in another way. */
function boundedPairs(weights: Weights): string {
  const kept = `record_key, delivery_no, regency, spine_key, left_name, right_name, left_mother, right_mother,
  day_rarity, date_level, place_level, sex_level`;
  return `\
select ${kept}, name_rarity, nik_level, cheap_weight
from (
  select c.*, numbers_weight + ${weigh("c.nik_level", weights.nik)} as cheap_weight
  from (
    select ${kept}, p.is_alike, p.numbers_weight, coalesce(n.name_rarity, p.left_rarity) as name_rarity,
      ${numberLevel("p.left_nik", "p.right_nik")} as nik_level
    from cheap_pair p left join name_rarity n on n.kanon_key = p.other_kanon
  ) c
) b
where cheap_weight + ${namesAtMost(weights)} >= ${SCORE_FLOOR}`;
}

/** The prior and what names can add at most. */
function namesAtMost({ name, mother, prior }: Weights, rarity = "name_rarity"): string {
  return `${prior} + case when left_name = 0 or right_name = 0 then 0
    when left_name = right_name then ${name[7]} + ${rarity}
    when is_alike = 1 then ${name[6]} + ${rarity} else ${best(name.slice(1, 6))} end
  + case when left_mother = 0 or right_mother = 0 then 0
    when left_mother = right_mother then ${mother[7]} else ${best(mother.slice(1, 7))} end`;
}

const best = (weights: readonly number[]): number => Math.max(...weights);

const ALIKE =
  "(l.kanon_key = r.kanon_key or l.sorted_key = r.sorted_key or l.joined_key = r.joined_key)";

/** `left_rarity` holds where both say the name in one way; of another way the rarity is asked later, and none is rarer. */
function comparedPairs(): string {
  return `\
select l.record_key, l.delivery_no, l.regency, r.record_key as spine_key,
    l.name_id as left_name, r.name_id as right_name, l.mother_id as left_mother, r.mother_id as right_mother,
    l.nik as left_nik, r.nik as right_nik,
    case when l.kanon_key = r.kanon_key then l.name_rarity else ${RAREST} end as left_rarity,
    case when l.kanon_key <> r.kanon_key and ${ALIKE} then r.kanon_key else -1 end as other_kanon,
    case when l.birth_day <> 0 and l.birth_day = r.birth_day then l.day_rarity else 0 end as day_rarity,
    case when ${ALIKE} then 1 else 0 end as is_alike,
    ${dateLevel("l", "r")} as date_level, ${placeLevel("l", "r")} as place_level,
    ${sexLevel("l", "r")} as sex_level
  from candidate_pair p
  join seeker l on l.record_key = p.record_key
  join spine r on r.record_key = p.spine_key
  where ${MAY_BE_CARRIED}`;
}

/** The same NIK; a day no more than a year off or the same in another year; no day, on one card; the same name. */
const MAY_BE_CARRIED = `(l.nik = r.nik and l.nik <> 0 or ${ALIKE}
    or l.birth_day <> 0 and r.birth_day <> 0 and (abs(l.birth_year - r.birth_year) <= 1
      or l.birth_month = r.birth_month and l.birth_dom = r.birth_dom)
    or (l.birth_day = 0 or r.birth_day = 0) and l.kk = r.kk and l.kk <> 0)`;

/**
 * A pair that only numbers hold together is no pair: name and day must carry it. One shared word is
 * enough only where NIK and the whole day agree as well; a day that is not known only where the village
 * and all words of the name do, or a near name with the village and the NIK, or with the card and the mother.
 */
const CARRIED = `(name_level >= 3 and name_level + date_level >= 7
  or name_level = 2 and date_level = 5 and nik_level >= 2
  or name_level >= 6 and date_level = 0 and place_level >= 4
  or name_level >= 4 and date_level = 0 and place_level >= 4 and nik_level = 3
  or name_level >= 4 and date_level = 0 and place_level = 5 and mother_level >= 6)`;

/**
 * For people to decide, however heavy the rest: an equal NIK that name or day contradicts, and a name that
 * contradicts place, mother and day, for twins share those.
 */
const CONTRADICTED = `(nik_level = 3 and (date_level = 5 or name_level >= 3)
  or date_level = 5 and place_level >= 4 and mother_level >= 6)`;

function scoredPairs(weights: Weights): string {
  return `\
select record_key, delivery_no, spine_key, name_level, date_level, nik_level, place_level, sex_level, mother_level,
  case when name_level >= 6 then name_rarity else 0 end as name_rarity, day_rarity,
  case when ${CARRIED} then 1 else 0 end as is_carried, regency,
  case when ${CARRIED} then 0 else greatest(weight - ${UNCARRIED_AT_MOST}, 0) end as capped,
  case when ${CARRIED} then weight else least(weight, ${UNCARRIED_AT_MOST}) end as weight
from (
  select p.*, cheap_weight + ${weights.prior} + ${weigh("name_level", weights.name)}
    + case when name_level >= 6 then name_rarity else 0 end
    + ${weigh("mother_level", weights.mother)} as weight
  from levelled_pair p
) scored
where weight >= ${SCORE_FLOOR} and (${CARRIED} or ${CONTRADICTED})`;
}
