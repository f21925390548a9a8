import type { Commitment } from "#domain/commitment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import {
  mayWarn,
  needsLetter,
  readWarning,
  type WarningEvent,
  type WarningProblem,
  type WarningReason,
  type WarningStanding,
} from "#domain/warning.ts";
import type { WarningAct } from "#domain/warning-terms.ts";
import type { Tx } from "#store/transact.ts";

/** An event as the desk keeps it: with its number and its letter. */
export type WarningLine = WarningEvent & {
  readonly eventNo: number;
  readonly letter: string | undefined;
};

/** Whom a warning is about, and its book. */
export type WarningBook = WarningOf & {
  readonly warningNo: number;
  readonly lines: readonly WarningLine[];
};

export type WarningOf = {
  readonly familyId: number;
  readonly personId: number;
  readonly commitment: Commitment;
};

type Row = {
  readonly warningNo: number;
  readonly familyId: number;
  readonly personId: number;
  readonly commitment: Commitment;
  readonly eventNo: number;
  readonly act: WarningAct;
  readonly on: PlainDate;
  readonly by: string;
  readonly reason: WarningReason | null;
  readonly letter: string | null;
  readonly letterOn: PlainDate | null;
};

/** Warnings by number, of a family, or all whose state is one of these; each with its whole book. */
export async function readWarningBooks(
  tx: Tx,
  of:
    | { readonly warningNo: number }
    | { readonly familyId: number }
    | { readonly states: readonly string[] },
): Promise<readonly WarningBook[]> {
  const [condition, value] =
    "warningNo" in of
      ? ["w.warning_no = $1", of.warningNo]
      : "familyId" in of
        ? ["w.family_id = $1", of.familyId]
        : ["w.state = any ($1::text[])", [...of.states]];
  const rows = await tx.query<Row>(
    `select w.warning_no as "warningNo", w.family_id as "familyId", w.person_id as "personId", w.commitment,
       e.event_no as "eventNo", e.act, e.on_day::text as "on", e.by_account::text as by, e.reason, e.letter,
       e.letter_on::text as "letterOn"
     from dtsen.book_warning w join dtsen.book_warning_event e using (warning_no) where ${condition}
     order by w.warning_no desc, e.event_no limit 2000`,
    [value],
  );
  const books = new Map<number, WarningBook & { lines: WarningLine[] }>();
  for (const {
    warningNo,
    familyId,
    personId,
    commitment,
    reason,
    letter,
    letterOn,
    ...line
  } of rows) {
    const book = books.get(warningNo) ?? { warningNo, familyId, personId, commitment, lines: [] };
    book.lines.push({
      ...line,
      reason: reason ?? undefined,
      letter: letter ?? undefined,
      letterOn: letterOn ?? undefined,
    });
    books.set(warningNo, book);
  }
  return [...books.values()];
}

/** The newest look at a commitment, where it says "not met" and carried no rung yet; and whether the village is out of reach. */
export async function readGrounds(
  tx: Tx,
  { personId, commitment }: Pick<WarningOf, "personId" | "commitment">,
  villageNo: number,
  today: PlainDate,
): Promise<{ readonly failedOn: PlainDate | undefined; readonly isOutOfReach: boolean }> {
  const [row] = await tx.query<{ failed_on: PlainDate | null; unreached: boolean }>(
    `select (select case when c.result = 'not-met' and not exists (select from dtsen.book_warning_event e
           where e.check_no = c.check_no) then c.on_day end from dtsen.book_check c
         where c.person_id = $1 and c.commitment = $2 order by c.on_day desc, c.check_no desc limit 1)::text as failed_on,
       exists (select from dtsen.book_unreached u where u.village_no = $3 and u.commitment = $2
         and $4::date between u.from_on and coalesce(u.to_on, $4::date)) as unreached`,
    [personId, commitment, villageNo, today],
  );
  return { failedOn: row?.failed_on ?? undefined, isOutOfReach: row?.unreached ?? false };
}

export type WarningDraft = {
  readonly act: WarningAct;
  readonly reason?: WarningReason | undefined;
  readonly letter?: string | undefined;
  readonly letterOn?: PlainDate | undefined;
  readonly today: PlainDate;
  readonly now: Date;
};

const VERDICTS = [
  "not-found",
  "changed-meanwhile",
  "right-not-held",
  "open-already",
  "key-reused",
] as const;
export type WarningStepProblem = WarningProblem | (typeof VERDICTS)[number];

/** The law book says whether and where to; the desk holds it to rights, two people and the check it rests on, in the same transaction. */
export async function stepWarning(
  tx: Tx,
  target: { readonly warningNo: number } | (WarningOf & { readonly clientId: string }),
  villageNo: number,
  draft: WarningDraft,
): Promise<Result<WarningStanding & { readonly warningNo: number }, WarningStepProblem>> {
  const known = "warningNo" in target ? (await readWarningBooks(tx, target))[0] : undefined;
  if ("warningNo" in target && known === undefined) return refuse("not-found");
  const of: WarningOf | undefined = "warningNo" in target ? known : target;
  if (of === undefined) return refuse("not-found");
  const lines = known?.lines ?? [];
  const { act, reason, letter, letterOn, today } = draft;
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  const hasLetter = letter !== undefined && letterOn !== undefined;
  const grounds = await readGrounds(tx, of, villageNo, today);
  const ask = { act, on: today, by: me?.account ?? "", reason, letterOn, hasLetter, ...grounds };
  const isRepeat = "clientId" in target && (await isKnown(tx, target.clientId));
  const may = isRepeat ? accept(readWarning([ask])) : mayWarn(lines, ask);
  if (!may.ok) return may;
  const { state, answerUntil, suspends } = may.value;
  const [row] = await tx.query<{
    verdict: "written" | WarningStepProblem;
    warning_number: number | null;
  }>(
    "select * from dtsen.step_warning($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    [
      "clientId" in target ? target.clientId : null,
      known?.warningNo ?? null,
      lines.at(-1)?.eventNo ?? 0,
      of.familyId,
      of.personId,
      of.commitment,
      act,
      reason ?? null,
      hasLetter && needsLetter(act) ? letter : null,
      hasLetter && needsLetter(act) ? letterOn : null,
      today,
      draft.now.toISOString(),
      state,
      answerUntil ?? null,
      suspends?.code ?? null,
    ],
  );
  if (row?.verdict === "written" && row.warning_number !== null)
    return accept({ ...may.value, warningNo: Number(row.warning_number) });
  return refuse(row === undefined || row.verdict === "written" ? "not-found" : row.verdict);
}

async function isKnown(tx: Tx, clientId: string): Promise<boolean> {
  const [row] = await tx.query<{ known: boolean }>(
    "select exists (select from dtsen.book_warning w where w.client_id = $1) as known",
    [clientId],
  );
  return row?.known ?? false;
}
