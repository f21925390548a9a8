import { say, type Words } from "./words.ts";

/** What is asked before somebody proposes a family ("Siap diajukan?"): nothing that names anybody, and nothing is kept. */
export const READY_QUESTIONS = [
  "has-card",
  "same-address",
  "same-village",
  "paid-by-state",
  "receives-aid",
  "in-trouble",
] as const;
export type ReadyQuestion = (typeof READY_QUESTIONS)[number];

export const READY_QUESTION_WORDS = {
  "has-card": say(
    "KTP dan Kartu Keluarga sudah yang terbaru?",
    "Are KTP and family card up to date?",
  ),
  "same-address": say(
    "Tinggal di alamat Kartu Keluarga?",
    "Do you live at the address of the family card?",
  ),
  "same-village": say(
    "Yang diusulkan tinggal di desa Bapak/Ibu?",
    "Does the proposed family live in your village?",
  ),
  "paid-by-state": say(
    "Ada anggota yang ASN, TNI, Polri atau pegawai BUMN?",
    "Is a member employed by the state or a state company?",
  ),
  "receives-aid": say(
    "Keluarga sudah menerima bantuan yang dimaksud?",
    "Does the family receive that aid already?",
  ),
  "in-trouble": say(
    "Ada yang sakit berat, kehilangan kerja, atau kena bencana?",
    "Is somebody gravely ill, out of work, or struck by disaster?",
  ),
} as const satisfies Record<ReadyQuestion, Words>;

/** What follows: what to bring, or what to do instead. None of it refuses anybody: whoever wants to propose may. */
export const READY_ADVICES = [
  "bring-cards",
  "mend-card",
  "lives-elsewhere",
  "other-village",
  "state-employee",
  "ask-why",
  "say-trouble",
  "propose",
] as const;
export type ReadyAdvice = (typeof READY_ADVICES)[number];

export const READY_ADVICE_WORDS = {
  "bring-cards": say(
    "Siapkan KTP, Kartu Keluarga dan Kode Cek. Foto rumah boleh menyusul.",
    "Have KTP, family card and Kode Cek ready. A photo of the house may follow.",
  ),
  "mend-card": say(
    "Perbarui dahulu KTP atau Kartu Keluarga di Dinas Dukcapil, gratis. Usulan boleh berjalan bersamaan.",
    "Bring KTP or family card up to date at the civil registry, free. A proposal may run meanwhile.",
  ),
  "lives-elsewhere": say(
    "Usulkan di desa tempat tinggal sekarang. Petugas di sana yang berkunjung.",
    "Propose where you live now. Its officers visit.",
  ),
  "other-village": say(
    "Yang diusulkan harus sedesa. Minta seorang di desanya, atau petugas desa itu.",
    "Propose in your own village. Ask somebody of theirs, or its office.",
  ),
  "state-employee": say(
    "Bantuan sosial biasanya bukan untuk keluarga pegawai negara. Keterangan yang keliru dapat diperbaiki.",
    "Aid is usually not for families of the state's employees. A wrong fact can be mended.",
  ),
  "ask-why": say(
    "Usulan baru tidak perlu. Lihat keadaannya dengan Kode Cek, atau adukan bila tidak sampai.",
    "No proposal is needed. Look it up by Kode Cek, or complain if it does not arrive.",
  ),
  "say-trouble": say(
    "Pilih sebabnya dalam usulan. Yang sakit dan tidak punya jaminan: minta reaktivasi PBI di desa.",
    "Choose the cause in the proposal. Ill and uninsured: ask the village for a reactivation of PBI.",
  ),
  propose: say(
    "Sudah siap. Usulkan sekarang: gratis, kira-kira lima menit.",
    "You are ready. Propose now: free, about five minutes.",
  ),
} as const satisfies Record<ReadyAdvice, Words>;

/** Where each leads on the site; nowhere where an office is meant. */
export const READY_LINKS: Readonly<Partial<Record<ReadyAdvice, string>>> = {
  "ask-why": "/",
  propose: "/usul",
  "state-employee": "/mengapa",
};

export type ReadyAnswers = Readonly<Record<ReadyQuestion, boolean>>;

/** What somebody who answers so may do, the nearest first. Always something; never a refusal. */
export function adviseOn(answers: ReadyAnswers): readonly ReadyAdvice[] {
  if (answers["receives-aid"]) return ["ask-why"];
  if (!answers["same-village"]) return ["other-village"];
  return [
    ...(answers["has-card"] ? [] : (["mend-card"] as const)),
    ...(answers["same-address"] ? [] : (["lives-elsewhere"] as const)),
    ...(answers["paid-by-state"] ? (["state-employee"] as const) : []),
    ...(answers["in-trouble"] ? (["say-trouble"] as const) : []),
    "bring-cards",
    "propose",
  ];
}
