import type { DecidedCounts } from "./decided-counts.ts";

/** Of a thousand records of lists, or beside them, how many matching linked, left alone, and asked people about. */
export type BandShares = {
  readonly linked: number;
  readonly residual: number;
  readonly review: number;
};

/** A version whose links stand on another's learning: which one, how many lie between, and how far shares have moved. */
export type CarriedEvidence = {
  /** The version that learned weights, bands and chances; its trials are the evidence. */
  readonly versionNo: number;
  readonly label: string;
  readonly asOf: string;
  /** How many versions stand on it, one after the other, this one among them. */
  readonly increments: number;
  readonly sharesThen: BandShares;
  readonly sharesNow: BandShares;
};

/** The registry's own records are in no band. */
const REGISTRY_RULES = ["spine", "spine-repeat"];

/** Shares of what a linkage decided. */
export function sharesOf({ links, review }: DecidedCounts): BandShares {
  const count = (isSo: (rule: string) => boolean): number =>
    links.reduce((sum, { rule, records }) => sum + (isSo(rule) ? records : 0), 0);
  const residual = count((rule) => rule === "residual");
  const linked = count((rule) => rule !== "residual" && !REGISTRY_RULES.includes(rule));
  const asked = review.reduce((sum, { pairs }) => sum + pairs, 0);
  const permille = (part: number): number =>
    Math.round((1000 * part) / Math.max(linked + residual, 1));
  return { linked: permille(linked), residual: permille(residual), review: permille(asked) };
}

/** The share that has moved most, in permille. */
export const driftOf = (then: BandShares, now: BandShares): number =>
  Math.max(
    ...(["linked", "residual", "review"] as const).map((of) => Math.abs(now[of] - then[of])),
  );
