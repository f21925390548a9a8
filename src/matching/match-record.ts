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
  return {
    table: "match_record",
    sql: withParts(`(${stored("staged_person", IS_SPINE)}) p`, dialect),
  };
}

/**
 * The same for a whole nation, the registry apart from the lists, so that nobody who asks for the one reads the
 * other. What a number says in parts (the year of a day, the district of a village) is worked out where it is read.
 * Tables `spine`, the civil registry's living and dead, one record a NIK; `spine_repeat`: where the registry delivered
 * a NIK twice the newest record stands, then the lower key, and these are the others; `match_record`: the records of
 * lists, and the repeats.
 */
export function recordsApart(dialect: Dialect): readonly Step[] {
  const place = "case when r.record_key is null then 1 else 2 end";
  const passing = (table: string, sql: string): Step => ({ table, sql, isPassing: true });
  return [
    {
      table: "registry_nik",
      sql: `select record_key, as_of, ${whole("nik", 16)} as nik from staged_person where source = 'dukcapil'`,
    },
    ...repeatedNik("registry_nik m", "repeated_key"),
    {
      table: "registry_person",
      sql: `${stored("staged_person", `${place} as is_spine`)}
left join repeated_key r on r.record_key = s.record_key
where s.source = 'dukcapil'`,
    },
    {
      table: "listed_person",
      sql: `${stored("staged_person", "0 as is_spine")} where s.source <> 'dukcapil'`,
    },
    passing("spine", `${withParts("registry_person p", dialect)} where p.is_spine = 1`),
    {
      table: "spine_repeat",
      sql: `${withParts("registry_person p", dialect)} where p.is_spine = 2`,
    },
    passing(
      "match_record",
      `${withParts("listed_person p", dialect)}
union all
select r.* from spine_repeat r`,
    ),
  ];
}

/**
 * Where registry records say a NIK twice: tables `repeated_nik` and, in the table named, the records that do not stand for
 * it. Only the few repeated ones are put in order: to order a nation for their sake would be dear.
 */
export function repeatedNik(registry: string, repeats: string): readonly Step[] {
  return [
    {
      table: "repeated_nik",
      sql: `select nik from ${registry} where nik <> 0 group by nik having count(*) > 1`,
    },
    {
      table: repeats,
      sql: `\
select record_key, nik from (
  select m.record_key, m.nik, row_number() over (partition by m.nik order by m.as_of desc, m.record_key) as place
  from ${registry}
  where m.nik in (select d.nik from repeated_nik d)
) ordered where place > 1`,
    },
  ];
}

/** Statements about persons in the same narrow shape, so that the same agreement check reads them. */
export function evidenceRecord(dialect: Dialect): Step {
  return {
    table: "evidence_record",
    sql: `select * from (${withParts(`(${stored("staged_evidence", IS_SPINE, false)}) p`, dialect)}) e
where e.nik <> 0 or e.name_id <> 0`,
  };
}

const IS_SPINE = "case when s.source = 'dukcapil' then 1 else 0 end as is_spine";

/** SQL: what is kept of a staged table `s`; a condition on it, and another join, may follow. */
function stored(table: string, isSpine: string, isPerson = true): string {
  return `\
select s.record_key, s.delivery_no, s.as_of, ${isSpine},
  ${whole("s.nik", 16)} as nik,
  ${isPerson ? whole("s.kk", 16) : "cast(0 as bigint)"} as kk,
  coalesce(s.birth_date, 0) as birth_day,
  ${isPerson ? "case when s.sex in (1, 2) then s.sex else 0 end" : "0"} as sex,
  ${whole("s.village_code", 10)} as village,
  coalesce(n.name_id, 0) as name_id,
  ${isPerson ? "coalesce(m.name_id, 0)" : "cast(0 as bigint)"} as mother_id,
  ${isPerson ? "case when s.relationship between 1 and 8 then s.relationship else 0 end as relationship," : ""}
  ${isPerson ? nameKeys() : "coalesce(n.kanon_key, 0) as kanon_key"}
from ${table} s
left join name_form n on n.name = s.name
${isPerson ? "left join name_form m on m.name = s.mother_name" : ""}`;
}

/**
 * SQL: records of which only `kept` columns were kept, with the rest again: keys of their names out of `name_form`, where every
 * name of theirs must stand, and parts of their numbers.
 */
export function wholeRecords(table: string, kept: readonly string[], dialect: Dialect): string {
  const from = `(
select ${kept.map((column) => `s.${column}`).join(", ")}, ${nameKeys()}
from ${table} s
left join name_form n on n.name_id = s.name_id
left join name_form m on m.name_id = s.mother_id) p`;
  return withParts(from, dialect);
}

/** SQL: rows of `from`, named `p` there, with the parts of their numbers. */
function withParts(from: string, dialect: Dialect): string {
  const part = (column: string, divisor: string): string => dialect.quotient(column, divisor);
  return `\
select p.*, cast(${part("p.birth_day", "10000")} as int) as birth_year,
  cast(${part("p.birth_day", "100")} % 100 as int) as birth_month, p.birth_day % 100 as birth_dom,
  cast(${part("p.village", "10000")} as int) as district, cast(${part("p.village", "1000000")} as int) as regency
from ${from}`;
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
