import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";

/** Places of the ranking that rules may ask about. */
const RANK_FACTS = ["decile_national", "decile_province", "decile_regency", "percentile"] as const;

const OF_FAMILY = new Set<string>(["size", ...FAMILY_FACTS, ...RANK_FACTS]);
const OF_PERSON = new Set<string>(["life_status", "identity_status", ...PERSON_FACTS]);

/** Whose fact it is. A rule about a fact that nobody collects is a bug of the data. */
export function ownerOf(fact: string): "family" | "person" {
  if (OF_PERSON.has(fact)) return "person";
  if (OF_FAMILY.has(fact)) return "family";
  throw new Error(`no fact "${fact}" in the catalogue; rules read catalogue facts and ranks`);
}

export const isRankFact = (fact: string): boolean =>
  (RANK_FACTS as readonly string[]).includes(fact);

/** Not applicable is an answer: it makes every test on it false. Other absence makes it unknown. */
export const NOT_APPLICABLE = -4;
