import { createHash } from "node:crypto";
import { CODE_LISTS } from "#domain/codes/all-lists.ts";
import { programOn } from "#domain/program.ts";
import { NATION } from "#domain/quota.ts";
import { VARIABLES } from "#domain/variables/catalogue.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { ofVersionOn, type ProgramBook } from "#programs/program-book.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { versionBudgets, versionQuotas } from "#programs/version-quotas.ts";
import { AREA_SOURCE } from "#regions/area-files.ts";
import { CODE_VERSION } from "./code-version.ts";

/**
 * What a version is a function of beside its deliveries: programs with their rules, variables, code
 * lists, regions, quotas, budgets where there are any, the published key of draws, and this program. By name and hash, or by id where
 * an id says it; a change of any is another version.
 */
export function hashedRules(
  draft: { readonly asOf: string; readonly seed: string },
  book: ProgramBook,
): Readonly<Record<string, string>> {
  const programs = ofVersionOn(book, draft.asOf).map((program) => programOn(program, draft.asOf));
  const budgets = versionBudgets(programs, draft.asOf).map((one) => ({
    ...one,
    rupiah: String(one.rupiah),
  }));
  const rulesets = programs.map((program) => {
    const { id, rules } = rulesetOn(program, draft.asOf);
    return [`rules ${program.id} (${rules.length})`, id] as const;
  });
  return {
    ...Object.fromEntries(rulesets),
    programs: digest(PROGRAMS),
    variables: digest(VARIABLES),
    "code lists": digest(CODE_LISTS),
    "regions edition": `${AREA_SOURCE.package}, ${AREA_SOURCE.decree}`,
    quotas: digest(versionQuotas([WHOLE_NATION], programs, draft.asOf)),
    ...(budgets.length === 0 ? {} : { budgets: digest(budgets) }),
    "draw key": drawKeyOf(draft.asOf, draft.seed),
    "code version": CODE_VERSION,
  };
}

/** Quotas of regencies are shares of these, by what the register counts there. */
const WHOLE_NATION = { regencyNo: 0, families: NATION.families, persons: NATION.persons };

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex");
