import type { PlanProblem } from "./plan.ts";
import { say, type Words } from "./words.ts";

export const PLAN_PROBLEM_WORDS = {
  "not-now": say(
    "Langkah ini tidak dapat dilakukan pada keadaan rencana sekarang.",
    "This cannot be done as the plan stands.",
  ),
  "reason-unknown": say(
    "Langkah ini memerlukan salah satu alasan dari daftar.",
    "This takes one of the reasons of the list.",
  ),
  "codes-missing": say(
    "Asesmen yang perlu dukungan menyebut kebutuhannya; rencana menyebut tujuannya.",
    "An assessment that asks for support names a need, a plan names a goal.",
  ),
  "paper-missing": say(
    "Langkah ini memerlukan nomor dan tanggal surat atau BAST.",
    "This needs the number and day of its letter or BAST.",
  ),
  "day-to-come": say("Tanggal surat belum tiba.", "The day of the letter is yet to come."),
  "check-too-early": say("Belum waktunya dipantau.", "It is too early for this check."),
  "checks-done": say("Semua pemantauan sudah dicatat.", "All checks are recorded."),
  "not-able": say(
    "Belum ada asesmen atau pemantauan terakhir yang menyatakan mampu.",
    "No assessment or last check says that the family is able.",
  ),
  "warned-too-soon": say(
    "Peringatan sebelumnya belum berjalan cukup lama.",
    "The warning before has not run long enough.",
  ),
  "warnings-missing": say(
    "Peringatan belum lengkap atau yang terakhir belum berjalan cukup lama. Target graduasi bukan alasan.",
    "Warnings are missing, or the last has not run long enough. A target is no reason.",
  ),
  "same-person": say(
    "Graduasi paksa disahkan oleh orang kedua.",
    "A forced graduation is confirmed by a second person.",
  ),
} as const satisfies Record<PlanProblem, Words>;

/** What to do about each. */
export const PLAN_REMEDIES = {
  "not-now": say("Muat ulang rencananya.", "Load the plan again."),
  "reason-unknown": say("Pilih alasannya.", "Choose the reason."),
  "codes-missing": say("Pilih paling sedikit satu.", "Choose at least one."),
  "paper-missing": say("Isi nomor dan tanggalnya.", "Give number and day."),
  "day-to-come": say("Perbaiki tanggalnya.", "Mend the day."),
  "check-too-early": say("Datang lagi mendekati tanggalnya.", "Come back near its day."),
  "checks-done": say("Akhiri rencana dengan hasilnya.", "Conclude the plan with its outcome."),
  "not-able": say("Lakukan asesmen atau selesaikan pemantauan.", "Assess, or finish the checks."),
  "warned-too-soon": say("Dampingi dulu keluarganya.", "Stand by the family first."),
  "warnings-missing": say(
    "Lengkapi peringatan dan dengarkan alasan keluarga.",
    "Complete the warnings and hear the family.",
  ),
  "same-person": say("Minta rekan lain memeriksa.", "Ask a colleague to look."),
} as const satisfies Record<PlanProblem, Words>;
