import type { Instant } from "#domain/case-clock.ts";
import { type MeetingProblem, MOST_DAYS_AHEAD } from "#domain/meeting.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "#store/transact.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** The message that calls a meeting. */
export type MeetingMessage = {
  readonly clientId: string;
  readonly digest: Buffer;
  readonly villageNo: number;
  readonly plannedOn: PlainDate;
  /** "09:30", of the village's own time. */
  readonly startsAt: string;
  readonly place: string;
  readonly today: PlainDate;
  readonly now: Instant;
};

/** A meeting that was called, under the number its papers bear. */
export type CalledMeeting = {
  readonly meetingNo: number;
  readonly number: string;
  readonly isAgain: boolean;
};

/** Calls a meeting as whoever acts: the number is the village's next of that year, given once. The same message again changes nothing. */
export async function callMeeting(
  tx: Tx,
  { clientId, digest, villageNo, plannedOn, startsAt, place, today, now }: MeetingMessage,
): Promise<Result<CalledMeeting, MeetingProblem | "not-found">> {
  if (plannedOn < today) return refuse("day-past");
  if (plannedOn > addDays(today, MOST_DAYS_AHEAD)) return refuse("day-too-far");
  await oneAtATime(tx, clientId);
  const said = JSON.stringify({ planned_on: plannedOn, starts_at: startsAt, place });
  const [row] = await tx.query<{
    verdict: "called" | "key-reused" | "not-found";
    number: number | null;
    minutes: string | null;
    is_again: boolean | null;
  }>("select * from dtsen.call_meeting($1, $2, $3, $4, $5)", [
    clientId,
    digest,
    villageNo,
    said,
    now,
  ]);
  if (row?.verdict !== "called") return refuse(row?.verdict ?? "not-found");
  if (row.number === null || row.minutes === null) return refuse("not-found");
  return accept({ meetingNo: row.number, number: row.minutes, isAgain: row.is_again === true });
}
