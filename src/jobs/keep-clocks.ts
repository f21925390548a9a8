import { AID_PROPOSAL, type AidProposalStep } from "#domain/aid-proposal-procedure.ts";
import { APPEAL } from "#domain/appeal-procedure.ts";
import type { Instant } from "#domain/case-clock.ts";
import { COMPLAINT, type ComplaintStep } from "#domain/complaint-procedure.ts";
import { HOLDER_CHANGE } from "#domain/holder-procedure.ts";
import { OBJECTION, type ObjectionStep } from "#domain/objection-procedure.ts";
import { REACTIVATION, type ReactivationStep } from "#domain/reactivation-procedure.ts";
import { RESIGNATION, type ResignationStep } from "#domain/resignation-procedure.ts";
import type { Desk } from "#store/open.ts";
import { type Called, escalateCases } from "#verification/escalate-cases.ts";
import { openDueHolderChanges } from "#verification/holder-book.ts";
import { keepLooking, type Looker } from "./keep-looking.ts";
import { openDueAudits } from "./open-due-audits.ts";

/** Calls the next tier about every reactivation whose clock has run out; decides nothing. */
export async function escalateReactivations(
  desk: Desk,
  now: Instant,
): Promise<readonly Called<ReactivationStep>[]> {
  return await escalateCases(desk, REACTIVATION, now);
}

/** The same of proposals. */
export async function escalateProposals(
  desk: Desk,
  now: Instant,
): Promise<readonly Called<AidProposalStep>[]> {
  return await escalateCases(desk, AID_PROPOSAL, now);
}

/** The same of objections. */
export async function escalateObjections(
  desk: Desk,
  now: Instant,
): Promise<readonly Called<ObjectionStep>[]> {
  return await escalateCases(desk, OBJECTION, now);
}

/** The same of resignations. */
export async function escalateResignations(
  desk: Desk,
  now: Instant,
): Promise<readonly Called<ResignationStep>[]> {
  return await escalateCases(desk, RESIGNATION, now);
}

/** The same of complaints. */
export async function escalateComplaints(
  desk: Desk,
  now: Instant,
): Promise<readonly Called<ComplaintStep>[]> {
  return await escalateCases(desk, COMPLAINT, now);
}

/** What one look at card holders did. */
export type HolderLook = {
  /** Cases that the register opened: holders who died or left their card. */
  readonly opened: number;
  readonly called: readonly Called<string>[];
};

/** Opens a change wherever a holder has died or left the card, and calls the next tier about those that are late. */
export async function lookAtHolders(desk: Desk, now: Instant): Promise<HolderLook> {
  const opened = await openDueHolderChanges(desk, now);
  return { opened, called: await escalateCases(desk, HOLDER_CHANGE, now) };
}

const LOOK_EVERY_MS = 60_000;

/** Looks at the clocks once a minute as long as the server runs. */
export function keepClocks(
  desk: Desk,
  clock: () => Date,
  heard: {
    readonly called: (about: Called<string>) => void;
    readonly opened: (holderChanges: number) => void;
    readonly failed: (error: unknown) => void;
  },
): Looker {
  const once = async () => {
    const now = clock().toISOString();
    const [holders, ...called] = await Promise.all([
      lookAtHolders(desk, now),
      escalateReactivations(desk, now),
      escalateProposals(desk, now),
      escalateObjections(desk, now),
      escalateResignations(desk, now),
      escalateComplaints(desk, now),
      escalateCases(desk, APPEAL, now),
      openDueAudits(desk).then(() => []),
    ]);
    for (const call of [...holders.called, ...called.flat()]) heard.called(call);
    if (holders.opened > 0) heard.opened(holders.opened);
  };
  return keepLooking(LOOK_EVERY_MS, once, heard.failed);
}
