import { stat } from "node:fs/promises";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { DeliverySet } from "#domain/source.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { mayRunRetentionAs } from "./acting-for.ts";
import { dropUnfinished } from "./build-sweep.ts";
import { withBuildLock } from "./build-version-row.ts";
import { dropAllStates, isInStates } from "./drop-states.ts";
import type { House } from "./house.ts";
import { whileReceiving } from "./receiving-lock.ts";
import { deliveryFolders, zoneOf } from "./survey-place.ts";
import { removeSealed } from "./sweep-deliveries.ts";

/** Where a delivery stands towards its date. Versions are those that were made of it and stand. */
export type RetentionRow = {
  readonly deliveryNo: number;
  readonly source: string;
  readonly set: DeliverySet;
  readonly retentionUntil: string;
  /** kept: its date is to come; due: its date has passed; held: due, but a build is running. */
  readonly state: "kept" | "due" | "held" | "destroyed";
  /** Labels of versions that can be rebuilt only while it stands. */
  readonly versions: readonly string[];
};

export type RetentionReport = {
  readonly destroyed: readonly RetentionRow[];
  readonly held: readonly RetentionRow[];
  /** Notes of the vault that were erased because their day had passed. */
  readonly vaultNotes: number;
};

/** Accepted deliveries with their dates, the first to go first. `today` is ISO. */
export async function listRetention(house: House, today: string): Promise<readonly RetentionRow[]> {
  return asWorker(house.desk, (tx) => readRows(tx, today));
}

/**
 * Destroys the keys and removes the files of every delivery whose date has passed; its row stays as the
 * receipt, and counts in no further build. Erases notes of the vault past their day. Clears what erased
 * people left in the desk's files. While a version is being built no delivery is destroyed under it: all
 * that is due is held until the next run. Safe to do again after a kill. By an account that holds the
 * right today.
 */
export async function runRetention(
  house: House,
  draft: { readonly today: string; readonly by: string },
  progress: Progress = quiet,
): Promise<Result<RetentionReport, "retention-right-not-held">> {
  const may = await mayRunRetentionAs(house.desk, draft.by);
  if (!may.ok) return may;
  const vaultNotes = await eraseVaultNotes(house, draft);
  if (vaultNotes === null) return refuse("retention-right-not-held");
  return whileReceiving(house.desk, async () => {
    const done = await withBuildLock(house.desk, async () =>
      accept(await destroyDue(house, draft, progress)),
    );
    await clearOldRows(house);
    const rows = await listRetention(house, draft.today);
    const held = rows
      .filter(({ state }) => state === "due")
      .map((row) => ({ ...row, state: "held" as const }));
    return accept({ destroyed: done.ok ? done.value : [], held, vaultNotes });
  });
}

/** The desk erases and notes each in one act, and asks for the right itself. */
async function eraseVaultNotes(
  { desk }: House,
  { today, by }: { readonly today: string; readonly by: string },
): Promise<number | null> {
  const [row] = await asWorker(desk, (tx) =>
    tx.query<{ erased: number | null }>("select dtsen.erase_due_vault($1, $2) as erased", [
      today,
      by,
    ]),
  );
  return row?.erased ?? null;
}

async function destroyDue(
  house: House,
  { today, by }: { readonly today: string; readonly by: string },
  progress: Progress,
): Promise<readonly RetentionRow[]> {
  const rows = await listRetention(house, today);
  // Only who holds the zone's key can destroy a survey's: without it the delivery stays due.
  const zone = await zoneOf(house);
  const within = rows.filter(({ set }) => set !== "survey" || zone !== undefined);
  const due = await keepOnly(within, async (row) => row.state === "due" || isLeft(house, row));
  for (const [done, row] of due.entries()) {
    progress({ room: "lake", step: "retention", done, of: due.length });
    if (row.state === "due") await markDestroyed(house, row, by);
    await forget(house, row.deliveryNo);
    const keyring = row.set === "survey" ? zone?.keyring : house.keyring;
    if (keyring === undefined) continue;
    for (const folder of deliveryFolders(house, row)) await removeSealed(keyring, folder);
  }
  return due.map((row) => ({ ...row, state: "destroyed" as const }));
}

/** What matching keeps of a delivery goes with it: in the newest state, and in builds that were begun. */
async function forget(house: House, deliveryNo: number): Promise<void> {
  if (!(await isInStates(house, deliveryNo))) return;
  await dropUnfinished(house);
  await dropAllStates(house);
}

/** What the desk erased lies in its files until vacuumed; a few rows would not wake autovacuum. */
async function clearOldRows({ desk }: House): Promise<void> {
  const tables = [
    "person",
    "family",
    "outcome",
    "lookup_name",
    "public_sheet",
    "finding",
    "account",
  ];
  const others = ["unidentified_person", "unidentified_event", "idempotency_key", "vault_fact"];
  const named = [
    ...tables,
    ...others,
    "vault_note",
    "identity_check",
    "identity_question",
    "evidence_check",
    "review_record",
    "review_answer",
    "review_cluster",
  ];
  await desk.owner.query(`vacuum ${named.map((table) => `dtsen.${table}`).join(", ")}`);
}

async function keepOnly<T>(
  rows: readonly T[],
  isWanted: (row: T) => Promise<boolean>,
): Promise<readonly T[]> {
  const wanted = await Promise.all(rows.map(isWanted));
  return rows.filter((_, i) => wanted[i]);
}

/** Whether a killed run marked it and left files. */
async function isLeft(house: House, row: RetentionRow): Promise<boolean> {
  if (row.state !== "destroyed") return false;
  const found = deliveryFolders(house, row).map((folder) => stat(folder).catch(() => undefined));
  return (await Promise.all(found)).some((each) => each !== undefined);
}

/** From this commit on no build takes it: the row says so before the first file goes. */
async function markDestroyed(
  house: House,
  { deliveryNo }: RetentionRow,
  by: string,
): Promise<void> {
  await asWorker(house.desk, async (tx) => {
    await tx.query(
      "update delivery set destroyed_at = now(), key_id = null where delivery_no = $1 and destroyed_at is null",
      [deliveryNo],
    );
    await tx.query("delete from quarantine_row where delivery_no = $1", [deliveryNo]);
    await recordWork(
      tx,
      { username: by, purpose: "update" },
      {
        act: "destroy-delivery",
        subjectKind: "delivery",
        subjectId: deliveryNo,
        fieldsClass: "identity",
        detail: { ground: "retention" },
      },
    );
  });
}

async function readRows(tx: Tx, today: string): Promise<readonly RetentionRow[]> {
  return tx.query<RetentionRow>(
    `select d.delivery_no as "deliveryNo", d.source, d.delivery_set as "set",
       d.retention_until as "retentionUntil",
       case when d.destroyed_at is not null then 'destroyed'
         when d.retention_until >= $1 then 'kept'
         else 'due' end as state,
       array(select v.label from version_delivery u join version v using (version_no)
         where u.delivery_no = d.delivery_no and v.state in ('frozen', 'projected', 'published')
         order by v.version_no) as versions
     from delivery d where d.state <> 'refused' and d.retention_until is not null
     order by d.retention_until, d.delivery_no`,
    [today],
  );
}
