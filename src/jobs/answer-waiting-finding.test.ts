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

test("what waits is what is published next: brought to the desk before only frozen, the newest of them, none that the one in force overtook", async () => {
  const { owner } = desk();
  const waiting = async () => {
    const found = await listWaitingFindings(desk());
    return found.ok ? found.value.label : found.problem;
  };
  const add = (label: string, state: string) =>
    owner.query(
      `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by)
       values ($1, $2, 'persons', '2027-01-31', repeat('c', 64), 'test')`,
      [label, state],
    );
  await add("2026-9", "frozen");
  expect(await waiting()).toBe("2026-9");
  await add("2026-10", "projected");
  await add("2026-11", "frozen");
  expect(await waiting()).toBe("2026-10");
  await owner.query("update dtsen.version set state = 'projected' where label = '2026-11'");
  expect(await waiting()).toBe("2026-11");
  await add("2026-12", "published");
  const pointer = "update dtsen.publication_pointer set version_no =";
  await owner.query(`${pointer} (select version_no from dtsen.version where label = '2026-12')`);
  expect(await waiting()).toBe("no-version-waits");
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
