import type { Expression } from "#domain/rule.ts";
import { ofVersionOn, type ProgramBook } from "#programs/program-book.ts";
import { rulesetOn } from "#programs/ruleset.ts";

/** A statement that rules in force read: from which amount on, how sure, how fresh, always by a person. */
export type StatementRead = {
  readonly statement: string;
  readonly amountAtLeast: number;
  readonly minProbabilityMilli: number;
  readonly maxAgeDays: number;
  readonly isAlwaysChecked: boolean;
};

/**
 * Statements that may keep a family waiting on a day, out of the rules of all programs. An amount
 * that differs by province counts from nothing on: a check too many asks a person, it harms nobody.
 */
export function listStatementsRead(asOf: string, book: ProgramBook): readonly StatementRead[] {
  const read = new Map<string, StatementRead>();
  for (const { kind, when } of ofVersionOn(book, asOf).flatMap(
    (one) => rulesetOn(one, asOf).rules,
  )) {
    for (const { statements, amountAtLeast, ...terms } of testsIn(when)) {
      for (const statement of statements) {
        const least = typeof amountAtLeast === "number" ? amountAtLeast : 0;
        const isAlwaysChecked = kind === "check";
        const { minProbabilityMilli, maxAgeDays } = terms;
        const one: StatementRead = {
          statement,
          amountAtLeast: least,
          minProbabilityMilli,
          maxAgeDays,
          isAlwaysChecked,
        };
        read.set(statement, strictest(one, read.get(statement)));
      }
    }
  }
  return [...read.values()];
}

/** Where several rules read one statement, whatever makes any of them wait opens a check. */
function strictest(one: StatementRead, other: StatementRead | undefined): StatementRead {
  if (other === undefined) return one;
  return {
    statement: one.statement,
    amountAtLeast: Math.min(one.amountAtLeast, other.amountAtLeast),
    minProbabilityMilli: Math.max(one.minProbabilityMilli, other.minProbabilityMilli),
    maxAgeDays: Math.min(one.maxAgeDays, other.maxAgeDays),
    isAlwaysChecked: one.isAlwaysChecked || other.isAlwaysChecked,
  };
}

type EvidenceTest = Extract<Expression, { evidence: unknown }>["evidence"];

function testsIn(expression: Expression): readonly EvidenceTest[] {
  if ("evidence" in expression) return [expression.evidence];
  if ("all" in expression) return expression.all.flatMap(testsIn);
  if ("any" in expression) return expression.any.flatMap(testsIn);
  if ("not" in expression) return testsIn(expression.not);
  if ("known" in expression) return testsIn(expression.known);
  return "members" in expression ? testsIn(expression.members) : [];
}
