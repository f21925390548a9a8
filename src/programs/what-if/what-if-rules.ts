import { type Program, programOn } from "#domain/program.ts";
import type { Expression, Rule } from "#domain/rule.ts";
import type { WhatIfTerms } from "#domain/what-if.ts";
import { say } from "#domain/words.ts";
import { isRankFact } from "../facts.ts";
import { type Ruleset, rulesetOn } from "../ruleset.ts";
import { SEVERE_DISABILITY } from "../who.ts";

/** How families are told apart beside place and size: rules that turn nobody away and mark a bit. */
export const GROUP_MARKS = {
  female: {
    members: {
      all: [
        { fact: "relationship", in: [1] },
        { fact: "sex", in: [2] },
      ],
    },
    atLeast: 1,
  },
  disabled: { members: SEVERE_DISABILITY, atLeast: 1 },
} as const satisfies Readonly<Record<string, Expression>>;

const NOTHING = say("", "");

const made = (id: string, kind: Rule["kind"], when: Expression, asOf: string): Rule => ({
  id,
  kind,
  when,
  ifUnknown: "pass",
  legalBasis: "simulasi",
  validFrom: asOf,
  formerly: [],
  says: NOTHING,
  tells: NOTHING,
  remedy: NOTHING,
});

/** As it is on a day, and no longer dated: rules that a scenario writes stay as they are written. */
function asOn(undated: Program, day: string): Omit<Program, "changes"> {
  const { changes: _, ...program } = programOn(undated, day);
  return program;
}

/** The rules of a program under other terms: the cut is taken out of them, conditions and marks are added. */
export function whatIfRuleset(
  undated: Program,
  terms: Pick<WhatIfTerms, "programRules" | "conditions">,
  { side, asOf }: { readonly side: "reform" | "baseline"; readonly asOf: string },
): Ruleset {
  const program = asOn(undated, asOf);
  const kept = program.rules.filter(
    ({ kind, when }) => kind === "amount" || (terms.programRules && !asksForPlaceAlone(when)),
  );
  const conditions = terms.conditions.map(({ kind, when }, i) =>
    made(`condition-${i + 1}`, kind, when, asOf),
  );
  const rules = [...kept, ...conditions];
  return rulesetOn({ ...program, id: `${program.id}-${side}`, rules }, asOf);
}

/** A program of families that asks for nothing and gives nothing: its mask of true rules is the marks. */
export function marksRuleset(program: Program, asOf: string): Ruleset {
  const rules = Object.entries(GROUP_MARKS).map(([id, when]) => made(id, "amount", when, asOf));
  const { carryOver: _, region: __, ...rest } = asOn(program, asOf);
  return rulesetOn(
    {
      ...rest,
      id: "mark",
      unit: "family",
      rules,
      benefit: { kind: "flat", amountRupiah: 0 },
      exclusiveWith: [],
    },
    asOf,
  );
}

/** Whether nothing but the rank decides a condition: that is what a scenario's cut stands for. */
export function asksForPlaceAlone(when: Expression): boolean {
  if ("fact" in when) return isRankFact(when.fact);
  if ("not" in when) return asksForPlaceAlone(when.not);
  if ("known" in when) return asksForPlaceAlone(when.known);
  if ("all" in when) return when.all.every(asksForPlaceAlone);
  if ("any" in when) return when.any.every(asksForPlaceAlone);
  return false;
}

/** Whether a mark is set, as 1 or 0. */
export function markSql(mark: keyof typeof GROUP_MARKS, mask: string): string {
  return `case when (${mask} & ${1 << Object.keys(GROUP_MARKS).indexOf(mark)}) <> 0 then 1 else 0 end`;
}
