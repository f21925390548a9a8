import { expect, test } from "vitest";
import { getProgram } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import type { FamilyRecord } from "./family-rows.ts";
import { nearCutOf, surenessOf } from "./place-band.ts";

const PKH = rulesetOn(getProgram("pkh"), "2026-10-01");
const RECEIVES = { outcome: "recipient", first_reason: "within-quota" };

/** A family whose chance of being below the cut above decile 4 is that, and whose place lies between those deciles. */
const family = (low: number, high: number, chance: number) =>
  ({ place_band: [low, high, 1, 5, 20, chance, 90, 95, 97, 98, 99] }) as unknown as FamilyRecord;

test("the sheet says between which deciles a place lies, and only where it may move; it tells no chance", () => {
  expect(surenessOf(family(3, 5, 50))).toEqual({ band: { low: 3, high: 5 } });
  expect(surenessOf(family(4, 4, 50))).toEqual({});
  expect(surenessOf({ place_band: null })).toEqual({});
});

test.each([
  [4, 4, 64, true],
  [4, 4, 65, false],
  [4, 5, 80, true],
  [5, 5, 36, true],
  [5, 5, 35, false],
  [4, 4, 30, true],
] as const)(
  "between deciles %i and %i and a chance of %i of a hundred: near the cut of PKH is %s",
  (low, high, chance, near) => {
    const { nearCut } = nearCutOf(family(low, high, chance), RECEIVES, PKH);
    expect(nearCut !== undefined).toBe(near);
    if (nearCut !== undefined) {
      expect(nearCut.id).toContain("Dekat batas desil 4.");
      expect(JSON.stringify(nearCut)).not.toContain("%");
    }
  },
);

test("whoever another rule turns away, and whoever the version says nothing of, is not near a cut", () => {
  const near = family(4, 5, 50);
  const decile = { outcome: "ineligible", first_reason: "decile-1-to-4" };
  expect(nearCutOf(near, decile, PKH)).toHaveProperty("nearCut");
  expect(nearCutOf(near, { ...decile, first_reason: "civil-servant" }, PKH)).toEqual({});
  expect(nearCutOf({ ...near, place_band: null }, RECEIVES, PKH)).toEqual({});
  expect(nearCutOf(near, RECEIVES, { ...PKH, rules: [] })).toEqual({});
});
