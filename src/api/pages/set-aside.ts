import { type Html, html } from "#domain/html.ts";
import { type SetAside, setAsideSentence, toldToFamily } from "#domain/set-aside.ts";
import type { Language } from "./language.ts";

const TITLES: Readonly<Record<Language, string>> = {
  id: "Keterangan yang tidak dipakai",
  en: "Statements that do not count",
};

/** Statements that were set aside, as a family reads of them; the same of several members is told once. */
export const ownSetAside = (language: Language, all: readonly SetAside[]): readonly string[] => [
  ...new Set(toldToFamily(all).map((one) => setAsideSentence(one)[language])),
];

export function setAsideList(language: Language, sentences: readonly string[]): Html | false {
  if (sentences.length === 0) return false;
  return html`<h2>${TITLES[language]}</h2>
<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}
