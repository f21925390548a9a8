-- An order on the screen to take the version in force back. The list is made of files of the lake, which no door opens: a keeper
-- carries orders out one after the other, in the orderer's name, as dtsen withdraw does.
create table withdrawal_order (
  order_no bigint generated always as identity primary key,
  version_no int not null references version,
  account_id bigint not null references account,
  reason text not null check (length(trim(reason)) >= 20),
  at timestamptz not null default now(),
  taken_at timestamptz,
  ended_at timestamptz,
  -- "waits", "withdrawn", or why not.
  outcome text check (length(outcome) < 60),
  check ((ended_at is null) = (outcome is null))
);
-- One at a time of each person: pressed twice it is one order.
create unique index withdrawal_order_open on withdrawal_order (version_no, account_id) where ended_at is null;
comment on table withdrawal_order is
  'policy: reference; who ordered on the screen that a version is taken back, why, and what came of it; names of nobody of the register';
alter table withdrawal_order enable row level security;
alter table withdrawal_order force row level security;
create policy owner_all on withdrawal_order to dtsen_owner using (true) with check (true);
create policy reference_read on withdrawal_order for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
grant select on withdrawal_order to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;

-- Whether whoever acts has given their word for what a going back would take today; never where it takes one person only.
create function has_spoken_here(wanted_version int) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from publication_pointer p join withdrawal_list l
      on l.version_no = p.version_no and l.back_to_no = p.previous_version_no
    join withdrawal_word w on w.list_no = l.list_no and w.account_id = acting_account()
    where p.version_no = wanted_version and is_back_barred(p.version_no, p.previous_version_no)
      and l.decrees = (select array_agg(d.decree_no order by d.decree_no) from standing_decrees(wanted_version) d))
$$;
revoke execute on function has_spoken_here(int) from public;
grant execute on function has_spoken_here(int) to dtsen_app;

create function order_withdrawal_here(wanted_version int, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  back int := (select p.previous_version_no from publication_pointer p where p.version_no = wanted_version);
begin
  if acting_account() is null or not coalesce(holds('withdraw-version'), false) then
    return 'withdrawing-right-not-held'; end if;
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if not exists (select from publication_pointer p where p.version_no = wanted_version) then
    return 'version-not-in-force'; end if;
  if back is null then return 'no-previous-version'; end if;
  -- Nobody is the second person to their own word; where two have spoken, either of them may complete it.
  if has_spoken_here(wanted_version) then return 'said-already'; end if;
  insert into withdrawal_order (version_no, account_id, reason) values (wanted_version, acting_account(), trim(why))
    on conflict do nothing;
  if not found then return 'ordered-already'; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('order-withdrawal', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['withdraw-version'], null), '{}') || jsonb_build_object('reason', trim(why), 'back', back));
  return 'ordered';
end $$;
revoke execute on function order_withdrawal_here(int, text, text) from public;
grant execute on function order_withdrawal_here(int, text, text) to dtsen_app;

-- The oldest order that waits, for the keeper; one that a keeper took and never ended is taken again.
create function take_withdrawal_order() returns table (order_no bigint, label text, username text, reason text)
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with taken as (
    update withdrawal_order o set taken_at = now() where o.order_no = (
      select w.order_no from withdrawal_order w where w.ended_at is null
        and (w.taken_at is null or w.taken_at < now() - interval '10 minutes')
      order by w.order_no for update skip locked limit 1)
    returning o.*)
  select t.order_no, v.label, a.username, t.reason from taken t
    join version v on v.version_no = t.version_no join account a on a.account_id = t.account_id
$$;
revoke execute on function take_withdrawal_order() from public;
grant execute on function take_withdrawal_order() to dtsen_worker;

create function end_withdrawal_order(wanted_order bigint, said text) returns void
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  update withdrawal_order set ended_at = now(), outcome = said where order_no = wanted_order and ended_at is null
$$;
revoke execute on function end_withdrawal_order(bigint, text) from public;
grant execute on function end_withdrawal_order(bigint, text) to dtsen_worker;

-- Orders of a version, by name under the rule of words.
create function withdrawal_orders(wanted_version int)
  returns table (order_no bigint, username text, is_mine boolean, reason text, at timestamptz, outcome text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select o.order_no, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') then a.username end,
    o.account_id = me.account_id, o.reason, o.at, o.outcome
  from account me, withdrawal_order o join account a on a.account_id = o.account_id
  where me.account_id = acting_account() and o.version_no = wanted_version and holds('read-figures')
$$;
revoke execute on function withdrawal_orders(int) from public;
grant execute on function withdrawal_orders(int) to dtsen_app;
