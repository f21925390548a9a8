import type {
  UnidentifiedFilter,
  UnidentifiedPage,
  UnidentifiedRow,
} from "#contract/unidentified.ts";
import { INSTITUTION_TERMS } from "#domain/institution.ts";
import { daysBetween, type PlainDate } from "#domain/plain-date.ts";
import {
  UNIDENTIFIED_EVENT_WORDS,
  UNIDENTIFIED_WORDS,
  type UnidentifiedEventKind,
} from "#domain/unidentified-person.ts";
import { say } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { placeOf } from "./family-place.ts";
import { same } from "./family-words.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

const SEX_WORDS = { 1: say("laki-laki", "male"), 2: say("perempuan", "female") } as const;
const STATES = { open: ["found", "referred"], ended: ["promoted", "closed"] } as const;

type PersonRow = {
  readonly unidentified_id: number;
  readonly name: string | null;
  readonly sex: 1 | 2 | null;
  readonly birth_year_estimate: number | null;
  readonly description: string | null;
  readonly village_no: number;
  readonly found_on: PlainDate;
  readonly institution_code: string | null;
  readonly referred_to: string | null;
  readonly referral_due_on: PlainDate | null;
  readonly state: "found" | "referred" | "promoted" | "closed";
  readonly family_id: number | null;
  /** The day by which the list is sorted, as days since 2000. */
  readonly day_no: number;
};

/** A page of the register with the villages that the audit needs. */
export type FoundPersons = {
  readonly page: UnidentifiedPage;
  readonly hits: readonly { readonly unidentifiedId: number; readonly villageNo: number }[];
};

const PERSONS = `
select * from (select u.unidentified_id, u.name, u.sex::int, u.birth_year_estimate, u.description,
    u.village_no, u.found_on::text, u.institution_code, u.referred_to, u.referral_due_on::text, u.state,
    (select p.family_id from dtsen.current_person p where p.person_id = u.promoted_person_id) as family_id,
    coalesce(u.referral_due_on, u.found_on) - date '2000-01-01' as day_no
  from dtsen.unidentified_person u
  where u.state = any ($1) and u.village_no between $2 and $3) found
where (day_no, unidentified_id) > ($4::bigint, $5::bigint)
order by day_no, unidentified_id limit $6`;

/** Persons of one's region, whose clock ends first stands first. Row-level security keeps it there. */
export async function listUnidentified(
  tx: Tx,
  filter: UnidentifiedFilter,
  today: PlainDate,
): Promise<FoundPersons> {
  const slice = readSlice(filter, [Number.MIN_SAFE_INTEGER, 0]);
  const rows = await tx.query<PersonRow>(PERSONS, [
    STATES[filter.state ?? "open"],
    ...villageRange(filter.region ?? ""),
    ...slice.after,
    slice.limit + 1,
  ]);
  const { shown, next } = cutSlice(rows, slice, (row) => [row.day_no, row.unidentified_id]);
  const histories = await readHistories(
    tx,
    shown.map(({ unidentified_id }) => unidentified_id),
  );
  return {
    page: {
      items: shown.map((row) => writePerson(row, histories, today)),
      ...next,
    },
    hits: shown.map(({ unidentified_id, village_no }) => ({
      unidentifiedId: unidentified_id,
      villageNo: village_no,
    })),
  };
}

type EventRow = {
  readonly unidentified_id: number;
  readonly kind: UnidentifiedEventKind;
  readonly on: string;
  readonly said: string | null;
};

async function readHistories(tx: Tx, ids: readonly number[]): Promise<readonly EventRow[]> {
  return await tx.query<EventRow>(
    `select unidentified_id, kind, coalesce(note::jsonb ->> 'on', at::date::text) as "on",
       note::jsonb ->> 'note' as said
     from dtsen.unidentified_event where unidentified_id = any ($1) order by event_no`,
    [ids],
  );
}

function writePerson(
  row: PersonRow,
  histories: readonly EventRow[],
  today: PlainDate,
): UnidentifiedRow {
  const due = row.state === "referred" ? row.referral_due_on : null;
  const state = due !== null && due < today ? "overdue" : row.state;
  return {
    unidentifiedId: String(row.unidentified_id),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.sex === null ? {} : { sex: { ...SEX_WORDS[row.sex] } }),
    ...(row.birth_year_estimate === null ? {} : { birthYearEstimate: row.birth_year_estimate }),
    ...(row.description === null ? {} : { description: row.description }),
    place: placeOf(row.village_no),
    foundOn: row.found_on,
    ...(row.institution_code === null ? {} : { institution: institutionOf(row.institution_code) }),
    state,
    words: { ...UNIDENTIFIED_WORDS[state] },
    ...(row.referred_to === null ? {} : { referredTo: row.referred_to }),
    ...(due === null ? {} : { dueOn: due, daysLeft: daysBetween(today, due) }),
    events: histories
      .filter(({ unidentified_id }) => unidentified_id === row.unidentified_id)
      .map(({ kind, on, said }) => ({
        kind,
        words: { ...UNIDENTIFIED_EVENT_WORDS[kind] },
        on,
        ...(said === null ? {} : { note: said }),
      })),
    ...(row.family_id === null ? {} : { familyId: String(row.family_id) }),
  };
}

function institutionOf(code: string) {
  const known = Object.entries(INSTITUTION_TERMS).find(([institution]) => institution === code);
  return { ...(known?.[1].words ?? same(code)) };
}
