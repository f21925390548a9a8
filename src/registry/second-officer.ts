import type { IdentityOutcome } from "#domain/identity-outcome.ts";
import type { Tx } from "#store/transact.ts";

/** SQL: answer k takes somebody off the list, one officer alone has given it, and nothing was said since. */
export const WAITS_FOR_SECOND = `k.waits and not exists (select from dtsen.identity_check n
  where n.person_id = k.person_id and n.check_no > k.check_no and (n.waits or n.outcome <> k.outcome))`;

/** Whether what this officer said about somebody waits for a second one. */
export async function isWaiting(
  tx: Tx,
  personId: string,
  by: number | undefined,
): Promise<boolean> {
  const rows = await tx.query(
    `select from dtsen.identity_check k where k.person_id = $1 and k.given_by = $2 and ${WAITS_FOR_SECOND}`,
    [personId, by ?? null],
  );
  return rows.length > 0;
}

/** An answer that waits, as whoever acts sees it. */
export type WaitingAnswer = {
  readonly outcome: IdentityOutcome;
  readonly answeredOn: string;
  /** Given by whoever acts, who therefore cannot be the second. */
  readonly isOwn: boolean;
};

/** The answer about one person that waits for a second officer, if any. */
export async function readWaiting(tx: Tx, personId: number): Promise<WaitingAnswer | undefined> {
  const [row] = await tx.query<WaitingAnswer>(
    `select k.outcome, k.answered_on::text as "answeredOn", k.given_by = dtsen.acting_account() as "isOwn"
     from dtsen.identity_check k where k.person_id = $1 and ${WAITS_FOR_SECOND}`,
    [personId],
  );
  return row;
}
