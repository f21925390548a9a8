import type { BookSession, SessionBook, SessionSheet } from "#contract/book-sessions.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  type AbsenceReason,
  type AttendanceMark,
  SESSION_MODULE_WORDS,
  type SessionModule,
} from "#domain/session-terms.ts";
import type { Tx } from "#store/transact.ts";
import { placeOf } from "./family-place.ts";

type SessionRow = {
  readonly session_no: number;
  readonly group_no: number;
  readonly held_on: PlainDate;
  readonly starts_at: string;
  readonly place: string;
  readonly module: SessionModule;
  readonly families: number;
  readonly present: number;
  readonly absent: number;
};

/** Of whoever reads: families and newest ticks that they see. */
const SESSIONS = `select s.session_no, s.group_no, s.held_on::text, s.starts_at, s.place, s.module,
  (select count(*)::int from dtsen.book_group_family f where f.group_no = s.group_no) as families,
  count(*) filter (where t.mark = 'present')::int as present, count(*) filter (where t.mark = 'absent')::int as absent
from dtsen.book_session s
left join lateral (select distinct on (a.family_id) a.mark from dtsen.book_attendance a where a.session_no = s.session_no
  order by a.family_id, a.tick_no desc) t on true`;

function writeSession(row: SessionRow): BookSession {
  return {
    sessionNo: String(row.session_no),
    on: row.held_on,
    at: row.starts_at,
    place: row.place,
    module: { ...SESSION_MODULE_WORDS[row.module] },
    families: row.families,
    present: row.present,
    absent: row.absent,
  };
}

/** Groups of whoever keeps or oversees them, each with its last sessions. */
export async function listSessions(tx: Tx): Promise<SessionBook["groups"]> {
  const groups = await tx.query<{
    group_no: number;
    name: string;
    village_no: number;
    families: number;
    is_mine: boolean;
  }>(
    `select g.group_no, g.name, g.village_no, g.account_id = dtsen.acting_account() as is_mine,
       (select count(*)::int from dtsen.book_group_family f where f.group_no = g.group_no) as families
     from dtsen.book_group g order by g.name, g.group_no limit 100`,
  );
  const sessions = await tx.query<SessionRow>(
    `${SESSIONS} where s.group_no = any ($1) group by s.session_no order by s.held_on desc, s.starts_at desc limit 600`,
    [groups.map(({ group_no }) => group_no)],
  );
  return groups.map(({ group_no, name, village_no, families, is_mine }) => ({
    groupNo: String(group_no),
    name,
    place: placeOf(village_no),
    families,
    isMine: is_mine,
    sessions: sessions
      .filter((one) => one.group_no === group_no)
      .slice(0, 6)
      .map(writeSession),
  }));
}

type RowOfSession = {
  readonly kept_id: number;
  readonly family_id: number;
  readonly village_no: number;
  readonly head_name: string | null;
  readonly rt: string | null;
  readonly mark: AttendanceMark | null;
  readonly reason: AbsenceReason | null;
};

/** One session with its families and the tick that stands of each. */
export async function readSession(
  tx: Tx,
  sessionNo: number,
): Promise<
  | {
      readonly sheet: SessionSheet;
      readonly shown: readonly { readonly familyId: number; readonly villageNo: number }[];
    }
  | undefined
> {
  const [row] = await tx.query<SessionRow & { name: string; is_mine: boolean }>(
    `select x.*, g.name, g.account_id = dtsen.acting_account() and dtsen.holds('keep-book') as is_mine
     from (${SESSIONS} where s.session_no = $1 group by s.session_no) x join dtsen.book_group g using (group_no)`,
    [sessionNo],
  );
  if (row === undefined) return undefined;
  const families = await tx.query<RowOfSession>(
    `select b.kept_id, b.family_id, b.village_no, b.head_name, b.rt, t.mark, t.reason
     from dtsen.book_families(null, array(select f.family_id from dtsen.book_group_family f where f.group_no = $1)) b
     left join lateral (select a.mark, a.reason from dtsen.book_attendance a
       where a.session_no = $2 and a.family_id = b.kept_id order by a.tick_no desc limit 1) t on true
     order by b.head_name nulls last, b.kept_id`,
    [row.group_no, sessionNo],
  );
  return {
    shown: families.map(({ family_id, village_no }) => ({
      familyId: family_id,
      villageNo: village_no,
    })),
    sheet: {
      ...writeSession(row),
      group: row.name,
      mayTick: row.is_mine,
      rows: families.map(({ kept_id, head_name, rt, mark, reason }) => ({
        familyId: String(kept_id),
        headName: head_name ?? "–",
        ...(rt === null ? {} : { rt }),
        ...(mark === null ? {} : { mark }),
        ...(reason === null ? {} : { reason }),
      })),
    },
  };
}
