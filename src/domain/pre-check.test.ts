import { expect, test } from "vitest";
import {
  adviseOn,
  READY_ADVICE_WORDS,
  READY_ADVICES,
  READY_LINKS,
  READY_QUESTIONS,
  type ReadyAnswers,
} from "./pre-check.ts";

/** Every way to answer. */
const ALL = Array.from(
  { length: 2 ** READY_QUESTIONS.length },
  (_, bits) =>
    Object.fromEntries(
      READY_QUESTIONS.map((question, place) => [question, (bits & (1 << place)) !== 0]),
    ) as ReadyAnswers,
);

test("whatever is answered, something can be done; who may propose is led there, whatever else is said", () => {
  for (const answers of ALL) {
    const advice = adviseOn(answers);
    expect(advice.length).toBeGreaterThan(0);
    const mayPropose = answers["same-village"] && !answers["receives-aid"];
    expect(advice.includes("propose")).toBe(mayPropose);
    expect(advice.some((one) => READY_LINKS[one] !== undefined || one === "other-village")).toBe(
      true,
    );
  }
});

test("every advice is given to somebody, and none of them says no", () => {
  const given = new Set(ALL.flatMap(adviseOn));
  expect([...given].sort()).toEqual([...READY_ADVICES].sort());
  for (const { id } of Object.values(READY_ADVICE_WORDS))
    expect(id).not.toMatch(/ditolak|tidak berhak|tidak layak/i);
});
