import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { FamilyPage } from "#contract/families.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { getProgram } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { randomModels } from "#test/random-models.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const clock = () => new Date();
const CHILD = 11;
let app: FastifyInstance;
let ask: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const versionNo = await publishFamilies(desk(), [
    {
      familyId: 1,
      villageNo: 3204052001,
      headName: "Siti Aminah",
      nik: "9932045705800001",
      kk: "9932040101150001",
    },
  ]);
  const owner = desk().owner;
  await owner.query("update dtsen.family set size = 2");
  await owner.query(
    `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, name_key,
       life_status, facts)
     select version_no, ${CHILD}, family_id, village_no, domicile_village_no, 'Anak', 'ANAK', 1, facts
     from dtsen.person`,
  );
  await owner.query("insert into dtsen.version_model values ($1, $2)", [
    versionNo,
    JSON.stringify(randomModels(1)),
  ]);
  await owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no,
       outcome, amount_rupiah, ruleset_id)
     values ($1, 1, 'pkh', 'family', 1, 3204052001, 3204052001, 'recipient', 900000, $2)`,
    [versionNo, rulesetOn(getProgram("pkh"), "2026-10-31")?.id],
  );
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
  ask = await signedIn(app, "tksk", clock());
});

/** What a sheet and the lists say from which somebody could count. */
async function told() {
  const purpose = "verification";
  const sheet = (await ask("GET", "/api/v1/families/1", { purpose })).body as FamilySheet;
  const list = (await ask("GET", "/api/v1/families", { purpose })).body as FamilyPage;
  return {
    members: sheet.members.length,
    sizes: [sheet.size, ...sheet.history.map(({ size }) => size), list.items[0]?.size],
    amounts: sheet.programs.map(({ amountRupiah }) => amountRupiah),
    isExplained: sheet.why !== undefined,
  };
}

test("a sheet does not tell that a member is hidden: neither by size, amount nor explanation", async () => {
  expect(await told()).toEqual({
    members: 2,
    sizes: [2, 2, 2],
    amounts: ["900000"],
    isExplained: true,
  });
  await desk().owner.query(
    `insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('person', ${CHILD}, 'shelter', 1)`,
  );
  expect(await told()).toEqual({
    members: 1,
    sizes: [1, 1, 1],
    amounts: [undefined],
    isExplained: false,
  });
});

test("after an erasure nothing is explained or paid from facts that are gone", async () => {
  await desk().owner.query("delete from dtsen.suppression");
  await desk().owner.query(
    `update dtsen.person set life_status = -5, name = null where person_id = ${CHILD}`,
  );
  expect(await told()).toMatchObject({ members: 2, amounts: [undefined], isExplained: false });
});
