import type { Component, Program } from "#domain/program.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { programEvidence, tableName } from "../rule-answers.ts";
import { ruleTests } from "../rule-tests.ts";
import { verdictSteps } from "../verdicts.ts";
import { whatIfRuleset } from "./what-if-rules.ts";

/** A family has fewer members of one component than this: each component's count is one digit of a number to this base. */
const BASE_BITS = 6;
const DIGIT = (1 << BASE_BITS) - 1;

const coded = (component: Component, i: number): Component => ({
  ...component,
  amountRupiah: 2 ** (BASE_BITS * i),
});

/**
 * How many each component of a program pays for, by regency, percentile and decile, among families that fit: the same
 * verdicts as the cells, with amounts by which every count can be read back. Nothing where it does not pay by components.
 */
export function rulePartSteps(
  program: Program,
  asOf: string,
  dialect: Dialect,
): readonly Step[] | undefined {
  const reform = { programRules: true, conditions: [] };
  const ruleset = whatIfRuleset(program, reform, { side: "reform", asOf });
  const { benefit } = ruleset.program;
  if (benefit.kind !== "components") return undefined;
  const [first, ...rest] = benefit.components.map(coded);
  if (first === undefined) return undefined;
  const components = [first, ...rest] as const;
  const counting = {
    ...ruleset,
    program: { ...ruleset.program, benefit: { ...benefit, components } },
  };
  const tests = ruleTests([counting]);
  const name = tableName(counting);
  const parts = components.map(
    ({ id }, i) => `'${id}': cast(sum((v.a_${name} >> ${BASE_BITS * i}) & ${DIGIT}) as bigint)`,
  );
  return [
    programEvidence(tests, dialect),
    ...verdictSteps({ rulesets: [counting], tests }, dialect),
    {
      table: "rule_part",
      sql: `\
select v.regency_no, cast(coalesce(r.percentile, 0) as int) as bin, cast(coalesce(r.decile_national, 0) as int) as decile,
  cast(to_json({${parts.join(", ")}}) as varchar) as parts
from family_verdict v join rank r on r.family_id = v.family_id
where v.s_${name} = 0 and r.score is not null
group by v.regency_no, coalesce(r.percentile, 0), coalesce(r.decile_national, 0)`,
    },
  ];
}
