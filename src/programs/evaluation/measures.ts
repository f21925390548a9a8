import type { Balanced, Evaluated } from "#domain/evaluation.ts";
import { durable, sanitation } from "#domain/indicators.ts";
import type { Expression } from "#domain/rule.ts";
import { FAMILY_VARIABLES } from "#domain/variables/family-variables.ts";
import type { FieldGroup } from "#domain/variables/variable.ts";
import { duckdbDialect } from "#engine/dialect.ts";
import { IS_COUNTED_MEMBER } from "#ranking/model-input.ts";
import { expressionSql } from "../expression-sql.ts";

/** Facts that both versions say of a family, in thousandths; null where they cannot be told. */
type FactMeasure = Evaluated & Balanced;
export const FACT_MEASURES = [
  "school",
  "work",
  "sanitation",
  "house",
  "electricity",
  "assets",
] as const satisfies readonly FactMeasure[];

/** Groups of fields that must all have been answered anew, of the family or of the member who is counted. */
export const FRESH_GROUPS = {
  school: ["schooling"],
  work: ["work"],
  sanitation: ["water-and-sanitation"],
  house: ["housing"],
  electricity: ["energy"],
  assets: ["movable-assets"],
} as const satisfies Record<FactMeasure, readonly FieldGroup[]>;

/** Measures of members, summed up over those who are asked. */
export const MEMBER_MEASURES = ["school", "work"] as const;

const forbidden = (): never => {
  throw new Error("a measure of an evaluation reads facts alone");
};
const yesNo = (expression: Expression): string => {
  const scope = { fact: (name: string) => `f.${name}`, members: forbidden, evidence: forbidden };
  const sql = expressionSql(expression, scope, duckdbDialect);
  return `case when ${sql} then 1000 when not (${sql}) then 0 end`;
};

/** Things that may be owned or not; grams and such are not kinds. */
const ASSETS = FAMILY_VARIABLES.filter(({ group }) => group === "movable-assets").map(
  ({ id }) => id,
);
const KINDS = `case when least(${ASSETS.map((id) => `f.${id}`).join(", ")}) >= 0 then 1000 * (${ASSETS.map((id) => `cast(f.${id} > 0 as int)`).join(" + ")}) end`;

/** Of a row `f` of table family. */
export const FAMILY_VALUES = {
  sanitation: yesNo(sanitation),
  house: yesNo(durable),
  electricity: yesNo({ fact: "lighting_source", in: [1] }),
  assets: KINDS,
} as const;

/**
 * Table of what members of each family amount to: the share of children at school and of grown members at work. `fresh` is a table
 * of (person_id, field_group) whose answers count, or undefined where all do.
 */
export function memberValues(persons: string, fresh: string | undefined): string {
  const answered = (group: string) =>
    fresh === undefined
      ? "true"
      : `exists (select 1 from ${fresh} n where n.person_id = p.person_id and n.field_group = '${group}')`;
  const share = (asked: string, yes: string) =>
    `1000 * count(*) filter (${asked} and ${yes}) // nullif(count(*) filter (${asked}), 0)`;
  return `\
select p.family_id,
  ${share(`p.age between 7 and 18 and p.school_participation >= 0 and ${answered("schooling")}`, "p.school_participation = 2")} as school,
  ${share(`p.age between 19 and 59 and p.works >= 0 and ${answered("work")}`, "p.works = 1")} as work
from ${persons} p
where p.${IS_COUNTED_MEMBER}
group by p.family_id`;
}
