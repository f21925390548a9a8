import fc from "fast-check";
import { expect, test } from "vitest";
import { secondsBetween } from "./pace.ts";

test.each([
  [1_000, 13_400, 12],
  [13_400, 1_000, 0],
  [0, 7_200_000, 3600],
])("from %d to %d are %d seconds", (from, to, seconds) => {
  expect(secondsBetween(from, to)).toBe(seconds);
});

test("whatever the clock did, the answer carries whole seconds that the desk takes", () => {
  const instant = fc.double({ min: -1e15, max: 1e15, noNaN: true });
  fc.assert(
    fc.property(instant, instant, (from, to) => {
      const seconds = secondsBetween(from, to);
      return Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600;
    }),
  );
});
