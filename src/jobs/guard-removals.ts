import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import type { WaitingRun } from "./lay-removals.ts";
import { listOverBudget, type OverBudget } from "./removal-run.ts";
import { type SimulationProblem, simulateRemovals } from "./simulate-removals.ts";

/** What a version must pass before it follows another: nobody is left out of sight, nor too many let go. */
export type RemovalGuard =
  | Result<WaitingRun | undefined, Exclude<SimulationProblem, "same-version">>
  | {
      readonly ok: false;
      readonly problem: "removals-over-budget";
      readonly overBudget: readonly OverBudget[];
    };

/**
 * Simulates who leaves with a version that is about to follow the one in force, and asks for the words of two people where
 * that is over the budget. Undefined where it follows none: it is the first, or goes back.
 */
export async function guardRemovals(
  house: House,
  label: string,
  progress: Progress = quiet,
): Promise<RemovalGuard> {
  const [pair] = await asWorker(house.desk, (tx) =>
    tx.query<{ before_no: number; version_no: number; as_of: string }>(
      `select p.version_no as before_no, v.version_no, v.as_of::text from dtsen.publication_pointer p, dtsen.version v
       where v.label = $1 and v.version_no > p.version_no and v.state in ('frozen', 'projected')`,
      [label],
    ),
  );
  if (pair === undefined) return accept(undefined);
  const simulated = await simulateRemovals(house, { label }, progress);
  if (!simulated.ok) {
    if (simulated.problem === "same-version") throw new Error("a version does not follow itself");
    return refuse(simulated.problem);
  }
  const { runNo } = simulated.value;
  if (runNo === undefined)
    throw new Error("the version in force changed while removals were simulated");
  const overBudget = await listOverBudget(house.desk, runNo);
  if (overBudget.length > 0) return { ok: false, problem: "removals-over-budget", overBudget };
  return accept({
    runNo,
    beforeNo: pair.before_no,
    versionNo: pair.version_no,
    asOf: pair.as_of,
  });
}
