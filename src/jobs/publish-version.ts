import { type Progress, quiet } from "#domain/progress.ts";
import { refuse } from "#domain/result.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import {
  type ProjectionTools,
  type ProjectProblem,
  type ProjectReceipt,
  projectVersion,
} from "#publication/project-version.ts";
import {
  dropOldProjections,
  listFailedGates,
  type PublishReceipt,
  type PublishRefusal,
  publishVersion,
} from "#publication/publish.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { mayPublishAs } from "./acting-for.ts";
import { guardRemovals } from "./guard-removals.ts";
import type { House } from "./house.ts";
import { layRemovals } from "./lay-removals.ts";
import { type EvidenceProblem, mayPublishLinks } from "./matching-evidence.ts";
import type { OverBudget } from "./removal-run.ts";
import type { SimulationProblem } from "./simulate-removals.ts";

/** What was brought to the desk, and what the pointer says now. */
export type ProjectAndPublishReceipt = {
  readonly projected: ProjectReceipt;
  readonly published: PublishReceipt;
};

export type ProjectAndPublishAnswer =
  | { readonly ok: true; readonly value: ProjectAndPublishReceipt }
  | {
      readonly ok: false;
      readonly problem:
        | "publishing-right-not-held"
        | EvidenceProblem
        | ProjectProblem
        | Exclude<SimulationProblem, "same-version">
        | Extract<PublishRefusal, { ok: false }>["problem"];
      readonly unanswered?: PublishRefusal["unanswered"];
      readonly failedGates?: PublishRefusal["failedGates"];
      readonly overBudget?: readonly OverBudget[];
    };

/** The keys and stores that projecting and slips need, of an open house. */
export async function projectionTools(house: House): Promise<ProjectionTools> {
  const { settings, desk, folders, keyring } = house;
  return {
    desk,
    folders,
    keyring,
    fields: openFieldKeys(settings.keyFolder),
    lookup: await openLookupKeys(settings.keyFolder),
    threads: settings.threads,
    memory: settings.memory,
  };
}

/** From frozen to in force: projects beside the current version, switches, drops what is too old. */
export async function projectAndPublish(
  house: House,
  draft: { readonly label: string; readonly publishedBy: string },
  progress: Progress = quiet,
): Promise<ProjectAndPublishAnswer> {
  const may = await mayPublishAs(house.desk, draft.publishedBy);
  if (!may.ok) return may;
  const proven = await mayPublishLinks(house, draft.label);
  if (!proven.ok) return proven;
  const failedGates = await listFailedGates(house.desk, draft.label);
  if (failedGates.length > 0) return { ...refuse("quality-gates-failed"), failedGates };
  return projectGuarded(house, draft, progress);
}

/** The part of it after rights, evidence and gates: who leaves is simulated, and notices are laid ready before the switch. */
export async function projectGuarded(
  house: House,
  draft: { readonly label: string; readonly publishedBy: string },
  progress: Progress = quiet,
): Promise<ProjectAndPublishAnswer> {
  // Before an hour is spent on its projection; the desk asks again at the switch.
  const guard = await guardRemovals(house, draft.label, progress);
  if (!guard.ok) return guard;
  const projected = await projectVersion(await projectionTools(house), draft.label, progress);
  if (!projected.ok) return projected;
  if (guard.value !== undefined) await layRemovals(house, guard.value);
  const published = await publishVersion(house.desk, draft);
  if (!published.ok) return published;
  await dropOldProjections(house.desk);
  return { ok: true, value: { projected: projected.value, published: published.value } };
}
