import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { childSeconds } from "./measured-child.ts";
import { countFindable, countWeights, judgeOwnThreshold, judgeThresholds } from "./quality.ts";

test("the best threshold lies where one more wrong link costs more than the next right one brings", () => {
  const counts = [
    { weight: 9, links: 90, right: 90 },
    { weight: 2, links: 50, right: 1 },
    { weight: 5, links: 8, right: 6 },
  ];
  const { bestF1, bestThreshold, recallAt999 } = judgeThresholds(counts, 100);
  expect(bestThreshold).toBe(5);
  expect(bestF1).toBeCloseTo((2 * 96) / (98 + 100), 10);
  expect(recallAt999).toBe(0.9);
});

test("nothing linked is an F1 of nothing", () => {
  expect(judgeThresholds([], 10)).toMatchObject({ bestF1: 0, recallAt999: 0 });
});

test("a record counts by its best spine record alone, and is findable only where the register holds the person", async () => {
  const folder = await mkdtemp(join(tmpdir(), "quality-"));
  const db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(folder, "spill") });
  const write = (name: string, columns: string, rows: string): Promise<void> =>
    db.run(
      `copy (select * from (values ${rows}) t(${columns})) to ${text(join(folder, `${name}.parquet`))} (format parquet)`,
    );
  await write("register", "record_key", "(1), (2), (3)");
  await write("source", "record_key", "(11), (12), (14)");
  await write(
    "truth",
    "record_key, person_no",
    "(1, 1), (2, 2), (3, 3), (11, 1), (12, 2), (14, 4)",
  );
  const edges = join(folder, "edges.parquet");
  await write(
    "edges",
    "record_key, spine_key, weight, is_link",
    "(11, 1, 8.0, 1), (11, 2, 9.5, 0), (12, 2, 9.0, 1), (14, 3, 1.0, 0)",
  );
  expect(await countFindable(db, folder)).toBe(2);
  const ordered = async (isMutual: boolean) =>
    [...(await countWeights(db, folder, edges, isMutual))].sort((a, b) => b.weight - a.weight);
  expect(await ordered(false)).toEqual([
    { weight: 9.5, links: 1, right: 0 },
    { weight: 9, links: 1, right: 1 },
    { weight: 1, links: 1, right: 0 },
  ]);
  expect(await ordered(true)).toEqual([
    { weight: 9.5, links: 1, right: 0 },
    { weight: 1, links: 1, right: 0 },
  ]);
  expect(await judgeOwnThreshold(db, folder, edges, 2)).toEqual({ precision: 1, recall: 1, f1: 1 });
  db.close();
  await rm(folder, { recursive: true, force: true });
});

test("processor time is read from the second line of times", () => {
  expect(childSeconds("0m0.01s 0m0.02s\n1m2.50s 0m0.25s\n")).toBeCloseTo(62.75, 10);
  expect(() => childSeconds("nothing")).toThrow("expected two times");
});
