import type {
  AidProposalProblem,
  ProposalAim,
  ProposalChannel,
  ProposalGround,
  Proposer,
  ToldFamily,
} from "#domain/aid-proposal.ts";
import { AID_PROPOSAL } from "#domain/aid-proposal-procedure.ts";
import type { Instant } from "#domain/case-clock.ts";
import type { Procedure } from "#domain/case-procedure.ts";
import { readCase } from "#domain/case-state.ts";
import { OBJECTION } from "#domain/objection-procedure.ts";
import type { OfficeCalendar } from "#domain/office-calendar.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { decryptField, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { answerResignations } from "./answer-resignations.ts";
import { standingRow } from "./case-book.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readCalendar, readCalendarOf } from "./region-calendar.ts";

/** What a proposal says of itself. */
export type ProposalSaid = {
  readonly aim: ProposalAim;
  readonly program: string | undefined;
  readonly proposer: Proposer;
  readonly channel: ProposalChannel;
  readonly grounds: readonly ProposalGround[];
};

/** The message that opens a proposal at the counter. */
export type AidProposalMessage = {
  /** Made by whoever sends: the same message for ever is the same case. */
  readonly clientId: string;
  readonly digest: Buffer;
  readonly receiptIndex: Buffer;
  readonly said: ProposalSaid;
  readonly familyId: number | undefined;
  /** Of a family that is only described: the village in which it is looked for. */
  readonly villageNo: number | undefined;
  readonly told: ToldFamily | undefined;
  readonly isDiverted: boolean;
  readonly now: Instant;
};

export type TakeProblem = Extract<AidProposalProblem, "key-reused" | "open-already"> | "not-found";

const toldPlace = (caseId: number) =>
  ({ table: "aid_proposal", column: "told_enc", rowId: caseId }) as const;

/** Where every case of a kind begins: with whoever finds out whom it is about. */
export const openingOf = <Step extends string>(
  procedure: Procedure<Step>,
  now: Instant,
  calendar: OfficeCalendar,
) => standingRow(readCase(procedure, { urgency: "planned", openedAt: now, calendar }, []));

/** How a family was described, sealed for a case. */
export const sealTold = (keys: FieldKeys, caseId: number, told: ToldFamily): Buffer =>
  encryptField(keys, toldPlace(caseId), JSON.stringify(told));

/** The same, opened again. */
export const openTold = (keys: FieldKeys, caseId: number, sealed: Buffer): ToldFamily =>
  JSON.parse(decryptField(keys, toldPlace(caseId), sealed)) as ToldFamily;

/** What is said of a proposal, as the desk's functions read it. */
export const saidOfProposal = ({ aim, program, proposer, channel, grounds }: ProposalSaid) => ({
  asked_for: aim,
  program: program ?? null,
  proposer,
  channel,
  grounds,
});

/** Takes a proposal as whoever acts. The same message again answers the same case. */
export async function takeProposal(
  tx: Tx,
  keys: FieldKeys,
  message: AidProposalMessage,
): Promise<Result<{ readonly caseId: number }, TakeProblem>> {
  const { clientId, digest, said, familyId, villageNo, told, isDiverted, now } = message;
  await oneAtATime(tx, clientId);
  const [next] = await tx.prepared<{ case_id: number | null }>(
    "next_proposal",
    "select dtsen.next_proposal() as case_id",
  );
  if (next?.case_id == null) return refuse("not-found");
  const calendar =
    familyId === undefined && villageNo !== undefined
      ? await readCalendar(tx, villageNo)
      : await readCalendarOf(tx, familyId === undefined ? {} : { familyId });
  const [row] = await tx.prepared<{ verdict: "opened" | TakeProblem; case_no: number | null }>(
    "open_aid_proposal",
    "select * from dtsen.open_aid_proposal($1, $2, $3, $4, $5, $6, $7, $8)",
    [
      next.case_id,
      clientId,
      digest,
      JSON.stringify({
        ...saidOfProposal(said),
        family_id: familyId ?? null,
        village_no: villageNo ?? null,
        is_diverted: isDiverted,
      }),
      told === undefined ? null : sealTold(keys, next.case_id, told),
      message.receiptIndex,
      now,
      JSON.stringify(openingOf(AID_PROPOSAL, now, calendar)),
    ],
  );
  if (row?.verdict !== "opened") return refuse(row?.verdict ?? "not-found");
  return row.case_no === null ? refuse("not-found") : accept({ caseId: row.case_no });
}

export type NameProblem = "not-found" | "right-not-held" | "open-already";

/** Says which family a proposal is about, and whether what it asks for is out of that family's range. */
export async function nameFamily(
  tx: Tx,
  caseId: number,
  familyId: number,
  { isDiverted, now }: { readonly isDiverted: boolean; readonly now: Instant },
): Promise<Result<"named", NameProblem>> {
  const [row] = await tx.query<{ verdict: "named" | NameProblem }>(
    "select dtsen.name_proposal_family($1, $2, $3, $4) as verdict",
    [caseId, familyId, now, isDiverted],
  );
  return row?.verdict === "named" ? accept("named") : refuse(row?.verdict ?? "not-found");
}

/** Kinds of case that are handed over to BPS as findings. */
const HANDED_OVER: readonly Procedure<string>[] = [AID_PROPOSAL, OBJECTION];

/**
 * In the transaction that publishes a version: every case that was handed over, and whose findings it answers, is answered too,
 * by whoever publishes. Answers how many.
 */
export async function answerHandedOver(
  tx: Tx,
  versionNo: number,
  publishedBy: string,
): Promise<number> {
  const [published] = await tx.query<{ at: Instant }>(
    `select to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     from dtsen.version where version_no = $1`,
    [versionNo],
  );
  if (published === undefined) throw new Error(`no version ${versionNo}`);
  let answered = 0;
  for (const { kind, steps } of HANDED_OVER) {
    const [register, last] = steps.slice(-2);
    if (register === undefined || last === undefined) throw new Error(`${kind} has no end`);
    const stand = { since: published.at, dueAt: undefined, level: 0 } as const;
    const taken = standingRow({
      ...{ ...stand, state: "done", reason: undefined },
      ...{ step: last.id, holder: last.holder },
    });
    const notTaken = standingRow({
      ...{ ...stand, state: "refused", reason: "not-taken-in" },
      ...{ step: register.id, holder: register.holder },
    });
    const [row] = await tx.query<{ answered: number }>(
      "select dtsen.answer_cases($1, $2, $3, $4, $5, $6) as answered",
      [kind, versionNo, publishedBy, published.at, JSON.stringify(taken), JSON.stringify(notTaken)],
    );
    answered += row?.answered ?? 0;
  }
  return answered + (await answerResignations(tx, versionNo, publishedBy, published.at));
}
