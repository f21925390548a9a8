import type { WarningProblem } from "./warning.ts";
import { say, type Words } from "./words.ts";

export const WARNING_PROBLEM_WORDS = {
  "not-now": say(
    "Langkah ini tidak dapat dilakukan pada keadaan sekarang.",
    "This cannot be done as it stands.",
  ),
  "reason-unknown": say(
    "Langkah ini memerlukan alasan dari daftar.",
    "This takes a reason of the list.",
  ),
  "letter-missing": say(
    "Nomor dan tanggal surat belum diisi.",
    "The letter's number and day are missing.",
  ),
  "day-to-come": say("Tanggal surat belum tiba.", "The day of the letter is yet to come."),
  "no-failed-check": say(
    "Belum ada pemeriksaan baru yang menyatakan komitmen belum terpenuhi.",
    "No new check says that the commitment is not met.",
  ),
  "out-of-reach": say(
    "Di desa ini sekolah atau faskes tidak terjangkau: tidak ada yang diperingatkan.",
    "No school or facility is in reach of this village: nobody is warned.",
  ),
  "still-answering": say(
    "Keluarga masih berhak menjawab surat sebelumnya.",
    "The family may still answer the letter before.",
  ),
  "same-person": say(
    "Yang menyangkut uang diputus oleh orang kedua.",
    "What touches money is decided by a second person.",
  ),
  "phase-not-over": say(
    "Tahap penangguhan belum lewat.",
    "The phase of the suspension is not over.",
  ),
} as const satisfies Record<WarningProblem, Words>;

/** What to do about each. */
export const WARNING_REMEDIES = {
  "not-now": say("Muat ulang halaman keluarga ini.", "Load this family's page again."),
  "reason-unknown": say("Pilih alasannya.", "Choose the reason."),
  "letter-missing": say("Isi nomor dan tanggalnya.", "Give number and day."),
  "day-to-come": say("Perbaiki tanggalnya.", "Mend the day."),
  "no-failed-check": say("Periksa lagi sebelum melangkah.", "Check again before you go on."),
  "out-of-reach": say(
    "Catat maafnya, dan laporkan kebutuhan layanannya.",
    "Excuse it, and report the need.",
  ),
  "still-answering": say(
    "Tunggu sampai hari terakhirnya lewat.",
    "Wait until its last day is over.",
  ),
  "same-person": say("Minta rekan lain memeriksa.", "Ask a colleague to look."),
  "phase-not-over": say("Tunggu sampai tahapnya lewat.", "Wait until the phase is over."),
} as const satisfies Record<WarningProblem, Words>;
