import { expect, test } from "vitest";
import { apportion, type Share } from "./apportion.ts";
import { dice } from "./dice.ts";

const sum = (places: ReadonlyMap<number, bigint>) =>
  [...places.values()].reduce((all, one) => all + one, 0n);

test("514 regencies have exactly the places of the nation, each within one of its exact share", () => {
  const roll = dice(7);
  for (let round = 0; round < 50; round++) {
    const shares: Share[] = Array.from({ length: 514 }, (_, i) => ({
      regionNo: 1101 + i,
      weight: roll(1_000_000),
    }));
    const total = BigInt([10_000_000, 18_300_000, 96_800_000, 17, 0][round % 5] as number);
    const places = apportion(total, shares);
    expect(sum(places)).toBe(total);
    const all = shares.reduce((one, { weight }) => one + BigInt(weight), 0n);
    for (const { regionNo, weight } of shares) {
      const off = (places.get(regionNo) ?? 0n) * all - total * BigInt(weight);
      expect(off > -all && off < all).toBe(true);
    }
  }
});

test("equal remainders go to the lower region number, whatever the order of the shares", () => {
  const shares = [3204, 1101, 9403].map((regionNo) => ({ regionNo, weight: 1 }));
  const expected = new Map([
    [1101, 2n],
    [3204, 2n],
    [9403, 1n],
  ]);
  expect(new Map(apportion(5n, shares))).toEqual(expected);
  expect(new Map(apportion(5n, shares.toReversed()))).toEqual(expected);
});

test("the pitfall it is documented with: one place more in the nation takes one from a region", () => {
  const shares = [
    { regionNo: 1, weight: 6 },
    { regionNo: 2, weight: 6 },
    { regionNo: 3, weight: 2 },
  ];
  expect([...apportion(10n, shares).values()]).toEqual([4n, 4n, 2n]);
  expect([...apportion(11n, shares).values()]).toEqual([5n, 5n, 1n]);
});

test("nobody weighs anything: nobody has a place; a region twice is a bug", () => {
  expect([...apportion(3n, [{ regionNo: 1, weight: 0 }]).values()]).toEqual([0n]);
  const twice = [
    { regionNo: 1, weight: 1 },
    { regionNo: 1, weight: 2 },
  ];
  expect(() => apportion(3n, twice)).toThrow(/twice/);
});
