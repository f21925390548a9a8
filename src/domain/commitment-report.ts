import type { Commitment, CommitmentSource } from "./commitment.ts";
import { REPORT_ROW_WORDS, REPORT_WORDS } from "./report-words.ts";
import { say, type Words } from "./words.ts";

/** Registries that tell in files how commitments stand, and of which commitment each tells. */
export const REPORTED_COMMITMENT = {
  dapodik: "school",
  emis: "school",
  "health-office": "health",
} as const satisfies Partial<Record<CommitmentSource, Commitment>>;
export type CommitmentReporter = keyof typeof REPORTED_COMMITMENT;

/** Why a row was not taken. It goes back to whoever sent it. */
export const COMMITMENT_ROW_PROBLEMS = [
  "row-unreadable",
  "nik-missing",
  "nik-malformed",
  "month-malformed",
  "month-of-other-phase",
  "days-malformed",
  "more-than-due",
  "person-unknown",
  "twice-in-report",
] as const;
export type CommitmentRowProblem = (typeof COMMITMENT_ROW_PROBLEMS)[number];

export const COMMITMENT_ROW_PROBLEM_WORDS = {
  ...REPORT_ROW_WORDS,
  "nik-missing": say(
    "NIK kosong. Isi NIK anak atau ibu sebagai teks 16 angka.",
    "No NIK. Write it as text of 16 digits.",
  ),
  "month-malformed": say(
    "Bulan tidak terbaca. Tulis seperti 2026-10.",
    "The month cannot be read. Write it like 2026-10.",
  ),
  "month-of-other-phase": say(
    "Bulan ini bukan bulan tahap yang disebut. Kirim bulan itu dengan tahapnya sendiri.",
    "The month is not of the phase that was named. Send it with its own phase.",
  ),
  "days-malformed": say(
    "Jumlah hari atau kunjungan bukan bilangan bulat. Tulis angka saja.",
    "Days or visits are no whole number. Write digits alone.",
  ),
  "more-than-due": say(
    "Hari hadir lebih banyak daripada hari sekolah. Periksa kedua kolomnya.",
    "More days present than were held. Check both columns.",
  ),
  // The same words for whoever is unknown and whoever receives no PKH: the sender learns nothing of strangers.
  "person-unknown": say(
    "NIK ini bukan anggota keluarga penerima PKH dalam versi yang berlaku. Tidak ada yang perlu dilakukan bila memang bukan.",
    "No such NIK among members of families that receive PKH in the version in force. Nothing is to be done where that is so.",
  ),
  "twice-in-report": say(
    "Orang ini ada lebih dari sekali untuk bulan yang sama dengan angka berbeda. Kirim satu baris per bulan.",
    "The person stands here more than once for one month with different figures. Send one row a month.",
  ),
} as const satisfies Record<CommitmentRowProblem, Words>;

/** Why a report was refused whole, beside what is wrong with its file. */
export const COMMITMENT_REPORT_PROBLEMS = [
  "commitments-right-not-held",
  "commitment-source-unknown",
  "phase-malformed",
  "phase-not-of-program",
  "report-of-the-future",
  "no-version",
  "no-such-file",
] as const;
export type CommitmentReportProblem = (typeof COMMITMENT_REPORT_PROBLEMS)[number];

export const COMMITMENT_REPORT_PROBLEM_WORDS = {
  ...REPORT_WORDS,
  "commitments-right-not-held": say(
    "Akun ini tidak berhak menerima laporan komitmen. Minta petugas Kemensos.",
    "The account may not receive reports of commitments. Ask the ministry's officer.",
  ),
  "commitment-source-unknown": say(
    "Sumber tidak dikenal. Pakai dapodik, emis atau health-office.",
    "No such source. Use dapodik, emis or health-office.",
  ),
  "phase-malformed": say("Tahap ditulis seperti 2026-q4.", "A phase is written like 2026-q4."),
  "phase-not-of-program": say(
    "PKH dibayar per triwulan. Tulis tahap seperti 2026-q4.",
    "PKH is paid by quarters. Write a phase like 2026-q4.",
  ),
} as const satisfies Record<CommitmentReportProblem, Words>;
