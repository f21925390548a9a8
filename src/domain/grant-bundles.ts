import type { Purpose } from "./purpose.ts";
import type { Right } from "./right.ts";

/** A right with the purposes for which it is held. What is not written here is not held. */
export type Grant = readonly [right: Right, ...purposes: [Purpose, ...Purpose[]]];

/** Field cadres see the families of their appointment while they verify, and note what they find. */
export const FIELD: readonly Grant[] = [
  ["read-crisis", "service"],
  ["work-crisis", "service"],
  ["read-worklist", "worklist"],
  ["read-family", "verification"],
  ["record-finding", "verification"],
  ["record-unidentified", "verification"],
  ["take-proposal", "verification"],
  ["visit-family", "verification"],
  ["read-proposal", "verification"],
  ["read-verval", "verification"],
];

/** Reactivation of PBI-JK: each step is one office's, all of its holders see how it stands. */
export const reactivates = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-reactivation", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

/** Ganti pengurus: the family names, the social office verifies, the ministry has the payer change the card. */
export const holders = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-holder", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

/** Usulan: the village finds, visits and deliberates, the regency verifies and endorses, the ministry hands over, a version answers. */
export const proposals = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-proposal", "verification"],
  ...rights.map((right): Grant => [right, "verification"]),
];

/** Sanggah: all of it outside the village; who objects is read by whoever checks and by auditors. */
export const objections = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-objection", "verification"],
  ...rights.map((right): Grant => [right, "verification"]),
];

/** Pengunduran diri: one officer meets the family, another asks it again; never the village, which might press. */
export const resignations = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-resignation", "verification"],
  ...rights.map((right): Grant => [right, "verification"]),
];

/** Pengaduan: outside the village, above the office it is about; who complains is read by whoever examines. */
export const complaints = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-complaint", "complaint"],
  ...rights.map((right): Grant => [right, "complaint"]),
];

/** Keberatan atas keputusan: another office than the one that refused, and other people. */
export const appeals = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-appeal", "complaint"],
  ...rights.map((right): Grant => [right, "complaint"]),
];

/** Plans of empowerment at the counter: who sees them, makes them, confirms a forced graduation, keeps the providers. */
export const plans = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-plan", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

/** Emergencies: whoever has to do with them in their region sees them. */
export const crises = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-crisis", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

export const SIGNS: readonly Grant[] = [
  ...crises("confirm-crisis"),
  ["read-worklist", "worklist"],
  ["read-figures", "worklist"],
  ["sign-endorsement", "verification", "program-determination"],
];

export const VERIFIES: readonly Grant[] = [
  ["read-worklist", "worklist"],
  ["read-figures", "worklist"],
  ["read-family", "verification", "service", "complaint"],
  ["unmask-identity", "verification", "complaint"],
  ["confirm-finding", "verification", "complaint"],
  ["read-verval", "verification"],
  ["decide-check", "verification"],
  ["decide-removal", "verification"],
  ["record-appeal", "verification"],
  ["refer-unidentified", "verification"],
  ...reactivates("verify-reactivation"),
  ...holders("verify-holder"),
  ...proposals("verify-proposal"),
  ...objections("check-objection", "decide-objection", "read-objector"),
  ...resignations("confirm-resignation"),
  ...complaints("examine-complaint", "read-complainant"),
  ...plans("confirm-graduation", "keep-provider"),
  ["oversee-book", "service"],
  ["confirm-sanction", "service"],
  ...crises("declare-crisis", "confirm-crisis"),
];

/** Two records side by side, to say whether they are one person: matching, so under the purpose of updating. */
export const REVIEWS: readonly Grant[] = [["review-pair", "update"]];
export const SETTLES: readonly Grant[] = [...REVIEWS, ["settle-review", "update"]];

export const OVERSEES: readonly Grant[] = [
  ["read-figures", "worklist", "oversight"],
  ["read-audit", "oversight"],
  ["export-audit", "oversight"],
];
