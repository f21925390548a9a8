import type { Right } from "./right.ts";
import { ROLES, type Role, roleRights } from "./role.ts";
import { say, type Words } from "./words.ts";

/** Why two roles never meet in one person, whatever the appointments say (trust-and-ux.md A13). */
export const ROLE_CONFLICTS = [
  "watches-own-work",
  "ranks-and-decides",
  "asks-and-approves",
  "prepares-and-assures",
  "appoints-and-acts",
] as const;
export type RoleConflict = (typeof ROLE_CONFLICTS)[number];

export const ROLE_CONFLICT_WORDS = {
  "watches-own-work": say(
    "Auditor dan pejabat pelindungan data tidak boleh memegang peran yang mengubah data.",
    "Auditors and data protection officers hold no role that changes anything.",
  ),
  "ranks-and-decides": say(
    "Yang memeringkat tidak menetapkan penerima, dan yang menetapkan tidak memeringkat.",
    "Who ranks does not determine recipients, and who determines does not rank.",
  ),
  "asks-and-approves": say(
    "Pemohon data tidak memverifikasi atau menyetujui permohonan, dan keduanya orang yang berbeda.",
    "Who asks for data neither reviews nor approves, and those two are different people.",
  ),
  "prepares-and-assures": say(
    "Yang menyiapkan data tidak menjamin mutunya sendiri.",
    "Who prepares an extract does not assure its quality.",
  ),
  "appoints-and-acts": say(
    "Pengelola akun tidak memegang peran yang membuka data pribadi.",
    "Who appoints holds no role that opens personal data.",
  ),
} as const satisfies Record<RoleConflict, Words>;

const WATCHERS: readonly Role[] = ["auditor", "data-protection-officer"];
const RANKERS: readonly Role[] = ["bps-statistician", "bps-steward"];
const DETERMINERS: readonly Role[] = ["program-determiner", "minister"];
const SHARING: readonly Role[] = ["access-applicant", "access-reviewer", "access-coordinator"];
const EXTRACTING: readonly Role[] = ["extract-preparer", "extract-assurer"];

/** Rights that only look. */
const isReading = (right: Right) => /^(read|export|use)-/.test(right);

const CHANGERS = new Set(
  roleRights().flatMap(({ role, right }) => (isReading(right) ? [] : [role])),
);
const OPENERS = new Set(
  roleRights().flatMap(({ role, right }) =>
    right === "read-family" || right === "read-vault" ? [role] : [],
  ),
);

/** Why nobody may hold both roles; undefined where somebody may. The order does not matter. */
export function findConflict(one: Role, other: Role): RoleConflict | undefined {
  if (one === other) return undefined;
  return conflictOf(one, other) ?? conflictOf(other, one);
}

function conflictOf(one: Role, other: Role): RoleConflict | undefined {
  if (WATCHERS.includes(one) && CHANGERS.has(other)) return "watches-own-work";
  if (RANKERS.includes(one) && DETERMINERS.includes(other)) return "ranks-and-decides";
  if (SHARING.includes(one) && SHARING.includes(other)) return "asks-and-approves";
  if (EXTRACTING.includes(one) && EXTRACTING.includes(other)) return "prepares-and-assures";
  if (one === "account-admin" && OPENERS.has(other)) return "appoints-and-acts";
  return undefined;
}

/** Roles that may stand beside one, for the screen that appoints. */
export function listCompatible(role: Role): readonly Role[] {
  return ROLES.filter((other) => other !== role && findConflict(role, other) === undefined);
}
