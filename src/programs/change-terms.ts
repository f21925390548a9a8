import type { Benefit, Component, Program } from "#domain/program.ts";
import type { Expression, Rule } from "#domain/rule.ts";
import type { Words } from "#domain/words.ts";
import { ALL_DECILES, ageTest, evidenceTest } from "./rule-terms.ts";
import { decileUpTo } from "./shared-rules.ts";

/** What a change of rules makes of a program. */
export type Changed = Pick<Program, "rules" | "benefit" | "nationalPlaces"> &
  Pick<Program, "nationalReserve">;

/** Sets numbers of a program by the ids of their terms; words that say the old number say the new one. */
export function changeTerms(given: Changed, values: Readonly<Record<string, number>>): Changed {
  let changed: Changed = given;
  for (const [id, value] of Object.entries(values)) changed = changeTerm(changed, id, value);
  return changed;
}

function changeTerm(given: Changed, id: string, value: number): Changed {
  const [what = "", of = ""] = id.split(":");
  switch (what) {
    case "decile":
      return { ...given, rules: withDecile(given.rules, value) };
    case "places":
      return { ...given, nationalPlaces: value };
    case "reserve":
      return { ...given, nationalReserve: value };
    case "amount":
      return { ...given, benefit: withAmount(given.benefit, of, value) };
    case "most":
      return { ...given, benefit: withMost(given.benefit, of, value) };
    case "most-children":
      return given.benefit.kind === "components"
        ? { ...given, benefit: { ...given.benefit, mostChildren: value } }
        : given;
    case "least":
      return { ...given, rules: given.rules.map((rule) => withLeast(rule, of, value)) };
    case "from":
    case "to":
      return withAge(given, of, what, value);
    default:
      throw new Error(`no term is called ${id}`);
  }
}

const isDecileRule = ({ kind, when }: Rule): boolean =>
  kind === "eligibility" &&
  "fact" in when &&
  when.fact === "decile_national" &&
  "between" in when &&
  when.between[0] === 1;

/** The rule of the poorest deciles in the place of the one before it, or first where there was none. */
function withDecile(rules: readonly Rule[], last: number): readonly Rule[] {
  const at = rules.findIndex(isDecileRule);
  const rest = rules.filter((_, i) => i !== at);
  if (last >= ALL_DECILES) return rest;
  return rest.toSpliced(Math.max(at, 0), 0, decileUpTo(last, rules[at]?.formerly ?? []));
}

function withAmount(benefit: Benefit, of: string, amountRupiah: number): Benefit {
  if (benefit.kind === "flat") return { ...benefit, amountRupiah };
  if (benefit.kind === "by-rule") {
    const [first, ...rest] = benefit.amounts.map((one) =>
      one.rule === of ? { ...one, amountRupiah } : one,
    );
    return first === undefined ? benefit : { ...benefit, amounts: [first, ...rest] };
  }
  return withComponents(benefit, (one) => (one.id === of ? { ...one, amountRupiah } : one));
}

function withMost(benefit: Benefit, of: string, most: number): Benefit {
  if (benefit.kind !== "components") return benefit;
  if (of === "") return { ...benefit, most };
  return withComponents(benefit, (one) => (one.id === of ? { ...one, most } : one));
}

type Components = Extract<Benefit, { kind: "components" }>;

/** The highest amount first again; of equals, whichever stood first. */
function withComponents(benefit: Components, map: (one: Component) => Component): Components {
  const [first, ...rest] = benefit.components
    .map(map)
    .sort((a, b) => b.amountRupiah - a.amountRupiah);
  return first === undefined ? benefit : { ...benefit, components: [first, ...rest] };
}

function withAge(given: Changed, of: string, end: "from" | "to", value: number): Changed {
  const { benefit } = given;
  const component =
    benefit.kind === "components" ? benefit.components.find(({ id }) => id === of) : undefined;
  const old = component?.who ?? given.rules.find(({ id }) => id === of)?.when;
  const ages = old === undefined ? undefined : ageTest(old);
  if (old === undefined || ages === undefined) return given;
  const [from, to] = ages.between;
  const next: Expression = {
    fact: "age",
    between: end === "from" ? [value, to] : [from, value],
  };
  const swap = (when: Expression) => replace(when, ages, next);
  const number = end === "from" ? ([from, value] as const) : ([to, value] as const);
  if (component === undefined || benefit.kind !== "components") {
    return {
      ...given,
      rules: given.rules.map((rule) =>
        rule.id === of ? resaid({ ...rule, when: swap(rule.when) }, number) : rule,
      ),
    };
  }
  const who = swap(component.who);
  return {
    ...given,
    benefit: withComponents(benefit, (one) =>
      one.id === of ? { ...one, who, name: renumber(one.name, number) } : one,
    ),
    rules: given.rules.map((rule) => {
      const when = replace(rule.when, component.who, who);
      return when === rule.when ? rule : resaid({ ...rule, when }, number);
    }),
  };
}

function withLeast(rule: Rule, of: string, value: number): Rule {
  const test = rule.id === of ? evidenceTest(rule.when) : undefined;
  const old = test?.evidence.amountAtLeast;
  if (test === undefined || typeof old !== "number") return rule;
  const next = { evidence: { ...test.evidence, amountAtLeast: value } };
  const when = replace(rule.when, test, next);
  // "More than 2,200" asks from 2,201 on.
  return resaid(resaid({ ...rule, when }, [old, value]), [old - 1, value - 1]);
}

/** The same condition with one part of it in the place of another; itself where it has no such part. */
function replace(when: Expression, old: Expression, next: Expression): Expression {
  if (JSON.stringify(when) === JSON.stringify(old)) return next;
  if ("not" in when) return kept(when, when.not, (not) => ({ not }), old, next);
  if ("known" in when) return kept(when, when.known, (known) => ({ known }), old, next);
  if ("members" in when) {
    return kept(when, when.members, (members) => ({ ...when, members }), old, next);
  }
  if (!("all" in when) && !("any" in when)) return when;
  const parts = "all" in when ? when.all : when.any;
  const [first, ...rest] = parts.map((part) => replace(part, old, next));
  if (first === undefined || parts.every((part, i) => part === [first, ...rest][i])) return when;
  return "all" in when ? { all: [first, ...rest] } : { any: [first, ...rest] };
}

function kept(
  when: Expression,
  part: Expression,
  make: (part: Expression) => Expression,
  old: Expression,
  next: Expression,
): Expression {
  const changed = replace(part, old, next);
  return changed === part ? when : make(changed);
}

type Number2 = readonly [old: number, value: number];

const resaid = (rule: Rule, number: Number2): Rule => ({
  ...rule,
  says: renumber(rule.says, number),
  tells: renumber(rule.tells, number),
});

/** A sentence that says a number says another; numbers that only contain its digits stay. */
function renumber({ id, en }: Words, [old, value]: Number2): Words {
  const swap = (text: string, language: string) => {
    const write = (number: number) => new Intl.NumberFormat(language).format(number);
    const found = write(old).replaceAll(".", "\\.");
    return text.replaceAll(new RegExp(`(?<![\\d.,])${found}(?![\\d]|[.,]\\d)`, "g"), write(value));
  };
  return { id: swap(id, "id-ID"), en: swap(en, "en-US") };
}
