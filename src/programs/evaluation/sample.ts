import { text } from "#engine/duckdb/database.ts";
import { programCut } from "../program-cut.ts";
import type { Ruleset } from "../ruleset.ts";
import {
  FACT_MEASURES,
  FAMILY_VALUES,
  FRESH_GROUPS,
  MEMBER_MEASURES,
  memberValues,
} from "./measures.ts";

/** Distances are in ten-thousandths of log rupiah, so that their sixth powers fit into whole numbers. */
export const DISTANCE = 100;

/** Whoever reports has a stake: such answers are no measurement. */
const OWN_WORD = "feedback";

export type SampleDraft = {
  readonly ruleset: Ruleset;
  /** yyyymmdd of the version of the determination: what is newer was seen after it. */
  readonly since: number;
};

type Statement = { readonly table: string; readonly sql: string };

/**
 * Everything from two versions to `near_line`: a row for each family that the rules let in but for its rank, with its distance to the
 * line of its regency (poorer is below nought), the side it is on, and what is measured of it. Families whom lots parted stand at
 * nought. Reads family_, person_, rank_, outcome_ before and after, provenance_after, family_redirect, kept_before, paid.
 */
export function sampleTables({ ruleset, since }: SampleDraft): readonly Statement[] {
  return [
    { table: "said", sql: saidOfFamilies(ruleset) },
    { table: "fitting", sql: fitting(ruleset) },
    { table: "regency_line", sql: regencyLines(ruleset) },
    { table: "at_line", sql: atLine() },
    { table: "gone_on", sql: goneOn() },
    { table: "fresh_person", sql: fresh("person", since) },
    { table: "fresh_family", sql: fresh("family", since) },
    {
      table: "member_before",
      sql: memberValues(membersOf("person_before", "b.family_id"), undefined),
    },
    {
      table: "member_after",
      sql: memberValues(membersOf("person_after", "g.new_id"), "fresh_person"),
    },
    {
      table: "placed_after",
      sql: `select distinct family_id from outcome_after where program = ${text(ruleset.program.id)} and ${PLACED}`,
    },
    { table: "near_line", sql: nearLine(since) },
    {
      table: "other_receipt",
      sql: `select distinct program, family_id from outcome_before
where ${PLACED} and program <> ${text(ruleset.program.id)} and family_id in (select family_id from near_line)`,
    },
  ];
}

const PLACED = "outcome in ('recipient', 'review')";
const membersOf = (persons: string, id: string) =>
  `(select m.* from ${persons} m where m.family_id in (select ${id} from ${id.startsWith("g") ? "gone_on g" : "at_line b"}))`;

/** One row a family: where the program is of persons, whether any of them has a place or waits for one. */
function saidOfFamilies(ruleset: Ruleset): string {
  const masks = masksOf(ruleset);
  return `\
select o.family_id, any_value(o.village_no) as village_no,
  cast(max(case when ${PLACED} then 1 else 0 end) as int) as is_placed,
  cast(max(case when outcome = 'recipient' then 1 else 0 end) as int) as is_determined,
  cast(max(case when outcome in ('reserve', 'eligible-no-quota') and first_reason <> 'no-quota-here' then 1 else 0 end) as int) as waits,
  cast(max(case when ${masks} then 1 else 0 end) as int) as fails_rank_only
from outcome_before o
where o.program = ${text(ruleset.program.id)} and o.family_id not in (select family_id from kept_before)
group by o.family_id`;
}

/** Whether a row fails the program's decile alone: of what lets in nothing else says no, of what keeps out nothing says yes. */
function masksOf(ruleset: Ruleset): string {
  const cut = programCut(ruleset);
  if (cut === undefined) return "false";
  let [needed, forbidden, rank] = [0n, 0n, 0n];
  for (const [i, { id, kind }] of ruleset.rules.entries()) {
    const bit = 1n << BigInt(i);
    if (id === cut.ruleId) rank = bit;
    else if (kind === "eligibility") needed |= bit;
    else if (kind === "exclusion") forbidden |= bit;
  }
  return `outcome = 'ineligible' and ((rules_true | rules_unknown) & ${rank}) = 0
    and ((rules_true | rules_unknown) & ${needed}) = ${needed} and (rules_true & ${forbidden}) = 0`;
}

/** With score and regency; families through which a line goes have some persons with a place and some without. */
function fitting(ruleset: Ruleset): string {
  return `\
select s.family_id, s.village_no, s.village_no // 1000000 as regency_no, s.is_placed, s.is_determined, s.waits,
  r.score, r.decile_national as decile
from said s
join rank_before r on r.family_id = s.family_id
where (s.is_placed = 1 or s.waits = 1 or s.fails_rank_only = 1) and not (s.is_placed = 1 and s.waits = 1)
  and ${programCut(ruleset) === undefined ? "s.fails_rank_only = 0" : "true"}`;
}

/**
 * Where the line of each regency lies, in twice the score: half-way between the last family with a place and the first without, at the
 * quota where somebody waits, else at the border of the program's deciles. A regency in which places do not follow the score has none.
 */
function regencyLines(ruleset: Ruleset): string {
  const cut = programCut(ruleset)?.cut ?? 10;
  return `\
with border as (
  select max(score) filter (decile_national <= ${cut}) as last_in, min(score) filter (decile_national > ${cut}) as first_out
  from rank_before
), ends as (
  select regency_no, max(score) filter (is_placed = 1) as last_in, min(score) filter (waits = 1) as first_out
  from fitting where is_placed = 1 or waits = 1 group by regency_no
)
select e.regency_no, case when e.first_out is null then 'decile' else 'quota' end as kind,
  case when e.first_out is null then b.last_in + b.first_out else e.last_in + e.first_out end as line2,
  case when e.first_out is not null and e.first_out = e.last_in then 1 else 0 end as is_drawn
from ends e cross join border b
where e.last_in is not null and coalesce(e.first_out, b.first_out) is not null
  and coalesce(e.first_out >= e.last_in, b.first_out > e.last_in)`;
}

/** Distances, rounded away from the line so that nobody stands on it but those whom lots parted. */
function atLine(): string {
  return `\
select f.family_id, f.village_no, f.regency_no, l.kind, f.score, f.decile, f.is_placed as is_in, f.is_determined,
  cast(case when 2 * f.score = l.line2 then 0
    when 2 * f.score < l.line2 then -((l.line2 - 2 * f.score + ${2 * DISTANCE - 1}) // ${2 * DISTANCE})
    else (2 * f.score - l.line2 + ${2 * DISTANCE - 1}) // ${2 * DISTANCE} end as bigint) as x
from fitting f
join regency_line l on l.regency_no = f.regency_no
where l.kind = 'decile' or f.is_placed = 1 or f.waits = 1`;
}

/** Families of the sample in the later version: under their id, or that of whoever they went on in. */
function goneOn(): string {
  return `\
select a.family_id, coalesce(f.family_id, g.family_id) as new_id
from at_line a
left join family_after f on f.family_id = a.family_id
left join family_redirect d on d.from_id = a.family_id and f.family_id is null
left join family_after g on g.family_id = d.to_id`;
}

/** Who was asked anew, about what: answers of a later day than the version that determined, by somebody without a stake. */
function fresh(unit: "person" | "family", since: number): string {
  const groups = FACT_MEASURES.filter(
    (one) => MEMBER_MEASURES.some((member) => member === one) === (unit === "person"),
  ).flatMap((one) => FRESH_GROUPS[one]);
  return `\
select distinct unit_id as ${unit}_id, field_group from provenance_after
where unit = '${unit}' and as_of > ${since} and source <> '${OWN_WORD}' and field_group in (${groups.map(text).join(", ")})`;
}

/** What is measured stands in thousandths under `y_`, what families were like before under `b_`. */
function nearLine(since: number): string {
  const isFresh = (group: string) =>
    `exists (select 1 from fresh_family n where n.family_id = g.new_id and n.field_group = ${text(group)})`;
  const before = (one: (typeof FACT_MEASURES)[number]) =>
    one === "school" || one === "work" ? `mb.${one}` : FAMILY_VALUES[one].replaceAll("f.", "fb.");
  const after = (one: (typeof FACT_MEASURES)[number]) =>
    one === "school" || one === "work"
      ? `ma.${one}`
      : `case when ${FRESH_GROUPS[one].map(isFresh).join(" and ")} then ${FAMILY_VALUES[one].replaceAll("f.", "fa.")} end`;
  const anew = `fa.facts_as_of > ${since}`;
  return `\
select a.family_id, a.village_no, a.regency_no, a.kind, a.x, a.is_in, a.is_determined,
  case when p.family_id is null then 0 else 1 end as is_paid,
  cast(fb.size * 1000 as bigint) as b_size,
  cast(case when fb.facts_as_of > 0 then 1000 * (12 * (${since} // 10000 - fb.facts_as_of // 10000) + (${since} // 100) % 100 - (fb.facts_as_of // 100) % 100) end as bigint) as "b_facts-age",
  ${FACT_MEASURES.map((one) => `cast(${before(one)} as bigint) as "b_${one}"`).join(",\n  ")},
  cast(case when fa.family_id is null then 0 else 1000 end as bigint) as "y_in-register",
  cast(case when fa.family_id is null then null when ${anew} then 1000 else 0 end as bigint) as "y_seen-anew",
  cast(case when fa.family_id is null then null when q.family_id is null then 0 else 1000 end as bigint) as "y_placed-later",
  cast(case when ${anew} then (ra.score - a.score) // 1000 end as bigint) as y_score,
  cast(case when ${anew} then 1000 * (ra.decile_national - a.decile) end as bigint) as y_decile,
  ${FACT_MEASURES.map((one) => `cast((${after(one)}) - (${before(one)}) as bigint) as "y_${one}"`).join(",\n  ")}
from at_line a
join family_before fb on fb.family_id = a.family_id
join gone_on g on g.family_id = a.family_id
left join family_after fa on fa.family_id = g.new_id
left join rank_after ra on ra.family_id = g.new_id
left join member_before mb on mb.family_id = a.family_id
left join member_after ma on ma.family_id = g.new_id
left join placed_after q on q.family_id = g.new_id
left join paid p on p.family_id = a.family_id
order by a.family_id`;
}
