-- A family is told which statement of another office does not count for it: somebody asked, looked, and set it aside.

create index evidence_check_set_aside on evidence_check (person_id) where state = 'dismissed';

-- Statements about families of a version that people set aside, under whatever ids they were asked: of the family itself or of
-- whoever is of it now. Whether that version was built without them; never who said so, nor in which words.
create function statements_set_aside(wanted_version int, wanted_families bigint[])
  returns table (family_id bigint, person_id bigint, source text, statement text, observed_on text, reason text, decided_on text,
    counts boolean)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with own as (
    select p.family_id, p.person_id, p.person_id as asked_id from person p
      where p.version_no = wanted_version and p.family_id = any (wanted_families)
    union
    select p.family_id, p.person_id, r.from_person_id from person p
      join person_redirect r on r.version_no = wanted_version and r.to_person_id = p.person_id
      where p.version_no = wanted_version and p.family_id = any (wanted_families)),
  house as (
    select w.family_id, w.family_id as asked_id from unnest(wanted_families) w (family_id)
    union
    select r.to_family_id, r.from_family_id from family_redirect r
      where r.version_no = wanted_version and r.to_family_id = any (wanted_families)),
  said as (
    select o.family_id, o.person_id, c.check_id from own o join evidence_check c on c.person_id = o.asked_id and c.state = 'dismissed'
    union
    select h.family_id, null, c.check_id from house h
      join evidence_check c on c.family_id = h.asked_id and c.person_id is null and c.state = 'dismissed')
  select s.family_id, s.person_id, c.source, c.statement, c.observed_on::text, c.reason,
    (c.decided_at at time zone 'Asia/Jakarta')::date::text, c.decided_at <= v.started_at
  from said s join evidence_check c on c.check_id = s.check_id join version v on v.version_no = wanted_version
  where coalesce(holds('order-suppression'), false) or not dtsen_policy.is_hidden('person', s.person_id, s.family_id)
  order by s.family_id, c.decided_at, c.check_id
$$;
revoke execute on function statements_set_aside(int, bigint[]) from public;

-- The same for officers, of families that they may read.
create function statements_set_aside_here(wanted_version int, wanted_families bigint[])
  returns table (family_id bigint, person_id bigint, source text, statement text, observed_on text, reason text, decided_on text,
    counts boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select * from statements_set_aside(wanted_version, array(
    select f.family_id from family f where f.version_no = wanted_version and f.family_id = any (wanted_families)
      and (f.village_no <@ my_ranges('read-family') or f.domicile_village_no <@ my_ranges('read-family'))
      and (coalesce(holds('order-suppression'), false) or not f.is_suppressed)))
$$;
revoke execute on function statements_set_aside_here(int, bigint[]) from public;
grant execute on function statements_set_aside_here(int, bigint[]) to dtsen_app;

create or replace function own_outcomes(wanted_version int, wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('program', o.program, 'unit', o.unit, 'unit_id', o.unit_id, 'outcome', o.outcome,
      'first_reason', o.first_reason, 'ruleset_id', o.ruleset_id, 'standings', s.all_of_them, 'set_aside', s.set_aside)
    order by o.program, o.unit_id), '[]')
  from (select standings_of(wanted_version, wanted_family) as all_of_them,
    (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from statements_set_aside(wanted_version, array[wanted_family]) t) as set_aside) s
  join outcome o on o.version_no = wanted_version and o.family_id = wanted_family and not o.is_suppressed
$$;

-- As before, with it.
create or replace function public_open_notice(code bytea, address text, address_budget int, objection text, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  now_in int := (select p.version_no from publication_pointer p where p.one);
  own bigint;
  place bigint;
  objected int := 0;
  one removal;
  said jsonb := '[]';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['m:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select coalesce(d.to_family_id, l.family_id), l.village_no into own, place from notice_letter l
      left join family_redirect d on d.version_no = now_in and d.from_family_id = l.family_id
      where l.code_index = code and l.made_at > now() - interval '400 days' and not dtsen_policy.is_hidden('family', l.family_id, l.family_id);
    if own is not null and objection is not null then
      for one in select r.* from removal r join removal_run n on n.run_no = r.run_no
          where r.version_no = now_in and r.family_id = own and n.issued_on is not null
            and r.state in ('noticed', 'removal-proposed') and not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id)
          order by r.removal_id for update of r loop
        update removal set state = 'appealed', proposed_by = null where removal_id = one.removal_id;
        insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
          values (one.removal_id, 'record-appeal', null, objection, one.village_no, one.domicile_village_no);
        objected := objected + 1;
      end loop;
    end if;
    if own is not null then said := own_removals(now_in, own); end if;
  end if;
  perform public_note(case when objection is null then 'read-own-notice' else 'object-to-notice' end, own, place, now_in,
    'work', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when own is null or said = '[]' then 'unknown' else 'answered' end,
    'removals', said, 'objected', objected,
    'set_aside', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from statements_set_aside(now_in, array[own]) t where said <> '[]'),
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;
