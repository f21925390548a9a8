import { isInForce, type Program, programOn } from "#domain/program.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { findIn, ofVersionOn, type ProgramBook } from "./program-book.ts";

export type ChoiceProblem = "program-unknown" | "program-not-in-force";

/**
 * Programs of these ids as they are on a day, with those whose recipients they do not take: without them nobody could
 * say who has a place. Without ids, those of a version as of that day.
 */
export function choosePrograms(
  ids: readonly string[] | undefined,
  day: string,
  book: ProgramBook,
): Result<readonly Program[], ChoiceProblem> {
  const chosen = new Map<string, Program>();
  const waiting = [...(ids ?? ofVersionOn(book, day).map(({ id }) => id))];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    if (chosen.has(id)) continue;
    const program = findIn(book, id);
    if (program === undefined) return refuse("program-unknown");
    if (!isInForce(program, day)) return refuse("program-not-in-force");
    chosen.set(id, programOn(program, day));
    waiting.push(...program.exclusiveWith.map((other) => other.program));
  }
  return accept([...chosen.values()]);
}
