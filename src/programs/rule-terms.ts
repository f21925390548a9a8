import { type Benefit, type Component, type Program, programOn } from "#domain/program.ts";
import type { Expression, Rule } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { programCut } from "./program-cut.ts";
import { rulesetOn } from "./ruleset.ts";

/** One number that law sets in a program: what it is of, what it is now, and how far it may go. */
export type RuleTerm = {
  readonly id: string;
  readonly kind: "decile" | "count" | "rupiah" | "age" | "amount";
  readonly words: Words;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

const MOST_PLACES = 300_000_000;
const MOST_RUPIAH = 100_000_000;
const OLDEST = 200;
const MOST_OF_FAMILY = 50;
/** Serving all deciles is having no such rule. */
export const ALL_DECILES = 10;

/** Every number of a program's rule on a day that law sets, in the order in which people read them. */
export function termsOn(undated: Program, day: string): readonly RuleTerm[] {
  const program = programOn(undated, day);
  const { rules } = rulesetOn(undated, day);
  const count = (id: string, words: Words, value: number, high = MOST_PLACES): RuleTerm => ({
    id,
    kind: "count",
    words,
    value,
    low: 0,
    high,
  });
  return [
    {
      id: "decile",
      kind: "decile",
      words: say("Desil tertinggi yang dilayani", "Highest decile served"),
      value: programCut({ rules })?.cut ?? ALL_DECILES,
      low: 1,
      high: ALL_DECILES,
    },
    count("places", say("Tempat se-Indonesia", "Places of the nation"), program.nationalPlaces),
    ...(program.nationalReserve === undefined
      ? []
      : [
          count(
            "reserve",
            say("Cadangan se-Indonesia", "Reserve of the nation"),
            program.nationalReserve,
          ),
        ]),
    ...benefitTerms(program.benefit, rules),
    ...rules.flatMap((rule) => ruleTerms(rule, program.benefit)),
  ];
}

const rupiah = (id: string, words: Words, value: number): RuleTerm => ({
  id,
  kind: "rupiah",
  words,
  value,
  low: 0,
  high: MOST_RUPIAH,
});

const joined = (a: Words, b: Words): Words => say(`${a.id}: ${b.id}`, `${a.en}: ${b.en}`);
const EACH_PHASE = say("rupiah satu tahap", "rupiah a phase");

function benefitTerms(benefit: Benefit, rules: readonly Rule[]): readonly RuleTerm[] {
  if (benefit.kind === "flat") {
    const words = say("Rupiah satu tahap", "Rupiah a phase");
    return [rupiah("amount", words, benefit.amountRupiah)];
  }
  if (benefit.kind === "by-rule") {
    return benefit.amounts.map(({ rule, amountRupiah }) => {
      const words = rules.find(({ id }) => id === rule)?.says ?? say(rule, rule);
      return rupiah(`amount:${rule}`, joined(words, EACH_PHASE), amountRupiah);
    });
  }
  const persons = (id: string, words: Words, value: number): RuleTerm => ({
    id,
    kind: "count",
    words,
    value,
    low: 0,
    high: MOST_OF_FAMILY,
  });
  return [
    ...benefit.components.flatMap((component) => componentTerms(component, persons)),
    persons(
      "most",
      say("Paling banyak orang sekeluarga", "At most persons a family"),
      benefit.most,
    ),
    persons(
      "most-children",
      say("Paling banyak anak sekeluarga", "At most children a family"),
      benefit.mostChildren,
    ),
  ];
}

function componentTerms(
  { id, name, who, amountRupiah, most }: Component,
  persons: (id: string, words: Words, value: number) => RuleTerm,
): readonly RuleTerm[] {
  return [
    rupiah(`amount:${id}`, joined(name, EACH_PHASE), amountRupiah),
    persons(`most:${id}`, joined(name, say("paling banyak orang", "at most persons")), most),
    ...ageTerms(id, name, who),
  ];
}

/** Ages that a condition asks for: the first such test of it. */
function ageTerms(id: string, name: Words, when: Expression): readonly RuleTerm[] {
  const ages = ageTest(when);
  if (ages === undefined) return [];
  const age = (end: "from" | "to", words: Words, value: number): RuleTerm => ({
    id: `${end}:${id}`,
    kind: "age",
    words: joined(name, words),
    value,
    low: 0,
    high: OLDEST,
  });
  const [from, to] = ages.between;
  return [
    age("from", say("umur dari", "age from"), from),
    ...(to === OLDEST ? [] : [age("to", say("umur sampai", "age up to"), to)]),
  ];
}

function ruleTerms(rule: Rule, benefit: Benefit): readonly RuleTerm[] {
  const { id, says, when } = rule;
  const ofComponents =
    benefit.kind === "components" ? benefit.components.map(({ who }) => JSON.stringify(who)) : [];
  const text = JSON.stringify(when);
  const isOfComponents = ofComponents.some((who) => text.includes(who));
  const evidence = evidenceTest(when)?.evidence;
  return [
    ...(isOfComponents ? [] : ageTerms(id, says, when)),
    ...(evidence === undefined ||
    typeof evidence.amountAtLeast !== "number" ||
    evidence.amountAtLeast <= 1
      ? []
      : [
          {
            id: `least:${id}`,
            kind: "amount" as const,
            words: joined(says, say("dipertanyakan mulai dari", "asked about from")),
            value: evidence.amountAtLeast,
            low: 2,
            high: 1_000_000_000,
          },
        ]),
  ];
}

export type AgeTest = { readonly fact: string; readonly between: readonly [number, number] };

export const ageTest = (when: Expression): AgeTest | undefined =>
  findTest(when, (one): one is AgeTest => "fact" in one && one.fact === "age" && "between" in one);

export const evidenceTest = (when: Expression) =>
  findTest(when, (one): one is Extract<Expression, { evidence: unknown }> => "evidence" in one);

function findTest<Test extends Expression>(
  when: Expression,
  is: (one: Expression) => one is Test,
): Test | undefined {
  if (is(when)) return when;
  if ("not" in when) return findTest(when.not, is);
  if ("known" in when) return findTest(when.known, is);
  if ("members" in when) return findTest(when.members, is);
  const parts = "all" in when ? when.all : "any" in when ? when.any : [];
  for (const part of parts) {
    const found = findTest(part, is);
    if (found !== undefined) return found;
  }
  return undefined;
}
