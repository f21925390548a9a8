import type { Tx } from "#store/transact.ts";

/** The same message sent twice at once: the second waits for the first, and then finds what it has done. */
export async function oneAtATime(tx: Tx, clientId: string): Promise<void> {
  await tx.prepared(
    "one_at_a_time",
    "select pg_advisory_xact_lock(hashtextextended('case ' || $1, 0))",
    [clientId],
  );
}
