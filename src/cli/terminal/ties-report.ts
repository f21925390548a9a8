import type { DecileBasis } from "#domain/decile-basis.ts";
import { getProgram } from "#programs/programs.ts";
import type { QuotaTies } from "#programs/quota-ties.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { countedBy } from "./counted-by.ts";
import { programsByCut } from "./programs-by-cut.ts";

/** A program and who stood in a tie at its quotas; versions that are older than such counts have none. */
export type ProgramTies = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly ties?: QuotaTies;
};

/** Who has exactly the score of a border: of every national decile with the programs that end there, and of every quota. */
export function tieTables(
  findings: Pick<RankFindings, "basis" | "ties">,
  asOf: string,
  programs: readonly ProgramTies[],
): readonly string[] {
  return [...cutTable(findings, asOf), ...quotaTable(programs, findings.basis)];
}

function cutTable({ basis, ties }: Pick<RankFindings, "basis" | "ties">, asOf: string) {
  const byCut = programsByCut(asOf);
  return [
    `## Ties at the cuts: deciles ${countedBy(basis)}`,
    "",
    "Families with exactly the score of a cut all go to its poorer side, so that it reaches a little further than its tenths.",
    "",
    "| National cut | families on it | persons | reaches | programs that end there |",
    "| ---: | ---: | ---: | ---: | --- |",
    ...ties.national.map(
      (tie) =>
        `| ${tie.cut} | ${tie.families} | ${tie.persons} | ${(tie.reachesMilliPercent / 1000).toFixed(3)} % | ${byCut.get(tie.cut)?.join(", ") ?? ""} |`,
    ),
    "",
    ...ties.largest.map(
      ({ level, area, cut, families }) =>
        `The largest of a ${level}: ${families} families on cut ${cut} of ${area}.`,
    ),
    "",
  ];
}

function quotaTable(programs: readonly ProgramTies[], basis: DecileBasis): readonly string[] {
  const tied = programs.flatMap(({ ties, ...program }) =>
    ties === undefined ? [] : [{ ...program, ties }],
  );
  if (tied.length === 0) return [];
  return [
    `## Ties at the quotas: deciles ${countedBy(basis)}`,
    "",
    "Where the last place of a regency falls among equal scores, the published draw decides who has it (docs/guides/program.md).",
    "",
    "| Program | of | regencies where it was drawn | with that score | their families | with a place | largest in one regency |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ...tied.map(({ program, unit, ties }) => {
      const { regencies, sharing, families, placed, largest } = ties;
      const of = unit === "person" ? "persons" : "families";
      return `| ${getProgram(program).name.id} | ${of} | ${[regencies, sharing, families, placed, largest].join(" | ")} |`;
    }),
    "",
  ];
}
