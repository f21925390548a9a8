/**
 * Who may read what, written down by hand from domain.md 1.2 and 7.4 and from nothing in src/: the
 * other side of the endpoint matrix. When rights change on purpose, this table changes with them.
 */
export type Expected = {
  /** Purposes under which the role opens families of its region. */
  readonly reads?: readonly string[];
  /** Purposes under which it may see whole numbers. */
  readonly unmasks?: readonly string[];
  readonly quarantine?: true;
  readonly audit?: true;
};

const FIELD: Expected = { reads: ["verification"] };
const VERIFIER: Expected = {
  reads: ["verification", "service", "complaint"],
  unmasks: ["verification", "complaint"],
};

export const EXPECTED: Readonly<Record<string, Expected>> = {
  "neighbourhood-head": {},
  "village-operator": { reads: ["verification", "service", "complaint"], quarantine: true },
  "village-head": FIELD,
  "district-operator": { reads: ["verification", "complaint"] },
  "pkh-facilitator": FIELD,
  tksk: FIELD,
  psm: FIELD,
  tagana: FIELD,
  "karang-taruna": FIELD,
  "regency-data-entry": { reads: ["verification", "service"], quarantine: true },
  "regency-supervisor": { ...VERIFIER, quarantine: true },
  "regency-verifier": VERIFIER,
  "agency-head": FIELD,
  regent: {},
  "social-worker": { reads: ["protection", "verification"] },
  "protection-officer": { reads: ["protection"] },
  "province-officer": { reads: ["complaint"] },
  governor: {},
  "ministry-officer": {
    reads: ["complaint", "program-determination"],
    unmasks: ["complaint", "program-determination"],
    quarantine: true,
  },
  "program-determiner": { reads: ["program-determination"] },
  minister: {},
  "bps-steward": { reads: ["update", "complaint"], quarantine: true },
  "bps-statistician": {},
  "civil-registry-officer": { reads: ["identity-check"], unmasks: ["identity-check"] },
  auditor: { reads: ["supervision"], audit: true },
  "data-protection-officer": { audit: true },
  "account-admin": {},
  "access-applicant": {},
  "access-reviewer": {},
  "access-coordinator": {},
  "extract-preparer": {},
  "extract-assurer": {},
};

/** A region contains a village when its digits begin the village's; the nation contains all. */
export function contains(regionCode: string, villageNo: number): boolean {
  return regionCode === "ID" || String(villageNo).startsWith(regionCode);
}

/** Whether a role whose region this is may see a family of that village for that purpose. */
export function mayRead(
  role: string,
  regionCode: string,
  purpose: string,
  villageNo: number,
): boolean {
  return (EXPECTED[role]?.reads ?? []).includes(purpose) && contains(regionCode, villageNo);
}

export function mayUnmask(
  role: string,
  regionCode: string,
  purpose: string,
  villageNo: number,
): boolean {
  const unmasks = EXPECTED[role]?.unmasks ?? [];
  return unmasks.includes(purpose) && mayRead(role, regionCode, purpose, villageNo);
}
