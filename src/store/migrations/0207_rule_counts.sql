-- Exact counts of a rule that somebody is typing or has proposed: asked on its screen, made by the server that keeps the lake, by
-- determining the program twice over the version in force. The same rule laid over the same rules and version is counted once.

create table rule_count (
  count_no bigint generated always as identity primary key,
  program_code text not null,
  -- From which day on, and what is otherwise: act and number change no count.
  rule jsonb not null,
  rule_sha256 text not null check (rule_sha256 ~ '^[0-9a-f]{64}$'),
  -- The rule put into force last when it was asked: what it is laid over.
  based_on bigint,
  version_no int not null references version,
  asked_by bigint not null references account,
  asked_at timestamptz not null default now(),
  state text not null default 'asked' check (state in ('asked', 'running', 'done', 'failed')),
  taken_at timestamptz,
  ended_at timestamptz,
  problem text check (problem ~ '^[a-z-]{3,40}$'),
  -- Small counts withheld before it comes here.
  result jsonb,
  check ((state = 'done') = (result is not null)),
  check ((state = 'failed') = (problem is not null)),
  unique (program_code, rule_sha256, version_no)
);
create index rule_count_waiting on rule_count (count_no) where state in ('asked', 'running');
comment on table rule_count is
  'policy: reference; what a proposed rule does to everybody in a version, counted exactly; small counts withheld, nobody''s data';
select make_reference(array['rule_count']);

-- The digest under which a rule is found again, typed or proposed.
create function rule_digest(day date, edits jsonb, based_on bigint) returns text language sql immutable as $$
  select encode(sha256(convert_to(
    jsonb_build_object('effectiveOn', day::text, 'edits', edits, 'basedOn', based_on)::text, 'UTF8')), 'hex')
$$;
revoke execute on function rule_digest(date, jsonb, bigint) from public;
grant execute on function rule_digest(date, jsonb, bigint) to dtsen_app;

-- Asks for a count as whoever determines the program. "asked" and its number, also where it was asked before; or why not.
create function ask_rule_count_here(wanted_program text, day date, edits jsonb, request text, out verdict text, out made bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  me bigint := acting_account();
  now_in int := (select p.version_no from publication_pointer p);
  base bigint := last_activated(wanted_program);
  digest text := rule_digest(day, edits, base);
begin
  verdict := case
    when me is null or not coalesce(holds('issue-decree'), false) then 'decree-right-not-held'
    when not exists (select from determined_by(me) p where p = wanted_program) then 'not-this-program'
    when now_in is null then 'no-version'
    when (select count(*) from rule_count c where c.asked_by = me and c.state in ('asked', 'running')
      and c.rule_sha256 <> digest) >= 2 then 'too-many-waiting'
    else 'asked' end;
  if verdict <> 'asked' then return; end if;
  insert into rule_count as kept (program_code, rule, rule_sha256, based_on, version_no, asked_by)
    values (wanted_program, jsonb_build_object('effectiveOn', day::text, 'edits', edits), digest, base, now_in, me)
    on conflict (program_code, rule_sha256, version_no) do update
      -- What failed may be asked again; what waits or is done stays as it is.
      set state = case kept.state when 'failed' then 'asked' else kept.state end, problem = null
    returning count_no into made;
  insert into audit_entry (act, subject_kind, subject_id, fields_class, request_id, detail)
    values ('count-rule', 'rule', made, 'work', request, coalesce(acting_seat(array['issue-decree'], null), '{}')
      || jsonb_build_object('program', wanted_program));
end $$;
revoke execute on function ask_rule_count_here(text, date, jsonb, text) from public;
grant execute on function ask_rule_count_here(text, date, jsonb, text) to dtsen_app;

-- The oldest count that waits; one whose server died is taken up again after an hour.
create function take_rule_count() returns table (count_no bigint, program_code text, rule jsonb, version_label text)
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with taken as (
    update rule_count c set state = 'running', taken_at = now() where c.count_no = (
      select w.count_no from rule_count w
      where w.state = 'asked' or w.state = 'running' and w.taken_at < now() - interval '1 hour'
      order by w.count_no for update skip locked limit 1)
    returning c.*)
  select t.count_no, t.program_code, t.rule, v.label from taken t join version v on v.version_no = t.version_no
$$;
-- Where another rule was put into force or taken back since it was asked, the figures are of neither, and are not kept.
create function end_rule_count(wanted bigint, said text, counted jsonb) returns void
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  update rule_count c set state = case when f.figures is null then 'failed' else 'done' end,
      problem = case when f.figures is null then coalesce(said, 'rule-mistaken') end, result = f.figures, ended_at = now()
    from (select r.count_no, case when r.based_on is not distinct from last_activated(r.program_code) then counted end as figures
      from rule_count r where r.count_no = wanted) f
    where c.count_no = f.count_no and c.state = 'running'
$$;
revoke execute on function take_rule_count(), end_rule_count(bigint, text, jsonb) from public;
grant execute on function take_rule_count(), end_rule_count(bigint, text, jsonb) to dtsen_worker;
