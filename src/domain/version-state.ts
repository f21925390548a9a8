import { accept, type Result, refuse } from "./result.ts";
import type { Right } from "./right.ts";
import { say, type Words } from "./words.ts";

/** A version of the register. Its row at the desk is the only commit point (design 5.5). */
export const VERSION_STATES = [
  "building",
  "frozen",
  "projected",
  "published",
  "withdrawn",
  "failed",
] as const;
export type VersionState = (typeof VERSION_STATES)[number];

export type VersionStateTerms = {
  readonly words: Words;
  readonly sentence: Words;
  /** Next states, each with the right by which a person moves it there. */
  readonly next: Readonly<Partial<Record<VersionState, Right>>>;
};

export const VERSION_STATE_TERMS = {
  building: {
    words: say("sedang dibangun", "building"),
    sentence: say(
      "Versi sedang dibangun; belum ada yang membacanya.",
      "The version is being built; nobody reads it yet.",
    ),
    next: { frozen: "freeze-version", failed: "build-version" },
  },
  frozen: {
    words: say("beku", "frozen"),
    sentence: say(
      "Versi sudah beku: isinya dan sidiknya tidak berubah lagi.",
      "The version is frozen: its content and its hash change no more.",
    ),
    next: { projected: "publish-version", withdrawn: "withdraw-version" },
  },
  projected: {
    words: say("siap terbit", "projected"),
    sentence: say(
      "Versi sudah dimuat di meja layanan dan menunggu diterbitkan.",
      "The version is loaded at the desk and waits to be published.",
    ),
    next: {
      published: "publish-version",
      frozen: "publish-version",
      withdrawn: "withdraw-version",
    },
  },
  published: {
    words: say("terbit", "published"),
    sentence: say(
      "Versi ini yang dibaca warga dan petugas.",
      "This is the version that citizens and officers read.",
    ),
    next: { projected: "publish-version", withdrawn: "withdraw-version" },
  },
  withdrawn: {
    words: say("ditarik", "withdrawn"),
    sentence: say(
      "Versi ditarik; alasan penarikannya tercatat dan nomor orangnya tidak dipakai lagi.",
      "The version was withdrawn; the reason is on record and its ids are never used again.",
    ),
    next: {},
  },
  failed: {
    words: say("gagal dibangun", "failed"),
    sentence: say(
      "Pembangunan versi berhenti karena galat; versi lama tetap berlaku.",
      "Building stopped on an error; the old version stays in force.",
    ),
    next: { building: "build-version" },
  },
} as const satisfies Record<VersionState, VersionStateTerms>;

export type VersionProblem = "no-such-step" | "unanswered-findings" | "no-reason-given";

/** The right by which a version goes from one state to another, or the reason it may not. */
export function mayMoveVersion(
  from: VersionState,
  to: VersionState,
): Result<Right, VersionProblem> {
  const terms: VersionStateTerms = VERSION_STATE_TERMS[from];
  const right = terms.next[to];
  return right === undefined ? refuse("no-such-step") : accept(right);
}

/** A version is published only when each finding up to its cut-off is absorbed or refused. */
export function mayPublish(
  state: VersionState,
  unanswered: number,
): Result<"published", VersionProblem> {
  if (!mayMoveVersion(state, "published").ok) return refuse("no-such-step");
  return unanswered > 0 ? refuse("unanswered-findings") : accept("published");
}

export const VERSION_PROBLEM_WORDS = {
  "no-such-step": say(
    "Langkah ini tidak mungkin dari keadaan versi sekarang. Lihat keadaan versinya.",
    "A version in this state cannot take this step. See the state of the version.",
  ),
  "unanswered-findings": say(
    "Masih ada temuan sampai batas waktu versi ini yang belum dijawab. Jawab semuanya: diserap atau ditolak dengan alasan.",
    "Findings up to this version's cut-off lack an answer. Answer each: absorbed, or refused with a reason.",
  ),
  "no-reason-given": say(
    "Penarikan versi memerlukan alasan tertulis.",
    "Withdrawing a version takes a written reason.",
  ),
} as const satisfies Record<VersionProblem, Words>;
