import type { Step } from "#engine/step.ts";
import { lives } from "./match-state.ts";

/** A list that came, for the first time or again: up to which key its records are known. */
export type ListThatCame = { readonly listNo: number; readonly repeatsUpTo: bigint };

/** Which deliveries came and went since the state, and what there is beside persons. */
export type DeliveryChange = {
  readonly persons: readonly ListThatCame[];
  readonly evidence: readonly ListThatCame[];
  /** Lists that stood in the state, and those of them that nobody delivers any more. */
  readonly before: readonly number[];
  readonly gone: readonly number[];
  /** Of which day the lists of persons speak now. */
  readonly days: readonly { readonly listNo: number; readonly asOf: number }[];
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
 * What came and went since the state. Tables `staged_person` and `staged_evidence` (rows of deliveries that came, but those that
 * the delivery before of the same list said in the same words), `removed_key` and `removed_evidence` (records that nobody delivers any
 * more), `returned_key` (records that were gone and stand again) and `unknown_repeat` (a list that repeats what the state
 * does not hold of it): no increment knows what to do with them; and `name_entry` (names that the state has never seen).
 */
export function changedRecords(change: DeliveryChange): readonly Step[] {
  const { told, persons, evidence } = change;
  return [
    { table: "repeated_key", sql: repeated("fresh_person", persons) },
    { table: "staged_person", sql: fresh(PERSON, "fresh_person", persons) },
    {
      table: "asked_key",
      sql: `\
select r.record_key from record r
where ${ofLists(change, persons)} and r.record_key not in (select g.record_key from record_gone g)`,
    },
    { table: "removed_key", sql: unrepeated("asked_key", "repeated_key") },
    { table: "unknown_repeat", sql: UNKNOWN },
    {
      table: "returned_key",
      sql: `select s.record_key from staged_person s
where exists (select 1 from record_gone g where g.record_key = s.record_key)`,
    },
    ...(told
      ? [
          { table: "repeated_evidence", sql: repeated("fresh_evidence", evidence) },
          { table: "staged_evidence", sql: fresh(STATEMENT, "fresh_evidence", evidence) },
          {
            table: "asked_evidence",
            sql: `\
select r.record_key from evidence r where ${ofLists(change, evidence)} and ${lives("r", "evidence_gone")}`,
          },
          {
            table: "removed_evidence",
            sql: unrepeated("asked_evidence", "repeated_evidence"),
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

/** SQL: up to which key the list of a row `s` is known. Keys of one file stand in order: few pages are read of what is not asked. */
function knownUpTo(came: readonly ListThatCame[]): string {
  const lists = came.map(({ listNo, repeatsUpTo }) => `when ${listNo} then ${repeatsUpTo}`);
  return `cast(case s.delivery_no ${lists.join(" ")} else 0 end as bigint)`;
}

const bounds = (came: readonly ListThatCame[]): readonly bigint[] =>
  came.map(({ repeatsUpTo }) => repeatsUpTo).toSorted((a, b) => Number(a - b));
const lowest = (came: readonly ListThatCame[]): bigint => bounds(came)[0] ?? 0n;
const highest = (came: readonly ListThatCame[]): bigint => bounds(came).at(-1) ?? 0n;

/** SQL: rows that came and were not known. */
function fresh(
  columns: Readonly<Record<string, string>>,
  from: string,
  came: readonly ListThatCame[],
): string {
  const names = Object.keys(columns);
  if (came.length === 0) {
    return `select ${names.map((name) => `${columns[name]} as ${name}`).join(", ")} where 1 = 0`;
  }
  return `\
select ${names.map((name) => `s.${name}`).join(", ")} from ${from} s
where s.record_key > ${lowest(came)} and s.record_key > ${knownUpTo(came)}`;
}

/** SQL: keys of rows that came and say again what the list said before. */
const repeated = (from: string, came: readonly ListThatCame[]): string =>
  highest(came) === 0n
    ? `select ${LONG} as record_key where 1 = 0`
    : `select s.record_key from ${from} s
where s.record_key <= ${highest(came)} and s.record_key <= ${knownUpTo(came)}`;

/** SQL: records of the state, as `r`, of lists that nobody delivers any more, or that are delivered again. */
function ofLists({ gone, before }: DeliveryChange, came: readonly ListThatCame[]): string {
  const again = came.map(({ listNo }) => listNo).filter((listNo) => before.includes(listNo));
  const asked = [...gone, ...again];
  return asked.length === 0 ? "1 = 0" : `r.delivery_no in (${asked.join(", ")})`;
}

/** SQL: records of those lists that nobody says any more. */
const unrepeated = (asked: string, repeats: string): string => `\
select r.record_key from ${asked} r
where not exists (select 1 from ${repeats} k where k.record_key = r.record_key)`;

/** SQL: a row where a list repeats another number of records than stand of it and were not removed. */
const UNKNOWN = `\
select c.stood from (
  select (select count(*) from asked_key) as stood, (select count(*) from removed_key) as went,
    (select count(*) from repeated_key) as repeats
) c where c.stood <> c.went + c.repeats`;
