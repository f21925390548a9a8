import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WhatIfScenario, WhatIfTerms } from "#domain/what-if.ts";
import { plainUnits } from "#test/plain-nation.ts";
import type { TestRow } from "#test/random-families.ts";
import { WHAT_IF_AS_OF, whatIfWorld, worldFile, writeWorld } from "#test/what-if-world.ts";
import { takeComponents } from "../components.ts";
import type { Subject } from "../evaluate-expression.ts";
import { judgeSubject } from "../judge-subject.ts";
import { getProgram } from "../programs.ts";
import type { WhatIfAnswer } from "./answer.ts";
import { answerFromFile, cubeTerms } from "./run-what-if.ts";
import { writeWhatIf } from "./write-cells.ts";

const PKH = getProgram("pkh");
const world = whatIfWorld(21, 900);
const { ranks, chances, evidence } = world;
const held = new Set(
  world.families.filter((_, i) => i % 7 === 0).map(({ family_id }) => family_id as number),
);
const HELD_RUPIAH = 250_000;

let folder: string;
const limits = () => ({ threads: 2, memory: "512MB", workFolder: join(folder, "spill") });
const version = () => ({ folder, asOf: WHAT_IF_AS_OF, drawKey: "draw" });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "what-if-"));
  const outcomes = [...held].map((family_id) => ({
    program: "pkh",
    unit: "family",
    unit_id: family_id,
    family_id,
    village_no: 3273012001,
    outcome: family_id % 2 === 0 ? "recipient" : "review",
    amount_rupiah: HELD_RUPIAH,
  }));
  await writeWorld(world, outcomes, folder, limits());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TERMS: WhatIfTerms = {
  cut: { by: "percentile", atMost: 35 },
  programRules: true,
  conditions: [],
  benefit: { kind: "program" },
  phasesAYear: 4,
};
const scenarioOf = (
  reform: Partial<WhatIfTerms>,
  more: Partial<WhatIfScenario> = {},
): WhatIfScenario => ({
  name: "test",
  version: "2026-4",
  program: "pkh",
  poorDecile: 4,
  marginalPercentiles: 2,
  rhoTenths: 30,
  ties: "draw",
  baseline: "as-determined",
  ...more,
  reform: { ...TERMS, ...reform },
});

type Mode = "cells" | "families";

async function answer(scenario: WhatIfScenario, mode: Mode): Promise<WhatIfAnswer> {
  const table = mode === "cells" ? "what_if_cell" : "what_if_family";
  const file = await worldFile(scenario, PKH, table, { folder, limits: limits() });
  return answerFromFile(file, scenario, { isExact: mode === "families", limits: limits() });
}

type Plain = {
  readonly family: TestRow;
  readonly place: TestRow;
  readonly subject: Subject;
  readonly chance: TestRow;
};
const PLAIN: readonly Plain[] = plainUnits("family", { ...world, ranks, evidence }).map(
  ({ subject }, i) => ({
    family: world.families[i] as TestRow,
    place: ranks[i] as TestRow,
    chance: chances[i] as TestRow,
    subject,
  }),
);
const number = (row: TestRow, key: string): number => Number(row[key]);
const lot = ({ family }: Plain) =>
  BigInt(
    `0x${createHash("md5").update(`draw|pkh|${family.family_id}`).digest("hex").slice(0, 15)}`,
  );

/** The same said slowly, family by family. */
function plainly(scenario: WhatIfScenario) {
  const { reform } = scenario;
  const { reform: ruleset } = cubeTerms(scenario, PKH, version());
  const fitting = PLAIN.filter(
    ({ subject }) => judgeSubject(ruleset, subject).refusedBy === undefined,
  ).sort(
    (a, b) => number(a.place, "score") - number(b.place, "score") || (lot(a) < lot(b) ? -1 : 1),
  );
  const taken = before(fitting, reform.cut);
  let left = reform.budgetRupiah ?? Number.POSITIVE_INFINITY;
  let rupiah = 0;
  const receiving = new Set<number>();
  for (const one of taken) {
    const cost = yearly(one, reform, ruleset);
    const reaching = reform.administrationRupiah ?? 0;
    if (cost + reaching > left) break;
    left -= cost + reaching;
    rupiah += cost;
    receiving.add(number(one.family, "family_id"));
  }
  const ids = PLAIN.map(({ family }) => number(family, "family_id"));
  const persons = (of: (id: number) => boolean) =>
    PLAIN.filter(({ family }) => of(number(family, "family_id"))).reduce(
      (sum, { family }) => sum + number(family, "size"),
      0,
    );
  const poor = PLAIN.filter(({ family }) => receiving.has(number(family, "family_id"))).reduce(
    (sum, { family, chance }) => sum + number(family, "size") * number(chance, "below_4"),
    0,
  );
  return {
    units: receiving.size,
    persons: persons((id) => receiving.has(id)),
    rupiahAYear: rupiah,
    poorReached: Math.round(poor / 100),
    winners: ids.filter((id) => receiving.has(id) && !held.has(id)).length,
    losers: ids.filter((id) => !receiving.has(id) && held.has(id)).length,
    staying: ids.filter((id) => receiving.has(id) && held.has(id)).length,
  };
}

function before(fitting: readonly Plain[], cut: WhatIfTerms["cut"]): readonly Plain[] {
  const by = (key: string, most: number) =>
    fitting.filter(({ place }) => number(place, key) <= most);
  if (cut.by === "decile") return by("decile_national", cut.atMost);
  if (cut.by === "percentile") return by("percentile", cut.atMost);
  if (cut.by === "score") return by("score", cut.atMost);
  if (cut.by === "probability") {
    return fitting.filter(
      ({ chance }) => number(chance, `below_${cut.decile}`) >= cut.atLeastPercent,
    );
  }
  if (!("table" in cut.shares)) throw new Error("the plain reading splits no quotas");
  const left = new Map(cut.shares.table.map(({ area, places }) => [area, places]));
  return fitting.filter(({ family }) => {
    const regency = cut.area === "nation" ? 0 : Math.floor(number(family, "village_no") / 1e6);
    const places = left.get(regency) ?? 0;
    left.set(regency, places - 1);
    return places > 0;
  });
}

function yearly(
  { subject, family, place }: Plain,
  { benefit, phasesAYear }: WhatIfTerms,
  ruleset: Parameters<typeof judgeSubject>[0],
): number {
  if (benefit.kind === "flat") return benefit.rupiah * phasesAYear;
  if (benefit.kind === "per-member")
    return Math.min(number(family, "size"), benefit.most) * benefit.rupiah * phasesAYear;
  if (benefit.kind === "tapered") {
    const { rupiah, least, fullUpTo, leastFrom } = benefit;
    const down = Math.min(
      Math.max(number(place, "percentile") - fullUpTo, 0),
      leastFrom - fullUpTo,
    );
    return (rupiah - Math.floor(((rupiah - least) * down) / (leastFrom - fullUpTo))) * phasesAYear;
  }
  const { program } = ruleset;
  if (program.benefit.kind !== "components") throw new Error("PKH pays by components");
  const taken = takeComponents(program.benefit, subject, ruleset);
  return (
    taken.reduce((sum, { component, count }) => sum + component.amountRupiah * count, 0) *
    phasesAYear
  );
}

const figures = ({ reform, winners, losers, staying }: WhatIfAnswer) => ({
  units: reform.units,
  persons: reform.persons,
  rupiahAYear: reform.rupiahAYear,
  poorReached: reform.expected.poorReached,
  winners,
  losers,
  staying,
});

const QUOTAS = {
  table: [
    { area: 3273, places: 41 },
    { area: 3204, places: 9 },
    { area: 9403, places: 500 },
  ],
};
const ON_BORDERS: readonly (readonly [string, Partial<WhatIfTerms>])[] = [
  ["a percentile, components of PKH", {}],
  [
    "a decile, one amount",
    { cut: { by: "decile", atMost: 3 }, benefit: { kind: "flat", rupiah: 300_000 } },
  ],
  [
    "no rules, by members",
    { programRules: false, benefit: { kind: "per-member", rupiah: 50_000, most: 4 } },
  ],
  [
    "a tapered amount",
    { benefit: { kind: "tapered", rupiah: 400_000, least: 100_000, fullUpTo: 10, leastFrom: 30 } },
  ],
  [
    "conditions on family and members",
    {
      cut: { by: "decile", atMost: 8 },
      conditions: [
        { kind: "eligibility", when: { members: { fact: "age", between: [0, 6] }, atLeast: 1 } },
        { kind: "exclusion", when: { fact: "size", between: [6, 99] } },
      ],
    },
  ],
  ["a chance", { cut: { by: "probability", decile: 4, atLeastPercent: 60 } }],
];
const THROUGH_BINS: readonly (readonly [string, Partial<WhatIfTerms>])[] = [
  ["a score", { cut: { by: "score", atMost: 13_123_500 } }],
  ["places of regencies", { cut: { by: "quota", places: 0, area: "regency", shares: QUOTAS } }],
  [
    "places of the nation",
    {
      cut: { by: "quota", places: 0, area: "nation", shares: { table: [{ area: 0, places: 78 }] } },
    },
  ],
  [
    "a budget that pays for administration too",
    {
      cut: { by: "decile", atMost: 9 },
      benefit: { kind: "flat", rupiah: 200_000 },
      budgetRupiah: 60_000_000,
      administrationRupiah: 75_000,
    },
  ],
  ["a budget", { cut: { by: "decile", atMost: 9 }, budgetRupiah: 60_000_000 }],
];

describe.each(ON_BORDERS)("%s", (_, reform) => {
  test("cells, families and a plain reading say the same, and exactly", async () => {
    const scenario = scenarioOf(reform);
    const expected = plainly(scenario);
    const cells = await answer(scenario, "cells");
    expect(cells.isExact).toBe(true);
    expect(figures(cells)).toEqual(expected);
    expect(figures(await answer(scenario, "families"))).toEqual(expected);
    expect(expected.units).toBeGreaterThan(0);
  });
});

describe.each(THROUGH_BINS)("%s", (_, reform) => {
  test("families say what a plain reading does; cells say that they reckon, and come near", async () => {
    const scenario = scenarioOf(reform);
    const expected = plainly(scenario);
    expect(figures(await answer(scenario, "families"))).toEqual(expected);
    const cells = await answer(scenario, "cells");
    expect(cells.isExact).toBe(false);
    expect(Math.abs(cells.reform.units - expected.units)).toBeLessThanOrEqual(3);
    expect(expected.units).toBeGreaterThan(0);
  });
});

test("largest remainder splits places over regencies, and every place is given while anybody waits", async () => {
  const scenario = scenarioOf({
    cut: { by: "quota", places: 100, area: "regency", shares: { formula: "families" } },
  });
  const { reform, lines } = await answer(scenario, "families");
  expect([...(lines.reform.places ?? [])].reduce((sum, [, places]) => sum + places, 0)).toBe(100);
  expect(reform.units).toBe(100);
});

test("who shares the score at the line is left out together where ties are not drawn", async () => {
  const cut = {
    by: "quota",
    places: 0,
    area: "nation",
    shares: { table: [{ area: 0, places: 78 }] },
  } as const;
  const drawn = await answer(scenarioOf({ cut }), "families");
  const none = await answer(scenarioOf({ cut }, { ties: "none" }), "families");
  expect(drawn.reform.units).toBe(78);
  expect(none.reform.units).toBeLessThanOrEqual(78);
});

test("groups add up to the whole, and the frontier ends with everybody who fits", async () => {
  const { groups, reform, winners, losers, frontier } = await answer(scenarioOf({}), "cells");
  for (const [name, of] of Object.entries(groups)) {
    const sum = (key: "reform_units" | "winners" | "losers") =>
      of.reduce((all, one) => all + one[key], 0);
    expect([name, sum("reform_units"), sum("winners"), sum("losers")]).toEqual([
      name,
      reform.units,
      winners,
      losers,
    ]);
  }
  const at35 = frontier[34];
  expect([at35?.units, at35?.rupiahAYear]).toEqual([reform.units, reform.rupiahAYear]);
  const units = frontier.map((point) => point.units);
  expect(units).toEqual(units.toSorted((a, b) => a - b));
});

test("baseline against reform: lowering the line makes losers and nobody else", async () => {
  const { winners, losers, staying, baseline, reform } = await answer(
    scenarioOf(
      { cut: { by: "percentile", atMost: 20 } },
      { baseline: { ...TERMS, cut: { by: "percentile", atMost: 40 } } },
    ),
    "cells",
  );
  expect(winners).toBe(0);
  expect(losers).toBe(baseline.families - reform.families);
  expect(staying).toBe(reform.families);
  expect(losers).toBeGreaterThan(0);
});

test("the three directions agree: the flat benefit that a budget allows spends it to within a rupiah a recipient", async () => {
  const cut = { by: "decile", atMost: 4 } as const;
  const flat = { kind: "flat", rupiah: 100_000 } as const;
  const open = await answer(scenarioOf({ cut, benefit: flat }), "cells");
  const budgetRupiah = open.solved.budgetRupiah + 1;
  const asked = await answer(scenarioOf({ cut, benefit: flat, budgetRupiah }), "cells");
  expect(asked.solved.flatRupiah).toBe(100_000);
  expect(asked.solved.quota?.percentile).toBeGreaterThanOrEqual(40);
  expect(open.solved).toMatchObject({ flatRupiah: null, quota: null });
});

test("benefits to the poor lower gap and inequality, and welfare never falls by giving", async () => {
  const { nothing, reform } = await answer(
    scenarioOf({ benefit: { kind: "flat", rupiah: 600_000 } }),
    "cells",
  );
  expect(reform.welfare.gap).toBeLessThan(nothing.gap);
  expect(reform.welfare.gini).toBeLessThan(nothing.gini);
  expect(reform.welfare.equalRupiah).toBeGreaterThan(nothing.equalRupiah);
});

test.each(["what_if_cell", "what_if_family"] as const)(
  "%s is the same to the byte however the nation is cut into ranges",
  async (table) => {
    const terms = cubeTerms(scenarioOf({}), PKH, version());
    const made = await Promise.all(
      [10_000, 250, 77].map(async (together) => {
        const file = join(folder, `${table}-by-${together}.parquet`);
        const rows = await writeWhatIf(version(), terms, {
          table,
          file,
          limits: limits(),
          together,
        });
        return { rows, bytes: (await readFile(file)).toString("base64") };
      }),
    );
    expect(made[1]).toEqual(made[0]);
    expect(made[2]).toEqual(made[0]);
    expect(made[0]?.rows).toBeGreaterThan(100);
  },
);

test("poverty, inequality and welfare are those of a plain reading, family by family", async () => {
  const rupiah = 600_000;
  const scenario = scenarioOf({ benefit: { kind: "flat", rupiah } });
  const { reform } = await answer(scenario, "cells");
  const { reform: ruleset } = cubeTerms(scenario, PKH, version());
  const score = Map.groupBy(PLAIN, ({ place, family }) => `${place.percentile} ${family.size}`);
  const rows = PLAIN.filter(({ family }) => number(family, "size") > 0).map(
    ({ family, place, subject }) => {
      const alike = score.get(`${place.percentile} ${family.size}`) ?? [];
      const mean = alike.reduce((sum, one) => sum + number(one.place, "score"), 0) / alike.length;
      const receives =
        number(place, "percentile") <= 35 && judgeSubject(ruleset, subject).refusedBy === undefined;
      const size = number(family, "size");
      const before = Math.exp(mean / 1e6);
      return { size, before, after: before + (receives ? (rupiah * 4) / 12 / size : 0) };
    },
  );
  const all = rows.reduce((sum, { size }) => sum + size, 0);
  const sorted = rows.toSorted((a, b) => a.before - b.before);
  let below = 0;
  const line = sorted.find(({ size }) => {
    below += size;
    return below * 10 >= all * 4;
  })?.before as number;
  const poverty = (power: number) =>
    rows
      .filter(({ after }) => after < line)
      .reduce((sum, { size, after }) => sum + (size * (1 - after / line) ** power) / all, 0);
  const mean = rows.reduce((sum, { size, after }) => sum + (size * after) / all, 0);
  const apart = rows.reduce(
    (sum, a) =>
      sum + rows.reduce((own, b) => own + a.size * b.size * Math.abs(a.after - b.after), 0),
    0,
  );
  const equal = rows.reduce((sum, { size, after }) => sum + (size * after ** -2) / all, 0) ** -0.5;
  const { welfare } = reform;
  expect(welfare.lineRupiah).toBe(Math.round(line));
  expect(welfare.headcount).toBeCloseTo(poverty(0), 5);
  expect(welfare.gap).toBeCloseTo(poverty(1), 5);
  expect(welfare.severity).toBeCloseTo(poverty(2), 5);
  expect(welfare.gini).toBeCloseTo(apart / (2 * all * all * mean), 5);
  expect(Math.abs(welfare.equalRupiah - equal)).toBeLessThanOrEqual(1);
  expect(welfare.severity).toBeGreaterThan(0);
});

test("the same scenario twice gives the same cells and the same answer, to the byte", async () => {
  const scenario = scenarioOf({
    cut: { by: "quota", places: 100, area: "province", shares: { formula: "expected-poor" } },
  });
  const terms = cubeTerms(scenario, PKH, version());
  const made = ["one", "two"].map((name) => join(folder, `${name}.parquet`));
  for (const file of made)
    await writeWhatIf(version(), terms, { table: "what_if_cell", file, limits: limits() });
  const [one, two] = await Promise.all(made.map((file) => readFile(file)));
  expect(one?.equals(two as Buffer)).toBe(true);
  const [a, b] = await Promise.all(
    made.map((file) => answerFromFile(file, scenario, { isExact: false, limits: limits() })),
  );
  expect(JSON.stringify(a)).toBe(JSON.stringify(b));
});
