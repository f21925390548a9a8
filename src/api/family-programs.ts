import type { Decision, RuleFact } from "#contract/family-sheet.ts";
import { findCode } from "#domain/codes/all-lists.ts";
import {
  type FamilyStandings,
  isCandidate,
  NO_STANDINGS,
  standingOfDecision,
} from "#domain/decision-standing.ts";
import { levelVariables, type Sheet } from "#domain/disclosure.ts";
import {
  OUTCOME_WORDS,
  OUTCOMES,
  type Outcome,
  outcomeWords,
  type Program,
} from "#domain/program.ts";
import { removalNotice } from "#domain/removal.ts";
import type { Words } from "#domain/words.ts";
import { findIn, type ProgramBook } from "#programs/program-book.ts";
import {
  type DecidedRule,
  type DecisionRecord,
  renderDecision,
  type StoredOutcome,
  type UsedFact,
} from "#programs/render-decision.ts";
import { type Ruleset, rulesetOn } from "#programs/ruleset.ts";
import { originsOf, subjectOf } from "./decision-subject.ts";
import { writeDay } from "./family-facts.ts";
import type { FamilyRecord, OutcomeRecord, PersonRecord } from "./family-rows.ts";
import { same, sayAnswer, sayIdentity, saySource } from "./family-words.ts";
import { nearCutOf } from "./place-band.ts";

/** The family that was decided on, as the reader sees it. */
export type DecidedFamily = {
  readonly family: FamilyRecord;
  readonly members: readonly PersonRecord[];
  readonly level: Sheet;
  /** By what its programs stand; nothing where only the reckoning is told. */
  readonly standings?: FamilyStandings;
};

/**
 * Decisions in words, rendered by the programs room from what was stored when they were made: a fact
 * corrected since cannot rewrite a decision, it is only said beside the rule. Facts are left out where
 * they would tell of somebody who is not shown.
 */
export function decisionsOf(
  outcomes: readonly OutcomeRecord[],
  asOf: string,
  decided: DecidedFamily,
  book: ProgramBook,
): Decision[] {
  return outcomes.map((row) => decisionOf(row, findIn(book, row.program), asOf, decided));
}

function decisionOf(
  row: OutcomeRecord,
  program: Program | undefined,
  asOf: string,
  decided: DecidedFamily,
): Decision {
  const outcome = OUTCOMES.find((known) => known === row.outcome);
  const ruleset = program === undefined ? undefined : rulesetOn(program, asOf);
  const frame = {
    program: row.program,
    unit: row.unit,
    ...(row.unit === "person" ? { personId: String(row.unit_id) } : {}),
    outcome: row.outcome,
    ...(row.removal_state === undefined || row.removal_state === null
      ? {}
      : { removal: { ...removalNotice(row.removal_state, row.removal_effect_on ?? undefined) } }),
    outcomeWords: { ...(outcome === undefined ? same(row.outcome) : wordsOf(program, outcome)) },
    standing: standingOfRow(row, decided),
  };
  if (outcome === undefined || ruleset === undefined || ruleset.id !== row.ruleset_id) {
    return { ...frame, name: same(row.program), sentence: { ...frame.outcomeWords }, rules: [] };
  }
  const record = recordOf(row, outcome, ruleset, decided);
  return {
    ...frame,
    name: { ...record.programName },
    sentence: { ...record.sentence },
    remedy: { ...record.remedy },
    ...nearCutOf(decided.family, row, ruleset),
    legalBasis: record.legalBasis,
    rules: record.rules.map((rule) => ruleOf(rule, showsFacts(row, decided), decided.level)),
    ...(outcome === "recipient" && row.amount_rupiah !== null
      ? { amountRupiah: record.amountRupiah }
      : {}),
  };
}

function standingOfRow(
  row: OutcomeRecord,
  { standings = NO_STANDINGS }: DecidedFamily,
): Decision["standing"] {
  const { stands, act, words } = standingOfDecision(
    {
      program: row.program,
      unit: row.unit,
      unitId: BigInt(row.unit_id),
      isListed: isCandidate(row.outcome),
    },
    standings,
  );
  return { stands, words: { ...words }, ...(act === undefined ? {} : { act: { ...act } }) };
}

const wordsOf = (program: Program | undefined, outcome: Outcome): Words =>
  program === undefined ? OUTCOME_WORDS[outcome] : outcomeWords(program, outcome);

function recordOf(
  row: OutcomeRecord,
  outcome: Outcome,
  ruleset: Ruleset,
  { family, members, standings }: DecidedFamily,
): DecisionRecord {
  const subject = subjectOf(family, members);
  const person = subject.members.find(({ personId }) => personId === BigInt(row.unit_id));
  return renderDecision(
    storedOutcome(row, outcome),
    row.unit === "person" && person !== undefined ? { ...subject, person } : subject,
    originsOf(family, members),
    ruleset,
    family.version_no,
    standings,
  );
}

function storedOutcome(row: OutcomeRecord, outcome: Outcome): StoredOutcome {
  return {
    program: row.program,
    unit: row.unit,
    unitId: BigInt(row.unit_id),
    familyId: BigInt(row.family_id),
    outcome,
    place: row.place ?? 0,
    firstReason: row.first_reason ?? "",
    rulesTrue: BigInt(row.rules_true),
    rulesUnknown: BigInt(row.rules_unknown),
    amountRupiah: BigInt(row.amount_rupiah ?? 0),
    rulesetId: row.ruleset_id ?? "",
  };
}

/** All members were looked at when it was decided: where one is not shown, the rest would tell of them. */
function showsFacts(row: OutcomeRecord, { family, members }: DecidedFamily): boolean {
  if (!family.is_whole) return false;
  return row.unit === "family" || members.some(({ person_id }) => person_id === row.unit_id);
}

function ruleOf(rule: DecidedRule, isShown: boolean, level: Sheet): Decision["rules"][number] {
  const { says, truth, decides, factsAgree, facts } = rule;
  return {
    words: { ...says },
    answer: truth === "unknown" ? "unknown" : truth ? "true" : "false",
    decides: decides !== "passes",
    changed: isShown && factsAgree === false,
    facts: isShown ? facts.filter(({ fact }) => isCarried(fact, level)).map(factOf) : [],
  };
}

/** What is on the sheet beside the catalogue's facts: places, size, and the words of the civil registry. */
const ON_EVERY_SHEET: ReadonlySet<string> = new Set([
  "size",
  "life_status",
  "identity_status",
  "decile_national",
  "decile_province",
  "decile_regency",
  "percentile",
]);

const isCarried = (fact: string, level: Sheet): boolean =>
  ON_EVERY_SHEET.has(fact) || levelVariables(level).some(({ id }) => id === fact);

function factOf(used: UsedFact): RuleFact {
  return {
    label: { ...used.words },
    text: { ...textOf(used) },
    ...(used.personId === null ? {} : { personId: used.personId }),
    ...(used.source === null ? {} : { source: { ...saySource(used.source) } }),
    ...(used.asOf === null ? {} : { asOf: writeDay(used.asOf) }),
  };
}

function textOf({ fact, value }: UsedFact): Words {
  if (value === null) return same("–");
  if (fact === "identity_status") return sayIdentity(String(value));
  if (fact === "life_status") return lifeOf(Number(value));
  const variable = levelVariables("L4").find(({ id }) => id === fact);
  if (variable === undefined || typeof value !== "number") return same(String(value));
  return sayAnswer(variable, value);
}

function lifeOf(value: number): Words {
  const code = findCode("life-status", value);
  return code === undefined ? same(String(value)) : { id: code.id_ID, en: code.en };
}
