import { accept, type Result, refuse } from "#domain/result.ts";
import type { StatedBandsDraft } from "#jobs/build-version.ts";
import type { Calibration } from "#matching/calibration.ts";
import { bandsText, SAID, trialsText } from "./matching-report.ts";
import { percent } from "./reviewed-report.ts";
import { carriedText } from "./route-words.ts";

/** The calibration of a version in a few lines; the whole of it is its report. */
export function calibrationLines(calibration: Calibration): readonly string[] {
  const { basis, bands, figures, seed, stated, sample, model } = calibration;
  const [all] = figures;
  const carried = carriedText(calibration);
  return [
    `  bands: ${SAID[basis]}; ${bandsText(bands.nation)}`,
    `  ${trialsText(sample)}; seed ${seed}; model ${model.version}, ${model.weights.provenance}`,
    ...(carried === undefined ? [] : [`  ${carried}`]),
    ...(stated === undefined ? [] : [`  signed by ${stated.by}: ${stated.reason}`]),
    ...(all === undefined
      ? []
      : [`  of trials: precision ${percent(all.precision)}, recall ${percent(all.recall)}`]),
  ];
}

/** --fixed-bands 6,0 with its reason; neither without the other. */
export function parseBands(
  given: string | undefined,
  reason: string | undefined,
): Result<{ readonly statedBands?: StatedBandsDraft }, string> {
  if (given === undefined && reason === undefined) return accept({});
  const [, link = "", review = ""] = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(given ?? "") ?? [];
  // A number left out must not be read as 0: from 0 bits on everything would be linked.
  if (link === "") return refuse("--fixed-bands: two numbers in bits, such as 6,0");
  if (!(Number(review) <= Number(link) && Number(link) <= 60)) {
    return refuse("--fixed-bands: 0 <= review <= link <= 60 bits, such as 6,0");
  }
  if (reason === undefined || reason.trim().length < 10) {
    return refuse("--fixed-bands-reason: say why in ten letters or more");
  }
  const milli = (bits: string): number => Math.round(Number(bits) * 1000);
  return accept({
    statedBands: { link: milli(link), review: milli(review), reason: reason.trim() },
  });
}
