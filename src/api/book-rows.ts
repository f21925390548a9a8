import type { Commitment, CommitmentResult, Quarter } from "#domain/commitment.ts";
import type { PaymentStatus } from "#domain/payment-status.ts";
import { type PlainDate, parseDayNumber } from "#domain/plain-date.ts";
import type { SessionModule } from "#domain/session-terms.ts";
import { PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { WarningState } from "#domain/warning-terms.ts";
import type { DatedMember } from "#programs/component-forecast.ts";
import type { Tx } from "#store/transact.ts";

/** A family of a book: the one that was assigned, and the one it goes on in. */
export type BookFamilyRow = {
  readonly family_id: number;
  readonly kept_id: number;
  readonly account_id: number;
  readonly head_name: string | null;
  readonly village_no: number;
  readonly domicile_village_no: number;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly facts_as_of: number | null;
  readonly outcome: string | null;
  readonly is_whole: boolean;
};

export type BookPersonRow = {
  readonly family_id: number;
  readonly person_id: number;
  readonly name: string | null;
  readonly birth_date: number | null;
  readonly identity_status: string | null;
  readonly life_status: number;
  readonly facts: readonly number[];
};

export type CheckRow = {
  readonly family_id: number;
  readonly person_id: number;
  readonly commitment: Commitment;
  readonly result: CommitmentResult;
};

export type OpenWarningRow = {
  readonly family_id: number;
  readonly person_id: number;
  readonly commitment: Commitment;
  readonly state: WarningState;
  readonly suspends: string | null;
};

export type BookPaymentRow = {
  readonly family_id: number;
  readonly phase: string;
  readonly phase_to: PlainDate;
  readonly status: PaymentStatus;
  readonly amount_rupiah: string | null;
  readonly reported_on: PlainDate;
};

export type NextSessionRow = {
  readonly family_id: number;
  readonly session_no: number;
  readonly held_on: PlainDate;
  readonly starts_at: string;
  readonly place: string;
  readonly module: SessionModule;
};

/** All that a book's cards are made of. */
export type BookRows = {
  readonly families: readonly BookFamilyRow[];
  readonly people: ReadonlyMap<number, readonly BookPersonRow[]>;
  readonly checks: ReadonlyMap<number, readonly CheckRow[]>;
  readonly expected: ReadonlyMap<number, PlainDate>;
  readonly warnings: ReadonlyMap<number, readonly OpenWarningRow[]>;
  readonly payments: ReadonlyMap<number, BookPaymentRow>;
  readonly sessions: ReadonlyMap<number, NextSessionRow>;
};

/** The book of whoever acts, of a named facilitator, or one family of it. */
export async function readBookRows(
  tx: Tx,
  of: { readonly account: string | null; readonly keptId?: number | undefined },
  { today, phase }: { readonly today: PlainDate; readonly phase: Quarter },
): Promise<BookRows> {
  const families = await tx.query<BookFamilyRow>("select * from dtsen.book_families($1, $2)", [
    of.account,
    of.keptId === undefined ? null : [of.keptId],
  ]);
  const kept = families.map(({ kept_id }) => kept_id);
  const people = await tx.query<BookPersonRow>("select * from dtsen.book_people($1)", [kept]);
  const checks = await tx.query<CheckRow>(
    `select distinct on (person_id, commitment) family_id, person_id, commitment, result from dtsen.book_check
     where family_id = any ($1) and phase = $2 order by person_id, commitment, on_day desc, check_no desc`,
    [kept, phase.code],
  );
  const expected = await tx.query<{ person_id: number; expected_on: PlainDate }>(
    `select distinct on (person_id) person_id, expected_on::text from dtsen.book_check
     where family_id = any ($1) and expected_on > $2::date - 60 order by person_id, on_day desc, check_no desc`,
    [kept, today],
  );
  const warnings = await tx.query<OpenWarningRow>(
    `select family_id, person_id, commitment, state, suspends from dtsen.book_warning
     where family_id = any ($1) and state not in ('cleared', 'ended')`,
    [kept],
  );
  const payments = await tx.query<BookPaymentRow>(
    `select family_id, phase, phase_to::text, status, amount_rupiah::text, reported_on::text from dtsen.book_payments($1)`,
    [kept],
  );
  const sessions = await tx.query<NextSessionRow>(
    `select distinct on (g.family_id) g.family_id, s.session_no, s.held_on::text, s.starts_at, s.place, s.module
     from dtsen.book_group_family g join dtsen.book_session s using (group_no)
     where g.family_id = any ($1) and s.held_on >= $2 order by g.family_id, s.held_on, s.starts_at`,
    [kept, today],
  );
  return {
    families,
    people: grouped(people),
    checks: grouped(checks),
    expected: new Map(expected.map(({ person_id, expected_on }) => [person_id, expected_on])),
    warnings: grouped(warnings),
    payments: new Map(payments.map((row) => [row.family_id, row])),
    sessions: new Map(sessions.map((row) => [row.family_id, row])),
  };
}

function grouped<Row extends { readonly family_id: number }>(
  rows: readonly Row[],
): ReadonlyMap<number, readonly Row[]> {
  const found = new Map<number, Row[]>();
  for (const row of rows) found.set(row.family_id, [...(found.get(row.family_id) ?? []), row]);
  return found;
}

/** A member as rules and forecasts look at them. */
export function datedMember(
  { person_id, birth_date, life_status, identity_status, facts }: BookPersonRow,
  factsAsOf: PlainDate,
  expectedOn: PlainDate | undefined,
): DatedMember {
  const born = birth_date === null ? undefined : parseDayNumber(birth_date);
  return {
    personId: BigInt(person_id),
    bornOn: born?.ok === true ? born.value : undefined,
    ...(expectedOn === undefined ? {} : { expectedOn }),
    factsAsOf,
    facts: {
      ...Object.fromEntries(PERSON_FACTS.map((id, place) => [id, facts[place] ?? null])),
      life_status,
      identity_status,
    },
  };
}
