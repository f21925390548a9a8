import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { kanonWord, wordForm } from "./kanon.ts";

/** Printed in docs/developers/matching.md. */
const EXAMPLES: Readonly<Record<string, string>> = {
  MHD: "MUHAMMAD, MOHAMAD, MOCHAMMAD, MOCH, MOH, MUH",
  AMAT: "AHMAD, ACHMAD, AKHMAD, AHMAT",
  ABDL: "ABDUL, ABDOEL, ABD",
  SITI: "SITI, SITTI, SITIE, ST",
  SUYATMOKA: "SUJATMOKO, SOEDJATMOKO, SOEJATMOKA",
  CAYONA: "CAHYONO, TJAHYONO, TJAHJONO",
  YUNAIDI: "JUNAIDI, DJUNAEDI, YUNAEDI",
  SARIP: "SYARIF, SJARIF, SHARIF, SARIF",
  SAIPUDIN: "SAIFUDDIN, SAEFUDIN, SYAIFUDDIN",
  KAIRUL: "KHAIRUL, CHAIRUL, KHAERUL",
  RAMAT: "RAHMAT, RACHMAT, RAKHMAD",
  MUTAR: "MUHTAR, MUCHTAR, MUKHTAR",
  SULKIPLI: "ZULKIFLI, DZULKIFLI, ZULKIPLI",
  PATONA: "FATONAH, FATHONAH, PATONAH",
  RISKI: "RIZKI, RIZKY, RIZQI, RISKI",
  IDAYAT: "HIDAYAT, HIDAJAT, HIDAYAD",
  WIDODA: "WIDODO, WIDODA",
  NYOMAN: "NYOMAN, NJOMAN",
};

test.each(Object.entries(EXAMPLES))("%s is the kanon of %s", (kanon, spellings) => {
  const found = spellings.split(", ").map((word) => wordForm(word).kanon);
  expect(new Set(found)).toEqual(new Set([kanon]));
});

test("the handbook prints the same examples", () => {
  const handbook = readFileSync(
    join(import.meta.dirname, "..", "..", "docs", "developers", "matching.md"),
    "utf8",
  );
  const rows = Object.entries(EXAMPLES).map(([kanon, words]) => `| ${kanon} | ${words} |`);
  expect(handbook).toContain(rows.join("\n"));
});

const letters = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const anyWord = fc.array(letters, { minLength: 1, maxLength: 14 }).map((word) => word.join(""));

test("a kanon is A-Z, never empty and never longer than the word", () => {
  fc.assert(
    fc.property(anyWord, (word) => {
      const kanon = kanonWord(word);
      expect(kanon).toMatch(/^[A-Z]+$/);
      expect(kanon.length).toBeLessThanOrEqual(Math.max(word.length, 4));
    }),
  );
});

/** Spellings that people use for the same sound: old orthography, Arabic transliteration, Javanese endings. */
const SAME_SOUND = [
  ["OE", "U"],
  ["DJ", "J"],
  ["TJ", "C"],
  ["SJ", "SY"],
  ["SH", "SY"],
  ["CH", "KH"],
  ["KH", "K"],
  ["Q", "K"],
  ["DZ", "Z"],
  ["AE", "AI"],
  ["DH", "D"],
  ["TH", "T"],
  ["TS", "S"],
  ["PH", "F"],
  ["F", "P"],
  ["V", "P"],
  ["Z", "S"],
  ["X", "S"],
  ["AA", "A"],
  ["LL", "L"],
  ["EE", "I"],
  ["IE", "I"],
  ["OO", "U"],
] as const;
/** Syllables that no fold touches, so that only what stands between them decides. */
const syllable = fc.constantFrom("BA", "LA", "MU", "NI", "RU", "WA", "GA");

test("two spellings of one sound have one kanon wherever they stand in a word", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SAME_SOUND), syllable, syllable, ([one, other], head, tail) => {
      const isVowel = /^[AEIOU]/.test(one);
      const [before, after] = isVowel ? [`${head}N`, `N${tail}`] : [head, "A"];
      expect(kanonWord(`${before}${one}${after}`)).toBe(kanonWord(`${before}${other}${after}`));
    }),
  );
});

test("a letter written twice, and an H, change nothing", () => {
  fc.assert(
    fc.property(syllable, syllable, syllable, fc.nat(5), (a, b, c, at) => {
      const word = `${a}${b}${c}`;
      const twice = `${word.slice(0, at)}${word[at]}${word.slice(at)}`;
      const breathed = `${word.slice(0, at + 1)}H${word.slice(at + 1)}`;
      expect(kanonWord(twice)).toBe(kanonWord(word));
      expect(kanonWord(breathed)).toBe(kanonWord(word));
    }),
  );
});

test("words of different sounds keep apart: BUDI, BUDA, BUNGA and BULAN", () => {
  const words = ["BUDI", "BUDA", "BUNGA", "BULAN", "SITI", "SARI", "WATI", "WANTI"];
  expect(new Set(words.map(kanonWord)).size).toBe(words.length);
});

test("digests stay whole where eight words are summed, and letters know no order", () => {
  fc.assert(
    fc.property(anyWord, (word) => {
      const form = wordForm(word);
      expect(form.digest).toBeLessThan(2 ** 46);
      expect(form.digest > 0).toBe(form.kanon !== "");
      expect(Number.isInteger(form.digest)).toBe(true);
    }),
  );
  expect(wordForm("SIR").lettersDigest).toBe(wordForm("SRI").lettersDigest);
  expect(wordForm("SIR").lettersDigest).not.toBe(wordForm("SARI").lettersDigest);
});
