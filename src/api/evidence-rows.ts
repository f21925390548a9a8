import type { CheckFilter, CheckPage, CheckRow } from "#contract/evidence-checks.ts";
import {
  CHECK_REASON_WORDS,
  CHECK_STATE_WORDS,
  type CheckReason,
  type CheckState,
  EVIDENCE_SUBJECT_WORDS,
} from "#domain/evidence.ts";
import { EVIDENCE_STATEMENT_WORDS, STATEMENT_MEASURES } from "#domain/evidence-statement.ts";
import { SOURCE_WORDS } from "#domain/names-of-things.ts";
import type { Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { same } from "./family-words.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";
import {
  type Found,
  hitOf,
  SUBJECT_COLUMNS,
  type SubjectRow,
  subjectJoins,
  writeSubject,
} from "./work-subject.ts";

type Row = SubjectRow & {
  readonly check_id: number;
  readonly source: string;
  readonly subject_kind: string;
  readonly statement: string;
  readonly amount: string | null;
  readonly observed_on: string | null;
  readonly match_probability_milli: number;
  readonly reason: CheckReason;
  readonly state: CheckState;
  readonly opened_on: string;
  readonly decided_on: string | null;
  readonly decision_reason: string | null;
  readonly second_on: string | null;
  readonly is_mine: boolean;
};

/** Who confirms alone has decided nothing yet. */
const STANDS =
  "case when e.state = 'confirmed' and e.confirmed_by is null then 'awaits-second' else e.state end";

const CHECKS = `
select c.check_id, ${SUBJECT_COLUMNS}, c.source,
  c.subject_kind, c.statement, c.amount::text, c.observed_on::text, c.match_probability_milli, c.reason,
  c.state, c.opened_at::date::text as opened_on, c.decided_at::date::text as decided_on,
  c.decision_reason, c.confirmed_at::date::text as second_on,
  coalesce(c.decided_by = dtsen.acting_account(), false) as is_mine
from (select * from dtsen.evidence_check e where ${STANDS} = $1 and e.village_no between $2 and $3
    and e.check_id > $4 order by e.check_id limit $5) c
${subjectJoins("c.person_id")}
order by c.check_id`;

/** Checks of one's region, the oldest first. Row-level security keeps it there. */
export async function listChecks(tx: Tx, filter: CheckFilter): Promise<Found<CheckPage>> {
  const slice = readSlice(filter, [0]);
  const rows = await tx.query<Row>(CHECKS, [
    filter.state ?? "open",
    ...villageRange(filter.region ?? ""),
    ...slice.after,
    slice.limit + 1,
  ]);
  const { shown, next } = cutSlice(rows, slice, ({ check_id }) => [check_id]);
  return { page: { items: shown.map(writeCheck), ...next }, hits: shown.map(hitOf) };
}

function writeCheck(row: Row): CheckRow {
  const measure = findIn(STATEMENT_MEASURES, row.statement);
  return {
    checkId: String(row.check_id),
    ...writeSubject(row),
    statement: wordsOf(EVIDENCE_STATEMENT_WORDS, row.statement),
    ...(measure === undefined || row.amount === null
      ? {}
      : { amount: { value: row.amount, measure } }),
    subject: wordsOf(EVIDENCE_SUBJECT_WORDS, row.subject_kind),
    source: wordsOf(SOURCE_WORDS, row.source),
    ...(row.observed_on === null ? {} : { observedOn: row.observed_on }),
    matchProbabilityMilli: row.match_probability_milli,
    reason: { ...CHECK_REASON_WORDS[row.reason] },
    state: row.state,
    stateWords: { ...CHECK_STATE_WORDS[row.state] },
    openedOn: row.opened_on,
    ...(row.decided_on === null ? {} : { decidedOn: row.decided_on }),
    ...(row.decision_reason === null ? {} : { decisionReason: row.decision_reason }),
    awaitsSecond: row.state === "confirmed" && row.second_on === null,
    isMine: row.is_mine,
    ...(row.second_on === null ? {} : { secondOn: row.second_on }),
  };
}

function findIn<Value>(
  book: Readonly<Record<string, Value | undefined>>,
  code: string,
): Value | undefined {
  return Object.hasOwn(book, code) ? book[code] : undefined;
}

function wordsOf(book: Readonly<Record<string, Words>>, code: string): Words {
  return { ...(findIn(book, code) ?? same(code)) };
}
