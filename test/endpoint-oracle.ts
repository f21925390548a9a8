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
  /** Sees evidence that waits for a person, under verification; may decide on it. */
  readonly checks?: "reads" | "decides";
  /** Sees the register of persons without NIK; may add to it, may refer and promote. */
  readonly unidentified?: "records" | "refers" | "both";
  /** Invites, resets and revokes accounts and appoints; or confirms and ends what others appointed. */
  readonly accounts?: "manages" | "confirms";
  /** May record findings, or confirm and answer those of others. Whoever sees checks sees findings. */
  readonly findings?: "records" | "confirms";
  /** Answers for the civil registry by hand. */
  readonly answersIdentity?: true;
  /** Reads the figures of versions: what moved, what a version was judged by. */
  readonly figures?: true;
  /** Publishes versions, and answers for one whose gate failed. */
  readonly publishes?: true;
  /** Says whether two records are one person, under updating; or settles where answers differ. */
  readonly reviews?: "answers" | "settles";
  /** Hides people for safety and opens the vault, under protection; or ends that too. */
  readonly protects?: "orders" | "releases";
};

const VERIFIES: Expected = { reads: ["verification"], checks: "reads" };
const FIELD: Expected = { ...VERIFIES, unidentified: "records", findings: "records" };
const VERIFIER: Expected = {
  figures: true,
  reads: ["verification", "service", "complaint"],
  unmasks: ["verification", "complaint"],
  checks: "decides",
  unidentified: "refers",
  findings: "confirms",
};

export const EXPECTED: Readonly<Record<string, Expected>> = {
  "neighbourhood-head": {},
  "village-operator": {
    ...FIELD,
    reads: ["verification", "service", "complaint"],
    quarantine: true,
    figures: true,
  },
  "village-head": { ...VERIFIES, findings: "confirms", figures: true },
  "district-operator": { ...VERIFIES, reads: ["verification", "complaint"], figures: true },
  "pkh-facilitator": FIELD,
  tksk: FIELD,
  psm: FIELD,
  tagana: FIELD,
  "karang-taruna": FIELD,
  "regency-data-entry": { ...FIELD, reads: ["verification", "service"], quarantine: true },
  "regency-supervisor": { ...VERIFIER, quarantine: true, reviews: "settles" },
  "regency-verifier": { ...VERIFIER, reviews: "answers" },
  "agency-head": { ...VERIFIES, accounts: "confirms", figures: true },
  regent: { figures: true },
  "social-worker": {
    ...VERIFIES,
    reads: ["protection", "verification"],
    unidentified: "both",
    protects: "orders",
  },
  "protection-officer": { reads: ["protection"], protects: "releases" },
  "province-officer": { reads: ["complaint"], figures: true },
  governor: { figures: true },
  "ministry-officer": {
    reads: ["complaint", "program-determination"],
    unmasks: ["complaint", "program-determination"],
    quarantine: true,
    figures: true,
  },
  "program-determiner": { reads: ["program-determination"], figures: true },
  minister: { figures: true },
  "bps-steward": {
    reads: ["update", "complaint"],
    quarantine: true,
    reviews: "settles",
    figures: true,
    publishes: true,
  },
  "bps-statistician": { figures: true },
  "civil-registry-officer": {
    reads: ["identity-check"],
    unmasks: ["identity-check"],
    answersIdentity: true,
    reviews: "answers",
  },
  auditor: { reads: ["supervision"], audit: true, figures: true },
  "data-protection-officer": { audit: true, figures: true },
  "account-admin": { accounts: "manages" },
  "access-applicant": {},
  "access-reviewer": {},
  "access-coordinator": {},
  "extract-preparer": {},
  "extract-assurer": {},
  "insurance-officer": {},
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

/** Evidence that waits is read by those who visit families, of their own region. */
export function mayCheck(role: string, regionCode: string, villageNo: number): boolean {
  return EXPECTED[role]?.checks !== undefined && contains(regionCode, villageNo);
}

export function mayDecide(role: string, regionCode: string, villageNo: number): boolean {
  return EXPECTED[role]?.checks === "decides" && contains(regionCode, villageNo);
}

/** Recording findings is for those who visit; confirming and answering them for those who verify. */
export function mayFind(
  role: string,
  regionCode: string,
  villageNo: number,
  act: "records" | "confirms",
): boolean {
  return EXPECTED[role]?.findings === act && contains(regionCode, villageNo);
}

/** What a score is made of, to the last unit: for who ranks and who audits, wherever the family is. */
export function mayWeigh(role: string, purpose: string): boolean {
  return role === "bps-statistician"
    ? purpose === "statistics"
    : role === "auditor" && purpose === "supervision";
}

/** A code of explanation is handed out by those who issue codes at the counter, in their own region. */
export function mayIssueCode(role: string, regionCode: string, villageNo: number): boolean {
  const issues = role === "village-operator" || role === "regency-data-entry";
  return issues && contains(regionCode, villageNo);
}

/** Whoever may end a suppression may order one; social workers order only. */
export function mayProtect(
  role: string,
  regionCode: string,
  villageNo: number,
  act: "orders" | "releases",
): boolean {
  const right = EXPECTED[role]?.protects;
  const holds = act === "orders" ? right !== undefined : right === "releases";
  return holds && contains(regionCode, villageNo);
}

/** Only the civil registry says who somebody is; by hand in the officer's own region. */
export function mayAnswerIdentity(role: string, regionCode: string, villageNo: number): boolean {
  return EXPECTED[role]?.answersIdentity === true && contains(regionCode, villageNo);
}

/** Pairs are reviewed by those who match and verify, where both records are their own region's. */
export function mayReview(role: string, regionCode: string, villageNo: number): boolean {
  return EXPECTED[role]?.reviews !== undefined && contains(regionCode, villageNo);
}

export function maySettleReview(role: string, regionCode: string, villageNo: number): boolean {
  return (
    EXPECTED[role]?.reviews === "settles" && (villageNo === 0 || contains(regionCode, villageNo))
  );
}

/** The vault opens to those who protect, in their own region. */
export function mayOpenVault(role: string, regionCode: string, villageNo: number): boolean {
  return mayProtect(role, regionCode, villageNo, "orders");
}

/** Registering is for those who meet people; referring for those who deal with the civil registry. */
export function mayRegister(role: string, regionCode: string, villageNo: number): boolean {
  const right = EXPECTED[role]?.unidentified;
  return (right === "records" || right === "both") && contains(regionCode, villageNo);
}

export function mayFollow(
  role: string,
  regionCode: string,
  villageNo: number,
  kind: "noted" | "referred",
): boolean {
  const right = EXPECTED[role]?.unidentified;
  const holds = kind === "noted" ? right !== undefined : right === "refers" || right === "both";
  return holds && contains(regionCode, villageNo);
}

/** Accounts are invited, reset and revoked by their administrators, of their own region. */
export function mayManage(role: string, regionCode: string, villageNo: number): boolean {
  return EXPECTED[role]?.accounts === "manages" && contains(regionCode, villageNo);
}

/** Appointments are confirmed and ended by administrators and by heads of office, of their own region. */
export function maySettle(role: string, regionCode: string, villageNo: number): boolean {
  return EXPECTED[role]?.accounts !== undefined && contains(regionCode, villageNo);
}
