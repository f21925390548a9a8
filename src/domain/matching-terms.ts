import { say, type Words } from "./words.ts";

/** How long a learned model of matching may be gone on with, from a day on. */
export type MatchingTerms = {
  readonly validFrom: string;
  /** Days after which weights and bands are learned anew; older evidence is not published. */
  readonly learnedForDays: number;
  /** Versions that may stand on one learning, one after the other. */
  readonly incrementsAtMost: number;
  /** Of a thousand records or pairs, how many may have changed bands since, before all is learned anew. */
  readonly driftPermille: number;
  readonly basis: string;
};

/** Newest last. The numbers are the project's own: docs/decisions/0100-versions-by-increments.md says why. */
const MATCHING_TERMS: readonly [MatchingTerms, ...MatchingTerms[]] = [
  {
    validFrom: "2026-01-01",
    learnedForDays: 366,
    incrementsAtMost: 12,
    driftPermille: 100,
    basis: "Peraturan BPS 6/2025 pasal 12-17 (pemutakhiran); angka: keputusan proyek",
  },
];

/** The terms that hold on a day; before the first, the first. */
export function matchingTermsOn(day: string): MatchingTerms {
  return MATCHING_TERMS.findLast(({ validFrom }) => validFrom <= day) ?? MATCHING_TERMS[0];
}

/** Why all records of a version were matched, and not only what changed. */
export const WHOLE_REASON_WORDS = {
  asked: say("diminta dengan --full", "--full asked for it"),
  "engine-spark": say(
    "mesin Spark selalu memadankan semuanya",
    "the Spark engine always matches everything",
  ),
  "first-of-line": say("belum ada versi sebelumnya", "there is no version before it"),
  "bands-stated": say(
    "batas pemadanan versi ini atau versi sebelumnya ditetapkan dengan tanda tangan",
    "the bands of this version or of the one before it were signed for",
  ),
  "person-erased": say(
    "seseorang dihapus sejak versi sebelumnya, dan keadaan pemadanan ikut dimusnahkan",
    "somebody was erased since the version before it, and the state of matching was destroyed with that",
  ),
  "no-state": say(
    "versi sebelumnya tidak meninggalkan keadaan pemadanan, atau keadaan itu sudah dimusnahkan",
    "the version before it left no state of matching, or that was destroyed",
  ),
  "state-damaged": say(
    "keadaan pemadanan versi sebelumnya rusak atau bukan seperti saat dibekukan",
    "the state of matching of the version before it is damaged, or not what was frozen",
  ),
  "other-revision": say(
    "langkah pemadanan berubah sejak versi sebelumnya",
    "the steps of matching have changed since the version before it",
  ),
  "model-withdrawn": say(
    "versi yang mempelajari model tidak berlaku lagi",
    "the version that learned the model no longer stands",
  ),
  "model-old": say(
    "model dipelajari lebih lama dari yang diizinkan aturan",
    "the model was learned longer ago than the rule allows",
  ),
  "increments-full": say(
    "sudah sebanyak yang diizinkan aturan versi berdiri di atas satu pembelajaran",
    "as many versions as the rule allows stand on one learning already",
  ),
  drifted: say(
    "bagian yang terpaut, ditelaah, atau tersisa bergeser lebih dari yang diizinkan aturan",
    "the shares that are linked, reviewed or left over have moved more than the rule allows",
  ),
  "delivery-returned": say(
    "kiriman yang sudah digantikan dipakai lagi, atau sebuah daftar tidak berlanjut dari kiriman versi sebelumnya",
    "a delivery that was replaced is used again, or a list does not go on from the delivery of the version before it",
  ),
  "statements-came-or-went": say(
    "pernyataan tentang orang ada sekarang dan tidak ada dahulu, atau sebaliknya",
    "there are statements about persons now and there were none, or the other way round",
  ),
} as const satisfies Readonly<Record<string, Words>>;

export type WholeReason = keyof typeof WHOLE_REASON_WORDS;
