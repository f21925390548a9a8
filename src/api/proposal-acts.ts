import type {
  ExplanationCode,
  ProposalDecision,
  ProposalReceipt,
} from "#contract/correction-proposals.ts";
import {
  PROPOSAL_PROBLEM_WORDS,
  PROPOSAL_STATE_WORDS,
  type ProposalProblem,
} from "#domain/correction-proposal.ts";
import { addDays, parsePlainDate } from "#domain/plain-date.ts";
import { spellKodeCek } from "#publication/kode-cek.ts";
import type { LookupKeys } from "#publication/lookup-keys.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { decideProposal } from "#verification/decide-proposal.ts";
import { refuseRecord } from "./finding-acts.ts";
import { refuseWith } from "./guard.ts";
import { todayOf } from "./office-day.ts";

/** Days for which a code opens the explanation: two visits to the village office apart. */
const CODE_DAYS = 14;

const AGAIN = "Muat ulang daftar, lalu ulangi. / Load the list again, then repeat.";

/** Decides what a family has proposed, as whoever acts. */
export async function decide(
  tx: Tx,
  proposalId: string,
  { decision, value, observedOn, refusal }: ProposalDecision,
  now: Date,
): Promise<ProposalReceipt> {
  const today = todayOf(now);
  const on = parsePlainDate(observedOn ?? today);
  if (!on.ok || on.value > today) return refuseProposal("future-day");
  const decided = await decideProposal(tx, {
    proposalId,
    decision,
    value,
    observedOn: on.value,
    refusal,
  });
  if (!decided.ok) {
    const { problem } = decided;
    if (problem === "proposal-unknown") return refuseWith("not-found");
    return problem in PROPOSAL_PROBLEM_WORDS
      ? refuseProposal(problem as ProposalProblem)
      : refuseRecord(problem as Exclude<typeof problem, ProposalProblem>);
  }
  return { proposalId, state: decided.value, words: { ...PROPOSAL_STATE_WORDS[decided.value] } };
}

const FUTURE_DAY = {
  id: "Tanggal itu tidak ada atau masih di depan.",
  en: "There is no such day, or it has not come yet.",
};

function refuseProposal(problem: ProposalProblem | "future-day"): never {
  const { id, en } = problem === "future-day" ? FUTURE_DAY : PROPOSAL_PROBLEM_WORDS[problem];
  const status = problem === "proposal-decided" || problem === "no-finding-yet" ? 409 : 400;
  return refuseWith({ code: problem, entry: [status, "Belum dapat diputus", id, en, AGAIN] });
}

const NOT_GROWN = {
  code: "not-a-grown-member",
  entry: [
    400,
    "Bukan anggota dewasa",
    "Kode Penjelasan hanya untuk anggota keluarga ini yang berumur 17 tahun ke atas.",
    "A code of explanation is for members of this family of 17 and older only.",
    "Pilih anggota yang datang membawa KTP. / Choose the member who came with the card.",
  ],
} as const;

/** Hands a code to a member, with its audit row. The code follows from the key alone, so that it is kept nowhere. */
export async function issue(
  tx: Tx,
  keys: LookupKeys,
  ask: {
    readonly familyId: string;
    readonly personId: string;
    readonly key: string;
    readonly requestId: string;
  },
  now: Date,
): Promise<ExplanationCode> {
  const { familyId, personId, key, requestId } = ask;
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  const code = keys.codeOf("explanation", [me?.account, key, familyId, personId].join("|"));
  const [given] = await tx.query<{ fate: "issued" | "not-found" | "not-a-grown-member" }>(
    "select dtsen.issue_explanation_code($1, $2, $3, $4) as fate",
    [keys.explanationIndex(code), familyId, personId, CODE_DAYS],
  );
  if (given?.fate === "not-a-grown-member") return refuseWith(NOT_GROWN);
  if (given?.fate !== "issued") return refuseWith("not-found");
  await recordAct(tx, {
    act: "issue-explanation-code",
    by: ["issue-check-code"],
    subjectKind: "person",
    subjectId: Number(personId),
    familyId: Number(familyId),
    fieldsClass: "work",
    requestId,
    detail: { hasSeenCard: true },
  });
  return {
    code: spellKodeCek(code),
    expiresOn: addDays(todayOf(now), CODE_DAYS),
    path: "/mengapa",
  };
}
