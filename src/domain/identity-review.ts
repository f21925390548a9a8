import { say, type Words } from "./words.ts";

/** What a reviewer says of two records (trust-and-ux.md B9): one person, two people, or not to be told from them. */
export const REVIEW_VERDICTS = ["same", "different", "unsure"] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

export const REVIEW_VERDICT_WORDS = {
  same: say("orang yang sama", "the same person"),
  different: say("orang yang berbeda", "different people"),
  unsure: say("belum dapat dipastikan", "cannot be told"),
} as const satisfies Record<ReviewVerdict, Words>;

/** How a pair stands; blind answers are never told apart from none. */
export const REVIEW_STATES = [
  "open",
  "senior",
  "second",
  "decided",
  "undo-second",
  "set-aside",
  "closed",
] as const;

/**
 * As a pair is shown: "answered" to whoever answered it, until somebody has knowingly spoken after them or a version
 * was built. What became of it before would tell ordinary pairs from blind doubles and from known truth.
 */
export const SHOWN_REVIEW_STATES = [...REVIEW_STATES, "answered"] as const;
export type ShownReviewState = (typeof SHOWN_REVIEW_STATES)[number];

export const REVIEW_STATE_WORDS = {
  open: say("menunggu jawaban", "waits for an answer"),
  senior: say("jawaban berbeda, menunggu pemutus", "answers differ, waits for a settler"),
  second: say("menunggu orang kedua", "waits for a second person"),
  decided: say("sudah diputus", "decided"),
  "undo-second": say("pembatalan menunggu orang kedua", "its undoing waits for a second person"),
  "set-aside": say("disisihkan sampai versi berikut", "set aside until the next version"),
  closed: say("tidak ditanyakan lagi", "no longer asked"),
  answered: say("sudah Anda jawab", "answered by you"),
} as const satisfies Record<ShownReviewState, Words>;

/** What is said where no second person spoke in time (silence decides nothing), and where decisions contradict each other. */
export const REVIEW_LAPSE_WORDS = {
  second: say(
    "Tidak ada orang kedua sampai tenggat: tidak ada yang diputus, pasangan ditanyakan lagi",
    "No second person came in time: nothing was decided, the pair is asked again",
  ),
  "undo-second": say(
    "Tidak ada orang kedua sampai tenggat: pembatalan tidak berlaku, putusan tetap",
    "No second person came in time: the undoing does not count, the decision stands",
  ),
  decided: say(
    "Putusan ini bertentangan dengan putusan lain: versi tidak memakai satu pun, pasangan ditanyakan lagi",
    "This decision contradicts others: no version holds to any of them, the pair is asked again",
  ),
} as const satisfies Record<"second" | "undo-second" | "decided", Words>;

/** On what a decision stands, in the append-only book and in the file that builds read. */
export const DECISION_GROUNDS = [
  "one-answer",
  "two-blind",
  "settled",
  "two-people",
  "undone",
] as const;
export type DecisionGround = (typeof DECISION_GROUNDS)[number];

export const DECISION_GROUND_WORDS = {
  "one-answer": say("satu jawaban", "one answer"),
  "two-blind": say("dua jawaban tanpa saling melihat", "two blind answers"),
  settled: say("diputus orang ketiga", "settled by a third person"),
  "two-people": say("dikukuhkan orang kedua", "confirmed by a second person"),
  undone: say("dibatalkan", "undone"),
} as const satisfies Record<DecisionGround, Words>;

/** Why the desk takes no answer, confirmation or undoing. */
export type ReviewProblem =
  | "claim-lapsed"
  | "reason-missing"
  | "answered-already"
  | "not-open"
  | "same-person"
  | "not-waiting"
  | "nothing-to-undo"
  | "not-own";

export const REVIEW_PROBLEM_WORDS = {
  "claim-lapsed": say(
    "Waktu Anda untuk pasangan ini sudah habis, dan mungkin orang lain sedang menelaahnya.",
    "Your time for this pair has run out, and somebody else may be reviewing it.",
  ),
  "reason-missing": say(
    "Penggabungan ini menyangkut bantuan seseorang dan memerlukan alasan.",
    "This merge touches somebody's aid and needs a reason.",
  ),
  "answered-already": say(
    "Anda sudah menjawab pasangan ini.",
    "You have answered this pair already.",
  ),
  "not-open": say(
    "Pasangan ini tidak menunggu jawaban lagi.",
    "This pair waits for no answer any more.",
  ),
  "same-person": say(
    "Orang kedua harus orang lain dari yang pertama.",
    "The second person must not be the first.",
  ),
  "not-waiting": say(
    "Pasangan ini tidak menunggu orang kedua.",
    "This pair does not wait for a second person.",
  ),
  "nothing-to-undo": say(
    "Tidak ada jawaban atau putusan yang dapat dibatalkan.",
    "There is no answer and no decision to undo.",
  ),
  "not-own": say(
    "Putusan ini dibuat orang lain; hanya pemutus telaah yang dapat membatalkannya.",
    "Others made this decision; only a settler may undo it.",
  ),
} as const satisfies Record<ReviewProblem, Words>;

/** What to do about each. */
export const REVIEW_REMEDIES = {
  "claim-lapsed": say("Ambil pasangan berikut.", "Take the next pair."),
  "reason-missing": say(
    "Tulis alasan, sedikitnya lima huruf.",
    "Write a reason of at least five letters.",
  ),
  "answered-already": say(
    "Batalkan dahulu jawaban itu bila keliru.",
    "Undo that answer first if it was a mistake.",
  ),
  "not-open": say("Ambil pasangan berikut.", "Take the next pair."),
  "same-person": say("Minta rekan lain memeriksanya.", "Ask a colleague to look at it."),
  "not-waiting": say("Muat ulang daftar.", "Load the list again."),
  "nothing-to-undo": say("Muat ulang daftar.", "Load the list again."),
  "not-own": say("Minta pemutus telaah di wilayah ini.", "Ask a settler of this region."),
} as const satisfies Record<ReviewProblem, Words>;

/** How review is done from a day on. */
export type ReviewTerms = {
  readonly validFrom: string;
  /** Of a thousand pairs, how many two people answer blindly. */
  readonly doublePermille: number;
  /** Beside a thousand pairs, how many of known truth are mixed in. */
  readonly goldPermille: number;
  /** How long a pair is kept for whoever took it. */
  readonly claimMinutes: number;
  /** How long the two records of a decided pair stay at the desk, so that it can be looked at and undone. */
  readonly keepDays: number;
  /** How long a merge, or its undoing, waits for a second person before it counts as not said. */
  readonly secondDays: number;
  readonly basis: string;
};

/** Newest last. Ten in a hundred blind doubles: trust-and-ux.md B9; the other numbers are the project's own. */
export const REVIEW_TERMS: readonly [ReviewTerms, ...ReviewTerms[]] = [
  {
    validFrom: "2026-01-01",
    doublePermille: 100,
    goldPermille: 40,
    claimMinutes: 20,
    keepDays: 400,
    secondDays: 30,
    basis: "Peraturan BPS 6/2025 pasal 12-17 (pemutakhiran); angka: keputusan proyek",
  },
];

/** The terms that hold on a day; before the first, the first. */
export function termsOn(day: string): ReviewTerms {
  return REVIEW_TERMS.findLast(({ validFrom }) => validFrom <= day) ?? REVIEW_TERMS[0];
}
