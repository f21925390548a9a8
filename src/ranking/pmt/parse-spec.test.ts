import * as schema from "typebox/schema";
import { expect, test } from "vitest";
import type { JobMistake } from "#matching/link-files/job-mistake.ts";
import { textOf } from "#test/sources.ts";
import { parseSpec, readSpecText } from "./parse-spec.ts";

const codes = (mistakes: readonly JobMistake[]) =>
  mistakes.map(({ code, at }) => `${code} ${at}`.trim());

function textMistakes(text: string): readonly string[] {
  const mistakes: JobMistake[] = [];
  readSpecText(text, (mistake) => mistakes.push(mistake));
  return codes(mistakes);
}

test("the shortest spec names a target; all else is usual", () => {
  const { spec, mistakes } = parseSpec({}, { target: "spending" });
  expect(mistakes).toEqual([]);
  expect(spec).toEqual({
    columns: { target: "spending" },
    leaveOut: [],
    fairness: [],
    layers: ["L0", "L1", "L2", "L3", "challenger"],
    folds: 5,
    quotas: [0.1, 0.2, 0.4],
    seed: 1,
    out: "pmt-out",
  });
});

test("an option stands before the word of the file, and a mistake says which of them it is in", () => {
  const file = { target: "a", folds: 3, quota: [2], feature: ["x"] };
  const { spec, mistakes } = parseSpec(file, { target: "b", seed: "x", layers: "L1,L9" });
  expect([spec.columns.target, spec.folds]).toEqual(["b", 3]);
  expect(codes(mistakes)).toEqual([
    "unknown-key feature",
    "unknown-word --layers",
    "wrong-value quota",
    "wrong-value --seed",
  ]);
  expect(mistakes[0]?.remedy.en).toContain('Did you mean "features"?');
});

test("lists are written with commas on a command line and as lists in a file", () => {
  const words = parseSpec({ target: "y" }, { features: "a, b", quota: "0.4,0.1", layers: "L1,L0" });
  expect([words.spec.features, words.spec.quotas, words.spec.layers]).toEqual([
    [{ column: "a" }, { column: "b" }],
    [0.1, 0.4],
    ["L0", "L1"],
  ]);
  const lists = parseSpec({ target: "y", features: [{ column: "a", only: "raises" }, "b"] }, {});
  expect(lists.spec.features).toEqual([{ column: "a", only: "raises" }, { column: "b" }]);
});

test("what neighbours said is one column more, and L4 stands or falls with it", () => {
  const named = parseSpec({ target: "y", community: { column: "rank", only: "lowers" } }, {});
  expect(named.spec.community).toEqual({ column: "rank", only: "lowers" });
  expect(named.spec.layers).toEqual(["L0", "L1", "L2", "L3", "L4", "challenger"]);
  const asked = { target: "y", layers: "L3,L4" };
  expect(codes(parseSpec(asked, {}).mistakes)).toEqual(["missing-key community"]);
  expect(parseSpec(asked, { community: "rank" }).spec.layers).toEqual(["L3", "L4"]);
  const twice = { target: "y", size: "m", community: "m", features: ["m", "a"] };
  expect(codes(parseSpec(twice, {}).mistakes)).toEqual([
    "column-is-two-things community",
    "column-is-two-things features[0]",
  ]);
});

test("a column is one thing", () => {
  const keys = { target: "y", weight: "y", features: ["y", "a", "a"] };
  expect(codes(parseSpec(keys, {}).mistakes)).toEqual([
    "column-said-twice features",
    "column-is-two-things weight",
    "column-is-two-things features[0]",
  ]);
});

test("text that is no JSON is told by its place, without what stands there", () => {
  expect(textMistakes('{ "target": ')).toEqual(["not-json"]);
  expect(textMistakes("[1]")).toEqual(["wrong-value"]);
  expect(textMistakes('\ufeff{ "target": "y" }')).toEqual([]);
});

const SCHEMA = JSON.parse(textOf("docs/api/pmt-spec.schema.json"));

test.each([
  [{ target: "y" }, true],
  [
    { target: "y", weight: "w", size: "m", group: "g", area: "a", id: "i", seed: 0, folds: 50 },
    true,
  ],
  [{ target: "y", features: ["a", { column: "b", kind: "number", only: "lowers" }] }, true],
  [{ target: "y", target_kind: "class", poor: 1, quota: [0.3], layers: ["L2"], out: "o" }, true],
  [{ target: "y", fairness: ["a"], leave_out: ["b"], $schema: "s" }, true],
  [{ target: "y", community: "rank", layers: ["L4"] }, true],
  [{ target: "y", community: { column: "rank", kind: "number", only: "lowers" } }, true],
  [{ target: "y", community: ["rank"] }, false],
  [{ target: "" }, false],
  [{ target: "y", featurs: ["a"] }, false],
  [{ target: "y", features: [] }, false],
  [{ target: "y", features: [{ kind: "number" }] }, false],
  [{ target: "y", features: [{ column: "b", kind: "text" }] }, false],
  [{ target: "y", layers: ["L9"] }, false],
  [{ target: "y", folds: 1 }, false],
  [{ target: "y", quota: [0] }, false],
  [{ target: "y", quota: [] }, false],
  [{ target: "y", seed: -1 }, false],
  [{ target: "y", target_kind: "logs" }, false],
])("the published schema and the reader judge alike: %j", (spec, isWhole) => {
  expect([schema.Check(SCHEMA, spec), parseSpec(spec, {}).mistakes.length === 0]).toEqual([
    isWhole,
    isWhole,
  ]);
});
