import type { ProtectedTerms } from "#domain/protected-class.ts";
import { HOLDING_CAUSES, REVIEWED_CAUSES, type RemovalCause } from "#domain/removal.ts";
import { OWN_WORD_RULE } from "#domain/resignation.ts";
import type { Rule } from "#domain/rule.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { expressionSql, type SqlScope } from "./expression-sql.ts";
import { programCut } from "./program-cut.ts";
import type { Ruleset } from "./ruleset.ts";

/** Outcomes that hold a place: paid, or checked first while it waits. */
const PLACED = "outcome in ('recipient', 'review')";

/**
 * Who leaves each program between two versions, and why. From `outcome`, `person` of either version (`_before`, `_after`),
 * `family_after`, `family_redirect` and `person_redirect` (from_id, to_id), `open_hold`, those whom a notice or a review holds a
 * place for, `determined`, those on the lists that were last determined, and `settled`, of whom two people have decided since; to `removal`, one row each, and `removal_count`. Reads no identity.
 */
export function removalSteps(
  rulesets: readonly Ruleset[],
  classes: readonly ProtectedTerms[],
  dialect: Dialect,
): Step[] {
  return [
    reasonCauses(rulesets, dialect),
    hadPlace(),
    followed("follows_now", "had_place"),
    followed("follows_determined", "determined"),
    followed("follows_settled", "settled"),
    followedOnce(),
    leaver(),
    ...whatBecame(),
    ...memberFacts(classes, dialect),
    {
      table: "program_now",
      sql: "select program from outcome_after group by program",
    },
    caused(),
    removal(classes, dialect),
    removalCount(dialect),
  ];
}

/** What kind of cause a rule is, by what it asks. */
export function causeOfRule(rule: Rule, ruleset: Pick<Ruleset, "rules">): RemovalCause {
  if (programCut(ruleset)?.ruleId === rule.id) return "decile";
  if ("evidence" in rule.when) return "evidence";
  const asked = "members" in rule.when ? rule.when.members : rule.when;
  if (rule.kind === "eligibility" && "fact" in asked && asked.fact === "life_status") {
    return "deceased";
  }
  return rule.kind === "eligibility" && "members" in rule.when ? "membership" : "rule";
}

function reasonCauses(rulesets: readonly Ruleset[], dialect: Dialect): Step {
  const rows = rulesets.flatMap((ruleset) =>
    ruleset.rules.map((rule) => {
      const values = [ruleset.program.id, rule.id, causeOfRule(rule, ruleset)];
      return `(${values.map(dialect.text).join(", ")})`;
    }),
  );
  const none = "('none', 'none', 'rule')";
  return {
    table: "reason_cause",
    sql: `select program, reason, cause from (values ${[none, ...rows].join(", ")}) as r(program, reason, cause)`,
  };
}

const SAME_UNIT = (a: string, b: string) =>
  `${a}.program = ${b}.program and ${a}.unit = ${b}.unit and ${a}.unit_id = ${b}.unit_id`;

/** On the lists of the version before, or held there by a notice or a review. */
function hadPlace(): Step {
  const sql = `\
select program, unit, unit_id, family_id, village_no from outcome_before where ${PLACED}
union all
select h.program, h.unit, h.unit_id, h.family_id, h.village_no from open_hold h
where not exists (select 1 from outcome_before b where b.${PLACED} and ${SAME_UNIT("b", "h")})`;
  return { table: "had_place", sql };
}

/** The same under the ids they went on by; two that became one are one. */
function followed(table: string, from: string): Step {
  const sql = `\
select program, unit, unit_id, min(old_unit_id) as old_unit_id, min(family_id) as family_id, min(old_family_id) as old_family_id,
  min(village_no) as village_no
from (
  select h.program, h.unit, h.unit_id as old_unit_id, h.family_id as old_family_id, h.village_no,
    coalesce(case h.unit when 'person' then p.to_id else f.to_id end, h.unit_id) as unit_id,
    coalesce(g.to_id, h.family_id) as family_id
  from ${from} h
  left join person_redirect p on h.unit = 'person' and p.from_id = h.unit_id
  left join family_redirect f on h.unit = 'family' and f.from_id = h.unit_id
  left join family_redirect g on g.from_id = h.family_id
) went_on
group by program, unit, unit_id`;
  return { table, sql };
}

/** Whoever had a place now, and of those on a determined list whoever lost it since without anybody deciding so. */
function followedOnce(): Step {
  const sql = `\
select * from follows_now
union all
select d.* from follows_determined d
where not exists (select 1 from follows_now n where ${SAME_UNIT("n", "d")})
  and not exists (select 1 from follows_settled s where ${SAME_UNIT("s", "d")})`;
  return { table: "followed", sql };
}

/** Of those, whoever has no place now; not whoever gave it back, met twice and asked. */
function leaver(): Step {
  const sql = `\
select w.program, w.unit, w.unit_id, w.old_unit_id, w.old_family_id, coalesce(a.family_id, w.family_id) as family_id,
  coalesce(a.village_no, w.village_no) as village_no, a.outcome, a.first_reason
from followed w
left join outcome_after a on ${SAME_UNIT("a", "w")}
where a.outcome is null or (not (a.${PLACED}) and coalesce(a.first_reason, '') <> '${OWN_WORD_RULE}')`;
  return { table: "leaver", sql };
}

/** Who stands for a leaving family or person: its members now, or those it had where nobody is left of it. */
function whatBecame(): Step[] {
  return [
    {
      table: "leaving_family",
      sql: `select l.family_id, min(l.old_family_id) as old_family_id, max(case when f.family_id is null then 0 else 1 end) as is_there
from leaver l
left join family_after f on f.family_id = l.family_id
group by l.family_id`,
    },
    {
      table: "former_member",
      sql: `\
select g.family_id,
  cast(sum(case when a.life_status <> 2 then 1 else 0 end) as bigint) as alive_now,
  cast(sum(case when a.life_status = 2 then 1 else 0 end) as bigint) as dead_now
from leaving_family g
join person_before b on b.family_id = g.old_family_id
left join person_after a on a.person_id = b.person_id
group by g.family_id`,
    },
  ];
}

const CANNOT_SAY = 2;
const IS_NOT_DEAD_NOW =
  "not exists (select 1 from person_after a where a.person_id = p.person_id and a.life_status = 2)";

/** Whom the classes ask about: living members, each with a yes (1), a no (0) or no answer (2) to every class. */
function memberFacts(classes: readonly ProtectedTerms[], dialect: Dialect): Step[] {
  const forbidden = (): never => {
    throw new Error("a protected class asks about one member");
  };
  const scope: SqlScope = { fact: (name) => `p.${name}`, members: forbidden, evidence: forbidden };
  const answers = classes.map(
    ({ who }, i) =>
      `coalesce(cast((${expressionSql(who, scope, dialect)}) as int), ${CANNOT_SAY}) as t${i}`,
  );
  const read = (from: string, where: string) =>
    `select p.person_id, g.family_id, ${answers.join(", ")} from leaving_family g join ${from} where ${where} and p.life_status <> 2`;
  const any = (value: number) => (_: unknown, i: number) =>
    `max(case when t${i} = ${value} then 1 else 0 end) as ${value === 1 ? "y" : "u"}${i}`;
  return [
    {
      table: "member_class",
      sql: `${read("person_after p on p.family_id = g.family_id", "g.is_there = 1")}
union all
${read("person_before p on p.family_id = g.old_family_id", `g.is_there = 0 and ${IS_NOT_DEAD_NOW}`)}`,
    },
    {
      table: "family_class",
      sql: `select family_id, cast(count(*) as bigint) as living, ${[...classes.map(any(1)), ...classes.map(any(CANNOT_SAY))].join(", ")}
from member_class group by family_id`,
    },
  ];
}

/** Why each leaves: what happened to the people comes before what a rule says of them. */
function caused(): Step {
  const sql = `\
select l.program, l.unit, l.unit_id, l.old_unit_id, l.family_id, l.village_no, l.outcome,
  case
    when n.program is null then 'program-ended'
    when l.unit = 'person' and o.life_status = 2 then 'deceased'
    when l.unit = 'family' and coalesce(m.alive_now, 0) = 0 and coalesce(m.dead_now, 0) > 0 then 'deceased'
    when l.outcome is null and (case l.unit when 'person' then case when o.person_id is null then 0 else 1 end
      else coalesce(m.alive_now, 0) end) > 0 then 'membership'
    when l.outcome is null then 'left-register'
    when l.outcome in ('reserve', 'eligible-no-quota') then 'quota'
    else coalesce(r.cause, 'rule') end as cause,
  coalesce(l.first_reason, 'none') as detail
from leaver l
left join program_now n on n.program = l.program
left join person_after o on l.unit = 'person' and o.person_id = l.unit_id
left join former_member m on l.unit = 'family' and m.family_id = l.family_id
left join reason_cause r on r.program = l.program and r.reason = l.first_reason`;
  return { table: "caused", sql };
}

/** With what protects them: a person by the own answers, a family by those of any living member. */
function removal(classes: readonly ProtectedTerms[], dialect: Dialect): Step {
  const says = (value: number, column: string, { isAlone }: ProtectedTerms, i: number) => {
    const said = `case c.unit when 'person' then case when p.t${i} = ${value} then 1 else 0 end else coalesce(f.${column}${i}, 0) end`;
    return isAlone ? `case when f.living = 1 then ${said} else 0 end` : said;
  };
  const bits = (value: number, column: string) =>
    classes.map((one, i) => `(${says(value, column, one, i)}) * ${2 ** i}`).join(" + ");
  const listed = (causes: readonly RemovalCause[]) => causes.map(dialect.text).join(", ");
  const sql = `\
select program, unit, unit_id, old_unit_id, family_id, village_no, domicile_village_no, outcome, cause, detail, protected_by, untold,
  case when protected_by > 0 and cause in (${listed(HOLDING_CAUSES)}) then 'held'
    when protected_by > 0 or cause in (${listed(REVIEWED_CAUSES)}) then 'reviewed'
    else 'noticed' end as treatment
from (
  select c.program, c.unit, c.unit_id, c.old_unit_id, c.family_id, coalesce(c.village_no, 0) as village_no,
    coalesce(d.domicile_village_no, c.village_no, 0) as domicile_village_no, c.outcome, c.cause, c.detail,
    cast(case when c.cause = 'program-ended' then 0 else ${bits(1, "y")} end as bigint) as protected_by,
    cast(${bits(CANNOT_SAY, "u")} as bigint) as untold
  from caused c
  left join family_after d on d.family_id = c.family_id
  left join family_class f on f.family_id = c.family_id
  left join member_class p on c.unit = 'person' and p.person_id = c.unit_id and p.family_id = c.family_id
) told`;
  return { table: "removal", sql };
}

/** Recipients of each program in each regency, and who of them leaves by which cause and how. */
function removalCount(dialect: Dialect): Step {
  const regency = `cast(${dialect.quotient("coalesce(village_no, 0)", "1000000")} as bigint)`;
  const sql = `\
select program, ${regency} as regency_no, 'recipients' as cause, 'recipients' as treatment, 'none' as detail, cast(count(*) as bigint) as units
from followed group by program, ${regency}
union all
select program, ${regency} as regency_no, cause, treatment, detail, cast(count(*) as bigint) as units
from removal group by program, ${regency}, cause, treatment, detail`;
  return { table: "removal_count", sql };
}
