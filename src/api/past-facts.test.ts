import { expect, test } from "vitest";
import { FAMILY_FACTS, getVariable } from "#domain/variables/catalogue.ts";
import type { LaidFinding } from "#store/past-family.ts";
import { comparedGroups, countChanged, wasLaid } from "./past-facts.ts";

const finding = (answered: LaidFinding["answered"] = []): LaidFinding => ({
  unit: "family",
  unit_id: 1,
  kind: "correction",
  place: FAMILY_FACTS.indexOf("floor_material") + 1,
  value: 6,
  from: "2026-03-01T00:00:00Z",
  answered,
});

test.each([
  ["2026-02-01", [], false],
  ["2026-03-02", [], true],
  ["2026-05-01", [{ from: "2026-04-01T00:00:00Z", until: null }], false],
  ["2026-03-15", [{ from: "2026-04-01T00:00:00Z", until: null }], true],
  // The version that had answered it went back: it was in force again.
  ["2026-06-01", [{ from: "2026-04-01T00:00:00Z", until: "2026-05-01T00:00:00Z" }], true],
])("on %s a finding answered %j is laid over: %s", (day, answered, isLaid) => {
  expect(wasLaid(finding(answered), new Date(day))).toBe(isLaid);
});

test("a fact says what held then, what the version said under a finding, and what is said today", () => {
  const floor = FAMILY_FACTS.indexOf("floor_material");
  const facts = FAMILY_FACTS.map((_, at) => (at === floor ? 2 : 1));
  const carried = ["floor_material", "roof_material"].map(getVariable);
  const groups = comparedGroups(
    FAMILY_FACTS,
    { facts, sources: {}, laid: [finding()], now: FAMILY_FACTS.map(() => 1) },
    carried,
  );
  const [first, second] = groups.flatMap((group) => group.facts);
  expect(first).toMatchObject({ variable: "floor_material", corrected: true });
  expect(first?.versionSaid).toBeDefined();
  expect(first?.now).toBeDefined();
  expect(second?.now).toBeUndefined();
  expect(countChanged(groups)).toBe(1);
  // What is not opened to such questions is not told at all.
  const closed = comparedGroups(
    FAMILY_FACTS,
    { facts: facts.map(() => null), sources: {}, laid: [], now: undefined },
    carried,
  );
  expect(closed).toEqual([]);
});
