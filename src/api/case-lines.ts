import type { CaseBookLine, CaseStepLine, CaseTurn } from "#contract/cases.ts";
import { listMoves } from "#domain/case-act.ts";
import { isOverdue } from "#domain/case-clock.ts";
import { type Procedure, placeOfStep, reasonIn, stepOf } from "#domain/case-procedure.ts";
import {
  CASE_ACT_WORDS,
  CASE_STATE_WORDS,
  type CaseAct,
  type CaseState,
} from "#domain/case-state.ts";
import { INSTITUTION_TERMS, type Institution } from "#domain/institution.ts";
import type { Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { type CaseBook, rightsHere } from "#verification/case-book.ts";
import { placeOf } from "./family-place.ts";

/** What every list of cases reads of one: whose turn, until when; `c` is the file. */
export const CASE_COLUMNS = `c.case_id, c.family_id, c.person_id, c.village_no, c.state, c.step, c.holder_institution, c.reason,
  (c.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on,
  to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due_at,
  coalesce(extract(epoch from c.due_at)::bigint, 253402300799) as due_no,
  c.state in ('open', 'returned', 'paused')
    and dtsen.case_turn(c, case c.state when 'paused' then 'resume' else 'pass' end) is not null as is_mine,
  exists (select from dtsen.case_notice n where n.case_id = c.case_id and n.seen_at is null
    and c.state in ('open', 'returned', 'paused')
    and dtsen.sits_at(n.to_institution, n.to_tier, c.village_no)) as is_called`;

export type CaseColumns<Step extends string> = {
  readonly case_id: number;
  readonly family_id: number | null;
  readonly person_id: number | null;
  readonly village_no: number;
  readonly state: CaseState;
  readonly step: Step;
  readonly holder_institution: Institution;
  readonly reason: string | null;
  readonly opened_on: string;
  readonly due_at: string | null;
  readonly due_no: number;
  readonly is_mine: boolean;
  readonly is_called: boolean;
};

/** A case as every card of a list shows it. */
export function writeCase<Step extends string>(
  procedure: Procedure<Step>,
  row: CaseColumns<Step>,
  name: string,
  now: Date,
) {
  const step = stepOf(procedure, row.step);
  const reason = reasonOf(procedure, row);
  return {
    caseId: String(row.case_id),
    name,
    place: placeOf(row.village_no),
    state: row.state,
    stateWords: { ...CASE_STATE_WORDS[row.state] },
    stepNo: placeOfStep(procedure, row.step) + 1,
    stepWords: { ...step.words },
    todo: { ...(reason?.remedy ?? step.todo) },
    holder: { ...INSTITUTION_TERMS[row.holder_institution].words },
    ...(reason === undefined ? {} : { reason: { ...reason.words } }),
    openedOn: row.opened_on,
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    isOverdue: isOverdue(row.due_at ?? undefined, now.toISOString()),
    isMine: row.is_mine,
    isCalled: row.is_called,
  };
}

/** Of a return, a pause or a refusal that holds: what is wrong, and what to do. */
export function reasonOf<Step extends string>(
  { returns, pauses, refusals }: Procedure<Step>,
  { state, reason }: { readonly state: CaseState; readonly reason: string | null },
): { readonly words: Words; readonly remedy: Words } | undefined {
  if (state === "returned") return reasonIn(returns, reason ?? undefined);
  if (state === "paused") return reasonIn(pauses, reason ?? undefined);
  return state === "refused" ? reasonIn(refusals, reason ?? undefined) : undefined;
}

/** What a case shows beside its row: its steps, its book, what the reader may do now. */
export async function readCaseParts<Step extends string>(
  tx: Tx,
  procedure: Procedure<Step>,
  book: CaseBook<Step>,
  now: Date,
) {
  const references = await tx.query<Reference>(
    `select event_no, reference, reference_on::text as on from dtsen.case_event
     where case_id = $1 and reference is not null`,
    [book.caseId],
  );
  const rights = await rightsHere(tx, book);
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  return {
    rights,
    steps: stepsOf(procedure, book, references),
    lines: book.events.map((event) => lineOf(procedure, event)),
    turns: turnsOf(procedure, book, rights, me?.account ?? "", now),
  };
}

type Reference = { readonly event_no: number; readonly reference: string; readonly on: string };

/** The steps as a line: when each was last done, where the case is, what is still ahead. */
function stepsOf<Step extends string>(
  procedure: Procedure<Step>,
  { events, standing }: CaseBook<Step>,
  references: readonly Reference[],
): CaseStepLine[] {
  const here = placeOfStep(procedure, standing.step);
  const isDone = standing.state === "done";
  return procedure.steps.map(({ id, words, holder }, place) => {
    const passed = events.findLast(({ act, step }) => act === "pass" && step === id);
    const last = isDone && place === here ? events.at(-1) : passed;
    const state =
      place < here || (isDone && place === here) ? "done" : place === here ? "now" : "ahead";
    const said = references.find(({ event_no }) => event_no === passed?.eventNo);
    return {
      no: place + 1,
      words: { ...words },
      holder: { ...INSTITUTION_TERMS[holder.institution].words },
      state,
      ...(state === "done" && last !== undefined ? { at: last.at } : {}),
      ...(state === "done" && said !== undefined
        ? { reference: said.reference, referenceOn: said.on }
        : {}),
    };
  });
}

const STATE_OF = { return: "returned", pause: "paused", refuse: "refused" } as const;

function lineOf<Step extends string>(
  procedure: Procedure<Step>,
  { act, step, at, reason }: CaseBook<Step>["events"][number],
): CaseBookLine {
  const why =
    act === "return" || act === "pause" || act === "refuse"
      ? reasonOf(procedure, { state: STATE_OF[act], reason: reason ?? null })
      : undefined;
  return {
    at,
    words: { ...CASE_ACT_WORDS[act] },
    step: { ...stepOf(procedure, step).words },
    ...(why === undefined ? {} : { reason: { ...why.words }, remedy: { ...why.remedy } }),
  };
}

/** What the reader may do now, with the reasons that may be given. */
function turnsOf<Step extends string>(
  procedure: Procedure<Step>,
  { standing, events }: CaseBook<Step>,
  rights: ReadonlySet<string>,
  by: string,
  now: Date,
): CaseTurn[] {
  const asker = { by, holds: (right: string) => rights.has(right), now: now.toISOString() };
  return listMoves(procedure, standing, events, asker).map(({ act, reasons }) => ({
    act,
    reasons: reasons.map((code) => ({ code, ...termsOf(procedure, act, code) })),
    needsReference: act === "pass" && procedure.needsReference.includes(standing.step),
  }));
}

function termsOf<Step extends string>(
  { returns, pauses, refusals }: Procedure<Step>,
  act: CaseAct,
  code: string,
) {
  const found = { ...returns, ...pauses, ...refusals }[code];
  if (found === undefined) throw new Error(`${act} has no reason ${code}`);
  const needsReference = reasonIn(refusals, code)?.endsAid === true;
  return { words: { ...found.words }, remedy: { ...found.remedy }, needsReference };
}
