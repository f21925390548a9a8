import { type Html, html } from "#domain/html.ts";
import type { OwnNotice } from "../own-removals.ts";
import { dayInWords, type Language, numberInWords } from "./language.ts";
import { NOTICES_EN } from "./notices-en.ts";
import { NOTICES_ID, type NoticeWords } from "./notices-id.ts";

const WORDS: Readonly<Record<Language, NoticeWords>> = { id: NOTICES_ID, en: NOTICES_EN };

/** The words of notices in a language. */
export const noticeWordsOf = (language: Language): NoticeWords => WORDS[language];

/** Every notice of a family: what it is, why, until when, what can be done; nothing where there is none. */
export function ownNotices(language: Language, notices: readonly OwnNotice[]): Html | false {
  if (notices.length === 0) return false;
  const words = noticeWordsOf(language);
  const isOpen = notices.some(({ standing }) => standing === "to-come" || standing === "runs");
  return html`<section aria-labelledby="pemberitahuan"><h2 id="pemberitahuan">${words.title}</h2>
${notices.map((one) => notice(language, one))}
${isOpen && html`<p><strong>${words.object}.</strong> ${words.objectText}</p>`}
<p class="hint">${words.help}</p></section>`;
}

function notice(language: Language, one: OwnNotice): Html {
  const words = noticeWordsOf(language);
  return html`<h3>${one.name}</h3>
<p class="notice"><strong>${words.standing[one.standing]}</strong></p>
<dl class="told">${rowsOf(language, one).map(([term, said]) => html`<dt>${term}</dt><dd>${said}</dd>`)}</dl>`;
}

function rowsOf(language: Language, one: OwnNotice): readonly (readonly [string, Html | string])[] {
  const words = noticeWordsOf(language);
  const day = (iso: string) => dayInWords(language, iso);
  const { standing, noticeOn, effectOn, objectedOn, answeredOn, asOf } = one;
  const from = words.from(one.source, asOf === undefined ? undefined : day(asOf), one.version);
  const dated = (term: string, iso: string | undefined): readonly (readonly [string, string])[] =>
    iso === undefined ? [] : [[term, day(iso)]];
  const why: readonly (readonly [string, Html | string])[] = [
    [words.why, html`${one.reason}<br><span class="hint">${from}</span>`],
    [words.basis, one.legalBasis],
  ];
  const objected = dated(words.objected, objectedOn);
  if (standing === "ended") {
    return [
      [words.ends, words.endsText(one.name)],
      ...dated(words.ended, answeredOn),
      ...why,
      ...objected,
      [words.back, `${words.backText} ${one.program === "pbi-jk" ? words.backPbi : ""}`.trim()],
      [words.remedy, one.remedy],
    ];
  }
  if (standing === "stays") return [...objected, ...dated(words.answered, answeredOn)];
  if (standing === "looked-at") return why;
  const days = words.days(numberInWords(language, one.replyDays));
  return [
    ...why,
    ...dated(words.noticed, noticeOn),
    [words.effect, effectOn === undefined ? days : day(effectOn)],
    ...(effectOn === undefined || objectedOn !== undefined
      ? []
      : [[words.by, words.byDay(day(effectOn))] as const]),
    ...objected,
    [words.remedy, one.remedy],
  ];
}
