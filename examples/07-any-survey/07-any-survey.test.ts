import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseSpec } from "#ranking/pmt/parse-spec.ts";
import { pageCommands } from "#test/page-commands.ts";
import { PATIENCE } from "#test/sizes.ts";
import { textOf } from "#test/sources.ts";

const HERE = "examples/07-any-survey";
const PAGE = "docs/statisticians/pmt.md";
const { blocks, run, folder } = pageCommands(PAGE, HERE);

const COMMANDS = blocks("sh").flatMap((block) => block.split("\n"));
const SAID = new Map<string, ReturnType<typeof run>>();

test("the page shows a command of every verb", () => {
  for (const verb of ["train", "score", "card", "evaluate", "compare"])
    expect(COMMANDS.some((command) => command.startsWith(`npx dtsen pmt ${verb} `))).toBe(true);
});

test.each(COMMANDS)(
  "runs: %s",
  (command) => {
    const said = run(command);
    SAID.set(command, said);
    expect([said.status, said.stderr]).toEqual([0, expect.not.stringContaining("Error")]);
  },
  PATIENCE,
);

test("each slip of the survey is told in a sentence with a remedy", () => {
  const told = SAID.get(COMMANDS[0] ?? "")?.stderr ?? "";
  const codes = [...told.matchAll(/^! .+ \[([\w-]+)\]$/gm)].map(([, code]) => code);
  expect(codes.toSorted()).toEqual([
    "outlier",
    "target-missing",
    "target-not-positive",
    "text-in-number",
    "weight-zero",
  ]);
});

test("the model that ships and its report are there; the report shows nothing of any household", async () => {
  const files = await readdir(join(folder(), "pmt-out"));
  expect(files.toSorted()).toEqual(["figures.json", "model.json", "report.html", "scores.parquet"]);
  expect((await readdir(join(folder(), "scored"))).sort()).toEqual(["scores.parquet"]);
  const report = readFileSync(join(folder(), "pmt-out/report.html"), "utf8");
  expect(report).not.toContain("<script");
  expect(report).not.toMatch(/src=|href=|url\(/);
  expect(report).not.toMatch(/h0\d\d\d/);
});

test("the card prints every term with what it adds, and what neighbours said only raises", () => {
  const { stdout = "" } = SAID.get("npx dtsen pmt card pmt-out/model.json") ?? {};
  expect(stdout).toMatch(/^# pmt-out\/model\.json: L4$/m);
  for (const column of ["members", "floor", "school_years"])
    expect(stdout).toMatch(
      new RegExp(`^\\| ${column}( \\(only raises\\))? \\| .* \\| [+-]\\d`, "m"),
    );
  expect(stdout).toMatch(/^\| neighbours \(only raises\) \| each 1 more, .* \| \+0\.\d+ \|/m);
  expect(stdout).not.toMatch(/NaN|undefined|h0\d\d\d/);
});

test.each(blocks("json"))("a spec of the page is whole: %s", (spec) => {
  expect(parseSpec(JSON.parse(spec), {}).mistakes).toEqual([]);
});

/** The names of an object's members and of those below, lists by their first. */
function namesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return namesOf(value[0]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => [name, ...namesOf(below)]);
}

test("--json prints one object, with the figures that the page names and no others", () => {
  const command = COMMANDS.find((one) => one.endsWith("--json")) ?? "";
  const figures = JSON.parse(SAID.get(command)?.stdout ?? "");
  const shape = textOf(PAGE).match(/\{ rows, target,[\s\S]*?\] \}\n```/)?.[0] ?? "";
  const named = [...shape.matchAll(/"[\d.]+"|[a-z]\w*/g)].map(([word]) => word.replaceAll('"', ""));
  expect(new Set(namesOf(figures))).toEqual(new Set([...named, "0.2", "0.4"]));
  expect(figures.rows).toBe(717);
  expect(figures.layers.map(({ name }: { name: string }) => name)).toEqual(["L0", "L1"]);
  for (const { eer, spearman } of figures.layers) {
    expect(spearman).toBeGreaterThan(0.6);
    expect(eer["0.4"].value).toBeLessThan(0.35);
    expect(eer["0.1"].se).toBeGreaterThan(0.01);
  }
});

test(
  "a survey with mistakes ends with 1 and every mistake; a wrong command with 2",
  () => {
    const said = run(
      `npx dtsen pmt train ${HERE}/survey.csv --target spendng --weight floor --folds 1 --out none --json`,
    );
    expect(said.status).toBe(1);
    expect(JSON.parse(said.stdout)).toMatchObject({
      problem: "survey-has-mistakes",
      mistakes: [
        { code: "wrong-value", at: "--folds" },
        { code: "column-missing", at: "--target" },
        { code: "not-numbers", at: "--weight" },
      ],
    });
    expect(said.stderr).toContain('Did you mean "spending"?');
    expect(existsSync(join(folder(), "none"))).toBe(false);
    expect(run("npx dtsen pmt train").status).toBe(2);
    expect(run("npx dtsen pmt card none.json").stderr).toContain("model-missing");
    expect(run(`npx dtsen pmt score ${HERE}/registry.csv --model none.json`).status).toBe(1);
  },
  PATIENCE,
);
