import { CASE_KINDS, PROCEDURES } from "#domain/case-kinds.ts";
import type { CaseHolder } from "#domain/case-procedure.ts";

type Row = Readonly<Record<string, unknown>>;

/** Each kind of case: by which right it is seen, and taken back. */
export function caseWays(): readonly Row[] {
  return CASE_KINDS.map((kind) => ({
    kind,
    read_right: PROCEDURES[kind].readBy,
    withdraw_right: PROCEDURES[kind].withdrawBy,
  }));
}

/** The steps of each kind, in their order from 1. */
export function caseWaySteps(): readonly Row[] {
  return CASE_KINDS.flatMap((kind) => {
    const { steps, needsReference, sameHands } = PROCEDURES[kind];
    return steps.map(({ id, right, askedBy }, place) => ({
      kind,
      step: id,
      place: place + 1,
      right_code: right ?? null,
      needs_reference: needsReference.includes(id),
      same_hands: sameHands.includes(id),
      asked_by: askedBy ?? null,
    }));
  });
}

/** Why a case of each kind may go back, wait or be refused, with the steps at which it may. */
export function caseWayReasons(): readonly Row[] {
  return CASE_KINDS.flatMap((kind) => {
    const { returns, pauses, refusals } = PROCEDURES[kind];
    const row = (act: string, reason: string, steps: readonly string[], more: object = {}) => ({
      ...{ kind, act, reason, steps, back_to: null, right_code: null, ends_aid: false },
      ...more,
    });
    return [
      ...Object.entries(returns).map(([reason, { from, backTo }]) =>
        row("return", reason, from, { back_to: backTo }),
      ),
      ...Object.entries(pauses).map(([reason, { at, right }]) =>
        row("pause", reason, at, { right_code: right }),
      ),
      ...Object.entries(refusals).map(([reason, { at, endsAid }]) =>
        row("refuse", reason, at, { ends_aid: endsAid === true }),
      ),
    ];
  });
}

/** Whom a clock calls at each step and at each wait, the nearest first, from level 1. */
export function caseWayCalls(): readonly Row[] {
  const rows = (kind: string, waits: boolean, name: string, called: readonly CaseHolder[]) =>
    called.map(({ institution, tier }, place) => ({
      ...{ kind, waits, name, level: place + 1, institution, tier },
    }));
  return CASE_KINDS.flatMap((kind) => {
    const { steps, pauses } = PROCEDURES[kind];
    return [
      ...steps.flatMap(({ id, escalation }) => rows(kind, false, id, escalation)),
      ...Object.entries(pauses).flatMap(([reason, { escalation }]) =>
        rows(kind, true, reason, escalation),
      ),
    ];
  });
}
