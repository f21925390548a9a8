import type { Expression } from "#domain/rule.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { type IdRange, within } from "#ranking/model-input.ts";
import { type Components, fitSql } from "./components.ts";
import { expressionSql, type SqlScope } from "./expression-sql.ts";
import { ownerOf } from "./facts.ts";
import { testKey } from "./rule-tests.ts";
import { NOT_GONE } from "./who.ts";

/** What is asked of single persons alone, by whatever rule, benefit or count: each once. */
export type PersonQuestions = {
  /** Conditions on facts of one person. */
  readonly parts: readonly Expression[];
  /** Components that each person falls under at most one of. */
  readonly components: readonly (Components & { readonly name: string })[];
};

const isOfOnePerson = (expression: Expression): boolean =>
  "fact" in expression
    ? ownerOf(expression.fact) === "person"
    : partsOf(expression)?.every(isOfOnePerson) === true;

const partsOf = (expression: Expression): readonly Expression[] | undefined => {
  if ("not" in expression) return [expression.not];
  if ("known" in expression) return [expression.known];
  if ("all" in expression) return expression.all;
  return "any" in expression ? expression.any : undefined;
};

/** The largest parts of a condition that ask about one person alone. */
export function personParts(expression: Expression): readonly Expression[] {
  if (isOfOnePerson(expression)) return [expression];
  return (partsOf(expression) ?? []).flatMap(personParts);
}

/** Each part once. */
export const eachOnce = (expressions: readonly Expression[]): readonly Expression[] => [
  ...new Map(expressions.map((one) => [testKey(one), one])).values(),
];

/** Conditions of several facts that stand in more than one question: worked out once a person. */
function shared({ parts, components }: PersonQuestions): readonly Expression[] {
  const times = new Map<string, { readonly expression: Expression; count: number }>();
  const visit = (expression: Expression): void => {
    const inner = partsOf(expression);
    if (inner === undefined) return;
    const key = testKey(expression);
    const known = times.get(key) ?? { expression, count: 0 };
    times.set(key, { expression, count: known.count + 1 });
    if (known.count === 0) for (const part of inner) visit(part);
  };
  for (const part of parts) visit(part);
  for (const { components: of } of components) {
    visit(NOT_GONE);
    for (const { who } of of) visit(who);
  }
  return [...times.values()].filter(({ count }) => count > 1).map(({ expression }) => expression);
}

const ofPerson = (answered: SqlScope["answered"]): SqlScope => {
  const forbidden = (what: string) => (): never => {
    throw new Error(`a condition on one member may not ask for ${what}`);
  };
  return {
    fact: (name) => `p.${name}`,
    members: forbidden("members"),
    evidence: forbidden("evidence"),
    ...(answered === undefined ? {} : { answered }),
  };
};

/** Columns by the conditions that they answer. */
const byKey =
  (expressions: readonly Expression[], column: (i: number) => string) =>
  (expression: Expression): string | undefined => {
    const key = testKey(expression);
    const i = expressions.findIndex((one) => testKey(one) === key);
    return i < 0 ? undefined : column(i);
  };

/** Where the answers of `personAnswers` stand for whoever reads its rows as `row`. */
export const answeredIn = (parts: readonly Expression[], row: string) =>
  byKey(parts, (i) => `${row}.a${i}`);

/**
 * One row a person: `a<n>` true, false or null for each condition, `fit_<program>` the number of the component, null where none
 * fits, and whether somebody lives, which is what members are counted by.
 */
export function personAnswers(questions: PersonQuestions, dialect: Dialect, ids?: IdRange): Step {
  const kept = shared(questions);
  const keptColumns = kept.map(
    (one, i) => `, (${expressionSql(one, ofPerson(undefined), dialect)}) as h${i}`,
  );
  const scope = ofPerson(byKey(kept, (i) => `p.h${i}`));
  const answers = questions.parts.map(
    (one, i) => `,\n  (${expressionSql(one, scope, dialect)}) as a${i}`,
  );
  const fits = questions.components.map(
    (one) => `,\n  ${fitSql(one, scope, dialect)} as fit_${one.name}`,
  );
  const persons = within("person", ids);
  const from =
    kept.length === 0 ? persons : `(select p.*${keptColumns.join("")} from ${persons} p)`;
  return {
    table: "person_answer",
    sql: `\
select p.person_id, p.family_id, p.village_no, p.life_status <> 2 as lives${answers.join("")}${fits.join("")}
from ${from} p`,
  };
}
