import { expect, test } from "vitest";
import {
  foldedValue,
  getTableVariable,
  isCountedOn,
  levelsOf,
  orderValues,
  parseTable,
  sayTableValue,
  TABLE_VARIABLES,
  type TableDraft,
  tierOfArea,
} from "./cross-table.ts";
import { LAKE_JOB_STATES, NEXT_LAKE_JOB_STATES } from "./lake-job.ts";
import { IDENTITY_COLUMNS, PERSON_VAULT_FACTS } from "./variables/catalogue.ts";

const DRAFT: TableDraft = {
  area: "32.04",
  level: "district",
  variables: ["decile_national", "floor_material"],
  measure: "families",
};

test("a question is read with its code's dots taken away", () => {
  expect(parseTable(DRAFT)).toEqual({ ok: true, value: { ...DRAFT, area: "3204" } });
});

test.each([
  ["variable-unknown", { variables: ["shoe_size"] }],
  ["variable-unknown", { variables: ["floor_material; drop table family"] }],
  ["variable-unknown", { variables: [] }],
  ["variable-unknown", { variables: ["floor_material", "wall_material", "roof_material"] }],
  ["variable-is-identity", { variables: ["nik"] }],
  ["variable-is-identity", { variables: ["decile_national", "name"] }],
  ["variable-in-vault", { variables: [PERSON_VAULT_FACTS[0] ?? ""] }],
  ["variable-not-coded", { variables: ["floor_area"] }],
  ["variable-twice", { variables: ["floor_material", "floor_material"] }],
  ["variable-twice", { variables: ["decile_national", "welfare_label_20250205"] }],
  ["variable-of-persons", { variables: ["diploma"] }],
  ["area-unknown", { area: "320" }],
  ["area-unknown", { area: "3204' or true" }],
  ["level-not-offered", { level: "village" }],
  ["level-not-offered", { level: "province" }],
  ["level-not-offered", { level: "galaxy" }],
] as const)("%s: %j", (problem, change) => {
  expect(parseTable({ ...DRAFT, ...change })).toEqual({ ok: false, problem });
});

test("persons are counted with their own facts and those of their family", () => {
  const variables = ["diploma", "floor_material"];
  expect(parseTable({ ...DRAFT, measure: "persons", variables })).toMatchObject({ ok: true });
});

test("no identity and nothing of the vault is ever counted by", () => {
  const ids = TABLE_VARIABLES.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(30);
  expect(ids.filter((id) => [...IDENTITY_COLUMNS, ...PERSON_VAULT_FACTS].includes(id))).toEqual([]);
});

test("a region has itself and the tier below; a village has itself", () => {
  expect(levelsOf("nation")).toEqual(["nation", "province"]);
  expect(levelsOf("village")).toEqual(["village"]);
  expect(["ID", "32", "3204", "320405", "3204052001", "x"].map(tierOfArea)).toEqual([
    "nation",
    "province",
    "regency",
    "district",
    "village",
    undefined,
  ]);
});

test("values are said in the words of their list, absence in its own, and stand in its order", () => {
  const floor = getTableVariable("floor_material");
  expect(sayTableValue(floor, 1).id).not.toBe("1");
  expect(sayTableValue(floor, -1).id).toBe("tidak ditanyakan");
  expect(sayTableValue(getTableVariable("decile_national"), 4).en).toBe("decile 4");
  expect(orderValues(floor, [-1, 3, 999, 1])).toEqual([1, 3, 999, -1]);
});

test("words for deciles are counted under their own numbers, of versions of their days only", () => {
  const label = getTableVariable("welfare_label_20250205");
  expect([1, 5, 6, 10, -2].map((decile) => foldedValue(label, decile))).toEqual([1, 5, 6, 6, -2]);
  expect(sayTableValue(label, 6).id).toBe("menengah sampai mampu");
  expect(sayTableValue(label, -2).id).not.toBe("-2");
  expect(["2025-02-04", "2025-02-05"].map((day) => isCountedOn(label, day))).toEqual([false, true]);
});

test("an ended job goes nowhere, and every state is reached", () => {
  const reached = new Set<string>(Object.values(NEXT_LAKE_JOB_STATES).flat());
  expect(LAKE_JOB_STATES.filter((state) => !reached.has(state))).toEqual([]);
  for (const state of ["done", "refused", "failed", "expired"] as const) {
    expect(NEXT_LAKE_JOB_STATES[state]).toEqual([]);
  }
});
