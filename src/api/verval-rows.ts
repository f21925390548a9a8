import type { VervalCard, VervalFilter, VervalRound, VervalVillages } from "#contract/verval.ts";
import {
  VERVAL_EFFECTS,
  VERVAL_STATE_WORDS,
  VERVAL_STATES,
  type VervalEffect,
  type VervalState,
} from "#domain/verval.ts";
import { VERVAL_REASON_TERMS, type VervalReason } from "#domain/verval-reason.ts";
import { say, type Words } from "#domain/words.ts";
import { readProgramBook } from "#programs/program-book.ts";
import type { Tx } from "#store/transact.ts";
import { placeOf } from "./family-place.ts";
import { readRegionNames } from "./region-names.ts";
import { cutSlice, readSlice } from "./slice.ts";
import {
  type Found,
  hitOf,
  SUBJECT_COLUMNS,
  type SubjectRow,
  subjectJoins,
} from "./work-subject.ts";

type Counts = VervalRound["counts"];
const COUNTS = VERVAL_STATES.map(
  (state) => `count(*) filter (where s.state = '${state}')::int as "${state}"`,
).join(", ");
const countsOf = (row: Counts): Counts =>
  Object.fromEntries(VERVAL_STATES.map((state) => [state, row[state]])) as Counts;

/** Rounds of my region, those whose day comes first at the head. */
export async function listRounds(tx: Tx, today: string): Promise<VervalRound[]> {
  const rows = await tx.query<
    Counts & {
      round_no: number;
      program: string;
      region_code: string;
      label: string;
      opened_on: string;
      due_on: string;
      legal_basis: string;
      listed: number;
    }
  >(
    `select r.round_no, r.program, r.region_code, v.label, (r.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on,
       r.due_on::text as due_on, r.legal_basis, count(*)::int as listed, ${COUNTS}
     from dtsen.verval_round r join dtsen.version v on v.version_no = r.version_no
     join dtsen.verval_standing s on s.round_no = r.round_no
     group by r.round_no, r.program, r.region_code, v.label, r.opened_at, r.due_on, r.legal_basis
     order by r.due_on desc, r.round_no desc limit 50`,
  );
  const book = await readProgramBook(tx);
  const names = await readRegionNames(
    tx,
    rows.map(({ region_code }) => region_code),
  );
  return rows.map((row) => ({
    roundNo: String(row.round_no),
    program: { ...nameOf(book, row.program) },
    region: { code: row.region_code, name: names.get(row.region_code) ?? row.region_code },
    version: row.label,
    openedOn: row.opened_on,
    dueOn: row.due_on,
    isLate: row.due_on < today && row.waiting + row["not-met"] > 0,
    legalBasis: row.legal_basis,
    listed: row.listed,
    counts: countsOf(row),
  }));
}

const nameOf = (
  book: readonly { readonly id: string; readonly name: Words }[],
  program: string,
): Words => book.find(({ id }) => id === program)?.name ?? say(program, program);

/** How far each village of a round is, those with most to do first. */
export async function listVervalVillages(tx: Tx, roundNo: string): Promise<VervalVillages> {
  const rows = await tx.query<Counts & { village_no: number; listed: number }>(
    `select s.village_no, count(*)::int as listed, ${COUNTS} from dtsen.verval_standing s
     where s.round_no = $1 group by s.village_no
     order by count(*) filter (where s.state in ('waiting', 'not-met')) desc, s.village_no limit 500`,
    [roundNo],
  );
  return {
    items: rows.map((row) => ({
      place: placeOf(row.village_no),
      listed: row.listed,
      counts: countsOf(row),
    })),
  };
}

type Row = SubjectRow & {
  readonly state: VervalState;
  readonly reason: VervalReason | null;
  readonly seen_on: string | null;
  readonly offered_on: string | null;
  readonly tries: number;
  readonly is_mine: boolean;
  readonly may_answer: boolean;
  readonly may_confirm: boolean;
  readonly members: readonly { readonly personId: string; readonly name: string }[];
};

/** Names of a round, in the order of their families. */
export async function listVervalRows(
  tx: Tx,
  roundNo: string,
  filter: VervalFilter,
): Promise<Found<{ readonly items: VervalCard[]; readonly next?: string }>> {
  const slice = readSlice(filter, [0]);
  const rows = await tx.query<Row>(
    `select ${SUBJECT_COLUMNS}, c.state, c.reason, c.seen_on::text as seen_on, c.offered_on::text as offered_on, c.tries,
       c.by_account = dtsen.acting_account() as is_mine,
       coalesce(c.village_no <@ dtsen.my_ranges('record-finding'), false) as may_answer,
       coalesce(c.village_no <@ dtsen.my_ranges('confirm-finding'), false) as may_confirm,
       coalesce((select jsonb_agg(jsonb_build_object('personId', q.person_id::text, 'name', coalesce(q.name, '–')) order by q.person_id)
         from dtsen.current_person q where q.family_id = c.family_id), '[]') as members
     from (select s.* from dtsen.verval_standing s where s.round_no = $1 and ($2::text is null or s.state = $2)
         and ($3::bigint is null or s.village_no = $3) and s.family_id > $4 order by s.family_id limit $5) c
     ${subjectJoins("null")} order by c.family_id`,
    [
      ...[roundNo, filter.state ?? null, filter.village ?? null],
      ...[...slice.after, slice.limit + 1],
    ],
  );
  const { shown, next } = cutSlice(rows, slice, ({ family_id }) => [family_id]);
  return { page: { items: shown.map(writeCard), ...next }, hits: shown.map(hitOf) };
}

function writeCard(row: Row): VervalCard {
  const { state, reason } = row;
  const next = reason === null || state === "waiting" ? undefined : nextOf(reason);
  return {
    familyId: String(row.family_id),
    headName: row.head_name ?? "–",
    place: placeOf(row.village_no),
    members: [...row.members],
    state,
    stateWords: { ...VERVAL_STATE_WORDS[state] },
    ...(reason === null || state === "waiting"
      ? {}
      : { reason, reasonWords: { ...VERVAL_REASON_TERMS[reason].words } }),
    ...(next === undefined ? {} : { next: { ...next } }),
    ...(row.seen_on === null ? {} : { seenOn: row.seen_on }),
    ...(row.offered_on === null ? {} : { offeredOn: row.offered_on }),
    tries: row.tries,
    mayAnswer: row.may_answer && state !== "awaiting-second",
    mayConfirm: row.may_confirm && state === "awaiting-second" && !row.is_mine,
  };
}

/** What follows after an answer, where it is not a finding. */
export function nextOf(reason: VervalReason): Words | undefined {
  const effect: VervalEffect = VERVAL_EFFECTS[reason];
  return "next" in effect ? effect.next : undefined;
}
