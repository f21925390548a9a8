import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";

/** What blocking reads of a record's names (see `name_form`). */
export const NAME_KEYS = [
  "kanon_key",
  "sorted_key",
  "joined_key",
  "word_1",
  "last_word",
  "mother_kanon_key",
] as const;

/**
 * Staged persons as narrow integers, the only thing that matching joins, with the keys of their
 * names. 0 stands for "not known", which agrees with nothing. NIK and KK become numbers here and only
 * here (design 5.14).
 */
export function matchRecord(dialect: Dialect): Step {
  return { table: "match_record", sql: narrow("staged_person", dialect, true) };
}

/** Statements about persons in the same narrow shape, so that the same agreement check reads them. */
export function evidenceRecord(dialect: Dialect): Step {
  return {
    table: "evidence_record",
    sql: `select * from (${narrow("staged_evidence", dialect, false)}) e where e.nik <> 0 or e.name_id <> 0`,
  };
}

function narrow(table: string, dialect: Dialect, isPerson: boolean): string {
  const village = whole("s.village_code", 10);
  return `\
select s.record_key, s.delivery_no, s.as_of,
  case when s.source = 'dukcapil' then 1 else 0 end as is_spine,
  ${whole("s.nik", 16)} as nik,
  ${isPerson ? whole("s.kk", 16) : "cast(0 as bigint)"} as kk,
  coalesce(s.birth_date, 0) as birth_day,
  cast(${dialect.quotient("coalesce(s.birth_date, 0)", "10000")} as int) as birth_year,
  cast(${dialect.quotient("coalesce(s.birth_date, 0)", "100")} % 100 as int) as birth_month,
  coalesce(s.birth_date, 0) % 100 as birth_dom,
  ${isPerson ? "case when s.sex in (1, 2) then s.sex else 0 end" : "0"} as sex,
  ${village} as village,
  cast(${dialect.quotient(village, "10000")} as int) as district,
  cast(${dialect.quotient(village, "1000000")} as int) as regency,
  coalesce(n.name_id, 0) as name_id,
  ${isPerson ? "coalesce(m.name_id, 0)" : "cast(0 as bigint)"} as mother_id,
  ${isPerson ? "case when s.relationship between 1 and 8 then s.relationship else 0 end as relationship," : ""}
  ${isPerson ? nameKeys() : "coalesce(n.kanon_key, 0) as kanon_key"},
  ${isPerson ? "case when s.life_status = 2 then 2 else 1 end" : "1"} as life_status
from ${table} s
left join name_form n on n.name = s.name
${isPerson ? "left join name_form m on m.name = s.mother_name" : ""}`;
}

function nameKeys(): string {
  return NAME_KEYS.map((name) =>
    name === "mother_kanon_key"
      ? "coalesce(m.kanon_key, 0) as mother_kanon_key"
      : `coalesce(n.${name}, 0) as ${name}`,
  ).join(", ");
}

/**
 * A staged number as a number: staging lets through so many digits or nothing. A text of another length says
 * nothing here; letters in it stop the build, for then a delivery was not staged.
 */
const whole = (column: string, count: number): string =>
  `coalesce(case when length(${column}) = ${count} then cast(${column} as bigint) end, 0)`;
