-- What is done with a change of holder, and what becomes of it: opened by somebody or by the register, proposed, followed.

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

revoke execute on function open_holder_change(uuid, bytea, bigint, bigint, text, timestamptz, jsonb),
  propose_holder(bigint, bigint), follow_holder_change(), open_due_holder_changes(timestamptz, jsonb), erase_holders(bigint[]),
  holder_people(bigint[]), holder_candidates(bigint, int) from public;
grant execute on function open_holder_change(uuid, bytea, bigint, bigint, text, timestamptz, jsonb),
  propose_holder(bigint, bigint), holder_people(bigint[]), holder_candidates(bigint, int) to dtsen_app;
grant execute on function open_due_holder_changes(timestamptz, jsonb) to dtsen_worker;
