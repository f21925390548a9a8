import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { WalkSummary } from "#jobs/walk-summary.ts";
import { type Figures, lookupsTable } from "./lookups/report.ts";
import { judgeLookups, judgeWalks, tellVerdicts, timeOverLinear } from "./verdicts.ts";

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

async function walk(families: number): Promise<WalkSummary> {
  const folder = await mkdtemp(join(tmpdir(), "dtsen-prove-"));
  const env = { ...process.env, DTSEN_DATA: folder, DTSEN_MEMORY: "7GB", DTSEN_THREADS: "2" };
  const words = [CLI, "walk", "--families", String(families), "--seed", SEED, "--json"];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, words, {
      env,
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(stdout) as WalkSummary;
  } finally {
    await promisify(execFile)(process.execPath, [CLI, "db", "stop"], { env }).catch(
      () => undefined,
    );
    await rm(folder, { recursive: true, force: true });
  }
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

/** The public lookups against pgbench, on a version of so many families. */
async function lookUp(families: number): Promise<Figures> {
  const words = [LOOKUPS, "--families", String(families), "--seconds", LOOKUP_SECONDS, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Figures;
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

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const today = new Date().toISOString().slice(0, 10);

const summaries: WalkSummary[] = [];
for (const families of SIZES) {
  process.stderr.write(`walk with ${families} families …\n`);
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

const families = Math.max(...SIZES);
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
if ([...ofWalks, ...ofLookups].some(({ isMet }) => !isMet)) process.exitCode = 1;
