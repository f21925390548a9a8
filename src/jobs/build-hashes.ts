import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { contentHash } from "#lake/content-hash.ts";
import type { LakeTable } from "#lake/tables.ts";

/** Content hash of a table that lies as Parquet, as "rows-suma-sumb" (design 5.8). */
export async function hashTable(
  engine: Engine,
  limits: EngineLimits,
  draft: { readonly table: LakeTable; readonly file: string; readonly workFolder: string },
): Promise<string> {
  const { table, file, workFolder } = draft;
  const answer = join(workFolder, `hash-${table.name}.parquet`);
  await engine.run({
    name: "content hash",
    inputs: [{ table: table.name, files: [file] }],
    stages: [contentHash(table.name, table.columns, engine.dialect)],
    outputs: [{ table: "content_hash", file: answer, order: ["rows"] }],
  });
  const db = await openDuckDb(limits);
  try {
    const [row] = await db.all<{ rows: bigint; a: string; b: string }>(
      `select "rows", cast(sum_a as varchar) as a, cast(sum_b as varchar) as b
       from read_parquet(${text(answer)})`,
    );
    if (row === undefined) throw new Error(`no hash of "${table.name}"`);
    return `${row.rows}-${row.a}-${row.b}`;
  } finally {
    db.close();
    await rm(answer, { force: true });
  }
}

/** One hash for a whole version: of its tables' hashes by name. */
export function foldHashes(hashes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(hashes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hash]) => `${name} ${hash}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex");
}
