import { beforeAll, expect, test } from "vitest";
import type { FamilySheet, Member } from "#contract/family-sheet.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
let officer: Awaited<ReturnType<typeof signedIn>>;
let versionNo: number;

beforeAll(async () => {
  const opened = desk();
  await seedDemoAccounts(opened, "3204");
  const head = { villageNo: HERE, headName: "Siti Aminah" };
  versionNo = await publishFamilies(opened, [
    { ...head, familyId: 1, nik: "9932045705800001", kk: "9932040101150001" },
  ]);
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  const clock = () => new Date();
  const app = await buildServer({ desk: opened, settings, clock, webFolder: "web" });
  officer = await signedIn(app, "regency-verifier", clock());
});

async function member(): Promise<Member | undefined> {
  const answer = await officer("GET", "/api/v1/families/1", { purpose: "verification" });
  return (answer.body as FamilySheet).members[0];
}

const SAID = { nik: "same", name: "different", "birth-date": "same", sex: "same", life: "alive" };
const answered = (outcome: string, day: string, delivery: number | null = null) =>
  desk().owner.query(
    `insert into dtsen.identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome,
       answers, answered_on, recheck_on, delivery_no)
     values (10, 1, $1, $1, 'manual', $2, $3, $4, '2026-12-20', $5)`,
    [HERE, outcome, JSON.stringify(SAID), day, delivery],
  );

test("nobody was asked about: the status of the version, and nothing to tell", async () => {
  const plain = await member();
  expect(plain?.identity.id).toBe("Padan");
  expect(plain).not.toHaveProperty("identityHelp");
  expect(plain).not.toHaveProperty("identityCheck");
});

test("an answer that the version does not have yet is told already, field by field, without values", async () => {
  await answered("kk-beda", "2026-11-01");
  await answered("nama-beda", "2026-11-20");
  const asked = await member();
  expect(asked?.identity.id).toBe("Padan");
  expect(asked?.identityHelp?.bring.id).toMatch(/Bawa KTP-el dan KK/);
  expect(asked?.identityCheck).toMatchObject({
    answeredOn: "2026-11-20",
    recheckOn: "2026-12-20",
    state: "waiting",
    outcome: { id: "Nama berbeda" },
    how: { id: "petugas Dukcapil" },
  });
  const fields = asked?.identityCheck?.fields.map(({ field, answer }) => [field, answer]);
  expect(fields).toEqual([
    ["nik", "same"],
    ["name", "different"],
    ["birth-date", "same"],
    ["kk", "not-known"],
    ["sex", "same"],
  ]);
});

test("once the version uses it, the version speaks; where the registry's file is newer, it says so", async () => {
  const { rows } = await desk().owner.query<{ delivery_no: number }>(
    `insert into dtsen.delivery (source, delivery_set, as_of, file_name, sha256, received_by)
     values ('dukcapil', 'identity', '2026-11-21', 'x', repeat('b', 64), 'test') returning delivery_no`,
  );
  const deliveryNo = rows[0]?.delivery_no ?? 0;
  await desk().owner.query("insert into dtsen.version_delivery values ($1, $2)", [
    versionNo,
    deliveryNo,
  ]);
  await answered("nama-beda", "2026-11-21", deliveryNo);
  const outdated = await member();
  expect(outdated?.identityCheck?.state).toBe("outdated");
  expect(outdated).not.toHaveProperty("identityHelp");
  await desk().owner.query(
    `update dtsen.person set identity_status = 'nama-beda', sources = $1 where person_id = 10`,
    [
      JSON.stringify({
        "identity-check": { source: "dukcapil", as_of: 20261121, reason: "registry" },
      }),
    ],
  );
  const used = await member();
  expect(used?.identityCheck?.state).toBe("used");
  expect(used?.identity.id).toBe("Nama berbeda");
  expect(used?.identityHelp?.differs.id).toMatch(/berbeda dengan nama di Dukcapil/);
});
