import fc from "fast-check";
import { expect, test } from "vitest";
import { MOVE_REASONS, type MoveReason } from "#domain/version-move.ts";
import { sharesOf, type World, worldColumn, worldsOf } from "./shares.ts";

const someReasons = fc.subarray([...MOVE_REASONS]);

/** Scores of all sixteen worlds, by name. */
const someScores = fc
  .array(fc.integer({ min: -90_000_000, max: 90_000_000 }), { minLength: 16, maxLength: 16 })
  .map((scores) => {
    const byName = new Map(
      worldsOf(MOVE_REASONS).map((world, i) => [worldColumn(world), scores[i]]),
    );
    return (world: World): number => byName.get(worldColumn(world)) as number;
  });

test("shares are whole numbers that add up to the move exactly, whatever reasons there are", () => {
  fc.assert(
    fc.property(someReasons, someScores, (reasons, score) => {
      const shares = Object.values(sharesOf(reasons, score));
      expect(shares.every(Number.isInteger)).toBe(true);
      const sum = shares.reduce((all, share) => all + share, 0);
      expect(sum).toBe(score(reasons) - score([]));
    }),
  );
});

test("each share is the mean over all orders, to less than two millionths", () => {
  fc.assert(
    fc.property(someReasons, someScores, (reasons, score) => {
      const shares = sharesOf(reasons, score);
      for (const reason of reasons) {
        const steps = orders(reasons).map((order) => {
          const at = order.indexOf(reason);
          return score(inOrder(order.slice(0, at + 1))) - score(inOrder(order.slice(0, at)));
        });
        const mean = steps.reduce((all, step) => all + step, 0) / steps.length;
        expect(Math.abs(shares[reason] - mean)).toBeLessThan(2);
      }
    }),
    { numRuns: 40 },
  );
});

test("a reason that changes nothing in any world, or is not there, has no share", () => {
  fc.assert(
    fc.property(someScores, fc.constantFrom(...MOVE_REASONS), (score, idle) => {
      const without = (world: World) => score(world.filter((reason) => reason !== idle));
      expect(sharesOf(MOVE_REASONS, without)[idle]).toBe(0);
      const others = MOVE_REASONS.filter((reason) => reason !== idle);
      expect(sharesOf(others, score)[idle]).toBe(0);
    }),
  );
});

function orders(reasons: readonly MoveReason[]): readonly (readonly MoveReason[])[] {
  if (reasons.length === 0) return [[]];
  return reasons.flatMap((first) =>
    orders(reasons.filter((one) => one !== first)).map((rest) => [first, ...rest]),
  );
}

const inOrder = (world: World): World => MOVE_REASONS.filter((reason) => world.includes(reason));
