import type { HolderReason } from "#domain/card-holder.ts";
import type { Instant } from "#domain/case-clock.ts";
import { readCase } from "#domain/case-state.ts";
import { HOLDER_CHANGE } from "#domain/holder-procedure.ts";
import { NATIONAL_CALENDAR, type OfficeCalendar } from "#domain/office-calendar.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { standingRow } from "./case-book.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readCalendarOf, readDues } from "./region-calendar.ts";

/** The message that opens a change of holder. */
export type HolderChangeDraft = {
  /** Made by whoever sends: the same message for ever is the same case. */
  readonly clientId: string;
  readonly digest: Buffer;
  readonly familyId: number;
  /** Who holds the card today. */
  readonly personId: number;
  readonly reason: HolderReason;
  readonly now: Instant;
};

export type HolderOpenProblem = "key-reused" | "not-found" | "not-the-holder" | "open-already";

/** Where such a case begins: with the family, who is visited by its village. */
const opening = (now: Instant, calendar: OfficeCalendar) =>
  standingRow(readCase(HOLDER_CHANGE, { urgency: "planned", openedAt: now, calendar }, []));

/** Opens a change as whoever acts asks for it. The same message again answers the same case. */
export async function openHolderChange(
  tx: Tx,
  { clientId, digest, familyId, personId, reason, now }: HolderChangeDraft,
): Promise<Result<{ readonly caseId: number }, HolderOpenProblem>> {
  await oneAtATime(tx, clientId);
  const calendar = await readCalendarOf(tx, { familyId });
  const [row] = await tx.query<{
    verdict: "opened" | HolderOpenProblem;
    case_no: number | null;
  }>("select * from dtsen.open_holder_change($1, $2, $3, $4, $5, $6, $7)", [
    clientId,
    digest,
    familyId,
    personId,
    reason,
    now,
    JSON.stringify(opening(now, calendar)),
  ]);
  if (row === undefined) return refuse("not-found");
  if (row.verdict !== "opened") return refuse(row.verdict);
  return row.case_no === null ? refuse("not-found") : accept({ caseId: row.case_no });
}

export type ProposeProblem = "not-found" | "right-not-held" | "not-on-card" | "somebody-left";

/** Whom the family names, or nobody, where it was one person who died. */
export async function proposeHolder(
  tx: Tx,
  caseId: number,
  personId: number | undefined,
): Promise<Result<"proposed", ProposeProblem>> {
  const [row] = await tx.query<{ verdict: "proposed" | ProposeProblem }>(
    "select dtsen.propose_holder($1, $2) as verdict",
    [caseId, personId ?? null],
  );
  if (row?.verdict === "proposed") return accept("proposed");
  return refuse(row?.verdict ?? "not-found");
}

/**
 * Opens a change for each family whose holder the register has as dead, or no more on its card; answers how many. Nothing is looked
 * through where neither version nor reports nor findings are new.
 */
export async function openDueHolderChanges(desk: Desk, now: Instant): Promise<number> {
  return await asWorker(desk, async (tx) => {
    const dues = await readDues(tx, HOLDER_CHANGE, now);
    const [row] = await tx.query<{ opened: number }>(
      "select dtsen.open_due_holder_changes($1, $2) as opened",
      [now, JSON.stringify({ ...opening(now, NATIONAL_CALENDAR), dues })],
    );
    return row?.opened ?? 0;
  });
}
