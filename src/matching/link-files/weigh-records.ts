import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Key } from "./blocking-key.ts";
import { makeAllPairs, makeCandidates } from "./candidates.ts";
import { type Chosen, chooseThreshold } from "./choose-threshold.ts";
import { type Crossing, comparePairs, crossings } from "./compare.ts";
import { estimate } from "./estimate.ts";
import { expectedPairs } from "./expected-pairs.ts";
import { foundByKeys } from "./found-by-keys.ts";
import type { KeyReport, LinkDraft } from "./link-draft.ts";
import type { Model, VectorCount } from "./model.ts";
import { readBins } from "./pair-bins.ts";
import { keysOfUser, proposeBlocking } from "./propose-blocking.ts";
import { makeRarities } from "./rare-values.ts";
import { FLOOR_MILLI_BITS, type Scorer, scoreCandidates, weighPairs } from "./score.ts";
import { fieldsOf, type ReadField, standardise } from "./standardise.ts";
import { readChances } from "./strangers.ts";
import { pairsAmong } from "./topology.ts";

/** Below so many pairs every one is compared. */
const FEW_PAIRS = 150_000;
/** Candidates that weights are learned from, at most about so many. */
const LEARNED_FROM = 800_000;
/** No key is believed to miss more than half. */
const LEAST_FOUND = 0.5;

/** Of values, before a column is taken for words. */
const NEARLY_ALL = 0.9;

/** Everything that is known before it is decided which pairs stand; tables `rec`, `copied`, `candidate` and `scored`. */
export type Weighed = {
  readonly scorer: Scorer;
  readonly records: number;
  readonly keys: readonly KeyReport[];
  /** Share of the true pairs that some key finds, as far as can be told. */
  readonly found: number;
  readonly chosen: Chosen;
  /** Records that were compared, all but third and later copies, and those of them in which each field is known. */
  readonly compared: number;
  readonly known: readonly number[];
};

/** Makes the records alike, finds pairs, learns what agreement is worth, weighs every pair and chooses a threshold. */
export async function weighRecords(
  db: DuckDb,
  draft: LinkDraft,
  step: (name: string) => void,
): Promise<Weighed> {
  await db.run("set preserve_insertion_order = false");
  step("standardise");
  const fields = fieldsOf(draft);
  await standardise(db, draft, fields);
  const crossed = await crossings(db, fields);
  const counts = await readCounts(db, draft);
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
  const words = await areWords(db, fields);
  const learned = estimate({
    fields: fields.map(({ kind, no }, f) => ({
      kind,
      swapsWith: swapsWith.get(no),
      isWords: words[f] ?? false,
    })),
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
  const { known } = chances;
  const every = await countEvery(db);
  return { scorer, records: every, keys, found, chosen, compared: records, known };
}

/** Whether nearly all values of each field are words without digits. */
async function areWords(db: DuckDb, fields: readonly ReadField[]): Promise<readonly boolean[]> {
  const shares = fields.map(
    ({ no }) =>
      `(select coalesce(avg(case when regexp_matches(whole, '[0-9]') then 0 else 1 end), 0) >= ${NEARLY_ALL} from form${no})`,
  );
  const [row] = await db.all<Record<string, boolean>>(
    `select ${shares.map((share, i) => `${share} as w${i}`).join(", ")}`,
  );
  return fields.map((_, i) => row?.[`w${i}`] === true);
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
