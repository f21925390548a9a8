import fc from "fast-check";
import { expect, test } from "vitest";
import { freshStep, takenFrom } from "./fresh-step.ts";

const STEP = 30_000;

test("no half minute's digits are read twice, and none that the desk does not take when their moment has come", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(pauses, (all) => {
      let [now, last] = [1_700_000_000_000, undefined as number | undefined];
      for (const pause of all) {
        const step = freshStep(last, now + pause);
        if (last !== undefined) expect(step).toBeGreaterThan(last);
        now = Math.max(now + pause, takenFrom(step));
        // Typing takes a while; by then the desk still takes it.
        expect(Math.abs(step - Math.floor((now + 14_000) / STEP))).toBeLessThanOrEqual(1);
        last = step;
      }
    }),
  );
});
