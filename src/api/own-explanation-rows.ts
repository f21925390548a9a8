import type { AidProposalStep } from "#domain/aid-proposal-procedure.ts";
import type { HolderReason } from "#domain/card-holder.ts";
import type { CaseState } from "#domain/case-state.ts";
import type { ProposalGround, ProposalRefusal } from "#domain/correction-proposal.ts";
import type { FamilyStandings } from "#domain/decision-standing.ts";
import type { HolderStep } from "#domain/holder-procedure.ts";
import type { ObjectionAnswer, ObjectionGround } from "#domain/objection.ts";
import type { ObjectionStep } from "#domain/objection-procedure.ts";
import type { RemovalCause, RemovalState } from "#domain/removal.ts";
import type { SetAside } from "#domain/set-aside.ts";
import type { KodeCek } from "#publication/kode-cek.ts";
import type { LookupKeys } from "#publication/lookup-keys.ts";
import type { LookupLimits } from "#publication/lookup-limits.ts";
import type { Caller } from "#publication/public-lookup.ts";
import type { ExplainedFamily } from "./explained-family.ts";
import type { OwnResignation } from "./own-resignations.ts";

/** Who asks, as the desk counts and notes it; of the address only its keyed mark. */
export type Visit = {
  readonly caller: Caller;
  readonly keys: LookupKeys;
  readonly limits: LookupLimits;
  readonly address: string;
  readonly requestId: string;
};

/** What one program decided of the family, or of somebody in it. */
export type OwnOutcome = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly unit_id: number;
  readonly outcome: string;
  readonly first_reason: string | null;
  readonly ruleset_id: string | null;
  /** By what the family's programs stand. */
  readonly standings: FamilyStandings;
  /** Of all the family, told once whatever its programs. */
  readonly set_aside: readonly SetAside[];
};

/** What removals say of the family, or of somebody in it; days are ISO text. */
export type OwnRemoval = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly cause: RemovalCause;
  readonly detail: string;
  readonly state: RemovalState;
  /** Of the version that said so. */
  readonly label: string;
  readonly as_of: string;
  readonly reply_days: number;
  /** Since the notice was handed over; null until then. */
  readonly notice_on: string | null;
  readonly effect_on: string | null;
  readonly objected_on: string | null;
  readonly answered_on: string | null;
};

/** Where a payment of a phase stands by the newest report; the day is ISO text. */
export type OwnPayment = {
  readonly program: string;
  readonly phase: string;
  readonly status: string;
  readonly reported_on: string;
  /** Whether the postal service reported it. */
  readonly by_post: boolean;
};

/** How a proposal about the family stands; days are ISO text. */
export type OwnAidProposal = {
  readonly state: CaseState;
  readonly step: AidProposalStep;
  readonly reason: string | null;
  readonly program: string | null;
  readonly is_diverted: boolean;
  readonly opened_on: string;
  readonly due_on: string | null;
  readonly answered_in: string | null;
};

/** How an objection against the family stands; days are ISO text. Never who made it. */
export type OwnObjection = {
  readonly state: CaseState;
  readonly step: ObjectionStep;
  readonly reason: string | null;
  readonly program: string;
  readonly grounds: readonly ObjectionGround[];
  readonly answer: ObjectionAnswer | null;
  readonly answer_until: string | null;
  readonly opened_on: string;
  readonly due_on: string | null;
};

/** How the change of the family's card holder stands that was opened last; days are ISO text. */
export type OwnHolder = {
  readonly state: CaseState;
  readonly step: HolderStep;
  readonly cause: HolderReason;
  readonly reason: string | null;
  readonly opened_on: string;
  readonly changed_on: string | null;
};

/** What a Kode Penjelasan opens. */
export type OwnExplanation = {
  readonly verdict: "answered" | "over-budget" | "no-version" | "unknown";
  readonly sheet: ExplainedFamily | null;
  readonly before: ExplainedFamily | null;
  readonly outcomes: readonly OwnOutcome[];
  readonly removals: readonly OwnRemoval[];
  readonly payments: readonly OwnPayment[];
  readonly holder: OwnHolder | null;
  readonly proposals: readonly OwnAidProposal[];
  readonly objections: readonly OwnObjection[];
  readonly resignations: readonly OwnResignation[];
  /** Of the version in force: when the family said that nothing has changed. */
  readonly unchanged_on: string | null;
  /** First letters of the head's name. */
  readonly masked: string | null;
};

/** Opens a family's own explanation, with its audit row. */
export async function openExplanation(visit: Visit, code: KodeCek): Promise<OwnExplanation> {
  const { caller, keys, limits, address, requestId } = visit;
  const { rows } = await caller.query<{ answer: OwnExplanation }>(
    "select public_open_explanation($1, $2, $3, $4) as answer",
    [keys.explanationIndex(code), address, limits.codePerAddress, requestId],
  );
  return answerOf(rows);
}

/** What a family says of one fact of its explanation. */
export type ProposalDraft = {
  /** Made with the form: the same twice is one proposal. */
  readonly clientId: string;
  readonly askedAbout: string;
  readonly ground: ProposalGround;
  readonly unit: "family" | "person";
  readonly unitId: number;
  readonly variableId: string | undefined;
  readonly value: number | undefined;
  readonly receivedOn: string;
};

/** The number of the receipt: of this proposal, or of the one that asks about the same fact already. */
export type Proposed = {
  readonly verdict: "received" | "asked-already" | "over-budget" | "unknown";
  readonly receipt: KodeCek | undefined;
};

/** Hands a proposal to the family's village; it decides nothing. */
export async function proposeCorrection(
  visit: Visit,
  code: KodeCek,
  draft: ProposalDraft,
): Promise<Proposed> {
  const { caller, keys, limits, address, requestId } = visit;
  const said = {
    asked_about: draft.askedAbout,
    ground: draft.ground,
    unit: draft.unit,
    unit_id: draft.unitId,
    variable_id: draft.variableId ?? null,
    value: draft.value ?? null,
    received_on: draft.receivedOn,
  };
  const receiptOf = (clientId: string) => keys.codeOf("receipt", clientId);
  const { rows } = await caller.query<{
    answer: { verdict: Proposed["verdict"]; client_id: string | null };
  }>("select public_propose_correction($1, $2, $3, $4, $5, $6, $7, $8) as answer", [
    keys.explanationIndex(code),
    address,
    limits.proposalsPerAddress,
    limits.proposalsPerFamily,
    draft.clientId,
    keys.receiptIndex(receiptOf(draft.clientId)),
    said,
    requestId,
  ]);
  const { verdict, client_id: kept } = answerOf(rows);
  return { verdict, receipt: kept === null ? undefined : receiptOf(kept) };
}

/** Keeps what the family says to an objection against it, while its days run. */
export async function answerObjection(
  { caller, keys, limits, address, requestId }: Visit,
  code: KodeCek,
  said: ObjectionAnswer,
): Promise<"answered" | "unknown" | "over-budget"> {
  const { rows } = await caller.query<{ answer: "answered" | "unknown" | "over-budget" }>(
    "select dtsen.public_answer_objection($1, $2, $3, $4, $5) as answer",
    [keys.explanationIndex(code), address, limits.proposalsPerAddress, said, requestId],
  );
  return answerOf(rows);
}

/** Keeps that the family says nothing has changed. */
export async function sayUnchanged(
  { caller, keys, limits, address, requestId }: Visit,
  code: KodeCek,
  today: string,
): Promise<"said" | "unknown" | "over-budget"> {
  const { rows } = await caller.query<{ answer: "said" | "unknown" | "over-budget" }>(
    "select dtsen.public_say_unchanged($1, $2, $3, $4, $5) as answer",
    [keys.explanationIndex(code), address, limits.proposalsPerAddress, today, requestId],
  );
  return answerOf(rows);
}

/** Where a proposal stands, as its receipt tells it; days are ISO text. */
export type ReceiptRow = {
  readonly verdict: "answered" | "over-budget" | "unknown";
  readonly asked_about: string | null;
  readonly ground: ProposalGround | null;
  readonly village_no: number | null;
  readonly received_on: string | null;
  readonly decision: "recorded" | "refused" | null;
  readonly refusal: ProposalRefusal | null;
  readonly decided_on: string | null;
  /** When the next version is due. */
  readonly next_on: string | null;
  readonly is_confirmed: boolean;
  readonly answer: "absorbed" | "refused" | null;
  readonly answered_in: string | null;
};

/** Asks after a receipt, with its audit row. */
export async function readReceipt(visit: Visit, receipt: KodeCek): Promise<ReceiptRow> {
  const { caller, keys, limits, address, requestId } = visit;
  const { rows } = await caller.query<{ answer: ReceiptRow }>(
    "select public_read_receipt($1, $2, $3, $4) as answer",
    [keys.receiptIndex(receipt), address, limits.codePerAddress, requestId],
  );
  return answerOf(rows);
}

function answerOf<Answer>(rows: readonly { readonly answer: Answer }[]): Answer {
  const [row] = rows;
  if (row === undefined) throw new Error("the desk answers every public question with one row");
  return row.answer;
}
