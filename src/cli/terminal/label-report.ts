import type { PlainDate } from "#domain/plain-date.ts";
import { countByLabel } from "#domain/welfare-labels.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { countedBy } from "./counted-by.ts";

/** Families and persons of a version by the words that officials use for deciles, as Markdown, with its mark over the table. */
export function labelReport(
  findings: RankFindings | undefined,
  asOf: PlainDate,
): readonly string[] {
  const counted = findings && countByLabel(asOf, findings.deciles);
  if (findings === undefined || counted === undefined) return [];
  const { mark, source, rows } = counted;
  return [
    `## Families by the words for their deciles (${mark.en}; ${mark.id})`,
    "",
    `Deciles ${countedBy(findings.basis)}.`,
    "",
    "| Words | national deciles | families | persons |",
    "| --- | --- | ---: | ---: |",
    ...rows.map(
      ({ label, families, persons }) =>
        `| ${label.words.id} (${label.words.en}) | ${label.deciles.join(", ")} | ${families} | ${persons} |`,
    ),
    "",
    `Of groups only, never of one family. ${source}.`,
    "",
  ];
}
