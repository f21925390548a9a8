import type { Step } from "#engine/step.ts";
import {
  dateLevel,
  datePartsAgreeing,
  NAME_NEAR,
  nameLevels,
  placeLevel,
  sexLevel,
} from "./comparisons.ts";
import { repeatedNik } from "./match-record.ts";

/** Of year, month and day: fewer than two in agreement contradict an equal NIK. */
const DATE_PARTS_NEEDED = 2;

/** The same tables `spine` and `spine_repeat` as `recordsApart` makes, out of a `match_record` that holds both. */
export function spine(): readonly Step[] {
  const registry = "(select * from match_record where is_spine = 1) m";
  return [
    ...repeatedNik(registry, "spine_repeat"),
    {
      table: "spine",
      sql: `\
select m.* from match_record m
left join spine_repeat r on r.record_key = m.record_key
where m.is_spine = 1 and r.record_key is null`,
    },
  ];
}

/**
 * Every record of a source beside the spine person of the same NIK, with how far they agree.
 * Table `nik_hit`, at most one row a record; `repeated_hit`: spine persons whom a delivery hits more than once.
 */
export function nikHits(): readonly Step[] {
  return [
    {
      table: "nik_pair",
      sql: `\
select l.record_key, l.delivery_no, r.record_key as spine_key,
  l.name_id as left_name, r.name_id as right_name, l.mother_id as left_mother, r.mother_id as right_mother,
  ${datePartsAgreeing("l", "r")} as date_parts, ${dateLevel("l", "r")} as date_level,
  ${placeLevel("l", "r")} as place_level, ${sexLevel("l", "r")} as sex_level
from match_record l join spine r on r.nik = l.nik
where l.is_spine = 0 and l.nik <> 0`,
      isScattered: true,
    },
    ...namePairLevels("nik_pair", "nik_name_level"),
    {
      table: "nik_hit",
      sql: `\
select p.record_key, p.delivery_no, p.spine_key, p.date_parts, p.date_level, p.place_level, p.sex_level,
  ${levelOf("p.left_name", "p.right_name", "n")} as name_level,
  ${levelOf("p.left_mother", "p.right_mother", "m")} as mother_level
from nik_pair p
left join nik_name_level n on n.left_name = p.left_name and n.right_name = p.right_name
left join nik_name_level m on m.left_name = p.left_mother and m.right_name = p.right_mother`,
    },
    {
      table: "repeated_hit",
      sql: "select delivery_no, spine_key from nik_hit group by delivery_no, spine_key having count(*) > 1",
    },
  ];
}

/** The level of each distinct pair of different names in a table, computed once. */
export function namePairLevels(pairs: string, table: string): readonly Step[] {
  return [
    {
      table: `${table}_pair`,
      sql: `\
select left_name, right_name from ${pairs}
where left_name <> 0 and right_name <> 0 and left_name <> right_name
union
select left_mother as left_name, right_mother as right_name from ${pairs}
where left_mother <> 0 and right_mother <> 0 and left_mother <> right_mother`,
    },
    { table, sql: nameLevels(`${table}_pair`) },
  ];
}

/** A level from the table of distinct pairs: equal names need no row there. */
export function levelOf(left: string, right: string, levels: string): string {
  return `case when ${left} = 0 or ${right} = 0 then 0 when ${left} = ${right} then 7
    else coalesce(${levels}.level, 0) end`;
}

/**
 * Pass 0: equal NIK, name at least near and two parts of the date in agreement. A NIK that name or
 * date contradicts is never linked here; it goes on to be scored like any other record. Where a
 * source holds the person twice, the record that agrees best is the link and the others repeats; only those are put
 * in order.
 */
export function exactLink(): Step {
  const hits = (columns: string): string => `\
select h.record_key, h.delivery_no, h.spine_key${columns} from nik_hit h
  left join repeated_hit t on t.delivery_no = h.delivery_no and t.spine_key = h.spine_key
  where name_level >= ${NAME_NEAR} and date_parts >= ${DATE_PARTS_NEEDED}`;
  return {
    table: "exact_link",
    sql: `\
select record_key, delivery_no, spine_key,
  case when place = 1 then 'nik-exact' else 'nik-repeat' end as rule,
  cast(case when place = 1 then 40000 else 30000 end as bigint) as weight
from (
  ${hits(", cast(1 as bigint) as place")} and t.spine_key is null
  union all
  ${hits(`, row_number() over (
    partition by h.delivery_no, h.spine_key
    order by name_level + 2 * date_parts + mother_level + place_level desc, h.record_key) as place`)} and t.spine_key is not null
) agreeing`,
  };
}
