import { DECILE_BASES, type DecileBasis } from "#domain/decile-basis.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";

/** The nation, its provinces and its regencies as numbers of one column: each level has its own millions. */
export type AreaLevel = {
  readonly name: "national" | "province" | "regency";
  readonly from: number;
  /** The area of a regency, in SQL. */
  readonly area: (regencyNo: string, dialect: Dialect) => string;
};

const MILLION = 1_000_000;

const NATIONAL: AreaLevel = { name: "national", from: 0, area: () => "cast(0 as bigint)" };
const PROVINCE: AreaLevel = {
  name: "province",
  from: MILLION,
  area: (no, { quotient }) => `cast(${MILLION} + ${quotient(no, "100")} as bigint)`,
};
const REGENCY: AreaLevel = {
  name: "regency",
  from: 2 * MILLION,
  area: (no) => `cast(${2 * MILLION} + ${no} as bigint)`,
};

/** From the widest to the narrowest. */
export const AREA_LEVELS = [NATIONAL, PROVINCE, REGENCY] as const;

/** The nation is cut into a hundred by its own basis, of which ten make a decile; everything else into ten. */
export const partsOf = (level: AreaLevel, isOwn: boolean): number =>
  level === NATIONAL && isOwn ? 100 : 10;

/** Scores that a histogram holds together. */
const BIN = 1000;

/** Who counts for a family's size: nobody is nobody. */
const PERSONS = "case when size > 1 then size else 1 end";

/**
 * The cuts of every area by either basis, exact and without sorting the nation: table `area_cut`. Cut k is the
 * smallest score at or below which at least k parts of the weight live. One histogram of the families serves all
 * levels and both bases; it finds the bin of each cut, and only the rows of those bins are looked at once more,
 * one score at a time.
 */
export function areaCuts(own: DecileBasis, dialect: Dialect): readonly Step[] {
  return [
    scoreBins(dialect),
    { table: "area_bin", sql: overLevels((level) => binsOf(level, dialect)) },
    { table: "area_reach", sql: reachedBins() },
    {
      table: "cut_bin",
      sql: DECILE_BASES.map((basis) => cutBins(basis, own, dialect)).join(UNION),
    },
    nearBins(dialect),
    nearScores(dialect),
    { table: "near_area_score", sql: overLevels((level) => scoresOf(level, dialect)) },
    { table: "near_reach", sql: reachedScores() },
    { table: "area_cut", sql: exactCuts() },
  ];
}

const UNION = "\nunion all\n";

const overLevels = (sql: (level: AreaLevel) => string): string => AREA_LEVELS.map(sql).join(UNION);

const sumOf = (column: string): string => `cast(sum(${column}) as bigint) as ${column}`;

/** How many live with which thousand of scores in each regency: the one histogram. */
function scoreBins({ quotient }: Dialect): Step {
  const sql = `\
select regency_no, bin, ${sumOf("persons")}, count(*) as families
from (
  select regency_no, ${quotient("score", String(BIN))} as bin, ${PERSONS} as persons
  from welfare_score
) w
group by regency_no, bin`;
  return { table: "score_bin", sql };
}

const binsOf = ({ area }: AreaLevel, dialect: Dialect): string => `\
select area, bin, ${sumOf("persons")}, ${sumOf("families")}
from (select ${area("regency_no", dialect)} as area, bin, persons, families from score_bin) b
group by area, bin`;

const upTo = (column: string, part: string, order: string): string =>
  `cast(sum(${column}) over (partition by ${part} order by ${order} rows between unbounded preceding and current row) as bigint)`;

/** Of each bin: who lives before it and up to its end, and in the whole area. */
const reachedBins = (): string => `\
select b.area, b.bin, ${upTo("b.persons", "b.area", "b.bin")} - b.persons as persons_before,
  ${upTo("b.families", "b.area", "b.bin")} - b.families as families_before,
  b.persons, b.families, t.persons as persons_all, t.families as families_all
from area_bin b
join (select area, ${sumOf("persons")}, ${sumOf("families")} from area_bin group by area) t on t.area = b.area`;

/** The one bin in which each cut of each area falls, by one basis. */
function cutBins(basis: DecileBasis, own: DecileBasis, { text, quotient }: Dialect): string {
  const isOwn = basis === own;
  const parts = `case when area = 0 then ${partsOf(NATIONAL, isOwn)} else ${partsOf(REGENCY, isOwn)} end`;
  const most = partsOf(NATIONAL, isOwn);
  const ks = Array.from({ length: most - 1 }, (_, k) => `(${k + 1})`);
  return `\
select r.area, r.bin, ${text(basis)} as basis, r.parts, k.cut_no, r.persons_before, r.families_before,
  r.${basis}_before as weight_before, r.${basis}_all as weight_all
from (
  select *, ${quotient(`${basis}_before * parts`, `${basis}_all`)} as cuts_before,
    ${quotient(`(${basis}_before + ${basis}) * parts`, `${basis}_all`)} as cuts_passed
  from (select *, cast(${parts} as bigint) as parts from area_reach) p
) r
join (values ${ks.join(", ")}) as k(cut_no)
  on k.cut_no > r.cuts_before and k.cut_no <= r.cuts_passed and k.cut_no < r.parts
where r.cuts_passed > r.cuts_before`;
}

/** Bins of regencies in which a cut of theirs, of their province or of the nation falls. */
function nearBins(dialect: Dialect): Step {
  const branches = overLevels(
    ({ area }) => `\
select s.regency_no, s.bin
from (select regency_no, bin, ${area("regency_no", dialect)} as area from score_bin) s
join (select distinct area, bin from cut_bin) c on c.area = s.area and c.bin = s.bin`,
  );
  return { table: "near_bin", sql: `select distinct regency_no, bin from (\n${branches}\n) n` };
}

/** The families of those bins, score by score. */
function nearScores({ quotient }: Dialect): Step {
  const sql = `\
select w.regency_no, w.bin, w.score, ${sumOf("persons")}, count(*) as families
from (
  select regency_no, score, ${quotient("score", String(BIN))} as bin, ${PERSONS} as persons
  from welfare_score
) w
join near_bin b on b.regency_no = w.regency_no and b.bin = w.bin
group by w.regency_no, w.bin, w.score`;
  return { table: "near_score", sql };
}

const scoresOf = ({ area }: AreaLevel, dialect: Dialect): string => `\
select n.area, n.bin, n.score, ${sumOf("persons")}, ${sumOf("families")}
from (select ${area("regency_no", dialect)} as area, bin, score, persons, families from near_score) n
join (select distinct area, bin from cut_bin) c on c.area = n.area and c.bin = n.bin
group by n.area, n.bin, n.score`;

const reachedScores = (): string => `\
select area, bin, score, persons, families,
  ${upTo("persons", "area, bin", "score")} as persons_reached,
  ${upTo("families", "area, bin", "score")} as families_reached
from near_area_score`;

/** Each cut with who lives up to it, and who stands exactly on it: the tie that goes to its poorer side. */
const exactCuts = (): string => `\
select f.area, f.basis, f.parts, f.cut_no, f.score,
  f.persons_before + s.persons_reached as persons_upto, f.families_before + s.families_reached as families_upto,
  s.persons as persons_at, s.families as families_at
from (
  select c.area, c.bin, c.basis, c.parts, c.cut_no, c.persons_before, c.families_before, min(s.score) as score
  from cut_bin c
  join near_reach s on s.area = c.area and s.bin = c.bin
  where (c.weight_before + case when c.basis = 'persons' then s.persons_reached else s.families_reached end)
    * c.parts >= c.weight_all * c.cut_no
  group by c.area, c.bin, c.basis, c.parts, c.cut_no, c.persons_before, c.families_before
) f
join near_reach s on s.area = f.area and s.bin = f.bin and s.score = f.score`;
