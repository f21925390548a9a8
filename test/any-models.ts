import fc from "fast-check";
import { FEATURES, RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import type { WelfareModel } from "#ranking/welfare-model.ts";

const micro = fc.integer({ min: -900_000, max: 900_000 });
const exactly = <T>(arbitrary: fc.Arbitrary<T>, length: number) =>
  fc.array(arbitrary, { minLength: length, maxLength: length });

/** Models of any weights. */
export const anyModels: fc.Arbitrary<WelfareModel> = fc.record({
  id: fc.constant("pmt-test"),
  regencyNo: fc.constant(0),
  intercept: fc.integer({ min: 10_000_000, max: 16_000_000 }),
  weights: exactly(micro, FEATURES.length),
  absent: exactly(micro, RANKED_VARIABLES.length),
  households: fc.constant(700),
});

/** Answers of a family to every ranked variable, absent ones among them. */
export const anyAnswers: fc.Arbitrary<Readonly<Record<string, number>>> = exactly(
  fc.integer({ min: -5, max: 120 }),
  RANKED_VARIABLES.length,
).map((values) =>
  Object.fromEntries(RANKED_VARIABLES.map(({ id }, v) => [id, values[v] as number])),
);
