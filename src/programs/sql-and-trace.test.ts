import { afterAll, beforeAll, expect, test } from "vitest";
import { withConfirmed } from "#domain/program.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import {
  type Bench,
  compareFamilies,
  DAYS,
  openBench,
  outcomesOf,
  type Row,
  worldOf,
  writeWorld,
} from "#test/sql-and-trace.ts";
import { ALL_PROGRAMS, getProgram, inForceOn, PROGRAMS } from "./programs.ts";
import { rulesetOn } from "./ruleset.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

test("every program is in force on one of the days", () => {
  const seen = new Set(DAYS.flatMap((day) => inForceOn(ALL_PROGRAMS, day)).map(({ id }) => id));
  expect([...seen].sort()).toEqual(ALL_PROGRAMS.map(({ id }) => id).sort());
});

test(
  "SQL and a trace say the same of every random family of the first half, by every program, on every day",
  () => compareFamilies(bench, 1, SIZES.sameVerdicts / 2),
  PATIENCE,
);

/** As versions were decided under them: a decision of the past is read under these ids for ever. */
const DECIDED_UNDER = ["pkh-89b4207d7350", "sembako-7ea8fea81245", "pbi-jk-a019b2d16877"];

test("the rules under which versions were decided are still found under their ids", () => {
  expect(PROGRAMS.map((program) => rulesetOn(program, "2026-10-01").id)).toEqual(DECIDED_UNDER);
  expect(PROGRAMS.map((program) => rulesetOn(program, "2025-03-01").id)).toEqual(DECIDED_UNDER);
});

test("an old day is determined by its own rules, whatever came since", async () => {
  const world = worldOf(7, 150);
  await writeWorld(bench, world);
  const sembako = getProgram("sembako");
  const [waiting] = sembako.unconfirmed ?? [];
  if (waiting === undefined) throw new Error("the narrower row is not in the data");
  const since = withConfirmed(sembako, waiting);
  const then = await outcomesOf(bench, [sembako], "2026-07-31", world);
  expect(await outcomesOf(bench, [since], "2026-07-31", world)).toEqual(then);
  const today = await outcomesOf(bench, [since], "2026-08-01", world);
  const placed = (rows: readonly Row[]) =>
    rows.filter(({ outcome }) => outcome !== "ineligible").length;
  expect(placed(today)).toBeLessThan(placed(then));
  expect(today[0]?.ruleset_id).not.toBe(then[0]?.ruleset_id);
});
