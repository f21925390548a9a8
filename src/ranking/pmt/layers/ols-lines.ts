import { type Centred, centre, gramAdder } from "#ranking/gram.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import type { LineDesign, Slot } from "./line-design.ts";
import { sparseRow } from "./pooled-line.ts";
import { placesWhere } from "./rows-used.ts";

/** A line by ordinary least squares, and the slots it could not tell apart from others. */
export type OlsLine = {
  readonly intercept: number;
  readonly weights: Float64Array;
  readonly dropped: readonly number[];
};

/** Official practice: a line of its own for each area with enough rows, the pooled one for the others. */
export type OlsLines = { readonly pooled: OlsLine; readonly areas: ReadonlyMap<number, OlsLine> };

/** An area has a line of its own from so many rows, and so many for each weight, on. */
const FEWEST_ROWS = 150;
const ROWS_PER_WEIGHT = 3;
/** A slot whose part that others do not tell is smaller than this share of it has fallen out. */
const NOTHING_OF_ITS_OWN = 1e-8;

/** Ordinary least squares with the design weights, pooled and by area. */
export function fitOls(design: LineDesign, table: SurveyTable): OlsLines {
  const order = solvingOrder(design.slots);
  const lineOf = (rows: Uint32Array) => olsLine(centredRows(design, table, rows), order);
  const { area } = table;
  const pooled = pooledOls(design, table, order);
  const areas = new Map<number, OlsLine>();
  if (area !== null) {
    const fewest = Math.max(FEWEST_ROWS, ROWS_PER_WEIGHT * (order.length - pooled.dropped.length));
    for (const [a, rows] of rowsByArea(area)) if (rows.length >= fewest) areas.set(a, lineOf(rows));
  }
  return { pooled, areas };
}

/** The line of all rows. Of slots that tell the same, those that come first in `order` are kept. */
export const pooledOls = (
  design: LineDesign,
  table: SurveyTable,
  order: readonly number[],
): OlsLine => {
  const rows = placesWhere(table.rows, () => true);
  return olsLine(centredRows(design, table, rows), order);
};

/** Rows of each area, areas by number. */
export function rowsByArea(area: Int32Array): ReadonlyMap<number, Uint32Array> {
  const lists = new Map<number, number[]>();
  for (let row = 0; row < area.length; row++) {
    const a = area[row] as number;
    if (a < 0) continue;
    const list = lists.get(a);
    if (list === undefined) lists.set(a, [row]);
    else list.push(row);
  }
  return new Map(
    [...lists].sort(([a], [b]) => a - b).map(([a, rows]) => [a, Uint32Array.from(rows)]),
  );
}

/** Numbers first, then levels from the rarest; the most frequent level is what others are measured against. */
function solvingOrder(slots: readonly Slot[]): readonly number[] {
  const places = slots.map((_, k) => k);
  const isReference = (k: number) =>
    slots[k]?.kind === "level" && slots[k]?.variable !== slots[k - 1]?.variable;
  return [
    ...places.filter((k) => slots[k]?.kind === "slope"),
    ...places.filter((k) => slots[k]?.kind !== "slope" && !isReference(k)).reverse(),
  ];
}

function centredRows(
  design: LineDesign,
  { weight, target }: SurveyTable,
  rows: Uint32Array,
): Centred {
  const adder = gramAdder(design.slots.length);
  for (const row of rows)
    adder.addSparse(weight[row] as number, target[row] as number, sparseRow(design, row));
  return centre(adder.take());
}

/** Solves the normal equations slot by slot; one that those before it tell already gets no weight. */
export function olsLine(centred: Centred, order: readonly number[]): OlsLine {
  const n = centred.means.length;
  const product = (a: number, b: number) => centred.products[a * n + b] as number;
  const kept: number[] = [];
  const roots: Float64Array[] = [];
  const dropped: number[] = [];
  for (const k of order) {
    const root = new Float64Array(kept.length + 1);
    let own = product(k, k);
    for (let a = 0; a < kept.length; a++) {
      const above = roots[a] as Float64Array;
      let rest = product(k, kept[a] as number);
      for (let b = 0; b < a; b++) rest -= (root[b] as number) * (above[b] as number);
      root[a] = rest / (above[a] as number);
      own -= (root[a] as number) ** 2;
    }
    if (own <= NOTHING_OF_ITS_OWN * product(k, k) || own <= Number.MIN_VALUE) {
      dropped.push(k);
      continue;
    }
    root[kept.length] = Math.sqrt(own);
    roots.push(root);
    kept.push(k);
  }
  const weights = new Float64Array(n);
  const solved = backwards(
    roots,
    forwards(
      roots,
      kept.map((k) => centred.withOutcome[k] as number),
    ),
  );
  for (const [a, k] of kept.entries()) weights[k] = solved[a] as number;
  const shift = weights.reduce((sum, w, k) => sum + w * (centred.means[k] as number), 0);
  return { intercept: centred.meanOutcome - shift, weights, dropped };
}

function forwards(roots: readonly Float64Array[], right: readonly number[]): Float64Array {
  const x = Float64Array.from(right);
  for (const [a, root] of roots.entries()) {
    for (let b = 0; b < a; b++) x[a] = (x[a] as number) - (root[b] as number) * (x[b] as number);
    x[a] = (x[a] as number) / (root[a] as number);
  }
  return x;
}

function backwards(roots: readonly Float64Array[], x: Float64Array): Float64Array {
  for (let a = roots.length - 1; a >= 0; a--) {
    for (let c = a + 1; c < roots.length; c++) {
      x[a] = (x[a] as number) - (roots[c]?.[a] as number) * (x[c] as number);
    }
    x[a] = (x[a] as number) / (roots[a]?.[a] as number);
  }
  return x;
}
