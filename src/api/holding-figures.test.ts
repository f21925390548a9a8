import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { HoldingFigures } from "#contract/holding-figures.ts";
import { dice } from "#domain/dice.ts";
import { countHoldings } from "#publication/holding-figures.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { type FixtureFamily, publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
let versionNo = 0;

const roll = dice(3);
const VILLAGES = [3204052001, 3204052002, 3204062001] as const;
const PROGRAMS = ["blt-desa", "pkh", "sembako"] as const;
const OUTCOMES = ["recipient", "review", "reserve", "ineligible"] as const;

/** Families with a decile each, and what each program says of them. */
const families: readonly FixtureFamily[] = Array.from({ length: 200 }, (_, i) => {
  const villageNo = VILLAGES[i % 40 === 0 ? 2 : i % 2] ?? 0;
  return {
    familyId: i + 1,
    villageNo,
    headName: `Peraga ${i}`,
    nik: `99320417058${String(i + 1).padStart(5, "0")}`,
    kk: `99320401011${String(i + 1).padStart(5, "0")}`,
    // Most in two deciles, so that some counts are large enough to be shown and others are not.
    decile: roll(12) === 0 ? 9 : ([2, 7][roll(2)] ?? 2),
  };
});
const said = families.flatMap(({ familyId, villageNo }) =>
  PROGRAMS.map((program) => ({
    familyId,
    villageNo,
    program,
    outcome: OUTCOMES[roll(OUTCOMES.length)] ?? "ineligible",
  })),
);

beforeAll(async () => {
  const opened = desk();
  await seedDemoAccounts(opened, "3204");
  versionNo = await publishFamilies(opened, families);
  await opened.owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome,
       place, first_reason, rules_true, rules_unknown, amount_rupiah, ruleset_id)
     select $1, f, p, 'family', f, v, v, o, 0, 'decile', 0, 0, 0, 'test'
     from unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[]) as t (f, p, v, o)`,
    [
      versionNo,
      said.map(({ familyId }) => familyId),
      said.map(({ program }) => program),
      said.map(({ villageNo }) => villageNo),
      said.map(({ outcome }) => outcome),
    ],
  );
  await asWorker(opened, (tx) => countHoldings(tx, versionNo));
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  app = await buildServer({ desk: opened, settings, clock: () => new Date(), webFolder: "web" });
});

const callers = new Map<string, Awaited<ReturnType<typeof signedIn>>>();
const ask = async (role: string, area: string, file = "") => {
  const caller = callers.get(role) ?? (await signedIn(app, role, new Date()));
  callers.set(role, caller);
  return await caller("GET", `/api/v1/versions/${versionNo}/holdings${file}?area=${area}`);
};
const figures = async (role: string, area: string): Promise<HoldingFigures> => {
  const { status, body } = await ask(role, area);
  expect(status).toBe(200);
  return body as HoldingFigures;
};

/** The same by reading family after family. */
function plainly(area: string) {
  const own = families.filter(({ villageNo }) => String(villageNo).startsWith(area));
  const held = ({ familyId }: FixtureFamily) =>
    said
      .filter((row) => row.familyId === familyId && ["recipient", "review"].includes(row.outcome))
      .map(({ program }) => program);
  const count = (is: (family: FixtureFamily, programs: readonly string[]) => boolean) =>
    own.filter((family) => is(family, held(family))).length;
  return {
    poor: count(({ decile = 0 }) => decile <= 4),
    poorWithNothing: count(({ decile = 0 }, { length }) => decile <= 4 && length === 0),
    better: count(({ decile = 0 }) => decile >= 6),
    betterWithSeveral: count(({ decile = 0 }, { length }) => decile >= 6 && length >= 2),
    families: own.length,
    matrix: Array.from({ length: 10 }, (_, i) =>
      [0, 1, 2, 3].map((n) => count(({ decile }, { length }) => decile === i + 1 && length === n)),
    ),
    pkhAndSembako: count((_, programs) => programs.includes("pkh") && programs.includes("sembako")),
    pkh: count((_, programs) => programs.includes("pkh")),
  };
}

test("a place counts, held or under review, and a plain reading counts the same of region and parts", async () => {
  const answer = await figures("regency-supervisor", "3204");
  const { matrix, pkhAndSembako, pkh, ...ends } = plainly("3204");
  expect(answer.area).toMatchObject(ends);
  expect(answer.matrix.map(({ byPrograms }) => byPrograms)).toEqual(matrix);
  expect(answer.programs.find(({ id }) => id === "pkh")?.families).toBe(pkh);
  const pair = answer.pairs.find(({ programs }) => programs.join() === "pkh,sembako");
  expect(pair).toMatchObject({ families: pkhAndSembako, isExclusive: false });
  for (const part of answer.parts) {
    const { matrix: _m, pkhAndSembako: _b, pkh: _p, ...own } = plainly(part.region.code);
    expect(part).toMatchObject(own);
  }
  expect(answer.parts.map(({ region }) => region.code)).toEqual(["320405", "320406"]);
});

test("a pair that the rules forbid is told so, be it none", async () => {
  const { pairs } = await figures("regency-supervisor", "3204");
  const forbidden = pairs
    .filter(({ isExclusive }) => isExclusive)
    .map((one) => one.programs.join());
  expect(forbidden).toEqual(["blt-desa,pkh", "blt-desa,sembako"]);
});

test("whoever may not list the families sees no small count, and none that would open one", async () => {
  const whole = plainly("3204");
  const { area, matrix, parts, smallest } = await figures("bps-statistician", "3204");
  expect(smallest).toBe(SMALLEST_CELL);
  const shown = matrix.flatMap(({ byPrograms }) => byPrograms);
  for (const [i, count] of whole.matrix.flat().entries()) {
    if (count > 0 && count < (smallest ?? 0)) expect(shown[i], `cell ${i}`).toBeNull();
    else if (shown[i] !== null) expect(shown[i]).toBe(count);
  }
  expect(shown).toContain(null);
  expect(shown.some((count) => count !== null && count >= SMALLEST_CELL)).toBe(true);
  const small = parts.find(({ region }) => region.code === "320406");
  expect(small).toMatchObject({ families: null, poor: null });
  expect(area.families === null || area.families === whole.families).toBe(true);
});

test("lists counted anew replace what was counted; another region's figures are nobody's", async () => {
  await asWorker(desk(), (tx) => countHoldings(tx, versionNo));
  expect((await figures("regency-supervisor", "3204")).area.families).toBe(200);
  expect((await ask("regency-supervisor", "3273")).status).toBe(404);
  expect((await ask("village-operator", "3204")).status).toBe(404);
  expect((await ask("psm", "3204052001")).status).toBe(403);
});

test("the file says the same, region by region, decile by decile", async () => {
  const { text } = await ask("regency-supervisor", "3204", "/csv");
  const lines = text.split("\r\n");
  const { families, poor, poorWithNothing, better, betterWithSeveral } = plainly("3204");
  expect(lines[0]).toBe(
    "kode_wilayah,wilayah,keluarga,desil_1_4,desil_1_4_tanpa_program,desil_6_10,desil_6_10_dua_program_atau_lebih",
  );
  expect(text).toContain(
    `,${[families, poor, poorWithNothing, better, betterWithSeveral].join(",")}\r\n`,
  );
  expect(text).toContain("saling_mengecualikan");
});
