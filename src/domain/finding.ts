import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** What a visit or a citizen established (temuan). Laid over the version until one answers it. */
export const FINDING_KINDS = [
  "still-here",
  "moved",
  "deceased",
  "duplicate",
  "well-off",
  "correction",
  "refused-aid",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export type FindingTerms = {
  readonly words: Words;
  readonly sentence: Words;
  /** About one person, or about the family. */
  readonly unit: "person" | "family";
  /** Takes a name or money off the list: two people, and never by silence. */
  readonly mayRemove: boolean;
};

export const FINDING_TERMS = {
  "still-here": {
    words: say("masih di tempat", "still here"),
    sentence: say(
      "Keluarga masih tinggal di alamat yang tercatat.",
      "The family still lives at the recorded address.",
    ),
    unit: "family",
    mayRemove: false,
  },
  moved: {
    words: say("pindah", "moved"),
    sentence: say(
      "Keluarga sudah pindah dari alamat yang tercatat.",
      "The family has moved from the recorded address.",
    ),
    unit: "family",
    mayRemove: true,
  },
  deceased: {
    words: say("meninggal", "deceased"),
    sentence: say("Orang ini sudah meninggal.", "This person has died."),
    unit: "person",
    mayRemove: true,
  },
  duplicate: {
    words: say("ganda", "duplicate"),
    sentence: say(
      "Orang ini tercatat lebih dari satu kali.",
      "This person is recorded more than once.",
    ),
    unit: "person",
    mayRemove: true,
  },
  "well-off": {
    words: say("sudah mampu", "well-off"),
    sentence: say(
      "Keadaan keluarga sudah lebih baik daripada yang tercatat.",
      "The family is better off than recorded.",
    ),
    unit: "family",
    mayRemove: true,
  },
  correction: {
    words: say("perbaikan data", "correction"),
    sentence: say(
      "Satu keterangan yang tercatat keliru dan sudah dibetulkan.",
      "A recorded fact was wrong and has been put right.",
    ),
    unit: "family",
    mayRemove: false,
  },
  "refused-aid": {
    words: say("menolak bantuan", "refused aid"),
    sentence: say(
      "Keluarga menyatakan sendiri tidak bersedia menerima bantuan.",
      "The family itself declares that it does not want aid.",
    ),
    unit: "family",
    mayRemove: true,
  },
} as const satisfies Record<FindingKind, FindingTerms>;

/** How a published version answers a finding (design 5.4). Until then it stays in force. */
export const FINDING_ANSWERS = ["absorbed", "refused"] as const;
export type FindingAnswer = (typeof FINDING_ANSWERS)[number];

export const FINDING_ANSWER_WORDS = {
  absorbed: say("sudah masuk ke versi", "taken into the version"),
  refused: say("ditolak dengan alasan", "refused with a reason"),
} as const satisfies Record<FindingAnswer, Words>;

/** recorded: by one person. in-force: laid over the version. answered: a version has it, or a person refused it. */
export const FINDING_STATES = ["recorded", "in-force", "answered"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const FINDING_STATE_WORDS = {
  recorded: say("dicatat, menunggu pengesahan", "recorded, awaiting confirmation"),
  "in-force": say("berlaku", "in force"),
  answered: say("sudah dijawab", "answered"),
} as const satisfies Record<FindingState, Words>;

/** What the row at the desk says of a finding. */
export type FindingFacts = {
  readonly recordedBy: string;
  readonly confirmedBy: string | undefined;
  readonly answer: FindingAnswer | undefined;
};

/** State is reckoned, never believed. */
export function readFindingState({ confirmedBy, answer }: FindingFacts): FindingState {
  if (answer !== undefined) return "answered";
  return confirmedBy === undefined ? "recorded" : "in-force";
}

export type FindingProblem = "same-person" | "already-answered" | "already-in-force" | "no-reason";

/** Another person than who recorded it brings a finding into force. */
export function mayConfirmFinding(
  finding: FindingFacts,
  by: string,
): Result<"in-force", FindingProblem> {
  const state = readFindingState(finding);
  if (state === "answered") return refuse("already-answered");
  if (state === "in-force") return refuse("already-in-force");
  return finding.recordedBy === by ? refuse("same-person") : accept("in-force");
}

/** Only a person refuses a finding, and says why; absorbing is shown by the version itself. */
export function mayAnswerFinding(
  finding: FindingFacts,
  answer: FindingAnswer,
  reason: string,
): Result<FindingAnswer, FindingProblem> {
  if (readFindingState(finding) === "answered") return refuse("already-answered");
  if (answer === "refused" && reason.trim() === "") return refuse("no-reason");
  return accept(answer);
}

export const FINDING_PROBLEM_WORDS = {
  "same-person": say(
    "Temuan disahkan oleh orang lain daripada yang mencatat. Mintalah rekan atau atasan.",
    "A finding is confirmed by someone other than who recorded it. Ask a colleague or supervisor.",
  ),
  "already-answered": say(
    "Temuan ini sudah dijawab oleh versi terbit. Catatlah temuan baru bila keadaannya berubah.",
    "A published version has answered this finding. Record a new one if things have changed.",
  ),
  "already-in-force": say("Temuan ini sudah berlaku.", "This finding is in force already."),
  "no-reason": say(
    "Menolak temuan memerlukan alasan tertulis.",
    "Refusing a finding takes a written reason.",
  ),
} as const satisfies Record<FindingProblem, Words>;
