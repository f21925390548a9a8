import { programCut } from "#programs/program-cut.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import type { StabilityFindings } from "#ranking/errors/stability-findings.ts";

/** How sure the places of a version are, as Markdown: states at every cut, and how true the chances were. */
export function stabilityReport(stability: StabilityFindings | undefined): readonly string[] {
  if (stability === undefined) return [];
  const programs = programsByCut(stability.asOf);
  return [
    ...boundLines(stability),
    ...cutTable(stability, programs),
    ...stability.cuts.filter(({ cut }) => programs.has(cut)).flatMap(reliabilityTable),
  ];
}

/** Programs by the last decile that they serve. */
function programsByCut(asOf: string): ReadonlyMap<number, readonly string[]> {
  const cuts = PROGRAMS.flatMap((program) => {
    const cut = programCut(rulesetOn(program, asOf))?.cut;
    return cut === undefined ? [] : [{ cut, name: program.name.id }];
  });
  const byCut = Map.groupBy(cuts, ({ cut }) => cut);
  return new Map([...byCut].map(([cut, here]) => [cut, here.map(({ name }) => name)]));
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function boundLines({ replicates, spreadExplained, scale, bounds }: StabilityFindings) {
  const { likelyFrom, unlikelyUpTo, sameSide, validFrom } = bounds;
  return [
    "## How sure places are",
    "",
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
