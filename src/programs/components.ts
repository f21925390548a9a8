import type { Benefit, Component } from "#domain/program.ts";
import type { Dialect } from "#engine/dialect.ts";
import { evaluateExpression, type Subject } from "./evaluate-expression.ts";
import { expressionSql, type SqlScope } from "./expression-sql.ts";
import type { Ruleset } from "./ruleset.ts";
import { NOT_GONE } from "./who.ts";

export type Components = Extract<Benefit, { kind: "components" }>;

/** How many members of a family are paid for under each component, and what that comes to. */
export type Taken = { readonly component: Component; readonly count: number };

/** The components in the order in which places are filled. */
const inPriority = ({ components, priority }: Components): readonly Component[] =>
  priority.map((id) => {
    const found = components.find((component) => component.id === id);
    if (found === undefined) throw new Error(`priority names "${id}", which is no component`);
    return found;
  });

const holds = (...asked: Parameters<typeof evaluateExpression>): boolean =>
  evaluateExpression(...asked).truth === true;

/** One family's components: each person once, by the highest amount; places filled by priority. */
export function takeComponents(
  benefit: Components,
  subject: Subject,
  ruleset: Ruleset,
): readonly Taken[] {
  const fits = subject.members
    .filter(
      (person) =>
        person.facts.life_status !== 2 && holds(NOT_GONE, { ...subject, person }, ruleset),
    )
    .map((person) =>
      benefit.components.find(({ who }) => holds(who, { ...subject, person }, ruleset)),
    );
  let [left, leftForChildren] = [benefit.most, benefit.mostChildren];
  return inPriority(benefit).map((component) => {
    const wanted = fits.filter((fit) => fit === component).length;
    const room = component.isChild ? Math.min(left, leftForChildren) : left;
    const count = Math.min(wanted, component.most, room);
    left -= count;
    if (component.isChild) leftForChildren -= count;
    return { component, count };
  });
}

/** The component that the person of a row falls under, by its number; null for none, and for who is not counted as a member. */
export function fitSql({ components }: Components, scope: SqlScope, dialect: Dialect): string {
  const branches = components.map(
    ({ who }, i) => `when ${expressionSql(who, scope, dialect)} then ${i}`,
  );
  return `case when ${expressionSql(NOT_GONE, scope, dialect)} then case ${branches.join("\n    ")} end end`;
}

/** How many members fall under each component, where each row is a member. */
export const wantedCounts = ({ components, name }: Components & { readonly name: string }) =>
  components.map(
    (_, i) => `cast(count(case fit_${name} when ${i} then 1 end) as int) as w_${name}_${i}`,
  );

/**
 * `b_<program>`, the rupiah of one phase, beside the columns that a query of `wantedCounts` carries along. One nested query a
 * component: each takes what is left of the places of the family.
 */
export function withAmounts(
  benefit: Components & { readonly name: string },
  counts: string,
  carried: readonly string[],
): string {
  const { name, components } = benefit;
  const wanted = components.map((_, i) => `wanted_${i}`);
  const renamedWanted = components.map((_, i) => `w_${name}_${i} as wanted_${i}`);
  const along = carried.map((column) => `${column}, `).join("");
  let query = `select ${along}${renamedWanted.join(", ")}, ${benefit.most} as left_all, ${benefit.mostChildren} as left_children from (\n${counts}\n) c`;
  const taken: string[] = [];
  for (const [step, component] of inPriority(benefit).entries()) {
    const i = components.indexOf(component);
    const room = component.isChild ? "least(left_all, left_children)" : "left_all";
    const children = component.isChild ? `left_children - taken_${i}` : "left_children";
    const columns = [...wanted, ...taken, `taken_${i}`].join(", ");
    query = `select ${along}${columns}, left_all - taken_${i} as left_all, ${children} as left_children from (
select t${step}.*, least(wanted_${i}, ${component.most}, ${room}) as taken_${i} from (\n${query}\n) t${step}\n) s${step}`;
    taken.push(`taken_${i}`);
  }
  const amounts = components.map((c, i) => `cast(taken_${i} as bigint) * ${c.amountRupiah}`);
  return `select ${along}${amounts.join(" + ")} as b_${name} from (\n${query}\n) amounts`;
}
