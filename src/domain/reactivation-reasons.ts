import type { Clock } from "./case-clock.ts";
import { CIVIL_REGISTRY } from "./case-offices.ts";
import type { PauseReason, RefusalReason, ReturnReason } from "./case-procedure.ts";
import type { ReactivationStep } from "./reactivation-procedure.ts";
import { say } from "./words.ts";

/** Why a reactivation goes back. Codes and sentences of the law book; nobody writes a free word, so no illness is ever written. */
export const REACTIVATION_RETURNS = {
  "letter-unreadable": {
    words: say("Surat fasilitas kesehatan tidak terbaca.", "The facility's letter cannot be read."),
    remedy: say(
      "Minta salinan yang jelas, lalu laporkan lagi.",
      "Ask for a clear copy, then report again.",
    ),
    from: ["verification"],
    backTo: "report",
  },
  "letter-differs": {
    words: say(
      "Nomor atau tanggal surat tidak sama dengan suratnya.",
      "Number or date of the letter differ from the letter itself.",
    ),
    remedy: say(
      "Cocokkan dengan suratnya, lalu laporkan lagi.",
      "Compare with the letter, then report again.",
    ),
    from: ["verification"],
    backTo: "report",
  },
  "other-person": {
    words: say("Surat itu tentang orang lain.", "The letter is about somebody else."),
    remedy: say(
      "Periksa siapa yang berobat, lalu laporkan orang itu.",
      "See who is under care, then report that person.",
    ),
    from: ["verification"],
    backTo: "report",
  },
  "nik-not-found": {
    words: say(
      "NIK itu tidak ditemukan di Dukcapil.",
      "The civil registry does not find that NIK.",
    ),
    remedy: say(
      "Baca lagi NIK di KTP atau KK. Bila tetap berbeda, urus di Dinas Dukcapil.",
      "Read the NIK on the card again, or ask the civil registry for one.",
    ),
    from: ["verification"],
    backTo: "report",
  },
  "identity-differs": {
    words: say(
      "Nama atau tanggal lahir berbeda menurut Dukcapil.",
      "Name or birth date differ from the civil registry's.",
    ),
    remedy: say("Perbaiki sesuai KTP atau KK.", "Mend it by the identity or family card."),
    from: ["verification"],
    backTo: "report",
  },
  "verification-incomplete": {
    words: say("Hasil verifikasi belum lengkap.", "The verification is not complete."),
    remedy: say("Lengkapi verifikasinya.", "Complete the verification."),
    from: ["endorsement"],
    backTo: "verification",
  },
  "office-letter-missing": {
    words: say(
      "Surat reaktivasi belum ada atau belum ditandatangani.",
      "The letter of reactivation is missing or not signed.",
    ),
    remedy: say(
      "Unggah surat yang sudah ditandatangani di SIKS-NG.",
      "Upload the signed letter in SIKS-NG.",
    ),
    from: ["documents"],
    backTo: "endorsement",
  },
  "documents-differ": {
    words: say("Dokumen tidak saling cocok.", "The documents do not agree."),
    remedy: say(
      "Dinas Sosial memeriksa lagi dokumennya.",
      "The social office looks at the documents again.",
    ),
    from: ["documents"],
    backTo: "verification",
  },
  "number-differs": {
    words: say(
      "NIK tidak cocok dengan kepesertaan BPJS.",
      "The NIK does not agree with the membership.",
    ),
    remedy: say(
      "Dinas Sosial mencocokkan NIK dengan keluarga.",
      "The social office checks the NIK with the family.",
    ),
    from: ["insurer"],
    backTo: "verification",
  },
  "not-received": {
    words: say("Berkas belum diterima BPJS.", "The insurer has not received the file."),
    remedy: say("Kemensos mengirim ulang berkasnya.", "The ministry sends the file again."),
    from: ["insurer"],
    backTo: "documents",
  },
} as const satisfies Readonly<Record<string, ReturnReason<ReactivationStep>>>;

/** Waiting outside has its own clock; it is the same for every urgency but an emergency. */
const WAITS: Clock = [
  {
    from: "2026-01-01",
    lengths: {
      emergency: { hours: 24 },
      continuing: { workingDays: 3 },
      planned: { workingDays: 7 },
    },
    legalBasis: "UU 24/2013; lama ditetapkan proyek, dapat diatur",
  },
];
const ABOVE_REGISTRY = [
  { institution: "regency-government", tier: "regency" },
  { institution: "province-government", tier: "province" },
] as const;

/** For whom a reactivation waits. */
export const REACTIVATION_PAUSES = {
  "not-recorded": {
    words: say("Orangnya belum direkam untuk KTP-el.", "Not yet recorded for an identity card."),
    remedy: say(
      "Rekam di Dinas Dukcapil; petugas dapat datang ke tempat tidur pasien.",
      "Be recorded by the civil registry, which comes to the bedside.",
    ),
    at: ["verification"],
    holder: CIVIL_REGISTRY,
    right: "identify-reactivation",
    clock: WAITS,
    escalation: ABOVE_REGISTRY,
  },
  "identity-unanswered": {
    words: say(
      "Orangnya di luar DTSEN: Dukcapil mencocokkan NIK-nya dahulu.",
      "Outside the register: the civil registry checks the NIK first.",
    ),
    remedy: say(
      "Tunggu jawaban Dukcapil; tidak ada keterangan yang dikarang.",
      "Wait for the civil registry; nothing is made up.",
    ),
    at: ["verification"],
    holder: CIVIL_REGISTRY,
    right: "identify-reactivation",
    clock: WAITS,
    escalation: ABOVE_REGISTRY,
  },
  "newborn-without-nik": {
    words: say("Bayi belum ber-NIK.", "The baby has no NIK yet."),
    remedy: say(
      "Urus akta lahir dan NIK di Dinas Dukcapil dengan surat lahir.",
      "Ask the civil registry for birth certificate and NIK.",
    ),
    at: ["verification"],
    holder: CIVIL_REGISTRY,
    right: "identify-reactivation",
    clock: WAITS,
    escalation: ABOVE_REGISTRY,
  },
  "home-visit": {
    words: say("Keadaan keluarga sedang dilihat di rumah.", "The family is being visited."),
    remedy: say(
      "Desa atau kelurahan mengunjungi, lalu melaporkan.",
      "The village visits, then reports.",
    ),
    at: ["verification"],
    holder: { institution: "village-government", tier: "village" },
    right: "report-reactivation",
    clock: WAITS,
    escalation: [
      { institution: "regency-government", tier: "regency" },
      { institution: "province-government", tier: "province" },
    ],
  },
} as const satisfies Readonly<Record<string, PauseReason<ReactivationStep>>>;

/** Why a person refuses, and what the family can do. */
export const REACTIVATION_REFUSALS = {
  "not-near-poor": {
    words: say(
      "Menurut verifikasi, keluarga ini tidak miskin atau hampir miskin.",
      "By the verification the family is neither poor nor near-poor.",
    ),
    remedy: say(
      "Ajukan perbaikan data bila keadaannya berbeda; sementara itu daftar sebagai peserta mandiri atau tanyakan PBI daerah.",
      "Ask for a correction if things are otherwise; meanwhile join on your own or ask for the regional payer.",
    ),
    at: ["verification"],
  },
  "employer-pays": {
    words: say(
      "Iurannya wajib dibayar pemberi kerja.",
      "The employer has to pay the contribution.",
    ),
    remedy: say(
      "Minta pemberi kerja mendaftarkan; adukan ke BPJS bila menolak.",
      "Ask the employer to register; complain to the insurer if they refuse.",
    ),
    at: ["verification", "insurer"],
  },
  "covered-already": {
    words: say(
      "Orangnya sudah dijamin oleh pembayar lain.",
      "The person is insured by another payer.",
    ),
    remedy: say(
      "Pakai kepesertaan itu; lapor lagi bila berhenti.",
      "Use that membership; report again if it ends.",
    ),
    at: ["verification", "documents", "insurer"],
  },
  "outside-window": {
    words: say(
      "Nonaktifnya sudah lebih dari enam bulan.",
      "The membership ended more than six months ago.",
    ),
    remedy: say(
      "Ajukan sebagai usulan PBI baru di desa/kelurahan; tanyakan PBI daerah bila mendesak.",
      "Propose a new place at the village; ask for the regional payer if it presses.",
    ),
    at: ["verification", "documents"],
  },
  deceased: {
    words: say("Orangnya sudah meninggal.", "The person has died."),
    remedy: say(
      "Bila keliru, datang ke Dinas Dukcapil dengan KTP dan KK.",
      "If this is wrong, go to the civil registry with both cards.",
    ),
    at: ["verification", "insurer"],
  },
} as const satisfies Readonly<Record<string, RefusalReason<ReactivationStep>>>;
