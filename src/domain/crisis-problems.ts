import { say, type Words } from "./words.ts";

type Told = readonly [sentence: Words, remedy: Words];

/** Why an act in an emergency is not done, and what to do: said by the desk, shown on the phone. */
export const CRISIS_PROBLEMS = {
  "not-found": [
    say("Tidak ada di wilayah Anda.", "Not in your region."),
    say("Muat ulang daftarnya.", "Load the list again."),
  ],
  "right-not-held": [
    say("Langkah ini bukan wewenang Anda di wilayah ini.", "This is not yours to do here."),
    say("Minta rekan yang berwenang.", "Ask a colleague who may."),
  ],
  "key-reused": [
    say(
      "Nomor kiriman ini sudah dipakai untuk hal lain.",
      "This message number was used for something else.",
    ),
    say("Catat sekali lagi.", "Record it once more."),
  ],
  "not-mine": [
    say("Ada wilayah di luar wewenang Anda.", "A region is outside what is yours."),
    say(
      "Sebut hanya wilayah Anda, atau minta tingkat di atas.",
      "Name your own regions, or ask the tier above.",
    ),
  ],
  "no-version": [
    say("Belum ada versi yang terbit.", "No version is published yet."),
    say("Tunggu versi pertama.", "Wait for the first version."),
  ],
  "day-order": [
    say(
      "Tanggalnya tidak berurutan: keputusan dan awal tidak boleh sesudah hari ini, akhir tidak sebelum hari ini dan paling lama setahun.",
      "The days are out of order: act and start not after today, end not before today and within a year.",
    ),
    say("Perbaiki tanggalnya.", "Mend the days."),
  ],
  "rule-unfit": [
    say(
      "Aturan ini tidak dapat ditanyakan kepada versi.",
      "This rule cannot be asked of the version.",
    ),
    say("Pilih pola, atau perbaiki aturannya.", "Choose a pattern, or mend the rule."),
  ],
  "region-unknown": [
    say("Kode wilayah tidak dikenal.", "A code of a region is not known."),
    say("Pakai kode Kemendagri 2, 4, 6 atau 10 angka.", "Use codes of 2, 4, 6 or 10 digits."),
  ],
  "not-now": [
    say("Tidak dapat dilakukan pada keadaan sekarang.", "This cannot be done as things stand."),
    say("Muat ulang halamannya.", "Load the page again."),
  ],
  "same-person": [
    say("Orang yang sama tidak boleh melakukan keduanya.", "The same person may not do both."),
    say("Minta orang kedua.", "Ask a second person."),
  ],
  lapsed: [
    say("Waktu pengesahan sudah lewat.", "The time to confirm is over."),
    say("Usulkan keputusannya sekali lagi.", "Propose the act once more."),
  ],
  "waits-already": [
    say("Satu keputusan masih menunggu orang kedua.", "An act waits for its second person."),
    say("Jawab itu dahulu.", "Answer that one first."),
  ],
  "audit-open": [
    say("Masih ada baris audit tanpa temuan.", "Rows of the audit have no finding yet."),
    say("Lengkapi temuannya dahulu.", "Complete the findings first."),
  ],
  "not-confirmed": [
    say(
      "Belum disahkan orang kedua: belum ada yang boleh diserahkan.",
      "No second person has confirmed: nothing may be handed out.",
    ),
    say("Tunggu pengesahan.", "Wait for the confirmation."),
  ],
  "not-confirmable": [
    say("Darurat ini ditolak atau gugur.", "This emergency was refused or has lapsed."),
    say("Nyatakan sekali lagi.", "Declare it once more."),
  ],
  ended: [
    say(
      "Hari terakhirnya sudah lewat: tidak ada yang dapat ditambah, diperiksa atau diserahkan.",
      "The last day is over: nothing can be added, checked or handed out.",
    ),
    say("Serahkan catatan kertas kepada pemeriksa audit.", "Give paper notes to the auditors."),
  ],
  "not-begun": [
    say("Hari pertamanya belum tiba.", "The first day has not come."),
    say("Tunggu hari pertama.", "Wait for the first day."),
  ],
  "item-unknown": [
    say("Jenis bantuan ini tidak ada pada darurat ini.", "This emergency has no such item."),
    say("Muat ulang halamannya.", "Load the page again."),
  ],
  "not-here": [
    say("Belum diperiksa ada di tempat.", "Not yet checked to be here."),
    say("Periksa dahulu.", "Check first."),
  ],
  "too-many": [
    say("Lebih banyak orang daripada yang terdaftar.", "More persons than are listed."),
    say("Perbaiki jumlahnya.", "Mend the number."),
  ],
  "damage-too-low": [
    say(
      "Kerusakan rumahnya tidak mencapai syarat bantuan ini.",
      "The house is not damaged enough for this item.",
    ),
    say("Periksa lagi bila keliru.", "Check again if that is wrong."),
  ],
  "given-already": [
    say("Keluarga ini sudah menerima bantuan ini.", "This family has been given this item."),
    say(
      "Jangan serahkan lagi; catat ganda bila perlu.",
      "Do not hand it out again; note a double if so.",
    ),
  ],
  "beyond-budget": [
    say(
      "Anggarannya tidak cukup lagi; permintaan ini dicatat.",
      "The budget does not suffice; the request is noted.",
    ),
    say("Minta keputusan anggaran baru.", "Ask for a new budget."),
  ],
  "not-in-audit": [
    say("Baris ini tidak termasuk audit.", "This row is not in the audit."),
    say("Pilih baris dari daftar audit.", "Choose one of the audit's rows."),
  ],
  reported: [
    say("Auditnya sudah ditutup.", "The audit is closed."),
    say("Hubungi pemeriksa.", "Ask the auditors."),
  ],
} as const satisfies Record<string, Told>;
export type CrisisProblem = keyof typeof CRISIS_PROBLEMS;
