import type { Stage, Step } from "#engine/step.ts";
import { DUMMY_FROM, residualClusters } from "#matching/residual-clusters.ts";
import { askedForms, namesOf } from "./changed-records.ts";
import { LEFT_COLUMNS, of, RESIDUAL_COLUMNS } from "./first-layer.ts";
import { stillLeft } from "./state-reads.ts";

/** Rounds of walking from group to group. */
const ROUNDS_AT_MOST = 500;

/** What residual records may share: NIK, or card, or village with day and name. */
const GROUPS = [
  ["nik", "0", "0"],
  ["kk", "birth_day", "kanon_key"],
  ["village", "birth_day", "kanon_key"],
] as const;

/**
 * Clusters beside the spine, again only where somebody came to them or left, and whoever shares a number with
 * those, and so on; numbers that too many carry bind nobody, as in the whole run. Tables `residual_now`,
 * `residual_left`, `residual_touched` and, of the touched, `residual_cluster`.
 */
export function changedResidue(held: boolean): readonly Stage[] {
  return [
    ...whoIsResidual(held),
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
      table: "fresh_residual",
      sql: `\
select record_key from residual_left
union
select n.record_key from residual_now n
where n.record_key not in (select b.record_key from residual_state b)
  or n.record_key in (select d.record_key from decided_key d)`,
    },
    { table: "residual_touched", sql: "select record_key from fresh_residual" },
    { repeat: walkGroups(), until: "fresh_residual", atMost: ROUNDS_AT_MOST },
    { table: "match_record", sql: boundRecords() },
    { table: "record_link", sql: "select record_key from residual_left where 1 = 0" },
    ...askedForms("residual", namesOf("match_record")),
    ...residualClusters(held),
  ];
}

/**
 * Records that found nobody; a repeat of the registry, or a record that pass 0 had linked, is one of them only where people parted it from
 * its NIK.
 */
function whoIsResidual(held: boolean): readonly Step[] {
  const columns = of("r", RESIDUAL_COLUMNS);
  const isLinked = (keys: string): string =>
    `${keys}.record_key in (select l.record_key from chosen_link l)`;
  const parted = `
union all
select ${columns} from nik_record r join decided_unit u on u.record_key = r.record_key
where (r.is_spine = 1 or r.record_key in (select e.record_key from exact_part e))
  and u.is_anchored = 0 and not ${isLinked("r")}`;
  return [
    {
      table: "seeking_record",
      sql: `\
select ${of("l", LEFT_COLUMNS.join(", "))}, 0 as is_spine
from (${stillLeft("l.record_key in (select n.record_key from node_record n)")}) l where not ${isLinked("l")}
union all
select ${of("a", LEFT_COLUMNS.join(", "))}, 0 as is_spine from left_added a
where a.record_key in (select n.record_key from node_record n) and not ${isLinked("a")}`,
    },
    {
      table: "residual_now",
      sql: `\
select ${of("b", RESIDUAL_COLUMNS)} from residual_state b
where b.record_key not in (select n.record_key from node_record n)
  and b.record_key not in (select g.record_key from gone_record g)
union all
select ${columns} from seeking_record r${held ? parted : ""}`,
    },
    {
      table: "residual_left",
      sql: `\
select ${of("b", RESIDUAL_COLUMNS)} from residual_state b
where b.record_key not in (select n.record_key from residual_now n)`,
    },
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
from residual_now r where r.record_key in (select t.record_key from residual_touched t)`;
}
