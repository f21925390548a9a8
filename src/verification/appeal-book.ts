import { APPEAL_DAYS } from "#domain/appeal.ts";
import { APPEAL } from "#domain/appeal-procedure.ts";
import type { Instant, Urgency } from "#domain/case-clock.ts";
import { type CaseKind, PROCEDURES } from "#domain/case-kinds.ts";
import { type RouteRule, type StepRule, wayOf } from "#domain/case-procedure.ts";
import { type CaseEvent, follow, readCase } from "#domain/case-state.ts";
import { NATIONAL_CALENDAR, type OfficeCalendar } from "#domain/office-calendar.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "#store/transact.ts";
import { standingRow } from "./case-book.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readAreas, readCalendar } from "./region-calendar.ts";

const ROUTES: readonly RouteRule[] = ["province-reviews", "ministry-reviews"];

/** Where an appeal begins by either route, and until when for every stretch of villages with a calendar of its own. */
export async function openingsOfAppeal(tx: Pick<Tx, "query">, now: Instant) {
  const areas = await readAreas(tx as Tx);
  const openings = ROUTES.map((route) => {
    const at = (calendar: OfficeCalendar) =>
      readCase(wayOf(APPEAL, [route]), { urgency: "planned", openedAt: now, calendar }, []);
    const dues = areas.map(({ lo, hi, calendar }) => ({ lo, hi, due_at: at(calendar).dueAt }));
    return [route, { ...standingRow(at(NATIONAL_CALENDAR)), dues }] as const;
  });
  return Object.fromEntries(openings);
}

/** Why no other office reviews. */
export type AppealBar = "not-refused" | "too-late" | "appealed-already";
export type AppealProblem = AppealBar | "not-found" | "key-reused";

/** Opens an appeal as whoever acts, for somebody whose case was refused. */
export async function openAppeal(
  tx: Tx,
  {
    clientId,
    digest,
    ofCase,
    now,
  }: {
    readonly clientId: string;
    readonly digest: Buffer;
    readonly ofCase: number;
    readonly now: Instant;
  },
): Promise<Result<{ readonly caseId: number }, AppealProblem>> {
  await oneAtATime(tx, clientId);
  const [row] = await tx.query<{ verdict: "opened" | AppealProblem; case_no: number | null }>(
    "select * from dtsen.open_appeal($1, $2, $3, $4, $5, $6)",
    [
      ...[clientId, digest, ofCase, APPEAL_DAYS, now],
      JSON.stringify(await openingsOfAppeal(tx, now)),
    ],
  );
  if (row?.verdict !== "opened") return refuse(row?.verdict ?? "not-found");
  return row.case_no === null ? refuse("not-found") : accept({ caseId: row.case_no });
}

/** The case that an appeal is about. */
export type AppealedCase = {
  readonly case_id: number;
  readonly kind: CaseKind;
  readonly step: string;
  readonly state: string;
  readonly reason: string | null;
  readonly rules: readonly StepRule[];
  readonly urgency: Urgency;
  readonly village_no: number;
  readonly opened_at: Instant;
  readonly refused_on: string;
  readonly head_name: string | null;
  readonly events: readonly (Omit<CaseEvent<string>, "by" | "reason"> & {
    readonly by: string | null;
    readonly reason: string | null;
  })[];
};

export async function readAppealed(tx: Tx, caseId: number): Promise<AppealedCase | undefined> {
  const [row] = await tx.query<{ found: AppealedCase | null }>(
    "select dtsen.appealed_case($1) as found",
    [caseId],
  );
  return row?.found ?? undefined;
}

/** Reckons where the case goes on if the appeal is upheld now, and notes it for that very moment. */
export async function noteReopening(tx: Tx, caseId: number, now: Instant): Promise<void> {
  const found = await readAppealed(tx, caseId);
  if (found === undefined || found.state !== "refused") return;
  const way = wayOf(PROCEDURES[found.kind], found.rules);
  const calendar = await readCalendar(tx, found.village_no);
  const clocks = { urgency: found.urgency, calendar };
  const events = found.events.map((event) => ({
    ...event,
    by: event.by ?? undefined,
    reason: event.reason ?? undefined,
  }));
  const refused = readCase(way, { ...clocks, openedAt: found.opened_at }, events);
  const again = follow(way, clocks, refused, {
    ...{ act: "reopen", step: refused.step, at: now, by: undefined },
  });
  await tx.query("select dtsen.note_reopening($1, $2)", [
    caseId,
    JSON.stringify(standingRow(again)),
  ]);
}
