import type { RuleFact } from "#contract/reference.ts";
import { FAMILY_FACTS, getVariable, PERSON_FACTS } from "#domain/variables/catalogue.ts";

/** Facts that a new condition of a program of families, or of persons, may ask, in the words of the catalogue. */
export function ruleFacts(unit: "family" | "person"): RuleFact[] {
  const persons = factsOf(PERSON_FACTS, "person");
  return unit === "person" ? persons : [...factsOf(FAMILY_FACTS, "family"), ...persons];
}

const factsOf = (ids: readonly string[], of: RuleFact["of"]): RuleFact[] =>
  ids.map((id) => {
    const { id_ID, en } = getVariable(id);
    return { id, words: { id: id_ID, en }, of };
  });
