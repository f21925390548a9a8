import type { Expression, Rule } from "#domain/rule.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { IdRange } from "#ranking/model-input.ts";
import { eachOnce, type PersonQuestions, personAnswers, personParts } from "./person-answers.ts";
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
export const verdictSteps = (judged: Judged, dialect: Dialect): readonly Step[] => [
  ...factSteps(judged, dialect),
  ...personVerdict(judged, dialect),
  ...familyVerdict(judged, dialect),
];

/** What rules and benefits ask of families and their members, counted once. */
export function factSteps(judged: Judged, dialect: Dialect): readonly Step[] {
  const { rulesets, tests, ids, isOneOfMany } = judged;
  const [first] = rulesets as readonly [Ruleset];
  const families = programFamilies(tests, dialect, ids);
  const questions = personQuestions(judged);
  return [
    isOneOfMany ? { ...families, order: ["family_id"] } : families,
    personAnswers(questions, dialect, ids),
    memberAnswers(tests.members, questions),
    evidenceAnswers("family", tests, { ruleset: first, ids }, dialect),
    evidenceAnswers("person", tests, { ruleset: first, ids }, dialect),
  ];
}

/** What `familyVerdict` reads of the facts, after persons are done. */
export const FAMILY_FACT_TABLES = ["program_family", "member_answer", "family_evidence"] as const;

/** Everything that is asked of persons one by one. */
function personQuestions({ rulesets, tests }: Judged): PersonQuestions {
  const ofPersons = inUnits(rulesets, "person").flatMap(({ rules }) =>
    rules.flatMap(({ when }) => personParts(when)),
  );
  const components = rulesets.flatMap((one) => {
    const { benefit } = one.program;
    return benefit.kind === "components" ? [{ ...benefit, name: tableName(one) }] : [];
  });
  return { parts: eachOnce([...tests.members, ...ofPersons]), components };
}

const inUnits = (rulesets: readonly Ruleset[], unit: "family" | "person") =>
  rulesets.filter(({ program }) => program.unit === unit);

/** No step where no program is of persons. */
export function personVerdict(judged: Judged, dialect: Dialect): readonly Step[] {
  const rulesets = inUnits(judged.rulesets, "person");
  if (rulesets.length === 0) return [];
  const { conditions, columns } = judging(rulesets);
  const sql = `\
select person_id, family_id, village_no${columns}
from (
${ruleAnswers("person", conditions, { ...asked(judged), amounts: [] }, dialect)}
) answered`;
  return [{ table: "person_verdict", sql, ...passing(judged) }];
}

const asked = (judged: Judged) => ({ tests: judged.tests, questions: personQuestions(judged) });

const passing = ({ isOneOfMany }: Judged) => (isOneOfMany ? { isPassing: true as const } : {});

/** After `person_verdict`: how many persons of each family fit, and what is said of the family itself. */
export function familyVerdict(judged: Judged, dialect: Dialect): readonly Step[] {
  const [rulesets, ofPersons] = [
    inUnits(judged.rulesets, "family"),
    inUnits(judged.rulesets, "person"),
  ];
  const counts = ofPersons.map((one) => {
    const name = tableName(one);
    return `, cast(count(case s_${name} when 0 then 1 end) as int) as n_${name}`;
  });
  const fitting = {
    table: "person_fitting",
    sql: `select family_id${counts.join("")}\nfrom person_verdict\ngroup by family_id`,
  };
  const sql = familySql(rulesets, ofPersons, judged, dialect);
  return [
    ...(ofPersons.length === 0 ? [] : [fitting]),
    { table: "family_verdict", sql, ...passing(judged) },
  ];
}

function familySql(
  rulesets: readonly Ruleset[],
  ofPersons: readonly Ruleset[],
  judged: Judged,
  dialect: Dialect,
): string {
  const { conditions, columns } = judging(rulesets);
  const paid = rulesets.filter(({ program }) => program.benefit.kind === "components");
  const names = paid.map(tableName);
  const amounts = names.map((name) => `,\n  coalesce(m.b_${name}, 0) as a_${name}`);
  const fitting = ofPersons.map(
    (one) => `, coalesce(pf.n_${tableName(one)}, 0) as n_${tableName(one)}`,
  );
  return `\
select answered.family_id, village_no, regency_no, province_no, decile,
  coalesce(score, 9000000000000000000) as score${columns}${names.map((name) => `, a_${name}`).join("")}${fitting.join("")}
from (
${ruleAnswers("family", conditions, { ...asked(judged), amounts }, dialect)}
) answered${ofPersons.length === 0 ? "" : "\nleft join person_fitting pf on pf.family_id = answered.family_id"}`;
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
  const isServed = served(program.region);
  const elsewhere = isServed === undefined ? [] : [`when not ${isServed} then -1`];
  // Of who lives elsewhere nothing more is asked: a program of one province costs the nation little.
  const here = (answers: string) =>
    isServed === undefined ? answers : `case when ${isServed} then ${answers} else 0 end`;
  return `,
  cast(${first([...elsewhere, ...refusing])} as int) as s_${name}, cast(${here(first(asking))} as int) as q_${name},
  cast(${here(mask(1))} as bigint) as t_${name}, cast(${here(mask(2))} as bigint) as u_${name}`;
}

const served = (region: number | undefined): string | undefined =>
  region === undefined ? undefined : `(${region < 100 ? "province_no" : "regency_no"} = ${region})`;
