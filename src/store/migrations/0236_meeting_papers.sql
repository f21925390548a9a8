-- Papers of village meetings: a meeting is called under a number of its own, given once, which its minutes bear; what was signed by
-- hand comes back as a scan. Photos of visits are kept the same way. Nothing is overwritten: a better scan is one more.

create table village_meeting (
  meeting_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  request_sha256 bytea not null,
  village_no bigint not null,
  year int not null check (year between 2000 and 2999),
  serial int not null check (serial > 0),
  minutes_number text not null check (length(minutes_number) between 3 and 60),
  planned_on date not null,
  starts_at text not null check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text not null check (length(place) between 3 and 120),
  by_account bigint not null references account,
  at timestamptz not null,
  unique (village_no, year, serial)
);
create index village_meeting_by_account on village_meeting (by_account);
comment on table village_meeting is 'policy: region; a meeting that a village called, with the number of its papers, append-only';

alter table deliberation add column meeting_no bigint references village_meeting;
create index deliberation_by_meeting on deliberation (meeting_no);
create index deliberation_by_account on deliberation (by_account);

create table evidence_file (
  file_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  request_sha256 bytea not null,
  deliberation_no bigint references deliberation,
  check_no bigint references ground_check,
  kind text not null,
  media text not null check (media in ('application/pdf', 'image/jpeg')),
  -- Of the file as it came, and as it is kept: pictures are drawn anew, without what a camera writes into them.
  came_sha256 bytea not null check (length(came_sha256) = 32),
  kept_sha256 bytea not null check (length(kept_sha256) = 32),
  byte_count int not null check (byte_count between 1 and 8388608),
  -- Null once it was erased or its time is over; that it was there stays known.
  sealed bytea,
  by_account bigint not null references account,
  at timestamptz not null,
  check (num_nonnulls(deliberation_no, check_no) = 1),
  check (case when check_no is null then kind in ('minutes', 'attendance', 'statement')
    else kind in ('house-front', 'house-inside', 'asset') end)
);
create index evidence_file_by_deliberation on evidence_file (deliberation_no, file_no);
create index evidence_file_by_check on evidence_file (check_no, file_no);
create index evidence_file_by_account on evidence_file (by_account);
comment on table evidence_file is 'policy: region; scans of signed papers and photos of visits, sealed, append-only';

do $$
declare
  t text;
begin
  foreach t in array array['village_meeting', 'evidence_file'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  execute format('create policy region_read on village_meeting for select to dtsen_app using (%s)',
    region_clause('village_no', 'read-proposal'));
end $$;
create policy region_read on evidence_file for select to dtsen_app using (
  deliberation_no is not null and exists (select from dtsen.deliberation d where d.deliberation_no = evidence_file.deliberation_no)
  or check_no is not null and exists (select from dtsen.ground_check g where g.check_no = evidence_file.check_no));

-- A number for a meeting to come: one more than the village's last of that year. Verdict "called", or key-reused, not-found.
create function call_meeting(client uuid, digest bytea, wanted_village bigint, said jsonb, moment timestamptz)
  returns table (verdict text, number bigint, minutes text, is_again boolean)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  kept village_meeting;
  in_year int := extract(year from (said ->> 'planned_on')::date)::int;
  next_serial int;
begin
  select m.* into kept from village_meeting m where m.client_id = client;
  if kept.meeting_no is not null then
    verdict := case when kept.request_sha256 = digest and kept.by_account = acting_account() then 'called' else 'key-reused' end;
    if verdict = 'called' then number := kept.meeting_no; minutes := kept.minutes_number; end if;
    is_again := true;
    return next;
    return;
  end if;
  if not coalesce(wanted_village <@ my_ranges('hold-deliberation'), false) then
    verdict := 'not-found'; return next; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('meeting ' || wanted_village, 0));
  select coalesce(max(m.serial), 0) + 1 into next_serial from village_meeting m
    where m.village_no = wanted_village and m.year = in_year;
  insert into village_meeting (client_id, request_sha256, village_no, year, serial, minutes_number, planned_on, starts_at, place,
      by_account, at)
    values (client, digest, wanted_village, in_year, next_serial,
      to_char(next_serial, 'FM9990000') || '/BA-MUS/' || wanted_village || '/' || in_year, (said ->> 'planned_on')::date,
      said ->> 'starts_at', said ->> 'place', acting_account(), moment)
    returning meeting_no, minutes_number into number, minutes;
  verdict := 'called';
  is_again := false;
  return next;
end $$;

-- As before, bound to the meeting whose number its minutes bear.
create or replace function record_deliberation(client uuid, digest bytea, wanted_village bigint, said jsonb, moment timestamptz)
  returns table (verdict text, number bigint, is_again boolean)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  kept deliberation;
begin
  select d.* into kept from deliberation d where d.client_id = client;
  if kept.deliberation_no is not null then
    verdict := case when kept.request_sha256 = digest and kept.by_account = acting_account() then 'recorded' else 'key-reused' end;
    number := case when verdict = 'recorded' then kept.deliberation_no end;
    is_again := true;
    return next;
    return;
  end if;
  if not coalesce(wanted_village <@ my_ranges('hold-deliberation'), false) then
    verdict := 'not-found'; return next; return; end if;
  if exists (select from jsonb_array_elements(said -> 'decisions') x left join case_file c on c.case_id = (x ->> 'case_id')::bigint
      where c.case_id is null or c.kind <> 'aid-proposal' or not sees_case(c)
        or wanted_village not in (c.village_no, c.domicile_village_no)) then
    verdict := 'not-found'; return next; return; end if;
  insert into deliberation (client_id, request_sha256, village_no, form, held_on, minutes_number, invited, attended, attended_women,
      by_account, at, meeting_no)
    values (client, digest, wanted_village, said ->> 'form', (said ->> 'held_on')::date, said ->> 'minutes_number',
      (said ->> 'invited')::int, (said ->> 'attended')::int, (said ->> 'attended_women')::int, acting_account(), moment,
      (select m.meeting_no from village_meeting m
        where m.village_no = wanted_village and m.minutes_number = said ->> 'minutes_number'))
    returning deliberation_no into number;
  insert into deliberation_decision (deliberation_no, case_id, decision, votes_for, votes_against, dissent)
    select number, (x ->> 'case_id')::bigint, x ->> 'decision', (x ->> 'votes_for')::int, (x ->> 'votes_against')::int,
      array(select jsonb_array_elements_text(x -> 'dissent'))
    from jsonb_array_elements(said -> 'decisions') x;
  verdict := 'recorded';
  is_again := false;
  return next;
end $$;

-- A scan of what was signed, by whoever may hold meetings there; or a photo of a visit, by whoever made it. Verdict "kept", or
-- key-reused, not-found, photos-enough.
create function keep_evidence(client uuid, digest bytea, wanted_deliberation bigint, wanted_check bigint, said jsonb, came bytea,
    kept bytea, seal bytea, moment timestamptz) returns table (verdict text, number bigint, is_again boolean)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  there evidence_file;
begin
  select f.* into there from evidence_file f where f.client_id = client;
  if there.file_no is not null then
    verdict := case when there.request_sha256 = digest and there.by_account = acting_account() then 'kept' else 'key-reused' end;
    number := case when verdict = 'kept' then there.file_no end;
    is_again := true;
    return next;
    return;
  end if;
  if not exists (select from deliberation d where d.deliberation_no = wanted_deliberation
        and d.village_no <@ my_ranges('hold-deliberation'))
      and not exists (select from ground_check g where g.check_no = wanted_check and g.by_account = acting_account()
        and g.outcome = 'met' and (g.village_no <@ my_ranges('visit-family') or g.domicile_village_no <@ my_ranges('visit-family'))) then
    verdict := 'not-found'; return next; return; end if;
  if (select count(*) from evidence_file f where f.check_no = wanted_check) >= 10 then
    verdict := 'photos-enough'; return next; return; end if;
  insert into evidence_file (client_id, request_sha256, deliberation_no, check_no, kind, media, came_sha256, kept_sha256, byte_count,
      sealed, by_account, at)
    values (client, digest, wanted_deliberation, wanted_check, said ->> 'kind', said ->> 'media', came, kept,
      (said ->> 'byte_count')::int, seal, acting_account(), moment)
    returning file_no into number;
  verdict := 'kept';
  is_again := false;
  return next;
end $$;

-- As before, with the photos of the family's visits; that there were some stays known.
create or replace function erase_aid_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from ground_check_answer where unit = 'person' and unit_id = any (gone);
  update evidence_file f set sealed = null from ground_check g where g.check_no = f.check_no and f.sealed is not null
    and g.family_id in (select q.family_id from person q where q.person_id = any (gone));
  update aid_proposal p set told_enc = null from case_file c
    where c.case_id = p.case_id and p.told_enc is not null and (
      c.family_id in (select q.family_id from person q where q.person_id = any (gone))
      or p.proposer_family_id in (select q.family_id from person q where q.person_id = any (gone)));
  update objection o set told_enc = null from case_file c where c.case_id = o.case_id and o.told_enc is not null
    and c.family_id in (select q.family_id from person q where q.person_id = any (gone));
  update complaint x set told_enc = null where x.told_enc is not null and x.case_id in (
    select m.case_id from complainant m join person q on q.family_id = m.family_id where q.person_id = any (gone)
    union all
    select c.case_id from case_file c join person q on q.family_id = c.family_id where c.kind = 'complaint' and q.person_id = any (gone));
  -- Whoever left a telephone to be told by: it goes with what was told.
  update message m set body_enc = null, state = case when m.state = 'waiting' then 'superseded' else m.state end
    where m.body_enc is not null and m.contact_no in (select k.contact_no from case_contact k
      where k.case_id in (select t.case_id from cases_to_forget(gone) t));
  update case_contact k set phone_enc = null, is_due = false, stopped_at = coalesce(k.stopped_at, now()),
      stopped_by = coalesce(k.stopped_by, 'over')
    where k.phone_enc is not null and k.case_id in (select t.case_id from cases_to_forget(gone) t);
$$;

revoke execute on function call_meeting(uuid, bytea, bigint, jsonb, timestamptz),
  keep_evidence(uuid, bytea, bigint, bigint, jsonb, bytea, bytea, bytea, timestamptz) from public;
grant execute on function call_meeting(uuid, bytea, bigint, jsonb, timestamptz),
  keep_evidence(uuid, bytea, bigint, bigint, jsonb, bytea, bytea, bytea, timestamptz) to dtsen_app;
