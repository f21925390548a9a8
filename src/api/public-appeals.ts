import { randomUUID } from "node:crypto";
import type pg from "pg";
import { APPEAL_DAYS } from "#domain/appeal.ts";
import type { KodeCek } from "#publication/kode-cek.ts";
import { type AppealBar, openingsOfAppeal } from "#verification/appeal-book.ts";
import type { Visit } from "./own-explanation-rows.ts";

type Verdict = "sent" | "unknown" | "over-budget" | AppealBar;

/** Asks another office to review, by the number of the case; pressed twice it is one appeal. */
export async function sendAppeal(
  { keys, limits, address, requestId }: Visit,
  pool: pg.Pool,
  number: KodeCek,
  moment: Date,
): Promise<Verdict> {
  const query = async <Row>(sql: string, values: readonly unknown[] = []) =>
    (await pool.query(sql, [...values])).rows as Row[];
  const now = moment.toISOString();
  const [row] = await query<{ verdict: Verdict }>(
    "select dtsen.public_appeal($1, $2, $3, $4, $5, $6, $7, $8) as verdict",
    [
      ...[keys.receiptIndex(number), address, limits.proposalsPerAddress, randomUUID()],
      ...[APPEAL_DAYS, now, JSON.stringify(await openingsOfAppeal({ query }, now)), requestId],
    ],
  );
  return row?.verdict ?? "unknown";
}
