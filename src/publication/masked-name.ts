/** More words than this are left out, so that a mask never tells how long a name is. */
const WORDS_SHOWN = 3;

/**
 * The harmless form of a name, "S*** A***": first letters only, always three stars, so that the
 * owner knows themselves and nobody else learns a name.
 */
export function maskName(name: string): string {
  const words = name
    .toUpperCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "")
    .slice(0, WORDS_SHOWN);
  return words.length === 0 ? "***" : words.map((word) => `${[...word][0]}***`).join(" ");
}
