import fc from "fast-check";
import { expect, test } from "vitest";
import {
  chanceOfWeight,
  REVIEW_STAKES,
  type ReviewWorth,
  reviewValue,
  sayWhyNow,
} from "./review-value.ts";

const worths: fc.Arbitrary<ReviewWorth> = fc.record({
  chancePermille: fc.integer({ min: 0, max: 1000 }),
  stake: fc.constantFrom(...REVIEW_STAKES),
  daysWaiting: fc.nat(500),
});

test("more doubt, more at stake or a longer wait never puts a pair further back", () => {
  fc.assert(
    fc.property(worths, (worth) => {
      const value = reviewValue(worth);
      expect(Number.isSafeInteger(value) && value > 0).toBe(true);
      const nearer = worth.chancePermille + Math.sign(500 - worth.chancePermille);
      expect(reviewValue({ ...worth, chancePermille: nearer })).toBeGreaterThanOrEqual(value);
      expect(reviewValue({ ...worth, stake: "receives" })).toBeGreaterThanOrEqual(value);
      expect(reviewValue({ ...worth, daysWaiting: worth.daysWaiting + 1 })).toBeGreaterThanOrEqual(
        value,
      );
      const mirrored = { ...worth, chancePermille: 1000 - worth.chancePermille };
      expect(reviewValue(mirrored)).toBe(value);
    }),
  );
});

test("a weight without calibration: no bits are even odds, ten bits are a thousand to one", () => {
  expect([-10_000, -1_000, 0, 1_000, 6_000, 10_000].map(chanceOfWeight)).toEqual([
    1, 333, 500, 667, 985, 999,
  ]);
});

test("why now, in one sentence", () => {
  expect(sayWhyNow({ chancePermille: 520, stake: "receives", daysWaiting: 12 })).toEqual({
    id: "Didahulukan karena mesin paling ragu di sini (peluang 52 % satu orang), seseorang di dalamnya menerima bantuan, dan sudah menunggu 12 hari.",
    en: "It comes now because the machine doubts most here (52 % chance of one person), somebody in it receives aid, and it has waited 12 days.",
  });
});

test("a chance that nothing measured is not named", () => {
  const said = sayWhyNow({ chancePermille: undefined, stake: "none", daysWaiting: 3 });
  expect(said).toEqual({
    id: "Ditanyakan karena mesin tidak dapat menaksir peluangnya, tidak ada bantuan yang bergantung padanya, dan sudah menunggu 3 hari.",
    en: "It is asked because the machine cannot tell how likely it is, nobody's aid hangs on it, and it has waited 3 days.",
  });
});
