import { type Clock, dueAt, type Instant, type Urgency } from "./case-clock.ts";
import {
  type CaseHolder,
  type PauseReason,
  type Procedure,
  reasonIn,
  stepAfter,
  stepOf,
} from "./case-procedure.ts";
import { calendarAt, type OfficeCalendar } from "./office-calendar.ts";
import { say, type Words } from "./words.ts";

/** How a case stands; reckoned from its events, oldest first. */
export const CASE_STATES = ["open", "returned", "paused", "done", "refused", "withdrawn"] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_STATE_WORDS = {
  open: say("berjalan", "under way"),
  returned: say("dikembalikan untuk diperbaiki", "sent back to be mended"),
  paused: say("menunggu pihak lain", "waits for somebody else"),
  done: say("selesai", "done"),
  refused: say("ditolak dengan alasan", "refused with a reason"),
  withdrawn: say("ditarik oleh keluarga", "taken back by the family"),
} as const satisfies Record<CaseState, Words>;

/** What officers do with a case. */
export const OFFICER_ACTS = ["pass", "return", "pause", "resume", "refuse", "withdraw"] as const;
export type OfficerAct = (typeof OFFICER_ACTS)[number];

/** Beside them the one thing that a clock does, calling somebody else, and what an appeal that is upheld does to the case it was about. */
export const CASE_ACTS = [...OFFICER_ACTS, "escalate", "reopen"] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** As a book of a case is read: what was done. */
export const CASE_ACT_WORDS = {
  pass: say("selesai, diteruskan", "done, passed on"),
  return: say("dikembalikan", "sent back"),
  pause: say("menunggu pihak lain", "waits for somebody else"),
  resume: say("penantian berakhir", "the wait is over"),
  refuse: say("ditolak", "refused"),
  withdraw: say("ditarik oleh keluarga", "taken back by the family"),
  escalate: say("lewat tenggat, dinaikkan", "overdue, called higher"),
  reopen: say("keberatan dikabulkan, diperiksa lagi", "appeal upheld, looked into again"),
} as const satisfies Record<CaseAct, Words>;

/** Why an act is not taken. */
export type CaseProblem =
  | "case-ended"
  | "case-waits"
  | "case-not-waiting"
  | "reason-unknown"
  | "right-not-held"
  | "same-person"
  | "not-due"
  | "nobody-above"
  | "people-only"
  | "appeals-only"
  | "clock-only";

/** Where an act leads, or why it leads nowhere. */
export type CaseMove = { readonly to: CaseState } | { readonly no: CaseProblem };
const to = (state: CaseState): CaseMove => ({ to: state });
const no = (problem: CaseProblem): CaseMove => ({ no: problem });

const UNDER_WAY = {
  pass: to("open"),
  return: to("returned"),
  pause: to("paused"),
  resume: no("case-not-waiting"),
  refuse: to("refused"),
  withdraw: to("withdrawn"),
  reopen: no("appeals-only"),
} as const;
const ENDED = {
  pass: no("case-ended"),
  return: no("case-ended"),
  pause: no("case-ended"),
  resume: no("case-ended"),
  refuse: no("case-ended"),
  withdraw: no("case-ended"),
  escalate: no("case-ended"),
  reopen: no("case-ended"),
} as const;

/** Every state and every act: where it leads, or why it leads nowhere. "done" is reached by passing the last step before the end. */
export const CASE_MOVES = {
  open: { ...UNDER_WAY, escalate: to("open") },
  returned: { ...UNDER_WAY, escalate: to("returned") },
  paused: {
    pass: no("case-waits"),
    return: to("returned"),
    pause: no("case-waits"),
    resume: to("open"),
    refuse: to("refused"),
    withdraw: to("withdrawn"),
    escalate: to("paused"),
    reopen: no("appeals-only"),
  },
  done: ENDED,
  refused: { ...ENDED, reopen: to("returned") },
  withdrawn: ENDED,
} as const satisfies Record<CaseState, Record<CaseAct, CaseMove>>;

/** One row of a case's book; appended, never changed. */
export type CaseEvent<Step extends string> = {
  readonly act: CaseAct;
  readonly step: Step;
  readonly at: Instant;
  /** The account; undefined where a clock called somebody. */
  readonly by: string | undefined;
  readonly reason?: string | undefined;
};

/** Where a case stands: whose turn, until when. */
export type CaseStanding<Step extends string> = {
  readonly state: CaseState;
  readonly step: Step;
  readonly holder: CaseHolder;
  /** How often a clock has called somebody higher in this step. */
  readonly level: number;
  readonly since: Instant;
  readonly dueAt: Instant | undefined;
  /** Of a return, a pause or a refusal that holds. */
  readonly reason: string | undefined;
};

/** By what a case's clocks run: how much it presses, and the calendar of its region's offices. */
export type CaseClocks = { readonly urgency: Urgency; readonly calendar: OfficeCalendar };

/** How a case began: its first step is entered the moment it is opened. */
export type CaseOpening = CaseClocks & { readonly openedAt: Instant };

/** The standing that a book amounts to; a book that breaks the table is a bug. */
export function readCase<Step extends string>(
  procedure: Procedure<Step>,
  opening: CaseOpening,
  events: readonly CaseEvent<Step>[],
): CaseStanding<Step> {
  return events.reduce<CaseStanding<Step>>(
    (standing, event) => follow(procedure, opening, standing, event),
    enter(procedure, opening, procedure.steps[0].id, opening.openedAt),
  );
}

/** The standing after one more event. */
export function follow<Step extends string>(
  procedure: Procedure<Step>,
  clocks: CaseClocks,
  standing: CaseStanding<Step>,
  event: CaseEvent<Step>,
): CaseStanding<Step> {
  const move: CaseMove = CASE_MOVES[standing.state][event.act];
  if ("no" in move || event.step !== standing.step)
    throw new Error(`a case ${standing.state} at ${standing.step} has no ${event.act} there`);
  const { at, reason } = event;
  switch (event.act) {
    case "pass": {
      const next = stepAfter(procedure, standing.step);
      if (next === undefined) throw new Error(`nothing follows ${standing.step}`);
      return enter(procedure, clocks, next.id, at);
    }
    case "return":
      return {
        ...enter(procedure, clocks, returnOf(procedure, reason).backTo, at),
        state: "returned",
        reason,
      };
    case "pause": {
      const { clock, holder } = pauseOf(procedure, reason);
      const due = dueFor(holder, clock, clocks, at);
      return { ...standing, state: "paused", holder, level: 0, since: at, dueAt: due, reason };
    }
    case "resume":
      return enter(procedure, clocks, standing.step, at);
    case "refuse":
    case "withdraw":
      return { ...standing, state: move.to, since: at, dueAt: undefined, reason };
    case "reopen":
      return { ...enter(procedure, clocks, standing.step, at), state: "returned" };
    case "escalate":
      return call(procedure, clocks, standing, at);
    default:
      return event.act satisfies never;
  }
}

function enter<Step extends string>(
  procedure: Procedure<Step>,
  clocks: CaseClocks,
  id: Step,
  at: Instant,
): CaseStanding<Step> {
  const { holder, clock } = stepOf(procedure, id);
  const isEnd = stepAfter(procedure, id) === undefined;
  return {
    state: isEnd ? "done" : "open",
    step: id,
    holder,
    level: 0,
    since: at,
    dueAt: clock === undefined ? undefined : dueFor(holder, clock, clocks, at),
    reason: undefined,
  };
}

/** Somebody higher is called and has as long as the one before; the step, and who may do it, stay as they are. */
function call<Step extends string>(
  procedure: Procedure<Step>,
  clocks: CaseClocks,
  standing: CaseStanding<Step>,
  at: Instant,
): CaseStanding<Step> {
  const { escalation, clock } = termsOf(procedure, standing);
  const holder = escalation[standing.level];
  if (holder === undefined) throw new Error(`nobody is above ${standing.step}`);
  const level = standing.level + 1;
  // Above the last there is nobody to call: the moment that passed stays on the screen.
  const isLast = level === escalation.length;
  const due = clock === undefined || isLast ? standing.dueAt : dueFor(holder, clock, clocks, at);
  return { ...standing, holder, level, dueAt: due };
}

/** Until when whoever holds a case has, by the calendar of their own office. */
function dueFor(
  { tier }: CaseHolder,
  clock: Clock,
  { urgency, calendar }: CaseClocks,
  at: Instant,
): Instant {
  return dueAt(clock, urgency, at, calendarAt(tier, calendar));
}

/** The terms that hold where a case stands: of its step, or of what it waits for. */
export function termsOf<Step extends string>(
  procedure: Procedure<Step>,
  { state, step, reason }: Pick<CaseStanding<Step>, "state" | "step" | "reason">,
): Pick<PauseReason<Step>, "escalation"> & { readonly clock: Clock | undefined } {
  return state === "paused" ? pauseOf(procedure, reason) : stepOf(procedure, step);
}

function returnOf<Step extends string>(procedure: Procedure<Step>, reason: string | undefined) {
  const found = reasonIn(procedure.returns, reason);
  if (found === undefined) throw new Error(`no return for the reason ${reason}`);
  return found;
}

/** What a case waits for. */
export function pauseOf<Step extends string>(
  procedure: Procedure<Step>,
  reason: string | undefined,
): PauseReason<Step> {
  const found = reasonIn(procedure.pauses, reason);
  if (found === undefined) throw new Error(`no pause for the reason ${reason}`);
  return found;
}
