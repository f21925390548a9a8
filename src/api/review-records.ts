import type { ReviewedIdentity } from "#domain/review-traps.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";

/** A record under review as it lies at the desk. */
export type RecordRow = {
  readonly record_key: number;
  readonly household_key: number;
  readonly person_id: number | null;
  readonly family_id: number | null;
  readonly village_no: number;
  readonly source: string;
  readonly as_of: number;
  readonly identity_enc: Buffer;
};

/** A record with what it says of its person. */
export type OpenRecord = Omit<RecordRow, "identity_enc"> & { readonly says: ReviewedIdentity };

/** Where what a record says is bound: it opens nowhere else. */
export const recordPlace = (recordKey: number | bigint) =>
  ({ table: "review_record", column: "identity_enc", rowId: recordKey }) as const;

/** On a card of more than these the rest is left out: no family is so large, some cards are dummies. */
const RELATIVES_AT_MOST = 20;

const COLUMNS =
  "r.record_key, r.household_key, r.person_id, r.family_id, r.village_no, r.source, r.as_of, r.identity_enc";

/** Records that whoever acts may see, by their keys. */
export async function readRecords(
  tx: Tx,
  keys: FieldKeys,
  recordKeys: readonly number[],
): Promise<ReadonlyMap<number, OpenRecord>> {
  const rows = await tx.query<RecordRow>(
    `select ${COLUMNS} from dtsen.review_record r where r.record_key = any ($1)`,
    [recordKeys],
  );
  return new Map(rows.map((row) => [row.record_key, openRecord(keys, row)]));
}

/** Those of one card in one delivery, the person itself among them; a hidden NIK stays hidden. */
export async function readHousehold(
  tx: Tx,
  keys: FieldKeys,
  { record_key, household_key }: OpenRecord,
): Promise<readonly OpenRecord[]> {
  const rows = await tx.query<RecordRow>(
    `select ${COLUMNS} from dtsen.review_record r
     where r.household_key = $1 and (r.record_key = $2 or r.record_key > 0 and r.record_key <> -$2::bigint)
     order by abs(r.record_key) limit ${RELATIVES_AT_MOST}`,
    [household_key, record_key],
  );
  return rows.map((row) => openRecord(keys, row));
}

function openRecord(keys: FieldKeys, { identity_enc, ...row }: RecordRow): OpenRecord {
  const text = decryptField(keys, recordPlace(row.record_key), identity_enc);
  return { ...row, says: JSON.parse(text) as ReviewedIdentity };
}
