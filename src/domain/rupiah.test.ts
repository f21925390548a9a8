import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRupiah, toRupiah, writeRupiah } from "./rupiah.ts";

test.each([
  ["1250000", 1_250_000n],
  ["Rp 1.250.000", 1_250_000n],
  ["Rp1.250.000,00", 1_250_000n],
  ["rp. 600.000,-", 600_000n],
  ["-Rp500", -500n],
  ["0", 0n],
])("%s is %s rupiah", (text, amount) => {
  expect(parseRupiah(text)).toEqual({ ok: true, value: amount });
});

test.each([
  ["", "not-an-amount"],
  ["gratis", "not-an-amount"],
  ["1,250,000", "not-an-amount"],
  ["1.25", "not-an-amount"],
  ["1.5e6", "not-an-amount"],
  ["12,50", "not-an-amount"],
  ["9".repeat(20), "too-large"],
])("%j is refused: %s", (text, problem) => {
  expect(parseRupiah(text)).toEqual({ ok: false, problem });
});

test("an amount is read back as it was written", () => {
  expect(writeRupiah(1_250_000n)).toBe("Rp1.250.000");
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (amount) => {
      expect(parseRupiah(writeRupiah(amount))).toEqual({ ok: true, value: toRupiah(amount) });
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseRupiah(text)));
});
