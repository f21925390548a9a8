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

revoke execute on function case_sent_with(text), case_needs_reference(text), case_withdraw_right(text), case_ends_aid(text, text),
  case_read_right(text), holder_move_problem(bigint, text, text), somebody_left(case_file) from public;
grant execute on function case_sent_with(text), case_needs_reference(text), case_withdraw_right(text), case_ends_aid(text, text),
  case_read_right(text) to dtsen_app;
