import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Key } from "./blocking-key.ts";
import { makeAllPairs, makeCandidates } from "./candidates.ts";
import { chooseThreshold } from "./choose-threshold.ts";
import { type Crossing, comparePairs, crossings } from "./compare.ts";
import { estimate } from "./estimate.ts";
import { expectedPairs } from "./expected-pairs.ts";
import { foundByKeys } from "./found-by-keys.ts";
import type { KeyReport, LinkDraft, LinkResult } from "./link-draft.ts";
import { linkResult, type Written } from "./link-result.ts";
import type { Model, VectorCount } from "./model.ts";
import { readBins } from "./pair-bins.ts";
import { keysOfUser, proposeBlocking } from "./propose-blocking.ts";
import { makeRarities } from "./rare-values.ts";
import { FLOOR_MILLI_BITS, type Scorer, scoreCandidates, weighPairs } from "./score.ts";
import { COMPLETED, COPIED, settle } from "./settle.ts";
import { fieldsOf, type ReadField, standardise } from "./standardise.ts";
import { readChances } from "./strangers.ts";
import { pairsAmong } from "./topology.ts";

/** Below so many pairs every one is compared. */
const FEW_PAIRS = 150_000;
/** Candidates that weights are learned from, at most about so many. */
const LEARNED_FROM = 800_000;
/** In clusters up to this size every pair is a link, that of two copies too. */
const FULLY_LINKED = 250;
/** No key is believed to miss more than half. */
const LEAST_FOUND = 0.5;
const STEPS = 7;

/**
 * Which records are one entity, for any files and with nothing configured: made alike, blocked, compared, weighed and
 * settled. Equal records give equal links in whatever order they come and however many threads work.
 */
export async function linkRecords(draft: LinkDraft, progress: Progress): Promise<LinkResult> {
  await mkdir(draft.privateFolder, { recursive: true });
  const db = await openDuckDb(draft.limits);
  try {
    await db.run("set preserve_insertion_order = false");
    return await link(db, draft, progress);
  } finally {
    db.close();
  }
}

async function link(db: DuckDb, draft: LinkDraft, progress: Progress): Promise<LinkResult> {
  let done = 0;
  const step = (name: string): void =>
    progress({ room: "matching", step: name, done: done++, of: STEPS });
  step("standardise");
  const fields = fieldsOf(draft);
  await standardise(db, draft, fields);
  const crossed = await crossings(db, fields);
  const counts = await readCounts(db, draft);
  const every = await countEvery(db);
  const records = counts.reduce((sum, n) => sum + n, 0);
  const possible = pairsAmong(draft.inputs, counts);
  step("candidates");
  const { keys, foundShare } = await candidates(db, draft, fields, crossed, records, possible);
  step("learn");
  const chances = await readChances(db, draft, fields, crossed, records);
  const vectors = await readVectors(db, fields, crossed);
  const swapsWith = new Map(
    crossed.flatMap(
      ({ one, other }) =>
        [
          [one.no, other.no],
          [other.no, one.no],
        ] as const,
    ),
  );
  const learned = estimate({
    fields: fields.map(({ kind, no }) => ({ kind, swapsWith: swapsWith.get(no) })),
    vectors,
    chances,
    possible,
    records,
  });
  const found = foundShare(learned);
  const model = withMissed(learned, found);
  step("score");
  const scorer: Scorer = { fields, crossed, model };
  await makeRarities(db, scorer, chances, records);
  await score(db, scorer, vectors.isWhole);
  step("threshold");
  const inputs = draft.inputs.map((input, no) => ({ ...input, records: counts[no] ?? 0 }));
  const bins = expectedPairs(await readBins(db, draft.inputs), inputs);
  const chosen = chooseThreshold(bins, draft.threshold, found);
  step("settle");
  // A pair must be spoken for: in a tiny file the prior alone may lie above the threshold.
  const least = Math.max(chosen.milliBits, model.priorMilliBits + 1);
  const { partedGroups } = await settle(db, scorer, draft.inputs, least);
  step("write");
  const written = await write(db, draft, fields, keys);
  const known = chances.known;
  return linkResult({
    draft,
    fields,
    crossed,
    records: every,
    keys,
    model,
    chosen,
    found,
    written,
    known,
    partedGroups,
  });
}

/** What was learned counts the pairs that keys found: any two records are one entity as often as those and the missed ones. */
function withMissed(model: Model, found: number): Model {
  const prior = Math.min(0.5, model.prior / Math.max(LEAST_FOUND, found));
  return { ...model, prior, priorMilliBits: Math.round(1000 * Math.log2(prior / (1 - prior))) };
}

async function readCounts(db: DuckDb, { inputs }: LinkDraft): Promise<readonly number[]> {
  const rows = await db.all<{ input_no: number; n: bigint }>(
    "select input_no, count(*) as n from rec group by 1",
  );
  const found = new Map(rows.map(({ input_no, n }) => [input_no, Number(n)]));
  return inputs.map((_, no) => found.get(no) ?? 0);
}

/** The records and their copies. */
async function countEvery(db: DuckDb): Promise<number> {
  const [row] = await db.all<{ n: bigint }>(
    "select (select count(*) from rec) + (select count(*) from copied) as n",
  );
  return Number(row?.n ?? 0n);
}

type Proposed = {
  readonly keys: readonly KeyReport[];
  /** The share of true pairs that a key finds, once it is known how true pairs err. */
  readonly foundShare: (model: Model) => number;
};

async function candidates(
  db: DuckDb,
  draft: LinkDraft,
  fields: readonly ReadField[],
  crossed: readonly Crossing[],
  records: number,
  possible: number,
): Promise<Proposed> {
  if (draft.blocking === undefined && possible <= FEW_PAIRS) {
    return { keys: await makeAllPairs(db, draft.inputs), foundShare: () => 1 };
  }
  const { sample, refinements, ...proposal } = await proposeBlocking(
    db,
    draft,
    fields,
    crossed,
    records,
  );
  const keys: readonly Key[] =
    draft.blocking === undefined ? proposal.keys : keysOfUser(fields, draft.blocking);
  return {
    keys: await makeCandidates(db, { inputs: draft.inputs, records, keys, refinements }),
    foundShare: (model) => foundByKeys(sample, keys, model, draft.seed),
  };
}

/** Levels of candidates, counted; of some records' candidates where there are very many. Leaves table `compared` where all were compared. */
async function readVectors(
  db: DuckDb,
  fields: readonly ReadField[],
  crossed: readonly Crossing[],
): Promise<readonly VectorCount[] & { isWhole: boolean }> {
  const [all] = await db.all<{ n: bigint }>("select count(*) as n from candidate");
  const every = Math.max(1, Math.ceil(Number(all?.n ?? 0n) / LEARNED_FROM));
  const drawn =
    every === 1
      ? ""
      : `join rec l on l.rid = a join rec r on r.rid = b where (l.place + r.place) % ${every} = 0`;
  await db.run(`create or replace table learned_pair as
    select a, b, key_no from candidate ${drawn}`);
  await comparePairs(db, fields, crossed, "learned_pair", "compared");
  await db.run("drop table learned_pair");
  const levels = fields.map(({ no }) => `g${no}`);
  const query = `select ${[...levels, "count(*)::double as n"].join(", ")} from compared group by all order by all`;
  const found: VectorCount[] = [];
  for await (const { columns, rows } of db.chunks(query)) {
    for (let i = 0; i < rows; i++) {
      const values = columns.map((column) => Number(column[i]));
      found.push({ levels: values.slice(0, -1), pairs: (values.at(-1) ?? 0) * every });
    }
  }
  return Object.assign(found, { isWhole: every === 1 });
}

async function score(db: DuckDb, scorer: Scorer, isWhole: boolean): Promise<void> {
  if (!isWhole) return await scoreCandidates(db, scorer);
  await weighPairs(db, scorer, "compared", "create or replace table scored as", FLOOR_MILLI_BITS);
  await db.run("drop table compared");
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
      from member l join member r on l.cluster = r.cluster and l.rid < r.rid
      where l.n > ${FULLY_LINKED} and l.first is null and r.first is null
      union all
      select first, rid, first, second, true from member where n > ${FULLY_LINKED} and first is not null
    )
    select p.a, p.b, s.weight, case when p.is_copy then ${COPIED} else s.key_no end as key_no, ${levels}
    from pair p join scored s on s.a = p.x and s.b = p.y`);
}
