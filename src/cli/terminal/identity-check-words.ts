import type { AnswerProblem } from "#jobs/answer-identity.ts";
import type { HandProblem } from "#jobs/answer-identity-by-hand.ts";
import type { AskProblem } from "#jobs/ask-identity.ts";
import type { ReceiveProblem } from "#jobs/receive-delivery.ts";
import type { IdentityCheckProblem } from "#registry/identity-check.ts";

/** Shown below the help of dtsen identity-check. */
export const EXAMPLES = `
Contoh:
  $ dtsen identity-check ask --out tanya.csv --by bps-steward
  $ dtsen identity-check answer jawab.csv --by civil-registry-officer
  $ dtsen identity-check by-hand 70 --nik sesuai --nama sesuai --status "belum rekam" --by civil-registry-officer
  $ dtsen identity-check due --json
  $ dtsen identity-check ask --due --by bps-steward
  $ dtsen identity-check deliver --by bps-steward

Tanpa --out pertanyaan dikirim ke layanan Dukcapil (DTSEN_DUKCAPIL_URL, _TOKEN, _QUOTA sehari).
ask --due dan deliver aman dijalankan berulang oleh cron: orang yang sama tidak ditanyakan dua kali.
Jawaban by-hand meninggal, ganda atau pindah luar negeri menunggu petugas Dukcapil kedua yang menjawab sama.
(Without --out the web service is asked. ask --due and deliver are meant for cron. An answer by hand that takes
somebody off the list waits for a second officer.)`;

/** Said after an answer by hand that takes somebody off the list. */
export const SECOND_NEEDED =
  "Menunggu petugas Dukcapil kedua: dipakai setelah petugas lain memberi jawaban yang sama (waits for a second officer).";

type Problem = AskProblem | AnswerProblem | HandProblem | IdentityCheckProblem;

const OF_CHECKS: Readonly<Record<Problem, string>> = {
  "asking-right-not-held": "akun ini tidak berhak menanyakan identitas (may not ask)",
  "answering-right-not-held":
    "hanya petugas Dukcapil yang menjawab (only an officer of the civil registry answers)",
  "asking-already":
    "pertanyaan lain sedang berjalan; ulangi setelah selesai (another run is asking: again later)",
  "no-version": "belum ada versi beku; bangun dulu: dtsen version build (build a version first)",
  "no-service":
    "sebut --out FILE, atau setel DTSEN_DUKCAPIL_URL (name --out FILE, or set the service's address)",
  "file-exists": "berkas --out sudah ada; pilih nama lain (the file exists: another name)",
  "quota-spent":
    "kuota hari ini habis; sisanya ditanyakan besok (today's quota is spent: the rest tomorrow)",
  unreachable:
    "layanan Dukcapil tidak terjangkau setelah beberapa kali dicoba; ulangi besok (out of reach after retries)",
  "not-allowed": "layanan menolak token; periksa perjanjian (the service refuses the token)",
  unreadable:
    "jawaban layanan tidak sesuai kesepakatan; hubungi Dukcapil (the answer keeps no contract)",
  "no-such-file": "berkas tidak ada (no such file)",
  "not-an-answer-file":
    "berkas tanpa kolom id dan nik; minta berkas jawaban (no columns id and nik: not a file of answers)",
  "person-unknown":
    "tidak ada orang dengan nomor itu di wilayah petugas (nobody of that number in the officer's region)",
  "day-to-come": "--on: hari ini atau sebelumnya (today or before)",
  "day-before-question":
    "--on lebih tua daripada pertanyaan yang menunggu; isi hari catatannya dilihat (older than the question that waits: the day it was seen)",
  "day-before-birth":
    "--on sebelum orangnya lahir; perbaiki harinya (before the person was born: mend the day)",
  "unreadable-answer":
    "pakai kata: sesuai, mirip, tidak sesuai; lihat --help (a word that is no answer: see --help)",
};

const OF_RECEIVING: Readonly<Partial<Record<ReceiveProblem, string>>> = {
  "receiving-right-not-held": "akun ini tidak berhak menerima kiriman (may not receive)",
};

/** What each refusal means, and what to do. */
export const REMEDIES: Readonly<Record<string, string>> = { ...OF_CHECKS, ...OF_RECEIVING };
