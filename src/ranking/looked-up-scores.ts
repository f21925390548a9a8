import type { Step } from "#engine/step.ts";
import type { AnswerGroup, CodedVariable } from "./answer-groups.ts";
import { termSql } from "./score-terms.ts";

/** A sum over all variables: its name, whose coefficients, which of them for a regency, and what its tables are called. */
export type Sum = {
  readonly name: string;
  readonly coefficients: string;
  readonly ofRegency: string;
  readonly tables: string;
};

const tableOf = ({ tables }: Sum, nth: number): string => `${tables}_${nth + 1}`;

/** What every way to answer each group adds, by every model; the first group brings the intercept. */
export const answerTables = (sum: Sum, groups: readonly AnswerGroup[]): readonly Step[] =>
  groups.map((group, nth) => {
    const { variables } = group;
    const answers = variables.map(({ id, low, high }) => {
      const values = Array.from({ length: high - low + 1 }, (_, k) => `(${low + k})`);
      return `cross join (values ${values.join(", ")}) as v_${id}(answer)`;
    });
    const terms = variables.map((variable) => termSql(variable, "c", `v_${variable.id}.answer`));
    const points = [...(nth === 0 ? ["c.intercept"] : []), ...terms].join("\n  + ");
    const way = waySql(variables, ({ id }) => `v_${id}.answer`);
    const sql = `\
select cast(${firstWaySql(group, "c.model_no")} + ${way} as int) as way, ${points} as points
from ${sum.coefficients} c
${answers.join("\n")}`;
    return { table: tableOf(sum, nth), sql };
  });

/** Answers to a group as one number; the first way to answer is not 0. */
function waySql(
  variables: readonly CodedVariable[],
  answer: (variable: CodedVariable) => string,
): string {
  const weights = weightsOf(variables);
  return variables
    .map((variable, nth) => {
      const weight = weights[nth] ?? 1;
      return weight === 1 ? answer(variable) : `${answer(variable)} * ${weight}`;
    })
    .join(" + ");
}

/** What is added to that number so that a model's ways come after those of the models before it, from 0 on. */
function firstWaySql({ variables, ways }: AnswerGroup, modelNo: string): string {
  const weights = weightsOf(variables);
  const least = variables.reduce((sum, { low }, nth) => sum + low * (weights[nth] ?? 1), 0);
  return `${modelNo} * ${ways} - (${least})`;
}

/** Of each variable: how many ways there are to answer those before it. */
function weightsOf(variables: readonly CodedVariable[]): readonly number[] {
  let ways = 1;
  return variables.map(({ low, high }) => {
    const weight = ways;
    ways *= high - low + 1;
    return weight;
  });
}

/** Sums looked up for every family. Answers are put together before anything is joined, while they lie as they were read. */
export function lookedUpSql(
  sums: readonly Sum[],
  groups: readonly AnswerGroup[],
  rows: string,
  facts: readonly string[],
): string {
  const carried = ["family_id", "size", "village_no", "regency_no", ...facts];
  const from = (of: string, names: readonly string[]) =>
    names.map((name) => `${of}.${name}`).join(", ");
  const own = (nth: number) => `way_${nth + 1}`;
  const key = (sum: Sum, nth: number) => `${sum.name}_way_${nth + 1}`;
  const packed = groups.map(
    ({ variables }, n) => `cast(${waySql(variables, ({ column }) => column)} as int) as ${own(n)}`,
  );
  const keys = sums.flatMap((sum, m) =>
    groups.map((_, n) => `m${m}.first_${n + 1} + i.${own(n)} as ${key(sum, n)}`),
  );
  const models = sums.map(({ ofRegency }, m) => {
    const firsts = groups.map(
      (group, n) => `cast(${firstWaySql(group, "model_no")} as int) as first_${n + 1}`,
    );
    return `\
  join (select regency_no, ${firsts.join(", ")} from ${ofRegency}) m${m} on m${m}.regency_no = i.regency_no`;
  });
  const lookups = sums.flatMap((sum, m) =>
    groups.map((_, n) => `join ${tableOf(sum, n)} p${m}_${n} on p${m}_${n}.way = k.${key(sum, n)}`),
  );
  const added = sums.map(
    ({ name }, m) => `${groups.map((_, n) => `p${m}_${n}.points`).join(" + ")} as ${name}`,
  );
  return `\
select ${from("k", carried)},
  ${added.join(",\n  ")}
from (
  select ${from("i", carried)},
    ${keys.join(", ")}
  from (
    select ${from("i", ["family_id", "size", "village_no", ...facts])}, cast(i.regency_no as int) as regency_no,
      ${packed.join(",\n      ")}
    from (
${rows}
    ) i
  ) i
${models.join("\n")}
) k
${lookups.join("\n")}`;
}
