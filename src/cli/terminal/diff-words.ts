import { say, type Words } from "#domain/words.ts";
import { SPARK_PROBLEM_WORDS } from "#engine/spark/spark-problem.ts";
import type { DiffProblem } from "#jobs/diff-versions.ts";

/** Why two versions are not compared, and what to do. */
const DIFF_PROBLEM_WORDS = {
  ...SPARK_PROBLEM_WORDS,
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
  "reading-right-not-held": say(
    "--by tidak memegang hak memeringkat atau mengawasi hari ini. Lihat: dtsen account list.",
    "--by holds neither the right to rank nor to oversee today. See: dtsen account list.",
  ),
} as const satisfies Record<DiffProblem | "reading-right-not-held", Words>;

/** Both languages on lines of their own. */
export function diffRefusal(problem: keyof typeof DIFF_PROBLEM_WORDS): string {
  const words = DIFF_PROBLEM_WORDS[problem];
  return `${words.id}\n${words.en}\n`;
}
