import type { IdentityCheck } from "#contract/family-sheet.ts";
import {
  CHECKED_FIELDS,
  type CheckedField,
  FIELD_ANSWER_WORDS,
  FIELD_WORDS,
  type FieldAnswer,
  IDENTITY_ADAPTER_WORDS,
  type IdentityAdapterName,
} from "#domain/identity-outcome.ts";
import type { Tx } from "#store/transact.ts";
import type { PersonRecord } from "./family-rows.ts";
import { sayIdentity } from "./family-words.ts";

type CheckRow = {
  readonly person_id: number;
  readonly outcome: string;
  readonly adapter: IdentityAdapterName;
  readonly answers: Readonly<Partial<Record<CheckedField, FieldAnswer>>>;
  readonly answered_on: string;
  readonly recheck_on: string | null;
  /** Whether the version in force was made of it. */
  readonly is_read: boolean;
};

/** The newest answer about each member, as far as the reader may see it; without any value of the registry. */
export async function readIdentityChecks(
  tx: Tx,
  versionNo: number,
  members: readonly PersonRecord[],
): Promise<ReadonlyMap<number, IdentityCheck>> {
  const rows = await tx.query<CheckRow>(
    `select distinct on (k.person_id) k.person_id, k.outcome, k.adapter, k.answers, k.answered_on, k.recheck_on,
       exists (select from dtsen.version_delivery d
         where d.version_no = $2 and d.delivery_no = k.delivery_no) as is_read
     from dtsen.identity_check k where k.person_id = any ($1::bigint[])
     order by k.person_id, k.answered_on desc, k.check_no desc`,
    [members.map(({ person_id }) => person_id), versionNo],
  );
  const standing = new Map(members.map((member) => [member.person_id, member]));
  return new Map(rows.map((row) => [row.person_id, writeCheck(row, standing.get(row.person_id))]));
}

function writeCheck(row: CheckRow, member: PersonRecord | undefined): IdentityCheck {
  const usedUpTo = member?.sources["identity-check"]?.as_of ?? 0;
  const isUsed = usedUpTo >= Number(row.answered_on.replaceAll("-", ""));
  return {
    outcome: { ...sayIdentity(row.outcome) },
    answeredOn: row.answered_on,
    how: { ...IDENTITY_ADAPTER_WORDS[row.adapter] },
    fields: CHECKED_FIELDS.map((field) => {
      const answer = row.answers[field] ?? "not-known";
      return {
        field,
        words: { ...FIELD_WORDS[field] },
        answer,
        says: { ...FIELD_ANSWER_WORDS[answer] },
      };
    }),
    state: isUsed ? "used" : row.is_read ? "outdated" : "waiting",
    ...(row.recheck_on === null ? {} : { recheckOn: row.recheck_on }),
  };
}
