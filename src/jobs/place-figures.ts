import { ofVersionOn, type ProgramBook } from "#programs/program-book.ts";
import type { ProgramCount } from "#programs/program-counts.ts";
import { programCut } from "#programs/program-cut.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import type { Figure } from "#publication/version-figures.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";

/** Families whose national decile the other basis would make another: as the manifest of a version says it. */
export const MANIFEST_OTHER_BASIS = "families with another decile by the other basis";

/**
 * What the desk shows of how a version's families are placed: families that the other basis would place in another
 * decile {scope}; who has exactly the score of a national cut {cut}, and of the last place of a quota {program}; after
 * which cut each program ends {program}.
 */
export function placeFigures(
  { differing, ties }: Pick<RankFindings, "differing" | "ties">,
  programs: readonly Pick<ProgramCount, "program" | "ties">[],
  asOf: string,
  book: ProgramBook,
): readonly Figure[] {
  const figure = (name: string, dims: Figure["dims"], value: number): Figure => ({
    figure: name,
    area: "ID",
    dims,
    value,
  });
  return [
    ...Object.entries(differing).map(([scope, families]) =>
      figure("other-basis-families", { scope }, families),
    ),
    ...ties.national.flatMap(({ cut, families, persons, reachesMilliPercent }) => [
      figure("cut-tie-families", { cut }, families),
      figure("cut-tie-persons", { cut }, persons),
      figure("cut-reaches-milli-percent", { cut }, reachesMilliPercent),
    ]),
    ...programs.flatMap(({ program, ties: { regencies, sharing, placed } }) => [
      figure("quota-tie-regencies", { program }, regencies),
      figure("quota-tie-sharing", { program }, sharing),
      figure("quota-tie-placed", { program }, placed),
    ]),
    ...ofVersionOn(book, asOf).flatMap((program) => {
      const cut = programCut(rulesetOn(program, asOf))?.cut;
      return cut === undefined ? [] : [figure("program-cut", { program: program.id }, cut)];
    }),
  ];
}
