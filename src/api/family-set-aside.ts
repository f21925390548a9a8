import type { SetAsideRow } from "#contract/set-aside.ts";
import { type SetAside, setAsideSentence } from "#domain/set-aside.ts";
import type { Tx } from "#store/transact.ts";

export type FamilySetAside = SetAside & { readonly family_id: number };

/** Statements about these families that people set aside; of those only that the officer may read. */
export async function readSetAside(
  tx: Tx,
  versionNo: number,
  families: readonly number[],
): Promise<readonly FamilySetAside[]> {
  return await tx.query<FamilySetAside>("select * from dtsen.statements_set_aside_here($1, $2)", [
    versionNo,
    families,
  ]);
}

/** The same of one family as its sheet tells it: whose it is, and which statement does not count. */
export const sayAllSetAside = (all: readonly SetAside[]): SetAsideRow[] =>
  all.map((one) => ({
    ...(one.person_id === null ? {} : { personId: String(one.person_id) }),
    words: { ...setAsideSentence(one) },
  }));
