import type { Rule, Truth } from "#domain/rule.ts";
import { amountOf } from "./benefit-amount.ts";
import { type Taken, takeComponents } from "./components.ts";
import { evaluateExpression, type Subject, type Trace } from "./evaluate-expression.ts";
import type { Ruleset } from "./ruleset.ts";

/** One rule's answer for one family or person. */
export type RuleAnswer = { readonly rule: Rule; readonly trace: Trace };

/** What the rules of a program say of one family or person, before any quota. */
export type Verdict = {
  readonly answers: readonly RuleAnswer[];
  /** The first rule that turns them away. */
  readonly refusedBy: Rule | undefined;
  /** The first rule that makes somebody look before anything is paid. */
  readonly askedBy: Rule | undefined;
  readonly rulesTrue: bigint;
  readonly rulesUnknown: bigint;
  /** Components paid for, where the program has them. */
  readonly taken: readonly Taken[];
  /** Rupiah of one phase, if they get a place. */
  readonly amountRupiah: bigint;
};

/** All rules for one subject: the twin of the verdict steps in SQL. */
export function judgeSubject(ruleset: Ruleset, subject: Subject): Verdict {
  const answers = ruleset.rules.map((rule) => ({
    rule,
    trace: evaluateExpression(rule.when, subject, ruleset),
  }));
  const { benefit } = ruleset.program;
  const taken = benefit.kind === "components" ? takeComponents(benefit, subject, ruleset) : [];
  const paid = taken.reduce((sum, { component, count }) => sum + component.amountRupiah * count, 0);
  return {
    answers,
    refusedBy: answers.find(({ rule, trace }) => refuses(rule, trace.truth))?.rule,
    askedBy: answers.find(({ rule, trace }) => asks(rule, trace.truth))?.rule,
    rulesTrue: maskOf(answers, true),
    rulesUnknown: maskOf(answers, "unknown"),
    taken,
    amountRupiah: BigInt(
      benefit.kind === "components" ? paid : amountOf(benefit, (id) => isTrue(answers, id)),
    ),
  };
}

const isTrue = (answers: readonly RuleAnswer[], id: string): boolean =>
  answers.some(({ rule, trace }) => rule.id === id && trace.truth === true);

/** Whether an answer turns a family away. Unknown never does. */
export function refuses(rule: Rule, truth: Truth): boolean {
  if (rule.kind === "eligibility") return truth === false;
  return rule.kind === "exclusion" && truth === true;
}

/** Whether an answer makes somebody look first. */
export function asks(rule: Rule, truth: Truth): boolean {
  if (truth === "unknown") return rule.ifUnknown === "review";
  return rule.kind === "check" && truth;
}

function maskOf(answers: readonly RuleAnswer[], wanted: Truth): bigint {
  return answers.reduce(
    (mask, { trace }, i) => (trace.truth === wanted ? mask | (1n << BigInt(i)) : mask),
    0n,
  );
}
