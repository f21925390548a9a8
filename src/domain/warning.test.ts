import { expect, test } from "vitest";
import { COMMITMENT_EXCUSES, judgeCommitment } from "./commitment.ts";
import { remedyDueOn } from "./payment-remedy.ts";
import type { PlainDate } from "./plain-date.ts";
import {
  isSuspended,
  mayWarn,
  needsCheck,
  needsLetter,
  readWarning,
  touchesMoney,
  WARNING_MOVES,
  WARNING_REASONS_OF,
  type WarningAsk,
  type WarningEvent,
} from "./warning.ts";
import { WARNING_ACTS, WARNING_STATES, WARNING_TERMS, type WarningAct } from "./warning-terms.ts";

const day = (text: string) => text as PlainDate;
const said = (act: WarningAct, on: string, by = "a"): WarningEvent => ({
  act,
  on: day(on),
  by,
  ...(needsLetter(act) ? { letterOn: day(on) } : {}),
  ...(WARNING_REASONS_OF[act].length === 0 ? {} : { reason: WARNING_REASONS_OF[act][0] }),
});
const asked = (act: WarningAct, on: string, more: Partial<WarningAsk> = {}): WarningAsk => ({
  ...said(act, on),
  hasLetter: true,
  failedOn: day(on),
  isOutOfReach: false,
  ...more,
});
const problem = (events: readonly WarningEvent[], ask: WarningAsk) => {
  const may = mayWarn(events, ask);
  return may.ok ? "may" : may.problem;
};

const FIRST = [said("send-first", "2026-01-05")];
const SECOND = [...FIRST, said("send-second", "2026-02-02")];
const PROPOSED = [...SECOND, said("propose", "2026-03-02")];
const ANNOUNCED = [...PROPOSED, said("confirm", "2026-03-30", "b")];

test("every state meets every act: it leads somewhere or is refused, and nowhere to the end of a membership", () => {
  const reached = new Set<string>();
  for (const state of WARNING_STATES)
    for (const act of WARNING_ACTS) {
      const next = WARNING_MOVES[state][act];
      if (next !== undefined) reached.add(next);
    }
  expect([...reached].sort()).toEqual(WARNING_STATES.filter((one) => one !== "unsent").toSorted());
  expect(Object.keys({ ...WARNING_MOVES.cleared, ...WARNING_MOVES.ended })).toEqual([]);
  for (const { suspendedPhases, answerDays } of WARNING_TERMS) {
    expect(suspendedPhases).toBe(1);
    expect(answerDays).toBeGreaterThan(0);
  }
});

test("a rung rests on a new check, after the days to answer, and never where nothing is in reach", () => {
  expect(problem([], asked("send-first", "2026-01-05"))).toBe("may");
  expect(problem([], asked("send-first", "2026-01-05", { failedOn: undefined }))).toBe(
    "no-failed-check",
  );
  expect(problem([], asked("send-first", "2026-01-05", { isOutOfReach: true }))).toBe(
    "out-of-reach",
  );
  expect(problem([], asked("send-first", "2026-01-05", { hasLetter: false }))).toBe(
    "letter-missing",
  );
  expect(problem(FIRST, asked("send-second", "2026-01-20"))).toBe("still-answering");
  expect(problem(FIRST, asked("send-second", "2026-01-21"))).toBe("may");
  expect(problem(FIRST, asked("send-second", "2026-02-02", { failedOn: day("2026-01-05") }))).toBe(
    "no-failed-check",
  );
  expect(problem(FIRST, asked("propose", "2026-02-02"))).toBe("not-now");
  expect(WARNING_ACTS.filter(needsCheck)).toEqual(["send-first", "send-second", "propose"]);
});

test("what touches money is decided by another than who proposed it", () => {
  expect(problem(PROPOSED, asked("confirm", "2026-03-30", { by: "a" }))).toBe("same-person");
  expect(problem(PROPOSED, asked("confirm", "2026-03-30", { by: "b" }))).toBe("may");
  const heard = [...ANNOUNCED, said("answer", "2026-04-01")];
  expect(problem(heard, asked("reject", "2026-04-02", { by: "a" }))).toBe("same-person");
  expect(problem([...FIRST, said("answer", "2026-01-06")], asked("reject", "2026-01-07"))).toBe(
    "may",
  );
  expect(touchesMoney("second-heard", "reject")).toBe(false);
});

test("a suspension waits for the days to answer and then for the next phase, lasts one, and an answer holds it back", () => {
  const standing = readWarning(ANNOUNCED);
  expect([standing.answerUntil, standing.suspends?.code]).toEqual(["2026-04-14", "2026-q3"]);
  const days = ["2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01"].map(day);
  expect(days.map((one) => isSuspended(standing, one))).toEqual([false, true, true, false]);
  const heard = [...ANNOUNCED, said("answer", "2026-04-13")];
  expect(isSuspended(readWarning(heard), day("2026-07-01"))).toBe(false);
  expect(readWarning([...heard, said("reject", "2026-07-03", "b")]).suspends?.code).toBe("2026-q4");
  expect(readWarning([...heard, said("accept", "2026-07-03")]).suspends).toBeUndefined();
  expect(problem(ANNOUNCED, asked("finish", "2026-09-30"))).toBe("phase-not-over");
  expect(problem(ANNOUNCED, asked("finish", "2026-10-01"))).toBe("may");
});

test("a book that holds what the table does not is a bug", () => {
  expect(() => readWarning([said("confirm", "2026-01-01")])).toThrow("does not confirm");
});

test.each([
  ["school", 60, 51, undefined, "met"],
  ["school", 60, 50, undefined, "not-met"],
  ["school", 60, 50, "sick", "excused"],
  ["school", 60, 60, "sick", "met"],
  ["school", 0, 0, undefined, "unknown"],
  ["health", 0, 0, undefined, "unknown"],
  ["health", 1, 0, undefined, "not-met"],
  ["health", 1, 1, undefined, "met"],
  ["health", 1, 0, "out-of-reach", "excused"],
] as const)("%s: %i due, %i done, excuse %s is %s", (commitment, due, done, excuse, result) => {
  expect(judgeCommitment({ commitment, due, done, excuse, on: day("2026-11-01") })).toBe(result);
});

test("every excuse excuses", () => {
  for (const excuse of COMMITMENT_EXCUSES)
    expect(
      judgeCommitment({ commitment: "school", due: 10, done: 0, excuse, on: day("2026-11-01") }),
    ).toBe("excused");
});

test("a payment that stands still has its day, within its phase; one that is on its way has none", () => {
  expect(remedyDueOn("not-withdrawn", day("2026-11-02"), day("2026-12-31"))).toBe("2026-11-09");
  expect(remedyDueOn("account-failed", day("2026-12-28"), day("2026-12-31"))).toBe("2026-12-31");
  expect(remedyDueOn("paid", day("2026-11-02"), day("2026-12-31"))).toBeUndefined();
});
