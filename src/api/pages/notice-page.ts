import { type Html, html } from "#domain/html.ts";
import { OBJECTION_GROUND_WORDS, OBJECTION_GROUNDS } from "#domain/notice-delivery.ts";
import type { OwnNotice } from "../own-removals.ts";
import { codeField } from "./asked-code.ts";
import { type Language, pathIn } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { noticeWordsOf, ownNotices } from "./own-notices.ts";
import { padded } from "./padded.ts";
import { setAsideList } from "./set-aside.ts";
import { leaving } from "./why.ts";

/** Bytes of every page behind the number of a letter, whatever it says. */
export const NOTICE_BYTES = 24_576;

type Site = Pick<PageFrame, "assetTag" | "isExample">;

/** The form that asks for the number of a letter. */
export function noticeFormBody(
  language: Language,
  wrong?: { readonly typed: string },
  isUnknown = false,
): Html {
  const { title, lead, label, hint, problem, submit, unknown } = noticeWordsOf(language).letter;
  return html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${isUnknown && html`<p class="wrong" role="alert">${unknown}</p>`}
${codeField(language, { action: "/pemberitahuan", name: "nomor", label, hint, problem, submit }, wrong)}`;
}

/** A letter's notices as they stand today, and the one step of an objection. */
export function noticeLetterPage(
  language: Language,
  own: {
    readonly number: string;
    readonly masked: string;
    readonly notices: readonly OwnNotice[];
    /** Statements of other offices that do not count, in words. */
    readonly setAside: readonly string[];
    /** True right after the family objected. */
    readonly hasObjected: boolean;
  },
  site: Site,
): Buffer {
  const words = noticeWordsOf(language).letter;
  const mayObject = own.notices.some(
    ({ standing }) => standing === "runs" || standing === "to-come",
  );
  const body = html`<h1 class="quiet">${words.title}</h1>
<div id="jawaban">
${own.hasObjected && html`<p class="answer yes" role="status">${words.received}</p>`}
<p>${words.family(own.masked)}</p>
${ownNotices(language, own.notices)}
${setAsideList(language, own.setAside)}
${mayObject && objection(language, own.number)}
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
  return padded(page(frame), NOTICE_BYTES);
}

function objection(language: Language, number: string): Html {
  const words = noticeWordsOf(language).letter;
  return html`<form method="post" action="${pathIn(language, "/pemberitahuan/keberatan")}" autocomplete="off">
<input type="hidden" name="nomor" value="${number}">
<fieldset><legend>${words.ground}</legend>
${OBJECTION_GROUNDS.map(
  (ground, nth) =>
    html`<p><label><input type="radio" name="alasan" value="${ground}"${nth === 0 && html` checked`}> ${OBJECTION_GROUND_WORDS[ground][language]}</label></p>`,
)}
</fieldset>
<p><button>${words.send}</button></p>
<p class="hint">${words.effect}</p>
</form>`;
}
