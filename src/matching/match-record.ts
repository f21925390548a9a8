import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { digits } from "./digits.ts";

/**
 * Every distinct name of persons, mothers and statements once, numbered in the order of their
 * letters. Table `name_entry` (name_id bigint, name varchar).
 */
export function nameEntry(withEvidence: boolean): Step {
  return {
    table: "name_entry",
    sql: `\
select cast(row_number() over (order by name) as bigint) as name_id, name
from (
  select name from staged_person where name is not null
  union
  select mother_name as name from staged_person where mother_name is not null
${withEvidence ? "  union\n  select name from staged_evidence where name is not null" : ""}
) every_name`,
  };
}

/**
 * Staged persons as narrow integers, the only thing that matching joins. 0 stands for "not known",
 * which agrees with nothing. NIK and KK become numbers here and only here (design 5.14).
 */
export function matchRecord(dialect: Dialect): Step {
  const records = narrow("staged_person", dialect, true);
  return {
    table: "match_record",
    sql: `\
select r.*, ${dialect.quotient("r.nik", "10000")} as nik_head, r.nik % 10000000000 as nik_tail
from (${records}) r`,
  };
}

/** Statements about persons in the same narrow shape, so that the same agreement check reads them. */
export function evidenceRecord(dialect: Dialect): Step {
  return {
    table: "evidence_record",
    sql: `select * from (${narrow("staged_evidence", dialect, false)}) e where e.nik <> 0 or e.name_id <> 0`,
  };
}

function narrow(table: string, dialect: Dialect, isPerson: boolean): string {
  const village = `coalesce(${digits("s.village_code", 10)}, 0)`;
  return `\
select s.record_key, s.delivery_no, s.as_of,
  case when s.source = 'dukcapil' then 1 else 0 end as is_spine,
  ${sixteenDigits("s.nik")} as nik,
  ${isPerson ? sixteenDigits("s.kk") : "cast(0 as bigint)"} as kk,
  coalesce(s.birth_date, 0) as birth_day,
  cast(${dialect.quotient("coalesce(s.birth_date, 0)", "10000")} as int) as birth_year,
  cast(${dialect.quotient("coalesce(s.birth_date, 0)", "100")} % 100 as int) as birth_month,
  coalesce(s.birth_date, 0) % 100 as birth_dom,
  ${isPerson ? "case when s.sex in (1, 2) then s.sex else 0 end" : "0"} as sex,
  ${village} as village,
  ${dialect.quotient(village, "10000")} as district,
  ${dialect.quotient(village, "1000000")} as regency,
  coalesce(n.name_id, 0) as name_id,
  ${isPerson ? "coalesce(m.name_id, 0)" : "cast(0 as bigint)"} as mother_id,
  ${isPerson ? "case when s.life_status = 2 then 2 else 1 end" : "1"} as life_status
from ${table} s
left join name_entry n on n.name = s.name
${isPerson ? "left join name_entry m on m.name = s.mother_name" : ""}`;
}

/** A well-formed number of sixteen digits; anything else says nothing. */
const sixteenDigits = (column: string): string => `coalesce(${digits(column, 16)}, 0)`;
