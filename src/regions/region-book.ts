import {
  NATION_RANGE,
  type RegionCode,
  type RegionTier,
  villageRange,
} from "#domain/region-code.ts";
import { type AreaFile, readAreas } from "./area-files.ts";

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

/** The nation and every region in it, ordered by code: each stands before what it holds. */
export type RegionBook = {
  readonly all: readonly Region[];
  readonly provinces: readonly Region[];
  readonly regencies: readonly Region[];
  readonly districts: readonly Region[];
  readonly villages: readonly Region[];
};

const FILES: readonly (readonly [AreaFile, RegionTier])[] = [
  ["provinces", "province"],
  ["regencies", "regency"],
  ["districts", "district"],
  ["villages", "village"],
];

let book: RegionBook | undefined;

/** Read once per process, when first asked for. */
export function regionBook(): RegionBook {
  book ??= readBook();
  return book;
}

function readBook(): RegionBook {
  const rows = FILES.flatMap(([file, tier]) =>
    readAreas(file).map(({ code, name }) => ({ code: code as RegionCode, name, tier })),
  );
  rows.sort((a, b) => (a.code < b.code ? -1 : 1));
  const [villageLo, villageHi] = NATION_RANGE;
  const nation: Region = {
    regionId: 1,
    tier: "nation",
    code: "",
    name: "Indonesia",
    parentId: null,
    villageLo,
    villageHi,
  };
  const all: Region[] = [nation];
  const tiers = { province: [], regency: [], district: [], village: [] } as Record<
    RegionTier,
    Region[]
  >;
  /** The regions that hold the one being read, by tier: each row stands below the last of these. */
  const above: Partial<Record<RegionTier | "nation", number>> = { nation: 1 };
  for (const { code, name, tier } of rows) {
    const regionId = all.length + 1;
    const parentId = above[WIDER[tier]] ?? 1;
    above[tier] = regionId;
    const [lo, hi] = villageRange(code);
    const region: Region = { regionId, tier, code, name, parentId, villageLo: lo, villageHi: hi };
    all.push(region);
    tiers[tier].push(region);
  }
  return {
    all,
    provinces: tiers.province,
    regencies: tiers.regency,
    districts: tiers.district,
    villages: tiers.village,
  };
}

const WIDER = {
  province: "nation",
  regency: "province",
  district: "regency",
  village: "district",
} as const satisfies Record<RegionTier, RegionTier | "nation">;

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
