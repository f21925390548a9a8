import { beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Purpose } from "#domain/purpose.ts";
import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import { publishVersion, withdrawVersion } from "#publication/publish.ts";
import { signIn, totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret, seedDemoAccounts } from "#store/demo-accounts.ts";
import { asSession, asWorker, type SessionToken, type Tx } from "#store/transact.ts";
import { villageOf } from "#test/frozen-version.ts";
import { projectForTests, publicHouseForTests } from "#test/public-house.ts";
import { deskForTests } from "#test/store.ts";
import { answerFinding } from "./answer-findings.ts";
import { confirmFinding, type FindingDraft, recordFinding } from "./record-finding.ts";

const desk = deskForTests();
const house = publicHouseForTests(desk);
const ROOF = FAMILY_FACTS.indexOf("roof_material") + 1;
const tokens = new Map<string, SessionToken>();

/** A correction of the roof of family 7: the register says 1, the visit saw 3. */
const ROOF_IS_THREE: FindingDraft = {
  unit: "family",
  unitId: 7,
  familyId: 7,
  kind: "correction",
  observedOn: "2026-02-01" as PlainDate,
  correction: { variableId: "roof_material", value: 3 },
};

beforeAll(async () => {
  const seeded = await seedDemoAccounts(desk(), villageOf(7).slice(0, 4));
  if (!seeded.ok) throw new Error(seeded.problem);
  for (const role of ["village-operator", "village-head"]) {
    const totp = totpCode(demoSecret(role), new Date());
    const asked = { name: role, password: DEMO_PASSWORD, totp };
    const session = await signIn(desk(), asked, new Date());
    if (!session.ok) throw new Error(`${role}: ${session.problem}`);
    tokens.set(role, session.value.token);
  }
  await projectForTests(house(), { label: "v1", families: 40 });
  await publishVersion(desk(), { label: "v1", publishedBy: "bps" });
});

const as = <T>(role: string, work: (tx: Tx) => Promise<T>, purpose: Purpose = "verification") =>
  asSession(desk(), tokens.get(role) ?? "", purpose, work);

async function roofOf(familyId: number): Promise<number | undefined> {
  const [row] = await as("village-operator", (tx) =>
    tx.query<{ roof: number }>(
      `select facts[${ROOF}] as roof from current_family where family_id = $1`,
      [familyId],
    ),
  );
  return row?.roof;
}

async function record(draft: FindingDraft): Promise<number> {
  const recorded = await as("village-operator", (tx) => recordFinding(tx, draft));
  if (!recorded.ok) throw new Error(recorded.problem);
  return recorded.value.findingId;
}

const publish = (label: string) => publishVersion(desk(), { label, publishedBy: "bps" });

async function project(label: string, cutOff: string, roof: number): Promise<void> {
  const facts = [{ familyId: 7, column: "roof_material", value: roof }];
  await projectForTests(house(), { label, families: 40, facts });
  await asWorker(desk(), (tx) =>
    tx.query("update version set findings_cut_off = $2 where label = $1", [label, cutOff]),
  );
}

test("a finding changes nothing until another person confirms it", async () => {
  const finding = await record(ROOF_IS_THREE);
  expect(await roofOf(7)).toBe(1);
  expect(await as("village-head", (tx) => confirmFinding(tx, finding))).toMatchObject({ ok: true });
  expect(await roofOf(7)).toBe(3);
  expect(await as("village-head", (tx) => confirmFinding(tx, finding))).toMatchObject({
    problem: "already-in-force",
  });
});

test("a version built from a stale delivery does not outrank it, and cannot be published over it", async () => {
  await project("stale", "2999-01-01", 1);
  const refused = await publish("stale");
  expect(refused).toMatchObject({ ok: false, problem: "findings-unanswered" });
  expect(refused.unanswered).toEqual([{ kind: "correction", findings: 1 }]);
  expect(await roofOf(7)).toBe(3);
});

test("made during a build, after its cut-off, it stays laid over the version that knows nothing of it", async () => {
  await project("during", "2026-01-01", 1);
  expect(await publish("during")).toMatchObject({ ok: true, value: { findingsAnswered: 0 } });
  expect(await roofOf(7)).toBe(3);
});

test("a version that took it up answers it in the instant of publication", async () => {
  await project("absorbed", "2999-01-01", 3);
  expect(await stateOfFindings()).toEqual([null]);
  expect(await publish("absorbed")).toMatchObject({ ok: true, value: { findingsAnswered: 1 } });
  expect(await stateOfFindings()).toEqual(["absorbed"]);
  expect(await roofOf(7)).toBe(3);
});

test("made after the build it is laid over, and withdrawing puts answered ones in force again", async () => {
  const later = await record({
    ...ROOF_IS_THREE,
    correction: { variableId: "roof_material", value: 5 },
  });
  await as("village-head", (tx) => confirmFinding(tx, later));
  expect(await roofOf(7)).toBe(5);
  const draft = { label: "absorbed", withdrawnBy: "bps", reason: "salah model" };
  expect((await withdrawVersion(desk(), draft)).ok).toBe(true);
  expect(await stateOfFindings()).toEqual([null, null]);
  expect(await roofOf(7)).toBe(5);
});

test("a person refuses a finding with a reason, and then the version may be published", async () => {
  await project("refused", "2999-01-01", 3);
  const [last] = await asWorker(desk(), (tx) =>
    tx.query<{ finding_id: number }>("select max(finding_id) as finding_id from finding"),
  );
  const draft = {
    findingId: last?.finding_id ?? 0,
    label: "refused",
    answer: "refused" as const,
    answeredBy: "bps-steward",
  };
  expect(await answerFinding(desk(), { ...draft, reason: "" })).toMatchObject({
    problem: "no-reason",
  });
  expect((await answerFinding(desk(), { ...draft, reason: "foto atap lama" })).ok).toBe(true);
  expect(await publish("refused")).toMatchObject({ ok: true, value: { findingsAnswered: 2 } });
  expect(await roofOf(7)).toBe(3);
});

test("an earlier version that comes back puts in force again what later ones answered", async () => {
  expect((await publish("during")).ok).toBe(true);
  expect(await stateOfFindings()).toEqual([null, null]);
  expect(await roofOf(7)).toBe(5);
  expect(await publish("refused")).toMatchObject({ ok: true, value: { findingsAnswered: 2 } });
  expect(await roofOf(7)).toBe(3);
});

test("nobody records for a village that is not theirs", async () => {
  const draft = { ...ROOF_IS_THREE, familyId: 39_000, unitId: 39_000 };
  const refused = await as("village-operator", (tx) => recordFinding(tx, draft));
  expect(refused).toMatchObject({ problem: "family-unknown" });
});

test("weak evidence of a family under review waits as a check, once", async () => {
  const [row] = await asWorker(desk(), (tx) =>
    tx.query<{ checks: number; families: number; reasons: string[] }>(
      `select count(*) as checks, count(distinct family_id) as families,
         array_agg(distinct reason) as reasons from evidence_check`,
    ),
  );
  expect(row).toEqual({ checks: 2, families: 2, reasons: ["below-threshold"] });
});

async function stateOfFindings(): Promise<readonly (string | null)[]> {
  const rows = await asWorker(desk(), (tx) =>
    tx.query<{ answer: string | null }>("select answer from finding order by finding_id"),
  );
  return rows.map(({ answer }) => answer);
}
