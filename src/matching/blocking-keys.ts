/**
 * Records are compared when they share a key. Keys that are not tied to a place are so narrow that
 * their blocks do not grow with the nation; the others carry district, village or regency.
 */
export type BlockingKey = {
  readonly name: string;
  /** Two numbers that must agree, and one more for blocks that turn out hot. */
  readonly columns: readonly [a: string, b: string, refinement: string];
  /** Numbers that must be known. */
  readonly known: readonly string[];
};

/** Columns are those of `left_form` and `spine_form`. */
export const BLOCKING_KEYS: readonly BlockingKey[] = [
  { name: "card", columns: ["kk", "0", "birth_year"], known: ["kk"] },
  { name: "nik-head", columns: ["nik_head", "0", "word_1"], known: ["nik"] },
  {
    name: "nik-tail",
    columns: ["nik_tail", "kanon_key", "regency"],
    known: ["nik", "kanon_key"],
  },
  {
    name: "day-district",
    columns: ["birth_day", "district", "word_1"],
    known: ["birth_day", "district"],
  },
  {
    name: "day-name",
    columns: ["birth_day", "kanon_key", "regency"],
    known: ["birth_day", "kanon_key"],
  },
  {
    name: "day-first-word",
    columns: ["cast(birth_day as bigint) * 10000 + regency", "word_1", "village"],
    known: ["birth_day", "regency", "word_1"],
  },
  {
    name: "day-last-word",
    columns: ["cast(birth_day as bigint) * 10000 + regency", "last_word", "village"],
    known: ["birth_day", "regency", "last_word"],
  },
  {
    name: "name-year",
    columns: ["cast(birth_year as bigint) * 10000 + regency", "kanon_key", "village"],
    known: ["birth_day", "regency", "kanon_key"],
  },
  {
    name: "name-month-day",
    columns: ["cast(birth_day % 10000 as bigint) * 10000 + regency", "kanon_key", "village"],
    known: ["birth_day", "regency", "kanon_key"],
  },
  {
    name: "name-village",
    columns: ["village", "joined_key", "birth_year"],
    known: ["village", "joined_key"],
  },
  {
    name: "mother-first-word",
    columns: ["word_1", "mother_kanon_key", "district"],
    known: ["word_1", "mother_kanon_key"],
  },
];

/** Comparisons that one block may cost before it is refined. */
export const HOT_BLOCK_PAIRS = 2_000;
