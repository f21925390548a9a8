import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import type { Step } from "#engine/step.ts";
import { settledValue } from "./survivorship.ts";
import { FRESHNESS_STEPS, trustRank } from "./trust.ts";

/**
 * Which family each delivered family row speaks of: the one to which most of its persons belong; where
 * a source sends no persons, the one of the same KK. Tables `family_vote` and `family_record`
 * (record_key, unit_id, place).
 */
export function familyRecords(): readonly Step[] {
  return [
    {
      table: "family_vote",
      sql: `\
select source, kk, family_id, votes from (
  select v.*, row_number() over (partition by source, kk order by votes desc, family_id) as place
  from (
    select s.source, s.kk, m.family_id, count(*) as votes
    from staged_person s
    join person_record p on p.record_key = s.record_key
    join family_member m on m.person_id = p.unit_id
    where s.kk is not null and s.source <> 'dukcapil'
    group by s.source, s.kk, m.family_id
  ) v
) ranked where place = 1`,
    },
    {
      table: "family_record",
      sql: `\
select record_key, unit_id, source, as_of, votes,
  cast(rank * ${FRESHNESS_STEPS} + least(freshness, ${FRESHNESS_STEPS - 1}) as bigint) as place
from (
  select v.*, ${trustRank("v.source")} as rank, row_number() over (
    partition by v.unit_id, v.source order by v.as_of desc, v.votes desc, v.record_key) as freshness
  from (
    select s.record_key, s.source, s.as_of, coalesce(v.votes, 0) as votes,
      coalesce(v.family_id, i.unit_id) as unit_id
    from staged_family s
    left join family_vote v on v.source = s.source and v.kk = s.kk
    left join card c on c.kk = s.kk
    left join family_id i on i.unit_key = c.unit_key
  ) v where v.unit_id is not null
) placed`,
    },
  ];
}

/** Where a family is found: coordinates and meter, each from the most trusted record that has them. */
export function familyPlace(): Step {
  const best = (condition: string, columns: string): string => `(
  select * from (
    select p.unit_id, ${columns}, row_number() over (partition by p.unit_id order by p.place, p.record_key) as nth
    from staged_family s join family_record p on p.record_key = s.record_key where ${condition}
  ) ordered where nth = 1)`;
  return {
    table: "family_place",
    sql: `\
select i.unit_id as family_id, g.latitude, g.longitude, m.meter_no
from family_id i
left join ${best("s.latitude is not null and s.longitude is not null", "s.latitude, s.longitude")} g
  on g.unit_id = i.unit_id
left join ${best("s.meter_no is not null", "s.meter_no")} m on m.unit_id = i.unit_id`,
  };
}

/** Table `family` of the version. A family stands where its card says; it lives where its head does. */
export function familyTable(): Step {
  const facts = FAMILY_FACTS.map((name) => `${settledValue(`b.${name}`)} as ${name}`);
  return {
    table: "family",
    sql: `\
select h.family_id, h.head_person_id, cast(z.size as int) as size, c.village_no, c.domicile_village_no,
  coalesce(a.facts_as_of, 0) as facts_as_of,
  ${facts.join(",\n  ")}
from family_head h
join (select family_id, count(*) as size from family_member group by family_id) z on z.family_id = h.family_id
join person c on c.person_id = h.head_person_id
left join (select unit_id, max(as_of) as facts_as_of from family_record group by unit_id) a
  on a.unit_id = h.family_id
left join family_best b on b.unit_id = h.family_id`,
  };
}
