import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { evaluateLinks } from "#matching/link-files/evaluate-links.ts";
import { parseJob } from "#matching/link-files/parse-job.ts";
import { readyJob } from "#matching/link-files/ready-job.ts";
import { COMPLETED, leastWeight, settle } from "#matching/link-files/settle.ts";
import { weighRecords } from "#matching/link-files/weigh-records.ts";
import { writeRecords } from "#matching/link-files/write-records.ts";
import { BITS, bestOfSweep, type Hindsight } from "./judge.ts";

/**
 * `node sweep.ts JOB.json [THREADS [MEMORY]]`: what our own answer would have been at each threshold that hindsight may
 * choose among. Pairs are weighed once and settled anew for each.
 */
const [jobFile = "", threads = "2", memory = "3GB"] = process.argv.slice(2);
/** Every second of them: to settle and judge costs more than to weigh. */
const TRIED = BITS.filter((_, i) => i % 2 === 0);
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
  const oneRecordPerEntity = job.inputs.map((input) => input.oneRecordPerEntity);
  const found: Hindsight[] = [];
  let [before, last] = [-1, undefined as Hindsight | undefined];
  const chosenBits = chosen.milliBits / 1000;
  const tried = [...new Set([...TRIED, chosenBits])].sort((a, b) => a - b);
  for (const bits of tried) {
    const least = leastWeight(bits * 1000, scorer.model);
    // What an earlier threshold completed no key has found.
    await db.run(`delete from scored where key_no = ${COMPLETED}`);
    const [above] = await db.all<{ n: bigint }>(
      `select count(*) as n from scored where weight >= ${least}`,
    );
    const isNew = Number(above?.n) !== before || last === undefined;
    before = Number(above?.n);
    if (isNew) {
      await settle(db, scorer, job.inputs, least);
      await write(db, "cluster", at("cluster"));
      const judged = await evaluateLinks(db, { ...files, oneRecordPerEntity });
      if (judged === undefined) throw new Error("the truth is known of no record");
      const [row] = await db.all<{ n: bigint }>(
        "select max(n) as n from (select count(*) as n from cluster group by cluster)",
      );
      last = { ...judged.pairwise, bits, largest: Number(row?.n) };
    }
    found.push({ ...(last as Hindsight), bits });
  }
  const own = found.find(({ bits }) => bits === chosenBits);
  return { ...bestOfSweep(found), own };
}

function write(db: DuckDb, table: string, file: string): Promise<void> {
  return db.run(`copy ${table} to ${text(file)} (format parquet)`);
}
