import type { JoinedMember, PastDecision, PastFamily, PastMember } from "#contract/family-as-of.ts";
import { THEN_WORDS, type ThenKind } from "#domain/as-of.ts";
import { levelVariables, type Sheet, showsDecile } from "#domain/disclosure.ts";
import { OUTCOME_WORDS, OUTCOMES } from "#domain/program.ts";
import { FAMILY_FACTS, getVariable, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { Words } from "#domain/words.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import type { PastFamilyRow, PastOutcomeRow, PastPersonRow, ToldPast } from "#store/past-family.ts";
import { writeDay } from "./family-facts.ts";
import { placeOf } from "./family-place.ts";
import type { FamilyRecord, OutcomeRecord, PersonRecord } from "./family-rows.ts";
import { same, sayAnswer } from "./family-words.ts";
import { comparedGroups, countChanged, wasLaid } from "./past-facts.ts";

/** The family as the reader sees it today, to compare with. */
export type FamilyNow = {
  readonly family: Pick<
    FamilyRecord,
    "family_id" | "facts" | "decile_national" | "decile_province" | "decile_regency" | "percentile"
  >;
  readonly members: readonly Pick<PersonRecord, "person_id" | "facts">[];
  readonly outcomes: readonly Pick<OutcomeRecord, "program" | "unit" | "unit_id" | "outcome">[];
  /** Names by today's register, of whoever the reader may name. */
  readonly names: ReadonlyMap<number, string>;
};

export type Reading = {
  readonly now: FamilyNow;
  readonly level: Sheet;
  /** For a day: findings in force then are laid over. */
  readonly knownBy: Date | undefined;
};

/** What a version said of the family; undefined where it had no such family. */
export function writePastFamily(past: ToldPast, reading: Reading): PastFamily | undefined {
  const found = findThen(past, reading.now.family.family_id);
  if (found === undefined) return undefined;
  const { row, how, others } = found;
  const members = past.said.persons.filter(({ family_id }) => family_id === row.family_id);
  const parts = {
    ...standingsOf(row, reading),
    members: members.map((person) => memberOf(person, row, past, reading)),
    joined: joinedOf(past, row, reading),
    groups: groupsOf(row, past, reading),
    programs: showsDecile(reading.level)
      ? past.said.outcomes
          .filter(({ family_id }) => family_id === row.family_id)
          .map((outcome) => decisionOf(outcome, past, reading))
      : [],
  };
  return {
    familyId: String(row.family_id),
    how,
    howWords: { ...THEN_WORDS[how] },
    others: others.map(String),
    place: placeOf(row.domicile_village_no),
    size: members.length,
    ...(row.facts_as_of === null || row.facts_as_of === 0
      ? {}
      : { factsAsOf: writeDay(row.facts_as_of) }),
    ...parts,
    differences: countDifferences(parts),
  };
}

type Found = {
  readonly row: PastFamilyRow;
  readonly how: ThenKind;
  readonly others: readonly number[];
};

/** Under its own number where it had that; else under the one that went on as it; else within the one it was a part of. */
function findThen({ ids, said }: ToldPast, familyId: number): Found | undefined {
  const parted = new Set((ids.families ?? []).filter((one) => one.parted).map(({ id }) => id));
  const whole = said.families.filter(({ family_id }) => !parted.has(family_id));
  const row = whole.find(({ family_id }) => family_id === familyId) ?? whole[0];
  if (row !== undefined) {
    const others = whole.filter((one) => one !== row).map(({ family_id }) => family_id);
    return { row, how: row.family_id === familyId ? "same" : "merged", others };
  }
  const [within] = said.families;
  return within === undefined ? undefined : { row: within, how: "parted", others: [] };
}

function standingsOf(row: PastFamilyRow, { now, level }: Reading) {
  if (!showsDecile(level)) return {};
  const [then, today] = [standingOf(row), standingOf(now.family)];
  return {
    ...(then === undefined ? {} : { standing: then }),
    ...(today === undefined ? {} : { standingNow: today }),
  };
}

type Places = Pick<
  PastFamilyRow,
  "decile_national" | "decile_province" | "decile_regency" | "percentile"
>;

function standingOf(row: Places): PastFamily["standing"] {
  const { decile_national: national, decile_province: province, decile_regency: regency } = row;
  if (national === null || province === null || regency === null) return undefined;
  const { percentile } = row;
  return { national, province, regency, ...(percentile === null ? {} : { percentile }) };
}

const laidOver = (past: ToldPast, unit: "family" | "person", id: number, at: Date | undefined) =>
  at === undefined
    ? []
    : past.events.laid.filter((one) => one.unit === unit && one.unit_id === id && wasLaid(one, at));

function groupsOf(row: PastFamilyRow, past: ToldPast, { now, level, knownBy }: Reading) {
  const carried = levelVariables(level).filter(({ unit }) => unit === "family");
  const { facts, sources } = row;
  const laid = laidOver(past, "family", row.family_id, knownBy);
  return comparedGroups(FAMILY_FACTS, { facts, sources, laid, now: now.family.facts }, carried);
}

function personGroups(person: PastPersonRow, past: ToldPast, reading: Reading) {
  const carried = levelVariables(reading.level).filter(
    ({ unit, disclosure }) => unit === "person" && disclosure === "fact",
  );
  const { facts, sources, person_id: id } = person;
  const laid = laidOver(past, "person", id, reading.knownBy);
  const today = reading.now.members.find(({ person_id }) => person_id === (person.now_id ?? id));
  return comparedGroups(PERSON_FACTS, { facts, sources, laid, now: today?.facts }, carried);
}

const ERASED = -5;

function memberOf(
  person: PastPersonRow,
  row: PastFamilyRow,
  past: ToldPast,
  reading: Reading,
): PastMember {
  const isErased = person.life_status === ERASED;
  const stays = person.now_family === reading.now.family.family_id;
  const fact = (id: string) => person.facts[PERSON_FACTS.indexOf(id)] ?? -2;
  const nowId = person.now_id ?? undefined;
  const name = nowId === undefined ? undefined : reading.now.names.get(nowId);
  const age = fact("age");
  return {
    personId: String(person.person_id),
    ...(nowId === undefined || nowId === person.person_id ? {} : { personIdNow: String(nowId) }),
    ...(name === undefined || isErased ? {} : { name }),
    isHead: person.person_id === row.head_person_id,
    relationship: { ...sayAnswer(getVariable("relationship"), fact("relationship")) },
    sex: { ...sayAnswer(getVariable("sex"), fact("sex")) },
    ...(age < 0 ? {} : { age }),
    since: isErased ? "erased" : stays ? "stays" : "left",
    groups: isErased ? [] : personGroups(person, past, reading),
  };
}

/** Today's members whom the version had elsewhere, or not at all. */
function joinedOf(past: ToldPast, row: PastFamilyRow, reading: Reading): JoinedMember[] {
  return reading.now.members.flatMap(({ person_id }) => {
    const then = past.ids.persons.filter((one) => one.now === person_id).map((one) => one.then);
    const rows = past.said.persons.filter((one) => then.includes(one.person_id));
    if (rows.some(({ family_id }) => family_id === row.family_id)) return [];
    const name = reading.now.names.get(person_id);
    const [first] = rows;
    return [
      {
        personId: String(person_id),
        ...(name === undefined ? {} : { name }),
        ...(first?.family_id == null ? {} : { familyIdThen: String(first.family_id) }),
        groups: first === undefined ? [] : personGroups(first, past, reading),
      },
    ];
  });
}

function decisionOf(row: PastOutcomeRow, past: ToldPast, { now }: Reading): PastDecision {
  const person = past.said.persons.find(({ person_id }) => person_id === row.unit_id);
  const unitNow = row.unit === "person" ? (person?.now_id ?? row.unit_id) : now.family.family_id;
  const today = now.outcomes.find(
    (one) => one.program === row.program && one.unit === row.unit && one.unit_id === unitNow,
  );
  const name = ALL_PROGRAMS.find(({ id }) => id === row.program)?.name ?? same(row.program);
  return {
    program: row.program,
    name: { ...name },
    ...(row.unit === "person" ? { personId: String(row.unit_id) } : {}),
    outcome: row.outcome,
    outcomeWords: { ...sayOutcome(row.outcome) },
    ...(today === undefined || today.outcome === row.outcome
      ? {}
      : { now: { ...sayOutcome(today.outcome) } }),
  };
}

function sayOutcome(outcome: string): Words {
  const known = OUTCOMES.find((one) => one === outcome);
  return known === undefined ? same(outcome) : OUTCOME_WORDS[known];
}

type Counted = Pick<PastFamily, "members" | "joined" | "groups" | "programs"> &
  Partial<Pick<PastFamily, "standing" | "standingNow">>;

function countDifferences(parts: Counted): number {
  const { standing, standingNow, members, joined, groups, programs } = parts;
  const places = (["national", "province", "regency"] as const).filter(
    (tier) =>
      standing !== undefined && standingNow !== undefined && standing[tier] !== standingNow[tier],
  );
  return (
    places.length +
    members.filter(({ since }) => since === "left").length +
    joined.length +
    countChanged(groups) +
    members.reduce((sum, one) => sum + countChanged(one.groups), 0) +
    programs.filter(({ now }) => now !== undefined).length
  );
}
