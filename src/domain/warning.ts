import {
  COMMITMENT_EXCUSES,
  type CommitmentExcuse,
  type Quarter,
  quarterAfter,
  quarterOf,
} from "./commitment.ts";
import type { PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import {
  SUSPENSION_REFUSALS,
  type SuspensionRefusal,
  type WarningAct,
  type WarningState,
  warningTermsOn,
} from "./warning-terms.ts";
import { addWorkingDays } from "./working-days.ts";

type Moves = Readonly<Partial<Record<WarningAct, WarningState>>>;

/** Where each act leads; what is not written here is not done. No state and no act ends a membership. */
export const WARNING_MOVES = {
  unsent: { "send-first": "first" },
  first: { "send-second": "second", answer: "first-heard", meet: "cleared" },
  "first-heard": { accept: "cleared", reject: "first", meet: "cleared" },
  second: { propose: "proposed", answer: "second-heard", meet: "cleared" },
  "second-heard": { accept: "cleared", reject: "second", meet: "cleared" },
  proposed: { confirm: "announced", refuse: "cleared", answer: "proposed-heard", meet: "cleared" },
  "proposed-heard": { accept: "cleared", reject: "proposed", meet: "cleared" },
  announced: { answer: "announced-heard", meet: "cleared", finish: "ended" },
  "announced-heard": { accept: "cleared", reject: "announced", meet: "cleared" },
  cleared: {},
  ended: {},
} as const satisfies Record<WarningState, Moves> as Readonly<Record<WarningState, Moves>>;

export type WarningReason = CommitmentExcuse | SuspensionRefusal;

/** Reasons that an act asks for; none where it asks for none. */
export const WARNING_REASONS_OF: Readonly<Record<WarningAct, readonly WarningReason[]>> = {
  "send-first": [],
  "send-second": [],
  propose: [],
  confirm: [],
  refuse: SUSPENSION_REFUSALS,
  answer: COMMITMENT_EXCUSES,
  accept: COMMITMENT_EXCUSES,
  reject: [],
  meet: [],
  finish: [],
};

/** Acts of a letter: its number and day, and from that day the family's working days to answer. */
const LETTERS: readonly WarningAct[] = ["send-first", "send-second", "confirm"];
export const needsLetter = (act: WarningAct): boolean => LETTERS.includes(act);

/** Rungs that rest each on a check of its own. */
const RUNGS: readonly WarningAct[] = ["send-first", "send-second", "propose"];
export const needsCheck = (act: WarningAct): boolean => RUNGS.includes(act);

/** Whether an act touches money as a warning stands, so that it takes whoever confirms. */
export const touchesMoney = (state: WarningState, act: WarningAct): boolean =>
  act === "confirm" ||
  act === "refuse" ||
  (act === "reject" && (state === "proposed-heard" || state === "announced-heard"));

export type WarningEvent = {
  readonly act: WarningAct;
  readonly on: PlainDate;
  readonly by: string;
  readonly reason?: WarningReason | undefined;
  /** The day on which the letter was handed over. */
  readonly letterOn?: PlainDate | undefined;
};

export type WarningStanding = {
  readonly state: WarningState;
  /** The last day to answer what was said last; a later answer is heard too, as long as nothing has ended. */
  readonly answerUntil: PlainDate | undefined;
  /** The one phase in which the member's component is not paid; never one that has begun before the family could answer. */
  readonly suspends: Quarter | undefined;
};

/** Where a warning stands by its book, oldest first. Throws where the book holds what the table does not. */
export function readWarning(events: readonly WarningEvent[]): WarningStanding {
  let state: WarningState = "unsent";
  for (const { act } of events) {
    const next: WarningState | undefined = WARNING_MOVES[state][act];
    if (next === undefined) throw new Error(`a warning that is ${state} does not ${act}`);
    state = next;
  }
  const letter = events.findLast(({ act }) => needsLetter(act));
  const said = letter?.letterOn ?? letter?.on;
  const answerUntil =
    said === undefined ? undefined : addWorkingDays(said, warningTermsOn(said).answerDays);
  const isAnnounced =
    letter?.act === "confirm" && ["announced", "announced-heard", "ended"].includes(state);
  return {
    state,
    answerUntil,
    suspends:
      isAnnounced && answerUntil !== undefined ? suspendedBy(events, answerUntil) : undefined,
  };
}

/** A phase begins after the last day to answer, and after the last word on an answer: whoever was heard late loses nothing by it. */
function suspendedBy(events: readonly WarningEvent[], answerUntil: PlainDate): Quarter {
  const confirmed = events.findLastIndex(({ act }) => act === "confirm");
  const rejected = events.slice(confirmed).findLast(({ act }) => act === "reject")?.on;
  const from = rejected !== undefined && rejected > answerUntil ? rejected : answerUntil;
  return quarterAfter(quarterOf(from));
}

/** Whether a member's component is not paid on a day: announced, in its phase, and no answer waits for a word. */
export function isSuspended({ state, suspends }: WarningStanding, day: PlainDate): boolean {
  return (
    state === "announced" && suspends !== undefined && suspends.from <= day && day <= suspends.to
  );
}

export const WARNING_PROBLEMS = [
  "not-now",
  "reason-unknown",
  "letter-missing",
  "day-to-come",
  "no-failed-check",
  "out-of-reach",
  "still-answering",
  "same-person",
  "phase-not-over",
] as const;
export type WarningProblem = (typeof WARNING_PROBLEMS)[number];

export type WarningAsk = WarningEvent & {
  readonly hasLetter: boolean;
  /** The day of the newest check that says "not met" and has carried no rung yet. */
  readonly failedOn?: PlainDate | undefined;
  /** Nobody is warned where no school or facility is in reach. */
  readonly isOutOfReach: boolean;
};

/** Whether something may be done now. */
export function mayWarn(
  events: readonly WarningEvent[],
  ask: WarningAsk,
): Result<WarningStanding, WarningProblem> {
  const standing = readWarning(events);
  const { act, reason } = ask;
  if (WARNING_MOVES[standing.state][act] === undefined) return refuse("not-now");
  const reasons = WARNING_REASONS_OF[act];
  if (reasons.length === 0 ? reason !== undefined : !reasons.some((each) => each === reason))
    return refuse("reason-unknown");
  if (needsLetter(act) && !ask.hasLetter) return refuse("letter-missing");
  if (ask.letterOn !== undefined && ask.letterOn > ask.on) return refuse("day-to-come");
  const held = needsCheck(act)
    ? holdsRung(standing, events, ask)
    : holdsOther(standing, events, ask);
  return held === undefined ? accept(readWarning([...events, ask])) : refuse(held);
}

function holdsRung(
  { answerUntil }: WarningStanding,
  events: readonly WarningEvent[],
  { isOutOfReach, failedOn, on }: WarningAsk,
): WarningProblem | undefined {
  if (isOutOfReach) return "out-of-reach";
  if (answerUntil !== undefined && on <= answerUntil) return "still-answering";
  const last = events.findLast(({ act }) => needsLetter(act));
  const since = last?.letterOn ?? last?.on;
  return failedOn === undefined || (since !== undefined && failedOn <= since)
    ? "no-failed-check"
    : undefined;
}

function holdsOther(
  { state, suspends }: WarningStanding,
  events: readonly WarningEvent[],
  { act, by, on }: WarningAsk,
): WarningProblem | undefined {
  if (touchesMoney(state, act))
    return events.findLast((each) => each.act === "propose")?.by === by ? "same-person" : undefined;
  if (act === "finish")
    return suspends === undefined || on <= suspends.to ? "phase-not-over" : undefined;
  return undefined;
}
