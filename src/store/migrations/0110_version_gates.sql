-- Quality gates: judged when a version is frozen, asked for when it is published. A failed one takes two different people.

create table version_gate (
  version_no int not null references version,
  gate text not null check (gate in ('completeness', 'member-completeness', 'duplicates', 'unmatched', 'removed', 'score-shift', 'decile-shift')),
  -- Null where there was nothing to measure.
  figure bigint,
  bound bigint not null,
  outcome text not null check (outcome in ('passed', 'failed', 'too-few', 'first')),
  basis text not null,
  primary key (version_no, gate),
  check ((figure is null) = (outcome = 'first')),
  check (outcome <> 'passed' or figure <= bound)
);
comment on table version_gate is
  'policy: reference; what a version was judged by when it was frozen, with figure and bound; counts only, append-only';

create table gate_override (
  version_no int not null,
  gate text not null,
  account_id bigint not null references account,
  reason text not null check (length(trim(reason)) >= 20),
  at timestamptz not null default now(),
  -- Nobody is the second person to their own word.
  primary key (version_no, gate, account_id),
  foreign key (version_no, gate) references version_gate
);
comment on table gate_override is
  'policy: reference; who answers for a version whose gate failed, and why; two different people each; append-only';

-- Class reference, and append-only unless more is granted: everybody reads, the owner alone writes.
create function make_reference(tables text[]) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  t text;
begin
  foreach t in array tables loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('create policy reference_read on %I for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true)', t);
    execute format('grant select on %I to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor', t);
  end loop;
end $$;
revoke execute on function make_reference(text[]) from public;
select make_reference(array['version_gate', 'gate_override']);
grant insert on version_gate to dtsen_worker;
create policy worker_add on version_gate for insert to dtsen_worker with check (true);

-- Gates of a version for which fewer than two people answer.
create function failed_gates(wanted_version int)
  returns table (gate text, figure bigint, bound bigint, overrides int)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select g.gate, g.figure, g.bound, o.people from version_gate g
    cross join lateral (select count(*)::int as people from gate_override o
      where o.version_no = g.version_no and o.gate = g.gate) o
    where g.version_no = wanted_version and g.outcome = 'failed' and o.people < 2
    order by g.gate
$$;
revoke execute on function failed_gates(int) from public;
grant execute on function failed_gates(int) to dtsen_worker;

-- Who answers for the failed gates of a version, by their account's name, which the worker may not look up.
create function gate_overrides(wanted_version int) returns table (gate text, username text, reason text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select o.gate, a.username, o.reason, o.at from gate_override o join account a on a.account_id = o.account_id
    where o.version_no = wanted_version
$$;
revoke execute on function gate_overrides(int) from public;
grant execute on function gate_overrides(int) to dtsen_worker;

-- One person's word for one failed gate, whoever asks. "waits" until a second one has given theirs, "in-force" then; or why not.
create function answer_for_gate(wanted_version int, wanted_gate text, by_account bigint, why text) returns text
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  stands text := (select v.state from version v where v.version_no = wanted_version for update);
  people int;
begin
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if stands not in ('frozen', 'projected') then return 'version-is-published'; end if;
  if not exists (select from version_gate g where g.version_no = wanted_version and g.gate = wanted_gate
      and g.outcome = 'failed') then return 'gate-not-failed'; end if;
  insert into gate_override (version_no, gate, account_id, reason) values (wanted_version, wanted_gate, by_account, trim(why))
    on conflict do nothing;
  if not found then return 'overridden-already'; end if;
  select count(*) into people from gate_override o where o.version_no = wanted_version and o.gate = wanted_gate;
  return case when people < 2 then 'waits' else 'in-force' end;
end $$;
revoke execute on function answer_for_gate(int, text, bigint, text) from public;

-- The same at the command line, in the name of an account, with its audit row.
create function override_gate(wanted_version int, wanted_gate text, by_name text, why text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if not account_holds(by_name, 'publish-version', 'publication') then return 'overriding-right-not-held'; end if;
  verdict := answer_for_gate(wanted_version, wanted_gate,
    (select a.account_id from account a where a.username = lower(by_name)), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'override-gate', 'version', wanted_version, wanted_version,
      'work', jsonb_build_object('gate', wanted_gate, 'reason', trim(why)));
  return verdict;
end $$;
revoke execute on function override_gate(int, text, text, text) from public;
grant execute on function override_gate(int, text, text, text) to dtsen_worker;

-- The same on the screen, as whoever acts.
create function override_gate_here(wanted_version int, wanted_gate text, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('publish-version'), false) then return 'overriding-right-not-held'; end if;
  verdict := answer_for_gate(wanted_version, wanted_gate, acting_account(), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('override-gate', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['publish-version'], null), '{}') || jsonb_build_object('gate', wanted_gate, 'reason', trim(why)));
  return verdict;
end $$;
revoke execute on function override_gate_here(int, text, text, text) from public;
grant execute on function override_gate_here(int, text, text, text) to dtsen_app;

-- Who answered for the failed gates of a version, as the screen says it: by name to those who publish or oversee, else without.
create function gate_answers(wanted_version int)
  returns table (gate text, username text, is_mine boolean, reason text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select o.gate, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') then a.username end,
    o.account_id = me.account_id, o.reason, o.at
  from account me, gate_override o join account a on a.account_id = o.account_id
  where me.account_id = acting_account() and o.version_no = wanted_version and holds('read-figures')
$$;
revoke execute on function gate_answers(int) from public;
grant execute on function gate_answers(int) to dtsen_app;

-- Whatever publishes: a pointer is never set to a version whose gates failed without two people.
create function refuse_failed_gates() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if exists (select from failed_gates(new.version_no)) then
    raise exception 'version % has failed quality gates', new.version_no using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger publication_pointer_gates before insert or update of version_no on publication_pointer
  for each row execute function refuse_failed_gates();
