import { describe, expect, test } from "vitest";
import { addDays, type PlainDate } from "./plain-date.ts";
import {
  mayStep,
  needsPaper,
  PLAN_MOVES,
  PLAN_REASONS,
  PLAN_STATES,
  type PlanEvent,
  readPlan,
} from "./plan.ts";
import { PLAN_ACTS } from "./plan-acts.ts";
import { planTermsOn } from "./plan-clock.ts";
import { type PlanReason, WARNING_REASONS } from "./plan-terms.ts";

const DAY = "2026-01-05" as PlainDate;
const on = (days: number): PlainDate => addDays(DAY, days);
const did = (
  act: PlanEvent["act"],
  days: number,
  reason?: PlanReason,
  by = "pendamping",
): PlanEvent => ({
  act,
  on: on(days),
  by,
  ...(reason === undefined ? {} : { reason }),
  ...(needsPaper(act, reason) ? { paperOn: on(days) } : {}),
});
const ask = (
  events: readonly PlanEvent[],
  event: PlanEvent,
  { hasPaper = true, hasCodes = true } = {},
) => {
  const may = mayStep(DAY, events, { ...event, hasPaper, hasCodes });
  return may.ok ? may.value.state : may.problem;
};

const TO_DELIVERY = [
  did("assess", 2, "needs-support"),
  did("set-goals", 3),
  did("refer", 5),
  did("accept", 9),
  did("deliver", 30),
];
const WARNED = [0, 30, 60].map((day) => did("warn", day, "school-absence"));

test("a plan walks from assessment to the third check, and says what is due when", () => {
  expect(readPlan(DAY, [])).toMatchObject({ state: "assessing", dueOn: on(14) });
  expect(readPlan(DAY, TO_DELIVERY)).toMatchObject({ state: "following", dueOn: "2026-05-04" });
  const checks = [88, 180, 362].map((day) => did("check", day, "improving"));
  const dues = [1, 2, 3].map((many) => readPlan(DAY, [...TO_DELIVERY, ...checks.slice(0, many)]));
  expect(dues.map(({ dueOn }) => dueOn)).toEqual(["2026-08-04", "2027-02-04", on(362 + 30)]);
  expect(ask([...TO_DELIVERY, ...checks], did("graduate", 365, "able-assessed"))).toBe("graduated");
});

test("a check waits for its month, and after the third there is none", () => {
  expect(ask(TO_DELIVERY, did("check", 60, "improving"))).toBe("check-too-early");
  const checks = [88, 180, 362].map((day) => did("check", day, "worse"));
  expect(ask([...TO_DELIVERY, ...checks], did("check", 370, "worse"))).toBe("checks-done");
  expect(ask([...TO_DELIVERY, ...checks], did("graduate", 370, "able-assessed"))).toBe("not-able");
});

test("support names a need and a plan names a goal; whoever is able needs none", () => {
  const none = { hasCodes: false };
  expect(ask([], did("assess", 1, "needs-support"), none)).toBe("codes-missing");
  expect(ask([], did("assess", 1, "able"), none)).toBe("planning");
  const assessed = [did("assess", 1, "needs-support")];
  expect(ask(assessed, did("set-goals", 2), none)).toBe("codes-missing");
  expect(ask(assessed, did("set-goals", 2))).toBe("planned");
});

test("nobody is able by hope: an assessment or the last check says it", () => {
  expect(ask([], did("graduate", 1, "able-assessed"))).toBe("not-able");
  expect(ask([did("assess", 1, "able")], did("graduate", 2, "able-assessed"))).toBe("graduated");
  expect(ask([], did("graduate", 1, "own-word"), { hasPaper: false })).toBe("paper-missing");
  expect(ask([], did("graduate", 1, "own-word"))).toBe("graduated");
});

describe("a forced graduation", () => {
  const forced = did("propose-forced", 95, "school-absence");

  test("needs every warning, each long enough ago", () => {
    expect(ask(WARNED.slice(0, 2), forced)).toBe("warnings-missing");
    expect(ask(WARNED, did("propose-forced", 70, "school-absence"))).toBe("warnings-missing");
    expect(ask(WARNED.slice(0, 1), did("warn", 10, "school-absence"))).toBe("warned-too-soon");
    expect(ask(WARNED, forced)).toBe("proposed");
  });

  test("is confirmed by a second person, or refused and looked at again", () => {
    const proposed = [...WARNED, forced];
    expect(ask(proposed, did("confirm-forced", 96))).toBe("same-person");
    expect(ask(proposed, did("confirm-forced", 96, undefined, "verifikator"))).toBe("graduated");
    expect(ask(proposed, did("refuse-forced", 96, "excuse-valid", "verifikator"))).toBe(
      "assessing",
    );
    const gone = readPlan(DAY, [...proposed, did("confirm-forced", 96, undefined, "v")]);
    expect(gone.path).toBe("forced");
  });

  test("is never for a target", () => {
    const words = Object.values(PLAN_REASONS).flat();
    expect(words.filter((word) => /target|quota|kuota/.test(word))).toEqual([]);
    expect(ask(WARNED, did("propose-forced", 95, "target" as PlanReason))).toBe("reason-unknown");
    expect(PLAN_REASONS["propose-forced"]).toEqual(WARNING_REASONS);
  });
});

test("a shock begins the plan again, even after graduation, and old warnings count no more", () => {
  const left = [...WARNED, did("graduate", 61, "own-word")];
  const struck = [...left, did("shock", 200, "disaster")];
  expect(readPlan(DAY, struck)).toMatchObject({ state: "assessing", warnings: 0, dueOn: on(214) });
  expect(ask(struck, did("propose-forced", 300, "school-absence"))).toBe("warnings-missing");
});

test("every act leads somewhere; ended plans know only a shock; late plans change by nobody's silence", () => {
  const led = new Set(PLAN_STATES.flatMap((state) => Object.keys(PLAN_MOVES[state])));
  expect([...led].sort()).toEqual([...PLAN_ACTS].sort());
  for (const state of ["graduated", "kept", "withdrawn"] as const)
    expect(Object.keys(PLAN_MOVES[state])).toEqual(["shock"]);
  expect(readPlan(DAY, TO_DELIVERY)).toEqual(readPlan(DAY, TO_DELIVERY));
  expect(planTermsOn("1990-01-01" as PlainDate).checkMonths).toEqual([3, 6, 12]);
});
