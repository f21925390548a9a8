import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { isDoomed } from "#lake/doomed-keys.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import type { SurveyZone } from "#lake/survey-zone.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { mayAct } from "#store/accounts.ts";
import { recordWork } from "#store/audit.ts";
import type { EraseRefusal } from "#store/erasure.ts";
import { asWorker } from "#store/transact.ts";
import { stagedSurvey } from "./build-staged.ts";
import { withBuildLock } from "./build-version-row.ts";
import { eraseDeliveryRows } from "./erase-delivery-rows.ts";
import type { House } from "./house.ts";
import { whileReceiving } from "./receiving-lock.ts";
import { deliveryFolders, zoneOf } from "./survey-place.ts";

export type HouseholdErasure = {
  readonly deliveryNo: number;
  /** The survey's own number of the household: whose it is only the sampling frame knows, which is not here. */
  readonly householdNo: string;
  /** By which right or order; never names anybody. */
  readonly ground: string;
  /** User names of two different people who hold the right to erase. */
  readonly erasedBy: string;
  readonly confirmedBy: string;
};

export type HouseholdProblem =
  | EraseRefusal
  | "ground-names-somebody"
  | "survey-unknown"
  | "survey-zone-closed"
  | "household-unknown"
  | "build-running";

/**
 * Takes one household out of a survey: the owner of the zone does, who alone can tell which number is whose. The register's erasure of
 * a person cannot find it and must not (decision 0052). Every file of the delivery is written again under a new key and the old
 * key destroyed. Safe to do again after a kill.
 */
export async function eraseHousehold(
  house: House,
  draft: HouseholdErasure,
): Promise<Result<"erased", HouseholdProblem>> {
  const may = await mayErase(house, draft);
  if (!may.ok) return may;
  const zone = await zoneOf(house);
  if (zone === undefined) return refuse("survey-zone-closed");
  return whileReceiving(house.desk, () =>
    withBuildLock<"erased", HouseholdProblem>(house.desk, () => eraseIn(house, zone, draft)),
  );
}

async function mayErase(
  { desk }: House,
  { erasedBy, confirmedBy, ground }: HouseholdErasure,
): Promise<Result<"may", HouseholdProblem>> {
  if (/\d{16}/.test(ground)) return refuse("ground-names-somebody");
  if (ground.trim() === "") return refuse("ground-missing");
  if (erasedBy.toLowerCase() === confirmedBy.toLowerCase()) return refuse("same-person");
  const holds = async (username: string) =>
    (await mayAct(desk, { username, right: "erase-person", purpose: "protection" })).ok;
  if (!(await holds(erasedBy))) return refuse("right-not-held");
  return (await holds(confirmedBy)) ? accept("may") : refuse("second-right-not-held");
}

async function eraseIn(
  house: House,
  zone: SurveyZone,
  draft: HouseholdErasure,
): Promise<Result<"erased", HouseholdProblem>> {
  const { deliveryNo, householdNo, ground, erasedBy, confirmedBy } = draft;
  if (!(await isThere(house, deliveryNo))) return refuse("survey-unknown");
  const { threads, memory } = house.settings;
  return inPrivateFolder(zone.folders, async (folder) => {
    const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
    try {
      const sealed = stagedSurvey(house, deliveryNo);
      const recordKeys = await withIdentity(zone, [sealed], ([plain = ""]) =>
        recordsOf(db, plain, householdNo),
      );
      const [, staged = ""] = deliveryFolders(house, { deliveryNo, set: "survey" });
      // A killed run may have taken the row out and not yet destroyed the key of what it was in.
      if (recordKeys.length === 0 && !(await isDoomed(staged))) return refuse("household-unknown");
      await asWorker(house.desk, (tx) =>
        recordWork(
          tx,
          { username: erasedBy, purpose: "protection" },
          {
            act: "erase-household",
            subjectKind: "delivery",
            subjectId: deliveryNo,
            fieldsClass: "identity",
            detail: { ground: ground.trim(), second: confirmedBy },
          },
        ),
      );
      const within = { ...house, keyring: zone.keyring };
      const folders = { ...house.folders, ...zone.folders };
      await eraseDeliveryRows({ ...within, folders }, db, folder, { deliveryNo, recordKeys });
      return accept("erased");
    } finally {
      db.close();
    }
  });
}

async function isThere({ desk }: House, deliveryNo: number): Promise<boolean> {
  const rows = await asWorker(desk, (tx) =>
    tx.query(
      `select from dtsen.delivery where delivery_no = $1 and delivery_set = 'survey' and state <> 'refused'
         and destroyed_at is null`,
      [deliveryNo],
    ),
  );
  return rows.length > 0;
}

async function recordsOf(
  db: DuckDb,
  plain: string,
  householdNo: string,
): Promise<readonly bigint[]> {
  const rows = await db.all<{ record_key: bigint }>(
    `select record_key from read_parquet(${text(plain)}) where household_no = ${text(householdNo)}`,
  );
  return rows.map(({ record_key }) => record_key);
}
