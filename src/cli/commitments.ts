import type { Command } from "commander";
import {
  COMMITMENT_REPORT_PROBLEM_WORDS,
  COMMITMENT_ROW_PROBLEM_WORDS,
} from "#domain/commitment-report.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { inHouse } from "#jobs/house.ts";
import { readRefusedCommitments, receiveCommitments } from "#jobs/receive-commitments.ts";
import { readSettings } from "#settings.ts";
import { tellMistaken, tellRefused } from "./terminal/report-refusal.ts";

const EXAMPLES = `
Contoh:
  $ dtsen commitments receive kehadiran.csv --source dapodik --phase 2026-q4 --as-of 2026-11-20 --by ministry-officer
  $ dtsen commitments refused 3 --by ministry-officer

Satu baris per orang dan bulan (NIK, BULAN, HARI_EFEKTIF, HARI_HADIR; puskesmas: NIK, BULAN, KUNJUNGAN). Bulan satu tahap dijumlahkan
dahulu, lalu dinilai. Laporan yang sama dua kali berlaku sekali. Tidak ada peringatan yang terkirim sendiri: pendamping yang memutuskan.
(One row a person and month; months of a phase are summed before they are judged. No warning is sent by a file.)`;

/** dtsen commitments: what schools and health offices tell of the commitments of PKH. */
export function addTo(program: Command): void {
  const verb = program
    .command("commitments")
    .description("komitmen PKH menurut Dapodik, EMIS dan puskesmas (reports of commitments)")
    .addHelpText("after", EXAMPLES);
  verb
    .command("receive <file>")
    .description("terima laporan kehadiran atau kunjungan: csv atau xlsx (receive a report)")
    .requiredOption("--source <source>", "dapodik, emis or health-office")
    .requiredOption("--phase <phase>", "such as 2026-q4")
    .requiredOption("--as-of <day>", "the day of which the report speaks")
    .requiredOption("--by <username>", "account that may receive reports of commitments")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(receive);
  verb
    .command("refused <report-no>")
    .description("baris yang ditolak, untuk diperbaiki pengirim (rows for the sender to repair)")
    .requiredOption("--by <username>", "account that may receive reports of commitments")
    .option("--json", "as JSON")
    .action(refusedRows);
}

type ReceiveOptions = {
  readonly source: string;
  readonly phase: string;
  readonly asOf: string;
  readonly by: string;
  readonly json?: boolean;
};

async function receive(file: string, { asOf, json, ...asked }: ReceiveOptions): Promise<void> {
  const day = parsePlainDate(asOf);
  if (!day.ok) return tellMistaken("--as-of: YYYY-MM-DD");
  const draft = { ...asked, file, reportedOn: day.value, today: today() };
  const answer = await inHouse(readSettings(), (house) => receiveCommitments(house, draft));
  if (!answer.ok) return refused(answer.problem, answer.missing);
  if (json === true) return print(JSON.stringify(answer.value));
  const { reportNo, isRepeat, rowsRead, rowsRefused, people, notMet } = answer.value;
  const again = isRepeat ? " (sudah pernah diterima)" : "";
  print(
    `laporan ${reportNo}${again}: ${rowsRead} baris, ${people} orang, ${notMet} belum memenuhi, ${rowsRefused} baris ditolak`,
  );
  if (rowsRefused > 0)
    print(`yang ditolak: dtsen commitments refused ${reportNo} --by ${asked.by}`);
}

async function refusedRows(
  no: string,
  { by, json }: { readonly by: string; readonly json?: boolean },
): Promise<void> {
  if (!/^\d{1,12}$/.test(no)) return tellMistaken("report-no: nomor laporan (a report's number)");
  const answer = await inHouse(readSettings(), ({ desk }) =>
    readRefusedCommitments(desk, { reportNo: Number(no), by }),
  );
  if (!answer.ok) return refused(answer.problem);
  if (json === true) return print(JSON.stringify(answer.value));
  for (const { row, column, reason } of answer.value) {
    print(`baris ${row}, kolom ${column || "-"}: ${reason}`);
    print(`  ${COMMITMENT_ROW_PROBLEM_WORDS[reason].id}`);
  }
}

const refused = (problem: string, missing?: readonly string[]): void =>
  tellRefused(problem, COMMITMENT_REPORT_PROBLEM_WORDS, missing);

const today = (): string => new Date().toLocaleDateString("en-CA", { timeZone: "Asia/Jakarta" });

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
