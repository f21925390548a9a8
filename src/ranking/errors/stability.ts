import { CUTS, type CutBounds } from "#domain/cut-state.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { bySizeSql, type ErrorModel } from "./error-model.ts";
import { bandReach, FARTHEST, SQUARES } from "./place-band.ts";

/** By what a version is judged that speaks of that day, yyyymmdd. */
export type StabilityDay = { readonly day: number; readonly bounds: CutBounds };

/**
 * Table `stability`: how sure every family's place is, of `welfare_score` with `spread` and `facts_as_of`, and of
 * `regency_cut`. Whole numbers: standard errors are never taken, their squares are compared.
 */
export function stability(errors: ErrorModel, when: StabilityDay, dialect: Dialect): Step {
  const reach = bandReach(when.bounds);
  const many = (conditions: readonly string[]) =>
    conditions.map((one) => `case when ${one} then 1 else 0 end`).join(" + ");
  const low = many(CUTS.map((k) => `e${k} < 0 and d${k} > ${reach} * spread`));
  const high = many(CUTS.map((k) => `e${k} < 0 or d${k} <= ${reach} * spread`));
  const below = CUTS.map(
    (k) =>
      `50 + case when a${k} < 0 then -1 else 1 end * ${steps(errors.ladder, `f${k}`)} as below_${k}`,
  );
  const sql = `\
select family_id, spread, variance, 1 + ${low} as decile_low, 1 + ${high} as decile_high,
  ${below.join(",\n  ")}
from (
${distances(errors, when, dialect)}
) d`;
  return { table: "stability", sql, isPassing: true };
}

/** How far each cut lies above a family's score, e of the scores and a of the truth; squared, d, and over its variance, f. */
function distances(errors: ErrorModel, when: StabilityDay, dialect: Dialect): string {
  const { quotient } = dialect;
  const each = (column: (k: number) => string) => CUTS.map(column).join(", ");
  return `\
  select family_id, spread, variance, ${each((k) => `e${k}, a${k}, ${squared(`e${k}`)} as d${k}`)},
    ${each((k) => `${quotient(squared(`a${k}`), "variance")} as f${k}`)}
  from (
    select family_id, spread, spread + household + ${quotient("household * ageing", "12000")} as variance,
      ${each((k) => `c${k} - score as e${k}, ${greatest(CUTS.slice(0, k).map((j) => truthCut(errors, j)))} - score as a${k}`)}
    from (
${judgedFamilies(errors, when, dialect)}
    ) v
  ) t`;
}

function judgedFamilies(errors: ErrorModel, when: StabilityDay, dialect: Dialect): string {
  const least = errors.leastSpread;
  const spread = `case when s.spread > ${least} then s.spread else ${least} end`;
  return `\
      select s.family_id, cast(s.score as bigint) as score, cast(${spread} as bigint) as spread,
        cast(${bySizeSql("s.size", errors.household)} as bigint) as household,
        ${when.bounds.ageingPerYear} * ${monthsSql("s.facts_as_of", when, dialect)} as ageing,
        ${CUTS.map((k) => `cast(c.n${k} as bigint) as c${k}`).join(", ")}
      from welfare_score s
      join regency_cut c on c.regency_no = s.regency_no`;
}

const truthCut = ({ truthAbove }: ErrorModel, k: number): string =>
  `c${k} + (${truthAbove[k - 1] ?? 0})`;

const greatest = (all: readonly string[]): string =>
  all.length === 1 ? (all[0] ?? "") : `greatest(${all.join(", ")})`;

/** Of a distance in millionths: held to the farthest, squared, times ten. */
function squared(distance: string): string {
  const held = `case when ${distance} > ${FARTHEST} or ${distance} < -${FARTHEST} then ${FARTHEST} else ${distance} end`;
  return `(${held}) * (${held}) * ${SQUARES}`;
}

/** How many steps of the ladder are reached, by halving. */
function steps(ladder: readonly number[], far: string, low = 0, high = ladder.length): string {
  if (low === high) return String(low);
  const middle = Math.floor((low + high) / 2);
  return `case when ${far} < ${ladder[middle] ?? 0} then ${steps(ladder, far, low, middle)} else ${steps(ladder, far, middle + 1, high)} end`;
}

/** Whole months from the newest fact to the day, the twin of `monthsOld`. */
function monthsSql(since: string, { day, bounds }: StabilityDay, { quotient }: Dialect): string {
  const monthsOf = (number: string) =>
    `${quotient(number, "10000")} * 12 + ${quotient(number, "100")} % 100`;
  const age = `(${monthsOf(String(day))}) - (${monthsOf(since)})`;
  return `case when coalesce(${since}, 0) <= 0 or ${age} < 0 then 0 when ${age} > ${bounds.oldestMonths} then ${bounds.oldestMonths} else ${age} end`;
}

/** Table `cut_state_count`: families that are clearly in and clearly out of each cut; the rest is borderline. */
export function cutStateCounts({ bounds }: StabilityDay): Step {
  const count = (when: string) => `cast(sum(case when ${when} then 1 else 0 end) as bigint)`;
  const columns = CUTS.flatMap((k) => [
    `${count(`decile_high <= ${k} and below_${k} >= ${bounds.likelyFrom}`)} as in_${k}`,
    `${count(`decile_low > ${k} and below_${k} <= ${bounds.unlikelyUpTo}`)} as out_${k}`,
  ]);
  return {
    table: "cut_state_count",
    sql: `select count(*) as families, ${columns.join(", ")}\nfrom stability`,
  };
}
