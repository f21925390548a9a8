import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { sealFile } from "#lake/envelope.ts";
import type { Keyring } from "#lake/keyring.ts";

/** Persons in one identity file at most (design 5.1): the reach of one key. */
export const PERSONS_A_FILE = 50_000;

/**
 * Cuts the plain identity table, ordered by person, into sealed files of at most fifty thousand persons,
 * each under its own new key. Answers the names of the files, in order.
 */
export async function writeIdentityFiles(
  db: DuckDb,
  keyring: Keyring,
  draft: {
    readonly plain: string;
    readonly outFolder: string;
    readonly versionNo: number;
    /** Where below the out folder, if not among the version's own identity files. */
    readonly folder?: string;
  },
  personsAFile: number = PERSONS_A_FILE,
): Promise<readonly string[]> {
  const { folder: kind = "identity" } = draft;
  const folder = join(draft.outFolder, kind);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bounds = await boundsOf(db, draft.plain, personsAFile);
  const files: string[] = [];
  for (const [i, { first, last }] of bounds.entries()) {
    const name = String(i).padStart(3, "0");
    const slice = `${draft.plain}.${name}`;
    await db.run(`copy (
      select * from read_parquet(${text(draft.plain)})
      where person_id between ${first} and ${last} order by person_id
    ) to ${text(slice)} (format parquet, compression zstd)`);
    const key = await keyring.mint(`${kind} ${draft.versionNo}/${name}`);
    await sealFile(slice, join(folder, `${name}.parquet.enc`), key);
    await rm(slice);
    files.push(`${kind}/${name}.parquet.enc`);
  }
  return files;
}

async function boundsOf(
  db: DuckDb,
  plain: string,
  personsAFile: number,
): Promise<readonly { readonly first: bigint; readonly last: bigint }[]> {
  return db.all(`\
select min(person_id) as first, max(person_id) as last
from (
  select person_id, (row_number() over (order by person_id) - 1) // ${personsAFile} as file
  from read_parquet(${text(plain)})
) placed group by file order by file`);
}

/** Seals one small table whole, under its own new key. */
export async function sealTable(
  keyring: Keyring,
  draft: { readonly plain: string; readonly sealed: string; readonly purpose: string },
): Promise<void> {
  await sealFile(draft.plain, draft.sealed, await keyring.mint(draft.purpose));
}
