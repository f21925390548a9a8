-- Cases in general: one file for each question about somebody, a book that is only added to, and who is called when a clock has
-- run out (design 3.7, 5.17). The law book reckons where a case stands; the desk stores it in the same transaction and holds it
-- to the order of steps, to rights and to two people. First kind: reactivation of PBI-JK (decision 0056).

create table case_file (
  case_id bigint generated always as identity primary key,
  kind text not null check (kind in ('pbi-reactivation')),
  -- Made by whoever sends, with the digest of what was sent: the same message for ever is the same case.
  client_id uuid not null unique,
  request_sha256 bytea not null,
  -- Whom it was opened about, under the ids of that day; null for people outside the register.
  family_id bigint,
  person_id bigint,
  village_no bigint not null,
  domicile_village_no bigint not null,
  urgency text not null check (urgency in ('emergency', 'continuing', 'planned')),
  opened_at timestamptz not null,
  opened_by bigint not null references account,
  -- What the book amounts to: stored with each event, recomputed by a test.
  state text not null check (state in ('open', 'returned', 'paused', 'done', 'refused', 'withdrawn')),
  step text not null,
  holder_institution text not null references institution,
  holder_tier text not null check (holder_tier in ('nation', 'province', 'regency', 'district', 'village')),
  level int not null default 0 check (level >= 0),
  since timestamptz not null,
  due_at timestamptz,
  reason text
);
create index case_file_by_village on case_file (village_no, state);
create index case_file_by_person on case_file (person_id);
create index case_file_due on case_file (due_at) where due_at is not null;
comment on table case_file is
  'policy: region; one question about somebody: whose turn it is and until when; follows the person (design 5.3)';

create table case_event (
  event_no bigint generated always as identity primary key,
  case_id bigint not null references case_file,
  act text not null check (act in ('pass', 'return', 'pause', 'resume', 'refuse', 'withdraw', 'escalate')),
  step text not null,
  -- A code of the law book; nobody writes a free word into a book.
  reason text check (reason ~ '^[a-z][a-z-]{2,39}$'),
  -- A number of a letter or of a confirmation, and its day.
  reference text check (length(reference) between 3 and 60),
  reference_on date,
  at timestamptz not null,
  by_account bigint references account,
  -- Silence decides nothing: a clock calls somebody and does nothing else.
  check ((by_account is null) = (act = 'escalate'))
);
create index case_event_by_case on case_event (case_id, event_no);
comment on table case_event is 'policy: region; the book of a case, append-only';

create table case_notice (
  notice_no bigint generated always as identity primary key,
  case_id bigint not null references case_file,
  event_no bigint not null unique references case_event,
  to_institution text not null references institution,
  to_tier text not null,
  at timestamptz not null,
  seen_by bigint references account,
  seen_at timestamptz,
  check ((seen_by is null) = (seen_at is null))
);
create index case_notice_by_case on case_notice (case_id);
comment on table case_notice is 'policy: region; who was called because a clock ran out, and who has seen it';

-- The order of steps of a kind, as the law book has it (test: the law book and the desk agree).
create function case_steps(wanted_kind text) returns text[] language sql immutable as $$
  select case wanted_kind when 'pbi-reactivation' then
    array['letter', 'report', 'verification', 'endorsement', 'documents', 'insurer', 'confirmed'] end
$$;

-- By which right a step is done, and by which a wait is ended.
create function case_right(wanted_kind text, wanted_step text) returns text language sql immutable as $$
  select case when wanted_kind = 'pbi-reactivation' then case wanted_step
    when 'letter' then 'report-reactivation' when 'report' then 'report-reactivation'
    when 'verification' then 'verify-reactivation' when 'endorsement' then 'endorse-reactivation'
    when 'documents' then 'check-reactivation' when 'insurer' then 'confirm-reactivation' end end
$$;
create function case_wait_right(wanted_kind text, wanted_reason text) returns text language sql immutable as $$
  select case when wanted_kind = 'pbi-reactivation' then case
    when wanted_reason in ('not-recorded', 'identity-unanswered', 'newborn-without-nik') then 'identify-reactivation'
    when wanted_reason = 'home-visit' then 'report-reactivation' end end
$$;

-- By which of one's rights here the next move of a case may be made; null where by none.
create function case_turn(held case_file, act text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select r from unnest(case
      when act = 'withdraw' then array[case_right(held.kind, 'report')]
      when held.state = 'paused' and act = 'resume' then array[case_wait_right(held.kind, held.reason)]
      when held.state = 'paused' and act = 'return' then
        array[case_wait_right(held.kind, held.reason), case_right(held.kind, held.step)]
      else array[case_right(held.kind, held.step)] end) r
  where r is not null and (held.village_no <@ my_ranges(r) or held.domicile_village_no <@ my_ranges(r)) limit 1
$$;

-- Writes one event and what it leads to. The standing comes from the law book; a step that does not follow is a bug and throws.
create function write_case_event(held case_file, wanted_act text, wanted_reason text, number text, number_on date,
    moment timestamptz, writer bigint, standing jsonb) returns bigint
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  way text[] := case_steps(held.kind);
  here int := array_position(way, held.step);
  there int := array_position(way, standing ->> 'step');
  lawful text := case wanted_act when 'pass' then case when here + 1 = cardinality(way) then 'done' else 'open' end
    when 'return' then 'returned' when 'pause' then 'paused' when 'resume' then 'open' when 'refuse' then 'refused'
    when 'withdraw' then 'withdrawn' else held.state end;
  written bigint;
begin
  if lawful <> standing ->> 'state' or not coalesce(case wanted_act when 'pass' then there = here + 1
      when 'return' then there < here else there = here end, false) then
    raise exception 'case %: % leads from % to %, never to % %', held.case_id, wanted_act, held.step, lawful,
      standing ->> 'state', standing ->> 'step';
  end if;
  insert into case_event (case_id, act, step, reason, reference, reference_on, at, by_account)
    values (held.case_id, wanted_act, held.step, wanted_reason, number, number_on, moment, writer)
    returning event_no into written;
  update case_file set state = lawful, step = way[there], holder_institution = standing ->> 'institution',
      holder_tier = standing ->> 'tier', level = (standing ->> 'level')::int, since = (standing ->> 'since')::timestamptz,
      due_at = (standing ->> 'due_at')::timestamptz, reason = standing ->> 'reason'
    where case_id = held.case_id;
  return written;
end $$;

-- One move of a case by whoever acts. Verdict "written", or why not: not-found, changed-meanwhile, case-ended, right-not-held,
-- same-person, reference-missing. What one read must still be so: the last event seen is named.
create function step_case(wanted_case bigint, seen_event bigint, wanted_act text, wanted_reason text, number text,
    number_on date, moment timestamptz, standing jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  way text[];
  before text;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if (select max(e.event_no) from case_event e where e.case_id = wanted_case) <> seen_event then return 'changed-meanwhile'; end if;
  if held.state in ('done', 'refused', 'withdrawn') then return 'case-ended'; end if;
  if wanted_act = 'escalate' or case_turn(held, wanted_act) is null then return 'right-not-held'; end if;
  way := case_steps(held.kind);
  before := way[array_position(way, held.step) - 1];
  if wanted_act = 'pass' and before <> way[1] and acting_account() = (select e.by_account from case_event e
      where e.case_id = wanted_case and e.act = 'pass' and e.step = before order by e.event_no desc limit 1) then
    return 'same-person'; end if;
  if wanted_act = 'pass' and held.step in ('endorsement', 'insurer') and (number is null or number_on is null) then
    return 'reference-missing'; end if;
  perform write_case_event(held, wanted_act, wanted_reason, number, number_on, moment, acting_account(), standing);
  return 'written';
end $$;

-- A clock has run out: somebody higher is called, with a notice. Nothing else is changed by it.
create function escalate_case(wanted_case bigint, seen_event bigint, moment timestamptz, standing jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  written bigint;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update skip locked;
  if held.case_id is null or held.due_at is null or held.due_at >= moment
      or held.state in ('done', 'refused', 'withdrawn') or (standing ->> 'level')::int <> held.level + 1
      or (select max(e.event_no) from case_event e where e.case_id = wanted_case) <> seen_event then return false; end if;
  written := write_case_event(held, 'escalate', null, null, null, moment, null, standing);
  insert into case_notice (case_id, event_no, to_institution, to_tier, at)
    values (wanted_case, written, standing ->> 'institution', standing ->> 'tier', moment);
  return true;
end $$;

-- Whether whoever acts sees a case: by the right to read its kind, and nobody of whom it hides is told of here.
create function sees_case(held case_file) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select held.kind = 'pbi-reactivation'
    and coalesce(held.village_no <@ my_ranges('read-reactivation') or held.domicile_village_no <@ my_ranges('read-reactivation'), false)
    and (holds('order-suppression') or not dtsen_policy.is_hidden('person', held.person_id, held.family_id))
$$;

-- Of an office at a tier: whether whoever acts sits there, for this village.
create function sits_at(wanted_institution text, wanted_tier text, wanted_village bigint) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from appointment p join office o on o.office_code = p.office_code
    where p.account_id = acting_account() and p.revoked_at is null and p.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
      and o.institution_code = wanted_institution and o.tier = wanted_tier
      and wanted_village between p.village_lo and p.village_hi)
$$;

-- Somebody of the called office has seen it. Verdict "seen", or not-found.
create function see_case_notice(wanted_case bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  update case_notice n set seen_by = acting_account(), seen_at = now()
    where n.case_id = wanted_case and n.seen_at is null and sits_at(n.to_institution, n.to_tier, held.village_no);
  return case when found then 'seen' else 'not-found' end;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['case_file', 'case_event', 'case_notice'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  execute format('create policy region_read on case_file for select to dtsen_app using (kind = ''pbi-reactivation'' '
    'and (%s or %s) and ((select dtsen.holds(''order-suppression'')) '
    'or not dtsen_policy.is_hidden(''person'', person_id, family_id)))',
    region_clause('village_no', 'read-reactivation'), region_clause('domicile_village_no', 'read-reactivation'));
end $$;
-- Whoever sees a case sees its book.
create policy region_read on case_event for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = case_event.case_id));
create policy region_read on case_notice for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = case_notice.case_id));
create policy worker_read on case_file for select to dtsen_worker using (true);
create policy worker_read on case_event for select to dtsen_worker using (true);
grant select on case_file, case_event to dtsen_worker;

revoke execute on function case_steps(text), case_right(text, text), case_wait_right(text, text), case_turn(case_file, text),
  write_case_event(case_file, text, text, text, date, timestamptz, bigint, jsonb), sees_case(case_file),
  step_case(bigint, bigint, text, text, text, date, timestamptz, jsonb),
  escalate_case(bigint, bigint, timestamptz, jsonb), sits_at(text, text, bigint), see_case_notice(bigint) from public;
grant execute on function step_case(bigint, bigint, text, text, text, date, timestamptz, jsonb), see_case_notice(bigint),
  sits_at(text, text, bigint), case_turn(case_file, text), case_right(text, text), case_wait_right(text, text),
  case_steps(text) to dtsen_app;
grant execute on function escalate_case(bigint, bigint, timestamptz, jsonb) to dtsen_worker;
