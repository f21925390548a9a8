import { describe, expect, test } from "vitest";
import { makeCalibration } from "#matching/calibration.ts";
import { FIXED_FAMILY_WEIGHTS } from "#matching/family-weights.ts";
import { FIXED_WEIGHTS } from "#matching/weights.ts";
import { calibrationLines, parseBands } from "./calibration.ts";

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
    ["6,0", undefined],
    ["6,0", "because"],
    [undefined, REASON],
  ])("are refused as %s because of %s", (bands, reason) => {
    expect(parseBands(bands, reason).ok).toBe(false);
  });
});

test("the report names who signed, and every group with its interval", () => {
  const trial = {
    deliveryNo: 2,
    province: 33,
    ageBand: 2,
    sex: 1,
    score: 40,
    isClear: 1,
    rival: -1,
  };
  const evidence = {
    trials: [
      { ...trial, isRight: 1, pairs: 300 },
      { ...trial, isRight: 0, pairs: 1, sex: 2 },
    ],
    absents: [],
    residuals: [],
  };
  const bands = { link: 6_000, review: 0, margin: 3_000 };
  const calibration = makeCalibration(evidence, {
    seed: "1",
    weights: { ...FIXED_WEIGHTS, prior: -20_000 },
    familyWeights: FIXED_FAMILY_WEIGHTS,
    stated: { bands, by: "bps-steward", reason: REASON },
    sources: { 2: "dtks" },
  });
  const said = calibrationLines(calibration).join("\n");
  expect(said).toContain(`signed by bps-steward: ${REASON}`);
  expect(said).toContain("link from 6.0 bits with 3.0 to the next, review from 0.0");
  for (const group of ["all", "source dtks", "province 33", "age 18-59", "sex male"]) {
    expect(said).toMatch(new RegExp(`${group} +\\d+ +\\d+ +\\d+\\.\\d\\d %`));
  }
});
