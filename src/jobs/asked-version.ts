import { join } from "node:path";
import { readManifest } from "#lake/manifest.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

/** The newest version that stands: whose persons are asked about. */
export type AskedVersion = {
  readonly versionNo: number;
  readonly label: string;
  readonly personFile: string;
  /** Sealed. */
  readonly identityFiles: readonly string[];
};

/** Undefined where no version has been frozen yet. */
export async function askedVersion(house: House): Promise<AskedVersion | undefined> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ version_no: number; label: string }>(
      `select version_no, label from dtsen.version where state in ('frozen', 'projected', 'published')
       order by version_no desc limit 1`,
    ),
  );
  if (row === undefined) return undefined;
  const folder = join(house.folders.versions, String(row.version_no));
  const { manifest } = await readManifest(folder);
  return {
    versionNo: row.version_no,
    label: row.label,
    personFile: join(folder, "person.parquet"),
    identityFiles: manifest.files
      .filter(({ path }) => path.startsWith("identity/"))
      .map(({ path }) => join(folder, path)),
  };
}
