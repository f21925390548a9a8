import { quarterNamed } from "#domain/commitment.ts";
import {
  type CommitmentReportProblem,
  type CommitmentRowProblem,
  REPORTED_COMMITMENT,
} from "#domain/commitment-report.ts";
import { parsePhase } from "#domain/payment-phase.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { COMMITMENT_LAYOUTS } from "#sources/layouts/commitments.ts";
import { mayAct } from "#store/accounts.ts";
import { recordWork } from "#store/audit.ts";
import { copyRows } from "#store/copy.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { READ_COLUMNS, readCommitmentRows } from "./commitment-rows.ts";
import type { House } from "./house.ts";
import {
  type CommitmentCounts,
  type CommitmentReportHead,
  judgeCommitmentRows,
  layCommitmentRows,
  READ_TABLE,
} from "./lay-commitments.ts";
import { type ReportFile, type ReportFileProblem, withReportFile } from "./report-file.ts";

/** A file of a school registry or health office, and who says what it is. */
export type CommitmentReportDraft = {
  readonly file: string;
  readonly source: string;
  readonly phase: string;
  /** The day of which the report speaks. */
  readonly reportedOn: PlainDate;
  readonly today: string;
  readonly by: string;
};

/** What the sender is answered; the same file again gets the first receipt. */
export type CommitmentReceipt = CommitmentCounts & {
  readonly reportNo: number;
  readonly isRepeat: boolean;
};

const PURPOSE = "service";

/** Whether an account may receive what registries tell of commitments, and see what was refused. */
async function mayReceive(desk: Desk, username: string): Promise<boolean> {
  return (await mayAct(desk, { username, right: "receive-commitments", purpose: PURPOSE })).ok;
}

/** Receives one report: months of a phase are summed, laid into the book with their source; what was refused goes back, without numbers. */
export async function receiveCommitments(
  house: House,
  draft: CommitmentReportDraft,
): Promise<
  Result<CommitmentReceipt, CommitmentReportProblem | ReportFileProblem> & {
    readonly missing?: readonly string[];
  }
> {
  if (!(await mayReceive(house.desk, draft.by))) return refuse("commitments-right-not-held");
  const layout = COMMITMENT_LAYOUTS.find(({ id }) => id === draft.source);
  if (layout === undefined) return refuse("commitment-source-unknown");
  const phase = parsePhase("pkh", draft.phase);
  if (!phase.ok)
    return refuse(phase.problem === "phase-malformed" ? phase.problem : "phase-not-of-program");
  if (draft.reportedOn > draft.today) return refuse("report-of-the-future");
  const about = {
    source: layout.id,
    phase: quarterNamed(phase.value.code),
    reportedOn: draft.reportedOn,
  };
  return await withReportFile(house, draft.file, layout, (file) =>
    asWorker(house.desk, (tx) => takeReport(tx, house, { ...about, by: draft.by }, file)),
  );
}

type About = Omit<CommitmentReportHead, "versionNo"> & { readonly by: string };

async function takeReport(
  tx: Tx,
  { desk }: House,
  { by, ...about }: About,
  { db, sha256, columns }: ReportFile,
): Promise<Result<CommitmentReceipt, "no-version">> {
  const first = await findReport(tx, sha256, about);
  if (first !== undefined) return accept({ ...first, isRepeat: true });
  const [version] = await tx.query<{ version_no: number }>(
    "select version_no from dtsen.publication_pointer",
  );
  if (version === undefined) return refuse("no-version");
  const head = { ...about, versionNo: version.version_no };
  await tx.query(READ_TABLE);
  const keys = openFieldKeys(desk.settings.keyFolder);
  const isSchool = REPORTED_COMMITMENT[head.source] === "school";
  const rows = readCommitmentRows(db, keys, { columns, isSchool });
  await copyRows(tx, "pg_temp.commitment_read", READ_COLUMNS, rows);
  const counts = await judgeCommitmentRows(tx, head);
  const [made] = await tx.query<{ report_no: number }>(
    `insert into dtsen.commitment_report (source, phase, reported_on, sha256, version_no, received_by, rows_read, rows_refused, people,
       not_met) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning report_no::int as report_no`,
    [
      head.source,
      head.phase.code,
      head.reportedOn,
      sha256,
      head.versionNo,
      by,
      counts.rowsRead,
      counts.rowsRefused,
      counts.people,
      counts.notMet,
    ],
  );
  const reportNo = made?.report_no ?? 0;
  await layCommitmentRows(tx, head, reportNo);
  await recordWork(
    tx,
    { username: by, purpose: PURPOSE },
    {
      act: "receive-commitments",
      subjectKind: "none",
      versionNo: head.versionNo,
      fieldsClass: "work",
      rowCount: counts.rowsRead,
      detail: { report: reportNo, source: head.source, phase: head.phase.code },
    },
  );
  return accept({ reportNo, ...counts, isRepeat: false });
}

async function findReport(
  tx: Tx,
  sha256: string,
  { source, phase }: Pick<About, "source" | "phase">,
): Promise<(CommitmentCounts & { readonly reportNo: number }) | undefined> {
  const [row] = await tx.query<CommitmentCounts & { readonly reportNo: number }>(
    `select report_no::int as "reportNo", rows_read as "rowsRead", rows_refused as "rowsRefused", people, not_met as "notMet"
     from dtsen.commitment_report where sha256 = $1 and source = $2 and phase = $3`,
    [sha256, source, phase.code],
  );
  return row;
}

/** Where a row of a report was wrong, and why. */
export type RefusedCommitment = {
  readonly row: number;
  readonly column: string;
  readonly reason: CommitmentRowProblem;
};

/** Rows of a report that were not taken, for its sender. */
export async function readRefusedCommitments(
  desk: Desk,
  { reportNo, by }: { readonly reportNo: number; readonly by: string },
): Promise<Result<readonly RefusedCommitment[], "commitments-right-not-held">> {
  if (!(await mayReceive(desk, by))) return refuse("commitments-right-not-held");
  return accept(
    await asWorker(desk, (tx) =>
      tx.query<RefusedCommitment>(
        `select row_no::int as row, column_name as column, reason from dtsen.commitment_refusal
         where report_no = $1 order by row_no limit 10000`,
        [reportNo],
      ),
    ),
  );
}
