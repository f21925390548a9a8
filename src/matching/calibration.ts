import { createHash } from "node:crypto";
import { type Basis, type Curve, calibrate } from "./calibrate.ts";
import type { CarriedEvidence } from "./carried-evidence.ts";
import type { PairChances } from "./chance-stairs.ts";
import { TARGETS, type Targets } from "./choose-bands.ts";
import type { FamilyWeights } from "./family-weights.ts";
import {
  clearTrials,
  countTrials,
  type Evidence,
  effectiveTrials,
  type TrialCount,
  weighTrials,
} from "./trial-counts.ts";
import { type Bands, type BandsByProvince, SCORE_STEP, type Weights } from "./weights.ts";
import { type Estimate, wilson } from "./wilson.ts";

/** Bands that a steward answers for where evidence is missing or not believed. */
export type StatedBands = {
  readonly bands: Bands;
  readonly by: string;
  readonly reason: string;
};

/** How trials of one kind came out under the bands in force. */
export type TrialFigures = {
  readonly by: "all" | "source" | "province" | "age" | "sex";
  readonly of: string;
  readonly trials: number;
  /** Linked without people, and how many of those to the right person. */
  readonly linked: number;
  readonly right: number;
  /** Right pairs that people would see. */
  readonly review: number;
  readonly precision: Estimate;
  readonly recall: Estimate;
};

/** Where the bands of a linkage come from, and what they should be expected to do. */
export type Calibration = {
  /** "stated" where a steward signed for the bands. */
  readonly basis: Basis | "stated";
  readonly stated?: StatedBands;
  /** Whose evidence this is, where the version learned nothing itself. */
  readonly carried?: CarriedEvidence;
  readonly bands: BandsByProvince;
  readonly targets: Targets;
  /** By which trials were drawn. */
  readonly seed: string;
  /** How many were tried, how many of them had a clear answer, and as how many those count beside each other. */
  readonly sample: { readonly trials: number; readonly clear: number; readonly effective: number };
  /** The weights behind the scores, from which every weight of `review_pair` adds up again, and their digest. */
  readonly model: {
    readonly version: string;
    readonly weights: Weights;
    readonly familyWeights: FamilyWeights;
  };
  /** P(match) of pairs before people; absent where there is no evidence. */
  readonly chances?: PairChances;
  readonly points: Curve["points"];
  readonly figures: readonly TrialFigures[];
};

/** The bands that hold, with their provenance and the trials' outcome under them. */
export function makeCalibration(
  evidence: Evidence,
  draft: {
    readonly seed: string;
    readonly weights: Weights;
    readonly familyWeights: FamilyWeights;
    readonly stated?: StatedBands | undefined;
    /** Names of deliveries in the figures. */
    readonly sources: Readonly<Record<number, string>>;
  },
): Calibration {
  const learned = calibrate(evidence);
  const { stated, seed, weights, familyWeights, sources } = draft;
  const bands = stated === undefined ? learned.bands : { nation: stated.bands, provinces: [] };
  return {
    basis: stated === undefined ? learned.basis : "stated",
    ...(stated === undefined ? {} : { stated }),
    bands,
    targets: TARGETS,
    seed,
    sample: {
      trials: countTrials(evidence.trials),
      clear: clearTrials(evidence.trials),
      effective: effectiveTrials(weighTrials(evidence)),
    },
    model: { version: modelVersion(weights, familyWeights), weights, familyWeights },
    ...(learned.chances === undefined ? {} : { chances: learned.chances }),
    points: learned.points.filter(({ right, wrong }) => right + wrong > 0),
    figures: figuresOf(evidence.trials, bands, sources),
  };
}

/** Equal weights have an equal name, whoever learned them. */
function modelVersion(weights: Weights, familyWeights: FamilyWeights): string {
  const numbers = [weights, familyWeights].map((one) =>
    Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return createHash("sha256").update(JSON.stringify(numbers)).digest("hex").slice(0, 12);
}

const AGES = ["unknown", "0-17", "18-59", "60+"];
const SEXES = ["unknown", "male", "female"];

function figuresOf(
  trials: readonly TrialCount[],
  bands: BandsByProvince,
  sources: Readonly<Record<number, string>>,
): readonly TrialFigures[] {
  const group = (by: TrialFigures["by"], nameOf: (row: TrialCount) => string) => {
    const names = [...new Set(trials.map(nameOf))].sort();
    return names.map((of) =>
      figure(
        by,
        of,
        trials.filter((row) => nameOf(row) === of),
        bands,
      ),
    );
  };
  return [
    figure("all", "all", trials, bands),
    ...group("source", (row) => sources[row.deliveryNo] ?? `delivery ${row.deliveryNo}`),
    ...group("province", (row) => String(row.province)),
    ...group("age", (row) => AGES[row.ageBand] ?? "unknown"),
    ...group("sex", (row) => SEXES[row.sex] ?? "unknown"),
  ];
}

function figure(
  by: TrialFigures["by"],
  of: string,
  rows: readonly TrialCount[],
  bands: BandsByProvince,
): TrialFigures {
  const bandsOf = (row: TrialCount): Bands =>
    bands.provinces.find(({ province }) => province === row.province)?.bands ?? bands.nation;
  const isLinked = (row: TrialCount): boolean =>
    row.isClear === 1 && row.score * SCORE_STEP >= bandsOf(row).link;
  const isSeen = (row: TrialCount): boolean =>
    !isLinked(row) && row.score >= 0 && row.score * SCORE_STEP >= bandsOf(row).review;
  const count = (isSo: (row: TrialCount) => boolean): number =>
    rows.reduce((sum, row) => sum + (isSo(row) ? row.pairs : 0), 0);
  const trials = count(() => true);
  const linked = count(isLinked);
  const right = count((row) => isLinked(row) && row.isRight === 1);
  return {
    by,
    of,
    trials,
    linked,
    right,
    review: count((row) => isSeen(row) && row.isRight === 1),
    precision: wilson(right, linked),
    recall: wilson(right, trials),
  };
}
