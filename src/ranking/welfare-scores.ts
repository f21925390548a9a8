import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { Feature, RankedVariable } from "./feature.ts";
import { modelInput } from "./model-input.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import type { ModelSet, WelfareModel } from "./welfare-model.ts";

/** All models as one small table: one row a model, one column a coefficient. */
export function modelCoefficients(models: ModelSet, dialect: Dialect): Step {
  const rows = [models.pooled, ...models.regencies].map(
    (model) => `(${[dialect.text(model.id), ...coefficients(model)].join(", ")})`,
  );
  const names = ["model_id", ...COEFFICIENTS];
  const columns = ["model_id", ...COEFFICIENTS.map((name) => `cast(${name} as bigint) as ${name}`)];
  const sql = `\
select ${columns.join(", ")}
from (values ${rows.join(",\n  ")}) as t(${names.join(", ")})`;
  return { table: "model_coefficient", sql };
}

const COEFFICIENTS: readonly string[] = [
  "regency_no",
  "intercept",
  ...RANKED_VARIABLES.flatMap(({ id, features }) => [
    `absent_${id}`,
    ...features.map((feature) => `w_${feature.id}`),
  ]),
];

function coefficients(model: WelfareModel): readonly number[] {
  let at = 0;
  return [
    model.regencyNo,
    model.intercept,
    ...RANKED_VARIABLES.flatMap(({ features }, v) => {
      const weights = model.weights.slice(at, at + features.length);
      at += features.length;
      return [model.absent[v] ?? 0, ...weights];
    }),
  ];
}

/** Regencies of the families with the row of `model_coefficient` that speaks for each. */
export function modelOfRegency(family: string, dialect: Dialect): Step {
  const sql = `\
select r.regency_no, coalesce(m.regency_no, 0) as model_regency_no
from (
  select distinct ${dialect.quotient("coalesce(village_no, 0)", "1000000")} as regency_no
  from ${dialect.identifier(family)}
) r
left join model_coefficient m on m.regency_no = r.regency_no`;
  return { table: "model_of_regency", sql };
}

/**
 * Every family's score in millionths of log rupiah per person and month: whole numbers only, one
 * pass over the families, whose variables are never written down between.
 */
export function welfareScores(family: string, dialect: Dialect): Step {
  const terms = RANKED_VARIABLES.map(termSql);
  const sql = `\
select i.family_id, i.size, i.village_no, i.regency_no, c.model_id,
  cast(c.intercept
    + ${terms.join("\n    + ")} as bigint) as score
from (
${modelInput(family, dialect).sql}
) i
join model_of_regency r on r.regency_no = i.regency_no
join model_coefficient c on c.regency_no = r.model_regency_no`;
  return { table: "welfare_score", sql };
}

function termSql({ id, features }: RankedVariable): string {
  const parts = features.map((feature) => partSql(feature, `i.${id}`));
  return `case when i.${id} < 0 then c.absent_${id} else ${parts.join(" + ")} end`;
}

function partSql(feature: Feature, column: string): string {
  const weight = `c.w_${feature.id}`;
  if ("codes" in feature) {
    return `case when ${column} in (${feature.codes.join(", ")}) then ${weight} else 0 end`;
  }
  if ("between" in feature) {
    const [low, high] = feature.between;
    return `case when ${column} between ${low} and ${high} then ${weight} else 0 end`;
  }
  return `${weight} * case when ${column} > ${feature.upTo} then ${feature.upTo} else ${column} end`;
}
