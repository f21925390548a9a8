import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { countHotBlocks } from "./decided-counts.ts";

test("pairs left out of the blocks of a nation are counted, however many they are", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hot-block-"));
  const limits = { threads: 1, memory: "256MB", workFolder: join(folder, "spill") };
  const db = await openDuckDb(limits);
  try {
    await db.run(`copy (select 'day-district' as blocking_key, cast(2 as bigint) as hot_blocks,
      cast(1 as bigint) as blocks_left_out, cast(9000000000 as bigint) as pairs_left_out)
      to ${text(join(folder, "hot_block.parquet"))} (format parquet)`);
    const draft = { personFiles: [], evidenceFiles: [], privateFolder: folder, outFolder: folder };
    expect(await countHotBlocks({ ...draft, limits, seed: "1" })).toEqual([
      {
        blockingKey: "day-district",
        hotBlocks: 2,
        blocksLeftOut: 1,
        pairsLeftOut: 9_000_000_000,
      },
    ]);
  } finally {
    db.close();
    await rm(folder, { recursive: true });
  }
});
