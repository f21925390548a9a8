import type { Tx } from "#store/transact.ts";

/** The same message sent twice at once: the second waits for the first, and then finds what it has done. */
export async function oneAtATime(tx: Tx, clientId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('case ' || $1, 0))", [clientId]);
}
