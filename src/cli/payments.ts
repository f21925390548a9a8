import type { Command } from "commander";
import {
  PAYMENT_REPORT_PROBLEM_WORDS,
  PAYMENT_ROW_PROBLEM_WORDS,
  type PaymentRowProblem,
} from "#domain/payment-report.ts";
import { PAYMENT_GROUP_WORDS, PAYMENT_GROUPS } from "#domain/payment-status.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { inHouse } from "#jobs/house.ts";
import { lookAtHolders } from "#jobs/keep-clocks.ts";
import { readPaymentReport, readRefusedPayments } from "#jobs/read-payments.ts";
import { receivePayments } from "#jobs/receive-payments.ts";
import { readSettings } from "#settings.ts";
import { PAYMENT_LAYOUTS } from "#sources/layouts/payments.ts";
import { tellMistaken, tellRefused } from "./terminal/report-refusal.ts";

const EXAMPLES = `
Contoh:
  $ dtsen payments receive laporan.csv --layout siks-ng-2026 --program pkh --phase 2026-q4 \\
      --as-of 2026-11-20 --by ministry-officer
  $ dtsen payments report --program pkh --phase 2026-q4 --area 33.07 --by ministry-officer
  $ dtsen payments refused 3 --by ministry-officer
  $ dtsen payments holders

Tata letak: ${PAYMENT_LAYOUTS.map(({ id, owner }) => `${id} (${owner.id})`).join("; ")}.
Laporan yang sama dua kali berlaku sekali; laporan yang lebih lama tidak menimpa keadaan yang lebih baru.
(The same report twice acts once; an older report never overwrites a newer state.)`;

/** dtsen payments: reports of banks and the postal service, and how a phase stands. */
export function addTo(program: Command): void {
  const payments = program
    .command("payments")
    .description("penyaluran: laporan bank dan PT Pos, rekonsiliasi (reports of payments)")
    .addHelpText("after", EXAMPLES);
  payments
    .command("receive <file>")
    .description("terima laporan penyaluran: csv atau xlsx (receive a report of payments)")
    .requiredOption("--layout <id>", "how its sender writes it")
    .requiredOption("--program <code>", "such as pkh")
    .requiredOption("--phase <phase>", "such as 2026-q4, 2026-11 or 2026-t2")
    .requiredOption("--as-of <day>", "the day of which the report speaks")
    .requiredOption("--by <username>", "account that may receive reports of payments")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(receive);
  payments
    .command("report")
    .description("rekonsiliasi satu tahap (how a phase stands)")
    .requiredOption("--program <code>", "such as pkh")
    .requiredOption("--phase <phase>", "such as 2026-q4")
    .option("--area <code>", "ID, or a region's code", "ID")
    .requiredOption("--by <username>", "account that may receive reports of payments")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(report);
  payments
    .command("refused <report-no>")
    .description("baris yang ditolak, untuk diperbaiki pengirim (rows for the sender to repair)")
    .requiredOption("--by <username>", "account that may receive reports of payments")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(refusedRows);
  payments
    .command("holders")
    .description(
      "buka ganti pengurus yang perlu, panggil yang lewat tenggat (look at card holders; a running server does so itself)",
    )
    .option("--json", "as JSON")
    .action(holders);
}

async function holders({ json }: { readonly json?: boolean }): Promise<void> {
  const now = new Date().toISOString();
  const look = await inHouse(readSettings(), ({ desk }) => lookAtHolders(desk, now));
  if (json === true) return print(JSON.stringify(look));
  print(`${look.opened} ganti pengurus dibuka, ${look.called.length} dinaikkan.`);
}

type ReceiveOptions = {
  readonly layout: string;
  readonly program: string;
  readonly phase: string;
  readonly asOf: string;
  readonly by: string;
  readonly json?: boolean;
};

async function receive(file: string, { asOf, json, ...asked }: ReceiveOptions): Promise<void> {
  const day = parsePlainDate(asOf);
  if (!day.ok) return tellMistaken("--as-of: YYYY-MM-DD");
  const draft = { ...asked, file, reportedOn: day.value, today: today() };
  const answer = await inHouse(readSettings(), (house) => receivePayments(house, draft));
  if (!answer.ok) return refused(answer.problem, answer.missing);
  if (json === true) return print(JSON.stringify(answer.value));
  const { reportNo, isRepeat, rowsRead, rowsTaken, rowsUnchanged, rowsLate, rowsRefused } =
    answer.value;
  const again = isRepeat ? " (sudah pernah diterima)" : "";
  print(
    `laporan ${reportNo}${again}: ${rowsRead} baris, ${rowsTaken} berlaku, ${rowsUnchanged} tetap, ${rowsLate} lebih lama, ${rowsRefused} ditolak`,
  );
  if (rowsRefused > 0) print(`yang ditolak: dtsen payments refused ${reportNo} --by ${asked.by}`);
}

type ReportOptions = {
  readonly program: string;
  readonly phase: string;
  readonly area: string;
  readonly by: string;
  readonly json?: boolean;
};

async function report({ json, ...asked }: ReportOptions): Promise<void> {
  const answer = await inHouse(readSettings(), ({ desk }) => readPaymentReport(desk, asked));
  if (!answer.ok) return refused(answer.problem);
  const { whole, parts, causes } = answer.value;
  if (json === true) return print(JSON.stringify(answer.value, (_, v) => asJson(v)));
  print(`${asked.program} ${asked.phase}, ${asked.area}: ${whole.onList.payments} dalam daftar`);
  for (const group of PAYMENT_GROUPS) {
    const { payments, amountRupiah } = whole.groups[group];
    print(`  ${PAYMENT_GROUP_WORDS[group].id.padEnd(40)} ${payments}  Rp${amountRupiah}`);
  }
  print(`  dilaporkan di luar daftar: ${whole.offList.payments}`);
  for (const { status, payments } of causes)
    print(`  ${PAYMENT_TERMS[status].words.id.padEnd(40)} ${payments}`);
  for (const { area, onList, groups } of parts)
    print(`  ${area.padEnd(10)} ${onList.payments} dalam daftar, ${groups.paid.payments} diterima`);
}

type RefusedOptions = { readonly by: string; readonly json?: boolean };

async function refusedRows(no: string, { by, json }: RefusedOptions): Promise<void> {
  if (!/^\d{1,12}$/.test(no)) return tellMistaken("report-no: nomor laporan (a report's number)");
  const answer = await inHouse(readSettings(), ({ desk }) =>
    readRefusedPayments(desk, { reportNo: Number(no), by }),
  );
  if (!answer.ok) return refused(answer.problem);
  if (json === true) return print(JSON.stringify(answer.value));
  for (const { row, column, reason, said } of answer.value) {
    const words = PAYMENT_ROW_PROBLEM_WORDS[reason as PaymentRowProblem];
    print(`baris ${row}, kolom ${column || "-"}: ${reason}${said === null ? "" : ` "${said}"`}`);
    print(`  ${words.id}`);
  }
}

const refused = (problem: string, missing?: readonly string[]): void =>
  tellRefused(problem, PAYMENT_REPORT_PROBLEM_WORDS, missing);

const asJson = (value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);

const today = (): string => new Date().toLocaleDateString("en-CA", { timeZone: "Asia/Jakarta" });

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
