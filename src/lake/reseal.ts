import { basename, join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { sealFile, unsealFile } from "./envelope.ts";
import type { DataKey } from "./keyring.ts";

/** Changes a plain file into another plain file; what it answers is sealed in place of the old. */
export type Rewrite = (plain: string) => Promise<string>;

/**
 * Seals a file again under a new key, rewritten on the way. The old file is replaced in one instant;
 * what it held is gone only once its old key is destroyed, which is the caller's last act.
 */
export async function reseal(
  sealed: string,
  keys: { readonly old: DataKey; readonly fresh: DataKey },
  privateFolder: string,
  rewrite: Rewrite = async (plain) => plain,
): Promise<void> {
  const plain = join(privateFolder, `reseal-${basename(sealed)}`);
  await unsealFile(sealed, plain, keys.old);
  await sealFile(await rewrite(plain), sealed, keys.fresh);
}

/** Leaves rows out of a Parquet file, the others in their order. `leaving` is an SQL condition. */
export function withoutRows(db: DuckDb, leaving: string): Rewrite {
  return async (plain) => {
    const kept = `${plain}.kept`;
    await db.run(
      `copy (select * from read_parquet(${text(plain)}) where (${leaving}) is not true)
      to ${text(kept)} (format parquet, compression zstd)`,
    );
    return kept;
  };
}

/** Empties one column in some rows of a Parquet file. `whose` is an SQL condition. */
export function withoutValues(db: DuckDb, column: string, whose: string): Rewrite {
  return async (plain) => {
    const kept = `${plain}.kept`;
    await db.run(
      `copy (select * replace (case when ${whose} then null else ${column} end as ${column})
      from read_parquet(${text(plain)})) to ${text(kept)} (format parquet, compression zstd)`,
    );
    return kept;
  };
}
