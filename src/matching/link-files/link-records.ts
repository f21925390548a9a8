import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { KeyReport, LinkDraft, LinkResult } from "./link-draft.ts";
import { linkResult, type Written } from "./link-result.ts";
import { COMPLETED, COPIED, leastWeight, settle } from "./settle.ts";
import type { ReadField } from "./standardise.ts";
import { weighRecords } from "./weigh-records.ts";

/** In clusters up to this size every pair is a link, that of two copies too. */
const FULLY_LINKED = 250;
const STEPS = 7;

/**
 * Which records are one entity, for any files and with nothing configured: made alike, blocked, compared, weighed and
 * settled. Equal records give equal links in whatever order they come and however many threads work.
 */
export async function linkRecords(draft: LinkDraft, progress: Progress): Promise<LinkResult> {
  await mkdir(draft.privateFolder, { recursive: true });
  const db = await openDuckDb(draft.limits);
  try {
    return await link(db, draft, progress);
  } finally {
    db.close();
  }
}

async function link(db: DuckDb, draft: LinkDraft, progress: Progress): Promise<LinkResult> {
  let done = 0;
  const step = (name: string): void =>
    progress({ room: "matching", step: name, done: done++, of: STEPS });
  const weighed = await weighRecords(db, draft, step);
  const { scorer, keys, chosen } = weighed;
  step("settle");
  const least = leastWeight(chosen.milliBits, scorer.model);
  const { partedGroups } = await settle(db, scorer, draft.inputs, least);
  step("write");
  const written = await write(db, draft, scorer.fields, keys);
  return linkResult({ draft, ...scorer, ...weighed, written, partedGroups });
}

/** The files of the private folder, each in the order of its keys, so that equal content is equal bytes. */
async function write(
  db: DuckDb,
  draft: LinkDraft,
  fields: readonly ReadField[],
  keys: readonly KeyReport[],
): Promise<Written> {
  const to = (table: string, query: string): Promise<void> =>
    db.run(
      `copy (${query}) to ${text(join(draft.privateFolder, `${table}.parquet`))} (format parquet, compression zstd)`,
    );
  const rules = keys.map(({ name }, i) => `when ${i} then ${text(name)}`).join(" ");
  const rule = `case key_no when ${COMPLETED} then 'same cluster' when ${COPIED} then 'same values' ${rules} end`;
  const levels = fields.map(({ no }) => `s.g${no}::int`).join(", ");
  const shown = `s.a, s.b, s.weight, 1 / (1 + pow(2::double, -s.weight / 1000)) as probability, [${levels}]::int[] as levels, ${rule} as rule`;
  await db.run("set preserve_insertion_order = true");
  await to("candidate", "select a, b from candidate order by a, b");
  await to("copied", "select rid, first from copied order by rid");
  await to("scored", `select ${shown} from scored s order by s.a, s.b`);
  await makeStands(db, fields);
  await to("link", `select ${shown} from stands s order by s.a, s.b`);
  await to("cluster", "select rid, cluster from cluster order by rid");
  const [row] = await db.all<{ links: bigint; clusters: bigint; largest: bigint | null }>(`
    select (select count(*) from stands) as links, count(*) as clusters, max(n) as largest
    from (select cluster, count(*) as n from cluster group by 1)`);
  return {
    links: Number(row?.links ?? 0n),
    clusters: Number(row?.clusters ?? 0n),
    largest: Number(row?.largest ?? 0n),
  };
}

/**
 * Table `stands`: the pairs of each cluster, as they were scored. What holds of the two records that were compared holds
 * of their copies; in large clusters copies are linked to the first alone, or their pairs would be without number.
 */
async function makeStands(db: DuckDb, fields: readonly ReadField[]): Promise<void> {
  const levels = fields.map(({ no }) => `s.g${no}`).join(", ");
  const [one, other] = ["coalesce(l.first, l.rid)", "coalesce(r.first, r.rid)"];
  const [first, second] = ["coalesce(l.first, r.first)", "coalesce(l.second, r.second)"];
  const like = (equal: string, unequal: string): string =>
    `case when ${one} = ${other} then ${equal} else ${unequal} end`;
  await db.run(`create or replace table stands as
    with member as (
      select c.rid, c.cluster, k.first, k.second, count(*) over (partition by c.cluster) as n
      from cluster c left join copied k using (rid)
    ), pair as (
      select l.rid as a, r.rid as b, ${like(first, `least(${one}, ${other})`)} as x,
        ${like(second, `greatest(${one}, ${other})`)} as y, l.first is not null or r.first is not null as is_copy
      from member l join member r on l.cluster = r.cluster and l.rid < r.rid where l.n <= ${FULLY_LINKED}
      union all
      select l.rid, r.rid, l.rid, r.rid, false
      from scored s join member l on l.rid = s.a join member r on r.rid = s.b and r.cluster = l.cluster
      where l.n > ${FULLY_LINKED} and l.first is null and r.first is null
      union all
      select first, rid, first, second, true from member where n > ${FULLY_LINKED} and first is not null
    )
    select p.a, p.b, s.weight, case when p.is_copy then ${COPIED} else s.key_no end as key_no, ${levels}
    from pair p join scored s on s.a = p.x and s.b = p.y`);
}
