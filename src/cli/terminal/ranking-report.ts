import type { DecileBasis } from "#domain/decile-basis.ts";
import type { Moves } from "#ranking/decile-moves.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { countedBy } from "./counted-by.ts";
import { layersReport } from "./layers-report.ts";
import { stabilityReport } from "./stability-report.ts";
import { type ProgramTies, tieTables } from "./ties-report.ts";

/** How families of a version are placed, as Markdown; says so where the version is older than such counts. */
export function rankingReport(
  findings: RankFindings | undefined,
  { asOf, programs }: { readonly asOf: string; readonly programs: readonly ProgramTies[] },
): readonly string[] {
  if (findings === undefined) {
    return ["## Places", "", "This version was built before its places were counted.", ""];
  }
  return [
    ...decileTable(findings),
    ...tieTables(findings, asOf, programs),
    ...(findings.moves === undefined
      ? ["No version before: nothing to compare places with.", ""]
      : moveTables(findings.moves, findings.basis)),
    ...stabilityReport(findings.stability, findings.basis),
    ...checkLines(findings),
    ...layersReport(findings.layers),
  ];
}

const share = (part: number, all: number): string =>
  `${((100 * part) / Math.max(1, all)).toFixed(2)} %`;

function decileTable({ basis, otherBasis, families, persons, deciles, differing }: RankFindings) {
  const { national, province, regency } = differing;
  return [
    `## Places: deciles ${countedBy(basis)}`,
    "",
    "| National decile | families | persons |",
    "| ---: | ---: | ---: |",
    ...deciles.map((one) => `| ${one.decile} | ${one.families} | ${one.persons} |`),
    `| all | ${families} | ${persons} |`,
    "",
    `With deciles ${countedBy(otherBasis)} another decile would hold: nationally ${national} families ` +
      `(${share(national, families)}), in their province ${province}, in their regency ${regency}.`,
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
    `## From version ${previousVersionNo} to this one: families by decile before and now, ${countedBy(basis)}`,
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
