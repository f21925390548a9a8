import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { destroyDoomed, doomKey } from "#lake/doomed-keys.ts";
import { readKeyId, unsealFile } from "#lake/envelope.ts";
import { journalErasure } from "#lake/erasure-journal.ts";
import { recordErasures } from "#lake/erasures.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { reseal, withoutRows } from "#lake/reseal.ts";
import { REVIEWED_FILE } from "#registry/build-registry.ts";
import { REVIEW_FOLDER } from "#registry/review-files.ts";
import { type EraseRefusal, eraseAtDesk } from "#store/erasure.ts";
import { asWorker } from "#store/transact.ts";
import { withBuildLock } from "./build-version-row.ts";
import { eraseDeliveryRows } from "./erase-delivery-rows.ts";
import { findAnswerRows } from "./find-answer-rows.ts";
import { findHeadRows } from "./find-head-rows.ts";
import type { House } from "./house.ts";
import { whileReceiving } from "./receiving-lock.ts";

export type EraseDraft = {
  readonly personId: bigint;
  /** By which right or order: "UU 27/2022 pasal 8", a court's order. Never names the person. */
  readonly ground: string;
  /** User names of two different people who hold the right to erase. */
  readonly erasedBy: string;
  readonly confirmedBy: string;
};

/** What was rewritten: deliveries that held the person, and identity files of versions. */
export type EraseReport = { readonly deliveries: number; readonly identityFiles: number };

export type EraseProblem =
  | EraseRefusal
  | "person-unknown"
  | "ground-names-somebody"
  /** A build has read who is erased and would freeze with this person: wait for its end. */
  | "build-running";

/** Records of a delivery lie in one run of keys (see staging/write-staged.ts). */
const RECORDS_PER_DELIVERY = 4_294_967_296n;

/**
 * Erases one person everywhere: at the desk in one transaction with its audit row and tombstone, then in
 * the lake, every delivery and identity file that held the person rewritten under a new key, and the old
 * keys destroyed. The transaction is the decision; after a kill the same call finishes the rest.
 */
export async function erasePerson(
  house: House,
  draft: EraseDraft,
  progress: Progress = quiet,
): Promise<Result<EraseReport, EraseProblem>> {
  if (/\d{16}/.test(draft.ground)) return refuse("ground-names-somebody");
  return whileReceiving(house.desk, () =>
    withBuildLock<EraseReport, EraseProblem>(house.desk, () =>
      inPrivateFolder(house.folders, (folder) => eraseIn(house, folder, draft, progress)),
    ),
  );
}

async function eraseIn(
  house: House,
  folder: string,
  draft: EraseDraft,
  progress: Progress,
): Promise<Result<EraseReport, EraseProblem>> {
  const { threads, memory } = house.settings;
  const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
  try {
    if (!(await isKnown(house, db, draft.personId))) return refuse("person-unknown");
    const decided = await decide(house, draft);
    if (!decided.ok) return decided;
    return accept(await eraseWith(house, db, folder, draft.personId, progress));
  } finally {
    db.close();
  }
}

/** Desk, tombstone, audit and journal, or none: the journal is written just before the commit. */
async function decide(
  house: House,
  { personId, ground, erasedBy, confirmedBy }: EraseDraft,
): Promise<Result<"erased", EraseRefusal>> {
  const decision = { personId: String(personId), ground, erasedBy, confirmedBy };
  return asWorker(house.desk, async (tx) => {
    const erased = await eraseAtDesk(tx, decision);
    if (!erased.ok) return erased;
    const [clock] = await tx.query<{ at: Date }>("select now() as at");
    const erasedAt = clock?.at.toISOString() ?? "";
    await journalErasure(house.folders, { ...decision, erasedAt });
    return erased;
  });
}

/** A mistyped id must not leave a tombstone for somebody who is yet to come. */
async function isKnown(house: House, db: DuckDb, personId: bigint): Promise<boolean> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ known: boolean }>(
      `select exists (select from person where person_id = $1)
         or exists (select from tombstone where unit = 'person' and unit_id = $1) as known`,
      [String(personId)],
    ),
  );
  if (row?.known === true) return true;
  for (const version of await listVersions(house)) {
    if ((await recordsOf(db, version, personId)).length > 0) return true;
  }
  return false;
}

const listVersions = async (house: House): Promise<readonly string[]> =>
  (await readdir(house.folders.versions).catch(() => [])).map((name) =>
    join(house.folders.versions, name),
  );

async function eraseWith(
  house: House,
  db: DuckDb,
  privateFolder: string,
  personId: bigint,
  progress: Progress,
): Promise<EraseReport> {
  const versions = await listVersions(house);
  const recordKeys = new Set<bigint>();
  let identityFiles = 0;
  for (const [done, version] of versions.entries()) {
    progress({ room: "lake", step: "erase from versions", done, of: versions.length });
    for (const key of await recordsOf(db, version, personId)) recordKeys.add(key);
    identityFiles += await eraseFromVersion(house, db, privateFolder, version, personId);
  }
  const own = Map.groupBy(recordKeys, (key) => Number(key / RECORDS_PER_DELIVERY));
  const byDelivery = new Map([
    ...own,
    ...(await findHeadRows(house, db, privateFolder, own)),
    ...(await findAnswerRows(house, db, privateFolder, personId)),
  ]);
  for (const [deliveryNo, keys] of byDelivery) {
    progress({ room: "lake", step: `erase from delivery ${deliveryNo}`, done: 0, of: 0 });
    await eraseDeliveryRows(house, db, privateFolder, { deliveryNo, recordKeys: keys });
  }
  return { deliveries: byDelivery.size, identityFiles };
}

/** Records that speak of the person: of people, and of supporting sources (a wage, a vehicle). */
async function recordsOf(
  db: DuckDb,
  version: string,
  personId: bigint,
): Promise<readonly bigint[]> {
  const keys: bigint[] = [];
  for (const table of ["membership", "evidence"]) {
    const rows = await db
      .all<{ record_key: bigint }>(
        `select record_key from read_parquet(${text(join(version, `${table}.parquet`))})
        where person_id = ${personId}`,
      )
      .catch(() => []);
    keys.push(...rows.map(({ record_key }) => record_key));
  }
  return keys;
}

/** Rewrites the version's sealed files that name the person; answers how many there were. */
async function eraseFromVersion(
  house: House,
  db: DuckDb,
  privateFolder: string,
  version: string,
  personId: bigint,
): Promise<number> {
  const below = async (folder: string): Promise<readonly string[]> =>
    (await readdir(join(version, folder)).catch(() => [])).map((name) => `${folder}/${name}`);
  const slices = [...(await below("identity")), ...(await below(REVIEW_FOLDER))];
  const names = [...slices, "vault.parquet.enc", REVIEWED_FILE];
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
  const own = name === REVIEWED_FILE ? ` or own_person_id = ${personId}` : "";
  const whose = `person_id = ${personId}${own}`;
  const id = await readKeyId(sealed).catch(() => undefined);
  const old = id === undefined ? undefined : await house.keyring.get(id);
  if (old === undefined) return false;
  const plain = join(privateFolder, "probe.parquet");
  await unsealFile(sealed, plain, old);
  const [found] = await db.all<{ n: bigint }>(
    `select count(*) as n from read_parquet(${text(plain)}) where ${whose}`,
  );
  if (found?.n === 0n) return false;
  await doomKey(version, old.id);
  const fresh = await house.keyring.mint("identity, after an erasure");
  await reseal(sealed, { old, fresh }, privateFolder, withoutRows(db, whose));
  return true;
}
