import { type ModelLine, type ModelVariable, slotStarts } from "#ranking/pmt/pmt-model.ts";
import type { LineDesign } from "./line-design.ts";

/** Points times whole units stay exact in every engine below this. */
const EXACT = 2 ** 53;

/** How the slots of a fit stand among the weights of a model. */
type Ground = {
  readonly design: LineDesign;
  readonly variables: readonly ModelVariable[];
  /** Weight of the rows that have each slot. */
  readonly counts: Float64Array;
};

/** A line in whole points. From here on there is no floating point. */
export function roundLine(
  line: { readonly intercept: number; readonly weights: Float64Array },
  { design, variables, counts }: Ground,
  decimals: number,
): ModelLine {
  const scale = 10 ** decimals;
  const starts = slotStarts(variables);
  const all = starts.at(-1) as number;
  const [weights, seen] = [new Float64Array(all), new Float64Array(all)];
  for (const [slot, { place }] of design.slots.entries()) {
    weights[place] = Math.round((line.weights[slot] as number) * scale);
    seen[place] = counts[slot] as number;
  }
  for (const [v, variable] of variables.entries()) {
    const [start, end] = [starts[v] as number, starts[v + 1] as number];
    if (variable.kind === "category") fillUnseen(weights, seen, start, end);
    else weights[start] = held(weights[start] as number, EXACT / (variable.high - variable.low));
  }
  // Adding zero: minus nothing is nothing in a file.
  return {
    intercept: Math.round(line.intercept * scale),
    weights: Array.from(weights, (w) => w + 0),
  };
}

/** A level, a rest or an absence that training never saw adds what its variable adds on average. */
function fillUnseen(weights: Float64Array, seen: Float64Array, start: number, end: number): void {
  let [sum, count] = [0, 0];
  for (let k = start; k < end; k++) {
    sum += (weights[k] as number) * (seen[k] as number);
    count += seen[k] as number;
  }
  const average = count > 0 ? Math.round(sum / count) : 0;
  for (let k = start; k < end; k++) if (seen[k] === 0) weights[k] = average;
}

const held = (weight: number, most: number): number =>
  Math.trunc(Math.min(Math.max(weight, -most), most));

/** Weight of the rows that have each slot. */
export function slotCounts(
  design: LineDesign,
  weight: Float64Array,
  rows: Iterable<number>,
): Float64Array {
  const counts = new Float64Array(design.slots.length);
  for (const row of rows) {
    const end = design.starts[row + 1] as number;
    for (let k = design.starts[row] as number; k < end; k++) {
      const slot = design.places[k] as number;
      counts[slot] = (counts[slot] as number) + (weight[row] as number);
    }
  }
  return counts;
}
