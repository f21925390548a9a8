import { say, type Words } from "./words.ts";

/** Papers of a village meeting, filled in from what is known of it. */
export const MEETING_PAPERS = ["invitation", "attendance", "agenda", "statement", "all"] as const;
export type MeetingPaper = (typeof MEETING_PAPERS)[number];

export const MEETING_PAPER_WORDS = {
  invitation: say("Undangan", "Invitation"),
  attendance: say("Daftar hadir", "Attendance list"),
  agenda: say("Daftar yang dibahas", "What is discussed"),
  statement: say("SPTJM kepala desa", "Statement of the village head"),
  all: say("Semua surat", "All papers"),
} as const satisfies Record<MeetingPaper, Words>;

/** A clock time of the village, "09:30". */
export const MEETING_TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

/** How far ahead a meeting is called at most, in days: a year's work program of a village. */
export const MOST_DAYS_AHEAD = 366;

/** Why a meeting is not called. */
export const MEETING_PROBLEMS = ["key-reused", "day-past", "day-too-far"] as const;
export type MeetingProblem = (typeof MEETING_PROBLEMS)[number];

export const MEETING_PROBLEM_WORDS = {
  "key-reused": say(
    "Kunci pesan ini sudah dipakai untuk isi yang lain.",
    "The key of this message was used for another one.",
  ),
  "day-past": say("Hari musyawarah itu sudah lewat.", "That day has passed."),
  "day-too-far": say(
    "Musyawarah direncanakan paling jauh setahun ke depan.",
    "A meeting is called a year ahead at most.",
  ),
} as const satisfies Record<MeetingProblem, Words>;

export const MEETING_REMEDIES = {
  "key-reused": say("Muat ulang halaman, lalu kirim lagi.", "Load the page again, then send."),
  "day-past": say(
    "Pilih hari yang akan datang; musyawarah yang sudah diadakan langsung dicatat.",
    "Choose a day to come; a meeting that was held is recorded at once.",
  ),
  "day-too-far": say("Pilih hari yang lebih dekat.", "Choose a nearer day."),
} as const satisfies Record<MeetingProblem, Words>;
