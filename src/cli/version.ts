import { join } from "node:path";
import type { Command } from "commander";
import { otherBasis } from "#domain/decile-basis.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import type { Progress } from "#domain/progress.ts";
import { type BuildDraft, buildVersion, type VersionReceipt } from "#jobs/build-version.ts";
import { type House, inHouse } from "#jobs/house.ts";
import { keepDiff } from "#jobs/keep-diff.ts";
import { listVersions, type VersionRow } from "#jobs/list-versions.ts";
import { readCalibration, readMatchingReport } from "#jobs/matching-evidence.ts";
import { type VersionCheck, verifyVersion } from "#jobs/verify-version.ts";
import { versionPage } from "#ranking/pmt/report/version-page.ts";
import { readSettings } from "#settings.ts";
import { buildProblemWords, buildRefusal } from "./terminal/build-words.ts";
import { calibrationLines, parseBands } from "./terminal/calibration.ts";
import { countedBy } from "./terminal/counted-by.ts";
import { decisionLines } from "./terminal/decision-words.ts";
import {
  ENGINE_EXAMPLE,
  type EngineOptions,
  engineProblem,
  settingsFor,
  withEngineOptions,
} from "./terminal/engine-words.ts";
import { labelReport } from "./terminal/label-report.ts";
import { matchingReport } from "./terminal/matching-report.ts";
import { terminalProgress } from "./terminal/progress.ts";
import { rankingReport } from "./terminal/ranking-report.ts";
import { routeLines } from "./terminal/route-words.ts";
import { addDiff } from "./terminal/version-diff.ts";
import { addGates, gateLines } from "./terminal/version-gates.ts";

const EXAMPLES = `
Contoh:
  $ dtsen version build --label 2026-1 --as-of 2026-04-01 --basis persons \\
      --ranked-by bps-statistician --frozen-by bps-steward
  $ dtsen version build --label 2026-2 --as-of 2026-07-01 --deliveries 1,2,9 --basis families \\
      --ranked-by bps-statistician --frozen-by bps-steward
  $ dtsen version build --label 2026-3 --as-of 2026-10-01 --basis families \\
      --ranked-by bps-statistician --frozen-by bps-steward \\
      --fixed-bands 6,0 --fixed-bands-reason "kiriman tanpa NIK, lihat berita acara 7"
  $ dtsen version build --label 2026-4 --as-of 2027-01-01 --basis persons --full \\
      --ranked-by bps-statistician --frozen-by bps-steward
  $ dtsen version list
  $ dtsen version show 2026-1 --json
  $ dtsen version report 2026-1 > pemadanan-2026-1.md
  $ dtsen version report 2026-1 --html > cara-memeringkat-2026-1.html
  $ dtsen version verify 2026-1
  $ dtsen version diff 2026-3 2026-4 --cut 1-4
  $ dtsen version gates 2026-4

Biasanya hanya yang berubah sejak versi sebelumnya yang dipadankan; kapan semuanya dipadankan lagi:
docs/developers/version-build.md. (Only what changed is matched, as a rule.)
${ENGINE_EXAMPLE}
  $ dtsen version build --engine spark --spark-url spark://induk:7077 --label 2026-4 \\
      --as-of 2026-10-01 --basis persons --ranked-by bps-statistician --frozen-by bps-steward`;

/** dtsen version: build, list, show, compare and verify editions of the register. */
export function addTo(program: Command): void {
  const version = program
    .command("version")
    .description("bangun dan periksa versi beku data tunggal (build and check frozen versions)")
    .addHelpText("after", EXAMPLES);
  withEngineOptions(version.command("build"))
    .description("build a version from accepted deliveries, and freeze it")
    .requiredOption("--label <label>", "what people call it, such as 2026-1")
    .requiredOption("--as-of <day>", "the day it speaks of, such as 2026-04-01")
    .option(
      "--deliveries <numbers>",
      "delivery numbers; default: the newest of each source and set",
    )
    .requiredOption("--basis <basis>", "deciles are equal in: persons or families")
    .option("--seed <seed>", "published with the version", "1")
    .requiredOption("--ranked-by <username>", "account that may rank, such as bps-statistician")
    .requiredOption("--frozen-by <username>", "account that may freeze, such as bps-steward")
    .option(
      "--fixed-bands <bits>",
      "link and review band in bits, such as 6,0, signed by --frozen-by; default: learned",
    )
    .option("--fixed-bands-reason <words>", "why the bands are not learned, for the record")
    .option("--full", "match everything and learn anew; default: only what changed, by the rule")
    .option("--full-frozen", "match everything under the model of the version before, to compare")
    .option(
      "--no-compare",
      "do not compare with the version before; dtsen version diff does it later",
    )
    .option("--json", "figures as JSON")
    .action(build);
  version
    .command("list")
    .description("all versions and their states")
    .option("--json", "as JSON")
    .action(list);
  version
    .command("show <label>")
    .description("one version: inputs, hashes, counts")
    .option("--json", "as JSON")
    .action(show);
  version
    .command("report <label>")
    .description(
      "for statisticians, as Markdown: how sure its links are, how its families are placed",
    )
    .option("--html", "the ways to rank the version's survey, as one page with charts")
    .option("--json", "as JSON")
    .action(report);
  version
    .command("verify <label>")
    .description("compare every file with the manifest, and the manifest with the desk")
    .option("--json", "as JSON")
    .action(verify);
  addDiff(version);
  addGates(version);
}

type BuildOptions = EngineOptions & {
  readonly label: string;
  readonly asOf: string;
  readonly deliveries?: string;
  readonly basis: string;
  readonly seed: string;
  readonly rankedBy: string;
  readonly frozenBy: string;
  readonly fixedBands?: string;
  readonly fixedBandsReason?: string;
  readonly full?: boolean;
  readonly fullFrozen?: boolean;
  /** False where --no-compare was said. */
  readonly compare: boolean;
  readonly json?: boolean;
};

async function build(options: BuildOptions): Promise<void> {
  const asOf = parsePlainDate(options.asOf);
  if (!asOf.ok) return misused(`--as-of: ${asOf.problem}`);
  if (options.basis !== "persons" && options.basis !== "families") {
    return misused("--basis: persons or families");
  }
  const { basis, label, seed, rankedBy, frozenBy } = options;
  const actors = { rankedBy, frozenBy };
  const deliveries = options.deliveries?.split(",").map(Number);
  if (deliveries?.some((number) => !Number.isInteger(number))) {
    return misused("--deliveries: whole numbers, with commas between");
  }
  const named = deliveries === undefined ? {} : { deliveries };
  const bands = parseBands(options.fixedBands, options.fixedBandsReason);
  if (!bands.ok) return misused(bands.problem);
  if (options.full && options.fullFrozen) return misused("--full or --full-frozen, not both");
  const matching = options.full ? "full" : options.fullFrozen ? "frozen" : undefined;
  const how = matching === undefined ? {} : ({ matching } as const);
  const settings = settingsFor(options);
  if (typeof settings === "string") return misused(settings);
  const unready = await engineProblem(settings);
  if (unready !== undefined) return refused(unready);
  const bars = terminalProgress();
  const what = { label, basis, asOf: asOf.value, seed, actors } as const;
  const draft: BuildDraft = { ...what, ...named, ...bands.value, ...how };
  const built = await inHouse(settings, (house) =>
    buildAndCompare(house, draft, options.compare, bars.progress),
  ).finally(bars.stop);
  if (!built.ok) return refused(built.problem);
  const { receipt, compared } = built.value;
  print(options.json === true, receipt, [receiptText(receipt), comparedText(compared)].join("\n"));
}

type Compared = Awaited<ReturnType<typeof keepDiff>>;

/** Frozen it stands whatever the comparison says, which people read before they publish. */
async function buildAndCompare(
  house: House,
  draft: BuildDraft,
  isCompared: boolean,
  progress: Progress,
) {
  const built = await buildVersion(house, draft, progress);
  if (!built.ok) return built;
  const compared = isCompared ? await keepDiff(house, draft.label, progress) : undefined;
  return { ok: true, value: { receipt: built.value, compared } } as const;
}

function comparedText(compared: Compared | undefined): string {
  if (compared === undefined) return "  not compared with the version before: --no-compare";
  if (compared.ok) {
    const { before, movedFamilies, seconds } = compared.value;
    return `  compared with ${before.label}: ${movedFamilies} families moved, came or left (${seconds.toFixed(1)} s)`;
  }
  return `  not compared with the version before: ${compared.problem}`;
}

function receiptText(receipt: VersionReceipt): string {
  const rooms = receipt.rooms.map(
    ({ room, seconds, peakMegabytes }) =>
      `  ${room.padEnd(12)} ${seconds.toFixed(1).padStart(8)} s  ${String(peakMegabytes).padStart(6)} MB`,
  );
  return [
    `version ${receipt.versionNo} "${receipt.label}" is frozen`,
    `  persons ${receipt.persons}, families ${receipt.families}`,
    placesText(receipt.places),
    `  weights: ${receipt.matching.weights.provenance}`,
    ...routeLines(receipt.matching),
    ...calibrationLines(receipt.matching.calibration),
    `  content hash ${receipt.contentHash}`,
    `  manifest ${receipt.manifestSha256}`,
    ...rooms,
    ...gateLines(receipt.gates.map((gate) => ({ ...gate, overrides: [] }))),
    ...decisionLines(receipt.decisions),
    ...(receipt.resumed.length > 0 ? [`  resumed after: ${receipt.resumed.join(", ")}`] : []),
  ].join("\n");
}

const placesText = ({ decileBasis, differing }: VersionReceipt["places"]): string =>
  `  deciles ${countedBy(decileBasis)}; ${countedBy(otherBasis(decileBasis))} ${differing} families would be in another`;

async function list(options: { readonly json?: boolean }): Promise<void> {
  const rows = await readVersions();
  const lines = rows.map(
    (row) =>
      `${String(row.version_no).padStart(4)}  ${String(row.label).padEnd(16)} ` +
      `${String(row.state).padEnd(10)} as of ${row.as_of}  ${row.families ?? "-"} families, deciles ${countedBy(row.basis)}${whyFailed(row)}`,
  );
  print(options.json === true, rows, lines.join("\n"));
}

/** Why no version came of it, on lines of its own. */
function whyFailed({ failed_reason: reason }: VersionRow): string {
  if (reason === null) return "";
  const words = buildProblemWords(reason);
  return words === undefined
    ? `\n      ${reason}`
    : `\n      ${reason}: ${words.id}\n      ${words.en}`;
}

async function show(label: string, options: { readonly json?: boolean }): Promise<void> {
  const [row] = await readVersions(label);
  if (row === undefined) return refused("version-unknown");
  const calibration = await inHouse(readSettings(), ({ folders }) =>
    readCalibration(folders, Number(row.version_no)),
  );
  const lines = Object.entries(row).map(
    ([name, value]) =>
      `${name.padEnd(18)} ${typeof value === "object" ? JSON.stringify(value) : value}`,
  );
  const matching = calibration === undefined ? [] : calibrationLines(calibration);
  print(
    options.json === true,
    { ...row, matching: calibration },
    [...lines, ...matching].join("\n"),
  );
}

type ReportOptions = { readonly json?: boolean; readonly html?: boolean };

async function report(label: string, options: ReportOptions): Promise<void> {
  const found = await inHouse(readSettings(), (house) => readMatchingReport(house, label));
  if (!found.ok) return refused(found.problem);
  const layers = found.value.ranking?.layers;
  if (options.html) {
    if (layers === undefined) return refused("layers-not-judged");
    process.stdout.write(versionPage(label, layers, found.value.ranking));
    return;
  }
  const { ranking, asOf, programs } = found.value;
  const labels = labelReport(ranking, asOf as PlainDate);
  const words = [
    matchingReport(found.value),
    ...rankingReport(ranking, { asOf, programs }),
    ...labels,
  ];
  print(options.json === true, found.value, words.join("\n"));
}

async function verify(label: string, options: { readonly json?: boolean }): Promise<void> {
  const check = await inHouse(readSettings(), (house) => verifyVersion(house, label));
  if (!check.ok) return refused(check.problem);
  print(options.json === true, check.value, checkText(check.value));
  if (!check.value.isWhole) process.exitCode = 1;
}

function checkText({ isWhole, differences, files, models }: VersionCheck): string {
  if (isWhole) return `${files} files are as they were written; ranking models: ${models}`;
  return differences.map(({ path, difference }) => `${join(path)}: ${difference}`).join("\n");
}

const readVersions = (label?: string): Promise<readonly VersionRow[]> =>
  inHouse(readSettings(), (house) => listVersions(house, label));

function print(asJson: boolean, value: unknown, words: string): void {
  process.stdout.write(`${asJson ? JSON.stringify(value, null, 2) : words}\n`);
}

function refused(problem: string): void {
  process.stderr.write(`refused: ${problem}\n${buildRefusal(problem)}`);
  process.exitCode = 1;
}

function misused(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
