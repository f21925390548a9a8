import { createHash } from "node:crypto";
import type {
  AidProposalBatch,
  AidProposalBatchReceipt,
  AidProposalDraft,
  AidProposalMove,
  AidProposalReceipt,
} from "#contract/aid-proposals.ts";
import type { CaseReceipt } from "#contract/cases.ts";
import {
  AID_PROPOSAL_PROBLEM_WORDS,
  AID_PROPOSAL_REMEDIES,
  type AidProposalProblem,
} from "#domain/aid-proposal.ts";
import { AID_PROPOSAL } from "#domain/aid-proposal-procedure.ts";
import { CASE_STATE_WORDS, type CaseState } from "#domain/case-state.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { say, type Words } from "#domain/words.ts";
import { programCut } from "#programs/program-cut.ts";
import { findProgram } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { spellKodeCek } from "#publication/kode-cek.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { type CaseMoveProblem, moveCase } from "#verification/case-book.ts";
import { nameFamily, takeProposal } from "#verification/proposal-book.ts";
import { moveProblemWords, refuseCase, refuseMove } from "./case-refusals.ts";
import { refuseWith } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import type { CaseKeys } from "./reactivation-acts.ts";

type Ask = { readonly now: Date; readonly requestId: string };

/** A key of a case as the desk keeps it. */
export const plainKey = (key: string): string => key.replaceAll("-", "").toLowerCase();

/** Takes a proposal as whoever acts; of a family that is named at once, its range decides what it is. */
export async function take(
  tx: Tx,
  keys: CaseKeys,
  draft: AidProposalDraft,
  { key, now, requestId }: Ask & { readonly key: string },
): Promise<AidProposalReceipt> {
  const { familyId, village, told, aim, program, proposer, grounds } = draft;
  if (familyId === undefined && (village === undefined || told === undefined))
    return refuseProposal("nobody-described");
  if ((aim === "program") !== (program !== undefined)) return refuseProposal("program-unknown");
  if (program !== undefined && !takesProposals(program)) return refuseProposal("program-unknown");
  const clientId = plainKey(key);
  const receipt = keys.lookup.codeOf("receipt", clientId);
  const taken = await takeProposal(tx, keys.fields, {
    clientId,
    digest: createHash("sha256").update(JSON.stringify(draft)).digest(),
    receiptIndex: keys.lookup.receiptIndex(receipt),
    said: { aim, program, proposer, channel: "counter", grounds },
    familyId: familyId === undefined ? undefined : Number(familyId),
    villageNo: village === undefined ? undefined : Number(village),
    told,
    isDiverted:
      familyId !== undefined && (await isOutOfRange(tx, Number(familyId), program, todayOf(now))),
    now: now.toISOString(),
  });
  if (!taken.ok) {
    if (taken.problem === "not-found") return refuseWith("not-found");
    return refuseProposal(taken.problem);
  }
  const { caseId } = taken.value;
  const state = await noteProposal(tx, "take-proposal", caseId, requestId);
  return { ...receiptOf(caseId, state ?? "open"), receipt: spellKodeCek(receipt) };
}

/** Families may be proposed for programs that rank them by rules; lists of others come another way. */
export function takesProposals(program: string): boolean {
  return (findProgram(program)?.rules.length ?? 0) > 0;
}

/** Whether the program serves poorer deciles only than where the family stands today. Nobody is told its decile by it. */
async function isOutOfRange(
  tx: Tx,
  familyId: number,
  programId: string | undefined,
  today: PlainDate,
): Promise<boolean> {
  const program = programId === undefined ? undefined : findProgram(programId);
  const cut = program === undefined ? undefined : programCut(rulesetOn(program, today))?.cut;
  if (cut === undefined) return false;
  const [row] = await tx.prepared<{ decile: number | null }>(
    "decile_of_family",
    "select decile_national as decile from dtsen.current_family where family_id = $1",
    [familyId],
  );
  return row?.decile != null && row.decile > cut;
}

/** Moves a proposal as whoever acts; passing the first step says which family is meant. */
export async function moveProposal(
  tx: Tx,
  caseId: number,
  { act, reason, reference, referenceOn, familyId }: AidProposalMove,
  { now, requestId }: Ask,
): Promise<CaseReceipt> {
  const on = dayOf(referenceOn, now);
  if (act === "pass" && familyId !== undefined) await name(tx, caseId, Number(familyId), now);
  const moved = await moveCase(tx, AID_PROPOSAL, caseId, {
    act,
    reason,
    reference,
    referenceOn: on,
    now: now.toISOString(),
  });
  if (!moved.ok) return refuseMove(moved.problem);
  await noteProposal(tx, "move-proposal", caseId, requestId, { step: act });
  return receiptOf(caseId, moved.value.state);
}

async function name(tx: Tx, caseId: number, familyId: number, now: Date): Promise<void> {
  const [asked] = await tx.query<{ program: string | null }>(
    "select program from dtsen.aid_proposal where case_id = $1",
    [caseId],
  );
  const program = asked?.program ?? undefined;
  const named = await nameFamily(tx, caseId, familyId, {
    isDiverted: await isOutOfRange(tx, familyId, program, todayOf(now)),
    now: now.toISOString(),
  });
  if (named.ok) return;
  if (named.problem === "open-already") return refuseProposal("open-already");
  return refuseMove(named.problem);
}

const MOVED = say("dilakukan", "done");

/**
 * One act on many proposals: of each it is said whether it was moved. What could not be moved stays as it was, and holds up none
 * of the others: each is judged before anything of it is written.
 */
export async function moveMany(
  tx: Tx,
  { caseIds, act, reason, reference, referenceOn }: AidProposalBatch,
  { now, requestId }: Ask,
): Promise<AidProposalBatchReceipt> {
  const on = dayOf(referenceOn, now);
  const items: AidProposalBatchReceipt["items"] = [];
  for (const caseId of caseIds) {
    const draft = { act, reason, reference, referenceOn: on, now: now.toISOString() };
    const moved = await moveCase(tx, AID_PROPOSAL, Number(caseId), draft);
    if (moved.ok) await noteProposal(tx, "move-proposal", Number(caseId), requestId, { step: act });
    const words: Words = moved.ok ? MOVED : moveProblemWords(moved.problem as CaseMoveProblem);
    items.push({ caseId, isMoved: moved.ok, words: { ...words } });
  }
  return { moved: items.filter(({ isMoved }) => isMoved).length, items };
}

function dayOf(text: string | undefined, now: Date): PlainDate | undefined {
  if (text === undefined) return undefined;
  const day = parsePlainDate(text);
  if (!day.ok) return refuseWith("malformed-request");
  if (day.value > todayOf(now))
    return refuseCase(
      "day-to-come",
      400,
      say("Tanggal itu belum tiba.", "That day has not come yet."),
      say("Perbaiki tanggalnya.", "Mend the day."),
    );
  return day.value;
}

function receiptOf(caseId: number, state: CaseState): CaseReceipt {
  return { caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] } };
}

/** A problem of a proposal, as the caller is told. */
export function refuseProposal(problem: AidProposalProblem): never {
  const status = problem === "open-already" || problem === "key-reused" ? 409 : 400;
  return refuseCase(
    problem,
    status,
    AID_PROPOSAL_PROBLEM_WORDS[problem],
    AID_PROPOSAL_REMEDIES[problem],
  );
}

/** The audit row of one proposal: its family, its village, and the right by which it was touched. Answers the state the case is in. */
export async function noteProposal(
  tx: Tx,
  act: string,
  caseId: number,
  requestId: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<CaseState | undefined> {
  const [row] = await tx.prepared<CaseNoted>(
    "case_as_noted",
    "select family_id, village_no, state from dtsen.case_file where case_id = $1",
    [caseId],
  );
  await recordAct(tx, {
    act,
    by: [act === "take-proposal" ? "take-proposal" : "read-proposal"],
    ...(row?.family_id == null
      ? { subjectKind: "none" as const }
      : { subjectKind: "family" as const, subjectId: row.family_id, familyId: row.family_id }),
    villageNo: row?.village_no,
    fieldsClass: "work",
    requestId,
    detail: { case: caseId, ...detail },
  });
  return row?.state;
}

type CaseNoted = {
  readonly family_id: number | null;
  readonly village_no: number;
  readonly state: CaseState;
};
