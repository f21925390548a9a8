import { expect, test } from "vitest";
import type { Key, Term } from "./blocking-key.ts";
import { foundByKeys } from "./found-by-keys.ts";
import type { FieldModel } from "./model.ts";
import type { Sample } from "./sample-parts.ts";
import type { ReadField } from "./standardise.ts";

const FIELDS: readonly ReadField[] = [0, 1].map((no) => ({
  column: `c${no}`,
  kind: "category",
  no,
  parts: ["whole", "start"],
}));
const whole = (no: number): Term => ({ field: FIELDS[no] as ReadField, part: 0 });
const key = (...numbers: readonly number[]): Key => ({ name: "key", terms: numbers.map(whole) });
/** True pairs agree in nine of ten values of either column. */
const MODEL = {
  fields: FIELDS.map(
    (): FieldModel => ({
      kind: "category",
      m: [0, 0.1, 0, 0.9, 0],
      u: [0, 1, 0, 0, 0],
      milliBits: [0, 0, 0, 0, 0],
    }),
  ),
};

/** A hundred records; the second column is not known in every `gap`-th. */
function sample(gap: number): Sample {
  const terms = FIELDS.flatMap((_, no) => [whole(no), { ...whole(no), part: 1 }]);
  const columns = terms.map((_, t) =>
    Float64Array.from({ length: 100 }, (__, row) => (t >= 2 && row % gap === 0 ? 0 : row + 1)),
  );
  return { terms, columns, inputNo: new Int32Array(100), inputs: [], scale: 1, records: 100 };
}

test("pairs that agree in no key are counted as missed, those with gaps too", () => {
  const complete = sample(1_000);
  expect(foundByKeys(complete, [key(0)], MODEL, 1)).toBeCloseTo(0.9, 1);
  expect(foundByKeys(complete, [key(0), key(1)], MODEL, 1)).toBeGreaterThan(0.97);
  expect(foundByKeys(complete, [key(0, 1)], MODEL, 1)).toBeCloseTo(0.81, 1);
  const halfKnown = foundByKeys(sample(2), [key(0, 1)], MODEL, 1);
  expect(halfKnown).toBeLessThan(0.3);
  expect(foundByKeys(sample(2), [key(0, 1)], MODEL, 1)).toBe(halfKnown);
});
