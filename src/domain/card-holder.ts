import { ageOn, type PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** Why a card of aid needs another holder (pengurus). The aid is the family's and goes on whatever stands here. */
export const HOLDER_REASONS = ["dead", "left-card", "away", "unable", "family-wish"] as const;
export type HolderReason = (typeof HOLDER_REASONS)[number];

export const HOLDER_REASON_WORDS = {
  dead: say("pemegang kartu meninggal", "the card holder has died"),
  "left-card": say(
    "pemegang kartu tidak lagi di Kartu Keluarga ini",
    "the card holder is no longer on this family card",
  ),
  away: say("pemegang kartu lama tidak di tempat", "the card holder is away for long"),
  unable: say("pemegang kartu tidak sanggup mengambil", "the card holder is unable to collect"),
  "family-wish": say("permintaan keluarga", "the family asks for it"),
} as const satisfies Record<HolderReason, Words>;

/** What the register itself finds; of the rest somebody tells. */
export const FOUND_REASONS = ["dead", "left-card"] as const satisfies readonly HolderReason[];

/** Why a role ended. */
export const ROLE_ENDS = ["changed", "reported", "sole-member-died"] as const;
export type RoleEnd = (typeof ROLE_ENDS)[number];

export const ROLE_END_WORDS = {
  changed: say("diganti dengan perkara ganti pengurus", "changed by a case"),
  reported: say("diganti menurut laporan penyalur", "changed as the payer reports"),
  "sole-member-died": say(
    "satu-satunya orang di Kartu Keluarga meninggal; bantuan keluarga berakhir",
    "the only person of the family card died; the family's aid has ended",
  ),
} as const satisfies Record<RoleEnd, Words>;

/** Who may hold a card, from a day on. */
type HolderTerms = {
  readonly from: string;
  /** The age from which somebody is given an identity card of their own; whoever is or was married has one before. */
  readonly leastAge: number;
  readonly legalBasis: string;
};

/** Newest last. An order of preference among the adults of a card was found in no source, so the family says who. */
const HOLDER_TERMS: readonly [HolderTerms, ...HolderTerms[]] = [
  {
    from: "2006-12-29",
    leastAge: 17,
    legalBasis:
      "UU 23/2006 pasal 63: KTP sejak 17 tahun atau pernah kawin; anggota KK yang sama menurut tata cara penyalur",
  },
];

/** The terms that hold on a day; before the first, the first. */
export function holderTermsOn(day: PlainDate): HolderTerms {
  return HOLDER_TERMS.findLast(({ from }) => from <= day) ?? HOLDER_TERMS[0];
}

/** Somebody of a family as far as holding its card asks. */
export type HolderFacts = {
  readonly isAlive: boolean;
  readonly bornOn: PlainDate | undefined;
  readonly hasMarried: boolean;
  /** Holds the card today. */
  readonly isHolder: boolean;
};

export type HolderProblem = "dead" | "birth-unknown" | "too-young" | "is-holder";

/** Whether a member of the card may hold it; whoever is on no such card is not asked about here. */
export function mayHold(facts: HolderFacts, today: PlainDate): Result<"may-hold", HolderProblem> {
  if (!facts.isAlive) return refuse("dead");
  if (facts.isHolder) return refuse("is-holder");
  if (facts.hasMarried) return accept("may-hold");
  if (facts.bornOn === undefined) return refuse("birth-unknown");
  const { leastAge } = holderTermsOn(today);
  return ageOn(facts.bornOn, today) >= leastAge ? accept("may-hold") : refuse("too-young");
}

export const HOLDER_PROBLEM_WORDS = {
  dead: say("Tercatat meninggal.", "On record as deceased."),
  "birth-unknown": say("Tanggal lahirnya belum diketahui.", "The day of birth is not known."),
  "too-young": say("Belum 17 tahun dan belum pernah kawin.", "Not yet 17 and never married."),
  "is-holder": say("Memegang kartunya sekarang.", "Holds the card now."),
} as const satisfies Record<HolderProblem, Words>;

/** What a family brings when another member is to hold its card. */
export const HOLDER_PAPERS: readonly Words[] = [
  say("KTP asli calon pemegang kartu", "the original KTP of whoever is to hold the card"),
  say("Kartu Keluarga asli yang memuat keduanya", "the original family card with both on it"),
  say(
    "akta atau surat kematian, bila pemegang kartu meninggal",
    "certificate of death, where the holder has died",
  ),
];
