import { parsePersonName, strictName } from "#domain/person-name.ts";

/** A written name in the strict normal form, and the rule that it touches. */
export type ReadName = { readonly value: string | null; readonly note: string | null };

const PLAIN = /^[A-Z]+(?: [A-Z]+)*$/;
const LONGEST = 100;

const NOTES = {
  "no-letters": "name-no-letters",
  "has-digits": "name-has-digits",
  "too-long": "name-too-long",
} as const;

/**
 * A reader that remembers words: a name of plain words, none of which is ever changed by the strict
 * form, is its own strict form. Everything else goes the whole way through the law book.
 */
export function nameReader(): (written: string) => ReadName {
  const inert = new Map<string, boolean>();
  const isInert = (word: string): boolean => {
    const known = inert.get(word);
    if (known !== undefined) return known;
    // At the head, inside and at the end: the three places where the strict form may change a word.
    const found = [`${word} ZZ`, `ZZ ${word} ZZ`, `ZZ ${word}`].every(
      (name) => strictName(name) === name,
    );
    inert.set(word, found);
    return found;
  };
  return (written) => {
    const upper = written.toUpperCase();
    if (upper.length <= LONGEST && PLAIN.test(upper) && upper.split(" ").every(isInert)) {
      return { value: upper, note: null };
    }
    return readWhole(written);
  };
}

function readWhole(written: string): ReadName {
  const parsed = parsePersonName(written);
  const value = strictName(written.slice(0, 2 * LONGEST));
  return { value: value === "" ? null : value, note: parsed.ok ? null : NOTES[parsed.problem] };
}
