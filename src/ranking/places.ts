import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { AREA_LEVELS, type AreaLevel, BASES, type DecileBasis } from "./area-cuts.ts";

/** Ten parts have nine cuts. */
const CUTS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/**
 * From cuts to the place of every family: one row of cuts a regency and one a decile, so that a family meets two
 * small tables and nothing is sorted. A family above a cut is in a later part; equal scores share theirs.
 */
export function places(own: DecileBasis, dialect: Dialect): readonly Step[] {
  return [regencyCuts(own, dialect), percentileCuts(own, dialect), ranks()];
}

/** The cuts that the families of one regency meet: n of the nation, p of the province, r their own, o by the other basis. */
function regencyCuts(own: DecileBasis, dialect: Dialect): Step {
  const [national, province, regency] = AREA_LEVELS;
  const other = BASES.find((basis) => basis !== own) ?? own;
  const joins = [
    joined("n", national, sideBySide(national, own, 10, dialect), dialect),
    joined("p", province, sideBySide(province, own, 1, dialect), dialect),
    joined("r", regency, sideBySide(regency, own, 1, dialect), dialect),
    joined("o", national, sideBySide(national, other, 1, dialect), dialect),
  ];
  const columns = ["n", "p", "r", "o"].flatMap((of) => CUTS.map((k) => `${of}.c${k} as ${of}${k}`));
  const sql = `\
select m.regency_no, m.model_id, ${columns.join(", ")}
from regency_model m
${joins.join("\n")}`;
  return { table: "regency_cut", sql };
}

const joined = (alias: string, level: AreaLevel, cuts: string, dialect: Dialect): string =>
  `join (${cuts}) ${alias} on ${alias}.area = ${level.area("m.regency_no", dialect)}`;

/** Every so manieth cut of the areas of a level side by side, c1 to c9. */
function sideBySide(level: AreaLevel, basis: DecileBasis, every: number, dialect: Dialect): string {
  const columns = CUTS.map((k) => `min(case when cut_no = ${k * every} then score end) as c${k}`);
  const next = AREA_LEVELS[AREA_LEVELS.indexOf(level as (typeof AREA_LEVELS)[number]) + 1];
  const below = next === undefined ? "" : ` and area < ${next.from}`;
  return `\
select area, ${columns.join(", ")}
from area_cut
where basis = ${dialect.text(basis)} and area >= ${level.from}${below}
group by area`;
}

/** Within each national decile the nine cuts between its percentiles. */
function percentileCuts(own: DecileBasis, { text, quotient }: Dialect): Step {
  const columns = CUTS.map((k) => `min(case when unit = ${k} then score end) as c${k}`);
  const sql = `\
select cast(ten + 1 as int) as decile, ${columns.join(", ")}
from (
  select ten, cut_no - 10 * ten as unit, score
  from (
    select ${quotient("cut_no", "10")} as ten, cut_no, score
    from area_cut
    where basis = ${text(own)} and area = 0
  ) t
) u
group by ten`;
  return { table: "percentile_cut", sql };
}

/** Not written down before it is put out: it is as long as the nation. */
function ranks(): Step {
  const part = (of: string) => partOf((k) => `c.${of}${k}`, "s.score", 1, 10);
  const sql = `\
select w.family_id, w.size, w.village_no, cast(w.score as bigint) as score,
  w.decile_national, w.decile_province, w.decile_regency,
  10 * (w.decile_national - 1) + ${partOf((k) => `q.c${k}`, "w.score", 1, 10)} as percentile,
  w.decile_other_basis, w.previous_decile, w.model_id
from (
  select s.*, c.model_id,
    ${part("n")} as decile_national,
    ${part("p")} as decile_province,
    ${part("r")} as decile_regency,
    ${part("o")} as decile_other_basis
  from welfare_score s
  join regency_cut c on c.regency_no = s.regency_no
) w
join percentile_cut q on q.decile = w.decile_national`;
  return { table: "rank", sql, isPassing: true };
}

/** The part a score is in, by halving: 1 + how many cuts lie below it. */
function partOf(cut: (k: number) => string, score: string, low: number, high: number): string {
  if (low === high) return String(low);
  const middle = Math.floor((low + high) / 2);
  const poorer = partOf(cut, score, low, middle);
  const richer = partOf(cut, score, middle + 1, high);
  return `case when ${score} <= ${cut(middle)} then ${poorer} else ${richer} end`;
}
