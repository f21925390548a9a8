import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { publishVersion } from "#publication/publish.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { villageOf } from "#test/frozen-version.ts";
import { projectForTests, publicHouseForTests } from "#test/public-house.ts";
import { deskForTests } from "#test/store.ts";
import { deliverFeedback } from "./deliver-feedback.ts";
import type { House } from "./house.ts";

const desk = deskForTests();
const tools = publicHouseForTests(desk);

test("a confirmed correction comes back as a delivery that says only what was corrected", async () => {
  await projectForTests(tools(), { label: "v1", families: 20 });
  await publishVersion(desk(), { label: "v1", publishedBy: "bps" });
  await desk().owner.query(
    `insert into account (username, person_name, password_hash) values ('a', 'A', ''), ('b', 'B', '')`,
  );
  const finding = (unit: string, unitId: number, variable: string, place: number, value: number) =>
    desk().owner.query(
      `insert into finding (unit, unit_id, family_id, kind, variable_id, fact_place, fact_value, village_no,
         domicile_village_no, observed_on, recorded_by, confirmed_by, confirmed_at)
       values ($1, $2, 7, 'correction', $3, $4, $5, $6, $6, '2026-02-01', 1, 2, now())`,
      [unit, unitId, variable, place, value, villageOf(7)],
    );
  const roof = FAMILY_FACTS.indexOf("roof_material") + 1;
  await finding("family", 7, "roof_material", roof, 2);
  await finding("family", 7, "roof_material", roof, 3);
  await finding("person", 70, "works", 10, 0);

  const { keyFolder, dataFolder } = desk().settings;
  const settings = { dataFolder, keyFolder, databaseUrl: undefined, isProduction: false };
  const house: House = {
    ...tools(),
    settings: { ...settings, threads: 1, memory: "1GB", auditWitnesses: [] },
  };
  await seedDemoAccounts(desk(), "33.07");
  const draft = { cutOff: "2999-01-01", asOf: "2026-03-01" as PlainDate };
  const notHeld = [{ ok: false, problem: "receiving-right-not-held" }];
  expect(await deliverFeedback(house, { ...draft, actor: "regency-supervisor" })).toEqual(notHeld);
  expect(await deliverFeedback(house, { ...draft, actor: "nobody" })).toEqual(notHeld);
  const answers = await deliverFeedback(house, { ...draft, actor: "bps-steward" });
  expect(answers.map((answer) => answer.ok && answer.value.rowsAccepted)).toEqual([1, 1]);
  expect(answers.map((answer) => answer.ok && answer.value.rowsRefused)).toEqual([0, 0]);

  const first = answers[0];
  const staged = `${tools().folders.staged}/${first?.ok ? first.value.deliveryNo : 0}/staged_family.parquet.enc`;
  await withIdentity(tools(), [staged], async ([plain]) => {
    const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: tools().folders.work });
    const rows = await db.all(
      `select source, roof_material, wall_material, kk from read_parquet(${text(plain ?? "")})`,
    );
    db.close();
    expect(rows).toEqual([
      { source: "feedback", roof_material: 3, wall_material: -1, kk: "9900000000000007" },
    ]);
  });
});
