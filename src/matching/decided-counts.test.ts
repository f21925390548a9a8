import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { countDecided, countHotBlocks } from "./decided-counts.ts";
import type { MatchDraft } from "./match-persons.ts";

let db: DuckDb;
let draft: MatchDraft;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "decided-counts-"));
  const limits = { threads: 1, memory: "256MB", workFolder: join(folder, "spill") };
  const folders = { privateFolder: folder, outFolder: folder };
  draft = { personFiles: [], evidenceFiles: [], ...folders, limits, seed: "1" };
  db = await openDuckDb(limits);
});
afterAll(async () => {
  db.close();
  await rm(draft.outFolder, { recursive: true });
});

const write = (table: string, rows: string) =>
  db.run(`copy (${rows}) to ${text(join(draft.outFolder, `${table}.parquet`))} (format parquet)`);

test("pairs left out of the blocks of a nation are counted, however many they are", async () => {
  await write(
    "hot_block",
    `select 'day-district' as blocking_key, cast(2 as bigint) as hot_blocks,
      cast(1 as bigint) as blocks_left_out, cast(9000000000 as bigint) as pairs_left_out`,
  );
  expect(await countHotBlocks(db, draft)).toEqual([
    {
      blockingKey: "day-district",
      hotBlocks: 2,
      blocksLeftOut: 1,
      pairsLeftOut: 9_000_000_000,
    },
  ]);
});

test("few pairs that may be one person are not the same as pairs of which nobody knows", async () => {
  await write("link", "select 'nik-exact' as rule");
  await write(
    "review_pair",
    `select * from (values (2, 'rival', 400), (2, 'rival', 300), (2, 'unsure', 100), (2, 'repeat', null))
      as p (delivery_no, cause, probability)`,
  );
  const { review } = await countDecided(db, draft);
  expect(review.map(({ cause, pairs, expectedRight }) => [cause, pairs, expectedRight])).toEqual([
    ["repeat", 1, null],
    ["rival", 2, 1],
    ["unsure", 1, 0],
  ]);
});
