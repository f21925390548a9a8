import { accept, type Result, refuse } from "#domain/result.ts";
import type { Desk } from "./open.ts";
import { inTransaction, type Tx } from "./transact.ts";

/** A row of a version under another's id, and what of it is the erased person's. */
type StoodIn = readonly [versionNo: number, personId: string, part: "row" | "phone"];

/** An erasure as two people decided it; `by` and `second` are user names. */
export type DecidedErasure = {
  /** The id that stands for the person. */
  readonly personId: string;
  /** Every id that the ledger leads to it. */
  readonly ids: readonly string[];
  /** Keys of the person's records in the lake. */
  readonly records: readonly string[];
  /** Rows of versions, by an id that is another's by now, that named the person or had her telephone. */
  readonly stoodIn: readonly StoodIn[];
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
  { ground, erasedBy, confirmedBy, ...whom }: Omit<DecidedErasure, "erasedAt">,
): Promise<Result<"erased", EraseRefusal>> {
  const [row] = await tx.query<{ verdict: string }>(
    "select dtsen.erase_person($1, $2, $3, $4, $5, $6, $7) as verdict",
    [...meant(whom), ground, erasedBy, confirmedBy],
  );
  const refusal = ERASE_REFUSALS.find((each) => each === row?.verdict);
  if (refusal !== undefined) return refuse(refusal);
  if (row?.verdict !== "ok") throw new Error(`erase_person answered "${row?.verdict}"`);
  return accept("erased");
}

const meant = ({
  personId,
  ids,
  records,
  stoodIn,
}: Pick<DecidedErasure, "personId" | "ids" | "records" | "stoodIn">): readonly unknown[] => [
  personId,
  ids,
  records,
  JSON.stringify(stoodIn),
];

/** Does again what an older backup has undone, as the owner and inside the restoring transaction. */
export async function repeatErasures(tx: Tx, decided: readonly DecidedErasure[]): Promise<void> {
  for (const { ground, erasedAt, erasedBy, confirmedBy, ...whom } of decided) {
    const values = [...meant(whom), ground, erasedAt, erasedBy, confirmedBy];
    await tx.query("select dtsen.repeat_erasure($1, $2, $3, $4, $5, $6, $7, $8)", values);
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
      [decided.flatMap(({ ids }) => ids)],
    );
    if (missing.length === 0) return 0;
    const ids = new Set(missing.map(({ id }) => id));
    await repeatErasures(
      tx,
      decided.filter((each) => each.ids.some((id) => ids.has(id))),
    );
    return missing.length;
  });
}
