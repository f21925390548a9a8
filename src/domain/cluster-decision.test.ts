import fc from "fast-check";
import { expect, test } from "vitest";
import { pairsToDecide } from "./cluster-decision.ts";

const clusters = fc
  .record({ size: fc.integer({ min: 2, max: 12 }), picks: fc.array(fc.nat(11), { maxLength: 12 }) })
  .map(({ size, picks }) => ({
    hub: 1,
    chosen: [...new Set(picks.map((pick) => 1 + (pick % size)))].sort((a, b) => a - b),
  }));

test("to part takes one decision for each chosen record, and each names the middle", () => {
  fc.assert(
    fc.property(clusters, ({ hub, chosen }) => {
      const parted = chosen.filter((key) => key !== hub);
      const pairs = pairsToDecide("different", parted, hub);
      expect(pairs.map(({ record }) => record)).toEqual(parted);
      expect(pairs.every(({ other }) => other === hub)).toBe(true);
    }),
  );
});

test("to join takes one decision fewer than records, and they hang together", () => {
  fc.assert(
    fc.property(clusters, ({ hub, chosen }) => {
      const pairs = pairsToDecide("same", chosen, hub);
      expect(pairs).toHaveLength(Math.max(0, chosen.length - 1));
      const reached = new Set(pairs.flatMap(({ record, other }) => [record, other]));
      if (chosen.length > 1) expect([...reached].sort((a, b) => a - b)).toEqual(chosen);
    }),
  );
});
