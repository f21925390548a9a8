import type { EvidenceTest, Expression } from "#domain/rule.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { type IdRange, within } from "#ranking/model-input.ts";
import { wantedCounts, withAmounts } from "./components.ts";
import { expressionSql, type SqlScope } from "./expression-sql.ts";
import { isRankFact, ownerOf } from "./facts.ts";
import { answeredIn, type PersonQuestions } from "./person-answers.ts";
import { type MembersAsked, type RuleTests, testKey } from "./rule-tests.ts";
import { amountSql, oldestDay, type Ruleset } from "./ruleset.ts";

const forbidden = (what: string) => (): never => {
  throw new Error(`a condition on one member may not ask for ${what}`);
};

/** Families with their place and the facts that rules read. */
export function programFamilies(tests: RuleTests, dialect: Dialect, ids?: IdRange): Step {
  const facts = tests.familyFacts.map((name) => (isRankFact(name) ? `r.${name}` : `f.${name}`));
  const village = "coalesce(f.village_no, 0)";
  const sql = `\
select f.family_id, f.village_no, r.score, cast(coalesce(r.decile_national, 0) as int) as decile,
  cast(${dialect.quotient(village, "1000000")} as bigint) as regency_no,
  cast(${dialect.quotient(village, "100000000")} as bigint) as province_no${facts.map((fact) => `,\n  ${fact}`).join("")}
from ${within("family", ids)} f
left join ${within("rank", ids)} r on r.family_id = f.family_id`;
  return { table: "program_family", sql };
}

/** Conditions whose two bits fit in one word. */
const OF_A_WORD = 30;

const bit = (place: number): string => String(1n << BigInt(place));

/**
 * Where `memberAnswers` says of a condition on members whether any of a family's meets it and whether any cannot say: as
 * counts where more than one must, else as a bit of a word, which is above nought where one does.
 */
export function memberColumns({ members, counted }: MembersAsked, row: string) {
  const places = new Map(members.map((who, i) => [testKey(who), i]));
  return (who: Expression): { readonly yes: string; readonly unknown: string } => {
    const key = testKey(who);
    const i = places.get(key) ?? -1;
    if (counted.has(key)) return { yes: `${row}.m${i}_yes`, unknown: `${row}.m${i}_unknown` };
    const word = `${row}.said_${Math.floor(i / OF_A_WORD)}`;
    const place = 2 * (i % OF_A_WORD);
    return { yes: `(${word} & ${bit(place)})`, unknown: `(${word} & ${bit(place + 1)})` };
  };
}

/**
 * What the living members of each family say to each condition, in `memberColumns`; and what families are paid for members,
 * `b_<program>`. Out of `person_answer`, or a table like it.
 */
export function memberAnswers(
  { members, counted }: MembersAsked,
  { parts, components }: PersonQuestions,
  from = "person_answer",
): Step {
  const column = answeredIn(parts, "p");
  const answered = members.map((who, i) => ({
    answer: column(who) ?? forbidden("more than one person")(),
    isCounted: counted.has(testKey(who)),
    i,
  }));
  const several = answered.flatMap(({ answer, isCounted, i }) =>
    isCounted
      ? [
          `cast(count(case when ${answer} then 1 end) as int) as m${i}_yes`,
          `cast(count(case when ${answer} is null then 1 end) as int) as m${i}_unknown`,
        ]
      : [],
  );
  // To keep one word a family is a fraction of counting each answer.
  const anyone = Map.groupBy(
    answered.filter(({ isCounted }) => !isCounted),
    ({ i }) => Math.floor(i / OF_A_WORD),
  );
  const words = [...anyone].map(([word, of]) => {
    const bits = of.map(({ answer, i }) => {
      const place = 2 * (i % OF_A_WORD);
      return `case when ${answer} then ${bit(place)} when ${answer} is null then ${bit(place + 1)} else 0 end`;
    });
    return `bit_or(cast(${bits.join(" + ")} as bigint)) as said_${word}`;
  });
  const counts = [...words, ...several];
  const wanted = components.map(wantedCounts);
  const perFamily = `\
select ${["family_id", ...counts, ...wanted.flat()].join(",\n  ")}
from ${from} p
where lives
group by family_id`;
  const own = (columns: readonly string[]) =>
    columns.map((one) => one.slice(one.lastIndexOf(" ") + 1));
  const sql = components.reduce(
    (query, benefit, i) =>
      withAmounts(benefit, query, [
        "family_id",
        ...own(counts),
        ...components.slice(0, i).map(({ name }) => `b_${name}`),
        ...own(wanted.slice(i + 1).flat()),
      ]),
    perFamily,
  );
  return { table: "member_answer", sql };
}

/** Every statement that a rule asks for, with the family it concerns: its person's, or its house's. */
export function programEvidence({ evidence }: RuleTests, dialect: Dialect): Step {
  const asked = [...new Set(evidence.flatMap(({ statements }) => statements))].sort();
  const statements = asked.length === 0 ? "''" : asked.map(dialect.text).join(", ");
  const sql = `\
select e.person_id, coalesce(p.family_id, e.family_id) as family_id, e.statement, e.amount, e.observed_on,
  e.match_probability_milli
from evidence e
left join person p on p.person_id = e.person_id
where e.statement in (${statements})`;
  return { table: "program_evidence", sql };
}

/** The best statement on each test: 2 sure, 1 weak or old, 0 none. */
export function evidenceAnswers(
  by: "family" | "person",
  tests: RuleTests,
  { ruleset, ids }: { readonly ruleset: Ruleset; readonly ids?: IdRange },
  dialect: Dialect,
): Step {
  const levels = tests.evidence.map(
    (test, i) => `,\n  max(${evidenceLevel(test, ruleset, dialect)}) as e${i}`,
  );
  const sql = `\
select e.${by}_id${levels.join("")}
from ${within("program_evidence", ids)} e
join program_family f on f.family_id = e.family_id
where e.${by}_id is not null
group by e.${by}_id`;
  return { table: `${by}_evidence`, sql };
}

function evidenceLevel(test: EvidenceTest, ruleset: Ruleset, dialect: Dialect): string {
  const statements = test.statements.map(dialect.text).join(", ");
  const amount = amountSql(test.amountAtLeast, ruleset, "province_no");
  const oldest = oldestDay(ruleset.asOf, test.maxAgeDays);
  const isSure = `match_probability_milli >= ${test.minProbabilityMilli} and observed_on >= ${oldest}`;
  return `case when statement in (${statements}) and amount >= ${amount} then case when ${isSure} then 2 else 1 end else 0 end`;
}

type Asked = {
  readonly tests: RuleTests;
  readonly questions: PersonQuestions;
  /** Columns of amounts that go along. */
  readonly amounts: readonly string[];
};

/** Every condition of these programs, once, for every family or every person of one: 1 yes, 0 no, 2 unknown. */
export function ruleAnswers(
  unit: "family" | "person",
  conditions: readonly Expression[],
  { tests, questions, amounts }: Asked,
  dialect: Dialect,
): string {
  const answered = unit === "person" ? { answered: answeredIn(questions.parts, "p") } : {};
  const scope = { ...programScope(tests), ...answered };
  const answers = conditions.map(
    (when, i) => `,\n  coalesce(cast((${expressionSql(when, scope, dialect)}) as int), 2) as x${i}`,
  );
  const place =
    "coalesce(f.regency_no, 0) as regency_no, coalesce(f.province_no, 0) as province_no";
  const asked = [...answers, ...amounts].join("");
  // A join costs a nation much, and most programs of persons ask nothing of their families' members.
  const joined = [
    [/\bm\.[mbs]/, "left join member_answer m on m.family_id = f.family_id"],
    [/\bfe\.e\d/, "left join family_evidence fe on fe.family_id = f.family_id"],
    [/\bpe\.e\d/, "left join person_evidence pe on pe.person_id = p.person_id"],
  ] as const;
  const joins = joined.flatMap(([column, join]) => (column.test(asked) ? [join] : [])).join("\n");
  if (unit === "family") {
    return `\
select f.family_id, f.village_no, f.score, f.decile, ${place}${asked}
from program_family f
${joins}`;
  }
  return `\
select p.person_id, p.family_id, p.village_no, ${place}${asked}
from person_answer p
left join program_family f on f.family_id = p.family_id
${joins}`;
}

export const tableName = ({ program }: Ruleset): string => program.id.replaceAll("-", "_");

function programScope(tests: RuleTests): SqlScope {
  const evidence = new Map(tests.evidence.map((test, i) => [testKey(test), i]));
  return {
    fact: (name) => `${ownerOf(name) === "person" ? "p" : "f"}.${name}`,
    members: memberColumns(tests, "m"),
    evidence: (test) => `${test.about === "person" ? "pe" : "fe"}.e${evidence.get(testKey(test))}`,
  };
}
