import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { LakeTable } from "#lake/tables.ts";

/** One segment of the identity ledger: what a version did to ids, and why. Append-only, never identity. */
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
    /** For split, merge and redirect: the other id. A split whose own id was gone ends its redirect. */
    other_id: "bigint",
    /** For attach and detach; for mint the record that the unit began with. */
    record_key: "bigint",
    /** new, delivered, moved, not-delivered, same-person, merged, parted, decision, decision-undone, decision-set-aside … */
    reason: "varchar",
    /** Rule of matching that put the record there; null where ids alone are spoken of. */
    rule: "varchar",
    weight_millibits: "bigint",
    /** Digest of the weights that made the links, as calibration.json of the version names them. */
    model_version: "varchar",
    /** Account or role that decided; "build" where nobody did. */
    actor: "varchar",
    /** The reviewers' decision that did it, where one did. */
    decision_no: "bigint",
  },
  key: ["event_no"],
};

const NOBODY = "cast(null as bigint)";
const NO_RULE = `cast(null as string) as rule, ${NOBODY} as weight_millibits`;

export type EventsDraft = {
  readonly versionNo: number;
  readonly nextEvent: number;
  readonly hasParent: boolean;
  readonly hasDecisions: boolean;
  readonly modelVersion: string;
};

/**
 * Table `ledger_event`. Minted and attached: new. Detached: a record that speaks of another now.
 * Split: a new id whose persons were together with others, or one that lives again. Retired: an id that
 * nobody continues; where most of its members are found under another id it is merged into that one and
 * redirected to it.
 */
export function ledgerEvents(draft: EventsDraft, dialect: Dialect): readonly Step[] {
  const { hasParent, hasDecisions } = draft;
  const branches = [
    minted("person"),
    minted("family"),
    hasParent ? changedAttachments(hasDecisions) : firstAttachments(),
    ...(hasParent ? [ended("person", hasDecisions), ended("family", hasDecisions)] : []),
    ...(hasParent ? [splits("person", hasDecisions), splits("family", hasDecisions)] : []),
  ];
  const actor = hasDecisions ? "coalesce(w.actor, 'build')" : "'build'";
  const actors = "(select distinct decision_no, actor from decision_word)";
  return [
    ...(hasParent ? [heirs("family")] : []),
    {
      table: "ledger_event",
      sql: `\
select ${draft.nextEvent} - 1 + row_number() over (
    order by e.step, e.unit desc, e.unit_id, e.record_key, e.other_id) as event_no,
  cast(${draft.versionNo} as int) as version_no, e.kind, e.unit, e.unit_id, e.other_id, e.record_key, e.reason,
  e.rule, e.weight_millibits, ${dialect.text(draft.modelVersion)} as model_version,
  ${actor} as actor, e.decision_no
from (
${branches.join("\nunion all\n")}
) e${hasDecisions ? ` left join ${actors} w on w.decision_no = e.decision_no` : ""}`,
    },
  ];
}

function minted(unit: "person" | "family"): string {
  const rule =
    unit === "person"
      ? "case when exists (select 1 from residual_unit u where u.unit_key = i.unit_key) then 'residual' else 'spine' end"
      : "'card'";
  return `select 1 as step, 'mint' as kind, '${unit}' as unit, i.unit_id, ${NOBODY} as other_id,
  i.unit_key as record_key, 'new' as reason, ${rule} as rule, cast(0 as bigint) as weight_millibits, ${NOBODY} as decision_no
from ${unit}_id i where i.is_new = 1`;
}

function firstAttachments(): string {
  return `select 2 as step, 'attach' as kind, 'person' as unit, r.unit_id, ${NOBODY} as other_id, r.record_key,
  'delivered' as reason, r.rule, r.weight as weight_millibits, ${NOBODY} as decision_no
from person_record r`;
}

/** What a unit's new decision says of a move, if there is one. */
const WORD = "left join unit_word w on w.unit_id = r.unit_id";
const reasonOr = (plain: string, hasDecisions: boolean): string =>
  hasDecisions ? `coalesce(w.reason, ${plain})` : plain;
const decisionNo = (hasDecisions: boolean): string => (hasDecisions ? "w.decision_no" : NOBODY);

function changedAttachments(hasDecisions: boolean): string {
  const word = hasDecisions ? WORD : "";
  const moved = reasonOr("'moved'", hasDecisions);
  return `\
select 2 as step, 'attach' as kind, 'person' as unit, r.unit_id, ${NOBODY} as other_id, r.record_key,
  case when m.person_id is null then 'delivered' else ${moved} end as reason,
  r.rule, r.weight as weight_millibits,
  case when m.person_id is not null then ${decisionNo(hasDecisions)} end as decision_no
from person_record r left join previous_membership m on m.record_key = r.record_key ${word}
where m.person_id is null or m.person_id <> r.unit_id
union all
select 3 as step, 'detach' as kind, 'person' as unit, m.person_id as unit_id, ${NOBODY} as other_id, m.record_key,
  ${reasonOr("'other-person'", hasDecisions)} as reason, m.rule, m.weight_millibits, ${decisionNo(hasDecisions)} as decision_no
from previous_membership m join person_record r on r.record_key = m.record_key ${word}
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

function ended(unit: "person" | "family", hasDecisions: boolean): string {
  const previous = unit === "person" ? "previous_person" : "previous_family";
  const byPeople = hasDecisions && unit === "person";
  const gone = `\
from ${previous} p left join ${unit}_heir h on h.old_id = p.${unit}_id
${byPeople ? "left join unit_word w on w.unit_id = h.unit_id" : ""}
where not exists (select 1 from ${unit}_kept k where k.old_id = p.${unit}_id)`;
  return `\
select 4 as step, case when h.unit_id is null then 'retire' else 'merge' end as kind, '${unit}' as unit,
  p.${unit}_id as unit_id, h.unit_id as other_id, ${NOBODY} as record_key,
  case when h.unit_id is null then 'not-delivered' else ${reasonOr(`'same-${unit}'`, byPeople)} end as reason,
  ${NO_RULE}, ${decisionNo(byPeople)} as decision_no
${gone}
union all
select 5 as step, 'redirect' as kind, '${unit}' as unit, p.${unit}_id as unit_id, h.unit_id as other_id,
  ${NOBODY} as record_key, 'merged' as reason, ${NO_RULE}, ${decisionNo(byPeople)} as decision_no
${gone} and h.unit_id is not null`;
}

function splits(unit: "person" | "family", hasDecisions: boolean): string {
  const byPeople = hasDecisions && unit === "person";
  return `\
select 6 as step, 'split' as kind, '${unit}' as unit, s.unit_id, s.other_id, ${NOBODY} as record_key,
  ${reasonOr("'parted'", byPeople)} as reason, ${NO_RULE}, ${decisionNo(byPeople)} as decision_no
from (${partedUnits(unit, hasDecisions)}) s${byPeople ? " left join unit_word w on w.unit_id = s.unit_id" : ""}`;
}

/**
 * SQL (unit_id, other_id): each new id that was made of what another, still living id held; and each id
 * that lives again, with the one that held its records meanwhile.
 */
export function partedUnits(unit: "person" | "family", hasDecisions: boolean): string {
  const revived = `
union all
select v.unit_id, v.other_id from revived_${unit} v`;
  return `\
select i.unit_id, min(c.old_id) as other_id
from ${unit}_id i join ${unit}_claims c on c.unit_key = i.unit_key
join ${unit}_kept k on k.old_id = c.old_id
where i.is_new = 1 group by i.unit_id${hasDecisions ? revived : ""}`;
}
