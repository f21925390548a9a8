import type { Step } from "#engine/step.ts";

/** What people decided weighs more than anything that is scored. */
const DECIDED_WEIGHT = 60_000;
/** The registry's own repeat of a NIK, beside what lists say. */
const REPEAT_WEIGHT = 50_000;

/** Table `forbidden_pair` (record_key, spine_key): whom a record may never be linked to, whatever the score. */
export function forbiddenPairs(): Step {
  return {
    table: "forbidden_pair",
    sql: `\
select a.record_key, b.record_key as spine_key
from decided_unit a
join apart_unit x on x.unit_key = a.unit_key
join decided_unit b on b.unit_key = x.other_key
where b.is_anchor = 1`,
  };
}

/**
 * Pass 0 under decisions: `exact_link` once more, with the links that people decided in place of what the
 * NIK says, and without what they forbade.
 */
export function constrainedExact(): readonly Step[] {
  return [
    forbiddenPairs(),
    { table: "nik_link", sql: "select * from exact_link" },
    {
      table: "exact_link",
      sql: `\
select n.record_key, n.delivery_no, n.spine_key, n.rule, n.weight from nik_link n
where not exists (select 1 from decided_unit u where u.record_key = n.record_key and u.is_anchored = 1)
  and not exists (select 1 from forbidden_pair f where f.record_key = n.record_key and f.spine_key = n.spine_key)
union all
select m.record_key, m.delivery_no, u.unit_key as spine_key, 'decided' as rule,
  cast(${DECIDED_WEIGHT} as bigint) as weight
from decided_unit u join match_record m on m.record_key = u.record_key
where u.is_anchored = 1 and m.is_spine = 0`,
    },
  ];
}

/** Scored pairs that nobody forbade. */
export function openPairs(isDecided: boolean): readonly Step[] {
  const real = "select p.* from final_pair p where p.record_key > 0";
  if (!isDecided) return [{ table: "scored_pair", sql: real, isPassing: true }];
  return [
    forbiddenPairs(),
    {
      table: "scored_pair",
      sql: `${real} and not exists (
  select 1 from forbidden_pair f where f.record_key = p.record_key and f.spine_key = p.spine_key)`,
    },
  ];
}

/**
 * Units without a record of the registry go together to the strongest of what their records found; of two
 * units that are never one person and found the same, the weaker is linked to nobody and, where it was scored,
 * goes to people. Changes `record_link` and `doubtful_pair`.
 */
export function unitLinks(): readonly Step[] {
  return [
    {
      table: "found_link",
      sql: `\
select l.record_key, coalesce(t.unit_key, l.spine_key) as spine_key, l.rule, l.weight
from record_link l
left join decided_unit t on t.record_key = l.spine_key and t.is_anchor = 1
union all
select m.record_key, coalesce(t.unit_key, s.record_key) as spine_key, 'spine-repeat' as rule,
  cast(${REPEAT_WEIGHT} as bigint) as weight
from decided_unit u
join spine_repeat m on m.record_key = u.record_key
join spine s on s.nik = m.nik
left join decided_unit t on t.record_key = s.record_key and t.is_anchor = 1
where u.is_anchored = 0 and not exists (
  select 1 from forbidden_pair f where f.record_key = m.record_key and f.spine_key = s.record_key)`,
    },
    {
      table: "unit_choice",
      sql: `\
select unit_key, spine_key, weight from (
  select u.unit_key, f.spine_key, f.weight, row_number() over (
    partition by u.unit_key order by f.weight desc, f.spine_key, f.record_key) as place
  from found_link f join decided_unit u on u.record_key = f.record_key and u.is_anchored = 0
) ranked where place = 1`,
    },
    {
      table: "outdone_unit",
      sql: `\
select distinct c.unit_key
from unit_choice c
join apart_unit x on x.unit_key = c.unit_key
join unit_choice o on o.unit_key = x.other_key and o.spine_key = c.spine_key
where o.weight > c.weight or o.weight = c.weight and o.unit_key < c.unit_key`,
    },
    unitRecordLinks(),
    { table: "asked_pair", sql: "select * from doubtful_pair" },
    unitDoubts(),
  ];
}

function unitRecordLinks(): Step {
  return {
    table: "record_link",
    sql: `\
select f.record_key, f.spine_key, f.rule, f.weight from found_link f
where not exists (select 1 from decided_unit u where u.record_key = f.record_key and u.is_anchored = 0)
union all
select u.record_key, c.spine_key, coalesce(f.rule, 'decided') as rule,
  coalesce(f.weight, cast(${DECIDED_WEIGHT} as bigint)) as weight
from decided_unit u
join unit_choice c on c.unit_key = u.unit_key
left join found_link f on f.record_key = u.record_key and f.spine_key = c.spine_key
where u.is_anchored = 0 and not exists (select 1 from outdone_unit o where o.unit_key = u.unit_key)`,
  };
}

function unitDoubts(): Step {
  return {
    table: "doubtful_pair",
    sql: `\
select p.* from asked_pair p
where not exists (select 1 from record_link l where l.record_key = p.record_key)
union all
select f.record_key, m.delivery_no, f.spine_key, f.weight, cast(0 as bigint) as margin
from outdone_unit o
join decided_unit u on u.unit_key = o.unit_key
join found_link f on f.record_key = u.record_key
join match_record m on m.record_key = f.record_key and m.is_spine = 0`,
  };
}

/** Statements about a registry record that people joined to another speak of whoever stands for both. */
export function joinedEvidence(): readonly Step[] {
  return [
    { table: "evidence_found", sql: "select * from evidence_link" },
    {
      table: "evidence_link",
      sql: `\
select e.record_key, coalesce(t.unit_key, e.spine_key) as spine_key, e.probability_milli
from evidence_found e left join decided_unit t on t.record_key = e.spine_key and t.is_anchor = 1`,
    },
  ];
}

/** Every staged person once: on the spine, linked to it, or in a cluster beside it. Table `link`. */
export function everyLink(isDecided: boolean): Step {
  const branches = [
    ...(isDecided ? decidedSpine() : plainSpine()),
    "select record_key, spine_key, rule, weight, 'link' as band from record_link",
    `select record_key, hub_key as spine_key, 'residual' as rule, ${NO_WEIGHT}, 'residual' as band
from residual_cluster`,
  ];
  return { table: "link", sql: branches.join("\nunion all\n"), isPassing: true };
}

const NO_WEIGHT = "cast(0 as bigint) as weight";
const SPINE = `'spine' as rule, ${NO_WEIGHT}, 'spine' as band`;
const REPEAT = `'spine-repeat' as rule, ${NO_WEIGHT}, 'link' as band`;

function plainSpine(): readonly string[] {
  return [
    `select record_key, record_key as spine_key, ${SPINE} from spine`,
    `select m.record_key, s.record_key as spine_key, ${REPEAT}
from spine_repeat m
join spine s on s.nik = m.nik`,
  ];
}

/** The registry's records where people joined some of them, or parted a repeat from its NIK. */
function decidedSpine(): readonly string[] {
  return [
    `select s.record_key, s.record_key as spine_key, ${SPINE} from spine s
where not exists (select 1 from decided_unit u where u.record_key = s.record_key and u.unit_key <> s.record_key)`,
    `select m.record_key, coalesce(t.unit_key, s.record_key) as spine_key, ${REPEAT}
from spine_repeat m join spine s on s.nik = m.nik
left join decided_unit t on t.record_key = s.record_key
where not exists (select 1 from decided_unit u where u.record_key = m.record_key)`,
    `select u.record_key, u.unit_key as spine_key, 'decided' as rule,
  cast(${DECIDED_WEIGHT} as bigint) as weight, 'link' as band
from decided_unit u
join (select record_key from spine union all select record_key from spine_repeat) m on m.record_key = u.record_key
where u.is_anchored = 1 and u.unit_key <> u.record_key`,
  ];
}
