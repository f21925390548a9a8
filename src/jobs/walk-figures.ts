import { type Figure, storeFigures } from "#publication/version-figures.ts";
import type { Desk } from "#store/open.ts";
import type { WalkSummary } from "./walk-summary.ts";

const milli = (share: number): number => Math.round(share * 1000);

/** What the screens show of a version beside its counts: receipts, quotas, accuracy in thousandths. */
export async function storeWalkFigures(
  desk: Desk,
  versionNo: number,
  summary: WalkSummary,
): Promise<void> {
  await storeFigures(desk, versionNo, walkFigures(summary));
}

function walkFigures({ sources, matching, ranking, programs }: WalkSummary): readonly Figure[] {
  const figure = (name: string, dims: Figure["dims"], value: number): Figure => ({
    figure: name,
    area: "ID",
    dims,
    value,
  });
  return [
    ...sources.flatMap(({ source, set, received, refused }) => [
      figure("rows-received", { source, set }, received),
      figure("rows-refused", { source, set }, refused),
    ]),
    ...matching.flatMap(({ source, precision, recall }) => [
      figure("matching-precision-milli", { source }, milli(precision)),
      figure("matching-recall-milli", { source }, milli(recall)),
    ]),
    figure("spearman-milli", {}, milli(ranking.spearman)),
    ...ranking.errors.flatMap(({ quota, exclusion, inclusion }) => [
      figure("exclusion-error", { percent: String(Math.round(quota * 100)) }, milli(exclusion)),
      figure("inclusion-error", { percent: String(Math.round(quota * 100)) }, milli(inclusion)),
    ]),
    ...programs.map(({ program, quota }) => figure("quota", { program }, quota)),
  ];
}
