import { ABSENT } from "../absent.ts";

/**
 * Whose way of numbering answers. "regsosek" (questionnaire 22-K of 2022) is the standard of the
 * lake; the others are read through their mapping to it.
 */
export const CODE_EDITIONS = [
  "regsosek",
  "regsosek-2026",
  "dtsen",
  "p3ke",
  "dtks",
  "dukcapil",
] as const;
export type CodeEdition = (typeof CODE_EDITIONS)[number];

/** The edition that numbers the lake's own answers. */
export const STANDARD_EDITION: CodeEdition = "regsosek";

/** One answer that may be given. */
export type Code = {
  /** As delivered: digits without leading zeros, or words in upper case. */
  readonly code: string;
  readonly id_ID: string;
  readonly en: string;
  /** The answer in the standard edition; negative where the answer is a reason for absence. */
  readonly standard: number;
  readonly validFrom: string;
  readonly validTo?: string;
};

/** One question's answers, in every edition that numbers them differently from the standard. */
export type CodeList = {
  readonly name: string;
  /** Item of the form, as people quote it. */
  readonly item: string;
  readonly editions: Readonly<Partial<Record<CodeEdition, readonly Code[]>>> & {
    readonly regsosek: readonly Code[];
  };
  /** Editions that ask how many: any whole number from nought is an answer, and there are no codes. */
  readonly counted: readonly CodeEdition[];
};

/** Since when, until when, and how sure we are of an edition's numbers. */
export type EditionTerms = {
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** False where no official list was found and the numbers are our best reading. */
  readonly isConfirmed: boolean;
};

export const EDITION_TERMS = {
  regsosek: {
    validFrom: "2022-10-15",
    source: "Kuesioner REGSOSEK22-K, BPS",
    isConfirmed: true,
  },
  "regsosek-2026": {
    validFrom: "2026-01-01",
    source: "Formulir lapangan DTSEN 2026",
    isConfirmed: true,
  },
  dtsen: {
    validFrom: "2025-02-05",
    source: "Metadata dataset DTSEN yang diserahkan ke daerah",
    isConfirmed: true,
  },
  p3ke: {
    validFrom: "2022-06-08",
    source: "Pendataan Keluarga 2021 (BKKBN), kode tidak diterbitkan; bacaan kami",
    isConfirmed: false,
  },
  dtks: {
    validFrom: "2015-07-01",
    validTo: "2025-02-04",
    source: "Kuesioner PBDT2015.RT, dipakai DTKS; bacaan kami",
    isConfirmed: false,
  },
  dukcapil: {
    validFrom: "2019-01-01",
    source: "Formulir F-1.01 (Permendagri 109/2019); bacaan kami",
    isConfirmed: false,
  },
} as const satisfies Record<CodeEdition, EditionTerms>;

/** A row of the standard edition: number, Indonesian, English. */
export type StandardRow = readonly [code: number, id_ID: string, en: string];

/** A row of another edition; `standard` is a number of the standard list, or a reason for absence. */
export type EditionRow = readonly [
  code: number | string,
  standard: number | keyof typeof ABSENT,
  id_ID: string,
  en: string,
];

/** Answers of other editions than the standard; "counts" where the form asks how many. */
export type EditionAnswers = {
  readonly regsosek?: readonly EditionRow[];
} & Readonly<Partial<Record<Exclude<CodeEdition, "regsosek">, readonly EditionRow[] | "counts">>>;

/**
 * Makes a list out of its rows. Editions not named are numbered as the standard is; rows under
 * `regsosek` are answers of the form that say only why there is none.
 */
export function codeList(
  name: string,
  item: string,
  standard: readonly StandardRow[],
  { regsosek = [], ...others }: EditionAnswers = {},
): CodeList {
  const rows = [...standard.map(([code, id, en]): EditionRow => [code, code, id, en]), ...regsosek];
  const own = Object.entries(others) as [CodeEdition, readonly EditionRow[] | "counts"][];
  const editions = own.map(([edition, answers]) => [
    edition,
    answers === "counts" ? [] : answers.map((row) => toCode(edition, row)),
  ]);
  return {
    name,
    item,
    editions: {
      ...Object.fromEntries(editions),
      regsosek: rows.map((row) => toCode("regsosek", row)),
    },
    counted: own.flatMap(([edition, answers]) => (answers === "counts" ? [edition] : [])),
  };
}

/** The standard's words with other numbers: the short way to write an edition that only renumbers. */
export function renumbered(
  standard: readonly StandardRow[],
  numbers: Readonly<Record<number, number>>,
): readonly EditionRow[] {
  return Object.entries(numbers).map(([own, code]): EditionRow => {
    const row = standard.find(([known]) => known === code);
    if (row === undefined) throw new Error(`code ${code} is not in the standard list`);
    return [Number(own), code, row[1], row[2]];
  });
}

function toCode(edition: CodeEdition, [code, standard, id_ID, en]: EditionRow): Code {
  const { validFrom, validTo }: EditionTerms = EDITION_TERMS[edition];
  return {
    code: String(code),
    id_ID,
    en,
    standard: typeof standard === "number" ? standard : ABSENT[standard],
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
  };
}
