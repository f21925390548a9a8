import { type Html, html } from "#domain/html.ts";
import {
  LIFE_EVENT_TERMS,
  LIFE_EVENT_TIME_WORDS,
  LIFE_EVENT_TIMES,
  LIFE_EVENTS,
  type LifeEvent,
} from "#domain/life-event.ts";
import { type Language, pathIn } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";
import { RECEIPT_BYTES } from "./why.ts";

export const EVENT_WORDS = {
  id: {
    open: "Ada kejadian di keluarga kami",
    title: "Apa yang terjadi?",
    lead: "Pilih satu. Petugas desa berkunjung; bantuan tidak berubah karena laporan ini.",
    when: "Kapan?",
    meanwhile: "Sementara itu",
    send: "Kirim",
    joinedTitle: "Sudah dicatat",
    joined:
      "Kejadian ini sudah dicatat pada usulan keluarga yang sedang berjalan. Petugas membacanya saat berkunjung. Tanggalnya ada di penjelasan keluarga.",
    back: "Kembali ke penjelasan",
  },
  en: {
    open: "Something happened in our family",
    title: "What happened?",
    lead: "Choose one. An officer of the village visits; no aid changes by this report.",
    when: "When?",
    meanwhile: "Meanwhile",
    send: "Send",
    joinedTitle: "It is noted",
    joined:
      "It is noted with the family's proposal that is under way. The officer reads it at the visit. Its day stands on the family's explanation.",
    back: "Back to the explanation",
  },
} as const satisfies Record<Language, object>;

type Site = Pick<PageFrame, "assetTag" | "isExample">;

const opening = (language: Language, path: string, code: string): Html =>
  html`<form method="post" action="${pathIn(language, path)}"><input type="hidden" name="kode" value="${code}">`;

/** The first tap, on the family's own explanation. */
export function eventLink(language: Language, code: string): Html {
  return html`${opening(language, "/mengapa/kejadian", code)}<p><button class="soft">${EVENT_WORDS[language].open}</button></p></form>`;
}

/** The second: what it was. */
export function eventsPage(language: Language, code: string, site: Site): Buffer {
  const words = EVENT_WORDS[language];
  const choices = LIFE_EVENTS.map(
    (event) =>
      html`<p><button class="soft" name="kejadian" value="${event}">${LIFE_EVENT_TERMS[event].words[language]}</button></p>`,
  );
  const body = html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>
${opening(language, "/mengapa/kejadian", code)}${choices}</form>
${back(language, code)}`;
  return whole(language, words.title, body, site);
}

/** The third: when, what to do meanwhile, and send. */
export function eventPage(
  language: Language,
  {
    code,
    event,
    clientId,
  }: { readonly code: string; readonly event: LifeEvent; readonly clientId: string },
  site: Site,
): Buffer {
  const words = EVENT_WORDS[language];
  const terms = LIFE_EVENT_TERMS[event];
  const title = terms.words[language];
  const body = html`<h1>${title}</h1>
<p class="notice"><strong>${words.meanwhile}:</strong> ${terms.bring[language]}</p>
<form class="card ask" method="post" action="${pathIn(language, "/mengapa/kejadian/kirim")}">
<input type="hidden" name="kode" value="${code}"><input type="hidden" name="kejadian" value="${event}"><input type="hidden" name="kiriman" value="${clientId}">
<fieldset><legend>${words.when}</legend>${LIFE_EVENT_TIMES.map(
    (time, place) =>
      html`<label class="choice"><input type="radio" name="kapan" value="${time}"${place === 0 && html` checked`}> ${LIFE_EVENT_TIME_WORDS[time][language]}</label>`,
  )}</fieldset>
<button>${words.send}</button></form>
${back(language, code)}`;
  return whole(language, title, body, site);
}

/** Of a family that has a proposal under way already. */
export function joinedPage(language: Language, code: string, site: Site): Buffer {
  const words = EVENT_WORDS[language];
  const body = html`<h1>${words.joinedTitle}</h1><p class="answer yes" role="status">${words.joined}</p>
${back(language, code)}`;
  return whole(language, words.joinedTitle, body, site);
}

const back = (language: Language, code: string): Html =>
  html`${opening(language, "/mengapa", code)}<p class="other"><button class="soft">${EVENT_WORDS[language].back}</button></p></form>`;

const whole = (language: Language, title: string, body: Html, site: Site): Buffer =>
  padded(
    page({ language, title, path: "", body, script: "answer" as const, ...site }),
    RECEIPT_BYTES,
  );
