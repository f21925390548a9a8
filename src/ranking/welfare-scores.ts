import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { type AnswerSpans, answerGroups } from "./answer-groups.ts";
import type { ErrorModel } from "./errors/error-model.ts";
import { answerTables, lookedUpSql, type Sum } from "./looked-up-scores.ts";
import type { IdRange, ModelInput } from "./model-input.ts";
import { withoutPrevious, withPrevious } from "./previous-deciles.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import { termSql } from "./score-terms.ts";
import { largestScore, type ModelSet, type WelfareModel } from "./welfare-model.ts";

const INT_ENDS = 2 ** 31;

/**
 * All models as one small table: one row a model, one column a coefficient. Where no sum of any of them can pass
 * 32 bits they are as narrow as that: half the memory to read for each of a nation's families.
 */
export function modelCoefficients(models: ModelSet, dialect: Dialect): Step {
  const all = [models.pooled, ...models.regencies];
  return { table: "model_coefficient", sql: coefficientsSql(all, dialect) };
}

/** The same of what the models say of their errors. */
export function spreadCoefficients({ spread }: ErrorModel, dialect: Dialect): Step {
  const all = [spread.pooled, ...spread.regencies].map((one) => ({ ...one, id: "spread" }));
  return { table: "spread_coefficient", sql: coefficientsSql(all, dialect) };
}

type Weighted = Pick<WelfareModel, "id" | "regencyNo" | "intercept" | "weights" | "absent">;

function coefficientsSql(all: readonly Weighted[], dialect: Dialect): string {
  const rows = all.map(
    (model, no) =>
      `(${[dialect.text(model.id), model.regencyNo, no, ...coefficients(model)].join(", ")})`,
  );
  const type = all.every((model) => largestScore(model) < INT_ENDS) ? "int" : "bigint";
  const columns = COEFFICIENTS.map((name) => `cast(${name} as ${type}) as ${name}`);
  return `\
select model_id, cast(regency_no as bigint) as regency_no, cast(model_no as int) as model_no, ${columns.join(", ")}
from (values ${rows.join(",\n  ")}) as t(model_id, regency_no, model_no, ${COEFFICIENTS.join(", ")})`;
}

const COEFFICIENTS: readonly string[] = [
  "intercept",
  ...RANKED_VARIABLES.flatMap(({ id, features }) => [
    `absent_${id}`,
    ...features.map((feature) => `w_${feature.id}`),
  ]),
];

function coefficients(model: Weighted): readonly number[] {
  let at = 0;
  return [
    model.intercept,
    ...RANKED_VARIABLES.flatMap(({ features }, v) => {
      const weights = model.weights.slice(at, at + features.length);
      at += features.length;
      return [model.absent[v] ?? 0, ...weights];
    }),
  ];
}

/** Regencies of the families with the model that speaks for each: its own, or the pooled one. */
export function regencyModels(input: ModelInput): Step {
  return { table: "regency_model", sql: regencySql(input, "model_coefficient") };
}

/** The same of errors. */
export function regencySpreads(input: ModelInput): Step {
  return { table: "regency_spread", sql: regencySql(input, "spread_coefficient") };
}

function regencySql({ regencies }: ModelInput, table: string): string {
  const columns = ["model_no", ...COEFFICIENTS].map((name) => `c.${name}`);
  return `\
select r.regency_no, ${columns.join(", ")}
from (
  select r.regency_no, coalesce(m.regency_no, 0) as model_regency_no
  from (${regencies}) r
  left join ${table} m on m.regency_no = r.regency_no
) r
join ${table} c on c.regency_no = r.model_regency_no`;
}

/** Whom to score, by which models. */
export type Scoring = {
  readonly input: ModelInput;
  readonly models: ModelSet;
  readonly ranges: readonly IdRange[];
  /** Where they are given, scores are looked up: for many families on DuckDB. */
  readonly spans?: AnswerSpans | undefined;
  /** Then there is `previous_block`. */
  readonly hasPrevious?: boolean;
  /** Then it is also said how far a place hangs on the sample and on what is missing, and the day of the newest fact. */
  readonly errors?: ErrorModel | undefined;
};

const SCORE: Sum = {
  name: "score",
  coefficients: "model_coefficient",
  ofRegency: "regency_model",
  tables: "answer_points",
};
const SPREAD: Sum = {
  name: "spread",
  coefficients: "spread_coefficient",
  ofRegency: "regency_spread",
  tables: "answer_spread",
};

/**
 * Every family's score in millionths of log rupiah per person and month: whole numbers only, one pass over the
 * families, whose variables are never written down between. A few are asked for each feature. For many, what each way
 * to answer a group of variables adds is worked out once by each model, and a score is looked up in as many tables as
 * there are groups. It is made a range of ids at a time, so that of families and previous places no more than a range
 * is ever looked up in memory.
 */
export function welfareScores(scoring: Scoring, dialect: Dialect): readonly Step[] {
  const { input, models, ranges, spans, hasPrevious, errors } = scoring;
  const sums = errors === undefined ? [SCORE] : [SCORE, SPREAD];
  const most = Math.max(models.regencies.length, errors?.spread.regencies.length ?? 0);
  const groups = spans === undefined ? [] : answerGroups(most + 1, spans);
  const facts = errors === undefined ? [] : ["facts_as_of"];
  const scores = (rows: string): string =>
    spans === undefined ? askedSql(sums, rows, facts) : lookedUpSql(sums, groups, rows, facts);
  const tables = scoreTables(ranges.length);
  const parts = ranges.map(
    (ids, i): Step => ({
      table: tables[i] ?? ALL_SCORES,
      sql: hasPrevious
        ? withPrevious(scores(input.rows(ids)), { ids, dialect })
        : withoutPrevious(scores(input.rows(ids))),
    }),
  );
  const points = groups.length === 0 ? [] : sums.flatMap((sum) => answerTables(sum, groups));
  if (parts.length === 1) return [...points, ...parts];
  const all = tables.map((table) => `select * from ${table}`).join("\nunion all\n");
  return [...points, ...parts, { table: ALL_SCORES, sql: all, isPassing: true }];
}

const ALL_SCORES = "welfare_score";

/** Tables of scores, one a range of ids. */
export const scoreTables = (ranges: number): readonly string[] =>
  ranges === 1 ? [ALL_SCORES] : Array.from({ length: ranges }, (_, i) => `${ALL_SCORES}_${i + 1}`);

/** A case for each feature, over the coefficients of the model that speaks for a family. */
function askedSql(sums: readonly Sum[], rows: string, facts: readonly string[]): string {
  const asked = sums.map(({ name }, n) => {
    const terms = RANKED_VARIABLES.map((one) => termSql(one, `c${n}`));
    return `,\n  ${[`c${n}.intercept`, ...terms].join("\n    + ")} as ${name}`;
  });
  const joins = sums.map(
    ({ ofRegency }, n) => `\njoin ${ofRegency} c${n} on c${n}.regency_no = i.regency_no`,
  );
  return `\
select i.family_id, i.size, i.village_no, cast(i.regency_no as int) as regency_no${facts.map((name) => `, i.${name}`).join("")}${asked.join("")}
from (
${rows}
) i${joins.join("")}`;
}
