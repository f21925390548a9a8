import { beforeAll, expect, test } from "vitest";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { plantWork, publishFamilies } from "#test/desk-fixture.ts";
import { deskForTests } from "#test/store.ts";
import { answerAsTwo, listWaitingFindings } from "./answer-waiting-finding.ts";

const desk = deskForTests();
const FAMILY = {
  familyId: 1,
  villageNo: 3204052001,
  headName: "Siti",
  nik: "9932041705800001",
  kk: "9932040101150001",
};
const DRAFT = {
  findingId: 1,
  label: "2027-1",
  answer: "refused",
  reason: "kunjungan ulang: masih sama",
  answeredBy: "regency-verifier",
  second: "bps-steward",
} as const;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), [FAMILY]);
  await plantWork(desk(), [FAMILY]);
  await desk().owner.query(
    "update dtsen.finding set confirmed_by = (select max(account_id) from dtsen.account)",
  );
});

test("without a version that waits there is nothing to answer", async () => {
  expect(await listWaitingFindings(desk())).toEqual({ ok: false, problem: "no-version-waits" });
});

test("two people answer what keeps a version from being published", async () => {
  await desk().owner.query(
    `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by, findings_cut_off)
     values ('2027-1', 'frozen', 'persons', '2027-01-31', repeat('b', 64), 'test', '2999-01-01')`,
  );
  expect(await listWaitingFindings(desk())).toMatchObject({
    value: { label: "2027-1", findings: [{ findingId: 1, kind: "well-off", familyId: 1 }] },
  });
  const problemOf = async (change: object) => await answerAsTwo(desk(), { ...DRAFT, ...change });
  expect(await problemOf({ second: "regency-verifier" })).toMatchObject({
    problem: "same-two-people",
  });
  expect(await problemOf({ answeredBy: "psm" })).toMatchObject({
    problem: "confirming-right-not-held",
  });
  expect(await problemOf({ second: "auditor" })).toMatchObject({
    problem: "publishing-right-not-held",
  });
  expect((await answerAsTwo(desk(), DRAFT)).ok).toBe(true);
  expect(await listWaitingFindings(desk())).toMatchObject({ value: { findings: [] } });
});
