import { randomUUID } from "node:crypto";
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";

/** A folder name nothing else uses: Spark writes folders, and never over what it still reads. */
export function scratchFile(workFolder: string, table: string): string {
  return join(workFolder, `${table}-${randomUUID()}`);
}

/** The one part file of a written folder, moved to where a file is expected. */
export async function collectParquet(folder: string, file: string): Promise<void> {
  const parts = (await readdir(folder)).filter((name) => name.endsWith(".parquet"));
  const [part] = parts;
  if (part === undefined || parts.length > 1) {
    throw new Error(`expected one Parquet part in ${folder}, found ${parts.length}`);
  }
  await rename(join(folder, part), file);
}
