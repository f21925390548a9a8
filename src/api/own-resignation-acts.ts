import { createHash, randomUUID } from "node:crypto";
import type { OfficeCalendar } from "#domain/office-calendar.ts";
import { RESIGNABLE_PROGRAMS, type ResignableProgram } from "#domain/resignation.ts";
import { RESIGNATION } from "#domain/resignation-procedure.ts";
import type { KodeCek } from "#publication/kode-cek.ts";
import { openingOf } from "#verification/proposal-book.ts";
import { fieldOf } from "./form-body.ts";
import type { Visit } from "./own-explanation-rows.ts";

type AskVerdict = "asked" | "open-already" | "no-place" | "unknown" | "over-budget";
type BackVerdict = "taken-back" | "unknown" | "over-budget";

/** The programs that were ticked. */
export const tickedPrograms = (body: unknown): readonly ResignableProgram[] =>
  RESIGNABLE_PROGRAMS.filter((program) => fieldOf(body, `program-${program}`, 4) !== "");

/** A family asks to give places back; pressed twice it is one request. Nothing ends by it. */
export async function askResignation(
  { caller, keys, limits, address, requestId }: Visit,
  code: KodeCek,
  asked: {
    readonly programs: readonly ResignableProgram[];
    readonly calendar: OfficeCalendar;
    readonly now: Date;
  },
): Promise<AskVerdict> {
  const { programs, calendar } = asked;
  const now = asked.now.toISOString();
  const { rows } = await caller.query<{ verdict: AskVerdict }>(
    "select dtsen.public_ask_resignation($1, $2, $3, $4, $5, $6, $7, $8, $9) as verdict",
    [
      ...[keys.explanationIndex(code), address, limits.proposalsPerAddress, randomUUID()],
      createHash("sha256").update(programs.join(" ")).digest(),
      ...[[...programs], now, JSON.stringify(openingOf(RESIGNATION, now, calendar)), requestId],
    ],
  );
  return rows[0]?.verdict ?? "unknown";
}

/** A family takes its request back, in one step. */
export async function takeBackResignation(
  { caller, keys, limits, address, requestId }: Visit,
  code: KodeCek,
  now: Date,
): Promise<BackVerdict> {
  const { rows } = await caller.query<{ verdict: BackVerdict }>(
    "select dtsen.public_take_back_resignation($1, $2, $3, $4, $5) as verdict",
    [
      ...[keys.explanationIndex(code), address, limits.proposalsPerAddress],
      ...[now.toISOString(), requestId],
    ],
  );
  return rows[0]?.verdict ?? "unknown";
}
