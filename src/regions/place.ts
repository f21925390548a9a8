import { findRegion, getRegion, type Region } from "./region-book.ts";

/** A village with the names above it, as people say them. */
export type Place = {
  /** Ten digits, Kemendagri, no dots. */
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly regency: string;
  readonly province: string;
};

/** The place of a village code; undefined where no village carries it today. */
export function findVillage(code: string): Place | undefined {
  const region = findRegion(code);
  return region?.tier === "village" ? readPlace(region) : undefined;
}

/** A village of the book with the names around it. */
export function readPlace(village: Region): Place {
  const district = getRegion(village.parentId ?? 1);
  const regency = getRegion(district.parentId ?? 1);
  const province = getRegion(regency.parentId ?? 1);
  return {
    code: village.code,
    name: village.name,
    district: district.name,
    regency: regency.name,
    province: province.name,
  };
}

/** "Sukamaju, Cibeber, Kabupaten Cianjur, Jawa Barat". */
export function writePlace({ name, district, regency, province }: Place): string {
  return [name, district, regency, province].join(", ");
}
