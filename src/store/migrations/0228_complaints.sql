-- Complaints (pengaduan) about service or conduct: whichever line they came on, under one number; examined outside the village and
-- above the office they are about; who complains is read by whoever examines alone.

alter table case_file drop constraint case_file_kind_check;
alter table case_file add check (kind in ('pbi-reactivation', 'holder-change', 'aid-proposal', 'objection', 'resignation', 'complaint'));
alter table case_file drop constraint case_opened_by;
alter table case_file add constraint case_opened_by
  check (opened_by is not null or kind in ('holder-change', 'aid-proposal', 'objection', 'resignation', 'complaint'));

-- Beside rules of its region, a case keeps those by which it was routed when it was opened.
create or replace function follow_region_rules() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  new.rules := new.rules || rules_of_village(new.village_no, (new.opened_at at time zone 'Asia/Jakarta')::date);
  return new;
end $$;

-- Who has done another step of its own way than this one, where both may not be of the same hands; who opened a case did the first.
create or replace function case_other_hands(held case_file) returns bigint[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with way as (select s.* from case_way_step s where s.kind = held.kind and (s.asked_by is null or s.asked_by = any (held.rules))),
  here as (select w.place, w.same_hands from way w where w.step = held.step),
  others as (select w.step, w.place = (select min(f.place) from way f) as is_first from way w, here h
    where w.place < h.place and not (w.same_hands and h.same_hands))
  select coalesce(array_agg(distinct x.by_account) filter (where x.by_account is not null), '{}') from (
    select (select e.by_account from case_event e where e.case_id = held.case_id and e.act = 'pass' and e.step = o.step
      order by e.event_no desc limit 1) as by_account from others o
    union all
    select held.opened_by from others o where o.is_first) x
$$;

create table complaint (
  case_id bigint primary key references case_file,
  topics text[] not null check (cardinality(topics) between 1 and 5),
  party text not null check (party in ('village', 'facilitator', 'payer', 'social-office', 'unknown')),
  program text,
  channel text not null check (channel in ('web', 'counter', 'hotline', 'sp4n-lapor', 'whatsapp')),
  -- Its number on that line: the same number there is the same case here.
  outside_number text check (length(outside_number) between 3 and 40),
  happened_on date,
  amount_rupiah bigint check (amount_rupiah > 0),
  is_threatened boolean not null,
  receipt_index bytea not null unique,
  told_enc bytea,
  redress text check (redress in ('aid-paid', 'card-returned', 'money-returned', 'conduct-ended', 'handed-to-police', 'explained')),
  unique (channel, outside_number)
);
comment on table complaint is 'policy: region; what is complained of, about which kind of office, and what was done; never who complains';
create table complainant (
  case_id bigint primary key references case_file,
  family_id bigint not null
);
comment on table complainant is 'policy: region; whose Kode Cek complained; for whoever examines';

do $$
declare
  kinds text;
  t text;
begin
  foreach t in array array['complaint', 'complainant'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('create policy worker_read on %I for select to dtsen_worker using (true)', t);
    execute format('grant select on %I to dtsen_app, dtsen_worker', t);
  end loop;
  select string_agg(format('kind = %L and (%s or %s)%s', w.kind, region_clause('village_no', w.read_right),
    region_clause('domicile_village_no', w.read_right), w.more), ' or ' order by w.place) into kinds
  from (values (1, 'pbi-reactivation', 'read-reactivation', ''), (2, 'holder-change', 'read-holder', ''),
    (3, 'aid-proposal', 'read-proposal', ''), (4, 'objection', 'read-objection', ''), (5, 'resignation', 'read-resignation', ''),
    -- What is about an office is not that office's to read.
    (6, 'complaint', 'read-complaint', ' and (not ''province-examines'' = any (rules) or (select dtsen.holds(''read-complaint-above'')))'))
    as w(place, kind, read_right, more);
  drop policy region_read on case_file;
  execute format('create policy region_read on case_file for select to dtsen_app using ((%s) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''person'', person_id, family_id)))', kinds);
end $$;
create policy region_read on complaint for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = complaint.case_id));
create policy region_read on complainant for select to dtsen_app using (exists (select from dtsen.case_file c
  where c.case_id = complainant.case_id and (c.village_no <@ (select dtsen.my_ranges('read-complainant'))
    or c.domicile_village_no <@ (select dtsen.my_ranges('read-complainant')))));

create or replace function sees_case(held case_file) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(held.village_no <@ my_ranges(case_read_right(held.kind))
      or held.domicile_village_no <@ my_ranges(case_read_right(held.kind)), false)
    and (not 'province-examines' = any (held.rules) or holds('read-complaint-above'))
    and (holds('order-suppression') or not dtsen_policy.is_hidden('person', held.person_id, held.family_id))
$$;

create function lay_complaint(wanted_case bigint, client uuid, digest bytea, village bigint, said jsonb, told bytea, receipt bytea,
    opener bigint, moment timestamptz, standing jsonb) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  insert into case_file (case_id, kind, client_id, request_sha256, village_no, domicile_village_no, urgency, opened_at, opened_by, rules,
      state, step, holder_institution, holder_tier, since, due_at)
    overriding system value values (wanted_case, 'complaint', client, digest, village, village, said ->> 'urgency', moment, opener,
      array[said ->> 'route'], standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      due_of_village(standing -> 'dues', village));
  insert into complaint (case_id, topics, party, program, channel, outside_number, happened_on, amount_rupiah, is_threatened,
      receipt_index, told_enc)
    values (wanted_case, array(select jsonb_array_elements_text(said -> 'topics')), said ->> 'party', said ->> 'program',
      said ->> 'channel', said ->> 'outside_number', (said ->> 'happened_on')::date, (said ->> 'amount_rupiah')::bigint,
      (said ->> 'is_threatened')::boolean, receipt, told);
end $$;

-- The number of the case to come, by which what is told is sealed.
create function next_complaint() returns bigint
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id')) where holds('take-complaint')
$$;
-- Takes one by an officer. Verdict "opened", "known" (the same number of the same line), or not-found, key-reused.
create function open_complaint(wanted_case bigint, client uuid, digest bytea, wanted_village bigint, said jsonb, told bytea, receipt bytea,
    moment timestamptz, standing jsonb) returns table (verdict text, case_no bigint, sender uuid)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.client_id = client;
  if held.case_id is not null then
    verdict := case when held.request_sha256 = digest and held.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then held.case_id end;
    sender := client; return next; return;
  end if;
  if not coalesce(wanted_village <@ my_ranges('take-complaint'), false) then verdict := 'not-found'; return next; return; end if;
  select c.* into held from case_file c join complaint x using (case_id)
    where x.channel = said ->> 'channel' and x.outside_number = said ->> 'outside_number';
  if held.case_id is not null then
    verdict := case when sees_case(held) then 'known' else 'not-found' end;
    case_no := case when verdict = 'known' then held.case_id end;
    sender := held.client_id; return next; return;
  end if;
  perform lay_complaint(wanted_case, client, digest, wanted_village, said, told, receipt, acting_account(), moment, standing);
  verdict := 'opened'; case_no := wanted_case; sender := client;
  return next;
end $$;

-- Somebody complains by the own Kode Cek, which says the village and nothing to it. Verdict: sent, unknown, over-budget.
create function public_send_complaint(code bytea, address text, address_budget int, family_budget int, wanted_case bigint, client uuid,
    digest bytea, said jsonb, told bytea, receipt bytea, moment timestamptz, standing jsonb, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own record;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(client::text, 0));
  if exists (select from case_file c join complaint x using (case_id) where c.client_id = client and x.receipt_index = receipt) then
    return 'sent'; end if;
  select * into own from family_of_check_code(code);
  used := take_budgets(array['u:' || address, 'cf:' || own.family_id], array[now() + interval '1 day', now() + interval '30 days']);
  perform public_note('send-complaint', own.family_id, null, null, 'work', request);
  if used[1] > address_budget or used[2] > family_budget then return 'over-budget'; end if;
  if own.family_id is null then return 'unknown'; end if;
  perform lay_complaint(wanted_case, client, digest, own.village_no, said, told, receipt, null, moment, standing);
  insert into complainant values (wanted_case, own.family_id);
  return 'sent';
end $$;

-- Whom it concerns, and what was done. Verdict "noted", or not-found, right-not-held.
create function note_complaint(wanted_case bigint, wanted_family bigint, done text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'complaint' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then return 'right-not-held'; end if;
  if wanted_family is not null then
    if not exists (select from current_family f where f.family_id = wanted_family
        and held.village_no in (f.village_no, f.domicile_village_no)
        and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)) then return 'not-found'; end if;
    update case_file set family_id = wanted_family where case_id = wanted_case;
  end if;
  if done is not null and held.step in ('regency-redress', 'ministry-redress') then
    update complaint set redress = done where case_id = wanted_case;
  end if;
  return 'noted';
end $$;

create function complaint_problem(held case_file, wanted_act text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when wanted_act = 'pass' and held.step in ('regency-redress', 'ministry-redress') and x.redress is null
    then 'redress-missing' end
  from complaint x where x.case_id = held.case_id
$$;
create or replace function case_move_problem(held case_file, wanted_act text, wanted_reason text, moment timestamptz) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case held.kind when 'holder-change' then holder_move_problem(held.case_id, wanted_act, wanted_reason)
    when 'aid-proposal' then aid_proposal_problem(held, wanted_act, wanted_reason)
    when 'objection' then objection_problem(held, wanted_act, moment)
    when 'resignation' then resignation_problem(held, wanted_act, moment)
    when 'complaint' then complaint_problem(held, wanted_act) end
$$;

-- Of a page of complaints: how many there were of late about the same kind of office of that village.
create function complaint_counts(wanted bigint[], days int) returns table (case_id bigint, of_party bigint)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.case_id, (select count(*) from case_file k join complaint y using (case_id)
    where k.village_no = c.village_no and y.party = x.party and k.opened_at > c.opened_at - make_interval(days => days))
  from case_file c join complaint x using (case_id) where c.case_id = any (wanted) and sees_case(c)
$$;

create or replace function public_read_case(receipt bytea, address text, address_budget int, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  c case_file;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select k.* into c from case_file k where k.case_id = coalesce(
      (select p.case_id from aid_proposal p where p.receipt_index = receipt),
      (select o.case_id from objection o where o.receipt_index = receipt),
      (select x.case_id from complaint x where x.receipt_index = receipt));
  end if;
  perform public_note('read-receipt', null, null, null, 'work', request);
  return jsonb_build_object('verdict', case when used[1] > address_budget then 'over-budget' when c.case_id is null then 'unknown'
      else 'answered' end,
    'kind', c.kind, 'state', c.state, 'reason', c.reason, 'step', c.step, 'rules', c.rules, 'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date,
    'since_on', (c.since at time zone 'Asia/Jakarta')::date, 'due_on', (c.due_at at time zone 'Asia/Jakarta')::date,
    'level', c.level, 'holder_tier', c.holder_tier,
    'redress', case when c.state = 'done' then (select x.redress from complaint x where x.case_id = c.case_id) end);
end $$;

create or replace function erase_aid_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from ground_check_answer where unit = 'person' and unit_id = any (gone);
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
$$;

revoke execute on function lay_complaint(bigint, uuid, bytea, bigint, jsonb, bytea, bytea, bigint, timestamptz, jsonb), next_complaint(),
  open_complaint(bigint, uuid, bytea, bigint, jsonb, bytea, bytea, timestamptz, jsonb),
  public_send_complaint(bytea, text, int, int, bigint, uuid, bytea, jsonb, bytea, bytea, timestamptz, jsonb, text),
  note_complaint(bigint, bigint, text), complaint_problem(case_file, text), complaint_counts(bigint[], int) from public;
grant execute on function next_complaint(), open_complaint(bigint, uuid, bytea, bigint, jsonb, bytea, bytea, timestamptz, jsonb),
  public_send_complaint(bytea, text, int, int, bigint, uuid, bytea, jsonb, bytea, bytea, timestamptz, jsonb, text),
  note_complaint(bigint, bigint, text), complaint_counts(bigint[], int) to dtsen_app;
