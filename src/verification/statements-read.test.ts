import { expect, test } from "vitest";
import { EVIDENCE_STATEMENTS } from "#domain/evidence-statement.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import { listStatementsRead } from "./statements-read.ts";

const read = listStatementsRead("2026-10-01", ALL_PROGRAMS);

test("a strong meter asks a person to look, receiving a state premium does not", () => {
  expect(read).toContainEqual({
    statement: "power-va",
    amountAtLeast: 2201,
    minProbabilityMilli: 950,
    maxAgeDays: 400,
    isAlwaysChecked: true,
  });
  expect(read.map(({ statement }) => statement)).not.toContain("pbi");
});

test("every statement that rules read has words for the officer", () => {
  const named: readonly string[] = EVIDENCE_STATEMENTS;
  expect(read.filter(({ statement }) => !named.includes(statement))).toEqual([]);
});
