import type { EvidenceTest, Expression } from "#domain/rule.ts";
import { ownerOf } from "./facts.ts";
import type { Ruleset } from "./ruleset.ts";

/** Everything rules ask that needs rows of members or evidence counted first, each once. */
export type RuleTests = {
  readonly members: readonly Expression[];
  /** Of these the ones that more than one member must meet, by key: whoever asks for one member need not count. */
  readonly counted: ReadonlySet<string>;
  readonly evidence: readonly EvidenceTest[];
  /** Facts read of families themselves. */
  readonly familyFacts: readonly string[];
};

/** Column of a counted test; the same test of two rules or programs is counted once. */
export const testKey = (test: unknown): string => JSON.stringify(test);

/** Conditions on single members that these ask for, each once. */
export type MembersAsked = Pick<RuleTests, "members" | "counted">;

export const membersAsked = (expressions: readonly Expression[]): MembersAsked =>
  walkAll(expressions);

/** Walks all rules of all programs. */
export function ruleTests(rulesets: readonly Ruleset[]): RuleTests {
  return walkAll(rulesets.flatMap(({ rules }) => rules.map(({ when }) => when)));
}

function walkAll(expressions: readonly Expression[]): RuleTests {
  const members = new Map<string, Expression>();
  const counted = new Set<string>();
  const evidence = new Map<string, EvidenceTest>();
  const familyFacts = new Set<string>();
  const walk = (expression: Expression): void => {
    if ("fact" in expression) {
      if (ownerOf(expression.fact) === "family") familyFacts.add(expression.fact);
    } else if ("members" in expression) {
      const key = testKey(expression.members);
      members.set(key, expression.members);
      if (expression.atLeast > 1) counted.add(key);
    } else if ("evidence" in expression) {
      evidence.set(testKey(expression.evidence), expression.evidence);
    } else if ("not" in expression) walk(expression.not);
    else if ("known" in expression) walk(expression.known);
    else for (const part of "all" in expression ? expression.all : expression.any) walk(part);
  };
  for (const expression of expressions) walk(expression);
  return {
    members: [...members.values()],
    counted,
    evidence: [...evidence.values()],
    familyFacts: [...familyFacts].sort(),
  };
}
