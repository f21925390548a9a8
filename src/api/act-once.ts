import { createHash } from "node:crypto";
import { Type } from "typebox";
import type { Tx } from "#store/transact.ts";
import { refuseWith } from "./guard.ts";

/** Header of acts that change something: made by the caller, the same for every repeat of one act. */
export const KeyHeader = Type.Object({
  "idempotency-key": Type.String({
    pattern: "^[\\w-]{8,80}$",
    description: "The same key twice acts once and gets the same answer",
  }),
});

/**
 * Runs an act once for a key of whoever acts. A repeat gets the kept answer; the same key for another
 * request is refused. Answers hold no personal data, and the request is kept as its digest only. An act
 * that notes its refusal in the audit log gives it as its answer, which is not kept: it may go well later.
 */
export async function actOnce<Answer extends object>(
  tx: Tx,
  ask: { readonly key: string; readonly request: readonly unknown[] },
  act: () => Promise<Answer>,
  isDone: (answer: Answer) => boolean = () => true,
): Promise<Answer> {
  await tx.query(
    "select pg_advisory_xact_lock(hashtextextended(dtsen.acting_account()::text || ' ' || $1, 0))",
    [ask.key],
  );
  const digest = createHash("sha256").update(JSON.stringify(ask.request)).digest();
  const [known] = await tx.query<{ request_sha256: Buffer; body: Answer }>(
    `select request_sha256, body from dtsen.idempotency_key
     where account_id = dtsen.acting_account() and key = $1`,
    [ask.key],
  );
  if (known !== undefined) {
    return known.request_sha256.equals(digest) ? known.body : refuseWith("key-reused");
  }
  const answer = await act();
  if (!isDone(answer)) return answer;
  await tx.query(
    `insert into dtsen.idempotency_key (account_id, key, request_sha256, status, body)
     values (dtsen.acting_account(), $1, $2, 200, $3)`,
    [ask.key, digest, JSON.stringify(answer)],
  );
  return answer;
}
