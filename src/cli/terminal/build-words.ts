import { say, type Words } from "#domain/words.ts";
import { SPARK_PROBLEM_WORDS } from "#engine/spark/spark-problem.ts";
import type { BuildProblem } from "#jobs/build-version.ts";
import type { VersionCheckProblem } from "#jobs/verify-version.ts";
import { FEWEST_POOLED } from "#ranking/train.ts";

/** Why no version comes of a build, and what to do. */
export const BUILD_PROBLEM_WORDS = {
  ...SPARK_PROBLEM_WORDS,
  "no-deliveries": say(
    "Belum ada kiriman yang diterima. Terima dahulu: dtsen receive.",
    "No delivery has been accepted yet. Receive some first: dtsen receive.",
  ),
  "no-civil-registry": say(
    "Tidak ada kiriman penduduk dari Dukcapil di antaranya: dialah tulang punggung data tunggal. Terima, atau sebutkan nomornya di --deliveries.",
    "None of them is a delivery of people from the civil registry, which every version stands on. Receive one, or name it in --deliveries.",
  ),
  "no-families": say(
    "Tidak ada kiriman keluarga di antaranya. Terima satu, atau sebutkan nomornya di --deliveries.",
    "None of them is a delivery of families. Receive one, or name it in --deliveries.",
  ),
  "delivery-unknown": say(
    "Ada nomor kiriman yang tidak diterima atau sudah dimusnahkan. Lihat dtsen retention list.",
    "One of the deliveries named was not accepted or has been destroyed. See dtsen retention list.",
  ),
  "list-named-twice": say(
    "Di --deliveries ada dua kiriman dari daftar yang sama: kiriman yang baru menggantikan yang lama. Sebutkan salah satu saja.",
    "Two deliveries of one list are named in --deliveries: the newer one takes the place of the older. Name only one of them.",
  ),
  "label-taken": say(
    "Nama versi itu sudah dipakai untuk masukan lain. Pilih nama lain; lihat dtsen version list.",
    "That label stands for other inputs. Choose another; see dtsen version list.",
  ),
  "build-running": say(
    "Versi lain sedang dibangun di meja ini. Ulangi setelah selesai.",
    "Another version is being built on this desk. Ask again when it has ended.",
  ),
  "ranking-right-not-held": say(
    "Akun di --ranked-by tidak memegang hak memeringkat hari ini. Lihat dtsen account.",
    "The account of --ranked-by does not hold the right to rank today. See dtsen account.",
  ),
  "freezing-right-not-held": say(
    "Akun di --frozen-by tidak memegang hak membekukan hari ini. Lihat dtsen account.",
    "The account of --frozen-by does not hold the right to freeze today. See dtsen account.",
  ),
  "survey-too-small": say(
    `Sampel survei kurang dari ${FEWEST_POOLED} rumah tangga: model peringkat tidak dapat dipelajari. Terima kiriman survei yang lebih besar; untuk bangsa sintetis: dtsen walk --families 80 atau lebih.`,
    `The survey has fewer than ${FEWEST_POOLED} households: no model can be learned. Receive a larger survey; for a synthetic nation: dtsen walk --families 80 or more.`,
  ),
  "survey-zone-closed": say(
    "Survei tersegel di zonanya sendiri dan kunci zona itu tidak ada di sini (UU 16/1997). Jalankan oleh pemegang kuncinya, dengan DTSEN_SURVEY_KEYS.",
    "Surveys are sealed in a zone of their own, whose key is not here (UU 16/1997). Whoever holds it runs this, with DTSEN_SURVEY_KEYS.",
  ),
  "ill-conditioned": say(
    "Jawaban survei hampir tidak berbeda antar rumah tangga: model peringkat tidak dapat dipelajari. Periksa kiriman survei itu dan kirim ulang.",
    "The survey's answers hardly differ between households: no model can be learned. Check that delivery and deliver it again.",
  ),
} as const satisfies Record<BuildProblem, Words>;

/** Why a version is not shown, not reported on, not compared. */
const VERSION_PROBLEM_WORDS = {
  "version-unknown": say(
    "Tidak ada versi beku dengan nama itu. Lihat: dtsen version list.",
    "No frozen version has that label. See: dtsen version list.",
  ),
  "version-not-frozen": say(
    "Versi itu belum beku: tidak ada berkas untuk dibandingkan. Lihat sebabnya: dtsen version list.",
    "That version is not frozen: there are no files to compare. Why: dtsen version list.",
  ),
  "matching-without-evidence": say(
    "Berkas bukti pemadanan versi itu hilang atau berubah. Periksa: dtsen version verify; lalu bangun versi baru.",
    "The evidence of that version's matching is missing or has changed. Compare: dtsen version verify; then build a new one.",
  ),
  "layers-not-judged": say(
    "Versi itu dibangun sebelum cara memeringkat dinilai bersamanya. Bangun versi baru.",
    "That version was built before ways to rank were judged with it. Build a new one.",
  ),
} as const satisfies Record<
  VersionCheckProblem | "matching-without-evidence" | "layers-not-judged",
  Words
>;

/** What stands in the row of a build that gave no version, beside refusals. */
const ENDED_WORDS = {
  stopped: say(
    "Prosesnya berhenti di tengah jalan. Bangun lagi dengan nama yang sama: tahap yang selesai tidak diulang.",
    "Its process ended on the way. Build it again under the same label: finished stages are not done again.",
  ),
  "unexpected-error": say(
    "Terjadi galat. Perbaiki sebabnya (lihat keluaran perintah itu), lalu bangun lagi dengan nama yang sama.",
    "An error broke it. Mend its cause (see what that command printed), then build it again under the same label.",
  ),
} as const;

/** Words for a code, with or without "build-" before it; undefined for what nobody says of versions. */
export function buildProblemWords(problem: string): Words | undefined {
  const all: Readonly<Record<string, Words>> = {
    ...BUILD_PROBLEM_WORDS,
    ...ENDED_WORDS,
    ...VERSION_PROBLEM_WORDS,
  };
  return all[problem.replace(/^build-/, "")] ?? all[problem];
}

/** Both languages on lines of their own; empty for what nobody says of versions. */
export function buildRefusal(problem: string): string {
  const words = buildProblemWords(problem);
  return words === undefined ? "" : `${words.id}\n${words.en}\n`;
}
