import { tierOfArea } from "#domain/cross-table.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import {
  type PaymentQuestion,
  type Reconciliation,
  readReconciliation,
} from "#publication/payment-figures.ts";
import { mayAct } from "#store/accounts.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

export type ReadPaymentsProblem = "payments-right-not-held" | "area-unknown";

/** The reconciliation of a phase, for whoever receives its reports. */
export async function readPaymentReport(
  desk: Desk,
  { by, area, ...phase }: PaymentQuestion & { readonly by: string },
): Promise<Result<Reconciliation, ReadPaymentsProblem>> {
  if (!(await mayReceivePayments(desk, by))) return refuse("payments-right-not-held");
  const code = area.replaceAll(".", "");
  if (tierOfArea(code) === undefined) return refuse("area-unknown");
  return accept(await asWorker(desk, (tx) => readReconciliation(tx, { ...phase, area: code })));
}

/** Where a row of a report was wrong, and why; `said` where a word was not known. */
export type RefusedPayment = {
  readonly row: number;
  readonly column: string;
  readonly reason: string;
  readonly said: string | null;
};

/** Rows of a report that were not taken, for its sender. */
export async function readRefusedPayments(
  desk: Desk,
  { reportNo, by }: { readonly reportNo: number; readonly by: string },
): Promise<Result<readonly RefusedPayment[], "payments-right-not-held">> {
  if (!(await mayReceivePayments(desk, by))) return refuse("payments-right-not-held");
  const rows = await asWorker(desk, (tx) =>
    tx.query<RefusedPayment>(
      `select row_no::int as row, column_name as column, reason, said from dtsen.payment_refusal
       where report_no = $1 order by row_no limit 10000`,
      [reportNo],
    ),
  );
  return accept(rows);
}

/** Whether an account receives reports of payments. */
export async function mayReceivePayments(desk: Desk, username: string): Promise<boolean> {
  const asked = { username, right: "receive-payments", purpose: "program-determination" };
  return (await mayAct(desk, asked)).ok;
}
