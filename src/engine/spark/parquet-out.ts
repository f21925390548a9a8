import { randomUUID } from "node:crypto";
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";

/** A folder name nothing else uses: Spark writes folders, and never over what it still reads. */
export function scratchFolder(workFolder: string, table: string): string {
  return join(workFolder, `${table}-${randomUUID()}`);
}

/** Spark's word that a folder is whole: written last, when every task's part stands in its place. */
const WHOLE = "_SUCCESS";

/** The parts of a folder that Spark has written; throws where it is not whole. */
export async function partsOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  const parts = names.filter((name) => name.endsWith(".parquet"));
  if (names.includes(WHOLE) && parts.length > 0) return parts.map((name) => join(folder, name));
  throw new Error(`Spark left ${folder} without its parts: do the workers write where we read?`);
}

/** The one part file of a written folder, moved to where a file is expected. */
export async function collectParquet(folder: string, file: string): Promise<void> {
  const [part, ...more] = await partsOf(folder);
  if (part === undefined || more.length > 0) {
    throw new Error(`expected one Parquet part in ${folder}, found ${more.length + 1}`);
  }
  await rename(part, file);
}
