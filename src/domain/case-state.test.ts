import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CaseAsk, mayAct } from "./case-act.ts";
import { dueAt, isOverdue, officeDay, URGENCIES } from "./case-clock.ts";
import { placeOfStep, stepOf } from "./case-procedure.ts";
import {
  CASE_ACTS,
  CASE_MOVES,
  CASE_STATES,
  type CaseEvent,
  type CaseStanding,
  follow,
  OFFICER_ACTS,
  readCase,
} from "./case-state.ts";
import { NATIONAL_CALENDAR as WIB } from "./office-calendar.ts";
import type { PlainDate } from "./plain-date.ts";
import {
  REACTIVATION,
  REACTIVATION_STEPS,
  type ReactivationStep,
} from "./reactivation-procedure.ts";
import { addWorkingDays, isWorkingDay } from "./working-days.ts";

const day = (text: string) => text as PlainDate;
/** A Monday, ten o'clock in western Indonesia. */
const MONDAY = "2026-11-02T03:00:00.000Z";
type Event = CaseEvent<ReactivationStep>;
const pass = (step: ReactivationStep, by: string, at = MONDAY): Event => ({
  act: "pass",
  step,
  at,
  by,
});
const REPORTED = [pass("letter", "desa"), pass("report", "desa")];
const read = (events: readonly Event[]) =>
  readCase(REACTIVATION, { urgency: "planned", openedAt: MONDAY, calendar: WIB }, events);
const ask = (act: CaseAsk["act"], more: Partial<CaseAsk> = {}): CaseAsk => ({
  act,
  by: "somebody",
  holds: () => true,
  now: MONDAY,
  ...more,
});
const may = (events: readonly Event[], asked: CaseAsk) => {
  const answer = mayAct(REACTIVATION, read(events), events, asked);
  return answer.ok ? "yes" : answer.problem;
};

describe("days on which offices work", () => {
  test.each([
    ["2026-11-02", 1, "2026-11-03"],
    ["2026-11-06", 1, "2026-11-09"],
    ["2026-11-07", 1, "2026-11-09"],
    ["2026-03-17", 1, "2026-03-25"],
    ["2026-12-23", 2, "2026-12-29"],
  ])("%s and %i working days is %s", (from, count, until) => {
    expect(addWorkingDays(day(from), count)).toBe(until);
  });

  test("the day reached is always a working day, and later for more days", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 30 }),
        (on, count) => {
          const from = day(new Date(Date.UTC(2026, 0, 1 + on)).toISOString().slice(0, 10));
          const reached = addWorkingDays(from, count);
          expect(isWorkingDay(reached)).toBe(true);
          expect(addWorkingDays(from, count + 1) > reached).toBe(true);
        },
      ),
    );
  });
});

describe("clocks", () => {
  const { clock } = stepOf(REACTIVATION, "verification");
  if (clock === undefined) throw new Error("verification has a clock");

  test("hours run through the night, working days end with the office's own day", () => {
    expect(dueAt(clock, "emergency", MONDAY, WIB)).toBe("2026-11-02T09:00:00.000Z");
    expect(dueAt(clock, "continuing", MONDAY, WIB)).toBe("2026-11-03T16:59:59.999Z");
    expect(dueAt(clock, "planned", "2026-11-05T20:00:00.000Z", WIB)).toBe(
      "2026-11-11T16:59:59.999Z",
    );
  });

  test("the very last moment is in time, the next is not", () => {
    const due = dueAt(clock, "planned", MONDAY, WIB);
    expect(isOverdue(due, due)).toBe(false);
    expect(isOverdue(due, new Date(Date.parse(due) + 1).toISOString())).toBe(true);
  });

  test("an evening in UTC is the next day at the office", () => {
    expect(officeDay("2026-11-05T16:59:59.999Z", WIB)).toBe("2026-11-05");
    expect(officeDay("2026-11-05T17:00:00.000Z", WIB)).toBe("2026-11-06");
  });

  test("every step that somebody holds has a clock for every urgency, with its basis, and somebody above", () => {
    for (const { id, clock: held, right, escalation } of REACTIVATION.steps.slice(1, -1)) {
      expect([id, right !== undefined, escalation.length > 0]).toEqual([id, true, true]);
      for (const terms of held ?? []) {
        expect(terms.legalBasis).not.toBe("");
        expect(Object.keys(terms.lengths).sort()).toEqual([...URGENCIES].sort());
      }
    }
  });
});

describe("the seven steps", () => {
  test("a report stands with the social affairs office, with its day", () => {
    expect(read(REPORTED)).toEqual({
      state: "open",
      step: "verification",
      holder: { institution: "regency-government", tier: "regency" },
      level: 0,
      since: MONDAY,
      dueAt: "2026-11-05T16:59:59.999Z",
      reason: undefined,
    });
  });

  test("only the insurer's own word ends it, as the seventh", () => {
    const way = REACTIVATION_STEPS.slice(0, -1).map((step, i) => pass(step, `p${i}`));
    for (const [i] of way.entries()) {
      const { state } = read(way.slice(0, i + 1));
      expect([i, state]).toEqual([i, i === way.length - 1 ? "done" : "open"]);
    }
    expect(read(way)).toMatchObject({ step: "confirmed", state: "done" });
    expect(read(way).dueAt).toBeUndefined();
  });

  test("sent back, it goes through every later step again", () => {
    const back: Event = {
      act: "return",
      step: "insurer",
      at: MONDAY,
      by: "bpjs",
      reason: "number-differs",
    };
    const events = [
      ...REPORTED,
      pass("verification", "v"),
      pass("endorsement", "k"),
      pass("documents", "m"),
      back,
    ];
    expect(read(events)).toMatchObject({
      step: "verification",
      state: "returned",
      reason: "number-differs",
    });
    expect(read([...events, pass("verification", "v")])).toMatchObject({
      step: "endorsement",
      state: "open",
    });
  });

  test("who waits outside has a clock of its own, and the step's begins again afterwards", () => {
    const later = "2026-11-09T03:00:00.000Z";
    const events: Event[] = [
      ...REPORTED,
      { act: "pause", step: "verification", at: MONDAY, by: "v", reason: "not-recorded" },
    ];
    expect(read(events)).toMatchObject({
      state: "paused",
      holder: { institution: "dukcapil", tier: "regency" },
      dueAt: "2026-11-11T16:59:59.999Z",
    });
    expect(may(events, ask("pass"))).toBe("case-waits");
    expect(may(events, ask("resume", { holds: (right) => right === "verify-reactivation" }))).toBe(
      "right-not-held",
    );
    const on: Event = { act: "resume", step: "verification", at: later, by: "d" };
    expect(read([...events, on])).toMatchObject({
      state: "open",
      since: later,
      dueAt: "2026-11-12T16:59:59.999Z",
    });
  });

  test.each([
    ["two steps in a row by one person", pass("verification", "v"), "pass", "v", "same-person"],
    ["by another", pass("verification", "v"), "pass", "k", "yes"],
  ] as const)("%s: %s", (_what, last, act, by, answer) => {
    expect(may([...REPORTED, last], ask(act, { by }))).toBe(answer);
  });

  test("who reported does not verify", () => {
    expect(may(REPORTED, ask("pass", { by: "desa" }))).toBe("same-person");
  });

  test.each([
    ["return", "letter-unreadable", "yes"],
    ["return", "number-differs", "reason-unknown"],
    ["return", "cancer", "reason-unknown"],
    ["return", undefined, "reason-unknown"],
    ["refuse", "not-near-poor", "yes"],
    ["refuse", undefined, "reason-unknown"],
    ["refuse", "toString", "reason-unknown"],
    ["pause", "home-visit", "yes"],
    ["pause", "tired", "reason-unknown"],
    ["resume", undefined, "case-not-waiting"],
  ] as const)("at verification, %s for %s: %s", (act, reason, answer) => {
    expect(may(REPORTED, ask(act, { reason }))).toBe(answer);
  });
});

describe("silence calls somebody and decides nothing", () => {
  const late = "2026-11-05T17:00:00.000Z";

  test("a clock calls once it has run out, and does nothing else", () => {
    const clock = { by: undefined, now: late };
    expect(may(REPORTED, ask("escalate", { ...clock, now: MONDAY }))).toBe("not-due");
    expect(may(REPORTED, ask("escalate", clock))).toBe("yes");
    expect(may(REPORTED, ask("escalate", { now: late }))).toBe("clock-only");
    for (const act of OFFICER_ACTS) {
      expect(may(REPORTED, ask(act, { ...clock, reason: "not-near-poor" }))).toMatch(
        /^(people-only|case-not-waiting)$/,
      );
    }
  });

  test("each call goes one higher with a clock of its own; above the last nobody is called", () => {
    let events: Event[] = [...REPORTED];
    const seen: string[] = [];
    for (let now = late; may(events, ask("escalate", { by: undefined, now })) === "yes"; ) {
      events = [...events, { act: "escalate", step: "verification", at: now, by: undefined }];
      const { holder, dueAt: due, state, step } = read(events);
      seen.push(`${holder.institution} ${state} ${step}`);
      now = new Date(Date.parse(due ?? now) + 86_400_000 * 9).toISOString();
    }
    expect(seen).toEqual(["province-government open verification", "kemensos open verification"]);
  });
});

describe("the table of states", () => {
  test("says something of every state and act, and ended is ended", () => {
    expect(Object.keys(CASE_MOVES).sort()).toEqual([...CASE_STATES].sort());
    for (const state of CASE_STATES)
      expect(Object.keys(CASE_MOVES[state]).sort()).toEqual([...CASE_ACTS].sort());
    for (const state of ["done", "refused", "withdrawn"] as const)
      for (const act of CASE_ACTS)
        expect(CASE_MOVES[state][act]).toEqual(
          state === "refused" && act === "reopen" ? { to: "returned" } : { no: "case-ended" },
        );
  });

  test("whatever people do, nothing is confirmed but by passing the insurer's step; reading again is the same", () => {
    const reasons = [...Object.keys(REACTIVATION.returns), ...Object.keys(REACTIVATION.pauses)];
    const step = fc.record({
      act: fc.constantFrom(...OFFICER_ACTS, "escalate" as const),
      reason: fc.constantFrom(...reasons, ...Object.keys(REACTIVATION.refusals), undefined),
      by: fc.constantFrom("a", "b", undefined),
      hours: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom(...URGENCIES),
        (tries, how) => {
          let events: Event[] = [...REPORTED];
          let standing: CaseStanding<ReactivationStep> = readCase(
            REACTIVATION,
            { urgency: how, openedAt: MONDAY, calendar: WIB },
            events,
          );
          let now = Date.parse(MONDAY);
          for (const { act, reason, by, hours } of tries) {
            now += hours * 3_600_000;
            const at = new Date(now).toISOString();
            const asked = ask(act, { reason, by, now: at });
            if (!mayAct(REACTIVATION, standing, events, asked).ok) continue;
            const event: Event = { act, step: standing.step, at, by, reason };
            standing = follow(REACTIVATION, { urgency: how, calendar: WIB }, standing, event);
            events = [...events, event];
            expect(
              readCase(REACTIVATION, { urgency: how, openedAt: MONDAY, calendar: WIB }, events),
            ).toEqual(standing);
          }
          const last = events.findLast(({ act }) => act !== "escalate");
          expect(standing.state === "done").toBe(last?.act === "pass" && last.step === "insurer");
          for (const { act, by } of events) expect(by === undefined).toBe(act === "escalate");
        },
      ),
    );
  });

  test("every reason to send back leads back, and every reason says what to do", () => {
    const { returns, pauses, refusals } = REACTIVATION;
    for (const [reason, { from, backTo }] of Object.entries(returns))
      for (const step of from)
        expect([
          reason,
          placeOfStep(REACTIVATION, backTo) < placeOfStep(REACTIVATION, step),
        ]).toEqual([reason, true]);
    for (const { words, remedy } of Object.values({ ...returns, ...pauses, ...refusals }))
      for (const text of [words.id, words.en, remedy.id, remedy.en]) expect(text).toMatch(/\.$/);
  });
});
