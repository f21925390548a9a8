import type { Decision } from "#contract/family-sheet.ts";
import { OUTCOMES, type Outcome } from "#domain/program.ts";
import type { Rule, Truth } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { asks, refuses } from "#programs/judge-subject.ts";
import { outcomeSentence } from "#programs/outcome-sentences.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { type Ruleset, rulesetOn } from "#programs/ruleset.ts";
import type { OutcomeRecord } from "./family-rows.ts";
import { same } from "./family-words.ts";

const OUTCOME_WORDS = {
  recipient: say("penerima", "recipient"),
  review: say("diperiksa dulu", "under review"),
  reserve: say("cadangan", "reserve"),
  "eligible-no-quota": say("memenuhi syarat, kuota penuh", "eligible, quota full"),
  ineligible: say("tidak memenuhi syarat", "not eligible"),
} as const satisfies Record<Outcome, Words>;

/**
 * Decisions in words, from what was stored when they were made: the bits say how each rule answered,
 * so nothing is judged again and a fact corrected since cannot rewrite a decision.
 */
export function decisionsOf(outcomes: readonly OutcomeRecord[], asOf: string): Decision[] {
  return outcomes.map((row) => decisionOf(row, asOf));
}

function decisionOf(row: OutcomeRecord, asOf: string): Decision {
  const outcome = OUTCOMES.find((known) => known === row.outcome);
  const program = PROGRAMS.find(({ id }) => id === row.program);
  const frame = {
    program: row.program,
    unit: row.unit,
    ...(row.unit === "person" ? { personId: String(row.unit_id) } : {}),
    outcome: row.outcome,
    outcomeWords: { ...(outcome === undefined ? same(row.outcome) : OUTCOME_WORDS[outcome]) },
  };
  const ruleset = program === undefined ? undefined : rulesetOn(program, asOf);
  if (program === undefined || outcome === undefined || ruleset?.id !== row.ruleset_id) {
    return { ...frame, name: same(row.program), sentence: { ...frame.outcomeWords }, rules: [] };
  }
  const answers = answersOf(ruleset, row);
  const deciding = decidingRule(answers, outcome);
  return {
    ...frame,
    name: { ...program.name },
    sentence: { ...outcomeSentence({ outcome }, program, deciding).sentence },
    legalBasis: deciding?.legalBasis ?? program.legalBasis,
    rules: answers.map(({ rule, truth }) => ({
      words: { ...rule.says },
      answer: truth === "unknown" ? "unknown" : truth ? "true" : "false",
    })),
    ...(outcome === "recipient" && row.amount_rupiah !== null
      ? { amountRupiah: String(row.amount_rupiah) }
      : {}),
  };
}

type Answered = { readonly rule: Rule; readonly truth: Truth };

function answersOf({ rules }: Ruleset, row: OutcomeRecord): Answered[] {
  const [yes, unknown] = [BigInt(row.rules_true), BigInt(row.rules_unknown)];
  return rules.map((rule, place) => {
    const bit = 1n << BigInt(place);
    return { rule, truth: (yes & bit) !== 0n ? true : (unknown & bit) !== 0n ? "unknown" : false };
  });
}

function decidingRule(answers: readonly Answered[], outcome: Outcome): Rule | undefined {
  const refusing = answers.find(({ rule, truth }) => refuses(rule, truth))?.rule;
  if (refusing !== undefined || outcome !== "review") return refusing;
  return answers.find(({ rule, truth }) => asks(rule, truth))?.rule;
}
