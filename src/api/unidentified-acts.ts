import { randomUUID } from "node:crypto";
import type {
  UnidentifiedDraft,
  UnidentifiedReceipt,
  UnidentifiedStep,
} from "#contract/unidentified.ts";
import { addDays, type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import {
  REFERRAL_DAYS,
  UNIDENTIFIED_PROBLEM_WORDS,
  UNIDENTIFIED_WORDS,
  type UnidentifiedState,
} from "#domain/unidentified-person.ts";
import type { Words } from "#domain/words.ts";
import { findVillage } from "#regions/place.ts";
import { blindIndex, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import {
  followUnidentified,
  type NextEvent,
  registerUnidentified,
} from "#verification/unidentified.ts";
import { actOnce } from "./act-once.ts";
import { refuseWith, requireRight } from "./guard.ts";
import type { ProblemEntry } from "./problem.ts";

const TOGETHER = "Perbaiki isian, lalu kirim lagi. / Mend the form and send again.";
const FUTURE_DAY = {
  code: "future-day",
  entry: [
    400,
    "Tanggal belum tiba",
    "Tanggal itu tidak ada atau masih di depan.",
    "There is no such day, or it has not come yet.",
    TOGETHER,
  ] as ProblemEntry,
} as const;
const PERSON_UNKNOWN = {
  code: "person-unknown",
  entry: [
    409,
    "NIK belum ada di versi ini",
    "NIK itu belum ada di data tunggal dalam wilayah Anda.",
    "That NIK is not yet in the register within your region.",
    "Periksa angkanya, atau tunggu versi berikutnya setelah Dukcapil menerbitkan NIK. / Check the digits, or wait for the version after the NIK was issued.",
  ] as ProblemEntry,
} as const;
const NO_REASON = {
  code: "no-reason",
  entry: [
    400,
    "Alasan belum ditulis",
    "Menutup catatan memerlukan alasan.",
    "Closing a record needs a reason.",
    TOGETHER,
  ] as ProblemEntry,
} as const;

/** Stops unless whoever acts may record or refer unidentified persons. */
export async function requireEither(tx: Tx): Promise<void> {
  const [row] = await tx.query<{ holds: boolean }>(
    "select dtsen.holds('record-unidentified') or dtsen.holds('refer-unidentified') as holds",
  );
  if (row?.holds !== true) refuseWith("not-allowed");
}

/** Registers one person in a village of the right; the same key again answers the same record. */
export async function registerPerson(
  tx: Tx,
  ask: { readonly draft: UnidentifiedDraft; readonly key: string; readonly today: PlainDate },
): Promise<UnidentifiedReceipt> {
  const { draft, key, today } = ask;
  await requireRight(tx, "record-unidentified");
  await requireRight(tx, "read-family");
  const foundOn = pastDay(draft.foundOn, today);
  await requireVillage(tx, draft.villageCode);
  const { villageCode, sex, institution, ...known } = draft;
  if (institution !== undefined) await requireInstitution(tx, institution);
  return await actOnce(tx, { key, request: ["register-unidentified", draft] }, async () => {
    const { unidentifiedId } = await registerUnidentified(tx, {
      ...known,
      clientId: randomUUID(),
      villageNo: Number(villageCode),
      foundOn,
      ...(sex === undefined ? {} : { sex: sex === "male" ? 1 : 2 }),
      ...(institution === undefined ? {} : { institutionCode: institution }),
    });
    return receiptOf(String(unidentifiedId), "found");
  });
}

type FollowAsk = {
  readonly unidentifiedId: string;
  readonly step: UnidentifiedStep;
  readonly key: string;
  readonly today: PlainDate;
};

/** Adds what happened next: a note by those who record, everything else by those who refer. */
export async function followPerson(
  tx: Tx,
  keys: FieldKeys,
  { unidentifiedId, step, key, today }: FollowAsk,
): Promise<UnidentifiedReceipt> {
  if (step.kind === "noted") await requireEither(tx);
  else await requireRight(tx, "refer-unidentified");
  const on = pastDay(step.on, today);
  if (step.kind === "closed" && (step.note ?? "").trim().length < 5) refuseWith(NO_REASON);
  const { nik, ...said } = step;
  const index = nik === undefined ? undefined : blindIndex(keys, "nik", nik);
  // A plain digest of a NIK could be guessed back, so only its keyed index goes into the request's.
  const request = ["follow-unidentified", unidentifiedId, said, index?.toString("hex")];
  return await actOnce(tx, { key, request }, async () => {
    const event = await eventOf(tx, { ...said, on }, index);
    const followed = await followUnidentified(tx, Number(unidentifiedId), event);
    if (followed.ok) return receiptOf(unidentifiedId, followed.value);
    if (followed.problem === "not-registered") return refuseWith("not-found");
    if (followed.problem === "person-unknown") return refuseWith(PERSON_UNKNOWN);
    return refuseWith({
      code: followed.problem,
      entry: conflict(UNIDENTIFIED_PROBLEM_WORDS[followed.problem]),
    });
  });
}

async function eventOf(
  tx: Tx,
  { kind, on, note, referredTo }: Omit<UnidentifiedStep, "nik" | "on"> & { on: PlainDate },
  nikIndex: Buffer | undefined,
): Promise<NextEvent> {
  const isClock = kind === "referred" || kind === "reminded";
  const personId = kind === "promoted" ? await findPerson(tx, nikIndex) : undefined;
  return {
    kind,
    on,
    ...(note === undefined ? {} : { note }),
    ...(isClock ? { dueOn: addDays(on, REFERRAL_DAYS) } : {}),
    ...(kind === "referred" ? { referredTo: referredTo ?? "Dukcapil" } : {}),
    ...(personId === undefined ? {} : { personId }),
  };
}

async function findPerson(tx: Tx, nikIndex: Buffer | undefined): Promise<number | undefined> {
  if (nikIndex === undefined) return undefined;
  const [row] = await tx.query<{ person_id: number }>(
    "select person_id from dtsen.current_person where nik_index = $1 order by person_id limit 1",
    [nikIndex],
  );
  return row?.person_id;
}

function pastDay(text: string, today: PlainDate): PlainDate {
  const day = parsePlainDate(text);
  return !day.ok || day.value > today ? refuseWith(FUTURE_DAY) : day.value;
}

async function requireVillage(tx: Tx, code: string): Promise<void> {
  if (findVillage(code) === undefined) refuseWith("malformed-request");
  const [row] = await tx.query<{ is_here: boolean | null }>(
    "select $1::bigint <@ dtsen.my_ranges('record-unidentified') as is_here",
    [code],
  );
  if (row?.is_here !== true) refuseWith("not-allowed");
}

async function requireInstitution(tx: Tx, code: string): Promise<void> {
  const known = await tx.query("select 1 from dtsen.institution where institution_code = $1", [
    code,
  ]);
  if (known.length === 0) refuseWith("malformed-request");
}

function conflict({ id, en }: Words): ProblemEntry {
  return [409, "Belum dapat dicatat", id, en, "Muat ulang daftar. / Load the list again."];
}

function receiptOf(unidentifiedId: string, state: UnidentifiedState): UnidentifiedReceipt {
  return { unidentifiedId, state, words: { ...UNIDENTIFIED_WORDS[state] } };
}
