import type { Instant } from "#domain/case-clock.ts";
import {
  REACTIVATION,
  type ReactivationStep,
  WITHDRAW_REACTIVATION_BY,
} from "#domain/reactivation-procedure.ts";
import type { Desk } from "#store/open.ts";
import { type Called, escalateCases } from "#verification/escalate-cases.ts";
import { openDueAudits } from "./open-due-audits.ts";

/** Calls the next tier about every reactivation whose clock has run out; decides nothing. */
export async function escalateReactivations(
  desk: Desk,
  now: Instant,
): Promise<readonly Called<ReactivationStep>[]> {
  return await escalateCases(desk, REACTIVATION, WITHDRAW_REACTIVATION_BY, now);
}

const LOOK_EVERY_MS = 60_000;

export type ClockKeeper = {
  /** Looks no more; a call under way is made. */
  stop(): Promise<void>;
};

/** Looks at the clocks once a minute as long as the server runs. */
export function keepClocks(
  desk: Desk,
  clock: () => Date,
  heard: {
    readonly called: (about: Called<ReactivationStep>) => void;
    readonly failed: (error: unknown) => void;
  },
): ClockKeeper {
  let look = Promise.resolve();
  const timer = setInterval(() => {
    look = look.then(() =>
      Promise.all([escalateReactivations(desk, clock().toISOString()), openDueAudits(desk)]).then(
        ([calls]) => calls.forEach(heard.called),
        heard.failed,
      ),
    );
  }, LOOK_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await look;
    },
  };
}
