import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { answeredEvidence, type CheckAnswer } from "./check-answers.ts";
import { type GivenBack, withGivenBack } from "./given-back.ts";

/** A meter that one family alone gave as its own is almost surely theirs. */
const METER_MILLI = 950;

/**
 * Table `evidence`: what supporting sources state, about the person or family it is matched to. A meter
 * that several families share belongs to each with a part of the probability only, and stands beside
 * the one with the lowest id: below its threshold it opens a check and excludes nobody. What people
 * answered about a statement counts from here on (`check-answers.ts`), and places that families gave back stand beside (`given-back.ts`).
 */
export function evidenceTable(
  dialect: Dialect,
  { hasEvidence, answers, givenBack }: SaidOfPeople,
): readonly Step[] {
  if (givenBack.length === 0) return stated(dialect, { hasEvidence, answers }, "evidence");
  return [
    ...stated(dialect, { hasEvidence, answers }, "said_evidence"),
    ...withGivenBack(givenBack, dialect),
  ];
}

/** What is said of people beside the registers that describe them. */
export type SaidOfPeople = {
  readonly hasEvidence: boolean;
  readonly answers: readonly CheckAnswer[];
  readonly givenBack: readonly GivenBack[];
};

function stated(
  dialect: Dialect,
  { hasEvidence, answers }: Omit<SaidOfPeople, "givenBack">,
  table: "evidence" | "said_evidence",
): readonly Step[] {
  if (!hasEvidence) return [{ table, sql: noEvidence() }];
  return [
    {
      table: "meter_owner",
      sql: `\
select meter_no, min(family_id) as family_id, count(*) as families from (
  select distinct s.meter_no, r.unit_id as family_id
  from staged_family s join family_record r on r.record_key = s.record_key
  join family_head h on h.family_id = r.unit_id
  where s.meter_no is not null
) owned group by meter_no`,
    },
    {
      table: answers.length > 0 ? "stated_evidence" : table,
      sql: `\
select e.record_key, e.source, e.subject_kind,
  case when o.family_id is null then i.unit_id end as person_id,
  coalesce(o.family_id, m.family_id) as family_id,
  e.statement, e.amount, e.observed_on,
  cast(case when o.family_id is null then l.probability_milli
    else ${dialect.quotient(String(METER_MILLI), "o.families")} end as int) as match_probability_milli
from (
  select s.*, case when s.subject_kind in ('meter', 'house') then s.subject_no end as asked_meter
  from staged_evidence s
) e
left join meter_owner o on o.meter_no = e.asked_meter
left join evidence_link l on l.record_key = e.record_key
left join person_id i on i.unit_key = l.spine_key
left join family_member m on m.person_id = i.unit_id
where (o.family_id is not null or i.unit_id is not null)
  and not exists (select 1 from erased_person x where x.person_id = i.unit_id)`,
    },
    ...(answers.length > 0 ? answeredEvidence(answers, dialect, table) : []),
  ];
}

function noEvidence(): string {
  const big = "cast(0 as bigint)";
  return `\
select ${big} as record_key, '' as source, '' as subject_kind, ${big} as person_id, ${big} as family_id,
  '' as statement, ${big} as amount, 0 as observed_on, 0 as match_probability_milli where 1 = 0`;
}
