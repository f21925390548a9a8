import type { Quota } from "#domain/quota.ts";
import type { Rule } from "#domain/rule.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { ruleAnswers, tableName } from "./rule-answers.ts";
import type { RuleTests } from "./rule-tests.ts";
import type { Ruleset } from "./ruleset.ts";

/** Answer of a rule that turns a family away, or undefined for a check. */
const refusal = (rule: Rule): 0 | 1 | undefined =>
  rule.kind === "eligibility" ? 0 : rule.kind === "exclusion" ? 1 : undefined;

/** Answers of a rule that make somebody look first. */
function questions(rule: Rule): readonly number[] {
  const unknown = rule.ifUnknown === "review" ? [2] : [];
  return rule.kind === "check" ? [1, ...unknown] : unknown;
}

/** ineligible, review or eligible, by the first rule that says so, with all answers as bit masks. */
export function verdicts(ruleset: Ruleset, tests: RuleTests, dialect: Dialect): Step {
  const { rules } = ruleset;
  const mask = (answer: 1 | 2) =>
    rules
      .map((_, i) => `case r${i} when ${answer} then ${1n << BigInt(i)} else 0 end`)
      .join(" + ") || "0";
  const refusing = rules.flatMap((rule, i) => {
    const answer = refusal(rule);
    return answer === undefined ? [] : [`when r${i} = ${answer} then ${dialect.text(rule.id)}`];
  });
  const asking = rules.flatMap((rule, i) => {
    const answers = questions(rule);
    if (answers.length === 0) return [];
    return [`when r${i} in (${answers.join(", ")}) then ${dialect.text(rule.id)}`];
  });
  const reason = (branches: readonly string[]) =>
    branches.length === 0 ? "cast(null as string)" : `case ${branches.join(" ")} end`;
  const sql = `\
select unit_id, family_id, village_no, regency_no, score,
  ${reason(refusing)} as refused_by,
  ${reason(asking)} as asked_by,
  cast(${mask(1)} as bigint) as rules_true,
  cast(${mask(2)} as bigint) as rules_unknown
from (
${ruleAnswers(ruleset, tests, dialect)}
) answered`;
  return { table: `verdict_${tableName(ruleset)}`, sql };
}

/** The quotas as a small table. Without any, nobody has a place. */
export function quotaTable(quotas: readonly Quota[], asOf: string, dialect: Dialect): Step {
  const inForce = quotas.filter(
    ({ validFrom, validTo }) => validFrom <= asOf && asOf <= (validTo ?? asOf),
  );
  const rows = inForce.map(
    (q) => `(${dialect.text(q.program)}, ${q.regencyNo}, ${q.places}, ${q.reserve})`,
  );
  const none = "('none', 0, 0, 0)";
  const sql = `\
select program, cast(regency_no as bigint) as regency_no, cast(places as bigint) as places, cast(reserve as bigint) as reserve
from (values ${[none, ...rows].join(", ")}) as q(program, regency_no, places, reserve)`;
  return { table: "quota", sql };
}

/**
 * Everyone not turned away, in rank order of their regency. Families with equal scores are drawn by
 * the published digest of (draw key of the version, program, family id); persons of one family stand by their id.
 */
export function placed(ruleset: Ruleset, drawKey: string, dialect: Dialect): Step {
  const name = tableName(ruleset);
  const drawn = dialect.digest60(
    `concat(${dialect.text(`${drawKey}|${ruleset.program.id}|`)}, cast(family_id as string))`,
  );
  const sql = `\
select unit_id, family_id, village_no, asked_by, rules_true, rules_unknown, regency_no, score,
  row_number() over (partition by regency_no order by score, drawn, family_id, unit_id) as place
from (
  select v.unit_id, v.family_id, v.village_no, v.asked_by, v.rules_true, v.rules_unknown, v.regency_no,
    coalesce(v.score, 9000000000000000000) as score, ${drawn} as drawn
  from verdict_${name} v
  where v.refused_by is null
) waiting`;
  return { table: `placed_${name}`, sql };
}

/** One row a family, or person, of every program: outcome, place, first reason, masks, rupiah. */
export function outcomes(rulesets: readonly Ruleset[], dialect: Dialect): Step {
  const parts = rulesets.map((ruleset) => outcomeSql(ruleset, dialect));
  return { table: "outcome", sql: parts.join("\nunion all\n") };
}

function outcomeSql(ruleset: Ruleset, dialect: Dialect): string {
  const { program, id } = ruleset;
  const name = tableName(ruleset);
  const text = dialect.text;
  const head = `${text(program.id)} as program, ${text(program.unit)} as unit`;
  const isFlat = program.benefit.kind === "flat";
  const amount = program.benefit.kind === "flat" ? program.benefit.amountRupiah : "b.amount_rupiah";
  const benefit = isFlat ? "" : `\nleft join benefit_${name} b on b.family_id = p.family_id`;
  const inQuota = "p.place <= coalesce(q.places, 0)";
  const inReserve = "p.place <= coalesce(q.places, 0) + coalesce(q.reserve, 0)";
  return `\
select ${head}, p.unit_id, p.family_id, p.village_no,
  case when ${inQuota} and p.asked_by is not null then 'review'
    when ${inQuota} then 'recipient'
    when ${inReserve} then 'reserve'
    else 'eligible-no-quota' end as outcome,
  cast(p.place as int) as place,
  case when ${inQuota} then coalesce(p.asked_by, 'within-quota')
    when ${inReserve} then 'reserve-list'
    when q.places is null then 'no-quota-here'
    else 'quota-full' end as first_reason,
  p.rules_true, p.rules_unknown,
  cast(case when ${inQuota} then coalesce(${amount}, 0) else 0 end as bigint) as amount_rupiah,
  ${text(id)} as ruleset_id
from placed_${name} p
left join quota q on q.program = ${text(program.id)} and q.regency_no = p.regency_no${benefit}
union all
select ${head}, v.unit_id, v.family_id, v.village_no, 'ineligible' as outcome, cast(0 as int) as place,
  v.refused_by as first_reason, v.rules_true, v.rules_unknown, cast(0 as bigint) as amount_rupiah,
  ${text(id)} as ruleset_id
from verdict_${name} v
where v.refused_by is not null`;
}
