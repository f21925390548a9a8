import type { Purpose } from "./purpose.ts";
import type { Right } from "./right.ts";
import type { Role } from "./role.ts";

/** A right with the purposes for which it is held. What is not written here is not held. */
export type Grant = readonly [right: Right, ...purposes: [Purpose, ...Purpose[]]];

/** Field cadres see the families of their appointment while they verify, and note what they find. */
const FIELD: readonly Grant[] = [
  ["read-crisis", "service"],
  ["work-crisis", "service"],
  ["read-worklist", "worklist"],
  ["read-family", "verification"],
  ["record-finding", "verification"],
  ["record-unidentified", "verification"],
  ["take-proposal", "verification"],
  ["visit-family", "verification"],
  ["read-proposal", "verification"],
];

/** Reactivation of PBI-JK: each step is one office's, all of its holders see how it stands. */
const reactivates = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-reactivation", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

/** Ganti pengurus: the family names, the social office verifies, the ministry has the payer change the card. */
const holders = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-holder", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

/** Usulan: the village finds, visits and deliberates, the regency verifies and endorses, the ministry hands over, a version answers. */
const proposals = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-proposal", "verification"],
  ...rights.map((right): Grant => [right, "verification"]),
];

/** Sanggah: all of it outside the village; who objects is read by whoever checks and by auditors. */
const objections = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-objection", "verification"],
  ...rights.map((right): Grant => [right, "verification"]),
];

/** Plans of empowerment at the counter: who sees them, makes them, confirms a forced graduation, keeps the providers. */
const plans = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-plan", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

/** Emergencies: whoever has to do with them in their region sees them. */
const crises = (...rights: readonly Right[]): readonly Grant[] => [
  ["read-crisis", "service"],
  ...rights.map((right): Grant => [right, "service"]),
];

const SIGNS: readonly Grant[] = [
  ...crises("confirm-crisis"),
  ["read-worklist", "worklist"],
  ["read-figures", "worklist"],
  ["sign-endorsement", "verification", "program-determination"],
];

const VERIFIES: readonly Grant[] = [
  ["read-worklist", "worklist"],
  ["read-figures", "worklist"],
  ["read-family", "verification", "service", "complaint"],
  ["unmask-identity", "verification", "complaint"],
  ["confirm-finding", "verification", "complaint"],
  ["decide-check", "verification"],
  ["decide-removal", "verification"],
  ["record-appeal", "verification"],
  ["refer-unidentified", "verification"],
  ...reactivates("verify-reactivation"),
  ...holders("verify-holder"),
  ...proposals("verify-proposal"),
  ...objections("check-objection", "decide-objection", "read-objector"),
  ...plans("confirm-graduation", "keep-provider"),
  ["oversee-book", "service"],
  ["confirm-sanction", "service"],
  ...crises("declare-crisis", "confirm-crisis"),
];

/** Two records side by side, to say whether they are one person: matching, so under the purpose of updating. */
const REVIEWS: readonly Grant[] = [["review-pair", "update"]];
const SETTLES: readonly Grant[] = [...REVIEWS, ["settle-review", "update"]];

const OVERSEES: readonly Grant[] = [
  ["read-figures", "worklist", "oversight"],
  ["read-audit", "oversight"],
  ["export-audit", "oversight"],
];

/** Institution x office x role as data. BPS alone ranks and freezes; nobody else can write a decile. */
export const ROLE_GRANTS = {
  "neighbourhood-head": [
    ["read-worklist", "worklist"],
    ["record-finding", "verification"],
    ["record-unidentified", "verification"],
  ],
  "village-operator": [
    ...proposals("take-proposal", "check-proposal", "visit-family", "hold-deliberation"),
    ["read-worklist", "worklist"],
    ["read-figures", "worklist"],
    ["read-quarantine", "worklist"],
    ["read-family", "verification", "service", "complaint"],
    ["record-appeal", "verification"],
    ["record-finding", "verification", "service"],
    ["record-unidentified", "verification", "service"],
    ...reactivates("report-reactivation"),
    ...holders("propose-holder"),
    ...crises("work-crisis"),
    ["issue-check-code", "service"],
    ["receive-candidates", "program-determination"],
  ],
  "village-head": [
    ...proposals("hold-deliberation"),
    ["read-worklist", "worklist"],
    ["receive-candidates", "program-determination"],
    ["read-figures", "worklist"],
    ["read-family", "verification"],
    ["confirm-finding", "verification"],
    ["sign-endorsement", "verification"],
    ...crises(),
  ],
  "district-operator": [
    ...proposals(),
    ["read-worklist", "worklist"],
    ["read-figures", "worklist"],
    ["read-family", "verification", "complaint"],
  ],
  "pkh-facilitator": [
    ...FIELD,
    ...holders("propose-holder"),
    ...plans("plan-empowerment"),
    ["keep-book", "service"],
  ],
  tksk: FIELD,
  psm: FIELD,
  tagana: FIELD,
  "karang-taruna": FIELD,
  "regency-data-entry": [
    ...proposals("take-proposal", "check-proposal", "visit-family"),
    ...objections("visit-objection"),
    ["read-worklist", "worklist"],
    ["read-quarantine", "worklist"],
    ["read-family", "verification", "service"],
    ["record-appeal", "verification"],
    ["record-finding", "verification", "service"],
    ["record-unidentified", "verification", "service"],
    ...reactivates("report-reactivation"),
    ...holders("propose-holder"),
    ...plans("plan-empowerment", "keep-provider"),
    ...crises("declare-crisis", "work-crisis"),
    ["issue-check-code", "service"],
    ["receive-candidates", "program-determination"],
  ],
  "regency-supervisor": [
    ["keep-calendar", "worklist"],
    ...VERIFIES,
    ...SETTLES,
    ["assign-families", "service"],
    ["read-quarantine", "worklist"],
    ["tabulate", "statistics"],
  ],
  "regency-verifier": [...VERIFIES, ...REVIEWS],
  "agency-head": [
    ...SIGNS,
    ...proposals("finalise-proposal"),
    ...objections("confirm-objection"),
    ["read-family", "verification"],
    ...reactivates("endorse-reactivation"),
    ...holders(),
    ["decide-removal", "verification"],
    ...plans(),
    ["oversee-book", "service"],
    ["confirm-appointment", "administration"],
    ["tabulate", "statistics"],
  ],
  regent: [...SIGNS, ...proposals("endorse-proposal")],
  "social-worker": [
    ["read-worklist", "worklist"],
    ["read-family", "protection", "verification"],
    ["read-vault", "protection"],
    ["record-vault", "protection"],
    // The case plan of ATENSI: by assessment, whatever the decile.
    ["read-plan", "protection"],
    ["plan-empowerment", "protection"],
    // Whom a shelter hides is helped by those who know of them.
    ["read-crisis", "protection"],
    ["work-crisis", "protection"],
    ["order-suppression", "protection"],
    ["record-unidentified", "protection", "verification"],
    ["refer-unidentified", "protection", "verification"],
  ],
  "protection-officer": [
    ["read-worklist", "worklist"],
    ["read-family", "protection"],
    ["read-vault", "protection"],
    ["record-vault", "protection"],
    ["order-suppression", "protection"],
    ["release-suppression", "protection"],
  ],
  "province-officer": [
    ["keep-calendar", "worklist"],
    ...proposals(),
    ...objections(),
    ["receive-candidates", "program-determination"],
    ["read-worklist", "worklist"],
    ["read-figures", "worklist"],
    ["read-family", "complaint"],
    ...reactivates(),
    ...holders(),
    ...plans(),
    ...crises("declare-crisis", "confirm-crisis", "audit-crisis"),
    ["tabulate", "statistics"],
  ],
  governor: [...SIGNS, ...proposals("approve-proposal")],
  "ministry-officer": [
    ["keep-calendar", "worklist"],
    ...proposals("hand-over-proposal"),
    ...objections(),
    ["read-worklist", "worklist"],
    ["read-figures", "worklist"],
    ["read-quarantine", "worklist"],
    ["read-family", "complaint", "program-determination"],
    ["unmask-identity", "complaint", "program-determination"],
    ["receive-payments", "program-determination"],
    ["receive-commitments", "service"],
    ...reactivates("check-reactivation"),
    ...holders("order-holder"),
    ...plans(),
    ...crises("declare-crisis", "confirm-crisis", "audit-crisis"),
    ["tabulate", "statistics"],
  ],
  "program-determiner": [
    ["read-figures", "worklist"],
    ["read-family", "program-determination"],
    ["issue-decree", "program-determination"],
    ["receive-candidates", "program-determination"],
    ["receive-payments", "program-determination"],
    ["override-removals", "program-determination"],
  ],
  minister: SIGNS,
  "bps-steward": [
    ...proposals(),
    ["read-worklist", "worklist"],
    ["read-figures", "worklist", "update"],
    ["read-quarantine", "worklist", "update"],
    ["read-family", "update", "complaint"],
    ["receive-delivery", "update"],
    ["ask-identity", "update"],
    ...SETTLES,
    ["build-version", "update"],
    ["freeze-version", "update"],
    ["publish-version", "publication"],
    ["withdraw-version", "publication"],
    ["erase-person", "protection"],
    ["tabulate", "statistics"],
    ["run-retention", "update"],
  ],
  "bps-statistician": [
    ["read-figures", "worklist", "update"],
    ["build-version", "update"],
    ["run-ranking", "update"],
    ["read-weights", "statistics"],
    ["tabulate", "statistics"],
  ],
  "civil-registry-officer": [
    ["read-worklist", "worklist"],
    ["read-family", "identity-check"],
    ["unmask-identity", "identity-check"],
    ["answer-identity", "identity-check"],
    ...reactivates("identify-reactivation"),
    ...REVIEWS,
  ],
  "insurance-officer": [["read-worklist", "worklist"], ...reactivates("confirm-reactivation")],
  auditor: [
    ...OVERSEES,
    ["read-officer", "oversight"],
    ["read-family", "supervision"],
    ["read-weights", "supervision"],
    ["read-quarantine", "supervision"],
    ["read-crisis", "supervision"],
  ],
  "data-protection-officer": OVERSEES,
  "account-admin": [
    ["manage-account", "administration"],
    ["appoint", "administration"],
    ["confirm-appointment", "administration"],
  ],
  "access-applicant": [["request-access", "data-sharing"]],
  "access-reviewer": [["review-access", "data-sharing"]],
  "access-coordinator": [["approve-access", "data-sharing"]],
  "extract-preparer": [["prepare-extract", "data-sharing"]],
  "extract-assurer": [["assure-extract", "data-sharing"]],
  citizen: [],
} as const satisfies Record<Role, readonly Grant[]> as Readonly<Record<Role, readonly Grant[]>>;
