import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { LockedTable } from "#engine/duckdb/locked-database.ts";
import { readManifest, verifyManifest } from "#lake/manifest.ts";
import type { LakeOrder } from "#store/lake-jobs.ts";

/** Whether the version's manifest is the signed one, and these files are as it says. */
export async function isAsWritten(
  versionsFolder: string,
  { version, manifest }: Pick<LakeOrder, "version" | "manifest">,
  tables: readonly Pick<LockedTable, "name">[],
): Promise<Result<"whole", "lake-unreadable" | "version-changed" | "column-not-offered">> {
  const folder = join(versionsFolder, String(version));
  const names = tables.map(({ name }) => `${name}.parquet`);
  const found = await readManifest(folder).catch(() => undefined);
  if (found === undefined) return refuse("lake-unreadable");
  const listed = new Set(found.manifest.files.map(({ path }) => path));
  if (found.sha256 !== manifest) return refuse("version-changed");
  // A version frozen before there was such a table says so by its manifest.
  if (names.some((name) => !listed.has(name))) return refuse("column-not-offered");
  const differences = await verifyManifest(folder, names);
  return differences.length === 0 ? accept("whole") : refuse("version-changed");
}
