import { recordPlace } from "#api/review-records.ts";
import type { ReviewedIdentity } from "#domain/review-traps.ts";
import type { ReviewStake } from "#domain/review-value.ts";
import { encryptField, openFieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** A pair of a test: who stands on both sides, and what the desk was told of it. */
export type ReviewDraft = {
  readonly villageNo: number;
  /** Where the other record is, if elsewhere. */
  readonly otherVillageNo?: number;
  /** Person ids of both sides; their families are a tenth of them, as in desk-fixture.ts. */
  readonly people?: readonly [number, number];
  readonly left?: Partial<ReviewedIdentity>;
  readonly right?: Partial<ReviewedIdentity>;
  readonly weight?: number;
  readonly chancePermille?: number;
  readonly stake?: ReviewStake;
  readonly isDouble?: boolean;
  /** Known truth: the record's key is then below zero. */
  readonly truth?: "same" | "different";
};

/** Keys of a first delivery's and of the registry's records, as the lake packs them. */
const LIST = 2n * 4_294_967_296n;
const REGISTRY = 4_294_967_296n;

export const SOMEBODY: ReviewedIdentity = {
  name: "SITI AMINAH",
  nik: "9932045705800001",
  kk: "9932040101150001",
  birthDate: 19800517,
  sex: 2,
  motherName: "KARTINI",
  address: "JALAN CONTOH 1",
  rt: "001",
  rw: "002",
  relationship: 1,
};

/** Pairs under review, past all policies, worth most first; answers their numbers. `from` keeps clear of real keys. */
export async function plantReviews(
  desk: Desk,
  versionNo: number,
  drafts: readonly ReviewDraft[],
  from = 0,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (const [i, draft] of drafts.entries())
    made.push(await plantReview(desk, versionNo, from + i, draft));
  return made;
}

async function plantReview(
  desk: Desk,
  versionNo: number,
  place: number,
  draft: ReviewDraft,
): Promise<string> {
  const { villageNo, otherVillageNo = villageNo, weight = 3_000, stake = "none" } = draft;
  const [left, right] = draft.people ?? [place * 20 + 1_000_010, place * 20 + 1_000_020];
  const recordKey = (LIST + BigInt(place)) * (draft.truth === undefined ? 1n : -1n);
  const spineKey = REGISTRY + BigInt(place);
  const sides = [
    { key: recordKey, person: left, village: villageNo, source: "dtks", says: draft.left },
    {
      key: spineKey,
      person: right,
      village: otherVillageNo,
      source: "dukcapil",
      says: draft.right,
    },
  ];
  const keys = openFieldKeys(desk.settings.keyFolder);
  return await asWorker(desk, async (tx) => {
    for (const { key, person, village, source, says } of sides) {
      const text = JSON.stringify({ ...SOMEBODY, ...says });
      await tx.query(
        `insert into dtsen.review_record (record_key, version_no, person_id, family_id, village_no, household_key,
           source, as_of, identity_enc) values ($1::bigint, $2, $3::bigint, $3::bigint / 10, $4, abs($1::bigint), $5, 20260930, $6)
         on conflict do nothing`,
        [key, versionNo, person, village, source, encryptField(keys, recordPlace(key), text)],
      );
    }
    const [row] = await tx.query<{ pair_id: number }>(
      `insert into dtsen.review_pair (version_no, record_key, spine_key, record_person_id, record_family_id,
         spine_person_id, spine_family_id, record_village_no, spine_village_no, weight, margin, chance_permille,
         waterfall, provenance, aid, stake, value, opened_on, is_double)
       values ($1, $2, $3, $4::bigint, $4::bigint / 10, $5::bigint, $5::bigint / 10, $6, $7, $8, 1000, $9, $10, 'uji', $11, $12, $13,
         '2026-11-01', $14) returning pair_id`,
      [
        versionNo,
        recordKey,
        spineKey,
        left,
        right,
        villageNo,
        otherVillageNo,
        weight,
        draft.chancePermille ?? null,
        JSON.stringify(WATERFALL),
        stake === "receives" ? { record: [["pkh", "recipient"]], spine: [] } : {},
        stake,
        100_000_000 - place,
        draft.isDouble ?? false,
      ],
    );
    const pairId = row?.pair_id ?? 0;
    if (draft.truth !== undefined) {
      await tx.query("insert into dtsen.review_gold values ($1, $2)", [pairId, draft.truth]);
    }
    return String(pairId);
  });
}

/** Minus 18 bits before comparing, 22 from what agrees; the default weight of 3 bits is capped by one. */
const WATERFALL = {
  prior: -18_000,
  name: { level: 7, weight: -300, rarity: 9_000 },
  "birth-date": { level: 5, weight: -200, rarity: 8_500 },
  nik: { level: 0, weight: 0 },
  place: { level: 4, weight: 4_000 },
  sex: { level: 2, weight: 900 },
  "mother-name": { level: 3, weight: 100 },
};
