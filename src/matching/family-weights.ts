import { DATE_LEVELS, NAME_LEVELS, RELATION_LEVELS, SEX_LEVELS } from "./comparisons.ts";

/** Pairs of lessons with the same levels, counted once. */
export type KinCount = {
  readonly support: number;
  /** 1 where the pair has one NIK; else another person of the same registry's card. */
  readonly isNik: number;
  readonly isAccepted: number;
  readonly name: number;
  readonly date: number;
  readonly sex: number;
  readonly mother: number;
  readonly relation: number;
  readonly pairs: number;
};

/**
 * Evidence inside a family, in thousandths of a bit: how much likelier a level is when the two are one person than when
 * the other is a relative on the same card. Place and card say nothing there, a mother's name little.
 */
export type FamilyWeights = {
  readonly name: readonly number[];
  readonly date: readonly number[];
  readonly nik: readonly number[];
  readonly sex: readonly number[];
  readonly mother: readonly number[];
  readonly relation: readonly number[];
  /** By how many others speak for the family: none (never asked), one, two or more. */
  readonly prior: readonly number[];
  /** "fixed" or "learned from N pairs". */
  readonly provenance: string;
};

/** Until a delivery can teach better ones. NIK is never learned: a head's is copied onto the family. */
export const FIXED_FAMILY_WEIGHTS: FamilyWeights = {
  name: [0, -5_000, -500, 2_500, 6_000, 6_000, 8_500, 9_000],
  date: [0, -6_000, -3_000, -500, 3_000, 6_500],
  nik: [0, -2_000, 6_000, 0],
  sex: [0, -4_500, 900],
  mother: [0, -2_500, -1_500, 0, 500, 500, 800, 900],
  relation: [0, -2_500, 500, 1_500],
  prior: [0, -2_000, -1_500],
  provenance: "fixed",
};

const LEVELS = {
  name: NAME_LEVELS,
  date: DATE_LEVELS,
  sex: SEX_LEVELS,
  mother: NAME_LEVELS,
  relation: RELATION_LEVELS,
} as const satisfies Record<string, readonly number[]>;
type Field = keyof typeof LEVELS;
const FIELDS = Object.keys(LEVELS) as readonly Field[];

/** Fewer pairs of either kind teach nothing; the fixed weights stand. */
const PAIRS_NEEDED = 500;
const ROUNDS = 25;
/** No level and no prior says more, either way. */
const BITS_AT_MOST = 12;

type Shares = Readonly<Record<Field, readonly number[]>>;

/**
 * Weights from pairs of one NIK (most are one person, some NIKs are a relative's: two classes by
 * expectation-maximisation) against relatives on the same card. Equal input gives equal output, to the last digit.
 */
export function learnFamilyWeights(counts: readonly KinCount[]): FamilyWeights {
  const rows = [...counts].sort(byLevels);
  const oneNik = rows.filter(({ isNik }) => isNik === 1);
  const relatives = rows.filter(({ isNik, isAccepted }) => isNik === 0 && isAccepted === 1);
  const sizes = [oneNik, relatives].map(countPairs);
  if (Math.min(...sizes) < PAIRS_NEEDED) return FIXED_FAMILY_WEIGHTS;

  const u = sharesOf(relatives, () => 1);
  const m = learnShares(oneNik, u);
  const weigh = (field: Field): readonly number[] => {
    const known = [oneNik, relatives].map((side) =>
      countPairs(side.filter((row) => row[field] > 0)),
    );
    if (Math.min(...known) < PAIRS_NEEDED) return FIXED_FAMILY_WEIGHTS[field];
    return LEVELS[field].map((level) =>
      level === 0 ? 0 : milliBits((m[field][level] ?? 1) / (u[field][level] ?? 1)),
    );
  };
  return {
    name: weigh("name"),
    date: weigh("date"),
    nik: FIXED_FAMILY_WEIGHTS.nik,
    sex: weigh("sex"),
    mother: weigh("mother"),
    relation: weigh("relation"),
    prior: [0, 1, 2].map((support) => (support === 0 ? 0 : priorOf(rows, support))),
    provenance: `learned from ${sizes[0]} pairs of equal NIK and ${sizes[1]} pairs of relatives`,
  };
}

/** Log2 odds that one of those who come into question on the card is the person, of lessons that pass 0 accepted. */
function priorOf(rows: readonly KinCount[], support: number): number {
  const asked = rows.filter((row) => row.support === support && row.isAccepted === 1);
  const right = countPairs(asked.filter(({ isNik }) => isNik === 1));
  const wrong = countPairs(asked.filter(({ isNik }) => isNik === 0));
  if (right + wrong < PAIRS_NEEDED) return FIXED_FAMILY_WEIGHTS.prior[support] ?? 0;
  return milliBits((right + 1) / (wrong + 1));
}

const countPairs = (rows: readonly KinCount[]): number =>
  rows.reduce((sum, { pairs }) => sum + pairs, 0);

function learnShares(rows: readonly KinCount[], u: Shares): Shares {
  let m = sharesOf(rows, ({ isAccepted }) => (isAccepted === 1 ? 1 : 0.01));
  let together = 0.97;
  for (let round = 0; round < ROUNDS; round++) {
    const chances = new Map(
      rows.map((row) => {
        const one = together * likelihood(row, m);
        return [row, one / (one + (1 - together) * likelihood(row, u))];
      }),
    );
    const expected = rows.reduce((sum, row) => sum + row.pairs * (chances.get(row) ?? 0), 0);
    together = expected / countPairs(rows);
    m = sharesOf(rows, (row) => chances.get(row) ?? 0);
  }
  return m;
}

/** The share of each level among pairs where it is known, with half a pair added to each. */
function sharesOf(rows: readonly KinCount[], chance: (row: KinCount) => number): Shares {
  const shareOf = (field: Field): readonly number[] => {
    const sums = LEVELS[field].map(() => 0.5);
    for (const row of rows) sums[row[field]] = (sums[row[field]] ?? 0) + row.pairs * chance(row);
    const known = sums.slice(1).reduce((sum, n) => sum + n, 0);
    return sums.map((n) => n / known);
  };
  return Object.fromEntries(FIELDS.map((field) => [field, shareOf(field)])) as Shares;
}

function likelihood(row: KinCount, shares: Shares): number {
  return FIELDS.reduce(
    (product, field) => (row[field] === 0 ? product : product * (shares[field][row[field]] ?? 1)),
    1,
  );
}

function milliBits(ratio: number): number {
  return Math.round(Math.max(-BITS_AT_MOST, Math.min(BITS_AT_MOST, Math.log2(ratio))) * 1000);
}

function byLevels(a: KinCount, b: KinCount): number {
  for (const field of [...FIELDS, "support", "isNik", "isAccepted"] as const)
    if (a[field] !== b[field]) return a[field] - b[field];
  return 0;
}
