import type { Instant, Urgency } from "#domain/case-clock.ts";
import { wayOf } from "#domain/case-procedure.ts";
import { readCase } from "#domain/case-state.ts";
import {
  type ComplaintChannel,
  type ComplaintParty,
  type ComplaintRedress,
  type ComplaintTopic,
  routeOf,
  urgencyOf,
} from "#domain/complaint.ts";
import { COMPLAINT } from "#domain/complaint-procedure.ts";
import { NATIONAL_CALENDAR } from "#domain/office-calendar.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { decryptField, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { standingRow } from "./case-book.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readAreas } from "./region-calendar.ts";

/** What is said of a complaint in chosen words. */
export type ComplaintSaid = {
  readonly topics: readonly ComplaintTopic[];
  readonly party: ComplaintParty;
  readonly program: string | undefined;
  readonly channel: ComplaintChannel;
  readonly outsideNumber: string | undefined;
  readonly happenedOn: string | undefined;
  readonly amountRupiah: number | undefined;
  readonly isThreatened: boolean;
};

/** What is said in their own words, and how they may be answered; sealed. */
export type ComplaintTold = { readonly text?: string; readonly contact?: string };

const toldPlace = (caseId: number) =>
  ({ table: "complaint", column: "told_enc", rowId: caseId }) as const;

export const sealComplaint = (keys: FieldKeys, caseId: number, told: ComplaintTold): Buffer =>
  encryptField(keys, toldPlace(caseId), JSON.stringify(told));

export const openComplaintText = (keys: FieldKeys, caseId: number, sealed: Buffer): ComplaintTold =>
  JSON.parse(decryptField(keys, toldPlace(caseId), sealed)) as ComplaintTold;

/** The same as the desk's functions read it, with the route and how much it presses. */
export function saidOfComplaint(said: ComplaintSaid) {
  return {
    ...{ topics: said.topics, party: said.party, program: said.program ?? null },
    ...{ channel: said.channel, outside_number: said.outsideNumber ?? null },
    ...{ happened_on: said.happenedOn ?? null, amount_rupiah: said.amountRupiah ?? null },
    is_threatened: said.isThreatened,
    route: routeOf(said.party),
    urgency: urgencyOf(said.topics, said.isThreatened),
  };
}

/** Where a complaint begins and until when, for every stretch of villages with a calendar of its own. */
export async function openingOfComplaint(tx: Pick<Tx, "query">, said: ComplaintSaid, now: Instant) {
  const way = wayOf(COMPLAINT, [routeOf(said.party)]);
  const urgency: Urgency = urgencyOf(said.topics, said.isThreatened);
  const at = (calendar: typeof NATIONAL_CALENDAR) =>
    readCase(way, { urgency, openedAt: now, calendar }, []);
  const areas = await readAreas(tx as Tx);
  return {
    ...standingRow(at(NATIONAL_CALENDAR)),
    dues: areas.map(({ lo, hi, calendar }) => ({ lo, hi, due_at: at(calendar).dueAt })),
  };
}

/** The message that opens a complaint by an officer. */
export type ComplaintMessage = {
  readonly clientId: string;
  readonly digest: Buffer;
  /** By which the receipt of a sender is found: of a number that is known already, that of the first. */
  readonly receiptIndexOf: (clientId: string) => Buffer;
  readonly villageNo: number;
  readonly said: ComplaintSaid;
  readonly told: ComplaintTold;
  readonly now: Instant;
};

export type ComplaintOpened = {
  readonly caseId: number;
  /** Who sent it first: its receipt is made of that. */
  readonly clientId: string;
  readonly wasKnown: boolean;
};

/** Takes a complaint as whoever acts. The same message, or the same number on the same line, is the same case. */
export async function openComplaint(
  tx: Tx,
  keys: FieldKeys,
  message: ComplaintMessage,
): Promise<Result<ComplaintOpened, "not-found" | "key-reused">> {
  const { clientId, digest, villageNo, said, told, now } = message;
  const { channel, outsideNumber } = said;
  await oneAtATime(tx, outsideNumber === undefined ? clientId : `${channel} ${outsideNumber}`);
  const [next] = await tx.query<{ case_id: number | null }>(
    "select dtsen.next_complaint() as case_id",
  );
  if (next?.case_id == null) return refuse("not-found");
  const [row] = await tx.query<{
    verdict: "opened" | "known" | "not-found" | "key-reused";
    case_no: number | null;
    sender: string | null;
  }>("select * from dtsen.open_complaint($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
    ...[next.case_id, clientId, digest, villageNo, JSON.stringify(saidOfComplaint(said))],
    Object.keys(told).length === 0 ? null : sealComplaint(keys, next.case_id, told),
    ...[message.receiptIndexOf(clientId), now],
    JSON.stringify(await openingOfComplaint(tx, said, now)),
  ]);
  if (row?.verdict !== "opened" && row?.verdict !== "known")
    return refuse(row?.verdict ?? "not-found");
  if (row.case_no === null || row.sender === null) return refuse("not-found");
  const sender = row.sender.replaceAll("-", "");
  return accept({ caseId: row.case_no, clientId: sender, wasKnown: row.verdict === "known" });
}

/** Notes whom a complaint concerns, and what was done about it. */
export async function noteComplaint(
  tx: Tx,
  caseId: number,
  said: { readonly familyId?: number | undefined; readonly redress?: ComplaintRedress | undefined },
): Promise<Result<"noted", "not-found" | "right-not-held">> {
  const [row] = await tx.query<{ verdict: "noted" | "not-found" | "right-not-held" }>(
    "select dtsen.note_complaint($1, $2, $3) as verdict",
    [caseId, said.familyId ?? null, said.redress ?? null],
  );
  return row?.verdict === "noted" ? accept("noted") : refuse(row?.verdict ?? "not-found");
}
