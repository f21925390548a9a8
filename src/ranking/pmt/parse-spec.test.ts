import { expect, test } from "vitest";
import type { JobMistake } from "#matching/link-files/job-mistake.ts";
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

test("a column is one thing; the fourth layer needs to know who was asked", () => {
  const keys = { target: "y", weight: "y", features: ["y", "a", "a"], layers: ["L4"] };
  expect(codes(parseSpec(keys, {}).mistakes)).toEqual([
    "column-said-twice features",
    "missing-key community",
    "column-is-two-things weight",
    "column-is-two-things features[0]",
  ]);
});

test("text that is no JSON is told by its place, without what stands there", () => {
  expect(textMistakes('{ "target": ')).toEqual(["not-json"]);
  expect(textMistakes("[1]")).toEqual(["wrong-value"]);
  expect(textMistakes('\ufeff{ "target": "y" }')).toEqual([]);
});
