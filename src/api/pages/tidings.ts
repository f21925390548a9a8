import { type Html, html } from "#domain/html.ts";
import {
  CODE_MINUTES,
  MESSAGE_CHANNEL_WORDS,
  MESSAGE_CHANNELS,
  type MessageChannel,
} from "#domain/message.ts";
import type { KodeCek } from "#publication/kode-cek.ts";
import { dayInWords, type Language, pathIn } from "./language.ts";

/** Whether whoever holds a number is told by message, as far as its page says. */
export type Tidings = {
  readonly state: "asked" | "proved" | "unreachable";
  readonly channel: MessageChannel;
  /** The last three digits of the telephone. */
  readonly tail: string;
  readonly sent_on: string | null;
};

export const TIDINGS_WORDS = {
  id: {
    term: "Kabar",
    none: "tidak dikirim",
    proved: (way: string, tail: string) => `${way} ke nomor berakhiran ${tail}`,
    sentOn: (day: string) => `terakhir ${day}`,
    unreachable: (tail: string) => `berhenti: nomor berakhiran ${tail} tidak dapat dihubungi`,
    offer: "Kabari saya lewat SMS atau WhatsApp",
    change: "Ganti nomor",
    stop: "Berhenti mengabari",
    title: "Kabar lewat pesan",
    lead: "Kami mengabari saat tahapnya berubah, terlambat, atau selesai. Gratis.",
    private:
      "Pesan tidak menyebut nama, NIK, atau nomor tanda terima. Kami tidak pernah mengirim tautan dan tidak pernah meminta kode lewat telepon.",
    phone: "Nomor HP",
    phoneHint: "Contoh: 0812 3456 7890",
    phoneProblem: "Nomor ini bukan nomor HP Indonesia. Periksa angkanya.",
    way: "Lewat apa?",
    send: "Kirim kode ke nomor ini",
    codeTitle: "Masukkan kode",
    codeLead: `Kode enam angka sedang dikirim. Berlaku ${CODE_MINUTES} menit.`,
    code: "Kode dari pesan",
    codeWrong: "Kode ini tidak cocok. Coba lagi; paling banyak lima kali.",
    codeOver: "Kode ini tidak berlaku lagi. Minta kode baru.",
    prove: "Lanjut",
    again: "Minta kode baru",
    over: "Urusan ini sudah lama selesai; tidak ada lagi yang dikabarkan.",
    back: "Kembali ke status",
  },
  en: {
    term: "Tidings",
    none: "not sent",
    proved: (way: string, tail: string) => `by ${way} to the number that ends in ${tail}`,
    sentOn: (day: string) => `last on ${day}`,
    unreachable: (tail: string) => `stopped: the number that ends in ${tail} could not be reached`,
    offer: "Tell me by SMS or WhatsApp",
    change: "Change the number",
    stop: "Tell me no more",
    title: "Tidings by message",
    lead: "We tell you when the stage changes, when it is late, and when it ends. Free of charge.",
    private:
      "A message says no name, no NIK and no number of a receipt. We never send a link and never ask for a code by telephone.",
    phone: "Mobile number",
    phoneHint: "Example: 0812 3456 7890",
    phoneProblem: "This is no mobile number of Indonesia. Check the digits.",
    way: "By which way?",
    send: "Send a code to this number",
    codeTitle: "Enter the code",
    codeLead: `A code of six digits is on its way. It holds for ${CODE_MINUTES} minutes.`,
    code: "Code from the message",
    codeWrong: "This code does not match. Try again; five times at most.",
    codeOver: "This code holds no more. Ask for a new one.",
    prove: "Next",
    again: "Ask for a new code",
    over: "This matter ended long ago; there is nothing more to tell.",
    back: "Back to the status",
  },
} as const satisfies Record<Language, object>;

/** The line about it on the page of a number. */
export function tidingsLine(language: Language, tidings: Tidings | null): string {
  const words = TIDINGS_WORDS[language];
  if (tidings === null || tidings.state === "asked") return words.none;
  if (tidings.state === "unreachable") return words.unreachable(tidings.tail);
  const way = words.proved(MESSAGE_CHANNEL_WORDS[tidings.channel][language], tidings.tail);
  if (tidings.sent_on === null) return way;
  return `${way}; ${words.sentOn(dayInWords(language, tidings.sent_on))}`;
}

type Step = "form" | "kirim" | "kode" | "berhenti";

const opening = (language: Language, number: KodeCek, step: Step): Html =>
  html`<form method="post" action="${pathIn(language, "/tanda-terima/kabar")}"><input type="hidden" name="nomor" value="${number}"><input type="hidden" name="langkah" value="${step}">`;

/** What may be done about it there: begin, change, end. */
export function tidingsActs(language: Language, number: KodeCek, tidings: Tidings | null): Html {
  const words = TIDINGS_WORDS[language];
  const isProved = tidings?.state === "proved";
  return html`${opening(language, number, "form")}<p><button class="soft">${isProved ? words.change : words.offer}</button></p></form>
${isProved && html`${opening(language, number, "berhenti")}<p><button class="soft">${words.stop}</button></p></form>`}`;
}

/** Where the telephone is typed. */
export function phoneBody(
  language: Language,
  number: KodeCek,
  wrong?: { readonly typed: string },
): Html {
  const words = TIDINGS_WORDS[language];
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${wrong !== undefined && html`<p class="wrong" role="alert" id="telepon-keliru">${words.phoneProblem}</p>`}
<form class="card ask" method="post" action="${pathIn(language, "/tanda-terima/kabar")}" autocomplete="off">
<input type="hidden" name="nomor" value="${number}"><input type="hidden" name="langkah" value="kirim">
<div class="field"><label for="telepon">${words.phone}</label><p class="hint" id="telepon-petunjuk">${words.phoneHint}</p>
<input id="telepon" name="telepon" type="tel" inputmode="tel" required maxlength="20" value="${wrong?.typed ?? ""}" aria-describedby="telepon-petunjuk${wrong === undefined ? "" : " telepon-keliru"}"${wrong !== undefined && html` aria-invalid="true"`}></div>
<fieldset><legend>${words.way}</legend>${MESSAGE_CHANNELS.map(
    (channel, place) =>
      html`<label class="choice"><input type="radio" name="lewat" value="${channel}"${place === 0 && html` checked`}> ${MESSAGE_CHANNEL_WORDS[channel][language]}</label>`,
  )}</fieldset>
<p class="hint">${words.private}</p>
<button>${words.send}</button>
</form>
${backToStatus(language, number)}`;
}

/** Where the code is typed. */
export function codeBody(
  language: Language,
  number: KodeCek,
  said?: "wrong-code" | "code-over" | "case-over",
): Html {
  const words = TIDINGS_WORDS[language];
  if (said === "case-over")
    return html`<h1>${words.title}</h1><p class="notice">${words.over}</p>${backToStatus(language, number)}`;
  const wrong = { "wrong-code": words.codeWrong, "code-over": words.codeOver } as const;
  return html`<h1>${words.codeTitle}</h1>
<p class="lead">${words.codeLead}</p>
${said !== undefined && html`<p class="wrong" role="alert" id="kode-keliru">${wrong[said]}</p>`}
<form class="card ask" method="post" action="${pathIn(language, "/tanda-terima/kabar")}" autocomplete="off">
<input type="hidden" name="nomor" value="${number}"><input type="hidden" name="langkah" value="kode">
<div class="field"><label for="kode">${words.code}</label>
<input id="kode" name="kode" class="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,8}" required maxlength="8"${said !== undefined && html` aria-invalid="true" aria-describedby="kode-keliru"`}></div>
<p class="hint">${words.private}</p>
<button>${words.prove}</button>
</form>
${opening(language, number, "form")}<p class="other"><button class="soft">${words.again}</button></p></form>`;
}

const backToStatus = (language: Language, number: KodeCek): Html =>
  html`<form method="post" action="${pathIn(language, "/tanda-terima")}"><input type="hidden" name="nomor" value="${number}"><p class="other"><button class="soft">${TIDINGS_WORDS[language].back}</button></p></form>`;
