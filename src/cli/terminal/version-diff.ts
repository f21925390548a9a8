import type { Command } from "commander";
import { COMPARISON_PROBLEM_WORDS } from "#domain/comparison-problem.ts";
import { SPARK_PROBLEM_WORDS } from "#engine/spark/spark-problem.ts";
import { mayReadMovesAs } from "#jobs/acting-for.ts";
import type { DecileCut } from "#jobs/diff-figures.ts";
import { diffVersions, type VersionDiff } from "#jobs/diff-versions.ts";
import { type House, inHouse } from "#jobs/house.ts";
import { keepFigures } from "#jobs/keep-diff.ts";
import { openMoves } from "#jobs/open-moves.ts";
import { readSettings } from "#settings.ts";
import { diffReport } from "./diff-report.ts";
import { terminalProgress } from "./progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen version diff 2026-3 2026-4
  $ dtsen version diff 2026-3 2026-4 --cut 1-4
  $ dtsen version diff 2026-3 2026-4 --cut 1-4 --json
  $ dtsen version diff 2026-3 2026-4 --families-to bergeser.parquet --by bps-statistician

Angka yang lebih kecil dari 10 keluarga tidak ditampilkan (—). Berkas setiap keluarga yang bergeser tersegel di danau;
--families-to membukanya bagi yang memeringkat atau mengawasi, dan itu tercatat. (Counts below ten are withheld. The file with
every family that moved is sealed in the lake; --families-to opens it for who ranks or oversees, and that is noted.)
Perbandingan dengan versi yang dilanjutkannya juga tersimpan di meja, untuk layar Versi. (The comparison with the version that it goes on
from is kept at the desk as well, for the screen Versi.)
Cara menghitungnya: docs/statisticians/version-diff.md.`;

/** dtsen version diff BEFORE AFTER: who came, left and moved, and why. */
export function addDiff(version: Command): void {
  version
    .command("diff <before> <after>")
    .description(
      "bandingkan dua versi: siapa bergeser dan mengapa (who moved between two, and why)",
    )
    .option("--cut <deciles>", "national deciles whose comings and goings are told, such as 1-4")
    .option("--families-to <file>", "plain Parquet of every family that moved; takes --by")
    .option("--by <username>", "account that ranks or oversees, such as bps-statistician")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(diff);
}

type Options = {
  readonly cut?: string;
  readonly familiesTo?: string;
  readonly by?: string;
  readonly json?: boolean;
};

async function diff(before: string, after: string, options: Options): Promise<void> {
  const cut = options.cut === undefined ? undefined : parseCut(options.cut);
  if (options.cut !== undefined && cut === undefined) {
    return misused("--cut: deciles from 1 to 10, such as 1-4");
  }
  if ((options.familiesTo === undefined) !== (options.by === undefined)) {
    return misused("--families-to and --by go together");
  }
  const bars = terminalProgress();
  const answer = await inHouse(readSettings(), async (house) => {
    // Before the work: an hour later is no time to hear of a missing right.
    const may = options.by === undefined ? undefined : await mayReadMovesAs(house.desk, options.by);
    if (may !== undefined && !may.ok) return may;
    const draft = { before, after, ...(cut === undefined ? {} : { cut }) };
    const diffed = await diffVersions(house, draft, bars.progress);
    if (diffed.ok) await keepFigures(house, diffed.value);
    return diffed.ok ? handOver(house, diffed.value, options) : diffed;
  }).finally(bars.stop);
  if (!answer.ok) {
    process.stderr.write(`refused: ${answer.problem}\n${diffRefusal(answer.problem)}`);
    process.exitCode = 1;
    return;
  }
  const text =
    options.json === true
      ? JSON.stringify(answer.value, null, 2)
      : diffReport(answer.value, cut).join("\n");
  process.stdout.write(`${text}\n`);
}

async function handOver(house: House, value: VersionDiff, { familiesTo: file, by }: Options) {
  if (file === undefined || by === undefined) return { ok: true, value } as const;
  const opened = await openMoves(house, value, { file, by });
  return opened.ok ? ({ ok: true, value } as const) : opened;
}

/** Both ends with it; undefined for anything else. */
export function parseCut(text: string): DecileCut | undefined {
  const [, from, to] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(text) ?? [];
  const cut = { from: Number(from), to: Number(to ?? from) };
  const isCut = cut.from >= 1 && cut.from <= cut.to && cut.to <= 10;
  return isCut ? cut : undefined;
}

const REFUSALS = { ...SPARK_PROBLEM_WORDS, ...COMPARISON_PROBLEM_WORDS };

/** Both languages on lines of their own. */
function diffRefusal(problem: keyof typeof REFUSALS): string {
  const { id, en } = REFUSALS[problem];
  return `${id}\n${en}\n`;
}

function misused(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
