import type { Program } from "#domain/program.ts";
import { takeComponents } from "./components.ts";
import type { Facts, Member } from "./evaluate-expression.ts";
import { type Ruleset, rulesetOn } from "./ruleset.ts";

/** One member with the component they fall under, and whether the limits of the family leave a place for it. */
export type ComponentMember = {
  readonly personId: bigint;
  readonly component: string | undefined;
  readonly isCounted: boolean;
  readonly amountRupiah: number;
};

export type FamilyComponents = {
  readonly members: readonly ComponentMember[];
  /** Rupiah of one phase, within the limits. */
  readonly amountRupiah: number;
};

/** What a family is paid for by the rule in force on a day. Of members alike, who comes first in the list is counted first. */
export function familyComponents(
  program: Program,
  members: readonly Member[],
  day: string,
): FamilyComponents {
  const ruleset = rulesetOf(program, day);
  const { benefit } = ruleset.program;
  if (benefit.kind !== "components") throw new Error(`${program.id} is not paid by components`);
  const subject = { family: {} as Facts, evidence: undefined };
  const left = new Map(
    takeComponents(benefit, { ...subject, members }, ruleset).map(({ component, count }) => [
      component.id,
      count,
    ]),
  );
  const counted = members.map((member): ComponentMember => {
    const fit = takeComponents(benefit, { ...subject, members: [member] }, ruleset).find(
      ({ count }) => count > 0,
    );
    const id = fit?.component.id;
    const places = id === undefined ? 0 : (left.get(id) ?? 0);
    if (id !== undefined && places > 0) left.set(id, places - 1);
    const isCounted = places > 0;
    return {
      personId: member.personId,
      component: id,
      isCounted,
      amountRupiah: isCounted ? (fit?.component.amountRupiah ?? 0) : 0,
    };
  });
  return {
    members: counted,
    amountRupiah: counted.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0),
  };
}

const RULESETS = new Map<string, Ruleset>();

/** The same rules of the same day are made once: a book asks them for each family. */
function rulesetOf(program: Program, day: string): Ruleset {
  const key = `${program.id} ${day}`;
  const known = RULESETS.get(key);
  if (known?.program.id === program.id && known.asOf === day) return known;
  if (RULESETS.size > 50) RULESETS.clear();
  const made = rulesetOn(program, day);
  RULESETS.set(key, made);
  return made;
}
