import { addDays, type PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** Why a family says that a fact of its explanation does not stand. */
export const PROPOSAL_GROUNDS = ["wrong", "changed"] as const;
export type ProposalGround = (typeof PROPOSAL_GROUNDS)[number];

export const PROPOSAL_GROUND_WORDS = {
  wrong: say("salah dicatat", "recorded wrongly"),
  changed: say("sudah berubah", "has changed since"),
} as const satisfies Record<ProposalGround, Words>;

/** Whose turn it is. Silence decides nothing: a day that passes hands the proposal up and leaves it open. */
export const PROPOSAL_HOLDERS = ["village", "regency", "province"] as const;
export type ProposalHolder = (typeof PROPOSAL_HOLDERS)[number];

export const PROPOSAL_HOLDER_WORDS = {
  village: say("petugas desa atau kelurahan", "the village's officer"),
  regency: say("dinas sosial kabupaten/kota", "the social affairs office of the regency"),
  province: say("dinas sosial provinsi", "the social affairs office of the province"),
} as const satisfies Record<ProposalHolder, Words>;

/** Days that each holder has, from a day on. Of the project: no regulation read so far sets any for corrections. */
export const HOLDING_DAYS: readonly {
  readonly from: string;
  readonly village: number;
  readonly regency: number;
  /** For the second person, once an officer has recorded a finding. */
  readonly second: number;
  readonly legalBasis: string;
}[] = [
  {
    from: "2025-01-01",
    village: 14,
    regency: 14,
    second: 14,
    legalBasis: "UU 27/2022 pasal 6 (hak memperbaiki); hari ditetapkan proyek, dapat diatur",
  },
];

/** Why a proposal is not taken up, as its family reads it: never a free word, never "no photo". */
export const PROPOSAL_REFUSALS = [
  "as-recorded",
  "says-the-same",
  "other-family",
  "taken-back",
] as const;
export type ProposalRefusal = (typeof PROPOSAL_REFUSALS)[number];

export const PROPOSAL_REFUSAL_WORDS = {
  "as-recorded": say(
    "Petugas berkunjung dan keadaannya seperti yang tercatat.",
    "An officer visited and found it as recorded.",
  ),
  "says-the-same": say(
    "Yang diusulkan sudah sama dengan yang tercatat.",
    "What is proposed is what is recorded already.",
  ),
  "other-family": say("Keterangan itu tentang keluarga lain.", "The fact is about another family."),
  "taken-back": say("Keluarga menarik usulannya.", "The family has taken its proposal back."),
} as const satisfies Record<ProposalRefusal, Words>;

/**
 * waiting: nobody has decided. recorded: an officer noted a finding, a second person has still to confirm it. in-force: confirmed,
 * the next version must answer it. absorbed, set-aside: a version has. refused: an officer did, with a reason.
 */
export const PROPOSAL_STATES = [
  "waiting",
  "recorded",
  "in-force",
  "absorbed",
  "set-aside",
  "refused",
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const PROPOSAL_STATE_WORDS = {
  waiting: say("menunggu petugas", "waits for an officer"),
  recorded: say("dicatat petugas, menunggu petugas kedua", "noted, waits for a second officer"),
  "in-force": say("disahkan, masuk ke versi berikutnya", "confirmed, goes into the next version"),
  absorbed: say("sudah masuk ke data", "taken into the register"),
  "set-aside": say("tidak masuk ke data, dengan alasan", "not taken in, with a reason"),
  refused: say("tidak diterima, dengan alasan", "not accepted, with a reason"),
} as const satisfies Record<ProposalState, Words>;

/** What the rows at the desk say of a proposal. */
export type ProposalFacts = {
  readonly decision: "recorded" | "refused" | undefined;
  readonly isConfirmed: boolean;
  readonly answer: "absorbed" | "refused" | undefined;
};

/** State is reckoned, never believed. */
export function readProposalState(facts: ProposalFacts): ProposalState {
  if (facts.decision === undefined) return "waiting";
  if (facts.decision === "refused") return "refused";
  if (facts.answer !== undefined) return facts.answer === "absorbed" ? "absorbed" : "set-aside";
  return facts.isConfirmed ? "in-force" : "recorded";
}

/** Who holds a waiting proposal on a day, and until when; the last one has no day after which it would be rid of it. */
export type Holding = { readonly holder: ProposalHolder; readonly until: PlainDate | undefined };

/** Each holder's days run from when it became theirs; the day itself is still theirs. */
export function holdingOn(receivedOn: PlainDate, today: PlainDate): Holding {
  const terms = termsOn(receivedOn);
  const village = addDays(receivedOn, terms.village);
  if (today <= village) return { holder: "village", until: village };
  const regency = addDays(village, terms.regency);
  return today <= regency
    ? { holder: "regency", until: regency }
    : { holder: "province", until: undefined };
}

/** The last day of the second person; undefined once it has passed: the finding waits on and is still theirs. */
export function secondUntil(decidedOn: PlainDate, today: PlainDate): PlainDate | undefined {
  const until = addDays(decidedOn, termsOn(decidedOn).second);
  return today <= until ? until : undefined;
}

function termsOn(day: PlainDate) {
  const terms = HOLDING_DAYS.findLast(({ from }) => from <= day);
  if (terms === undefined) throw new Error(`no days for proposals are set on ${day}`);
  return terms;
}

export type ProposalProblem = "proposal-decided" | "no-value" | "no-refusal" | "no-finding-yet";

/** An officer takes a proposal up or refuses it with one of the reasons; once. */
export function mayDecideProposal(
  facts: ProposalFacts,
  decision: {
    readonly decision: "recorded" | "refused";
    readonly refusal?: ProposalRefusal | undefined;
  },
): Result<"recorded" | "refused", ProposalProblem> {
  if (facts.decision !== undefined) return refuse("proposal-decided");
  if (decision.decision === "refused" && decision.refusal === undefined)
    return refuse("no-refusal");
  return accept(decision.decision);
}

export const PROPOSAL_PROBLEM_WORDS = {
  "proposal-decided": say(
    "Usulan ini sudah diputus. Muat ulang daftar.",
    "This proposal has been decided. Load the list again.",
  ),
  "no-value": say(
    "Isi yang benar belum disebut. Pilih isinya menurut yang Anda lihat.",
    "What is right is not said yet. Choose it by what you saw.",
  ),
  "no-refusal": say(
    "Menolak usulan memerlukan salah satu alasan.",
    "Refusing a proposal takes one of the reasons.",
  ),
  "no-finding-yet": say(
    "Keterangan ini tentang anggota keluarga. Catat dulu temuannya di lembar keluarga, lalu putuskan usulan ini.",
    "This fact is made of the members. Record the finding on the family sheet first, then decide.",
  ),
} as const satisfies Record<ProposalProblem, Words>;
