import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits, Pipeline } from "#engine/engine.ts";
import { candidatePairs } from "./candidate-pairs.ts";
import { evidenceLinks } from "./evidence-links.ts";
import { exactLink, nikHits, spine } from "./exact-nik.ts";
import { evidenceRecord, matchRecord, nameEntry } from "./match-record.ts";
import { writeNameForms } from "./name-forms.ts";
import { decidedLinks, settledLinks } from "./one-to-one.ts";
import { comparedForms, pairScores } from "./pair-scores.ts";
import { residualClusters } from "./residual-clusters.ts";
import { learnWeights, nikVectors, strangerVectors, type VectorCount } from "./train.ts";
import { BANDS, type Bands, type Weights } from "./weights.ts";

/** Plain files of a private folder, and where the answer goes. */
export type MatchDraft = {
  readonly personFiles: readonly string[];
  readonly evidenceFiles: readonly string[];
  /** Private: names and numbers pass through it. Removed by the caller. */
  readonly privateFolder: string;
  /** Receives link, review_pair, evidence_link and hot_block as Parquet, without identity. */
  readonly outFolder: string;
  readonly limits: EngineLimits;
  readonly bands?: Bands;
};

export type HotBlock = {
  readonly blockingKey: string;
  readonly hotBlocks: number;
  readonly blocksLeftOut: number;
  readonly pairsLeftOut: number;
};

export type MatchReport = {
  /** Rows of each table that was written. */
  readonly rows: Readonly<Record<string, number>>;
  readonly weights: Weights;
  readonly bands: Bands;
  readonly hotBlocks: readonly HotBlock[];
  readonly seconds: Readonly<Record<string, number>>;
};

/**
 * Who is the same person. Writes `link.parquet` (record_key, spine_key, rule, weight, band): every
 * staged person once; spine_key is the registry's record of the person, or the lowest record of a
 * cluster that the registry does not know.
 */
export async function matchPersons(
  engine: Engine,
  draft: MatchDraft,
  progress: Progress,
): Promise<MatchReport> {
  const records = await engine.run(recordsPipeline(engine, draft), progress);
  const started = performance.now();
  progress({ room: "matching", step: "name_form", done: 0, of: 0 });
  await withDuckDb(draft.limits, (db) =>
    writeNameForms(db, at(draft, "name_entry"), at(draft, "name_form")),
  );
  const names = (performance.now() - started) / 1000;
  const exact = await engine.run(exactPipeline(engine, draft), progress);
  progress({ room: "matching", step: "weights", done: 0, of: 0 });
  const weights = await learn(draft);
  const bands = draft.bands ?? BANDS;
  const scored = await engine.run(scoredPipeline(draft, weights, bands), progress);
  return {
    rows: { ...records.rows, ...exact.rows, ...scored.rows },
    weights,
    bands,
    hotBlocks: await readHotBlocks(draft),
    seconds: { records: records.seconds, names, exact: exact.seconds, scored: scored.seconds },
  };
}

/** A file of the private folder. */
const at = (draft: MatchDraft, table: string): string =>
  join(draft.privateFolder, `${table}.parquet`);
const answer = (draft: MatchDraft, table: string): string =>
  join(draft.outFolder, `${table}.parquet`);

function recordsPipeline({ dialect }: Engine, draft: MatchDraft): Pipeline {
  const withEvidence = draft.evidenceFiles.length > 0;
  return {
    name: "matching",
    inputs: [
      { table: "staged_person", files: draft.personFiles },
      ...(withEvidence ? [{ table: "staged_evidence", files: draft.evidenceFiles }] : []),
    ],
    stages: [
      nameEntry(withEvidence),
      matchRecord(dialect),
      ...(withEvidence ? [evidenceRecord(dialect)] : []),
    ],
    outputs: ["name_entry", "match_record", ...(withEvidence ? ["evidence_record"] : [])].map(
      (table) => ({
        table,
        file: at(draft, table),
        order: [],
      }),
    ),
  };
}

function exactPipeline({ dialect }: Engine, draft: MatchDraft): Pipeline {
  return {
    name: "matching",
    inputs: ["match_record", "name_form"].map((table) => ({ table, files: [at(draft, table)] })),
    stages: [...spine(), ...nikHits(), exactLink(), nikVectors(), ...strangerVectors(dialect)],
    outputs: ["spine", "exact_link", "nik_vector", "stranger_vector"].map((table) => ({
      table,
      file: at(draft, table),
      order: [],
    })),
  };
}

function scoredPipeline(draft: MatchDraft, weights: Weights, bands: Bands): Pipeline {
  const withEvidence = draft.evidenceFiles.length > 0;
  const inputs = ["match_record", "name_form", "spine", "exact_link"];
  const outputs: readonly (readonly [string, string])[] = [
    ["link", "record_key"],
    ["review_pair", "record_key"],
    ["hot_block", "blocking_key"],
    ...(withEvidence ? ([["evidence_link", "record_key"]] as const) : []),
  ];
  return {
    name: "matching",
    inputs: [...inputs, ...(withEvidence ? ["evidence_record"] : [])].map((table) => ({
      table,
      files: [at(draft, table)],
    })),
    stages: [
      ...comparedForms(),
      ...candidatePairs(),
      ...pairScores(weights, bands),
      ...settledLinks(),
      ...decidedLinks(bands),
      ...residualClusters(),
      link(),
      ...(withEvidence ? evidenceLinks() : []),
    ],
    outputs: outputs.map(([table, order]) => ({
      table,
      file: answer(draft, table),
      order: [order],
    })),
  };
}

/** Every staged person once: on the spine, linked to it, or in a cluster beside it. */
function link(): { readonly table: string; readonly sql: string } {
  return {
    table: "link",
    sql: `\
select record_key, record_key as spine_key, 'spine' as rule, cast(0 as bigint) as weight, 'spine' as band from spine
union all
select m.record_key, s.record_key as spine_key, 'spine-repeat' as rule, cast(0 as bigint) as weight, 'link' as band
from match_record m join spine s on s.nik = m.nik
where m.is_spine = 1 and m.nik <> 0 and m.record_key <> s.record_key
union all
select record_key, spine_key, rule, weight, 'link' as band from record_link
union all
select record_key, hub_key as spine_key, 'residual' as rule, cast(0 as bigint) as weight, 'residual' as band
from residual_cluster`,
  };
}

async function learn(draft: MatchDraft): Promise<Weights> {
  return withDuckDb(draft.limits, async (db) => {
    const read = (table: string) =>
      db.all<VectorCount>(`\
select name_level as name, date_level as date, place_level as place, sex_level as sex,
  mother_level as mother, cast(pairs as int) as pairs
from read_parquet(${text(at(draft, table))})`);
    const [spineCount] = await db.all<{ n: number }>(
      `select cast(count(*) as int) as n from read_parquet(${text(at(draft, "spine"))})`,
    );
    return learnWeights(
      await read("nik_vector"),
      await read("stranger_vector"),
      spineCount?.n ?? 0,
    );
  });
}

async function readHotBlocks(draft: MatchDraft): Promise<readonly HotBlock[]> {
  return withDuckDb(draft.limits, (db) =>
    db.all<HotBlock>(`\
select blocking_key as "blockingKey", cast(hot_blocks as int) as "hotBlocks",
  cast(blocks_left_out as int) as "blocksLeftOut", cast(pairs_left_out as int) as "pairsLeftOut"
from read_parquet(${text(answer(draft, "hot_block"))}) where hot_blocks > 0 order by blocking_key`),
  );
}

async function withDuckDb<T>(
  limits: EngineLimits,
  work: (db: Awaited<ReturnType<typeof openDuckDb>>) => Promise<T>,
): Promise<T> {
  const db = await openDuckDb(limits);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
