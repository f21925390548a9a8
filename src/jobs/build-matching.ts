import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sharesOf } from "#matching/carried-evidence.ts";
import type { MatchReport } from "#matching/match-persons.ts";
import { deliveriesOf, goOn } from "./build-increment.ts";
import { matchDraft } from "./build-match-draft.ts";
import { matchAndMix } from "./build-reviews.ts";
import type { BuildContext } from "./build-rooms.ts";
import { withStaged } from "./build-staged.ts";
import { type MatchingRoute, mayGoOn, modelDigest } from "./matching-route.ts";
import { type LeftState, leaveLayer } from "./matching-state.ts";

/** What matching said of a version, how it went about it, and the hash of the state that it left. */
export type BuiltMatching = MatchReport & {
  readonly route: MatchingRoute;
  /** Absent where no state is left: on Spark. */
  readonly state?: LeftState;
};

/** Matches what changed since the parent where the rule allows it, else everything; leaves the state either way. */
export async function matchVersion(
  context: BuildContext,
  outFolder: string,
): Promise<BuiltMatching> {
  const privateFolder = join(context.privateFolder, "matching");
  await mkdir(privateFolder, { recursive: true, mode: 0o700 });
  try {
    const goneOn = await mayGoOn(context, privateFolder);
    if (goneOn.ok) return await goOn({ context, goneOn: goneOn.value, privateFolder, outFolder });
    return await matchWhole(context, { how: "whole", why: goneOn.problem }, outFolder);
  } finally {
    await rm(privateFolder, { recursive: true, force: true });
  }
}

async function matchWhole(
  context: BuildContext,
  route: MatchingRoute,
  outFolder: string,
): Promise<BuiltMatching> {
  const { house, privateFolder, versionNo, draft } = context;
  const layer = join(privateFolder, "layer");
  const leaves = house.settings.spark === undefined ? { layer } : {};
  const report = await withStaged(context, (staged) =>
    matchAndMix(context, { ...matchDraft(context, staged, outFolder), ...leaves }),
  );
  if (leaves.layer === undefined) return { ...report, route };
  const state = await leaveLayer(
    house,
    { outFolder, layer },
    {
      model: modelDigest(report.calibration),
      learned: { versionNo, label: draft.label, asOf: draft.asOf },
      increments: 0,
      shares: sharesOf(report.decided),
      hotBlocks: report.hotBlocks,
      state: {
        deliveries: [...deliveriesOf(context, "person"), ...deliveriesOf(context, "evidence")].map(
          ({ deliveryNo, listNo }) => ({ deliveryNo, listNo }),
        ),
        hasEvidence: deliveriesOf(context, "evidence").length > 0,
      },
      gone: [],
      layers: [],
    },
  );
  return { ...report, route, state };
}
