import {
  COMPLAINT_PARTIES,
  COMPLAINT_PARTY_WORDS,
  COMPLAINT_TOPIC_WORDS,
  COMPLAINT_TOPICS,
} from "#domain/complaint.ts";
import { type Html, html } from "#domain/html.ts";
import { type Language, pathIn } from "./language.ts";
import type { OfferedProgram } from "./proposal-form.ts";

/** Words of the page on which somebody complains; Indonesian first. */
export const COMPLAINT_WORDS = {
  id: {
    title: "Adukan layanan",
    fromHome: "Adukan: bantuan dipotong, kartu dipegang orang, diminta uang",
    lead: "Pengaduan diperiksa Dinas Sosial atau provinsi, bukan desa. Nama Bapak/Ibu tidak diberitahukan kepada yang diadukan.",
    urgent: "Terancam? Telepon 171 atau 110 sekarang.",
    code: "Kode Cek keluarga Bapak/Ibu",
    codeHint: "13 huruf dan angka. Kode ini hanya menunjukkan desanya.",
    noCode: "Tidak punya kode? Telepon 171, WhatsApp 0811-1022-210, atau datang ke Dinas Sosial.",
    what: "Apa yang terjadi?",
    who: "Siapa yang melakukan?",
    program: "Bantuan yang mana? (boleh dikosongkan)",
    none: "tidak tahu",
    day: "Kapan? (boleh dikosongkan)",
    amount: "Berapa rupiah? (boleh dikosongkan)",
    told: "Ceritakan singkat (boleh dikosongkan)",
    toldHint: "Jangan tulis NIK atau nomor rekening. Tersimpan tersegel.",
    contact: "Nomor HP untuk dijawab (boleh dikosongkan)",
    threatened: "Saya merasa terancam atau ditekan",
    send: "Kirim pengaduan",
    wrong: "Ada yang belum diisi atau keliru. Periksa kode, apa yang terjadi, dan siapa.",
    unknown: "Kode ini tidak kami kenal. Telepon 171 untuk mengadu tanpa kode.",
  },
  en: {
    title: "Complain about service",
    fromHome: "Complain: aid was cut, a card is kept, money was asked for",
    lead: "The social office or the province examines it, not the village. Your name is not told to whom it is about.",
    urgent: "In danger? Call 171 or 110 now.",
    code: "Your family's Kode Cek",
    codeHint: "13 letters and digits. It shows your village and nothing else.",
    noCode: "No code? Call 171, WhatsApp 0811-1022-210, or come to the social affairs office.",
    what: "What happened?",
    who: "Who did it?",
    program: "Which aid? (may be left empty)",
    none: "not known",
    day: "When? (may be left empty)",
    amount: "How many rupiah? (may be left empty)",
    told: "Tell it in short (may be left empty)",
    toldHint: "Write no NIK or account number. It is kept sealed.",
    contact: "Telephone number for the answer (may be left empty)",
    threatened: "I feel threatened or pressed",
    send: "Send the complaint",
    wrong: "Something is missing or wrong. Check the code, what happened, and who.",
    unknown: "We do not know this code. Call 171 to complain without one.",
  },
} as const satisfies Record<Language, object>;

/** What was typed, so that nothing is lost when something is wrong. */
export type TypedComplaint = Readonly<Record<string, string>>;

/** One page, no script: what happened, who, and what may be left out. */
export function complaintBody(
  language: Language,
  {
    programs,
    clientId,
    today,
    typed = {},
    said,
  }: {
    readonly programs: readonly OfferedProgram[];
    /** Made with the form: sent twice it is one complaint. */
    readonly clientId: string;
    readonly today: string;
    readonly typed?: TypedComplaint;
    readonly said?: string;
  },
): Html {
  const words = COMPLAINT_WORDS[language];
  const is = (name: string, value: string) => typed[name] === value && html` checked`;
  const field = (id: string, label: string, more: Html, hint?: string) =>
    html`<div class="field"><label for="${id}">${label}</label>
${hint !== undefined && html`<p class="hint" id="${id}-petunjuk">${hint}</p>`}
<input id="${id}" name="${id}" value="${typed[id] ?? ""}"${more}${hint !== undefined && html` aria-describedby="${id}-petunjuk"`}></div>`;
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<p class="notice"><strong>${words.urgent}</strong></p>
${said !== undefined && html`<p class="wrong" role="alert">${said}</p>`}
<form class="card ask" method="post" action="${pathIn(language, "/aduan")}" autocomplete="off">
<input type="hidden" name="kiriman" value="${clientId}">
${field("kode", words.code, html` class="code" required maxlength="40" autocapitalize="characters" autocorrect="off" spellcheck="false" placeholder="XXXX-XXXX-XXXX-X"`, words.codeHint)}
<fieldset><legend>${words.what}</legend>${COMPLAINT_TOPICS.map(
    (topic) =>
      html`<label class="choice"><input type="checkbox" name="hal-${topic}" value="ya"${is(`hal-${topic}`, "ya")}> ${COMPLAINT_TOPIC_WORDS[topic][language]}</label>`,
  )}</fieldset>
<fieldset><legend>${words.who}</legend>${COMPLAINT_PARTIES.map(
    (party) =>
      html`<label class="choice"><input type="radio" name="pihak" value="${party}" required${is("pihak", party)}> ${COMPLAINT_PARTY_WORDS[party][language]}</label>`,
  )}</fieldset>
<div class="field"><label for="program">${words.program}</label><select id="program" name="program"><option value="">${words.none}</option>${programs.map(
    ({ id, name }) =>
      html`<option value="${id}"${typed["program"] === id && html` selected`}>${name[language]}</option>`,
  )}</select></div>
${field("hari", words.day, html` type="date" max="${today}"`)}
${field("rupiah", words.amount, html` inputmode="numeric" pattern="[0-9.]{1,13}" maxlength="13"`)}
<div class="field"><label for="cerita">${words.told}</label><p class="hint" id="cerita-petunjuk">${words.toldHint}</p>
<textarea id="cerita" name="cerita" rows="4" maxlength="600" aria-describedby="cerita-petunjuk">${typed["cerita"] ?? ""}</textarea></div>
${field("kontak", words.contact, html` type="tel" maxlength="40"`)}
<label class="choice"><input type="checkbox" name="terancam" value="ya"${is("terancam", "ya")}> ${words.threatened}</label>
<button>${words.send}</button>
</form>
<p class="hint">${words.noCode}</p>`;
}
