import { type CaseAsk, mayAct } from "#domain/case-act.ts";
import type { Instant, Urgency } from "#domain/case-clock.ts";
import { type Procedure, type StepRule, wayOf } from "#domain/case-procedure.ts";
import {
  type CaseAct,
  type CaseEvent,
  type CaseProblem,
  type CaseStanding,
  follow,
  type OfficerAct,
  readCase,
} from "#domain/case-state.ts";
import type { OfficeCalendar } from "#domain/office-calendar.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "#store/transact.ts";
import { readCalendar } from "./region-calendar.ts";

/** A case as the desk keeps it: its file, its book, and the last event that was read. */
export type CaseBook<Step extends string> = {
  readonly caseId: number;
  /** The way of this very case: with the steps that its region asks for, and no others. */
  readonly procedure: Procedure<Step>;
  readonly urgency: Urgency;
  readonly calendar: OfficeCalendar;
  /** Undefined where the register opened it, or somebody without an account. */
  readonly openedBy: string | undefined;
  readonly villageNo: number;
  readonly domicileVillageNo: number;
  readonly familyId: number | undefined;
  readonly personId: number | undefined;
  readonly events: readonly (CaseEvent<Step> & { readonly eventNo: number })[];
  readonly standing: CaseStanding<Step>;
};

/** A moment of the desk as the law book reads it. */
const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of an event as the law book reads it; `e` is the event. */
const EVENT = `e.event_no as "eventNo", e.act, e.step, e.reason, e.by_account::text as by,
  ${instant("e.at")} as at`;

/** The book of a case, and the standing that it amounts to; undefined where nobody of this reader's has that number. */
export async function readBook<Step extends string>(
  tx: Tx,
  kindOfCase: Procedure<Step>,
  caseId: number,
): Promise<CaseBook<Step> | undefined> {
  const [file] = await tx.query<FileRow>(
    `select urgency, ${instant("opened_at")} as opened_at, opened_by::text, rules, village_no, domicile_village_no,
       family_id, person_id from dtsen.case_file where case_id = $1 and kind = $2`,
    [caseId, kindOfCase.kind],
  );
  if (file === undefined) return undefined;
  const rows = await tx.query<EventRow<Step>>(
    `select ${EVENT} from dtsen.case_event e where e.case_id = $1 order by e.event_no`,
    [caseId],
  );
  const events = rows.map((row) => ({
    ...row,
    by: row.by ?? undefined,
    reason: row.reason ?? undefined,
  }));
  const procedure = wayOf(kindOfCase, file.rules);
  const { urgency, opened_at: openedAt } = file;
  const calendar = await readCalendar(tx, file.village_no);
  return {
    caseId,
    procedure,
    urgency,
    calendar,
    openedBy: file.opened_by ?? undefined,
    villageNo: file.village_no,
    domicileVillageNo: file.domicile_village_no,
    familyId: file.family_id ?? undefined,
    personId: file.person_id ?? undefined,
    events,
    standing: readCase(procedure, { urgency, openedAt, calendar }, events),
  };
}

/** One move: what is done, why, and under which number. */
export type CaseMoveDraft = {
  readonly act: OfficerAct;
  readonly reason?: string | undefined;
  readonly reference?: string | undefined;
  readonly referenceOn?: string | undefined;
  readonly now: Instant;
};

export type CaseMoveProblem =
  | CaseProblem
  | "not-found"
  | "changed-meanwhile"
  | "reference-missing"
  | "proposal-missing"
  | "nobody-proposed"
  | "somebody-left"
  | "family-missing"
  | "visit-missing"
  | "deliberation-missing"
  | "hearing-open"
  | "nothing-new"
  | "meeting-missing"
  | "cooling-open"
  | "redress-missing"
  | "opened-anew";

/** Moves a case by whoever acts: the law book says whether and where to, the desk holds it to rights and order. */
export async function moveCase<Step extends string>(
  tx: Tx,
  kindOfCase: Procedure<Step>,
  caseId: number,
  draft: CaseMoveDraft,
): Promise<Result<CaseStanding<Step>, CaseMoveProblem>> {
  const book = await readBook(tx, kindOfCase, caseId);
  if (book === undefined) return refuse("not-found");
  const { procedure } = book;
  const held = await rightsHere(tx, book);
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  const { act, reason, now } = draft;
  const ask: CaseAsk = {
    act,
    reason,
    by: me?.account,
    holds: (right) => held.has(right),
    now,
    openedBy: book.openedBy,
  };
  const may = mayAct(procedure, book.standing, book.events, ask);
  if (!may.ok) return may;
  const event = { act, step: book.standing.step, at: now, by: me?.account, reason };
  const next = follow(procedure, book, book.standing, event);
  const [row] = await tx.query<{ verdict: "written" | CaseMoveProblem }>(
    "select dtsen.step_case($1, $2, $3, $4, $5, $6, $7, $8) as verdict",
    [
      caseId,
      book.events.at(-1)?.eventNo ?? 0,
      act,
      reason ?? null,
      draft.reference ?? null,
      draft.referenceOn ?? null,
      now,
      JSON.stringify(standingRow(next)),
    ],
  );
  if (row?.verdict === "written") return accept(next);
  return refuse(row?.verdict ?? "not-found");
}

/** The rights that whoever acts holds where the case belongs. */
export async function rightsHere(
  tx: Tx,
  {
    villageNo,
    domicileVillageNo,
  }: { readonly villageNo: number; readonly domicileVillageNo: number },
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ right: string }>(
    `select distinct r.right_code as right from dtsen.role_right r
     where r.purpose_code = dtsen.acting_purpose() and dtsen.holds(r.right_code)
       and ($1::bigint <@ dtsen.my_ranges(r.right_code) or $2::bigint <@ dtsen.my_ranges(r.right_code))`,
    [villageNo, domicileVillageNo],
  );
  return new Set(rows.map(({ right }) => right));
}

/** A standing as the desk stores it beside the event that led there. */
export function standingRow<Step extends string>(standing: CaseStanding<Step>) {
  return {
    state: standing.state,
    step: standing.step,
    institution: standing.holder.institution,
    tier: standing.holder.tier,
    level: standing.level,
    since: standing.since,
    due_at: standing.dueAt ?? null,
    reason: standing.reason ?? null,
  };
}

type FileRow = {
  readonly urgency: Urgency;
  readonly opened_at: Instant;
  readonly opened_by: string | null;
  readonly rules: readonly StepRule[];
  readonly village_no: number;
  readonly domicile_village_no: number;
  readonly family_id: number | null;
  readonly person_id: number | null;
};

type EventRow<Step extends string> = {
  readonly eventNo: number;
  readonly act: CaseAct;
  readonly step: Step;
  readonly reason: string | null;
  readonly by: string | null;
  readonly at: Instant;
};
