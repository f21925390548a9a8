import type { Purpose } from "./purpose.ts";

/**
 * When a family reads that somebody opened or did something about it (UU 27/2022 article 32). At once, unless it would warn those who
 * are looked into, or tell one of the house what another asked for in secret. Auditors see all of it at once.
 */
export type Telling = "at-once" | "later" | "never";

/** Days until what is told later is told: longer than the clocks of a visit that nobody announces; our own number. */
export const TOLD_LATER_DAYS = 30;

/** Acts that are not told at once; every other is. */
export const TOLD_ACTS: Readonly<Record<string, Exclude<Telling, "at-once">>> = {
  // Whoever is objected to hears of it when it is heard, never sooner from here.
  "list-objections": "later",
  "read-objection": "later",
  "move-objection": "later",
  "see-objection-notice": "later",
  "list-evidence-checks": "later",
  "decide-check": "later",
  "draw-payment-sample": "later",
  "note-sample-result": "later",
  // One of the house complained, or asked for protection; another of the house reads this page.
  "list-complaints": "never",
  "open-complaint": "never",
  "read-complaint": "never",
  "move-complaint": "never",
  "see-complaint-notice": "never",
  "list-appeals": "never",
  "open-appeal": "never",
  "read-appeal": "never",
  "move-appeal": "never",
  "see-appeal-notice": "never",
  "list-suppressions": "never",
  "order-suppression": "never",
  "keep-suppression": "never",
  "ask-release-suppression": "never",
  "release-suppression": "never",
  "read-vault": "never",
  "record-vault": "never",
  "erase-vault": "never",
};

/** Purposes whose reads are not told at once, whatever the act. */
export const TOLD_PURPOSES: Readonly<Partial<Record<Purpose, Exclude<Telling, "at-once">>>> = {
  complaint: "later",
  supervision: "later",
  protection: "never",
};

/** Of what nobody signed in for, only these are told: what else somebody of the house does on the public pages is theirs alone. */
export const TOLD_PUBLIC_ACTS: ReadonlySet<string> = new Set([
  "check-code",
  "check-name",
  "read-own-explanation",
  "read-own-readers",
]);

/** The whole policy as rows, for the desk. */
export function toldReadings(): readonly Readonly<Record<"kind" | "code" | "telling", string>>[] {
  const rows = (kind: string, told: Readonly<Record<string, string | undefined>>) =>
    Object.entries(told).map(([code, telling]) => ({ kind, code, telling: telling ?? "never" }));
  return [
    ...rows("act", TOLD_ACTS),
    ...rows("purpose", TOLD_PURPOSES),
    ...[...TOLD_PUBLIC_ACTS].map((code) => ({ kind: "public-act", code, telling: "at-once" })),
  ];
}
