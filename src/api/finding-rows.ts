import type { FindingCard, FindingFilter, FindingPage } from "#contract/findings.ts";
import {
  FINDING_ANSWER_WORDS,
  FINDING_STATE_WORDS,
  FINDING_TERMS,
  type FindingAnswer,
  type FindingKind,
  readFindingState,
} from "#domain/finding.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import type { Tx } from "#store/transact.ts";
import { WAITING_VERSION } from "#verification/answer-findings.ts";
import { placeOf } from "./family-place.ts";
import { sayAnswer } from "./family-words.ts";
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

/** The states of findings, as the table says them. */
const OF_STATE = {
  recorded: "e.confirmed_by is null and e.answer is null",
  "in-force": "e.confirmed_by is not null and e.answer is null",
  answered: "e.answer is not null",
} as const;

type Row = SubjectRow & {
  readonly finding_id: number;
  readonly domicile_village_no: number;
  readonly kind: FindingKind;
  readonly variable_id: string | null;
  readonly fact_value: number | null;
  readonly note: string | null;
  readonly observed_on: string;
  readonly recorded_on: string;
  readonly recorded_by: number;
  readonly confirmed_by: number | null;
  readonly is_mine: boolean;
  readonly answer: FindingAnswer | null;
  readonly answer_reason: string | null;
  readonly answered_label: string | null;
  readonly prepared: FindingAnswer | null;
  readonly prepared_reason: string | null;
  readonly waiting_label: string | null;
};

const findingsOf = (state: keyof typeof OF_STATE) => `
with waiting as (${WAITING_VERSION})
select c.finding_id, ${SUBJECT_COLUMNS}, c.domicile_village_no, c.kind, c.variable_id, c.fact_value, c.note, c.observed_on::text,
  c.recorded_at::date::text as recorded_on, c.recorded_by, c.confirmed_by,
  c.recorded_by = dtsen.acting_account() as is_mine, c.answer, c.answer_reason,
  v.label as answered_label, a.answer as prepared, a.reason as prepared_reason,
  case when c.answer is null then w.label end as waiting_label
from (select * from dtsen.finding e where ${OF_STATE[state]} and e.village_no between $1 and $2
    and e.finding_id > $3 order by e.finding_id limit $4) c
${subjectJoins("case c.unit when 'person' then c.unit_id end")}
left join dtsen.version v on v.version_no = c.answered_version_no
left join waiting w on c.recorded_at <= w.cut_off
left join dtsen.finding_answer a on c.answer is null and a.finding_id = c.finding_id
  and a.version_no = w.version_no
order by c.finding_id`;

/** Findings of one's region, the oldest first. Row-level security keeps it there. */
export async function listFindings(tx: Tx, filter: FindingFilter): Promise<Found<FindingPage>> {
  const slice = readSlice(filter, [0]);
  const rows = await tx.query<Row>(findingsOf(filter.state ?? "recorded"), [
    ...villageRange(filter.region ?? ""),
    ...slice.after,
    slice.limit + 1,
  ]);
  const { shown, next } = cutSlice(rows, slice, ({ finding_id }) => [finding_id]);
  return { page: { items: shown.map(writeFinding), ...next }, hits: shown.map(hitOf) };
}

function writeFinding(row: Row): FindingCard {
  const state = readFindingState({
    recordedBy: String(row.recorded_by),
    confirmedBy: row.confirmed_by === null ? undefined : String(row.confirmed_by),
    answer: row.answer ?? undefined,
  });
  const { words, sentence } = FINDING_TERMS[row.kind];
  return {
    findingId: String(row.finding_id),
    ...writeSubject(row),
    kind: row.kind,
    words: { ...words },
    sentence: { ...sentence },
    ...correctionOf(row),
    ...(row.kind === "moved" ? { movedTo: placeOf(row.domicile_village_no) } : {}),
    ...(row.note === null ? {} : { note: row.note }),
    observedOn: row.observed_on,
    recordedOn: row.recorded_on,
    isMine: row.is_mine,
    state,
    stateWords: { ...FINDING_STATE_WORDS[state] },
    ...answersOf(row),
  };
}

function correctionOf({ variable_id, fact_value }: Row): Pick<FindingCard, "correction"> {
  if (variable_id === null || fact_value === null) return {};
  const variable = getVariable(variable_id);
  const label = { id: variable.id_ID, en: variable.en };
  return { correction: { label, text: { ...sayAnswer(variable, fact_value) } } };
}

function answersOf(row: Row): Pick<FindingCard, "answer" | "prepared" | "waitingVersion"> {
  const { answer, answered_label: given, prepared, waiting_label: waiting } = row;
  return {
    ...(answer === null ? {} : { answer: answerOf(given, answer, row.answer_reason) }),
    ...(prepared === null ? {} : { prepared: answerOf(waiting, prepared, row.prepared_reason) }),
    ...(waiting === null ? {} : { waitingVersion: waiting }),
  };
}

function answerOf(version: string | null, answer: FindingAnswer, reason: string | null) {
  const words = { ...FINDING_ANSWER_WORDS[answer] };
  return { version: version ?? "–", words, reason: reason ?? "–" };
}
