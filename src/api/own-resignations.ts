import type { CaseState } from "#domain/case-state.ts";
import type { Html } from "#domain/html.ts";
import { html } from "#domain/html.ts";
import { RESIGNABLE_PROGRAMS, type ResignableProgram } from "#domain/resignation.ts";
import {
  RESIGNATION,
  RESIGNATION_STEP_WORDS,
  type ResignationStep,
} from "#domain/resignation-procedure.ts";
import { findProgram } from "#programs/programs.ts";
import { reasonOf } from "./case-lines.ts";
import type { OwnOutcome } from "./own-explanation-rows.ts";
import { dayInWords, type Language, pathIn } from "./pages/language.ts";

/** How a resignation of the family stands; days are ISO text. */
export type OwnResignation = {
  readonly state: CaseState;
  readonly step: ResignationStep;
  readonly reason: string | null;
  readonly programs: readonly string[];
  readonly cooling_until: string | null;
  readonly effective_on: string | null;
  readonly opened_on: string;
  readonly due_on: string | null;
  readonly since_on: string;
};

const SAID = {
  id: {
    title: "Permintaan berhenti",
    asked: (programs: string, day: string) =>
      `Ada permintaan berhenti dari ${programs}, tercatat ${day}.`,
    goesOn: "Bantuan tetap berjalan.",
    meets: (day: string) =>
      `Petugas akan menemui keluarga, paling lambat ${day}. Siapkan KTP dan KK.`,
    thinks: (day: string) =>
      `Masa tenang sampai ${day}; sesudah itu petugas lain bertanya sekali lagi.`,
    ended: (day: string) =>
      `Sudah disahkan; berhenti sejak ${day}. Sampai versi berikutnya terbit masih boleh dibatalkan.`,
    done: "Sudah masuk versi terbit. Bila membutuhkan lagi, ajukan usulan.",
    withdrawn: (day: string) => `Dibatalkan pada ${day}. Bantuan tetap berjalan.`,
    notYours: "Bukan kehendak keluarga? Batalkan sekarang, satu kali tekan.",
    cancel: "Batalkan permintaan berhenti",
    stop: "Ingin berhenti dari bantuan?",
    stopLead:
      "Permintaan ini belum menghentikan apa pun. Petugas menemui keluarga dua kali, dengan jeda 14 hari. Siapa pun yang dewasa di keluarga boleh membatalkan.",
    pressed: "Kalau ada yang menyuruh berhenti, jangan kirim; laporkan ke 171.",
    send: "Kirim permintaan berhenti",
  },
  en: {
    title: "Request to stop",
    asked: (programs: string, day: string) =>
      `There is a request to stop receiving ${programs}, on record since ${day}.`,
    goesOn: "The aid goes on.",
    meets: (day: string) =>
      `An officer will meet the family, by ${day} at the latest. Have KTP and KK ready.`,
    thinks: (day: string) =>
      `There are days to think until ${day}; after them another officer asks once more.`,
    ended: (day: string) =>
      `It is confirmed; stopped since ${day}. Until the next version is published you may take it back.`,
    done: "It is in the published version. In need again, propose your family.",
    withdrawn: (day: string) => `Taken back on ${day}. The aid goes on.`,
    notYours: "Not what the family wants? Take it back now, with one press.",
    cancel: "Take the request back",
    stop: "Do you want to stop receiving aid?",
    stopLead:
      "This request ends nothing yet. Officers meet the family twice, 14 days apart. Anybody grown of the family may take it back.",
    pressed: "If somebody tells you to stop, do not send it; report it to 171.",
    send: "Send the request to stop",
  },
} as const;

const UNDER_WAY: readonly CaseState[] = ["open", "returned", "paused"];
const nameOf = (language: Language, id: string) => findProgram(id)?.name[language] ?? id;

function sentences(language: Language, own: OwnResignation): readonly string[] {
  const words = SAID[language];
  const day = (iso: string) => dayInWords(language, iso);
  const programs = own.programs.map((id) => nameOf(language, id)).join(", ");
  const first = words.asked(programs, day(own.opened_on));
  if (own.state === "withdrawn") return [first, words.withdrawn(day(own.since_on))];
  if (own.state === "done") return [first, words.done];
  if (own.state === "refused") {
    const why = reasonOf(RESIGNATION, own);
    return [first, ...(why ? [why.words[language], why.remedy[language]] : [])];
  }
  if (own.step === "register")
    return [first, ...(own.effective_on === null ? [] : [words.ended(day(own.effective_on))])];
  if (own.step === "cooling" && own.cooling_until !== null)
    return [first, words.goesOn, words.thinks(day(own.cooling_until))];
  const next =
    own.due_on === null ? RESIGNATION_STEP_WORDS[own.step][language] : words.meets(day(own.due_on));
  return [first, words.goesOn, next];
}

/** Of the family's requests to stop: where each stands, and taking back the one that is under way; or the way to make one. */
export type OwnResignations = {
  readonly told: readonly string[];
  readonly mayTakeBack: boolean;
  /** Programs in which the family has a place that it may give back. */
  readonly mayGiveBack: readonly ResignableProgram[];
};

export function ownResignationsOf(
  language: Language,
  {
    resignations,
    outcomes,
  }: {
    readonly resignations: readonly OwnResignation[];
    readonly outcomes: readonly OwnOutcome[];
  },
): OwnResignations {
  const isUnderWay = resignations.some(({ state }) => UNDER_WAY.includes(state));
  const holds = (program: string) =>
    outcomes.some(
      (row) =>
        row.program === program &&
        row.unit === "family" &&
        (row.outcome === "recipient" || row.outcome === "review"),
    );
  return {
    told: resignations.map((own) => sentences(language, own).join(" ")),
    mayTakeBack: isUnderWay,
    mayGiveBack: isUnderWay ? [] : RESIGNABLE_PROGRAMS.filter(holds),
  };
}

/** What is said of requests to stop, first on the page: whoever did not ask must see it. */
export function resignationsTold(
  language: Language,
  { told, mayTakeBack }: OwnResignations,
  code: string,
): Html | false {
  if (told.length === 0) return false;
  const words = SAID[language];
  return html`<h2>${words.title}</h2>
${told.map((text) => html`<p class="notice">${text}</p>`)}
${
  mayTakeBack &&
  html`<form method="post" action="${pathIn(language, "/mengapa/batal")}"><input type="hidden" name="kode" value="${code}">
<p><strong>${words.notYours}</strong></p><p><button>${words.cancel}</button></p></form>`
}`;
}

/** The way to ask for it, folded. */
export function resignationForm(
  language: Language,
  { mayGiveBack }: OwnResignations,
  code: string,
): Html | false {
  if (mayGiveBack.length === 0) return false;
  const words = SAID[language];
  return html`<details><summary>${words.stop}</summary>
<form method="post" action="${pathIn(language, "/mengapa/berhenti")}"><input type="hidden" name="kode" value="${code}">
<p>${words.stopLead}</p>
${mayGiveBack.map(
  (program) =>
    html`<p><label><input type="checkbox" name="program-${program}" value="ya"> ${nameOf(language, program)}</label></p>`,
)}
<p class="hint">${words.pressed}</p>
<p><button class="soft">${words.send}</button></p></form></details>`;
}
