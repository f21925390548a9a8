import { isInForce, type Program, programOn } from "#domain/program.ts";

/**
 * A program as it is on a day to come, to be determined over the facts of an earlier one: its rules, places and amounts of that
 * day hold on the other. Recipients of before are not set first: how many they will be by then nobody knows.
 */
export function asIfOn(undated: Program, ruleDay: string, factDay: string): Program {
  const { changes: _, carryOver: __, ...program } = programOn(undated, ruleDay);
  const rules = program.rules
    .filter((rule) => isInForce(rule, ruleDay))
    .map(({ validTo: _, ...rule }) => ({
      ...rule,
      validFrom: rule.validFrom < factDay ? rule.validFrom : factDay,
    }));
  return { ...program, rules };
}

/**
 * From `outcome_before`, `outcome_after` and `rank`: one row a regency and decile, units by what becomes of them, with the rupiah
 * of one phase. A program answers for the same units whatever its rules.
 */
export const ruleTrialSql = (): string => `\
select both_sides.village_no // 1000000 as regency_no, coalesce(r.decile_national, 0) as decile,
  count(*) as units, count(*) filter (was and is_now) as staying, count(*) filter (is_now and not was) as winners,
  count(*) filter (was and not is_now) as losers,
  cast(coalesce(sum(amount_before), 0) as bigint) as baseline_rupiah, cast(coalesce(sum(amount_after), 0) as bigint) as reform_rupiah
from (
  select a.family_id, coalesce(a.village_no, 0) as village_no, b.outcome in ('recipient', 'review') as was,
    a.outcome in ('recipient', 'review') as is_now, b.amount_rupiah as amount_before, a.amount_rupiah as amount_after
  from outcome_after a join outcome_before b on b.unit_id = a.unit_id
) both_sides
left join rank r on r.family_id = both_sides.family_id
group by all
order by all`;
