import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";

/** Whether the ten parts are equal in persons (jiwa) or in families (keluarga); every version says which. */
export type DecileBasis = "persons" | "families";

type Level = {
  readonly name: "national" | "province" | "regency";
  readonly divisor: number;
  readonly parts: number;
};

/** The nation is cut into a hundred, of which ten make a decile; areas into ten. */
const LEVELS: readonly Level[] = [
  { name: "national", divisor: 0, parts: 100 },
  { name: "province", divisor: 100_000_000, parts: 10 },
  { name: "regency", divisor: 1_000_000, parts: 10 },
];

const BIN = 1000;

/**
 * Places by score, exact and without sorting the nation. A cut k is the smallest score at or below
 * which at least k parts of the weight live; a family above a cut is in a later part, so families
 * with equal scores always share theirs. First a histogram finds the bin of each cut, then only the
 * rows of those bins are looked at one score at a time.
 */
export function deciles(basis: DecileBasis, dialect: Dialect): readonly Step[] {
  return [
    weightedScore(basis, dialect),
    ...LEVELS.flatMap((level) => cutSteps(level, dialect)),
    places(dialect),
  ];
}

function weightedScore(basis: DecileBasis, dialect: Dialect): Step {
  const area = ({ divisor }: Level) =>
    divisor === 0
      ? "cast(0 as bigint)"
      : `cast(${dialect.quotient("coalesce(village_no, 0)", String(divisor))} as bigint)`;
  const areas = LEVELS.map((level) => `${area(level)} as area_${level.name}`);
  const persons = "cast(case when size > 1 then size else 1 end as bigint)";
  const weight = basis === "persons" ? persons : "cast(1 as bigint)";
  const sql = `\
select family_id, size, village_no, model_id, score, ${dialect.quotient("score", String(BIN))} as bin,
  ${weight} as weight,
  ${areas.join(",\n  ")}
from welfare_score`;
  return { table: "weighted_score", sql };
}

function cutSteps(level: Level, dialect: Dialect): readonly Step[] {
  const { name, parts } = level;
  const area = `area_${name}`;
  const ks = Array.from({ length: parts - 1 }, (_, k) => k + 1);
  return [
    {
      table: `score_bin_${name}`,
      sql: `\
select ${area} as area, bin, cast(sum(weight) as bigint) as weight
from weighted_score
group by ${area}, bin`,
    },
    { table: `bin_reach_${name}`, sql: reachedBins(name, parts, dialect) },
    { table: `cut_bin_${name}`, sql: cutBins(name, ks) },
    {
      table: `cut_score_${name}`,
      sql: `\
select w.${area} as area, w.bin, w.score, cast(sum(w.weight) as bigint) as weight
from weighted_score w
join (select distinct area, bin from cut_bin_${name}) b on b.area = w.${area} and b.bin = w.bin
group by w.${area}, w.bin, w.score`,
    },
    { table: `cut_${name}`, sql: exactCuts(name, ks, parts, dialect) },
  ];
}

/** Of each bin: the weight before it, of the whole area, and the cuts passed before and by its end. */
function reachedBins(name: string, parts: number, { quotient }: Dialect): string {
  return `\
select area, bin, before, total,
  ${quotient(`before * ${parts}`, "total")} as cuts_before,
  ${quotient(`(before + weight) * ${parts}`, "total")} as cuts_passed
from (
  select area, bin, weight,
    cast(sum(weight) over (partition by area order by bin rows between unbounded preceding and current row) as bigint) - weight as before,
    cast(sum(weight) over (partition by area) as bigint) as total
  from score_bin_${name}
) summed`;
}

/** The one bin in which each cut of each area falls. */
function cutBins(name: string, ks: readonly number[]): string {
  const numbers = `(values ${ks.map((k) => `(${k})`).join(", ")}) as k(cut_no)`;
  return `\
select r.area, r.bin, r.before, r.total, k.cut_no
from (select * from bin_reach_${name} where cuts_passed > cuts_before) r
join ${numbers} on k.cut_no > r.cuts_before and k.cut_no <= r.cuts_passed`;
}

/** The cuts of each area side by side, c1, c2 and so on. */
function exactCuts(name: string, ks: readonly number[], parts: number, dialect: Dialect): string {
  const columns = ks.map(
    (k) => `min(case when cut_no = ${k} then score end) as ${dialect.identifier(`c${k}`)}`,
  );
  return `\
select area, ${columns.join(", ")}
from (
  select s.area, b.cut_no, s.score
  from (
    select area, bin, score, weight,
      cast(sum(weight) over (partition by area, bin order by score rows between unbounded preceding and current row) as bigint) as reached
    from cut_score_${name}
  ) s
  join cut_bin_${name} b on b.area = s.area and b.bin = s.bin
  where (b.before + s.reached) * ${parts} >= b.total * b.cut_no
) reached
group by area`;
}

function places(dialect: Dialect): Step {
  const sql = `\
select w.family_id, w.size, w.village_no, w.score,
  w.part as percentile,
  cast(${dialect.quotient("w.part - 1", "10")} + 1 as int) as decile_national,
  ${partOf("p", "w.score", 1, 10)} as decile_province,
  ${partOf("r", "w.score", 1, 10)} as decile_regency,
  w.model_id
from (
  select s.*, ${partOf("n", "s.score", 1, 100)} as part
  from weighted_score s
  join cut_national n on n.area = s.area_national
) w
join cut_province p on p.area = w.area_province
join cut_regency r on r.area = w.area_regency`;
  const columns = [
    "family_id",
    "size",
    "village_no",
    "score",
    "decile_national",
    "decile_province",
    "decile_regency",
    "percentile",
    "model_id",
  ];
  return { table: "rank", sql: `select ${columns.join(", ")}\nfrom (\n${sql}\n) placed` };
}

/** The part a score is in, by halving: 1 + how many cuts lie below it. */
function partOf(alias: string, score: string, low: number, high: number): string {
  if (low === high) return String(low);
  const middle = Math.floor((low + high) / 2);
  const [left, right] = [partOf(alias, score, low, middle), partOf(alias, score, middle + 1, high)];
  return `case when ${score} <= ${alias}.c${middle} then ${left} else ${right} end`;
}
