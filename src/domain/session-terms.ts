import { say, type Words } from "./words.ts";

/** Modules of the family development session (P2K2). */
export const SESSION_MODULES = [
  "parenting",
  "money",
  "health",
  "child-protection",
  "social-welfare",
  "stunting",
  "disaster",
] as const;
export type SessionModule = (typeof SESSION_MODULES)[number];

export const SESSION_MODULE_WORDS = {
  parenting: say("Pengasuhan dan pendidikan anak", "Parenting and schooling"),
  money: say("Pengelolaan keuangan dan usaha", "Money and business"),
  health: say("Kesehatan dan gizi", "Health and nutrition"),
  "child-protection": say("Perlindungan anak", "Child protection"),
  "social-welfare": say("Kesejahteraan lansia dan disabilitas", "Older and disabled people"),
  stunting: say("Pencegahan stunting", "Stunting"),
  disaster: say("Siaga bencana keluarga", "Disaster readiness"),
} as const satisfies Record<SessionModule, Words>;

export const ATTENDANCE_MARKS = ["present", "absent"] as const;
export type AttendanceMark = (typeof ATTENDANCE_MARKS)[number];

export const ATTENDANCE_MARK_WORDS = {
  present: say("hadir", "present"),
  absent: say("tidak hadir", "absent"),
} as const satisfies Record<AttendanceMark, Words>;

/** Why somebody did not come. It is asked to help, and held against nobody. */
export const ABSENCE_REASONS = [
  "ill",
  "working",
  "caring",
  "too-far",
  "not-told",
  "other",
] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

export const ABSENCE_REASON_WORDS = {
  ill: say("sakit", "ill"),
  working: say("bekerja", "at work"),
  caring: say("merawat anggota keluarga", "caring for somebody"),
  "too-far": say("tempatnya jauh", "too far"),
  "not-told": say("tidak tahu jadwalnya", "was not told"),
  other: say("lainnya", "other"),
} as const satisfies Record<AbsenceReason, Words>;
