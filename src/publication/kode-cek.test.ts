import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { KODE_CEK_ALPHABET, mintKodeCek, parseKodeCek, spellKodeCek } from "./kode-cek.ts";

const codes = fc
  .uint8Array({ minLength: 12, maxLength: 12 })
  .map((bytes) => mintKodeCek(() => bytes));

test("what is minted is read back, however it is written", () => {
  fc.assert(
    fc.property(codes, (code) => {
      for (const written of [code, spellKodeCek(code), ` ${code.toLowerCase()} `]) {
        expect(parseKodeCek(written)).toEqual({ ok: true, value: code });
      }
    }),
  );
});

test("one wrong character and two swapped neighbours are noticed", () => {
  fc.assert(
    fc.property(codes, fc.nat(12), fc.nat(31), (code, place, to) => {
      const other = KODE_CEK_ALPHABET.charAt(to);
      if (code[place] !== other) {
        const wrong = code.slice(0, place) + other + code.slice(place + 1);
        expect(parseKodeCek(wrong).ok).toBe(false);
      }
      const left = code[place];
      const right = code[place + 1];
      if (left !== undefined && right !== undefined && left !== right) {
        const swapped = code.slice(0, place) + right + left + code.slice(place + 2);
        expect(parseKodeCek(swapped).ok).toBe(false);
      }
    }),
  );
});

test("letters that look like digits are read as digits", () => {
  const code = mintKodeCek(() => new Uint8Array(12));
  expect(parseKodeCek(code.replaceAll("0", "o")).ok).toBe(true);
});

test.each([
  ["", "wrong-length"],
  ["ABC", "wrong-length"],
  ["ABCD-EFGH-JKMN-!", "unknown-character"],
])("%j is refused: %s", (text, problem) => {
  expect(parseKodeCek(text)).toEqual({ ok: false, problem });
});

test("never throws", () => {
  fc.assert(fc.property(fc.string(), (text) => typeof parseKodeCek(text).ok === "boolean"));
});

test("every character comes up about equally often", () => {
  const seen = new Map<string, number>();
  for (let i = 0; i < 2_000; i++) {
    for (const char of mintKodeCek(randomBytes).slice(0, 12)) {
      seen.set(char, (seen.get(char) ?? 0) + 1);
    }
  }
  expect(seen.size).toBe(32);
  for (const count of seen.values()) expect(Math.abs(count - 750)).toBeLessThan(200);
});
