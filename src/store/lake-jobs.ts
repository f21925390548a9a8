import { createHmac, timingSafeEqual } from "node:crypto";
import type pg from "pg";
import type { TableQuestion } from "#domain/cross-table.ts";
import type { LakeAskProblem, LakeJobReason, LakeJobState } from "#domain/lake-job.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "./transact.ts";

/** What the desk signs of every job. */
type SignedOrder = {
  readonly job: number;
  readonly account: number;
  readonly purpose: string;
  readonly version: number;
  readonly manifest: string;
  /** "family.floor_material": table and column. */
  readonly columns: readonly string[];
  readonly limits: {
    readonly seconds: number;
    readonly megabytes: number;
    readonly cells: number;
  };
  readonly expires: string;
};

/** A table to be counted. */
export type TableOrder = SignedOrder & {
  readonly kind: "cross-table";
  readonly offices: readonly string[];
  /** The widest region of whoever asks that holds the area: what may be shown is decided from there. */
  readonly within: string;
  readonly ranges: readonly (readonly [low: number, high: number])[];
  readonly question: TableQuestion;
};

/** What a version said of one family: under these ids, which the desk found. */
export type PastOrder = SignedOrder & {
  readonly kind: "family-as-of";
  readonly question: {
    readonly family: number;
    readonly families: readonly number[];
    readonly persons: readonly number[];
  };
};

/** What the desk signed: all that the worker knows of a job. */
export type LakeOrder = TableOrder | PastOrder;

/** A job as the worker gets it; nothing in it is believed before its signature. */
export type TakenJob = {
  readonly jobNo: number;
  readonly body: string;
  readonly signature: Buffer;
  readonly attempt: number;
  /** How its version stands now, whatever was signed. */
  readonly standing: { readonly state: string; readonly manifest: string };
};

/** How a job ended. */
export type LakeOutcome =
  | { readonly state: "done"; readonly counted: number; readonly result: object }
  | {
      readonly state: Extract<LakeJobState, "refused" | "failed" | "expired">;
      readonly reason: LakeJobReason;
    };

/** Asks as whoever acts. The refusal is noted too, so the transaction is to be kept either way. */
export async function askCrossTable(
  tx: Tx,
  versionNo: number,
  question: TableQuestion,
  requestId: string,
): Promise<Result<number, LakeAskProblem>> {
  const [row] = await tx.query<{ verdict: LakeAskProblem | "ok"; made_job: number }>(
    "select verdict, made_job from dtsen.ask_cross_table($1, $2, $3, $4, $5, $6)",
    [versionNo, question.area, question.level, question.variables, question.measure, requestId],
  );
  if (row === undefined) throw new Error("ask_cross_table answered nothing");
  return row.verdict === "ok" ? accept(row.made_job) : refuse(row.verdict);
}

type TakenRow = {
  readonly taken_job: number | null;
  readonly signed_body: string;
  readonly mac: Buffer;
  readonly tries: number;
  readonly version_state: string | null;
  readonly version_manifest: string | null;
};

/** The oldest job that waits, held by this connection, its audit row committed; or undefined. */
export async function takeLakeJob(client: pg.ClientBase): Promise<TakenJob | undefined> {
  const { rows } = await client.query<TakenRow>("select * from dtsen.take_lake_job()");
  const row = rows[0];
  if (row === undefined || row.taken_job === null) return undefined;
  return {
    jobNo: row.taken_job,
    body: row.signed_body,
    signature: row.mac,
    attempt: row.tries,
    standing: { state: row.version_state ?? "", manifest: row.version_manifest ?? "" },
  };
}

/** Writes the end of a job with its audit row; false where it is no longer held here. */
export async function endLakeJob(
  client: pg.ClientBase,
  jobNo: number,
  outcome: LakeOutcome,
): Promise<boolean> {
  const isDone = outcome.state === "done";
  const { rows } = await client.query<{ ended: boolean }>(
    "select dtsen.end_lake_job($1, $2, $3, $4, $5) as ended",
    [
      jobNo,
      outcome.state,
      isDone ? null : outcome.reason,
      isDone ? outcome.counted : 0,
      isDone ? JSON.stringify(outcome.result) : null,
    ],
  );
  return rows[0]?.ended ?? false;
}

/** The order behind a job, or that the desk did not sign this. */
export function readOrder(
  { jobNo, body, signature }: Pick<TakenJob, "jobNo" | "body" | "signature">,
  key: Buffer,
): Result<LakeOrder, "signature-wrong"> {
  const expected = createHmac("sha256", key).update(body).digest();
  const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected);
  if (!isSigned) return refuse("signature-wrong");
  const order = JSON.parse(body) as LakeOrder;
  // A signed body laid under another job is not this one's.
  return order.job === jobNo ? accept(order) : refuse("signature-wrong");
}
