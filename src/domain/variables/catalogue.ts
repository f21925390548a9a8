import { FAMILY_VARIABLES } from "./family-variables.ts";
import { IDENTITY_VARIABLES } from "./identity-variables.ts";
import { PERSON_VARIABLES } from "./person-variables.ts";
import type { Variable } from "./variable.ts";

/** Everything the register may know, once. */
export const VARIABLES: readonly Variable[] = [
  ...IDENTITY_VARIABLES,
  ...PERSON_VARIABLES,
  ...FAMILY_VARIABLES,
];

const ofClass = (variables: readonly Variable[], disclosure: Variable["disclosure"]) =>
  variables.filter((variable) => variable.disclosure === disclosure).map(({ id }) => id);

/** Column names of person facts in lake and desk, in catalogue order; vault columns apart. */
export const PERSON_FACTS: readonly string[] = ofClass(PERSON_VARIABLES, "fact");
export const PERSON_VAULT_FACTS: readonly string[] = ofClass(PERSON_VARIABLES, "vault");
export const FAMILY_FACTS: readonly string[] = ofClass(FAMILY_VARIABLES, "fact");
export const IDENTITY_COLUMNS: readonly string[] = IDENTITY_VARIABLES.map(({ id }) => id);

/** The variable of that name; asking for another is a bug. */
export function getVariable(id: string): Variable {
  const found = VARIABLES.find((variable) => variable.id === id);
  if (found === undefined) throw new Error(`no variable "${id}" in the catalogue`);
  return found;
}
