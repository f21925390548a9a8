-- Jobs for the lake worker (design rule 12): asked and signed at the desk, counted elsewhere, noted before and after.

create table lake_variable (
  variable_id text primary key,
  table_name text not null check (table_name in ('family', 'person', 'rank', 'indicator')),
  unit text not null check (unit in ('family', 'person'))
);
comment on table lake_variable is
  'policy: reference; columns of a version that the lake worker may be sent to, from the law book; never identity or vault';

create table lake_job_key (
  one boolean primary key default true check (one),
  secret bytea not null check (length(secret) = 32)
);
comment on table lake_job_key is
  'policy: vault; signs jobs; written from the key folder at every start, read by ask_lake alone, in no backup';

create table lake_job (
  job_no bigint generated always as identity primary key,
  account_id bigint not null references account,
  session_id bigint,
  purpose_code text not null references purpose,
  kind text not null check (kind in ('cross-table')),
  version_no int not null references version,
  village_lo bigint not null,
  village_hi bigint not null,
  -- The question as the screens show it again; the worker reads the signed body alone.
  question jsonb not null,
  -- What was signed, byte for byte: who, for what, which version, which villages, which columns, which limits, until when.
  body text not null default '',
  signature bytea not null default '',
  state text not null default 'asked'
    check (state in ('asked', 'running', 'done', 'refused', 'failed', 'expired')),
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  attempt int not null default 0,
  taken_by int,
  taken_at timestamptz,
  ended_at timestamptz,
  reason text,
  row_count bigint,
  result jsonb,
  check ((state = 'done') = (result is not null))
);
create index lake_job_waiting on lake_job (job_no) where state in ('asked', 'running');
create index lake_job_by_account on lake_job (account_id, job_no);
comment on table lake_job is
  'policy: self; a question to the lake and its counted answer; what was signed never changes, an ended job never moves';

create function keep_lake_job() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'lake_job is kept: DELETE refused' using errcode = 'insufficient_privilege';
  end if;
  if (new.job_no, new.account_id, new.purpose_code, new.kind, new.version_no, new.village_lo, new.village_hi,
      new.question, new.asked_at, new.expires_at)
    is distinct from (old.job_no, old.account_id, old.purpose_code, old.kind, old.version_no, old.village_lo,
      old.village_hi, old.question, old.asked_at, old.expires_at)
    or (old.body <> '' and (new.body, new.signature) is distinct from (old.body, old.signature)) then
    raise exception 'what was asked of the lake does not change' using errcode = 'insufficient_privilege';
  end if;
  if not (new.state = old.state and old.state in ('asked', 'running')
      or (old.state = 'asked' and new.state in ('running', 'expired'))
      or (old.state = 'running' and new.state in ('asked', 'done', 'refused', 'failed', 'expired'))) then
    raise exception 'a lake job does not go from % to %', old.state, new.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger lake_job_kept before update or delete on lake_job for each row execute function keep_lake_job();
create trigger lake_job_no_truncate before truncate on lake_job execute function refuse_change();

do $$
declare
  t text;
begin
  foreach t in array array['lake_variable', 'lake_job_key', 'lake_job'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
  end loop;
  -- One's own questions, and only while one still holds the right for all of their villages.
  execute format('create policy self_read on lake_job for select to dtsen_app using '
    '(account_id = (select dtsen.acting_account()) and %s and %s)',
    region_clause('village_lo', 'tabulate'), region_clause('village_hi', 'tabulate'));
end $$;
grant select on lake_variable to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;
create policy reference_read on lake_variable for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
grant select (job_no, account_id, purpose_code, kind, version_no, village_lo, village_hi, question, state, asked_at,
  expires_at, ended_at, reason, row_count, result) on lake_job to dtsen_app;

-- HMAC-SHA-256 of a text under the desk's key: PostgreSQL has the digest, not the code made of it.
create function lake_mac(body text) returns bytea
  language plpgsql stable set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  secret bytea := (select k.secret from lake_job_key k);
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
begin
  if secret is null then raise exception 'the desk has no key for lake jobs: start the program once'; end if;
  for i in 0 .. 31 loop
    inner_pad := set_byte(inner_pad, i, get_byte(secret, i) # 54);
    outer_pad := set_byte(outer_pad, i, get_byte(secret, i) # 92);
  end loop;
  return sha256(outer_pad || sha256(inner_pad || convert_to(body, 'UTF8')));
end $$;

-- The villages of a code of 2, 4, 6 or 10 digits, or of "ID".
create function area_villages(wanted_area text, out low bigint, out high bigint)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select r.village_lo, r.village_hi from dtsen.region r
  where r.valid_to = '9999-12-31' and r.tier = case when wanted_area = 'ID' then 'nation'
      when wanted_area !~ '^\d+$' then '' else case length(wanted_area)
      when 2 then 'province' when 4 then 'regency' when 6 then 'district' when 10 then 'village' else '' end end
    and (wanted_area = 'ID' or left(lpad(r.village_lo::text, 10, '0'), length(wanted_area)) = wanted_area)
  order by r.region_id limit 1
$$;

-- Takes a question for a table of whoever acts: role x region x purpose, an audit row for it or its refusal, a
-- signed job. Answers "ok" and the job, or why not.
create function ask_cross_table(wanted_version int, wanted_area text, wanted_level text, wanted_variables text[],
    wanted_measure text, request text, out verdict text, out made_job bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  area record;
  whole record;
  wanted_columns text[];
  asked jsonb := jsonb_build_object('area', wanted_area, 'level', wanted_level,
    'variables', to_jsonb(wanted_variables), 'measure', wanted_measure);
  valid_until timestamptz := now() + interval '15 minutes';
  signed text;
begin
  if acting_account() is null then
    raise exception 'nobody asks the lake without a session' using errcode = 'insufficient_privilege';
  end if;
  select * into area from area_villages(wanted_area);
  select array_agg(v.table_name || '.' || v.variable_id order by v.table_name, v.variable_id) into wanted_columns
    from lake_variable v where v.variable_id = any (wanted_variables);
  verdict := case
    when not coalesce(holds('tabulate'), false) then 'right-not-held'
    when area.low is null then 'area-unknown'
    when not coalesce(int8range(area.low, area.high, '[]') <@ my_ranges('tabulate'), false) then 'area-not-yours'
    when cardinality(wanted_variables) not between 1 and 2
      or coalesce(cardinality(wanted_columns), 0) <> cardinality(wanted_variables) then 'variable-unknown'
    when not exists (select from version v where v.version_no = wanted_version and v.state = 'published')
      then 'version-not-published'
    when (select count(*) from lake_job j where j.account_id = acting_account() and j.state in ('asked', 'running')) >= 5
      then 'too-many-waiting'
    else 'ok' end;

  if verdict = 'ok' then
    -- The widest region of whoever acts that holds the area: what may be shown of a part is decided from there down,
    -- so that no part's own table shows what the whole's withholds.
    select c.code, v.low, v.high into whole
      from unnest(array['ID', left(wanted_area, 2), left(wanted_area, 4), left(wanted_area, 6), wanted_area])
        with ordinality c (code, place), lateral area_villages(c.code) v
      where int8range(v.low, v.high, '[]') <@ my_ranges('tabulate') order by c.place limit 1;
    insert into lake_job (account_id, session_id, purpose_code, kind, version_no, village_lo, village_hi, question, expires_at)
      values (acting_account(), acting_session(), acting_purpose(), 'cross-table', wanted_version, area.low, area.high,
        asked, valid_until)
      returning job_no into made_job;
    signed := jsonb_build_object('job', made_job, 'kind', 'cross-table', 'account', acting_account(),
      'offices', (select coalesce(jsonb_agg(distinct p.office_code), '[]') from appointment p
        join role_right rr on rr.role_code = p.role_code and rr.right_code = 'tabulate'
        where p.account_id = acting_account() and rr.purpose_code = acting_purpose() and p.revoked_at is null
          and p.confirmed_by is not null and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to),
      'purpose', acting_purpose(), 'version', wanted_version,
      'manifest', (select v.manifest_sha256 from version v where v.version_no = wanted_version),
      'within', whole.code, 'ranges', jsonb_build_array(jsonb_build_array(whole.low, whole.high)), 'columns', to_jsonb(wanted_columns),
      'question', asked, 'limits', jsonb_build_object('seconds', 60, 'megabytes', 512, 'cells', 5000),
      'expires', to_char(valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
    update lake_job set body = signed, signature = lake_mac(signed) where job_no = made_job;
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, version_no, fields_class, row_count, decision,
      request_id, detail)
    values ('ask-table', 'lake-job', made_job, area.low, (select v.version_no from version v
      where v.version_no = wanted_version), 'figures', 0, case verdict when 'ok' then 'allowed' else verdict end,
      request, coalesce(acting_seat(array['tabulate'], area.low), '{}')
        || case when verdict in ('right-not-held', 'area-unknown', 'variable-unknown') then '{}'::jsonb else asked end);
end $$;

-- Notes a step of a job in the name of whom it is done for.
create function note_lake_job(j lake_job, wanted_act text, wanted_decision text, counted bigint) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into dtsen.audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, village_no,
      version_no, fields_class, row_count, decision, detail)
    values (j.account_id, j.session_id, 'lake-worker', j.purpose_code, wanted_act, 'lake-job', j.job_no, j.village_lo,
      j.version_no, 'figures', least(counted, 2147483647)::int, wanted_decision, j.question)
$$;

-- Ends what has waited too long, gives back what a dead worker held (once), and takes the oldest job. A job is held
-- by a lock of this connection, which falls with it. The audit row is committed with this: before anything is read.
create function take_lake_job(out taken_job bigint, out signed_body text, out mac bytea, out tries int,
    out version_state text, out version_manifest text)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  j lake_job;
begin
  for j in select * from lake_job l where l.state = 'asked' and l.expires_at <= now() for update skip locked loop
    update lake_job l set state = 'expired', reason = 'waited-too-long', ended_at = now() where l.job_no = j.job_no;
    perform note_lake_job(j, 'end-table', 'waited-too-long', 0);
  end loop;
  for j in select * from lake_job l where l.state = 'running' for update skip locked loop
    continue when not pg_try_advisory_xact_lock(7402650, j.job_no::int);
    if j.attempt > 1 then
      update lake_job l set state = 'failed', reason = 'worker-died', ended_at = now() where l.job_no = j.job_no;
      perform note_lake_job(j, 'end-table', 'worker-died', 0);
    else
      update lake_job l set state = 'asked' where l.job_no = j.job_no;
      perform note_lake_job(j, 'give-back-table', 'worker-died', 0);
    end if;
  end loop;
  select * into j from lake_job l where l.state = 'asked' order by l.job_no limit 1 for update skip locked;
  if j.job_no is null then return; end if;
  perform pg_advisory_lock(7402650, j.job_no::int);
  update lake_job l set state = 'running', attempt = l.attempt + 1, taken_by = pg_backend_pid(), taken_at = now()
    where l.job_no = j.job_no;
  perform note_lake_job(j, 'open-lake', 'allowed', 0);
  taken_job := j.job_no; signed_body := j.body; mac := j.signature; tries := j.attempt + 1;
  select v.state, v.manifest_sha256 into version_state, version_manifest from version v where v.version_no = j.version_no;
end $$;

-- The end of a job that this connection holds: its answer or the reason why there is none, and what it read.
create function end_lake_job(wanted_job bigint, wanted_state text, why text, counted bigint, answer jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  j lake_job;
begin
  update lake_job l set state = wanted_state, reason = why, row_count = counted, result = answer, ended_at = now()
    where l.job_no = wanted_job and l.state = 'running' and l.taken_by = pg_backend_pid() returning * into j;
  if j.job_no is null then return false; end if;
  perform note_lake_job(j, 'end-table', case wanted_state when 'done' then 'allowed' else why end, counted);
  perform pg_advisory_unlock(7402650, wanted_job::int);
  return true;
end $$;

grant usage on schema dtsen to dtsen_lake;
revoke execute on all functions in schema dtsen from public;
grant execute on function ask_cross_table(int, text, text, text[], text, text) to dtsen_app;
grant execute on function take_lake_job(), end_lake_job(bigint, text, text, bigint, jsonb) to dtsen_lake;
