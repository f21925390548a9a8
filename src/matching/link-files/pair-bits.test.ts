import fc from "fast-check";
import { expect, test } from "vitest";
import { bitsWhere, countBoth, inAll, moveOver } from "./pair-bits.ts";

test("sets of pairs are counted, cut and moved as plain sets are", () => {
  const some = fc.uint8Array({ minLength: 70, maxLength: 70 });
  fc.assert(
    fc.property(some, some, some, (x, y, z) => {
      const [one, other, third] = [x, y, z].map((own) =>
        bitsWhere(own.length, (i) => (own[i] ?? 0) % 2 === 1),
      ) as [Uint32Array, Uint32Array, Uint32Array];
      const plain = (holds: (i: number) => boolean): number => [...x.keys()].filter(holds).length;
      const odd = (own: Uint8Array, i: number): boolean => (own[i] ?? 0) % 2 === 1;
      expect(countBoth(one, other)).toBe(plain((i) => odd(x, i) && odd(y, i)));
      expect(countBoth(inAll([one, other]), third)).toBe(
        plain((i) => odd(x, i) && odd(y, i) && odd(z, i)),
      );
      moveOver(one, other, third);
      expect(countBoth(one, one)).toBe(plain((i) => odd(x, i) && !odd(z, i)));
      expect(countBoth(other, other)).toBe(plain((i) => odd(y, i) || (odd(x, i) && odd(z, i))));
    }),
  );
});
