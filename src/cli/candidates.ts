import type { Command } from "commander";
import { CANDIDATE_ROW_PROBLEM_WORDS } from "#domain/candidate-answer.ts";
import { CANDIDATE_LIST_PROBLEM_WORDS, type CandidateListProblem } from "#domain/candidate-list.ts";
import { inHouse } from "#jobs/house.ts";
import {
  type CandidateResultAnswer,
  receiveCandidateResult,
} from "#jobs/receive-candidate-result.ts";
import { readSettings } from "#settings.ts";
import { FILE_PROBLEMS } from "#staging/file-problems.ts";

const EXAMPLES = `
Contoh:
  $ dtsen candidates result hasil.csv --list 3 --act "Perkades 7 Tahun 2026" --signed 2026-11-22 \\
      --minutes "BA-MUSDESUS/3/2026" --held 2026-11-21 --attended 41 --dissent 2 --by village-head
  $ dtsen candidates result hasil.xlsx --list 4 --act "SK 12/2026" --signed 2026-11-22 \\
      --reason "Perbaikan 12 NIK sesudah padanan" --by program-determiner-2

Berkasnya daftar calon yang diunduh, dengan kolom HASIL dan ALASAN terisi. Yang sama dua kali berlaku sekali; hasil kedua
menggantikan yang pertama dan perlu alasan. (The file is the list as downloaded, with HASIL and ALASAN filled in. The same twice
acts once; a second result takes the place of the first, with a reason.)`;

type Options = {
  readonly list: string;
  readonly act: string;
  readonly signed: string;
  readonly minutes?: string;
  readonly held?: string;
  readonly attended?: string;
  readonly dissent?: string;
  readonly dissentNote?: string;
  readonly reason?: string;
  readonly by: string;
  readonly json?: boolean;
};

/** dtsen candidates: what another determiner decided of a list of candidates, by file. */
export function addTo(program: Command): void {
  program
    .command("candidates")
    .description("hasil atas daftar calon dari penetap lain (results of lists of candidates)")
    .addHelpText("after", EXAMPLES)
    .command("result <file>")
    .description("terima hasil: csv atau xlsx (receive a result)")
    .requiredOption("--list <number>", "number of the list of candidates")
    .requiredOption("--act <number>", "number of the act; of a village, of its head's regulation")
    .requiredOption("--signed <day>", "day it was signed")
    .option("--minutes <number>", "number of the minutes of the special deliberation")
    .option("--held <day>", "day of the deliberation")
    .option("--attended <count>", "how many were present")
    .option("--dissent <count>", "how many dissented, 0 if none")
    .option("--dissent-note <words>", "what they said, naming nobody")
    .option("--reason <words>", "why it takes the place of the result before")
    .requiredOption("--by <username>", "account of the side that received the list")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(result);
}

async function result(file: string, given: Options): Promise<void> {
  const wrong = mistakeIn(given);
  if (wrong !== undefined) {
    process.stderr.write(`${wrong}\n`);
    process.exitCode = 2;
    return;
  }
  const number = (said: string | undefined) => (said === undefined ? undefined : Number(said));
  const head = {
    actNumber: given.act,
    actSignedOn: given.signed,
    minutesNumber: given.minutes,
    minutesHeldOn: given.held,
    attended: number(given.attended),
    dissent: number(given.dissent),
    dissentNote: given.dissentNote,
    reason: given.reason,
  };
  const draft = { file, list: Number(given.list), head, by: given.by };
  const answer = await inHouse(readSettings(), (house) => receiveCandidateResult(house, draft));
  if (!answer.ok) return refused(answer);
  if (given.json === true) return print(JSON.stringify(answer.value));
  const { verdict, result: no, accepted, declined, added, refused: bad, rows = [] } = answer.value;
  const again = verdict === "repeated" ? " (sudah pernah diterima)" : "";
  print(
    `hasil ${no}${again}: ${accepted} diterima, ${declined} tidak diterima, ${added} ditambahkan, ${bad} baris tidak dipakai`,
  );
  tellRows(rows);
}

/** What is wrong with how it was asked, before anything is read. */
function mistakeIn({ list, signed, held, attended, dissent }: Options): string | undefined {
  const isDay = (day: string | undefined) => day === undefined || /^\d{4}-\d{2}-\d{2}$/.test(day);
  const isCount = (count: string | undefined) => count === undefined || /^\d{1,6}$/.test(count);
  if (!/^\d{1,9}$/.test(list)) return "--list: nomor daftar calon (the number of a list)";
  if (!isDay(signed) || !isDay(held)) return "--signed, --held: YYYY-MM-DD";
  return isCount(attended) && isCount(dissent)
    ? undefined
    : "--attended, --dissent: angka (a number)";
}

function refused({ problem, missing = [], rows = [] }: Refusal): void {
  const own = CANDIDATE_LIST_PROBLEM_WORDS[problem as CandidateListProblem];
  const file = FILE_PROBLEMS[problem as keyof typeof FILE_PROBLEMS];
  const words =
    own === undefined
      ? [file?.sentence.id_ID, file?.remedy.id_ID, ...missing].filter(Boolean).join(" ")
      : `${own.id}\n${own.en}`;
  process.stderr.write(`ditolak (${problem}):\n${words}\n`);
  tellRows(rows);
  process.exitCode = 1;
}

type Refusal = Extract<CandidateResultAnswer, { ok: false }>;

function tellRows(rows: NonNullable<CandidateResultAnswer["rows"]>): void {
  for (const { row, column, reason } of rows) {
    print(`baris ${row}, kolom ${column || "-"}: ${reason}`);
    print(`  ${CANDIDATE_ROW_PROBLEM_WORDS[reason].id}`);
  }
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
