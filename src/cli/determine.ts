import type { Command } from "commander";
import { type BringProblem, bringLists } from "#jobs/bring-lists.ts";
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
  $ dtsen determine --version 2026-4 --programs blt-desa,pip --bring --by bps-steward

Percobaan: versi beku tidak berubah, dan SK hanya diterbitkan oleh penetap program.
A trial: a frozen version does not change; only a program's determiner issues its decree.
Dengan --bring daftar program itu dibawa ke meja, di samping daftar setiap versi: penetapnya dapat mengusulkannya.
With --bring the lists come to the desk beside those of every version, and their determiners may propose them.`;

type Options = {
  readonly version: string;
  readonly quotas?: string;
  readonly budgets?: string;
  readonly programs?: string;
  readonly json?: boolean;
  readonly bring?: boolean;
  readonly by?: string;
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
    .option("--bring", "bring these lists to the desk, for a version that stands there")
    .option("--by <username>", "account that publishes versions, with --bring")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run({
  version,
  quotas,
  budgets,
  programs,
  json,
  bring,
  by,
}: Options): Promise<void> {
  const bars = terminalProgress();
  const draft = {
    label: version,
    quotaFile: quotas,
    budgetFile: budgets,
    programs: programs?.split(","),
  };
  const tried = await inHouse(readSettings(), (house) =>
    bring === true
      ? bringLists(house, { ...draft, by: by ?? "" }, bars.progress)
      : tryDetermination(house, draft, bars.progress),
  ).finally(bars.stop);
  if (!tried.ok) {
    process.stderr.write(`refused: ${tried.problem}\n${BRING_WORDS[tried.problem] ?? ""}`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(json === true ? asJson(tried.value) : determinationWords(tried.value));
}

/** What to do about the refusals that are of bringing alone. */
const BRING_WORDS: Readonly<Partial<Record<BringProblem, string>>> = {
  "right-not-held":
    "Sebut akun yang menerbitkan versi di --by. (Name an account that publishes versions in --by.)\n",
  "version-not-at-desk":
    "Proyeksikan atau terbitkan versi ini dahulu. (Project or publish this version first.)\n",
  "lists-of-every-version":
    "Sebut program lain di --programs; pkh, sembako, dan pbi-jk ada di setiap versi. (Name other programs: those are in every version.)\n",
};

const asJson = (report: TrialReport): string =>
  `${JSON.stringify(report, (_, value) => (typeof value === "bigint" ? String(value) : value), 2)}\n`;
