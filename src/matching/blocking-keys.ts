/**
 * Records are compared when they share a key. Keys that are not tied to a place are so narrow that
 * their blocks do not grow with the nation; the others carry district, village or regency.
 */
export type BlockingKey = {
  readonly name: string;
  /** One number from 0 to 2^59 that must agree, over the columns of a compared record. */
  readonly key: string;
  /** One more number, for blocks that turn out hot. */
  readonly refinement: string;
  /** Numbers that must be known. A year of birth is known exactly where its day is. */
  readonly known: readonly string[];
  /** Numbers that a record must lack, whatever the registry knows of them. */
  readonly lacking?: readonly string[];
};

/** Keys of one kind lie in a range of their own, so that one number is enough to join them all. */
export const KEYS_OF_A_KIND = 2n ** 59n;

const DAYS = 10n ** 8n;
const MONTH_DAYS = 10n ** 4n;
const YEARS = 10n ** 4n;
const REGENCIES = 10n ** 4n;
const DISTRICTS = 10n ** 6n;
const VILLAGES = 10n ** 10n;

const BY_DAY_AND_REGENCY = "cast(birth_day as bigint) * 10000 + regency";
const BY_VILLAGE_AND_MONTH_DAY = "village * 10000 + birth_day % 10000";
/** 1 January is written where only the year is known: no day of the year that two people share. */
const NO_NEW_YEAR = "(birth_day % 10000 - 101)";

/** Every kind of key there is; sixteen at most. */
export const BLOCKING_KEYS: readonly BlockingKey[] = [
  { name: "card", key: "kk", refinement: "birth_year", known: ["kk"] },
  { name: "nik-head", key: "nik - nik % 10000", refinement: "word_1", known: ["nik"] },
  {
    name: "day-district",
    key: "cast(birth_day as bigint) * 1000000 + district",
    refinement: "word_1",
    known: ["birth_day", "district"],
  },
  {
    name: "day-name",
    key: beside("sorted_key", "birth_day", DAYS),
    refinement: "regency",
    known: ["birth_day", "sorted_key"],
  },
  {
    name: "day-first-word",
    key: beside("word_1", BY_DAY_AND_REGENCY, DAYS * REGENCIES),
    refinement: "village",
    known: ["birth_day", "regency", "word_1"],
  },
  {
    name: "day-last-word",
    key: beside("last_word", BY_DAY_AND_REGENCY, DAYS * REGENCIES),
    refinement: "village",
    known: ["birth_day", "regency", "last_word"],
  },
  {
    name: "name-month-day",
    key: beside(
      "kanon_key",
      "cast(district as bigint) * 10000 + birth_day % 10000",
      DISTRICTS * MONTH_DAYS,
    ),
    refinement: "village",
    known: ["birth_day", NO_NEW_YEAR, "district", "kanon_key"],
  },
  {
    name: "last-word-month-day",
    key: beside("last_word", BY_VILLAGE_AND_MONTH_DAY, VILLAGES * MONTH_DAYS),
    refinement: "birth_year",
    known: ["birth_day", NO_NEW_YEAR, "village", "last_word"],
  },
  {
    name: "name-village",
    key: beside("joined_key", "village * 10000 + birth_year - birth_year % 10", VILLAGES * YEARS),
    refinement: "birth_year",
    known: ["village", "joined_key", "birth_day"],
  },
  {
    name: "name-village-no-day",
    key: beside("joined_key", "village", VILLAGES),
    refinement: "mother_kanon_key",
    known: ["village", "joined_key"],
    lacking: ["birth_day"],
  },
  {
    name: "mother-first-word",
    key: beside("mother_kanon_key + 3 * word_1", "village", VILLAGES),
    refinement: "birth_year",
    known: ["village", "word_1", "mother_kanon_key"],
  },
  {
    name: "mother-year",
    key: beside("mother_kanon_key", "village * 10000 + birth_year", VILLAGES * YEARS),
    refinement: "word_1",
    known: ["birth_day", "village", "mother_kanon_key"],
  },
  {
    name: "mother-month-day",
    key: beside("mother_kanon_key", BY_VILLAGE_AND_MONTH_DAY, VILLAGES * MONTH_DAYS),
    refinement: "birth_year",
    known: ["birth_day", NO_NEW_YEAR, "village", "mother_kanon_key"],
  },
];

/** Comparisons that one block may cost before it is refined. */
export const HOT_BLOCK_PAIRS = 2_000;

/**
 * A digest of a name and a number below `most` in one number. Two different pairs of them meet as
 * rarely as two digests do; what meets all the same is compared and found to be different.
 */
function beside(digest: string, number: string, most: bigint): string {
  return `cast(${number} as bigint) * ${KEYS_OF_A_KIND / 2n / most} + ${digest}`;
}
