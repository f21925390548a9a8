import { accept, type Result, refuse } from "#domain/result.ts";
import type { Desk } from "./open.ts";
import { inTransaction, type Tx } from "./transact.ts";

/** An erasure as two people decided it; `by` and `second` are user names. */
export type DecidedErasure = {
  readonly personId: string;
  readonly ground: string;
  readonly erasedBy: string;
  readonly confirmedBy: string;
  readonly erasedAt: string;
};

export const ERASE_REFUSALS = [
  "same-person",
  "right-not-held",
  "second-right-not-held",
  "ground-missing",
] as const;
export type EraseRefusal = (typeof ERASE_REFUSALS)[number];

/**
 * Erases a person from the desk: tombstone, every projection, findings, checks, vault, own account, and
 * the audit row, in the caller's transaction. Safe to do again.
 */
export async function eraseAtDesk(
  tx: Tx,
  { personId, ground, erasedBy, confirmedBy }: Omit<DecidedErasure, "erasedAt">,
): Promise<Result<"erased", EraseRefusal>> {
  const [row] = await tx.query<{ verdict: string }>(
    "select dtsen.erase_person($1, $2, $3, $4) as verdict",
    [personId, ground, erasedBy, confirmedBy],
  );
  const refusal = ERASE_REFUSALS.find((each) => each === row?.verdict);
  if (refusal !== undefined) return refuse(refusal);
  if (row?.verdict !== "ok") throw new Error(`erase_person answered "${row?.verdict}"`);
  return accept("erased");
}

/** Does again what an older backup has undone, as the owner and inside the restoring transaction. */
export async function repeatErasures(tx: Tx, decided: readonly DecidedErasure[]): Promise<void> {
  for (const { personId, ground, erasedAt, erasedBy, confirmedBy } of decided) {
    const values = [personId, ground, erasedAt, erasedBy, confirmedBy];
    await tx.query("select dtsen.repeat_erasure($1, $2, $3, $4, $5)", values);
  }
  await tx.query("select dtsen.honour_tombstones()");
}

/**
 * For a desk that was brought back by other means than `dtsen db restore`: erasures that the journal
 * knows and the desk does not are done again before anybody is served. Answers how many.
 */
export async function settleErasures(
  desk: Desk,
  decided: readonly DecidedErasure[],
): Promise<number> {
  if (decided.length === 0) return 0;
  return await inTransaction(desk.owner, async (tx) => {
    const missing = await tx.query<{ id: string }>(
      `select id::text from unnest($1::bigint[]) id
       where not exists (select from dtsen.tombstone where unit = 'person' and unit_id = id)`,
      [decided.map(({ personId }) => personId)],
    );
    if (missing.length === 0) return 0;
    const ids = new Set(missing.map(({ id }) => id));
    await repeatErasures(
      tx,
      decided.filter(({ personId }) => ids.has(personId)),
    );
    return missing.length;
  });
}
