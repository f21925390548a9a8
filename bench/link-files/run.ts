import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { type ChildCost, runMeasured } from "../linkage/measured-child.ts";
import { findSplink, PINNED } from "../linkage/python.ts";
import type { LinkFigures } from "../linkage/quality.ts";
import { bestInHindsight, type Swept } from "./judge.ts";
import { febrlSets, packageSets } from "./public-sets.ts";
import { type LabelledSet, madeUpSets } from "./sets.ts";

/**
 * `dtsen link` beside Splink, default and tuned, on labelled files: those of the package index, and made-up ones in
 * the likeness of others. Each run in a process of its own, turn about.
 */
const { values } = parseArgs({
  options: {
    sets: { type: "string", default: "" },
    systems: { type: "string", default: "ours,alone,tuned,default" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "3GB" },
    hindsight: { type: "boolean", default: false },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "link-files") },
    json: { type: "boolean", default: false },
    read: { type: "string", default: "" },
  },
});
const node = process.execPath;
process.env.DTSEN_THREADS = values.threads;
process.env.DTSEN_MEMORY = values.memory;
const CLI = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
const SWEEP = join(import.meta.dirname, "sweep.ts");
const SPLINK = join(import.meta.dirname, "splink_set.py");

/** Of our own pairs; `own` is at the threshold that was chosen. */
type OurSweep = Swept & { readonly own: LinkFigures };
type Ours = LinkFigures & {
  readonly candidateRecall: number;
  readonly largest: number;
  readonly threshold: number;
  readonly swept?: OurSweep;
};
type Theirs = Swept & { readonly candidateRecall: number };
type Row = {
  readonly set: string;
  readonly of: string;
  readonly system: string;
  readonly cost: ChildCost;
  readonly peakMb: number;
  readonly ours?: Ours;
  readonly splink?: Theirs | "failed";
};
type Said = {
  readonly threshold: number;
  readonly largest_cluster: number;
  readonly peak_mb: number;
  readonly evaluation: { readonly pairwise: LinkFigures; readonly candidate_recall: number };
};

if (values.read !== "") {
  const files = await Promise.all(values.read.split(",").map((file) => readFile(file, "utf8")));
  const measured = files.flatMap((file) => JSON.parse(file) as Row[]);
  process.stdout.write(`${table(measured)}\n`);
  process.exit();
}
await mkdir(values.work, { recursive: true });
const isWanted = (name: string): boolean =>
  values.sets === "" || values.sets.split(",").includes(name);
const named = [
  ...febrlSets(values.work, isWanted),
  ...(await packageSets(values.work, isWanted)),
  ...(await madeUpSets(values.work, Number(values.seed), isWanted)),
];
const wanted = values.systems.split(",");
const python = wanted.some((one) => one === "tuned" || one === "default")
  ? findSplink()
  : undefined;
const rows: Row[] = [];
for (const set of named) {
  for (const system of wanted) {
    const isOurs = system === "ours" || system === "alone";
    if (!isOurs && python === undefined) continue;
    const row = isOurs
      ? await runOurs(set, system === "ours")
      : await runSplink(set, system, python ?? "");
    rows.push(row);
    process.stderr.write(`${line(row)}\n`);
  }
}
process.stdout.write(
  values.json ? `${JSON.stringify(rows)}\n` : `${table(rows)}\n\nSplink on ${PINNED}.\n`,
);

async function runOurs(set: LabelledSet, isTold: boolean): Promise<Row> {
  const job = {
    inputs: set.inputs.map(({ path, id, once }, no) => ({
      name: `input${no}`,
      path,
      id,
      one_record_per_entity: once,
    })),
    ...(isTold ? { fields: set.fields } : {}),
    truth: { column: "entity" },
    profile: set.profile,
    seed: Number(values.seed),
    out: isTold ? "out" : "out-alone",
  };
  const file = join(set.folder, "job.json");
  await writeFile(file, JSON.stringify(job));
  const { answer, cost } = await runMeasured<Said>([node, CLI, "link", file, "--json"]);
  const isSwept = values.hindsight && isTold;
  const words = [node, SWEEP, file, values.threads, values.memory];
  const swept = isSwept ? (await runMeasured<OurSweep>(words)).answer : undefined;
  const ours = {
    ...answer.evaluation.pairwise,
    candidateRecall: answer.evaluation.candidate_recall,
    largest: answer.largest_cluster,
    threshold: answer.threshold,
    ...(swept === undefined ? {} : { swept }),
  };
  const system = isTold ? "ours" : "alone";
  return { set: set.name, of: set.of, system, cost, peakMb: answer.peak_mb, ours };
}

async function runSplink(set: LabelledSet, system: string, program: string): Promise<Row> {
  const out = join(set.folder, system);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "set.json"), JSON.stringify(set));
  const words = [program, SPLINK, system, join(out, "set.json"), out, values.threads];
  const name = { set: set.name, of: set.of, system };
  try {
    const { answer, cost } = await runMeasured<{ readonly peakBytes: number }>(words);
    const db = await openDuckDb({ threads: 2, memory: "2GB", workFolder: join(out, "judge") });
    const splink = await bestInHindsight(db, set, join(out, "edges.parquet"));
    db.close();
    return { ...name, cost, peakMb: Math.round(answer.peakBytes / 2 ** 20), splink };
  } catch (error) {
    // A set it cannot learn from is a result too; the others are still measured.
    process.stderr.write(`${set.name}, ${system}: ${error}\n`);
    return { ...name, cost: { cpuSeconds: 0, wallSeconds: 0 }, peakMb: 0, splink: "failed" };
  }
}

function line({ set, system, cost, ours, splink }: Row): string {
  const f1 = ours?.f1 ?? (splink === "failed" ? undefined : splink?.f1);
  return `${set}, ${system}: F1 ${f1?.toFixed(4)}, ${cost.cpuSeconds.toFixed(1)} CPU-s`;
}

function table(all: readonly Row[]): string {
  const head = `| set | ours: F1 at own threshold (precision, recall) | best in hindsight | gap | recall at .999 | candidate recall | largest | CPU-s | MB | no fields given: F1 | Splink tuned: best F1 in hindsight | recall at .999 | candidate recall | largest | CPU-s | MB | Splink default: best F1 in hindsight | recall at .999 | candidate recall | largest | CPU-s | MB |
| --- | --- |${" ---: |".repeat(20)}`;
  const lines = [...Map.groupBy(all, ({ set }) => set)].map(([set, own]) => {
    const of = (system: string): Row | undefined => own.find((row) => row.system === system);
    const ours = of("ours");
    return `| ${[set, ...ourCells(ours), share(of("alone")?.ours?.f1), ...splinkCells(of("tuned")), ...splinkCells(of("default"))].join(" | ")} |`;
  });
  return [head, ...lines].join("\n");
}

function share(n: number | undefined): string {
  return n === undefined ? "-" : n.toFixed(4).replace(/^0/, "");
}

function costCells(row: Row | undefined): readonly string[] {
  return [row?.cost.cpuSeconds.toFixed(1) ?? "-", `${row?.peakMb ?? "-"}`];
}

function ourCells(row: Row | undefined): readonly string[] {
  const { f1, precision, recall, swept, candidateRecall, largest } = row?.ours ?? {};
  const told = f1 === undefined ? "-" : `${share(f1)} (${share(precision)}, ${share(recall)})`;
  const gap = swept === undefined ? undefined : swept.f1 - swept.own.f1;
  const best = [swept?.f1, gap, swept?.recallAt999, candidateRecall].map(share);
  return [told, ...best, `${largest ?? "-"}`, ...costCells(row)];
}

function splinkCells(row: Row | undefined): readonly string[] {
  const { splink } = row ?? {};
  if (splink === undefined) return ["-", "-", "-", "-", "-", "-"];
  if (splink === "failed") return ["failed", "-", "-", "-", "-", "-"];
  const best = [splink.f1, splink.recallAt999, splink.candidateRecall].map(share);
  return [...best, `${splink.largest}`, ...costCells(row)];
}
