import { expect, test } from "vitest";
import { decisionLines, decisionReport } from "./decision-words.ts";

const counts = { standing: 9, applied: 5, waiting: 1, indistinct: 0 };
const held = { ...counts, setAside: 0, contradictions: [] };
const against = {
  ...counts,
  setAside: 3,
  contradictions: [{ kind: "decisions-contradict", decisions: [4, 7, 9] }],
} as const;

test("a build counts the decisions that it held to, and warns of those that contradict each other by their numbers", () => {
  expect(decisionLines(undefined)).toEqual([]);
  expect(decisionLines(held)).toHaveLength(1);
  const warned = decisionLines(against).join("\n");
  expect(warned).toContain("5 of 9 hold, 1 wait, 0 indistinct, 3 set aside");
  expect(warned).toContain("PERINGATAN");
  expect(warned).toContain("4, 7, 9: A sama dengan B, B sama dengan C, tetapi A bukan C");
});

test("the report says the same to statisticians", () => {
  expect(decisionReport(undefined)).toEqual([]);
  expect(decisionReport(held)).toContain("| 9 | 5 | 1 | 0 | 0 |");
  expect(decisionReport(held).join("\n")).not.toContain("contradict each other");
  expect(decisionReport(against).join("\n")).toContain("- Decisions 4, 7, 9 contradict each other");
});
