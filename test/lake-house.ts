import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { TableDraft } from "#domain/cross-table.ts";
import { mustAccept } from "#domain/result.ts";
import type { House } from "#jobs/house.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { writeManifest } from "#lake/manifest.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { askCrossTable, type TakenJob } from "#store/lake-jobs.ts";
import type { Desk } from "#store/open.ts";
import { asSession } from "#store/transact.ts";
import { freezeVersionForTests } from "#test/frozen-version.ts";
import { sessionForTests } from "#test/store.ts";

/** The regency where the made-up families live: the first of the country. */
export const REGENCY = "1101";
/** The first district of it: all families of the version are here. */
export const DISTRICT = "110101";

export type LakeHouse = {
  readonly house: House;
  readonly versionNo: number;
  /** A version's folder. */
  readonly folder: string;
  /** Asks as a demo account; the number of the job. */
  ask(account: string, draft: Partial<TableDraft>): Promise<number>;
};

export const QUESTION: TableDraft = {
  area: REGENCY,
  level: "district",
  variables: ["decile_national"],
  measure: "families",
};

/**
 * A desk with demo accounts and one published version of 800 families in four villages, 20 of each decile
 * in each; three families of the first village have another floor.
 */
export function lakeHouseForTests(desk: () => Desk): () => LakeHouse {
  let opened: LakeHouse | undefined;
  let data = "";
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "dtsen-lake-"));
    opened = await openLakeHouse(desk(), data);
  });
  afterAll(async () => await rm(data, { recursive: true, force: true }));
  return () => {
    if (opened === undefined) throw new Error("lakeHouseForTests: it opens in beforeAll");
    return opened;
  };
}

async function openLakeHouse(desk: Desk, data: string): Promise<LakeHouse> {
  const folders = lakeFolders(data);
  await makeLakeFolders(folders);
  const { keyFolder } = desk.settings;
  const settings = { ...readSettings({ DTSEN_DATA: data }), keyFolder };
  const house: House = { desk, folders, keyring: await openKeyring(keyFolder), settings };
  mustAccept(await seedDemoAccounts(desk, REGENCY), "demo accounts");
  const versionNo = await publishForTests(house);
  const ask = async (account: string, draft: Partial<TableDraft>) => {
    const token = await sessionForTests(desk, account);
    const question = { ...QUESTION, ...draft } as Parameters<typeof askCrossTable>[2];
    return await asSession(desk, token, "statistics", async (tx) =>
      mustAccept(await askCrossTable(tx, versionNo, question, "test"), "the question"),
    );
  };
  return { house, versionNo, folder: join(folders.versions, String(versionNo)), ask };
}

async function publishForTests(house: House): Promise<number> {
  const other = (familyId: number) => ({ familyId, column: "floor_material", value: 2 });
  const versionNo = await freezeVersionForTests(house, {
    label: "2026-1",
    families: 800,
    facts: [other(1), other(2), other(3)],
  });
  const { sha256 } = await writeManifest(join(house.folders.versions, String(versionNo)), {
    kind: "version",
    codeVersion: "test",
    inputs: {},
    counts: {},
    files: ["family", "person", "rank", "provenance", "outcome"].map((name) => ({
      path: `${name}.parquet`,
    })),
  });
  await house.desk.owner.query(
    "update dtsen.version set state = 'published', manifest_sha256 = $2 where version_no = $1",
    [versionNo, sha256],
  );
  return versionNo;
}

/** A job as the desk holds it, without taking it. */
export async function jobOf(desk: Desk, jobNo: number): Promise<TakenJob> {
  const { rows } = await desk.owner.query<{
    body: string;
    signature: Buffer;
    state: string;
    manifest: string;
  }>(
    `select j.body, j.signature, v.state, v.manifest_sha256 as manifest
     from dtsen.lake_job j join dtsen.version v using (version_no) where job_no = $1`,
    [jobNo],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no job ${jobNo}`);
  const { body, signature, state, manifest } = row;
  return { jobNo, body, signature, attempt: 1, standing: { state, manifest } };
}

/** How a job stands now. */
export async function stateOf(
  desk: Desk,
  jobNo: number,
): Promise<{ readonly state: string; readonly reason: string | null; readonly attempt: number }> {
  const { rows } = await desk.owner.query<{
    state: string;
    reason: string | null;
    attempt: number;
  }>("select state, reason, attempt from dtsen.lake_job where job_no = $1", [jobNo]);
  const [row] = rows;
  if (row === undefined) throw new Error(`no job ${jobNo}`);
  return row;
}
