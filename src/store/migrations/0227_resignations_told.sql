-- What is told of resignations: to the next version, to whoever oversees payments, to the family, to those who meet it.

-- Places given back that hold today, for the next version: not those of families that were proposed again and handed over since.
create function gave_up_places() returns table (case_id bigint, family_id bigint, program text, effective_on date)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.case_id, c.family_id, g.program, r.effective_on
  from case_file c join resignation r using (case_id) cross join unnest(r.programs) as g(program)
  where c.kind = 'resignation' and c.state in ('open', 'done') and r.effective_on is not null
    and not exists (select from aid_proposal a join case_file k using (case_id)
      where k.family_id = c.family_id and a.program = g.program and k.opened_at > c.since
        and k.step in ('register', 'answered') and k.state in ('open', 'done'))
  order by c.case_id, g.program
$$;
-- Of families whose payments the reader oversees: who gave the place back and stands on a payer's list all the same.
create function gave_up_among(wanted_program text, lo bigint, hi bigint) returns setof bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select g.family_id from gave_up_places() g join case_file c using (case_id)
  where g.program = wanted_program and c.village_no between lo and hi
    and (c.village_no <@ my_ranges('read-family') or c.domicile_village_no <@ my_ranges('read-family'))
$$;

-- In the instant a version is published: resignations that it has taken in.
create function answer_resignations(wanted_version int, publisher text, moment timestamptz, taken jsonb) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  answered int := 0;
  name_of_version text := (select v.label from version v where v.version_no = wanted_version);
  writer bigint := (select a.account_id from account a where a.username = publisher);
begin
  if writer is null then return 0; end if;
  for held in select c.* from case_file c join resignation r using (case_id)
      where c.kind = 'resignation' and c.step = 'register' and c.state = 'open' and not exists (
        select from outcome o where o.version_no = wanted_version and o.program = any (r.programs) and o.unit = 'family'
          and o.outcome in ('recipient', 'review') and o.family_id = coalesce((select x.to_family_id from family_redirect x
            where x.version_no = wanted_version and x.from_family_id = c.family_id), c.family_id))
      order by c.case_id for no key update of c loop
    perform write_case_event(held, 'pass', null, name_of_version, (moment at time zone 'Asia/Jakarta')::date, moment, writer, taken);
    answered := answered + 1;
  end loop;
  return answered;
end $$;

-- A family asks by its Kode Penjelasan; the code alone ends nothing. Verdict: asked, open-already, no-place, unknown, over-budget.
create function public_ask_resignation(code bytea, address text, address_budget int, client uuid, digest bytea, wanted_programs text[],
    moment timestamptz, standing jsonb, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint;
  home record;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  own := family_of_explanation(code);
  perform public_note('ask-resignation', own, null, null, 'work', request);
  if own is null then return 'unknown'; end if;
  if exists (select from case_file c where c.kind = 'resignation' and c.family_id in (select ids_of_family(own))
      and c.state in ('open', 'returned', 'paused')) then return 'open-already'; end if;
  if not wanted_programs <@ places_held(own) then return 'no-place'; end if;
  select f.village_no, f.domicile_village_no into home from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = own;
  perform lay_resignation(client, digest, own, home.village_no, home.domicile_village_no, wanted_programs, 'web', null, moment, standing);
  return 'asked';
end $$;

-- And takes it back, in one step, until a version has taken it in. Verdict: taken-back, unknown, over-budget.
create function public_take_back_resignation(code bytea, address text, address_budget int, moment timestamptz, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint;
  held case_file;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  own := family_of_explanation(code);
  perform public_note('take-back-resignation', own, null, null, 'work', request);
  select c.* into held from case_file c where c.kind = 'resignation' and own is not null and c.family_id in (select ids_of_family(own))
    and c.state in ('open', 'returned', 'paused') for no key update;
  if held.case_id is null then return 'unknown'; end if;
  perform write_case_event(held, 'withdraw', null, null, null, moment, null, jsonb_build_object('state', 'withdrawn', 'step', held.step,
    'institution', held.holder_institution, 'tier', held.holder_tier, 'level', held.level, 'since', moment));
  return 'taken-back';
end $$;

create function own_resignations(wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(t)), '[]') from (
    select c.state, c.step, c.reason, r.programs, r.cooling_until::text as cooling_until, r.effective_on::text as effective_on,
      (c.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on, (c.due_at at time zone 'Asia/Jakarta')::date::text as due_on,
      (c.since at time zone 'Asia/Jakarta')::date::text as since_on
    from case_file c join resignation r using (case_id)
    where c.kind = 'resignation' and c.family_id in (select ids_of_family(wanted_family))
      and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '6 months')
    order by c.opened_at desc, c.case_id desc limit 3) t
$$;
create or replace function public_open_explanation(code bytea, address text, address_budget integer, request text)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
  sheet jsonb;
  old jsonb;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['e:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    own := family_of_explanation(code);
    sheet := explained_family(now_in, own);
    select explained_family(b.before_version, b.before_family) into old from family_before(now_in, own) b;
  end if;
  perform public_note('read-own-explanation', (sheet ->> 'family_id')::bigint, (sheet ->> 'village_no')::bigint, now_in,
    'facts', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when sheet is null then 'unknown' else 'answered' end,
    'sheet', sheet, 'before', old, 'outcomes', case when sheet is null then '[]'::jsonb else own_outcomes(now_in, own) end,
    'removals', case when sheet is null then '[]'::jsonb else own_removals(now_in, own) end,
    'payments', case when sheet is null then '[]'::jsonb else own_payments(own) end,
    'holder', case when sheet is null then null else own_holder(own) end,
    'proposals', case when sheet is null then '[]'::jsonb else own_aid_proposals(own) end,
    'objections', case when sheet is null then '[]'::jsonb else own_objections(own) end,
    'resignations', case when sheet is null then '[]'::jsonb else own_resignations(own) end,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;

-- Whom resignations are about, who is grown of it, and how many of the same village there were within so many days.
create function resigning_people(wanted bigint[], days int)
  returns table (case_id bigint, head_name text, rt text, rw text, of_village bigint)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.case_id, f.head_name, f.rt, f.rw,
    (select count(*) from case_file x where x.kind = 'resignation' and x.village_no = c.village_no
      and x.opened_at > c.opened_at - make_interval(days => days))
  from case_file c left join current_family f on f.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
  where c.case_id = any (wanted) and c.kind = 'resignation' and sees_case(c)
$$;
create function grown_of_resigning(wanted_case bigint, on_day date) returns table (person_id bigint, name text, was_met boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select p.person_id, p.name, p.person_id = r.person_id
  from case_file c join resignation r using (case_id) cross join grown_of_family(c.family_id, on_day) g
  join current_person p on p.person_id = g
  where c.case_id = wanted_case and c.kind = 'resignation' and sees_case(c) and case_turn(c, 'pass') is not null
    and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)
  order by p.birth_date, p.person_id
$$;

revoke execute on function gave_up_places(), gave_up_among(text, bigint, bigint),
  answer_resignations(int, text, timestamptz, jsonb),
  public_ask_resignation(bytea, text, int, uuid, bytea, text[], timestamptz, jsonb, text),
  public_take_back_resignation(bytea, text, int, timestamptz, text), own_resignations(bigint), resigning_people(bigint[], int),
  grown_of_resigning(bigint, date) from public;
grant execute on function gave_up_among(text, bigint, bigint),
  public_ask_resignation(bytea, text, int, uuid, bytea, text[], timestamptz, jsonb, text),
  public_take_back_resignation(bytea, text, int, timestamptz, text), resigning_people(bigint[], int),
  grown_of_resigning(bigint, date) to dtsen_app;
grant execute on function gave_up_places(), answer_resignations(int, text, timestamptz, jsonb) to dtsen_worker;
