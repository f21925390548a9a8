import { AID_PROPOSAL } from "./aid-proposal-procedure.ts";
import { APPEAL } from "./appeal-procedure.ts";
import type { Procedure } from "./case-procedure.ts";
import { COMPLAINT } from "./complaint-procedure.ts";
import { HOLDER_CHANGE } from "./holder-procedure.ts";
import { OBJECTION } from "./objection-procedure.ts";
import { REACTIVATION } from "./reactivation-procedure.ts";
import { RESIGNATION } from "./resignation-procedure.ts";
import { say, type Words } from "./words.ts";

/** Kinds of case: each question about somebody that offices answer step by step. */
export const CASE_KINDS = [
  "pbi-reactivation",
  "holder-change",
  "aid-proposal",
  "objection",
  "resignation",
  "complaint",
  "appeal",
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_KIND_WORDS = {
  "pbi-reactivation": say("Reaktivasi PBI-JK", "Reactivation of PBI-JK"),
  "holder-change": say("Ganti pengurus", "Change of card holder"),
  "aid-proposal": say("Usulan", "Proposal"),
  objection: say("Sanggah", "Objection"),
  resignation: say("Pengunduran diri", "Resignation"),
  complaint: say("Pengaduan", "Complaint"),
  appeal: say("Keberatan atas keputusan", "Appeal"),
} as const satisfies Record<CaseKind, Words>;

/** Every way of cases, by its kind. */
export const PROCEDURES: Readonly<Record<CaseKind, Procedure<string>>> = {
  "pbi-reactivation": REACTIVATION,
  "holder-change": HOLDER_CHANGE,
  "aid-proposal": AID_PROPOSAL,
  objection: OBJECTION,
  resignation: RESIGNATION,
  complaint: COMPLAINT,
  appeal: APPEAL,
};
