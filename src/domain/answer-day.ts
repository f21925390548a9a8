import type { PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** Why a record of the civil registry cannot have been seen on a day. */
export type AnswerDayProblem = "day-to-come" | "day-before-question" | "day-before-birth";

/** What is known of the days around an answer by hand. */
export type KnownDays = {
  readonly today: PlainDate;
  /** When the question that is still out left the house; null where none is. */
  readonly askedOn: string | null;
  /** yyyymmdd; null or an absence code where it is not known. */
  readonly bornOn: number | null;
};

/** An answer is of a day on which it could be seen: not to come, not older than its question or its person. */
export function mayAnswerOn(
  on: PlainDate,
  { today, askedOn, bornOn }: KnownDays,
): Result<PlainDate, AnswerDayProblem> {
  if (on > today) return refuse("day-to-come");
  if (bornOn !== null && Number(on.replaceAll("-", "")) < bornOn) return refuse("day-before-birth");
  if (askedOn !== null && on < askedOn) return refuse("day-before-question");
  return accept(on);
}

export const ANSWER_DAY_PROBLEM_WORDS = {
  "day-to-come": say(
    "Tanggal jawaban adalah hari ini atau sebelumnya.",
    "The day of an answer is today or before.",
  ),
  "day-before-question": say(
    "Tanggal ini lebih tua daripada pertanyaan yang masih menunggu jawaban.",
    "This day is older than the question that still waits for its answer.",
  ),
  "day-before-birth": say(
    "Pada tanggal ini orangnya belum lahir.",
    "On this day the person was not born yet.",
  ),
} as const satisfies Record<AnswerDayProblem, Words>;

/** What to do about it. */
export const ANSWER_DAY_REMEDIES = {
  "day-to-come": say("Perbaiki tanggalnya.", "Mend the day."),
  "day-before-question": say(
    "Lihat lagi catatannya, lalu isi hari Anda melihatnya.",
    "Look at the record again and give the day on which you did.",
  ),
  "day-before-birth": say(
    "Perbaiki tanggalnya; bila tanggal lahir di sini yang keliru, jawab tanggal lahir berbeda.",
    "Mend the day; if the birth date here is wrong, answer that it differs.",
  ),
} as const satisfies Record<AnswerDayProblem, Words>;
