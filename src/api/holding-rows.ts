import type { HoldingEnds, HoldingFigures } from "#contract/holding-figures.ts";
import { digitsOf, pathBetween } from "#domain/cross-table.ts";
import type { OfficeTier } from "#domain/institution.ts";
import { findProgram } from "#programs/programs.ts";
import { hideAreas, type ShownParts } from "#publication/hide-areas.ts";
import {
  BETTER_DECILE,
  cellsOf,
  HELD,
  type HoldingRow,
  holdersOf,
  matrixOf,
  POOR_DECILE,
} from "#publication/holding-figures.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import type { Tx } from "#store/transact.ts";
import { readSeat, rowsAt, wantedOn } from "./area-seat.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import { villageRange } from "./region-code.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";

type Cell = number | null;
type Region = { readonly area: string; readonly rows: readonly HoldingRow[] };

/** What families of a region and its parts hold places in; undefined where the version counts none, or none that whoever acts may see. */
export async function readHoldings(
  tx: Tx,
  versionNo: number,
  area: string,
  tier: OfficeTier,
): Promise<HoldingFigures | undefined> {
  const [version] = await tx.query<VersionRow>(
    `select ${VERSION_COLUMNS} from dtsen.version v where v.version_no = $1`,
    [versionNo],
  );
  const seat = await readSeat(tx, area);
  if (version === undefined || seat === undefined) return undefined;
  const digits = digitsOf(tier);
  const regions = await readRegions(
    tx,
    versionNo,
    wantedOn(pathBetween(seat.within, area), digits),
  );
  const own = regions.find((one) => one.area === area);
  if (own === undefined) return undefined;
  const show = shower(regions, seat.mayList ? undefined : { within: seat.within, area, digits });
  const parts = rowsAt(regions, area, digits);
  const names = await readRegionNames(tx, [area, ...parts.map((part) => part.area)]);
  const matrix = show(matrixOf);
  const ends = (one: Region): HoldingEnds => ({
    region: namedRegion(one.area, names),
    ...endsOf(matrix(one)),
  });
  const held = [...new Set(own.rows.flatMap(({ programs }) => programs))].sort();
  const holders = (programs: readonly string[]): Cell => {
    const count = (rows: readonly HoldingRow[]) => holdersOf(rows, programs);
    return show((rows) => [count(rows), totalOf(rows) - count(rows)])(own)[0] ?? null;
  };
  return {
    version: writeVersion(version),
    poorDecile: POOR_DECILE,
    betterDecile: BETTER_DECILE,
    area: ends(own),
    parts: parts.map(ends),
    matrix: rowsOfMatrix(matrix(own)),
    programs: held.map((id) => ({ id, name: nameOf(id), families: holders([id]) })),
    pairs: held
      .flatMap((one, i) => held.slice(i + 1).map((other) => [one, other] as [string, string]))
      .filter((pair) => holdersOf(own.rows, pair) > 0 || isExclusive(pair))
      .map((programs) => ({
        programs,
        families: holders(programs),
        isExclusive: isExclusive(programs),
      })),
    ...(seat.mayList ? {} : { smallest: SMALLEST_CELL }),
  };
}

async function readRegions(
  tx: Tx,
  versionNo: number,
  wanted: readonly (readonly [area: string, digits: number])[],
): Promise<readonly Region[]> {
  const ranges = wanted.map(([node]) => villageRange(node === "ID" ? "" : node));
  const rows = await tx.query<HoldingRow>(
    `select distinct h.area, h.decile, h.programs, h.families
     from unnest($2::int[], $3::bigint[], $4::bigint[]) as w (digits, low, high)
     join dtsen.holding_figure h on h.version_no = $1 and h.digits = w.digits
       and h.village_lo between w.low and w.high
     order by h.area, h.decile, h.programs`,
    [
      versionNo,
      wanted.map(([, tier]) => tier),
      ranges.map(([low]) => low),
      ranges.map(([, high]) => high),
    ],
  );
  return [...Map.groupBy(rows, (row) => row.area)].map(([area, own]) => ({ area, rows: own }));
}

/** Counts of regions as they may be shown: whole where no `shown` is given, else by the rule of cross tables. */
const shower =
  (regions: readonly Region[], shown: ShownParts | undefined) =>
  (count: (rows: readonly HoldingRow[]) => readonly number[]) => {
    const values = regions.map(({ area, rows }) => ({ area, values: count(rows) }));
    const hidden = shown === undefined ? undefined : hideAreas(values, shown);
    return ({ area, rows }: Region): readonly Cell[] =>
      hidden === undefined
        ? count(rows)
        : (hidden.get(area)?.values ?? count(rows).map(() => null));
  };

const totalOf = (rows: readonly HoldingRow[]): number => holdersOf(rows, []);

/** Sum of cells; withheld where one of them is. */
const sumOf = (cells: readonly Cell[], of: readonly number[]): Cell =>
  of.reduce<Cell>((sum, i) => {
    const cell = cells[i] ?? null;
    return sum === null || cell === null ? null : sum + cell;
  }, 0);

function endsOf(cells: readonly Cell[]): Omit<HoldingEnds, "region"> {
  const [any, none, several] = [
    [0, HELD - 1],
    [0, 0],
    [2, HELD - 1],
  ] as const;
  return {
    families: sumOf(cells, cellsOf([0, 10], any)),
    poor: sumOf(cells, cellsOf([1, POOR_DECILE], any)),
    poorWithNothing: sumOf(cells, cellsOf([1, POOR_DECILE], none)),
    better: sumOf(cells, cellsOf([BETTER_DECILE, 10], any)),
    betterWithSeveral: sumOf(cells, cellsOf([BETTER_DECILE, 10], several)),
  };
}

/** Deciles in their order, those without one last; a row of noughts only for them is left out. */
function rowsOfMatrix(cells: readonly Cell[]): HoldingFigures["matrix"] {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0]
    .map((decile) => ({
      decile,
      families: sumOf(cells, cellsOf([decile, decile], [0, HELD - 1])),
      byPrograms: cells.slice(decile * HELD, (decile + 1) * HELD).map((cell) => cell),
    }))
    .filter(({ decile, families }) => decile > 0 || families !== 0);
}

const nameOf = (id: string): string => findProgram(id)?.name.id ?? id;

/** Whether one of two programs takes nobody of the other. */
const isExclusive = ([one, other]: readonly [string, string]): boolean =>
  [
    [one, other],
    [other, one],
  ].some(([of = "", not = ""]) =>
    findProgram(of)?.exclusiveWith.some(({ program }) => program === not),
  );
