import { type Html, html } from "#domain/html.ts";
import { WAIT_SECONDS } from "#publication/waiting-ticket.ts";
import { type Language, pathIn, wordsOf } from "./language.ts";

/** The question that waits, carried in hidden fields of the form, never in an address. */
export type Waiting = {
  readonly name: string;
  readonly village: string;
  readonly villageNo: string;
  readonly ticket: string;
  readonly problem?: "early" | "expired";
};

/** Instead of a puzzle, people without script wait a few seconds. */
export function waitBody(language: Language, waiting: Waiting): Html {
  const words = wordsOf(language).wait;
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead(WAIT_SECONDS)} ${words.how}</p>
${waiting.problem !== undefined && html`<p class="wrong" role="alert">${words[waiting.problem]}</p>`}
<div class="waiting" aria-hidden="true"><span></span></div>
<form class="card ask" method="post" action="${pathIn(language, "/nama")}">
<input type="hidden" name="nama" value="${waiting.name}">
<input type="hidden" name="desa" value="${waiting.village}">
<input type="hidden" name="desa_no" value="${waiting.villageNo}">
<input type="hidden" name="karcis" value="${waiting.ticket}">
<button>${words.submit}</button>
</form>`;
}
