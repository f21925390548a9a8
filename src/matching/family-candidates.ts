import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { dateLevel, numberLevel, relationLevel, sexLevel } from "./comparisons.ts";
import { forbiddenPairs } from "./constrained-links.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";
import { alone, besideRivals, mutualBest } from "./one-to-one.ts";
import { BANDS } from "./weights.ts";

/** A link by its own values is sure enough to speak for the rest of its card from 10 bits on. */
export const CONFIDENT_FROM = 10_000;
/** A card with more people on it is an institution or a dummy number and says nothing of a family. */
export const CARD_AT_MOST = 30;
/** Pairs of equal NIK from which the weights inside a family are learned, at most. */
const LESSONS = 20_000;

/** Table `kin_lesson`: a share of the pairs of equal NIK, none of them a trial, and whether pass 0 accepted them. */
export function kinLessons(dialect: Dialect): Step {
  const every = dialect.quotient(`count(*) + ${LESSONS - 1}`, String(LESSONS));
  return {
    table: "kin_lesson",
    sql: `\
select h.record_key, h.spine_key, case when e.record_key is null then 0 else 1 end as is_accepted
from nik_hit h
cross join (select greatest(1, ${every}) as every from nik_hit) c
left join exact_link e on e.record_key = h.record_key
left join masked_sample t on t.record_key = -h.record_key
where h.record_key % c.every = 0 and t.record_key is null`,
  };
}

/**
 * People on the cards of a registry's families to which other people of a record's own card are surely linked. Only
 * records that are not sure by themselves seek there, and only links that are sure by themselves speak for a
 * family: so no link supports itself, not even by a detour, and one round says all there is to say. Table
 * `kin_levelled`: each pair with its levels of agreement and `support` (1, or 2 for two or more who speak for it);
 * a trial hears all but its own record. Table `kin_vector`: the same of lessons, counted. A link that reviewers forbade
 * speaks for nobody.
 */
export function familyCandidates(isDecided: boolean): readonly Step[] {
  return [
    ...(isDecided ? [forbiddenPairs()] : []),
    ...confidentLinks(isDecided),
    {
      table: "unsure_record",
      sql: `\
select m.record_key from match_record m left join confident_link c on c.record_key = m.record_key
where m.is_spine = 0 and c.record_key is null`,
    },
    { table: "kin_seeker", sql: kinSeekers() },
    ...familyLinks(),
    { table: "kin_pair", sql: kinPairs() },
    ...namePairLevels("kin_pair", "kin_name_level"),
    { table: "every_kin", sql: everyKin() },
    {
      table: "kin_levelled",
      sql: `select ${KIN} from every_kin where is_lesson = 0`,
      isPassing: true,
    },
    {
      table: "kin_vector",
      sql: `\
select support, is_nik, is_accepted, ${KIN_LEVELS}, count(*) as pairs
from every_kin where is_lesson = 1 group by support, is_nik, is_accepted, ${KIN_LEVELS}`,
    },
  ];
}

const KIN_LEVELS = "name_level, date_level, sex_level, mother_level, relation_level";
const KIN = `record_key, delivery_no, spine_key, regency, support, nik_level, ${KIN_LEVELS}`;

/** Tables `confident_link` of real records, and `confident_trial`, where trials compete with what pass 0 left. */
export function confidentLinks(isDecided: boolean): readonly Step[] {
  const isOpen = isDecided
    ? ` and not exists (select 1 from forbidden_pair f
  where f.record_key = p.record_key and f.spine_key = p.spine_key)`
    : "";
  const free = (links: string, which: string): string => `\
select p.record_key, p.delivery_no, p.spine_key, p.weight, p.is_carried from every_pair p
where ${which} and not exists (select 1 from ${links} e
  where e.delivery_no = p.delivery_no and e.spine_key = p.spine_key)${isOpen}`;
  const keys = "record_key, delivery_no, spine_key";
  const sure = (edges: string): string => `\
select e.record_key, e.delivery_no, e.spine_key from ${alone(edges)} and e.is_carried = 1 and e.weight >= ${CONFIDENT_FROM}
union all
select ${keys} from (${mutualBest("rival_edge", ", is_carried")} where of_record = 1 and of_spine = 1) b
where is_carried = 1 and weight >= ${CONFIDENT_FROM} and margin >= ${BANDS.margin}`;
  return [
    { table: "own_edge", sql: free("exact_link", "p.record_key > 0") },
    ...besideRivals("own_edge"),
    {
      table: "confident_link",
      sql: `select ${keys} from exact_link union all ${sure("own_edge")}`,
    },
    { table: "trial_edge", sql: free("open_link", "1 = 1") },
    ...besideRivals("trial_edge"),
    { table: "confident_trial", sql: sure("trial_edge") },
  ];
}

/**
 * Table `family_support`: who speaks for it that a card of the lists is a card of the registry; `family_link`: how many.
 * Only people of cards that come into question are counted.
 */
function familyLinks(): readonly Step[] {
  const crowded = (records: string, by: string): string => `\
select kk from ${records} kk in (select a.kk from asked_card a) group by ${by} having count(*) > ${CARD_AT_MOST}`;
  return [
    {
      table: "card_support",
      sql: `\
select m.kk, s.kk as spine_kk, c.spine_key, count(*) as records
from confident_link c
join match_record m on m.record_key = c.record_key
join spine s on s.record_key = c.spine_key
where m.kk <> 0 and s.kk <> 0 and m.kk in (select l.kk from kin_seeker l)
group by m.kk, s.kk, c.spine_key`,
    },
    {
      table: "asked_card",
      sql: "select kk from card_support union select spine_kk as kk from card_support",
    },
    {
      table: "crowded_card",
      sql: `${crowded("match_record where is_spine = 0 and", "delivery_no, kk")} union ${crowded("spine where", "kk")}`,
    },
    {
      table: "family_support",
      sql: `\
select f.* from card_support f
left join crowded_card d on d.kk = f.kk
left join crowded_card o on o.kk = f.spine_kk
where d.kk is null and o.kk is null`,
    },
    {
      table: "family_link",
      sql: "select kk, spine_kk, count(*) as speakers from family_support group by kk, spine_kk",
    },
  ];
}

const PERSON = `m.delivery_no, m.kk, m.regency, m.name_id, m.mother_id, m.birth_day, m.birth_year, m.birth_month,
  m.birth_dom, m.sex, m.relationship`;

/** Records that are not sure, trials that are not, and lessons; `hidden_key` is whom the last two were linked to. */
function kinSeekers(): string {
  return `\
select m.record_key, ${PERSON}, m.nik, cast(0 as bigint) as hidden_key, 0 as is_lesson, 0 as is_accepted
from unsure_record u join match_record m on m.record_key = u.record_key
where m.kk <> 0
union all
select t.record_key, ${PERSON}, cast(0 as bigint) as nik, t.spine_key as hidden_key, 0 as is_lesson, 0 as is_accepted
from masked_sample t join match_record m on m.record_key = -t.record_key
left join confident_trial c on c.record_key = t.record_key
where m.kk <> 0 and c.record_key is null
union all
select n.record_key, ${PERSON}, m.nik, n.spine_key as hidden_key, 1 as is_lesson, n.is_accepted
from kin_lesson n join match_record m on m.record_key = n.record_key
where m.kk <> 0`;
}

/** Others who speak for the family: never the person sought, never the seeker's own record. */
const SPEAKERS = `f.speakers - case when t.spine_key is null then 0 else 1 end
    - case when o.records = 1 and l.hidden_key <> r.record_key then 1 else 0 end`;

/** Each seeker beside each person of the families that others of its card are linked to, but those whom its delivery surely holds. */
function kinPairs(): string {
  return `\
select v.* from (
  select l.record_key, l.delivery_no, l.regency, l.is_lesson, l.is_accepted, r.record_key as spine_key,
    case when l.hidden_key = r.record_key then 1 else 0 end as is_nik,
    l.name_id as left_name, r.name_id as right_name, l.mother_id as left_mother, r.mother_id as right_mother,
    ${dateLevel("l", "r")} as date_level, ${numberLevel("l.nik", "r.nik")} as nik_level,
    ${sexLevel("l", "r")} as sex_level, ${relationLevel("l", "r")} as relation_level,
    cast(${SPEAKERS} as int) as speakers
  from kin_seeker l
  join family_link f on f.kk = l.kk
  join spine r on r.kk = f.spine_kk
  left join family_support t on t.kk = l.kk and t.spine_kk = f.spine_kk and t.spine_key = r.record_key
  left join family_support o on o.kk = l.kk and o.spine_kk = f.spine_kk and o.spine_key = l.hidden_key
) v
where v.speakers >= 1 and not exists (
  select 1 from confident_link c where c.delivery_no = v.delivery_no and c.spine_key = v.spine_key
    and c.record_key <> abs(v.record_key))`;
}

function everyKin(): string {
  return `\
select p.record_key, p.delivery_no, p.spine_key, p.regency, p.is_lesson, p.is_nik, p.is_accepted,
  case when p.speakers >= 2 then 2 else 1 end as support, p.nik_level, p.date_level, p.sex_level, p.relation_level,
  ${levelOf("p.left_name", "p.right_name", "n")} as name_level,
  ${levelOf("p.left_mother", "p.right_mother", "m")} as mother_level
from kin_pair p
left join kin_name_level n on n.left_name = p.left_name and n.right_name = p.right_name
left join kin_name_level m on m.left_name = p.left_mother and m.right_name = p.right_mother`;
}
