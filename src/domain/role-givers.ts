import type { Institution } from "./institution.ts";
import { ROLE_TERMS, ROLES, type Role } from "./role.ts";

/**
 * For whom the account administrators of an institution appoint. Statistics Indonesia keeps the register and
 * sets up every institution that has no administrator of its own yet; the ministry appoints along the line of
 * social affairs; a regency appoints for itself and its villages. Nobody else appoints (domain.md 1.2, 7.4).
 */
const APPOINTS_FOR: Partial<Record<Institution, readonly Institution[] | "everybody">> = {
  bps: "everybody",
  kemensos: ["kemensos", "province-government", "regency-government", "village-government"],
  "regency-government": ["regency-government", "village-government"],
};

/** One row of the desk: administrators of the giver may give this role in that institution. */
export type RoleGiver = {
  readonly giver: Institution;
  readonly role: Role;
  readonly institution: Institution;
};

/** Whether administrators of an institution may give a role in an institution; a citizen is not appointed. */
export function mayGive({ giver, role, institution }: RoleGiver): boolean {
  if (role === "citizen") return false;
  const seats: readonly Institution[] = ROLE_TERMS[role].institutions;
  const served = APPOINTS_FOR[giver] ?? [];
  return seats.includes(institution) && (served === "everybody" || served.includes(institution));
}

/** Every pair of giver and role as rows, for the desk. */
export function roleGivers(): readonly RoleGiver[] {
  const givers = Object.keys(APPOINTS_FOR) as Institution[];
  return givers.flatMap((giver) => listGivable(giver));
}

/** What administrators of an institution may give, for the screen that appoints. */
export function listGivable(giver: Institution): readonly RoleGiver[] {
  return ROLES.flatMap((role) =>
    ROLE_TERMS[role].institutions
      .map((institution: Institution) => ({ giver, role, institution }))
      .filter(mayGive),
  );
}
