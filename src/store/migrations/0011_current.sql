-- The only way to read people at the desk: the published version with findings laid over (design 5.4).

create function laid_over(facts int[], places int[], vals int[]) returns int[]
  language plpgsql immutable set search_path = pg_catalog as $$
declare
  result int[] := facts;
begin
  for i in 1 .. coalesce(cardinality(places), 0) loop
    result[places[i]] := vals[i];
  end loop;
  return result;
end $$;

create view current_family with (security_invoker = true) as
select f.version_no, f.family_id, f.head_person_id, f.size, f.village_no,
  coalesce(o.moved_to, f.domicile_village_no) as domicile_village_no,
  f.kk_enc, f.kk_index, f.head_name, f.address, f.rt, f.rw, f.latitude, f.longitude, f.facts_as_of,
  case when o.places is null then f.facts else laid_over(f.facts, o.places, o.vals) end as facts,
  f.score, f.decile_national, f.decile_province, f.decile_regency, f.percentile, f.place_band, f.model_id, f.sources,
  coalesce(o.kinds, '{}') as findings, f.is_suppressed
from family f
cross join lateral (
  select array_agg(x.fact_place order by x.finding_id) filter (where x.kind = 'correction') as places,
    array_agg(x.fact_value order by x.finding_id) filter (where x.kind = 'correction') as vals,
    (array_agg(x.domicile_village_no order by x.finding_id desc) filter (where x.kind = 'moved'))[1] as moved_to,
    array_agg(x.kind order by x.finding_id) as kinds
  from finding x
  where x.family_id = f.family_id and x.unit = 'family' and x.unit_id = f.family_id
    and x.answer is null and x.confirmed_by is not null
) o
where f.version_no = (select p.version_no from publication_pointer p);
comment on view current_family is 'families of the published version, confirmed findings laid over';

create view current_person with (security_invoker = true) as
select q.version_no, q.person_id, q.family_id, q.village_no,
  coalesce(o.moved_to, q.domicile_village_no) as domicile_village_no,
  q.name, q.name_key, q.nik_enc, q.nik_index, q.kk_index, q.birth_date, q.mother_name, q.phone_enc,
  q.identity_status, case when o.is_dead then 2::smallint else q.life_status end as life_status,
  case when o.places is null then q.facts else laid_over(q.facts, o.places, o.vals) end as facts,
  q.sources, coalesce(o.kinds, '{}') as findings, q.is_suppressed
from person q
cross join lateral (
  select array_agg(x.fact_place order by x.finding_id) filter (where x.kind = 'correction') as places,
    array_agg(x.fact_value order by x.finding_id) filter (where x.kind = 'correction') as vals,
    (array_agg(x.domicile_village_no order by x.finding_id desc) filter (where x.kind = 'moved'))[1] as moved_to,
    coalesce(bool_or(x.kind = 'deceased'), false) as is_dead,
    array_agg(x.kind order by x.finding_id) as kinds
  from finding x
  where x.family_id = q.family_id and x.unit = 'person' and x.unit_id = q.person_id
    and x.answer is null and x.confirmed_by is not null
) o
where q.version_no = (select p.version_no from publication_pointer p);
comment on view current_person is 'persons of the published version, confirmed findings laid over';

grant select on current_family, current_person to dtsen_app, dtsen_worker;
grant execute on function laid_over(int[], int[], int[]) to dtsen_app, dtsen_worker;
