import { expect, test } from "vitest";
import type { Calibration } from "#matching/calibration.ts";
import { FIXED_WEIGHTS } from "#matching/weights.ts";
import { drawWaterfall } from "./review-comparison.ts";

const BASES: Readonly<Record<Calibration["basis"], string>> = {
  calibrated: "ambang dikalibrasi",
  shrunk: "ambang sebagian dikalibrasi",
  prior: "ambang dugaan awal",
  stated: "ambang ditetapkan petugas",
};

const said = (provenance: string) =>
  drawWaterfall({
    waterfall: {},
    weight: 0,
    margin: null,
    chance_permille: null,
    provenance,
    asked_in: "matching",
  }).provenance;

test.each(Object.entries(BASES))(
  "where weights and bands come from is said in Indonesian too: %s",
  (basis, words) => {
    expect(said(`${FIXED_WEIGHTS.provenance}; ${basis}; model 9d5d`)).toEqual({
      id: `Bobot dan peluang: bobot tetap; ${words}; model 9d5d`,
      en: `Weights and chance: fixed; ${basis}; model 9d5d`,
    });
  },
);
