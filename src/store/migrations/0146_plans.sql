-- Plans of empowerment and their providers (decision 0062). A plan is a book that is only added to; the law book reckons where it
-- stands and until when, the desk stores that in the same transaction and holds it to order, rights, two people and capacity.
-- Nothing here is granted to those who build versions: a plan moves no decile.

create table provider (
  provider_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  kind text not null check (kind in ('blk', 'finance', 'upt', 'lks', 'karang-taruna', 'psks', 'business')),
  name text not null check (length(name) between 3 and 80),
  -- Where it works: everybody planned for there may be referred to it.
  village_lo bigint not null,
  village_hi bigint not null check (village_hi >= village_lo),
  -- As its record of the latest day says.
  status text not null check (status in ('active', 'resting', 'closed')),
  capacity int not null,
  since_on date not null,
  -- Places that referred and accepted plans hold. Never more than there are.
  taken int not null default 0,
  constraint capacity_is_never_exceeded check (taken between 0 and capacity)
);
comment on table provider is
  'policy: region; who serves plans (BLK, lenders, UPT, LKS, Karang Taruna, PSKS, business), with places free and taken';

create table provider_record (
  provider_no bigint not null references provider,
  record_no int not null,
  from_on date not null,
  status text not null check (status in ('active', 'resting', 'closed')),
  capacity int not null check (capacity between 0 and 100000),
  -- The officer who answers for it, as its decree names them.
  officer text not null check (length(officer) between 3 and 80),
  decree text not null check (decree ~ '^[A-Za-z0-9./_-]{3,40}$'),
  valid_to date not null check (valid_to >= from_on),
  by_account bigint not null references account,
  at timestamptz not null,
  primary key (provider_no, record_no)
);
comment on table provider_record is
  'policy: region; status, officer, capacity and decree of a provider from a day on, append-only';

create table plan (
  plan_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  kind text not null check (kind in ('empowerment', 'case')),
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  opened_on date not null,
  opened_by bigint not null references account,
  provider_no bigint references provider,
  -- What the book amounts to: stored with each event, recomputed by a test.
  state text not null check (state in ('assessing', 'planning', 'planned', 'referred', 'placed', 'following', 'proposed',
    'graduated', 'kept', 'withdrawn')),
  due_on date,
  check ((due_on is null) = (state in ('graduated', 'kept', 'withdrawn')))
);
create index plan_by_village on plan (village_no, due_on);
create unique index one_plan_at_a_time on plan (family_id, kind) where due_on is not null;
comment on table plan is
  'policy: region; a family''s plan, with what is due; follows the family (design 5.3); its kind "case" is for protection alone';

create table plan_event (
  event_no bigint generated always as identity primary key,
  plan_no bigint not null references plan,
  act text not null,
  reason text check (reason ~ '^[a-z][a-z-]{2,39}$'),
  -- Needs of an assessment or goals of a plan: codes, never free words.
  codes text[] not null default '{}',
  provider_no bigint references provider,
  paper text check (paper ~ '^[A-Za-z0-9./_-]{3,40}$'),
  paper_on date,
  on_day date not null,
  at timestamptz not null,
  by_account bigint not null references account,
  check ((paper is null) = (paper_on is null) and paper_on <= on_day)
);
create index plan_event_by_plan on plan_event (plan_no, event_no);
comment on table plan_event is 'policy: region; the book of a plan, append-only';

create table plan_group (
  plan_no bigint primary key references plan,
  person_id bigint not null,
  ppks int not null check (ppks between 1 and 26),
  pas int not null check (pas between 1 and 12)
);
comment on table plan_group is 'policy: vault; of a case plan: whom it is for and in which group; never on a sheet';

-- Where each act leads (test: the law book and the desk agree).
create function plan_move(state text, act text) returns text language sql immutable as $$
  select case
    when state in ('graduated', 'kept', 'withdrawn') then case when act = 'shock' then 'assessing' end
    when state = 'proposed' then case act when 'confirm-forced' then 'graduated' when 'refuse-forced' then 'assessing'
      when 'shock' then 'assessing' end
    when act = 'graduate' then 'graduated' when act = 'propose-forced' then 'proposed' when act = 'keep' then 'kept'
    when act = 'shock' then 'assessing' when act = 'withdraw' then 'withdrawn' when act = 'warn' then state
    when state = 'assessing' and act = 'assess' then 'planning'
    when state = 'planning' and act = 'set-goals' then 'planned'
    when state = 'planned' and act = 'refer' then 'referred'
    when state = 'referred' and act = 'accept' then 'placed'
    when state = 'referred' and act = 'decline' then 'planned'
    when state = 'placed' and act = 'deliver' then 'following'
    when state = 'following' and act = 'check' then 'following' end
$$;

-- Whether whoever acts holds a right for a plan, and may know of it at all.
create function plan_right(held plan, wanted_right text) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(held.village_no <@ my_ranges(wanted_right) or held.domicile_village_no <@ my_ranges(wanted_right), false)
    and (held.kind = 'empowerment' or holds('read-vault'))
    and (holds('order-suppression') or not dtsen_policy.is_hidden('family', held.family_id, held.family_id))
$$;

-- Opens a plan for a family of the published version. Verdict "opened" with its number, or not-found, open-already, key-reused.
create function open_plan(client uuid, wanted_kind text, wanted_family bigint, wanted_person bigint, ppks_no int, pas_no int,
    today date, due date) returns table (verdict text, wanted_plan bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held plan;
  home record;
begin
  select p.* into held from plan p where p.client_id = client;
  if held.plan_no is not null then
    verdict := case when held.opened_by = acting_account() and held.family_id = wanted_family and held.kind = wanted_kind
      then 'opened' else 'key-reused' end;
    wanted_plan := case when verdict = 'opened' then held.plan_no end;
    return next; return;
  end if;
  select f.village_no, f.domicile_village_no into home from family f
    join publication_pointer p on p.version_no = f.version_no where f.family_id = wanted_family;
  held.kind := wanted_kind; held.family_id := wanted_family;
  held.village_no := home.village_no; held.domicile_village_no := home.domicile_village_no;
  if home.village_no is null or not plan_right(held, 'plan-empowerment')
      or (wanted_kind = 'case' and not exists (select from person q join publication_pointer p on p.version_no = q.version_no
        where q.person_id = wanted_person and q.family_id = wanted_family)) then
    verdict := 'not-found'; return next; return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('plan ' || wanted_family::text, 0));
  if exists (select from plan p where p.family_id = wanted_family and p.kind = wanted_kind and p.due_on is not null) then
    verdict := 'open-already'; return next; return;
  end if;
  insert into plan (client_id, kind, family_id, village_no, domicile_village_no, opened_on, opened_by, state, due_on)
    values (client, wanted_kind, wanted_family, home.village_no, home.domicile_village_no, today, acting_account(),
      'assessing', due) returning plan_no into wanted_plan;
  if wanted_kind = 'case' then insert into plan_group values (wanted_plan, wanted_person, ppks_no, pas_no); end if;
  verdict := 'opened';
  return next;
end $$;

-- One act in a plan. Verdict "written", or why not: not-found, changed-meanwhile, not-now, right-not-held, same-person,
-- warnings-missing, paper-missing, not-natural, provider-unfit, no-place, open-already.
create function step_plan(wanted_plan bigint, seen_event bigint, wanted_act text, wanted_reason text, wanted_codes text[],
    wanted_provider bigint, number text, number_on date, today date, moment timestamptz, next_state text, next_due date)
  returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held plan;
  began bigint;
  lawful text;
begin
  select p.* into held from plan p where p.plan_no = wanted_plan for no key update;
  if held.plan_no is null or not plan_right(held, 'read-plan') then return 'not-found'; end if;
  if coalesce((select max(e.event_no) from plan_event e where e.plan_no = wanted_plan), 0) <> seen_event then
    return 'changed-meanwhile'; end if;
  if not plan_right(held, case when wanted_act in ('confirm-forced', 'refuse-forced') then 'confirm-graduation'
      else 'plan-empowerment' end) then return 'right-not-held'; end if;
  lawful := plan_move(held.state, wanted_act);
  if lawful is null then return 'not-now'; end if;
  if lawful <> next_state then
    raise exception 'plan %: % leads from % to %, never to %', wanted_plan, wanted_act, held.state, lawful, next_state;
  end if;
  if wanted_act in ('accept', 'deliver', 'warn', 'propose-forced', 'confirm-forced', 'withdraw') and number is null then
    return 'paper-missing'; end if;
  select coalesce(max(e.event_no), 0) into began from plan_event e where e.plan_no = wanted_plan and e.act = 'shock';
  if wanted_act = 'propose-forced' and not exists (select from plan_event e
      where e.plan_no = wanted_plan and e.act = 'warn' and e.event_no > began) then return 'warnings-missing'; end if;
  if wanted_act = 'confirm-forced' and acting_account() = (select e.by_account from plan_event e
      where e.plan_no = wanted_plan and e.act = 'propose-forced' order by e.event_no desc limit 1) then
    return 'same-person'; end if;
  -- No component is left: the published version says so, nobody at a counter.
  if wanted_act = 'graduate' and wanted_reason = 'natural' and not exists (select from outcome o
      join publication_pointer p on p.version_no = o.version_no
      where o.family_id = held.family_id and o.program = 'pkh' and o.first_reason = 'has-component') then
    return 'not-natural'; end if;
  if wanted_act = 'shock' and held.due_on is null and exists (select from plan p where p.family_id = held.family_id
      and p.kind = held.kind and p.due_on is not null and p.plan_no <> wanted_plan) then return 'open-already'; end if;
  if held.state in ('referred', 'placed') and lawful not in ('referred', 'placed') then
    update provider p set taken = p.taken - 1 where p.provider_no = held.provider_no;
  end if;
  if wanted_act = 'refer' then
    if not exists (select from provider p where p.provider_no = wanted_provider and p.status = 'active'
        and exists (select from provider_record r where r.provider_no = p.provider_no and today between r.from_on and r.valid_to)
        and (held.village_no between p.village_lo and p.village_hi
          or held.domicile_village_no between p.village_lo and p.village_hi)) then return 'provider-unfit'; end if;
    begin
      update provider p set taken = p.taken + 1 where p.provider_no = wanted_provider;
    exception when check_violation then return 'no-place';
    end;
  end if;
  insert into plan_event (plan_no, act, reason, codes, provider_no, paper, paper_on, on_day, at, by_account)
    values (wanted_plan, wanted_act, wanted_reason, wanted_codes, case when wanted_act = 'refer' then wanted_provider end,
      number, number_on, today, moment, acting_account());
  update plan p set state = lawful, due_on = next_due,
      provider_no = case when wanted_act = 'refer' then wanted_provider when lawful in ('placed', 'following')
        or wanted_act = 'warn' then p.provider_no end
    where p.plan_no = wanted_plan;
  return 'written';
end $$;

-- A provider's record from a day on; the first makes the provider. Verdict "kept" with its number, or not-found, key-reused,
-- capacity-below-taken, day-order.
create function keep_provider(client uuid, wanted_provider bigint, said jsonb, today date, moment timestamptz)
  returns table (verdict text, provider_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held provider;
begin
  if wanted_provider is null then
    select p.* into held from provider p where p.client_id = client;
    if held.provider_no is not null then
      verdict := case when held.name = said ->> 'name' then 'kept' else 'key-reused' end;
      provider_number := held.provider_no; return next; return;
    end if;
    if not int8range((said ->> 'village_lo')::bigint, (said ->> 'village_hi')::bigint, '[]') <@ my_ranges('keep-provider') then
      verdict := 'not-found'; return next; return;
    end if;
    insert into provider (client_id, kind, name, village_lo, village_hi, status, capacity, since_on)
      values (client, said ->> 'kind', said ->> 'name', (said ->> 'village_lo')::bigint, (said ->> 'village_hi')::bigint,
        said ->> 'status', (said ->> 'capacity')::int, (said ->> 'from_on')::date) returning * into held;
  else
    select p.* into held from provider p where p.provider_no = wanted_provider for no key update;
    if held.provider_no is null or not coalesce(int8range(held.village_lo, held.village_hi, '[]') <@ my_ranges('keep-provider'),
        false) then verdict := 'not-found'; return next; return; end if;
    if (said ->> 'from_on')::date < held.since_on then verdict := 'day-order'; return next; return; end if;
    begin
      update provider p set status = said ->> 'status', capacity = (said ->> 'capacity')::int,
          since_on = (said ->> 'from_on')::date where p.provider_no = wanted_provider;
    exception when check_violation then verdict := 'capacity-below-taken'; return next; return;
    end;
  end if;
  insert into provider_record (provider_no, record_no, from_on, status, capacity, officer, decree, valid_to, by_account, at)
    values (held.provider_no, (select count(*) + 1 from provider_record r where r.provider_no = held.provider_no),
      (said ->> 'from_on')::date, said ->> 'status', (said ->> 'capacity')::int, said ->> 'officer', said ->> 'decree',
      (said ->> 'valid_to')::date, acting_account(), moment);
  verdict := 'kept'; provider_number := held.provider_no;
  return next;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['provider', 'provider_record', 'plan', 'plan_event', 'plan_group'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  execute format('create policy region_read on plan for select to dtsen_app using ((%s or %s) '
    'and (kind = ''empowerment'' or (select dtsen.holds(''read-vault''))) and ((select dtsen.holds(''order-suppression'')) '
    'or not dtsen_policy.is_hidden(''family'', family_id, family_id)))',
    region_clause('village_no', 'read-plan'), region_clause('domicile_village_no', 'read-plan'));
end $$;
create policy region_read on plan_event for select to dtsen_app
  using (exists (select from dtsen.plan p where p.plan_no = plan_event.plan_no));
create policy vault_read on plan_group for select to dtsen_app
  using ((select dtsen.holds('read-vault')) and exists (select from dtsen.plan p where p.plan_no = plan_group.plan_no));
-- A provider is seen wherever one's own villages touch those it serves.
create policy region_read on provider for select to dtsen_app
  using ((select dtsen.my_ranges('read-plan')) && int8range(village_lo, village_hi, '[]'));
create policy region_read on provider_record for select to dtsen_app
  using (exists (select from dtsen.provider p where p.provider_no = provider_record.provider_no));

-- Who was erased is erased here too: nobody keeps in which group they were.
create or replace function erase_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from explanation_code where person_id = any (gone);
  update correction_proposal set proposed_value = null where unit = 'person' and unit_id = any (gone);
  select erase_reactivations(gone);
  delete from plan_group where person_id = any (gone);
$$;

revoke execute on function plan_move(text, text), plan_right(plan, text),
  open_plan(uuid, text, bigint, bigint, int, int, date, date),
  step_plan(bigint, bigint, text, text, text[], bigint, text, date, date, timestamptz, text, date),
  keep_provider(uuid, bigint, jsonb, date, timestamptz) from public;
grant execute on function open_plan(uuid, text, bigint, bigint, int, int, date, date), plan_move(text, text),
  step_plan(bigint, bigint, text, text, text[], bigint, text, date, date, timestamptz, text, date),
  keep_provider(uuid, bigint, jsonb, date, timestamptz) to dtsen_app;
