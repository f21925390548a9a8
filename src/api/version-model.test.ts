import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { ModelRegistry } from "#contract/models.ts";
import type { VersionLayers } from "#contract/version-layers.ts";
import type { VersionModel } from "#contract/version-model.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { JUDGED_LAYERS } from "#test/judged-layers.ts";
import { randomModels } from "#test/random-models.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const plain = randomModels(3);
const exclusion = { value: 0.2, error: 0.05 };
const models = {
  ...plain,
  card: {
    ...plain.card,
    outOfFold: {
      ...plain.card.outOfFold,
      quotas: [{ quotaPercent: 20, exclusion: 0.2, inclusion: 0.2, expectedFromRSquared: 0.3 }],
    },
    groups: [
      { kind: "everybody", group: "all", quotaPercent: 20, households: 700, exclusion },
      { kind: "regency", group: "3273", quotaPercent: 40, households: 70, exclusion },
      { kind: "regency", group: "9403", quotaPercent: 40, households: 6 },
    ],
  },
};
let app: FastifyInstance;
let ask: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const versionNo = await publishFamilies(desk(), []);
  await desk().owner.query("insert into dtsen.version_model values ($1, $2)", [
    versionNo,
    JSON.stringify(models),
  ]);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  ask = await signedIn(app, "bps-statistician", new Date());
});

const cardOf = async (query = "") =>
  (await ask("GET", `/api/v1/versions/1/model${query}`, {})).body as VersionModel;

test("the pooled model, a regency's own, and the pooled one where a regency has none", async () => {
  expect(await cardOf()).toMatchObject({ modelId: "random-0", version: { label: "2026-4" } });
  const own = await cardOf("?regency=3273");
  expect(own).toMatchObject({ modelId: "random-3273", regency: { code: "3273" } });
  const none = await cardOf("?regency=1101");
  expect(none.modelId).toBe("random-0");
  expect(none.regency).toBeUndefined();
  expect(own.regencies.map(({ code }) => code)).toEqual(["3273", "9403"]);
});

test("every ranked variable is described, and no weight leaves", async () => {
  const { text } = await ask("GET", "/api/v1/versions/1/model?regency=9403", {});
  const card = JSON.parse(text) as VersionModel;
  expect(card.variables.map(({ variable }) => variable)).toEqual(
    RANKED_VARIABLES.map(({ id }) => id),
  );
  const all = [models.pooled, ...models.regencies];
  const weights = all.flatMap((model) => [model.intercept, ...model.weights, ...model.absent]);
  const large = weights.filter((weight) => Math.abs(weight) > 10_000);
  expect(large.length).toBeGreaterThan(100);
  for (const weight of large) expect(text).not.toContain(String(Math.abs(weight)));
});

test("a version without a model here, and nobody without a session", async () => {
  expect((await ask("GET", "/api/v1/versions/99/model", {})).status).toBe(404);
  expect((await callerWith(app)("GET", "/api/v1/versions/1/model", {})).status).toBe(401);
});

test("the registry: the version in force is the champion, a newer frozen one the challenger", async () => {
  await desk().owner.query("update dtsen.version set ranked_by = 'bps-statistician'");
  for (const [label, state] of [
    ["2026-3", "withdrawn"],
    ["2027-1", "frozen"],
  ]) {
    const { rows } = await desk().owner.query<{ version_no: number }>(
      `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by)
       values ($1, $2, 'persons', '2026-07-31', repeat('b', 64), 'test') returning version_no`,
      [label, state],
    );
    await desk().owner.query("insert into dtsen.version_model values ($1, $2)", [
      rows[0]?.version_no,
      JSON.stringify(models),
    ]);
  }
  const { text } = await ask("GET", "/api/v1/models");
  const { items } = JSON.parse(text) as ModelRegistry;
  expect(items.map(({ version, standing }) => [version.label, standing])).toEqual([
    ["2027-1", "challenger"],
    ["2026-3", "earlier"],
    ["2026-4", "champion"],
  ]);
  expect(items[2]).toMatchObject({ trainedBy: "bps-statistician", modelId: "random-0" });
  expect(items[0]?.trainedBy).toBeUndefined();
  expect(items[2]?.quotas).toEqual([
    { percent: 20, exclusion: 0.2, interval: { value: 0.2, low: 0.102, high: 0.298 } },
  ]);
  expect(text).not.toContain("weights");
});

test("groups have intervals and names, and those of fewer than ten households are not told", async () => {
  const { groups } = await cardOf();
  expect(groups.map(({ group }) => group)).toEqual(["all", "3273"]);
  expect(groups[1]).toMatchObject({ name: "Kota Bandung", exclusion: { value: 0.2 } });
});

test("ways to rank come with intervals and paired gains, what did not help and what was not judged among them", async () => {
  expect((await ask("GET", "/api/v1/versions/1/layers")).status).toBe(404);
  await desk().owner.query("update dtsen.version_model set layers = $1 where version_no = 1", [
    JSON.stringify(JUDGED_LAYERS),
  ]);
  const judged = (await ask("GET", "/api/v1/versions/1/layers")).body as VersionLayers;
  expect(judged).toMatchObject({ households: 2800, chosen: "L3" });
  expect(judged.layers[0]?.quotas[1]).toEqual({
    percent: 20,
    exclusion: { value: 0.301, low: 0.26572, high: 0.33628 },
  });
  expect(judged.gains.map(({ name, over, helps }) => [name, over, helps])).toEqual([
    ["L1", "L0", true],
    ["L2", "L1", false],
    ["L3", "L1", true],
    ["L3", "register", true],
  ]);
  expect(judged.gains[1]?.exclusion.low).toBeLessThan(0);
  expect(judged.leftOut).toEqual([{ name: "challenger", because: "many-for-tables" }]);
});

test("who reads no figures does not read the registry", async () => {
  const field = await signedIn(app, "pkh-facilitator", new Date());
  expect((await field("GET", "/api/v1/versions/1/layers")).status).toBe(403);
  expect((await field("GET", "/api/v1/models")).status).toBe(403);
});
