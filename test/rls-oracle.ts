/**
 * Who may see what, written by hand from the law and from design 5.6, not from the policies and not
 * from the role table: if either changes by mistake, this page disagrees and the matrix turns red.
 */
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";

const FIELD = ["pkh-facilitator", "tksk", "psm", "tagana", "karang-taruna"];
const VILLAGE = ["village-operator", "village-head"];
const REGENCY = ["regency-supervisor", "regency-verifier"];
const SIGNERS = ["regent", "governor", "minister"];
const AT_WORK = [
  ...SIGNERS,
  ...FIELD,
  ...VILLAGE,
  ...REGENCY,
  "neighbourhood-head",
  "district-operator",
  "regency-data-entry",
  "agency-head",
  "social-worker",
  "protection-officer",
  "province-officer",
  "ministry-officer",
  "bps-steward",
  "civil-registry-officer",
  "insurance-officer",
];

/** Purpose by purpose: who opens family sheets under it. */
const READS_FAMILIES: Readonly<Record<string, readonly string[]>> = {
  verification: [
    ...FIELD,
    ...VILLAGE,
    ...REGENCY,
    "district-operator",
    "regency-data-entry",
    "agency-head",
    "social-worker",
  ],
  service: ["village-operator", "regency-data-entry", ...REGENCY],
  complaint: [
    "village-operator",
    "district-operator",
    ...REGENCY,
    "province-officer",
    "ministry-officer",
    "bps-steward",
  ],
  "program-determination": ["ministry-officer", "program-determiner"],
  protection: ["social-worker", "protection-officer"],
  update: ["bps-steward"],
  "identity-check": ["civil-registry-officer"],
  supervision: ["auditor"],
};

const SEES_QUARANTINE: Readonly<Record<string, readonly string[]>> = {
  worklist: [
    "village-operator",
    "regency-data-entry",
    "regency-supervisor",
    "ministry-officer",
    "bps-steward",
  ],
  update: ["bps-steward"],
  supervision: ["auditor"],
};

const SEES_FIGURES: Readonly<Record<string, readonly string[]>> = {
  worklist: [
    ...VILLAGE,
    ...REGENCY,
    "district-operator",
    "agency-head",
    "regent",
    "governor",
    "minister",
    "province-officer",
    "ministry-officer",
    "program-determiner",
    "bps-steward",
    "bps-statistician",
    "auditor",
    "data-protection-officer",
  ],
  update: ["bps-steward", "bps-statistician"],
  oversight: ["auditor", "data-protection-officer"],
};

export const OVERSEERS: readonly string[] = ["auditor", "data-protection-officer"];

const isIn = (who: Readonly<Record<string, readonly string[]>>, role: string, purpose: string) =>
  who[purpose]?.includes(role) ?? false;

/** One actor as the oracle knows it: a role with its tier, or somebody who may nothing any more. */
export type Actor = {
  readonly role: string;
  readonly purpose: string;
  readonly isInForce: boolean;
};

/** Rows of a projection: arrivals are served where they live now; the suppressed by few. */
export function familiesSeen({ role, purpose, isInForce }: Actor): Place[] {
  if (!isInForce || !isIn(READS_FAMILIES, role, purpose)) return [];
  const seen = new Set<Place>([...placesOf(TIER_OF[role] ?? "village"), "arrival"]);
  if (purpose === "protection") seen.add("suppressed");
  return [...seen];
}

/** Rows beside the projection (checks, codes): by their own two villages, nothing more. */
export function checksSeen(actor: Actor): Place[] {
  if (!actor.isInForce || !isIn(READS_FAMILIES, actor.role, actor.purpose)) return [];
  const seen = placesOf(TIER_OF[actor.role] ?? "village");
  return actor.purpose === "protection" ? [...seen, "suppressed"] : seen;
}

/** Rows about a person: in one family a member is hidden, and only protection sees rows of that one. */
export const ofPersons =
  (seen: (actor: Actor) => readonly Place[]) =>
  (actor: Actor): Place[] =>
    seen(actor).filter((p) => p !== "suppressed-member" || actor.purpose === "protection");

/** Evidence and findings also show on worklists: ids and kinds, no names. */
export function worklistSeen(actor: Actor): Place[] {
  const isAtWork = actor.isInForce && actor.purpose === "worklist" && AT_WORK.includes(actor.role);
  return isAtWork ? placesOf(TIER_OF[actor.role] ?? "village") : checksSeen(actor);
}

/** A move towards one's villages is seen as a finding before and after it is confirmed. */
export function findingsSeen(actor: Actor): Place[] {
  const seen = worklistSeen(actor);
  return seen.length === 0 ? [] : [...new Set<Place>([...seen, "arrival", "unconfirmed"])];
}

/** Who looked: by the village the reader saw; never about the suppressed, but for oversight. */
export function auditSeen(actor: Actor): Place[] {
  if (oversees(actor)) return [...PLACES];
  if (!actor.isInForce || !isIn(READS_FAMILIES, actor.role, actor.purpose)) return [];
  const tier = TIER_OF[actor.role] ?? "village";
  return placesOf(tier).filter((place) => tier === "nation" || place !== "moved-in");
}

/** A refused row belongs to the village that it names; moves do not matter, 0 is national. */
export function quarantineSeen({ role, purpose, isInForce }: Actor): Place[] {
  if (!isInForce || !isIn(SEES_QUARANTINE, role, purpose)) return [];
  return placesOf(TIER_OF[role] ?? "village")
    .filter((place): place is Place => place !== "moved-in" || TIER_OF[role] === "nation")
    .concat("suppressed");
}

export function seesDeliveries({ role, purpose, isInForce }: Actor): boolean {
  return isInForce && isIn(SEES_FIGURES, role, purpose);
}

export function oversees({ role, purpose, isInForce }: Actor): boolean {
  return isInForce && purpose === "oversight" && OVERSEERS.includes(role);
}

/** Who may add a row where: the purposes and roles of each kind of note. */
export const MAY_ADD: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  finding: {
    verification: [...FIELD, "neighbourhood-head", "village-operator", "regency-data-entry"],
    service: ["village-operator", "regency-data-entry"],
  },
  unidentified_person: {
    verification: [
      ...FIELD,
      "neighbourhood-head",
      "village-operator",
      "regency-data-entry",
      "social-worker",
    ],
    service: ["village-operator", "regency-data-entry"],
    protection: ["social-worker"],
  },
  // Those who may refer add to the history too.
  unidentified_event: {
    verification: [
      ...FIELD,
      ...REGENCY,
      "neighbourhood-head",
      "village-operator",
      "regency-data-entry",
      "social-worker",
    ],
    service: ["village-operator", "regency-data-entry"],
    protection: ["social-worker"],
  },
  check_code: { service: ["village-operator", "regency-data-entry"] },
  identity_check: { "identity-check": ["civil-registry-officer"] },
};

/** Findings, codes and answers are about somebody whom one sees: a note without sight is refused. */
export function mayAdd(table: string, actor: Actor, place: Place): boolean {
  const { role, purpose, isInForce } = actor;
  if (!isInForce || !isIn(MAY_ADD[table] ?? {}, role, purpose)) return false;
  const own: readonly Place[] = placesOf(TIER_OF[role] ?? "village").filter(
    (each) => each !== "moved-in",
  );
  const isNation = TIER_OF[role] === "nation";
  const isHere =
    own.includes(place) || place === "suppressed" || (isNation && place === "moved-in");
  if (table === "finding" || table === "check_code") {
    return isHere && familiesSeen(actor).includes(place);
  }
  if (table === "identity_check") return isHere && ofPersons(familiesSeen)(actor).includes(place);
  return isHere;
}

/** Who may finish what another began, where: confirm, decide, refer, revoke. */
export const MAY_CHANGE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  finding: { verification: ["village-head", ...REGENCY], complaint: [...REGENCY] },
  evidence_check: { verification: [...REGENCY] },
  correction_proposal: MAY_ADD.finding ?? {},
  unidentified_person: MAY_ADD.unidentified_event ?? {},
  check_code: MAY_ADD.check_code ?? {},
};

/** A change needs the right there and the sight of the row. */
export function mayChange(
  table: string,
  actor: Actor,
  place: Place,
  seen: readonly Place[],
): boolean {
  const { role, purpose, isInForce } = actor;
  if (!isInForce || !isIn(MAY_CHANGE[table] ?? {}, role, purpose) || !seen.includes(place))
    return false;
  return (
    place === "suppressed" ||
    (place !== "moved-in" && placesOf(TIER_OF[role] ?? "village").includes(place))
  );
}
