import type { CrossTable } from "#domain/cross-table.ts";
import { otherBasis } from "#domain/decile-basis.ts";
import { judgeStability, stabilityTermsOn } from "#domain/stability-terms.ts";
import {
  CUT_CHANGE_WORDS,
  CUT_CHANGES,
  FAMILY_PATH_WORDS,
  FAMILY_PATHS,
  MOVE_CAUSE_WORDS,
  MOVE_CAUSES,
  MOVE_DIRECTION_WORDS,
  MOVE_DIRECTIONS,
  MOVE_REASON_WORDS,
} from "#domain/version-move.ts";
import type { Words } from "#domain/words.ts";
import type { DecileCut } from "#jobs/diff-figures.ts";
import type { VersionDiff } from "#jobs/diff-versions.ts";
import type { RegionTable } from "#publication/move-tables.ts";
import { regionBook } from "#regions/region-book.ts";
import { countedBy } from "./counted-by.ts";

/** The comparison of two versions as Markdown: the nation, each province as a row; regencies are in --json. */
export function diffReport(diff: VersionDiff, cut?: DecileCut): readonly string[] {
  const { before, after, basis, seconds, movedFamilies, sealedFile } = diff;
  return [
    `# ${before.label} → ${after.label}`,
    "",
    `${before.families} families (as of ${before.asOf}) → ${after.families} (as of ${after.asOf}); deciles ${countedBy(basis)}; ${movedFamilies} rows of families that moved, came or left, sealed in ${sealedFile}; ${seconds.toFixed(1)} s. — is fewer than ten families, or what would tell them.`,
    "",
    ...differingLines(diff),
    ...section("Families by what became of them", diff.paths, ([path = 0]) => [
      FAMILY_PATH_WORDS[FAMILY_PATHS[path] ?? "same"],
    ]),
    ...reasonLines(diff),
    ...section(
      `Deciles ${countedBy(basis)}, by direction and cause`,
      diff.moves,
      ([direction = 0, cause = 0]) => [
        MOVE_DIRECTION_WORDS[MOVE_DIRECTIONS[direction] ?? "level"],
        MOVE_CAUSE_WORDS[MOVE_CAUSES[cause] ?? "none"],
      ],
    ),
    ...(diff.cut === undefined || cut === undefined
      ? []
      : section(
          `Deciles ${cut.from}-${cut.to} ${countedBy(basis)}, by change and cause`,
          diff.cut,
          ([change = 0, cause = 0]) => [
            CUT_CHANGE_WORDS[CUT_CHANGES[change] ?? "stayed-out"],
            MOVE_CAUSE_WORDS[MOVE_CAUSES[cause] ?? "none"],
          ],
        )),
    ...transitionLines(diff),
    ...driftLines(diff),
  ];
}

/** What the basis that neither has would make of them. */
function differingLines({ before, after, basis }: VersionDiff): readonly string[] {
  const said = [before, after].flatMap(({ label, differing }) =>
    differing === undefined ? [] : [`${differing} families of ${label}`],
  );
  if (said.length === 0) return [];
  const other = countedBy(otherBasis(basis));
  return [`With deciles ${other} another national decile would hold ${said.join(", ")}.`, ""];
}

const shown = (count: number | null | undefined): string =>
  count === null || count === undefined ? "—" : String(count);

/** One line a combination for the nation, then one column a province where there are several. */
function section(
  title: string,
  tables: readonly RegionTable[],
  wordsOf: (keys: readonly number[]) => readonly Words[],
): readonly string[] {
  const table: CrossTable | undefined = tables.find(({ area }) => area === "ID")?.table;
  if (table === undefined) return [];
  const names = new Map(regionBook().provinces.map(({ code, name }) => [code as string, name]));
  const heads = table.regions.map((code) => names.get(code) ?? code);
  const lines = table.columns.map((keys, column) => {
    const words = wordsOf(keys);
    const cells = table.cells.map((row) => shown(row[column]));
    const said = `${words.map(({ en }) => en).join(": ")} (${words.map(({ id }) => id).join(": ")})`;
    return `| ${[said, shown(table.columnSums[column]), ...cells].join(" | ")} |`;
  });
  const sums = ["all", shown(table.sum), ...table.regionSums.map(shown)];
  return [
    `## ${title}`,
    "",
    `| | Nation | ${heads.join(" | ")} |`,
    `| --- | ---: |${heads.map(() => " ---: |").join("")}`,
    ...lines,
    `| ${sums.join(" | ")} |`,
    "",
  ];
}

function reasonLines({ reasons, toldApart }: VersionDiff): readonly string[] {
  return [
    "## What moved the scores",
    "",
    "Each family's move is shared out among the reasons to the last millionth; here over all families that stand in both.",
    "",
    "| Reason | raised | lowered | sum, millionths of log rupiah |",
    "| --- | ---: | ---: | ---: |",
    ...reasons.map(({ reason, raised, lowered, sum }) => {
      const { en, id } = MOVE_REASON_WORDS[reason];
      const same = toldApart.includes(reason) ? "" : "; the same in both versions";
      return `| ${en} (${id})${same} | ${shown(raised)} | ${shown(lowered)} | ${shown(sum)} |`;
    }),
    "",
  ];
}

function transitionLines({ transition, basis }: VersionDiff): readonly string[] {
  const name = (place: number) => (place === 0 ? "none" : place === 11 ? "all" : String(place));
  return [
    `## Deciles before (down) and after (across), ${countedBy(basis)}`,
    "",
    `| | ${transition.map((_, place) => name(place)).join(" | ")} |`,
    `| --- |${transition.map(() => " ---: |").join("")}`,
    ...transition.map((row, place) => `| ${[name(place), ...row.map(shown)].join(" | ")} |`),
    "",
  ];
}

function driftLines({ drift, after }: VersionDiff): readonly string[] {
  const terms = stabilityTermsOn(after.asOf);
  const sorted = [...drift].sort((a, b) => b.psi - a.psi);
  return [
    "## Population stability (PSI)",
    "",
    `Looked at from ${terms.lookPermille / 1000}, another population from ${terms.shiftedPermille / 1000} (${terms.basis}); noise is what chance alone gives.`,
    "",
    "| Of | PSI | noise | bins | |",
    "| --- | ---: | ---: | ---: | --- |",
    ...sorted.map(
      (one) =>
        `| ${one.of} | ${one.psi.toFixed(4)} | ${one.noise.toFixed(4)} | ${one.bins} | ${judgeStability(one, terms)} |`,
    ),
  ];
}
