import { AID_PROPOSAL, AID_PROPOSAL_STEP_WORDS } from "#domain/aid-proposal-procedure.ts";
import { findProgram } from "#programs/programs.ts";
import { reasonOf } from "./case-lines.ts";
import type { OwnAidProposal } from "./own-explanation-rows.ts";
import { dayInWords, type Language } from "./pages/language.ts";

/** What a family reads of proposals about it; never who made them. */
const SAID = {
  id: {
    update: "pembaruan data keluarga",
    proposed: (what: string, day: string) => `Keluarga ini diusulkan pada ${day}: ${what}.`,
    diverted: "Usulan ini memperbarui data keluarga. Bantuan dihitung dari data itu.",
    now: (step: string) => `Langkah sekarang: ${step}.`,
    until: (day: string) => `Paling lambat ${day}; kalau lewat, kantor di atasnya dipanggil.`,
    done: (version: string) => `Diterima dan sudah masuk ke versi ${version}.`,
    refused: "Usulan ini tidak diterima.",
  },
  en: {
    update: "an update of the family's data",
    proposed: (what: string, day: string) => `This family was proposed on ${day}: ${what}.`,
    diverted: "This proposal brings the family's data up to date. Aid is reckoned from it.",
    now: (step: string) => `Now: ${step}.`,
    until: (day: string) => `At the latest ${day}; if it is late, the office above is called.`,
    done: (version: string) => `Accepted, and taken into version ${version}.`,
    refused: "This proposal was not accepted.",
  },
} as const;

/** One paragraph of each: where it stands and until when; of what was not accepted, why and what can be done. */
export function ownAidProposalsOf(
  language: Language,
  proposals: readonly OwnAidProposal[],
): readonly string[] {
  return proposals.map((proposal) => sentences(language, proposal).join(" "));
}

function sentences(language: Language, proposal: OwnAidProposal): readonly string[] {
  const words = SAID[language];
  const { state, step, program, is_diverted, opened_on, due_on, answered_in } = proposal;
  const named = program === null ? undefined : (findProgram(program)?.name[language] ?? program);
  const first = words.proposed(named ?? words.update, dayInWords(language, opened_on));
  const why = reasonOf(AID_PROPOSAL, proposal);
  const reason = why === undefined ? [] : [why.words[language], why.remedy[language]];
  if (state === "done") return [first, words.done(answered_in ?? "–")];
  if (state === "refused") return [first, words.refused, ...reason];
  return [
    first,
    ...(is_diverted ? [words.diverted] : []),
    words.now(AID_PROPOSAL_STEP_WORDS[step][language]),
    ...reason,
    ...(due_on === null ? [] : [words.until(dayInWords(language, due_on))]),
  ];
}
