import { expect, test } from "vitest";
import type { Expression } from "#domain/rule.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import { LAYOUTS } from "#sources/layouts/all.ts";

/** What is said of a meter or house: it reaches a family by where it lives, never by who it is. */
const OF_HOUSES = new Set(
  LAYOUTS.filter(({ constants }) =>
    ["meter", "house"].includes(String(constants?.subject_kind)),
  ).map(({ constants }) => String(constants?.statement)),
);

function statementsIn(expression: Expression): readonly string[] {
  if ("evidence" in expression) return expression.evidence.statements;
  if ("all" in expression) return expression.all.flatMap(statementsIn);
  if ("any" in expression) return expression.any.flatMap(statementsIn);
  if ("not" in expression) return statementsIn(expression.not);
  if ("known" in expression) return statementsIn(expression.known);
  if ("members" in expression) return statementsIn(expression.members);
  return [];
}

test("no rule that turns a family away reads what is said of a meter or house; checks may", () => {
  expect([...OF_HOUSES]).toEqual(["power-va"]);
  const rules = ALL_PROGRAMS.flatMap(({ rules }) => rules);
  const reading = rules.filter(({ when }) => statementsIn(when).some((one) => OF_HOUSES.has(one)));
  expect(reading.length).toBeGreaterThan(0);
  expect(new Set(reading.map(({ kind }) => kind))).toEqual(new Set(["check"]));
});
