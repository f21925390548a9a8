import { createHash } from "node:crypto";
import { join } from "node:path";
import { type MatchingTerms, matchingTermsOn, type WholeReason } from "#domain/matching-terms.ts";
import { daysBetween, type PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { readManifest } from "#lake/manifest.ts";
import { HOT_BLOCK_PAIRS } from "#matching/blocking-keys.ts";
import type { Calibration } from "#matching/calibration.ts";
import { driftOf } from "#matching/carried-evidence.ts";
import type { FrozenModel, MatchState } from "#matching/increment/match-state.ts";
import { matchingRevision } from "#matching/increment/matching-revision.ts";
import { asWorker } from "#store/transact.ts";
import type { InputDelivery } from "./build-inputs.ts";
import type { BuildContext } from "./build-rooms.ts";
import { readCalibration } from "./matching-evidence.ts";
import { openLayers, readNote, type StateNote, stateFolder } from "./matching-state.ts";

/** How the records of a version were matched: all of them under a model of its own, or what changed since its parent. */
export type MatchingRoute =
  | { readonly how: "whole"; readonly why: WholeReason }
  | {
      readonly how: "increment" | "frozen";
      /** The version before it, whose state was gone on from. */
      readonly onVersionNo: number;
      /** Records that came, records that went, and pairs that were weighed. */
      readonly added?: number;
      readonly removed?: number;
      readonly scored?: number;
    };

/** A parent's state, opened in a private folder, with the model that made it. */
export type GoneOn = {
  readonly parentVersionNo: number;
  readonly note: StateNote;
  readonly folder: string;
  readonly state: MatchState;
  readonly calibration: Calibration;
  readonly model: FrozenModel;
};

/** Names in a manifest under which a version says how it was matched. */
export const MANIFEST_STATE = "matching state";
export const MANIFEST_REVISION = "matching revision";
export const MANIFEST_ROUTE = "matching";

/** Whether a build may go on from its parent's matching; if not, why. Opens the state last: that costs most. */
export async function mayGoOn(
  context: BuildContext,
  privateFolder: string,
): Promise<Result<GoneOn, WholeReason>> {
  const { house, inputs, draft } = context;
  if (draft.matching === "full") return refuse("asked");
  if (house.settings.spark !== undefined) return refuse("engine-spark");
  const { parentVersionNo } = inputs;
  if (parentVersionNo === undefined) return refuse("first-of-line");
  const calibration = await readCalibration(house.folders, parentVersionNo);
  if (draft.statedBands !== undefined || calibration?.basis === "stated") {
    return refuse("bands-stated");
  }
  const found = await findNote(context, parentVersionNo);
  if (!found.ok) return found;
  const note = found.value;
  if (calibration === undefined || modelDigest(calibration) !== note.model) {
    return refuse("state-damaged");
  }
  if (note.revision !== matchingRevision()) return refuse("other-revision");
  const holds = await holdsStill(context, note, calibration);
  if (!holds.ok) return holds;
  const folder = stateFolder(house, parentVersionNo);
  const opened = await openLayers(house, { folder, privateFolder, note });
  if (!opened.ok) return opened;
  const model = modelOf(calibration);
  return accept({ parentVersionNo, note, folder, state: opened.value, calibration, model });
}

/** The note of the parent's state, if it is the one that its manifest names, and the manifest the one that the desk knows. */
async function findNote(
  { house, hashed }: BuildContext,
  parentVersionNo: number,
): Promise<Result<StateNote, WholeReason>> {
  const folder = join(house.folders.versions, String(parentVersionNo));
  const found = await readManifest(folder).catch(() => undefined);
  if (found === undefined) return refuse("state-damaged");
  const { manifest, sha256 } = found;
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ manifest_sha256: string }>(
      "select manifest_sha256 from dtsen.version where version_no = $1",
      [parentVersionNo],
    ),
  );
  if (row?.manifest_sha256 !== sha256) return refuse("state-damaged");
  if (manifest.inputs.tombstones !== hashed.tombstones) return refuse("person-erased");
  const wanted = manifest.inputs[MANIFEST_STATE];
  const read = await readNote(stateFolder(house, parentVersionNo));
  if (wanted === undefined || read === undefined) return refuse("no-state");
  return read.sha256 === wanted ? accept(read.note) : refuse("state-damaged");
}

/** The rule: how long, how often and how far from its evidence a model is gone on with; and what no increment can do. */
async function holdsStill(
  { house, inputs, draft }: BuildContext,
  note: StateNote,
  { carried }: Calibration,
): Promise<Result<"holds", WholeReason>> {
  const terms = matchingTermsOn(draft.asOf);
  const learner = await learnerOf(house, note.learned.versionNo);
  if (learner === undefined) return refuse("model-withdrawn");
  if (isOld(terms, note, draft.asOf) || learner.days > terms.learnedForDays) {
    return refuse("model-old");
  }
  if (note.increments >= terms.incrementsAtMost) return refuse("increments-full");
  if (carried !== undefined && hasDrifted(terms, carried)) return refuse("drifted");
  if (inputs.deliveries.some((delivery) => returns(delivery, note))) {
    return refuse("delivery-returned");
  }
  const hasEvidence = inputs.deliveries.some(({ set }) => set === "evidence");
  return hasEvidence === note.state.hasEvidence
    ? accept("holds")
    : refuse("statements-came-or-went");
}

/**
 * Whether records of a delivery that was replaced may stand again: it is that one, or keeps keys of it. A list that stood goes on only
 * from the delivery that the state holds.
 */
function returns(
  { deliveryNo, goesOnFrom, listNo }: InputDelivery,
  { state, gone }: StateNote,
): boolean {
  const held = state.deliveries.find((one) => one.listNo === listNo)?.deliveryNo;
  const line = [deliveryNo, ...goesOnFrom];
  if (held !== undefined) return !line.includes(held);
  return line.some((earlier) => gone.includes(earlier));
}

const isOld = (terms: MatchingTerms, { learned }: StateNote, asOf: PlainDate): boolean =>
  daysBetween(learned.asOf as PlainDate, asOf) > terms.learnedForDays;

const hasDrifted = (
  terms: MatchingTerms,
  { sharesThen, sharesNow }: NonNullable<Calibration["carried"]>,
): boolean => driftOf(sharesThen, sharesNow) > terms.driftPermille;

/** Days since a version that learned was frozen, by the desk's clock; undefined where it stands no more. */
async function learnerOf(
  { desk }: Pick<BuildContext["house"], "desk">,
  versionNo: number,
): Promise<{ readonly days: number } | undefined> {
  const [row] = await asWorker(desk, (tx) =>
    tx.query<{ days: number }>(
      `select extract(day from now() - frozen_at)::int as days from dtsen.version
       where version_no = $1 and state in ('frozen', 'projected', 'published')`,
      [versionNo],
    ),
  );
  return row;
}

/** What decides links of what a calibration says. */
export const modelOf = ({ model, bands, chances }: Calibration): FrozenModel => ({
  weights: model.weights,
  familyWeights: model.familyWeights,
  calibration: { bands, ...(chances === undefined ? {} : { chances }) },
  hot: HOT_BLOCK_PAIRS,
});

/** Equal models have an equal digest, read back or just learned. */
export function modelDigest(calibration: Calibration): string {
  const sorted = (_name: string, value: unknown): unknown =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash("sha256")
    .update(JSON.stringify(modelOf(calibration), sorted))
    .digest("hex");
}
