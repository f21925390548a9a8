import type { EvidenceTest, Expression } from "#domain/rule.ts";
import type { Dialect } from "#engine/dialect.ts";
import { NOT_APPLICABLE } from "./facts.ts";

/** Where the facts and counted tests of an expression stand in the query around it. */
export type SqlScope = {
  fact(name: string): string;
  /** Columns with how many members say yes, and how many cannot say. */
  members(who: Expression): { readonly yes: string; readonly unknown: string };
  /** Column with 2 for a sure statement, 1 for a weak or old one, 0 for none. */
  evidence(test: EvidenceTest): string;
  /** Column that already holds the answer to a condition: true, false or null. */
  answered?(expression: Expression): string | undefined;
};

/** A condition as SQL whose null means unknown: `and` and `or` of SQL are the logic of `Truth`. */
export function expressionSql(expression: Expression, scope: SqlScope, dialect: Dialect): string {
  const answered = scope.answered?.(expression);
  if (answered !== undefined) return answered;
  const inner = (part: Expression) => `(${expressionSql(part, scope, dialect)})`;
  if ("all" in expression) return expression.all.map(inner).join(" and ");
  if ("any" in expression) return expression.any.map(inner).join(" or ");
  if ("not" in expression) return `not ${inner(expression.not)}`;
  if ("known" in expression) return `coalesce(${inner(expression.known)}, false)`;
  if ("members" in expression) return membersSql(expression, scope);
  if ("evidence" in expression) {
    const level = `coalesce(${scope.evidence(expression.evidence)}, 0)`;
    return `case ${level} when 2 then true when 0 then false end`;
  }
  return factSql(expression, scope.fact(expression.fact), dialect);
}

function membersSql(
  { members, atLeast }: Extract<Expression, { members: unknown }>,
  scope: SqlScope,
): string {
  const { yes, unknown } = scope.members(members);
  return (
    `case when coalesce(${yes}, 0) >= ${atLeast} then true ` +
    `when coalesce(${yes}, 0) + coalesce(${unknown}, 0) < ${atLeast} then false end`
  );
}

function factSql(
  expression: Extract<Expression, { fact: string }>,
  column: string,
  dialect: Dialect,
): string {
  if ("isOneOf" in expression)
    return `${column} in (${expression.isOneOf.map(dialect.text).join(", ")})`;
  const test =
    "in" in expression
      ? `${column} in (${expression.in.join(", ")})`
      : `${column} between ${expression.between[0]} and ${expression.between[1]}`;
  return `case when ${column} >= 0 then ${test} when ${column} = ${NOT_APPLICABLE} then false end`;
}
