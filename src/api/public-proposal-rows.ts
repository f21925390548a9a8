import { createHash } from "node:crypto";
import type pg from "pg";
import {
  type BroughtKind,
  PROPOSAL_GROUNDS,
  type ProposalGround,
  type Proposer,
  type ToldFamily,
} from "#domain/aid-proposal.ts";
import { AID_PROPOSAL } from "#domain/aid-proposal-procedure.ts";
import type { StepRule } from "#domain/case-procedure.ts";
import type { CaseState } from "#domain/case-state.ts";
import type { ComplaintRedress } from "#domain/complaint.ts";
import { OBJECTION_GROUNDS, type ObjectionGround } from "#domain/objection.ts";
import { OBJECTION } from "#domain/objection-procedure.ts";
import type { OfficeCalendar } from "#domain/office-calendar.ts";
import type { KodeCek } from "#publication/kode-cek.ts";
import type { LookupKeys } from "#publication/lookup-keys.ts";
import type { LookupLimits } from "#publication/lookup-limits.ts";
import type { Caller } from "#publication/public-lookup.ts";
import { decryptField, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import { transactionOf } from "#store/transact.ts";
import { openingOf, sealTold } from "#verification/proposal-book.ts";
import { readCalendar } from "#verification/region-calendar.ts";
import type { Tidings } from "./pages/tidings.ts";

/** Who asks, and what the public site needs to answer. */
export type PublicCaller = {
  readonly pool: pg.Pool;
  readonly keys: LookupKeys;
  readonly fields: FieldKeys;
  readonly limits: LookupLimits;
  readonly address: string;
  readonly requestId: string;
};

/** What a family has written so far. */
export type WrittenProposal = {
  readonly proposer: Extract<Proposer, "self" | "neighbour"> | "objector";
  readonly told?: ToldFamily;
  /** "data-update" where no program was named. */
  readonly wanted?: string;
  readonly grounds?: readonly (ProposalGround | ObjectionGround)[];
};

/** Days for which an unfinished proposal waits. */
const DRAFT_DAYS = 30;
const draftPlace = (draftNo: number) =>
  ({ table: "proposal_draft", column: "body_enc", rowId: draftNo }) as const;

async function ask<Answer>(pool: Caller, sql: string, values: readonly unknown[]): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer }>(sql, [...values]);
  const [row] = rows;
  if (row === undefined) throw new Error("the desk answers every public question with one row");
  return row.answer;
}

/** Begins a proposal by a Kode Cek; its number is the receipt that it will have. */
export async function beginProposal(
  { pool, keys, fields, limits, address, requestId }: PublicCaller,
  code: KodeCek,
  clientId: string,
  proposer: WrittenProposal["proposer"],
): Promise<
  | { readonly verdict: "begun"; readonly number: KodeCek }
  | { readonly verdict: "unknown" }
  | { readonly verdict: "over-budget" }
> {
  const number = keys.codeOf("receipt", clientId);
  const index = keys.receiptIndex(number);
  const { verdict, draft_no: draftNo } = await ask<{
    verdict: "begun" | "unknown" | "over-budget";
    draft_no: number | null;
  }>(pool, "select dtsen.public_begin_proposal($1, $2, $3, $4, $5, $6, $7, $8) as answer", [
    keys.codeIndex(code),
    address,
    limits.proposalsPerAddress,
    limits.proposalsPerFamily,
    clientId,
    index,
    DRAFT_DAYS,
    requestId,
  ]);
  if (verdict !== "begun" || draftNo === null)
    return { verdict: verdict === "over-budget" ? "over-budget" : "unknown" };
  await keep(pool, fields, index, draftNo, { proposer });
  return { verdict, number };
}

async function keep(
  pool: pg.Pool,
  fields: FieldKeys,
  index: Buffer,
  draftNo: number,
  written: WrittenProposal,
): Promise<boolean> {
  const body = encryptField(fields, draftPlace(draftNo), JSON.stringify(written));
  return await ask<boolean>(pool, "select dtsen.public_keep_draft($1, $2) as answer", [
    index,
    body,
  ]);
}

/** What stands under a number: what was written so far, or that it was sent. */
export type OpenedDraft =
  | { readonly verdict: "unknown" | "over-budget" | "sent" }
  | {
      readonly verdict: "open";
      readonly draftNo: number;
      readonly villageNo: number;
      readonly written: WrittenProposal;
    };

export async function openDraft(caller: PublicCaller, number: KodeCek): Promise<OpenedDraft> {
  const { pool, keys, fields, limits, address } = caller;
  const row = await ask<{
    verdict: "unknown" | "over-budget" | "sent" | "open";
    draft_no?: number;
    village_no?: number;
    body?: string | null;
  }>(pool, "select dtsen.public_read_draft($1, $2, $3) as answer", [
    keys.receiptIndex(number),
    address,
    limits.codePerAddress,
  ]);
  const { verdict, draft_no: draftNo, village_no: villageNo, body } = row;
  if (verdict !== "open") return { verdict };
  if (draftNo === undefined || villageNo === undefined || body == null)
    return { verdict: "unknown" };
  const text = decryptField(fields, draftPlace(draftNo), Buffer.from(body, "hex"));
  return { verdict, draftNo, villageNo, written: JSON.parse(text) as WrittenProposal };
}

/** Keeps one step more of what was written. */
export async function keepDraft(
  { pool, keys, fields }: PublicCaller,
  number: KodeCek,
  draftNo: number,
  written: WrittenProposal,
): Promise<boolean> {
  return await keep(pool, fields, keys.receiptIndex(number), draftNo, written);
}

/** What may be ticked as the reason. */
export const groundsOf = (proposer: WrittenProposal["proposer"]) =>
  proposer === "objector" ? OBJECTION_GROUNDS : PROPOSAL_GROUNDS;

/** Whether everything that a proposal needs has been written. */
export function isComplete(
  written: WrittenProposal,
): written is WrittenProposal & Required<Pick<WrittenProposal, "wanted" | "grounds">> {
  const { proposer, told, wanted, grounds } = written;
  const offered: readonly string[] = groundsOf(proposer);
  const isKnown = grounds?.every((ground) => offered.includes(ground)) === true;
  const isAimed = wanted !== undefined && !(proposer === "objector" && wanted === "data-update");
  return isAimed && isKnown && grounds.length > 0 && (proposer === "self" || told !== undefined);
}

/** Sends what was written: a case of the village where the family lives. Sent twice it is one case. */
export async function sendProposal(
  { pool, keys, fields, requestId }: PublicCaller,
  number: KodeCek,
  { villageNo, written }: { readonly villageNo: number; readonly written: WrittenProposal },
  now: Date,
): Promise<"sent" | "unknown" | "incomplete"> {
  if (!isComplete(written)) return "incomplete";
  const { proposer, told, wanted, grounds } = written;
  const caseId = await ask<number>(pool, "select dtsen.public_next_proposal() as answer", []);
  const calendar = await calendarOfPublic(pool, villageNo);
  const isUpdate = wanted === "data-update";
  const said = {
    ...{ asked_for: isUpdate ? "data-update" : "program", program: isUpdate ? null : wanted },
    ...{ proposer, channel: "web", grounds },
  };
  const opening =
    proposer === "objector"
      ? openingOf(OBJECTION, now.toISOString(), calendar)
      : openingOf(AID_PROPOSAL, now.toISOString(), calendar);
  const { verdict } = await ask<{ verdict: "sent" | "unknown" }>(
    pool,
    "select dtsen.public_send_proposal($1, $2, $3, $4, $5, $6, $7, $8) as answer",
    [
      keys.receiptIndex(number),
      caseId,
      createHash("sha256").update(JSON.stringify(written)).digest(),
      JSON.stringify(said),
      told === undefined ? null : sealTold(fields, caseId, told),
      now.toISOString(),
      JSON.stringify(opening),
      requestId,
    ],
  );
  return verdict;
}

/** Where a proposal stands for whoever holds its number; nothing of any family is in it. */
export type NeutralStanding = {
  readonly verdict: "answered" | "unknown" | "over-budget";
  readonly kind: BroughtKind | null;
  readonly state: CaseState | null;
  readonly reason: string | null;
  readonly step: string | null;
  readonly rules: readonly StepRule[] | null;
  readonly opened_on: string | null;
  readonly since_on: string | null;
  readonly due_on: string | null;
  readonly level: number | null;
  /** Of a complaint that was acted on: what was done. */
  readonly redress: ComplaintRedress | null;
  /** Whether whoever holds the number is told by message. */
  readonly tidings: Tidings | null;
  /** Of a refusal that another office reviews. */
  readonly appeal: {
    readonly state: CaseState;
    readonly step: string;
    readonly rules: readonly StepRule[];
    readonly due_on: string | null;
  } | null;
};

export async function readNeutralStanding(
  {
    pool,
    keys,
    limits,
    address,
    requestId,
  }: Omit<PublicCaller, "fields" | "pool"> & { readonly pool: Caller },
  number: KodeCek,
): Promise<NeutralStanding> {
  return await ask(pool, "select dtsen.public_read_case($1, $2, $3, $4) as answer", [
    keys.receiptIndex(number),
    address,
    limits.codePerAddress,
    requestId,
  ]);
}

/** By which calendar a case runs that somebody of a village opens without an account. */
export async function calendarOfPublic(pool: pg.Pool, villageNo: number): Promise<OfficeCalendar> {
  const client = await pool.connect();
  return await readCalendar(transactionOf(client), villageNo).finally(() => client.release());
}
