import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";

/** Difficulties that are facts; behaviour and sadness are vault and never rank anyone. */
export const DIFFICULTIES = [
  "difficulty_sight",
  "difficulty_hearing",
  "difficulty_walking",
  "difficulty_hands",
  "difficulty_learning",
  "difficulty_speech",
  "difficulty_selfcare",
  "difficulty_memory",
] as const;

/** What is read of each living member, beside who heads the family. */
export const MEMBER_FACTS = [
  "age",
  "sex",
  "diploma",
  "job_status",
  "industry",
  "works",
  "school_participation",
  ...DIFFICULTIES,
] as const;

const NO_DIPLOMA = 23;
const NOT_KNOWN = -2;

/** A sum over the members of a family, and all that it reads of one of them: who brings the same changes no sum. */
type MemberSum = { readonly name: string; readonly sql: string; readonly reads: string };

/** How many members answer so; not known where nobody has an answer. */
const countWhere = (known: string, isCounted: string, name: string): MemberSum => ({
  name,
  sql:
    `case when sum(case when ${known} then 1 else 0 end) = 0 then ${NOT_KNOWN} ` +
    `else cast(sum(case when ${isCounted} then 1 else 0 end) as int) end`,
  reads: `case when ${known} then case when ${isCounted} then 1 else 0 end end`,
});

const ofHead = (column: string, name: string): MemberSum => {
  const reads = `case when relationship = 1 then ${column} end`;
  return { name, sql: `coalesce(max(${reads}), ${NOT_KNOWN})`, reads };
};

const ages = (low: number, high: number, name: string): MemberSum =>
  countWhere("age >= 0", `age between ${low} and ${high}`, name);

/** Diploma codes climb with the level, but "none" is 23: it goes below all others while comparing. */
const HIGHEST_DIPLOMA: MemberSum = {
  name: "max_diploma",
  sql:
    `case coalesce(max(case when diploma = ${NO_DIPLOMA} then 0 when diploma >= 0 then diploma end), ${NOT_KNOWN}) ` +
    `when 0 then ${NO_DIPLOMA} when ${NOT_KNOWN} then ${NOT_KNOWN} ` +
    `else max(case when diploma = ${NO_DIPLOMA} then 0 when diploma >= 0 then diploma end) end`,
  reads: "diploma",
};

const MEMBER_SUMS: readonly MemberSum[] = [
  ofHead("age", "head_age"),
  ofHead("sex", "head_sex"),
  ofHead("diploma", "head_diploma"),
  ofHead("job_status", "head_job_status"),
  ofHead("industry", "head_industry"),
  ages(0, 6, "members_0_6"),
  ages(7, 18, "members_7_18"),
  ages(19, 59, "members_19_59"),
  ages(60, 200, "members_60_up"),
  countWhere("works >= 0", "works = 1", "members_working"),
  countWhere(
    DIFFICULTIES.map((column) => `${column} >= 0`).join(" or "),
    DIFFICULTIES.map((column) => `${column} in (1, 2)`).join(" or "),
    "members_disabled",
  ),
  countWhere("school_participation >= 0", "school_participation = 2", "members_in_school"),
  HIGHEST_DIPLOMA,
];

/** Whom the sums count. */
export const IS_COUNTED_MEMBER = "life_status <> 2";

/** What the ranking reads of a living member, as columns over a row of persons: (read_1, read_2, ...). */
export const MEMBER_READS: readonly { readonly name: string; readonly sql: string }[] =
  MEMBER_SUMS.map(({ reads }, i) => ({ name: `read_${i + 1}`, sql: reads }));

/** Living members of each family summed up under the names the survey uses. */
export function memberSummaries(person: string, dialect: Dialect): Step {
  const sql = `\
select family_id,
  ${MEMBER_SUMS.map(({ name, sql }) => `${sql} as ${name}`).join(",\n  ")}
from ${dialect.identifier(person)}
where ${IS_COUNTED_MEMBER}
group by family_id`;
  return { table: "member_summary", sql };
}

const MEMBER_COLUMNS: readonly string[] = MEMBER_SUMS.map(({ name }) => name);

/** Square metres a member, whole; absent as the floor area is absent. */
const floorPerMember = (size: string, { quotient }: Dialect): string =>
  `case when floor_area < 0 or ${size} < 1 then least(floor_area, ${NOT_KNOWN}) ` +
  `else ${quotient("floor_area", size)} end as floor_per_member`;

const DERIVED: readonly string[] = ["size", "floor_per_member", ...MEMBER_COLUMNS];

/** Family facts the ranking reads as they stand. */
const PLAIN_FACTS: readonly string[] = RANKED_VARIABLES.map(({ id }) => id).filter(
  (id) => !DERIVED.includes(id),
);

/** Ranked variables that stand in the families' own table. */
export const STORED_VARIABLES: readonly string[] = ["size", ...PLAIN_FACTS];

/** All that the ranking reads of a family's own row, but where its village lies. */
export const FAMILY_READS: readonly string[] = ["size", "floor_area", ...PLAIN_FACTS];

/** Families from one id to another, both counted; nothing where there is one range of all. */
export type IdRange = { readonly from: number; readonly to: number } | undefined;

/** A filter that keeps a range of ids, to stand after a table. */
export const withinIds = (column: string, ids: IdRange): string =>
  ids === undefined ? "" : ` where ${column} between ${ids.from} and ${ids.to}`;

/** The rows of a table that a range of families is about; the table itself without a range. */
export const within = (table: string, ids: IdRange): string =>
  ids === undefined ? table : `(select * from ${table}${withinIds("family_id", ids)})`;

/** Where families come from that are to be scored: their rows by range of ids, and the regencies they live in. */
export type ModelInput = {
  readonly rows: (ids: IdRange) => string;
  readonly regencies: string;
};

/** One row a family with every ranked variable: the facts that scores and explanations are made of. */
export function modelInput(family: string, dialect: Dialect): ModelInput {
  const members = MEMBER_COLUMNS.map(
    (column) => `coalesce(m.${column}, ${NOT_KNOWN}) as ${column}`,
  );
  const regency = (of: string) => dialect.quotient(`coalesce(${of}village_no, 0)`, "1000000");
  const table = dialect.identifier(family);
  const rows = (ids: IdRange) => `\
select f.family_id, f.village_no, ${regency("f.")} as regency_no, f.facts_as_of,
  f.size,
  ${floorPerMember("f.size", dialect)},
  ${[...PLAIN_FACTS.map((id) => `f.${id}`), ...members].join(",\n  ")}
from (select * from ${table}${withinIds("family_id", ids)}) f
left join (select * from member_summary${withinIds("family_id", ids)}) m on m.family_id = f.family_id`;
  return { rows, regencies: `select distinct ${regency("")} as regency_no from ${table}` };
}

/** The same variables of the survey's households, with what is learned from and the design weight. */
export function surveyInput(survey: string, dialect: Dialect): Step {
  const sql = `\
select record_key, cast(regency_code as bigint) as regency_no, psu, weight_milli, expenditure_per_capita,
  household_size as size,
  ${floorPerMember("household_size", dialect)},
  ${[...PLAIN_FACTS, ...MEMBER_COLUMNS].join(",\n  ")}
from ${dialect.identifier(survey)}
where expenditure_per_capita > 0 and weight_milli > 0 and household_size > 0`;
  return { table: "survey_input", sql };
}
