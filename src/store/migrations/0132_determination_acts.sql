-- What people do with a determination, and what is told of it: each act as whoever acts, at the screen or the command line.

-- "proposed" and its number, or why not.
create function put_determination(wanted_version int, wanted_program text, me bigint, out verdict text, out made bigint)
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  l version_list;
begin
  if not exists (select from determined_by(me) d where d = wanted_program) then verdict := 'not-this-program'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('determination ' || wanted_program, 0));
  if not exists (select from version v where v.version_no = wanted_version and v.state = 'published')
    then verdict := 'version-not-published'; return; end if;
  select * into l from version_list x where x.version_no = wanted_version and x.program_code = wanted_program;
  if l.version_no is null then verdict := 'list-missing'; return; end if;
  if exists (select from determination d where d.program_code = wanted_program and d.version_no = wanted_version
      and determination_state(d.determination_no) in ('proposed', 'approved', 'decreed')) then verdict := 'proposed-already'; return; end if;
  insert into determination (program_code, version_no, kind, ruleset_id, outcome_sha256, quotas_sha256, quotas_are_example,
      draw_key, determiner, counts, regencies, amount_rupiah, proposed_by)
    values (wanted_program, wanted_version, case when l.is_by_rank and is_determiner(me, wanted_program, l.determiner)
      then 'decree' else 'candidates' end, l.ruleset_id, l.outcome_sha256, l.quotas_sha256, l.quotas_are_example, l.draw_key,
      l.determiner, l.counts, l.regencies, l.amount_rupiah, me)
    returning determination_no into made;
  insert into determination_word (determination_no, state, account_id) values (made, 'proposed', me);
  verdict := 'proposed';
end $$;
revoke execute on function put_determination(int, text, bigint) from public;

-- The second person's answer, or its end: "approved", "returned", "revoked", or why not.
create function put_determination_word(wanted bigint, said text, why text, me bigint) returns text
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d determination := (select x from determination x where x.determination_no = wanted);
  stands text;
  listed text;
begin
  if d.determination_no is null then return 'determination-unknown'; end if;
  if not exists (select from determined_by(me) p where p = d.program_code) then return 'not-this-program'; end if;
  perform pg_advisory_xact_lock(hashtextextended('determination ' || d.program_code, 0));
  stands := determination_state(wanted);
  if said in ('approved', 'returned') and stands <> 'proposed' then return 'answered-already'; end if;
  if said = 'revoked' and stands not in ('approved', 'decreed') then return 'not-in-force'; end if;
  if said in ('approved', 'returned') and d.proposed_by = me then return 'same-person'; end if;
  -- What is in force ends by another than who brought it into force.
  if said = 'revoked' and exists (select from determination_word w where w.determination_no = wanted and w.state = 'approved'
      and w.account_id = me) then return 'same-person'; end if;
  if said <> 'approved' and length(trim(coalesce(why, ''))) < 20 then return 'reason-too-short'; end if;
  if said = 'approved' then
    if not exists (select from version v where v.version_no = d.version_no and v.state = 'published' for update)
      then return 'version-not-published'; end if;
    listed := (select l.outcome_sha256 from version_list l where l.version_no = d.version_no and l.program_code = d.program_code);
    if listed is distinct from d.outcome_sha256 then return 'list-changed'; end if;
    insert into determination_word (determination_no, state, account_id)
      select o.determination_no, 'superseded', me from determination o where o.program_code = d.program_code
        and determination_state(o.determination_no) in ('approved', 'decreed');
  end if;
  insert into determination_word (determination_no, state, account_id, reason)
    values (wanted, said, me, nullif(trim(why), ''));
  return said;
end $$;
revoke execute on function put_determination_word(bigint, text, text, bigint) from public;

create function propose_determination_here(wanted_version int, wanted_program text, request text, out verdict text, out made bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then verdict := 'decree-right-not-held'; return; end if;
  select p.verdict, p.made into verdict, made from put_determination(wanted_version, wanted_program, acting_account()) p;
  if verdict <> 'proposed' then return; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('propose-determination', 'determination', made, wanted_version, 'work', request,
      coalesce(acting_seat(array['issue-decree'], null), '{}') || jsonb_build_object('program', wanted_program));
end $$;
revoke execute on function propose_determination_here(int, text, text) from public;
grant execute on function propose_determination_here(int, text, text) to dtsen_app;

create function answer_determination_here(wanted bigint, said text, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if said not in ('approved', 'returned', 'revoked') then raise exception 'no answer is called %', said; end if;
  verdict := put_determination_word(wanted, said, why, acting_account());
  if verdict <> said then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    select 'answer-determination', 'determination', wanted, d.version_no, 'work', request,
      coalesce(acting_seat(array['issue-decree'], null), '{}') || jsonb_build_object('program', d.program_code, 'answer', said)
    from determination d where d.determination_no = wanted;
  return verdict;
end $$;
revoke execute on function answer_determination_here(bigint, text, text, text) from public;
grant execute on function answer_determination_here(bigint, text, text, text) to dtsen_app;

-- The same at the command line, in the name of an account, with its audit row.
create function propose_determination(wanted_version int, wanted_program text, by_name text, out verdict text, out made bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not account_holds(by_name, 'issue-decree', 'program-determination') then verdict := 'decree-right-not-held'; return; end if;
  select p.verdict, p.made into verdict, made from put_determination(wanted_version, wanted_program, account_no(by_name)) p;
  if verdict <> 'proposed' then return; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no, fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'program-determination', 'propose-determination', 'determination', made,
      wanted_version, 'work', jsonb_build_object('program', wanted_program));
end $$;
revoke execute on function propose_determination(int, text, text) from public;
grant execute on function propose_determination(int, text, text) to dtsen_worker;

create function answer_determination(wanted bigint, said text, why text, by_name text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if not account_holds(by_name, 'issue-decree', 'program-determination') then return 'decree-right-not-held'; end if;
  if said not in ('approved', 'returned', 'revoked') then raise exception 'no answer is called %', said; end if;
  verdict := put_determination_word(wanted, said, why, account_no(by_name));
  if verdict <> said then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no, fields_class, detail)
    select null, null, 'cli:' || lower(by_name), 'program-determination', 'answer-determination', 'determination', wanted,
      d.version_no, 'work', jsonb_build_object('program', d.program_code, 'answer', said)
    from determination d where d.determination_no = wanted;
  return verdict;
end $$;
revoke execute on function answer_determination(bigint, text, text, text) from public;
grant execute on function answer_determination(bigint, text, text, text) to dtsen_worker;

-- What was said of a determination, by name under the rule of words: to those of the program, who publish and who oversee.
create function determination_words(wanted bigint)
  returns table (state text, username text, is_mine boolean, reason text, decree text, signed_on date, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.state, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight')
      or exists (select from determined_by(me.account_id) p where p = d.program_code) then a.username end,
    w.account_id = me.account_id, w.reason, c.act_number, c.signed_on, w.at
  from account me, determination d join determination_word w on w.determination_no = d.determination_no
    join account a on a.account_id = w.account_id left join decree c on c.decree_no = w.decree_no
  where me.account_id = acting_account() and d.determination_no = wanted and holds('read-figures') order by w.word_no
$$;
revoke execute on function determination_words(bigint) from public;
grant execute on function determination_words(bigint) to dtsen_app;

-- Where each program stands for the public: its determination in force, if any. Of nobody; asked with every public answer.
create function determinations_in_force() returns table (program_code text, determination_no bigint, version_no int, label text,
    kind text, state text, decree text, signed_on date, since date)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.program_code, d.determination_no, d.version_no, v.label, d.kind, last.state, c.act_number, c.signed_on,
    (w.at at time zone 'Asia/Jakarta')::date
  from determination d join version v on v.version_no = d.version_no and v.state = 'published'
    join determination_word w on w.determination_no = d.determination_no and w.state = 'approved'
    cross join lateral (select x.state, x.decree_no from determination_word x where x.determination_no = d.determination_no
      order by x.word_no desc limit 1) last
    left join decree c on c.decree_no = last.decree_no
  where last.state in ('approved', 'decreed')
$$;
revoke execute on function determinations_in_force() from public;
grant execute on function determinations_in_force() to dtsen_app, dtsen_worker;

-- What the code on a letter tells whoever scans it: program, version, counts, digests, where it stands.
create function public_determination(code text) returns table (determination_no bigint, program_code text, label text, as_of date,
    kind text, determiner text, counts jsonb, outcome_sha256 text, state text, decree text, signed_on date, since date)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.determination_no, d.program_code, v.label, v.as_of, d.kind, d.determiner, d.counts, d.outcome_sha256, last.state,
    c.act_number, c.signed_on, (last.at at time zone 'Asia/Jakarta')::date
  from determination d join version v on v.version_no = d.version_no
    cross join lateral (select x.state, x.at from determination_word x where x.determination_no = d.determination_no
      order by x.word_no desc limit 1) last
    left join determination_word w on w.determination_no = d.determination_no and w.state = 'decreed'
    left join decree c on c.decree_no = w.decree_no
  where d.public_code = code
$$;
revoke execute on function public_determination(text) from public;
grant execute on function public_determination(text) to dtsen_app;
