import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { quiet } from "#domain/progress.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { type ProjectionTools, projectVersion } from "#publication/project-version.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { type FrozenVersion, freezeVersionForTests } from "#test/frozen-version.ts";

/** A lake of its own beside a test's desk: enough to project versions and to answer the public. */
export function publicHouseForTests(desk: () => Desk): () => ProjectionTools {
  let tools: ProjectionTools | undefined;
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dtsen-public-"));
    tools = await openPublicHouse(desk(), folder);
  });
  afterAll(async () => await rm(folder, { recursive: true, force: true }));
  return () => {
    if (tools === undefined) throw new Error("publicHouseForTests: it opens in beforeAll");
    return tools;
  };
}

/** The same without Vitest's hooks. */
export async function openPublicHouse(desk: Desk, folder: string): Promise<ProjectionTools> {
  const folders = lakeFolders(folder);
  await makeLakeFolders(folders);
  const { keyFolder } = desk.settings;
  return {
    desk,
    folders,
    keyring: await openKeyring(keyFolder),
    fields: openFieldKeys(keyFolder),
    lookup: await openLookupKeys(keyFolder),
    threads: 2,
    memory: "2GB",
  };
}

/** Freezes and projects a made-up version; answers its number. */
export async function projectForTests(
  tools: ProjectionTools,
  draft: FrozenVersion,
): Promise<number> {
  const versionNo = await freezeVersionForTests(tools, draft);
  const projected = await projectVersion(tools, draft.label, quiet);
  if (!projected.ok) throw new Error(`projecting ${draft.label} was refused: ${projected.problem}`);
  return versionNo;
}
