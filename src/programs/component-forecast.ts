import { addDays, ageOn, type PlainDate } from "#domain/plain-date.ts";
import type { Program } from "#domain/program.ts";
import type { Facts, Member } from "./evaluate-expression.ts";
import { type ComponentMember, familyComponents } from "./member-components.ts";
import { JUNIOR, PRIMARY, SENIOR } from "./who.ts";

/** A member as a book knows them: facts of a day, the day of birth, and of a pregnancy the day when a birth is expected. */
export type DatedMember = Member & {
  readonly bornOn: PlainDate | undefined;
  readonly expectedOn?: PlainDate | undefined;
  /** The day of which schooling speaks. */
  readonly factsAsOf: PlainDate;
};

/** Whether it rests on a day that is known, or on everybody moving up with the school year. */
export type ForecastCause = "age" | "school" | "birth";

export type ComponentChange = {
  /** Nobody yet, of a child who is still to be born. */
  readonly personId: bigint | undefined;
  readonly cause: ForecastCause;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly on: PlainDate;
  /** The age that is reached, where age is the cause. */
  readonly turns?: number | undefined;
  /** Of this member alone; the limits of the family are in the sum. */
  readonly differenceRupiah: number;
};

export type ComponentForecast = {
  readonly changes: readonly ComponentChange[];
  readonly nowRupiah: number;
  readonly nextRupiah: number;
  /** Recorded as pregnant without a day when the birth is expected: to be asked. */
  readonly askBirthOf: readonly bigint[];
};

/** School years begin with July; a mother counts for forty-two days after birth (Permenkes 21/2021). */
const SCHOOL_YEAR_MONTH = "07-01";
const DAYS_AFTER_BIRTH = 42;
/** Children begin school in the school year in which they are seven on its first day (Permendikbudristek 1/2021). */
const SCHOOL_AGE = 7;
const AT_SCHOOL = 2;
const NEVER_AT_SCHOOL = 1;
const LEFT_SCHOOL = 3;
/** Last class of each level, and the level that follows: the most usual of its kind. */
const STAGES = [
  { levels: PRIMARY, lastClass: 6, onTo: 8 },
  { levels: JUNIOR, lastClass: 3, onTo: 13 },
  { levels: SENIOR, lastClass: 3, onTo: undefined },
] as const;

/** A member with the age of a day. Facts without a day of birth keep the age they came with. */
export function agedOn(member: DatedMember, day: PlainDate): DatedMember {
  if (member.bornOn === undefined || member.bornOn > day) return member;
  return { ...member, facts: { ...member.facts, age: ageOn(member.bornOn, day) } };
}

/** A member one school year after another, as if everybody moved up; what is not known stays. */
function schooledOn(member: DatedMember, day: PlainDate): DatedMember {
  let facts = member.facts;
  for (let year = Number(member.factsAsOf.slice(0, 4)); ; year += 1) {
    const begins = `${year}-${SCHOOL_YEAR_MONTH}` as PlainDate;
    if (begins > day) return { ...member, facts };
    if (begins > member.factsAsOf) facts = movedUp(facts, member.bornOn, begins);
  }
}

function movedUp(facts: Facts, bornOn: PlainDate | undefined, begins: PlainDate): Facts {
  const { school_participation: at, school_level: level, school_class: year } = facts;
  if (at === NEVER_AT_SCHOOL) {
    const age = bornOn === undefined || bornOn > begins ? 0 : ageOn(bornOn, begins);
    return age === SCHOOL_AGE
      ? { ...facts, school_participation: AT_SCHOOL, school_level: 3, school_class: 1 }
      : facts;
  }
  if (at !== AT_SCHOOL || typeof level !== "number" || typeof year !== "number" || year < 1)
    return facts;
  const stage = STAGES.find(({ levels: [low, high] }) => level >= low && level <= high);
  if (stage === undefined) return facts;
  if (year < stage.lastClass) return { ...facts, school_class: year + 1 };
  return stage.onTo === undefined
    ? { ...facts, school_participation: LEFT_SCHOOL }
    : { ...facts, school_level: stage.onTo, school_class: 1 };
}

/**
 * What changes in a family's components between a day and the first day of the phase after it, by the rule in force on each of
 * the two days. A forecast promises nothing: the version of that day decides.
 */
export function forecastComponents(
  program: Program,
  members: readonly DatedMember[],
  { today, phaseFrom }: { readonly today: PlainDate; readonly phaseFrom: PlainDate },
): ComponentForecast {
  const now = members.map((one) => schooledOn(agedOn(one, today), today));
  const older = now.map((one) => agedOn(one, phaseFrom));
  const next = members.map((one) =>
    afterBirth(schooledOn(agedOn(one, phaseFrom), phaseFrom), phaseFrom),
  );
  const born = members.filter(
    ({ facts, expectedOn }) => facts.pregnant === 1 && isBorn(expectedOn, phaseFrom),
  );
  const before = familyComponents(program, now, today);
  const byAge = familyComponents(program, older, phaseFrom);
  const after = familyComponents(program, [...next, ...born.map(newborn)], phaseFrom);
  const changes = members.flatMap((member, place): ComponentChange[] => {
    const was = before.members[place];
    const is = after.members[place];
    if (was === undefined || is === undefined || was.component === is.component) return [];
    const isOfAge = byAge.members[place]?.component !== was.component;
    const cause = was.component === "pregnant" ? "birth" : isOfAge ? "age" : "school";
    return [changeOf(member, cause, was, is, phaseFrom)];
  });
  const births = born.map((mother, place): ComponentChange => {
    const child = after.members[members.length + place];
    return {
      personId: undefined,
      cause: "birth",
      before: undefined,
      after: child?.component,
      on: mother.expectedOn ?? phaseFrom,
      differenceRupiah: child?.amountRupiah ?? 0,
    };
  });
  return {
    changes: [...changes, ...births],
    nowRupiah: before.amountRupiah,
    nextRupiah: after.amountRupiah,
    askBirthOf: members.flatMap(({ facts, expectedOn, personId }) =>
      facts.pregnant === 1 && expectedOn === undefined ? [personId] : [],
    ),
  };
}

const isBorn = (expectedOn: PlainDate | undefined, day: PlainDate): boolean =>
  expectedOn !== undefined && expectedOn <= day;

/** Six weeks after a birth the mother is no component of her own any more. */
function afterBirth(member: DatedMember, day: PlainDate): DatedMember {
  const { expectedOn, facts } = member;
  const isOver = expectedOn !== undefined && addDays(expectedOn, DAYS_AFTER_BIRTH) < day;
  return facts.pregnant === 1 && isOver ? { ...member, facts: { ...facts, pregnant: 0 } } : member;
}

const newborn = (): Member => ({
  personId: 0n,
  facts: {
    age: 0,
    life_status: 1,
    presence: 1,
    pregnant: 0,
    school_participation: NEVER_AT_SCHOOL,
  },
});

function changeOf(
  { personId, bornOn, expectedOn }: DatedMember,
  cause: ForecastCause,
  was: ComponentMember,
  is: ComponentMember,
  phaseFrom: PlainDate,
): ComponentChange {
  const age = bornOn === undefined ? undefined : ageOn(bornOn, phaseFrom);
  const birthday = `${phaseFrom.slice(0, 4)}-${bornOn?.slice(5) ?? "01-01"}` as PlainDate;
  const lastBirthday =
    birthday > phaseFrom
      ? (`${Number(phaseFrom.slice(0, 4)) - 1}${birthday.slice(4)}` as PlainDate)
      : birthday;
  const on = { age: lastBirthday, school: phaseFrom, birth: expectedOn ?? phaseFrom }[cause];
  return {
    personId,
    cause,
    before: was.component,
    after: is.component,
    on,
    ...(cause === "age" && age !== undefined ? { turns: age } : {}),
    differenceRupiah: is.amountRupiah - was.amountRupiah,
  };
}
