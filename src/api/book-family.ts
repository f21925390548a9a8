import type { BookFamily, BookWarning } from "#contract/book.ts";
import {
  COMMITMENT_EXCUSE_WORDS,
  COMMITMENT_RESULT_WORDS,
  COMMITMENT_SOURCE_WORDS,
  COMMITMENT_WORDS,
  type Commitment,
  type CommitmentExcuse,
  type CommitmentResult,
  type CommitmentSource,
} from "#domain/commitment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  ABSENCE_REASON_WORDS,
  type AbsenceReason,
  ATTENDANCE_MARK_WORDS,
  type AttendanceMark,
  SESSION_MODULE_WORDS,
  type SessionModule,
} from "#domain/session-terms.ts";
import {
  isSuspended,
  mayWarn,
  needsLetter,
  readWarning,
  touchesMoney,
  WARNING_REASONS_OF,
  type WarningReason,
} from "#domain/warning.ts";
import {
  SUSPENSION_REFUSAL_WORDS,
  WARNING_ACT_WORDS,
  WARNING_ACTS,
  WARNING_DONE_WORDS,
  WARNING_STATE_WORDS,
} from "#domain/warning-terms.ts";
import type { Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { readGrounds, readWarningBooks, type WarningBook } from "#verification/warning-book.ts";
import { type BookDays, bookCard } from "./book-cards.ts";
import { type BookFamilyRow, type BookRows, readBookRows } from "./book-rows.ts";

const REASONS: Readonly<Record<WarningReason, Words>> = {
  ...COMMITMENT_EXCUSE_WORDS,
  ...SUSPENSION_REFUSAL_WORDS,
};

/** Who reads a warning, and what they may do with it. */
export type WarningReader = {
  readonly account: string;
  readonly mayKeep: boolean;
  readonly mayConfirm: boolean;
};

/** One family of the book whole: its card, its checks, its warnings with what may be done, its sessions. */
export async function readBookFamily(
  tx: Tx,
  keptId: number,
  days: BookDays,
): Promise<{ readonly sheet: BookFamily; readonly family: BookFamilyRow } | undefined> {
  const rows = await readBookRows(tx, { account: null, keptId }, days);
  const [family] = rows.families;
  if (family === undefined) return undefined;
  const reader = await readReader(tx, family);
  const card = bookCard(family, rows, days);
  const books = await readWarningBooks(tx, { familyId: keptId });
  const warnings: BookWarning[] = [];
  for (const book of books)
    warnings.push(await writeWarning(tx, book, nameIn(rows, family), reader, family, days.today));
  const sheet: BookFamily = {
    ...card,
    phase: days.phase.code,
    nextPhase: days.next.code,
    mayKeep: reader.mayKeep,
    checks: await readChecks(tx, keptId, nameIn(rows, family)),
    warnings,
    mayWarn: reader.mayKeep ? await whomToWarn(tx, card.members, family, books, days.today) : [],
    attendance: await readAttendance(tx, keptId),
  };
  return { sheet, family };
}

const nameIn =
  (rows: BookRows, { family_id }: BookFamilyRow) =>
  (personId: number) =>
    rows.people.get(family_id)?.find(({ person_id }) => person_id === personId)?.name ?? "–";

/** Whether whoever reads keeps this family, and whether they may confirm what touches its money. */
export async function readReader(tx: Tx, family: BookFamilyRow): Promise<WarningReader> {
  const [me] = await tx.query<{ account: string; mine: boolean; confirms: boolean }>(
    `select dtsen.acting_account()::text as account,
       dtsen.holds('keep-book') and dtsen.acting_account() = $1::bigint as mine,
       coalesce($2::bigint <@ dtsen.my_ranges('confirm-sanction'), false) as confirms`,
    [family.account_id, family.domicile_village_no],
  );
  return {
    account: me?.account ?? "",
    mayKeep: me?.mine ?? false,
    mayConfirm: me?.confirms ?? false,
  };
}

export async function writeWarning(
  tx: Tx,
  book: WarningBook,
  nameOf: (personId: number) => string,
  reader: WarningReader,
  family: BookFamilyRow,
  today: PlainDate,
): Promise<BookWarning> {
  const standing = readWarning(book.lines);
  const grounds = await readGrounds(tx, book, family.domicile_village_no, today);
  const may = (act: (typeof WARNING_ACTS)[number], reason?: WarningReason) =>
    mayWarn(book.lines, { act, on: today, by: reader.account, reason, hasLetter: true, ...grounds })
      .ok;
  const { state, answerUntil, suspends } = standing;
  return {
    warningNo: String(book.warningNo),
    name: nameOf(book.personId),
    commitment: { ...COMMITMENT_WORDS[book.commitment] },
    state,
    stateWords: { ...WARNING_STATE_WORDS[state] },
    ...(answerUntil === undefined ? {} : { answerUntil }),
    ...(suspends === undefined ? {} : { suspends: suspends.code }),
    isSuspended: isSuspended(standing, today),
    lines: book.lines.map(({ on, act, reason, letter, letterOn }) => ({
      on,
      words: { ...WARNING_DONE_WORDS[act] },
      ...(reason === undefined ? {} : { reason: { ...REASONS[reason] } }),
      ...(letter === undefined ? {} : { letter }),
      ...(letterOn === undefined ? {} : { letterOn }),
    })),
    turns: WARNING_ACTS.flatMap((act): BookWarning["turns"] => {
      if (!(touchesMoney(state, act) ? reader.mayConfirm : reader.mayKeep)) return [];
      const reasons = WARNING_REASONS_OF[act];
      if (!may(act, reasons[0])) return [];
      return [
        {
          act,
          words: { ...WARNING_ACT_WORDS[act] },
          reasons: reasons.map((code) => ({ code, words: { ...REASONS[code] } })),
          needsLetter: needsLetter(act),
        },
      ];
    }),
  };
}

/** Members whose newest check says "not met", who have no warning under way, where a school or facility is in reach. */
async function whomToWarn(
  tx: Tx,
  members: BookFamily["members"],
  family: BookFamilyRow,
  books: readonly WarningBook[],
  today: PlainDate,
): Promise<BookFamily["mayWarn"]> {
  const found: BookFamily["mayWarn"] = [];
  for (const { personId, name, commitment, isCounted } of members) {
    if (commitment === undefined || !isCounted) continue;
    const isOpen = books.some(
      (book) =>
        book.personId === Number(personId) &&
        book.commitment === commitment &&
        !["cleared", "ended"].includes(readWarning(book.lines).state),
    );
    const grounds = await readGrounds(
      tx,
      { personId: Number(personId), commitment },
      family.domicile_village_no,
      today,
    );
    const ask = { act: "send-first", on: today, by: "", hasLetter: true, ...grounds } as const;
    if (!isOpen && mayWarn([], ask).ok) found.push({ personId, name, commitment });
  }
  return found;
}

type CheckLine = {
  readonly on: PlainDate;
  readonly phase: string;
  readonly person_id: number;
  readonly commitment: Commitment;
  readonly result: CommitmentResult;
  readonly due: number;
  readonly done: number;
  readonly excuse: CommitmentExcuse | null;
  readonly source: CommitmentSource;
};

async function readChecks(
  tx: Tx,
  keptId: number,
  nameOf: (personId: number) => string,
): Promise<BookFamily["checks"]> {
  const rows = await tx.query<CheckLine>(
    `select on_day::text as "on", phase, person_id, commitment, result, due, done, excuse, source
     from dtsen.book_check where family_id = $1 order by on_day desc, check_no desc limit 40`,
    [keptId],
  );
  return rows.map(({ on, phase, person_id, commitment, result, due, done, excuse, source }) => ({
    on,
    phase,
    name: nameOf(person_id),
    commitment: { ...COMMITMENT_WORDS[commitment] },
    result: { ...COMMITMENT_RESULT_WORDS[result] },
    due,
    done,
    ...(excuse === null ? {} : { excuse: { ...COMMITMENT_EXCUSE_WORDS[excuse] } }),
    source: { ...COMMITMENT_SOURCE_WORDS[source] },
  }));
}

async function readAttendance(tx: Tx, keptId: number): Promise<BookFamily["attendance"]> {
  const rows = await tx.query<{
    on: PlainDate;
    module: SessionModule;
    mark: AttendanceMark | null;
    reason: AbsenceReason | null;
  }>(
    `select s.held_on::text as "on", s.module, a.mark, a.reason
     from dtsen.book_group_family g join dtsen.book_session s using (group_no)
     left join lateral (select mark, reason from dtsen.book_attendance a where a.session_no = s.session_no
       and a.family_id = g.family_id order by a.tick_no desc limit 1) a on true
     where g.family_id = $1 order by s.held_on desc limit 24`,
    [keptId],
  );
  return rows.map(({ on, module, mark, reason }) => ({
    on,
    module: { ...SESSION_MODULE_WORDS[module] },
    ...(mark === null ? {} : { mark: { ...ATTENDANCE_MARK_WORDS[mark] } }),
    ...(reason === null ? {} : { reason: { ...ABSENCE_REASON_WORDS[reason] } }),
  }));
}
