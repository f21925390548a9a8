import fc from "fast-check";
import { expect, test } from "vitest";
import {
  causesOf,
  type PaymentFigure,
  reconcile,
  STUCK_STATUSES,
} from "./payment-reconciliation.ts";
import { PAYMENT_GROUPS, PAYMENT_STATUSES } from "./payment-status.ts";

const figure = fc.record({
  area: fc.constant("3307010001"),
  status: fc.constantFrom<PaymentFigure["status"]>("unreported", ...PAYMENT_STATUSES),
  isOnList: fc.boolean(),
  payments: fc.integer({ min: 1, max: 1_000_000 }),
  amountRupiah: fc.bigInt({ min: 0n, max: 10n ** 15n }),
});

test("sums add up: whoever is on the list is in exactly one group, in number and in money", () => {
  fc.assert(
    fc.property(fc.array(figure, { maxLength: 40 }), (figures) => {
      const { onList, offList, groups } = reconcile("3307010001", figures);
      const counted = PAYMENT_GROUPS.map((group) => groups[group]);
      expect(counted.reduce((sum, { payments }) => sum + payments, 0)).toBe(onList.payments);
      expect(counted.reduce((sum, one) => sum + one.amountRupiah, 0n)).toBe(onList.amountRupiah);
      const all = figures.reduce((sum, { payments }) => sum + payments, 0);
      expect(onList.payments + offList.payments).toBe(all);
    }),
  );
});

test("causes are those that somebody can mend, the most frequent first", () => {
  const of = (status: PaymentFigure["status"], payments: number): PaymentFigure => ({
    ...{ area: "33", status, isOnList: true, payments, amountRupiah: 600_000n },
  });
  const causes = causesOf([of("paid", 90), of("account-failed", 3), of("not-withdrawn", 7)]);
  expect(causes.map(({ status, payments }) => [status, payments])).toEqual([
    ["not-withdrawn", 7],
    ["account-failed", 3],
  ]);
  expect(STUCK_STATUSES).not.toContain("paid");
  expect(STUCK_STATUSES).toContain("standing-instruction");
});
