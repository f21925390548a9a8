import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import type { Desk } from "#store/open.ts";
import { type FixtureFamily, publishFamilies } from "#test/desk-fixture.ts";
import type { LakeHouse } from "#test/lake-house.ts";

const VILLAGE = 1101012001;
/** In another province. */
const FAR = 5171010001;

const family = (familyId: number, villageNo = VILLAGE): FixtureFamily => ({
  familyId,
  villageNo,
  headName: `Warga Hari Ini ${familyId}`,
  nik: `99110101010185${String(familyId).padStart(2, "0").slice(-2)}`.padEnd(16, "7"),
  kk: `99110101010115${String(familyId).padStart(2, "0").slice(-2)}`.padEnd(16, "7"),
});

/**
 * Version 2026-1 is in the lake alone, families 1 to 800 of two people each; 2026-4 is at the desk, where the ledger says: 3 went on
 * as 2, 5 as 901, 900 was a part of 4, 902 a part of 6, which lives in another province today; 7's child lives there too.
 */
export async function plantPast(desk: Desk, { versionNo: old }: LakeHouse): Promise<number> {
  const { owner } = desk;
  await owner.query(
    "insert into dtsen.publication_pointer (version_no, switched_by) values ($1, 'bps-steward')",
    [old],
  );
  const near = [1, 2, 4, 7, 8, 900, 901, 902, 903].map((id) => family(id));
  const now = await publishFamilies(desk, [...near, family(6, FAR), family(907, FAR)]);
  await owner.query(
    `insert into dtsen.family_passage values ($1, $1, 3, 2, 0), ($1, $1, 5, 901, 0), ($1, $1, 4, 900, 1), ($1, $1, 6, 902, 1)`,
    [now],
  );
  await owner.query("insert into dtsen.person_redirect values ($1, 71, 9070)", [now]);
  await owner.query(
    `insert into dtsen.tombstone (unit, unit_id, ground, erased_by, confirmed_by)
     values ('person', 81, 'UU 27/2022 pasal 8', 'a', 'b')`,
  );
  await plantFinding(desk);
  await owner.query(
    `alter table dtsen.publication disable trigger user;
     update dtsen.publication set from_at = '2026-02-01T02:00:00Z' where version_no = ${old};
     update dtsen.publication set from_at = '2026-08-01T02:00:00Z' where version_no = ${now};
     alter table dtsen.publication enable trigger user;`,
  );
  return now;
}

/** Family 1's floor was found to be another on 10 March, confirmed on 12 March; on 1 September a well-off neighbour's word came. */
async function plantFinding({ owner }: Desk): Promise<void> {
  await owner.query(
    `insert into dtsen.finding (unit, unit_id, family_id, kind, variable_id, fact_place, fact_value, village_no,
       domicile_village_no, observed_on, recorded_by, recorded_at, confirmed_by, confirmed_at)
     select 'family', 1, 1, 'correction', 'floor_material', $1, 6, $2, $2, '2026-03-10', min(account_id),
       '2026-03-10T03:00:00Z', max(account_id), '2026-03-12T03:00:00Z' from dtsen.account`,
    [FAMILY_FACTS.indexOf("floor_material") + 1, VILLAGE],
  );
  await owner.query(
    `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by,
       recorded_at)
     select 'family', 1, 1, 'well-off', $1, $1, '2026-09-01', min(account_id), '2026-09-01T03:00:00Z' from dtsen.account`,
    [VILLAGE],
  );
}
