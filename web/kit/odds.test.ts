import { expect, test } from "vitest";
import { frequencyOf } from "./odds.ts";

test.each([
  [0, "under 1 of 100"],
  [9, "under 1 of 100"],
  [12, "about 1 of 100"],
  [94, "about 9 of 100"],
  [95, "about 1 of 10"],
  [700, "about 7 of 10"],
  [944, "about 9 of 10"],
  [945, "about 95 of 100"],
  [989, "about 99 of 100"],
  [990, "over 99 of 100"],
  [1000, "over 99 of 100"],
])("%i in a thousand is said as %s", (milli, said) => {
  const { kind, n, of } = frequencyOf(milli);
  expect(`${kind} ${n} of ${of}`).toBe(said);
});

test("never says that something is never so or always so", () => {
  for (let milli = 0; milli <= 1000; milli++) {
    const { kind, n, of } = frequencyOf(milli);
    expect(n).toBeGreaterThan(0);
    expect(n < of || kind === "over").toBe(true);
  }
});
