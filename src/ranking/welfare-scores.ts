import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { CodedFeature, CountedFeature, Feature, RankedVariable } from "./feature.ts";
import { isCounted, runsOf } from "./feature.ts";
import { type IdRange, type ModelInput, withinIds } from "./model-input.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import { largestScore, type ModelSet, type WelfareModel } from "./welfare-model.ts";

const INT_ENDS = 2 ** 31;

/**
 * All models as one small table: one row a model, one column a coefficient. Where no sum of any of them can pass
 * 32 bits they are as narrow as that: half the memory to read for each of a nation's families.
 */
export function modelCoefficients(models: ModelSet, dialect: Dialect): Step {
  const all = [models.pooled, ...models.regencies];
  const rows = all.map(
    (model) => `(${[dialect.text(model.id), model.regencyNo, ...coefficients(model)].join(", ")})`,
  );
  const type = all.every((model) => largestScore(model) < INT_ENDS) ? "int" : "bigint";
  const columns = COEFFICIENTS.map((name) => `cast(${name} as ${type}) as ${name}`);
  const sql = `\
select model_id, cast(regency_no as bigint) as regency_no, ${columns.join(", ")}
from (values ${rows.join(",\n  ")}) as t(model_id, regency_no, ${COEFFICIENTS.join(", ")})`;
  return { table: "model_coefficient", sql };
}

const COEFFICIENTS: readonly string[] = [
  "intercept",
  ...RANKED_VARIABLES.flatMap(({ id, features }) => [
    `absent_${id}`,
    ...features.map((feature) => `w_${feature.id}`),
  ]),
];

function coefficients(model: WelfareModel): readonly number[] {
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
export function regencyModels({ regencies }: ModelInput): Step {
  const columns = ["model_id", ...COEFFICIENTS].map((name) => `c.${name}`);
  const sql = `\
select r.regency_no, ${columns.join(", ")}
from (
  select r.regency_no, coalesce(m.regency_no, 0) as model_regency_no
  from (${regencies}) r
  left join model_coefficient m on m.regency_no = r.regency_no
) r
join model_coefficient c on c.regency_no = r.model_regency_no`;
  return { table: "regency_model", sql };
}

/** The previous version's places, where there is one: only ids and deciles are read of it. */
export type Previous = "previous_rank" | undefined;

/**
 * Every family's score in millionths of log rupiah per person and month: whole numbers only, one pass over the
 * families, whose variables are never written down between. It is made a range of ids at a time, so that of
 * families and previous places no more than a range is ever looked up in memory.
 */
export function welfareScores(
  input: ModelInput,
  ranges: readonly IdRange[],
  previous: Previous,
): readonly Step[] {
  const [first, ...more] = ranges;
  if (more.length === 0)
    return [{ table: "welfare_score", sql: scoresSql(input, first, previous) }];
  const parts = ranges.map(
    (ids, i): Step => ({
      table: `welfare_score_${i + 1}`,
      sql: scoresSql(input, ids, previous),
    }),
  );
  const all = parts.map(({ table }) => `select * from ${table}`).join("\nunion all\n");
  return [...parts, { table: "welfare_score", sql: all, isPassing: true }];
}

function scoresSql(input: ModelInput, ids: IdRange, previous: Previous): string {
  const terms = RANKED_VARIABLES.map(termSql);
  const placed = `select family_id, decile_national from ${previous}${withinIds("family_id", ids)}`;
  const before = previous === undefined ? "cast(null as int)" : "p.decile_national";
  const join =
    previous === undefined ? "" : `\nleft join (${placed}) p on p.family_id = i.family_id`;
  return `\
select i.family_id, i.size, i.village_no, cast(i.regency_no as int) as regency_no,
  ${before} as previous_decile,
  c.intercept
    + ${terms.join("\n    + ")} as score
from (
${input.rows(ids)}
) i
join regency_model c on c.regency_no = i.regency_no${join}`;
}

/** What one variable adds. Its codes exclude each other, so that one case asks for all of them. */
function termSql({ id, features }: RankedVariable): string {
  const column = `i.${id}`;
  const absent = `when ${column} < 0 then c.absent_${id}`;
  const coded = features.filter((feature) => !isCounted(feature)) as readonly (Feature &
    CodedFeature)[];
  const counted = features.filter(isCounted);
  const whens = coded.flatMap((feature) => whenSql(feature, column)).join(" ");
  if (counted.length === 0) return `case ${whens} ${absent} else 0 end`;
  const parts = [
    ...counted.map((feature) => countSql(feature, column)),
    ...(coded.length === 0 ? [] : [`case ${whens} else 0 end`]),
  ];
  return `case ${absent} else ${parts.join(" + ")} end`;
}

function whenSql(feature: Feature & CodedFeature, column: string): readonly string[] {
  return runsOf(feature).map(([low, high]) => {
    const isIn = low === high ? `= ${low}` : `between ${low} and ${high}`;
    return `when ${column} ${isIn} then c.w_${feature.id}`;
  });
}

const countSql = ({ id, upTo }: Feature & CountedFeature, column: string): string =>
  `c.w_${id} * case when ${column} > ${upTo} then ${upTo} else ${column} end`;
