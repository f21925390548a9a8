import { WARNING_PROBLEM_WORDS, WARNING_REMEDIES } from "#domain/warning-problems.ts";
import { say } from "#domain/words.ts";
import type { WarningStepProblem } from "#verification/warning-book.ts";
import { refuseWith } from "./guard.ts";

const DESK = {
  "changed-meanwhile": [
    409,
    say(
      "Peringatan ini baru saja diubah orang lain.",
      "Somebody else has just changed this warning.",
    ),
    say("Muat ulang halamannya.", "Load the page again."),
  ],
  "right-not-held": [
    403,
    say("Langkah ini bukan wewenang Anda.", "This is not yours to do."),
    say("Minta rekan yang berwenang.", "Ask a colleague who may."),
  ],
  "open-already": [
    409,
    say(
      "Sudah ada peringatan yang berjalan untuk komitmen ini.",
      "A warning about this commitment is under way.",
    ),
    say("Buka peringatan itu.", "Open that warning."),
  ],
  "facilitator-unfit": [
    409,
    say(
      "Akun itu bukan pendamping PKH yang bertugas di desa ini.",
      "This account is no facilitator of PKH who serves this village.",
    ),
    say("Periksa nama akun dan penugasannya.", "Check the account's name and appointment."),
  ],
  "none-there": [
    409,
    say(
      "Tidak ada penerima PKH di desa atau RT ini.",
      "No recipient of PKH lives in this village or RT.",
    ),
    say("Periksa kode desa dan nomor RT.", "Check village and RT."),
  ],
  "assigned-already": [
    409,
    say(
      "Sebagian keluarga di sini sudah didampingi orang lain.",
      "Some families here have another facilitator.",
    ),
    say("Akhiri dahulu pembagian yang lama.", "End the old assignment first."),
  ],
  "too-many": [
    409,
    say(
      "Pendamping ini akan melampaui batas jumlah keluarga.",
      "This facilitator would have too many families.",
    ),
    say("Bagi per RT, atau kepada pendamping lain.", "Divide by RT, or among more facilitators."),
  ],
  "day-order": [
    400,
    say("Urutan tanggalnya keliru.", "The days are in the wrong order."),
    say("Perbaiki tanggalnya.", "Mend the days."),
  ],
  "more-than-due": [
    400,
    say("Yang hadir melebihi hari sekolahnya.", "More days present than held."),
    say("Periksa kedua angkanya.", "Check both numbers."),
  ],
} as const;

export type BookProblem = WarningStepProblem | Exclude<keyof typeof DESK, WarningStepProblem>;

export function refuseBook(problem: BookProblem): never {
  if (problem === "not-found" || problem === "key-reused") return refuseWith(problem);
  if (problem in DESK) {
    const [status, words, remedy] = DESK[problem as keyof typeof DESK];
    return refuse(problem, status, words, remedy);
  }
  const code = problem as keyof typeof WARNING_PROBLEM_WORDS;
  const status = code === "reason-unknown" || code === "letter-missing" ? 400 : 409;
  return refuse(code, status, WARNING_PROBLEM_WORDS[code], WARNING_REMEDIES[code]);
}

type Said = { readonly id: string; readonly en: string };

function refuse(code: string, status: number, words: Said, remedy: Said): never {
  return refuseWith({
    code,
    entry: [status, "Belum dapat dicatat", words.id, words.en, `${remedy.id} / ${remedy.en}`],
  });
}
