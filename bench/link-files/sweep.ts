import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { evaluateLinks } from "#matching/link-files/evaluate-links.ts";
import type { LinkJob } from "#matching/link-files/job.ts";
import { parseJob } from "#matching/link-files/parse-job.ts";
import { readyJob } from "#matching/link-files/ready-job.ts";
import type { Scorer } from "#matching/link-files/score.ts";
import { COMPLETED, leastWeight, settle } from "#matching/link-files/settle.ts";
import { isAcrossOnly } from "#matching/link-files/topology.ts";
import { weighRecords } from "#matching/link-files/weigh-records.ts";
import { type RecordFiles, writeRecords } from "#matching/link-files/write-records.ts";
import { bestJoined, bestOfSweep, type Edge, type Hindsight, type Truth } from "./judge.ts";

/**
 * `node sweep.ts JOB.json [THREADS [MEMORY]]`: what our own answer would have been at each threshold that hindsight may
 * choose among. Pairs are weighed once. Where links are one to one between two files, or where records are only joined,
 * every distinct weight is a threshold; our clusters are settled anew at each half bit.
 */
const [jobFile = "", threads = "2", memory = "3GB"] = process.argv.slice(2);
const HALF_BITS = Array.from({ length: 53 }, (_, i) => -6 + i * 0.5);
const folder = await mkdtemp(join(tmpdir(), "dtsen-sweep-"));
const db = await openDuckDb({ threads: Number(threads), memory, workFolder: folder });
try {
  process.stdout.write(`${JSON.stringify(await sweep(db))}\n`);
} finally {
  db.close();
  await rm(folder, { recursive: true });
}

async function sweep(db: DuckDb) {
  const folders = { jobFolder: dirname(jobFile), workFolder: folder };
  const ready = await readyJob(db, parseJob(await readFile(jobFile, "utf8")), folders);
  if (!ready.ok) throw new Error(JSON.stringify(ready.mistakes));
  const at = (name: string): string => join(folder, `${name}.parquet`);
  const files = {
    recordFile: at("record"),
    truthFile: at("truth"),
    clusterFile: at("cluster"),
    candidateFile: at("candidate"),
    copiedFile: at("copied"),
  };
  await writeRecords(db, ready.value, files);
  const { job, fields } = ready.value;
  const draft = { ...job, fields, ...files, privateFolder: folder };
  const limits = { threads: Number(threads), memory, workFolder: folder };
  const { scorer, chosen } = await weighRecords(db, { ...draft, limits }, () => {});
  for (const table of ["candidate", "copied"]) await write(db, table, at(table));
  const { inputs } = job;
  const chosenBits = chosen.milliBits / 1000;
  const isPaired = isAcrossOnly(inputs) && inputs.length === 2;
  const exact = bestJoined(await readTruth(db, files, inputs), await readEdges(db));
  const tried = new Set(isPaired ? [chosenBits] : [...HALF_BITS, chosenBits]);
  const found: Hindsight[] = [];
  let before = -1;
  for (const bits of [...tried].sort((a, b) => a - b)) {
    const least = leastWeight(bits * 1000, scorer.model);
    // What an earlier threshold completed no key has found.
    await db.run(`delete from scored where key_no = ${COMPLETED}`);
    const [above] = await db.all<{ n: bigint }>(
      `select count(*) as n from scored where weight >= ${least}`,
    );
    const last = found.at(-1);
    const isSame = last !== undefined && Number(above?.n) === before && bits !== chosenBits;
    before = Number(above?.n);
    found.push(
      isSame ? { ...last, bits } : await judgeAt(db, { inputs, scorer, files, bits, least }),
    );
  }
  const own = found.find(({ bits }) => bits === chosenBits);
  const settled = bestOfSweep(found);
  const best = settled.f1 >= exact.f1 ? settled : exact;
  const recallAt999 = Math.max(settled.recallAt999, exact.recallAt999);
  return { ...best, recallAt999, own, settled: settled.f1, joined: exact.f1 };
}

type Files = RecordFiles & {
  readonly clusterFile: string;
  readonly candidateFile: string;
  readonly copiedFile: string;
};

/** Our own clusters at one threshold. */
async function judgeAt(
  db: DuckDb,
  at: {
    readonly inputs: LinkJob["inputs"];
    readonly scorer: Scorer;
    readonly files: Files;
    readonly bits: number;
    readonly least: number;
  },
): Promise<Hindsight> {
  const { inputs, scorer, files, bits, least } = at;
  await settle(db, scorer, inputs, least);
  await write(db, "cluster", files.clusterFile);
  const oneRecordPerEntity = inputs.map((input) => input.oneRecordPerEntity);
  const judged = await evaluateLinks(db, { ...files, oneRecordPerEntity });
  if (judged === undefined) throw new Error("the truth is known of no record");
  const [row] = await db.all<{ n: bigint }>(
    "select max(n) as n from (select count(*) as n from cluster group by cluster)",
  );
  return { ...judged.pairwise, bits, largest: Number(row?.n) };
}

async function readTruth(
  db: DuckDb,
  { recordFile, truthFile }: RecordFiles,
  inputs: LinkJob["inputs"],
): Promise<Truth> {
  const records = await db.all<Truth["records"][number]>(
    `select r.rid::varchar as id, r.input_no as input, t.entity
    from read_parquet(${text(recordFile)}) r left join read_parquet(${text(truthFile)}) t using (rid)`,
  );
  return { records, once: inputs.map((input) => input.oneRecordPerEntity) };
}

/** Copies that were not compared go with the first two. */
function readEdges(db: DuckDb): Promise<readonly Edge[]> {
  return db.all<Edge>(`select a::varchar as a, b::varchar as b, weight / 1000 as weight from (
    select a, b, weight from scored
    union all
    select c.first, c.rid, s.weight from copied c join scored s on s.a = c.first and s.b = c.second
  ) order by weight desc, a, b`);
}

function write(db: DuckDb, table: string, file: string): Promise<void> {
  return db.run(`copy ${table} to ${text(file)} (format parquet)`);
}
