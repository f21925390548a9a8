import { nameWords, strictName } from "#domain/person-name.ts";

/** What matching compares of one name; keys are 52-bit digests, 0 where there is nothing. */
export type NameForm = {
  /** Digest of the strict normal form. */
  readonly strictKey: number;
  /** Digests of the kanon: in order, with words sorted, with words joined. */
  readonly kanonKey: number;
  readonly sortedKey: number;
  readonly joinedKey: number;
  /** Digests of the first five words of the kanon. */
  readonly words: readonly [number, number, number, number, number];
  readonly wordCount: number;
  readonly lastWord: number;
  /** First letters of the words, and 1 where one of the words is nothing but its first letter. */
  readonly initials: string;
  readonly hasInitial: number;
  /** Of names of three or four letters, a digest of them in the order of the alphabet; 0 for others. */
  readonly lettersKey: number;
  /** The kanon without spaces, A-Z only: the one text that a similarity function may see. */
  readonly joined: string;
};

/** Words kept apart; more of them are so rare that the joined form is enough. */
const WORDS_KEPT = 5;

/** Old spelling, Arabic transliteration and Javanese endings folded (linkage.md 4.4). */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/OE/g, "U"],
  [/DJ|J/g, "Y"],
  [/TJ/g, "C"],
  [/S[JYH]/g, "S"],
  [/CH|KH|Q/g, "K"],
  [/DZ|DH/g, "D"],
  [/TH/g, "T"],
  [/TS/g, "S"],
  [/PH|F|V/g, "P"],
  [/[ZX]/g, "S"],
  [/H/g, ""],
  [/EE|IE/g, "I"],
  [/OO/g, "U"],
  [/([A-Z])\1+/g, "$1"],
  [/([^AEIOU])Y$/, "$1I"],
  [/O$/, "A"],
  [/D$/, "T"],
  [/B$/, "P"],
];

const WHOLE_WORDS: Readonly<Record<string, string>> = {
  MUHAMMAD: "MHD",
  ABDUL: "ABDL",
  ABD: "ABDL",
  ABDOEL: "ABDL",
  ACHMAD: "AMAT",
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

/** A maker of forms that remembers words: a nation has few words in its many names. */
export function nameForms(): (name: string) => NameForm {
  const kanonOf = new Map<string, string>();
  return (name) => {
    const strict = strictName(name);
    const words = nameWords(strict).map((word) => remember(kanonOf, word));
    return formOf(strict, words);
  };
}

function formOf(strict: string, words: readonly string[]): NameForm {
  const kept = [0, 1, 2, 3, 4].map((place) => digest52(words[place] ?? ""));
  return {
    strictKey: digest52(strict),
    kanonKey: digest52(words.join(" ")),
    sortedKey: digest52([...words].sort().join(" ")),
    joinedKey: digest52(words.join("")),
    words: kept as unknown as NameForm["words"],
    wordCount: Math.min(words.length, WORDS_KEPT),
    lastWord: digest52(words.at(-1) ?? ""),
    initials: nameWords(strict)
      .map((word, place) => initialOf(word, words[place] ?? ""))
      .join(""),
    hasInitial: words.some((word) => word.length === 1) ? 1 : 0,
    lettersKey: lettersKey(strict.replaceAll(" ", "")),
    joined: words.join(""),
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

/** One edit says little of so short a name; two letters that changed places, as in SIR, say much. */
function lettersKey(written: string): number {
  const isShort = written.length === 3 || written.length === 4;
  return isShort ? digest52([...written].sort().join("")) : 0;
}

function remember(kanonOf: Map<string, string>, word: string): string {
  const known = kanonOf.get(word);
  if (known !== undefined) return known;
  const made = kanonWord(word);
  kanonOf.set(word, made);
  return made;
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
