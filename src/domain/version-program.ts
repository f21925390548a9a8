import { say, type Words } from "./words.ts";

/** Why a program is not added to those of versions, nor taken from them. */
export const VERSION_PROGRAM_PROBLEMS = [
  "right-not-held",
  "program-unknown",
  "of-every-version",
  "quotas-unreadable",
  "budgets-unreadable",
  "reason-too-short",
  "proposed-already",
  "entry-unknown",
  "answered-already",
  "same-person",
] as const;
export type VersionProgramProblem = (typeof VERSION_PROGRAM_PROBLEMS)[number];

export const VERSION_PROGRAM_PROBLEM_WORDS = {
  "right-not-held": say(
    "Akun ini tidak menerbitkan versi. Sebut akun pengelola DTSEN di BPS.",
    "This account publishes no versions. Name a steward of BPS.",
  ),
  "program-unknown": say(
    "Tidak ada program dengan kode itu yang punya aturan. Lihat: dtsen programs.",
    "No program of that code has rules. See: dtsen programs.",
  ),
  "of-every-version": say(
    "Program itu sudah dihitung di setiap versi. Yang dapat diberikan: kuota atau anggaran penetapannya (--quotas, --budgets).",
    "Every version determines that program already. What it can be given is places or money by decree (--quotas, --budgets).",
  ),
  "quotas-unreadable": say(
    "Berkas kuota tidak terbaca, atau memuat program lain. Periksa bentuknya di panduan program.",
    "The file of quotas cannot be read, or is of another program. The guide of programs shows its form.",
  ),
  "budgets-unreadable": say(
    "Berkas anggaran tidak terbaca, atau memuat program lain. Periksa bentuknya di panduan program.",
    "The file of budgets cannot be read, or is of another program. The guide of programs shows its form.",
  ),
  "reason-too-short": say(
    "Tulis alasan sedikitnya 20 huruf: keputusan siapa, nomor berapa.",
    "Give a reason of at least 20 letters: whose decision, which number.",
  ),
  "proposed-already": say(
    "Satu usulan untuk program ini masih menunggu orang kedua. Jawab itu dahulu.",
    "A proposal for this program still waits for its second person. Answer that one first.",
  ),
  "entry-unknown": say(
    "Tidak ada usulan dengan nomor itu. Lihat: dtsen programs of-versions.",
    "There is no proposal of that number. See: dtsen programs of-versions.",
  ),
  "answered-already": say(
    "Usulan itu sudah dijawab. Usulkan yang baru bila perlu.",
    "That proposal was answered. Propose a new one if needed.",
  ),
  "same-person": say(
    "Orang kedua harus akun lain daripada pengusul.",
    "The second person must be another account than who proposed.",
  ),
} as const satisfies Record<VersionProgramProblem, Words>;
