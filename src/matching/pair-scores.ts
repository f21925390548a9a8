import type { Step } from "#engine/step.ts";
import { dateLevel, numberLevel, placeLevel, sexLevel } from "./comparisons.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";
import { comparedRecords } from "./masked-sample.ts";
import { rarity, SCORE_FLOOR, UNCARRIED_AT_MOST, type Weights, weigh } from "./weights.ts";

/** What candidates and scores read of a record, and nothing more: these tables are as long as the nation. */
const COMPARED = `k.record_key, k.nik, k.nik_head, k.nik_tail, k.kk, k.birth_day, k.birth_year, k.birth_month,
  k.birth_dom, k.sex, k.village, k.district, k.regency, k.name_id, k.mother_id,
  coalesce(f.kanon_key, 0) as kanon_key, coalesce(f.joined_key, 0) as joined_key,
  coalesce(f.sorted_key, 0) as sorted_key, coalesce(f.word_1, 0) as word_1, coalesce(f.last_word, 0) as last_word,
  coalesce(g.kanon_key, 0) as mother_kanon_key`;

const FORMS = `left join name_form f on f.name_id = k.name_id
left join name_form g on g.name_id = k.mother_id`;

/**
 * What is compared (records that pass 0 left, and trials without their NIK) and the spine, with the forms of their names beside them.
 * Tables `left_form` and `spine_form`; the spine also carries how rare its names and days are.
 */
export function comparedForms(): readonly Step[] {
  return [
    {
      table: "left_form",
      sql: `select k.delivery_no, ${COMPARED} from (${comparedRecords()}) k ${FORMS}`,
    },
    {
      table: "name_count",
      sql: `\
select coalesce(f.kanon_key, 0) as kanon_key, cast(sum(c.n) as bigint) as n
from (select name_id, count(*) as n from spine group by name_id) c
left join name_form f on f.name_id = c.name_id
group by coalesce(f.kanon_key, 0)`,
    },
    {
      table: "day_count",
      sql: "select birth_day, count(*) as n from spine group by birth_day",
    },
    {
      table: "spine_form",
      sql: `\
select ${COMPARED}, ${rarity("n.n", "t.n")} as name_rarity, ${rarity("d.n", "t.n")} as day_rarity
from spine k
${FORMS}
cross join (select count(*) as n from spine) t
join name_count n on n.kanon_key = coalesce(f.kanon_key, 0)
join day_count d on d.birth_day = k.birth_day`,
    },
  ];
}

/**
 * Table `scored_pair` (record_key, delivery_no, spine_key, the six levels, name_rarity, day_rarity, is_carried,
 * capped, weight, regency): whole numbers first, then a bound, then names once for each distinct pair of them.
 * The prior, the weight of each level and both rarities, less what was capped, are the weight (`waterfall.ts`).
 */
export function pairScores(weights: Weights): readonly Step[] {
  return [
    { table: "bounded_pair", sql: boundedPairs(weights) },
    ...namePairLevels("bounded_pair", "pair_name_level"),
    {
      table: "levelled_pair",
      sql: `\
select p.*, ${levelOf("p.left_name", "p.right_name", "n")} as name_level,
  ${levelOf("p.left_mother", "p.right_mother", "m")} as mother_level
from bounded_pair p
left join pair_name_level n on n.left_name = p.left_name and n.right_name = p.right_name
left join pair_name_level m on m.left_name = p.left_mother and m.right_name = p.right_mother`,
    },
    { table: "scored_pair", sql: scoredPairs(weights) },
  ];
}

/**
 * Pairs that may still reach the review band, told by whole numbers alone: no letter of a name is
 * looked at before that. Levels 6 and 7 of the name are known here already, for they are equal keys;
 * without them the name is worth its best lower level and no rarity, and a day that is unknown or
 * quite another can carry no pair. A bound, never a guess: what it drops, `scoredPairs` would drop.
 */
function boundedPairs(weights: Weights): string {
  const bestUnlike = Math.max(0, ...weights.name.slice(1, 6));
  const bestAlike = Math.max(...weights.name.slice(6));
  const bestMother = Math.max(0, ...weights.mother);
  return `\
select record_key, delivery_no, regency, spine_key, left_name, right_name, left_mother, right_mother, name_rarity,
  day_rarity, date_level, nik_level, place_level, sex_level, cheap_weight
from (
  select v.*, cast(${weigh("v.date_level", weights.date)} + v.day_rarity
    + ${weigh("v.nik_level", weights.nik)} + ${weigh("v.place_level", weights.place)}
    + ${weigh("v.sex_level", weights.sex)} as bigint) as cheap_weight
  from (${cheapPairs()}) v
  where v.nik_level = 3 or v.date_level >= 2 or v.is_alike = 1
) c
where cheap_weight + ${weights.prior}
  + case when left_name = 0 or right_name = 0 then 0
      when is_alike = 1 then greatest(0, ${bestAlike} + name_rarity) else ${bestUnlike} end
  + case when left_mother = 0 or right_mother = 0 then 0 else ${bestMother} end >= ${SCORE_FLOOR}`;
}

function cheapPairs(): string {
  return `\
select l.record_key, l.delivery_no, l.regency, r.record_key as spine_key,
    l.name_id as left_name, r.name_id as right_name,
    l.mother_id as left_mother, r.mother_id as right_mother, r.name_rarity,
    case when l.birth_day <> 0 and l.birth_day = r.birth_day then r.day_rarity else 0 end as day_rarity,
    case when l.kanon_key = r.kanon_key or l.sorted_key = r.sorted_key or l.joined_key = r.joined_key
      then 1 else 0 end as is_alike,
    ${dateLevel("l", "r")} as date_level, ${numberLevel("l.nik", "r.nik")} as nik_level,
    ${placeLevel("l", "r")} as place_level, ${sexLevel("l", "r")} as sex_level
  from candidate_pair p
  join left_form l on l.record_key = p.record_key
  join spine_form r on r.record_key = p.spine_key`;
}

/**
 * A pair that only numbers hold together is no pair: name and day must carry it. One shared word is
 * enough only where NIK and the whole day agree as well; a day that is not known only where the village
 * and the NIK, or the village and all words of the name, do.
 */
const CARRIED = `(name_level >= 3 and name_level + date_level >= 7
  or name_level = 2 and date_level = 5 and nik_level >= 2
  or name_level >= 4 and date_level = 0 and nik_level = 3 and place_level >= 4
  or name_level >= 6 and date_level = 0 and place_level >= 4)`;

/** An equal NIK that name or day contradicts is for people to decide, however heavy the rest. */
const CONTRADICTED = "nik_level = 3 and (date_level = 5 or name_level >= 3)";

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
