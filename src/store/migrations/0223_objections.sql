-- Objections (sanggah): somebody of the same village questions a fact of a family that receives aid. All of the way lies outside the
-- village, who objects is read by whoever checks and by auditors alone, the family may answer, and its aid goes on meanwhile.

alter table case_file drop constraint case_file_kind_check;
alter table case_file add check (kind in ('pbi-reactivation', 'holder-change', 'aid-proposal', 'objection'));
alter table case_file drop constraint case_opened_by;
alter table case_file add constraint case_opened_by check (opened_by is not null or kind in ('holder-change', 'aid-proposal', 'objection'));
create unique index one_objection_at_a_time on case_file (family_id)
  where kind = 'objection' and state in ('open', 'returned', 'paused');
alter table aid_proposal_finding rename to case_finding;
comment on table case_finding is 'policy: region; the findings that a case became when it was handed over';

create table objection (
  case_id bigint primary key references case_file,
  program text not null,
  grounds text[] not null check (cardinality(grounds) between 1 and 5),
  channel text not null check (channel in ('web', 'counter')),
  receipt_index bytea not null unique,
  told_enc bytea,
  -- The family may answer up to this day, and is told nothing against it afterwards.
  answer_until date,
  answer text check (answer in ('record-is-right', 'record-is-wrong')),
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
comment on table objection is 'policy: region; which fact of a family is questioned and what the family said to it; never who questions it';
create table objector (
  case_id bigint primary key references case_file,
  family_id bigint not null
);
create index objector_by_family on objector (family_id);
comment on table objector is 'policy: region; whose Kode Cek objected; for whoever checks and for auditors';

do $$
declare
  t text;
begin
  foreach t in array array['objection', 'objector'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('create policy worker_read on %I for select to dtsen_worker using (true)', t);
    execute format('grant select on %I to dtsen_app, dtsen_worker', t);
  end loop;
  drop policy region_read on case_file;
  execute format('create policy region_read on case_file for select to dtsen_app using ('
    '(kind = ''pbi-reactivation'' and (%s or %s) or kind = ''holder-change'' and (%s or %s) or kind = ''aid-proposal'' and (%s or %s) '
    'or kind = ''objection'' and (%s or %s)) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''person'', person_id, family_id)))',
    region_clause('village_no', 'read-reactivation'), region_clause('domicile_village_no', 'read-reactivation'),
    region_clause('village_no', 'read-holder'), region_clause('domicile_village_no', 'read-holder'),
    region_clause('village_no', 'read-proposal'), region_clause('domicile_village_no', 'read-proposal'),
    region_clause('village_no', 'read-objection'), region_clause('domicile_village_no', 'read-objection'));
end $$;
create policy region_read on objection for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = objection.case_id));
create policy region_read on objector for select to dtsen_app using (exists (select from dtsen.case_file c where c.case_id = objector.case_id
  and (c.village_no <@ (select dtsen.my_ranges('read-objector')) or c.domicile_village_no <@ (select dtsen.my_ranges('read-objector')))));
-- A visit because of an objection is not the village's to read: it would tell that somebody objected.
drop policy region_read on ground_check;
do $$
begin
  execute format('create policy region_read on ground_check for select to dtsen_app using ((%s or %s) '
    'and (case_id is null or exists (select from dtsen.case_file c where c.case_id = ground_check.case_id)) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''family'', family_id, family_id)))',
    region_clause('village_no', 'read-proposal'), region_clause('domicile_village_no', 'read-proposal'));
end $$;

create function lay_objection(wanted_case bigint, client uuid, digest bytea, said jsonb, told bytea, receipt bytea, opener bigint,
    objector_family bigint, village bigint, moment timestamptz, standing jsonb) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  insert into case_file (case_id, kind, client_id, request_sha256, village_no, domicile_village_no, urgency, opened_at, opened_by,
      state, step, holder_institution, holder_tier, since, due_at)
    overriding system value values (wanted_case, 'objection', client, digest, village, village, 'planned', moment, opener,
      standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      (standing ->> 'due_at')::timestamptz);
  insert into objection (case_id, program, grounds, channel, receipt_index, told_enc)
    values (wanted_case, said ->> 'program', array(select jsonb_array_elements_text(said -> 'grounds')), said ->> 'channel', receipt, told);
  if objector_family is not null then insert into objector values (wanted_case, objector_family); end if;
end $$;

create or replace function public_send_proposal(receipt bytea, wanted_case bigint, digest bytea, said jsonb, told bytea, moment timestamptz,
    standing jsonb, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d proposal_draft;
  is_own boolean;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select x.* into d from proposal_draft x where x.receipt_index = receipt and (x.case_id is not null or x.expires_at > now()) for update;
  if d.draft_no is null then return jsonb_build_object('verdict', 'unknown'); end if;
  if d.case_id is null and said ->> 'proposer' = 'objector' then
    perform lay_objection(wanted_case, d.client_id, digest, said, told, receipt, null, d.family_id, d.village_no, moment, standing);
    update proposal_draft set case_id = wanted_case, body_enc = null where draft_no = d.draft_no;
  elsif d.case_id is null then
    -- Whoever has a case already is told nothing of it here; the village puts the two together.
    is_own := said ->> 'proposer' = 'self' and not exists (select from case_file c where c.kind = 'aid-proposal'
      and c.family_id = d.family_id and c.state in ('open', 'returned', 'paused'));
    perform lay_aid_proposal(wanted_case, d.client_id, digest, said || jsonb_build_object('proposer_family_id', d.family_id), told,
      receipt, null, case when is_own then d.family_id end, d.village_no, d.village_no, moment, standing);
    update proposal_draft set case_id = wanted_case, body_enc = null where draft_no = d.draft_no;
  end if;
  perform public_note('propose-aid', d.family_id, d.village_no, null, 'work', request);
  return jsonb_build_object('verdict', 'sent');
end $$;

-- Whom an objection is about. Verdict "named", or not-found, right-not-held, open-already, own-family.
create function name_objection_family(wanted_case bigint, wanted_family bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  found record;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'objection' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.step <> 'identify' or held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then
    return 'right-not-held'; end if;
  select f.village_no, f.domicile_village_no into found from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('check-objection') or f.domicile_village_no <@ my_ranges('check-objection'));
  -- Of another village than whoever objects: nobody of that family's village has objected.
  if found.village_no is null or held.village_no not in (found.village_no, found.domicile_village_no) then return 'not-found'; end if;
  if exists (select from objector o where o.case_id = wanted_case and o.family_id = wanted_family) then return 'own-family'; end if;
  if exists (select from case_file c where c.kind = 'objection' and c.family_id = wanted_family and c.case_id <> wanted_case
      and c.state in ('open', 'returned', 'paused')) then return 'open-already'; end if;
  update case_file set family_id = wanted_family, village_no = found.village_no, domicile_village_no = found.domicile_village_no
    where case_id = wanted_case;
  return 'named';
end $$;

-- The family's days begin when it can read of it.
create function open_hearing() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  update objection set answer_until = (new.due_at at time zone 'Asia/Jakarta')::date, answer = null, answered_at = null
    where case_id = new.case_id;
  return new;
end $$;
create trigger objection_is_heard after update of step on case_file for each row
  when (new.kind = 'objection' and new.step = 'hearing' and old.step <> 'hearing') execute function open_hearing();

create function objection_problem(held case_file, wanted_act text, moment timestamptz) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case
    when wanted_act <> 'pass' then null
    when held.step = 'identify' and held.family_id is null then 'family-missing'
    when held.step = 'hearing' and o.answer is null and (moment at time zone 'Asia/Jakarta')::date <= o.answer_until then 'hearing-open'
    when held.step = 'visit' and (visit_of_proposal(held.case_id)).check_no is null then 'visit-missing'
    when held.step = 'decision' and not exists (select from ground_check_answer a
      where a.check_no = (visit_of_proposal(held.case_id)).check_no and a.recorded is distinct from a.value) then 'nothing-new'
    when held.step in ('decision', 'second') and is_one_person((visit_of_proposal(held.case_id)).by_account, acting_account()) then
      'same-person' end
  from objection o where o.case_id = held.case_id
$$;
create function case_move_problem(held case_file, wanted_act text, wanted_reason text, moment timestamptz) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case held.kind when 'holder-change' then holder_move_problem(held.case_id, wanted_act, wanted_reason)
    when 'aid-proposal' then aid_proposal_problem(held, wanted_act, wanted_reason)
    when 'objection' then objection_problem(held, wanted_act, moment) end
$$;
create or replace function step_case(wanted_case bigint, seen_event bigint, wanted_act text, wanted_reason text, number text,
    number_on date, moment timestamptz, standing jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  problem text;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if coalesce((select max(e.event_no) from case_event e where e.case_id = wanted_case), 0) <> seen_event then
    return 'changed-meanwhile'; end if;
  if held.state in ('done', 'refused', 'withdrawn') then return 'case-ended'; end if;
  if wanted_act = 'escalate' or case_turn(held, wanted_act) is null then return 'right-not-held'; end if;
  if wanted_act in ('return', 'pause', 'refuse') and not exists (select from case_way_reason r where r.kind = held.kind
      and r.act = wanted_act and r.reason = wanted_reason and held.step = any (r.steps)
      and (wanted_act <> 'return' or r.back_to = standing ->> 'step')) then
    return 'reason-unknown'; end if;
  if (wanted_act = 'pass' or case_ends_aid(held.kind, wanted_reason))
      and exists (select from unnest(case_other_hands(held)) h where is_one_person(h, acting_account())) then
    return 'same-person'; end if;
  if (wanted_act = 'pass' and held.step = any (case_needs_reference(held.kind)) or case_ends_aid(held.kind, wanted_reason))
      and (number is null or number_on is null) then return 'reference-missing'; end if;
  problem := case_move_problem(held, wanted_act, wanted_reason, moment);
  if problem is not null then return problem; end if;
  perform write_case_event(held, wanted_act, wanted_reason, number, number_on, moment, acting_account(), standing);
  return 'written';
end $$;
drop function case_move_problem(case_file, text, text);

-- As before, of an objection too.
create or replace function record_ground_check(client uuid, digest bytea, wanted_case bigint, wanted_family bigint, said jsonb, location bytea,
    moment timestamptz) returns table (verdict text, visit_no bigint, is_again boolean)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  kept ground_check;
  held case_file;
  place record;
  answers int;
begin
  select g.* into kept from ground_check g where g.client_id = client;
  if kept.check_no is not null then
    verdict := case when kept.request_sha256 = digest and kept.by_account = acting_account() then 'recorded' else 'key-reused' end;
    visit_no := case when verdict = 'recorded' then kept.check_no end;
    is_again := true;
    return next;
    return;
  end if;
  select f.family_id, f.village_no, f.domicile_village_no into place from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('visit-family') or f.domicile_village_no <@ my_ranges('visit-family'));
  if place.family_id is null then verdict := 'not-found'; return next; return; end if;
  if wanted_case is not null then
    select c.* into held from case_file c where c.case_id = wanted_case and c.kind in ('aid-proposal', 'objection') and c.family_id = wanted_family;
    if held.case_id is null or not sees_case(held) then verdict := 'not-found'; return next; return; end if;
    if held.step <> 'visit' or held.state not in ('open', 'returned', 'paused') then
      verdict := 'right-not-held'; return next; return; end if;
  end if;
  -- Nobody visits their own family.
  if exists (select from account a join current_person p on p.person_id = a.person_id
      where a.account_id = acting_account() and p.family_id = wanted_family) then
    verdict := 'own-family'; return next; return; end if;
  insert into ground_check (client_id, request_sha256, case_id, family_id, village_no, domicile_village_no, visited_on, outcome,
      respondent, is_agreed, offered_on, location_enc, by_account, at)
    values (client, digest, wanted_case, wanted_family, place.village_no, place.domicile_village_no, (said ->> 'visited_on')::date,
      said ->> 'outcome', said ->> 'respondent', coalesce((said ->> 'is_agreed')::boolean, false), (said ->> 'offered_on')::date,
      location, acting_account(), moment)
    returning check_no into visit_no;
  -- Of the family and its own members alone, beside what the record says.
  insert into ground_check_answer (check_no, unit, unit_id, variable_id, fact_place, value, recorded)
    select visit_no, a ->> 'unit', (a ->> 'unit_id')::bigint, a ->> 'variable_id', (a ->> 'fact_place')::int, (a ->> 'value')::int,
      (case a ->> 'unit' when 'family' then f.facts else p.facts end)[(a ->> 'fact_place')::int]
    from jsonb_array_elements(said -> 'answers') a
    join current_family f on f.family_id = wanted_family
    left join current_person p on p.family_id = wanted_family and a ->> 'unit' = 'person' and p.person_id = (a ->> 'unit_id')::bigint
    where case a ->> 'unit' when 'family' then (a ->> 'unit_id')::bigint = wanted_family else p.person_id is not null end;
  get diagnostics answers = row_count;
  if answers <> jsonb_array_length(said -> 'answers') then
    delete from ground_check_answer x where x.check_no = visit_no;
    delete from ground_check x where x.check_no = visit_no;
    verdict := 'answer-unknown';
    visit_no := null;
  else
    verdict := 'recorded';
    is_again := false;
  end if;
  return next;
end $$;

-- Handed over, of either kind: findings of two people, whoever visited and whoever decided.
drop trigger aid_proposal_is_followed on case_file;
drop function follow_aid_proposal();
create function follow_handed_over() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  visit ground_check := visit_of_proposal(new.case_id);
  verifier bigint;
  family bigint;
begin
  if exists (select from case_finding x where x.case_id = new.case_id) then return new; end if;
  select e.by_account into verifier from case_event e
    where e.case_id = new.case_id and e.act = 'pass' and e.step = any (array['verification', 'decision']) order by e.event_no desc limit 1;
  select coalesce((select r.to_family_id from family_redirect r join publication_pointer p on p.version_no = r.version_no
    where r.from_family_id = new.family_id), new.family_id) into family;
  with laid as (
    insert into finding (unit, unit_id, family_id, kind, variable_id, fact_place, fact_value, village_no, domicile_village_no,
        observed_on, recorded_by, recorded_at, confirmed_by, confirmed_at)
      select a.unit, case a.unit when 'family' then family else a.unit_id end, family, 'correction', a.variable_id, a.fact_place,
        a.value, visit.village_no, visit.domicile_village_no, visit.visited_on, visit.by_account, new.since, verifier, new.since
      from ground_check_answer a where a.check_no = visit.check_no and a.recorded is distinct from a.value
      union all
      select 'family', family, family, 'still-here', null, null, null, visit.village_no, visit.domicile_village_no,
        visit.visited_on, visit.by_account, new.since, verifier, new.since
      where not exists (select from ground_check_answer a where a.check_no = visit.check_no and a.recorded is distinct from a.value)
      returning finding_id)
  insert into case_finding (case_id, finding_id) select new.case_id, l.finding_id from laid l;
  return new;
end $$;
create trigger handed_over_is_followed after update of step on case_file for each row
  when (new.kind in ('aid-proposal', 'objection') and new.step = 'register' and new.state = 'open' and old.step <> 'register')
  execute function follow_handed_over();

revoke execute on function lay_objection(bigint, uuid, bytea, jsonb, bytea, bytea, bigint, bigint, bigint, timestamptz, jsonb),
  name_objection_family(bigint, bigint), open_hearing(), objection_problem(case_file, text, timestamptz),
  case_move_problem(case_file, text, text, timestamptz), follow_handed_over() from public;
grant execute on function name_objection_family(bigint, bigint) to dtsen_app;
