import { accept, type Result, refuse } from "./result.ts";
import type { Role } from "./role.ts";
import { ROLE_TERMS } from "./role.ts";
import { VARIABLES } from "./variables/catalogue.ts";
import type { Variable } from "./variables/variable.ts";
import { say, type Words } from "./words.ts";

/**
 * Level DTSEN. The official numbering was not found; these follow the three tiers of P3KE with a
 * fourth for all variables (domain.md 7.6).
 */
export const DISCLOSURE_LEVELS = ["L1", "L2", "L3", "L4"] as const;
export type DisclosureLevel = (typeof DISCLOSURE_LEVELS)[number];

/** What a role's family sheet carries: a level, only who people are, or nothing at all. */
export type Sheet = DisclosureLevel | "identity" | "none";

export const DISCLOSURE_WORDS = {
  L1: say("Agregat", "Aggregates"),
  L2: say("Rekaman tanpa nama dan alamat", "Records without name and address"),
  L3: say("Nama, alamat, desil dan variabel terbatas", "Name, address, decile and few variables"),
  L4: say("Nama, alamat dan semua variabel", "Name, address and all variables"),
} as const satisfies Record<DisclosureLevel, Words>;

/** Facts that come with the name at level three: who, what schooling, which programs. */
const LIMITED_GROUPS: ReadonlySet<Variable["group"]> = new Set<Variable["group"]>([
  "civil-status",
  "program-receipt",
]);

/** Ways to somebody's door or ear that only those who visit or serve need. */
const FULL_SHEET_ONLY = new Set(["phone", "latitude", "longitude"]);

/** Identity that even a full sheet leaves out: needed for matching, not for work with a family. */
const NEVER_ON_A_SHEET = new Set(["mother_name", "meter_no"]);

/** The variables that a level carries about families of one's region; never one of the vault. */
export function levelVariables(level: Sheet): readonly Variable[] {
  return VARIABLES.filter((variable) => isCarried(variable, level));
}

function isCarried({ id, group, disclosure }: Variable, level: Sheet): boolean {
  if (disclosure === "vault" || level === "none" || level === "L1") return false;
  if (disclosure === "identity") {
    if (level === "L2" || NEVER_ON_A_SHEET.has(id)) return false;
    return level === "L4" || !FULL_SHEET_ONLY.has(id);
  }
  if (level === "identity") return id === "sex" || id === "relationship";
  return level === "L3" ? LIMITED_GROUPS.has(group) : true;
}

/** Deciles are shown from level two on; why one has its decile only where the facts are. */
export function showsDecile(level: Sheet): boolean {
  return level === "L2" || level === "L3" || level === "L4";
}

export type DisclosureProblem = "vault" | "above-level" | "no-such-variable";

/** Whether a role's family sheet may carry a variable, or why it may not. */
export function mayCarry(role: Role, variableId: string): Result<Variable, DisclosureProblem> {
  const variable = VARIABLES.find(({ id }) => id === variableId);
  if (variable === undefined) return refuse("no-such-variable");
  if (variable.disclosure === "vault") return refuse("vault");
  return isCarried(variable, ROLE_TERMS[role].sheet) ? accept(variable) : refuse("above-level");
}

export const DISCLOSURE_PROBLEM_WORDS = {
  vault: say(
    "Data khusus tidak pernah dimuat di lembar keluarga. Mintalah lewat pintu data khusus dengan dasar hukumnya.",
    "Vault data is never on a family sheet. Ask at its own door, with a legal basis.",
  ),
  "above-level": say(
    "Level akses peran Anda tidak memuat variabel ini. Ajukan level yang lebih tinggi bila tugas memerlukannya.",
    "Your role's level does not carry this variable. Ask for a higher level if the work needs it.",
  ),
  "no-such-variable": say(
    "Variabel ini tidak ada di katalog. Periksa namanya di katalog variabel.",
    "This variable is not in the catalogue. Check its name there.",
  ),
} as const satisfies Record<DisclosureProblem, Words>;

/** A NIK or KK number on screens: its first four digits; the serial is what makes it guessable. */
export function maskNumber(sixteenDigits: string): string {
  return sixteenDigits.slice(0, 4).padEnd(sixteenDigits.length, "*");
}
