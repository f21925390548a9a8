import type {
  ProposalGround,
  ProposalRefusal,
  ProposalState,
} from "#domain/correction-proposal.ts";
import {
  PROPOSAL_GROUND_WORDS,
  PROPOSAL_REFUSAL_WORDS,
  PROPOSAL_STATE_WORDS,
} from "#domain/correction-proposal.ts";
import { type Html, html } from "#domain/html.ts";
import type { Words } from "#domain/words.ts";
import { type KodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import { codeField } from "./asked-code.ts";
import { dayInWords, type Language, wordsOf } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";
import { leaving, RECEIPT_BYTES } from "./why.ts";

/** Where one proposal stands: whose turn it is, until when, and what was said. Never a value, never a name. */
export type Receipt = {
  readonly number: KodeCek;
  readonly isNew: boolean;
  /** The same fact had been asked about before. */
  readonly isStanding: boolean;
  readonly about: Words;
  readonly ground: ProposalGround;
  readonly receivedOn: string;
  readonly village: string;
  readonly state: ProposalState;
  /** Whose turn it is and the last day of it; no day where that has passed. */
  readonly holding: { readonly by: Words; readonly until: string | undefined } | undefined;
  readonly refusal: ProposalRefusal | undefined;
  readonly decidedOn: string | undefined;
  readonly answeredIn: string | undefined;
};

/** A receipt, new or looked up again. */
export function receiptPage(
  language: Language,
  receipt: Receipt,
  site: Pick<PageFrame, "assetTag" | "isExample">,
): Buffer {
  const { receipt: words } = wordsOf(language).why;
  const title = words.title;
  const said = receipt.isStanding ? words.already : words.received;
  const body = html`<h1 class="quiet">${title}</h1>
<div id="jawaban">
${receipt.isNew && html`<p class="answer yes" role="status"><strong>${said}</strong></p>`}
<p>${words.number}</p>
<p class="number">${spellKodeCek(receipt.number)}</p>
<p class="hint">${words.keep}</p>
<dl>${linesOf(language, receipt).map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
${isClosed(receipt.state) && html`<p class="notice">${words.disagree}</p>`}
<p class="hint">${wordsOf(language).why.silence}</p>
</div>
${leaving(language)}`;
  const frame = { language, title, path: "", body, script: "answer" as const, ...site };
  return padded(page(frame), RECEIPT_BYTES);
}

const isClosed = (state: ProposalState): boolean => state === "refused" || state === "set-aside";

function linesOf(language: Language, receipt: Receipt): readonly (readonly [string, string])[] {
  const { receipt: words } = wordsOf(language).why;
  const { refusal, decidedOn, answeredIn } = receipt;
  return [
    [words.about, receipt.about[language]],
    [words.ground, PROPOSAL_GROUND_WORDS[receipt.ground][language]],
    [words.village, receipt.village],
    [words.on, dayInWords(language, receipt.receivedOn)],
    [words.state, PROPOSAL_STATE_WORDS[receipt.state][language]],
    ...(refusal === undefined
      ? []
      : [[words.why, PROPOSAL_REFUSAL_WORDS[refusal][language]] as const]),
    ...(decidedOn === undefined ? [] : [[words.decided, dayInWords(language, decidedOn)] as const]),
    ...(answeredIn === undefined ? [] : [[words.inVersion, answeredIn] as const]),
    ...holderLines(language, receipt),
  ];
}

/** Whose turn it is, and the last day of it, for as long as it is anybody's. */
function holderLines(
  language: Language,
  { holding }: Receipt,
): readonly (readonly [string, string])[] {
  const { receipt: words } = wordsOf(language).why;
  if (holding === undefined) return [];
  const until = holding.until === undefined ? words.noDay : dayInWords(language, holding.until);
  return [
    [words.holder, holding.by[language]],
    [words.until, until],
  ];
}

/** The form that asks for the number of a receipt. */
export function receiptFormBody(
  language: Language,
  wrong?: { readonly typed: string },
  said?: Html,
): Html {
  const { receipt: words } = wordsOf(language).why;
  const { number: label, hint, problem, look: submit } = words;
  return html`<h1>${words.look}</h1>
<p class="lead">${words.lead}</p>
${said}
${codeField(language, { action: "/tanda-terima", name: "nomor", label, hint, problem, submit }, wrong)}`;
}
