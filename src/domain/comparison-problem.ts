import { say, type Words } from "./words.ts";

/** Why two versions are not compared. */
export type ComparisonProblem =
  | "version-unknown"
  | "same-version"
  /** The deciles of one are equal in persons, of the other in families. */
  | "other-basis"
  | "model-missing"
  /** One model reads variables that the other, or this code, does not: a new model cannot be told apart. */
  | "other-feature-set"
  /** A file is not as it was frozen. */
  | "version-damaged"
  /** Scored again, families do not come out as their version says: nothing could be told apart. */
  | "scores-not-reproduced"
  | "no-version-before"
  | "reading-right-not-held";

/** The same in words, and what to do. */
export const COMPARISON_PROBLEM_WORDS = {
  "version-unknown": say(
    "Tidak ada versi beku dengan salah satu nama itu. Lihat: dtsen version list.",
    "No frozen version has one of these labels. See: dtsen version list.",
  ),
  "same-version": say(
    "Kedua nama menyebut versi yang sama. Sebutkan dua versi.",
    "Both labels name one version. Name two.",
  ),
  "other-basis": say(
    "Desil versi yang satu sama banyak jiwanya, yang lain sama banyak keluarganya: perpindahan desil tidak berarti apa-apa. Bangun salah satunya lagi dengan --basis yang sama.",
    "The deciles of one are equal in persons, of the other in families: a move between them means nothing. Build one of them again with the same --basis.",
  ),
  "model-missing": say(
    "Berkas models.json salah satu versi tidak ada. Kembalikan dari cadangan; periksa: dtsen version verify.",
    "models.json of one of them is missing. Bring it back from a backup; compare: dtsen version verify.",
  ),
  "other-feature-set": say(
    "Model salah satu versi membaca kumpulan variabel lain daripada program ini, jadi pengaruh model baru tidak dapat dipisahkan dari keterangan baru. Bangun versi lama lagi dengan program ini, atau bandingkan dengan program yang membacanya.",
    "The model of one of them reads another set of variables than this program does, so that a new model cannot be told apart from new data. Build the older version again with this program, or compare with a program that reads both.",
  ),
  "version-damaged": say(
    "Salah satu versi bukan lagi seperti saat dibekukan. Periksa: dtsen version verify.",
    "One of them is not as it was frozen. Compare: dtsen version verify.",
  ),
  "scores-not-reproduced": say(
    "Dihitung lagi, skor atau desil tidak sama dengan yang tertulis di versinya: program penghitungnya berubah sejak itu. Bandingkan dengan program yang membangun versi itu (lihat code_version di dtsen version show).",
    "Reckoned again, scores or deciles are not what the version says: the program that reckons has changed since. Compare with the program that built it (code_version in dtsen version show).",
  ),
  "no-version-before": say(
    "Versi ini tidak melanjutkan versi lain, jadi tidak ada yang dibandingkan.",
    "This version goes on from no other: there is nothing to compare it with.",
  ),
  "reading-right-not-held": say(
    "--by tidak memegang hak memeringkat atau mengawasi hari ini. Lihat: dtsen account list.",
    "--by holds neither the right to rank nor to oversee today. See: dtsen account list.",
  ),
} as const satisfies Record<ComparisonProblem, Words>;
