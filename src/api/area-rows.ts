import type { AreaFigure, AreaFigures } from "#contract/area-figures.ts";
import { digitsOf, pathBetween } from "#domain/cross-table.ts";
import type { OfficeTier } from "#domain/institution.ts";
import { hideAreas, type ShownValues } from "#publication/hide-areas.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import type { Tx } from "#store/transact.ts";
import { readDrift } from "./area-drift.ts";
import { readSeat, rowsAt, wantedOn } from "./area-seat.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import { villageRange } from "./region-code.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";

type AreaRow = {
  readonly area: string;
  readonly families: number;
  readonly ages: readonly number[];
  readonly median_months: number | null;
  readonly newest_on: number | null;
  readonly asked: number;
  readonly missing: number;
  readonly persons_asked: number;
  readonly persons_missing: number;
  readonly moves: readonly number[];
};

type Pair = { readonly version: AreaFigures["version"]; readonly before?: AreaFigures["version"] };

/** Figures of a region and its parts; undefined where the version has none, or none that whoever acts may see. */
export async function readAreas(
  tx: Tx,
  versionNo: number,
  area: string,
  tier: OfficeTier,
): Promise<AreaFigures | undefined> {
  const pair = await readVersions(tx, versionNo);
  const seat = await readSeat(tx, area);
  if (pair === undefined || seat === undefined) return undefined;
  const digits = digitsOf(tier);
  const rows = await readRows(tx, versionNo, pathBetween(seat.within, area), digits);
  const own = rows.find((row) => row.area === area);
  if (own === undefined) return undefined;
  const shown = { within: seat.within, area, digits };
  const whole = { hidden: hiddenOf(rows, shown, seat.mayList), pair };
  const parts = rowsAt(rows, area, digits);
  const names = await readRegionNames(tx, [area, ...parts.map((part) => part.area)]);
  const drifts = await readDrift(tx, pair, [area, ...parts.map((part) => part.area)]);
  const figureOf = (row: AreaRow): AreaFigure => ({
    region: namedRegion(row.area, names),
    ...writeFigure(row, whole),
    ...withoutUndefined({ drift: drifts.get(row.area) }),
  });
  return {
    ...pair,
    area: figureOf(own),
    parts: parts.map(figureOf),
    ...(seat.mayList ? {} : { smallest: SMALLEST_CELL }),
  };
}

async function readVersions(tx: Tx, versionNo: number): Promise<Pair | undefined> {
  const rows = await tx.query<VersionRow>(
    `select ${VERSION_COLUMNS} from dtsen.version v
     where v.version_no = $1 or v.version_no = (select c.parent_version_no from dtsen.version c where c.version_no = $1)`,
    [versionNo],
  );
  const version = rows.find(({ version_no }) => version_no === versionNo);
  const before = rows.find(({ version_no }) => version_no !== versionNo);
  if (version === undefined) return undefined;
  return {
    version: writeVersion(version),
    ...(before === undefined ? {} : { before: writeVersion(before) }),
  };
}

/** The parts of every region on the way down, and those of the last at the tier that was asked for. */
async function readRows(
  tx: Tx,
  versionNo: number,
  path: readonly string[],
  digits: number,
): Promise<readonly AreaRow[]> {
  const wanted = wantedOn(path, digits);
  const ranges = wanted.map(([node]) => villageRange(node === "ID" ? "" : node));
  return await tx.query<AreaRow>(
    `select distinct on (a.digits, a.area) a.area, a.families, a.ages, a.median_months, a.newest_on, a.asked,
       a.missing, a.persons_asked, a.persons_missing, a.moves
     from unnest($2::int[], $3::bigint[], $4::bigint[]) as w (digits, low, high)
     join dtsen.area_figure a on a.version_no = $1 and a.digits = w.digits
       and a.village_lo between w.low and w.high
     order by a.digits, a.area`,
    [
      versionNo,
      wanted.map(([, tier]) => tier),
      ranges.map(([low]) => low),
      ranges.map(([, high]) => high),
    ],
  );
}

type Hidden = Readonly<Record<"ages" | "moves", ReadonlyMap<string, ShownValues>>>;

/** What may be shown of ages and of moves; undefined where everything may. */
function hiddenOf(
  rows: readonly AreaRow[],
  shown: Parameters<typeof hideAreas>[1],
  mayList: boolean,
): Hidden | undefined {
  if (mayList) return undefined;
  const of = (read: (row: AreaRow) => readonly number[]) =>
    hideAreas(
      rows.map((row) => ({ area: row.area, values: read(row) })),
      shown,
    );
  return { ages: of(({ ages }) => ages), moves: of(({ moves }) => moves) };
}

type Whole = { readonly hidden: Hidden | undefined; readonly pair: Pair };

function writeFigure(row: AreaRow, { hidden, pair }: Whole): Omit<AreaFigure, "region"> {
  const ages = hidden?.ages.get(row.area) ?? { values: row.ages, sum: row.families };
  const moves = hidden?.moves.get(row.area)?.values ?? row.moves;
  const figure = { families: ages.sum, ages: [...ages.values] };
  const compared = pair.before === undefined ? {} : { moves: [...moves] };
  if (hidden !== undefined && (ages.sum === null || row.families < SMALLEST_CELL)) {
    return { ...figure, ...compared };
  }
  return {
    ...figure,
    ...compared,
    ...withoutUndefined({
      medianMonths: row.median_months ?? undefined,
      newestOn: row.newest_on === null ? undefined : dayOf(row.newest_on),
      missing: shareOf(row.missing, row.asked),
      personsMissing: shareOf(row.persons_missing, row.persons_asked),
    }),
  };
}

const shareOf = (part: number, of: number): number | undefined =>
  Number(of) === 0 ? undefined : Number(part) / Number(of);

/** A number yyyymmdd as a day. */
function dayOf(number: number): string {
  const digits = String(number);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

/** The fields that have a value. */
function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as never;
}
