import type { Place } from "#contract/region.ts";
import { findVillage } from "#regions/place.ts";

/** A village number with the names above it; a village that no list knows is named by its code. */
export function placeOf(villageNo: number): Place {
  const code = String(villageNo).padStart(10, "0");
  const found = findVillage(code);
  return {
    code,
    village: found?.name ?? code,
    district: found?.district ?? "–",
    regency: found?.regency ?? "–",
    province: found?.province ?? "–",
  };
}
