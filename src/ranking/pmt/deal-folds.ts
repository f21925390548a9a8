import { createHash } from "node:crypto";

const digestOf = (words: string): string => createHash("md5").update(words).digest("hex");

/**
 * Deals whole groups to folds, like cards: in the order of a digest of seed and name, each next one to the
 * fold with the fewest rows so far. The same names and seed give the same folds whatever the order of rows.
 */
export function dealFolds(
  groups: readonly { readonly name: string; readonly rows: number }[],
  folds: number,
  seed: number,
): Uint8Array {
  const order = groups
    .map(({ name, rows }, i) => ({ i, rows, digest: digestOf(`${seed}|${name}`), name }))
    .sort((a, b) => (a.digest < b.digest || (a.digest === b.digest && a.name < b.name) ? -1 : 1));
  const dealt = new Uint8Array(groups.length);
  const held = new Float64Array(folds);
  for (const { i, rows } of order) {
    const fold = held.indexOf(Math.min(...held));
    dealt[i] = fold;
    held[fold] = (held[fold] ?? 0) + rows;
  }
  return dealt;
}
