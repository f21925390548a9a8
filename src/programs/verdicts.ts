import type { Expression, Rule } from "#domain/rule.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { IdRange } from "#ranking/model-input.ts";
import { benefitSteps } from "./components.ts";
import {
  evidenceAnswers,
  memberAnswers,
  programFamilies,
  ruleAnswers,
  tableName,
} from "./rule-answers.ts";
import { type RuleTests, testKey } from "./rule-tests.ts";
import type { Ruleset } from "./ruleset.ts";

/** Answer of a rule that turns a family away, or undefined for a check. */
const refusal = (rule: Rule): 0 | 1 | undefined =>
  rule.kind === "eligibility" ? 0 : rule.kind === "exclusion" ? 1 : undefined;

/** Answers of a rule that make somebody look first. */
function questions(rule: Rule): readonly number[] {
  const unknown = rule.ifUnknown === "review" ? [2] : [];
  return rule.kind === "check" ? [1, ...unknown] : unknown;
}

type Judged = {
  readonly rulesets: readonly Ruleset[];
  readonly tests: RuleTests;
  readonly ids?: IdRange;
  /** One range of many, whose verdicts are written as they come and read from files. */
  readonly isOneOfMany?: boolean;
};

/**
 * One row a family, and one a person where programs are of persons, with what each program says of them:
 * `s_` 0 fits, -1 lives elsewhere, else the number of the first rule that refuses; `q_` the number of the first rule that asks, or 0;
 * `t_` and `u_` the rules true and unknown as bit masks. A family also has `a_`, the rupiah of components, and `n_`, how many of its persons fit.
 */
export function verdictSteps(
  { rulesets, tests, ids, isOneOfMany = false }: Judged,
  dialect: Dialect,
): readonly Step[] {
  const [first] = rulesets as readonly [Ruleset];
  const [ofPersons, ofFamilies] = [inUnits(rulesets, "person"), inUnits(rulesets, "family")];
  const range = ids === undefined ? { tests } : { tests, ids };
  const fitting: Step = {
    table: "person_fitting",
    sql: `\
select family_id${ofPersons.map((one) => `, cast(max(${nthOf(one)}) as int) as ${nthOf(one)}`).join("")}
from person_verdict
group by family_id`,
  };
  const lies = (step: Step, key: string): Step => (isOneOfMany ? { ...step, order: [key] } : step);
  return [
    lies(programFamilies(tests, dialect, ids), "family_id"),
    memberAnswers(tests.members, dialect, ids),
    evidenceAnswers("family", tests, first, dialect),
    evidenceAnswers("person", tests, first, dialect),
    ...rulesets.flatMap((ruleset) => benefitSteps(ruleset, dialect, ids)),
    ...(ofPersons.length === 0
      ? []
      : [lies(personVerdict(ofPersons, range, dialect), "person_id"), fitting]),
    {
      ...familyVerdict(ofFamilies, ofPersons, range, dialect),
      ...(isOneOfMany ? { isPassing: true } : {}),
    },
  ];
}

const inUnits = (rulesets: readonly Ruleset[], unit: "family" | "person") =>
  rulesets.filter(({ program }) => program.unit === unit);

/** The column that counts, within a family, the persons who fit so far. */
const nthOf = (ruleset: Ruleset): string => `n_${tableName(ruleset)}`;

function personVerdict(
  rulesets: readonly Ruleset[],
  range: Omit<Judged, "rulesets">,
  dialect: Dialect,
): Step {
  const { conditions, columns } = judging(rulesets);
  const counted = rulesets.map(
    (one) =>
      `, cast(sum(case when s_${tableName(one)} = 0 then 1 else 0 end) over (partition by family_id order by person_id rows between unbounded preceding and current row) as int) as ${nthOf(one)}`,
  );
  const sql = `\
select judged.*${counted.join("")}
from (
  select person_id, family_id, village_no${columns}
  from (
${ruleAnswers("person", conditions, range, dialect)}
  ) answered
) judged`;
  return { table: "person_verdict", sql };
}

function familyVerdict(
  rulesets: readonly Ruleset[],
  ofPersons: readonly Ruleset[],
  range: Omit<Judged, "rulesets">,
  dialect: Dialect,
): Step {
  const { conditions, columns } = judging(rulesets);
  const paid = rulesets.filter(({ program }) => program.benefit.kind === "components");
  const amounts = paid.map(
    (one) => `, coalesce(b_${tableName(one)}.amount_rupiah, 0) as a_${tableName(one)}`,
  );
  const benefits = paid.map((one) => {
    const name = tableName(one);
    return `\nleft join benefit_${name} b_${name} on b_${name}.family_id = answered.family_id`;
  });
  const fitting = ofPersons.map((one) => `, coalesce(pf.${nthOf(one)}, 0) as ${nthOf(one)}`);
  const sql = `\
select answered.family_id, village_no, regency_no, province_no, decile,
  coalesce(score, 9000000000000000000) as score${columns}${amounts.join("")}${fitting.join("")}
from (
${ruleAnswers("family", conditions, range, dialect)}
) answered${benefits.join("")}${ofPersons.length === 0 ? "" : "\nleft join person_fitting pf on pf.family_id = answered.family_id"}`;
  return { table: "family_verdict", sql };
}

/** Conditions of several programs, each once, and the columns that say what each program makes of them. */
function judging(rulesets: readonly Ruleset[]) {
  const conditions = new Map<string, Expression>();
  for (const { rules } of rulesets) {
    for (const { when } of rules) conditions.set(testKey(when), when);
  }
  const places = new Map([...conditions.keys()].map((key, i) => [key, `x${i}`]));
  const columns = rulesets.map((ruleset) => {
    const answers = ruleset.rules.map(({ when }) => places.get(testKey(when)) ?? "");
    return verdictColumns(ruleset, answers);
  });
  return { conditions: [...conditions.values()], columns: columns.join("") };
}

function verdictColumns({ program, rules }: Ruleset, answers: readonly string[]): string {
  const name = program.id.replaceAll("-", "_");
  const refusing = rules.flatMap((rule, i) => {
    const answer = refusal(rule);
    return answer === undefined ? [] : [`when ${answers[i]} = ${answer} then ${i + 1}`];
  });
  const asking = rules.flatMap((rule, i) => {
    const asks = questions(rule);
    return asks.length === 0 ? [] : [`when ${answers[i]} in (${asks.join(", ")}) then ${i + 1}`];
  });
  const first = (branches: readonly string[]) =>
    branches.length === 0 ? "0" : `case ${branches.join(" ")} else 0 end`;
  const mask = (answer: 1 | 2) =>
    answers
      .map((x, i) => `case ${x} when ${answer} then ${1n << BigInt(i)} else 0 end`)
      .join(" + ") || "0";
  const elsewhere = notServed(program.region);
  return `,
  cast(${first([...elsewhere, ...refusing])} as int) as s_${name}, cast(${first(asking)} as int) as q_${name},
  cast(${mask(1)} as bigint) as t_${name}, cast(${mask(2)} as bigint) as u_${name}`;
}

function notServed(region: number | undefined): readonly string[] {
  if (region === undefined) return [];
  return [`when ${region < 100 ? "province_no" : "regency_no"} <> ${region} then -1`];
}
