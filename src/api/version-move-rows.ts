import type { CauseMoves, DriftLine, MoveFigures, PartMoves } from "#contract/version-moves.ts";
import type { CrossTable } from "#domain/cross-table.ts";
import { judgeStability, stabilityTermsOn } from "#domain/stability-terms.ts";
import {
  FAMILY_PATHS,
  MOVE_CAUSE_WORDS,
  MOVE_CAUSES,
  MOVE_DIRECTIONS,
  MOVE_REASON_WORDS,
} from "#domain/version-move.ts";
import { say } from "#domain/words.ts";
import type { KeptDiff } from "#jobs/keep-diff.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { namedRegion } from "./region-names.ts";

type Count = number | null;
type Tables = KeptDiff["paths"];

/** Codes to choose from, those of the shown parts with them: the nation, its provinces, the regencies of the chosen one. */
export function areasOf({ paths }: KeptDiff, area: string): readonly string[] {
  const province = area === "ID" ? undefined : area.slice(0, 2);
  return [
    "ID",
    ...paths.flatMap((one) => {
      if (one.area === "ID") return [];
      return one.area === province ? [one.area, ...one.table.regions] : [one.area];
    }),
  ];
}

/** The kept figures of one region; undefined where the versions have no family there. */
export function writeMoves(
  kept: KeptDiff,
  area: string,
  { asOf, names }: { readonly asOf: string; readonly names: ReadonlyMap<string, string> },
): MoveFigures | undefined {
  const paths = lineOf(kept.paths, area);
  const moves = lineOf(kept.moves, area);
  if (paths === undefined || moves === undefined) return undefined;
  const regions = new Map(
    areasOf(kept, area).map((code) => [code, namedRegion(code, names)] as const),
  );
  const regionOf = (code: string) => regions.get(code) ?? namedRegion(code, names);
  return {
    families: { ...kept.families, moved: kept.moved },
    ...(kept.differing === undefined ? {} : { differing: kept.differing }),
    area: regionOf(area),
    areas: [...regions.values()],
    paths: pathsOf(paths),
    causes: MOVE_CAUSES.map(
      (cause, place): CauseMoves => ({
        cause,
        words: { ...MOVE_CAUSE_WORDS[cause] },
        directions: directionsOf(moves, ([, other]) => other === place),
      }),
    ).filter(({ directions }) => Object.values(directions).some((count) => count !== 0)),
    parts: partsOf(kept, area).map((code): PartMoves => {
      const own = { paths: lineOf(kept.paths, code), moves: lineOf(kept.moves, code) };
      return {
        region: regionOf(code),
        families: own.paths?.sum ?? null,
        paths: pathsOf(own.paths),
        directions: directionsOf(own.moves, () => true),
      };
    }),
    reasons: kept.reasons.map((one) => ({
      ...one,
      words: { ...MOVE_REASON_WORDS[one.reason] },
      isToldApart: kept.toldApart.includes(one.reason),
    })),
    transition: kept.transition.map((row) => [...row]),
    drift: driftOf(kept, asOf),
    smallest: SMALLEST_CELL,
  };
}

/** Counts of one region, column by column. */
type Line = {
  readonly columns: CrossTable["columns"];
  readonly counts: readonly Count[];
  readonly sum: Count;
};

/** The nation and provinces have tables of their own; a regency is a row of its province's. */
function lineOf(tables: Tables, area: string): Line | undefined {
  const own = tables.find((one) => one.area === area)?.table;
  if (own !== undefined) return { columns: own.columns, counts: own.columnSums, sum: own.sum };
  const above = tables.find((one) => one.area !== "ID" && area.startsWith(one.area))?.table;
  const row = above?.regions.indexOf(area) ?? -1;
  if (above === undefined || row < 0) return undefined;
  return {
    columns: above.columns,
    counts: above.cells[row] ?? [],
    sum: above.regionSums[row] ?? null,
  };
}

const partsOf = ({ paths }: KeptDiff, area: string): readonly string[] =>
  paths.find((one) => one.area === area)?.table.regions ?? [];

function pathsOf(line: Line | undefined): MoveFigures["paths"] {
  const entries = FAMILY_PATHS.map((path, place) => [
    path,
    line === undefined ? null : sumOf(line, ([one]) => one === place),
  ]);
  return Object.fromEntries(entries) as MoveFigures["paths"];
}

function directionsOf(
  line: Line | undefined,
  isMeant: (keys: readonly number[]) => boolean,
): CauseMoves["directions"] {
  const entries = MOVE_DIRECTIONS.map((direction, place) => [
    direction,
    line === undefined ? null : sumOf(line, (keys) => keys[0] === place && isMeant(keys)),
  ]);
  return Object.fromEntries(entries) as CauseMoves["directions"];
}

/** The sum of shown counts; withheld where one of its parts is: a sum would tell it. */
function sumOf({ columns, counts }: Line, isMeant: (keys: readonly number[]) => boolean): Count {
  return columns.reduce<Count>((sum, keys, place) => {
    if (!isMeant(keys)) return sum;
    const count = counts[place] ?? null;
    return sum === null || count === null ? null : sum + count;
  }, 0);
}

const SCORE = say("Skor kesejahteraan", "Welfare score");

/** The most shifted first. */
function driftOf({ drift }: KeptDiff, asOf: string): DriftLine[] {
  const terms = stabilityTermsOn(asOf);
  const words = new Map(
    RANKED_VARIABLES.map((variable) => [variable.id as string, variable.words]),
  );
  return [...drift]
    .sort((a, b) => b.psi - a.psi)
    .map((one) => ({
      ...one,
      words: { ...(words.get(one.of) ?? SCORE) },
      verdict: judgeStability(one, terms),
    }));
}
