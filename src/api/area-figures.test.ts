import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { AreaFigures } from "#contract/area-figures.ts";
import { type AreaCount, storeAreas } from "#publication/area-figures.ts";
import { storeFigures } from "#publication/version-figures.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
let versionNo = 0;
const callers = new Map<string, Awaited<ReturnType<typeof signedIn>>>();
const as = async (role: string) => {
  const known = callers.get(role) ?? (await signedIn(app, role, new Date()));
  callers.set(role, known);
  return known;
};

const row = (area: string, ages: readonly number[], moves: readonly number[]): AreaCount => ({
  area,
  families: ages.reduce((sum, one) => sum + one, 0),
  ages,
  medianMonths: 7,
  newestOn: 20260930,
  asked: 1000,
  missing: 125,
  personsAsked: 400,
  personsMissing: 30,
  moves,
});

const AREAS: readonly AreaCount[] = [
  row("ID", [300, 40, 0, 13, 40], [20, 353, 20, 0]),
  row("32", [300, 40, 0, 13, 40], [20, 353, 20, 0]),
  row("3204", [300, 40, 0, 13, 40], [20, 353, 20, 0]),
  row("320405", [200, 40, 0, 13, 40], [20, 253, 20, 0]),
  row("3204052001", [100, 20, 0, 3, 20], [20, 113, 10, 0]),
  row("3204052002", [100, 20, 0, 10, 20], [0, 140, 10, 0]),
  row("320406", [100, 0, 0, 0, 0], [0, 100, 0, 0]),
  row("3204062001", [100, 0, 0, 0, 0], [0, 100, 0, 0]),
];

beforeAll(async () => {
  const opened = desk();
  await seedDemoAccounts(opened, "3204");
  const before = await publishFamilies(opened, []);
  await opened.owner.query("update dtsen.version set label = '2026-3'");
  versionNo = await publishFamilies(opened, []);
  await opened.owner.query(
    "update dtsen.version set parent_version_no = $1 where version_no = $2",
    [before, versionNo],
  );
  await storeAreas(opened, versionNo, AREAS);
  for (const [version, first] of [
    [before, 200],
    [versionNo, 100],
  ] as const) {
    const counts = [first, 300 - first];
    await storeFigures(
      opened,
      version,
      counts.map((value, i) => ({
        figure: "families-per-decile",
        area: "3204",
        dims: { decile: String(i + 1) },
        value,
      })),
    );
  }
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  app = await buildServer({ desk: opened, settings, clock: () => new Date(), webFolder: "web" });
});

const ask = async (role: string, query: string, file = "") =>
  await (await as(role))("GET", `/api/v1/versions/${versionNo}/areas${file}?${query}`);
const figures = async (role: string, query: string) => {
  const { status, body } = await ask(role, query);
  expect(status).toBe(200);
  return body as AreaFigures;
};

test("who may list the families sees every number of a region and its parts", async () => {
  const { before, area, parts, smallest } = await figures("regency-supervisor", "area=320405");
  expect(before?.label).toBe("2026-3");
  expect(smallest).toBeUndefined();
  expect(area).toMatchObject({ families: 293, region: { code: "320405", tier: "district" } });
  expect(parts.map(({ region, ages }) => [region.code, ages])).toEqual([
    ["3204052001", [100, 20, 0, 3, 20]],
    ["3204052002", [100, 20, 0, 10, 20]],
  ]);
  expect(parts[0]).toMatchObject({
    medianMonths: 7,
    newestOn: "2026-09-30",
    missing: 0.125,
    personsMissing: 0.075,
    moves: [20, 113, 10, 0],
  });
  expect(parts[0]?.region.name).not.toBe("3204052001");
});

test("who may not list them sees no small number, and none that gives one away", async () => {
  const { parts, smallest } = await figures("bps-statistician", "area=320405");
  expect(smallest).toBe(10);
  expect(parts.map(({ ages }) => ages[3])).toEqual([null, null]);
  const deep = await figures("bps-statistician", "area=3204&level=village");
  expect(deep.parts.find(({ region }) => region.code === "3204052001")?.ages[3]).toBeNull();
  const own = await figures("bps-statistician", "area=3204052002");
  expect(own.parts).toEqual([]);
  expect(own.area.ages[3]).toBeNull();
});

test("drift is told of regions that both versions count, beside what chance makes", async () => {
  const { area, parts } = await figures("bps-statistician", "area=3204");
  // Half of the families went from the first tenth to the second: 2 x (1/3) x ln 2, a little less for the halves added.
  expect(area.drift?.psi).toBeCloseTo((2 / 3) * Math.log(2), 1);
  expect(area.drift?.noise).toBeCloseTo(9 * (2 / 305), 5);
  expect(parts.every(({ drift }) => drift === undefined)).toBe(true);
});

test("a village's officer sees the own village, and neither its neighbour nor what lies above", async () => {
  const { area } = await figures("village-operator", "area=3204052001");
  expect(area.ages).toEqual([100, 20, 0, 3, 20]);
  for (const other of ["3204052002", "320405", "3204", "ID"]) {
    expect((await ask("village-operator", `area=${other}`)).status).toBe(404);
  }
});

test("without the right to figures nothing is read", async () => {
  expect((await ask("pkh-facilitator", "area=3204052001")).status).toBe(403);
});

test("a tier that is no part of the region, or lies too deep, is refused", async () => {
  expect((await ask("bps-statistician", "area=ID&level=village")).status).toBe(400);
  expect((await ask("bps-statistician", "area=320405&level=regency")).status).toBe(400);
  expect((await ask("bps-statistician", "area=3399")).status).toBe(404);
});

test("as a file: one line a region, the region itself last, asterisks where a number is withheld", async () => {
  const { text, headers } = await ask("bps-statistician", "area=320405", "/csv");
  expect(headers["content-disposition"]).toContain("wilayah-2026-4-320405.csv");
  const lines = text.split("\r\n");
  expect(lines[0]).toContain("kode_wilayah,wilayah,keluarga");
  expect(lines[1]).toMatch(/^3204052001,.*,143,100,\*,0,\*,20,7,2026-09-30,0.1250,/);
  expect(lines[3]).toMatch(/^320405,/);
  expect(text).toContain("Desil dibandingkan dengan versi 2026-3");
  expect(text).toContain("Desil dihitung menurut orang");
});

test("every reading is noted: by whom, of which region, how many rows", async () => {
  const { rows } = await desk().owner.query<{ row_count: number; area: string }>(
    `select row_count::int, detail ->> 'area' as area from dtsen.audit_entry
     where act = 'read-area-figures' order by entry_no limit 1`,
  );
  expect(rows).toEqual([{ row_count: 3, area: "320405" }]);
});
