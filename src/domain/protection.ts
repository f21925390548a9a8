import { say, type Words } from "./words.ts";

/**
 * Why an act of protection is not done. Hiding somebody takes one person and works at once; ending it
 * takes two, one who asks and another who ends it, because a name that comes back may cost a life.
 */
export const PROTECTION_PROBLEMS = [
  "basis-not-held",
  "reference-missing",
  "review-day-wrong",
  "already-ordered",
  "already-released",
  "already-asked",
  "no-reason",
  "release-not-asked",
  "second-person-needed",
  "case-missing",
  "erase-day-wrong",
] as const;
export type ProtectionProblem = (typeof PROTECTION_PROBLEMS)[number];

export const PROTECTION_PROBLEM_WORDS = {
  "basis-not-held": say(
    "Dasar hukum itu bukan milik peran Anda di wilayah ini.",
    "That legal basis is not your role's in this region.",
  ),
  "reference-missing": say(
    "Sebutkan nomor surat, perkara atau penugasan yang mendasarinya, tanpa nama orang.",
    "Name the letter, case or assignment behind it, without names of people.",
  ),
  "review-day-wrong": say(
    "Hari peninjauan harus sesudah hari ini, paling lama satu tahun.",
    "The day to look again is after today and within a year.",
  ),
  "already-ordered": say(
    "Orang atau keluarga ini sudah disembunyikan.",
    "This person or family is hidden already.",
  ),
  "already-released": say("Penyembunyian ini sudah berakhir.", "This has ended already."),
  "already-asked": say(
    "Pengakhiran sudah diusulkan dan menunggu orang kedua.",
    "The end has been asked for and waits for a second person.",
  ),
  "no-reason": say("Tulis alasannya.", "Write the reason."),
  "release-not-asked": say(
    "Belum ada yang mengusulkan pengakhiran. Satu orang mengusulkan, orang lain mengakhiri.",
    "Nobody has asked for the end. One person asks, another ends it.",
  ),
  "second-person-needed": say(
    "Anda sendiri yang mengusulkan. Orang lain yang mengakhiri.",
    "You asked for it yourself. Another person ends it.",
  ),
  "case-missing": say(
    "Sebutkan perkara atau penugasan yang memerlukannya, tanpa nama orang.",
    "Name the case or assignment that needs it, without names of people.",
  ),
  "erase-day-wrong": say(
    "Hari penghapusan harus sesudah hari ini, paling lama lima tahun.",
    "The day of erasure is after today and within five years.",
  ),
} as const satisfies Record<ProtectionProblem, Words>;

/** Steps of an order in force: it is kept until looked at again, its end is asked for, it ends. */
export const SUPPRESSION_STEPS = ["keep", "ask-release", "release"] as const;
export type SuppressionStep = (typeof SUPPRESSION_STEPS)[number];

export const SUPPRESSION_STEP_WORDS = {
  keep: say("Tetap disembunyikan", "Keep hidden"),
  "ask-release": say("Usulkan pengakhiran", "Ask for the end"),
  release: say("Akhiri", "End it"),
} as const satisfies Record<SuppressionStep, Words>;
