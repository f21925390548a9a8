import { copyFile, mkdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type PlainDate, toDayNumber } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { DeliverySet, Source } from "#domain/source.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { sealFile } from "#lake/envelope.ts";
import { sha256OfFile, writeManifest } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { findRegion } from "#regions/region-book.ts";
import type { Layout } from "#sources/layout.ts";
import { findLayout } from "#sources/layouts/all.ts";
import type { LoadProblem } from "#sources/load-rows.ts";
import { type StageReport, stageDelivery, stagedFiles } from "#staging/stage-delivery.ts";
import { asWorker } from "#store/transact.ts";
import { mayReceiveAs } from "./acting-for.ts";
import {
  copyQuarantine,
  type DeliveryDraft,
  type DeliveryRow,
  findDelivery,
  insertDelivery,
  nextDeliveryNo,
} from "./delivery-rows.ts";
import { openEarlier } from "./earlier-delivery.ts";
import type { House } from "./house.ts";
import { whileReceiving } from "./receiving-lock.ts";
import { savedMapping } from "./saved-mapping.ts";
import { deliveryFolders, placeFor } from "./survey-place.ts";
import { removeSealed, sweepDeliveries } from "./sweep-deliveries.ts";

/** A file to be received, and who says what it is. */
export type ReceiveDraft = {
  readonly source: Source;
  readonly set: DeliverySet;
  readonly file: string;
  readonly edition?: string;
  readonly asOf: PlainDate;
  /** Username of an account that may receive. */
  readonly receivedBy: string;
  /** Given by deliverIdentityAnswers alone: rows of set identity that the desk itself wrote. */
  readonly isOfTheDesk?: true;
};

/** What the provider is answered. The same file again is answered with the first receipt. */
export type DeliveryReceipt = DeliveryRow & {
  readonly isRepeat: boolean;
  /** Cells noted and kept; empty where the receipt is a repeat. */
  readonly foundByRule: Readonly<Record<string, number>>;
  readonly unknownHeaders: readonly string[];
  readonly rowsRepaired: number;
};

export type ReceiveProblem =
  | LoadProblem
  | "no-such-file"
  | "no-such-layout"
  | "answers-come-from-the-desk"
  | "receiving-right-not-held";

export type ReceiveAnswer = Result<DeliveryReceipt, ReceiveProblem> & {
  /** Required headers that the file lacks. */
  readonly missing?: readonly string[];
};

/**
 * Receives one delivered file: fingerprint, stage, seal, and at last the row in the desk that makes
 * it exist. Killed anywhere before that row, nothing of it remains after the next receiving.
 */
export async function receiveDelivery(
  house: House,
  draft: ReceiveDraft,
  progress: Progress = quiet,
): Promise<ReceiveAnswer> {
  const may = await mayReceiveAs(house.desk, draft.receivedBy);
  if (!may.ok) return may;
  // A file could say anything in the civil registry's name; at the desk its own officer answered.
  if (draft.set === "identity" && !draft.isOfTheDesk) return refuse("answers-come-from-the-desk");
  const layout = findLayout(draft.source, draft.set, draft.edition);
  if (layout === undefined) return refuse("no-such-layout");
  const found = await stat(draft.file).catch(() => undefined);
  if (found === undefined || !found.isFile()) return refuse("no-such-file");
  return whileReceiving(house.desk, async () => {
    await sweepDeliveries(house);
    const { folders } = await placeFor(house, draft.set);
    return inPrivateFolder(folders, async (folder) => {
      // A copy: what is hashed, staged and sealed must be the same bytes.
      const file = join(folder, "original");
      await copyFile(draft.file, file);
      return receiveCopy(house, draft, layout, { folder, file, bytes: found.size }, progress);
    });
  });
}

type Copy = { readonly folder: string; readonly file: string; readonly bytes: number };

async function receiveCopy(
  house: House,
  draft: ReceiveDraft,
  layout: Layout,
  copy: Copy,
  progress: Progress,
): Promise<ReceiveAnswer> {
  const sha256 = await sha256OfFile(copy.file);
  const identity = { sha256, source: draft.source, set: draft.set };
  const { first, deliveryNo, saved } = await asWorker(house.desk, async (tx) => ({
    first: await findDelivery(tx, identity),
    deliveryNo: await nextDeliveryNo(tx),
    saved: await savedMapping(tx, draft.source, draft.set),
  }));
  if (first !== undefined) {
    return accept({
      ...first,
      isRepeat: true,
      foundByRule: {},
      unknownHeaders: [],
      rowsRepaired: 0,
    });
  }
  const asOf = toDayNumber(draft.asOf);
  const isKnownRegion = (code: string): boolean => findRegion(code) !== undefined;
  const earlier = await openEarlier(house, identity, copy.folder);
  const delivered = {
    ...{ file: copy.file, layout, deliveryNo, asOf, saved, isKnownRegion },
    ...(earlier === undefined ? {} : { earlier }),
  };
  const { threads, memory } = house.settings;
  const staged = await stageDelivery(delivered, copy.folder, { threads, memory }, progress);
  const common = {
    ...identity,
    deliveryNo,
    edition: layout.edition,
    layout: `${layout.source}/${layout.set}/${layout.edition}`,
    asOf: draft.asOf,
    fileName: basename(draft.file),
    fileBytes: copy.bytes,
    receivedBy: draft.receivedBy,
    goesOnFrom: earlier?.deliveryNo ?? null,
  };
  if (!staged.ok) {
    const refused = { ...common, ...NOTHING, keyId: null, problem: staged.problem };
    await asWorker(house.desk, (tx) => insertDelivery(tx, refused));
    return staged;
  }
  const row = { ...common, ...countsOf(staged.value), problem: null };
  await keep(house, row, copy, staged.value);
  const { foundByRule, unknownHeaders, rowsRepaired } = staged.value;
  const counts = countsOf(staged.value);
  const receipt = { ...identity, deliveryNo, ...counts, foundByRule, unknownHeaders, rowsRepaired };
  return accept({ ...receipt, isRepeat: false });
}

function countsOf(report: StageReport) {
  const { rowsReceived, rowsAccepted, rowsRefused, rowsRepeated, refusedByRule } = report;
  return { rowsReceived, rowsAccepted, rowsRefused, rowsRepeated, refusedByRule };
}

/** What came of a file that was refused whole. */
const NOTHING = {
  ...{ rowsReceived: 0, rowsAccepted: 0, rowsRefused: 0, rowsRepeated: 0 },
  goesOnFrom: null,
  refusedByRule: {},
};

/** Seals under one key of its own, then commits; a failure leaves neither files nor key. */
async function keep(
  house: House,
  row: Omit<DeliveryDraft, "keyId">,
  copy: Copy,
  report: StageReport,
): Promise<void> {
  const { desk, settings } = house;
  const { threads, memory } = settings;
  const { keyring } = await placeFor(house, row.set);
  const [original, staged] = deliveryFolders(house, row) as [string, string];
  try {
    const key = await keyring.mint(`delivery ${row.deliveryNo}`);
    const files = stagedFiles(copy.folder, row.set);
    await mkdir(original, { recursive: true, mode: 0o700 });
    await mkdir(staged, { recursive: true, mode: 0o700 });
    await sealFile(copy.file, join(original, "original.enc"), key);
    const sealed = Object.values(files);
    for (const file of sealed) await sealFile(file, join(staged, `${basename(file)}.enc`), key);
    await describe(original, "delivery", row, ["original.enc"], report);
    await describe(
      staged,
      "staged",
      row,
      sealed.map((file) => `${basename(file)}.enc`),
      report,
    );
    await asWorker(desk, async (tx) => {
      await insertDelivery(tx, { ...row, keyId: key.id });
      // Nothing of a household of a survey stands at the desk, not even the number of a refused row.
      if (row.set === "survey" || report.rowsRefused === 0) return;
      const db = await openDuckDb({ threads, memory, workFolder: join(copy.folder, "spill") });
      try {
        await copyQuarantine(tx, db, files.quarantine);
      } finally {
        db.close();
      }
    });
  } catch (error) {
    await removeSealed(keyring, original);
    await removeSealed(keyring, staged);
    throw error;
  }
}

async function describe(
  folder: string,
  kind: string,
  row: Omit<DeliveryDraft, "keyId">,
  files: readonly string[],
  report: StageReport,
): Promise<void> {
  await writeManifest(folder, {
    kind,
    codeVersion: row.layout,
    inputs: { delivered: row.sha256, layout: row.layout, as_of: row.asOf },
    counts: {
      received: report.rowsReceived,
      accepted: report.rowsAccepted,
      refused: report.rowsRefused,
    },
    files: files.map((path) => ({ path })),
  });
}
