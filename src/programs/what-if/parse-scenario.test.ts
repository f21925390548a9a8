import { Compile } from "typebox/schema";
import { expect, test } from "vitest";
import { textOf } from "#test/sources.ts";
import { parseScenario } from "./parse-scenario.ts";

const SCENARIO = {
  schema: 1,
  name: "PKH sampai persentil 35",
  version: "2026-4",
  program: "pkh",
  reform: { cut: { by: "percentile", atMost: 35 } },
};
const told = (scenario: unknown) =>
  parseScenario(typeof scenario === "string" ? scenario : JSON.stringify(scenario)).mistakes.map(
    ({ at, code }) => `${at} ${code}`,
  );
const reform = (terms: Record<string, unknown>) => ({
  ...SCENARIO,
  reform: { ...SCENARIO.reform, ...terms },
});

test("what is left out has its default", () => {
  expect(parseScenario(JSON.stringify(SCENARIO))).toEqual({
    mistakes: [],
    scenario: {
      name: SCENARIO.name,
      version: "2026-4",
      program: "pkh",
      poorDecile: 4,
      marginalPercentiles: 2,
      rhoTenths: 30,
      ties: "draw",
      baseline: "as-determined",
      reform: {
        cut: { by: "percentile", atMost: 35 },
        programRules: true,
        conditions: [],
        benefit: { kind: "program" },
        phasesAYear: 4,
      },
    },
  });
});

const JOINT = {
  schema: 2,
  name: "Sembako sampai desil 5, BLT berakhir",
  version: "2026-4",
  programs: [
    { program: "sembako", reform: { cut: { by: "decile", atMost: 5 }, phasesAYear: 6 } },
    { program: "blt-desa", reform: "ended", phasesAYear: 12 },
    { program: "pkh", reform: "as-determined" },
  ],
};
const several = (...programs: readonly unknown[]) => ({ ...JOINT, programs });
const UP = { cut: { by: "decile", atMost: 5 } };

test("of several programs each is given otherwise, ended, or left as it was determined", () => {
  const { joint, scenario, mistakes } = parseScenario(JSON.stringify(JOINT));
  expect([mistakes, scenario]).toEqual([[], undefined]);
  expect(joint).toMatchObject({ poorDecile: 4, rhoTenths: 30, ties: "draw" });
  expect(joint?.programs).toMatchObject([
    { program: "sembako", baseline: "as-determined", phasesAYear: 6, administrationRupiah: 0 },
    { program: "blt-desa", baseline: "as-determined", reform: "ended", phasesAYear: 12 },
    { program: "pkh", baseline: "as-determined", reform: "as-determined", phasesAYear: 4 },
  ]);
});

const CHILD = { members: { fact: "age", between: [0, 6] } };
const WRONG: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["no JSON", "{", [" not-json"]],
  ["a list", "[]", [" wrong-value"]],
  ["another shape", { ...SCENARIO, schema: 3 }, ["schema wrong-value"]],
  ["an unknown key", { ...SCENARIO, progam: "pkh" }, ["progam unknown-key"]],
  ["an unknown program", { ...SCENARIO, program: "pkj" }, ["program unknown-word"]],
  ["no reform", { ...SCENARIO, reform: undefined }, ["reform missing-key"]],
  [
    "a percentile beyond the last",
    reform({ cut: { by: "percentile", atMost: 101 } }),
    ["reform.cut.atMost wrong-value"],
  ],
  ["another cut", reform({ cut: { by: "rank" } }), ["reform.cut.by unknown-word"]],
  ["a budget in cents", reform({ budgetRupiah: 1.5 }), ["reform.budgetRupiah wrong-value"]],
  [
    "an area twice",
    reform({
      cut: {
        by: "quota",
        area: "regency",
        shares: [
          { area: 3307, places: 1 },
          { area: 3307, places: 2 },
        ],
      },
    }),
    ["reform.cut.shares area-twice"],
  ],
  [
    "a fact nobody collects",
    reform({ conditions: [{ kind: "eligibility", when: { fact: "iq", in: [1] } }] }),
    ["reform.conditions[0].when.fact unknown-word"],
  ],
  [
    "a place as a condition",
    reform({ conditions: [{ kind: "eligibility", when: { fact: "decile_national", in: [1] } }] }),
    ["reform.conditions[0].when.fact unknown-word"],
  ],
  [
    "members of members",
    reform({ conditions: [{ kind: "eligibility", when: { members: CHILD } }] }),
    ["reform.conditions[0].when.members members-of-members"],
  ],
  [
    "two conditions in one",
    reform({ conditions: [{ kind: "eligibility", when: { ...CHILD, fact: "size", in: [1] } }] }),
    ["reform.conditions[0].when one-condition"],
  ],
  [
    "a benefit that rises",
    reform({ benefit: { kind: "tapered", rupiah: 1, least: 2, fullUpTo: 1, leastFrom: 2 } }),
    ["reform.benefit taper-upwards"],
  ],
  [
    "a chance against a percentile",
    {
      ...reform({ cut: { by: "probability", decile: 4, atLeastPercent: 60 } }),
      baseline: SCENARIO.reform,
    },
    ["baseline probability-with-place"],
  ],
  ["no programs", several(), ["programs wrong-value"]],
  ["a program that is no object", several("pkh"), ["programs[0] wrong-value"]],
  [
    "a program twice",
    several({ program: "pkh", reform: UP }, { program: "pkh", reform: "ended" }),
    ["programs[1].program program-twice"],
  ],
  [
    "nothing that changes",
    several({ program: "pkh", reform: "as-determined" }),
    ["programs nothing-changes"],
  ],
  ["a program without reform", several({ program: "pkh" }), ["programs[0].reform missing-key"]],
  [
    "another word for ending",
    several({ program: "sembako", reform: UP }, { program: "pkh", reform: "stopped" }),
    ["programs[1].reform wrong-value"],
  ],
  [
    "an unknown program among several",
    several({ program: "pkj", reform: "ended" }),
    ["programs[0].program unknown-word"],
  ],
  [
    "a percentile beyond the last among several",
    several({ program: "pkh", reform: { cut: { by: "percentile", atMost: 101 } } }),
    ["programs[0].reform.cut.atMost wrong-value"],
  ],
  ["a key of one program", { ...JOINT, program: "pkh" }, ["program unknown-key"]],
  [
    "a program that asks which person holds another",
    several({ program: "pbi-daerah", reform: { ...UP, benefit: { kind: "flat", rupiah: 1 } } }),
    ["programs[0] exclusive-by-person"],
  ],
  [
    "the same beside the other, left as it was",
    several(
      { program: "pbi-daerah", reform: "as-determined" },
      { program: "pbi-jk", reform: { ...UP, benefit: { kind: "flat", rupiah: 1 } } },
    ),
    ["programs[0] exclusive-by-person"],
  ],
  ["amounts by person", { ...SCENARIO, program: "pip" }, ["reform.benefit benefit-by-person"]],
];

test.each(WRONG)("%s is refused at its place, with a remedy", (_, scenario, expected) => {
  expect(told(scenario)).toEqual(expected);
  const { mistakes } = parseScenario(
    typeof scenario === "string" ? scenario : JSON.stringify(scenario),
  );
  for (const { says, remedy } of mistakes) {
    for (const words of [says.id, says.en, remedy.id, remedy.en])
      expect(words.length).toBeGreaterThan(5);
  }
});

const schema = Compile(JSON.parse(textOf("docs/api/what-if-scenario.schema.json")));
/** Rules that a schema cannot say. */
const BEYOND = new Set([
  "area-twice",
  "taper-upwards",
  "probability-with-place",
  "benefit-by-person",
  "members-of-members",
  "program-twice",
  "nothing-changes",
  "exclusive-by-person",
]);

test("the published schema takes what is taken, and refuses what is refused by words", () => {
  const RIGHT = [
    SCENARIO,
    reform({
      cut: { by: "quota", places: 9, area: "province", shares: "expected-poor" },
      budgetRupiah: 5,
    }),
    reform({
      conditions: [
        { kind: "exclusion", when: { any: [CHILD, { not: { fact: "size", in: [1] } }] } },
      ],
    }),
    reform({ benefit: { kind: "per-member", rupiah: 1, most: 4 } }),
    JOINT,
    several({ program: "pkh", reform: UP, baseline: UP, administrationRupiah: 5 }),
    several({ program: "pbi-daerah", reform: "ended" }),
  ];
  for (const scenario of RIGHT) {
    expect(told(scenario)).toEqual([]);
    expect(schema.Check(scenario)).toBe(true);
  }
  for (const [name, scenario, mistakes] of WRONG) {
    if (typeof scenario === "string") continue;
    const isBeyond = mistakes.some(
      (mistake) =>
        BEYOND.has(mistake.split(" ").at(-1) ?? "") ||
        (/unknown-word/.test(mistake) && /program|fact/.test(mistake)),
    );
    expect([name, schema.Check(JSON.parse(JSON.stringify(scenario)))]).toEqual([name, isBeyond]);
  }
});
