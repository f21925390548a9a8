import {
  NATION_RANGE,
  type RegionCode,
  type RegionTier,
  villageRange,
} from "#domain/region-code.ts";
import { type AreaFile, type AreaRow, readAreas } from "./area-files.ts";

/** A region of today. `regionId` is a surrogate: never shown, never read as a code. */
export type Region = {
  readonly regionId: number;
  readonly tier: RegionTier | "nation";
  /** Kemendagri, digits without dots; empty for the nation. */
  readonly code: RegionCode | "";
  readonly name: string;
  readonly parentId: number | null;
  /** Every village inside has its ten-digit code, as a number, in this range. */
  readonly villageLo: number;
  readonly villageHi: number;
};

/** The nation and every region in it, tier by tier, each tier by code; ids follow this order. */
export type RegionBook = {
  readonly all: readonly Region[];
  readonly provinces: readonly Region[];
  readonly regencies: readonly Region[];
  readonly districts: readonly Region[];
  readonly villages: readonly Region[];
};

/** Each list with its tier and the digits of a code that name what stands above it. */
const FILES: readonly (readonly [AreaFile, RegionTier, number])[] = [
  ["provinces", "province", 0],
  ["regencies", "regency", 2],
  ["districts", "district", 4],
  ["villages", "village", 6],
];

let book: RegionBook | undefined;

/** Read once per process, when first asked for. */
export function regionBook(): RegionBook {
  book ??= readBook();
  return book;
}

function readBook(): RegionBook {
  const [villageLo, villageHi] = NATION_RANGE;
  const nation = {
    regionId: 1,
    tier: "nation",
    code: "",
    name: "Indonesia",
    parentId: null,
  } as const;
  const all: Region[] = [{ ...nation, villageLo, villageHi }];
  const ids = new Map<string, number>([["", 1]]);
  const tiers = FILES.map(([file, tier, parentDigits]) => {
    const from = all.length;
    for (const { code, name } of inCodeOrder(readAreas(file))) {
      const [lo, hi] = villageRange(code as RegionCode);
      all.push({
        regionId: all.length + 1,
        tier,
        code: code as RegionCode,
        name,
        parentId: ids.get(code.slice(0, parentDigits)) ?? 1,
        villageLo: lo,
        villageHi: hi,
      });
      if (tier !== "village") ids.set(code, all.length);
    }
    return all.slice(from);
  });
  const [provinces = [], regencies = [], districts = [], villages = []] = tiers;
  return { all, provinces, regencies, districts, villages };
}

/** The files come in order; should one not, it is put in order, because ids follow it. */
function inCodeOrder(rows: readonly AreaRow[]): readonly AreaRow[] {
  const isOrdered = rows.every(({ code }, i) => i === 0 || (rows[i - 1]?.code ?? "") < code);
  return isOrdered ? rows : rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

let byCode: ReadonlyMap<string, Region> | undefined;

/** The region that carries this code today; undefined where none does. */
export function findRegion(code: string): Region | undefined {
  byCode ??= new Map(regionBook().all.map((region) => [region.code, region]));
  return byCode.get(code);
}

/** The region whose surrogate this is; asking for another is a bug. */
export function getRegion(regionId: number): Region {
  const found = regionBook().all[regionId - 1];
  if (found === undefined) throw new Error(`no region ${regionId} in the book`);
  return found;
}

/** The regions directly inside one. */
export function listChildren(region: Region): readonly Region[] {
  return regionBook().all.filter(({ parentId }) => parentId === region.regionId);
}
