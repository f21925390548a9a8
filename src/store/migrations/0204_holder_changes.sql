-- Ganti pengurus: a second kind of case beside reactivation. Death, or absence from the card, opens it by itself; somebody opens it
-- for other reasons. It changes who holds the card and nothing of the aid.

alter table case_file drop constraint case_file_kind_check;
alter table case_file add check (kind in ('pbi-reactivation', 'holder-change'));
-- A case that the register opens has nobody who opened it.
alter table case_file alter column opened_by drop not null;
alter table case_file add check (opened_by is not null or kind = 'holder-change');
create unique index one_holder_change_at_a_time on case_file (family_id)
  where kind = 'holder-change' and state in ('open', 'returned', 'paused');

create table holder_change (
  case_id bigint primary key references case_file,
  reason text not null check (reason in ('dead', 'left-card', 'away', 'unable', 'family-wish')),
  known_from text not null check (known_from in ('register', 'officer')),
  -- Somebody of the same card, or nobody: then the family was one person.
  proposal text check (proposal in ('person', 'nobody')),
  proposed_person_id bigint,
  changed_on date,
  check (proposal <> 'nobody' or proposed_person_id is null)
);
comment on table holder_change is
  'policy: region; why a card needs another holder, and whom the family names; ids only';
alter table holder_change enable row level security;
alter table holder_change force row level security;
create policy owner_all on holder_change to dtsen_owner using (true) with check (true);
create policy region_read on holder_change for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = holder_change.case_id));
create policy worker_read on holder_change for select to dtsen_worker using (true);
grant select on holder_change to dtsen_app, dtsen_worker;

-- Up to where the register was looked through for holders who died or left their card; nothing new, nothing to look for.
create table holder_look (
  one boolean primary key default true check (one),
  version_no int not null,
  report_no bigint not null,
  finding_at timestamptz not null
);
comment on table holder_look is 'policy: assignment; up to where holders were looked through; no personal data';
alter table holder_look enable row level security;
alter table holder_look force row level security;
create policy owner_all on holder_look to dtsen_owner using (true) with check (true);

-- What the law book says of both kinds, as the desk holds cases to it.
create or replace function case_steps(wanted_kind text) returns text[] language sql immutable as $$
  select case wanted_kind
    when 'pbi-reactivation' then array['letter', 'report', 'verification', 'endorsement', 'documents', 'insurer', 'confirmed']
    when 'holder-change' then array['proposal', 'verification', 'payer', 'changed'] end
$$;
create or replace function case_right(wanted_kind text, wanted_step text) returns text language sql immutable as $$
  select case wanted_kind when 'pbi-reactivation' then case wanted_step
    when 'letter' then 'report-reactivation' when 'report' then 'report-reactivation'
    when 'verification' then 'verify-reactivation' when 'endorsement' then 'endorse-reactivation'
    when 'documents' then 'check-reactivation' when 'insurer' then 'confirm-reactivation' end
  when 'holder-change' then case wanted_step
    when 'proposal' then 'propose-holder' when 'verification' then 'verify-holder' when 'payer' then 'order-holder' end end
$$;
create or replace function case_wait_right(wanted_kind text, wanted_reason text) returns text language sql immutable as $$
  select case wanted_kind when 'pbi-reactivation' then case
    when wanted_reason in ('not-recorded', 'identity-unanswered', 'newborn-without-nik') then 'identify-reactivation'
    when wanted_reason = 'home-visit' then 'report-reactivation' end
  when 'holder-change' then case
    when wanted_reason in ('no-adult-on-card', 'identity-unmatched', 'death-unrecorded') then 'verify-holder' end end
$$;
-- Steps that the sender did with the case; steps that pass with number and day; by which right a case is taken back or seen.
create function case_sent_with(wanted_kind text) returns text[] language sql immutable as $$
  select case wanted_kind when 'pbi-reactivation' then array['letter'] else '{}' end
$$;
create function case_needs_reference(wanted_kind text) returns text[] language sql immutable as $$
  select case wanted_kind when 'pbi-reactivation' then array['endorsement', 'insurer']
    when 'holder-change' then array['payer'] end
$$;
create function case_withdraw_right(wanted_kind text) returns text language sql immutable as $$
  select case wanted_kind when 'pbi-reactivation' then 'report-reactivation' when 'holder-change' then 'propose-holder' end
$$;
-- Refusals by which somebody's aid ends: they take the paper's number and a second person.
create function case_ends_aid(wanted_kind text, wanted_reason text) returns boolean language sql immutable as $$
  select coalesce(wanted_kind = 'holder-change' and wanted_reason = 'sole-member-died', false)
$$;

create or replace function case_turn(held case_file, act text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select r from unnest(case
      when act = 'withdraw' then array[case_withdraw_right(held.kind)]
      when held.state = 'paused' and act = 'resume' then array[case_wait_right(held.kind, held.reason)]
      when held.state = 'paused' and act = 'return' then
        array[case_wait_right(held.kind, held.reason), case_right(held.kind, held.step)]
      else array[case_right(held.kind, held.step)] end) r
  where r is not null and (held.village_no <@ my_ranges(r) or held.domicile_village_no <@ my_ranges(r)) limit 1
$$;

-- Whether the card of a case has a living member beside whoever held it.
create function somebody_left(held case_file) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from current_person p where p.life_status = 1
    and p.family_id in (select held.family_id union select r.to_family_id from family_redirect r
      join publication_pointer v on v.version_no = r.version_no where r.from_family_id = held.family_id)
    and p.person_id <> held.person_id)
$$;

-- What the proposal of a change of holder allows: without one nothing passes, and an end needs that nobody is left.
create function holder_move_problem(wanted_case bigint, wanted_act text, wanted_reason text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case
    when wanted_act = 'pass' and c.step = 'proposal' and x.proposal is null then 'proposal-missing'
    when wanted_act = 'pass' and c.step <> 'proposal' and x.proposed_person_id is null then 'nobody-proposed'
    when case_ends_aid(c.kind, wanted_reason) and (x.proposal is distinct from 'nobody' or somebody_left(c)) then 'somebody-left' end
  from holder_change x join case_file c using (case_id) where x.case_id = wanted_case
$$;

-- As before; what a kind asks beyond the order of steps is asked of it.
create or replace function step_case(wanted_case bigint, seen_event bigint, wanted_act text, wanted_reason text, number text,
    number_on date, moment timestamptz, standing jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  way text[];
  before text;
  problem text;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if coalesce((select max(e.event_no) from case_event e where e.case_id = wanted_case), 0) <> seen_event then
    return 'changed-meanwhile'; end if;
  if held.state in ('done', 'refused', 'withdrawn') then return 'case-ended'; end if;
  if wanted_act = 'escalate' or case_turn(held, wanted_act) is null then return 'right-not-held'; end if;
  way := case_steps(held.kind);
  before := way[array_position(way, held.step) - 1];
  if (wanted_act = 'pass' or case_ends_aid(held.kind, wanted_reason)) and not before = any (case_sent_with(held.kind))
      and acting_account() = (select e.by_account from case_event e
        where e.case_id = wanted_case and e.act = 'pass' and e.step = before order by e.event_no desc limit 1) then
    return 'same-person'; end if;
  if (wanted_act = 'pass' and held.step = any (case_needs_reference(held.kind)) or case_ends_aid(held.kind, wanted_reason))
      and (number is null or number_on is null) then return 'reference-missing'; end if;
  problem := holder_move_problem(wanted_case, wanted_act, wanted_reason);
  if problem is not null then return problem; end if;
  perform write_case_event(held, wanted_act, wanted_reason, number, number_on, moment, acting_account(), standing);
  return 'written';
end $$;

create or replace function escalate_case(wanted_case bigint, seen_event bigint, moment timestamptz, standing jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
  written bigint;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update skip locked;
  if held.case_id is null or held.due_at is null or held.due_at >= moment
      or held.state in ('done', 'refused', 'withdrawn') or (standing ->> 'level')::int <> held.level + 1
      or coalesce((select max(e.event_no) from case_event e where e.case_id = wanted_case), 0) <> seen_event then return false; end if;
  written := write_case_event(held, 'escalate', null, null, null, moment, null, standing);
  insert into case_notice (case_id, event_no, to_institution, to_tier, at)
    values (wanted_case, written, standing ->> 'institution', standing ->> 'tier', moment);
  return true;
end $$;

create function case_read_right(wanted_kind text) returns text language sql immutable as $$
  select case wanted_kind when 'pbi-reactivation' then 'read-reactivation' when 'holder-change' then 'read-holder' end
$$;
create or replace function sees_case(held case_file) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(held.village_no <@ my_ranges(case_read_right(held.kind))
      or held.domicile_village_no <@ my_ranges(case_read_right(held.kind)), false)
    and (holds('order-suppression') or not dtsen_policy.is_hidden('person', held.person_id, held.family_id))
$$;
drop policy region_read on case_file;
do $$
begin
  execute format('create policy region_read on case_file for select to dtsen_app using ('
    '(kind = ''pbi-reactivation'' and (%s or %s) or kind = ''holder-change'' and (%s or %s)) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''person'', person_id, family_id)))',
    region_clause('village_no', 'read-reactivation'), region_clause('domicile_village_no', 'read-reactivation'),
    region_clause('village_no', 'read-holder'), region_clause('domicile_village_no', 'read-holder'));
end $$;

-- Opens a change as somebody asks for it. Verdict "opened" with its number, or why not: key-reused, not-found, not-the-holder,
-- open-already. The same message again is the same case.
create function open_holder_change(client uuid, digest bytea, wanted_family bigint, wanted_person bigint, wanted_reason text,
    moment timestamptz, standing jsonb) returns table (verdict text, case_no bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  kept case_file;
  place record;
begin
  select c.* into kept from case_file c where c.client_id = client;
  if kept.case_id is not null then
    verdict := case when kept.request_sha256 = digest and kept.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then kept.case_id end;
    return next;
    return;
  end if;
  select f.village_no, f.domicile_village_no into place from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('propose-holder') or f.domicile_village_no <@ my_ranges('propose-holder'));
  if place.village_no is null then verdict := 'not-found'; return next; return; end if;
  if not exists (select from card_holder h where h.held_until is null and h.person_id = wanted_person
      and h.family_id in (select ids_of_family(wanted_family))) then
    verdict := 'not-the-holder'; return next; return;
  end if;
  insert into case_file (kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no, urgency, opened_at,
      opened_by, state, step, holder_institution, holder_tier, since, due_at)
    values ('holder-change', client, digest, wanted_family, wanted_person, place.village_no, place.domicile_village_no, 'planned',
      moment, acting_account(), standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      (standing ->> 'due_at')::timestamptz)
    on conflict (family_id) where kind = 'holder-change' and state in ('open', 'returned', 'paused') do nothing
    returning case_id into case_no;
  if case_no is null then verdict := 'open-already'; return next; return; end if;
  insert into holder_change (case_id, reason, known_from) values (case_no, wanted_reason, 'officer');
  verdict := 'opened';
  return next;
end $$;

-- Whom the family names, of its own card; or nobody, where it was one person who died. Verdict "proposed", or not-found,
-- right-not-held, not-on-card, somebody-left.
create function propose_holder(wanted_case bigint, wanted_person bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'holder-change' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.step <> 'proposal' or held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then
    return 'right-not-held'; end if;
  if wanted_person is null then
    if somebody_left(held) or (select x.reason from holder_change x where x.case_id = wanted_case) <> 'dead' then
      return 'somebody-left'; end if;
  elsif wanted_person = held.person_id or not exists (select from current_person p
      where p.person_id = wanted_person and p.life_status = 1 and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)
        and p.family_id in (select held.family_id union select r.to_family_id from family_redirect r
          join publication_pointer v on v.version_no = r.version_no where r.from_family_id = held.family_id)) then
    return 'not-on-card';
  end if;
  update holder_change set proposal = case when wanted_person is null then 'nobody' else 'person' end,
      proposed_person_id = wanted_person where case_id = wanted_case;
  return 'proposed';
end $$;

-- What a change amounts to, in the transaction of the step that ends it: the role goes from one person to the other; or, where
-- nobody is left on the card, ends, and the death is a finding of two people that the next version answers. A case that goes back
-- to the family has no proposal any more.
create function follow_holder_change() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  said holder_change;
  last case_event;
  proposer bigint;
begin
  select x.* into said from holder_change x where x.case_id = new.case_id;
  select e.* into last from case_event e where e.case_id = new.case_id order by e.event_no desc limit 1;
  if new.state = 'returned' and new.step = 'proposal' then
    update holder_change set proposal = null, proposed_person_id = null where case_id = new.case_id;
  elsif new.state = 'done' then
    if said.proposed_person_id is null or last.reference_on is null then
      raise exception 'case % cannot be done without a new holder and the payer''s day', new.case_id; end if;
    with ended as (
      update card_holder h set held_until = greatest(h.held_from, last.reference_on - 1), end_reason = 'changed'
        where h.held_until is null and h.person_id = new.person_id and h.family_id in (select ids_of_family(new.family_id))
        returning h.*)
    insert into card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, source, case_id)
      select e.family_id, e.program, said.proposed_person_id, e.village_no, e.domicile_village_no,
        greatest(e.held_from, last.reference_on), 'case', new.case_id from ended e;
    if not found then raise exception 'case %: nobody held a card', new.case_id; end if;
    update holder_change set changed_on = last.reference_on where case_id = new.case_id;
  elsif new.state = 'refused' and case_ends_aid(new.kind, new.reason) then
    update card_holder h set held_until = greatest(h.held_from, last.reference_on), end_reason = 'sole-member-died'
      where h.held_until is null and h.person_id = new.person_id and h.family_id in (select ids_of_family(new.family_id));
    select e.by_account into proposer from case_event e
      where e.case_id = new.case_id and e.act = 'pass' and e.step = 'proposal' order by e.event_no desc limit 1;
    insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by, confirmed_by,
        confirmed_at)
      select 'person', p.person_id, p.family_id, 'deceased', p.village_no, p.domicile_village_no, last.reference_on, proposer,
        last.by_account, last.at
      from person p join publication_pointer v on v.version_no = p.version_no
      where p.life_status = 1 and p.person_id in (select new.person_id union select r.to_person_id from person_redirect r
          where r.version_no = v.version_no and r.from_person_id = new.person_id) and not exists (select from finding x where x.unit = 'person'
        and x.unit_id = p.person_id and x.kind = 'deceased' and x.confirmed_by is not null and x.answer is null);
  end if;
  return new;
end $$;
create trigger holder_change_is_followed after update of state on case_file for each row
  when (new.kind = 'holder-change') execute function follow_holder_change();

-- Holders whom the version in force, or a confirmed finding, has as dead, or has not on the card any more: for each family a case,
-- once for one reason. Looked for when a version, a report of payments or a finding is new; answers how many were opened.
create function open_due_holder_changes(moment timestamptz, standing jsonb) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  now_in int := (select p.version_no from publication_pointer p);
  newest_report bigint := coalesce((select max(r.report_no) from payment_report r), 0);
  newest_finding timestamptz := coalesce((select max(x.confirmed_at) from finding x where x.kind = 'deceased'), '-infinity');
  opened int;
begin
  if now_in is null then return 0; end if;
  insert into holder_look values (true, 0, 0, '-infinity') on conflict do nothing;
  perform from holder_look k where (k.version_no, k.report_no, k.finding_at) is distinct from (now_in, newest_report, newest_finding)
    for update skip locked;
  if not found then return 0; end if;
  with held as (
    select distinct coalesce(f.to_family_id, h.family_id) as family_id, coalesce(q.to_person_id, h.person_id) as person_id,
      h.person_id as role_person_id
    from card_holder h
    left join family_redirect f on f.version_no = now_in and f.from_family_id = h.family_id
    left join person_redirect q on q.version_no = now_in and q.from_person_id = h.person_id
    where h.held_until is null),
  seen as (
    select h.family_id, h.role_person_id, g.village_no, g.domicile_village_no,
      case when p.life_status = 2 or exists (select from finding x where x.unit = 'person' and x.unit_id = h.person_id
          and x.kind = 'deceased' and x.answer is null and x.confirmed_by is not null) then 'dead'
        when p.person_id is null then 'left-card' end as reason
    from held h join family g on g.version_no = now_in and g.family_id = h.family_id
    left join person p on p.version_no = now_in and p.family_id = h.family_id and p.person_id = h.person_id),
  due as materialized (
    select distinct on (s.family_id) s.*, nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id')) as case_id
    from seen s where s.reason is not null
      and not exists (select from case_file c join holder_change x using (case_id) where c.kind = 'holder-change'
        and c.family_id = s.family_id and c.person_id = s.role_person_id and x.reason = s.reason)
    order by s.family_id, s.reason, s.role_person_id),
  opening as (
    insert into case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no, urgency,
        opened_at, state, step, holder_institution, holder_tier, since, due_at)
      overriding system value
      select d.case_id, 'holder-change', gen_random_uuid(), sha256(convert_to(d.reason, 'UTF8')), d.family_id, d.role_person_id,
        d.village_no, d.domicile_village_no, 'planned', moment, standing ->> 'state', standing ->> 'step',
        standing ->> 'institution', standing ->> 'tier', moment, (standing ->> 'due_at')::timestamptz
      from due d
      on conflict (family_id) where kind = 'holder-change' and state in ('open', 'returned', 'paused') do nothing
      returning case_id)
  insert into holder_change (case_id, reason, known_from)
    select d.case_id, d.reason, 'register' from opening o join due d using (case_id);
  get diagnostics opened = row_count;
  update holder_look set version_no = now_in, report_no = newest_report, finding_at = newest_finding;
  return opened;
end $$;

-- Whom cases are about and what they hold, for whoever sees the cases: by the purpose of the case, which is not that of the sheet.
create function holder_people(wanted bigint[]) returns table (case_id bigint, outgoing text, proposed text, programs text[])
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.case_id,
    (select p.name from current_person p where p.person_id in (select c.person_id union select r.to_person_id from person_redirect r
      join publication_pointer v on v.version_no = r.version_no where r.from_person_id = c.person_id) limit 1),
    (select p.name from current_person p where p.person_id = x.proposed_person_id),
    array(select distinct h.program from card_holder h
      where h.person_id = c.person_id and h.family_id in (select ids_of_family(c.family_id)) order by 1)
  from case_file c join holder_change x using (case_id) where c.case_id = any (wanted) and sees_case(c)
$$;

-- Everybody on the card of a case, for whoever may name the next holder now.
create function holder_candidates(wanted bigint, marital_place int)
  returns table (person_id bigint, name text, birth_date int, life_status smallint, marital int, is_holder boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select p.person_id, p.name, p.birth_date, p.life_status, p.facts[marital_place], p.person_id = c.person_id
  from case_file c join current_person p on p.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
  where c.case_id = wanted and c.kind = 'holder-change' and c.step = 'proposal' and sees_case(c) and case_turn(c, 'pass') is not null
    and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)
  order by p.person_id
$$;

-- Who was erased is erased here too: roles go, the case stays as a number without anybody.
create function erase_holders(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from card_holder where person_id = any (gone);
  update holder_change set proposed_person_id = null where proposed_person_id = any (gone);
$$;
create or replace function erase_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from explanation_code where person_id = any (gone);
  update correction_proposal set proposed_value = null where unit = 'person' and unit_id = any (gone);
  select erase_reactivations(gone);
  delete from plan_group where person_id = any (gone);
  select erase_holders(gone);
$$;

revoke execute on function case_sent_with(text), case_needs_reference(text), case_withdraw_right(text), case_ends_aid(text, text),
  case_read_right(text), holder_move_problem(bigint, text, text), somebody_left(case_file),
  open_holder_change(uuid, bytea, bigint, bigint, text, timestamptz, jsonb), propose_holder(bigint, bigint),
  follow_holder_change(), open_due_holder_changes(timestamptz, jsonb), erase_holders(bigint[]), holder_people(bigint[]),
  holder_candidates(bigint, int) from public;
grant execute on function case_sent_with(text), case_needs_reference(text), case_withdraw_right(text), case_ends_aid(text, text),
  case_read_right(text), open_holder_change(uuid, bytea, bigint, bigint, text, timestamptz, jsonb),
  propose_holder(bigint, bigint), holder_people(bigint[]), holder_candidates(bigint, int) to dtsen_app;
grant execute on function open_due_holder_changes(timestamptz, jsonb) to dtsen_worker;
