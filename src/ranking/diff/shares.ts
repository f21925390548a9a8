import { MOVE_REASONS, type MoveReason } from "#domain/version-move.ts";
import type { Dialect } from "#engine/dialect.ts";

/** What of the new version already holds in a made-up world: the reasons that have come true, in their order. */
export type World = readonly MoveReason[];

/** All worlds between the version before (nothing new) and the version after (everything), the first and the last with them. */
export function worldsOf(reasons: readonly MoveReason[]): readonly World[] {
  return Array.from({ length: 2 ** reasons.length }, (_, world) =>
    reasons.filter((_, i) => Math.floor(world / 2 ** i) % 2 === 1),
  );
}

/** The column with the score of a world. */
export const worldColumn = (world: World): string => `at_${["before", ...world].join("_")}`;

/**
 * The move of a score shared out among reasons, the same for SQL and for a plain reading: of each reason the mean of what
 * it adds over all orders in which the reasons may come true (Shapley). Whole numbers: what was shared out up to a reason
 * is cut to whole millionths, so that the shares add up to the move exactly and a reason that adds nothing has none.
 */
export function sharesOf(
  reasons: readonly MoveReason[],
  score: (world: World) => number,
): Readonly<Record<MoveReason, number>> {
  const orders = factorial(reasons.length);
  let before = 0;
  const shares = MOVE_REASONS.map((reason) => {
    const reached = worldsOf(reasons).reduce(
      (sum, world) => sum + weightUpTo(reasons, reason, world) * score(world),
      0,
    );
    const upTo = Math.trunc(reached / orders);
    const share = upTo - before;
    before = upTo;
    return [reason, share + 0] as const;
  });
  return Object.fromEntries(shares) as Record<MoveReason, number>;
}

/** The same as SQL, one column a reason: `by_membership` and so on, over columns named by worldColumn. */
export function shareColumns(
  reasons: readonly MoveReason[],
  { quotient }: Dialect,
): readonly string[] {
  const orders = String(factorial(reasons.length));
  const upTo = MOVE_REASONS.map((reason) => {
    const terms = worldsOf(reasons).flatMap((world) => {
      const weight = weightUpTo(reasons, reason, world);
      return weight === 0 ? [] : [`${weight} * ${worldColumn(world)}`];
    });
    return terms.length === 0 ? "0" : quotient(terms.join(" + "), orders);
  });
  return MOVE_REASONS.map(
    (reason, i) => `cast(${upTo[i]} - ${upTo[i - 1] ?? "0"} as bigint) as by_${reason}`,
  );
}

/** How often a world's score counts in the shares of a reason and of all before it, in n! orders. */
function weightUpTo(reasons: readonly MoveReason[], last: MoveReason, world: World): number {
  const upTo = reasons.filter((one) => MOVE_REASONS.indexOf(one) <= MOVE_REASONS.indexOf(last));
  return upTo.reduce((sum, reason) => sum + weightOf(reasons, reason, world), 0);
}

function weightOf(reasons: readonly MoveReason[], reason: MoveReason, world: World): number {
  const isIn = world.includes(reason);
  const others = world.length - (isIn ? 1 : 0);
  const orders = factorial(others) * factorial(reasons.length - 1 - others);
  return isIn ? orders : -orders;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
