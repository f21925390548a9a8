import { type Html, html, trusted } from "#domain/html.ts";
import { codeForm } from "./code-form.ts";
import { COMPLAINT_WORDS } from "./complaint-form.ts";
import { dayInWords, type Language, pathIn, wordsOf } from "./language.ts";
import { READY_WORDS } from "./pre-check.ts";
import { PROPOSAL_WORDS } from "./proposal-words.ts";

/** Which version the answers come from, and when the next one is due (ISO days). */
export type Freshness = {
  readonly label: string;
  readonly asOf: string;
  readonly nextOn: string;
};

/** The front page: one question, one field. */
export function homeBody(
  language: Language,
  fresh: Freshness | undefined,
  wrong?: { readonly typed: string },
): Html {
  const { home } = wordsOf(language);
  return html`<h1>${home.title}</h1>
<p class="lead">${home.lead}</p>
${codeForm(language, wrong)}
<p class="other"><a href="${pathIn(language, "/nama")}">${home.noCode}</a></p>
<p class="other"><a href="${pathIn(language, "/mengapa")}">${wordsOf(language).why.fromHome}</a></p>
<p class="other"><a href="${pathIn(language, "/siap")}">${READY_WORDS[language].fromHome}</a></p>
<p class="other"><a href="${pathIn(language, "/usul")}">${PROPOSAL_WORDS[language].fromHome}</a></p>
<p class="other"><a href="${pathIn(language, "/sanggah")}">${PROPOSAL_WORDS[language].objectFromHome}</a></p>
<p class="other"><a href="${pathIn(language, "/aduan")}">${COMPLAINT_WORDS[language].fromHome}</a></p>
${freshness(language, fresh)}
<ul class="promises">${home.promises.map(
    ([head, text]) => html`<li><strong>${head ?? ""}</strong> ${text ?? ""}</li>`,
  )}</ul>
<section class="slip-help" aria-labelledby="di-mana">
<div><h2 id="di-mana">${home.where}</h2><p>${home.whereText}</p></div>
<figure>${slip(home.slipTitle, home.slipCode)}<figcaption>${home.slipCaption}</figcaption></figure>
</section>`;
}

/** "Data per 10 Januari 2026 …": which data answers, and when it changes. */
export function freshness(language: Language, fresh: Freshness | undefined): Html {
  const words = wordsOf(language);
  if (fresh === undefined) return html`<p class="fresh">${words.noVersion}</p>`;
  const { label, asOf, nextOn } = fresh;
  // A version's name is one word: it does not break at its hyphen.
  const text = words.fresh(
    label.replaceAll("-", "\u2011"),
    dayInWords(language, asOf),
    dayInWords(language, nextOn),
  );
  return html`<p class="fresh">${text}</p>`;
}

/** A drawn slip with the code where people find it. */
function slip(title: string, code: string): Html {
  return html`<svg class="slip" viewBox="0 0 260 136" role="img" aria-label="${title}: ${code}">
<rect x="1" y="1" width="258" height="134" rx="8" class="s-paper"/>
<text x="16" y="28" class="s-title">${title}</text>
<path d="M16 46h96M16 58h120" class="s-line"/>
<rect x="16" y="76" width="172" height="32" rx="4" class="s-box"/>
<text x="26" y="97" class="s-code">${code}</text>
${QR_SKETCH}
</svg>`;
}

const QR_SKETCH = trusted(
  '<path class="s-qr" d="M200 22h16v16h-16zm22 0h5v5h-5zm11 0h16v16h-16zm-29 4h8v8h-8zm33 0h8v8h-8zm-15 8h5v5h-5zm-22 11h5v5h-5zm11 0h5v5h-5zm11 0h10v5h-10zm16 0h11v5h-11zm-38 10h16v16h-16zm22 0h5v11h-5zm11 0h5v5h-5zm11 0h5v5h-5zm-40 4h8v8h-8zm29 7h16v5h-16z"/>',
);
