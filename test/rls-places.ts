/** Where planted rows and demo appointments stand, written by hand beside the oracle. */

/** Where a planted row stands, seen from the example village. */
export const PLACES = [
  "own",
  "sibling",
  "cousin",
  "neighbour",
  "foreign",
  "moved-in",
  "arrival",
  "unconfirmed",
  "suppressed",
  "suppressed-member",
] as const;
export type Place = (typeof PLACES)[number];

export type Tier = "village" | "district" | "regency" | "province" | "nation";

/** Each wider tier adds to the narrower ones. */
const ADDED: Readonly<Record<Tier, readonly Place[]>> = {
  village: ["own", "moved-in", "suppressed-member"],
  district: ["sibling"],
  regency: ["cousin"],
  province: ["neighbour"],
  nation: ["foreign", "arrival", "unconfirmed"],
};
const TIERS: readonly Tier[] = ["village", "district", "regency", "province", "nation"];

/** Demo appointments: where each role of the law stands. */
export const TIER_OF: Readonly<Record<string, Tier>> = {
  "neighbourhood-head": "village",
  "village-operator": "village",
  "village-head": "village",
  "district-operator": "district",
  "pkh-facilitator": "village",
  tksk: "district",
  psm: "village",
  tagana: "regency",
  "karang-taruna": "village",
  "regency-data-entry": "regency",
  "regency-supervisor": "regency",
  "regency-verifier": "regency",
  "agency-head": "regency",
  regent: "regency",
  "social-worker": "regency",
  "protection-officer": "regency",
  "province-officer": "province",
  governor: "province",
  "ministry-officer": "nation",
  "program-determiner": "nation",
  minister: "nation",
  "bps-steward": "nation",
  "bps-statistician": "nation",
  "civil-registry-officer": "nation",
  auditor: "nation",
  "data-protection-officer": "nation",
  "account-admin": "nation",
  "access-applicant": "nation",
  "access-reviewer": "nation",
  "access-coordinator": "nation",
  "extract-preparer": "nation",
  "extract-assurer": "nation",
  "insurance-officer": "regency",
};

/** Places of a tier, those of the narrower ones with it. */
export function placesOf(tier: Tier): Place[] {
  return TIERS.slice(0, TIERS.indexOf(tier) + 1).flatMap((each) => [...ADDED[each]]);
}

/** The version in which all of them stand. */
export const VERSION = 1;
