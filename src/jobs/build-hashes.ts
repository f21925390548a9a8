import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { contentHash } from "#lake/content-hash.ts";
import type { LakeTable } from "#lake/tables.ts";

/** A table that lies as Parquet. */
type LyingTable = { readonly table: LakeTable; readonly file: string };

/** Content hashes of tables by name, as "rows-suma-sumb" (design 5.8): one run and one opening for all of them. */
export async function hashTables(
  engine: Engine,
  limits: EngineLimits,
  tables: readonly LyingTable[],
  workFolder: string,
): Promise<Readonly<Record<string, string>>> {
  const { dialect } = engine;
  const answer = join(workFolder, "content-hash.parquet");
  const steps = tables.map(({ table: { name, columns } }) => {
    const step = { ...contentHash(name, columns, dialect), table: `hash_of_${name}` };
    return { step, row: `select ${dialect.text(name)} as name, h.* from ${step.table} h` };
  });
  const all = { table: "content_hash", sql: steps.map(({ row }) => row).join(" union all ") };
  await engine.run({
    name: "content hash",
    inputs: tables.map(({ table, file }) => ({ table: table.name, files: [file] })),
    stages: [...steps.map(({ step }) => step), all],
    outputs: [{ table: all.table, file: answer, order: ["name"] }],
  });
  const db = await openDuckDb(limits);
  try {
    const rows = await db.all<{ name: string; rows: bigint; a: string; b: string }>(
      `select name, "rows", cast(sum_a as varchar) as a, cast(sum_b as varchar) as b
       from read_parquet(${text(answer)})`,
    );
    if (rows.length !== tables.length) throw new Error("a table has no hash");
    return Object.fromEntries(rows.map(({ name, rows, a, b }) => [name, `${rows}-${a}-${b}`]));
  } finally {
    db.close();
    await rm(answer, { force: true });
  }
}

/** The same of one table. */
export async function hashTable(
  engine: Engine,
  limits: EngineLimits,
  { table, file, workFolder }: LyingTable & { readonly workFolder: string },
): Promise<string> {
  const hashes = await hashTables(engine, limits, [{ table, file }], workFolder);
  return hashes[table.name] as string;
}

/** One hash for a whole version: of its tables' hashes by name. */
export function foldHashes(hashes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(hashes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hash]) => `${name} ${hash}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex");
}
