import { accept, type Result, refuse } from "#domain/result.ts";
import type { StatedBandsDraft } from "#jobs/build-version.ts";
import type { Calibration, TrialFigures } from "#matching/calibration.ts";
import type { Bands } from "#matching/weights.ts";
import type { Estimate } from "#matching/wilson.ts";

const SAID: Readonly<Record<Calibration["basis"], string>> = {
  calibrated: "learned from trials with hidden NIK",
  shrunk: "stated beforehand, made stricter where a few trials ask for it",
  prior: "stated beforehand, without evidence: this version cannot be published",
  stated: "stated by a steward",
};

const bits = (milli: number): string => (milli / 1000).toFixed(1);

const bandsText = ({ link, review, margin }: Bands): string =>
  `link from ${bits(link)} bits with ${bits(margin)} to the next, review from ${bits(review)}`;

const percent = ({ share, low, high }: Estimate): string =>
  `${(share * 100).toFixed(2)} % (${(low * 100).toFixed(2)}-${(high * 100).toFixed(2)})`;

/** The calibration of a version for people: bands, targets, and trials by source, province, age and sex. */
export function calibrationLines(calibration: Calibration): readonly string[] {
  const { basis, bands, targets, figures, seed, stated, sample, model } = calibration;
  return [
    `  bands: ${SAID[basis]}; ${bandsText(bands.nation)}`,
    `  targets: false links ${targets.falseLinks}, missed links ${targets.missedLinks}, least chance ${targets.leastChance}, assumed not in the registry ${targets.absent}`,
    `  ${sample.trials} trials, ${sample.clear} with a clear answer; seed ${seed}; model ${model.version}, ${model.weights.provenance}`,
    ...(stated === undefined ? [] : [`  signed by ${stated.by}: ${stated.reason}`]),
    ...bands.provinces.map((one) => `  province ${one.province}: ${bandsText(one.bands)}`),
    "  trials with hidden NIK       trials  linked   precision (95 %)           recall (95 %)              to people",
    ...figures.map(figureLine),
  ];
}

function figureLine({ by, of, trials, linked, review, precision, recall }: TrialFigures): string {
  const name = by === "all" ? "all" : `${by} ${of}`;
  return `  ${name.padEnd(28)} ${String(trials).padStart(6)} ${String(linked).padStart(7)}   ${percent(precision).padEnd(26)} ${percent(recall).padEnd(26)} ${review}`;
}

/** --fixed-bands 6,0 with its reason; neither without the other. */
export function parseBands(
  given: string | undefined,
  reason: string | undefined,
): Result<{ readonly statedBands?: StatedBandsDraft }, string> {
  if (given === undefined && reason === undefined) return accept({});
  const [link, review, more] = (given ?? "").split(",").map(Number);
  if (link === undefined || review === undefined || more !== undefined) {
    return refuse("--fixed-bands: two numbers in bits, such as 6,0");
  }
  if (!(Number.isFinite(link) && review >= 0 && review <= link && link <= 60)) {
    return refuse("--fixed-bands: 0 <= review <= link <= 60 bits, such as 6,0");
  }
  if (reason === undefined || reason.trim().length < 10) {
    return refuse("--fixed-bands-reason: say why in ten letters or more");
  }
  const milli = (value: number): number => Math.round(value * 1000);
  return accept({
    statedBands: { link: milli(link), review: milli(review), reason: reason.trim() },
  });
}
