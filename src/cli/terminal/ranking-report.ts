import type { DecileBasis } from "#ranking/area-cuts.ts";
import type { Moves } from "#ranking/decile-moves.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { layersReport } from "./layers-report.ts";
import { stabilityReport } from "./stability-report.ts";

/** The basis of deciles in both languages: it stands over every table of them. */
export const BASIS_WORDS: Readonly<Record<DecileBasis, string>> = {
  persons: "persons (jiwa)",
  families: "families (keluarga)",
};

/** How families of a version are placed, as Markdown; says so where the version is older than such counts. */
export function rankingReport(findings: RankFindings | undefined): readonly string[] {
  if (findings === undefined) {
    return ["## Places", "", "This version was built before its places were counted.", ""];
  }
  return [
    ...decileTable(findings),
    ...tieTable(findings),
    ...(findings.moves === undefined
      ? ["No version before: nothing to compare places with.", ""]
      : moveTables(findings.moves, findings.basis)),
    ...stabilityReport(findings.stability),
    ...checkLines(findings),
    ...layersReport(findings.layers),
  ];
}

const share = (part: number, all: number): string =>
  `${((100 * part) / Math.max(1, all)).toFixed(2)} %`;

function decileTable({ basis, otherBasis, families, persons, deciles, differing }: RankFindings) {
  const { national, province, regency } = differing;
  return [
    `## Places: deciles equal in ${BASIS_WORDS[basis]}`,
    "",
    "| National decile | families | persons |",
    "| ---: | ---: | ---: |",
    ...deciles.map((one) => `| ${one.decile} | ${one.families} | ${one.persons} |`),
    `| all | ${families} | ${persons} |`,
    "",
    `With deciles equal in ${BASIS_WORDS[otherBasis]} another decile would hold: nationally ${national} families ` +
      `(${share(national, families)}), in their province ${province}, in their regency ${regency}.`,
    "",
  ];
}

function tieTable({ basis, ties }: RankFindings): readonly string[] {
  return [
    `## Ties at the cuts (deciles equal in ${BASIS_WORDS[basis]})`,
    "",
    "Families with exactly the score of a cut all go to its poorer side, so that it reaches a little further than its tenths.",
    "",
    "| National cut | families on it | persons | reaches |",
    "| ---: | ---: | ---: | ---: |",
    ...ties.national.map(
      (tie) =>
        `| ${tie.cut} | ${tie.families} | ${tie.persons} | ${(tie.reachesMilliPercent / 1000).toFixed(3)} % |`,
    ),
    "",
    ...ties.largest.map(
      ({ level, area, cut, families }) =>
        `The largest of a ${level}: ${families} families on cut ${cut} of ${area}.`,
    ),
    "",
  ];
}

function moveTables(
  moves: Moves & { readonly previousVersionNo: number },
  basis: DecileBasis,
): readonly string[] {
  const { matrix, before, came, left, mobility, meanSteps, stability, previousVersionNo } = moves;
  const tenths = Array.from({ length: 10 }, (_, k) => k + 1);
  const cell = (from: number, to: number): number =>
    matrix.find((one) => one.from === from && one.to === to)?.families ?? 0;
  return [
    `## From version ${previousVersionNo} to this one: families by decile before and now (now equal in ${BASIS_WORDS[basis]})`,
    "",
    `| Before | ${tenths.join(" | ")} |`,
    `| ---: |${" ---: |".repeat(10)}`,
    ...tenths.map((from) => `| ${from} | ${tenths.map((to) => cell(from, to)).join(" | ")} |`),
    "",
    `${before} families before; ${came} came, ${left} left. Of those in both ${share(mobility, 1)} changed their decile, by ${meanSteps.toFixed(2)} deciles on average.`,
    `Drift of the score (PSI in families, over the deciles that version ${previousVersionNo} cut): ${stability.psi.toFixed(4)}; chance alone makes about ${stability.noise.toExponential(1)}. ` +
      "By custom 0.10 asks for a look and 0.25 for an answer.",
    "",
  ];
}

const checkLines = ({ checks }: RankFindings): readonly string[] => [
  "## Sums, counted two ways",
  "",
  ...checks.map(({ says, left, right }) => `- ${says}: ${left} and ${right}`),
  "",
];
