import { DIFFICULTIES } from "./model-input.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import type { ModelAnswers } from "./score-family.ts";

/** Facts of one family or person, by catalogue id; negative is absent. */
export type Facts = Readonly<Record<string, number | string | null>>;

const NOT_KNOWN = -2;
const NO_DIPLOMA = 23;

const fact = (facts: Facts | undefined, id: string): number => {
  const value = facts?.[id];
  return typeof value === "number" ? value : NOT_KNOWN;
};

/** The row of `model_input` for one family, read plainly from its facts: the twin of the SQL. */
export function readAnswers(family: Facts, persons: readonly Facts[]): ModelAnswers {
  const living = persons.filter((person) => fact(person, "life_status") !== 2);
  const all: Record<string, number> = { ...readSummaries(living), ...readHouse(family) };
  return Object.fromEntries(RANKED_VARIABLES.map(({ id }) => [id, all[id] ?? fact(family, id)]));
}

function readHouse(family: Facts): Record<string, number> {
  const [area, size] = [fact(family, "floor_area"), fact(family, "size")];
  const isKnown = area >= 0 && size >= 1;
  return { floor_per_member: isKnown ? Math.trunc(area / size) : Math.min(area, NOT_KNOWN) };
}

function readSummaries(living: readonly Facts[]): Record<string, number> {
  const heads = living.filter((person) => fact(person, "relationship") === 1);
  const ofHead = (id: string) =>
    heads.length === 0 ? NOT_KNOWN : Math.max(...heads.map((head) => fact(head, id)));
  const ages = (low: number, high: number) =>
    countWhere(living, ["age"], (person) => {
      const age = fact(person, "age");
      return age >= low && age <= high;
    });
  return {
    head_age: ofHead("age"),
    head_sex: ofHead("sex"),
    head_diploma: ofHead("diploma"),
    head_job_status: ofHead("job_status"),
    head_industry: ofHead("industry"),
    members_0_6: ages(0, 6),
    members_7_18: ages(7, 18),
    members_60_up: ages(60, 200),
    members_working: countWhere(living, ["works"], (person) => fact(person, "works") === 1),
    members_disabled: countWhere(living, DIFFICULTIES, (person) =>
      DIFFICULTIES.some((id) => [1, 2].includes(fact(person, id))),
    ),
    members_in_school: countWhere(
      living,
      ["school_participation"],
      (person) => fact(person, "school_participation") === 2,
    ),
    max_diploma: highestDiploma(living),
  };
}

function countWhere(
  persons: readonly Facts[],
  ids: readonly string[],
  isCounted: (person: Facts) => boolean,
): number {
  const isKnown = (person: Facts) => ids.some((id) => fact(person, id) >= 0);
  return persons.some(isKnown) ? persons.filter(isCounted).length : NOT_KNOWN;
}

function highestDiploma(persons: readonly Facts[]): number {
  const known = persons.map((person) => fact(person, "diploma")).filter((code) => code >= 0);
  if (known.length === 0) return NOT_KNOWN;
  const highest = Math.max(...known.map((code) => (code === NO_DIPLOMA ? 0 : code)));
  return highest === 0 ? NO_DIPLOMA : highest;
}
