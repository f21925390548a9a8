import type { Quality } from "#matching/link-files/evaluate-links.ts";
import type { LinkSummary } from "#matching/link-files/link-files.ts";

/** What a run cost this process. */
export type LinkCosts = {
  readonly seconds: number;
  readonly cpu_seconds: number;
  readonly peak_mb: number;
};

/** The figures of a job for somebody who watches. */
export function linkText(summary: LinkSummary, costs: LinkCosts): string {
  const { result, evaluation, reasons, warnings, outFolder } = summary;
  const lines: string[] = [
    `${number(result.records)} records, ${number(result.pairsCompared)} pairs compared, ${number(result.links)} links, ${number(result.clusters)} clusters (the largest holds ${number(result.largestCluster)})`,
    `linked from a probability of ${Number(result.threshold.toPrecision(6))}: ${result.thresholdReason}`,
  ];
  if (reasons.length > 0) lines.push("columns:", ...reasons.map((reason) => `  ${reason}`));
  if (result.keys.length > 0) {
    const keys = result.keys.map(({ name, pairs }) => `  ${name}: ${number(pairs)} pairs`);
    lines.push("compared are records that agree in:", ...keys);
  }
  if (evaluation !== undefined) {
    lines.push(
      `judged by the truth of ${number(evaluation.judgedRecords)} records:`,
      `  pairs     ${quality(evaluation.pairwise)}`,
      `  B-cubed   ${quality(evaluation.bcubed)}`,
      `  compared at all: ${percent(evaluation.candidateRecall)} of ${number(evaluation.truePairs)} true pairs`,
    );
  }
  lines.push(...warnings.map((warning) => `! ${warning}`));
  lines.push(
    `${costs.seconds} s, ${costs.cpu_seconds} CPU-s, at most ${costs.peak_mb} MB`,
    `${outFolder}: links.parquet, clusters.parquet, report.html`,
  );
  return `${lines.join("\n")}\n`;
}

const number = (value: number): string => value.toLocaleString("en");
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const quality = ({ precision, recall, f1 }: Quality): string =>
  `precision ${percent(precision)}, recall ${percent(recall)}, F1 ${percent(f1)}`;
