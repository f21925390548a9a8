import type { DatedRegionCode } from "#domain/region-code.ts";
import { AREA_SOURCE } from "./area-files.ts";
import { regionBook } from "./region-book.ts";

/** The dictionary of regions as rows: for the desk, for Parquet, for joins in SQL. */
export type RegionRow = {
  readonly region_id: number;
  readonly tier: string;
  readonly parent_id: number | null;
  readonly code: string;
  readonly name: string;
  readonly village_no_lo: number;
  readonly village_no_hi: number;
};

/** A code of a region with the days on which it holds. */
export type RegionCodeRow = {
  readonly region_id: number;
  readonly system: "kemendagri" | "bps";
  readonly code: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly decree: string;
};

/** Every region with its surrogate, minted tier by tier in code order, as the desk does; the nation is 1. */
export function regionRows(): readonly RegionRow[] {
  return regionBook().all.map((region) => ({
    region_id: region.regionId,
    tier: region.tier,
    parent_id: region.parentId,
    code: region.code,
    name: region.name,
    village_no_lo: region.villageLo,
    village_no_hi: region.villageHi,
  }));
}

/** Today's Kemendagri codes, dated by the decree that lists them. */
export function listDatedCodes(): readonly (DatedRegionCode & { readonly regionId: number })[] {
  const { decree, decreedOn } = AREA_SOURCE;
  return regionBook()
    .all.slice(1)
    .map(({ regionId, code, name }) => ({
      regionId,
      system: "kemendagri",
      code,
      name,
      decree,
      validFrom: decreedOn,
    }));
}

/** The same as rows for the desk. */
export function regionCodeRows(): readonly RegionCodeRow[] {
  return listDatedCodes().map(({ regionId, system, code, validFrom, validTo, decree }) => ({
    region_id: regionId,
    system,
    code,
    valid_from: validFrom,
    valid_to: validTo ?? null,
    decree,
  }));
}
