import {
  type DecisionStanding,
  type FamilyStandings,
  isCandidate,
  NO_STANDINGS,
  standingOfDecision,
} from "#domain/decision-standing.ts";
import type { Outcome } from "#domain/program.ts";
import type { Expression, Truth } from "#domain/rule.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import type { Words } from "#domain/words.ts";
import type { Subject, Use } from "./evaluate-expression.ts";
import { isRankFact, ownerOf } from "./facts.ts";
import { asks, judgeSubject, type RuleAnswer, refuses } from "./judge-subject.ts";
import { outcomeSentence } from "./outcome-sentences.ts";
import { receivesReason } from "./placed.ts";
import { EVALUATOR, type Ruleset } from "./ruleset.ts";

/** One row of VERSION_OUTCOME. */
export type StoredOutcome = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly unitId: bigint;
  readonly familyId: bigint;
  readonly outcome: Outcome;
  readonly place: number;
  readonly firstReason: string;
  readonly rulesTrue: bigint;
  readonly rulesUnknown: bigint;
  readonly amountRupiah: bigint;
  readonly rulesetId: string;
};

/** Where a group of fields of a family or person came from. */
export type FactOrigin = {
  readonly unit: "family" | "person";
  readonly unitId: bigint;
  readonly fieldGroup: string;
  readonly source: string;
  /** yyyymmdd; null where the source did not say. */
  readonly asOf: number | null;
};

/** A fact or statement a rule used, with where it came from. Ids are decimal text. */
export type UsedFact = {
  readonly fact: string;
  readonly words: Words;
  readonly personId: string | null;
  readonly value: number | string | null;
  readonly source: string | null;
  readonly asOf: number | null;
  /** For statements of supporting sources: whether they are good enough to decide. */
  readonly isSure: boolean | null;
};

export type DecidedRule = {
  readonly id: string;
  readonly kind: string;
  readonly truth: Truth;
  /** Whether the facts shown still give this answer; null where statements were not given. */
  readonly factsAgree: boolean | null;
  readonly decides: "refuses" | "asks" | "passes";
  readonly legalBasis: string;
  readonly validFrom: string;
  readonly formerly: readonly string[];
  readonly says: Words;
  readonly tells: Words;
  readonly facts: readonly UsedFact[];
};

/** The whole decision on one family or person in one program, for people to read and contest. */
export type DecisionRecord = {
  readonly versionNo: number;
  readonly program: string;
  readonly programName: Words;
  readonly unit: "family" | "person";
  readonly unitId: string;
  readonly familyId: string;
  readonly rulesetId: string;
  readonly evaluator: string;
  readonly asOf: string;
  readonly outcome: Outcome;
  readonly place: number;
  readonly firstReason: string;
  readonly amountRupiah: string;
  readonly phase: Words;
  readonly components: readonly {
    readonly id: string;
    readonly name: Words;
    readonly count: number;
  }[];
  readonly sentence: Words;
  readonly remedy: Words;
  readonly legalBasis: string;
  readonly determiner: string;
  /** By what it stands: the act that determined it with number and day, or that nobody has yet. */
  readonly standing: DecisionStanding;
  readonly rules: readonly DecidedRule[];
};

/**
 * The record from the stored row, the same text every time. The stored masks say what was decided;
 * the facts given show what it rests on. Where they no longer give the same answer (a finding came
 * since), the rule says so instead of pretending.
 */
export function renderDecision(
  stored: StoredOutcome,
  subject: Subject,
  origins: readonly FactOrigin[],
  ruleset: Ruleset,
  versionNo: number,
  standings: FamilyStandings = NO_STANDINGS,
): DecisionRecord {
  if (stored.rulesetId !== ruleset.id) {
    throw new Error(`decided under ${stored.rulesetId}, asked to render under ${ruleset.id}`);
  }
  const { program } = ruleset;
  const verdict = judgeSubject(ruleset, subject);
  const deciding = ruleset.rules.find(({ id }) => id === stored.firstReason);
  return {
    versionNo,
    program: program.id,
    programName: program.name,
    unit: stored.unit,
    unitId: String(stored.unitId),
    familyId: String(stored.familyId),
    rulesetId: ruleset.id,
    evaluator: EVALUATOR,
    asOf: ruleset.asOf,
    outcome: stored.outcome,
    place: stored.place,
    firstReason: stored.firstReason,
    amountRupiah: String(stored.amountRupiah),
    phase: program.phase,
    components: verdict.taken
      .filter(({ count }) => count > 0)
      .map(({ component, count }) => ({ id: component.id, name: component.name, count })),
    ...outcomeSentence(stored, program, deciding),
    legalBasis: deciding?.legalBasis ?? basisBeyondRules(stored, ruleset) ?? program.legalBasis,
    determiner: program.determiner,
    standing: standingOfDecision({ ...stored, isListed: isCandidate(stored.outcome) }, standings),
    rules: verdict.answers.map((answer, i) =>
      decidedRule(answer, storedTruth(stored, i), subject, origins),
    ),
  };
}

/** Of a place in another program, or of one that was kept. */
function basisBeyondRules(
  { firstReason }: StoredOutcome,
  { program, carryOver }: Ruleset,
): string | undefined {
  if (firstReason === "kept-place") return carryOver?.legalBasis;
  return program.exclusiveWith.find((other) => receivesReason(other.program) === firstReason)
    ?.legalBasis;
}

function storedTruth({ rulesTrue, rulesUnknown }: StoredOutcome, i: number): Truth {
  const bit = 1n << BigInt(i);
  if ((rulesTrue & bit) !== 0n) return true;
  return (rulesUnknown & bit) !== 0n ? "unknown" : false;
}

function decidedRule(
  { rule, trace }: RuleAnswer,
  truth: Truth,
  subject: Subject,
  origins: readonly FactOrigin[],
): DecidedRule {
  const isSeen = subject.evidence !== undefined || !asksForEvidence(rule.when);
  return {
    id: rule.id,
    kind: rule.kind,
    truth,
    factsAgree: isSeen ? trace.truth === truth : null,
    decides: refuses(rule, truth) ? "refuses" : asks(rule, truth) ? "asks" : "passes",
    legalBasis: rule.legalBasis,
    validFrom: rule.validFrom,
    formerly: rule.formerly,
    says: rule.says,
    tells: rule.tells,
    facts: onceEach(trace.uses.map((use) => usedFact(use, subject, origins))),
  };
}

const asksForEvidence = (expression: Expression): boolean =>
  JSON.stringify(expression).includes('"evidence"');

/** Sorted by what they say, so that the order of rows in a file never shows. */
function onceEach(facts: readonly UsedFact[]): readonly UsedFact[] {
  const byText = new Map(facts.map((fact) => [JSON.stringify(fact), fact]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
}

function usedFact(use: Use, subject: Subject, origins: readonly FactOrigin[]): UsedFact {
  if ("evidence" in use) {
    const { statement, personId, amount, source, observedOn } = use.evidence;
    return {
      fact: statement,
      words: { id: `Keterangan dari ${source}`, en: `Statement by ${source}` },
      personId: personId === null ? null : String(personId),
      value: String(amount),
      source,
      asOf: observedOn,
      isSure: use.isSure,
    };
  }
  const origin = originOf(use, subject, origins);
  return {
    fact: use.fact,
    words: wordsOf(use.fact),
    personId: use.personId === null ? null : String(use.personId),
    value: use.value,
    source: origin?.source ?? null,
    asOf: origin?.asOf ?? null,
    isSure: null,
  };
}

const OUTSIDE_CATALOGUE: Readonly<Record<string, Words>> = {
  size: { id: "Jumlah anggota keluarga", en: "Number of members" },
  life_status: { id: "Status hidup", en: "Alive or deceased" },
  identity_status: { id: "Kesesuaian dengan Dukcapil", en: "Agreement with the civil registry" },
  decile_national: { id: "Desil nasional", en: "National decile" },
  decile_province: { id: "Desil provinsi", en: "Provincial decile" },
  decile_regency: { id: "Desil kabupaten/kota", en: "Regency decile" },
  percentile: { id: "Persentil", en: "Percentile" },
};

function wordsOf(fact: string): Words {
  const own = OUTSIDE_CATALOGUE[fact];
  if (own !== undefined) return own;
  const { id_ID, en } = getVariable(fact);
  return { id: id_ID, en };
}

type FactUse = Extract<Use, { fact: string }>;

function originOf(
  { fact, personId }: FactUse,
  subject: Subject,
  origins: readonly FactOrigin[],
): Pick<FactOrigin, "source" | "asOf"> | undefined {
  if (isRankFact(fact)) return undefined;
  const unit = ownerOf(fact);
  const unitId = unit === "person" ? personId : BigInt(subject.family.family_id ?? 0);
  const group = OUTSIDE_CATALOGUE[fact] === undefined ? getVariable(fact).group : "civil-status";
  const under = (name: string) =>
    origins.find(
      (origin) => origin.unit === unit && origin.unitId === unitId && origin.fieldGroup === name,
    );
  // An answer of its own record stands before that of its group.
  return under(fact) ?? under(group);
}
