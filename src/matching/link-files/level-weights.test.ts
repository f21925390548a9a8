import { expect, test } from "vitest";
import { milliBitsOf, usualAmong, usualShares } from "./level-weights.ts";

test("a wrong value comes as near as strangers' do", () => {
  const usual = usualShares("number");
  const wrong = usual[1] ?? 0;
  // Years: nobody's is far from anybody's.
  const years = usualAmong("number", [0, 0, 0.6, 0.3, 0.05, 0.05]);
  expect(years[1]).toBe(0);
  expect(years[2]).toBeCloseTo((usual[2] ?? 0) + wrong * (0.6 / 0.95));
  expect(years.at(-2)).toBe(usual.at(-2));
  expect(years.reduce((sum, share) => sum + share, 0)).toBeCloseTo(
    usual.reduce((sum, share) => sum + share, 0),
  );
  const shares = { m: years, u: [0, 1e-6, 0.6, 0.3, 0.05, 0.05, 1e-7] };
  expect(Math.max(...milliBitsOf("number", shares, false).slice(1, 4))).toBeLessThan(0);
  // Amounts: nearly everybody's is.
  const amounts = usualAmong("number", [0, 0.99, 0.005, 0.004, 0.001, 0]);
  for (const [level, share] of amounts.entries()) expect(share).toBeCloseTo(usual[level] ?? 0, 2);
});

test("of what nobody is seen to differ in, what is usual stays", () => {
  expect(usualAmong("name", [])).toEqual(usualShares("name"));
});
