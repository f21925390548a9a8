import { expect, test } from "vitest";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { publishVersion } from "#publication/publish.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { projectForTests, publicHouseForTests } from "#test/public-house.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const house = publicHouseForTests(desk);
const clock = () => new Date();
const PUBLISHES = 12;
const SHEETS_PER_PUBLISH = 5;

test("a sheet opened during a publication is wholly of the old version or wholly of the new", async () => {
  await seedDemoAccounts(desk(), "3204");
  // Family 3 is on all lists of 2026-1 and on none of 2026-2.
  await projectForTests(house(), { label: "2026-1", families: 20, listedRest: 0 });
  await projectForTests(house(), { label: "2026-2", families: 20, listedRest: 1 });
  const publish = async (label: string) =>
    expect((await publishVersion(desk(), { label, publishedBy: "bps" })).ok).toBe(true);
  await publish("2026-1");
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  const app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
  const ask = await signedIn(app, "ministry-officer", clock());

  const seen = new Map<string, number>();
  const count = () => [...seen.values()].reduce((sum, n) => sum + n, 0);
  let isDone = false;
  const read = async () => {
    while (!isDone) {
      const { body, status } = await ask("GET", "/api/v1/families/3", { purpose: "complaint" });
      const sheet = body as FamilySheet;
      const current = sheet.history?.find(({ version }) => version.isCurrent)?.version.label;
      const onLists = sheet.programs?.filter(({ outcome }) => outcome === "recipient").length;
      const answer = `${status} ${sheet.version?.label} ${current} ${onLists}`;
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
    }
  };
  const readers = [read(), read(), read()];
  for (let n = 1; n <= PUBLISHES; n++) {
    await publish(n % 2 === 1 ? "2026-2" : "2026-1");
    while (count() < n * SHEETS_PER_PUBLISH) await new Promise((next) => setTimeout(next, 2));
  }
  isDone = true;
  await Promise.all(readers);
  await app.close();
  expect([...seen.keys()].sort()).toEqual(["200 2026-1 2026-1 3", "200 2026-2 2026-2 0"]);
});
