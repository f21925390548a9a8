import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseJob } from "#matching/link-files/parse-job.ts";
import { pageCommands } from "#test/page-commands.ts";
import { PATIENCE } from "#test/sizes.ts";
import { textOf } from "#test/sources.ts";

const HERE = "examples/02-link-two-files";
const PAGE = "docs/linking-any-two-files.md";
const { blocks, run, folder } = pageCommands(PAGE, HERE);

test("the page shows commands", () => {
  expect(blocks("sh").length).toBeGreaterThan(2);
});

test.each(blocks("sh"))(
  "runs: %s",
  (command) => {
    const said = run(command);
    expect([said.status, said.stderr.replaceAll(/^\w+: .*$/gm, "").trim()]).toEqual([
      0,
      expect.not.stringContaining("Error"),
    ]);
  },
  PATIENCE,
);

test.each(blocks("json"))("a job of the page is whole: %s", (job) => {
  expect(parseJob(job).mistakes).toEqual([]);
});

test(
  "--json prints one object, with the figures that the page names and no others",
  () => {
    const said = run(`npx dtsen link ${HERE}/job.json --json`);
    const figures = JSON.parse(said.stdout);
    const pattern = [
      ...(textOf(PAGE).match(/\{ records,[\s\S]*?\| null \}/)?.[0] ?? "").matchAll(/\w+/g),
    ];
    const named = new Set(pattern.map(([word]) => word).filter((word) => word !== "null"));
    const keys = [
      figures,
      figures.evaluation,
      figures.evaluation.pairwise,
      figures.evaluation.bcubed,
    ].flatMap((one) => Object.keys(one));
    expect(new Set(keys)).toEqual(named);
    expect(figures.records).toBe(370);
    expect(figures.evaluation.pairwise.f1).toBeGreaterThan(0.97);
    expect(figures.largest_cluster).toBe(2);
    expect(figures.seconds).toBeGreaterThan(0);
    expect(figures.cpu_seconds).toBeGreaterThan(0);
    expect(figures.peak_mb).toBeGreaterThan(50);
  },
  PATIENCE,
);

test("the children who stand in both lists are found by whoever opens the folder", async () => {
  const files = await readdir(join(folder(), HERE, "out"));
  expect(files.sort()).toEqual(["clusters.parquet", "links.parquet", "report.html"]);
});

test(
  "a job with mistakes ends with 1 and every mistake; a command without a job with 2",
  async () => {
    await writeFile(
      join(folder(), "wrong.json"),
      '{ "inputs": [{ "name": "a", "path": "no.csv" }], "treshold": 1 }',
    );
    const said = run("npx dtsen link wrong.json --json");
    expect(said.status).toBe(1);
    expect(JSON.parse(said.stdout)).toMatchObject({
      problem: "job-has-mistakes",
      mistakes: [{ code: "unknown-key" }, { code: "file-missing" }],
    });
    expect(said.stderr).toContain(
      'treshold: "treshold" is no key known here. Did you mean "threshold"?',
    );
    expect(said.stderr).toContain("inputs[0].path: There is no file no.csv.");
    expect(existsSync(join(folder(), "out"))).toBe(false);
    expect(run("npx dtsen link").status).toBe(2);
    expect(run("npx dtsen link none.json").status).toBe(1);
  },
  PATIENCE,
);
