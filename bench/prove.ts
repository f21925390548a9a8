import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { WalkSummary } from "#jobs/walk-summary.ts";
import type { SynthesisReport } from "#synthetic/synthesize.ts";
import { enginesSection } from "./engines.ts";
import { type Figures, lookupsTable } from "./lookups/report.ts";
import { memoryMeter } from "./memory.ts";
import {
  judgeLookups,
  judgePopulation,
  judgeWalks,
  type MadePopulation,
  type MeasuredWalk,
  tellVerdicts,
  timeOverLinear,
} from "./verdicts.ts";

/**
 * The walk at two sizes and the public lookups at the larger, each in its own process and folder: figures
 * and verdicts on the bounds, written into bench/RESULTS.md. Ends with 1 where a bound is not met.
 */
const SIZES = (process.env.DTSEN_WALK_SIZES ?? "100000,1000000").split(",").map(Number);
const SEED = "1";
const CLI = join(import.meta.dirname, "..", "src", "cli", "main.ts");
const LOOKUPS = join(import.meta.dirname, "lookups", "run.ts");
const RESULTS = process.env.DTSEN_RESULTS ?? join(import.meta.dirname, "RESULTS.md");
const LOOKUP_SECONDS = process.env.DTSEN_LOOKUP_SECONDS ?? "30";

/** Runs a program of this house; its progress goes to our own stderr, its answer is JSON on stdout. */
async function ask<Answer>(
  words: readonly string[],
  folder?: string,
  threads = "2",
): Promise<{ readonly answer: Answer; readonly peakBytes: number }> {
  const ofFolder = { DTSEN_DATA: folder, DTSEN_MEMORY: "7GB", DTSEN_THREADS: threads };
  const child = spawn(process.execPath, words, {
    env: folder === undefined ? process.env : { ...process.env, ...ofFolder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const meter = memoryMeter(child.pid ?? 0, folder ?? process.cwd());
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  const peakBytes = meter.stop();
  if (code !== 0) throw new Error(`${words.slice(1).join(" ")} ended with ${code}`);
  return { answer: JSON.parse(said) as Answer, peakBytes };
}

/** A walk in a folder of its own, which stays where the walk fails: for whoever wants to know why. */
async function walk(families: number): Promise<MeasuredWalk> {
  const folder = await mkdtemp(join(tmpdir(), "dtsen-prove-"));
  // As root the server runs as a user of its own, who must be able to pass the folder.
  await chmod(folder, 0o755);
  process.stderr.write(`walk with ${families} families in ${folder} …\n`);
  const words = [CLI, "walk", "--families", String(families), "--seed", SEED, "--json"];
  const { answer, peakBytes } = await ask<WalkSummary>(words, folder);
  const stop = spawn(process.execPath, [CLI, "db", "stop"], {
    env: { ...process.env, DTSEN_DATA: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await once(stop, "close");
  await rm(folder, { recursive: true, force: true });
  return { ...answer, peakBytes };
}

const tenths = (n: number): string => n.toFixed(1);
const percent = (n: number): string => `${(n * 100).toFixed(2)} %`;

function roomsTable(summaries: readonly WalkSummary[]): string {
  const [small, large] = [summaries[0], summaries.at(-1)];
  if (small === undefined || large === undefined) return "";
  const slopes = timeOverLinear(small, large);
  const head = summaries.map((s) => `${s.families} families: s | CPU s | peak MB`).join(" | ");
  const rows = small.rooms.map(({ room }, i) => {
    const cells = summaries.map((s) => {
      const cost = s.rooms[i];
      return cost === undefined
        ? "- | - | -"
        : `${tenths(cost.seconds)} | ${tenths(cost.cpuSeconds)} | ${cost.peakMegabytes}`;
    });
    return `| ${room} | ${cells.join(" | ")} | ${slopes[i]?.factor.toFixed(2)} |`;
  });
  const bars = "| --- ".repeat(2 + 3 * summaries.length);
  return [`| room | ${head} | time over linear |`, `${bars}|`, ...rows].join("\n");
}

function accuracy({ families, matching, ranking }: WalkSummary): string {
  const links = matching.map(
    (m) => `${m.source} precision ${percent(m.precision)}, recall ${percent(m.recall)}`,
  );
  const errors = ranking.errors.map(
    (e) => `@${e.quota * 100} exclusion ${percent(e.exclusion)}, inclusion ${percent(e.inclusion)}`,
  );
  return `- ${families} families: ${links.join("; ")}. Ranking: Spearman ${ranking.spearman.toFixed(3)}, R2 ${ranking.r2.toFixed(3)}, ${errors.join("; ")}.`;
}

/** A population alone, on one thread: persons and the seconds they took, Parquet included. */
async function makePopulation(families: number): Promise<MadePopulation> {
  const folder = await mkdtemp(join(tmpdir(), "dtsen-synth-"));
  const words = ["synth", "--families", String(families), "--seed", SEED, "--population-only"];
  const { answer } = await ask<SynthesisReport>([CLI, ...words, "--json"], folder, "1");
  await rm(folder, { recursive: true, force: true });
  return { persons: answer.plan.persons, seconds: answer.secondsPopulation };
}

/** The public lookups against pgbench, on a version of so many families. */
async function lookUp(families: number): Promise<Figures> {
  const words = [LOOKUPS, "--families", String(families), "--seconds", LOOKUP_SECONDS, "--json"];
  return (await ask<Figures>(words)).answer;
}

/** Puts a section in its place of the page, or at the end where it has none. */
async function writeSection(name: string, text: string): Promise<void> {
  const section = `<!-- ${name} -->\n${text}\n<!-- /${name} -->`;
  const page = await readFile(RESULTS, "utf8").catch(() => "# Results\n");
  const standing = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`);
  const written = standing.test(page)
    ? page.replace(standing, () => section)
    : `${page.trimEnd()}\n\n${section}\n`;
  await writeFile(RESULTS, written);
  process.stdout.write(`${section}\n`);
}

const duckDb = (
  createRequire(import.meta.url)("@duckdb/node-api/package.json") as { version: string }
).version;
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, DuckDB ${duckDb}`;
const today = new Date().toISOString().slice(0, 10);

const summaries: MeasuredWalk[] = [];
for (const families of SIZES) {
  summaries.push(await walk(families));
}
const ofWalks = judgeWalks(summaries);
await writeSection(
  "walk",
  `## The walk, end to end

${machine}, seed ${SEED}, 2 threads, DuckDB limit 7 GB. Measured ${today}.

${tellVerdicts(ofWalks)}

${roomsTable(summaries)}

${summaries.map(accuracy).join("\n")}`,
);

const engines = await enginesSection(
  process.env.DTSEN_ENGINE_COSTS,
  `${machine}. Measured ${today}.`,
);
if (engines !== undefined) await writeSection("engines", engines);

const families = Math.max(...SIZES);
process.stderr.write(`population of ${families} families …\n`);
const made = await makePopulation(families);
const ofPopulation = judgePopulation(made);
await writeSection(
  "population",
  `## The synthetic population

${machine}, seed ${SEED}, 1 thread, ${families} families, persons and families written to Parquet, no deliveries. Measured ${today}.

${tellVerdicts(ofPopulation)}

${made.persons} persons in ${tenths(made.seconds)} s.`,
);

process.stderr.write(`lookups with ${families} families …\n`);
const figures = await lookUp(families);
const ofLookups = judgeLookups(figures);
await writeSection(
  "lookups",
  `## Public lookups beside pgbench

${machine}, 8 clients, ${LOOKUP_SECONDS} s each, ${families} families projected and published in ${figures.projected.toFixed(0)} s. Measured ${today}.

${tellVerdicts(ofLookups)}

${lookupsTable(figures)}`,
);
if ([...ofWalks, ...ofPopulation, ...ofLookups].some(({ isMet }) => !isMet)) process.exitCode = 1;
