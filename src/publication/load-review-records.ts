import type { ReviewedIdentity } from "#domain/review-traps.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

type RecordLoad = {
  readonly versionNo: number;
  readonly records: readonly string[];
  readonly fields: FieldKeys;
};

type StagedRow = {
  readonly record_key: bigint;
  readonly person_id: bigint | null;
  readonly family_id: bigint | null;
  readonly village_no: bigint;
  readonly household_key: bigint;
  readonly source: string;
  readonly as_of: number;
  readonly name: string | null;
  readonly nik: string | null;
  readonly kk: string | null;
  readonly birth_date: number | null;
  readonly sex: number | null;
  readonly mother_name: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly relationship: number | null;
};

const COLUMNS = `record_key, person_id, family_id, village_no, household_key, source, as_of, name, nik, kk, birth_date,
  sex, mother_name, address, rt, rw, relationship`;

/** Seals what each record says of its person, whole and bound to its row, and brings it to the desk. */
export async function loadReviewRecords(
  desk: Desk,
  db: DuckDb,
  { versionNo, records, fields }: RecordLoad,
): Promise<void> {
  if (records.length === 0) return;
  const files = records.map(text).join(", ");
  for await (const chunk of db.chunks(
    `select ${COLUMNS} from read_parquet([${files}]) order by record_key`,
  )) {
    const rows = Array.from({ length: chunk.rows }, (_, i) =>
      Object.fromEntries(chunk.names.map((name, column) => [name, chunk.columns[column]?.[i]])),
    ) as unknown as readonly StagedRow[];
    await asWorker(desk, (tx) =>
      tx.query(ADD_RECORDS, [
        versionNo,
        ...(
          [
            "record_key",
            "person_id",
            "family_id",
            "village_no",
            "household_key",
            "source",
            "as_of",
          ] as const
        ).map((name) => rows.map((row) => row[name])),
        rows.map((row) => sealRow(fields, row)),
      ]),
    );
  }
}

const ADD_RECORDS = `insert into review_record (version_no, record_key, person_id, family_id, village_no, household_key,
  source, as_of, identity_enc)
select $1, u.* from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::int[],
  $9::bytea[]) as u
on conflict (record_key) do update set version_no = excluded.version_no, person_id = excluded.person_id,
  family_id = excluded.family_id, village_no = excluded.village_no, household_key = excluded.household_key,
  source = excluded.source, as_of = excluded.as_of, identity_enc = excluded.identity_enc`;

function sealRow(fields: FieldKeys, row: StagedRow): Buffer {
  const says: ReviewedIdentity = {
    name: row.name,
    nik: row.nik,
    kk: row.kk,
    birthDate: row.birth_date,
    sex: row.sex,
    motherName: row.mother_name,
    address: row.address,
    rt: row.rt,
    rw: row.rw,
    relationship: row.relationship,
  };
  const place = { table: "review_record", column: "identity_enc", rowId: row.record_key };
  return encryptField(fields, place, JSON.stringify(says));
}
