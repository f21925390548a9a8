import type { Stage, Step } from "#engine/step.ts";
import { NAME_NEAR } from "./comparisons.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";

/** A value that more residual records than this carry is a dummy (0000…, head's NIK) and binds nobody. */
const DUMMY_FROM = 12;
/** Each round settles at least the lowest record that is left, so this is never reached. */
const ROUNDS_AT_MOST = 500;

/**
 * Records that found no spine person, gathered among themselves: equal NIK with agreement, or the
 * same name and day on the same card or in the same village. Clusters are stars around their lowest
 * record, so that no chain of likenesses can grow into a giant. Table `residual_cluster`
 * (record_key, hub_key).
 */
export function residualClusters(): readonly Stage[] {
  return [
    {
      table: "residual",
      sql: `\
select m.record_key, m.nik, m.kk, m.birth_day, m.birth_year, m.birth_month, m.birth_dom, m.sex, m.village,
  m.name_id, m.mother_id, m.kanon_key
from match_record m
where m.is_spine = 0 and not exists (select 1 from record_link l where l.record_key = m.record_key)`,
    },
    ...residualEdges(),
    { table: "unsettled", sql: "select record_key from residual" },
    {
      table: "residual_cluster",
      sql: "select record_key, record_key as hub_key from residual where 1 = 0",
    },
    { repeat: settleHubs(), until: "unsettled", atMost: ROUNDS_AT_MOST },
  ];
}

function residualEdges(): readonly Step[] {
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
where (p.is_nik = 1 and ${levelOf("p.left_name", "p.right_name", "n")} >= ${NAME_NEAR} and p.date_parts >= 2)
  or (p.is_nik = 0 and ${levelOf("p.left_name", "p.right_name", "n")} >= 6)`,
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
select l.record_key as left_key, r.record_key as right_key, ${column === "nik" ? 1 : 0} as is_nik,
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

/** The lowest record among its free neighbours is a hub; it takes all of them, and the rest go on. */
function settleHubs(): readonly Step[] {
  return [
    {
      table: "free_edge",
      sql: `\
select e.left_key, e.right_key from residual_edge e
where exists (select 1 from unsettled u where u.record_key = e.left_key)
  and exists (select 1 from unsettled u where u.record_key = e.right_key)`,
    },
    {
      table: "hub",
      sql: `select u.record_key from unsettled u
where not exists (select 1 from free_edge e where e.right_key = u.record_key)`,
    },
    {
      table: "taken",
      sql: `\
select record_key, min(hub_key) as hub_key from (
  select record_key, record_key as hub_key from hub
  union all
  select e.right_key as record_key, e.left_key as hub_key
  from free_edge e join hub h on h.record_key = e.left_key
) reached group by record_key`,
    },
    {
      table: "residual_cluster",
      sql: "select * from residual_cluster union all select * from taken",
    },
    {
      table: "unsettled",
      sql: `select u.record_key from unsettled u
where not exists (select 1 from taken t where t.record_key = u.record_key)`,
    },
  ];
}
