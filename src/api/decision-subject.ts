import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { FieldGroup } from "#domain/variables/variable.ts";
import type { Facts, Member, Subject } from "#programs/evaluate-expression.ts";
import type { FactOrigin } from "#programs/render-decision.ts";
import type { SourceNote, SourceNotes } from "./family-facts.ts";
import type { FamilyRecord, PersonRecord } from "./family-rows.ts";

/**
 * The family as rules look at it, from what stands at the desk today: the version with findings laid
 * over. Statements of supporting sources are not there.
 */
export function subjectOf(family: FamilyRecord, members: readonly PersonRecord[]): Subject {
  const { size, village_no, decile_national, decile_province, decile_regency, percentile } = family;
  return {
    family: {
      ...named(FAMILY_FACTS, family.facts),
      family_id: family.family_id,
      size,
      village_no,
      decile_national,
      decile_province,
      decile_regency,
      percentile,
    },
    members: members.map(memberOf),
    evidence: undefined,
  };
}

function memberOf({ person_id, life_status, identity_status, facts }: PersonRecord): Member {
  return {
    personId: BigInt(person_id),
    facts: { ...named(PERSON_FACTS, facts), life_status, identity_status },
  };
}

function named(order: readonly string[], facts: readonly number[]): Facts {
  return Object.fromEntries(order.map((id, place) => [id, facts[place] ?? null]));
}

/** Where each group of fields of the family and its members came from. */
export function originsOf(family: FamilyRecord, members: readonly PersonRecord[]): FactOrigin[] {
  return [
    ...notesOf("family", family.family_id, family.sources),
    ...members.flatMap(({ person_id, sources }) => notesOf("person", person_id, sources)),
  ];
}

function notesOf(unit: FactOrigin["unit"], unitId: number, sources: SourceNotes): FactOrigin[] {
  const notes = Object.entries(sources ?? {}) as [FieldGroup, SourceNote][];
  return notes.map(([fieldGroup, { source, as_of }]) => ({
    unit,
    unitId: BigInt(unitId),
    fieldGroup,
    source,
    asOf: as_of ?? null,
  }));
}
