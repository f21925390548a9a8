import type { Home, RegionFigure } from "#contract/home.ts";
import type { Region } from "#contract/region.ts";
import type { Tx } from "#store/transact.ts";
import { type DeskTier, regionCode, TIER_BELOW } from "./region-code.ts";

type RegionRow = { readonly name: string; readonly tier: string; readonly village_lo: number };
type FigureRow = {
  readonly figure: string;
  readonly area: string;
  readonly decile: number;
  readonly value: number;
};

const FAMILIES = "families-per-decile";
const PERSONS = "persons-per-decile";

/** The region and its parts one tier below, from figures that were counted when it was projected. */
export async function readRegionFigures(
  tx: Tx,
  region: Region,
  versionNo: number | undefined,
): Promise<Pick<Home, "region" | "parts">> {
  const tier: DeskTier = region.tier === "country" ? "nation" : region.tier;
  const parts = await readParts(tx, tier, region.code);
  const areas = [region.code, ...parts.map(({ code }) => code)];
  const figures = versionNo === undefined ? [] : await readFigures(tx, versionNo, areas);
  return {
    region: figureOf(region.code, region.name, figures),
    parts: parts
      .map(({ code, name }) => figureOf(code, name, figures))
      .filter(({ families }) => families > 0),
  };
}

async function readParts(tx: Tx, tier: DeskTier, code: string) {
  const below = TIER_BELOW[tier];
  if (below === undefined) return [];
  const prefix = code === "ID" ? "" : code;
  const rows = await tx.query<RegionRow>(
    `select name, tier, village_lo from dtsen.region
     where tier = $1 and village_lo between $2 and $3 order by village_lo`,
    [below, Number(prefix.padEnd(10, "0")), Number(prefix.padEnd(10, "9"))],
  );
  return rows.map((row) => ({ code: regionCode(row.tier, row.village_lo), name: row.name }));
}

async function readFigures(
  tx: Tx,
  versionNo: number,
  areas: readonly string[],
): Promise<FigureRow[]> {
  return await tx.query<FigureRow>(
    `select figure, area, (dims ->> 'decile')::int as decile, value from dtsen.version_figure
     where version_no = $1 and figure = any ($2) and area = any ($3) and dims ? 'decile'`,
    [versionNo, [FAMILIES, PERSONS], areas],
  );
}

function figureOf(code: string, name: string, figures: readonly FigureRow[]): RegionFigure {
  const own = figures.filter(({ area }) => area === code);
  const sum = (figure: string) =>
    own.reduce((total, row) => total + (row.figure === figure ? Number(row.value) : 0), 0);
  const deciles = Array.from({ length: 10 }, (_, i) => {
    const row = own.find(({ figure, decile }) => figure === FAMILIES && decile === i + 1);
    return Number(row?.value ?? 0);
  });
  return { code, name, families: sum(FAMILIES), persons: sum(PERSONS), deciles };
}
