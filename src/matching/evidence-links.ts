import type { Step } from "#engine/step.ts";
import { datePartsAgreeing, NAME_NEAR, nameLevel } from "./comparisons.ts";

/**
 * Statements about persons beside the spine person they speak of: table `evidence_link` (record_key,
 * spine_key, probability_milli). NIK with name and day in agreement is almost certain; a NIK that
 * the name contradicts keeps a low probability, so that it may open a check and never exclude; without
 * NIK only a name and day that one person of the regency carries.
 */
export function evidenceLinks(): readonly Step[] {
  return [
    {
      table: "evidence_by_nik",
      sql: `\
select e.record_key, s.record_key as spine_key, case
    when e.name_id = 0 then 900
    when level >= ${NAME_NEAR} and (e.birth_day = 0 or date_parts >= 2) then 990
    when level >= ${NAME_NEAR} then 800
    else 200 end as probability_milli
from (
  select e.record_key, e.nik, e.name_id, e.birth_day,
    case when e.name_id = s.name_id then 7 else ${nameLevel("a", "b")} end as level,
    ${datePartsAgreeing("e", "s")} as date_parts, s.record_key as found
  from evidence_record e
  join spine s on s.nik = e.nik
  left join name_form a on a.name_id = e.name_id
  left join name_form b on b.name_id = s.name_id
  where e.nik <> 0
) e join spine s on s.record_key = e.found`,
    },
    {
      table: "evidence_by_name",
      sql: `\
select e.record_key, min(s.record_key) as spine_key, 700 as probability_milli
from evidence_record e
join spine s on s.kanon_key = e.kanon_key and s.birth_day = e.birth_day and s.regency = e.regency
where e.kanon_key <> 0 and e.birth_day <> 0 and e.regency <> 0
  and not exists (select 1 from evidence_by_nik n where n.record_key = e.record_key)
group by e.record_key having count(*) = 1`,
    },
    {
      table: "evidence_link",
      sql: "select * from evidence_by_nik union all select * from evidence_by_name",
    },
  ];
}
