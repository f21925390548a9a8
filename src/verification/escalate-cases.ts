import { dueAt, type Instant, type Urgency } from "#domain/case-clock.ts";
import { type CaseHolder, type Procedure, stepOf } from "#domain/case-procedure.ts";
import { pauseOf } from "#domain/case-state.ts";
import { type CalendarArea, calendarAt } from "#domain/office-calendar.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { readAreas } from "./region-calendar.ts";

/** Who was called about which case. */
export type Called<Step extends string> = {
  readonly caseId: number;
  readonly step: Step;
  readonly to: CaseHolder;
  readonly dueAt: Instant | undefined;
};

/** Cases called about in one transaction. */
const BATCH = 10_000;

/** Cases that stand alike: the same step or wait, as pressing, called as often. */
type Alike<Step extends string> = {
  readonly step: Step;
  readonly waits: boolean;
  readonly reason: string | null;
  readonly urgency: Urgency;
  readonly level: number;
};

/**
 * Calls somebody higher about each case whose clock has run out, those that stand alike in one statement. It decides nothing, and
 * twice at the same moment calls once; above the last nobody is called.
 */
export async function escalateCases<Step extends string>(
  desk: Desk,
  procedure: Procedure<Step>,
  now: Instant,
): Promise<readonly Called<Step>[]> {
  const alike = await asWorker(desk, (tx) =>
    tx.query<Alike<Step>>("select * from dtsen.due_cases($1, $2)", [procedure.kind, now]),
  );
  if (alike.length === 0) return [];
  const areas = await asWorker(desk, readAreas);
  const called: Called<Step>[] = [];
  for (const cases of alike) {
    for (;;) {
      const some = await asWorker(desk, (tx) => callAbout(tx, procedure, cases, areas, now));
      called.push(...some);
      if (some.length < BATCH) break;
    }
  }
  return called;
}

async function callAbout<Step extends string>(
  tx: Tx,
  procedure: Procedure<Step>,
  { step, waits, reason, urgency, level }: Alike<Step>,
  areas: readonly CalendarArea[],
  now: Instant,
): Promise<readonly Called<Step>[]> {
  const { escalation, clock } = waits
    ? pauseOf(procedure, reason ?? undefined)
    : stepOf(procedure, step);
  const to = escalation[level];
  if (to === undefined) throw new Error(`nobody is above ${step}`);
  // Above the last there is nobody to call: the moment that passed stays on the screen.
  const isLast = level + 1 === escalation.length;
  const dues =
    clock === undefined || isLast
      ? []
      : areas.map(({ lo, hi, calendar }) => ({
          lo,
          hi,
          due_at: dueAt(clock, urgency, now, calendarAt(to.tier, calendar)),
        }));
  const rows = await tx.query<{ case_id: number; due_at: string | null }>(
    `select case_id, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due_at
     from dtsen.escalate_cases($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [procedure.kind, step, waits, reason, urgency, level, now, JSON.stringify(dues), BATCH],
  );
  return rows.map(({ case_id: caseId, due_at }) => ({
    caseId,
    step,
    to,
    dueAt: due_at ?? undefined,
  }));
}
