import { parsePhase } from "./payment-phase.ts";
import type { PlainDate } from "./plain-date.ts";
import { say, type Words } from "./words.ts";

/** What a family of PKH undertakes for a member. Sessions (P2K2) are no part of it: absence there is never held against anybody. */
export const COMMITMENTS = ["school", "health"] as const;
export type Commitment = (typeof COMMITMENTS)[number];

export const COMMITMENT_WORDS = {
  school: say("Kehadiran di sekolah", "School attendance"),
  health: say("Kunjungan kesehatan", "Health visit"),
} as const satisfies Record<Commitment, Words>;

/** Which commitment a component carries; older and disabled people carry none that anybody is warned about. */
export const COMMITMENT_OF: Readonly<Record<string, Commitment | undefined>> = {
  pregnant: "health",
  "early-childhood": "health",
  "primary-school": "school",
  "junior-school": "school",
  "senior-school": "school",
  disability: undefined,
  elderly: undefined,
};

export const COMMITMENT_RESULTS = ["met", "not-met", "excused", "unknown"] as const;
export type CommitmentResult = (typeof COMMITMENT_RESULTS)[number];

export const COMMITMENT_RESULT_WORDS = {
  met: say("terpenuhi", "met"),
  "not-met": say("belum terpenuhi", "not met"),
  excused: say("dimaafkan", "excused"),
  unknown: say("belum diketahui", "not known"),
} as const satisfies Record<CommitmentResult, Words>;

/** Why something not met is held against nobody. */
export const COMMITMENT_EXCUSES = [
  "sick",
  "disaster",
  "out-of-reach",
  "moved",
  "data-error",
] as const;
export type CommitmentExcuse = (typeof COMMITMENT_EXCUSES)[number];

export const COMMITMENT_EXCUSE_WORDS = {
  sick: say("sakit", "ill"),
  disaster: say("bencana", "a disaster"),
  "out-of-reach": say(
    "tidak ada sekolah atau faskes yang terjangkau",
    "no school or facility in reach",
  ),
  moved: say("pindah tempat tinggal atau sekolah", "moved to another place or school"),
  "data-error": say("data sumber keliru", "the source is mistaken"),
} as const satisfies Record<CommitmentExcuse, Words>;

/** Who says it: a registry that delivers files, or what the facilitator has seen with her own eyes. */
export const COMMITMENT_SOURCES = [
  "dapodik",
  "emis",
  "health-office",
  "school-letter",
  "health-book",
  "visit",
] as const;
export type CommitmentSource = (typeof COMMITMENT_SOURCES)[number];

export const COMMITMENT_SOURCE_WORDS = {
  dapodik: say("Dapodik", "Dapodik (schools)"),
  emis: say("EMIS", "EMIS (religious schools)"),
  "health-office": say("data puskesmas", "health office"),
  "school-letter": say("surat atau rapor sekolah", "a school's letter or report"),
  "health-book": say("Buku KIA atau kartu berobat", "mother-and-child book or health card"),
  visit: say("dilihat sendiri saat kunjungan", "seen at a visit"),
} as const satisfies Record<CommitmentSource, Words>;

/** How much is enough, from a day on. */
export type CommitmentTerms = {
  readonly from: string;
  /** Days present of a hundred days held. */
  readonly schoolPercent: number;
  /** Visits in one phase. */
  readonly healthVisits: number;
  /** Families that one facilitator looks after at most. */
  readonly mostFamilies: number;
  readonly legalBasis: string;
};

/** Newest last. Eighty-five percent stands in the guides of the program; an office writes a row with its decree. */
export const COMMITMENT_TERMS: readonly [CommitmentTerms, ...CommitmentTerms[]] = [
  {
    from: "2018-01-01",
    schoolPercent: 85,
    healthVisits: 1,
    mostFamilies: 350,
    legalBasis: "Permensos 1/2018 tentang PKH; angka contoh menurut pedoman verifikasi komitmen",
  },
];

export function commitmentTermsOn(day: PlainDate): CommitmentTerms {
  return COMMITMENT_TERMS.findLast(({ from }) => from <= day) ?? COMMITMENT_TERMS[0];
}

/** What one check saw: days or visits that were due, and those that took place. */
export type CommitmentSeen = {
  readonly commitment: Commitment;
  readonly due: number;
  readonly done: number;
  readonly excuse?: CommitmentExcuse | undefined;
  readonly on: PlainDate;
};

/** What it amounts to. Nothing due is not known, never a failing; an excuse counts only where something was missed. */
export function judgeCommitment({
  commitment,
  due,
  done,
  excuse,
  on,
}: CommitmentSeen): CommitmentResult {
  const terms = commitmentTermsOn(on);
  if (due === 0) return excuse === undefined ? "unknown" : "excused";
  const isMet =
    commitment === "school" ? done * 100 >= due * terms.schoolPercent : done >= terms.healthVisits;
  if (isMet) return "met";
  return excuse === undefined ? "not-met" : "excused";
}

/** A phase of PKH: a quarter of a year. */
export type Quarter = { readonly code: string; readonly from: PlainDate; readonly to: PlainDate };

/** The phase in which a day lies. */
export function quarterOf(day: PlainDate): Quarter {
  const number = Math.ceil(Number(day.slice(5, 7)) / 3);
  return quarter(Number(day.slice(0, 4)), number);
}

/** The phase of a code that the desk keeps. */
export const quarterNamed = (code: string): Quarter =>
  quarter(Number(code.slice(0, 4)), Number(code.slice(6)));

export function quarterAfter({ code }: Quarter): Quarter {
  const [year, number] = [Number(code.slice(0, 4)), Number(code.slice(6))];
  return number === 4 ? quarter(year + 1, 1) : quarter(year, number + 1);
}

function quarter(year: number, number: number): Quarter {
  const phase = parsePhase("pkh", `${year}-q${number}`);
  if (!phase.ok)
    throw new Error(`PKH pays in quarters, but ${year}-q${number} is ${phase.problem}`);
  return {
    code: phase.value.code,
    from: phase.value.from as PlainDate,
    to: phase.value.to as PlainDate,
  };
}
