import type { Sheet } from "./disclosure.ts";
import type { Institution, OfficeTier } from "./institution.ts";
import type { Purpose } from "./purpose.ts";
import type { Right } from "./right.ts";
import { ROLE_GRANTS } from "./role-grants.ts";
import { say, type Words } from "./words.ts";

/** What an appointed person does (domain.md 7.4, 7.6). A citizen is not appointed. */
export const ROLES = [
  "neighbourhood-head",
  "village-operator",
  "village-head",
  "district-operator",
  "pkh-facilitator",
  "tksk",
  "psm",
  "tagana",
  "karang-taruna",
  "regency-data-entry",
  "regency-supervisor",
  "regency-verifier",
  "agency-head",
  "regent",
  "social-worker",
  "protection-officer",
  "province-officer",
  "governor",
  "ministry-officer",
  "program-determiner",
  "minister",
  "bps-steward",
  "bps-statistician",
  "civil-registry-officer",
  "auditor",
  "data-protection-officer",
  "account-admin",
  "access-applicant",
  "access-reviewer",
  "access-coordinator",
  "extract-preparer",
  "extract-assurer",
  "insurance-officer",
  "citizen",
] as const;
export type Role = (typeof ROLES)[number];

export type RoleTerms = {
  readonly words: Words;
  /** Institutions that may appoint to it, the usual one first. */
  readonly institutions: readonly [Institution, ...Institution[]];
  /** Tiers at which an appointment's region may stand. */
  readonly tiers: readonly [OfficeTier, ...OfficeTier[]];
  /** How much of a family its sheet carries; see disclosure.ts. */
  readonly sheet: Sheet;
  /** Goes to people's doors: a dated appointment to few villages. */
  readonly isField: boolean;
};

type Seat = readonly [
  institutions: RoleTerms["institutions"],
  tiers: RoleTerms["tiers"],
  sheet: Sheet,
  isField?: true,
];

const role = (
  id: string,
  en: string,
  [institutions, tiers, sheet, isField = false as never]: Seat,
): RoleTerms => ({ words: say(id, en), institutions, tiers, sheet, isField });

export const ROLE_TERMS = {
  "neighbourhood-head": role("Ketua RT/RW", "Neighbourhood head", [
    ["village-government"],
    ["village"],
    "none",
    true,
  ]),
  "village-operator": role("Operator desa/kelurahan", "Village operator", [
    ["village-government"],
    ["village"],
    "L4",
  ]),
  "village-head": role("Kepala desa/lurah", "Village head", [
    ["village-government"],
    ["village"],
    "L3",
  ]),
  "district-operator": role("Operator kecamatan", "District operator", [
    ["regency-government"],
    ["district"],
    "L3",
  ]),
  "pkh-facilitator": role("Pendamping PKH", "PKH facilitator", [
    ["kemensos"],
    ["village", "district"],
    "L4",
    true,
  ]),
  tksk: role("TKSK", "District social worker", [["kemensos"], ["district"], "L4", true]),
  psm: role("PSM", "Community social worker", [["kemensos"], ["village", "district"], "L3", true]),
  tagana: role("Tagana", "Disaster cadet", [["kemensos"], ["regency", "district"], "L3", true]),
  "karang-taruna": role("Kader Karang Taruna", "Youth cadre", [
    ["village-government"],
    ["village"],
    "L3",
    true,
  ]),
  "regency-data-entry": role("Pengisi data kabupaten/kota", "Regency data entry", [
    ["regency-government"],
    ["regency"],
    "L4",
  ]),
  "regency-supervisor": role("Supervisor kabupaten/kota", "Regency supervisor", [
    ["regency-government"],
    ["regency"],
    "L4",
  ]),
  "regency-verifier": role("Verifikator dinas sosial", "Social office verifier", [
    ["regency-government"],
    ["regency"],
    "L4",
  ]),
  "agency-head": role("Kepala dinas sosial", "Head of social office", [
    ["regency-government"],
    ["regency"],
    "L3",
  ]),
  regent: role("Bupati/Wali Kota", "Regent or mayor", [
    ["regency-government"],
    ["regency"],
    "none",
  ]),
  "social-worker": role("Pekerja sosial", "Social worker", [
    ["regency-government", "kemensos"],
    ["regency"],
    "L3",
  ]),
  "protection-officer": role("Petugas pelindungan", "Protection officer", [
    ["regency-government", "kemensos"],
    ["regency"],
    "L3",
  ]),
  "province-officer": role("Petugas dinas sosial provinsi", "Provincial officer", [
    ["province-government"],
    ["province"],
    "L3",
  ]),
  governor: role("Gubernur", "Governor", [["province-government"], ["province"], "none"]),
  "ministry-officer": role("Petugas Pusdatin Kesos", "Ministry officer", [
    ["kemensos"],
    ["nation"],
    "L4",
  ]),
  "program-determiner": role("Penetap program", "Program determiner", [
    ["kemensos", "regency-government", "province-government"],
    ["nation", "province", "regency"],
    "L3",
  ]),
  minister: role("Menteri", "Minister", [["kemensos"], ["nation"], "none"]),
  "bps-steward": role("Pengelola DTSEN BPS", "Data steward", [["bps"], ["nation"], "L4"]),
  "bps-statistician": role("Statistisi BPS", "Statistician", [["bps"], ["nation"], "none"]),
  "civil-registry-officer": role("Petugas Dukcapil", "Civil registry officer", [
    ["dukcapil", "regency-government"],
    ["nation", "regency"],
    "identity",
  ]),
  "insurance-officer": role("Petugas BPJS Kesehatan", "Health insurance officer", [
    ["bpjs-kesehatan"],
    ["regency", "nation"],
    "none",
  ]),
  auditor: role("Auditor", "Auditor", [
    ["bpkp", "bpk", "itjen-kemensos", "kpk"],
    ["nation", "province", "regency"],
    "L4",
  ]),
  "data-protection-officer": role("Pejabat pelindungan data pribadi", "Data protection officer", [
    ["bps", "kemensos", "regency-government"],
    ["nation", "regency"],
    "none",
  ]),
  "account-admin": role("Pengelola akun", "Account administrator", [
    ["bps", "kemensos", "regency-government"],
    ["nation", "regency"],
    "none",
  ]),
  "access-applicant": role("Pemohon data", "Data applicant", [
    ["data-user", "province-government", "regency-government"],
    ["nation", "province", "regency"],
    "none",
  ]),
  "access-reviewer": role("Verifikator permohonan data", "Request reviewer", [
    ["bappenas"],
    ["nation"],
    "none",
  ]),
  "access-coordinator": role("Koordinator DTSEN", "DTSEN coordinator", [
    ["bappenas"],
    ["nation"],
    "none",
  ]),
  "extract-preparer": role("Penyiap data", "Extract preparer", [["bps"], ["nation"], "none"]),
  "extract-assurer": role("Penjamin mutu data", "Extract assurer", [["bps"], ["nation"], "none"]),
  citizen: role("Warga", "Citizen", [["public"], ["village"], "none"]),
} as const satisfies Record<Role, RoleTerms>;

/** One right of one role for one purpose, as a row of the desk. */
export type RoleRight = { readonly role: Role; readonly right: Right; readonly purpose: Purpose };

/** Every grant as rows; every role may use its own account. */
export function roleRights(): readonly RoleRight[] {
  return ROLES.flatMap((role) => [
    { role, right: "use-account", purpose: "account" } as const,
    ...ROLE_GRANTS[role].flatMap(([right, ...purposes]) =>
      purposes.map((purpose) => ({ role, right, purpose })),
    ),
  ]);
}

/** Whether a role holds a right for a purpose at all; region and dates are the appointment's. */
export function holdsRight(role: Role, right: Right, purpose: Purpose): boolean {
  if (right === "use-account") return purpose === "account";
  return ROLE_GRANTS[role].some(([held, ...for_]) => held === right && for_.includes(purpose));
}
