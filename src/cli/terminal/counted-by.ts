import { DECILE_BASIS_WORDS, type DecileBasis } from "#domain/decile-basis.ts";

/** "counted by persons (dihitung menurut orang)": over every table of deciles at a terminal. */
export function countedBy(basis: DecileBasis): string {
  const { id, en } = DECILE_BASIS_WORDS[basis];
  return `${en} (${id})`;
}
