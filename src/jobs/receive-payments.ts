import { parsePhase } from "#domain/payment-phase.ts";
import type { PaymentReportProblem } from "#domain/payment-report.ts";
import type { Program } from "#domain/program.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import { villagesOf } from "#publication/payment-figures.ts";
import { PAYMENT_LAYOUTS, type PaymentLayout } from "#sources/layouts/payments.ts";
import { recordWork } from "#store/audit.ts";
import { copyRows } from "#store/copy.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import type { House } from "./house.ts";
import { layHolders } from "./lay-holders.ts";
import {
  judgeRows,
  layRows,
  type PaymentCounts,
  type PaymentReportHead,
  READ_TABLE,
} from "./lay-payments.ts";
import { READ_COLUMNS, readPaymentRows } from "./payment-rows.ts";
import { mayReceivePayments } from "./read-payments.ts";
import { type ReportFile, type ReportFileProblem, withReportFile } from "./report-file.ts";

/** A report of payments, and who says what it is. */
export type PaymentReportDraft = {
  readonly file: string;
  readonly layout: string;
  readonly program: string;
  readonly phase: string;
  /** The day of which the report speaks. */
  readonly reportedOn: string;
  readonly today: string;
  readonly by: string;
};

/** What the sender is answered; the same file again gets the first receipt. */
export type PaymentReceipt = PaymentCounts & {
  readonly reportNo: number;
  readonly isRepeat: boolean;
};

export type PaymentReportAnswer = Result<
  PaymentReceipt,
  PaymentReportProblem | ReportFileProblem
> & {
  readonly missing?: readonly string[];
};

const PURPOSE = "program-determination";

/** Receives one report: nothing of it is kept but states, counts, and the rows that were refused, without their numbers. */
export async function receivePayments(
  house: House,
  draft: PaymentReportDraft,
): Promise<PaymentReportAnswer> {
  const { desk } = house;
  if (!(await mayReceivePayments(desk, draft.by))) return refuse("payments-right-not-held");
  const layout = PAYMENT_LAYOUTS.find(({ id }) => id === draft.layout);
  if (layout === undefined) return refuse("layout-unknown");
  const program = ALL_PROGRAMS.find(({ id }) => id === draft.program);
  if (program === undefined) return refuse("program-unknown");
  if (layout.isRegional && program.funding === "apbn") return refuse("layout-not-of-program");
  const phase = parsePhase(draft.program, draft.phase);
  if (!phase.ok) return phase;
  if (draft.reportedOn > draft.today) return refuse("report-of-the-future");
  return await withReportFile(house, draft.file, layout, (file) => {
    const report = { draft, layout, phase: phase.value, ...aboutOf(program) };
    return asWorker(desk, (tx) => takeReport(tx, house, file, report));
  });
}

const aboutOf = ({ unit, region }: Pick<Program, "unit" | "region">) => ({
  unit,
  villages: villagesOf(region === undefined ? "ID" : String(region)),
});

type Report = {
  readonly draft: PaymentReportDraft;
  readonly layout: PaymentLayout;
  readonly phase: { readonly code: string; readonly from: string; readonly to: string };
  readonly unit: "family" | "person";
  readonly villages: PaymentReportHead["villages"];
};

async function takeReport(
  tx: Tx,
  { desk }: House,
  { db, sha256, columns }: ReportFile,
  { draft, layout, phase, unit, villages }: Report,
): Promise<PaymentReportAnswer> {
  const { program, reportedOn, by } = draft;
  const first = await findReport(tx, sha256, program, phase.code);
  if (first !== undefined) return accept({ ...first, isRepeat: true });
  const [version] = await tx.query<{ version_no: number }>(
    "select version_no from dtsen.publication_pointer",
  );
  if (version === undefined) return refuse("no-version");
  await tx.query(READ_TABLE);
  const keys = openFieldKeys(desk.settings.keyFolder);
  await copyRows(tx, "pg_temp.payment_read", READ_COLUMNS, readPaymentRows(db, keys, columns));
  const head = {
    ...{ program, unit, villages, phase: phase.code, reportedOn },
    versionNo: version.version_no,
  };
  const counts = await judgeRows(tx, head);
  const reportNo = await insertReport(tx, head, counts, [
    layout.id,
    layout.owner.id,
    phase.from,
    phase.to,
    sha256,
    by,
  ]);
  await layRows(tx, head, reportNo);
  await layHolders(tx, head, reportNo);
  await recordWork(
    tx,
    { username: by, purpose: PURPOSE },
    {
      act: "receive-payments",
      subjectKind: "none",
      versionNo: head.versionNo,
      fieldsClass: "work",
      rowCount: counts.rowsRead,
      detail: { report: reportNo, program, phase: phase.code },
    },
  );
  return accept({ reportNo, ...counts, isRepeat: false });
}

const COUNTS = `report_no::int as "reportNo", rows_read as "rowsRead", rows_taken as "rowsTaken",
  rows_unchanged as "rowsUnchanged", rows_late as "rowsLate", rows_refused as "rowsRefused"`;

async function findReport(
  tx: Tx,
  sha256: string,
  program: string,
  phase: string,
): Promise<(PaymentCounts & { readonly reportNo: number }) | undefined> {
  const [row] = await tx.query<PaymentCounts & { readonly reportNo: number }>(
    `select ${COUNTS} from dtsen.payment_report where sha256 = $1 and program = $2 and phase = $3`,
    [sha256, program, phase],
  );
  return row;
}

async function insertReport(
  tx: Tx,
  head: { program: string; phase: string; reportedOn: string; versionNo: number },
  counts: PaymentCounts,
  [layout, owner, from, to, sha256, by]: readonly string[],
): Promise<number> {
  const { rowsRead, rowsTaken, rowsUnchanged, rowsLate, rowsRefused } = counts;
  const [row] = await tx.query<{ report_no: number }>(
    `insert into dtsen.payment_report (layout, owner, program, phase, phase_from, phase_to, reported_on, sha256, version_no,
       received_by, rows_read, rows_taken, rows_unchanged, rows_late, rows_refused)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning report_no`,
    [
      layout,
      owner,
      head.program,
      head.phase,
      from,
      to,
      head.reportedOn,
      sha256,
      head.versionNo,
      by,
    ].concat([rowsRead, rowsTaken, rowsUnchanged, rowsLate, rowsRefused] as never[]),
  );
  return row?.report_no ?? 0;
}
