import type { Source } from "#domain/source.ts";

/**
 * How often a delivery is wrong, in thousandths of its rows. The ranges come from linkage.md 4.1
 * (published counts of DTKS against Dukcapil, BPK, KPK): NIK missing 5-25 %, NIK wrong 3-11 %, KK
 * wrong or stale 15-25 %, name differs 20-35 %, dead 0.2-2 %, duplicate NIK 0.1-1 %.
 */
export type ErrorRates = {
  readonly nikMissing: number;
  /** One wrong digit or two digits swapped, never the first two. */
  readonly nikMistyped: number;
  /** The head's NIK on another member. */
  readonly nikBorrowed: number;
  /** Husband's and wife's NIK exchanged. */
  readonly nikSwapped: number;
  /** Old orthography, Arabic in other letters, dropped letters. */
  readonly nameSpelling: number;
  /** A token dropped or abbreviated, or only a nickname. */
  readonly nameShortened: number;
  readonly nameReordered: number;
  /** A letter lost, doubled or exchanged. */
  readonly nameTypo: number;
  /** A title or "bin" added. */
  readonly nameDressed: number;
  readonly dateDayMonth: number;
  readonly dateFirstJanuary: number;
  readonly dateYear: number;
  readonly dateMissing: number;
  readonly kkStale: number;
  readonly kkMissing: number;
  /** Still at the village before the move. */
  readonly moved: number;
  /** Of those who died since 2022: still listed as living. */
  readonly deadListed: number;
  /** Rows that come twice, the second with errors of its own. */
  readonly doubled: number;
  readonly familyAbsent: number;
  readonly personAbsent: number;
  /** Codes of an older list in a column of the new one. */
  readonly codeDrift: number;
  /** Housing and assets one step off or forgotten. */
  readonly factWrong: number;
  /** Rows nobody can read: cut off, shifted, 17 digits, no name. */
  readonly brokenRow: number;
};

const CLEAN: ErrorRates = {
  nikMissing: 0,
  nikMistyped: 0,
  nikBorrowed: 0,
  nikSwapped: 0,
  nameSpelling: 0,
  nameShortened: 0,
  nameReordered: 0,
  nameTypo: 0,
  nameDressed: 0,
  dateDayMonth: 0,
  dateFirstJanuary: 0,
  dateYear: 0,
  dateMissing: 0,
  kkStale: 0,
  kkMissing: 0,
  moved: 0,
  deadListed: 0,
  doubled: 0,
  familyAbsent: 0,
  personAbsent: 0,
  codeDrift: 0,
  factWrong: 0,
  brokenRow: 0,
};

/** A supporting list knows its own customers well and their NIK less well. */
const SUPPORTING: ErrorRates = {
  ...CLEAN,
  nikMissing: 60,
  nikMistyped: 25,
  nameSpelling: 60,
  nameShortened: 60,
  nameTypo: 20,
  dateYear: 10,
  dateDayMonth: 8,
  deadListed: 600,
  doubled: 3,
  moved: 40,
  brokenRow: 1,
};

/** Default rates by source; a caller may give others. */
export const ERROR_RATES: Readonly<Partial<Record<Source, ErrorRates>>> = {
  dukcapil: {
    ...CLEAN,
    nameSpelling: 4,
    nameTypo: 3,
    dateFirstJanuary: 6,
    kkStale: 8,
    doubled: 1,
    personAbsent: 4,
    deadListed: 60,
    brokenRow: 1,
  },
  dtks: {
    nikMissing: 90,
    nikMistyped: 55,
    nikBorrowed: 10,
    nikSwapped: 6,
    nameSpelling: 130,
    nameShortened: 95,
    nameReordered: 12,
    nameTypo: 40,
    nameDressed: 25,
    dateDayMonth: 18,
    dateFirstJanuary: 25,
    dateYear: 25,
    dateMissing: 10,
    kkStale: 190,
    kkMissing: 40,
    moved: 45,
    deadListed: 850,
    doubled: 8,
    familyAbsent: 0,
    personAbsent: 45,
    codeDrift: 0,
    factWrong: 60,
    brokenRow: 2,
  },
  regsosek: {
    nikMissing: 60,
    nikMistyped: 35,
    nikBorrowed: 6,
    nikSwapped: 5,
    nameSpelling: 110,
    nameShortened: 70,
    nameReordered: 8,
    nameTypo: 35,
    nameDressed: 20,
    dateDayMonth: 12,
    dateFirstJanuary: 15,
    dateYear: 20,
    dateMissing: 6,
    kkStale: 170,
    kkMissing: 20,
    moved: 50,
    deadListed: 900,
    doubled: 4,
    familyAbsent: 60,
    personAbsent: 25,
    codeDrift: 0,
    factWrong: 50,
    brokenRow: 2,
  },
  p3ke: {
    nikMissing: 80,
    nikMistyped: 40,
    nikBorrowed: 8,
    nikSwapped: 4,
    nameSpelling: 120,
    nameShortened: 80,
    nameReordered: 10,
    nameTypo: 35,
    nameDressed: 15,
    dateDayMonth: 15,
    dateFirstJanuary: 20,
    dateYear: 20,
    dateMissing: 8,
    kkStale: 180,
    kkMissing: 30,
    moved: 40,
    deadListed: 800,
    doubled: 5,
    familyAbsent: 0,
    personAbsent: 30,
    codeDrift: 0,
    factWrong: 60,
    brokenRow: 2,
  },
  dtsen: {
    nikMissing: 5,
    nikMistyped: 10,
    nikBorrowed: 2,
    nikSwapped: 2,
    nameSpelling: 40,
    nameShortened: 20,
    nameReordered: 4,
    nameTypo: 12,
    nameDressed: 5,
    dateDayMonth: 5,
    dateFirstJanuary: 6,
    dateYear: 6,
    dateMissing: 2,
    kkStale: 60,
    kkMissing: 3,
    moved: 20,
    deadListed: 250,
    doubled: 2,
    familyAbsent: 20,
    personAbsent: 10,
    codeDrift: 30,
    factWrong: 40,
    brokenRow: 1,
  },
  pln: { ...SUPPORTING, nikMissing: 220, nameShortened: 160 },
  "bpjs-kesehatan": { ...SUPPORTING, nikMissing: 10, nikMistyped: 8, nameShortened: 20 },
  "bpjs-ketenagakerjaan": SUPPORTING,
  bkn: {
    ...SUPPORTING,
    nikMissing: 8,
    nikMistyped: 6,
    nameDressed: 350,
    nameShortened: 10,
    deadListed: 100,
  },
  ahu: { ...SUPPORTING, nameDressed: 200 },
  vehicles: { ...SUPPORTING, nikMissing: 180, doubled: 0 },
  land: { ...SUPPORTING, nikMissing: 300, nameDressed: 80, deadListed: 1000 },
  dapodik: { ...SUPPORTING, nikMissing: 70, nikMistyped: 40 },
  "social-ministry": SUPPORTING,
};

/**
 * A row that a careless enumerator wrote: NIK, name and date go wrong together. What concerns the card
 * and the village stays as the source's own rates have it.
 */
export const CARELESS_ROW: ErrorRates = {
  ...CLEAN,
  nikMissing: 100,
  nikMistyped: 500,
  nameSpelling: 150,
  nameShortened: 500,
  nameTypo: 150,
  dateDayMonth: 300,
  dateYear: 300,
  dateMissing: 50,
};

/** The rates of a source; a source without rates delivers without errors. */
export const ratesOf = (
  source: Source,
  given: Readonly<Partial<Record<Source, ErrorRates>>> = ERROR_RATES,
): ErrorRates => given[source] ?? CLEAN;
