import type { FieldGroup, Variable } from "./variables/variable.ts";
import { say, type Words } from "./words.ts";

/** What became of a visit. Nobody is punished for an outcome: it is never by itself a ground to take aid away. */
export const VISIT_OUTCOMES = ["met", "not-met", "refused", "not-here"] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

export const VISIT_OUTCOME_WORDS = {
  met: say("bertemu keluarganya", "the family was met"),
  "not-met": say("tidak bertemu, hari lain ditawarkan", "nobody was met, another day was offered"),
  refused: say("keluarga tidak bersedia didata", "the family did not wish to be asked"),
  "not-here": say("keluarga tidak tinggal di sini", "the family does not live here"),
} as const satisfies Record<VisitOutcome, Words>;

/** Who answered. */
export const RESPONDENTS = ["head", "spouse", "member", "other-adult"] as const;
export type Respondent = (typeof RESPONDENTS)[number];

export const RESPONDENT_WORDS = {
  head: say("kepala keluarga", "the head of the family"),
  spouse: say("pasangannya", "the spouse"),
  member: say("anggota keluarga lain", "another member"),
  "other-adult": say("orang dewasa lain yang tahu", "another adult who knows"),
} as const satisfies Record<Respondent, Words>;

/** Groups of the family's own facts that a visitor asks without seeing what is recorded: the answer comes first, the record after. */
export const BLIND_GROUPS: readonly FieldGroup[] = [
  "housing",
  "water-and-sanitation",
  "energy",
  "movable-assets",
  "immovable-assets",
  "livestock",
];

/** Groups of a member's facts that a visit asks; who somebody is, the civil registry answers. */
export const MEMBER_GROUPS: readonly FieldGroup[] = ["schooling", "work", "business"];

/** Facts that one answer can hold. */
export const isAskedAtHome = ({ type, unit, group, disclosure }: Variable): boolean =>
  disclosure === "fact" &&
  (type === "code" || type === "count" || type === "flag") &&
  (unit === "family" ? BLIND_GROUPS : MEMBER_GROUPS).includes(group);

/** Attempts at three different days, each with a day offered, before a case may say that nobody was met (never a ground of removal). */
export const ATTEMPTS_BEFORE_NOT_MET = 3;

/** Why a visit is not taken. */
export const GROUND_CHECK_PROBLEMS = [
  "key-reused",
  "own-family",
  "answer-unknown",
  "day-ahead",
  "day-not-offered",
  "not-agreed-by-family",
  "nothing-answered",
  "answered-twice",
] as const;
export type GroundCheckProblem = (typeof GROUND_CHECK_PROBLEMS)[number];

export const GROUND_CHECK_PROBLEM_WORDS = {
  "key-reused": say(
    "Kunci pesan ini sudah dipakai untuk isi yang lain.",
    "The key of this message was used for another one.",
  ),
  "own-family": say(
    "Keluarga sendiri dikunjungi petugas lain.",
    "One's own family is visited by somebody else.",
  ),
  "answer-unknown": say(
    "Ada jawaban yang bukan tentang keluarga ini, atau tidak ada dalam daftar pertanyaan.",
    "An answer is not about this family, or not among the questions.",
  ),
  "day-ahead": say("Hari kunjungan belum tiba.", "The day of the visit has not come."),
  "day-not-offered": say(
    "Hari lain yang ditawarkan belum diisi.",
    "The other day that was offered is not given.",
  ),
  "not-agreed-by-family": say(
    "Keluarga belum membaca ulang dan menyetujui catatannya.",
    "The family has not read the notes again and agreed.",
  ),
  "nothing-answered": say("Belum ada jawaban.", "There are no answers yet."),
  "answered-twice": say("Satu pertanyaan dijawab dua kali.", "A question was answered twice."),
} as const satisfies Record<GroundCheckProblem, Words>;

export const GROUND_CHECK_REMEDIES = {
  "key-reused": say("Muat ulang halaman, lalu kirim lagi.", "Load the page again, then send."),
  "own-family": say("Minta rekan mengunjunginya.", "Ask a colleague to visit."),
  "answer-unknown": say("Muat ulang formulirnya.", "Load the form again."),
  "day-ahead": say("Perbaiki tanggalnya.", "Mend the day."),
  "day-not-offered": say(
    "Sepakati hari lain dengan keluarga, lalu isi.",
    "Agree another day with the family, then fill it in.",
  ),
  "not-agreed-by-family": say(
    "Bacakan catatannya kepada keluarga, lalu tandai persetujuannya.",
    "Read the notes to the family, then mark that it agrees.",
  ),
  "nothing-answered": say("Isi sedikitnya satu jawaban.", "Give at least one answer."),
  "answered-twice": say("Sisakan satu jawaban.", "Leave one answer."),
} as const satisfies Record<GroundCheckProblem, Words>;
