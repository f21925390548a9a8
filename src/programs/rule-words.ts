import { type Program, programOn } from "#domain/program.ts";
import type { Rule } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { termsOn } from "./rule-terms.ts";
import { rulesetOn } from "./ruleset.ts";

/** One line of a rule before and after; one side is absent where the line begins or ends. */
export type ChangedLine = {
  readonly kind: "rule" | "number" | "settled";
  readonly what: Words;
  readonly before?: Words;
  readonly after?: Words;
};

/** What is otherwise, in words: rules first, then numbers that no rule says. */
export function changedLines(before: Program, after: Program, day: string): readonly ChangedLine[] {
  const [old, now] = [rulesetOn(before, day).rules, rulesetOn(after, day).rules];
  const rules = [
    ...old.flatMap((rule) => {
      const next = now.find((one) => sameSlot(one, rule));
      if (next !== undefined && JSON.stringify(next.when) === JSON.stringify(rule.when)) return [];
      return [
        {
          kind: "rule" as const,
          what: RULE,
          before: rule.says,
          ...(next === undefined ? {} : { after: next.says }),
        },
      ];
    }),
    ...now
      .filter((rule) => !old.some((one) => sameSlot(one, rule)))
      .map((rule) => ({ kind: "rule" as const, what: RULE, after: rule.says })),
  ];
  const terms = new Map(termsOn(before, day).map((term) => [term.id, term]));
  const numbers = termsOn(after, day).flatMap(({ id, words, value, kind }) => {
    const was = terms.get(id);
    if (was === undefined || was.value === value || kind === "decile") return [];
    return [
      { kind: "number" as const, what: words, before: written(was.value), after: written(value) },
    ];
  });
  const settled = programOn(before, day).notEstablished.filter(
    ({ id }) => !programOn(after, day).notEstablished.some((one) => one.id === id),
  );
  return [
    ...rules,
    ...numbers,
    ...settled.map((words) => ({ kind: "settled" as const, what: SETTLED, before: words })),
  ];
}

/** One line as a sentence: what holds now, or what no longer does. */
export function sayLine({ kind, what, before, after }: ChangedLine): Words {
  if (kind === "number" && after !== undefined) {
    return say(`${what.id}: ${after.id}.`, `${what.en}: ${after.en}.`);
  }
  if (after !== undefined) return after;
  const lead = kind === "rule" ? say("Tidak berlaku lagi", "No longer holds") : what;
  return say(`${lead.id}: ${before?.id ?? ""}`, `${lead.en}: ${before?.en ?? ""}`);
}

const RULE = say("Aturan", "Rule");
const SETTLED = say("Dipastikan oleh keputusan ini", "Settled by this act");

/** The rule of deciles is one rule, whatever decile stands in it. */
const sameSlot = (a: Rule, b: Rule): boolean =>
  a.id === b.id || (a.id.startsWith("decile-1-to-") && b.id.startsWith("decile-1-to-"));

const written = (value: number): Words =>
  say(new Intl.NumberFormat("id-ID").format(value), new Intl.NumberFormat("en-US").format(value));
