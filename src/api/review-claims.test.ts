import { beforeAll, expect, test } from "vitest";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asSession } from "#store/transact.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantReviews } from "#test/review-fixture.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";

const desk = deskForTests();
const villageNo = 3204052001;
const REVIEWERS = [
  "regency-verifier",
  "civil-registry-officer",
  "regency-supervisor",
  "bps-steward",
];

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const [nik, kk] = ["9932045705800001", "9932040101150001"];
  const versionNo = await publishFamilies(desk(), [
    { familyId: 1, villageNo, headName: "Peraga 1", nik, kk },
  ]);
  await plantReviews(
    desk(),
    versionNo,
    Array.from({ length: 45 }, () => ({ villageNo })),
  );
});

test("four people who take pairs in one moment, each in two tabs, never take the same", async () => {
  const tabs = [...REVIEWERS, ...REVIEWERS];
  const tokens = await Promise.all(tabs.map((role) => sessionForTests(desk(), role)));
  for (let round = 0; round < 8; round++) {
    await desk().owner.query("delete from dtsen.review_claim");
    await Promise.all(
      tokens.map((token) =>
        asSession(desk(), token, "update", (tx) =>
          tx.query("select * from dtsen.claim_pairs(5, 0, 9999999999, '{}')"),
        ),
      ),
    );
    const { rows: taken } = await desk().owner.query<{ pair_id: number; people: number }>(
      "select pair_id, count(*)::int as people from dtsen.review_claim group by pair_id order by pair_id",
    );
    expect(taken.length).toBeGreaterThan(4);
    expect(taken.filter(({ people }) => people > 1)).toEqual([]);
  }
});
