import type { Program } from "#domain/program.ts";
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

export type Judged = {
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
    memberAnswers(tests, questions),
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

/** Where the verdicts on persons lie: those of programs of one region apart, without anybody else's rows. */
export const personVerdictTable = ({ region }: Pick<Program, "region">): string =>
  region === undefined ? "person_verdict" : `person_verdict_${region}`;

/** Programs of persons by where their verdicts lie. */
const ofPersonTables = (rulesets: readonly Ruleset[]): ReadonlyMap<string, readonly Ruleset[]> =>
  Map.groupBy(inUnits(rulesets, "person"), ({ program }) => personVerdictTable(program));

/** The tables of `personVerdict`, by name. */
export const personVerdictTables = (rulesets: readonly Ruleset[]): readonly string[] => [
  ...ofPersonTables(rulesets).keys(),
];

/** A step for each of `personVerdictTables`. */
export function personVerdict(judged: Judged, dialect: Dialect): readonly Step[] {
  return [...ofPersonTables(judged.rulesets)].map(([table, rulesets]) => {
    const { conditions, columns } = judging(rulesets);
    const region = rulesets[0]?.program.region;
    const sql = `\
select person_id, family_id, village_no${columns}
from (
${ruleAnswers("person", conditions, { ...asked(judged), amounts: [] }, dialect)}
) answered${region === undefined ? "" : `\nwhere ${served(region)}`}`;
    return { table, sql, ...passing(judged) };
  });
}

const asked = (judged: Judged) => ({ tests: judged.tests, questions: personQuestions(judged) });

const passing = ({ isOneOfMany }: Judged) => (isOneOfMany ? { isPassing: true as const } : {});

/** After `person_verdict`: how many persons of each family fit, and what is said of the family itself. */
export function familyVerdict(judged: Judged, dialect: Dialect): readonly Step[] {
  const fitting = [...ofPersonTables(judged.rulesets)].map(([from, rulesets], i) => {
    const names = rulesets.map(tableName);
    const counts = names.map(
      (name) => `, cast(count(case s_${name} when 0 then 1 end) as int) as n_${name}`,
    );
    const table = `person_fitting_${i}`;
    const fits = names.map((name) => `s_${name} = 0`).join(" or ");
    return {
      names,
      step: {
        table,
        sql: `select family_id${counts.join("")}\nfrom ${from}\nwhere ${fits}\ngroup by family_id`,
      },
      join: `\nleft join ${table} pf${i} on pf${i}.family_id = answered.family_id`,
    };
  });
  const sql = familySql(fitting, judged, dialect);
  return [...fitting.map(({ step }) => step), { table: "family_verdict", sql, ...passing(judged) }];
}

/** Programs whose fitting persons are counted in one table, and how a family finds its own. */
type Fitting = { readonly names: readonly string[]; readonly join: string };

function familySql(fits: readonly Fitting[], judged: Judged, dialect: Dialect): string {
  const rulesets = inUnits(judged.rulesets, "family");
  const { conditions, columns } = judging(rulesets);
  const paid = rulesets.filter(({ program }) => program.benefit.kind === "components");
  const names = paid.map(tableName);
  const amounts = names.map((name) => `,\n  coalesce(m.b_${name}, 0) as a_${name}`);
  const fitting = fits.flatMap(({ names: of }, i) =>
    of.map((name) => `, coalesce(pf${i}.n_${name}, 0) as n_${name}`),
  );
  return `\
select answered.family_id, village_no, regency_no, province_no, decile,
  coalesce(score, 9000000000000000000) as score${columns}${names.map((name) => `, a_${name}`).join("")}${fitting.join("")}
from (
${ruleAnswers("family", conditions, { ...asked(judged), amounts }, dialect)}
) answered${fits.map(({ join }) => join).join("")}`;
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
