import { say, type Words } from "./words.ts";

/** How a village decides on proposals: together, or by the statement of its head alone (SPTJM). */
export const DELIBERATION_FORMS = ["deliberation", "statement"] as const;
export type DeliberationForm = (typeof DELIBERATION_FORMS)[number];

export const DELIBERATION_FORM_WORDS = {
  deliberation: say("musyawarah desa/kelurahan", "village deliberation"),
  statement: say(
    "surat pernyataan tanggung jawab mutlak (SPTJM) kepala desa/lurah",
    "statement of the village head (SPTJM)",
  ),
} as const satisfies Record<DeliberationForm, Words>;

/** What was said of one family. */
export const DELIBERATION_DECISIONS = ["agreed", "declined"] as const;
export type DeliberationDecision = (typeof DELIBERATION_DECISIONS)[number];

export const DELIBERATION_DECISION_WORDS = {
  agreed: say("disepakati", "agreed"),
  declined: say("tidak disepakati", "not agreed"),
} as const satisfies Record<DeliberationDecision, Words>;

/** Why somebody was of another mind: chosen, never written, so that nobody is shamed in minutes. */
export const DISSENTS = [
  "better-off",
  "lives-elsewhere",
  "others-first",
  "facts-doubted",
  "should-be-helped",
] as const;
export type Dissent = (typeof DISSENTS)[number];

export const DISSENT_WORDS = {
  "better-off": say("dinilai sudah mampu", "seen as better off"),
  "lives-elsewhere": say("dinilai tinggal di tempat lain", "seen as living elsewhere"),
  "others-first": say("keluarga lain lebih membutuhkan", "others need it more"),
  "facts-doubted": say("keterangannya diragukan", "the facts are doubted"),
  "should-be-helped": say("seharusnya dibantu", "should be helped"),
} as const satisfies Record<Dissent, Words>;

/** Fewer than this do not make a deliberation. */
export const FEWEST_ATTENDING = 3;

/** Why a deliberation is not taken. */
export const DELIBERATION_PROBLEMS = [
  "key-reused",
  "day-ahead",
  "too-few-attended",
  "more-women-than-attended",
  "more-votes-than-attended",
  "votes-say-otherwise",
  "decided-twice",
] as const;
export type DeliberationProblem = (typeof DELIBERATION_PROBLEMS)[number];

export const DELIBERATION_PROBLEM_WORDS = {
  "key-reused": say(
    "Kunci pesan ini sudah dipakai untuk isi yang lain.",
    "The key of this message was used for another one.",
  ),
  "day-ahead": say("Hari musyawarah belum tiba.", "The day of the deliberation has not come."),
  "too-few-attended": say(
    "Musyawarah dihadiri sedikitnya tiga orang.",
    "At least three attend a deliberation.",
  ),
  "more-women-than-attended": say(
    "Perempuan yang hadir lebih banyak daripada semua yang hadir.",
    "More women attended than people.",
  ),
  "more-votes-than-attended": say(
    "Suara lebih banyak daripada yang hadir.",
    "More votes than people who attended.",
  ),
  "votes-say-otherwise": say(
    "Keputusannya tidak sama dengan suara terbanyak.",
    "The decision is not that of the most votes.",
  ),
  "decided-twice": say("Satu usulan diputus dua kali.", "A proposal was decided twice."),
} as const satisfies Record<DeliberationProblem, Words>;

export const DELIBERATION_REMEDIES = {
  "key-reused": say("Muat ulang halaman, lalu kirim lagi.", "Load the page again, then send."),
  "day-ahead": say("Perbaiki tanggalnya.", "Mend the day."),
  "too-few-attended": say(
    "Adakan lagi, atau pakai SPTJM kepala desa.",
    "Hold another, or use the head's statement.",
  ),
  "more-women-than-attended": say("Hitung lagi yang hadir.", "Count again who attended."),
  "more-votes-than-attended": say("Hitung lagi suaranya.", "Count the votes again."),
  "votes-say-otherwise": say(
    "Cocokkan keputusan dengan suaranya.",
    "Compare the decision with the votes.",
  ),
  "decided-twice": say("Sisakan satu keputusan.", "Leave one decision."),
} as const satisfies Record<DeliberationProblem, Words>;

/** What was held and decided, before it is sent. */
export type DeliberationFacts = {
  readonly form: DeliberationForm;
  readonly attended: number;
  readonly attendedWomen: number;
  readonly decisions: readonly {
    readonly caseId: string;
    readonly decision: DeliberationDecision;
    readonly votesFor: number;
    readonly votesAgainst: number;
  }[];
};

/** What is wrong with a deliberation; undefined where nothing is. A statement has no votes. */
export function deliberationProblem({
  form,
  attended,
  attendedWomen,
  decisions,
}: DeliberationFacts): Exclude<DeliberationProblem, "key-reused" | "day-ahead"> | undefined {
  if (new Set(decisions.map(({ caseId }) => caseId)).size < decisions.length)
    return "decided-twice";
  if (form === "statement") return undefined;
  if (attended < FEWEST_ATTENDING) return "too-few-attended";
  if (attendedWomen > attended) return "more-women-than-attended";
  if (decisions.some(({ votesFor, votesAgainst }) => votesFor + votesAgainst > attended))
    return "more-votes-than-attended";
  const isOther = ({ decision, votesFor, votesAgainst }: (typeof decisions)[number]) =>
    decision === "agreed" ? votesFor < votesAgainst : votesAgainst < votesFor;
  return decisions.some(isOther) ? "votes-say-otherwise" : undefined;
}
