import { addDays, addMonths, daysBetween, type PlainDate } from "./plain-date.ts";
import { needsCodes, type PlanAct } from "./plan-acts.ts";
import { planTermsOn } from "./plan-clock.ts";
import {
  ASSESSMENT_RESULTS,
  CHECK_RESULTS,
  DECLINE_REASONS,
  FORCED_REFUSALS,
  GRADUATION_PATHS,
  KEEP_REASONS,
  type PlanReason,
  SHOCKS,
  WARNING_REASONS,
} from "./plan-terms.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** How a plan stands; reckoned from its book, oldest first. */
export const PLAN_STATES = [
  "assessing",
  "planning",
  "planned",
  "referred",
  "placed",
  "following",
  "proposed",
  "graduated",
  "kept",
  "withdrawn",
] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const PLAN_STATE_WORDS = {
  assessing: say("menunggu asesmen", "waits for an assessment"),
  planning: say("menunggu tujuan", "waits for goals"),
  planned: say("menunggu rujukan", "waits for a referral"),
  referred: say("menunggu jawaban lembaga", "waits for the provider's answer"),
  placed: say("diterima, menunggu penyerahan", "accepted, waits for delivery"),
  following: say("dipantau sesudah penyerahan", "looked after since delivery"),
  proposed: say(
    "graduasi paksa menunggu orang kedua",
    "forced graduation waits for a second person",
  ),
  graduated: say("graduasi", "graduated"),
  kept: say("rencana selesai, tetap peserta", "plan ended, still in the program"),
  withdrawn: say("ditarik oleh keluarga", "taken back by the family"),
} as const satisfies Record<PlanState, Words>;

type Moves = Readonly<Partial<Record<PlanAct, PlanState>>>;
const ANY_TIME: Moves = {
  graduate: "graduated",
  "propose-forced": "proposed",
  keep: "kept",
  shock: "assessing",
  withdraw: "withdrawn",
};

/** Where each act leads. What is not written here is not done. A refused forced graduation means looking at the family again. */
export const PLAN_MOVES = {
  assessing: { ...ANY_TIME, assess: "planning", warn: "assessing" },
  planning: { ...ANY_TIME, "set-goals": "planned", warn: "planning" },
  planned: { ...ANY_TIME, refer: "referred", warn: "planned" },
  referred: { ...ANY_TIME, accept: "placed", decline: "planned", warn: "referred" },
  placed: { ...ANY_TIME, deliver: "following", warn: "placed" },
  following: { ...ANY_TIME, check: "following", warn: "following" },
  proposed: { "confirm-forced": "graduated", "refuse-forced": "assessing", shock: "assessing" },
  graduated: { shock: "assessing" },
  kept: { shock: "assessing" },
  withdrawn: { shock: "assessing" },
} as const satisfies Record<PlanState, Moves> as Readonly<Record<PlanState, Moves>>;

/** Reasons that an act asks for; none where it asks for none. */
export const PLAN_REASONS: Readonly<Record<PlanAct, readonly PlanReason[]>> = {
  assess: ASSESSMENT_RESULTS,
  "set-goals": [],
  refer: [],
  accept: [],
  decline: DECLINE_REASONS,
  deliver: [],
  check: CHECK_RESULTS,
  graduate: GRADUATION_PATHS,
  warn: WARNING_REASONS,
  "propose-forced": WARNING_REASONS,
  "confirm-forced": [],
  "refuse-forced": FORCED_REFUSALS,
  keep: KEEP_REASONS,
  shock: SHOCKS,
  withdraw: [],
};

/** Whether an act needs a letter's number and day: an acceptance, a BAST, a warning, a village letter, a family's own word. */
export function needsPaper(act: PlanAct, reason?: string): boolean {
  if (act === "graduate") return reason === "own-word";
  return ["accept", "deliver", "warn", "propose-forced", "confirm-forced", "withdraw"].includes(
    act,
  );
}

export type PlanEvent = {
  readonly act: PlanAct;
  readonly on: PlainDate;
  readonly by: string;
  readonly reason?: PlanReason | undefined;
  /** The day of its paper: of a delivery, that of the BAST. */
  readonly paperOn?: PlainDate | undefined;
};

export type PlanStanding = {
  readonly state: PlanState;
  /** Until when the next thing is to be done; none once the plan has ended. Late, nothing happens by itself. */
  readonly dueOn: PlainDate | undefined;
  readonly checksDone: number;
  readonly warnings: number;
  /** By what way it left. */
  readonly path: GraduationPathOrForced | undefined;
};
export type GraduationPathOrForced = (typeof GRADUATION_PATHS)[number] | "forced";

/** What has happened since the plan began, or began again. */
function sinceShock(events: readonly PlanEvent[]): readonly PlanEvent[] {
  return events.slice(events.findLastIndex(({ act }) => act === "shock") + 1);
}

/** Where a plan stands that was opened on a day. Throws where the book holds what the table does not. */
export function readPlan(openedOn: PlainDate, events: readonly PlanEvent[]): PlanStanding {
  let state: PlanState = "assessing";
  let since = openedOn;
  for (const { act, on } of events) {
    const next: PlanState | undefined = PLAN_MOVES[state][act];
    if (next === undefined) throw new Error(`a plan that is ${state} does not ${act}`);
    if (next !== state) since = on;
    state = next;
  }
  const now = sinceShock(events);
  const last = now.at(-1);
  const checksDone = now.filter(({ act }) => act === "check").length;
  return {
    state,
    dueOn: dueOf(state, since, now, checksDone),
    checksDone,
    warnings: now.filter(({ act }) => act === "warn").length,
    path: state !== "graduated" ? undefined : pathOf(last),
  };
}

function pathOf(last: PlanEvent | undefined): GraduationPathOrForced | undefined {
  return GRADUATION_PATHS.find((path) => path === last?.reason) ?? "forced";
}

function dueOf(
  state: PlanState,
  since: PlainDate,
  now: readonly PlanEvent[],
  checksDone: number,
): PlainDate | undefined {
  const terms = planTermsOn(since);
  if (state === "graduated" || state === "kept" || state === "withdrawn") return undefined;
  if (state !== "following") return addDays(since, terms.days[state]);
  const delivered = now.findLast(({ act }) => act === "deliver");
  const months = terms.checkMonths[checksDone];
  if (months !== undefined) return addMonths(delivered?.paperOn ?? since, months);
  const lastCheck = now.findLast(({ act }) => act === "check");
  return addDays(lastCheck?.on ?? since, terms.concludeDays);
}

export type PlanProblem =
  | "not-now"
  | "reason-unknown"
  | "codes-missing"
  | "paper-missing"
  | "day-to-come"
  | "check-too-early"
  | "checks-done"
  | "not-able"
  | "warned-too-soon"
  | "warnings-missing"
  | "same-person";

export type PlanAsk = PlanEvent & {
  readonly hasPaper: boolean;
  /** Whether needs or goals are named. */
  readonly hasCodes: boolean;
};

/** Whether something may be done now. A target is nowhere among what counts. */
export function mayStep(
  openedOn: PlainDate,
  events: readonly PlanEvent[],
  ask: PlanAsk,
): Result<PlanStanding, PlanProblem> {
  const standing = readPlan(openedOn, events);
  const { act, reason } = ask;
  if (PLAN_MOVES[standing.state][act] === undefined) return refuse("not-now");
  const reasons = PLAN_REASONS[act];
  if (reasons.length === 0 ? reason !== undefined : !reasons.some((each) => each === reason))
    return refuse("reason-unknown");
  if (needsCodes(act, reason) && !ask.hasCodes) return refuse("codes-missing");
  if (needsPaper(act, reason) && !ask.hasPaper) return refuse("paper-missing");
  if (ask.paperOn !== undefined && ask.paperOn > ask.on) return refuse("day-to-come");
  const held = holdsFor(standing, sinceShock(events), ask);
  return held === undefined ? accept(readPlan(openedOn, [...events, ask])) : refuse(held);
}

/** What stands against it beside the table: too early, not able, not warned, alone. */
function holdsFor(
  standing: PlanStanding,
  now: readonly PlanEvent[],
  ask: PlanAsk,
): PlanProblem | undefined {
  const terms = planTermsOn(ask.on);
  switch (ask.act) {
    case "check":
      if (standing.checksDone >= terms.checkMonths.length) return "checks-done";
      return standing.dueOn !== undefined && ask.on < addDays(standing.dueOn, -terms.checkEarlyDays)
        ? "check-too-early"
        : undefined;
    case "graduate":
      return ask.reason === "able-assessed" && !isAble(now, terms.checkMonths.length)
        ? "not-able"
        : undefined;
    case "warn":
      return isFreshlyWarned(now, ask.on, terms.warningGapDays) ? "warned-too-soon" : undefined;
    case "propose-forced":
      return standing.warnings < terms.warnings ||
        isFreshlyWarned(now, ask.on, terms.warningGapDays)
        ? "warnings-missing"
        : undefined;
    case "confirm-forced":
      return now.findLast(({ act }) => act === "propose-forced")?.by === ask.by
        ? "same-person"
        : undefined;
    default:
      return undefined;
  }
}

/** Somebody looked and found it: by the assessment, or at the last of all checks. */
function isAble(now: readonly PlanEvent[], checks: number): boolean {
  const assessed = now.findLast(({ act }) => act === "assess")?.reason === "able";
  const checked = now.filter(({ act }) => act === "check");
  return assessed || (checked.length >= checks && checked.at(-1)?.reason === "improving");
}

function isFreshlyWarned(now: readonly PlanEvent[], on: PlainDate, gapDays: number): boolean {
  const last = now.findLast(({ act }) => act === "warn");
  return last !== undefined && daysBetween(last.on, on) < gapDays;
}
