import { MOST_MEMBERS, type WhatIfScenario } from "#domain/what-if.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { type IdRange, within } from "#ranking/model-input.ts";
import { amountSqlOf } from "../benefit-amount.ts";
import { tableName } from "../rule-answers.ts";
import { ruleTests } from "../rule-tests.ts";
import type { Ruleset } from "../ruleset.ts";
import { verdictSteps } from "../verdicts.ts";
import { markSql } from "./what-if-rules.ts";

/** What tells cells apart. `bin` orders them from whoever is taken first. */
export const CELL_KEYS = [
  "regency_no",
  "bin",
  "decile",
  "size",
  "female",
  "disabled",
  "fits_reform",
  "fits_baseline",
  "held",
] as const;

/** What is added up of a cell; all whole numbers. */
export const CELL_SUMS = [
  "families",
  "persons",
  "units_reform",
  "units_baseline",
  "units_held",
  "amount_reform",
  "amount_baseline",
  "amount_held",
  "poor_families_percent",
  "poor_persons_percent",
  "score_sum",
] as const;

/** What decides how the table of families is made. */
export type CubeTerms = {
  readonly program: string;
  readonly reform: Ruleset;
  readonly baseline: Ruleset;
  readonly marks: Ruleset;
  readonly poorDecile: number;
  /** The decile whose chance makes the bins; percentiles of the score where absent. */
  readonly chanceOf?: number;
  readonly drawKey: string;
  readonly ids?: IdRange;
};

/** Which bins a scenario's cuts are drawn on. */
export function chanceDecile({
  reform,
  baseline,
}: Pick<WhatIfScenario, "reform" | "baseline">): number | undefined {
  for (const terms of [reform, baseline]) {
    if (terms !== "as-determined" && terms.cut.by === "probability") return terms.cut.decile;
  }
  return undefined;
}

/** From `family`, `person`, `rank`, `stability`, `program_evidence` and `outcome` to `what_if_family`: one narrow row a family. */
export function whatIfFamilies(terms: CubeTerms, dialect: Dialect): readonly Step[] {
  const { reform, baseline, marks, ids } = terms;
  const rulesets = [reform, baseline, marks];
  const tests = ruleTests(rulesets);
  const judged = ids === undefined ? { rulesets, tests } : { rulesets, tests, ids };
  return [...verdictSteps(judged, dialect), holdings(terms, dialect), families(terms, dialect)];
}

/** Units that hold a place as the version determined it, a row a family. */
const holdings = ({ program, ids }: CubeTerms, { text }: Dialect): Step => ({
  table: "what_if_held",
  sql: `\
select family_id, cast(count(*) as bigint) as units, cast(sum(amount_rupiah) as bigint) as amount
from outcome
where program = ${text(program)} and outcome in ('recipient', 'review')${ids === undefined ? "" : ` and family_id between ${ids.from} and ${ids.to}`}
group by family_id`,
});

function families(
  { program, reform, baseline, marks, poorDecile, chanceOf, drawKey, ids }: CubeTerms,
  dialect: Dialect,
): Step {
  const bin = chanceOf === undefined ? "r.percentile" : `100 - t.below_${chanceOf}`;
  const poor = `coalesce(t.below_${poorDecile}, 0)`;
  const mask = `v.t_${tableName(marks)}`;
  const lot = dialect.digest60(
    `concat(${dialect.text(`${drawKey}|${program}|`)}, cast(v.family_id as string))`,
  );
  const sql = `\
select v.family_id, v.regency_no, cast(coalesce(${bin}, 0) as int) as bin, cast(coalesce(r.decile_national, 0) as int) as decile,
  cast(least(coalesce(f.size, 0), ${MOST_MEMBERS}) as int) as size, ${markSql("female", mask)} as female,
  ${markSql("disabled", mask)} as disabled,
  ${fits(reform)} as fits_reform, ${fits(baseline)} as fits_baseline,
  case when h.family_id is null then 0 else 1 end as held,
  coalesce(r.score, 0) as score, ${lot} as lot,
  cast(1 as bigint) as families, cast(coalesce(f.size, 0) as bigint) as persons,
  ${units(reform)} as units_reform, ${units(baseline)} as units_baseline, coalesce(h.units, 0) as units_held,
  ${amount(reform)} as amount_reform, ${amount(baseline)} as amount_baseline, coalesce(h.amount, 0) as amount_held,
  cast(${poor} as bigint) as poor_families_percent, cast(${poor} * coalesce(f.size, 0) as bigint) as poor_persons_percent,
  cast(coalesce(r.score, 0) as bigint) as score_sum
from family_verdict v
join ${within("family", ids)} f on f.family_id = v.family_id
left join ${within("rank", ids)} r on r.family_id = v.family_id
left join ${within("stability", ids)} t on t.family_id = v.family_id
left join what_if_held h on h.family_id = v.family_id`;
  return { table: "what_if_family", sql };
}

const isOfPersons = ({ program }: Ruleset): boolean => program.unit === "person";

/** Whoever no rule refuses, and whose place is known: nobody is drawn in without one. */
const fits = (ruleset: Ruleset): string =>
  `case when ${isOfPersons(ruleset) ? `v.n_${tableName(ruleset)} > 0` : `v.s_${tableName(ruleset)} = 0`} and r.score is not null then 1 else 0 end`;

const units = (ruleset: Ruleset): string =>
  `cast(${isOfPersons(ruleset) ? `v.n_${tableName(ruleset)}` : `case when v.s_${tableName(ruleset)} = 0 then 1 else 0 end`} as bigint)`;

/** Rupiah of one phase to all that fit of a family, by the program's own terms. */
function amount(ruleset: Ruleset): string {
  const { benefit } = ruleset.program;
  const name = tableName(ruleset);
  if (benefit.kind === "components") return `cast(v.a_${name} as bigint)`;
  const each =
    isOfPersons(ruleset) && benefit.kind === "by-rule"
      ? "0"
      : amountSqlOf(benefit, ruleset.rules, `v.t_${name}`);
  return `cast((${each}) * ${units(ruleset)} as bigint)`;
}

/** The same added up: what scenarios are answered from. Scores at the ends of a cell tell where a line goes through it. */
export function whatIfCells(from = "what_if_family"): Step {
  const keys = CELL_KEYS.join(", ");
  const sums = CELL_SUMS.map((sum) => `cast(sum(${sum}) as bigint) as ${sum}`);
  return {
    table: "what_if_cell",
    sql: `select ${keys}, ${sums.join(", ")}, min(score) as score_low, max(score) as score_high\nfrom ${from}\ngroup by ${keys}`,
  };
}

/** Cells of several parts of the nation as those of the whole. */
export function addedCells(from: string): Step {
  const keys = CELL_KEYS.join(", ");
  const sums = CELL_SUMS.map((sum) => `cast(sum(${sum}) as bigint) as ${sum}`);
  return {
    table: "what_if_cell",
    sql: `select ${keys}, ${sums.join(", ")}, min(score_low) as score_low, max(score_high) as score_high\nfrom ${from}\ngroup by ${keys}`,
  };
}
