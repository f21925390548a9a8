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

const CHILD = { members: { fact: "age", between: [0, 6] } };
const WRONG: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["no JSON", "{", [" not-json"]],
  ["a list", "[]", [" wrong-value"]],
  ["another shape", { ...SCENARIO, schema: 2 }, ["schema wrong-value"]],
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
