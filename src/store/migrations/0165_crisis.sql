-- Crisis mode (decision 0067): a declared emergency opens a temporary program with its own rule, list, fast checks, hand-outs, last
-- day and audit afterwards. Nothing here is granted to those who build versions: a crisis moves no decile and no permanent list.

-- The clock of a village: three zones of Indonesia (Keppres 41/1987); the nation and what is unknown count by the last to end.
create function zone_of(village bigint) returns text language sql immutable as $$
  select case when village / 100000000 in (81, 82) or village / 100000000 between 91 and 97 then 'Asia/Jayapura'
    when village / 100000000 in (51, 52, 53, 63, 64, 65) or village / 100000000 between 71 and 76 then 'Asia/Makassar'
    else 'Asia/Jakarta' end
$$;
create function day_at(village bigint) returns date language sql stable as $$
  select (now() at time zone dtsen.zone_of(village))::date
$$;

create table crisis (
  crisis_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  kind text not null check (kind in ('flood', 'landslide', 'earthquake', 'tsunami', 'eruption', 'drought', 'fire', 'storm',
    'outbreak', 'social')),
  name text not null check (length(name) between 3 and 80),
  -- As the last confirmed act says.
  status text not null check (status in ('response', 'transition')),
  start_on date not null,
  end_on date not null check (end_on between start_on and start_on + 366),
  -- A village of the zone in which the last day ends last.
  clock_village bigint not null,
  -- Who is on the list: a rule of the project's language, with the place of each fact.
  rule jsonb not null,
  budget_rupiah bigint not null,
  spent_rupiah bigint not null default 0,
  -- Families of this version were listed.
  version_no int not null references version,
  made_by bigint not null references account,
  is_confirmed boolean not null default false,
  well_off_from int not null check (well_off_from between 1 and 10),
  sample_least int not null check (sample_least between 1 and 10000),
  audit_opened_at timestamptz,
  reported_by bigint references account,
  reported_at timestamptz,
  report_paper text check (report_paper ~ '^[A-Za-z0-9./_-]{3,40}$'),
  constraint budget_is_never_exceeded check (spent_rupiah between 0 and budget_rupiah)
);
comment on table crisis is
  'policy: region; a declared emergency and its temporary program, with the days and status that its last confirmed act gave it';

create table crisis_area (
  crisis_no bigint not null references crisis,
  village_lo bigint not null,
  village_hi bigint not null check (village_hi >= village_lo),
  primary key (crisis_no, village_lo, village_hi)
);
comment on table crisis_area is 'policy: region; regions that a declared emergency names';

create table crisis_act (
  crisis_no bigint not null references crisis,
  act_no int not null,
  act text not null check (act in ('declare', 'extend', 'end')),
  paper text not null check (paper ~ '^[A-Za-z0-9./_-]{3,40}$'),
  signed_on date not null,
  status text not null check (status in ('response', 'transition')),
  end_on date not null,
  proposed_by bigint not null references account,
  proposed_at timestamptz not null default now(),
  -- Until then a second person confirms, or it lapses.
  confirm_before timestamptz not null check (confirm_before <= proposed_at + interval '48 hours'),
  answer text check (answer in ('confirmed', 'refused')),
  answered_by bigint references account,
  answered_at timestamptz,
  primary key (crisis_no, act_no),
  check ((answer is null) = (answered_by is null)),
  constraint two_people_confirm check (answer is distinct from 'confirmed' or answered_by <> proposed_by)
);
comment on table crisis_act is 'policy: region; legal acts that declare, extend or end an emergency, each answered by a second person';

create table crisis_item (
  crisis_no bigint not null references crisis,
  item_no int not null,
  kind text not null check (kind in ('cash', 'food', 'hygiene', 'shelter', 'house-repair', 'death-grant')),
  unit text not null check (unit in ('family', 'person')),
  amount_rupiah bigint not null check (amount_rupiah between 0 and 1000000000),
  -- For houses damaged at least so: 0 none, 1 light, 2 moderate, 3 heavy.
  from_damage int not null default 0 check (from_damage between 0 and 3),
  primary key (crisis_no, item_no)
);
comment on table crisis_item is 'policy: region; what a temporary program hands out, per family or person';

create table crisis_row (
  row_no bigint generated always as identity primary key,
  crisis_no bigint not null references crisis,
  family_id bigint,
  -- Added on the spot: the person stands in the register of people without NIK, under the same client id.
  unidentified_id bigint references unidentified_person,
  -- Where they are helped.
  village_no bigint not null,
  -- Displaced from elsewhere: where from.
  from_village_no bigint,
  size int not null check (size between 1 and 50),
  is_well_off boolean not null default false,
  added_by bigint references account,
  state text not null default 'unverified' check (state in ('unverified', 'here', 'moved', 'dead', 'double')),
  damage int not null default 0 check (damage between 0 and 3),
  -- Where a family that moved lives now.
  moved_to bigint,
  checked_by bigint references account,
  checked_at timestamptz,
  unique (crisis_no, family_id),
  check ((family_id is null) = (unidentified_id is not null)),
  check ((unidentified_id is null) = (added_by is null))
);
create index crisis_row_by_village on crisis_row (crisis_no, village_no, row_no);
comment on table crisis_row is
  'policy: region; the emergency list: families of a version and people added on the spot, as last checked; no names; follows the family';

create table crisis_event (
  event_no bigint generated always as identity primary key,
  -- Made by the phone: the same act sent twice is one.
  client_id uuid not null unique,
  crisis_no bigint not null references crisis,
  row_no bigint not null references crisis_row,
  act text not null check (act in ('check', 'hand-out', 'out-of-budget', 'find')),
  word text check (word ~ '^[a-z][a-z-]{2,39}$'),
  damage int,
  item_no int,
  persons int,
  amount_rupiah bigint,
  -- Whom a hand-out is for, as far as the register knows: one family, else one row.
  subject bigint not null,
  at timestamptz not null default now(),
  by_account bigint not null references account
);
create index crisis_event_by_row on crisis_event (row_no, event_no);
create unique index handed_out_once on crisis_event (crisis_no, item_no, subject) where act = 'hand-out';
comment on table crisis_event is 'policy: region; the book of an emergency list: checks, hand-outs and findings of the audit, append-only';

create table crisis_audit (
  crisis_no bigint not null references crisis,
  row_no bigint not null references crisis_row,
  -- Why it is looked at: drawn, added-here, double, well-off, out-of-budget.
  reasons text[] not null check (cardinality(reasons) > 0),
  finding text check (finding in ('in-order', 'not-there', 'not-entitled', 'double', 'wrong-amount', 'no-proof')),
  found_by bigint references account,
  found_at timestamptz,
  primary key (crisis_no, row_no)
);
comment on table crisis_audit is 'policy: region; rows that the audit after an emergency looks at, why, and what was found';

-- A rule as SQL over families `f` (or members `m`): null is unknown. Facts come as places, values as whole numbers, both cast.
create function crisis_condition(rule jsonb, owner text default 'f') returns text
  language plpgsql immutable set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  fact text;
  test text;
begin
  if rule ? 'all' or rule ? 'any' then
    return (select '(' || string_agg(crisis_condition(part, owner), case when rule ? 'all' then ' and ' else ' or ' end) || ')'
      from jsonb_array_elements(coalesce(rule -> 'all', rule -> 'any')) part);
  elsif rule ? 'not' then
    return '(not ' || crisis_condition(rule -> 'not', owner) || ')';
  elsif rule ? 'members' then
    if owner <> 'f' then raise exception 'crisis rule: members of members'; end if;
    return format('(select case when count(*) filter (where x.t) >= %1$s then true '
      'when count(*) filter (where x.t is not false) < %1$s then false end from (select %2$s as t from dtsen.current_person m '
      'where m.family_id = f.family_id and m.life_status is distinct from 2) x)',
      (rule ->> 'atLeast')::int, crisis_condition(rule -> 'members', 'm'));
  elsif rule ? 'fact' then
    fact := case when rule ? 'place' then format('%s.facts[%s]', owner, (rule ->> 'place')::int)
      when owner = 'f' and rule ->> 'fact' in ('size', 'decile_national', 'decile_province', 'decile_regency', 'percentile')
        or owner = 'm' and rule ->> 'fact' = 'life_status' then format('%s.%I', owner, rule ->> 'fact') end;
    test := case when rule ? 'in' then format('= any (array[%s])', (select string_agg((v #>> '{}')::int::text, ', ')
        from jsonb_array_elements(rule -> 'in') v))
      else format('between %s and %s', (rule #>> '{between,0}')::int, (rule #>> '{between,1}')::int) end;
    if fact is not null then
      return format('(case when %1$s >= 0 then %1$s %2$s when %1$s = -4 then false end)', fact, test);
    end if;
  end if;
  raise exception 'crisis rule: cannot be asked at the desk';
end $$;

-- proposed, lapsed, refused, open, ended, reported.
create function crisis_stage(held crisis) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when held.reported_at is not null then 'reported'
    when held.is_confirmed then case when day_at(held.clock_village) > held.end_on then 'ended' else 'open' end
    else (select case when a.answer = 'refused' then 'refused' when now() > a.confirm_before then 'lapsed' else 'proposed' end
      from crisis_act a where a.crisis_no = held.crisis_no and a.act_no = 1) end
$$;

-- Whether whoever acts holds a right in a region that an emergency names.
create function crisis_right(wanted_crisis bigint, wanted_right text) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from crisis_area a where a.crisis_no = wanted_crisis
    and my_ranges(wanted_right) && int8range(a.village_lo, a.village_hi, '[]'))
$$;
-- Over all of them.
create function crisis_right_over(wanted_crisis bigint, wanted_right text) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(bool_and(int8range(a.village_lo, a.village_hi, '[]') <@ my_ranges(wanted_right)), false)
  from crisis_area a where a.crisis_no = wanted_crisis
$$;

-- Declares an emergency and makes its list from the published version at once. Until a second person confirms nothing is handed
-- out. Verdict "declared" with its number, or key-reused, not-mine, day-order, no-version.
create function declare_crisis(client uuid, said jsonb, confirm_hours int) returns table (verdict text, crisis_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  clock_at bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
begin
  perform pg_advisory_xact_lock(hashtextextended('crisis ' || client::text, 0));
  select c.* into held from crisis c where c.client_id = client;
  if held.crisis_no is not null then
    verdict := case when held.made_by = acting_account() and held.name = said ->> 'name' then 'declared' else 'key-reused' end;
    crisis_number := case when verdict = 'declared' then held.crisis_no end;
    return next; return;
  end if;
  if exists (select from jsonb_array_elements(said -> 'areas') a
      where not coalesce(int8range((a ->> 0)::bigint, (a ->> 1)::bigint, '[]') <@ my_ranges('declare-crisis'), false)) then
    verdict := 'not-mine'; return next; return;
  end if;
  if now_in is null then verdict := 'no-version'; return next; return; end if;
  select (a ->> 0)::bigint into clock_at from jsonb_array_elements(said -> 'areas') a
    order by array_position(array['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'], zone_of((a ->> 0)::bigint)) limit 1;
  if (said ->> 'start_on')::date > day_at(clock_at) or (said ->> 'signed_on')::date > day_at(clock_at)
      or (said ->> 'end_on')::date < day_at(clock_at)
      or (said ->> 'end_on')::date not between (said ->> 'start_on')::date and (said ->> 'start_on')::date + 366 then
    verdict := 'day-order'; return next; return;
  end if;
  insert into crisis (client_id, kind, name, status, start_on, end_on, clock_village, rule, budget_rupiah, version_no, made_by,
      well_off_from, sample_least)
    values (client, said ->> 'kind', said ->> 'name', said ->> 'status', (said ->> 'start_on')::date, (said ->> 'end_on')::date,
      clock_at, said -> 'rule', (said ->> 'budget')::bigint, now_in, acting_account(),
      (said ->> 'well_off_from')::int, (said ->> 'sample_least')::int) returning * into held;
  insert into crisis_area select distinct held.crisis_no, (a ->> 0)::bigint, (a ->> 1)::bigint
    from jsonb_array_elements(said -> 'areas') a;
  insert into crisis_item select held.crisis_no, place, i ->> 'kind', i ->> 'unit', (i ->> 'amount')::bigint,
      (i ->> 'from_damage')::int
    from jsonb_array_elements(said -> 'items') with ordinality as listed(i, place);
  insert into crisis_act (crisis_no, act_no, act, paper, signed_on, status, end_on, proposed_by, confirm_before)
    values (held.crisis_no, 1, 'declare', said ->> 'paper', (said ->> 'signed_on')::date, held.status, held.end_on,
      acting_account(), now() + make_interval(hours => confirm_hours));
  -- Nobody is left out because a fact is not known.
  execute format('insert into dtsen.crisis_row (crisis_no, family_id, village_no, size, is_well_off) '
    'select $1, f.family_id, f.domicile_village_no, least(f.size, 50), coalesce(f.decile_national >= $2, false) '
    'from dtsen.current_family f where f.size > 0 and f.domicile_village_no <@ $3 and %s is not false '
    'order by f.domicile_village_no, f.family_id', crisis_condition(held.rule))
    using held.crisis_no, held.well_off_from,
      (select range_agg(int8range(a.village_lo, a.village_hi, '[]')) from crisis_area a where a.crisis_no = held.crisis_no);
  verdict := 'declared'; crisis_number := held.crisis_no;
  return next;
end $$;

-- A step in an emergency: confirm or refuse what another proposed, extend or end by a new act, or report. Verdict "done", or
-- not-found, right-not-held, not-now, same-person, lapsed, day-order, waits-already, audit-open.
create function step_crisis(wanted_crisis bigint, wanted_act text, said jsonb, confirm_hours int) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  last crisis_act;
  stage text;
  today date;
begin
  select c.* into held from crisis c where c.crisis_no = wanted_crisis for no key update;
  if held.crisis_no is null or not crisis_right(wanted_crisis, 'read-crisis') then return 'not-found'; end if;
  if not crisis_right_over(wanted_crisis, case when wanted_act in ('confirm', 'refuse') then 'confirm-crisis'
      when wanted_act = 'report' then 'audit-crisis' else 'declare-crisis' end) then return 'right-not-held'; end if;
  stage := crisis_stage(held);
  today := day_at(held.clock_village);
  select a.* into last from crisis_act a where a.crisis_no = wanted_crisis order by a.act_no desc limit 1;
  if wanted_act in ('confirm', 'refuse') then
    if last.answer is not null or stage not in ('proposed', 'lapsed', 'open') then return 'not-now'; end if;
    if now() > last.confirm_before then return 'lapsed'; end if;
    if wanted_act = 'confirm' and last.proposed_by = acting_account() then return 'same-person'; end if;
    update crisis_act a set answer = case wanted_act when 'confirm' then 'confirmed' else 'refused' end,
        answered_by = acting_account(), answered_at = now() where a.crisis_no = wanted_crisis and a.act_no = last.act_no;
    if wanted_act = 'confirm' then
      update crisis c set is_confirmed = true, status = last.status, end_on = last.end_on where c.crisis_no = wanted_crisis;
    end if;
    return 'done';
  elsif wanted_act in ('extend', 'end') then
    if stage <> 'open' then return 'not-now'; end if;
    if last.answer is null and now() <= last.confirm_before then return 'waits-already'; end if;
    if (said ->> 'signed_on')::date > today or (said ->> 'end_on')::date > held.start_on + 366
        or (wanted_act = 'extend' and (said ->> 'end_on')::date <= held.end_on)
        or (wanted_act = 'end' and (said ->> 'end_on')::date not between today - 1 and held.end_on - 1) then
      return 'day-order'; end if;
    insert into crisis_act (crisis_no, act_no, act, paper, signed_on, status, end_on, proposed_by, confirm_before)
      values (wanted_crisis, last.act_no + 1, wanted_act, said ->> 'paper', (said ->> 'signed_on')::date, said ->> 'status',
        (said ->> 'end_on')::date, acting_account(), now() + make_interval(hours => confirm_hours));
    return 'done';
  end if;
  if stage <> 'ended' or held.audit_opened_at is null then return 'not-now'; end if;
  if exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.finding is null) then return 'audit-open'; end if;
  update crisis c set reported_by = acting_account(), reported_at = now(), report_paper = said ->> 'paper'
    where c.crisis_no = wanted_crisis;
  perform crisis_findings(wanted_crisis);
  return 'done';
end $$;

-- What the checks established becomes findings that wait for a second person, like every other: the way into the next version.
create function crisis_findings(wanted_crisis bigint) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    select 'family', f.family_id, f.family_id, case r.state when 'here' then 'still-here' else 'moved' end, f.village_no,
      coalesce(r.moved_to, f.domicile_village_no), (r.checked_at at time zone zone_of(r.village_no))::date, r.checked_by
    from crisis_row r join current_family f on f.family_id = r.family_id
    where r.crisis_no = wanted_crisis and (r.state = 'here' or r.state = 'moved' and r.moved_to is not null)
      and not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = r.row_no
        and a.finding <> 'in-order');
  insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    select 'person', p.person_id, p.family_id, 'deceased', p.village_no, p.domicile_village_no,
      (r.checked_at at time zone zone_of(r.village_no))::date, r.checked_by
    from crisis_row r join current_person p on p.family_id = r.family_id and p.life_status is distinct from 2
    where r.crisis_no = wanted_crisis and r.state = 'dead'
      and not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = r.row_no
        and a.finding <> 'in-order')
$$;

-- Somebody who is not on the list, or comes from elsewhere: a name and a village are enough. Verdict "added" with the row, or
-- not-found, not-confirmable, ended, key-reused.
create function add_crisis_row(wanted_crisis bigint, client uuid, said jsonb) returns table (verdict text, row_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  known unidentified_person;
  village bigint := (said ->> 'village')::bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('crisis row ' || client::text, 0));
  select c.* into held from crisis c where c.crisis_no = wanted_crisis for key share;
  if held.crisis_no is null or not coalesce(village <@ my_ranges('work-crisis'), false)
      or not exists (select from crisis_area a where a.crisis_no = wanted_crisis and village between a.village_lo and a.village_hi)
  then verdict := 'not-found'; return next; return; end if;
  select u.* into known from unidentified_person u where u.client_id = client;
  if known.unidentified_id is not null then
    select r.row_no into row_number from crisis_row r
      where r.crisis_no = wanted_crisis and r.unidentified_id = known.unidentified_id and r.added_by = acting_account();
    verdict := case when row_number is null then 'key-reused' else 'added' end;
    return next; return;
  end if;
  if crisis_stage(held) not in ('proposed', 'open') then
    verdict := case when held.is_confirmed then 'ended' else 'not-confirmable' end; return next; return; end if;
  if day_at(village) > held.end_on then verdict := 'ended'; return next; return; end if;
  insert into unidentified_person (client_id, name, village_no, domicile_village_no, found_on, recorded_by)
    values (client, said ->> 'name', village, village, day_at(village), acting_account()) returning * into known;
  insert into unidentified_event (unidentified_id, kind, by_account, village_no, domicile_village_no)
    values (known.unidentified_id, 'found', acting_account(), village, village);
  insert into crisis_row (crisis_no, unidentified_id, village_no, from_village_no, size, added_by)
    values (wanted_crisis, known.unidentified_id, village, (said ->> 'from')::bigint, (said ->> 'size')::int, acting_account())
    returning row_no into row_number;
  verdict := 'added';
  return next;
end $$;

-- The family of a row, as far as it is known: also of somebody added on the spot who has been given a NIK since.
create function crisis_subject(held crisis_row) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(held.family_id, (select p.family_id from unidentified_person u join publication_pointer v on v.one
    join person p on p.version_no = v.version_no and p.person_id = u.promoted_person_id
    where u.unidentified_id = held.unidentified_id), -held.row_no)
$$;

-- One act on a row: check, hand-out, find. Verdict "done" (also when it was done before), or not-found, right-not-held,
-- key-reused, not-confirmed, ended, not-begun, item-unknown, not-here, same-person, too-many, damage-too-low, given-already,
-- beyond-budget, not-in-audit, reported.
create function work_crisis(wanted_crisis bigint, client uuid, wanted_row bigint, wanted_act text, said jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  line crisis_row;
  item crisis_item;
  known crisis_event;
  stage text;
  many int;
  whom bigint;
begin
  -- Of a hidden family only those who may know of it.
  select r.* into line from crisis_row r where r.crisis_no = wanted_crisis and r.row_no = wanted_row for no key update;
  if line.row_no is null or not coalesce(line.village_no <@ my_ranges('read-crisis'), false) or not (holds('order-suppression')
      or not dtsen_policy.is_hidden('family', line.family_id, line.family_id)) then return 'not-found'; end if;
  if not coalesce(line.village_no <@ my_ranges(case wanted_act when 'find' then 'audit-crisis' else 'work-crisis' end), false) then
    return 'right-not-held'; end if;
  select e.* into known from crisis_event e where e.client_id = client;
  if known.event_no is not null then
    return case when known.by_account <> acting_account() or known.row_no <> wanted_row then 'key-reused'
      when known.act = 'out-of-budget' then 'beyond-budget' when known.act <> wanted_act then 'key-reused' else 'done' end;
  end if;
  select c.* into held from crisis c where c.crisis_no = wanted_crisis;
  stage := crisis_stage(held);
  whom := crisis_subject(line);
  if wanted_act = 'find' then
    if stage = 'reported' then return 'reported'; end if;
    if not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = wanted_row) then
      return 'not-in-audit'; end if;
    if line.added_by = acting_account() or exists (select from crisis_event e where e.row_no = wanted_row
        and e.act <> 'find' and e.by_account = acting_account()) then return 'same-person'; end if;
    insert into crisis_event (client_id, crisis_no, row_no, act, word, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'find', said ->> 'word', whom, acting_account());
    update crisis_audit a set finding = said ->> 'word', found_by = acting_account(), found_at = now()
      where a.crisis_no = wanted_crisis and a.row_no = wanted_row;
    return 'done';
  end if;
  if stage in ('ended', 'reported') or day_at(line.village_no) > held.end_on then return 'ended'; end if;
  if stage in ('refused', 'lapsed') then return 'not-confirmed'; end if;
  if wanted_act = 'check' then
    -- Whoever put a person on the list does not vouch for them too.
    if line.added_by = acting_account() then return 'same-person'; end if;
    insert into crisis_event (client_id, crisis_no, row_no, act, word, damage, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'check', said ->> 'word', (said ->> 'damage')::int, whom, acting_account());
    update crisis_row r set state = said ->> 'word', damage = coalesce((said ->> 'damage')::int, 0),
        moved_to = (said ->> 'moved_to')::bigint, checked_by = acting_account(), checked_at = now()
      where r.row_no = wanted_row;
    return 'done';
  elsif wanted_act <> 'hand-out' then
    raise exception 'crisis: no act %', wanted_act;
  end if;
  if stage <> 'open' then return 'not-confirmed'; end if;
  if day_at(line.village_no) < held.start_on then return 'not-begun'; end if;
  select i.* into item from crisis_item i where i.crisis_no = wanted_crisis and i.item_no = (said ->> 'item')::int;
  if item.item_no is null then return 'item-unknown'; end if;
  if line.state <> 'here' and not (item.kind = 'death-grant' and line.state = 'dead') then return 'not-here'; end if;
  if line.damage < item.from_damage then return 'damage-too-low'; end if;
  many := case item.unit when 'person' then coalesce((said ->> 'persons')::int, line.size) else 1 end;
  if many not between 1 and line.size then return 'too-many'; end if;
  begin
    insert into crisis_event (client_id, crisis_no, row_no, act, item_no, persons, amount_rupiah, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'hand-out', item.item_no, many, many * item.amount_rupiah, whom,
        acting_account());
    update crisis c set spent_rupiah = c.spent_rupiah + many * item.amount_rupiah where c.crisis_no = wanted_crisis;
  exception
    when unique_violation then return 'given-already';
    when check_violation then
      insert into crisis_event (client_id, crisis_no, row_no, act, item_no, persons, amount_rupiah, subject, by_account)
        values (client, wanted_crisis, wanted_row, 'out-of-budget', item.item_no, many, many * item.amount_rupiah, whom,
          acting_account());
      return 'beyond-budget';
  end;
  return 'done';
end $$;

-- Opens the audit of every emergency whose last day is over: a drawn sample of what was handed out, and everything that asks for
-- a look. The draw is a digest, the same whoever draws. Decides nothing. Returns those it opened.
create function open_crisis_audits() returns setof bigint
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
begin
  for held in select c.* from crisis c where c.is_confirmed and c.audit_opened_at is null and day_at(c.clock_village) > c.end_on
      for no key update loop
    insert into crisis_audit (crisis_no, row_no, reasons)
      select held.crisis_no, x.row_no, array_agg(distinct x.reason order by x.reason) from (
        (select r.row_no, 'drawn' as reason from crisis_row r where r.crisis_no = held.crisis_no
          and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
          order by md5(held.client_id::text || ' ' || r.row_no), r.row_no
          limit greatest(held.sample_least, (select count(distinct e.row_no) / 20 from crisis_event e
            where e.crisis_no = held.crisis_no and e.act = 'hand-out')))
        union all
        select r.row_no, 'added-here' from crisis_row r where r.crisis_no = held.crisis_no and r.added_by is not null
        union all
        select r.row_no, 'well-off' from crisis_row r where r.crisis_no = held.crisis_no and r.is_well_off
          and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
        union all
        select r.row_no, 'double' from crisis_row r where r.crisis_no = held.crisis_no and (
          r.state = 'double' and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
          or r.unidentified_id is not null and crisis_subject(r) > 0 and exists (select from crisis_row o
            where o.crisis_no = held.crisis_no and o.family_id = crisis_subject(r)))
        union all
        select e.row_no, 'out-of-budget' from crisis_event e where e.crisis_no = held.crisis_no and e.act = 'out-of-budget') x
      group by x.row_no;
    update crisis c set audit_opened_at = now() where c.crisis_no = held.crisis_no;
    return next held.crisis_no;
  end loop;
end $$;

-- Heads and addresses of rows that whoever asks may see: what a worker needs to find a door. Hidden families are none of them.
create function crisis_names(wanted_rows bigint[])
  returns table (row_no bigint, name text, address text, rt text, rw text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select r.row_no, coalesce(f.head_name, u.name), f.address, f.rt, f.rw from crisis_row r
  left join publication_pointer p on p.one
  left join family f on f.version_no = p.version_no and f.family_id = r.family_id
  left join unidentified_person u on u.unidentified_id = r.unidentified_id
  where r.row_no = any (wanted_rows) and r.village_no <@ my_ranges('read-crisis')
    and (holds('order-suppression') or not (coalesce(u.is_suppressed, false)
      or dtsen_policy.is_hidden('family', r.family_id, r.family_id)))
$$;

-- Rows of one's region whose head begins so; blank finds all. Ids only.
create function crisis_named(wanted_crisis bigint, beginning text) returns setof bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select r.row_no from crisis_row r
  left join publication_pointer p on p.one
  left join family f on f.version_no = p.version_no and f.family_id = r.family_id
  left join unidentified_person u on u.unidentified_id = r.unidentified_id
  where r.crisis_no = wanted_crisis and r.village_no <@ my_ranges('read-crisis')
    and starts_with(upper(coalesce(f.head_name, u.name)), upper(beginning))
    and (holds('order-suppression') or not (coalesce(u.is_suppressed, false)
      or dtsen_policy.is_hidden('family', r.family_id, r.family_id)))
$$;

-- How an emergency stands in one's region: counts and rupiah, of nobody by name.
create function crisis_figures(wanted_crisis bigint) returns jsonb
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object(
    'rows', count(*), 'persons', coalesce(sum(r.size), 0), 'added', count(r.added_by),
    'unverified', count(*) filter (where r.state = 'unverified'), 'here', count(*) filter (where r.state = 'here'),
    'moved', count(*) filter (where r.state = 'moved'), 'dead', count(*) filter (where r.state = 'dead'),
    'double', count(*) filter (where r.state = 'double'),
    'light', count(*) filter (where r.damage = 1), 'moderate', count(*) filter (where r.damage = 2),
    'heavy', count(*) filter (where r.damage = 3),
    'items', (select coalesce(jsonb_object_agg(h.item_no, jsonb_build_array(h.many, h.persons, h.rupiah)), '{}') from (
      select e.item_no, count(*) as many, sum(e.persons) as persons, sum(e.amount_rupiah) as rupiah
      from crisis_event e join crisis_row x using (row_no) where e.crisis_no = wanted_crisis and e.act = 'hand-out'
        and x.village_no <@ my_ranges('read-crisis') group by e.item_no) h),
    'audit', (select coalesce(jsonb_object_agg(h.word, h.many), '{}') from (
      select coalesce(a.finding, 'open') as word, count(*) as many from crisis_audit a join crisis_row x using (row_no)
      where a.crisis_no = wanted_crisis and x.village_no <@ my_ranges('read-crisis') group by 1) h),
    'reasons', (select coalesce(jsonb_object_agg(h.word, h.many), '{}') from (
      select word, count(*) as many from crisis_audit a join crisis_row x using (row_no), unnest(a.reasons) word
      where a.crisis_no = wanted_crisis and x.village_no <@ my_ranges('read-crisis') group by 1) h))
  from crisis_row r where r.crisis_no = wanted_crisis and r.village_no <@ my_ranges('read-crisis')
$$;

do $$
declare
  t text;
begin
  foreach t in array array['crisis', 'crisis_area', 'crisis_act', 'crisis_item', 'crisis_row', 'crisis_event', 'crisis_audit'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  foreach t in array array['crisis', 'crisis_act', 'crisis_item'] loop
    execute format('create policy region_read on %1$I for select to dtsen_app '
      'using (exists (select from dtsen.crisis_area a where a.crisis_no = %1$I.crisis_no))', t);
  end loop;
  foreach t in array array['crisis_event', 'crisis_audit'] loop
    execute format('create policy region_read on %1$I for select to dtsen_app '
      'using (exists (select from dtsen.crisis_row r where r.row_no = %1$I.row_no))', t);
  end loop;
  execute format('create policy region_read on crisis_row for select to dtsen_app using (%s and '
    '((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''family'', family_id, family_id)))',
    region_clause('village_no', 'read-crisis'));
end $$;
create policy region_read on crisis_area for select to dtsen_app
  using ((select dtsen.my_ranges('read-crisis')) && int8range(village_lo, village_hi, '[]'));

revoke execute on function zone_of(bigint), day_at(bigint), crisis_condition(jsonb, text), crisis_stage(crisis),
  crisis_right(bigint, text), crisis_right_over(bigint, text), declare_crisis(uuid, jsonb, int),
  step_crisis(bigint, text, jsonb, int), crisis_findings(bigint), add_crisis_row(bigint, uuid, jsonb), crisis_subject(crisis_row),
  work_crisis(bigint, uuid, bigint, text, jsonb), open_crisis_audits(), crisis_names(bigint[]), crisis_named(bigint, text),
  crisis_figures(bigint) from public;
grant execute on function zone_of(bigint), day_at(bigint), crisis_stage(crisis), crisis_right(bigint, text),
  crisis_right_over(bigint, text), declare_crisis(uuid, jsonb, int), step_crisis(bigint, text, jsonb, int),
  add_crisis_row(bigint, uuid, jsonb), work_crisis(bigint, uuid, bigint, text, jsonb), open_crisis_audits(),
  crisis_names(bigint[]), crisis_named(bigint, text), crisis_figures(bigint) to dtsen_app;
grant execute on function open_crisis_audits() to dtsen_worker;
