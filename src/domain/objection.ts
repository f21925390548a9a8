import { say, type Words } from "./words.ts";

/** What somebody of the same village questions about a family that receives aid: a fact, never a person. Chosen, never written. */
export const OBJECTION_GROUNDS = [
  "better-off",
  "regular-job",
  "moved-away",
  "member-died",
  "listed-twice",
] as const;
export type ObjectionGround = (typeof OBJECTION_GROUNDS)[number];

export const OBJECTION_GROUND_WORDS = {
  "better-off": say("Rumah dan barangnya lebih baik", "House and goods are better"),
  "regular-job": say("Ada yang bekerja tetap", "Somebody has a regular job"),
  "moved-away": say("Sudah tidak tinggal di sini", "The family lives here no more"),
  "member-died": say("Anggotanya ada yang sudah meninggal", "A member has died"),
  "listed-twice": say("Tercatat dua kali", "It is listed twice"),
} as const satisfies Record<ObjectionGround, Words>;

/** Which fact is looked into, as the family itself is told: neither who questions it nor in which words. */
export const QUESTIONED_FACTS = {
  "better-off": say("keadaan rumah dan barang", "house and goods"),
  "regular-job": say("pekerjaan anggota keluarga", "the members' work"),
  "moved-away": say("tempat tinggal", "where the family lives"),
  "member-died": say("anggota keluarga", "the members of the family"),
  "listed-twice": say("pencatatan keluarga", "how the family is recorded"),
} as const satisfies Record<ObjectionGround, Words>;

/** What the family says to it. Saying nothing is no answer against it. */
export const OBJECTION_ANSWERS = ["record-is-right", "record-is-wrong"] as const;
export type ObjectionAnswer = (typeof OBJECTION_ANSWERS)[number];

export const OBJECTION_ANSWER_WORDS = {
  "record-is-right": say("yang tercatat benar", "what is recorded is right"),
  "record-is-wrong": say("yang tercatat keliru", "what is recorded is wrong"),
} as const satisfies Record<ObjectionAnswer, Words>;

/** So many objections by one family within this time are looked at together before any of them is visited. */
export const CLUSTER = { objections: 3, days: 90 } as const;
