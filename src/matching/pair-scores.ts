import type { Step } from "#engine/step.ts";
import { dateLevel, numberLevel, placeLevel, sexLevel } from "./comparisons.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";
import { type Bands, RARITY_BITS, rarity, type Weights, weigh } from "./weights.ts";

/**
 * The residue (records that pass 0 left) and the spine, with the forms of their names beside them.
 * Tables `left_form` and `spine_form`; the spine also carries how rare its names and days are.
 */
export function comparedForms(): readonly Step[] {
  const forms = `\
coalesce(f.kanon_key, 0) as kanon_key, coalesce(f.joined_key, 0) as joined_key,
  coalesce(f.word_1, 0) as word_1, coalesce(f.last_word, 0) as last_word,
  coalesce(g.kanon_key, 0) as mother_kanon_key`;
  const joins = `left join name_form f on f.name_id = k.name_id
left join name_form g on g.name_id = k.mother_id`;
  return [
    {
      table: "left_form",
      sql: `select k.*, ${forms} from match_record k ${joins}
where k.is_spine = 0 and not exists (select 1 from exact_link e where e.record_key = k.record_key)`,
    },
    { table: "plain_spine_form", sql: `select k.*, ${forms} from spine k ${joins}` },
    {
      table: "name_count",
      sql: "select kanon_key, count(*) as n from plain_spine_form group by kanon_key",
    },
    {
      table: "day_count",
      sql: "select birth_day, count(*) as n from plain_spine_form group by birth_day",
    },
    {
      table: "spine_form",
      sql: `\
select s.*, ${rarity("n.n", "t.n")} as name_rarity, ${rarity("d.n", "t.n")} as day_rarity
from plain_spine_form s
cross join (select count(*) as n from plain_spine_form) t
join name_count n on n.kanon_key = s.kanon_key
join day_count d on d.birth_day = s.birth_day`,
    },
  ];
}

/**
 * Table `scored_pair` (record_key, delivery_no, spine_key, weight, name_level, date_level,
 * nik_level): whole numbers first, then a bound, then names once for each distinct pair of them.
 */
export function pairScores(weights: Weights, bands: Bands): readonly Step[] {
  const { most } = RARITY_BITS;
  const bestName = Math.max(...weights.name, (weights.name[7] ?? 0) + most * 1000);
  const best = bestName + Math.max(...weights.mother);
  return [
    { table: "cheap_pair", sql: cheapPairs(weights) },
    {
      table: "bounded_pair",
      sql: `select * from cheap_pair where cheap_weight + ${best + weights.prior} >= ${bands.review}`,
    },
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
    { table: "scored_pair", sql: scoredPairs(weights, bands) },
  ];
}

function cheapPairs(weights: Weights): string {
  return `\
select v.*, cast(${weigh("v.date_level", weights.date)} + case when v.date_level = 5 then v.day_rarity else 0 end
  + ${weigh("v.nik_level", weights.nik)} + ${weigh("v.place_level", weights.place)}
  + ${weigh("v.sex_level", weights.sex)} as bigint) as cheap_weight
from (
  select l.record_key, l.delivery_no, r.record_key as spine_key,
    l.name_id as left_name, r.name_id as right_name,
    l.mother_id as left_mother, r.mother_id as right_mother, r.name_rarity, r.day_rarity,
    ${dateLevel("l", "r")} as date_level, ${numberLevel("l.nik", "r.nik")} as nik_level,
    ${placeLevel("l", "r")} as place_level, ${sexLevel("l", "r")} as sex_level
  from candidate_pair p
  join left_form l on l.record_key = p.record_key
  join spine_form r on r.record_key = p.spine_key
) v`;
}

/**
 * A pair that only numbers hold together is no pair: name and day must carry it. One shared word is
 * enough only where NIK and the whole day agree as well; a day that is not known only where NIK and
 * village do.
 */
const CARRIED = `(name_level >= 3 and name_level + date_level >= 7
  or name_level = 2 and date_level = 5 and nik_level >= 2
  or name_level >= 4 and date_level = 0 and nik_level = 3 and place_level >= 4)`;

/** An equal NIK that name or day contradicts is for people to decide, however heavy the rest. */
const CONTRADICTED = "nik_level = 3 and (date_level = 5 or name_level >= 3)";

function scoredPairs(weights: Weights, bands: Bands): string {
  return `\
select record_key, delivery_no, spine_key, name_level, date_level, nik_level, place_level,
  case when ${CARRIED} then weight else least(weight, ${bands.link - 1}) end as weight
from (
  select p.*, cheap_weight + ${weights.prior} + ${weigh("name_level", weights.name)}
    + case when name_level >= 6 then name_rarity else 0 end
    + ${weigh("mother_level", weights.mother)} as weight
  from levelled_pair p
) scored
where weight >= ${bands.review} and (${CARRIED} or ${CONTRADICTED})`;
}
