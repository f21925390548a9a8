import fc from "fast-check";
import { expect, test } from "vitest";
import { definitionOn, INDICATORS, indicatorTruth } from "./indicators.ts";
import type { PlainDate } from "./plain-date.ts";
import type { Truth } from "./rule.ts";

test("a definition counts from its first day on, and the newest in force counts", () => {
  const [first] = INDICATORS;
  if (first === undefined) throw new Error("no indicator");
  const [now] = first.definitions;
  const later = { ...now, validFrom: "2027-01-01" };
  const dated = { ...first, definitions: [now, later] as const };
  expect(definitionOn(dated, "2025-02-04" as PlainDate)).toBeUndefined();
  expect(definitionOn(dated, "2025-02-05" as PlainDate)).toBe(now);
  expect(definitionOn(dated, "2026-12-31" as PlainDate)).toBe(now);
  expect(definitionOn(dated, "2027-01-01" as PlainDate)).toBe(later);
});

test("what is neither surely yes nor surely no is not told", () => {
  const truth = fc.constantFrom<Truth>(true, false, "unknown");
  fc.assert(
    fc.property(truth, truth, (yes, no) => {
      const said = indicatorTruth(yes, no);
      expect(said === true).toBe(yes === true);
      expect(said === false).toBe(yes !== true && no === true);
    }),
  );
});
