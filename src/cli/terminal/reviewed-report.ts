import { KAPPA_AIM_MILLI, PAIRS_FOR_KAPPA } from "#domain/kappa.ts";
import type { ReviewEvidence, ReviewedBand } from "#jobs/review-evidence.ts";
import type { Estimate } from "#matching/wilson.ts";

/** A share with its interval. */
export const percent = ({ share, low, high }: Estimate): string =>
  `${(share * 100).toFixed(2)} % (${(low * 100).toFixed(2)}-${(high * 100).toFixed(2)})`;

/** What people found beside what the calibration expected, and how far they can be believed. */
export function reviewedReport({ bands, gold, doubles }: ReviewEvidence): readonly string[] {
  return [
    "## What reviewers said (95 %, Wilson)",
    "",
    "Decisions in force about pairs that this version or an earlier one asks. They judge the chances below; they train nothing.",
    "",
    ...(bands.length === 0 ? ["Nobody has decided a pair yet."] : bandTable(bands)),
    "",
    gold.answers === 0
      ? "No pair of known truth has been answered."
      : `Known truth: ${gold.right} of ${gold.answers} answers right, ${percent(gold.accuracy)}.`,
    doublesText(doubles),
    "",
  ];
}

function bandTable(bands: readonly ReviewedBand[]): readonly string[] {
  return [
    "| Chance of the pairs | decided | one person | found | expected | expected within |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
    ...bands.map(({ fromPermille, decided, same, observed, expectedShare }) =>
      [
        "",
        fromPermille === undefined
          ? "not known"
          : `${fromPermille / 10} to ${fromPermille / 10 + 10} %`,
        decided,
        same,
        percent(observed),
        expectedShare === undefined ? "-" : `${(expectedShare * 100).toFixed(2)} %`,
        expectedShare === undefined ? "-" : isWithin(expectedShare, observed) ? "yes" : "no",
        "",
      ]
        .join(" | ")
        .trim(),
    ),
  ];
}

const isWithin = (share: number, { low, high }: Estimate): boolean => share >= low && share <= high;

function doublesText({ pairs, alike, kappaMilli }: ReviewEvidence["doubles"]): string {
  const told =
    pairs < PAIRS_FOR_KAPPA || kappaMilli === undefined
      ? `too few for kappa, which needs ${PAIRS_FOR_KAPPA} and answers of two kinds`
      : `kappa ${(kappaMilli / 1000).toFixed(2)}, the aim is ${(KAPPA_AIM_MILLI / 1000).toFixed(2)}`;
  return `Blind doubles: ${alike} of ${pairs} answered alike; ${told}.`;
}
