import type { IdentityCheck, Member } from "#contract/family-sheet.ts";
import {
  CHECKED_FIELDS,
  type CheckedField,
  FIELD_ANSWER_WORDS,
  FIELD_WORDS,
  type FieldAnswer,
  IDENTITY_ADAPTER_WORDS,
  IDENTITY_OUTCOME_TERMS,
  type IdentityAdapterName,
} from "#domain/identity-outcome.ts";
import type { Tx } from "#store/transact.ts";
import type { PersonRecord } from "./family-rows.ts";
import { sayIdentity } from "./family-words.ts";

/** The newest answer of the civil registry about a member, as the desk keeps it. */
export type CheckRecord = {
  readonly person_id: number;
  readonly outcome: string;
  readonly adapter: IdentityAdapterName;
  readonly answers: Readonly<Partial<Record<CheckedField, FieldAnswer>>>;
  readonly answered_on: string;
  readonly recheck_on: string | null;
  /** Whether the version in force was made of it. */
  readonly is_read: boolean;
};

/** What the version in force knows of a person's identity. */
export type StandingPerson = Pick<PersonRecord, "identity_status" | "sources">;

/** What a member's card says about identity. */
export type IdentityPart = Pick<Member, "identity" | "identityHelp" | "identityCheck">;

/**
 * The newest answer about each member, as far as the reader may see it; it never holds the registry's values.
 * What waits for a second officer is no answer yet.
 */
export async function readIdentityChecks(
  tx: Tx,
  versionNo: number,
  members: readonly PersonRecord[],
): Promise<ReadonlyMap<number, CheckRecord>> {
  const rows = await tx.query<CheckRecord>(
    `select distinct on (k.person_id) k.person_id, k.outcome, k.adapter, k.answers, k.answered_on, k.recheck_on,
       exists (select from dtsen.version_delivery d
         where d.version_no = $2 and d.delivery_no = k.delivery_no) as is_read
     from dtsen.identity_check k where k.person_id = any ($1::bigint[]) and not k.waits
     order by k.person_id, k.answered_on desc, k.check_no desc`,
    [members.map(({ person_id }) => person_id), versionNo],
  );
  return new Map(rows.map((row) => [row.person_id, row]));
}

/**
 * The status of the version, the newest answer field by field, and what to tell the person: by the answer
 * where it waits for the next version, for it is the registry's last word; else by the status.
 */
export function identityOf(person: StandingPerson, check: CheckRecord | undefined): IdentityPart {
  const state = check === undefined ? undefined : stateOf(person, check);
  const told = state === "waiting" ? check?.outcome : person.identity_status;
  return {
    identity: { ...sayIdentity(person.identity_status) },
    ...helpFor(told ?? "belum-dicek"),
    ...(check === undefined || state === undefined
      ? {}
      : { identityCheck: writeCheck(check, state) }),
  };
}

/** Whether the version in force uses an answer. */
export function stateOf({ sources }: StandingPerson, check: CheckRecord): IdentityCheck["state"] {
  const usedUpTo = sources["identity-check"]?.as_of ?? 0;
  if (usedUpTo >= Number(check.answered_on.replaceAll("-", ""))) return "used";
  return check.is_read ? "outdated" : "waiting";
}

function helpFor(outcome: string): Pick<Member, "identityHelp"> {
  const terms = Object.entries(IDENTITY_OUTCOME_TERMS).find(([known]) => known === outcome)?.[1];
  if (terms === undefined || outcome === "padan") return {};
  return { identityHelp: { differs: { ...terms.sentence }, bring: { ...terms.bring } } };
}

/** An answer field by field, in words. */
export function writeCheck(check: CheckRecord, state: IdentityCheck["state"]): IdentityCheck {
  return {
    outcome: { ...sayIdentity(check.outcome) },
    answeredOn: check.answered_on,
    how: { ...IDENTITY_ADAPTER_WORDS[check.adapter] },
    fields: CHECKED_FIELDS.map((field) => {
      const answer = check.answers[field] ?? "not-known";
      return {
        field,
        words: { ...FIELD_WORDS[field] },
        answer,
        says: { ...FIELD_ANSWER_WORDS[answer] },
      };
    }),
    state,
    ...(check.recheck_on === null ? {} : { recheckOn: check.recheck_on }),
  };
}
