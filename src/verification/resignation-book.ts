import type { Instant } from "#domain/case-clock.ts";
import { COOLING_DAYS, type MeetingPlace, type ResignableProgram } from "#domain/resignation.ts";
import { RESIGNATION } from "#domain/resignation-procedure.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "#store/transact.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { openingOf } from "./proposal-book.ts";
import { readCalendarOf } from "./region-calendar.ts";

/** The message that opens a resignation at the counter. */
export type ResignationMessage = {
  /** Made by whoever sends: the same message for ever is the same case. */
  readonly clientId: string;
  readonly digest: Buffer;
  readonly familyId: number;
  readonly programs: readonly ResignableProgram[];
  readonly now: Instant;
};

export type ResignationProblem =
  | "not-found"
  | "own-family"
  | "no-place"
  | "open-already"
  | "key-reused";

/** Opens a resignation as whoever acts. The same message again answers the same case; it ends nothing. */
export async function openResignation(
  tx: Tx,
  { clientId, digest, familyId, programs, now }: ResignationMessage,
): Promise<Result<{ readonly caseId: number }, ResignationProblem>> {
  await oneAtATime(tx, clientId);
  const calendar = await readCalendarOf(tx, { familyId });
  const [row] = await tx.query<{
    verdict: "opened" | ResignationProblem;
    case_no: number | null;
  }>("select * from dtsen.open_resignation($1, $2, $3, $4, $5, $6)", [
    ...[clientId, digest, familyId, [...programs], now],
    JSON.stringify(openingOf(RESIGNATION, now, calendar)),
  ]);
  if (row?.verdict !== "opened") return refuse(row?.verdict ?? "not-found");
  return row.case_no === null ? refuse("not-found") : accept({ caseId: row.case_no });
}

/** Whom an officer met, with the papers that say so. */
export type Meeting = {
  readonly personId: number;
  readonly at: MeetingPlace;
  readonly on: string;
};

export type MeetingProblem =
  | "not-found"
  | "case-ended"
  | "right-not-held"
  | "own-family"
  | "not-grown"
  | "another-adult"
  | "same-person"
  | "cooling-open"
  | "day-wrong";

/** Notes whom whoever acts met of the family, at the step where the case stands. */
export async function meetResigning(
  tx: Tx,
  caseId: number,
  { personId, at, on }: Meeting,
  now: Instant,
): Promise<Result<"met", MeetingProblem>> {
  const [row] = await tx.query<{ verdict: "met" | MeetingProblem }>(
    "select dtsen.meet_resigning($1, $2, $3, $4, $5, $6) as verdict",
    [caseId, personId, at, on, COOLING_DAYS, now],
  );
  return row?.verdict === "met" ? accept("met") : refuse(row?.verdict ?? "not-found");
}
