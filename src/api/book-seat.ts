import { quarterAfter, quarterOf } from "#domain/commitment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Right } from "#domain/right.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import type { BookDays } from "./book-cards.ts";
import { refuseWith } from "./guard.ts";

/** What whoever acts may do with books here. */
export type BookSeat = {
  readonly keeps: boolean;
  readonly oversees: boolean;
  readonly assigns: boolean;
};

/** Stops unless whoever acts keeps a book or oversees books. */
export async function requireBook(tx: Tx): Promise<BookSeat> {
  const [seat] = await tx.query<BookSeat>(
    `select dtsen.holds('keep-book') as keeps, dtsen.holds('oversee-book') as oversees,
       dtsen.holds('assign-families') as assigns`,
  );
  if (seat === undefined || !(seat.keeps || seat.oversees)) return refuseWith("not-allowed");
  return seat;
}

export function bookDays(today: PlainDate): BookDays {
  const phase = quarterOf(today);
  return { today, phase, next: quarterAfter(phase) };
}

/** A family that was shown or acted upon. */
type Noted = { readonly familyId: number; readonly villageNo: number };

/** One audit row for each family that was shown or acted upon. */
export async function noteBook(
  tx: Tx,
  act: string,
  families: readonly Noted[],
  requestId: string,
  by: readonly Right[] = ["keep-book", "oversee-book"],
): Promise<void> {
  for (const { familyId, villageNo } of families) {
    await recordAct(tx, {
      act,
      by,
      fieldsClass: "facts",
      subjectKind: "family",
      subjectId: familyId,
      familyId,
      villageNo,
      requestId,
    });
  }
}
