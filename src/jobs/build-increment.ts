import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type PlainDate, toDayNumber } from "#domain/plain-date.ts";
import { keysAfter } from "#lake/record-key.ts";
import { withIdentity } from "#lake/with-identity.ts";
import type { Calibration } from "#matching/calibration.ts";
import { sharesOf } from "#matching/carried-evidence.ts";
import { withDuckDb } from "#matching/counted-tables.ts";
import { countDecided } from "#matching/decided-counts.ts";
import { matchFrozen, type OpenDelivery } from "#matching/increment/match-frozen.ts";
import { type IncrementReport, matchIncrement } from "#matching/increment/match-increment.ts";
import type { MatchState } from "#matching/increment/match-state.ts";
import { writeAnswer } from "#matching/increment/write-answer.ts";
import { CALIBRATION_FILE } from "#matching/match-persons.ts";
import type { InputDelivery } from "./build-inputs.ts";
import { matchDraft } from "./build-match-draft.ts";
import type { BuiltMatching } from "./build-matching.ts";
import type { BuildContext } from "./build-rooms.ts";
import { stagedFile } from "./build-staged.ts";
import type { GoneOn } from "./matching-route.ts";
import { leaveLayer, linkLayers, STATE_FOLDER, type StateNote } from "./matching-state.ts";

/** A build that goes on from its parent's state. */
export type Going = {
  readonly context: BuildContext;
  readonly goneOn: GoneOn;
  readonly privateFolder: string;
  readonly outFolder: string;
};

/** Under the parent's model: what changed, or all of it once more where that is asked for to compare. */
export async function goOn(going: Going): Promise<BuiltMatching> {
  const { context, goneOn, outFolder } = going;
  const layer = join(going.privateFolder, `layer-${going.goneOn.note.layers.length}`);
  const isFrozen = context.draft.matching === "frozen";
  const { state, ...said } = isFrozen
    ? await matchAllFrozen(going, layer)
    : await matchChanged(going, layer);
  const goldFile = join(
    context.house.folders.versions,
    String(goneOn.parentVersionNo),
    "gold_pair.parquet",
  );
  await writeAnswer(context.engine, { state, outFolder, goldFile });
  const counted = matchDraft(context, { person: [], evidence: [] }, outFolder);
  const decided = await withDuckDb(counted.limits, (db) => countDecided(db, counted));
  const calibration = await carryCalibration(goneOn, outFolder, sharesOf(decided));
  const { note } = goneOn;
  const stands = new Set(state.deliveries.map(({ deliveryNo }) => deliveryNo));
  const went = note.state.deliveries
    .map(({ deliveryNo }) => deliveryNo)
    .filter((deliveryNo) => !stands.has(deliveryNo));
  const { layers: _, ...rest } = state;
  const left = await leaveLayer(
    context.house,
    { outFolder, layer },
    {
      ...note,
      increments: note.increments + 1,
      state: rest,
      gone: isFrozen ? [] : [...note.gone, ...went].sort((a, b) => a - b),
      layers: isFrozen ? [] : await linked(goneOn, outFolder),
    },
  );
  return {
    rows: {},
    weights: goneOn.model.weights,
    familyWeights: goneOn.model.familyWeights,
    calibration,
    decided,
    hotBlocks: note.hotBlocks,
    seconds: {},
    route: {
      how: isFrozen ? "frozen" : "increment",
      onVersionNo: goneOn.parentVersionNo,
      ...said,
    },
    state: left,
  };
}

/** Only what came is opened: of the rest the state knows all that is asked. */
async function matchChanged(
  { context, goneOn, privateFolder }: Going,
  layer: string,
): Promise<Pick<IncrementReport, "state" | "added" | "removed" | "scored">> {
  const { house, engine, limits, decisions, progress } = context;
  const before = new Map(
    goneOn.note.state.deliveries.map(({ deliveryNo, listNo }) => [listNo, deliveryNo]),
  );
  const isFresh = ({ deliveryNo, listNo }: InputDelivery): boolean =>
    before.get(listNo) !== deliveryNo;
  return withDeliveries(context, isFresh, async (open) => {
    const made = await matchIncrement(
      engine,
      {
        persons: open("person").map((one) => repeating(one, before)),
        evidence: open("evidence").map((one) => repeating(one, before)),
        model: goneOn.model,
        ...(decisions === undefined ? {} : { decisions: decisions.settled }),
        state: goneOn.state,
        privateFolder,
        layer,
        limits,
      },
      progress,
    );
    if (!made.ok) {
      throw new Error(
        `the increment refused ("${made.problem}") what the route let through; build with --full, and tell whoever keeps ${house.folders.root}`,
      );
    }
    const { state, added, removed, scored } = made.value;
    return { state, added, removed, scored };
  });
}

/**
 * A list goes on, by whatever deliveries, from the one that the state holds (`mayGoOn`): its keys of that one and of those before
 * it are the state's.
 */
function repeating(one: OpenDelivery, before: ReadonlyMap<number, number>): OpenDelivery {
  const earlier = before.get(one.listNo);
  return earlier === undefined ? one : { ...one, repeatsUpTo: keysAfter(earlier + 1) };
}

/** Everything under the parent's model: what an increment must come out equal to, in one layer. */
async function matchAllFrozen(
  { context, goneOn, privateFolder }: Going,
  layer: string,
): Promise<{ readonly state: MatchState }> {
  const { engine, limits, decisions, progress } = context;
  return withDeliveries(
    context,
    () => true,
    async (open) => ({
      state: await matchFrozen(
        engine,
        {
          persons: open("person"),
          evidence: open("evidence"),
          model: goneOn.model,
          ...(decisions === undefined ? {} : { decisions: decisions.settled }),
          rarities: goneOn.state,
          privateFolder,
          layer,
          limits,
        },
        progress,
      ),
    }),
  );
}

type MatchedSet = "person" | "evidence";

/** Deliveries of the build that matching reads, of one set. */
export const deliveriesOf = ({ inputs }: BuildContext, of: MatchedSet): readonly InputDelivery[] =>
  inputs.deliveries.filter(({ set }) => set === of);

/** All deliveries of a set by their numbers; those that are wanted opened for the time of work. */
async function withDeliveries<T>(
  context: BuildContext,
  isWanted: (delivery: InputDelivery) => boolean,
  work: (open: (of: MatchedSet) => readonly OpenDelivery[]) => Promise<T>,
): Promise<T> {
  const all = (["person", "evidence"] as const).flatMap((of) =>
    deliveriesOf(context, of).map((delivery) => ({ of, ...delivery })),
  );
  const wanted = all.filter(isWanted);
  const sealed = wanted.map(({ deliveryNo, of }) => stagedFile(context.house, deliveryNo, of));
  return withIdentity(context.house, sealed, (plain) => {
    const places = new Map(wanted.map(({ deliveryNo }, i) => [deliveryNo, plain[i] ?? ""]));
    return work((set) =>
      all
        .filter(({ of }) => of === set)
        .map(({ deliveryNo, listNo, asOf }) => ({
          ...{ deliveryNo, listNo },
          asOf: toDayNumber(asOf as PlainDate),
          file: places.get(deliveryNo) ?? "",
        })),
    );
  });
}

/** The parent's evidence, named as what it is, beside the links. */
async function carryCalibration(
  { note, calibration }: GoneOn,
  outFolder: string,
  sharesNow: ReturnType<typeof sharesOf>,
): Promise<Calibration> {
  const carried: Calibration = {
    ...calibration,
    carried: {
      ...note.learned,
      increments: note.increments + 1,
      sharesThen: note.shares,
      sharesNow,
    },
  };
  await writeFile(join(outFolder, CALIBRATION_FILE), `${JSON.stringify(carried, null, 2)}\n`);
  return carried;
}

async function linked({ note, folder }: GoneOn, outFolder: string): Promise<StateNote["layers"]> {
  await linkLayers(folder, join(outFolder, STATE_FOLDER), note.layers);
  return note.layers;
}
