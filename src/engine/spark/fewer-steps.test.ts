import { expect, test } from "vitest";
import type { Pipeline } from "../engine.ts";
import type { Stage, Step } from "../step.ts";
import { fewerSteps } from "./fewer-steps.ts";

const step = (table: string, sql: string): Step => ({ table, sql });

function fewer(
  stages: readonly Stage[],
  outputs: readonly string[],
  keeps: readonly string[] = [],
) {
  const pipeline: Pipeline = {
    name: "test",
    inputs: [{ table: "given", files: [] }],
    stages,
    keeps,
    outputs: outputs.map((table) => ({ table, file: `${table}.parquet`, order: [] })),
  };
  const { stages: left, queries } = fewerSteps(pipeline);
  return { left: left.map((one) => ("repeat" in one ? "loop" : one)), queries };
}

test("what is read at one place becomes part of the query that reads it, and so on to the output", () => {
  const stages = [
    step("a", "select x from given"),
    step("b", "select x + 1 as x from a"),
    step("c", "with d as (select 1 as x) select b.x from b join d on d.x = b.x"),
  ];
  expect(fewer(stages, ["c"])).toEqual({
    left: [],
    queries: [
      "with c as (with b as (with a as (select x from given) select x + 1 as x from a), " +
        "d as (select 1 as x) select b.x from b join d on d.x = b.x) select * from c",
    ],
  });
});

test.each([
  ["is read twice in one query", [step("b", "select l.x from a l join a r on r.x = l.x")], []],
  ["is read by two steps", [step("b", "select x from a"), step("c", "select a.x from a, b")], []],
  ["is kept for the next run", [step("b", "select x from a")], ["a"]],
  ["is made again", [step("b", "select x from a"), step("a", "select x from b")], []],
] as const)("a table stays a step where it %s", (_why, after, keeps) => {
  const { left } = fewer([step("a", "select x from given"), ...after], ["b"], keeps);
  expect(left[0]).toEqual(step("a", "select x from given"));
});

test("a table stays a step where a loop reads it, or makes it anew", () => {
  const loop = { repeat: [step("b", "select x from a where x > 0")], until: "b", atMost: 3 };
  const a = step("a", "select x from given");
  expect(fewer([a, loop], []).left).toEqual([a, "loop"]);
  const again = { repeat: [step("a", "select x from given where x > 0")], until: "a", atMost: 3 };
  expect(fewer([a, again, step("b", "select x from a")], ["b"]).left).toEqual([a, "loop"]);
});

test("a table stays a step where what it is made of is another by the time it is read", () => {
  const stages = [
    step("now", "select x from given"),
    step("before", "select x from now"),
    step("now", "select x + 1 as x from given"),
    step("b", "select before.x from before, now"),
  ];
  expect(fewer(stages, ["b"]).left).toEqual(stages.slice(0, 3));
});

test("a name within another is not that name", () => {
  const stages = [step("pair", "select x from given"), step("b", "select pair_id as x from pair")];
  expect(fewer(stages, ["b"]).left).toEqual([]);
});
