import type { Desk } from "#store/open.ts";
import { countOutcomes } from "#verification/count-outcomes.ts";
import { keepLooking, type Looker } from "./keep-looking.ts";

const COUNT_EVERY_MS = 5 * 60_000;

/** Counts cases and what was found every five minutes as long as the server runs, and once when it begins. */
export function keepOutcomes(
  desk: Desk,
  clock: () => Date,
  failed: (error: unknown) => void,
): Looker {
  const once = async () => {
    await countOutcomes(desk, clock().toISOString());
  };
  const first = once().catch(failed);
  const looker = keepLooking(COUNT_EVERY_MS, once, failed);
  return {
    stop: async () => {
      await first;
      await looker.stop();
    },
  };
}
