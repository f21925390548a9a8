import type { Evidence } from "#programs/evaluate-expression.ts";
import type { PlainNation, PlainUnit } from "#programs/plain-determination.ts";
import type { TestRow } from "./random-families.ts";

/** Rows as they stand in the files of a version. */
type World = {
  readonly families: readonly TestRow[];
  readonly persons: readonly TestRow[];
  readonly ranks: readonly TestRow[];
  readonly evidence: readonly TestRow[];
};

/** The same families and persons as programs look at them one by one. */
export const plainNation = (world: World): PlainNation => ({
  families: plainUnits("family", world),
  persons: plainUnits("person", world),
});

export function plainUnits(
  unit: "family" | "person",
  { families, persons, ranks, evidence }: World,
): readonly PlainUnit[] {
  const membersOf = Map.groupBy(persons, (person) => person.family_id);
  const stated = evidence.map((row) => ({ familyId: row.family_id, ...plainEvidence(row) }));
  return families.flatMap((family, i) => {
    const members = (membersOf.get(family.family_id ?? null) ?? []).map((facts) => ({
      personId: BigInt(facts.person_id as number),
      facts,
    }));
    const ids = new Set(members.map(({ personId }) => personId));
    const subject = {
      family: { ...family, ...ranks[i] },
      members,
      evidence: stated.filter(({ personId, familyId }) =>
        personId === null ? familyId === family.family_id : ids.has(personId),
      ),
    };
    const familyId = BigInt(family.family_id as number);
    const at = {
      familyId,
      regencyNo: Math.floor(Number(family.village_no) / 1e6),
      score: BigInt(subject.family.score as number),
    };
    return unit === "family"
      ? [{ ...at, unitId: familyId, subject }]
      : members.map((person) => ({
          ...at,
          unitId: person.personId,
          subject: { ...subject, person },
        }));
  });
}

const plainEvidence = (row: TestRow): Evidence => ({
  recordKey: BigInt(row.record_key as number),
  source: String(row.source),
  personId: row.person_id === null ? null : BigInt(row.person_id as number),
  statement: String(row.statement),
  amount: BigInt(row.amount as number),
  observedOn: row.observed_on as number,
  matchProbabilityMilli: row.match_probability_milli as number,
});
