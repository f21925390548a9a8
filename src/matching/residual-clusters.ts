import type { Stage, Step } from "#engine/step.ts";
import { NAME_NEAR } from "./comparisons.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";

/** A value that more residual records than this carry is a dummy (0000…, head's NIK) and binds nobody. */
export const DUMMY_FROM = 12;
/** Each round settles at least the lowest record that is left, so this is never reached. */
const ROUNDS_AT_MOST = 500;

/**
 * Records that found no spine person, gathered among themselves: equal NIK with agreement, or the
 * same name and day on the same card or in the same village. Clusters are stars around their lowest
 * record, so that no chain of likenesses can grow into a giant. Records that people decided to be one
 * person are one node of a star; nodes that people decided to be two never share one. Table
 * `residual_cluster` (record_key, hub_key).
 */
export function residualClusters(isDecided = false): readonly Stage[] {
  return [
    residual(isDecided),
    ...residualEdges(isDecided),
    { table: "unsettled", sql: "select distinct node_key from residual" },
    {
      table: "settled_node",
      sql: "select node_key, node_key as hub_key from residual where 1 = 0",
    },
    { repeat: settleHubs(isDecided), until: "unsettled", atMost: ROUNDS_AT_MOST },
    {
      table: "residual_cluster",
      sql: `\
select r.record_key, n.hub_key from residual r join settled_node n on n.node_key = r.node_key`,
    },
  ];
}

/** A repeat of the registry stands here only where people parted it from the record of its NIK. */
function residual(isDecided: boolean): Step {
  const who = isDecided
    ? `left join decided_unit u on u.record_key = m.record_key
where (m.is_spine = 0 or u.is_anchored = 0)`
    : "where m.is_spine = 0";
  return {
    table: "residual",
    sql: `\
select m.record_key, ${isDecided ? "coalesce(u.unit_key, m.record_key)" : "m.record_key"} as node_key,
  m.nik, m.kk, m.birth_day, m.birth_year, m.birth_month, m.birth_dom, m.sex, m.village,
  m.name_id, m.mother_id, m.kanon_key
from match_record m left join record_link l on l.record_key = m.record_key
${who} and l.record_key is null`,
  };
}

function residualEdges(isDecided: boolean): readonly Step[] {
  return [
    {
      table: "residual_pair",
      sql: [sharing("nik"), sharing("kk"), sharing("village")].join("\nunion\n"),
    },
    ...namePairLevels("residual_pair", "residual_name_level"),
    {
      table: "residual_edge",
      sql: `\
select p.left_key, p.right_key
from residual_pair p
left join residual_name_level n on n.left_name = p.left_name and n.right_name = p.right_name
where ((p.is_nik = 1 and ${levelOf("p.left_name", "p.right_name", "n")} >= ${NAME_NEAR} and p.date_parts >= 2)
  or (p.is_nik = 0 and ${levelOf("p.left_name", "p.right_name", "n")} >= 6))${
    isDecided
      ? `
  and p.left_key <> p.right_key
  and not exists (select 1 from apart_unit x where x.unit_key = p.left_key and x.other_key = p.right_key)`
      : ""
  }`,
    },
  ];
}

/** Pairs that share a number; by card or village only those of one day and one kanon. */
function sharing(column: "nik" | "kk" | "village"): string {
  const key = column === "nik" ? "nik" : `${column}, birth_day, kanon_key`;
  const agree = key
    .split(", ")
    .map((name) => `l.${name} = r.${name}`)
    .join(" and ");
  const known = key
    .split(", ")
    .map((name) => `${name} <> 0`)
    .join(" and ");
  const onKey = key
    .split(", ")
    .map((name) => `k.${name} = l.${name}`)
    .join(" and ");
  return `\
select least(l.node_key, r.node_key) as left_key, greatest(l.node_key, r.node_key) as right_key,
  ${column === "nik" ? 1 : 0} as is_nik,
  l.name_id as left_name, r.name_id as right_name,
  cast(0 as bigint) as left_mother, cast(0 as bigint) as right_mother,
  (case when l.birth_year = r.birth_year then 1 else 0 end)
    + (case when l.birth_month = r.birth_month then 1 else 0 end)
    + (case when l.birth_dom = r.birth_dom then 1 else 0 end) as date_parts
from residual l
join residual r on ${agree} and l.record_key < r.record_key
join (select ${key} from residual where ${known} group by ${key} having count(*) between 2 and ${DUMMY_FROM}) k
  on ${onKey}`;
}

/** The lowest node among its free neighbours is a hub; it takes all of them, and the rest go on. */
function settleHubs(isDecided: boolean): readonly Step[] {
  const clash = `
where not exists (
  select 1 from apart_unit x join reached_node o on o.node_key = x.other_key
  where x.unit_key = t.node_key and o.hub_key = t.hub_key and o.node_key < t.node_key)`;
  return [
    {
      table: "free_edge",
      sql: `\
select e.left_key, e.right_key from residual_edge e
where exists (select 1 from unsettled u where u.node_key = e.left_key)
  and exists (select 1 from unsettled u where u.node_key = e.right_key)`,
    },
    {
      table: "hub",
      sql: `select u.node_key from unsettled u
where not exists (select 1 from free_edge e where e.right_key = u.node_key)`,
    },
    {
      table: "reached_node",
      sql: `\
select node_key, min(hub_key) as hub_key from (
  select node_key, node_key as hub_key from hub
  union all
  select e.right_key as node_key, e.left_key as hub_key
  from free_edge e join hub h on h.node_key = e.left_key
) reached group by node_key`,
    },
    {
      table: "taken_node",
      sql: `select t.node_key, t.hub_key from reached_node t${isDecided ? clash : ""}`,
    },
    {
      table: "settled_node",
      sql: "select * from settled_node union all select * from taken_node",
    },
    {
      table: "unsettled",
      sql: `select u.node_key from unsettled u
where not exists (select 1 from taken_node t where t.node_key = u.node_key)`,
    },
  ];
}
