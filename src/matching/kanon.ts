import { nameWords, strictName } from "#domain/person-name.ts";

/** What matching compares of one word of a strict name. Digests are 46 bits, so that sums of them stay whole. */
export type WordForm = {
  /** The one text that a similarity function may see, A-Z only. */
  readonly kanon: string;
  readonly digest: number;
  /** First letter; 2 where the word is nothing but that, 1 for MUHAMMAD, which an opening M is read as. */
  readonly initial: string;
  readonly isInitial: number;
  /** How many letters were written, and a digest of a few whatever their order (0 of more than `FEW_LETTERS`). */
  readonly letters: number;
  readonly lettersDigest: number;
};

/** Old spelling, Arabic transliteration and Javanese endings folded (linkage.md 4.4), in this order. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/OE/g, "U"],
  [/TJ/g, "C"],
  [/DJ|J/g, "Y"],
  [/S[YH]/g, "S"],
  // Rachmat and Achmad are breathed, Chairul and Khairul are not.
  [/([AEIOU])[CK]H(?=[^AEIOU])/g, "$1"],
  [/CH|KH|Q/g, "K"],
  [/DZ/g, "Z"],
  [/DH/g, "D"],
  [/TH/g, "T"],
  [/TS/g, "S"],
  [/PH|F|V/g, "P"],
  [/[ZX]/g, "S"],
  [/H/g, ""],
  [/EE|IE/g, "I"],
  [/OO/g, "U"],
  [/AE/g, "AI"],
  [/([A-Z])\1+/g, "$1"],
  [/([^AEIOU])Y$/, "$1I"],
  [/O$/, "A"],
  [/D$/, "T"],
  [/B$/, "P"],
];

const WHOLE_WORDS: Readonly<Record<string, string>> & { readonly MUHAMMAD: string } = {
  MUHAMMAD: "MHD",
  ABDUL: "ABDL",
  ABD: "ABDL",
  ABDOEL: "ABDL",
  ST: "SITI",
  SITTI: "SITI",
};

/** One word of a strict name in its kanon; a word is never folded to nothing. */
export function kanonWord(word: string): string {
  const whole = WHOLE_WORDS[word];
  if (whole !== undefined) return whole;
  const folded = FOLDS.reduce((text, [from, to]) => text.replace(from, to), word);
  return folded === "" ? word : folded;
}

/** Names of more letters are not compared whatever their order. */
export const FEW_LETTERS = 4;

/** A word of a staged name: one strict word, or what is left of it once it is strict. */
export function wordForm(written: string): WordForm {
  const words = nameWords(strictName(written));
  const kanon = words.map(kanonWord).join("");
  const letters = words.join("");
  return {
    kanon,
    digest: digest46(kanon),
    initial: initialOf(letters, kanon),
    isInitial: kanon.length === 1 ? 2 : kanon === WHOLE_WORDS.MUHAMMAD ? 1 : 0,
    letters: letters.length,
    lettersDigest:
      letters.length > FEW_LETTERS
        ? 0
        : [...letters].reduce((sum, letter) => sum + digest46(letter), 0),
  };
}

/** What the kanon makes of a letter that opens a word. */
const INITIALS: Readonly<Record<string, string>> = {
  J: "Y",
  F: "P",
  V: "P",
  Z: "S",
  X: "S",
  Q: "K",
};

/**
 * The first letter of the kanon; of an H, which the kanon drops, and of a word of one letter, whose
 * ending is no ending, the letter as written: B is the initial of BUDI and H that of HADI.
 */
function initialOf(word: string, kanon: string): string {
  const first = word.slice(0, 1);
  if (word.length > 1 && first !== "H") return kanon.slice(0, 1);
  return INITIALS[first] ?? first;
}

/** As many bits as leave room for a place in the name and a sum of words. */
function digest46(text: string): number {
  return text === "" ? 0 : Math.floor(digest52(text) / 64) || 1;
}

/** 52 bits of a text, the same on every machine: two rounds of a multiplicative mix. */
export function digest52(text: string): number {
  if (text === "") return 0;
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b >>> 12) * 0x1_0000_0000 + (a >>> 0) || 1;
}
