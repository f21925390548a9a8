import { ABSENT } from "#domain/absent.ts";
import {
  type AgeIndicator,
  definitionOn,
  FACTS_AGE,
  INDICATORS,
  type Indicator,
} from "#domain/indicators.ts";
import { type PlainDate, toDayNumber } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Engine } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import { expressionSql, type SqlScope } from "./expression-sql.ts";
import { personAnswers } from "./person-answers.ts";
import { memberAnswers, memberColumns } from "./rule-answers.ts";
import { type MembersAsked, membersAsked } from "./rule-tests.ts";

const forbidden = (what: string) => (): never => {
  throw new Error(`an indicator of a family may not ask for ${what}`);
};

/** A family's own facts, and how its members answer. */
const ofFamily = (asked: MembersAsked): SqlScope => ({
  fact: (name) => `f.${name}`,
  members: memberColumns(asked, "m"),
  evidence: forbidden("evidence"),
});

/** Says of every family of a version what its facts amount to; one small row each, and how many rows. */
export async function writeIndicators(
  engine: Engine,
  draft: {
    readonly familyFile: string;
    readonly personFile: string;
    readonly day: PlainDate;
    readonly outFile: string;
  },
  progress: Progress = quiet,
): Promise<number> {
  const { rows } = await engine.run(
    {
      name: "indicators",
      inputs: [
        { table: "family", files: [draft.familyFile] },
        { table: "person", files: [draft.personFile] },
      ],
      stages: indicatorSteps(draft.day, engine.dialect),
      outputs: [{ table: "indicator", file: draft.outFile, order: ["family_id"] }],
    },
    progress,
  );
  return rows.indicator ?? 0;
}

/** What members of one family say to the conditions of indicators, beside what rules of programs ask of them. */
const [PERSONS, MEMBERS] = ["indicator_person", "indicator_member"];

/**
 * Table `indicator`, one row a family of `family`: each indicator by the definition in force on that day, as 1 yes, 0 no or
 * a reason for absence: not known where the facts do not tell, not asked before it was defined; and the age of its facts.
 */
export function indicatorSteps(day: PlainDate, dialect: Dialect): readonly Step[] {
  const defined = INDICATORS.flatMap((one) => definitionOn(one, day) ?? []);
  const asked = membersAsked(defined.flatMap(({ yes, no }) => [yes, no]));
  const columns = [
    ...INDICATORS.map((one) => `${indicatorSql(one, day, ofFamily(asked), dialect)} as ${one.id}`),
    `${ageSql(FACTS_AGE, day, dialect)} as ${FACTS_AGE.id}`,
  ];
  const questions = { parts: asked.members, components: [] };
  const persons = {
    ...personAnswers(questions, dialect),
    table: PERSONS,
    isPassing: true,
  } as const;
  const answers = { ...memberAnswers(asked, questions, PERSONS), table: MEMBERS };
  const join =
    asked.members.length === 0 ? "" : `\nleft join ${MEMBERS} m on m.family_id = f.family_id`;
  return [
    ...(asked.members.length === 0 ? [] : [persons, answers]),
    {
      table: "indicator",
      sql: `select f.family_id,\n  ${columns.join(",\n  ")}\nfrom family f${join}`,
    },
  ];
}

function indicatorSql(
  indicator: Indicator,
  day: PlainDate,
  scope: SqlScope,
  dialect: Dialect,
): string {
  const definition = definitionOn(indicator, day);
  if (definition === undefined) return `cast(${ABSENT["not-asked"]} as int)`;
  const [yes, no] = [definition.yes, definition.no].map((half) =>
    expressionSql(half, scope, dialect),
  );
  return `cast(case when ${yes} then 1 when ${no} then 0 else ${ABSENT["not-known"]} end as int)`;
}

/** Bands of whole months between two days of the calendar: the twin of `ageBand`. */
function ageSql({ since, months }: AgeIndicator, day: PlainDate, { quotient }: Dialect): string {
  const monthsOf = (number: string): string =>
    `${quotient(number, "10000")} * 12 + ${quotient(number, "100")} % 100`;
  const age = `(${monthsOf(String(toDayNumber(day)))}) - (${monthsOf(`f.${since}`)})`;
  const bands = months.map((most, i) => `when ${age} <= ${most} then ${i + 1}`).join(" ");
  return `cast(case when coalesce(f.${since}, 0) <= 0 then ${months.length + 2} ${bands} else ${months.length + 1} end as int)`;
}
