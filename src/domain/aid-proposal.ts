import { PROCEDURES } from "./case-kinds.ts";
import { placeOfStep, type StepRule, stepOf, wayOf } from "./case-procedure.ts";
import type { CaseState } from "./case-state.ts";
import { say, type Words } from "./words.ts";

/** Who asks: the family itself, somebody of the same village, or an officer who has seen need. */
export const PROPOSERS = ["self", "neighbour", "officer"] as const;
export type Proposer = (typeof PROPOSERS)[number];

export const PROPOSER_WORDS = {
  self: say("keluarganya sendiri", "the family itself"),
  neighbour: say("tetangga sedesa", "somebody of the same village"),
  officer: say("petugas", "an officer"),
} as const satisfies Record<Proposer, Words>;

/** What is asked for. Whoever is out of a program's range is not turned away: the register's data is brought up to date. */
export const PROPOSAL_AIMS = ["program", "data-update"] as const;
export type ProposalAim = (typeof PROPOSAL_AIMS)[number];

export const PROPOSAL_AIM_WORDS = {
  program: say("bantuan dari satu program", "aid of a program"),
  "data-update": say("pembaruan data keluarga", "bringing the family's data up to date"),
} as const satisfies Record<ProposalAim, Words>;

/** Where it was taken. */
export const PROPOSAL_CHANNELS = ["web", "counter"] as const;
export type ProposalChannel = (typeof PROPOSAL_CHANNELS)[number];

export const PROPOSAL_CHANNEL_WORDS = {
  web: say("lewat internet", "over the internet"),
  counter: say("di loket", "at the counter"),
} as const satisfies Record<ProposalChannel, Words>;

/** Why, chosen and never written: nobody is asked to describe an illness or a quarrel. */
export const PROPOSAL_GROUNDS = [
  "lost-income",
  "illness-in-family",
  "elderly-alone",
  "disability-in-family",
  "bad-housing",
  "disaster",
  "never-recorded",
  "facts-changed",
] as const;
export type ProposalGround = (typeof PROPOSAL_GROUNDS)[number];

export const PROPOSAL_GROUND_WORDS = {
  "lost-income": say("Kehilangan penghasilan", "Income was lost"),
  "illness-in-family": say("Ada yang sakit lama", "Somebody has long been ill"),
  "elderly-alone": say("Lansia yang tinggal sendiri", "Elderly and living alone"),
  "disability-in-family": say("Ada penyandang disabilitas", "Somebody has a disability"),
  "bad-housing": say("Rumah tidak layak huni", "The house is not fit to live in"),
  disaster: say("Terkena bencana", "Struck by a disaster"),
  "never-recorded": say("Belum pernah didata", "Never recorded"),
  "facts-changed": say("Keadaan sudah berubah", "Things have changed"),
} as const satisfies Record<ProposalGround, Words>;

/** How somebody who proposes another describes that family; sealed, and read by whoever looks for it. */
export type ToldFamily = {
  readonly headName: string;
  readonly address: string;
  readonly rt?: string;
  readonly rw?: string;
};

/** What whoever holds a receipt is told, and nothing else: the words are the same whatever the family is. */
export const NEUTRAL_OUTCOMES = [
  "under-way",
  "waiting",
  "accepted",
  "not-accepted",
  "forwarded",
  "taken-back",
] as const;
export type NeutralOutcome = (typeof NEUTRAL_OUTCOMES)[number];

export const NEUTRAL_OUTCOME_WORDS = {
  "under-way": say("sedang diproses", "under way"),
  waiting: say("menunggu pihak lain", "waits for somebody else"),
  accepted: say("diterima", "accepted"),
  "not-accepted": say("tidak diterima", "not accepted"),
  forwarded: say("diteruskan kepada keluarganya", "forwarded to the family"),
  "taken-back": say("ditarik", "taken back"),
} as const satisfies Record<NeutralOutcome, Words>;

/** Of a proposal that somebody else made, why it ended is the family's alone; what was merged into an earlier case is forwarded. */
const FORWARDED: ReadonlySet<string> = new Set([
  "already-proposed",
  "already-questioned",
  "lives-elsewhere",
  "family-declines",
]);

/** What its proposer is told of how a case stands. */
export function neutralOutcome(state: CaseState, reason: string | undefined): NeutralOutcome {
  switch (state) {
    case "open":
    case "returned":
      return "under-way";
    case "paused":
      return "waiting";
    case "done":
      return "accepted";
    case "withdrawn":
      return "taken-back";
    case "refused":
      return reason !== undefined && FORWARDED.has(reason) ? "forwarded" : "not-accepted";
    default:
      return state satisfies never;
  }
}

/** Kinds of case that somebody may bring about another family, and follow by a number. */
export const BROUGHT_KINDS = ["aid-proposal", "objection", "complaint"] as const;
export type BroughtKind = (typeof BROUGHT_KINDS)[number];

/** At which step of how many a case stands, on the way of its region, and what that step is called. */
export function stageOf(
  kind: BroughtKind,
  step: string,
  rules: readonly StepRule[],
): { readonly no: number; readonly of: number; readonly words: Words } {
  const way = wayOf<string>(PROCEDURES[kind], rules);
  const { words } = stepOf(way, step);
  return { no: placeOfStep(way, step) + 1, of: way.steps.length, words };
}

/** Why a proposal is not taken. */
export const AID_PROPOSAL_PROBLEMS = [
  "key-reused",
  "open-already",
  "program-unknown",
  "nobody-described",
] as const;
export type AidProposalProblem = (typeof AID_PROPOSAL_PROBLEMS)[number];

export const AID_PROPOSAL_PROBLEM_WORDS = {
  "key-reused": say(
    "Kunci pesan ini sudah dipakai untuk isi yang lain.",
    "The key of this message was used for another one.",
  ),
  "open-already": say(
    "Keluarga ini sudah diusulkan dan perkaranya masih berjalan.",
    "This family has been proposed already and the case is still open.",
  ),
  "program-unknown": say(
    "Program itu tidak menerima usulan di sini.",
    "That program takes no proposals here.",
  ),
  "nobody-described": say(
    "Sebutkan keluarganya, atau nama kepala keluarga dan alamatnya.",
    "Name the family, or its head and the address.",
  ),
} as const satisfies Record<AidProposalProblem, Words>;

export const AID_PROPOSAL_REMEDIES = {
  "key-reused": say("Muat ulang halaman, lalu kirim lagi.", "Load the page again, then send."),
  "open-already": say("Buka perkara yang sudah ada.", "Open the case that stands."),
  "program-unknown": say(
    "Pilih program lain, atau pembaruan data.",
    "Choose another program, or an update of data.",
  ),
  "nobody-described": say("Lengkapi, lalu kirim lagi.", "Fill in, then send again."),
} as const satisfies Record<AidProposalProblem, Words>;
