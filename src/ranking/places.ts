import { CUTS } from "#domain/cut-state.ts";
import { type DecileBasis, otherBasis } from "#domain/decile-basis.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { AREA_LEVELS, type AreaLevel } from "./area-cuts.ts";
import type { ModelSet } from "./welfare-model.ts";

/** By which basis, from which tables of scores, made by which models. */
export type Placing = {
  readonly own: DecileBasis;
  readonly scores: readonly string[];
  readonly models: ModelSet;
};

/**
 * From cuts to the place of every family: one row of cuts a regency and one a decile, so that a family meets two
 * small tables. A family above a cut is in a later part; equal scores share theirs. Places are worked out a
 * range of ids after the other and each in the order of its ids, and take the room of the scores they are made of: the
 * nation is nowhere sorted as a whole.
 */
export function places({ own, scores, models }: Placing, dialect: Dialect): readonly Step[] {
  const placed = scores.map(
    (table, i): Step => ({
      table: `placed_${i + 1}`,
      sql: placedSql(table),
      order: ["family_id"],
      isPassing: true,
    }),
  );
  return [
    regencyCuts(own, models, dialect),
    percentileCuts(own, dialect),
    ...placed,
    allPlaced(placed.map(({ table }) => table)),
    RANKS,
  ];
}

/**
 * What the families of one regency meet: the cuts, n of the nation, p of the province, r their own, o by the other
 * basis, and the model that speaks for it.
 */
function regencyCuts(own: DecileBasis, models: ModelSet, dialect: Dialect): Step {
  const ids = [models.pooled, ...models.regencies].map(({ id }) => dialect.text(id));
  const [national, province, regency] = AREA_LEVELS;
  const joins = [
    joined("n", national, sideBySide(national, own, 10, dialect), dialect),
    joined("p", province, sideBySide(province, own, 1, dialect), dialect),
    joined("r", regency, sideBySide(regency, own, 1, dialect), dialect),
    joined("o", national, sideBySide(national, otherBasis(own), 1, dialect), dialect),
  ];
  const columns = ["n", "p", "r", "o"].flatMap((of) => CUTS.map((k) => `${of}.c${k} as ${of}${k}`));
  const sql = `\
select m.regency_no, ${dialect.oneOf(ids, dialect.valueAt(ids, "m.model_no"))} as model_id,
  ${columns.join(", ")}
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

const DECILES = ["decile_national", "decile_province", "decile_regency"] as const;

/** The places of one range of ids, as narrow as they go while they are put in order. */
function placedSql(scores: string): string {
  const part = (of: string) => partOf((k) => `c.${of}${k}`, "s.score", 1, 10);
  const narrow = (name: string) => `cast(w.${name} as tinyint) as ${name}`;
  return `\
select w.family_id, w.size, w.village_no, w.score,
  ${[...DECILES, "decile_other_basis", "previous_decile"].map(narrow).join(", ")},
  cast(10 * (w.decile_national - 1) + ${partOf((k) => `q.c${k}`, "w.score", 1, 10)} as tinyint) as percentile,
  w.model_id
from (
  select s.*, c.model_id,
    ${part("n")} as decile_national,
    ${part("p")} as decile_province,
    ${part("r")} as decile_regency,
    ${part("o")} as decile_other_basis
  from ${scores} s
  join regency_cut c on c.regency_no = s.regency_no
) w
join percentile_cut q on q.decile = w.decile_national`;
}

/** One range after the other: nothing is looked up any more that could bring them out of their order. */
const allPlaced = (placed: readonly string[]): Step => ({
  table: "placed",
  sql: placed.map((table) => `select * from ${table}`).join("\nunion all\n"),
  takesIn: placed,
});

const whole = (name: string): string => `cast(${name} as int) as ${name}`;

const RANKS: Step = {
  table: "rank",
  sql: `\
select family_id, size, village_no, cast(score as bigint) as score,
  ${[...DECILES, "percentile", "decile_other_basis", "previous_decile"].map(whole).join(", ")},
  model_id
from placed`,
  isPassing: true,
};

/** The part a score is in, by halving: 1 + how many cuts lie below it. */
function partOf(cut: (k: number) => string, score: string, low: number, high: number): string {
  if (low === high) return String(low);
  const middle = Math.floor((low + high) / 2);
  const poorer = partOf(cut, score, low, middle);
  const richer = partOf(cut, score, middle + 1, high);
  return `case when ${score} <= ${cut(middle)} then ${poorer} else ${richer} end`;
}
