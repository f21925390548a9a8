import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { type ChildCost, runMeasured } from "../linkage/measured-child.ts";
import { findSplink, PINNED } from "../linkage/python.ts";
import type { LinkFigures } from "../linkage/quality.ts";
import { bestInHindsight, type Hindsight } from "./judge.ts";
import { type LabelledSet, madeUpSets, publicSets } from "./sets.ts";

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
    hindsight: { type: "boolean", default: false },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "link-files") },
    json: { type: "boolean", default: false },
  },
});
/** Probabilities at which our own job is run again, to see how good its threshold was. */
const GRID = [0.015, 0.06, 0.2, 0.5, 0.8, 0.94, 0.99, 0.999];
const CLI = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
const SPLINK = join(import.meta.dirname, "splink_set.py");

type Ours = LinkFigures & {
  readonly candidateRecall: number;
  readonly largest: number;
  readonly threshold: number;
  readonly best?: number;
};
type Row = {
  readonly set: string;
  readonly of: string;
  readonly system: string;
  readonly cost: ChildCost;
  readonly ours?: Ours;
  readonly splink?: Hindsight | "failed";
};
type Said = {
  readonly threshold: number;
  readonly largest_cluster: number;
  readonly evaluation: { readonly pairwise: LinkFigures; readonly candidate_recall: number };
};

await mkdir(values.work, { recursive: true });
const isWanted = (name: string): boolean =>
  values.sets === "" || values.sets.split(",").includes(name);
const named = [
  ...publicSets(values.work).filter(({ name }) => isWanted(name)),
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
    out: isTold ? "out" : "out-alone",
  };
  const link = async (threshold?: number) => {
    const file = join(set.folder, "job.json");
    await writeFile(file, JSON.stringify(threshold === undefined ? job : { ...job, threshold }));
    return await runMeasured<Said>([process.execPath, CLI, "link", file, "--json"]);
  };
  const { answer, cost } = await link();
  let best = answer.evaluation.pairwise.f1;
  for (const threshold of values.hindsight && isTold ? GRID : []) {
    best = Math.max(best, (await link(threshold)).answer.evaluation.pairwise.f1);
  }
  const ours = {
    ...answer.evaluation.pairwise,
    candidateRecall: answer.evaluation.candidate_recall,
    largest: answer.largest_cluster,
    threshold: answer.threshold,
    ...(values.hindsight && isTold ? { best } : {}),
  };
  return { set: set.name, of: set.of, system: isTold ? "ours" : "alone", cost, ours };
}

async function runSplink(set: LabelledSet, system: string, program: string): Promise<Row> {
  const out = join(set.folder, system);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "set.json"), JSON.stringify(set));
  const words = [program, SPLINK, system, join(out, "set.json"), out, values.threads];
  const name = { set: set.name, of: set.of, system };
  try {
    const { cost } = await runMeasured<object>(words);
    const db = await openDuckDb({ threads: 2, memory: "2GB", workFolder: join(out, "judge") });
    const splink = await bestInHindsight(db, set, join(out, "edges.parquet"));
    db.close();
    return { ...name, cost, splink };
  } catch (error) {
    // A set it cannot learn from is a result too; the others are still measured.
    process.stderr.write(`${set.name}, ${system}: ${error}\n`);
    return { ...name, cost: { cpuSeconds: 0, wallSeconds: 0 }, splink: "failed" };
  }
}

function line({ set, system, cost, ours, splink }: Row): string {
  const f1 = ours?.f1 ?? (splink === "failed" ? undefined : splink?.f1);
  return `${set}, ${system}: F1 ${f1?.toFixed(4)}, ${cost.cpuSeconds.toFixed(1)} CPU-s`;
}

function table(all: readonly Row[]): string {
  const share = (n: number | undefined): string =>
    n === undefined ? "-" : n.toFixed(4).replace(/^0/, "");
  const head = `| set | ours: F1 at own threshold (precision, recall) | best in hindsight | candidate recall | largest | CPU-s | no fields given: F1 | Splink tuned: best F1 in hindsight | CPU-s | Splink default: best F1 in hindsight | CPU-s |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`;
  const lines = [...Map.groupBy(all, ({ set }) => set)].map(([set, own]) => {
    const of = (system: string): Row | undefined => own.find((row) => row.system === system);
    const ours = of("ours")?.ours;
    const told =
      ours === undefined
        ? "-"
        : `${share(ours.f1)} (${share(ours.precision)}, ${share(ours.recall)})`;
    const theirs = ["tuned", "default"].flatMap((system) => {
      const row = of(system);
      const f1 = row?.splink === "failed" ? "failed" : share(row?.splink?.f1);
      return [f1, row?.cost.cpuSeconds.toFixed(1) ?? "-"];
    });
    const cells = [
      set,
      told,
      share(ours?.best),
      share(ours?.candidateRecall),
      `${ours?.largest ?? "-"}`,
      of("ours")?.cost.cpuSeconds.toFixed(1) ?? "-",
      share(of("alone")?.ours?.f1),
      ...theirs,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [head, ...lines].join("\n");
}
