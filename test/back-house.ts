import { join } from "node:path";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import type { House } from "#jobs/house.ts";
import { writeManifest } from "#lake/manifest.ts";
import { type ProjectionTools, projectVersion } from "#publication/project-version.ts";
import { publishVersion } from "#publication/publish.ts";
import { readSettings } from "#settings.ts";
import type { Desk } from "#store/open.ts";
import { type FrozenVersion, freezeVersionForTests } from "#test/frozen-version.ts";
import { openPublicHouse } from "#test/public-house.ts";

/** A house whose versions have manifests: they are published, and may be taken back. */
export type BackHouse = House & ProjectionTools;

/** Opens it in a folder, over a desk that is open. */
export async function openBackHouse(desk: Desk, data: string): Promise<BackHouse> {
  const { keyFolder } = desk.settings;
  const tools = await openPublicHouse(desk, data);
  return { ...tools, settings: { ...readSettings({ DTSEN_DATA: data }), keyFolder } };
}

/** Freezes, projects and publishes a made-up version; its number. */
export async function publishForBack(house: BackHouse, draft: FrozenVersion): Promise<number> {
  const versionNo = await freezeForBack(house, draft);
  mustAccept(await projectVersion(house, draft.label, quiet), draft.label);
  const publishedBy = "bps-steward";
  mustAccept(await publishVersion(house.desk, { label: draft.label, publishedBy }), draft.label);
  return versionNo;
}

/** Freezes a made-up version, with its manifest; its number. */
export async function freezeForBack(house: BackHouse, draft: FrozenVersion): Promise<number> {
  const versionNo = await freezeVersionForTests(house, draft);
  const folder = join(house.folders.versions, String(versionNo));
  const { sha256 } = await writeManifest(folder, {
    kind: "version",
    codeVersion: "test",
    inputs: {},
    counts: {},
    files: ["family", "person", "outcome"].map((table) => ({ path: `${table}.parquet` })),
  });
  await house.desk.owner.query(
    "update dtsen.version set manifest_sha256 = $2 where version_no = $1",
    [versionNo, sha256],
  );
  return versionNo;
}
