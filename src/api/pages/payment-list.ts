import { type Html, html } from "#domain/html.ts";
import type { OwnPaymentLine } from "../own-payments.ts";
import type { Language } from "./language.ts";

const WORDS: Readonly<
  Record<Language, { readonly title: string; readonly said: (day: string) => string }>
> = {
  id: { title: "Pembayaran", said: (day) => `Laporan bank atau PT Pos per ${day}.` },
  en: { title: "Payments", said: (day) => `Report of the bank or PT Pos as of ${day}.` },
};

/** Where each payment stands, what that means and what to do next. */
export function paymentList(
  language: Language,
  lines: readonly OwnPaymentLine[],
  notes: readonly string[],
): Html | false {
  if (lines.length === 0 && notes.length === 0) return false;
  const words = WORDS[language];
  return html`<h2>${words.title}</h2>
${notes.map((note) => html`<p class="notice">${note}</p>`)}
<ul>${lines.map(
    ({ head, state, meaning, nextStep, reportedOn }) =>
      html`<li><strong>${head}: ${state}</strong><br>${meaning} ${nextStep}<br><span class="hint">${words.said(reportedOn)}</span></li>`,
  )}</ul>`;
}
