import { text } from "#engine/duckdb/database.ts";
import { listTable } from "./lists.ts";

/** What becomes of a family in sum: comes in, drops out, gets more, less or as much as before, or has nothing before and after. */
export const BECOMES = ["in", "out", "more", "less", "even", "neither"] as const;
export type Becomes = (typeof BECOMES)[number];

/** By what groups are told apart. */
export const JOINT_GROUPINGS = [
  "decile",
  "female",
  "disabled",
  "size",
  "city",
  "province",
  "regency_no",
] as const;
export type JointGrouping = (typeof JOINT_GROUPINGS)[number];

/** Amounts a year within one step are taken together, by their mean, where poverty and Gini are reckoned. */
const STEP_RUPIAH = 50_000;

/** One row a family with all its lists laid side by side: `family`. Rupiah are of a year. */
export function familyTable(base: string, ranks: string, lists: readonly number[]): string {
  const sum = (column: string) => lists.map((i) => `coalesce(l${i}.${column}, 0)`).join(" + ");
  const any = (condition: (i: number) => string) =>
    `(${lists.map((i) => `coalesce(${condition(i)}, false)`).join(" or ")})`;
  return `\
create table family as select *,
  case when not had and not has then 'neither' when not had then 'in' when not has then 'out'
    when after_rupiah > before_rupiah then 'more' when after_rupiah < before_rupiah then 'less' else 'even' end as becomes
from (
  select b.family_id, b.regency_no, b.regency_no - b.regency_no % 100 as province, case when b.regency_no % 100 >= 71 then 1 else 0 end as city,
    b.decile, b.size, b.female, b.disabled, b.persons, b.poor_persons_percent as poor, b.score, coalesce(r.percentile, 0) as bin,
    ${any((i) => `l${i}.before > 0`)} as had, ${any((i) => `l${i}.after > 0`)} as has,
    ${any((i) => `l${i}.before > 0 and l${i}.after = 0`)} as lost, ${any((i) => `l${i}.before = 0 and l${i}.after > 0`)} as gained,
    ${sum("before_rupiah")} as before_rupiah, ${sum("after_rupiah")} as after_rupiah
  from read_parquet(${text(base)}) b
  left join read_parquet(${text(ranks)}) r on r.family_id = b.family_id
  ${lists.map((i) => `left join ${listTable(i)} l${i} on l${i}.family_id = b.family_id`).join("\n  ")}
)`;
}

const whole = (sum: string, as: string): string =>
  `cast(coalesce(sum(${sum}), 0) as decimal(38,0)) as ${as}`;
const money = (of: string, where = "true"): string =>
  `cast(${of} as decimal(38,0)) * cast(${where} as int)`;

/** Everything that is added up of a group of families. */
export const SUMS = [
  "families",
  "persons",
  "poor",
  "before_families",
  "after_families",
  "before_persons",
  "after_persons",
  "before_poor",
  "after_poor",
  "before_rupiah",
  "after_rupiah",
  ...BECOMES.flatMap((one) => [one, `${one}_persons`, `${one}_before`, `${one}_after`] as const),
] as const;

/** One row a group, and one of the nation whose `grouped` names none. */
export function sumsQuery(): string {
  const columns = [
    whole("1", "families"),
    whole("persons", "persons"),
    whole("poor", "poor"),
    ...(["families", "persons", "poor"] as const).flatMap((of) =>
      (["before", "after"] as const).map((side) =>
        whole(
          `${of === "families" ? "1" : of} * cast(${side === "before" ? "had" : "has"} as int)`,
          `${side}_${of}`,
        ),
      ),
    ),
    whole(money("before_rupiah"), "before_rupiah"),
    whole(money("after_rupiah"), "after_rupiah"),
    ...BECOMES.flatMap((one) => {
      const is = `becomes = '${one}'`;
      return [
        whole(`cast(${is} as int)`, `"${one}"`),
        whole(`persons * cast(${is} as int)`, `${one}_persons`),
        whole(money("before_rupiah", is), `${one}_before`),
        whole(money("after_rupiah", is), `${one}_after`),
      ];
    }),
  ];
  const keys = JOINT_GROUPINGS.join(", ");
  return `\
select cast(grouping(${keys}) as int) as grouped, ${keys},
  ${columns.join(",\n  ")}
from family
group by grouping sets ((), ${JOINT_GROUPINGS.map((key) => `(${key})`).join(", ")})
order by grouped, ${keys}`;
}

/** What one program gives before and after, over the families of its list. */
export const programQuery = (i: number, base: string): string => `\
select ${(["before", "after"] as const)
  .flatMap((side) => [
    whole(`cast(${side} > 0 as int)`, `${side}_families`),
    whole(`b.persons * cast(${side} > 0 as int)`, `${side}_persons`),
    whole(money(`l.${side}_units`), `${side}_units`),
    whole(money(`l.${side}_rupiah`), `${side}_rupiah`),
  ])
  .join(", ")},
  ${whole("cast(before = 0 and after > 0 as int)", "winners")}, ${whole("cast(before > 0 and after = 0 as int)", "losers")},
  ${whole("cast(before > 0 and after > 0 as int)", "staying")}
from ${listTable(i)} l join read_parquet(${text(base)}) b on b.family_id = l.family_id`;

/** Families by whether they lose a program and gain one, and by what becomes of their sum. */
export const movesQuery = `\
select lost, gained, becomes, cast(count(*) as bigint) as families from family group by lost, gained, becomes order by lost, gained, becomes`;

/** Families alike in percentile, size and what they are given on a side. */
export const strataQuery = (side: "before" | "after"): string => `\
select bin, size, cast(${side}_rupiah // ${STEP_RUPIAH} as bigint) as step, cast(count(*) as bigint) as families,
  cast(sum(persons) as bigint) as persons, cast(sum(score) as decimal(38,0)) as score_sum, cast(sum(cast(${side}_rupiah as decimal(38,0))) as decimal(38,0)) as rupiah
from family where bin > 0 and persons > 0 group by bin, size, step order by bin, size, step`;

/** Families who come to hold a program of the question that excludes one outside it, which they hold: it would end there. */
export const outsideQuery = (outside: string, lists: readonly number[]): string => `\
select cast(count(distinct l.family_id) as bigint) as families
from (${lists.map((i) => `select family_id from ${listTable(i)} where before = 0 and after > 0`).join(" union all ")}) l
join held h on h.family_id = l.family_id and h.program = ${text(outside)}`;
