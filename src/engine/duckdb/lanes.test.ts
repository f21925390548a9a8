import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine, Pipeline } from "../engine.ts";
import { sideBySide, withLanes } from "../side-by-side.ts";
import { openDuckDb, text } from "./database.ts";
import { duckdbEngine } from "./duckdb-engine.ts";
import { duckdbLanes } from "./lanes.ts";

/** Lanes: engines of one thread that share what one was given, and pieces of work on several of them at once. */
let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-lanes-"));
  engine = await duckdbEngine({ threads: 2, memory: "1GB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes one row with what a lane may take and one number. */
const piece = (no: number): Pipeline => ({
  name: "lanes",
  inputs: [],
  stages: [
    {
      table: "said",
      sql: `select cast(${no} as int) as no, current_setting('threads') as threads, current_setting('memory_limit') as memory`,
    },
  ],
  outputs: [{ table: "said", file: join(folder, `said-${no}.parquet`), order: [] }],
});

const WRONG: Pipeline = {
  name: "lanes",
  inputs: [],
  stages: [{ table: "said", sql: "select * from nowhere" }],
  outputs: [],
};

/** The processes that this one began, but for those of the test itself. */
const children = (): readonly string[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8")
    .split(" ")
    .filter((pid) => pid !== "" && commandOf(pid).includes("lane-process"));
const commandOf = (pid: string): string => readFileSync(`/proc/${pid}/cmdline`, "utf8");

test("pieces are done on lanes of one thread that share the memory, and answered in their order", async () => {
  const steps: string[] = [];
  const rows = await withLanes(engine, { pieces: 5 }, (lanes) => {
    expect(lanes).toHaveLength(2);
    return sideBySide(lanes, [4, 3, 2, 1, 0], async (lane, no) => {
      const report = await lane.run(piece(no), ({ step }) => steps.push(step));
      return { no, rows: report.rows.said };
    });
  });
  expect(rows).toEqual([4, 3, 2, 1, 0].map((no) => ({ no, rows: 1 })));
  expect(steps).toContain("said.parquet");
  const db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: folder });
  const said = await db.all(
    `select * from read_parquet(${text(join(folder, "said-*.parquet"))}) order by no`,
  );
  db.close();
  expect(said.map(({ no, threads }) => ({ no, threads: Number(threads) }))).toEqual(
    [0, 1, 2, 3, 4].map((no) => ({ no, threads: 1 })),
  );
  expect(new Set(said.map(({ memory }) => memory))).toEqual(new Set(["476.8 MiB"]));
  expect(children()).toEqual([]);
});

test("the first failure ends the work in its own words, begins nothing more and leaves no process", async () => {
  const begun: number[] = [];
  let wrong: Promise<unknown> = Promise.resolve();
  const work = withLanes(engine, { pieces: 9 }, (lanes) =>
    sideBySide(lanes, [0, 1, 2, 3, 4, 5, 6, 7, 8], async (lane, no) => {
      begun.push(no);
      if (no === 0) wrong = lane.run(WRONG);
      await wrong.catch(() => undefined);
      return no === 0 ? wrong : lane.run(piece(no));
    }),
  );
  await expect(work).rejects.toThrow(/nowhere does not exist/);
  expect(begun).toEqual([0, 1]);
  expect(children()).toEqual([]);
});

test("a lane that is killed ends the work: nobody waits for it", async () => {
  const work = withLanes(engine, { pieces: 2 }, (lanes) =>
    sideBySide(lanes, [0, 1], async (lane, no) => {
      const answer = lane.run(piece(no));
      for (const pid of children()) process.kill(Number(pid), "SIGKILL");
      return answer;
    }),
  );
  await expect(work).rejects.toThrow("a lane of the engine ended with SIGKILL");
});

test("a lane that cannot open its database says why", async () => {
  const [lane, ...others] = duckdbLanes({
    ...{ threads: 2, memory: "much", workFolder: join(folder, "unopened") },
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await expect(lane?.run(piece(0))).rejects.toThrow("Failed to set config");
  for (const one of [lane, ...others]) await one?.close();
});

test("one piece alone is done by the engine itself", async () => {
  await withLanes(engine, { pieces: 1 }, async (lanes) => expect(lanes).toEqual([engine]));
});

test("an engine of one thread has no lanes", async () => {
  const one = await duckdbEngine({ threads: 1, memory: "500MB", workFolder: join(folder, "one") });
  expect(one.lanes).toBeUndefined();
  await one.close();
});
