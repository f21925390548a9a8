import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  basisWords,
  type GateCount,
  type GateTerms,
  gateTermsOn,
  judgeGates,
  mayGiveReason,
  QUALITY_GATES,
} from "./quality-gate.ts";

const bounds = Object.fromEntries(
  QUALITY_GATES.map((gate) => [gate, { bound: 20, basis: "test" }]),
) as GateTerms["bounds"];
const TERMS: GateTerms = { validFrom: "2026-01-01", fewestFamilies: 1000, bounds };

const outcomeOf = (count: GateCount, families = 1000) =>
  judgeGates([count], families, TERMS).find(({ gate }) => gate === count.gate)?.outcome;

test.each([
  [20, 1000, 1000, "passed"],
  [21, 1000, 1000, "failed"],
  [20_001, 1_000_000, 50_000, "failed"],
  [21, 1000, 999, "too-few"],
  [0, 0, 1000, "passed"],
] as const)("%s of %s among %s families: %s", (part, of, families, outcome) => {
  expect(outcomeOf({ gate: "removed", part, of }, families)).toBe(outcome);
});

test("a gate that nothing was counted for says that there was no version before", () => {
  const [first] = judgeGates([], 5000, TERMS);
  expect(first).toEqual({
    gate: "completeness",
    figure: null,
    bound: 20,
    basis: "test",
    outcome: "first",
  });
});

test("every gate is judged once, and passes exactly where its figure is within the bound", () => {
  const counts = fc
    .subarray([...QUALITY_GATES])
    .chain((gates) =>
      fc.tuple(
        ...gates.map((gate) => fc.nat(2000).map((permille): GateCount => ({ gate, permille }))),
      ),
    );
  fc.assert(
    fc.property(counts, fc.nat(3000), (counted, families) => {
      const judged = judgeGates(counted, families, gateTermsOn("2026-06-01"));
      expect(judged.map(({ gate }) => gate)).toEqual(QUALITY_GATES);
      for (const { figure, bound, outcome } of judged) {
        expect(outcome === "first").toBe(figure === null);
        expect(outcome === "passed").toBe(figure !== null && figure <= bound);
        if (outcome === "failed") expect(families).toBeGreaterThanOrEqual(1000);
      }
    }),
  );
});

test("each bound names its source", () => {
  for (const { basis } of Object.values(gateTermsOn("2026-01-01").bounds)) {
    expect(basis).toMatch(/^ours: docs\/decisions\/|^convention/);
    // For people: no name of a page of ours stands on a screen.
    expect(basisWords(basis).id).toMatch(/belum ditetapkan peraturan|bukan peraturan/);
    expect(basisWords(basis).en).toMatch(/not set by any regulation|not a law/);
    expect(JSON.stringify(basisWords(basis))).not.toMatch(/docs\/|\.md/);
  }
});

describe("a reason", () => {
  test.each([
    ["ok", "reason-too-short"],
    ["                         ok", "reason-too-short"],
    ["atas permintaan 9976017101900777, sudah diperiksa", "reason-names-somebody"],
    ["atas permintaan 9976 0171 0190 0777, diperiksa", "reason-names-somebody"],
  ])("%s is refused: %s", (reason, problem) => {
    expect(mayGiveReason(reason)).toEqual({ ok: false, problem });
  });

  test("of some length, with the number of a record, is taken as it is", () => {
    const reason = "sampel 200 keluarga diperiksa, berita acara 15/2026";
    expect(mayGiveReason(` ${reason} `)).toEqual({ ok: true, value: reason });
  });
});
