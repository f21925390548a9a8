import { expect, test } from "vitest";
import { strangersAmong } from "./rare-values.ts";

test("where hardly any stranger shares a value, three who carry it are one entity; a crowd is not", () => {
  const [strangers, partners] = [0.02, 0.9];
  expect(strangersAmong(1, strangers, partners)).toBeLessThan(0.05);
  expect(strangersAmong(2, strangers, partners)).toBeLessThan(0.1);
  expect(strangersAmong(30, strangers, partners)).toBeGreaterThan(25);
});

test("of a common name only as many are partners as anybody has", () => {
  expect(strangersAmong(300, 65, 0.9)).toBeGreaterThan(298);
  expect(strangersAmong(300, 65, 0.9)).toBeLessThanOrEqual(300);
});

test("more who carry a value are never fewer strangers", () => {
  for (const [strangers, partners] of [
    [0.01, 0.5],
    [0.2, 3],
    [5, 0.1],
    [0.002, 20],
  ] as const) {
    const found = Array.from({ length: 60 }, (_, n) => strangersAmong(n + 1, strangers, partners));
    expect([...found].sort((a, b) => a - b)).toEqual(found);
  }
});
