import { type Command, Option } from "commander";
import { parsePlainDate } from "#domain/plain-date.ts";
import type { Result } from "#domain/result.ts";
import {
  VERSION_PROGRAM_PROBLEM_WORDS,
  type VersionProgramProblem,
} from "#domain/version-program.ts";
import { inHouse } from "#jobs/house.ts";
import {
  answerVersionProgram,
  isOfEveryVersion,
  listVersionPrograms,
  proposeVersionProgram,
  type VersionProgramEntry,
} from "#jobs/version-programs.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen programs of-versions
  $ dtsen programs of-versions --add klj --from 2027-01-01 --reason "Nota dinas Pemprov DKI 12/2026" --by bps-steward
  $ dtsen programs of-versions --add pbi-daerah --quotas kuota-pbi-daerah.json --from 2027-01-01 --reason "Perjanjian 7/2026 dengan daerah" --by bps-steward
  $ dtsen programs of-versions --add pkh --quotas kuota-pkh.json --budgets anggaran-pkh.json --from 2027-01-01 --reason "SK 12/HUK/2027" --by bps-steward
  $ dtsen programs of-versions --confirm 1 --by bps-steward-2
  $ dtsen programs of-versions --end klj --from 2028-01-01 --reason "Nota dinas Pemprov DKI 3/2027" --by bps-steward

Versi yang keadaannya pada hari itu atau sesudahnya menghitung program itu; versi yang sudah ada tetap seperti adanya.
Versions as of that day or later determine the program; those that stand stay as they are.`;

type Options = {
  readonly add?: string;
  readonly end?: string;
  readonly confirm?: string;
  readonly refuse?: string;
  readonly from?: string;
  readonly quotas?: string;
  readonly budgets?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly json?: boolean;
};

/** dtsen programs of-versions: which programs versions determine beside those of every version, by two people. */
export function addOfVersionsTo(programs: Command): void {
  const acts = ["add", "end", "confirm", "refuse"];
  const act = (flags: string, words: string, name: string) =>
    new Option(flags, words).conflicts(acts.filter((other) => other !== name));
  programs
    .command("of-versions")
    .description("program yang dihitung versi, dua orang (programs that versions determine)")
    .addOption(act("--add <id>", "versions determine it from a day on", "add"))
    .addOption(act("--end <id>", "versions determine it no longer", "end"))
    .addOption(act("--confirm <number>", "the second person's yes to a proposal", "confirm"))
    .addOption(act("--refuse <number>", "a no to it", "refuse"))
    .option("--from <day>", "first as-of day, such as 2027-01-01; default: today")
    .option("--quotas <file>", "its places as JSON; default: the example's")
    .option("--budgets <file>", "its money of one phase as JSON; default: none, the quota alone")
    .option("--reason <words>", "by whose decision, with its number")
    .option("--by <username>", "account that publishes versions")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

type Said = Result<number | "confirmed" | "refused", VersionProgramProblem>;

async function run(options: Options): Promise<void> {
  const { add, end, confirm, refuse: refused, by = "", reason = "", json } = options;
  const program = add ?? end;
  const entry = confirm ?? refused;
  if (program === undefined && entry === undefined) return list(json);
  const day = parsePlainDate(options.from ?? new Date().toISOString().slice(0, 10));
  if (!day.ok) return fail(`hari tidak terbaca: ${options.from} (not a day)`);
  const said = await inHouse(readSettings(), ({ desk }): Promise<Said> => {
    if (program === undefined) {
      const answer = confirm === undefined ? "refused" : "confirmed";
      return answerVersionProgram(desk, { entry: Number(entry), answer, by });
    }
    const { quotas: quotaFile, budgets: budgetFile } = options;
    const files = { quotaFile, budgetFile };
    const isIn = add !== undefined;
    return proposeVersionProgram(desk, { program, isIn, from: day.value, ...files, reason, by });
  });
  if (!said.ok) {
    const { id, en } = VERSION_PROGRAM_PROBLEM_WORDS[said.problem];
    return fail(`${id} (${en})`);
  }
  if (json === true) return print(JSON.stringify({ said: said.value }));
  print(
    typeof said.value === "number"
      ? `Usulan ${said.value} dicatat; menunggu orang kedua: dtsen programs of-versions --confirm ${said.value} (waits for a second person).`
      : said.value === "confirmed"
        ? "Disetujui; versi berikutnya mengikutinya (confirmed)."
        : "Tidak disetujui (refused).",
  );
}

async function list(json: boolean | undefined): Promise<void> {
  const entries = await inHouse(readSettings(), ({ desk }) => listVersionPrograms(desk));
  if (json === true) return print(JSON.stringify(entries, null, 2));
  print("pkh, sembako, pbi-jk  setiap versi (every version)");
  for (const entry of entries) print(lineOf(entry));
}

const ANSWERS = {
  confirmed: "disetujui",
  refused: "tidak disetujui",
} as const;

const lineOf = (entry: VersionProgramEntry): string =>
  [
    String(entry.entry),
    entry.program,
    `${sinceWords(entry)} ${entry.from}`,
    ...(entry.hasQuotas ? ["kuota penetapan"] : []),
    ...(entry.hasBudgets ? ["anggaran penetapan"] : []),
    entry.answer === null
      ? `menunggu orang kedua, diusulkan ${entry.proposedBy}`
      : `${ANSWERS[entry.answer]}, ${entry.proposedBy} dan ${entry.answeredBy}`,
    entry.reason,
  ].join("  ");

const sinceWords = ({ program, isIn }: VersionProgramEntry): string => {
  if (isOfEveryVersion(program)) return isIn ? "penetapan sejak" : "penetapan berakhir";
  return isIn ? "dihitung sejak" : "tidak dihitung sejak";
};

function fail(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
