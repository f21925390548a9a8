import type { Dialect } from "#engine/dialect.ts";
import type { Stage, Step } from "#engine/step.ts";
import { decidedLinks, settledLinks } from "#matching/one-to-one.ts";
import { DUMMY_FROM, residualClusters } from "#matching/residual-clusters.ts";
import { reviewPairs } from "#matching/review-pairs.ts";
import { askedForms, namesOf } from "./changed-records.ts";
import type { FrozenModel } from "./match-state.ts";

/** Rounds of walking from pair to pair, or from group to group: longer chains would be a mistake. */
const ROUNDS_AT_MOST = 500;

/**
 * One to one, again only where something changed: the records and spine persons that a changed pair or link
 * reaches, over pairs, until nobody new is found. Tables `touched_pair`, `node_record`, `node_spine`,
 * `record_link` and `review_pair` of those.
 */
export function changedChoices(model: FrozenModel, dialect: Dialect): readonly Stage[] {
  const { bands, chances } = model.calibration;
  return [
    {
      table: "lost_pair",
      sql: `\
select p.record_key, p.delivery_no, p.spine_key from pair p
where exists (select 1 from dirty_left d where d.record_key = p.record_key)
  or exists (select 1 from left_removed g where g.record_key = p.record_key)
  or exists (select 1 from spine_removed g where g.record_key = p.spine_key)`,
    },
    {
      table: "node_spine",
      sql: `\
select delivery_no, spine_key from lost_pair
union select delivery_no, spine_key from scored_part
union select delivery_no, spine_key from exact_part
union select e.delivery_no, e.spine_key from exact e
  where exists (select 1 from gone_record g where g.record_key = e.record_key)`,
    },
    {
      table: "node_record",
      sql: `\
select record_key from lost_pair union select record_key from scored_part
union select record_key from dirty_left union select record_key from left_removed`,
    },
    {
      table: "open_edge",
      sql: "select record_key, delivery_no, spine_key from pair_now",
    },
    { table: "touched_edge", sql: "select * from open_edge where 1 = 0" },
    { repeat: walkPairs(), until: "fresh_edge", atMost: ROUNDS_AT_MOST },
    {
      table: "scored_pair",
      sql: `select p.* from pair_now p
where exists (select 1 from touched_edge t where t.record_key = p.record_key and t.spine_key = p.spine_key)`,
    },
    {
      table: "exact_link",
      sql: `select e.* from exact_now e
where exists (select 1 from node_spine n where n.delivery_no = e.delivery_no and n.spine_key = e.spine_key)`,
    },
    ...settledLinks(),
    ...decidedLinks(bands),
    reviewPairs(bands, chances, dialect),
  ];
}

function walkPairs(): readonly Step[] {
  return [
    {
      table: "fresh_edge",
      sql: `\
select e.* from open_edge e
where exists (select 1 from node_record n where n.record_key = e.record_key)
  or exists (select 1 from node_spine n where n.delivery_no = e.delivery_no and n.spine_key = e.spine_key)`,
    },
    {
      table: "open_edge",
      sql: `select e.* from open_edge e
where not exists (select 1 from fresh_edge f where f.record_key = e.record_key and f.spine_key = e.spine_key)`,
    },
    { table: "touched_edge", sql: "select * from touched_edge union all select * from fresh_edge" },
    {
      table: "node_record",
      sql: "select record_key from node_record union select record_key from fresh_edge",
    },
    {
      table: "node_spine",
      sql: "select delivery_no, spine_key from node_spine union select delivery_no, spine_key from fresh_edge",
    },
  ];
}

/** What residual records may share: NIK, or card, or village with day and name. */
const GROUPS = [
  ["nik", "0", "0"],
  ["kk", "birth_day", "kanon_key"],
  ["village", "birth_day", "kanon_key"],
] as const;

/**
 * Clusters beside the spine, again only where somebody came to them or left, and whoever shares a number with
 * those, and so on; numbers that too many carry bind nobody, as in the whole run. Tables `residual_touched`
 * and `residual_cluster` of those.
 */
export function changedResidue(): readonly Stage[] {
  return [
    {
      table: "linked_now",
      sql: "select record_key from record_link where rule like 'scored%'",
    },
    {
      table: "residual_now",
      sql: `\
select l.* from left_now l
where case when exists (select 1 from node_record n where n.record_key = l.record_key)
  then case when exists (select 1 from linked_now k where k.record_key = l.record_key) then 0 else 1 end
  else case when exists (select 1 from residual_state b where b.record_key = l.record_key) then 1 else 0 end
  end = 1`,
    },
    {
      table: "residual_left",
      sql: `\
select r.* from (
  select g.record_key, g.nik, g.kk, g.village, g.birth_day, g.kanon_key from gone_record g
  union
  select l.record_key, l.nik, l.kk, l.village, l.birth_day, l.kanon_key from left_now l
) r
where exists (select 1 from residual_state b where b.record_key = r.record_key)
  and not exists (select 1 from residual_now n where n.record_key = r.record_key)`,
    },
    { table: "group_member", sql: GROUPS.map(groupMembers).join("\nunion all\n") },
    {
      table: "group_size",
      sql: `\
select kind, a, b, c, cast(sum(was) as bigint) as was, cast(sum(stands) as bigint) as stands
from group_member group by kind, a, b, c`,
    },
    {
      table: "open_member",
      sql: `\
select m.kind, m.a, m.b, m.c, m.record_key from group_member m
join group_size s on s.kind = m.kind and s.a = m.a and s.b = m.b and s.c = m.c
where s.was between 2 and ${DUMMY_FROM} or s.stands between 2 and ${DUMMY_FROM}`,
    },
    {
      table: "residual_touched",
      sql: "select distinct record_key from group_member where was <> stands",
    },
    {
      table: "fresh_residual",
      sql: `\
select record_key from residual_touched
union
select n.record_key from residual_now n
where not exists (select 1 from residual_state b where b.record_key = n.record_key)`,
    },
    { table: "residual_touched", sql: "select record_key from fresh_residual" },
    { repeat: walkGroups(), until: "fresh_residual", atMost: ROUNDS_AT_MOST },
    { table: "match_record", sql: boundRecords() },
    { table: "record_link", sql: "select record_key from residual_left where 1 = 0" },
    ...askedForms(namesOf("match_record")),
    ...residualClusters(),
  ];
}

function groupMembers([a, b, c]: (typeof GROUPS)[number], kind: number): string {
  const known = [a, b, c].filter((name) => name !== "0").map((name) => `m.${name} <> 0`);
  const value = (name: string): string =>
    name === "0" ? "cast(0 as bigint)" : `cast(m.${name} as bigint)`;
  const from = (table: string, was: string, stands: string): string => `\
select ${kind} as kind, ${value(a)} as a, ${value(b)} as b, ${value(c)} as c, m.record_key,
  ${was} as was, ${stands} as stands
from ${table} m`;
  const before = "case when b.record_key is null then 0 else 1 end";
  return `\
${from("residual_now", before, "1")} left join residual_state b on b.record_key = m.record_key
where ${known.join(" and ")}
union all
${from("residual_left", "1", "0")} where ${known.join(" and ")}`;
}

function walkGroups(): readonly Step[] {
  return [
    {
      table: "fresh_group",
      sql: `\
select distinct m.kind, m.a, m.b, m.c from open_member m
where exists (select 1 from fresh_residual f where f.record_key = m.record_key)`,
    },
    {
      table: "fresh_residual",
      sql: `\
select distinct m.record_key from open_member m
join fresh_group g on g.kind = m.kind and g.a = m.a and g.b = m.b and g.c = m.c
where not exists (select 1 from residual_touched t where t.record_key = m.record_key)`,
    },
    {
      table: "residual_touched",
      sql: "select record_key from residual_touched union all select record_key from fresh_residual",
    },
  ];
}

/** Touched records without the numbers that too many carry: counted among all, they bind nobody here either. */
function boundRecords(): string {
  const binding = GROUPS.map(([a, b, c], kind) => {
    const same = [a, b, c]
      .map((name, place) => (name === "0" ? "" : ` and s.${"abc"[place]} = r.${name}`))
      .join("");
    return `case when exists (select 1 from group_size s where s.kind = ${kind}${same}
      and s.stands > ${DUMMY_FROM}) then 0 else r.${a} end as ${a}`;
  });
  return `\
select r.record_key, r.is_spine, ${binding.join(",\n  ")},
  r.birth_day, r.birth_year, r.birth_month, r.birth_dom, r.sex, r.name_id, r.mother_id, r.kanon_key
from residual_now r where exists (select 1 from residual_touched t where t.record_key = r.record_key)`;
}

/**
 * The answer: links that were made anew and those that hold no more, and all pairs for people. Tables `link_now`,
 * `link_gone_now` and `review_now`.
 */
export function changedLinks(layer: number): readonly Step[] {
  const none = "cast(0 as bigint) as weight";
  return [
    {
      table: "changed_record",
      sql: `\
select record_key from removed_key union select record_key from added_record
union select record_key from gone_record union select record_key from node_record
union select record_key from residual_touched union select record_key from residual_left`,
    },
    {
      table: "untouched_left",
      sql: `\
select l.record_key from left_now l
where not exists (select 1 from left_added a where a.record_key = l.record_key)
  and not exists (select 1 from node_record n where n.record_key = l.record_key)`,
    },
    {
      table: "same_left",
      sql: `\
select s.record_key from (
  select record_key from untouched_left
  union
  select n.record_key from residual_now n
  where exists (select 1 from residual_state b where b.record_key = n.record_key)
) s
where not exists (select 1 from residual_touched t where t.record_key = s.record_key)`,
    },
    {
      table: "link_gone_now",
      sql: `\
select c.record_key, ${layer} as layer from changed_record c
where c.record_key not in (select k.record_key from same_left k)`,
    },
    {
      table: "link_now",
      sql: `\
select made.*, ${layer} as layer from (
select s.record_key, s.record_key as spine_key, 'spine' as rule, ${none}, 'spine' as band from changed_spine s
union all
select m.record_key, s.record_key as spine_key, 'spine-repeat' as rule, ${none}, 'link' as band
from nik_record m join changed_spine s on s.nik = m.nik
where m.is_spine = 1 and m.record_key <> s.record_key
union all
select e.record_key, e.spine_key, e.rule, e.weight, 'link' as band from exact_now e
where e.record_key in (select c.record_key from changed_record c)
union all
select k.record_key, k.spine_key, k.rule, k.weight, 'link' as band from chosen_link k
union all
select c.record_key, c.hub_key as spine_key, 'residual' as rule, ${none}, 'residual' as band
from residual_cluster c
) made`,
    },
    { table: "residual_key", sql: "select record_key from residual_now" },
    {
      table: "review_now",
      sql: `\
select r.* from state_review r
where not exists (select 1 from changed_record c where c.record_key = r.record_key)
  or exists (select 1 from untouched_left k where k.record_key = r.record_key)
union all
select r.* from review_pair r`,
    },
  ];
}
