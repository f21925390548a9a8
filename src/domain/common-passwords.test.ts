import { expect, test } from "vitest";
import { isFirstGuess } from "./common-passwords.ts";

test.each([
  "password1234",
  "PASSWORD  1234!",
  "Kata Sandi 2026",
  "bismillah123",
  "rahasia rahasia",
  "indonesia2026!",
  "aaaaaaaaaaaa",
  "kuda kuda kuda",
  "1234123412341",
  "123456789012",
  "098765432109",
  "qwertyuiopasd",
  "abcdefghijklm",
])("%s is a first guess", (text) => {
  expect(isFirstGuess(text)).toBe(true);
});

test.each([
  "kuda hujan meja biru",
  "sebelas huru",
  "passwordnya bukan ini",
  "tukang kayu 1987",
  "🌧🌧 payung merah",
])("%s is not: no rule asks for capitals, digits or signs", (text) => {
  expect(isFirstGuess(text)).toBe(false);
});
