import { describe, expect, test } from "vitest";
import { makeCalibration } from "#matching/calibration.ts";
import { FIXED_FAMILY_WEIGHTS } from "#matching/family-weights.ts";
import { FIXED_WEIGHTS } from "#matching/weights.ts";
import { wilson } from "#matching/wilson.ts";
import { calibrationLines, parseBands } from "./calibration.ts";
import { matchingReport, trialsText } from "./matching-report.ts";
import { routeLines } from "./route-words.ts";

const REASON = "kiriman tanpa NIK, berita acara 7";

describe("bands that are stated", () => {
  test("come with a reason, in bits", () => {
    expect(parseBands("6,0.5", REASON)).toEqual({
      ok: true,
      value: { statedBands: { link: 6_000, review: 500, reason: REASON } },
    });
    expect(parseBands(undefined, undefined)).toEqual({ ok: true, value: {} });
  });

  test.each([
    ["6", REASON],
    ["6,0,1", REASON],
    ["six,0", REASON],
    ["0,6", REASON],
    ["90,0", REASON],
    ["6,", REASON],
    [",", REASON],
    ["6,0", undefined],
    ["6,0", "because"],
    [undefined, REASON],
  ])("are refused as %s because of %s", (bands, reason) => {
    expect(parseBands(bands, reason).ok).toBe(false);
  });
});

const trial = { deliveryNo: 2, province: 33, ageBand: 2, sex: 1, score: 40, isClear: 1, rival: -1 };
const bands = { link: 6_000, review: 0, margin: 3_000 };
const calibration = makeCalibration(
  {
    trials: [
      { ...trial, isRight: 1, pairs: 300 },
      { ...trial, isRight: 0, pairs: 1, sex: 2 },
    ],
    absents: [],
    residuals: [],
  },
  {
    seed: "1",
    weights: { ...FIXED_WEIGHTS, prior: -20_000 },
    familyWeights: FIXED_FAMILY_WEIGHTS,
    stated: { bands, by: "bps-steward", reason: REASON },
    sources: { 2: "dtks" },
  },
);

test("in a few lines: who signed, the bands, and how trials came out", () => {
  const said = calibrationLines(calibration).join("\n");
  expect(said).toContain(`signed by bps-steward: ${REASON}`);
  expect(said).toContain("link from 6.0 bits with 3.0 to the next, review from 0.0");
  expect(said).toMatch(/precision 99\.67 % \(98\.14-99\.94\)/);
});

test("trials that stand for more people than others count as fewer than they are", () => {
  const said = trialsText({ trials: 5_800, clear: 5_795, effective: 4_355 });
  expect(said).toBe("5800 trials, 5795 with a clear answer that count as 4355");
});

test("the report names every group with its interval, what was left to people, and where all of it comes from", () => {
  const said = matchingReport({
    programs: [],
    gates: [
      {
        gate: "removed",
        figure: 31,
        bound: 20,
        outcome: "failed",
        basis: "ours",
        overrides: [{ by: "sari", reason: "berita acara 15", at: "2026-07-01" }],
      },
    ],
    label: "2026-1",
    asOf: "2026-04-01",
    state: "frozen",
    frozenAt: "2026-04-02 10:00:00+07",
    codeVersion: "0.1.0",
    calibration,
    route: { how: "whole", why: "model-old" },
    decided: {
      links: [{ rule: "nik-exact", records: 900 }],
      review: [
        { deliveryNo: 2, cause: "repeat", pairs: 3, expectedRight: null },
        { deliveryNo: 2, cause: "rival", pairs: 12, expectedRight: 7 },
        { deliveryNo: 2, cause: "unsure", pairs: 1, expectedRight: 0 },
      ],
    },
    hotBlocks: [{ blockingKey: "card", hotBlocks: 2, blocksLeftOut: 1, pairsLeftOut: 3_000 }],
    reviewed: {
      bands: [],
      gold: { answers: 0, right: 0, accuracy: wilson(0, 0) },
      doubles: { pairs: 0, alike: 0, kappaMilli: undefined },
    },
    sources: { "2": "dtks" },
  });
  expect(said).toContain("Everything was matched, because the model was learned longer ago");
  for (const group of ["all", "source dtks", "province 33", "age 18-59", "sex male"]) {
    expect(said).toMatch(new RegExp(`\\| ${group} \\| \\d+ \\| \\d+ \\| \\d+\\.\\d\\d %`));
  }
  for (const words of [
    "| nation | 6.0 | 3.0 | 0.0 |",
    "301 trials, 301 with a clear answer that count as 301, drawn by seed 1",
    `Model ${calibration.model.version}: fixed; inside families fixed`,
    "bands in force since 2026-04-02",
    "| 2 dtks | repeat | 3 | - |",
    "| 2 dtks | rival | 12 | 7 |",
    "| 2 dtks | unsure | 1 | 0 |",
    "Nobody has decided a pair yet.",
    "2 blocks were refined, 3000 pairs left out",
    `Signed by bps-steward: ${REASON}`,
  ]) {
    expect(said).toContain(words);
  }
  expect(said).toMatch(/\| 20\.0 \| 285\.\d \| 0\.95 \| 9\d\.\d\d % \|/);
});

test("evidence that was taken over names whose it is and how far shares have moved", () => {
  const sharesThen = { linked: 950, residual: 50, review: 4 };
  const carried = { versionNo: 1, label: "2026-1", asOf: "2026-04-01", increments: 2, sharesThen };
  const shown = {
    ...calibration,
    carried: { ...carried, sharesNow: { ...sharesThen, linked: 940 } },
  };
  const said = calibrationLines(shown).join("\n");
  expect(said).toContain('those of version 1 "2026-1" (as of 2026-04-01)');
  expect(said).toContain("linked 950 to 940");
  expect(said).toContain("the largest move is 10.");
  const route = { how: "increment", onVersionNo: 2, added: 9, removed: 4, scored: 31 } as const;
  const lines = routeLines({ route, state: { sha256: "0", layers: 3, bytes: 3 << 20 } });
  expect(lines.join("\n")).toContain(
    "since version 2 was matched: 9 records came, 4 went, 31 pairs",
  );
  expect(lines.join("\n")).toContain("3 layers, 3.0 MB, sealed");
});
