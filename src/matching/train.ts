import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import {
  DATE_LEVELS,
  dateLevel,
  NAME_LEVELS,
  PLACE_LEVELS,
  placeLevel,
  SEX_LEVELS,
  sexLevel,
} from "./comparisons.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";
import { FIXED_WEIGHTS, type Weights } from "./weights.ts";

/** Pairs with the same levels, counted once: all that learning needs to see. */
export type VectorCount = {
  readonly name: number;
  readonly date: number;
  readonly place: number;
  readonly sex: number;
  readonly mother: number;
  readonly pairs: number;
};

const FIELDS = ["name", "date", "place", "sex", "mother"] as const;
type Field = (typeof FIELDS)[number];

const LEVELS: Readonly<Record<Field, readonly number[]>> = {
  name: NAME_LEVELS,
  date: DATE_LEVELS,
  place: PLACE_LEVELS,
  sex: SEX_LEVELS,
  mother: NAME_LEVELS,
};

/** Pairs of strangers to draw at most: enough for levels that one stranger in ten thousand reaches. */
const STRANGERS = 100_000;
/** Multiplies what is left of a key so that neighbours on file do not meet. */
const STRIDE = 7_919;

const VECTOR = "name_level, date_level, place_level, sex_level, mother_level";

/** Table `nik_vector`: the levels of all pairs of equal NIK but those of trials, counted. */
export function nikVectors(): Step {
  return {
    table: "nik_vector",
    sql: `\
select ${VECTOR}, count(*) as pairs from nik_hit h
left join masked_sample t on t.record_key = -h.record_key
where t.record_key is null
group by ${VECTOR}`,
  };
}

/**
 * Table `stranger_vector`: the levels of pairs that only arithmetic brought together, counted. Keys of a
 * delivery follow each other, so what a division by the size of the spine leaves names about one spine person each.
 * Beside it `spine_count` (n).
 */
export function strangerVectors(dialect: Dialect): readonly Step[] {
  const every = dialect.quotient(`count(*) + ${STRANGERS - 1}`, String(STRANGERS));
  return [
    { table: "spine_count", sql: "select count(*) as n from spine" },
    {
      table: "stranger_pair",
      sql: `\
select l.name_id as left_name, r.name_id as right_name,
  l.mother_id as left_mother, r.mother_id as right_mother,
  ${dateLevel("l", "r")} as date_level, ${placeLevel("l", "r")} as place_level, ${sexLevel("l", "r")} as sex_level
from (
  select m.*, (m.record_key % t.n * ${STRIDE} + 17) % t.n as partner
  from match_record m
  cross join spine_count t
  cross join (
    select greatest(1, ${every}) as every from match_record where is_spine = 0
  ) c
  where m.is_spine = 0 and m.record_key % c.every = 0
) l
join (select s.*, s.record_key % t.n as place from spine s cross join spine_count t) r
  on r.place = l.partner
where l.nik <> r.nik`,
    },
    ...namePairLevels("stranger_pair", "stranger_name_level"),
    {
      table: "stranger_vector",
      sql: `\
select ${VECTOR}, count(*) as pairs from (
  select date_level, place_level, sex_level,
    ${levelOf("p.left_name", "p.right_name", "n")} as name_level,
    ${levelOf("p.left_mother", "p.right_mother", "m")} as mother_level
  from stranger_pair p
  left join stranger_name_level n on n.left_name = p.left_name and n.right_name = p.right_name
  left join stranger_name_level m on m.left_name = p.left_mother and m.right_name = p.right_mother
) levels group by ${VECTOR}`,
    },
  ];
}

type Shares = Record<Field, number[]>;

/** Fewer pairs than this teach nothing; the fixed weights stand. */
const PAIRS_NEEDED = 2_000;
const ROUNDS = 25;

/**
 * Weights from the pairs of equal NIK (most are one person, some NIKs are borrowed: two classes by
 * expectation-maximisation over the counts) against pairs of strangers. NIK itself cannot be learned
 * from them and keeps its fixed weights. Equal input gives equal output, to the last digit.
 */
export function learnWeights(
  equalNik: readonly VectorCount[],
  strangers: readonly VectorCount[],
  spineCount: number,
): Weights {
  const prior = -Math.round(Math.log2(Math.max(spineCount, 2)) * 1000);
  const pairs = equalNik.reduce((sum, row) => sum + row.pairs, 0);
  const drawn = strangers.reduce((sum, row) => sum + row.pairs, 0);
  if (pairs < PAIRS_NEEDED || drawn < PAIRS_NEEDED) return { ...FIXED_WEIGHTS, prior };

  const u = sharesOf(strangers, () => 1);
  u.place[5] = Math.max(4 / spineCount, 1e-9);
  const m = learnShares([...equalNik].sort(byLevels), u);
  const learned = (field: Field): readonly number[] => {
    const enough = Math.min(knownPairs(equalNik, field), knownPairs(strangers, field));
    return enough < PAIRS_NEEDED ? FIXED_WEIGHTS[field] : weigh(field, m, u);
  };
  return {
    name: withRarity(weigh("name", m, u), m.name, [6, 7]),
    date: withRarity(weigh("date", m, u), m.date, [5]),
    nik: FIXED_WEIGHTS.nik,
    place: learned("place"),
    sex: learned("sex"),
    mother: learned("mother"),
    prior,
    provenance: `learned from ${pairs} pairs of equal NIK and ${drawn} pairs of strangers`,
  };
}

function knownPairs(rows: readonly VectorCount[], field: Field): number {
  return rows.reduce((sum, row) => (row[field] === 0 ? sum : sum + row.pairs), 0);
}

function learnShares(rows: readonly VectorCount[], u: Shares): Shares {
  let m = sharesOf(rows, ({ name, date }) => (name >= 4 && date >= 4 ? 1 : 0.001));
  let together = 0.97;
  for (let round = 0; round < ROUNDS; round++) {
    const odds = (row: VectorCount): number => {
      const one = together * likelihood(row, m);
      return one / (one + (1 - together) * likelihood(row, u));
    };
    const chances = new Map(rows.map((row) => [row, odds(row)]));
    const all = rows.reduce((sum, row) => sum + row.pairs, 0);
    together = rows.reduce((sum, row) => sum + row.pairs * (chances.get(row) ?? 0), 0) / all;
    m = sharesOf(rows, (row) => chances.get(row) ?? 0);
  }
  return m;
}

/** The share of each level among pairs where it is known, with one pair in ten thousand added to each. */
function sharesOf(rows: readonly VectorCount[], chance: (row: VectorCount) => number): Shares {
  const shareOf = (field: Field): number[] => {
    const sums = LEVELS[field].map(() => 0);
    for (const row of rows) sums[row[field]] = (sums[row[field]] ?? 0) + row.pairs * chance(row);
    const known = sums.slice(1).reduce((sum, n) => sum + n, 0);
    const added = Math.max(known * 1e-4, 1e-6);
    return sums.map((n) => (n + added) / (known + added * (sums.length - 1)));
  };
  return Object.fromEntries(FIELDS.map((field) => [field, shareOf(field)])) as Shares;
}

function likelihood(row: VectorCount, shares: Shares): number {
  return FIELDS.reduce(
    (product, field) => (row[field] === 0 ? product : product * (shares[field][row[field]] ?? 1)),
    1,
  );
}

function weigh(field: Field, m: Shares, u: Shares): number[] {
  return LEVELS[field].map((level) =>
    level === 0 ? 0 : milliBits((m[field][level] ?? 1) / (u[field][level] ?? 1)),
  );
}

/** Where rarity is added in SQL, only the share among true pairs is left here. */
function withRarity(weights: number[], m: readonly number[], levels: readonly number[]): number[] {
  return weights.map((weight, i) => (levels.includes(i) ? milliBits(m[i] ?? 1) : weight));
}

/** No single level says more than 16 bits either way. */
function milliBits(ratio: number): number {
  return Math.round(Math.max(-16, Math.min(16, Math.log2(ratio))) * 1000);
}

function byLevels(a: VectorCount, b: VectorCount): number {
  for (const field of FIELDS) if (a[field] !== b[field]) return a[field] - b[field];
  return 0;
}
