import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { journalErasure } from "#lake/erasure-journal.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { type EraseRefusal, eraseAtDesk } from "#store/erasure.ts";
import { asWorker } from "#store/transact.ts";
import { dropUnfinished } from "./build-sweep.ts";
import { withBuildLock } from "./build-version-row.ts";
import { listsAt } from "./delivery-lists.ts";
import { dropAllStates } from "./drop-states.ts";
import { eraseDeliveryRows } from "./erase-delivery-rows.ts";
import { eraseVersionRows } from "./erase-version-rows.ts";
import { findAnswerRows } from "./find-answer-rows.ts";
import { findHeadRows } from "./find-head-rows.ts";
import type { House } from "./house.ts";
import { whileReceiving } from "./receiving-lock.ts";
import type { Opening } from "./said-of-her.ts";
import { type Whom, whomToErase } from "./whom-to-erase.ts";

export type EraseDraft = {
  /** Any id of the person, one that has gone on as another too. */
  readonly personId: bigint;
  /** By which right or order: "UU 27/2022 pasal 8", a court's order. Never names the person. */
  readonly ground: string;
  /** User names of two different people who hold the right to erase. */
  readonly erasedBy: string;
  readonly confirmedBy: string;
};

/** Under which id the person stood, how many ids led there, and what was rewritten. */
export type EraseReport = {
  readonly personId: string;
  readonly ids: number;
  readonly deliveries: number;
  readonly identityFiles: number;
};

export type EraseProblem =
  | EraseRefusal
  | "person-unknown"
  | "ground-names-somebody"
  /** A build has read who is erased and would freeze with this person: wait for its end. */
  | "build-running";

/**
 * Erases one person everywhere, under every id that the identity ledger leads to hers: at the desk in one
 * transaction with its audit row and tombstones, then in the lake, every delivery and identity file that held
 * the person rewritten under a new key, and the old keys destroyed. The transaction is the decision; after a
 * kill the same call finishes the rest.
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
    const opening = { house, db, privateFolder: folder };
    const whom = await whomToErase(opening, draft.personId);
    if (whom === undefined) return refuse("person-unknown");
    const decided = await decide(house, draft, whom);
    if (!decided.ok) return decided;
    return accept(await eraseInLake(opening, whom, progress));
  } finally {
    db.close();
  }
}

/** Desk, tombstones, audit and journal, or none: the journal is written just before the commit. */
async function decide(
  house: House,
  { ground, erasedBy, confirmedBy }: EraseDraft,
  { personId, ids, records, stoodIn }: Whom,
): Promise<Result<"erased", EraseRefusal>> {
  const decision = { personId, ids, records, stoodIn, ground, erasedBy, confirmedBy };
  return asWorker(house.desk, async (tx) => {
    const erased = await eraseAtDesk(tx, decision);
    if (!erased.ok) return erased;
    const [clock] = await tx.query<{ at: Date }>("select now() as at");
    const erasedAt = clock?.at.toISOString() ?? "";
    await journalErasure(house.folders, { ...decision, erasedAt });
    return erased;
  });
}

async function eraseInLake(opening: Opening, whom: Whom, progress: Progress): Promise<EraseReport> {
  const { house, db, privateFolder } = opening;
  // What a killed build left cannot be gone on with: it was made of other tombstones.
  await dropUnfinished(house);
  await dropAllStates(house);
  let identityFiles = 0;
  for (const [done, version] of whom.versions.entries()) {
    progress({ room: "lake", step: "erase from versions", done, of: whom.versions.length });
    identityFiles += await eraseVersionRows(opening, version, whom);
  }
  // A list that is delivered again brings her rows again, under the same keys.
  const own = (await listsAt(house)).holding(whom.records.map(BigInt));
  const deliveries = new Map([
    ...own,
    ...(await findHeadRows(house, db, privateFolder, own)),
    ...(await findAnswerRows(house, db, privateFolder, whom.ids)),
  ]);
  let rewritten = 0;
  for (const [deliveryNo, recordKeys] of deliveries) {
    progress({ room: "lake", step: `erase from delivery ${deliveryNo}`, done: 0, of: 0 });
    if (await eraseDeliveryRows(house, db, privateFolder, { deliveryNo, recordKeys })) rewritten++;
  }
  const { personId, ids } = whom;
  return { personId, ids: ids.length, deliveries: rewritten, identityFiles };
}
