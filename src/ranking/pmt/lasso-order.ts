import type { Centred } from "#ranking/gram.ts";

/** Columns that belong to one question. */
export type ColumnsOf = { readonly from: number; readonly to: number };

const STEPS = 40;
const SMALLEST = 1e-3;
const MOST_ROUNDS = 200;
const SMALL = 1e-7;

/**
 * Questions in the order in which they enter the path of the lasso, from a penalty under which nothing enters
 * down to nearly none; those that never enter come last, in the order of the file. Coordinate descent on sums.
 */
export function questionsInOrder(
  { means, products, withOutcome, weight }: Centred,
  questions: readonly ColumnsOf[],
): readonly number[] {
  const n = means.length;
  const scale = Float64Array.from({ length: n }, (_, k) =>
    Math.sqrt(Math.max((products[k * n + k] as number) / weight, 0)),
  );
  const isFlat = (k: number): boolean => !((scale[k] as number) > 1e-9);
  const right = Float64Array.from({ length: n }, (_, k) =>
    isFlat(k) ? 0 : (withOutcome[k] as number) / weight / (scale[k] as number),
  );
  const matrix = new Float64Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      matrix[a * n + b] =
        isFlat(a) || isFlat(b)
          ? 0
          : (products[a * n + b] as number) / weight / (scale[a] as number) / (scale[b] as number);
  const most = right.reduce((largest, r) => Math.max(largest, Math.abs(r)), 0);
  const x = new Float64Array(n);
  const entered: number[] = [];
  for (let step = 1; step <= STEPS && most > 0; step++) {
    descend(x, matrix, right, most * SMALLEST ** (step / STEPS), isFlat);
    const fresh = questions
      .map(({ from, to }, q) => ({ q, size: Math.max(...x.subarray(from, to).map(Math.abs)) }))
      .filter(({ q, size }) => size > 0 && !entered.includes(q))
      .sort((a, b) => b.size - a.size || a.q - b.q);
    entered.push(...fresh.map(({ q }) => q));
  }
  return [...entered, ...questions.map((_, q) => q).filter((q) => !entered.includes(q))];
}

function descend(
  x: Float64Array,
  matrix: Float64Array,
  right: Float64Array,
  penalty: number,
  isFlat: (k: number) => boolean,
): void {
  const n = x.length;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (let a = 0; a < n; a++) {
      if (isFlat(a)) continue;
      let rest = right[a] as number;
      for (let b = 0; b < n; b++)
        if (b !== a) rest -= (matrix[a * n + b] as number) * (x[b] as number);
      const next = Math.sign(rest) * Math.max(Math.abs(rest) - penalty, 0);
      moved = Math.max(moved, Math.abs(next - (x[a] as number)));
      x[a] = next;
    }
    if (moved < SMALL) return;
  }
}
