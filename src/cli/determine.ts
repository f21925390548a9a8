import type { Command } from "commander";
import { inHouse } from "#jobs/house.ts";
import { type TrialReport, tryDetermination } from "#jobs/try-determination.ts";
import { readSettings } from "#settings.ts";
import { determinationWords } from "./terminal/determination-words.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen determine --version 2026-4
  $ dtsen determine --version 2026-4 --quotas kuota-2026.json --budgets anggaran.json --json
  $ dtsen determine --version 2026-4 --programs pip,blt-desa,klj

Percobaan: versi beku tidak berubah, dan SK hanya diterbitkan oleh penetap program.
A trial: a frozen version does not change; only a program's determiner issues its decree.`;

type Options = {
  readonly version: string;
  readonly quotas?: string;
  readonly budgets?: string;
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
    .option("--budgets <file>", "budgets of one phase as JSON; default: none")
    .option("--programs <ids>", "programs by id, with commas (see: dtsen programs)")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run({ version, quotas, budgets, programs, json }: Options): Promise<void> {
  const bars = terminalProgress();
  const draft = {
    label: version,
    quotaFile: quotas,
    budgetFile: budgets,
    programs: programs?.split(","),
  };
  const tried = await inHouse(readSettings(), (house) =>
    tryDetermination(house, draft, bars.progress),
  ).finally(bars.stop);
  if (!tried.ok) {
    process.stderr.write(`refused: ${tried.problem}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(json === true ? asJson(tried.value) : determinationWords(tried.value));
}

const asJson = (report: TrialReport): string =>
  `${JSON.stringify(report, (_, value) => (typeof value === "bigint" ? String(value) : value), 2)}\n`;
