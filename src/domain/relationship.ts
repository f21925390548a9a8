import { RELATIONSHIP } from "./codes/people.ts";
import { say, type Words } from "./words.ts";

/** Relation to the head of the family, by the number the lake keeps (questionnaire item 409). */
export const RELATIONS = {
  head: 1,
  spouse: 2,
  child: 3,
  "child-in-law": 4,
  grandchild: 5,
  parent: 6,
  "domestic-worker": 7,
  other: 8,
} as const;
export type Relation = keyof typeof RELATIONS;

/** The relation of a number; undefined for absences and unknown numbers. */
export function findRelation(number: number): Relation | undefined {
  const found = Object.entries(RELATIONS).find(([, code]) => code === number);
  return found?.[0] as Relation | undefined;
}

/** What a relation is called on screens. */
export function relationWords(relation: Relation): Words {
  const row = RELATIONSHIP.editions.regsosek.find((code) => code.standard === RELATIONS[relation]);
  return say(row?.id_ID ?? relation, row?.en ?? relation);
}

/** Who stands first among those who could be head: head, spouse, child … then nobody in particular. */
export function headPrecedence(relation: number): number {
  return relation >= 1 && relation <= 8 ? relation : 9;
}

/** Domestic workers eat with a family without being of it; a family has one head. */
export function isFamilyMember(relation: Relation): boolean {
  return relation !== "domestic-worker";
}
