import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { blindIndex, encryptField, openFieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** One family of a test, with its head alone; ids are the test's own. */
export type FixtureFamily = {
  readonly familyId: number;
  readonly villageNo: number;
  readonly headName: string;
  readonly nik: string;
  readonly kk: string;
  readonly decile?: number;
  /** Facts of the family that are not 1, as every other. */
  readonly facts?: Readonly<Record<string, number>>;
};

/** A published version of a few families, straight into the projection: no lake, no pipeline. */
export async function publishFamilies(
  desk: Desk,
  families: readonly FixtureFamily[],
  label = "2026-4",
): Promise<number> {
  return await asWorker(desk, async (tx) => {
    const [version] = await tx.query<{ version_no: number }>(
      `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by)
       values ($1, 'projected', 'persons', '2026-10-31', repeat('a', 64), 'test')
       returning version_no`,
      [label],
    );
    const versionNo = version?.version_no ?? 0;
    await tx.query("select dtsen.open_projection($1)", [versionNo]);
    for (const family of families) await insertFamily(desk, tx.query, versionNo, family);
    await tx.query("select dtsen.close_projection($1)", [versionNo]);
    await tx.query(
      `insert into dtsen.publication_pointer (version_no) values ($1)
       on conflict (one) do update set version_no = excluded.version_no`,
      [versionNo],
    );
    await tx.query(
      "update dtsen.version set state = 'published', published_at = now() where version_no = $1",
      [versionNo],
    );
    return versionNo;
  });
}

type Query = (sql: string, values?: readonly unknown[]) => Promise<unknown[]>;

async function insertFamily(
  desk: Desk,
  query: Query,
  versionNo: number,
  { familyId, villageNo, headName, nik, kk, decile = 3, facts = {} }: FixtureFamily,
): Promise<void> {
  const keys = openFieldKeys(desk.settings.keyFolder);
  const personId = familyId * 10;
  await query(
    `insert into dtsen_loading.family_v${versionNo} (version_no, family_id, head_person_id, size,
       village_no, domicile_village_no, kk_enc, kk_index, head_name, address, facts_as_of, facts,
       score, decile_national, decile_province, decile_regency, percentile, model_id, sources)
     values ($1, $2, $3, 1, $4, $4, $5, $6, $7, 'Jalan Contoh 1', 20261031, $8, $2, $9, $9, $9, $10,
       'test-model', '{"housing": {"source": "regsosek", "as_of": 20221015, "reason": "newest"}}')`,
    [
      versionNo,
      familyId,
      personId,
      villageNo,
      encryptField(keys, { table: "family", column: "kk_enc", rowId: familyId }, kk),
      blindIndex(keys, "kk", kk),
      headName,
      FAMILY_FACTS.map((id) => facts[id] ?? 1),
      decile,
      decile * 10 - 5,
    ],
  );
  await query(
    `insert into dtsen_loading.person_v${versionNo} (version_no, person_id, family_id, village_no,
       domicile_village_no, name, name_key, nik_enc, nik_index, kk_index, birth_date,
       identity_status, life_status, facts)
     values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, 19800517, 'padan', 1, $10)`,
    [
      versionNo,
      personId,
      familyId,
      villageNo,
      headName,
      headName.toUpperCase(),
      encryptField(keys, { table: "person", column: "nik_enc", rowId: personId }, nik),
      blindIndex(keys, "nik", nik),
      blindIndex(keys, "kk", kk),
      PERSON_FACTS.map(() => 1),
    ],
  );
}

/** For each family an evidence check, a finding, a proposed correction, an answer on identity that is due, and somebody without NIK in its village, numbered like it. */
export async function plantWork(desk: Desk, families: readonly FixtureFamily[]): Promise<void> {
  for (const { familyId, villageNo, headName } of families) {
    await desk.owner.query(
      `insert into dtsen.evidence_check (check_id, version_no, family_id, village_no,
         domicile_village_no, source, subject_kind, statement, amount, observed_on,
         match_probability_milli, reason)
       overriding system value
       values ($1, 1, $1, $2, $2, 'pln', 'meter', 'power-va', 2200, '2026-05-01', 640, 'below-threshold')`,
      [familyId, villageNo],
    );
    await desk.owner.query(
      `insert into dtsen.identity_check (person_id, family_id, village_no, domicile_village_no, adapter,
         outcome, answered_on, recheck_on)
       values ($1::bigint * 10, $1::bigint, $2, $2, 'bulk-file', 'nama-beda', '2026-01-02', '2026-02-01')`,
      [familyId, villageNo],
    );
    await desk.owner.query(
      `insert into dtsen.unidentified_person (unidentified_id, client_id, description, village_no,
         domicile_village_no, found_on, recorded_by)
       overriding system value
       select $1, gen_random_uuid(), $3, $2, $2, '2026-01-05', min(account_id) from dtsen.account`,
      [familyId, villageNo, `tanpa kartu ${headName}`],
    );
    await desk.owner.query(
      `insert into dtsen.finding (finding_id, unit, unit_id, family_id, kind, village_no,
         domicile_village_no, observed_on, recorded_by)
       overriding system value
       select $1, 'family', $1, $1, 'well-off', $2, $2, '2026-06-01', min(account_id)
       from dtsen.account`,
      [familyId, villageNo],
    );
    await desk.owner.query(
      `insert into dtsen.correction_proposal (proposal_id, receipt_index, client_id, family_id, unit, unit_id,
         variable_id, asked_about, ground, proposed_value, version_no, village_no, domicile_village_no, received_on)
       overriding system value
       values ($1::bigint, int8send($1::bigint), gen_random_uuid(), $1::bigint, 'family', $1::bigint, 'floor_material', 'floor_material',
         'wrong', 6, 1, $2, $2, '2026-06-01')`,
      [familyId, villageNo],
    );
  }
  await desk.owner.query("alter table dtsen.finding alter finding_id restart with 1001");
  await desk.owner.query(
    "alter table dtsen.unidentified_person alter unidentified_id restart with 1001",
  );
}
