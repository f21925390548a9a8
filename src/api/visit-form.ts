import type { VisitForm, VisitQuestion } from "#contract/ground-checks.ts";
import { isAskedAtHome } from "#domain/ground-check.ts";
import { FAMILY_FACTS, PERSON_FACTS, VARIABLES } from "#domain/variables/catalogue.ts";
import type { Tx } from "#store/transact.ts";
import { sayAnswer } from "./family-words.ts";

const ASKED = VARIABLES.filter(isAskedAtHome);

type FamilyRow = {
  readonly family_id: number;
  readonly head_name: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly facts: readonly (number | null)[];
  readonly attempts: number;
};
type MemberRow = {
  readonly person_id: number;
  readonly name: string | null;
  readonly facts: readonly (number | null)[];
};

/** What a visit of a case asks; undefined where the reader may not read that family, or no family is named. */
export async function readVisitForm(tx: Tx, caseId: number): Promise<VisitForm | undefined> {
  const [family] = await tx.query<FamilyRow>(
    `select f.family_id, f.head_name, f.address, f.rt, f.rw, f.facts,
       (select count(*)::int from dtsen.ground_check g where g.case_id = c.case_id and g.outcome = 'not-met') as attempts
     from dtsen.case_file c join dtsen.current_family f on f.family_id = c.family_id
     where c.case_id = $1 and c.kind in ('aid-proposal', 'objection') and c.step = 'visit' and c.state in ('open', 'returned', 'paused')`,
    [caseId],
  );
  if (family === undefined) return undefined;
  const members = await tx.query<MemberRow>(
    `select person_id, name, facts from dtsen.current_person where family_id = $1 and life_status = 1
     order by person_id`,
    [family.family_id],
  );
  return {
    familyId: String(family.family_id),
    headName: family.head_name ?? "–",
    ...(family.address === null ? {} : { address: family.address }),
    ...(family.rt === null ? {} : { rt: family.rt }),
    ...(family.rw === null ? {} : { rw: family.rw }),
    family: questionsOf("family", family.facts, FAMILY_FACTS),
    members: members.map(({ person_id, name, facts }) => ({
      personId: String(person_id),
      name: name ?? "–",
      questions: questionsOf("person", facts, PERSON_FACTS),
    })),
    attempts: family.attempts,
  };
}

function questionsOf(
  unit: "family" | "person",
  facts: readonly (number | null)[],
  order: readonly string[],
): VisitQuestion[] {
  return ASKED.filter((variable) => variable.unit === unit).map((variable) => {
    const recorded = facts[order.indexOf(variable.id)];
    return {
      variable: variable.id,
      ...(recorded == null
        ? {}
        : { recorded, recordedWords: { ...sayAnswer(variable, recorded) } }),
    };
  });
}
