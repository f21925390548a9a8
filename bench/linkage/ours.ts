import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { matchPersons } from "#matching/match-persons.ts";
import { keepingTables } from "../keeping-tables.ts";
import { type StepCost, stepMeter } from "./step-meter.ts";

/**
 * Our matching alone in a process, on the narrow files that Splink reads too. Leaves link.parquet and
 * review_pair.parquet: what it linked, and what it keeps for people.
 */
const { values } = parseArgs({
  options: {
    data: { type: "string", default: "" },
    out: { type: "string", default: "" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "2500MB" },
    /** Not timed: also counts how many true pairs were proposed. */
    candidates: { type: "boolean", default: false },
  },
});

/** What a run of ours tells of itself. */
export type OurAnswer = {
  readonly peakBytes: number;
  readonly candidateRecall?: number;
  readonly weights: string;
  readonly hotBlocks: unknown;
  readonly steps: readonly StepCost[];
};

/** The pairs that blocking proposes, and what they are judged by. */
const PROPOSED = ["candidate_pair", "spine", "exact_link"];

const privateFolder = join(values.out, "private");
await mkdir(privateFolder, { recursive: true });
const limits = {
  threads: Number(values.threads),
  memory: values.memory,
  workFolder: join(values.out, "spill"),
};
const meter = stepMeter();
const engine = await duckdbEngine(limits);
const report = await matchPersons(
  values.candidates ? keepingTables(engine, PROPOSED, privateFolder) : engine,
  {
    personFiles: ["register", "source"].map((name) => join(values.data, `${name}.parquet`)),
    evidenceFiles: [],
    privateFolder,
    outFolder: values.out,
    limits,
    seed: "1",
  },
  meter.progress,
);
await engine.close();
const answer: OurAnswer = {
  peakBytes: peakBytes(),
  ...(values.candidates ? { candidateRecall: await candidateRecall() } : {}),
  weights: report.weights.provenance,
  hotBlocks: report.hotBlocks,
  steps: meter.stop(),
};
process.stdout.write(`${JSON.stringify(answer)}\n`);

/** The most memory this process ever held; Linux only. */
function peakBytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes ?? 0) * 1024;
}

function file(table: string): string {
  return join(privateFolder, `${table}.parquet`);
}

/** The share of true pairs that pass 0 took or blocking proposed. */
async function candidateRecall(): Promise<number> {
  const db = await openDuckDb(limits);
  const read = (path: string): string => `read_parquet(${text(path)})`;
  const truth = read(join(values.data, "truth.parquet"));
  const [row] = await db.all<{ recall: number }>(`\
select cast(count(f.record_key) as double) / count(*) as recall
from ${read(join(values.data, "source.parquet"))} s
join ${truth} a on a.record_key = s.record_key
join ${truth} b on b.person_no = a.person_no
join ${read(file("spine"))} r on r.record_key = b.record_key
left join (
  select record_key, spine_key from ${read(file("candidate_pair"))}
  union select record_key, spine_key from ${read(file("exact_link"))}
) f on f.record_key = s.record_key and f.spine_key = r.record_key`);
  db.close();
  return row?.recall ?? 0;
}
