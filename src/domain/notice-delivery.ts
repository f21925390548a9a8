import { say, type Words } from "./words.ts";

/** How a notice was brought. Only what was handed over, or put up after visits that met nobody, makes a reply period run. */
export const DELIVERY_WAYS = ["handed-over", "not-met", "posted"] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

export const DELIVERY_WAY_WORDS = {
  "handed-over": say("diserahkan", "handed over"),
  "not-met": say("tidak bertemu siapa pun", "nobody was met"),
  posted: say("diumumkan di kantor desa atau kelurahan", "put up at the village office"),
} as const satisfies Record<DeliveryWay, Words>;

/** Who took a letter; never a name. */
export const LETTER_TAKERS = ["self", "household", "relative"] as const;
export type LetterTaker = (typeof LETTER_TAKERS)[number];

export const LETTER_TAKER_WORDS = {
  self: say("orangnya sendiri atau kepala keluarga", "the person or the head of the family"),
  household: say("orang dewasa serumah", "an adult of the household"),
  relative: say("keluarga di rumah lain", "a relative in another house"),
} as const satisfies Record<LetterTaker, Words>;

/** When a notice counts as received where nobody was met. */
export type ServiceTerms = {
  readonly validFrom: string;
  /** Visits on different days that met nobody, after which it may be put up. */
  readonly missedVisits: number;
  /** After which what was put up counts as received. */
  readonly postedWorkingDays: number;
  readonly legalBasis: string;
  /** True where the law sets it for another act. */
  readonly isExample: boolean;
};

/** Newest last. The ten days are those of a decision that is made known by other means; the number of visits is our own. */
export const SERVICE_TERMS: readonly [ServiceTerms, ...ServiceTerms[]] = [
  {
    validFrom: "2026-01-01",
    missedVisits: 2,
    postedWorkingDays: 10,
    legalBasis: "UU 30/2014 pasal 62 ayat (4)",
    isExample: true,
  },
];

/** The terms that hold on a day; before the first, the first. */
export function serviceTermsOn(day: string): ServiceTerms {
  return SERVICE_TERMS.findLast(({ validFrom }) => validFrom <= day) ?? SERVICE_TERMS[0];
}

/** What may be recorded of a letter that has so many visits behind it. */
export function waysAfter(missedVisits: number, day: string): readonly DeliveryWay[] {
  const { missedVisits: needed } = serviceTermsOn(day);
  return DELIVERY_WAYS.filter((way) => way !== "posted" || missedVisits >= needed);
}

/** What a family objects to, as it says so itself by the number on its letter. */
export const OBJECTION_GROUNDS = ["wrong-facts", "changed", "still-poor", "other"] as const;
export type ObjectionGround = (typeof OBJECTION_GROUNDS)[number];

export const OBJECTION_GROUND_WORDS = {
  "wrong-facts": say("keterangannya keliru", "what is recorded is wrong"),
  changed: say("keadaan kami berubah", "our situation changed"),
  "still-poor": say("kami masih membutuhkan", "we still need it"),
  other: say("akan kami jelaskan kepada petugas", "we will tell an officer"),
} as const satisfies Record<ObjectionGround, Words>;
