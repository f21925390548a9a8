import type { CrisisPattern } from "#domain/crisis.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Expression } from "#domain/rule.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { isRankFact, ownerOf } from "./facts.ts";
import { someMember } from "./shared-rules.ts";
import { aged, SEVERE_DISABILITY } from "./who.ts";

/** Patterns by which a temporary program says whom it lists; "rule" is written out. */
export type CrisisWho = {
  readonly pattern: CrisisPattern;
  readonly upToDecile?: number | undefined;
  readonly rule?: unknown;
};

/** Old people, small children, and people who cannot care for themselves alone. */
const VULNERABLE: Expression = someMember({
  any: [aged(60), aged(0, 4), SEVERE_DISABILITY],
});

/** The rule of a temporary program in the project's language, or that it cannot be asked at the desk. */
export function crisisRule(who: CrisisWho): Result<Expression, "rule-unfit"> {
  switch (who.pattern) {
    case "everybody":
      return accept({ fact: "size", between: [1, 1000] });
    case "vulnerable":
      return accept(VULNERABLE);
    case "deciles":
      return who.upToDecile === undefined
        ? refuse("rule-unfit")
        : accept({ fact: "decile_national", between: [1, who.upToDecile] });
    case "rule":
      return readRule(who.rule);
    default:
      return who.pattern satisfies never;
  }
}

/** A fact with its place among the facts of its owner, as the desk keeps them; ranks are columns. */
export type PlacedRule = { readonly [key: string]: unknown };

/** The rule as the desk asks it. */
export function placeRule(rule: Expression): PlacedRule {
  if ("all" in rule) return { all: rule.all.map(placeRule) };
  if ("any" in rule) return { any: rule.any.map(placeRule) };
  if ("not" in rule) return { not: placeRule(rule.not) };
  if ("members" in rule) return { members: placeRule(rule.members), atLeast: rule.atLeast };
  if ("evidence" in rule || "isOneOf" in rule || "known" in rule)
    throw new Error("no rule for the desk");
  const facts = ownerOf(rule.fact) === "person" ? PERSON_FACTS : FAMILY_FACTS;
  const place = facts.indexOf(rule.fact);
  return place < 0 ? { ...rule } : { ...rule, place: place + 1 };
}

const MOST_DEEP = 6;
const MOST_PARTS = 20;

/** A rule from outside: only what the desk can ask. Evidence and texts are kept in the lake. */
function readRule(given: unknown): Result<Expression, "rule-unfit"> {
  return isRule(given, "family", 0) ? accept(given as Expression) : refuse("rule-unfit");
}

function isRule(given: unknown, owner: "family" | "person", depth: number): boolean {
  if (typeof given !== "object" || given === null || depth > MOST_DEEP) return false;
  const rule = given as Record<string, unknown>;
  const keys = Object.keys(rule).sort().join(" ");
  const inner = (part: unknown) => isRule(part, owner, depth + 1);
  switch (keys) {
    case "all":
    case "any":
      return isListOf(rule[keys], inner);
    case "not":
      return inner(rule.not);
    case "atLeast members":
      return (
        owner === "family" &&
        isWhole(rule.atLeast, 1, 50) &&
        isRule(rule.members, "person", depth + 1)
      );
    case "fact in":
      return isFact(rule.fact, owner) && isListOf(rule.in, (each) => isWhole(each));
    case "between fact": {
      const ends = rule.between;
      return (
        isFact(rule.fact, owner) && isListOf(ends, (each) => isWhole(each)) && ends.length === 2
      );
    }
    default:
      return false;
  }
}

const isListOf = (given: unknown, each: (part: unknown) => boolean): given is unknown[] =>
  Array.isArray(given) && given.length > 0 && given.length <= MOST_PARTS && given.every(each);

const isWhole = (given: unknown, low = 0, high = 2_000_000_000): boolean =>
  Number.isInteger(given) && Number(given) >= low && Number(given) <= high;

function isFact(given: unknown, owner: "family" | "person"): boolean {
  if (typeof given !== "string") return false;
  const facts = owner === "family" ? FAMILY_FACTS : PERSON_FACTS;
  const column =
    owner === "family" ? given === "size" || isRankFact(given) : given === "life_status";
  return column || facts.includes(given);
}
