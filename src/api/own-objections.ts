import { OBJECTION_ANSWER_WORDS, QUESTIONED_FACTS } from "#domain/objection.ts";
import { OBJECTION, OBJECTION_STEP_WORDS } from "#domain/objection-procedure.ts";
import { findProgram } from "#programs/programs.ts";
import { reasonOf } from "./case-lines.ts";
import type { OwnObjection } from "./own-explanation-rows.ts";
import { dayInWords, type Language } from "./pages/language.ts";

/** What a family reads of objections against it: which fact, until when it may answer, that its aid goes on; never by whom. */
const SAID = {
  id: {
    questioned: (facts: string, program: string) =>
      `Satu keterangan keluarga ini sedang diperiksa: ${facts} (${program}).`,
    goesOn: "Bantuan tetap berjalan selama diperiksa.",
    until: (day: string) => `Bapak/Ibu boleh menjawab sampai ${day}. Diam bukan jawaban.`,
    said: (answer: string) => `Jawaban Bapak/Ibu: ${answer}.`,
    now: (step: string) => `Langkah sekarang: ${step}.`,
    due: (day: string) => `Paling lambat ${day}; kalau lewat, kantor di atasnya dipanggil.`,
    done: "Pemeriksaan selesai; keterangannya sudah diperbarui dalam versi terbit.",
    notUpheld: "Pemeriksaan selesai; tidak ada yang berubah bagi keluarga ini.",
  },
  en: {
    questioned: (facts: string, program: string) =>
      `A fact about this family is being looked into: ${facts} (${program}).`,
    goesOn: "The aid goes on meanwhile.",
    until: (day: string) => `You may answer until ${day}. Silence is no answer.`,
    said: (answer: string) => `Your answer: ${answer}.`,
    now: (step: string) => `Now: ${step}.`,
    due: (day: string) => `At the latest ${day}; if it is late, the office above is called.`,
    done: "It has been looked into; the fact is up to date in the published version.",
    notUpheld: "It has been looked into; nothing changes for this family.",
  },
} as const;

/** One objection as the family reads it, and whether it may answer now. */
export type OwnObjectionLine = { readonly text: string; readonly mayAnswer: boolean };

export function ownObjectionsOf(
  language: Language,
  objections: readonly OwnObjection[],
): readonly OwnObjectionLine[] {
  return objections.map((objection) => ({
    text: sentences(language, objection).join(" "),
    mayAnswer: isOpen(objection) && objection.step === "hearing" && objection.answer === null,
  }));
}

const isOpen = ({ state }: OwnObjection): boolean => state === "open" || state === "returned";

function sentences(language: Language, objection: OwnObjection): readonly string[] {
  const words = SAID[language];
  const { state, step, program, grounds, answer, answer_until, due_on } = objection;
  const facts = grounds.map((ground) => QUESTIONED_FACTS[ground][language]).join(", ");
  const first = words.questioned(facts, findProgram(program)?.name[language] ?? program);
  if (state === "done") return [first, words.done];
  const why = reasonOf(OBJECTION, objection);
  if (state === "refused") return [first, words.notUpheld, ...(why ? [why.words[language]] : [])];
  const isHeard = step === "hearing" && answer === null && answer_until !== null;
  return [
    first,
    words.goesOn,
    ...(isHeard
      ? [words.until(dayInWords(language, answer_until))]
      : [words.now(OBJECTION_STEP_WORDS[step][language])]),
    ...(answer === null ? [] : [words.said(OBJECTION_ANSWER_WORDS[answer][language])]),
    ...(due_on === null || isHeard ? [] : [words.due(dayInWords(language, due_on))]),
  ];
}
