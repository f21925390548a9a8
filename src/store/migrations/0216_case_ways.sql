-- Ways of cases as rows of the law book, in place of functions that repeat it: steps with their rights, reasons with the steps at
-- which they may be given. And by which calendar clocks run: closed days and rules of regions, dated and with their basis.

create table case_way (
  kind text primary key,
  read_right text not null,
  withdraw_right text not null
);
comment on table case_way is 'policy: reference; kinds of case, by which right one is seen and taken back, from the law book';
create table case_way_step (
  kind text not null,
  step text not null,
  place int not null check (place >= 1),
  right_code text,
  needs_reference boolean not null,
  -- One person may do it together with the others of its kind that are marked so.
  same_hands boolean not null,
  -- Only where the region's rule asks for it.
  asked_by text,
  primary key (kind, step)
);
comment on table case_way_step is 'policy: reference; the steps of each kind of case, from the law book';
create table case_way_reason (
  kind text not null,
  act text not null check (act in ('return', 'pause', 'refuse')),
  reason text not null,
  steps text[] not null,
  back_to text,
  right_code text,
  ends_aid boolean not null,
  primary key (kind, act, reason)
);
comment on table case_way_reason is 'policy: reference; reasons of each kind of case and the steps at which they hold, from the law book';

create table region_closed_day (
  closed_no bigint generated always as identity primary key,
  day date not null,
  region_code text not null check (region_code ~ '^[0-9]{2,10}$'),
  village_lo bigint not null,
  village_hi bigint not null check (village_hi >= village_lo),
  legal_basis text not null check (length(legal_basis) between 5 and 200),
  recorded_by bigint references account,
  -- A deadline that was told before is not moved by it.
  recorded_at timestamptz not null default now(),
  unique (day, region_code)
);
create index region_closed_day_by_village on region_closed_day (village_lo, village_hi);
comment on table region_closed_day is 'policy: reference; days on which offices of a region are closed beside the nation''s';
create table region_rule (
  rule_no bigint generated always as identity primary key,
  rule text not null check (rule in ('governor-endorses')),
  region_code text not null check (region_code ~ '^[0-9]{2,10}$'),
  village_lo bigint not null,
  village_hi bigint not null check (village_hi >= village_lo),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  legal_basis text not null check (length(legal_basis) between 5 and 200),
  recorded_by bigint references account,
  recorded_at timestamptz not null default now()
);
create unique index region_rule_once on region_rule (rule, region_code) where valid_to is null;
comment on table region_rule is 'policy: reference; steps that a region asks for beyond the nation''s way, dated, with their basis';
select make_reference(array['case_way', 'case_way_step', 'case_way_reason', 'region_closed_day', 'region_rule']);

-- Everybody above has been called: the clock has nobody left, and what is late stays late on the screen.
alter table case_file add column is_called_out boolean not null default false;
-- Rules of its region as they stood when a case was opened: its way does not change under it.
alter table case_file add column rules text[] not null default '{}';

create function rules_of_village(wanted_village bigint, on_day date) returns text[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(array_agg(distinct r.rule order by r.rule), '{}') from region_rule r
  where wanted_village between r.village_lo and r.village_hi and on_day >= r.valid_from and (r.valid_to is null or on_day <= r.valid_to)
$$;
create function follow_region_rules() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  new.rules := rules_of_village(new.village_no, (new.opened_at at time zone 'Asia/Jakarta')::date);
  return new;
end $$;
create trigger case_keeps_rules before insert on case_file for each row execute function follow_region_rules();

create or replace function case_steps(wanted_kind text) returns text[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select array_agg(s.step order by s.place) from case_way_step s where s.kind = wanted_kind
$$;
create function way_of_case(held case_file) returns text[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select array_agg(s.step order by s.place) from case_way_step s
  where s.kind = held.kind and (s.asked_by is null or s.asked_by = any (held.rules))
$$;
create or replace function case_right(wanted_kind text, wanted_step text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select s.right_code from case_way_step s where s.kind = wanted_kind and s.step = wanted_step
$$;
create or replace function case_wait_right(wanted_kind text, wanted_reason text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select r.right_code from case_way_reason r where r.kind = wanted_kind and r.act = 'pause' and r.reason = wanted_reason
$$;
create or replace function case_needs_reference(wanted_kind text) returns text[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(array_agg(s.step order by s.place), '{}') from case_way_step s where s.kind = wanted_kind and s.needs_reference
$$;
create or replace function case_withdraw_right(wanted_kind text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.withdraw_right from case_way w where w.kind = wanted_kind
$$;
create or replace function case_read_right(wanted_kind text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.read_right from case_way w where w.kind = wanted_kind
$$;
create or replace function case_ends_aid(wanted_kind text, wanted_reason text) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce((select r.ends_aid from case_way_reason r
    where r.kind = wanted_kind and r.act = 'refuse' and r.reason = wanted_reason), false)
$$;

-- Whether two accounts are one person's, as far as the desk can know: the same account, citizen, telephone or e-mail.
create function is_one_person(one bigint, other bigint) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select one = other or exists (select from account a, account b where a.account_id = one and b.account_id = other
    and (a.person_id = b.person_id or a.phone = b.phone or lower(a.email) = lower(b.email)))
$$;

-- Who has done another step of the case than this one, the last time that it was done, where both may not be of the same hands.
create function case_other_hands(held case_file) returns bigint[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with here as (select s.place, s.same_hands from case_way_step s where s.kind = held.kind and s.step = held.step),
  others as (select s.step, s.place from case_way_step s, here h
    where s.kind = held.kind and s.place < h.place and not (s.same_hands and h.same_hands))
  select coalesce(array_agg(distinct x.by_account) filter (where x.by_account is not null), '{}') from (
    select (select e.by_account from case_event e where e.case_id = held.case_id and e.act = 'pass' and e.step = o.step
      order by e.event_no desc limit 1) as by_account from others o
    union all
    select held.opened_by from others o where o.place = 1) x
$$;

create or replace function write_case_event(held case_file, wanted_act text, wanted_reason text, number text, number_on date,
    moment timestamptz, writer bigint, standing jsonb) returns bigint
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  way text[] := way_of_case(held);
  here int := array_position(way, held.step);
  there int := array_position(way, standing ->> 'step');
  lawful text := case wanted_act when 'pass' then case when here + 1 = cardinality(way) then 'done' else 'open' end
    when 'return' then 'returned' when 'pause' then 'paused' when 'resume' then 'open' when 'refuse' then 'refused'
    when 'withdraw' then 'withdrawn' else held.state end;
  written bigint;
begin
  if lawful <> standing ->> 'state' or not coalesce(case wanted_act when 'pass' then there = here + 1
      when 'return' then there < here else there = here end, false) then
    raise exception 'case %: % leads from % to %, never to % %', held.case_id, wanted_act, held.step, lawful,
      standing ->> 'state', standing ->> 'step';
  end if;
  insert into case_event (case_id, act, step, reason, reference, reference_on, at, by_account)
    values (held.case_id, wanted_act, held.step, wanted_reason, number, number_on, moment, writer)
    returning event_no into written;
  update case_file set state = lawful, step = way[there], holder_institution = standing ->> 'institution',
      holder_tier = standing ->> 'tier', level = (standing ->> 'level')::int, since = (standing ->> 'since')::timestamptz,
      due_at = (standing ->> 'due_at')::timestamptz, reason = standing ->> 'reason', is_called_out = false
    where case_id = held.case_id;
  return written;
end $$;

-- What a kind asks of a move beyond steps and rights; null where nothing stands against it. Each kind adds its own.
create function case_move_problem(held case_file, wanted_act text, wanted_reason text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case held.kind when 'holder-change' then holder_move_problem(held.case_id, wanted_act, wanted_reason) end
$$;

-- As before; reasons are those of the law book at that step, two steps that are not of the same hands take two people wherever
-- they stand, and two accounts of one person are one.
create or replace function step_case(wanted_case bigint, seen_event bigint, wanted_act text, wanted_reason text, number text,
    number_on date, moment timestamptz, standing jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  problem text;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if coalesce((select max(e.event_no) from case_event e where e.case_id = wanted_case), 0) <> seen_event then
    return 'changed-meanwhile'; end if;
  if held.state in ('done', 'refused', 'withdrawn') then return 'case-ended'; end if;
  if wanted_act = 'escalate' or case_turn(held, wanted_act) is null then return 'right-not-held'; end if;
  if wanted_act in ('return', 'pause', 'refuse') and not exists (select from case_way_reason r where r.kind = held.kind
      and r.act = wanted_act and r.reason = wanted_reason and held.step = any (r.steps)
      and (wanted_act <> 'return' or r.back_to = standing ->> 'step')) then
    return 'reason-unknown'; end if;
  if (wanted_act = 'pass' or case_ends_aid(held.kind, wanted_reason))
      and exists (select from unnest(case_other_hands(held)) h where is_one_person(h, acting_account())) then
    return 'same-person'; end if;
  if (wanted_act = 'pass' and held.step = any (case_needs_reference(held.kind)) or case_ends_aid(held.kind, wanted_reason))
      and (number is null or number_on is null) then return 'reference-missing'; end if;
  problem := case_move_problem(held, wanted_act, wanted_reason);
  if problem is not null then return problem; end if;
  perform write_case_event(held, wanted_act, wanted_reason, number, number_on, moment, acting_account(), standing);
  return 'written';
end $$;
drop function case_sent_with(text);

-- Of an opening that many cases share: until when its clock runs, by the calendar of each case's village.
create function due_of_village(dues jsonb, wanted_village bigint) returns timestamptz
  language sql immutable set search_path = pg_catalog, dtsen, pg_temp as $$
  select (d ->> 'due_at')::timestamptz from jsonb_array_elements(dues) d
  where wanted_village between (d ->> 'lo')::bigint and (d ->> 'hi')::bigint limit 1
$$;

-- Holders whom the version in force, or a confirmed finding, has as dead, or has not on the card any more: for each family a case,
-- once for one reason. Looked for when a version, a report of payments or a finding is new; answers how many were opened. Each has its clock by the
-- calendar of its own village.
create or replace function open_due_holder_changes(moment timestamptz, standing jsonb) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  now_in int := (select p.version_no from publication_pointer p);
  newest_report bigint := coalesce((select max(r.report_no) from payment_report r), 0);
  newest_finding timestamptz := coalesce((select max(x.confirmed_at) from finding x where x.kind = 'deceased'), '-infinity');
  opened int;
begin
  if now_in is null then return 0; end if;
  insert into holder_look values (true, 0, 0, '-infinity') on conflict do nothing;
  perform from holder_look k where (k.version_no, k.report_no, k.finding_at) is distinct from (now_in, newest_report, newest_finding)
    for update skip locked;
  if not found then return 0; end if;
  with held as (
    select distinct coalesce(f.to_family_id, h.family_id) as family_id, coalesce(q.to_person_id, h.person_id) as person_id,
      h.person_id as role_person_id
    from card_holder h
    left join family_redirect f on f.version_no = now_in and f.from_family_id = h.family_id
    left join person_redirect q on q.version_no = now_in and q.from_person_id = h.person_id
    where h.held_until is null),
  seen as (
    select h.family_id, h.role_person_id, g.village_no, g.domicile_village_no,
      case when p.life_status = 2 or exists (select from finding x where x.unit = 'person' and x.unit_id = h.person_id
          and x.kind = 'deceased' and x.answer is null and x.confirmed_by is not null) then 'dead'
        when p.person_id is null then 'left-card' end as reason
    from held h join family g on g.version_no = now_in and g.family_id = h.family_id
    left join person p on p.version_no = now_in and p.family_id = h.family_id and p.person_id = h.person_id),
  due as materialized (
    select distinct on (s.family_id) s.*, nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id')) as case_id
    from seen s where s.reason is not null
      and not exists (select from case_file c join holder_change x using (case_id) where c.kind = 'holder-change'
        and c.family_id = s.family_id and c.person_id = s.role_person_id and x.reason = s.reason)
    order by s.family_id, s.reason, s.role_person_id),
  opening as (
    insert into case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no, urgency,
        opened_at, state, step, holder_institution, holder_tier, since, due_at)
      overriding system value
      select d.case_id, 'holder-change', gen_random_uuid(), sha256(convert_to(d.reason, 'UTF8')), d.family_id, d.role_person_id,
        d.village_no, d.domicile_village_no, 'planned', moment, standing ->> 'state', standing ->> 'step',
        standing ->> 'institution', standing ->> 'tier', moment, due_of_village(standing -> 'dues', d.village_no)
      from due d
      on conflict (family_id) where kind = 'holder-change' and state in ('open', 'returned', 'paused') do nothing
      returning case_id)
  insert into holder_change (case_id, reason, known_from)
    select d.case_id, d.reason, 'register' from opening o join due d using (case_id);
  get diagnostics opened = row_count;
  update holder_look set version_no = now_in, report_no = newest_report, finding_at = newest_finding;
  return opened;
end $$;

-- In which village a case about somebody would lie, for its clock alone; null of whoever is hidden, or whom nobody acts for.
create function village_for_clock(wanted_family bigint, wanted_person bigint) returns bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(
    (select f.village_no from current_family f where f.family_id = wanted_family
      and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)),
    (select p.village_no from current_person p where p.person_id = wanted_person
      and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)))
  where acting_account() is not null
$$;

revoke execute on function rules_of_village(bigint, date), follow_region_rules(), way_of_case(case_file),
  is_one_person(bigint, bigint), case_other_hands(case_file), case_move_problem(case_file, text, text),
  due_of_village(jsonb, bigint), village_for_clock(bigint, bigint) from public;
grant execute on function case_steps(text), case_right(text, text), case_wait_right(text, text), way_of_case(case_file),
  rules_of_village(bigint, date), village_for_clock(bigint, bigint) to dtsen_app;
grant execute on function rules_of_village(bigint, date) to dtsen_worker;
