import type { IdentityFilter, IdentityState } from "#contract/identity-checks.ts";
import {
  type CheckedField,
  type FieldAnswer,
  IDENTITY_OUTCOMES,
  type IdentityAdapterName,
  type IdentityOutcome,
  type LifeAnswer,
} from "#domain/identity-outcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { WAITS_FOR_SECOND } from "#registry/second-officer.ts";
import type { Tx } from "#store/transact.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

/** A person of a list: what the version in force shows, the newest answer, the question that is out. */
export type ListedPerson = {
  readonly person_id: number;
  readonly family_id: number | null;
  readonly village_no: number;
  readonly name: string | null;
  readonly nik_enc: Buffer | null;
  readonly is_seen: boolean;
  readonly identity_status: string | null;
  readonly outcome: string | null;
  readonly adapter: IdentityAdapterName | null;
  readonly answers: CheckAnswers | null;
  readonly answered_on: string | null;
  readonly recheck_on: string | null;
  readonly is_due: boolean | null;
  /** What one officer answered and a second has not. */
  readonly second_outcome: IdentityOutcome | null;
  readonly second_on: string | null;
  readonly second_is_own: boolean | null;
} & AskedQuestion;

/** Field by field, and how the registry's own record stands. */
export type CheckAnswers = Readonly<Partial<Record<CheckedField, FieldAnswer>>> & {
  readonly life?: LifeAnswer;
};

export type AskedQuestion = {
  readonly asked_by_way: IdentityAdapterName | null;
  readonly sent_on: string | null;
};

/** Nothing newer has been said of that person; what waits for a second officer is not said yet. */
const IS_NEWEST = `not k.waits and not exists (select from dtsen.identity_check n
  where n.person_id = k.person_id and not n.waits and (n.answered_on, n.check_no) > (k.answered_on, k.check_no))`;

const ANSWERED = `select k.person_id, k.village_no from dtsen.identity_check k
  where k.outcome = any ($1) and k.village_no between $2 and $3 and k.person_id > $4 and ${IS_NEWEST}`;

/** Which people, by their ids: outcomes, lowest and highest village, after whom, how many, today. */
const PICKED = {
  unproven: `select k.person_id, k.village_no from dtsen.person k
    where k.version_no = (select version_no from dtsen.publication_pointer)
      and k.identity_status = any ($1) and k.village_no between $2 and $3 and k.person_id > $4`,
  differs: ANSWERED,
  matched: ANSWERED,
  due: `${ANSWERED} and k.recheck_on <= $6::date`,
  second: `select k.person_id, k.village_no from dtsen.identity_check k
    where k.outcome = any ($1) and k.village_no between $2 and $3 and k.person_id > $4 and ${WAITS_FOR_SECOND}`,
  asked: `select k.person_id, k.village_no from dtsen.identity_question k
    where k.answered_on is null and k.adapter <> 'manual' and $1::text[] is not null
      and k.village_no between $2 and $3 and k.person_id > $4`,
} as const satisfies Record<IdentityState, string>;

/** The newest answer about a picked person, the one that waits for a second officer, the question that is out. */
const BESIDE = `
left join lateral (select c.outcome, c.adapter, c.answers, c.answered_on::text, c.recheck_on::text,
    c.recheck_on <= $6::date as is_due
  from dtsen.identity_check c where c.person_id = picked.person_id and not c.waits
  order by c.answered_on desc, c.check_no desc limit 1) c on true
left join lateral (select k.outcome as second_outcome, k.answered_on::text as second_on,
    k.given_by = dtsen.acting_account() as second_is_own
  from dtsen.identity_check k where k.person_id = picked.person_id and ${WAITS_FOR_SECOND} limit 1) w on true
left join lateral (select q.adapter as asked_by_way, q.sent_on::text from dtsen.identity_question q
  where q.person_id = picked.person_id and q.answered_on is null and q.adapter <> 'manual' limit 1) q on true`;

const listOf = (state: IdentityState): string => `
select picked.person_id, picked.village_no, p.family_id, p.name, p.nik_enc, p.person_id is not null as is_seen,
  p.identity_status, c.outcome, c.adapter, c.answers, c.answered_on, c.recheck_on, c.is_due,
  w.second_outcome, w.second_on, w.second_is_own, q.asked_by_way, q.sent_on
from (${PICKED[state]} order by k.person_id limit $5) picked
left join dtsen.current_person p on p.person_id = picked.person_id ${BESIDE}
order by picked.person_id`;

/** People of one's region by how their identity stands, in the order of their ids. Row-level security keeps it there. */
export async function listIdentity(
  tx: Tx,
  filter: IdentityFilter,
  today: PlainDate,
): Promise<{ readonly people: readonly ListedPerson[]; readonly next?: string }> {
  const state = filter.state ?? "differs";
  const slice = readSlice(filter, [0]);
  const rows = await tx.query<ListedPerson>(listOf(state), [
    outcomesOf(state, filter.outcome),
    ...villageRange(filter.region ?? ""),
    ...slice.after,
    slice.limit + 1,
    today,
  ]);
  const { shown: people, next } = cutSlice(rows, slice, ({ person_id }) => [person_id]);
  return { people, ...next };
}

function outcomesOf(state: IdentityState, outcome: string | undefined): readonly string[] {
  if (state === "matched") return ["padan"];
  if (outcome !== undefined) return [outcome];
  return state === "due" ? IDENTITY_OUTCOMES : IDENTITY_OUTCOMES.filter((one) => one !== "padan");
}

/** The question about one person that is out, if any. */
export async function readQuestion(tx: Tx, personId: number): Promise<AskedQuestion | undefined> {
  const [row] = await tx.query<AskedQuestion>(
    `select adapter as asked_by_way, sent_on::text from dtsen.identity_question
     where person_id = $1 and answered_on is null and adapter <> 'manual'`,
    [personId],
  );
  return row;
}

/** Every answer about one person, the newest first, with whether the version in force was made of it. */
export async function readAnswers(
  tx: Tx,
  personId: number,
  versionNo: number,
): Promise<readonly AnswerRecord[]> {
  return await tx.query<AnswerRecord>(
    `select k.person_id, k.outcome, k.adapter, k.answers, k.asked_on::text, k.answered_on::text, k.recheck_on::text,
       exists (select from dtsen.version_delivery d
         where d.version_no = $2 and d.delivery_no = k.delivery_no) as is_read,
       k.waits, ${WAITS_FOR_SECOND} as is_open
     from dtsen.identity_check k where k.person_id = $1
     order by k.answered_on desc, k.check_no desc limit 50`,
    [personId, versionNo],
  );
}

export type AnswerRecord = {
  readonly person_id: number;
  readonly outcome: string;
  readonly adapter: IdentityAdapterName;
  readonly answers: CheckAnswers;
  readonly asked_on: string | null;
  readonly answered_on: string;
  readonly recheck_on: string | null;
  readonly is_read: boolean;
  /** Given by one officer alone, and takes the person off the list. */
  readonly waits: boolean;
  /** It waits and nothing was said since: a second officer may still give it. */
  readonly is_open: boolean;
};
