import { FAMILY_FACTS, getVariable, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { Variable } from "#domain/variables/variable.ts";
import { say, type Words } from "#domain/words.ts";
import { DIFFICULTIES } from "#ranking/model-input.ts";
import type { ExplainedFamily, ExplainedPerson } from "./explained-family.ts";
import { type SourceNote, writeDay } from "./family-facts.ts";
import { saySource } from "./family-words.ts";

/** Of which facts a ranked variable is made: one of the family's, one of its head, or one of every member. */
type Makings = { readonly of: "family" | "head" | "members"; readonly variable: string };

const MADE_OF: Readonly<Record<string, Makings>> = {
  floor_per_member: { of: "family", variable: "floor_area" },
  size: { of: "members", variable: "relationship" },
  head_age: { of: "head", variable: "age" },
  head_sex: { of: "head", variable: "sex" },
  head_diploma: { of: "head", variable: "diploma" },
  head_job_status: { of: "head", variable: "job_status" },
  head_industry: { of: "head", variable: "industry" },
  members_0_6: { of: "members", variable: "age" },
  members_7_18: { of: "members", variable: "age" },
  members_60_up: { of: "members", variable: "age" },
  members_working: { of: "members", variable: "works" },
  members_disabled: { of: "members", variable: DIFFICULTIES[0] as string },
  members_in_school: { of: "members", variable: "school_participation" },
  max_diploma: { of: "members", variable: "diploma" },
};

const makingsOf = (ranked: string): Makings =>
  MADE_OF[ranked] ?? { of: "family", variable: ranked };

/** Where a fact of an explanation came from, and the day it speaks of; of several notes the oldest day. */
export type Origin = { readonly source?: Words; readonly asOf?: string };

export function originOf(ranked: string, sheet: ExplainedFamily): Origin {
  const { of, variable } = makingsOf(ranked);
  const { group } = getVariable(variable);
  const notes = (of === "family" ? [sheet] : membersOf(sheet, of)).flatMap(
    ({ sources }): SourceNote[] => {
      // An answer of its own record stands before that of its group.
      const note = sources[variable] ?? sources[group];
      return note === undefined ? [] : [note];
    },
  );
  const named = [...new Set(notes.map(({ source }) => source))];
  const days = notes.flatMap(({ as_of }) => (as_of === undefined || as_of === 0 ? [] : [as_of]));
  return {
    ...(named[0] === undefined
      ? {}
      : { source: named.length === 1 ? saySource(named[0]) : SEVERAL }),
    ...(days.length === 0 ? {} : { asOf: writeDay(Math.min(...days)) }),
  };
}

/** Put right where they are kept: at the civil registry. */
const OF_THE_CIVIL_REGISTRY = new Set(["age", "sex"]);

const SEVERAL = say("beberapa sumber", "several sources");

const HEAD = PERSON_FACTS.indexOf("relationship");

function membersOf({ persons }: ExplainedFamily, of: "head" | "members"): ExplainedPerson[] {
  const living = persons.filter(({ life_status }) => life_status !== 2);
  return of === "members" ? living : living.filter(({ facts }) => facts[HEAD] === 1);
}

/**
 * What a correction of a ranked variable is about: one fact of the catalogue, whose right value a family can say; or, where
 * members make it together, only that it does not stand: a visit says what is right.
 */
export type Correctable = {
  readonly unit: "family" | "person";
  readonly unitId: number;
  readonly variable: Variable | undefined;
};

export function correctableOf(ranked: string, sheet: ExplainedFamily): Correctable {
  const { of, variable: id } = makingsOf(ranked);
  const variable = getVariable(id);
  const isOne = ["code", "count", "flag"].includes(variable.type);
  if (of === "family" && isOne && FAMILY_FACTS.includes(id)) {
    return { unit: "family", unitId: sheet.family_id, variable };
  }
  const [head, another] = of === "head" ? membersOf(sheet, "head") : [];
  const isOurs = PERSON_FACTS.includes(id) && !OF_THE_CIVIL_REGISTRY.has(id);
  if (head !== undefined && another === undefined && isOne && isOurs) {
    return { unit: "person", unitId: head.person_id, variable };
  }
  return { unit: "family", unitId: sheet.family_id, variable: undefined };
}
