import type { CaseState } from "#domain/case-state.ts";
import { type Html, html } from "#domain/html.ts";
import { SLIP_STATE_WORDS, saySlip } from "#domain/reactivation-slip.ts";
import { codeField } from "./asked-code.ts";
import { dayInWords, type Language } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";
import { leaving, RECEIPT_BYTES } from "./why.ts";

/** What a slip proves today: never more than first letters of a name. */
export type SlipAnswer = {
  readonly state: CaseState;
  readonly masked: string;
  readonly openedOn: string;
  readonly since: string;
  readonly confirmedOn: string | undefined;
};

export const SLIP_WORDS = {
  id: {
    title: "Periksa lembar reaktivasi PBI",
    lead: "Untuk fasilitas kesehatan dan keluarga: masukkan nomor yang tercetak di lembar.",
    label: "Nomor lembar",
    hint: "13 huruf dan angka.",
    problem: "Nomor ini belum lengkap atau ada huruf yang tertukar. Periksa sekali lagi.",
    unknown: "Tidak ada lembar dengan nomor ini yang dapat kami tunjukkan.",
    submit: "Periksa",
    name: "Nama",
    opened: "Dilaporkan",
    state: "Keadaan hari ini",
    since: "Sejak",
    confirmed: "Konfirmasi BPJS",
    proves: "Yang dibuktikan",
    provesNot: "Yang tidak dibuktikan",
  },
  en: {
    title: "Check a reactivation sheet",
    lead: "For health facilities and families: enter the number printed on the sheet.",
    label: "Number of the sheet",
    hint: "13 letters and digits.",
    problem: "This number is not complete, or letters are mixed up. Please check again.",
    unknown: "There is no sheet with this number that we can show.",
    submit: "Check",
    name: "Name",
    opened: "Reported",
    state: "How it stands today",
    since: "Since",
    confirmed: "The insurer's confirmation",
    proves: "What it proves",
    provesNot: "What it does not prove",
  },
} as const;

/** The form that asks for the number of a sheet. */
export function slipFormBody(
  language: Language,
  wrong?: { readonly typed: string },
  isUnknown = false,
): Html {
  const { title, lead, label, hint, problem, submit, unknown } = SLIP_WORDS[language];
  return html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${isUnknown && html`<p class="wrong" role="alert">${unknown}</p>`}
${codeField(language, { action: "/reaktivasi", name: "nomor", label, hint, problem, submit }, wrong)}`;
}

/** What the sheet of a number proves today. */
export function slipPage(
  language: Language,
  answer: SlipAnswer,
  site: Pick<PageFrame, "assetTag" | "isExample">,
): Buffer {
  const words = SLIP_WORDS[language];
  const isConfirmed = answer.state === "done" && answer.confirmedOn !== undefined;
  const state = SLIP_STATE_WORDS[answer.state][language];
  const { proves, provesNot } = saySlip(answer.state);
  const lines: readonly (readonly [string, string])[] = [
    [words.name, answer.masked],
    [words.opened, dayInWords(language, answer.openedOn)],
    [words.since, dayInWords(language, answer.since)],
    ...(answer.confirmedOn === undefined
      ? []
      : [[words.confirmed, dayInWords(language, answer.confirmedOn)] as const]),
  ];
  const list = (said: readonly { readonly id: string; readonly en: string }[]) =>
    html`<ul>${said.map((each) => html`<li>${each[language]}</li>`)}</ul>`;
  const body = html`<h1 class="quiet">${words.title}</h1>
<div id="jawaban">
<p class="answer ${isConfirmed ? "yes" : "no"}" role="status">${words.state}: <strong>${state}</strong></p>
<dl>${lines.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
<h2>${words.proves}</h2>${list(proves)}
<h2>${words.provesNot}</h2>${list(provesNot)}
</div>
${leaving(language)}`;
  const frame = {
    language,
    title: words.title,
    path: "",
    body,
    script: "answer" as const,
    ...site,
  };
  return padded(page(frame), RECEIPT_BYTES);
}
