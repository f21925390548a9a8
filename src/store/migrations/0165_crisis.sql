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
  crisis_right(bigint, text), crisis_right_over(bigint, text) from public;
grant execute on function zone_of(bigint), day_at(bigint), crisis_stage(crisis), crisis_right(bigint, text),
  crisis_right_over(bigint, text) to dtsen_app;
