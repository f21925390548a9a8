import type { Variable } from "#domain/variables/variable.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import {
  allowedRanks,
  byGroup,
  CORRECTED_STEPS,
  FRESHNESS_STEPS,
  TRUST_ORDER,
  UNANSWERED,
  VALUE_STEPS,
} from "./trust.ts";

/** Whose facts are settled: persons from staged persons, families from staged families. */
export type Unit = {
  readonly unit: "person" | "family";
  readonly variables: readonly Variable[];
  /** Table (record_key, unit_id, place): each record's place among all records of its unit. */
  readonly places: string;
  readonly records: string;
};

/**
 * Table `<unit>_corrected` (unit_id, corrected_on, one day a variable): of units that corrections speak
 * of, the latest day on which a correction answered each variable.
 */
export function corrections({ unit, variables, places, records }: Unit): Step {
  const days = variables.map(({ id }) => `max(case when s.${id} >= 0 then p.as_of end) as ${id}`);
  return {
    table: `${unit}_corrected`,
    sql: `\
select p.unit_id, max(p.as_of) as corrected_on, ${days.join(", ")}
from ${records} s join ${places} p on p.record_key = s.record_key
where p.source = 'feedback'
group by p.unit_id`,
  };
}

/**
 * SQL: a record's place where a correction of the day `correctedOn` (null: none) speaks of the same. Lists
 * of a later day keep theirs and so come first; the correction and all up to its day go behind them.
 */
export function shifted(correctedOn: string): string {
  return `(p.place + case when p.source <> 'dukcapil' and p.as_of <= ${correctedOn} then ${CORRECTED_STEPS} else 0 end)`;
}

/**
 * Table `<unit>_best` (unit_id, one packed number a variable): of the sources that may answer a
 * variable the most trusted that does, and of its observations the newest. Absent never beats
 * present. Place and value travel in one whole number, so that one pass over the records settles
 * every field; see `settledValue` for how they part again. Units with corrections are settled apart,
 * because there the place depends on the field.
 */
export function bestAnswers({ unit, variables, places, records }: Unit): Step {
  const answers = (place: (id: string) => string): string =>
    variables
      .map((variable) => {
        const { id } = variable;
        return `min(case when s.${id} >= 0${mayAnswer(variable)} then ${place(id)} * ${VALUE_STEPS} + s.${id} end) as ${id}`;
      })
      .join(",\n  ");
  const spoken = `${records} s join ${places} p on p.record_key = s.record_key`;
  return {
    table: `${unit}_best`,
    sql: `\
select p.unit_id, ${answers(() => "p.place")}
from ${spoken} left join ${unit}_corrected c on c.unit_id = p.unit_id
where c.unit_id is null
group by p.unit_id
union all
select p.unit_id, ${answers((id) => shifted(`c.${id}`))}
from ${spoken} join ${unit}_corrected c on c.unit_id = p.unit_id
group by p.unit_id`,
  };
}

/** Only where the catalogue leaves out sources: nobody else answers, wherever the order has them. */
function mayAnswer(variable: Variable): string {
  const allowed = allowedRanks(variable);
  const others = TRUST_ORDER.map((_, rank) => rank).filter((rank) => !allowed.includes(rank));
  const least = Math.min(...allowed);
  const bounds = [
    ...(least > 0 ? [`p.place >= ${least * FRESHNESS_STEPS}`] : []),
    ...others
      .filter((rank) => rank > least)
      .map(
        (rank) =>
          `not (p.place >= ${rank * FRESHNESS_STEPS} and p.place < ${(rank + 1) * FRESHNESS_STEPS})`,
      ),
  ];
  return bounds.map((bound) => ` and ${bound}`).join("");
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
  const placeOf = (packed: string): string =>
    `(${dialect.quotient(packed, String(VALUE_STEPS))}) % ${CORRECTED_STEPS}`;
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
