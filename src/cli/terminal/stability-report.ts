import type { DecileBasis } from "#domain/decile-basis.ts";
import type { StabilityFindings } from "#ranking/errors/stability-findings.ts";
import { countedBy } from "./counted-by.ts";
import { programsByCut } from "./programs-by-cut.ts";

/** How sure the places of a version are, as Markdown: states at every cut, and how true the chances were. */
export function stabilityReport(
  stability: StabilityFindings | undefined,
  basis: DecileBasis,
): readonly string[] {
  if (stability === undefined) return [];
  const programs = programsByCut(stability.asOf);
  return [
    `## How sure places are: deciles ${countedBy(basis)}`,
    "",
    ...boundLines(stability),
    ...cutTable(stability, programs),
    ...stability.cuts.filter(({ cut }) => programs.has(cut)).flatMap(reliabilityTable),
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function boundLines({ replicates, spreadExplained, scale, bounds }: StabilityFindings) {
  const { likelyFrom, unlikelyUpTo, sameSide, validFrom } = bounds;
  return [
    `By bounds in force since ${validFrom}: clear where ${sameSide} % of models of other samples place a family on the same side of a cut, and the ` +
      `chance of being truly below it is at least ${likelyFrom} % (in) or at most ${unlikelyUpTo} % (out); borderline otherwise.`,
    `Whole sampling units were drawn again ${replicates} times. Of how much these models differ from family to family, the sum over facts tells ` +
      `${percent(spreadExplained)} on units not seen. Errors were taken ${scale.toFixed(1)} times to be true.`,
    "",
  ];
}

function cutTable({ cuts }: StabilityFindings, programs: ReadonlyMap<number, readonly string[]>) {
  return [
    "| Cut above decile | clearly in | borderline | clearly out | chances are off by | chance alone | programs |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ...cuts.map(
      (one) =>
        `| ${one.cut} | ${one.clearIn} | ${one.borderline} | ${one.clearOut} | ${percent(one.error)} | ${percent(one.chance)} | ${programs.get(one.cut)?.join(", ") ?? ""} |`,
    ),
    "",
  ];
}

function reliabilityTable({ cut, bins }: StabilityFindings["cuts"][number]): readonly string[] {
  return [
    `### Truly below the cut above decile ${cut}: said and so, on sampling units not seen`,
    "",
    "| households | said | so |",
    "| ---: | ---: | ---: |",
    ...bins
      .filter(({ rows }) => rows > 0)
      .map(({ rows, said, was }) => `| ${rows} | ${percent(said)} | ${percent(was)} |`),
    "",
  ];
}
