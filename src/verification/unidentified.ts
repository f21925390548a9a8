import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Right } from "#domain/right.ts";
import {
  mayFollow,
  readUnidentified,
  type UnidentifiedEvent,
  type UnidentifiedEventKind,
  type UnidentifiedProblem,
  type UnidentifiedState,
} from "#domain/unidentified-person.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";

/** Someone without NIK or KK, as they were met. Nothing is invented: what is unknown is left out. */
export type UnidentifiedDraft = {
  /** Made by the device before it sends, so that sending twice registers once. */
  readonly clientId: string;
  readonly name?: string;
  readonly sex?: 1 | 2;
  readonly birthYearEstimate?: number;
  readonly description?: string;
  /** Ten-digit village where they were found, and where they stay. */
  readonly villageNo: number;
  readonly domicileVillageNo?: number;
  readonly foundOn: PlainDate;
  /** A home, hospital, prison or street programme, where one cares for them. */
  readonly institutionCode?: string;
};

/** Registers a person beside the version under an own id; the same message again answers the same id. */
export async function registerUnidentified(
  tx: Tx,
  draft: UnidentifiedDraft,
): Promise<{ readonly unidentifiedId: number; readonly isRepeat: boolean }> {
  const domicile = draft.domicileVillageNo ?? draft.villageNo;
  const [known] = await tx.query<{ unidentified_id: number }>(
    "select unidentified_id from unidentified_person where client_id = $1",
    [draft.clientId],
  );
  if (known !== undefined) return { unidentifiedId: known.unidentified_id, isRepeat: true };
  const [row] = await tx.query<{ unidentified_id: number }>(
    `insert into unidentified_person (client_id, name, sex, birth_year_estimate, description,
       village_no, domicile_village_no, found_on, institution_code, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, dtsen.acting_account())
     returning unidentified_id`,
    [
      draft.clientId,
      draft.name ?? null,
      draft.sex ?? null,
      draft.birthYearEstimate ?? null,
      draft.description ?? null,
      draft.villageNo,
      domicile,
      draft.foundOn,
      draft.institutionCode ?? null,
    ],
  );
  const unidentifiedId = row?.unidentified_id ?? 0;
  const place = { village_no: draft.villageNo, domicile_village_no: domicile };
  await addEvent(tx, unidentifiedId, place, { kind: "found", on: draft.foundOn });
  return { unidentifiedId, isRepeat: false };
}

export type NextEvent = {
  readonly kind: Exclude<UnidentifiedEventKind, "found">;
  readonly on: PlainDate;
  readonly note?: string;
  /** For referrals: the office, and the day by which it should have answered. */
  readonly referredTo?: string;
  readonly dueOn?: PlainDate;
  /** For promotion: the person of the register that now carries the NIK. */
  readonly personId?: number;
};

/** Adds what happened next. The history stays, also after promotion to a person with a NIK. */
export async function followUnidentified(
  tx: Tx,
  unidentifiedId: number,
  event: NextEvent,
): Promise<Result<UnidentifiedState, UnidentifiedProblem | "person-unknown" | "not-registered">> {
  const [row] = await tx.query<Place>(
    `select village_no, domicile_village_no from unidentified_person
     where unidentified_id = $1 for update`,
    [unidentifiedId],
  );
  if (row === undefined) return refuse("not-registered");
  const events = await readEvents(tx, unidentifiedId);
  const may = mayFollow(readUnidentified(events, event.on), event.kind);
  if (!may.ok) return may;
  if (event.kind === "promoted" && event.personId === undefined) return refuse("person-unknown");

  await addEvent(tx, unidentifiedId, row, event);
  const state = readUnidentified([...events, event], event.on);
  await tx.query(
    `update unidentified_person set state = $2, referred_to = coalesce($3, referred_to),
       referral_due_on = coalesce($4, referral_due_on),
       promoted_person_id = coalesce($5, promoted_person_id) where unidentified_id = $1`,
    [
      unidentifiedId,
      state === "overdue" ? "referred" : state,
      event.referredTo ?? null,
      event.dueOn ?? null,
      event.personId ?? null,
    ],
  );
  return accept(state);
}

/** Referrals past their clock: for reminders to people; nothing is decided by it. */
export async function listOverdue(
  tx: Tx,
  today: PlainDate,
): Promise<readonly { readonly unidentified_id: number; readonly referral_due_on: string }[]> {
  return tx.query(
    `select unidentified_id, referral_due_on::text from unidentified_person
     where state = 'referred' and referral_due_on < $1 order by referral_due_on, unidentified_id`,
    [today],
  );
}

/** What happened so far, oldest first, as the law book reads it. */
export async function readEvents(
  tx: Tx,
  unidentifiedId: number,
): Promise<readonly UnidentifiedEvent[]> {
  return tx.query<UnidentifiedEvent>(
    `select kind, coalesce(note::jsonb ->> 'on', at::date::text) as "on" from unidentified_event
     where unidentified_id = $1 order by event_no`,
    [unidentifiedId],
  );
}

type Place = { readonly village_no: number; readonly domicile_village_no: number };

const REFERS = ["refer-unidentified"] as const;
/** By which right each event is added. */
const RIGHTS_OF = {
  found: ["record-unidentified"],
  noted: ["record-unidentified", "refer-unidentified"],
  referred: REFERS,
  reminded: REFERS,
  promoted: REFERS,
  closed: REFERS,
} as const satisfies Record<UnidentifiedEventKind, readonly Right[]>;

async function addEvent(
  tx: Tx,
  unidentifiedId: number,
  place: Place,
  event: Omit<NextEvent, "kind"> & { readonly kind: UnidentifiedEventKind },
): Promise<void> {
  // The day is what the office says; the row's own moment is when we learnt of it.
  const words = { on: event.on, ...(event.note === undefined ? {} : { note: event.note }) };
  await tx.query(
    `insert into unidentified_event (unidentified_id, kind, by_account, village_no,
       domicile_village_no, note, person_id)
     values ($1, $2, dtsen.acting_account(), $3, $4, $5, $6)`,
    [
      unidentifiedId,
      event.kind,
      place.village_no,
      place.domicile_village_no,
      JSON.stringify(words),
      event.personId ?? null,
    ],
  );
  await recordAct(tx, {
    act: `unidentified-${event.kind}`,
    by: RIGHTS_OF[event.kind],
    subjectKind: "person",
    villageNo: place.village_no,
    fieldsClass: "work",
    detail: { unidentified: unidentifiedId },
  });
}
