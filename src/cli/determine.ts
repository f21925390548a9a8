import type { Command } from "commander";
import { OUTCOMES, outcomeWords } from "#domain/program.ts";
import { PROGRAM_MODE_WORDS } from "#domain/program-terms.ts";
import { inHouse } from "#jobs/house.ts";
import { type TrialReport, tryDetermination } from "#jobs/try-determination.ts";
import type { ProgramCount } from "#programs/program-counts.ts";
import { getProgram } from "#programs/programs.ts";
import { readSettings } from "#settings.ts";
import { countedBy } from "./terminal/counted-by.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen determine --version 2026-4
  $ dtsen determine --version 2026-4 --quotas kuota-2026.json --json
  $ dtsen determine --version 2026-4 --programs pip,blt-desa,klj

Percobaan: versi beku tidak berubah, dan SK hanya diterbitkan oleh penetap program.
A trial: a frozen version does not change; only a program's determiner issues its decree.`;

type Options = {
  readonly version: string;
  readonly quotas?: string;
  readonly programs?: string;
  readonly json?: boolean;
};

/** dtsen determine: recipients per program against quota. */
export function addTo(program: Command): void {
  program
    .command("determine")
    .description(
      "hitung penerima per program terhadap kuota (recipients per program against quota)",
    )
    .requiredOption("--version <label>", "a frozen version, such as 2026-4")
    .option("--quotas <file>", "quotas of a decree as JSON; default: the example's")
    .option("--programs <ids>", "programs by id, with commas (see: dtsen programs)")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run({ version, quotas, programs, json }: Options): Promise<void> {
  const bars = terminalProgress();
  const draft = {
    label: version,
    ...(quotas === undefined ? {} : { quotaFile: quotas }),
    ...(programs === undefined ? {} : { programs: programs.split(",") }),
  };
  const tried = await inHouse(readSettings(), (house) =>
    tryDetermination(house, draft, bars.progress),
  ).finally(bars.stop);
  if (!tried.ok) {
    process.stderr.write(`refused: ${tried.problem}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(json === true ? asJson(tried.value) : asWords(tried.value));
}

const asJson = (report: TrialReport): string =>
  `${JSON.stringify(report, (_, value) => (typeof value === "bigint" ? String(value) : value), 2)}\n`;

function asWords({ label, isExampleQuota, decileBasis, programs }: TrialReport): string {
  const numbers = new Intl.NumberFormat("id-ID");
  const note = isExampleQuota ? " (kuota contoh)" : "";
  return [
    `Versi ${label}${note}; desil ${countedBy(decileBasis)}`,
    ...programs.map((row) => programText(row, numbers)),
    "",
  ].join("\n");
}

function programText(row: ProgramCount, numbers: Intl.NumberFormat): string {
  const program = getProgram(row.program);
  const figures: readonly (readonly [string, number | bigint])[] = [
    ["kuota", row.places],
    ...OUTCOMES.map((outcome) => [outcomeWords(program, outcome).id, row[outcome]] as const),
    ["rupiah per tahap", row.amountRupiah],
    ["kabupaten/kota yang mengundi", row.ties.regencies],
    ["skor sama di batas kuota", row.ties.sharing],
    ["di antaranya dapat tempat", row.ties.placed],
  ];
  const unit = row.unit === "person" ? "jiwa" : "keluarga";
  const lines = figures.map(
    ([words, figure]) => `  ${words.padEnd(34)}${numbers.format(figure).padStart(18)}`,
  );
  return [
    `${program.name.id} — ${unit}, ${PROGRAM_MODE_WORDS[program.mode].id}, ${row.rulesetId}`,
    ...lines,
  ].join("\n");
}
