import { say, type Words } from "./words.ts";

/** What a record says of a person, as it is sealed for review. Days are yyyymmdd; null is silence. */
export type ReviewedIdentity = {
  readonly name: string | null;
  readonly nik: string | null;
  readonly kk: string | null;
  readonly birthDate: number | null;
  /** 1 male, 2 female. */
  readonly sex: number | null;
  readonly motherName: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly relationship: number | null;
};

/** Looks that have deceived reviewers before (trust-and-ux.md B9): named, so that nobody is surprised. */
export const REVIEW_TRAPS = [
  "twins",
  "siblings",
  "parent-and-child",
  "single-name",
  "rounded-birthday",
  "borrowed-nik",
] as const;
export type ReviewTrap = (typeof REVIEW_TRAPS)[number];

export const REVIEW_TRAP_WORDS = {
  twins: say(
    "Mungkin kembar: lahir di hari yang sama dari ibu yang sama, nama berbeda.",
    "Perhaps twins: born on one day to one mother, with different names.",
  ),
  siblings: say(
    "Mungkin saudara kandung: satu kartu keluarga, satu ibu, tanggal lahir berbeda.",
    "Perhaps siblings: one card, one mother, different birth dates.",
  ),
  "parent-and-child": say(
    "Mungkin orang tua dan anak senama: nama sama, lahir belasan tahun terpisah.",
    "Perhaps parent and child of one name: born many years apart.",
  ),
  "single-name": say(
    "Nama satu kata: banyak orang bernama demikian.",
    "A single name: many people carry it.",
  ),
  "rounded-birthday": say(
    "Lahir 1 Januari, 1 Juli atau 31 Desember sering berarti tanggalnya tidak diketahui.",
    "A birthday on 1 January, 1 July or 31 December often means that the day is not known.",
  ),
  "borrowed-nik": say(
    "NIK sama, tetapi nama atau jenis kelamin berbeda: mungkin NIK kepala keluarga yang disalin.",
    "The same NIK, but name or sex differ: perhaps the head's NIK was copied.",
  ),
} as const satisfies Record<ReviewTrap, Words>;

const GENERATION = 15;
const ROUNDED = new Set([101, 701, 1231]);
const yearOf = (day: number): number => Math.floor(day / 10_000);
const wordsOf = (name: string | null): readonly string[] => name?.split(" ") ?? [];
const isEqual = (left: string | number | null, right: string | number | null): boolean =>
  left !== null && left === right;

/** Which traps two records look like; none is a verdict. */
export function findTraps(left: ReviewedIdentity, right: ReviewedIdentity): readonly ReviewTrap[] {
  const [born, otherBorn] = [left.birthDate, right.birthDate];
  const isOneDay = isEqual(born, otherBorn);
  const isOneName = isEqual(left.name, right.name);
  const isOneMother = isEqual(left.motherName, right.motherName);
  const yearsApart =
    born === null || otherBorn === null ? 0 : Math.abs(yearOf(born) - yearOf(otherBorn));
  const looks: Readonly<Record<ReviewTrap, boolean>> = {
    twins: isOneDay && isOneMother && !isOneName,
    siblings: isEqual(left.kk, right.kk) && isOneMother && !isOneDay && !isOneName,
    "parent-and-child": isOneName && yearsApart >= GENERATION,
    "single-name": wordsOf(left.name).length === 1 && wordsOf(right.name).length === 1,
    "rounded-birthday": isOneDay && ROUNDED.has((born ?? 0) % 10_000),
    "borrowed-nik":
      isEqual(left.nik, right.nik) &&
      (!isOneName || (left.sex !== null && right.sex !== null && left.sex !== right.sex)),
  };
  return REVIEW_TRAPS.filter((trap) => looks[trap]);
}

/** Two values in one cluster that one person cannot have (linkage.md 5.10). */
export const CLUSTER_CONTRADICTIONS = [
  "two-sexes",
  "two-niks",
  "births-apart",
  "same-delivery",
] as const;
export type ClusterContradiction = (typeof CLUSTER_CONTRADICTIONS)[number];

export const CLUSTER_CONTRADICTION_WORDS = {
  "two-sexes": say("dua jenis kelamin", "two sexes"),
  "two-niks": say("lebih dari satu NIK", "more than one NIK"),
  "births-apart": say(
    "tahun lahir terpaut lebih dari dua tahun",
    "births more than two years apart",
  ),
  "same-delivery": say("dua rekaman dari satu kiriman", "two records of one delivery"),
} as const satisfies Record<ClusterContradiction, Words>;
