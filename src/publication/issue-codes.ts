import type { Progress } from "#domain/progress.ts";
import { decryptField, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import { type KodeCek, mintKodeCek } from "./kode-cek.ts";
import type { LookupKeys } from "./lookup-keys.ts";

/** Families that get their codes in one transaction. */
const BATCH = 20_000;

type Uncoded = {
  readonly family_id: number;
  readonly village_no: number;
  readonly domicile_village_no: number;
};

/** Gives every family of a projected version a Kode Cek that has none in force. Answers how many. */
export async function issueCodes(
  desk: Desk,
  keys: { readonly fields: FieldKeys; readonly lookup: LookupKeys },
  versionNo: number,
  progress: Progress,
): Promise<number> {
  let [issued, after] = [0, -1];
  for (;;) {
    const families = await listUncoded(desk, versionNo, after);
    const last = families.at(-1);
    if (last === undefined) return issued;
    await addCodes(desk, keys, families);
    issued += families.length;
    after = last.family_id;
    progress({ room: "publication", step: "kode-cek", done: issued, of: 0 });
  }
}

async function listUncoded(desk: Desk, versionNo: number, after: number): Promise<Uncoded[]> {
  return asWorker(desk, (tx) =>
    tx.query<Uncoded>(
      `select f.family_id, f.village_no, f.domicile_village_no from family f
       where f.version_no = $1 and f.family_id > $2 and f.size > 0 and not exists (
         select from check_code c where c.family_id = f.family_id and c.revoked_at is null)
       order by f.family_id limit $3`,
      [versionNo, after, BATCH],
    ),
  );
}

async function addCodes(
  desk: Desk,
  { fields, lookup }: { readonly fields: FieldKeys; readonly lookup: LookupKeys },
  families: readonly Uncoded[],
): Promise<void> {
  const codes = families.map(() => mintKodeCek());
  await asWorker(desk, (tx) =>
    tx.query(
      `insert into check_code (code_index, code_enc, family_id, village_no, domicile_village_no)
       select * from unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[])`,
      [
        codes.map((code) => lookup.codeIndex(code)),
        codes.map((code, i) => sealCode(fields, families[i]?.family_id ?? 0, code)),
        families.map(({ family_id }) => family_id),
        families.map(({ village_no }) => village_no),
        families.map(({ domicile_village_no }) => domicile_village_no),
      ],
    ),
  );
}

function sealCode(fields: FieldKeys, familyId: number, code: KodeCek): Buffer {
  return encryptField(fields, codePlace(familyId), code);
}

/** Codes in force of some families, for slips and examples; the caller has written the audit row. */
export async function readCodes(
  desk: Desk,
  fields: FieldKeys,
  familyIds: readonly number[],
): Promise<ReadonlyMap<number, KodeCek>> {
  const rows = await asWorker(desk, (tx) =>
    tx.query<{ family_id: number; code_enc: Buffer }>(
      `select family_id, code_enc from check_code
       where family_id = any ($1) and revoked_at is null and code_enc is not null`,
      [familyIds],
    ),
  );
  return new Map(
    rows.map(({ family_id, code_enc }) => [
      family_id,
      decryptField(fields, codePlace(family_id), code_enc) as KodeCek,
    ]),
  );
}

const codePlace = (rowId: number) => ({ table: "check_code", column: "code_enc", rowId });
