import { beforeAll, expect, test } from "vitest";
import { reviewedReport } from "#cli/terminal/reviewed-report.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantReviews } from "#test/review-fixture.ts";
import { deskForTests } from "#test/store.ts";
import { readReviewEvidence } from "./review-evidence.ts";

const desk = deskForTests();
const HERE = 3204052001;
let versionNo = 0;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const family = { familyId: 1, villageNo: HERE, headName: "Peraga 1" };
  const numbers = { nik: "9932045705800001", kk: "9932040101150001" };
  versionNo = await publishFamilies(desk(), [{ ...family, ...numbers }]);
});

const run = (sql: string, values: unknown[] = []) => desk().owner.query(sql, values);

/** A pair of that chance, decided so, in the book; undone again where it is said. */
async function decide(chancePermille: number | undefined, verdict: string, place: number) {
  const chance = chancePermille === undefined ? {} : { chancePermille };
  const [id] = await plantReviews(desk(), versionNo, [{ villageNo: HERE, ...chance }], place);
  const add = (said: string, two: string) =>
    run(
      `insert into dtsen.identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by)
       select pair_id, 1, left_key, right_key, $2, $3, false, (select min(account_id) from dtsen.account)
       from dtsen.review_pair where pair_id = $1`,
      [id, said, two],
    );
  await add(verdict === "undone" ? "same" : verdict, "one-answer");
  if (verdict === "undone") await add("undone", "undone");
}

async function answer(pairId: string | undefined, username: string, verdict: string) {
  await run(
    `insert into dtsen.review_answer (pair_id, round, account_id, stage, verdict)
     select $1, 1, account_id, 'first', $3 from dtsen.account where username = $2`,
    [pairId, username, verdict],
  );
}

test("decided pairs stand by their chance beside what was expected; what was undone does not count", async () => {
  let place = 0;
  for (const verdict of ["same", "same", "same", "different", "undone"]) {
    await decide(720, verdict, place++);
  }
  await decide(undefined, "different", place++);
  const { bands } = await readReviewEvidence(desk(), versionNo);
  expect(bands).toMatchObject([
    { fromPermille: 700, decided: 4, same: 3, observed: { share: 0.75 }, expectedShare: 0.72 },
    { fromPermille: undefined, decided: 1, same: 0, expectedShare: undefined },
  ]);
  expect(bands[0]?.observed.low).toBeCloseTo(0.3006, 3);
  expect(await readReviewEvidence(desk(), versionNo - 1)).toMatchObject({ bands: [] });
});

test("first blind answers alone are held against known truth and against each other", async () => {
  const gold = await plantReviews(
    desk(),
    versionNo,
    [
      { villageNo: HERE, truth: "same" },
      { villageNo: HERE, truth: "different" },
    ],
    100,
  );
  await answer(gold[0], "regency-verifier", "same");
  await answer(gold[0], "regency-verifier", "withdrawn");
  await answer(gold[0], "regency-verifier", "different");
  await answer(gold[1], "regency-verifier", "unsure");
  const [double] = await plantReviews(
    desk(),
    versionNo,
    [{ villageNo: HERE, isDouble: true }],
    200,
  );
  await answer(double, "regency-verifier", "same");
  await answer(double, "civil-registry-officer", "different");
  const evidence = await readReviewEvidence(desk(), versionNo);
  expect(evidence.gold).toMatchObject({ answers: 2, right: 1, accuracy: { share: 0.5 } });
  expect(evidence.doubles).toMatchObject({ pairs: 1, alike: 0 });
  const page = reviewedReport(evidence).join("\n");
  expect(page).toContain("| 70 to 80 % | 4 | 3 | 75.00 % (30.06-95.44) | 72.00 % | yes |");
  expect(page).toContain("Known truth: 1 of 2 answers right");
  expect(page).toContain("Blind doubles: 0 of 1 answered alike; too few for kappa");
});
