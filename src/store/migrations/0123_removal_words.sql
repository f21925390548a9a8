-- Two people's words for removals above the budget of a program.

-- One person's word for the removals of one program, whoever asks. "waits" until a second one has given theirs.
create function answer_for_removals(wanted_version int, wanted_program text, by_account bigint, why text) returns text
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  stands text := (select v.state from version v where v.version_no = wanted_version for update);
  n removal_run := removal_run_of((select p.version_no from publication_pointer p), wanted_version);
  people int;
begin
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if not exists (select from determined_by(by_account) d where d = wanted_program) then return 'not-this-program'; end if;
  if stands not in ('frozen', 'projected') then return 'version-is-published'; end if;
  if n.run_no is null then return 'removals-not-simulated'; end if;
  if not exists (select from removal_bound b where b.run_no = n.run_no and b.program = wanted_program and b.outcome = 'over')
    then return 'budget-not-exceeded'; end if;
  insert into removal_override (run_no, program, account_id, reason) values (n.run_no, wanted_program, by_account, trim(why))
    on conflict do nothing;
  if not found then return 'overridden-already'; end if;
  select count(*) into people from removal_override o where o.run_no = n.run_no and o.program = wanted_program;
  return case when people < 2 then 'waits' else 'in-force' end;
end $$;
revoke execute on function answer_for_removals(int, text, bigint, text) from public;

-- At the command line, in the name of an account, with its audit row.
create function override_removals(wanted_version int, wanted_program text, by_name text, why text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if not account_holds(by_name, 'override-removals', 'program-determination') then return 'removal-override-right-not-held'; end if;
  verdict := answer_for_removals(wanted_version, wanted_program,
    (select a.account_id from account a where a.username = lower(by_name)), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'program-determination', 'override-removals', 'version', wanted_version,
      wanted_version, 'work', jsonb_build_object('program', wanted_program, 'reason', trim(why)));
  return verdict;
end $$;
revoke execute on function override_removals(int, text, text, text) from public;
grant execute on function override_removals(int, text, text, text) to dtsen_worker;

-- On the screen, as whoever acts.
create function override_removals_here(wanted_version int, wanted_program text, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('override-removals'), false) then return 'removal-override-right-not-held'; end if;
  verdict := answer_for_removals(wanted_version, wanted_program, acting_account(), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('override-removals', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['override-removals'], null), '{}')
        || jsonb_build_object('program', wanted_program, 'reason', trim(why)));
  return verdict;
end $$;
revoke execute on function override_removals_here(int, text, text, text) from public;
grant execute on function override_removals_here(int, text, text, text) to dtsen_app;

-- Who answered for the removals of a run: by name to those who answer, publish or oversee, and at the command line.
create function removal_answers(wanted_run bigint)
  returns table (program text, username text, is_mine boolean, reason text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select o.program, case when acting_account() is null or account_holds(me.username, 'override-removals', 'program-determination')
      or account_holds(me.username, 'publish-version', 'publication') or account_holds(me.username, 'read-officer', 'oversight')
      then a.username end,
    coalesce(o.account_id = me.account_id, false), o.reason, o.at
  from removal_override o join account a on a.account_id = o.account_id
  left join account me on me.account_id = acting_account()
  where o.run_no = wanted_run and (acting_account() is null or holds('read-figures'))
$$;
revoke execute on function removal_answers(bigint) from public;
grant execute on function removal_answers(bigint) to dtsen_app, dtsen_worker;
