import { ABSENT, type Codes } from "#ranking/pmt/encode-rows.ts";
import { type ModelVariable, slotStarts } from "#ranking/pmt/pmt-model.ts";

/**
 * Encoded rows as a line reads them: for each row the slots that are not zero and their values. Slots are those weights
 * of a model's line that some row speaks for, in order; a number's slope sees its distance from the middle in `per`.
 */
export type LineDesign = {
  readonly rows: number;
  readonly slots: readonly Slot[];
  /** Row i owns the entries from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly places: Uint16Array;
  readonly values: Float64Array;
};

/** One weight of a line. */
export type Slot = {
  /** Its place among all weights of the model's line. */
  readonly place: number;
  readonly variable: number;
  readonly kind: "slope" | "absent" | "level" | "rest";
  readonly only: -1 | 0 | 1;
};

/** All weights of a line in order. */
function allSlots(variables: readonly ModelVariable[]): readonly Slot[] {
  const slots = variables.flatMap((variable, v): readonly Omit<Slot, "place">[] => {
    const absent = { variable: v, kind: "absent", only: 0 } as const;
    if (variable.kind !== "category") {
      return [{ variable: v, kind: "slope", only: variable.only }, absent];
    }
    const levels = variable.levels.map(() => ({ variable: v, kind: "level", only: 0 }) as const);
    return [...levels, { variable: v, kind: "rest", only: 0 }, absent];
  });
  return slots.map((slot, place) => ({ ...slot, place }));
}

/** Encoded rows as a line reads them. */
export function lineDesign(variables: readonly ModelVariable[], codes: Codes): LineDesign {
  const rows = codes[0]?.length ?? 0;
  const firsts = slotStarts(variables);
  const starts = new Uint32Array(rows + 1);
  const places = new Uint16Array(rows * variables.length);
  const values = new Float64Array(rows * variables.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let v = 0; v < variables.length; v++) {
      const variable = variables[v] as ModelVariable;
      const code = (codes[v] as Int32Array)[row] as number;
      let [place, value] = [firsts[v] as number, 1];
      if (variable.kind === "category") {
        place += code === ABSENT ? variable.levels.length + 1 : code;
      } else if (code === ABSENT) place++;
      else value = code / variable.per;
      if (value === 0) continue;
      places[at] = place;
      values[at++] = value;
    }
    starts[row + 1] = at;
  }
  return onlySpoken({ rows, slots: allSlots(variables), starts, places, values }, at);
}

/** Leaves out the slots that no row has. */
function onlySpoken(design: LineDesign, entries: number): LineDesign {
  const isSpoken = new Uint8Array(design.slots.length);
  for (let k = 0; k < entries; k++) isSpoken[design.places[k] as number] = 1;
  const slots = design.slots.filter(({ place }) => isSpoken[place] === 1);
  const slotOf = new Uint16Array(design.slots.length);
  for (const [slot, { place }] of slots.entries()) slotOf[place] = slot;
  for (let k = 0; k < entries; k++) {
    design.places[k] = slotOf[design.places[k] as number] as number;
  }
  return { ...design, slots };
}

/** What a line gives a row, on the scale of its weights. */
export function lineValue(
  { starts, places, values }: LineDesign,
  row: number,
  intercept: number,
  weights: Float64Array,
): number {
  let sum = intercept;
  const end = starts[row + 1] as number;
  for (let k = starts[row] as number; k < end; k++) {
    sum += (weights[places[k] as number] as number) * (values[k] as number);
  }
  return sum;
}
