import { expect, test } from "vitest";
import { errorRateOf } from "./r-squared-check.ts";

/** targeting.md 4.4, measured there by other means. */
test.each([
  [0.3, 0.2, 0.536],
  [0.37, 0.1, 0.604],
  [0.5, 0.2, 0.43],
  [0.5, 0.4, 0.302],
  [0.55, 0.3, 0.338],
  [0.7, 0.2, 0.32],
  [0.9, 0.1, 0.224],
])("R2 of %d buys an error of %d quota: %d", (rSquared, quota, expected) => {
  expect(errorRateOf(rSquared, quota)).toBeCloseTo(expected, 2);
});
