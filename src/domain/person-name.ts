import { accept, type Result, refuse } from "./result.ts";

declare const personName: unique symbol;

/** A name as it was written, with single spaces. Kept as the person writes it; compared by normal form. */
export type PersonName = string & { readonly [personName]: true };

export type PersonNameProblem = "no-letters" | "has-digits" | "too-long";

/** Permendagri 73/2022 allows 60 on new papers; older papers carry longer names with titles. */
const LONGEST = 100;

/** Any name with at least one letter that can be folded to A-Z, no digits, and at most 100 signs. */
export function parsePersonName(text: string): Result<PersonName, PersonNameProblem> {
  const written = text.normalize("NFC").trim().replaceAll(/\s+/g, " ");
  if (written.length > LONGEST) return refuse("too-long");
  if (/\p{N}/u.test(written)) return refuse("has-digits");
  if (!/[A-Z]/.test(foldToAscii(written))) return refuse("no-letters");
  return accept(written as PersonName);
}

/** Stand before a name: religious, academic and civil. Whole words only. */
const HEAD_TITLES = new Set(
  "H HJ HAJI HAJJAH KH KYAI KIAI UST USTAD USTADZ USTAZ USTADZAH DRS DRA IR DR DRG DRH PROF TN NY NN SDR SDRI BPK ALM ALMH".split(
    " ",
  ),
);

/** Stand after a name, written with or without dots. */
const TAIL_TITLES = new Set(
  `SPD SPDI SPDSD SPDAUD SH SHI SE SEI SSY ST STP SSI SSOS SSOSI SIP SIKOM SKOM SAG SKM SKEP SKEPNS
   SFARM SPSI SPT SPI SHUT SSTP SSN SHUM STRKEB STRKES SKED SGZ AMD AMDKEB AMDKEP AMDPD AMDKOM
   AMA APT NS MPD MPDI MM MH MHI MSI MSC MKES MKM MKOM MT MAG MAP MHUM MBA MSY MFARM MEI MTI PHD
   ALM ALMH`
    .split(/\s+/)
    .filter((title) => title !== ""),
);

/** Titles that are also names of people: only where they are written with dots. */
const DOTTED_TAIL_TITLES = new Set("SS MA BA LC BSC MP MS SST".split(" "));

/** One name, many spellings (linkage.md 4.3). */
const MUHAMMAD = new Set(
  `MUHAMMAD MUHAMAD MUHAMMED MUHAMED MOHAMMAD MOHAMAD MOHAMMED MOHAMED MOCHAMMAD MOCHAMAD
   MUCHAMMAD MUCHAMAD MOKHAMMAD MOKHAMAD MUKHAMMAD MUKHAMAD MUCH MOCH MOKH MOH MUH MHD MOHD MUHD MHMD`.split(
    /\s+/,
  ),
);

const FATHERED = new Set(["BIN", "BINTI", "BINTE", "BTE", "BT"]);

const UNDOTTED = /^[A-Z]+( [A-Z]+)*$/;

type Word = { readonly letters: string; readonly isDotted: boolean };

/**
 * The strict normal form: two names are the same in the public lookup when these are equal. It
 * forgives case, spaces, accents, apostrophes, titles at the ends, bin/binti and the spellings of
 * Muhammad, and nothing else. Only A-Z and single spaces; empty only where there was no letter.
 */
export function strictName(name: string): string {
  let form = name;
  for (;;) {
    const next = strictOnce(form);
    if (next === form) return form;
    form = next;
  }
}

/**
 * The wide normal form, for officers inside their own region: the strict form, and old spelling
 * (oe, dj, tj, nj, sj, ch) with doubled letters written once. A key, never shown.
 */
export function wideName(name: string): string {
  let form = wideOnce(name);
  for (;;) {
    const next = wideOnce(form);
    if (next === form) return form;
    form = next;
  }
}

/** The words of a strict name, in the order written. */
export function nameWords(strict: string): readonly string[] {
  return strict === "" ? [] : strict.split(" ");
}

function strictOnce(name: string): string {
  const words = withoutTitles(splitWords(foldToAscii(name)));
  return withoutFathered(words)
    .map(({ letters }, place, all) => oneMuhammad(letters, place, all.length))
    .join(" ");
}

function wideOnce(name: string): string {
  const old = strictName(name)
    .replaceAll("OE", "U")
    .replaceAll("DJ", "J")
    .replaceAll("TJ", "C")
    .replaceAll("CH", "KH")
    .replaceAll("J", "Y");
  return old.replaceAll(/([A-Z])\1+/g, "$1");
}

/** Nothing to fold: most names of a delivery. */
const PLAIN = /^[A-Za-z ,.]*$/;

/** Upper case A-Z, with accents taken off and apostrophes closed up. */
function foldToAscii(text: string): string {
  if (PLAIN.test(text)) return text.toUpperCase();
  return text
    .normalize("NFKD")
    .replaceAll(/[\p{M}'’‘`ʼʻ´"]/gu, "")
    .toUpperCase();
}

function splitWords(folded: string): readonly Word[] {
  if (UNDOTTED.test(folded)) {
    return folded.split(" ").map((letters) => ({ letters, isDotted: false }));
  }
  return [...folded.matchAll(/([A-Z]+)(\.?)/g)].map(([, letters = "", dot]) => ({
    letters,
    isDotted: dot === ".",
  }));
}

function withoutTitles(words: readonly Word[]): readonly Word[] {
  let [from, to] = [0, words.length];
  while (to - from > 1) {
    if (HEAD_TITLES.has(words[from]?.letters ?? "")) {
      from++;
      continue;
    }
    const length = tailTitleLength(words, from, to);
    if (length === 0) break;
    to -= length;
  }
  return from === 0 && to === words.length ? words : words.slice(from, to);
}

/** How many words before `to` make a title, 0 where none; the word at `from` is never one of them. */
function tailTitleLength(words: readonly Word[], from: number, to: number): number {
  let joined = "";
  let found = 0;
  for (let length = 1; length <= 3 && to - length > from; length++) {
    const word = words[to - length];
    if (word === undefined || (length > 1 && !word.isDotted)) break;
    joined = word.letters + joined;
    if (TAIL_TITLES.has(joined)) found = length;
    if (length > 1 && DOTTED_TAIL_TITLES.has(joined)) found = length;
  }
  return found;
}

/** bin and binti between a name and the father's name say nothing that both spellings share. */
function withoutFathered(words: readonly Word[]): readonly Word[] {
  if (words.length < 3) return words;
  return words.filter(({ letters, isDotted }, place) => {
    const isInside = place > 0 && place < words.length - 1;
    return !(isInside && (FATHERED.has(letters) || (letters === "B" && isDotted)));
  });
}

/** "M" alone stands for Muhammad only where it opens a longer name. */
function oneMuhammad(letters: string, place: number, length: number): string {
  const opens = letters === "M" && place === 0 && length > 1;
  return opens || MUHAMMAD.has(letters) ? "MUHAMMAD" : letters;
}
