import { type Instant, isOverdue } from "./case-clock.ts";
import { type Procedure, placeOfStep, reasonIn, stepOf } from "./case-procedure.ts";
import {
  CASE_MOVES,
  type CaseAct,
  type CaseEvent,
  type CaseMove,
  type CaseProblem,
  type CaseStanding,
  OFFICER_ACTS,
  type OfficerAct,
  pauseOf,
  termsOf,
} from "./case-state.ts";
import { accept, type Result, refuse } from "./result.ts";
import type { Right } from "./right.ts";
import { say, type Words } from "./words.ts";

/** Who asks for what. */
export type CaseAsk = {
  readonly act: CaseAct;
  readonly reason?: string | undefined;
  /** The account; undefined for the clock. */
  readonly by: string | undefined;
  readonly holds: (right: Right) => boolean;
  readonly now: Instant;
  /** Who opened the case: has done its first step by it. */
  readonly openedBy?: string | undefined;
};

/** Whether an act may be done now, by this person, for this reason. */
export function mayAct<Step extends string>(
  procedure: Procedure<Step>,
  standing: CaseStanding<Step>,
  events: readonly CaseEvent<Step>[],
  ask: CaseAsk,
): Result<CaseAct, CaseProblem> {
  const move: CaseMove = CASE_MOVES[standing.state][ask.act];
  if ("no" in move) return refuse(move.no);
  if (ask.act === "escalate") return mayCall(procedure, standing, ask);
  // What was refused is opened by the appeal that was upheld, never by hand.
  if (ask.act === "reopen") return refuse("appeals-only");
  // Silence is never a decision: what moves a case is done by somebody.
  if (ask.by === undefined) return refuse("people-only");
  if (!isReasonKnown(procedure, standing, ask)) return refuse("reason-unknown");
  const right = rightFor(procedure, standing, ask);
  if (right === undefined || !ask.holds(right)) return refuse("right-not-held");
  const takesTwo = ask.act === "pass" || endsAid(procedure, ask);
  if (takesTwo && otherHands(procedure, standing.step, events, ask.openedBy).has(ask.by))
    return refuse("same-person");
  if (refusedIt(standing.step, events, ask)) return refuse("same-person");
  return accept(ask.act);
}

function mayCall<Step extends string>(
  procedure: Procedure<Step>,
  standing: CaseStanding<Step>,
  { by, now }: CaseAsk,
): Result<CaseAct, CaseProblem> {
  if (by !== undefined) return refuse("clock-only");
  if (!isOverdue(standing.dueAt, now)) return refuse("not-due");
  const { escalation } = termsOf(procedure, standing);
  return standing.level < escalation.length ? accept("escalate") : refuse("nobody-above");
}

function isReasonKnown<Step extends string>(
  procedure: Procedure<Step>,
  { step, state, reason: held }: CaseStanding<Step>,
  { act, reason }: CaseAsk,
): boolean {
  switch (act) {
    case "return": {
      const found = reasonIn(procedure.returns, reason);
      if (found === undefined || !found.from.includes(step)) return false;
      return placeOfStep(procedure, found.backTo) < placeOfStep(procedure, step);
    }
    case "pause":
      return reasonIn(procedure.pauses, reason)?.at.includes(step) === true;
    case "refuse":
      return reasonIn(procedure.refusals, reason)?.at.includes(step) === true;
    case "resume":
      return state === "paused" && reasonIn(procedure.pauses, held) !== undefined;
    default:
      return true;
  }
}

function endsAid<Step extends string>(
  { refusals }: Procedure<Step>,
  { act, reason }: CaseAsk,
): boolean {
  return act === "refuse" && reasonIn(refusals, reason)?.endsAid === true;
}

/** By which right: that of whoever holds the step or, in a pause, of whom it waits for; who waits outside may also send it back. */
function rightFor<Step extends string>(
  procedure: Procedure<Step>,
  standing: CaseStanding<Step>,
  { act, holds }: CaseAsk,
): Right | undefined {
  if (act === "withdraw") return procedure.withdrawBy;
  const { right } = stepOf(procedure, standing.step);
  if (standing.state !== "paused") return right;
  const outside = pauseOf(procedure, standing.reason).right;
  if (act === "resume") return outside;
  return act === "return" && holds(outside) ? outside : right;
}

/** Whoever refused a case that an appeal opened again says no more at that step: other people look at it. */
function refusedIt<Step extends string>(
  step: Step,
  events: readonly CaseEvent<Step>[],
  { act, by }: CaseAsk,
): boolean {
  if (act !== "pass" && act !== "refuse") return false;
  return events.some((event) => event.act === "refuse" && event.step === step && event.by === by);
}

/** Who has done an earlier step, the last time that it was done, which may not be of the same hands as this one. */
function otherHands<Step extends string>(
  procedure: Procedure<Step>,
  step: Step,
  events: readonly CaseEvent<Step>[],
  openedBy: string | undefined,
): ReadonlySet<string | undefined> {
  const { steps, sameHands } = procedure;
  const mayShare = (other: Step) => sameHands.includes(step) && sameHands.includes(other);
  const here = placeOfStep(procedure, step);
  const others = steps.slice(0, here).filter(({ id }) => !mayShare(id));
  const hands = others.flatMap(({ id }, place) => [
    events.findLast((event) => event.act === "pass" && event.step === id)?.by,
    ...(place === 0 && id === steps[0].id ? [openedBy] : []),
  ]);
  return new Set(hands.filter((by) => by !== undefined));
}

/** An act that may be done now, with the reasons of which it asks for one. */
export type OpenMove = { readonly act: OfficerAct; readonly reasons: readonly string[] };

/** What somebody may do now, each with the reasons that may be given for it; empty where no reason is asked for. */
export function listMoves<Step extends string>(
  procedure: Procedure<Step>,
  standing: CaseStanding<Step>,
  events: readonly CaseEvent<Step>[],
  asker: Omit<CaseAsk, "act" | "reason">,
): readonly OpenMove[] {
  const tables = {
    return: procedure.returns,
    pause: procedure.pauses,
    refuse: procedure.refusals,
  } as const;
  return OFFICER_ACTS.flatMap((act): OpenMove[] => {
    const may = (reason?: string) =>
      mayAct(procedure, standing, events, { ...asker, act, reason }).ok;
    if (act !== "return" && act !== "pause" && act !== "refuse")
      return may() ? [{ act, reasons: [] }] : [];
    const reasons = Object.keys(tables[act]).filter(may);
    return reasons.length === 0 ? [] : [{ act, reasons }];
  });
}

export const CASE_PROBLEM_WORDS = {
  "case-ended": say("Perkara ini sudah berakhir.", "This case has ended."),
  "case-waits": say(
    "Perkara ini masih menunggu pihak lain.",
    "This case still waits for somebody else.",
  ),
  "case-not-waiting": say("Perkara ini tidak sedang menunggu.", "This case does not wait."),
  "reason-unknown": say(
    "Langkah ini memerlukan salah satu alasan dari daftar.",
    "This takes one of the reasons of the list.",
  ),
  "right-not-held": say(
    "Langkah ini bukan giliran kantor Anda.",
    "This step is not your office's to take.",
  ),
  "same-person": say(
    "Anda sudah melakukan langkah lain pada perkara ini: langkah ini dilakukan orang lain.",
    "You have done another step of this case: this one is somebody else's.",
  ),
  "not-due": say("Tenggatnya belum lewat.", "The deadline has not passed."),
  "nobody-above": say("Tidak ada lagi yang di atasnya.", "Nobody is left above."),
  "people-only": say("Hanya orang yang memutus.", "Only people decide."),
  "appeals-only": say(
    "Perkara yang ditolak hanya dibuka oleh keberatan yang dikabulkan.",
    "What was refused is opened by an appeal that is upheld, and by nothing else.",
  ),
  "clock-only": say("Hanya tenggat yang menaikkan perkara.", "Only a clock calls somebody higher."),
} as const satisfies Record<CaseProblem, Words>;

/** What to do about each. */
export const CASE_REMEDIES = {
  "case-ended": say("Muat ulang daftar.", "Load the list again."),
  "case-waits": say(
    "Tunggu jawabannya, atau lihat siapa yang ditunggu.",
    "Wait for the answer, or see for whom it waits.",
  ),
  "case-not-waiting": say("Muat ulang perkaranya.", "Load the case again."),
  "reason-unknown": say("Pilih alasannya.", "Choose the reason."),
  "right-not-held": say("Lihat giliran siapa sekarang.", "See whose turn it is."),
  "same-person": say("Minta rekan lain melakukannya.", "Ask a colleague to do it."),
  "not-due": say("Tunggu tenggatnya.", "Wait for the deadline."),
  "nobody-above": say("Hubungi pemegang langkahnya.", "Call whoever holds the step."),
  "people-only": say("Masuk sebagai petugas.", "Sign in as an officer."),
  "appeals-only": say("Ajukan keberatan.", "Appeal."),
  "clock-only": say("Jalankan penaikan perkara.", "Run the escalation."),
} as const satisfies Record<CaseProblem, Words>;
