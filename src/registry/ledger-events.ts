import type { Step } from "#engine/step.ts";
import type { LakeTable } from "#lake/tables.ts";

/** One segment of the identity ledger: what a version did to ids. Append-only, never identity. */
export const LEDGER_EVENT: LakeTable = {
  name: "ledger_event",
  columns: {
    event_no: "bigint",
    version_no: "int",
    /** mint, attach, detach, split, merge, retire, redirect. */
    kind: "varchar",
    /** person or family. */
    unit: "varchar",
    unit_id: "bigint",
    /** For split, merge and redirect: the other id. */
    other_id: "bigint",
    /** For attach and detach. */
    record_key: "bigint",
    reason: "varchar",
  },
  key: ["event_no"],
};

const nobody = "cast(null as bigint)";

/**
 * Table `ledger_event`. Minted and attached: new. Detached: a record that speaks of another now.
 * Split: a new id whose persons were together with others. Retired: an id that nobody continues; where
 * most of its members are found under another id it is merged into that one and redirected to it.
 */
export function ledgerEvents(draft: {
  readonly versionNo: number;
  readonly nextEvent: number;
  readonly hasParent: boolean;
}): readonly Step[] {
  const branches = [
    minted("person"),
    minted("family"),
    draft.hasParent ? changedAttachments() : firstAttachments(),
    ...(draft.hasParent
      ? [ended("person"), ended("family"), splits("person"), splits("family")]
      : []),
  ];
  return [
    ...(draft.hasParent ? [heirs("family")] : []),
    {
      table: "ledger_event",
      sql: `\
select ${draft.nextEvent} - 1 + row_number() over (order by step, unit desc, unit_id, record_key, other_id)
    as event_no,
  cast(${draft.versionNo} as int) as version_no, kind, unit, unit_id, other_id, record_key, reason
from (
${branches.join("\nunion all\n")}
) events`,
    },
  ];
}

function minted(unit: "person" | "family"): string {
  return `select 1 as step, 'mint' as kind, '${unit}' as unit, unit_id, ${nobody} as other_id,
  unit_key as record_key, 'new' as reason from ${unit}_id where is_new = 1`;
}

function firstAttachments(): string {
  return `select 2 as step, 'attach' as kind, 'person' as unit, unit_id, ${nobody} as other_id, record_key,
  rule as reason from person_record`;
}

function changedAttachments(): string {
  return `\
select 2 as step, 'attach' as kind, 'person' as unit, r.unit_id, ${nobody} as other_id, r.record_key,
  r.rule as reason
from person_record r left join previous_membership m on m.record_key = r.record_key
where m.person_id is null or m.person_id <> r.unit_id
union all
select 3 as step, 'detach' as kind, 'person' as unit, m.person_id as unit_id, ${nobody} as other_id, m.record_key,
  'other-person' as reason
from previous_membership m join person_record r on r.record_key = m.record_key
where m.person_id <> r.unit_id`;
}

/** Table `<unit>_heir` (old_id, unit_id): of each old id that nobody continues, who holds most of what it held. */
export function heirs(unit: "person" | "family"): Step {
  const previous = unit === "person" ? "previous_membership" : "previous_person";
  return {
    table: `${unit}_heir`,
    sql: `\
select old_id, unit_id from (
  select c.old_id, i.unit_id, row_number() over (
    partition by c.old_id order by c.weight desc, i.unit_id) as nth
  from ${unit}_claims c join ${unit}_id i on i.unit_key = c.unit_key
) ranked
where nth = 1
  and exists (select 1 from ${previous} p where p.${unit}_id = ranked.old_id)
  and not exists (select 1 from ${unit}_kept k where k.old_id = ranked.old_id)`,
  };
}

function ended(unit: "person" | "family"): string {
  const previous = unit === "person" ? "previous_person" : "previous_family";
  const gone = `\
from ${previous} p left join ${unit}_heir h on h.old_id = p.${unit}_id
where not exists (select 1 from ${unit}_kept k where k.old_id = p.${unit}_id)`;
  return `\
select 4 as step, case when h.unit_id is null then 'retire' else 'merge' end as kind, '${unit}' as unit,
  p.${unit}_id as unit_id, h.unit_id as other_id, ${nobody} as record_key,
  case when h.unit_id is null then 'not-delivered' else 'same-${unit}' end as reason
${gone}
union all
select 5 as step, 'redirect' as kind, '${unit}' as unit, p.${unit}_id as unit_id, h.unit_id as other_id,
  ${nobody} as record_key, 'merged' as reason
${gone} and h.unit_id is not null`;
}

function splits(unit: "person" | "family"): string {
  return `\
select 6 as step, 'split' as kind, '${unit}' as unit, unit_id, other_id,
  ${nobody} as record_key, 'parted' as reason
from (${partedUnits(unit)}) parted`;
}

/** SQL (unit_id, other_id): each new id that was made of what another, still living id held. */
export function partedUnits(unit: "person" | "family"): string {
  return `\
select i.unit_id, min(c.old_id) as other_id
from ${unit}_id i join ${unit}_claims c on c.unit_key = i.unit_key
join ${unit}_kept k on k.old_id = c.old_id
where i.is_new = 1 group by i.unit_id`;
}
