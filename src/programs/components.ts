import type { Benefit, Component } from "#domain/program.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { type IdRange, within } from "#ranking/model-input.ts";
import { evaluateExpression, type Subject } from "./evaluate-expression.ts";
import { expressionSql, type SqlScope } from "./expression-sql.ts";
import type { Ruleset } from "./ruleset.ts";

type Components = Extract<Benefit, { kind: "components" }>;

/** How many members of a family are paid for under each component, and what that comes to. */
export type Taken = { readonly component: Component; readonly count: number };

/** Reported dead, moved inside or out of the country: not counted as members (Regsosek 404). */
const GONE = [2, 3, 4] as const;

/** The components in the order in which places are filled. */
const inPriority = ({ components, priority }: Components): readonly Component[] =>
  priority.map((id) => {
    const found = components.find((component) => component.id === id);
    if (found === undefined) throw new Error(`priority names "${id}", which is no component`);
    return found;
  });

/** One family's components: each person once, by the highest amount; places filled by priority. */
export function takeComponents(
  benefit: Components,
  subject: Subject,
  ruleset: Ruleset,
): readonly Taken[] {
  const fits = subject.members
    .filter(
      ({ facts }) =>
        facts.life_status !== 2 && !(GONE as readonly unknown[]).includes(facts.presence),
    )
    .map((person) =>
      benefit.components.find(
        ({ who }) => evaluateExpression(who, { ...subject, person }, ruleset).truth === true,
      ),
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

/** The same for the nation: `benefit_<program>` with the rupiah of one phase. */
export function benefitSteps(
  { program: { benefit, id } }: Ruleset,
  dialect: Dialect,
  ids?: IdRange,
): readonly Step[] {
  if (benefit.kind !== "components") return [];
  const table = `benefit_${id.replaceAll("-", "_")}`;
  return [{ table, sql: amountsOf(benefit, fittingCounts(benefit, dialect, ids)) }];
}

function fittingCounts({ components }: Components, dialect: Dialect, ids: IdRange): string {
  const branches = components.map(
    ({ who }, i) => `when ${expressionSql(who, OF_PERSON, dialect)} then ${i}`,
  );
  const counts = components.map(
    (_, i) => `cast(sum(case when fit = ${i} then 1 else 0 end) as int) as wanted_${i}`,
  );
  return `\
select family_id, ${counts.join(", ")}
from (
  select p.family_id, case ${branches.join("\n    ")} end as fit
  from ${within("person", ids)} p
  where p.life_status <> 2 and p.presence not in (${GONE.join(", ")})
) fitting
group by family_id`;
}

/** Components ask about persons alone. */
const OF_PERSON: SqlScope = {
  fact: (name) => `p.${name}`,
  members: () => {
    throw new Error("a component may not ask about other members");
  },
  evidence: () => {
    throw new Error("a component may not ask for evidence");
  },
};

/** One nested query a component: each takes what is left of the places of the family. */
function amountsOf(benefit: Components, counts: string): string {
  let query = `select c.*, ${benefit.most} as left_all, ${benefit.mostChildren} as left_children from (\n${counts}\n) c`;
  const taken: string[] = [];
  for (const [step, component] of inPriority(benefit).entries()) {
    const i = benefit.components.indexOf(component);
    const room = component.isChild ? "least(left_all, left_children)" : "left_all";
    const children = component.isChild ? `left_children - taken_${i}` : "left_children";
    query = `select s${step}.*, left_all - taken_${i} as left_all_${step}, ${children} as left_children_${step} from (
select t${step}.*, least(wanted_${i}, ${component.most}, ${room}) as taken_${i} from (\n${query}\n) t${step}\n) s${step}`;
    query = renamed(query, benefit, taken.concat(`taken_${i}`), step);
    taken.push(`taken_${i}`);
  }
  const amounts = benefit.components.map(
    (c, i) => `cast(taken_${i} as bigint) * ${c.amountRupiah}`,
  );
  return `select family_id, ${amounts.join(" + ")} as amount_rupiah from (\n${query}\n) amounts`;
}

/** Hands on the places left under their old names. */
function renamed(
  query: string,
  { components }: Components,
  taken: readonly string[],
  step: number,
): string {
  const wanted = components.map((_, i) => `wanted_${i}`);
  const columns = ["family_id", ...wanted, ...taken].join(", ");
  return `select ${columns}, left_all_${step} as left_all, left_children_${step} as left_children from (\n${query}\n) r${step}`;
}
