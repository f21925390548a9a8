import type { AreaChoice, AreaFigure, AreaFigures } from "#contract/area-figures.ts";
import { digitsOf, pathBetween, tierOfArea } from "#domain/cross-table.ts";
import { OFFICE_TIERS, type OfficeTier } from "#domain/institution.ts";
import { hideAreas, type ShownValues } from "#publication/hide-areas.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import type { Tx } from "#store/transact.ts";
import { readDrift } from "./area-drift.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import { regionCode, villageRange } from "./region-code.ts";
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

/** Region and tier of a question: one or two tiers down; undefined where there is no such tier. */
export function partsTier({ area, level }: AreaChoice): OfficeTier | undefined {
  const tier = tierOfArea(area);
  if (tier === undefined) return undefined;
  const place = OFFICE_TIERS.indexOf(tier);
  if (level === undefined) return OFFICE_TIERS[place + 1] ?? tier;
  return OFFICE_TIERS.slice(place + 1, place + 3).find((one) => one === level);
}

/** Figures of a region and its parts; undefined where the version has none, or none that whoever acts may see. */
export async function readAreas(
  tx: Tx,
  versionNo: number,
  area: string,
  tier: OfficeTier,
): Promise<AreaFigures | undefined> {
  const pair = await readVersions(tx, versionNo);
  const seat = await readWidest(tx, area);
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

type Seat = {
  /** The widest region of whoever acts that holds the area. */
  readonly within: string;
  /** Whether they may open the families that are counted there anyway. */
  readonly mayList: boolean;
};

/** From where it is decided what may be shown; undefined where no appointment with figures holds the area. */
async function readWidest(tx: Tx, area: string): Promise<Seat | undefined> {
  const [low, high] = villageRange(area === "ID" ? "" : area);
  const rows = await tx.query<{ tier: string; low: number; sees: boolean; lists: boolean }>(
    `select g.tier, g.village_lo as low,
       exists (select from dtsen.role_right r where r.role_code = p.role_code and r.right_code = 'read-figures'
         and r.purpose_code = dtsen.acting_purpose()) as sees,
       exists (select from dtsen.role_right r where r.role_code = p.role_code and r.right_code = 'read-family') as lists
     from dtsen.appointment p join dtsen.region g on g.region_id = p.region_id
     where p.account_id = dtsen.acting_account() and p.revoked_at is null and p.confirmed_by is not null
       and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
       and p.village_lo <= $1 and p.village_hi >= $2
     order by p.village_hi - p.village_lo desc, p.appointment_id`,
    [low, high],
  );
  const widest = rows.find(({ sees }) => sees);
  if (widest === undefined) return undefined;
  return {
    within: regionCode(widest.tier, widest.low),
    mayList: rows.some(({ lists }) => lists),
  };
}

/** The parts of every region on the way down, and those of the last at the tier that was asked for. */
async function readRows(
  tx: Tx,
  versionNo: number,
  path: readonly string[],
  digits: number,
): Promise<readonly AreaRow[]> {
  const area = path.at(-1) ?? "ID";
  const wanted = [
    ...path.flatMap((node) => {
      const place = OFFICE_TIERS.indexOf(tierOfArea(node) ?? "village");
      return OFFICE_TIERS.slice(place, place + 2).map((tier) => [node, digitsOf(tier)] as const);
    }),
    [area, digits] as const,
  ];
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

function rowsAt(rows: readonly AreaRow[], own: string, digits: number): readonly AreaRow[] {
  const prefix = own === "ID" ? "" : own;
  return rows.filter(
    ({ area }) =>
      area !== "ID" && area !== own && area.length === digits && area.startsWith(prefix),
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
