import { randomUUID } from "node:crypto";
import type { Instant } from "#domain/case-clock.ts";
import {
  CONTACT_DAYS,
  KEPT_DAYS,
  type MessageChannel,
  type MessageProblem,
  nextTry,
  outOfQuiet,
  standingText,
  type ToldStanding,
} from "#domain/message.ts";
import { zoneOfVillage } from "#domain/office-calendar.ts";
import { decryptField, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { bodyPlace, phonePlace } from "./contact-book.ts";
import type { MessageLine } from "./message-line.ts";

/** Contacts written to in one transaction, and messages lent to one sender. */
const CONTACTS = 500;
const LENT = 200;
/** Messages under way at once; and failures of the network, one after the other, after which this look tries no more. */
const AT_ONCE = 8;
const AWAY = 8;
/** After this a message that was lent and not ended is somebody else's to send: its sender died. */
const LENT_MINUTES = 5;

/** What one look at the outbox did. */
export type MessageLook = {
  readonly written: number;
  readonly sent: number;
  readonly failed: Readonly<Partial<Record<MessageProblem, number>>>;
};

/**
 * Writes what is to be told, sends what may go out, forgets what is past its day. Killed anywhere it loses nothing: what was lent
 * and not ended goes out again under the same id.
 */
export async function lookAtOutbox(
  desk: Desk,
  fields: FieldKeys,
  line: MessageLine,
  now: Instant,
): Promise<MessageLook> {
  await asWorker(desk, (tx) => forget(tx, now));
  let written = 0;
  for (;;) {
    const some = await asWorker(desk, (tx) => writeDue(tx, fields, now));
    written += some;
    if (some < CONTACTS) break;
  }
  return { written, ...(await sendAll(desk, fields, line, now)) };
}

/** Sends until nothing is left that may go out, or the network is away: what was lent and not tried is lent again later. */
async function sendAll(
  desk: Desk,
  fields: FieldKeys,
  line: MessageLine,
  now: Instant,
): Promise<Pick<MessageLook, "sent" | "failed">> {
  const failed: Partial<Record<MessageProblem, number>> = {};
  let [sent, away] = [0, 0];
  for (;;) {
    const lent = [...(await asWorker(desk, (tx) => takeSome(tx, now)))];
    const isLast = lent.length < LENT;
    const carry = async () => {
      for (let one = lent.pop(); one !== undefined && away < AWAY; one = lent.pop()) {
        const problem = await sendOne(desk, fields, line, one, now);
        away = problem === "unreachable" ? away + 1 : 0;
        if (problem === undefined) sent += 1;
        else failed[problem] = (failed[problem] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, carry));
    if (isLast || away >= AWAY) return { sent, failed };
  }
}

async function forget(tx: Tx, now: Instant): Promise<void> {
  await tx.query("select dtsen.lapse_contacts($1, $2)", [now, CONTACT_DAYS]);
  await tx.query("select dtsen.sweep_contacts($1, $2)", [now, KEPT_DAYS]);
}

/** One message for each contact of whose case something has happened, of how it stands now. */
async function writeDue(tx: Tx, fields: FieldKeys, now: Instant): Promise<number> {
  const due = await tx.query<{
    contact_no: number;
    language: "id" | "en";
    village_no: number;
    event_no: number | null;
    standing: ToldStanding;
  }>("select * from dtsen.due_contacts($1)", [CONTACTS]);
  for (const { contact_no, language, village_no, event_no, standing } of due) {
    const id = randomUUID();
    await tx.query("select dtsen.write_message($1, $2, $3, $4, $5, $6)", [
      ...[contact_no, id, event_no],
      encryptField(fields, bodyPlace(id), standingText(language, standing)),
      ...[now, outOfQuiet(now, { zone: zoneOfVillage(village_no) })],
    ]);
  }
  return due.length;
}

type Lent = {
  readonly message_no: number;
  readonly message_id: string;
  readonly client_id: string;
  readonly channel: MessageChannel;
  readonly phone: Buffer;
  readonly body: Buffer;
  readonly attempts: number;
};

const later = (now: Instant, minutes: number): Instant =>
  new Date(Date.parse(now) + minutes * 60_000).toISOString();

async function takeSome(tx: Tx, now: Instant): Promise<readonly Lent[]> {
  return await tx.query<Lent>("select * from dtsen.take_messages($1, $2, $3)", [
    ...[now, later(now, LENT_MINUTES), LENT],
  ]);
}

/** Sends outside any transaction: nobody waits for a network while holding a row. */
async function sendOne(
  desk: Desk,
  fields: FieldKeys,
  line: MessageLine,
  one: Lent,
  now: Instant,
): Promise<MessageProblem | undefined> {
  const answer = await line.send({
    id: one.message_id,
    channel: one.channel,
    to: decryptField(fields, phonePlace(one.client_id), one.phone),
    text: decryptField(fields, bodyPlace(one.message_id), one.body),
  });
  const wait =
    answer.ok || answer.problem === "number-refused" ? undefined : nextTry(one.attempts + 1);
  await asWorker(desk, (tx) =>
    tx.query("select dtsen.end_message($1, $2, $3, $4, $5)", [
      one.message_no,
      answer.ok ? "sent" : answer.problem,
      answer.ok ? answer.value : null,
      now,
      wait === undefined ? null : later(now, wait),
    ]),
  );
  return answer.ok ? undefined : answer.problem;
}
