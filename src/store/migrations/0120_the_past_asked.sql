-- Asking what a version of before said: of the desk at once, of the lake by a signed job.

-- Under which ids to look, as far as the reader may: of a family that this one was a part of, only where that one is theirs to
-- read today.
create function past_ids(wanted_version int, wanted_family bigint, ranges int8multirange, sees_hidden boolean) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('families', (
      select jsonb_agg(jsonb_build_object('id', i.family_id, 'parted', i.is_parted) order by i.family_id)
      from family_ids_then(wanted_version, wanted_family) i
      where not i.is_parted or is_readable(coalesce((select r.to_family_id from family_redirect r
        join publication_pointer p on p.version_no = r.version_no where r.from_family_id = i.family_id), i.family_id),
        ranges, sees_hidden)),
    'persons', person_ids_then(wanted_version, wanted_family, sees_hidden))
$$;

create function numbers(listed jsonb, name text) returns bigint[] language sql immutable as $$
  select coalesce(array_agg((e ->> name)::bigint), '{}') from jsonb_array_elements(listed) e
$$;

-- The whole answer to a question about a version of before, from what was found.
create function told_past(ids jsonb, said jsonb, read_from text, own_family bigint, ranges int8multirange, sees_hidden boolean)
  returns jsonb
  language plpgsql stable set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  seen jsonb := seen_past(said, own_family, ranges, sees_hidden);
begin
  return jsonb_build_object('state', 'ready', 'from', read_from, 'ids', ids, 'said', seen, 'events', case_events(
    own_family || numbers(seen -> 'families', 'family_id'),
    numbers(ids -> 'persons', 'now') || numbers(seen -> 'persons', 'person_id')));
end $$;

create function is_at_desk(wanted_version int) returns boolean language sql stable as $$
  select to_regclass('dtsen.family_v' || wanted_version) is not null and to_regclass('dtsen.person_v' || wanted_version) is not null
$$;

-- What a version said of a family that whoever acts may read today. Null where they may not. From the desk at once; else from the
-- lake: "reading" until the worker has brought it, then ready for a quarter of an hour; or why it could not be read.
create function ask_past(wanted_version int, wanted_family bigint, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  ranges int8multirange := my_ranges('read-family');
  sees_hidden boolean := holds('order-suppression');
  ids jsonb;
  found_body jsonb;
  j lake_job;
  village bigint;
  asked jsonb;
  valid_until timestamptz := now() + interval '5 minutes';
  signed text;
begin
  if not coalesce(is_readable(wanted_family, ranges, sees_hidden), false) then return null; end if;
  ids := past_ids(wanted_version, wanted_family, ranges, sees_hidden);
  if is_at_desk(wanted_version) then
    return told_past(ids, past_at_desk(wanted_version, numbers(ids -> 'families', 'id'), numbers(ids -> 'persons', 'then')),
      'desk', wanted_family, ranges, sees_hidden);
  end if;
  delete from past_family where expires_at <= now();
  select p.body into found_body from past_family p where p.account_id = acting_account() and p.family_id = wanted_family
    and p.version_no = wanted_version order by p.job_no desc limit 1;
  if found then return told_past(ids, found_body, 'lake', wanted_family, ranges, sees_hidden); end if;

  asked := jsonb_build_object('family', wanted_family, 'families', to_jsonb(numbers(ids -> 'families', 'id')),
    'persons', to_jsonb(numbers(ids -> 'persons', 'then')));
  select * into j from lake_job l where l.account_id = acting_account() and l.kind = 'family-as-of'
    and l.version_no = wanted_version and l.question = asked order by l.job_no desc limit 1;
  if j.state in ('asked', 'running') and j.expires_at > now() then
    return jsonb_build_object('state', 'reading');
  end if;
  -- Said once: whoever asks again a little later has it tried again.
  if j.state in ('refused', 'failed', 'expired') and j.ended_at > now() - interval '10 seconds' then
    return jsonb_build_object('state', 'refused', 'reason', j.reason);
  end if;
  if (select count(*) from lake_job l where l.account_id = acting_account() and l.state in ('asked', 'running')
      and l.expires_at > now()) >= 5 then
    return jsonb_build_object('state', 'refused', 'reason', 'too-many-waiting');
  end if;
  select f.village_no into village from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = wanted_family;
  insert into lake_job (account_id, session_id, purpose_code, kind, version_no, village_lo, village_hi, question, expires_at)
    values (acting_account(), acting_session(), acting_purpose(), 'family-as-of', wanted_version, village, village, asked,
      valid_until)
    returning * into j;
  signed := jsonb_build_object('job', j.job_no, 'kind', 'family-as-of', 'account', acting_account(), 'purpose', acting_purpose(),
    'version', wanted_version,
    'manifest', (select v.manifest_sha256 from version v where v.version_no = wanted_version),
    -- Whole tables: of those that name nobody, the catalogue's facts and no other column are opened.
    'columns', '["family", "outcome", "person", "provenance", "rank"]'::jsonb,
    'question', asked, 'limits', jsonb_build_object('seconds', 60, 'megabytes', 512, 'cells', 0),
    'expires', to_char(valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
  update lake_job set body = signed, signature = lake_mac(signed) where job_no = j.job_no;
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, row_count, decision,
      request_id, detail)
    values ('ask-past', 'lake-job', j.job_no, wanted_family, village, wanted_version, 'facts', 0, 'allowed', request,
      coalesce(acting_seat(array['read-family'], village), '{}'));
  return jsonb_build_object('state', 'reading');
end $$;

-- The same in the name of an account, for the command line: under which ids to look, and the answer of the desk where it has it.
-- What the lake said comes back with the same question. Null where the account may not read the family under this purpose today.
create function work_past(wanted_version int, wanted_family bigint, by_name text, wanted_purpose text, said jsonb) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  ranges int8multirange := (select r.ranges from account a
    cross join lateral rights_of(a.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r
    where a.username = lower(by_name) and a.disabled_at is null and r.right_code = 'read-family');
  ids jsonb;
  seats jsonb := (select jsonb_build_object('roles', coalesce(jsonb_agg(distinct p.role_code), '[]')) from appointment p
    join account a on a.account_id = p.account_id and a.username = lower(by_name)
    join role_right rr on rr.role_code = p.role_code and rr.right_code = 'read-family' and rr.purpose_code = wanted_purpose
    join family f on f.family_id = wanted_family join publication_pointer c on c.version_no = f.version_no
    where p.revoked_at is null and p.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
      and (f.village_no between p.village_lo and p.village_hi or f.domicile_village_no between p.village_lo and p.village_hi));
begin
  if not coalesce(is_readable(wanted_family, ranges, false), false) then return null; end if;
  ids := past_ids(wanted_version, wanted_family, ranges, false);
  if said is not null then return seats || told_past(ids, said, 'lake', wanted_family, ranges, false); end if;
  if not is_at_desk(wanted_version) then
    return seats || jsonb_build_object('state', 'reading', 'families', to_jsonb(numbers(ids -> 'families', 'id')),
      'persons', to_jsonb(numbers(ids -> 'persons', 'then')));
  end if;
  return seats || told_past(ids, past_at_desk(wanted_version, numbers(ids -> 'families', 'id'),
    numbers(ids -> 'persons', 'then')), 'desk', wanted_family, ranges, false);
end $$;

alter table lake_job drop constraint lake_job_kind_check;
alter table lake_job add constraint lake_job_kind_check check (kind in ('cross-table', 'family-as-of'));

-- A step of a job in the name of whom it is done for; what is read of a family is noted as such, so that the family's readers show it.
create or replace function note_lake_job(j lake_job, wanted_act text, wanted_decision text, counted bigint) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into dtsen.audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, family_id, village_no,
      version_no, fields_class, row_count, decision, detail)
    values (j.account_id, j.session_id, 'lake-worker', j.purpose_code,
      case when j.kind = 'family-as-of' then replace(wanted_act, '-table', '-past') else wanted_act end, 'lake-job', j.job_no,
      case when j.kind = 'family-as-of' then (j.question ->> 'family')::bigint end, j.village_lo, j.version_no,
      case when j.kind = 'family-as-of' then 'facts' else 'figures' end, least(counted, 2147483647)::int, wanted_decision,
      case when j.kind = 'family-as-of' then '{}'::jsonb else j.question end)
$$;

-- As before; what is of one family does not stay with the job.
create or replace function end_lake_job(wanted_job bigint, wanted_state text, why text, counted bigint, answer jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  j lake_job;
begin
  update lake_job l set state = wanted_state, reason = why, row_count = counted, ended_at = now(),
      result = case when l.kind = 'family-as-of' and answer is not null then '{}'::jsonb else answer end
    where l.job_no = wanted_job and l.state = 'running' and l.taken_by = pg_backend_pid() returning * into j;
  if j.job_no is null then return false; end if;
  if j.kind = 'family-as-of' and wanted_state = 'done' then
    insert into past_family (job_no, account_id, version_no, family_id, body)
      values (j.job_no, j.account_id, j.version_no, (j.question ->> 'family')::bigint, answer);
  end if;
  perform note_lake_job(j, 'end-table', case wanted_state when 'done' then 'allowed' else why end, counted);
  perform pg_advisory_unlock(7402650, wanted_job::int);
  return true;
end $$;

revoke execute on function past_ids(int, bigint, int8multirange, boolean), numbers(jsonb, text),
  told_past(jsonb, jsonb, text, bigint, int8multirange, boolean), is_at_desk(int), ask_past(int, bigint, text),
  work_past(int, bigint, text, text, jsonb) from public;
grant execute on function ask_past(int, bigint, text) to dtsen_app;
grant execute on function work_past(int, bigint, text, text, jsonb) to dtsen_worker;
