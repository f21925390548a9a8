import { randomInt, randomUUID } from "node:crypto";
import type pg from "pg";
import type { Instant } from "#domain/case-clock.ts";
import { CODE_MINUTES, codeText, KEPT_DAYS, type MessageChannel } from "#domain/message.ts";
import { blindIndex, encryptField, type FieldKeys } from "#store/field-cipher.ts";

/** Who holds the number of a case, and how often a day an address, a telephone and a case may ask for a code. */
export type ContactAsker = {
  readonly pool: Pick<pg.Pool, "query">;
  readonly fields: FieldKeys;
  /** Keyed digest of the number of the case. */
  readonly receipt: Buffer;
  readonly address: string;
  readonly requestId: string;
  readonly now: Instant;
  readonly budgets: { readonly address: number; readonly phone: number; readonly ofCase: number };
};

export type AskVerdict = "asked" | "unknown" | "over-budget" | "case-over";
export type ProveVerdict = "proved" | "wrong-code" | "code-over" | "unknown" | "over-budget";
export type StopVerdict = "stopped" | "unknown" | "over-budget";

/** Where the sealed telephone and the sealed texts of a contact lie: bound to the id that made it. */
export const phonePlace = (clientId: string) =>
  ({ table: "case_contact", column: "phone_enc", rowId: clientId }) as const;
export const bodyPlace = (messageId: string) =>
  ({ table: "message", column: "body_enc", rowId: messageId }) as const;

/** A code counts for one case alone. */
const codeIndex = (fields: FieldKeys, receipt: Buffer, code: string): Buffer =>
  blindIndex(fields, "contact-code", `${receipt.toString("hex")}|${code}`);

/** Leaves a telephone to be told by; a code of six digits goes to it first. `phone` as `parseMobile` answers it. */
export async function askContact(
  { pool, fields, receipt, address, requestId, now, budgets }: ContactAsker,
  wanted: {
    readonly phone: string;
    readonly channel: MessageChannel;
    readonly language: "id" | "en";
  },
): Promise<AskVerdict> {
  const { phone, channel, language } = wanted;
  const clientId = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const said = {
    ...{ channel, language, tail: phone.slice(-3) },
    ...{ minutes: CODE_MINUTES, after_days: KEPT_DAYS },
  };
  return await verdictOf(
    pool,
    "select dtsen.public_ask_contact($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as verdict",
    [
      ...[receipt, address, [budgets.address, budgets.phone, budgets.ofCase], clientId],
      JSON.stringify(said),
      encryptField(fields, phonePlace(clientId), phone),
      blindIndex(fields, "phone", phone),
      codeIndex(fields, receipt, code),
      encryptField(fields, bodyPlace(clientId), codeText(language, code)),
      ...[now, requestId],
    ],
  );
}

/** Proves the telephone by what was sent to it. */
export async function proveContact(
  { pool, fields, receipt, address, requestId, now, budgets }: ContactAsker,
  code: string,
): Promise<ProveVerdict> {
  return await verdictOf(
    pool,
    "select dtsen.public_prove_contact($1, $2, $3, $4, $5, $6) as verdict",
    [receipt, address, budgets.address, codeIndex(fields, receipt, code), now, requestId],
  );
}

/** No more tidings of this case. */
export async function stopContact({
  pool,
  receipt,
  address,
  requestId,
  now,
  budgets,
}: ContactAsker): Promise<StopVerdict> {
  return await verdictOf(pool, "select dtsen.public_stop_contact($1, $2, $3, $4, $5) as verdict", [
    ...[receipt, address, budgets.address, now, requestId],
  ]);
}

async function verdictOf<Verdict extends string>(
  pool: Pick<pg.Pool, "query">,
  sql: string,
  values: readonly unknown[],
): Promise<Verdict> {
  const { rows } = await pool.query<{ verdict: Verdict }>(sql, [...values]);
  const [row] = rows;
  if (row === undefined) throw new Error("the desk answers every public question with one row");
  return row.verdict;
}
