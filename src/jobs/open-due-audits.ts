import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import { openCrisisAudits } from "#verification/crisis-book.ts";

/** Opens the audit of every emergency whose last day is over, by the clock of its own region. */
export async function openDueAudits(desk: Desk): Promise<readonly number[]> {
  return await asWorker(desk, openCrisisAudits);
}
