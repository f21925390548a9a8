import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { MatchDraft } from "./match-persons.ts";
import { answerFile } from "./match-pipelines.ts";
import type { ReviewCause } from "./review-pairs.ts";

/** What a linkage decided and what it left to people, counted. */
export type DecidedCounts = {
  readonly links: readonly { readonly rule: string; readonly records: number }[];
  readonly review: readonly {
    readonly deliveryNo: number;
    readonly cause: ReviewCause;
    readonly pairs: number;
    /** By the probabilities of those pairs that have one, so many should be one person; null where none has. */
    readonly expectedRight: number | null;
  }[];
};

/** Reads the answer of a linkage once more. */
export async function countDecided(db: DuckDb, draft: MatchDraft): Promise<DecidedCounts> {
  const file = (table: string): string => `read_parquet(${text(answerFile(draft, table))})`;
  return {
    links: await db.all<DecidedCounts["links"][number]>(
      `select rule, cast(count(*) as int) as records from ${file("link")} group by rule order by rule`,
    ),
    review: await db.all<DecidedCounts["review"][number]>(`\
select cast(delivery_no as int) as "deliveryNo", cause, cast(count(*) as int) as pairs,
  cast((sum(probability) + 500) // 1000 as int) as "expectedRight"
from ${file("review_pair")} group by delivery_no, cause order by delivery_no, cause`),
  };
}

/** Blocks of one key that were too large, and what was left out of them. */
export type HotBlock = {
  readonly blockingKey: string;
  readonly hotBlocks: number;
  readonly blocksLeftOut: number;
  /** Of a nation these are more than a column of 32 bits holds. */
  readonly pairsLeftOut: number;
};

/** Reads which keys had such blocks. */
export async function countHotBlocks(db: DuckDb, draft: MatchDraft): Promise<readonly HotBlock[]> {
  return db.all<HotBlock>(`\
select blocking_key as "blockingKey", cast(hot_blocks as double) as "hotBlocks",
  cast(blocks_left_out as double) as "blocksLeftOut", cast(pairs_left_out as double) as "pairsLeftOut"
from read_parquet(${text(answerFile(draft, "hot_block"))}) where hot_blocks > 0 order by blocking_key`);
}
