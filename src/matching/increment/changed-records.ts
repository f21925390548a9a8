import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { exactLink, nikHits, spine } from "#matching/exact-nik.ts";
import { matchRecord } from "#matching/match-record.ts";
import { nameForm } from "#matching/name-forms.ts";
import { lives } from "./match-state.ts";

/** What matching reads of a staged person. */
const READ = `record_key, delivery_no, source, as_of, nik, kk, name, mother_name, birth_date, sex, village_code, life_status, relationship`;

/**
 * What changed since the state. Tables `staged_person` (new records only), `removed_key`, `returned_key` (records
 * that were gone and stand again: no increment knows what to do with them) and `name_entry` (names the state
 * has never seen). A record never changes under its key.
 */
export function changedRecords(): readonly Step[] {
  return [
    {
      table: "key_change",
      sql: `\
select s.record_key as came, k.record_key as went
from (select record_key from whole_person) s
full outer join (
  select r.record_key from record r where r.record_key not in (select g.record_key from record_gone g)
) k on k.record_key = s.record_key
where s.record_key is null or k.record_key is null`,
    },
    {
      table: "staged_person",
      sql: `select ${READ} from whole_person s
where s.record_key in (select c.came from key_change c where c.came is not null)`,
    },
    {
      table: "removed_key",
      sql: "select went as record_key from key_change where went is not null",
    },
    {
      table: "returned_key",
      sql: `select s.record_key from staged_person s
where exists (select 1 from record_gone g where g.record_key = s.record_key)`,
    },
    {
      table: "said_name",
      sql: `\
select name from staged_person where name is not null
union
select mother_name as name from staged_person where mother_name is not null`,
    },
    {
      table: "said_before",
      sql: "select n.* from name n where exists (select 1 from said_name s where s.name = n.name)",
    },
    {
      table: "name_entry",
      sql: `\
select t.last_id + cast(row_number() over (order by s.name) as bigint) as name_id, s.name
from said_name s cross join (select coalesce(max(name_id), 0) as last_id from name) t
where not exists (select 1 from said_before b where b.name = s.name)`,
    },
  ];
}

/** SQL: records that stand now and whose key a query names. */
export function standing(keys: string): string {
  return `\
select r.* from record r
where r.record_key in (${keys}) and r.record_key not in (select k.record_key from removed_key k)
union all
select r.* from added_record r where r.record_key in (${keys})`;
}

/** SQL step: forms of the names that a query asks for, by their numbers, under the name that levels are read from. */
export function askedForms(ids: string): readonly Step[] {
  return [
    { table: "asked_name", sql: ids },
    {
      table: "name_form",
      sql: `\
select n.* from name n where exists (select 1 from asked_name a where a.name_id = n.name_id)
union all
select n.* from added_name n where exists (select 1 from asked_name a where a.name_id = n.name_id)`,
    },
  ];
}

/** SQL: the numbers of all names of some records. */
export const namesOf = (...tables: readonly string[]): string =>
  tables
    .flatMap((table) => [
      `select name_id from ${table} where name_id <> 0`,
      `select mother_id as name_id from ${table} where mother_id <> 0`,
    ])
    .join("\nunion\n");

/**
 * New records as numbers, and everything that hangs on a NIK which came, went or changed: the spine's record of
 * it and the links of pass 0. Tables `added_name`, `added_record`, `nik_record` (all that stand with such a NIK),
 * `gone_record` (all that stood with it, and all that were removed), `spine` (who stands for them now), `spine_added`,
 * `spine_removed`, `exact_part` and `exact_now`.
 */
export function changedSpine(dialect: Dialect): readonly Step[] {
  return [
    nameForm(dialect),
    { table: "added_name", sql: "select * from name_form" },
    { table: "name_form", sql: "select * from added_name union all select * from said_before" },
    matchRecord(dialect),
    { table: "added_record", sql: "select * from match_record" },
    {
      table: "changed_nik",
      sql: `\
select nik from added_record where nik <> 0
union
select r.nik from record r
where r.nik <> 0 and r.record_key in (select k.record_key from removed_key k)`,
    },
    {
      table: "hit_key",
      sql: `\
select r.record_key from record r
where r.nik in (select c.nik from changed_nik c)
  and r.record_key not in (select g.record_key from record_gone g)
union
select record_key from removed_key`,
    },
    {
      table: "gone_record",
      sql: "select r.* from record r where r.record_key in (select h.record_key from hit_key h)",
    },
    {
      table: "nik_record",
      sql: `\
select g.* from gone_record g where g.record_key not in (select k.record_key from removed_key k)
union all
select a.* from added_record a where a.nik <> 0`,
    },
    {
      table: "match_record",
      sql: `select r.* from nik_record r
union all
select r.* from added_record r where r.nik = 0 and r.is_spine = 1`,
    },
    ...spine(),
    {
      table: "spine_before",
      sql: `select g.* from gone_record g join state_link l on l.record_key = g.record_key
where l.rule = 'spine' and ${lives("l", "link_gone")}`,
    },
    {
      table: "spine_added",
      sql: `select s.* from spine s
where not exists (select 1 from spine_before b where b.record_key = s.record_key)`,
    },
    {
      table: "spine_removed",
      sql: `select b.* from spine_before b
where not exists (select 1 from spine s where s.record_key = b.record_key)`,
    },
    ...askedForms(namesOf("nik_record")),
    ...nikHits(),
    exactLink(),
    { table: "exact_part", sql: "select * from exact_link" },
    {
      table: "exact_now",
      sql: `\
select e.* from exact e where not exists (select 1 from gone_record g where g.record_key = e.record_key)
union all
select * from exact_part`,
    },
  ];
}
