import type { Instant } from "#domain/case-clock.ts";
import { ENDED_WITHIN_DAYS } from "#domain/outcome-figure.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Counts how cases of each village stand and what was found; answers how many counts there are. */
export async function countOutcomes(desk: Desk, now: Instant): Promise<number> {
  return await asWorker(desk, async (tx) => {
    const [row] = await tx.query<{ counted: number }>(
      "select dtsen.count_outcomes($1, $2) as counted",
      [now, [...ENDED_WITHIN_DAYS]],
    );
    return row?.counted ?? 0;
  });
}
