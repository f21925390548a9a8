import { type Html, html } from "#domain/html.ts";
import { type Language, pathIn, wordsOf } from "./language.ts";

/** After "Hapus jejak": nothing of the answer is left, and what else to do on a shared phone. */
export function erasedBody(language: Language): Html {
  const { answer, notice } = wordsOf(language);
  return html`<h1>${answer.erased}</h1>
<p class="lead">${answer.erasedHint}</p>
<p><a class="button" href="${pathIn(language, "/")}">${notice.back}</a></p>`;
}
