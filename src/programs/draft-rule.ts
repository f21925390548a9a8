import { createHash } from "node:crypto";
import { type Program, type ProgramChange, programOn } from "#domain/program.ts";
import type { Rule } from "#domain/rule.ts";
import {
  type AddedRule,
  RULE_ACT_WORDS,
  type RuleBasis,
  type RuleEdits,
  type RuleMistake,
} from "#domain/rule-draft.ts";
import { say } from "#domain/words.ts";
import { type Changed, changeTerms } from "./change-terms.ts";
import { checkBasis, checkEdits } from "./check-draft.ts";
import { rulesetOn } from "./ruleset.ts";
import { OF_FAMILY, OF_PERSON, readExpression } from "./what-if/read-expression.ts";

/** A program with a proposed rule laid over it from its day on. */
export type DraftedRule = {
  readonly change: ProgramChange & Changed;
  readonly before: Program;
  readonly after: Program;
};

export type Drafting =
  | { readonly ok: true; readonly value: DraftedRule }
  | { readonly ok: false; readonly mistakes: readonly RuleMistake[] };

const wrong = (mistakes: readonly RuleMistake[]): Drafting => ({ ok: false, mistakes });

/** The proposed rule as the engine would read it, or every mistake in it with its place. */
export function draftRule(
  program: Program,
  {
    edits,
    basis,
    today,
  }: { readonly edits: RuleEdits; readonly basis: RuleBasis; readonly today: string },
): Drafting {
  const late = checkBasis(program, basis, today);
  if (late.length > 0) return wrong(late);
  const day = basis.effectiveOn;
  const mistakes = checkEdits(program, edits, day);
  const { added, mistakes: unread } = readAdded(edits.added, program, basis);
  const all = [...mistakes, ...unread];
  if (all.length > 0) return wrong(all);
  const before = programOn(program, day);
  const kept = rulesetOn(program, day).rules.filter(({ id }) => !edits.ended.includes(id));
  const numbered = changeTerms({ ...before, rules: kept }, edits.values);
  const rules = [...numbered.rules.map((rule) => dated(rule, before.rules, basis)), ...added];
  const change = {
    validFrom: day,
    legalBasis: basisText(basis),
    rules,
    benefit: numbered.benefit,
    nationalPlaces: numbered.nationalPlaces,
    ...(numbered.nationalReserve === undefined
      ? {}
      : { nationalReserve: numbered.nationalReserve }),
    notEstablished: before.notEstablished.filter(({ id }) => !edits.settled.includes(id)),
    phase: before.phase,
  };
  const after = { ...program, changes: [...(program.changes ?? []), change] };
  if (isSame(program, after, day)) return wrong([NOTHING_CHANGED]);
  return { ok: true, value: { change, before: program, after } };
}

/** Whether no family could be answered otherwise, and no place is more or less. */
function isSame(before: Program, after: Program, day: string): boolean {
  const [old, now] = [programOn(before, day), programOn(after, day)];
  return (
    rulesetOn(before, day).id === rulesetOn(after, day).id &&
    old.nationalPlaces === now.nationalPlaces &&
    old.nationalReserve === now.nationalReserve
  );
}

const NOTHING_CHANGED: RuleMistake = {
  code: "nothing-changed",
  at: "",
  says: say(
    "Tidak ada yang berubah dari aturan yang berlaku.",
    "Nothing is other than in the rule in force.",
  ),
  remedy: say("Ubah paling sedikit satu ketentuan.", "Change at least one term."),
};

/** A rule that was changed holds by the new act, from its day. */
function dated(rule: Rule, before: readonly Rule[], basis: RuleBasis): Rule {
  const isOld = before.some((old) => sameRule(old, rule));
  return isOld ? rule : { ...rule, legalBasis: basisText(basis), validFrom: basis.effectiveOn };
}

const sameRule = (a: Rule, b: Rule): boolean =>
  a.id === b.id && a.kind === b.kind && JSON.stringify(a.when) === JSON.stringify(b.when);

/** As it stands on the card and under every decision. */
export function basisText({ kind, number, signedOn }: RuleBasis): string {
  return `${RULE_ACT_WORDS[kind].id} ${number.trim()}, ${signedOn}`;
}

function readAdded(
  drafts: readonly AddedRule[],
  program: Program,
  basis: RuleBasis,
): { readonly added: readonly Rule[]; readonly mistakes: readonly RuleMistake[] } {
  const mistakes: RuleMistake[] = [];
  const added = drafts.flatMap((draft, i): readonly Rule[] => {
    const when = readExpression(
      draft.when,
      `added[${i}].when`,
      (mistake) => mistakes.push(mistake),
      0,
      program.unit === "family" ? OF_FAMILY : OF_PERSON,
    );
    if (when === undefined) return [];
    return [
      {
        id: `added-${idOf(when, draft)}`,
        kind: draft.kind,
        when,
        ifUnknown: draft.kind === "eligibility" ? "review" : "pass",
        legalBasis: basisText(basis),
        validFrom: basis.effectiveOn,
        formerly: [],
        says: say(draft.says.trim(), draft.says.trim()),
        tells: say(draft.tells.trim(), draft.tells.trim()),
        remedy: say(draft.remedy.trim(), draft.remedy.trim()),
      },
    ];
  });
  return { added, mistakes };
}

const idOf = (when: unknown, { kind }: AddedRule): string =>
  createHash("sha256")
    .update(JSON.stringify([kind, when]))
    .digest("hex")
    .slice(0, 8);
