import type { Words } from "./words.ts";

/** A known answer, or not: an absent fact makes a rule neither true nor false. */
export type Truth = true | false | "unknown";

/** A whole number, or one looked up in an effective-dated table of amounts such as minimum wages. */
export type Amount = number | { readonly parameter: string };

/**
 * What a supporting source must state to count. Statements that are a worse match or older than
 * this make the test unknown: they open a check and never exclude.
 */
export type EvidenceTest = {
  readonly statements: readonly [string, ...string[]];
  /** Whose evidence counts: anybody's of the family, or only this person's. */
  readonly about: "family" | "person";
  readonly amountAtLeast: Amount;
  readonly minProbabilityMilli: number;
  readonly maxAgeDays: number;
};

/**
 * A condition as data: compiled to SQL for the nation and evaluated in TypeScript for one family,
 * with the same answer. Facts are named by the variable catalogue, or are places of the ranking.
 */
export type Expression =
  | { readonly fact: string; readonly in: readonly [number, ...number[]] }
  | { readonly fact: string; readonly between: readonly [low: number, high: number] }
  | { readonly fact: string; readonly isOneOf: readonly [string, ...string[]] }
  | { readonly all: readonly [Expression, ...Expression[]] }
  | { readonly any: readonly [Expression, ...Expression[]] }
  | { readonly not: Expression }
  /** True where the condition is known to hold; false where it does not, or nobody knows: for what must be recorded to count. */
  | { readonly known: Expression }
  /** At least so many living members of whom the condition holds. */
  | { readonly members: Expression; readonly atLeast: number }
  | { readonly evidence: EvidenceTest };

/**
 * eligibility: must be true. exclusion: must not be true. check: when true somebody looks before
 * anything is paid, and the place is held meanwhile. amount: says what is paid and turns nobody away.
 */
export type RuleKind = "eligibility" | "exclusion" | "check" | "amount";

/** One rule of a program, in force for a time, by a legal basis, in words for the citizen. */
export type Rule = {
  readonly id: string;
  readonly kind: RuleKind;
  readonly when: Expression;
  /** What an unknown answer does: lets pass, or opens a check. It never refuses. */
  readonly ifUnknown: "pass" | "review";
  readonly legalBasis: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly formerly: readonly string[];
  /** The rule itself, plainly. */
  readonly says: Words;
  /** To the family it decides against, or whose check it opens. */
  readonly tells: Words;
  /** What they can do about it. */
  readonly remedy: Words;
};

/** Everybody says "and" so: a no decides, else an unknown. */
export function allOf(answers: readonly Truth[]): Truth {
  if (answers.includes(false)) return false;
  return answers.includes("unknown") ? "unknown" : true;
}

/** And "or": a yes decides, else an unknown. */
export function anyOf(answers: readonly Truth[]): Truth {
  if (answers.includes(true)) return true;
  return answers.includes("unknown") ? "unknown" : false;
}

export function notOf(answer: Truth): Truth {
  return answer === "unknown" ? "unknown" : !answer;
}
