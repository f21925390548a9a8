import type { Command } from "commander";
import { type EraseDraft, type EraseProblem, erasePerson } from "#jobs/erase-person.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { ERASE_REMEDIES } from "./terminal/erase-words.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen erase 70 --ground "UU 27/2022 pasal 8, permohonan 12/2026" --by sari --second wayan
  $ dtsen erase 70 --ground "Putusan PN Bandung 4/Pdt.G/2026" --by sari --second wayan --json

Two different people who hold the right to erase answer for it. The id is the register's own number of the
person, never a NIK; an old number means whoever it has gone on as, with all numbers that were merged into hers (ask
dtsen person where first). Erasing the same person again finishes what a stopped run began. Codes: 0 done, 1 refused.`;

/** What each refusal means, and what to do. */
const REMEDIES: Readonly<Record<EraseProblem, string>> = {
  ...ERASE_REMEDIES,
  "build-running":
    "versi sedang dibangun dan sudah membaca siapa yang terhapus; ulangi setelah selesai (a build runs: again when it has ended)",
  "person-unknown": "tidak ada orang dengan nomor itu (nobody has that id)",
};

/** dtsen erase ID: one person leaves desk and lake, and never comes back with a backup. */
export function addTo(program: Command): void {
  program
    .command("erase <person-id>")
    .description("hapus data satu orang di mana pun (erase one person from desk and lake)")
    .requiredOption("--ground <words>", "by which right or order; never names the person")
    .requiredOption("--by <username>", "who erases")
    .requiredOption("--second <username>", "who confirms: another person")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

type Options = {
  readonly ground: string;
  readonly by: string;
  readonly second: string;
  readonly json?: boolean;
};

async function run(id: string, options: Options): Promise<void> {
  if (!/^\d{1,15}$/.test(id)) {
    process.stderr.write("person-id: nomor orang di register, bukan NIK (the register's id)\n");
    process.exitCode = 2;
    return;
  }
  const { ground, by, second } = options;
  const draft: EraseDraft = { personId: BigInt(id), ground, erasedBy: by, confirmedBy: second };
  const bars = terminalProgress();
  const answer = await inHouse(readSettings(), (house) =>
    erasePerson(house, draft, bars.progress),
  ).finally(() => bars.stop());
  if (!answer.ok) {
    process.stderr.write(`ditolak (${answer.problem}): ${REMEDIES[answer.problem]}\n`);
    process.exitCode = 1;
    return;
  }
  const { personId, ids, deliveries, identityFiles } = answer.value;
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(answer.value)}\n`
      : `Orang ${personId} (${ids} nomor) terhapus: meja, ${deliveries} kiriman dan ${identityFiles} berkas identitas ditulis ulang dengan kunci baru.\n`,
  );
}
