import type { HolderCandidate } from "#contract/holder-changes.ts";
import { HOLDER_PROBLEM_WORDS, type HolderFacts, mayHold } from "#domain/card-holder.ts";
import { type PlainDate, parseDayNumber } from "#domain/plain-date.ts";
import { PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { Tx } from "#store/transact.ts";

/** Where among a person's facts the marital status stands, counted as the desk counts. */
export const MARITAL_PLACE = PERSON_FACTS.indexOf("marital_status") + 1;

/** The code of somebody who never married (Regsosek 408). */
const NEVER_MARRIED = 1;

/** Somebody of a card, as the desk has them. */
export type CardMember = {
  readonly person_id: number;
  readonly name: string | null;
  readonly birth_date: number | null;
  readonly life_status: number;
  readonly marital: number | null;
  readonly is_holder: boolean;
};

/** What of somebody decides whether they may hold the card. */
export function factsOf({ birth_date, life_status, marital, is_holder }: CardMember): HolderFacts {
  const born = birth_date === null ? undefined : parseDayNumber(birth_date);
  return {
    isAlive: life_status === 1,
    bornOn: born?.ok === true ? born.value : undefined,
    hasMarried: marital !== null && marital > NEVER_MARRIED,
    isHolder: is_holder,
  };
}

/** Who of a card may hold it; of the others why not. */
export function writeCandidates(
  members: readonly CardMember[],
  today: PlainDate,
): HolderCandidate[] {
  return members.map((member) => {
    const may = mayHold(factsOf(member), today);
    return {
      personId: String(member.person_id),
      name: member.name ?? "–",
      ...(may.ok ? {} : { why: { ...HOLDER_PROBLEM_WORDS[may.problem] } }),
    };
  });
}

/** Everybody on the card of a case; nobody where the next move is not the reader's. */
export async function readCandidates(tx: Tx, caseId: number): Promise<readonly CardMember[]> {
  return await tx.query<CardMember>("select * from dtsen.holder_candidates($1, $2)", [
    caseId,
    MARITAL_PLACE,
  ]);
}
