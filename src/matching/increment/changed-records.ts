import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { constrainedExact } from "#matching/constrained-links.ts";
import { exactLink, nikHits, spine } from "#matching/exact-nik.ts";
import { evidenceRecord, matchRecord, wholeRecords } from "#matching/match-record.ts";
import { nameForm } from "#matching/name-forms.ts";
import { exactRows, RECORD_COLUMNS } from "./first-layer.ts";
import { lives } from "./match-state.ts";

/** Which deliveries came and went since the state, and what there is beside persons. */
export type DeliveryChange = {
  readonly hasFreshPersons: boolean;
  readonly hasFreshEvidence: boolean;
  readonly gone: readonly number[];
  /** Whether there are statements about persons. */
  readonly told: boolean;
  /** Whether people decided about records, now or in the state. */
  readonly held: boolean;
};

const TEXT = "cast(null as string)";
const NUMBER = "cast(null as int)";
const LONG = "cast(null as bigint)";
/** What matching reads of a staged person, and of a statement. */
const PERSON = {
  record_key: LONG,
  delivery_no: NUMBER,
  source: TEXT,
  as_of: NUMBER,
  nik: TEXT,
  kk: TEXT,
  name: TEXT,
  mother_name: TEXT,
  birth_date: NUMBER,
  sex: NUMBER,
  village_code: TEXT,
  life_status: NUMBER,
  relationship: NUMBER,
};
const STATEMENT = {
  record_key: LONG,
  delivery_no: NUMBER,
  source: TEXT,
  as_of: NUMBER,
  nik: TEXT,
  name: TEXT,
  birth_date: NUMBER,
  village_code: TEXT,
};

/**
 * What came and went since the state. Tables `staged_person` and `staged_evidence` (of deliveries that came),
 * `removed_key` and `removed_evidence` (of those that went), `returned_key` (records that were gone and stand
 * again: no increment knows what to do with them) and `name_entry` (names that the state has never seen).
 */
export function changedRecords(change: DeliveryChange): readonly Step[] {
  const { told, gone } = change;
  const isGone = gone.length === 0 ? "1 = 0" : `r.delivery_no in (${gone.join(", ")})`;
  return [
    {
      table: "staged_person",
      sql: came(PERSON, change.hasFreshPersons ? "fresh_person" : undefined),
    },
    {
      table: "removed_key",
      sql: `\
select r.record_key from record r
where ${isGone} and r.record_key not in (select g.record_key from record_gone g)`,
    },
    {
      table: "returned_key",
      sql: `select s.record_key from staged_person s
where exists (select 1 from record_gone g where g.record_key = s.record_key)`,
    },
    ...(told
      ? [
          {
            table: "staged_evidence",
            sql: came(STATEMENT, change.hasFreshEvidence ? "fresh_evidence" : undefined),
          },
          {
            table: "removed_evidence",
            sql: `select r.record_key from evidence r where ${isGone} and ${lives("r", "evidence_gone")}`,
          },
        ]
      : []),
    {
      table: "said_name",
      sql: `\
select name from staged_person where name is not null
union
select mother_name as name from staged_person where mother_name is not null
${told ? "union\nselect name from staged_evidence where name is not null" : ""}`,
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

function came(columns: Readonly<Record<string, string>>, from: string | undefined): string {
  const names = Object.keys(columns);
  if (from !== undefined) return `select ${names.join(", ")} from ${from}`;
  return `select ${names.map((name) => `${columns[name]} as ${name}`).join(", ")} where 1 = 0`;
}

/**
 * Steps: forms of the names that a query asks for, by their numbers, beside those that were found with a NIK, under the name that
 * levels are read from.
 */
export function askedForms(of: string, ids: string): readonly Step[] {
  return [
    {
      table: `${of}_name`,
      sql: `\
select n.* from (select * from name o where o.name_id in (${ids})) n
where n.name_id not in (select h.name_id from held_name h)`,
    },
    nameForms("held_name", `${of}_name`),
  ];
}

const nameForms = (...tables: readonly string[]): Step => ({
  table: "name_form",
  sql: tables.map((table) => `select * from ${table}`).join(" union all "),
  isPassing: true,
});

/** SQL: the numbers of all names of some records. */
export const namesOf = (...tables: readonly string[]): string =>
  tables
    .flatMap((table) => [
      `select name_id from ${table} where name_id <> 0`,
      `select mother_id as name_id from ${table} where mother_id <> 0`,
    ])
    .join("\nunion all\n");

/**
 * New records as numbers, and everything that hangs on a NIK which came, went, or about which people decided: the
 * spine's record of it and the links of pass 0. Tables `added_name`, `added_record`, `decided_key` (records about
 * which people decided, before or now), `gone_record` (all that stood with such a NIK), `nik_record` (all that
 * stand with it), `held_name` (names of both), `changed_spine` and `changed_repeat` (who stands for them now), `spine_added`,
 * `spine_removed`, `exact_before`, `exact_part`.
 */
export function changedSpine(
  { told, held }: DeliveryChange,
  layer: number,
  dialect: Dialect,
): readonly Step[] {
  return [
    { ...nameForm(dialect), table: "added_name" },
    nameForms("added_name", "said_before"),
    { ...matchRecord(dialect), table: "added_record" },
    ...(told ? [{ ...evidenceRecord(dialect), table: "added_evidence" }] : []),
    ...hitRecords(held),
    ...heldNames(),
    { table: "gone_record", sql: wholeRecords("gone_kept", RECORD_COLUMNS, dialect) },
    {
      table: "nik_record",
      sql: `\
select g.* from gone_record g where g.record_key not in (select k.record_key from removed_key k)
union all
select a.* from added_record a`,
      isPassing: true,
    },
    { table: "match_record", sql: "select * from nik_record", isPassing: true },
    ...spine().map((step) => (step.table === "spine" ? { ...step, table: "changed_spine" } : step)),
    { table: "changed_repeat", sql: "select * from spine_repeat" },
    ...movedSpine(),
    { table: "spine", sql: "select * from changed_spine", isPassing: true },
    ...nikHits(),
    exactLink(),
    ...(held ? constrainedExact() : []),
    {
      table: "exact_before",
      sql: `\
select e.record_key, e.delivery_no, e.spine_key, e.kk, e.spine_kk
from (select * from exact o where o.record_key in (select g.record_key from gone_record g)) e
where ${lives("e", "exact_gone")}`,
    },
    { table: "exact_part", sql: exactRows("exact_link", "nik_record", "changed_spine", layer) },
    {
      table: "exact_change",
      sql: `\
(select ${EXACT} from exact_before except select ${EXACT} from exact_part)
union
(select ${EXACT} from exact_part except select ${EXACT} from exact_before)`,
    },
  ];
}

const EXACT = "record_key, delivery_no, spine_key, kk, spine_kk";

/** Records of changed NIKs as they are kept: one look at all NIKs. Whoever has none comes by the key, and hardly anybody asks so. */
function hitRecords(held: boolean): readonly Step[] {
  return [
    {
      table: "decided_key",
      sql: `\
select record_key from decided_state
${held ? "union\nselect record_key from decided_unit" : ""}`,
    },
    {
      table: "seed_record",
      sql: `\
select r.* from record r
where r.record_key in (select k.record_key from removed_key k union all select d.record_key from decided_key d)`,
    },
    {
      table: "changed_nik",
      sql: `\
select nik from added_record where nik <> 0
union
select nik from seed_record where nik <> 0`,
    },
    {
      table: "gone_kept",
      sql: `\
select r.* from (select * from record o where o.nik in (select c.nik from changed_nik c)) r
where not exists (select 1 from record_gone g where g.record_key = r.record_key)
union all
select s.* from seed_record s where s.nik = 0`,
    },
  ];
}

/** Table `held_name`: every name of what was found with a NIK and of what came. */
const heldNames = (): readonly Step[] => [
  {
    table: "near_name",
    sql: `\
select n.* from (select * from name o where o.name_id in (${namesOf("gone_kept")})) n
where n.name_id not in (select b.name_id from said_before b)`,
  },
  {
    table: "held_name",
    sql: `\
select * from near_name union all select * from said_before union all select * from added_name`,
    isPassing: true,
  },
  nameForms("held_name"),
];

/** Who came to the spine and who left it; `spine_repeat_now` are the registry's records that do not stand for their NIK. */
function movedSpine(): readonly Step[] {
  return [
    {
      table: "spine_before",
      sql: `\
select g.* from gone_record g
where g.is_spine = 1 and g.record_key not in (select b.record_key from spine_repeat_state b)`,
    },
    {
      table: "spine_added",
      sql: `select s.* from changed_spine s
where not exists (select 1 from spine_before b where b.record_key = s.record_key)`,
    },
    {
      table: "spine_removed",
      sql: `select b.* from spine_before b
where not exists (select 1 from changed_spine s where s.record_key = b.record_key)`,
    },
    {
      table: "spine_repeat_now",
      sql: `\
select b.record_key from spine_repeat_state b
where b.record_key not in (select g.record_key from gone_record g)
union all
select record_key from changed_repeat`,
    },
  ];
}
