import type { Step } from "#engine/step.ts";
import type { ColumnType, LakeTable } from "#lake/tables.ts";

const TUPLE: Readonly<Record<string, ColumnType>> = {
  source: "varchar",
  nik: "varchar",
  name: "varchar",
  birth_date: "int",
  kk: "varchar",
  mother_name: "varchar",
  sex: "int",
  village_code: "varchar",
};

/**
 * Every record that a decision of reviewers names, as it was seen: record keys change with each delivery, who
 * somebody is does not. Sealed in the version's folder; a later build finds the record again by it.
 */
export const REVIEWED_RECORD: LakeTable = {
  name: "reviewed_record",
  columns: {
    /** As the decision names it. */
    record_key: "bigint",
    /** Whose record it is in this version; null where no delivery of it holds the record. */
    person_id: "bigint",
    /** Whose it was, in which family, before a decision joined it to others: where it goes back to. */
    own_person_id: "bigint",
    own_family_id: "bigint",
    /** 1 where a decision that stands joins it to another record. */
    is_joined: "int",
    /** The newest decision that named it, up to this version. */
    decision_no: "bigint",
    ...TUPLE,
  },
  key: ["record_key"],
};

/** Claims on the id that a record always had, where an un-merge parts it from others: above NIK and records. */
const HOST_WEIGHT = 3_000;

const none = (columns: Readonly<Record<string, ColumnType>>): string => {
  const typed = Object.entries(columns).map(
    ([name, type]) => `cast(null as ${type === "varchar" ? "string" : type}) as ${name}`,
  );
  return `select ${typed.join(", ")} where 1 = 0`;
};

/** Tables that a first version, or the first with decisions, has nothing to read from. */
export function withoutPast(has: {
  readonly parent: boolean;
  readonly carried: boolean;
}): readonly Step[] {
  const ids = (...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, "bigint" as const]));
  const past: readonly (readonly [string, Readonly<Record<string, ColumnType>>])[] = [
    ["previous_membership", ids("record_key", "person_id")],
    ["previous_person", ids("person_id", "family_id")],
    ["previous_family", ids("family_id")],
    ["person_heir", ids("old_id", "unit_id")],
  ];
  return [
    ...(has.parent ? [] : past),
    ...(has.carried ? [] : [["carried_record", REVIEWED_RECORD.columns] as const]),
  ].map(([table, columns]) => ({ table, sql: none(columns) }));
}

/**
 * What decisions that were undone (or turned round) give back. Tables `new_word` (decisions about records of
 * this run that the parent did not know, and those that held there and contradict others now), `parted_record` (carried records that a new word parts from
 * others), `host_record` (who was there all along), and `own_claim` (unit_key, old_id, weight): a host holds
 * its person's id, and a record that was joined to it lives again under its own, if nobody else bears that. All other
 * records that decisions name hold the id that they had, under whatever key they come again: `named_claim`, and
 * `decided_person`, whose ids nothing that is less sure moves.
 */
export function ownClaims(): readonly Step[] {
  const carried = "c.record_key, c.person_id, c.own_person_id, c.own_family_id";
  return [
    {
      table: "new_word",
      sql: `\
select w.record_key, w.decision_no, w.verdict from decision_word w
where w.verdict <> 'set-aside' and not exists (
  select 1 from named_record n join carried_record c on c.record_key = n.asked_key
  where n.record_key = w.record_key and c.decision_no >= w.decision_no)
union all
select w.record_key, w.decision_no, w.verdict from decision_word w
where w.verdict = 'set-aside' and exists (
  select 1 from named_record n join carried_record c on c.record_key = n.asked_key
  where n.record_key = w.record_key and c.is_joined = 1)`,
    },
    {
      table: "parted_record",
      sql: `\
select distinct ${carried}
from carried_record c
join named_record n on n.asked_key = c.record_key
join new_word w on w.record_key = n.record_key and w.verdict <> 'same'
where c.is_joined = 1 and c.person_id is not null and c.own_person_id is not null`,
    },
    {
      table: "host_record",
      sql: `\
select ${carried} from carried_record c
where c.is_joined = 1 and c.own_person_id = c.person_id
  and exists (select 1 from parted_record p where p.person_id = c.person_id)`,
    },
    {
      table: "own_claim",
      sql: `\
${personClaim("host_record", HOST_WEIGHT)}
union all
${personClaim("parted_record", 1)}
where p.own_person_id <> p.person_id
  and not exists (select 1 from previous_membership m where m.person_id = p.own_person_id)`,
    },
    ...namedClaims(),
  ];
}

function namedClaims(): readonly Step[] {
  return [
    {
      table: "decided_record",
      sql: `\
select t.record_key, coalesce(m.person_id, c.person_id) as person_id
from reviewed_tuple t
left join previous_membership m on m.record_key = t.record_key
left join carried_record c on c.record_key = t.record_key`,
    },
    {
      table: "decided_person",
      sql: "select distinct person_id from decided_record where person_id is not null",
    },
    {
      table: "named_claim",
      sql: `\
select distinct l.spine_key as unit_key, d.person_id as old_id, cast(1 as bigint) as weight
from decided_record d
join named_record n on n.asked_key = d.record_key
join link l on l.record_key = n.record_key
where d.person_id is not null
  and not exists (select 1 from parted_record p where p.record_key = d.record_key)`,
    },
  ];
}

function personClaim(table: string, weight: number): string {
  return `\
select distinct l.spine_key as unit_key, p.own_person_id as old_id, cast(${weight} as bigint) as weight
from ${table} p
join named_record n on n.asked_key = p.record_key
join link l on l.record_key = n.record_key`;
}

/** Table `own_family_claim` (unit_key, old_id, weight): the same for families of people whom an un-merge parts. */
export function ownFamilyClaims(): Step {
  return {
    table: "own_family_claim",
    sql: `\
${familyClaim("host_record", HOST_WEIGHT)}
join previous_person b on b.person_id = p.person_id and b.family_id = p.own_family_id
union all
${familyClaim("parted_record", 1)}
where p.own_person_id <> p.person_id
  and not exists (select 1 from previous_family f where f.family_id = p.own_family_id)`,
  };
}

function familyClaim(table: string, weight: number): string {
  return `\
select distinct c.unit_key, p.own_family_id as old_id, cast(${weight} as bigint) as weight
from ${table} p
join card_member m on m.person_id = p.own_person_id
join card c on c.kk = m.kk and p.own_family_id is not null`;
}

/** Table `revived_<unit>` (unit_id, other_id): ids that live again, and who held what was theirs meanwhile. */
export function revived(unit: "person" | "family"): Step {
  const before = unit === "person" ? "previous_membership" : "previous_family";
  return {
    table: `revived_${unit}`,
    sql: `\
select k.old_id as unit_id, min(${unit === "person" ? "p.person_id" : "b.family_id"}) as other_id
from ${unit}_kept k
join parted_record p on p.own_${unit}_id = k.old_id
left join previous_person b on b.person_id = p.person_id
where not exists (select 1 from ${before} m where m.${unit}_id = k.old_id)
group by k.old_id`,
  };
}

/** Table `unit_word` (unit_id, decision_no, reason): the newest word that moves records of a person. */
export function unitWords(): Step {
  return {
    table: "unit_word",
    sql: `\
select i.unit_id, w.decision_no, max(case t.verdict when 'undone' then 'decision-undone' when 'set-aside' then 'decision-set-aside'
  else 'decision' end) as reason
from (
  select l.spine_key, max(n.decision_no) as decision_no
  from new_word n join link l on l.record_key = n.record_key group by l.spine_key
) w
join person_id i on i.unit_key = w.spine_key
join new_word t on t.decision_no = w.decision_no
group by i.unit_id, w.decision_no`,
  };
}

/** Table `reviewed_record` of the version: who the named records are, whose they are now and were before. */
export function reviewedRecords(): readonly Step[] {
  return [
    {
      table: "reviewed_now",
      sql: `\
select n.asked_key, min(r.unit_id) as person_id, max(w.decision_no) as decision_no,
  max(case when w.verdict = 'same' then 1 else 0 end) as is_joined
from named_record n
left join person_record r on r.record_key = n.record_key
left join decision_word w on w.record_key = n.record_key
group by n.asked_key`,
    },
    {
      table: "reviewed_before",
      sql: `\
select t.record_key, coalesce(max(b.person_id), min(m.person_id)) as person_id
from reviewed_tuple t
left join previous_membership b on b.record_key = t.record_key
left join named_record n on n.asked_key = t.record_key
left join previous_membership m on m.record_key = n.record_key
group by t.record_key`,
    },
    {
      table: "reviewed_record",
      sql: `\
select o.record_key, o.person_id, o.own_person_id,
  case when o.was_joined = 1 then o.was_own_family_id else f.family_id end as own_family_id,
  o.is_joined, o.decision_no, ${Object.keys(TUPLE)
    .map((name) => `o.${name}`)
    .join(", ")}
from (
  select ${Object.keys(TUPLE)
    .map((name) => `t.${name}`)
    .join(", ")}, t.record_key,
    coalesce(n.person_id, h.unit_id, c.person_id) as person_id,
    case when c.is_joined = 1 then c.own_person_id else coalesce(b.person_id, c.person_id) end as own_person_id,
    c.own_family_id as was_own_family_id, coalesce(c.is_joined, 0) as was_joined,
    coalesce(n.is_joined, 0) as is_joined, coalesce(n.decision_no, c.decision_no) as decision_no
  from reviewed_tuple t
  left join reviewed_now n on n.asked_key = t.record_key
  left join reviewed_before b on b.record_key = t.record_key
  left join carried_record c on c.record_key = t.record_key
  left join person_heir h on h.old_id = c.person_id
) o
left join previous_person f on f.person_id = o.own_person_id
where not exists (select 1 from erased_person e where e.person_id = o.person_id or e.person_id = o.own_person_id)`,
    },
  ];
}
