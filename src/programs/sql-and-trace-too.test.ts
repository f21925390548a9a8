import { afterAll, beforeAll, test } from "vitest";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { type Bench, compareFamilies, openBench } from "#test/sql-and-trace.ts";

/** The other half of `sql-and-trace.test.ts`, in a file of its own so that two cores work. */
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

test(
  "SQL and a trace say the same of every random family of the second half, by every program, on every day",
  () => compareFamilies(bench, SIZES.sameVerdicts / 2 + 1, SIZES.sameVerdicts),
  PATIENCE,
);
