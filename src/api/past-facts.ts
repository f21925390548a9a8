import type { PastGroup } from "#contract/family-as-of.ts";
import type { Variable } from "#domain/variables/variable.ts";
import type { LaidFinding, PastFacts } from "#store/past-family.ts";
import { factGroups, type SourceNotes } from "./family-facts.ts";
import { sayAnswer } from "./family-words.ts";

/** Facts of a unit then, what findings laid over them that day, and what it says today where it still stands. */
export type ComparedFacts = {
  readonly facts: PastFacts;
  readonly sources: SourceNotes;
  readonly laid: readonly LaidFinding[];
  readonly now: readonly number[] | undefined;
};

/** Whether a confirmed finding was in force at an instant: no version in force then had answered it. */
export function wasLaid({ from, answered }: LaidFinding, at: Date): boolean {
  if (new Date(from) > at) return false;
  return !answered.some(
    (answer) =>
      new Date(answer.from) <= at && (answer.until === null || new Date(answer.until) > at),
  );
}

/** Facts in words as they were told then, each with what is said today where that differs. */
export function comparedGroups(
  order: readonly string[],
  { facts, sources, laid, now }: ComparedFacts,
  carried: readonly Variable[],
): PastGroup[] {
  const corrections = new Map(
    laid.flatMap(({ place, value }) =>
      place === null || value === null ? [] : [[place, value] as const],
    ),
  );
  const told = facts.map((value, at) => corrections.get(at + 1) ?? value ?? undefined);
  const held = { facts: told, sources, corrected: new Set(corrections.keys()) };
  return factGroups(order, held, carried).map((group) => ({
    ...group,
    facts: group.facts.map((fact) => {
      const at = order.indexOf(fact.variable);
      const variable = carried.find(({ id }) => id === fact.variable);
      const [said, today] = [facts[at], now?.[at]];
      if (variable === undefined) return fact;
      return {
        ...fact,
        ...(fact.corrected !== true || said === null || said === undefined
          ? {}
          : { versionSaid: { ...sayAnswer(variable, said) } }),
        ...(today === undefined || today === told[at]
          ? {}
          : { now: { ...sayAnswer(variable, today) } }),
      };
    }),
  }));
}

/** How many facts say something else today. */
export const countChanged = (groups: readonly PastGroup[]): number =>
  groups.reduce((sum, { facts }) => sum + facts.filter(({ now }) => now !== undefined).length, 0);
