import type { RemovalCard, RemovalFilter, RemovalPage } from "#contract/removals.ts";
import { DELIVERY_WAY_WORDS, type DeliveryWay, waysAfter } from "#domain/notice-delivery.ts";
import { PROTECTED_CLASS_WORDS, type ProtectedClass } from "#domain/protected-class.ts";
import {
  REMOVAL_ACT_WORDS,
  REMOVAL_CAUSE_WORDS,
  REMOVAL_STEPS,
  type RemovalAct,
  type RemovalCause,
  type RemovalState,
  type RemovalStep,
  removalStateWords,
} from "#domain/removal.ts";
import { say } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { villageRange } from "./region-code.ts";
import { removalSentence, ruleWords } from "./removal-words.ts";
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
  readonly removal_id: number;
  readonly program: string;
  readonly cause: RemovalCause;
  readonly detail: string;
  readonly protections: readonly ProtectedClass[];
  readonly untold: readonly ProtectedClass[];
  readonly is_reviewed: boolean;
  readonly state: RemovalState;
  readonly notice_on: string | null;
  readonly effect_on: string | null;
  readonly missed_visits: number;
  readonly missed_on: string | null;
  readonly issued_on: string;
  readonly reply_days: number;
  readonly is_due: boolean;
  readonly is_mine: boolean;
  readonly may_decide: boolean;
  readonly may_record: boolean;
  readonly history: readonly {
    readonly act: RemovalAct;
    readonly username: string | null;
    readonly is_mine: boolean;
    readonly reason: string;
    readonly at: string;
  }[];
};

const OPEN: readonly RemovalState[] = [
  "held",
  "notice-proposed",
  "noticed",
  "appealed",
  "removal-proposed",
];

const SELECT = `
select c.removal_id, ${SUBJECT_COLUMNS}, c.program, c.cause, c.detail, c.protections, c.untold, c.is_reviewed, c.state,
  c.notice_on::text, c.effect_on::text, c.missed_visits, c.missed_on::text, n.issued_on::text, n.reply_days,
  coalesce((now() at time zone 'Asia/Jakarta')::date >= c.effect_on, false) as is_due,
  c.proposed_by is not distinct from dtsen.acting_account() as is_mine,
  coalesce(c.village_no <@ dtsen.my_ranges('decide-removal') or c.domicile_village_no <@ dtsen.my_ranges('decide-removal'), false) as may_decide,
  coalesce(c.village_no <@ dtsen.my_ranges('record-appeal') or c.domicile_village_no <@ dtsen.my_ranges('record-appeal'), false) as may_record,
  coalesce((select jsonb_agg(h) from dtsen.removal_history(c.removal_id) h), '[]') as history`;

const LIST = `${SELECT}
from (select * from dtsen.removal e
  where e.version_no = (select p.version_no from dtsen.publication_pointer p) and e.state = any ($5)
    and ($6::text is null or e.program = $6) and e.village_no between $1 and $2 and e.removal_id > $3
  order by e.removal_id limit $4) c
join dtsen.removal_run n on n.run_no = c.run_no
${subjectJoins("case c.unit when 'person' then c.unit_id end")}
order by c.removal_id`;

/** Removals of one's region that the version in force speaks of, in the order of their numbers. */
export async function listRemovals(tx: Tx, filter: RemovalFilter): Promise<Found<RemovalPage>> {
  const slice = readSlice(filter, [0]);
  const { state = "open" } = filter;
  const rows = await tx.query<Row>(LIST, [
    ...villageRange(filter.region ?? ""),
    ...slice.after,
    slice.limit + 1,
    state === "open" ? OPEN : [state],
    filter.program ?? null,
  ]);
  const { shown, next } = cutSlice(rows, slice, ({ removal_id }) => [removal_id]);
  return { page: { items: shown.map(writeRemoval), ...next }, hits: shown.map(hitOf) };
}

function writeRemoval(row: Row): RemovalCard {
  const { program, cause, detail, state } = row;
  return {
    removalId: String(row.removal_id),
    ...writeSubject(row),
    program,
    programName: { ...(findProgram(program)?.name ?? say(program, program)) },
    cause,
    causeWords: { ...REMOVAL_CAUSE_WORDS[cause] },
    sentence: { ...removalSentence(program, cause, detail) },
    remedy: { ...ruleWords(program, detail).remedy },
    protections: row.protections.map((one) => ({ ...PROTECTED_CLASS_WORDS[one] })),
    untold: row.untold.map((one) => ({ ...PROTECTED_CLASS_WORDS[one] })),
    isReviewed: row.is_reviewed,
    state,
    stateWords: { ...removalStateWords(state, row.effect_on ?? undefined) },
    replyDays: row.reply_days,
    // Whoever is held has no notice yet, and whose letter was not handed over no day of it.
    ...(row.notice_on === null || row.effect_on === null
      ? {}
      : { noticeOn: row.notice_on, effectOn: row.effect_on }),
    ...deliveryOf(row),
    acts: REMOVAL_STEPS.filter((step) => mayTake(step, row)).map(({ act }) => ({
      act,
      words: { ...REMOVAL_ACT_WORDS[act] },
    })),
    isMine: row.is_mine,
    history: row.history.map(({ act, username, is_mine: isMine, reason, at }) => ({
      words: { ...REMOVAL_ACT_WORDS[act] },
      ...(username === null ? {} : { by: username }),
      isMine,
      reason,
      at: new Date(at).toISOString(),
    })),
  };
}

const NOTICED: readonly RemovalState[] = ["noticed", "appealed", "removal-proposed"];

/** How the letter stands and what may be recorded of it. */
function deliveryOf({
  state,
  missed_visits,
  missed_on,
  issued_on,
  may_record,
}: Row): Pick<RemovalCard, "delivery"> {
  if (!NOTICED.includes(state)) return {};
  return {
    delivery: {
      missedVisits: missed_visits,
      ...(missed_on === null ? {} : { missedOn: missed_on }),
      since: issued_on,
      ways: may_record ? waysAfter(missed_visits, missed_on ?? issued_on).map(wayOf) : [],
    },
  };
}

const wayOf = (way: DeliveryWay) => ({ way, words: { ...DELIVERY_WAY_WORDS[way] } });

/** What the screen offers; the desk decides. */
function mayTake(
  { from, right, second, afterReply }: RemovalStep,
  { state, is_due, is_mine, may_decide, may_record }: Row,
): boolean {
  if (from !== state || (afterReply && !is_due) || (second && is_mine)) return false;
  return right === "record-appeal" ? may_record : may_decide;
}
