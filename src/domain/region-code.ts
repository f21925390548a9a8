import { accept, type Result, refuse } from "./result.ts";

declare const regionCode: unique symbol;
declare const bpsCode: unique symbol;

/** A Kemendagri code as digits without dots: 2, 4, 6 or 10 of them. */
export type RegionCode = string & { readonly [regionCode]: true };

/** A BPS (Wilkerstat) code: 2, 4, 7 or 10 digits. Never compared with a Kemendagri code. */
export type BpsCode = string & { readonly [bpsCode]: true };

/** Jenjang wilayah, the widest first. RT and RW are addresses, not tiers. */
export const REGION_TIERS = ["province", "regency", "district", "village"] as const;
export type RegionTier = (typeof REGION_TIERS)[number];

/** Who gives the code. The two systems differ and are joined only through an imported bridge. */
export type RegionSystem = "kemendagri" | "bps";

export type RegionCodeProblem =
  | "not-a-region-code"
  | "no-such-regency-number"
  | "no-such-village-kind";

/** Kelurahan is run by an appointed lurah; desa by an elected head; desa adat by custom. */
export type VillageKind = "kelurahan" | "desa" | "desa-adat";

/** A code with the days on which it held and the decree that gave it. `validTo` is the last day. */
export type DatedRegionCode = {
  readonly system: RegionSystem;
  readonly code: string;
  readonly name: string;
  readonly decree: string;
  readonly validFrom: string;
  readonly validTo?: string;
};

/** Whether a code held on a day, the first and the last included. */
export function isCodeOn({ validFrom, validTo }: DatedRegionCode, day: string): boolean {
  return validFrom <= day && (validTo === undefined || day <= validTo);
}

const TIER_OF_LENGTH: Readonly<Record<number, RegionTier>> = {
  2: "province",
  4: "regency",
  6: "district",
  10: "village",
};
const LENGTH_OF_TIER = { province: 2, regency: 4, district: 6, village: 10 } as const;

const BPS_TIER_OF_LENGTH: Readonly<Record<number, RegionTier>> = {
  2: "province",
  4: "regency",
  7: "district",
  10: "village",
};

const VILLAGE_KINDS: Readonly<Record<string, VillageKind>> = {
  1: "kelurahan",
  2: "desa",
  3: "desa-adat",
};

const DOTTED_OR_PLAIN = /^([1-9]\d)(?:\.?(\d{2})(?:\.?(\d{2})(?:\.?(\d{4}))?)?)?$/;

/** Reads "33.73.04.1001" or "3373041001": the shape only, whether it exists is the regions room's. */
export function parseRegionCode(text: string): Result<RegionCode, RegionCodeProblem> {
  const parts = DOTTED_OR_PLAIN.exec(text.trim());
  if (parts === null) return refuse("not-a-region-code");
  const [, province = "", regency, district, village] = parts;
  if (regency === "00" || regency === "70") return refuse("no-such-regency-number");
  if (village !== undefined && VILLAGE_KINDS[village[0] ?? ""] === undefined) {
    return refuse("no-such-village-kind");
  }
  return accept([province, regency, district, village].join("") as RegionCode);
}

/** Reads a plain BPS code. */
export function parseBpsCode(text: string): Result<BpsCode, "not-a-region-code"> {
  const digits = text.trim();
  if (!/^[1-9]\d+$/.test(digits)) return refuse("not-a-region-code");
  if (BPS_TIER_OF_LENGTH[digits.length] === undefined) return refuse("not-a-region-code");
  return accept(digits as BpsCode);
}

/** The tier that a Kemendagri code speaks of. */
export function readTier(code: RegionCode): RegionTier {
  return TIER_OF_LENGTH[code.length] ?? "village";
}

/** The tier that a BPS code speaks of. */
export function readBpsTier(code: BpsCode): RegionTier {
  return BPS_TIER_OF_LENGTH[code.length] ?? "village";
}

/** The code of the region around this one at a wider tier; itself at its own, undefined below. */
export function findAncestor(code: RegionCode, tier: RegionTier): RegionCode | undefined {
  const length = LENGTH_OF_TIER[tier];
  return code.length < length ? undefined : (code.slice(0, length) as RegionCode);
}

/** The code of the next wider tier; undefined for a province. */
export function findParent(code: RegionCode): RegionCode | undefined {
  const wider = REGION_TIERS[REGION_TIERS.indexOf(readTier(code)) - 1];
  return wider === undefined ? undefined : findAncestor(code, wider);
}

/** Whether `inner` is `outer` or lies inside it. */
export function isWithin(inner: RegionCode, outer: RegionCode): boolean {
  return inner.startsWith(outer);
}

/** Numbers 01-69 are kabupaten, 71-99 kota. */
export function readRegencyKind(code: RegionCode): "kabupaten" | "kota" {
  return Number(code.slice(2, 4)) > 70 ? "kota" : "kabupaten";
}

/** The first of the last four digits says what kind of village it is. */
export function readVillageKind(code: RegionCode): VillageKind {
  return VILLAGE_KINDS[code[6] ?? ""] ?? "desa";
}

/** "33.73.04.1001", as it is printed in decrees and on papers. */
export function writeDotted(code: RegionCode): string {
  return [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6)]
    .filter((part) => part !== "")
    .join(".");
}

/** Lowest and highest ten-digit village number inside a region; rights in the desk are such ranges. */
export function villageRange(code: RegionCode): readonly [lo: number, hi: number] {
  const width = 10 ** (10 - code.length);
  const lowest = Number(code) * width;
  return [lowest, lowest + width - 1];
}

/** The whole country as a range of village numbers. */
export const NATION_RANGE: readonly [lo: number, hi: number] = [0, 9_999_999_999];
