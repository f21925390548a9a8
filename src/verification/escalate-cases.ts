import { mayAct } from "#domain/case-act.ts";
import type { Instant } from "#domain/case-clock.ts";
import type { CaseHolder, Procedure } from "#domain/case-procedure.ts";
import { follow } from "#domain/case-state.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { readBook, standingRow } from "./case-book.ts";

/** Who was called about which case. */
export type Called<Step extends string> = {
  readonly caseId: number;
  readonly step: Step;
  readonly to: CaseHolder;
  readonly dueAt: Instant | undefined;
};

/** Cases called about in one transaction. */
const BATCH = 200;

/**
 * Calls somebody higher about each case whose clock has run out, one transaction a batch. It decides nothing, and twice at the
 * same moment calls once; above the last nobody is called.
 */
export async function escalateCases<Step extends string>(
  desk: Desk,
  procedure: Procedure<Step>,
  now: Instant,
): Promise<readonly Called<Step>[]> {
  const called: Called<Step>[] = [];
  for (let after = 0; ; ) {
    const due = await asWorker(desk, async (tx) => {
      const ids = await listDue(tx, procedure.kind, now, after);
      for (const id of ids) {
        const one = await callAbout(tx, procedure, id, now);
        if (one !== undefined) called.push(one);
      }
      return ids;
    });
    const last = due.at(-1);
    if (last === undefined) return called;
    after = last;
  }
}

async function listDue(tx: Tx, kind: string, now: Instant, after: number): Promise<number[]> {
  const rows = await tx.query<{ case_id: number }>(
    `select case_id from dtsen.case_file where kind = $1 and due_at < $2 and case_id > $3
       and state in ('open', 'returned', 'paused') order by case_id limit ${BATCH}`,
    [kind, now, after],
  );
  return rows.map(({ case_id }) => case_id);
}

async function callAbout<Step extends string>(
  tx: Tx,
  procedure: Procedure<Step>,
  caseId: number,
  now: Instant,
): Promise<Called<Step> | undefined> {
  const book = await readBook(tx, procedure, caseId);
  if (book === undefined) return undefined;
  const { standing, events } = book;
  const clock = { act: "escalate", by: undefined, now, holds: () => false } as const;
  if (!mayAct(book.procedure, standing, events, clock).ok) return undefined;
  const event = { act: "escalate", step: standing.step, at: now, by: undefined } as const;
  const next = follow(book.procedure, book, standing, event);
  const [row] = await tx.query<{ called: boolean }>(
    "select dtsen.escalate_case($1, $2, $3, $4) as called",
    [caseId, events.at(-1)?.eventNo ?? 0, now, JSON.stringify(standingRow(next))],
  );
  if (row?.called !== true) return undefined;
  return { caseId, step: next.step, to: next.holder, dueAt: next.dueAt };
}
