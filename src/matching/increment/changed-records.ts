import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { constrainedExact } from "#matching/constrained-links.ts";
import { exactLink, nikHits, spine } from "#matching/exact-nik.ts";
import { evidenceRecord, matchRecord, wholeRecords } from "#matching/match-record.ts";
import { nameForm } from "#matching/name-forms.ts";
import type { DeliveryChange } from "./delivery-change.ts";
import { exactRows, RECORD_COLUMNS } from "./first-layer.ts";
import { lives } from "./match-state.ts";

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
  { told, held, days, persons }: DeliveryChange,
  layer: number,
  dialect: Dialect,
): readonly Step[] {
  return [
    { ...nameForm(dialect), table: "added_name" },
    nameForms("added_name", "said_before"),
    { ...matchRecord(dialect), table: "added_record" },
    ...(told ? [{ ...evidenceRecord(dialect), table: "added_evidence" }] : []),
    ...hitRecords(held, { days, isRepeated: persons.some(({ repeatsUpTo }) => repeatsUpTo > 0n) }),
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

type Listed = Pick<DeliveryChange, "days"> & { readonly isRepeated: boolean };

/**
 * Records of changed NIKs as they are kept, of the day that their list speaks of now: one look at all NIKs. Whoever has none
 * comes by the key, and hardly anybody asks so. A list that is delivered again is newer: of a NIK that lists of the registry say
 * twice, another record may stand.
 */
function hitRecords(held: boolean, { days, isRepeated }: Listed): readonly Step[] {
  const ofDay = days.map(({ listNo, asOf }) => `when ${listNo} then ${asOf}`).join(" ");
  const kept = (from: string): string =>
    RECORD_COLUMNS.map((column) =>
      column === "as_of" && ofDay !== ""
        ? `case ${from}.delivery_no ${ofDay} else ${from}.as_of end as as_of`
        : `${from}.${column}`,
    ).join(", ");
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
where r.record_key in (select k.record_key from removed_key k union all select d.record_key from decided_key d${
        isRepeated ? " union all select b.record_key from spine_repeat_state b" : ""
      })`,
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
select ${kept("r")} from (select * from record o where o.nik in (select c.nik from changed_nik c)) r
where not exists (select 1 from record_gone g where g.record_key = r.record_key)
union all
select ${kept("s")} from seed_record s where s.nik = 0`,
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
