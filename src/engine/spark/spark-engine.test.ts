import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Pipeline } from "../engine.ts";
import { sparkEngine } from "./spark-engine.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-spark-engine-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const state = join("nowhere", "layer.duckdb");

test.each([
  ["read", { inputs: [{ table: "link", files: [state] }], outputs: [] }],
  ["written", { inputs: [], outputs: [{ table: "link", file: state, order: [] }] }],
] as const)(
  "a state of DuckDB's own is not %s, and the cluster is asked nothing",
  async (_what, files) => {
    const asked: string[] = [];
    const spark = {
      run: async (...statements: readonly string[]) => {
        asked.push(...statements);
        return [];
      },
      close: async () => undefined,
      kill: async () => undefined,
    };
    const engine = await sparkEngine(spark, { threads: 1, memory: "256MB", workFolder: folder });
    const stages = [{ table: "link", sql: "select 1 as x" }];
    const pipeline: Pipeline = { name: "matching", stages, ...files };
    await expect(engine.run(pipeline)).rejects.toThrow(
      "matching: layer.duckdb is a state of DuckDB's own, which Spark cannot read",
    );
    expect(asked).toEqual([]);
    await engine.close();
  },
);
