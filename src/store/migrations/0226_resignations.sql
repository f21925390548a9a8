-- Resignations (mengundurkan diri): a family gives a place back by its own word. Two officers meet it face to face with days between,
-- anybody grown of it takes it back in one step, and nothing ends by silence.

alter table case_file drop constraint case_file_kind_check;
alter table case_file add check (kind in ('pbi-reactivation', 'holder-change', 'aid-proposal', 'objection', 'resignation'));
alter table case_file drop constraint case_opened_by;
alter table case_file add constraint case_opened_by
  check (opened_by is not null or kind in ('holder-change', 'aid-proposal', 'objection', 'resignation'));
create unique index one_resignation_at_a_time on case_file (family_id)
  where kind = 'resignation' and state in ('open', 'returned', 'paused');
-- Beside the clock, which calls, a family itself has no account when it takes a case back.
alter table case_event drop constraint case_event_check;
alter table case_event add constraint case_event_by check (case act when 'escalate' then by_account is null
  when 'withdraw' then true else by_account is not null end);

-- Cases of each kind are read by one right of its own, wherever they lie; made anew when a kind is added.
create function remake_case_policy() returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  kinds text;
begin
  select string_agg(format('kind = %L and (%s or %s)', w.kind, region_clause('village_no', w.read_right),
    region_clause('domicile_village_no', w.read_right)), ' or ' order by w.place) into kinds
  from (values (1, 'pbi-reactivation', 'read-reactivation'), (2, 'holder-change', 'read-holder'), (3, 'aid-proposal', 'read-proposal'),
    (4, 'objection', 'read-objection'), (5, 'resignation', 'read-resignation')) as w(place, kind, read_right);
  drop policy region_read on case_file;
  execute format('create policy region_read on case_file for select to dtsen_app using ((%s) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''person'', person_id, family_id)))', kinds);
end $$;
select remake_case_policy();
drop function remake_case_policy();

create table resignation (
  case_id bigint primary key references case_file,
  programs text[] not null check (cardinality(programs) between 1 and 5),
  channel text not null check (channel in ('web', 'counter')),
  -- Who of the family was met first, with KTP and KK, and until when the days to think run.
  person_id bigint,
  met_on date,
  met_at text check (met_at in ('home', 'office')),
  met_by bigint references account,
  cooling_until date check (cooling_until > met_on),
  -- Who was met again after them.
  again_person_id bigint,
  again_on date check (again_on > cooling_until),
  again_at text check (again_at in ('home', 'office')),
  again_by bigint references account,
  -- Since when the place is given back: confirmed by the second officer.
  effective_on date,
  check ((met_on is null) = (met_at is null) and (met_on is null) = (met_by is null) and (met_on is null) = (cooling_until is null)),
  check ((again_on is null) = (again_at is null) and (again_on is null) = (again_by is null)),
  check (effective_on is null or again_on is not null)
);
comment on table resignation is 'policy: region; which places a family gives back, who of it was met twice, and since when they are given back';
alter table resignation enable row level security;
alter table resignation force row level security;
create policy owner_all on resignation to dtsen_owner using (true) with check (true);
create policy worker_read on resignation for select to dtsen_worker using (true);
create policy region_read on resignation for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = resignation.case_id));
grant select on resignation to dtsen_app, dtsen_worker;

-- Programs in which a family of the version in force has a place.
create function places_held(wanted_family bigint) returns text[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(array_agg(distinct o.program order by o.program), '{}') from outcome o
  join publication_pointer p on p.version_no = o.version_no
  where o.family_id = wanted_family and o.unit = 'family' and o.outcome in ('recipient', 'review')
$$;

create function lay_resignation(client uuid, digest bytea, wanted_family bigint, village bigint, domicile bigint, wanted_programs text[],
    via text, opener bigint, moment timestamptz, standing jsonb) returns bigint
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  laid bigint;
begin
  insert into case_file (kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency, opened_at, opened_by,
      state, step, holder_institution, holder_tier, since, due_at)
    values ('resignation', client, digest, wanted_family, village, domicile, 'planned', moment, opener,
      standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      (standing ->> 'due_at')::timestamptz) returning case_id into laid;
  insert into resignation (case_id, programs, channel) values (laid, wanted_programs, via);
  return laid;
end $$;

-- Opens one at the counter. Verdict "opened", or not-found, own-family, no-place, open-already, key-reused.
create function open_resignation(client uuid, digest bytea, wanted_family bigint, wanted_programs text[], moment timestamptz, standing jsonb)
  returns table (verdict text, case_no bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  home record;
begin
  select c.* into held from case_file c where c.client_id = client;
  if held.case_id is not null then
    verdict := case when held.request_sha256 = digest and held.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then held.case_id end;
    return next; return;
  end if;
  select f.village_no, f.domicile_village_no into home from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('take-resignation') or f.domicile_village_no <@ my_ranges('take-resignation'));
  verdict := case when home.village_no is null then 'not-found'
    when exists (select from account a join current_person p on p.person_id = a.person_id
      where a.account_id = acting_account() and p.family_id = wanted_family) then 'own-family'
    when not wanted_programs <@ places_held(wanted_family) then 'no-place'
    when exists (select from case_file c where c.kind = 'resignation' and c.family_id = wanted_family
      and c.state in ('open', 'returned', 'paused')) then 'open-already' else 'opened' end;
  if verdict = 'opened' then
    case_no := lay_resignation(client, digest, wanted_family, home.village_no, home.domicile_village_no, wanted_programs, 'counter',
      acting_account(), moment, standing);
  end if;
  return next;
end $$;

-- Whoever is grown of a family, living, and not taken off its card by a finding that is in force.
create function grown_of_family(wanted_family bigint, on_day date) returns setof bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select p.person_id from current_person p
  where p.family_id in (select wanted_family union select r.to_family_id from family_redirect r
      join publication_pointer v on v.version_no = r.version_no where r.from_family_id = wanted_family)
    and p.life_status = 1 and p.birth_date between 1 and to_char(on_day - interval '17 years', 'YYYYMMDD')::int
$$;

-- Whom an officer met, with KTP and KK. Verdict "met", or not-found, case-ended, right-not-held, not-grown, cooling-open, another-adult, same-person,
-- own-family, day-wrong.
create function meet_resigning(wanted_case bigint, wanted_person bigint, met_where text, met_day date, cooling_days int, moment timestamptz)
  returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  r resignation;
  today date := (moment at time zone 'Asia/Jakarta')::date;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'resignation' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.state in ('done', 'refused', 'withdrawn') then return 'case-ended'; end if;
  if held.step not in ('identity', 'cooling') or held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then
    return 'right-not-held'; end if;
  select x.* into r from resignation x where x.case_id = wanted_case;
  if met_day > today or met_day < (held.opened_at at time zone 'Asia/Jakarta')::date then return 'day-wrong'; end if;
  if exists (select from account a join current_person p on p.person_id = a.person_id
      where a.account_id = acting_account() and p.family_id = held.family_id) then return 'own-family'; end if;
  if wanted_person not in (select grown_of_family(held.family_id, today)) then return 'not-grown'; end if;
  if held.step = 'identity' then
    update resignation set person_id = wanted_person, met_on = met_day, met_at = met_where, met_by = acting_account(),
        cooling_until = met_day + cooling_days where case_id = wanted_case;
    return 'met';
  end if;
  if met_day <= r.cooling_until then return 'cooling-open'; end if;
  if is_one_person(r.met_by, acting_account()) then return 'same-person'; end if;
  -- Somebody else of the family, where there is anybody: nobody gives up what is all of theirs alone and unseen.
  if wanted_person = r.person_id and exists (select from grown_of_family(held.family_id, today) g where g <> r.person_id) then
    return 'another-adult'; end if;
  update resignation set again_person_id = wanted_person, again_on = met_day, again_at = met_where, again_by = acting_account()
    where case_id = wanted_case;
  return 'met';
end $$;

create function resignation_problem(held case_file, wanted_act text, moment timestamptz) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case
    when wanted_act <> 'pass' then null
    when held.step = 'identity' and r.met_on is null then 'meeting-missing'
    when held.step = 'cooling' and (moment at time zone 'Asia/Jakarta')::date <= r.cooling_until then 'cooling-open'
    when held.step = 'cooling' and r.again_on is null then 'meeting-missing'
    when held.step = 'cooling' and is_one_person(r.met_by, acting_account()) then 'same-person' end
  from resignation r where r.case_id = held.case_id
$$;
create or replace function case_move_problem(held case_file, wanted_act text, wanted_reason text, moment timestamptz) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case held.kind when 'holder-change' then holder_move_problem(held.case_id, wanted_act, wanted_reason)
    when 'aid-proposal' then aid_proposal_problem(held, wanted_act, wanted_reason)
    when 'objection' then objection_problem(held, wanted_act, moment)
    when 'resignation' then resignation_problem(held, wanted_act, moment) end
$$;

-- From the start again: whoever was met before counts no more. Confirmed: since that day the place is given back.
create function follow_resignation() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if new.step = 'identity' then
    update resignation set person_id = null, met_on = null, met_at = null, met_by = null, cooling_until = null, again_person_id = null,
      again_on = null, again_at = null, again_by = null where case_id = new.case_id;
  elsif new.step = 'register' then
    update resignation set effective_on = (new.since at time zone 'Asia/Jakarta')::date where case_id = new.case_id;
  end if;
  return new;
end $$;
create trigger resignation_is_followed after update of step on case_file for each row
  when (new.kind = 'resignation' and new.step <> old.step) execute function follow_resignation();

revoke execute on function places_held(bigint), open_resignation(uuid, bytea, bigint, text[], timestamptz, jsonb),
  lay_resignation(uuid, bytea, bigint, bigint, bigint, text[], text, bigint, timestamptz, jsonb), grown_of_family(bigint, date),
  meet_resigning(bigint, bigint, text, date, int, timestamptz), resignation_problem(case_file, text, timestamptz),
  follow_resignation() from public;
grant execute on function open_resignation(uuid, bytea, bigint, text[], timestamptz, jsonb),
  meet_resigning(bigint, bigint, text, date, int, timestamptz) to dtsen_app;
