import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { WalkSummary } from "#jobs/walk-summary.ts";

/** The walk at two sizes, each in its own process and folder, written into bench/RESULTS.md. */
const SIZES = (process.env.DTSEN_WALK_SIZES ?? "100000,1000000").split(",").map(Number);
const SEED = "1";
const CLI = join(import.meta.dirname, "..", "src", "cli", "main.ts");
const RESULTS = join(import.meta.dirname, "RESULTS.md");

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
  const factor = large.persons / small.persons;
  const head = summaries.map((s) => `${s.families} families: s | CPU s | peak MB`).join(" | ");
  const rows = small.rooms.map(({ room, seconds }, i) => {
    const cells = summaries.map((s) => {
      const cost = s.rooms[i];
      return cost === undefined
        ? "- | - | -"
        : `${tenths(cost.seconds)} | ${tenths(cost.cpuSeconds)} | ${cost.peakMegabytes}`;
    });
    const slope = (large.rooms[i]?.seconds ?? 0) / (seconds * factor);
    return `| ${room} | ${cells.join(" | ")} | ${slope.toFixed(2)} |`;
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

const summaries: WalkSummary[] = [];
for (const families of SIZES) {
  process.stderr.write(`walk with ${families} families …\n`);
  summaries.push(await walk(families));
}

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, seed ${SEED}, 2 threads, DuckDB limit 7 GB`;
const section = `<!-- walk -->
## The walk, end to end

${machine}. Measured ${new Date().toISOString().slice(0, 10)}.

${roomsTable(summaries)}

${summaries.map(accuracy).join("\n")}
<!-- /walk -->`;
const page = await readFile(RESULTS, "utf8").catch(
  () => "# Results\n\n<!-- walk --><!-- /walk -->\n",
);
await writeFile(RESULTS, page.replace(/<!-- walk -->[\s\S]*?<!-- \/walk -->/, section));
process.stdout.write(`${section}\n`);
