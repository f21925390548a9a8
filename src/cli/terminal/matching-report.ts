import type { MatchingReport } from "#jobs/matching-evidence.ts";
import type { Calibration } from "#matching/calibration.ts";
import { type Bands, SCORE_STEP } from "#matching/weights.ts";
import { decisionReport } from "./decision-words.ts";
import { percent, reviewedReport } from "./reviewed-report.ts";
import { carriedText, routeText } from "./route-words.ts";
import { gateTable } from "./version-gates.ts";

/** Where bands come from, in words. */
export const SAID: Readonly<Record<Calibration["basis"], string>> = {
  calibrated: "learned from trials with hidden NIK",
  shrunk: "stated beforehand, made stricter where a few trials ask for it",
  prior: "stated beforehand, without evidence: this version cannot be published",
  stated: "stated by a steward",
};

const bits = (milli: number): string => (milli / 1000).toFixed(1);

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Three bands in one line. */
export const bandsText = ({ link, review, margin }: Bands): string =>
  `link from ${bits(link)} bits with ${bits(margin)} to the next, review from ${bits(review)}`;

/** How many were tried, and how many they are worth where some stand for more people than others. */
export const trialsText = ({ trials, clear, effective }: Calibration["sample"]): string =>
  `${trials} trials, ${clear} with a clear answer that count as ${effective}`;

/** How sure the links of a version are, as Markdown for a statistician. */
export function matchingReport(report: MatchingReport): string {
  const { label, asOf, state, frozenAt, codeVersion, calibration } = report;
  const { basis, stated, seed, sample, model } = calibration;
  return [
    `# How sure the links of version ${label} are`,
    "",
    `As of ${asOf}; ${state}; bands in force since ${frozenAt}; program ${codeVersion}.`,
    `Bands ${SAID[basis]}. ${trialsText(sample)}, drawn by seed ${seed}.`,
    ...(stated === undefined ? [] : [`Signed by ${stated.by}: ${stated.reason}`]),
    `${sentence(routeText(report.route))}.`,
    ...[carriedText(calibration)].filter((said) => said !== undefined),
    `Model ${model.version}: ${model.weights.provenance}; inside families ${model.familyWeights.provenance}.`,
    "How it is done and what it cannot see: docs/statisticians/matching-calibration.md.",
    "",
    ...gateTable(report.gates),
    ...bandTables(calibration),
    ...figureTable(calibration),
    ...decidedTables(report),
    ...decisionReport(report.decisions),
    ...reviewedReport(report.reviewed),
    ...curveTable(calibration),
  ].join("\n");
}

function bandTables({ bands, targets }: Calibration): readonly string[] {
  const line = (of: string, { link, review, margin }: Bands): string =>
    `| ${of} | ${bits(link)} | ${bits(margin)} | ${bits(review)} |`;
  const permille = (share: number): string => `${(share * 100).toFixed(2)} %`;
  return [
    "## Bands, in bits",
    "",
    "| Of | link from | with so much to the next | review from |",
    "| --- | ---: | ---: | ---: |",
    line("nation", bands.nation),
    ...bands.provinces.map((one) => line(`province ${one.province}`, one.bands)),
    "",
    `Targets: wrong among links ${permille(targets.falseLinks)}, missed below review ${permille(targets.missedLinks)}, ` +
      `least chance of a link ${permille(targets.leastChance)}; assumed not in the registry ${permille(targets.absent)}.`,
    "",
  ];
}

function figureTable({ figures }: Calibration): readonly string[] {
  return [
    "## Trials under these bands (95 %, Wilson)",
    "",
    "| Group | trials | linked | precision | recall | right pairs to people |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...figures.map(
      ({ by, of, trials, linked, precision, recall, review }) =>
        `| ${by === "all" ? "all" : `${by} ${of}`} | ${trials} | ${linked} | ${percent(precision)} | ${percent(recall)} | ${review} |`,
    ),
    "",
  ];
}

function decidedTables({ decided, hotBlocks, sources }: MatchingReport): readonly string[] {
  return [
    "## What was decided",
    "",
    "| Rule | records |",
    "| --- | ---: |",
    ...decided.links.map(({ rule, records }) => `| ${rule} | ${records} |`),
    "",
    "| Left to people: list, by the delivery that began it | cause | pairs | of them one person, by their probability |",
    "| --- | --- | ---: | ---: |",
    ...decided.review.map(
      ({ deliveryNo, cause, pairs, expectedRight }) =>
        `| ${deliveryNo} ${sources[String(deliveryNo)] ?? ""} | ${cause} | ${pairs} | ${expectedRight ?? "-"} |`,
    ),
    "",
    ...(hotBlocks.length === 0
      ? ["No block was too large to compare."]
      : hotBlocks.map(
          ({ blockingKey, hotBlocks: hot, pairsLeftOut }) =>
            `Key ${blockingKey}: ${hot} blocks were refined, ${pairsLeftOut} pairs left out.`,
        )),
    "",
  ];
}

function curveTable({ points }: Calibration): readonly string[] {
  return [
    "## Chance by score",
    "",
    "| From bits | right trials, weighted | wrong, absent people among them | P(match) |",
    "| ---: | ---: | ---: | ---: |",
    ...points.map(
      ({ score, right, wrong, chance }) =>
        `| ${bits(score * SCORE_STEP)} | ${right.toFixed(1)} | ${wrong.toFixed(2)} | ${(chance * 100).toFixed(2)} % |`,
    ),
    "",
  ];
}
