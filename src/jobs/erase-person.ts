import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { destroyDoomed, doomKey } from "#lake/doomed-keys.ts";
import { readKeyId, unsealFile } from "#lake/envelope.ts";
import { recordErasures } from "#lake/erasures.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { reseal, withoutRows } from "#lake/reseal.ts";
import { asWorker } from "#store/transact.ts";
import { eraseDeliveryRows } from "./erase-delivery-rows.ts";
import type { House } from "./house.ts";
import { whileReceiving } from "./receiving-lock.ts";

export type EraseDraft = {
  readonly personId: bigint;
  /** By which right or order: "UU 27/2022 pasal 8", a court's order … */
  readonly ground: string;
  readonly erasedBy: string;
};

/** What was rewritten: deliveries that held the person, and identity files of versions. */
export type EraseReport = { readonly deliveries: number; readonly identityFiles: number };

/** Records of a delivery lie in one run of keys (see staging/write-staged.ts). */
const RECORDS_PER_DELIVERY = 4_294_967_296n;

/**
 * Erases one person from the lake: a tombstone that every later build honours, every delivery and
 * identity file that held the person rewritten under a new key, and the old keys destroyed.
 */
export async function erasePerson(
  house: House,
  draft: EraseDraft,
  progress: Progress = quiet,
): Promise<EraseReport> {
  await asWorker(house.desk, (tx) =>
    tx.query(
      `insert into tombstone (unit, unit_id, ground, erased_by) values ('person', $1, $2, $3)
      on conflict (unit, unit_id) do nothing`,
      [String(draft.personId), draft.ground, draft.erasedBy],
    ),
  );
  return whileReceiving(house.desk, () =>
    inPrivateFolder(house.folders, async (folder) => {
      const { threads, memory } = house.settings;
      const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
      try {
        return await eraseWith(house, db, folder, draft.personId, progress);
      } finally {
        db.close();
      }
    }),
  );
}

async function eraseWith(
  house: House,
  db: DuckDb,
  privateFolder: string,
  personId: bigint,
  progress: Progress,
): Promise<EraseReport> {
  const versions = (await readdir(house.folders.versions).catch(() => [])).map((name) =>
    join(house.folders.versions, name),
  );
  const recordKeys = new Set<bigint>();
  let identityFiles = 0;
  for (const [done, version] of versions.entries()) {
    progress({ room: "lake", step: "erase from versions", done, of: versions.length });
    for (const key of await recordsOf(db, version, personId)) recordKeys.add(key);
    identityFiles += await eraseFromVersion(house, db, privateFolder, version, personId);
  }
  const byDelivery = Map.groupBy(recordKeys, (key) => Number(key / RECORDS_PER_DELIVERY));
  for (const [deliveryNo, keys] of byDelivery) {
    progress({ room: "lake", step: `erase from delivery ${deliveryNo}`, done: 0, of: 0 });
    await eraseDeliveryRows(house, db, privateFolder, { deliveryNo, recordKeys: keys });
  }
  return { deliveries: byDelivery.size, identityFiles };
}

async function recordsOf(
  db: DuckDb,
  version: string,
  personId: bigint,
): Promise<readonly bigint[]> {
  const rows = await db
    .all<{ record_key: bigint }>(
      `select record_key from read_parquet(${text(join(version, "membership.parquet"))})
      where person_id = ${personId}`,
    )
    .catch(() => []);
  return rows.map(({ record_key }) => record_key);
}

/** Rewrites the version's sealed files that name the person; answers how many there were. */
async function eraseFromVersion(
  house: House,
  db: DuckDb,
  privateFolder: string,
  version: string,
  personId: bigint,
): Promise<number> {
  const identity = await readdir(join(version, "identity")).catch(() => []);
  const names = [...identity.map((name) => `identity/${name}`), "vault.parquet.enc"];
  const rewritten: string[] = [];
  for (const name of names.filter((name) => name.endsWith(".enc"))) {
    if (await eraseFromFile(house, db, privateFolder, { version, name, personId })) {
      rewritten.push(name);
    }
  }
  if (rewritten.length > 0) await recordErasures(version, rewritten);
  await destroyDoomed(version, house.keyring);
  return rewritten.length;
}

async function eraseFromFile(
  house: House,
  db: DuckDb,
  privateFolder: string,
  { version, name, personId }: { version: string; name: string; personId: bigint },
): Promise<boolean> {
  const sealed = join(version, name);
  const id = await readKeyId(sealed).catch(() => undefined);
  const old = id === undefined ? undefined : await house.keyring.get(id);
  if (old === undefined) return false;
  const plain = join(privateFolder, "probe.parquet");
  await unsealFile(sealed, plain, old);
  const [found] = await db.all<{ n: bigint }>(
    `select count(*) as n from read_parquet(${text(plain)}) where person_id = ${personId}`,
  );
  if (found?.n === 0n) return false;
  await doomKey(version, old.id);
  const fresh = await house.keyring.mint("identity, after an erasure");
  await reseal(sealed, { old, fresh }, privateFolder, withoutRows(db, `person_id = ${personId}`));
  return true;
}
