import type { Step } from "#engine/step.ts";
import { datePartsAgreeing, NAME_NEAR } from "./comparisons.ts";
import { levelOf, namePairLevels } from "./exact-nik.ts";

/**
 * Statements about persons beside the spine person they speak of: table `evidence_link` (record_key,
 * spine_key, probability_milli). NIK with name and day in agreement is almost certain; a NIK that
 * the name contradicts keeps a low probability, so that it may open a check and never exclude; without
 * NIK only a name and day that one person of the regency carries.
 */
export function evidenceLinks(): readonly Step[] {
  return [
    {
      table: "evidence_hit",
      sql: `\
select e.record_key, s.record_key as spine_key, e.birth_day, ${datePartsAgreeing("e", "s")} as date_parts,
  e.name_id as left_name, s.name_id as right_name,
  cast(0 as bigint) as left_mother, cast(0 as bigint) as right_mother
from evidence_record e join spine s on s.nik = e.nik
where e.nik <> 0`,
    },
    ...namePairLevels("evidence_hit", "evidence_name_level"),
    {
      table: "evidence_by_nik",
      sql: `\
select record_key, spine_key, case
    when left_name = 0 then 900
    when level >= ${NAME_NEAR} and (birth_day = 0 or date_parts >= 2) then 990
    when level >= ${NAME_NEAR} then 800
    else 200 end as probability_milli
from (
  select h.*, ${levelOf("h.left_name", "h.right_name", "n")} as level
  from evidence_hit h
  left join evidence_name_level n on n.left_name = h.left_name and n.right_name = h.right_name
) e`,
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
