/** A figure that the nation is fitted to, and where it was published. */
export type PublishedFigure = {
  readonly figure: string;
  readonly published: number;
  readonly source: string;
  /** The same figure of a nation: factor * rows with `part` / rows with `of`, over a table. */
  readonly table: "person" | "family";
  readonly part: string;
  readonly of: string;
  readonly factor: 1 | 100;
};

const DTSEN = "DTSEN versi 3 2026 (10 July 2026): 290.13 M persons, 95.98 M families";
const DKB = "Ditjen Dukcapil, DKB semester I 2022 (275,361,267 persons)";
const SP2022 = "BPS, Long Form SP2020 (2022), persons by age, sex and marital status, table 193";
/** Persons aged 10-59 in table 193: the base of its age shares. */
const TEN_TO_59 = 202_005_066;

const share = (
  figure: string,
  published: number,
  source: string,
  part: string,
  of = "is_alive",
): PublishedFigure => ({
  figure,
  published,
  source,
  table: "person",
  part: `is_alive and ${part}`,
  of,
  factor: 100,
});

const ages = (from: number, persons: number): PublishedFigure =>
  share(
    `age ${from}-${from + 4} among 10-59`,
    (100 * persons) / TEN_TO_59,
    SP2022,
    `age between ${from} and ${from + 4}`,
    "is_alive and age between 10 and 59",
  );

const single = (sex: "men" | "women", from: number, part: number, of: number): PublishedFigure => {
  const who = `is_alive and sex = ${sex === "men" ? 1 : 2} and age between ${from} and ${from + 4}`;
  return share(
    `never married, ${sex} ${from}-${from + 4}`,
    (100 * part) / of,
    SP2022,
    `marital_status = 1 and ${who}`,
    who,
  );
};

/** What the structure of families is fitted to; printed beside what came out. */
export const PUBLISHED: readonly PublishedFigure[] = [
  {
    ...share("persons per family", 290.13 / 95.98, DTSEN, "true", "is_alive and relationship = 1"),
    factor: 1,
  },
  share(
    "males per 100 females",
    (100 * 138_999_996) / 136_361_271,
    DKB,
    "sex = 1",
    "is_alive and sex = 2",
  ),
  share("age 0-14", 24.39, DKB, "age < 15"),
  share("age 15-64", 69.3, DKB, "age between 15 and 64"),
  share("age 65 and over", 6.31, DKB, "age > 64"),
  ages(10, 22_088_673),
  ages(15, 22_163_528),
  ages(20, 22_490_428),
  ages(25, 22_463_700),
  ages(30, 22_066_835),
  ages(35, 21_247_974),
  ages(40, 20_295_191),
  ages(45, 18_727_242),
  ages(50, 16_500_280),
  single("men", 20, 10_120_877, 11_553_101),
  single("women", 20, 7_157_848, 10_937_327),
  single("men", 25, 6_175_475, 11_485_755),
  single("women", 25, 2_614_237, 10_977_945),
  single("men", 35, 1_259_074, 10_743_266),
  single("women", 35, 359_719, 10_504_708),
];

const DESIGN = "design value: no published figure for family cards found";

/** Structure that no source we could read publishes for family cards: printed as design values. */
export const DESIGNED: readonly PublishedFigure[] = [
  {
    figure: "families of one person",
    published: 13,
    source: DESIGN,
    table: "family",
    part: "size = 1",
    of: "true",
    factor: 100,
  },
  share(
    "families with a female head",
    16,
    DESIGN,
    "sex = 2 and relationship = 1",
    "is_alive and relationship = 1",
  ),
];
