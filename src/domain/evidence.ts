import { daysBetween, type PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** What a statement of a supporting source is about. A meter serves a house, not a person. */
export const EVIDENCE_SUBJECTS = [
  "person",
  "house",
  "meter",
  "vehicle",
  "land",
  "business",
] as const;
export type EvidenceSubject = (typeof EVIDENCE_SUBJECTS)[number];

export const EVIDENCE_SUBJECT_WORDS = {
  person: say("orang", "person"),
  house: say("rumah", "house"),
  meter: say("meteran listrik", "electricity meter"),
  vehicle: say("kendaraan", "vehicle"),
  land: say("tanah", "land"),
  business: say("badan usaha", "business"),
} as const satisfies Record<EvidenceSubject, Words>;

/** Why a statement went to a person instead of counting by itself. */
export const CHECK_REASONS = ["below-threshold", "too-old", "contradicts", "needs-person"] as const;
export type CheckReason = (typeof CHECK_REASONS)[number];

export const CHECK_REASON_WORDS = {
  "below-threshold": say(
    "Belum cukup pasti bahwa keterangan ini tentang orang yang sama.",
    "It is not certain enough that this statement is about the same person.",
  ),
  "too-old": say(
    "Keterangan ini sudah terlalu lama untuk dipakai memutus.",
    "This statement is too old to decide by.",
  ),
  contradicts: say(
    "Keterangan ini bertentangan dengan data yang lebih baru.",
    "This statement contradicts newer data.",
  ),
  "needs-person": say(
    "Keterangan ini selalu diperiksa petugas sebelum dipakai.",
    "A person always looks at this kind of statement before it counts.",
  ),
} as const satisfies Record<CheckReason, Words>;

export const CHECK_STATES = ["open", "confirmed", "dismissed"] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export const CHECK_STATE_WORDS = {
  open: say("menunggu pengecekan", "waiting to be checked"),
  confirmed: say("dibenarkan", "confirmed"),
  dismissed: say("dikesampingkan", "dismissed"),
} as const satisfies Record<CheckState, Words>;

/** What is said of a check: the statement holds, is set aside, or an answer is taken back and it waits again. */
export type CheckDecision = CheckState;
export type CheckProblem = "check-decided" | "check-open" | "second-person" | "no-reason";

/** A check as far as its next answer depends on it. */
export type CheckStanding = {
  readonly state: CheckState;
  readonly decidedBy: number | undefined;
  readonly confirmedBy: number | undefined;
};

/** The first word of a check, the second that a statement holds, or taking back what was said. */
export type CheckStep = "first" | "second" | "take-back";

/** A reason of fewer letters explains nothing to whoever reads it later. */
export const SHORTEST_REASON = 5;

/**
 * An open check is answered with a reason; that a statement holds, another person says after the first. What was said may
 * be taken back, for the versions to come. No answer takes anybody off a list of a version that stands.
 */
export function mayDecideCheck(
  { state, decidedBy, confirmedBy }: CheckStanding,
  { decision, reason }: { readonly decision: CheckDecision; readonly reason: string },
  whoActs: number,
): Result<CheckStep, CheckProblem> {
  if (reason.trim().length < SHORTEST_REASON) return refuse("no-reason");
  if (state === "open") return decision === "open" ? refuse("check-open") : accept("first");
  if (decision === "open") return accept("take-back");
  const isSecond = decision === "confirmed" && state === "confirmed" && confirmedBy === undefined;
  if (!isSecond) return refuse("check-decided");
  return decidedBy === whoActs ? refuse("second-person") : accept("second");
}

export const CHECK_PROBLEM_WORDS = {
  "check-decided": say(
    "Bukti ini sudah diputus. Muat ulang daftar untuk melihat putusannya.",
    "This check has been decided. Load the list again to see how.",
  ),
  "check-open": say(
    "Bukti ini belum diputus, jadi tidak ada putusan yang ditarik.",
    "This check has not been decided, so there is nothing to take back.",
  ),
  "second-person": say(
    "Anda yang pertama membenarkan. Petugas lain harus mengatakan hal yang sama.",
    "You were the first to confirm it. Another officer must say the same.",
  ),
  "no-reason": say(
    "Tulis alasannya: apa yang dilihat atau ditanyakan, dan kepada siapa.",
    "Write the reason: what was seen or asked, and of whom.",
  ),
} as const satisfies Record<CheckProblem, Words>;

/** How sure and how fresh a statement must be to count without a person; dated data of a program. */
export type EvidenceTerms = {
  readonly probabilityMilli: number;
  readonly oldestDays: number;
  /** Subjects that say nothing about one person for certain, such as a landlord's meter. */
  readonly alwaysChecked: readonly EvidenceSubject[];
};

export type EvidenceFacts = {
  readonly subject: EvidenceSubject;
  readonly matchProbabilityMilli: number;
  readonly observedOn: PlainDate | undefined;
  readonly contradicted: boolean;
};

/** Why a person must look at a statement first; undefined where it may count. Never excludes. */
export function findCheckReason(
  facts: EvidenceFacts,
  terms: EvidenceTerms,
  today: PlainDate,
): CheckReason | undefined {
  if (facts.matchProbabilityMilli < terms.probabilityMilli) return "below-threshold";
  const { observedOn } = facts;
  if (observedOn === undefined) return "too-old";
  if (daysBetween(observedOn, today) > terms.oldestDays) return "too-old";
  if (facts.contradicted) return "contradicts";
  return terms.alwaysChecked.includes(facts.subject) ? "needs-person" : undefined;
}
