import type { Role } from "./role.ts";
import { say, type Words } from "./words.ts";

/**
 * What must never meet a family sheet: kept in own tables, under own roles, each opening with its
 * own legal basis; shown only to that person or lawful guardian (UU 27/2022 article 4(2)).
 */
export const VAULT_CATEGORIES = [
  "ppks",
  "pas",
  "hiv",
  "drugs",
  "mental-health",
  "violence",
  "diagnosis",
  "gambling",
] as const;
export type VaultCategory = (typeof VAULT_CATEGORIES)[number];

export const VAULT_WORDS = {
  ppks: say("kategori PPKS", "social welfare category"),
  pas: say("kategori PAS", "attention category"),
  hiv: say("HIV/AIDS", "HIV/AIDS"),
  drugs: say("NAPZA", "drugs"),
  "mental-health": say("kesehatan jiwa", "mental health"),
  violence: say("korban kekerasan", "victim of violence"),
  diagnosis: say("diagnosis penyakit", "diagnosis"),
  gambling: say("transaksi judi", "gambling evidence"),
} as const satisfies Record<VaultCategory, Words>;

/** A law on which vault data is opened or somebody is hidden, and whose it is to name it. */
export type VaultBasisTerms = {
  readonly words: Words;
  readonly roles: readonly Role[];
  readonly law: string;
};

/** Who opens vault facts on which law: the role's own basis, named with every reading and kept with it. */
export const VAULT_BASES = {
  "own-data": {
    words: say("data sendiri", "own data"),
    roles: ["citizen"],
    law: "UU 27/2022 pasal 5-8",
  },
  /** Read out to the person, or to the lawful guardian, who stands beside the officer (trust-and-ux A5). */
  "own-data-assisted": {
    words: say("dibacakan kepada orangnya atau wali sahnya", "read out to the person or guardian"),
    roles: ["social-worker", "protection-officer"],
    law: "UU 27/2022 pasal 5-8",
  },
  "victim-protection": {
    words: say("pelindungan korban kekerasan", "protection of victims of violence"),
    roles: ["social-worker", "protection-officer"],
    law: "UU 12/2022",
  },
  "child-protection": {
    words: say("pelindungan anak", "child protection"),
    roles: ["social-worker", "protection-officer"],
    law: "UU 35/2014",
  },
  "social-rehabilitation": {
    words: say("rehabilitasi sosial", "social rehabilitation"),
    roles: ["social-worker"],
    law: "UU 11/2009",
  },
  "witness-protection": {
    words: say("pelindungan saksi dan korban", "protection of witnesses and victims"),
    roles: ["protection-officer"],
    law: "UU 31/2014",
  },
} as const satisfies Readonly<Record<string, VaultBasisTerms>>;
export type VaultBasis = keyof typeof VAULT_BASES;

/** Bases that a role may name, in their order. */
export function basesOf(role: Role): readonly VaultBasis[] {
  return (Object.keys(VAULT_BASES) as VaultBasis[]).filter((basis) =>
    (VAULT_BASES[basis].roles as readonly Role[]).includes(role),
  );
}

/** Why somebody disappears for safety, from relatives' history, who-looked, exports and lookups too. */
export const SUPPRESSION_GROUNDS = [
  "shelter",
  "witness",
  "violence",
  "threat",
  "court-order",
] as const;
export type SuppressionGround = (typeof SUPPRESSION_GROUNDS)[number];

export const SUPPRESSION_WORDS = {
  shelter: say("tinggal di rumah aman", "lives in a shelter"),
  witness: say("saksi yang dilindungi", "protected witness"),
  violence: say("korban kekerasan", "victim of violence"),
  threat: say("terancam", "under threat"),
  "court-order": say("perintah pengadilan", "court order"),
} as const satisfies Record<SuppressionGround, Words>;
