import type { Variable } from "#domain/variables/variable.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { allowedRanks, byGroup, FRESHNESS_STEPS, UNANSWERED, VALUE_STEPS } from "./trust.ts";

/** Whose facts are settled: persons from staged persons, families from staged families. */
export type Unit = {
  readonly unit: "person" | "family";
  readonly variables: readonly Variable[];
  /** Table (record_key, unit_id, place): each record's place among all records of its unit. */
  readonly places: string;
  readonly records: string;
};

/**
 * Table `<unit>_best` (unit_id, one packed number a variable): of the sources that may answer a
 * variable the most trusted that does, and of its observations the newest. Absent never beats
 * present. Place and value travel in one whole number, so that one pass over the records settles
 * every field; see `settled` for how they part again.
 */
export function bestAnswers({ unit, variables, places, records }: Unit): Step {
  const answers = variables.map((variable) => {
    const { id } = variable;
    return `min(case when s.${id} >= 0${mayAnswer(variable)} then p.place * ${VALUE_STEPS} + s.${id} end) as ${id}`;
  });
  return {
    table: `${unit}_best`,
    sql: `\
select p.unit_id, ${answers.join(",\n  ")}
from ${records} s join ${places} p on p.record_key = s.record_key
group by p.unit_id`,
  };
}

/** Only where the catalogue leaves out sources that the order of trust knows. */
function mayAnswer(variable: Variable): string {
  const least = Math.min(...allowedRanks(variable));
  return least === 0 ? "" : ` and p.place >= ${least * FRESHNESS_STEPS}`;
}

/** SQL: the value inside a packed answer, or "not asked" where nobody answered. */
export function settledValue(column: string): string {
  return `coalesce(cast(${column} % ${VALUE_STEPS} as int), ${UNANSWERED})`;
}

/**
 * Table `<unit>_source` (unit_id, field_group, place): for each group the place of the record that
 * gave its leading answer; and, where a field of the group came from another record, a row under
 * the field's own name.
 */
export function answerSources({ unit, variables }: Unit, dialect: Dialect): readonly Step[] {
  const groups = [...byGroup(variables)];
  const lead = groups.map(([group, members]) => `${leading(members)} as ${tidy(group)}`);
  const placeOf = (packed: string): string => dialect.quotient(packed, String(VALUE_STEPS));
  const rows = groups.flatMap(([group, members]) => [
    `select unit_id, '${group}' as field_group, ${placeOf(tidy(group))} as place
from ${unit}_lead where ${tidy(group)} is not null`,
    ...members.map(
      ({ id }) => `select unit_id, '${id}' as field_group, ${placeOf(id)} as place
from ${unit}_lead where ${placeOf(id)} <> ${placeOf(tidy(group))}`,
    ),
  ]);
  return [
    { table: `${unit}_lead`, sql: `select b.*, ${lead.join(", ")} from ${unit}_best b` },
    { table: `${unit}_source`, sql: rows.join("\nunion all\n") },
  ];
}

/** The leading answer of a group; engines differ on nulls in `least`, so none reaches it. */
function leading(members: readonly Variable[]): string {
  const none = VALUE_STEPS * VALUE_STEPS;
  const answers = members.map(({ id }) => `coalesce(${id}, ${none})`);
  const least = answers.length === 1 ? answers[0] : `least(${answers.join(", ")})`;
  return `nullif(${least}, ${none})`;
}

const tidy = (group: string): string => `lead_${group.replaceAll("-", "_")}`;
