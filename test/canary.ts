import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type pg from "pg";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { readKeyId, unsealFile } from "#lake/envelope.ts";
import type { Keyring } from "#lake/keyring.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";

/** Texts that belong to one made-up person and to nothing else; found anywhere, they were not erased. */
export type Canaries = readonly string[];

const found = (where: string, content: string, canaries: Canaries): string[] => {
  const upper = content.toUpperCase();
  return canaries
    .filter((each) => upper.includes(each.toUpperCase()))
    .map((each) => `${where}: ${each}`);
};

/** Every file below a lake, opened with whatever keys remain, Parquet read as rows. */
export async function sightingsInLake(
  lake: { readonly root: string; readonly keyring: Keyring; readonly scratch: string },
  db: DuckDb,
  canaries: Canaries,
): Promise<{ readonly files: number; readonly sightings: readonly string[] }> {
  const entries = await readdir(lake.root, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((e) => join(e.parentPath, e.name));
  const sightings: string[] = [];
  for (const file of files) {
    const plain = file.endsWith(".enc") ? await unsealed(lake, file) : file;
    if (plain === undefined) continue;
    const raw = await readFile(plain);
    const isParquet = raw.subarray(0, 4).toString("latin1") === "PAR1";
    const content = isParquet ? await parquetText(db, plain) : raw.toString("latin1");
    sightings.push(...found(file, content, canaries));
  }
  return { files: files.length, sightings };
}

async function unsealed(
  { keyring, scratch }: { readonly keyring: Keyring; readonly scratch: string },
  file: string,
): Promise<string | undefined> {
  const key = await keyring.get(await readKeyId(file));
  if (key === undefined) return undefined;
  const plain = join(scratch, "unsealed");
  await unsealFile(file, plain, key);
  return plain;
}

async function parquetText(db: DuckDb, file: string): Promise<string> {
  const rows = await db.all<{ line: string }>(
    `select cast(t as varchar) as line from read_parquet(${text(file)}) t`,
  );
  return rows.map(({ line }) => line).join("\n");
}

/** Encrypted columns, with the column that is bound into each value. */
const ENCRYPTED = [
  ["person", "nik_enc", "person_id"],
  ["person", "phone_enc", "person_id"],
  ["family", "kk_enc", "family_id"],
  ["review_record", "identity_enc", "record_key"],
] as const;

/** Every table of a desk, parts and loading tables too, all columns as text; ciphers opened. */
export async function sightingsAtDesk(
  admin: pg.Client,
  fields: FieldKeys,
  canaries: Canaries,
): Promise<{ readonly tables: number; readonly sightings: readonly string[] }> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('dtsen', 'dtsen_loading', 'public') order by 1`,
  );
  const sightings: string[] = [];
  for (const { name } of tables) {
    const { rows } = await admin.query<{ line: string }>(
      `select t::text as line from ${name} t where upper(t::text) like any ($1)`,
      [canaries.map((each) => `%${each.toUpperCase()}%`)],
    );
    for (const { line } of rows) sightings.push(...found(name, line, canaries));
  }
  for (const [table, column, id] of ENCRYPTED) {
    const { rows } = await admin.query<{ id: number; sealed: Buffer }>(
      `select ${id} as id, ${column} as sealed from dtsen.${table} where ${column} is not null`,
    );
    for (const { id: rowId, sealed } of rows) {
      const value = decryptField(fields, { table, column, rowId }, sealed);
      sightings.push(...found(`${table}.${column}`, value, canaries));
    }
  }
  return { tables: tables.length, sightings };
}

/** Files of a folder, unpacked where they are packed. */
export async function sightingsInFolder(folder: string, canaries: Canaries): Promise<string[]> {
  const sightings: string[] = [];
  for (const name of await readdir(folder)) {
    const raw = await readFile(join(folder, name));
    const content = name.endsWith(".gz") ? gunzipSync(raw) : raw;
    sightings.push(...found(name, content.toString("utf8"), canaries));
  }
  return sightings;
}
