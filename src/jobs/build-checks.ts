import { createHash } from "node:crypto";
import type { CheckAnswer } from "#registry/check-answers.ts";
import type { Tx } from "#store/transact.ts";

/** An answer as the desk keeps it: whom it is about by the id of the day it was asked. */
export type DeskCheckAnswer = Omit<CheckAnswer, "standsId"> & {
  /** When it was given, and by whose accounts. */
  readonly answeredAt: string;
  readonly actors: string;
};

type Row = {
  readonly check_id: string;
  readonly family_id: string;
  readonly person_id: string | null;
  readonly source: string;
  readonly subject_kind: string;
  readonly statement: string;
  readonly amount: string | null;
  readonly observed_on: number;
  readonly state: CheckAnswer["verdict"];
  readonly answered_at: string;
  readonly actors: string;
};

/** Answers that count: what one person set aside, and what two confirmed. */
export async function readCheckAnswers(tx: Tx): Promise<readonly DeskCheckAnswer[]> {
  const rows = await tx.query<Row>(`\
select check_id::text, family_id::text, person_id::text, source, subject_kind, statement, amount::text,
  coalesce(to_char(observed_on, 'YYYYMMDD')::int, 0) as observed_on, state,
  to_char(coalesce(confirmed_at, decided_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as answered_at,
  concat_ws('+', decided_by, confirmed_by) as actors
from dtsen.evidence_check
where state = 'dismissed' or (state = 'confirmed' and confirmed_by is not null) order by check_id`);
  return rows.map((row) => ({
    checkId: Number(row.check_id),
    unit: row.person_id === null ? "family" : "person",
    askedId: BigInt(row.person_id ?? row.family_id),
    source: row.source,
    subjectKind: row.subject_kind,
    statement: row.statement,
    amount: row.amount === null ? undefined : BigInt(row.amount),
    observedOn: row.observed_on,
    verdict: row.state,
    answeredAt: row.answered_at,
    actors: row.actors,
  }));
}

/** By their number and a digest of all of them; without answers there is no such input. */
export function hashedCheckAnswers(
  answers: readonly DeskCheckAnswer[],
): Readonly<Record<string, string>> {
  if (answers.length === 0) return {};
  const rows = answers.map((one) => [
    one.checkId,
    one.unit,
    String(one.askedId),
    one.source,
    one.subjectKind,
    one.statement,
    one.amount === undefined ? "" : String(one.amount),
    one.observedOn,
    one.verdict,
    one.answeredAt,
    one.actors,
  ]);
  const digest = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
  return { [`answered evidence checks (${answers.length})`]: digest };
}
