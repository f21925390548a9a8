import type { Program } from "./program.ts";
import { accept, type Result, refuse } from "./result.ts";

/** Whoever is about to sign: the institution and the role their appointment gives them. */
export type Signatory = { readonly institution: string; readonly role: string };

export type DecreeProblem =
  | "not-the-determiner"
  | "not-a-determining-role"
  | "program-not-in-force";

/** Roles whose office is to determine recipients; everybody else of the institution may not either. */
const DETERMINING_ROLES: readonly string[] = ["program-determiner", "menteri"];

/** Only a program's determiner issues its decree (SK); BPS ranks, regions propose, neither decides. */
export function mayIssueDecree(
  signatory: Signatory,
  program: Pick<Program, "determiner" | "validFrom" | "validTo">,
  today: string,
): Result<Signatory, DecreeProblem> {
  if (signatory.institution !== program.determiner) return refuse("not-the-determiner");
  if (!DETERMINING_ROLES.includes(signatory.role)) return refuse("not-a-determining-role");
  if (program.validFrom > today || (program.validTo ?? today) < today) {
    return refuse("program-not-in-force");
  }
  return accept(signatory);
}
