import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Progress } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import type { SyntheticPlan } from "#synthetic/plan.ts";
import { synthesize } from "#synthetic/synthesize.ts";
import { buildVersion, type VersionReceipt } from "./build-version.ts";
import type { House } from "./house.ts";
import { judgeWalk } from "./judge-walk.ts";
import { projectAndPublish } from "./publish-version.ts";
import { readPlan } from "./read-plan.ts";
import { type DeliveryReceipt, receiveDelivery } from "./receive-delivery.ts";
import { roomMeter } from "./room-costs.ts";
import { storeWalkFigures } from "./walk-figures.ts";
import type { WalkSummary } from "./walk-summary.ts";

export type WalkDraft = {
  readonly families: number;
  readonly seed: string;
  /** Name of the version that is built, such as "2026-4". */
  readonly label: string;
  readonly basis: DecileBasis;
  readonly asOf: PlainDate;
  /** Four-digit codes; chosen by the generator where none are named. */
  readonly regencies?: readonly string[];
};

type Step = "accounts" | "receive" | "build" | "publish";
export type WalkProblem = `${Step}-${string}`;

/** Demo accounts of BPS: the walk is for synthetic nations only, and refused in production. */
const ACTORS = { rankedBy: "bps-statistician", frozenBy: "bps-steward" } as const;
const RECEIVED_BY = "bps-steward";

/**
 * The whole walk over a synthetic nation: deliveries, receipt, version, publication, and the figures
 * that say how well it went. Each act is one that also stands alone as a verb of the command line.
 * Killed anywhere, the same walk goes on when it is asked again.
 */
export async function walk(
  house: House,
  draft: WalkDraft,
  progress: Progress,
): Promise<Result<WalkSummary, WalkProblem>> {
  const meter = roomMeter();
  const folder = join(house.settings.dataFolder, "synth", `${draft.families}-${draft.seed}`);
  const plan = await meter.measure("synthetic", () => makeNation(house, draft, folder, progress));
  const seeded = await seedDemoAccounts(house.desk, plan.regencies[0] ?? "");
  if (!seeded.ok) return refuse(`accounts-${seeded.problem}`);
  const receipts = await meter.measure("sources and staging", () =>
    receiveAll(house, folder, progress),
  );
  if (!receipts.ok) return receipts;
  const built = await buildVersion(house, { ...draft, actors: ACTORS }, progress);
  if (!built.ok) return refuse(`build-${built.problem}`);
  const published = await meter.measure("publication", () =>
    projectAndPublish(house, { label: draft.label, publishedBy: ACTORS.frozenBy }, progress),
  );
  // A walk that was killed after publishing has only its figures left to do.
  if (!published.ok && published.problem !== "version-is-published") {
    return refuse(`publish-${published.problem}`);
  }
  const rooms = inOrder(meter.costs, built.value);
  const judged = await judgeWalk(house, built.value, { folder, plan, receipts: receipts.value });
  const summary: WalkSummary = {
    ...judged,
    label: draft.label,
    seed: draft.seed,
    basis: draft.basis,
    families: built.value.families,
    persons: built.value.persons,
    contentHash: built.value.contentHash,
    rooms,
  };
  await storeWalkFigures(house.desk, built.value.versionNo, summary);
  return accept(summary);
}

/** The rooms as the data walked through them: the build's own stand before publication. */
function inOrder(costs: WalkSummary["rooms"], { rooms }: VersionReceipt): WalkSummary["rooms"] {
  return [...costs.slice(0, -1), ...rooms, ...costs.slice(-1)];
}

async function makeNation(
  house: House,
  draft: WalkDraft,
  folder: string,
  progress: Progress,
): Promise<SyntheticPlan> {
  const { threads, memory } = house.settings;
  const made = await synthesize(
    {
      engineLimits: { threads, memory, workFolder: join(folder, "spill") },
      outFolder: folder,
      families: draft.families,
      seed: draft.seed,
      ...(draft.regencies === undefined ? {} : { regencies: draft.regencies }),
    },
    progress,
  );
  return made.plan;
}

async function receiveAll(
  house: House,
  folder: string,
  progress: Progress,
): Promise<Result<readonly DeliveryReceipt[], `receive-${string}`>> {
  const receipts: DeliveryReceipt[] = [];
  const drafts = await readPlan(join(folder, "plan.json"), RECEIVED_BY);
  for (const [i, one] of drafts.entries()) {
    progress({ room: "sources", step: `${one.source} ${one.set}`, done: i, of: drafts.length });
    const answer = await receiveDelivery(house, one, progress);
    if (!answer.ok) return refuse(`receive-${one.source}-${one.set}-${answer.problem}`);
    receipts.push(answer.value);
  }
  return accept(receipts);
}
