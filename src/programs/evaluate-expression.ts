import {
  allOf,
  anyOf,
  type EvidenceTest,
  type Expression,
  notOf,
  type Truth,
} from "#domain/rule.ts";
import { NOT_APPLICABLE, ownerOf } from "./facts.ts";
import { oldestDay, type Ruleset, readAmount } from "./ruleset.ts";

/** Facts by catalogue id; negative or missing is absent. */
export type Facts = Readonly<Record<string, number | string | null>>;

/** One row of VERSION_EVIDENCE, already known to concern this family. */
export type Evidence = {
  readonly recordKey: bigint;
  readonly source: string;
  readonly personId: bigint | null;
  readonly statement: string;
  readonly amount: bigint;
  readonly observedOn: number;
  readonly matchProbabilityMilli: number;
};

/** One person of the family, dead ones included. */
export type Member = { readonly personId: bigint; readonly facts: Facts };

/** Everything known about one family when a program looks at it, and the person it looks at. */
export type Subject = {
  readonly family: Facts;
  readonly members: readonly Member[];
  readonly person?: Member;
  /** Undefined where the reader may not see statements, as at the desk. */
  readonly evidence: readonly Evidence[] | undefined;
};

/** What an answer rests on: a fact of the family or of a person, or a statement of a source. */
export type Use =
  | {
      readonly fact: string;
      readonly personId: bigint | null;
      readonly value: number | string | null;
    }
  | { readonly evidence: Evidence; readonly isSure: boolean };

export type Trace = { readonly truth: Truth; readonly uses: readonly Use[] };

/** One condition for one family or person, with what it rests on: the twin of `expressionSql`. */
export function evaluateExpression(
  expression: Expression,
  subject: Subject,
  ruleset: Ruleset,
): Trace {
  const inner = (part: Expression) => evaluateExpression(part, subject, ruleset);
  if ("all" in expression) return join(expression.all.map(inner), allOf);
  if ("any" in expression) return join(expression.any.map(inner), anyOf);
  if ("not" in expression) {
    const { truth, uses } = inner(expression.not);
    return { truth: notOf(truth), uses };
  }
  if ("known" in expression) {
    const { truth, uses } = inner(expression.known);
    return { truth: truth === true, uses };
  }
  if ("members" in expression) return evaluateMembers(expression, subject, ruleset);
  if ("evidence" in expression) return evaluateEvidence(expression.evidence, subject, ruleset);
  const isOfPerson = ownerOf(expression.fact) === "person";
  const facts = isOfPerson ? subject.person?.facts : subject.family;
  const value = facts?.[expression.fact] ?? null;
  const personId = isOfPerson ? (subject.person?.personId ?? null) : null;
  return {
    truth: testFact(expression, value),
    uses: [{ fact: expression.fact, personId, value }],
  };
}

function join(traces: readonly Trace[], combine: (truths: readonly Truth[]) => Truth): Trace {
  return {
    truth: combine(traces.map(({ truth }) => truth)),
    uses: traces.flatMap(({ uses }) => uses),
  };
}

function testFact(
  expression: Extract<Expression, { fact: string }>,
  value: number | string | null,
): Truth {
  if ("isOneOf" in expression) {
    return typeof value === "string" ? expression.isOneOf.includes(value) : "unknown";
  }
  if (typeof value !== "number") return "unknown";
  if (value === NOT_APPLICABLE) return false;
  if (value < 0) return "unknown";
  if ("in" in expression) return expression.in.includes(value);
  return value >= expression.between[0] && value <= expression.between[1];
}

/** Dead members neither count nor leave doubt. Of the living, those who decide are named. */
function evaluateMembers(
  { members, atLeast }: Extract<Expression, { members: unknown }>,
  subject: Subject,
  ruleset: Ruleset,
): Trace {
  const traces = subject.members
    .filter(({ facts }) => facts.life_status !== 2)
    .map((person) => evaluateExpression(members, { ...subject, person }, ruleset));
  const yes = traces.filter(({ truth }) => truth === true);
  const unknown = traces.filter(({ truth }) => truth === "unknown");
  if (yes.length >= atLeast) return { truth: true, uses: yes.flatMap(({ uses }) => uses) };
  if (yes.length + unknown.length < atLeast) {
    return { truth: false, uses: traces.flatMap(({ uses }) => uses) };
  }
  return { truth: "unknown", uses: unknown.flatMap(({ uses }) => uses) };
}

function evaluateEvidence(test: EvidenceTest, subject: Subject, ruleset: Ruleset): Trace {
  const stated = (subject.evidence ?? []).filter(({ statement }) =>
    test.statements.includes(statement),
  );
  if (stated.length === 0) return { truth: false, uses: [] };
  const province = Math.floor(Number(subject.family.village_no ?? 0) / 1e8);
  const atLeast = BigInt(readAmount(test.amountAtLeast, ruleset, province));
  const oldest = oldestDay(ruleset.asOf, test.maxAgeDays);
  const uses = stated
    .filter(
      ({ amount, personId }) =>
        amount >= atLeast && (test.about === "family" || personId === subject.person?.personId),
    )
    .map((evidence) => ({
      evidence,
      isSure:
        evidence.matchProbabilityMilli >= test.minProbabilityMilli && evidence.observedOn >= oldest,
    }));
  if (uses.some(({ isSure }) => isSure)) {
    return { truth: true, uses: uses.filter(({ isSure }) => isSure) };
  }
  return { truth: uses.length > 0 ? "unknown" : false, uses };
}
