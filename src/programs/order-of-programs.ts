import type { Program } from "#domain/program.ts";
import { accept, type Result, refuse } from "#domain/result.ts";

/**
 * Programs in the order in which they are determined: after all that a recipient of theirs may not receive, else as
 * given. Two that exclude each other, at any remove, have no order and are refused.
 */
export function orderOfPrograms<Of extends { readonly program: Exclusive }>(
  programs: readonly Of[],
): Result<readonly Of[], "exclusive-in-a-circle"> {
  const ordered: Of[] = [];
  const waiting = new Set(programs);
  while (waiting.size > 0) {
    const here = new Set([...waiting].map(({ program }) => program.id));
    const next = [...waiting].find(({ program }) =>
      exclusionsOf(program).every((id) => !here.has(id)),
    );
    if (next === undefined) return refuse("exclusive-in-a-circle");
    ordered.push(next);
    waiting.delete(next);
  }
  return accept(ordered);
}

type Exclusive = Pick<Program, "id" | "exclusiveWith">;

/** Programs whose recipients have no place in this one, in the order in which they are asked. */
export const exclusionsOf = ({ exclusiveWith }: Pick<Program, "exclusiveWith">) =>
  exclusiveWith.map(({ program }) => program);
