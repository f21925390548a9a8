-- An emergency is declared, confirmed, extended, ended and reported (decision 0067).

-- Declares an emergency and makes its list from the published version at once. Until a second person confirms nothing is handed
-- out. Verdict "declared" with its number, or key-reused, not-mine, day-order, no-version.
create function declare_crisis(client uuid, said jsonb, confirm_hours int) returns table (verdict text, crisis_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  clock_at bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
begin
  perform pg_advisory_xact_lock(hashtextextended('crisis ' || client::text, 0));
  select c.* into held from crisis c where c.client_id = client;
  if held.crisis_no is not null then
    verdict := case when held.made_by = acting_account() and held.name = said ->> 'name' then 'declared' else 'key-reused' end;
    crisis_number := case when verdict = 'declared' then held.crisis_no end;
    return next; return;
  end if;
  if exists (select from jsonb_array_elements(said -> 'areas') a
      where not coalesce(int8range((a ->> 0)::bigint, (a ->> 1)::bigint, '[]') <@ my_ranges('declare-crisis'), false)) then
    verdict := 'not-mine'; return next; return;
  end if;
  if now_in is null then verdict := 'no-version'; return next; return; end if;
  select (a ->> 0)::bigint into clock_at from jsonb_array_elements(said -> 'areas') a
    order by array_position(array['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'], zone_of((a ->> 0)::bigint)) limit 1;
  if (said ->> 'start_on')::date > day_at(clock_at) or (said ->> 'signed_on')::date > day_at(clock_at)
      or (said ->> 'end_on')::date < day_at(clock_at)
      or (said ->> 'end_on')::date not between (said ->> 'start_on')::date and (said ->> 'start_on')::date + 366 then
    verdict := 'day-order'; return next; return;
  end if;
  insert into crisis (client_id, kind, name, status, start_on, end_on, clock_village, rule, budget_rupiah, version_no, made_by,
      well_off_from, sample_least)
    values (client, said ->> 'kind', said ->> 'name', said ->> 'status', (said ->> 'start_on')::date, (said ->> 'end_on')::date,
      clock_at, said -> 'rule', (said ->> 'budget')::bigint, now_in, acting_account(),
      (said ->> 'well_off_from')::int, (said ->> 'sample_least')::int) returning * into held;
  insert into crisis_area select distinct held.crisis_no, (a ->> 0)::bigint, (a ->> 1)::bigint
    from jsonb_array_elements(said -> 'areas') a;
  insert into crisis_item select held.crisis_no, place, i ->> 'kind', i ->> 'unit', (i ->> 'amount')::bigint,
      (i ->> 'from_damage')::int
    from jsonb_array_elements(said -> 'items') with ordinality as listed(i, place);
  insert into crisis_act (crisis_no, act_no, act, paper, signed_on, status, end_on, proposed_by, confirm_before)
    values (held.crisis_no, 1, 'declare', said ->> 'paper', (said ->> 'signed_on')::date, held.status, held.end_on,
      acting_account(), now() + make_interval(hours => confirm_hours));
  -- Nobody is left out because a fact is not known.
  execute format('insert into dtsen.crisis_row (crisis_no, family_id, village_no, size, is_well_off) '
    'select $1, f.family_id, f.domicile_village_no, least(f.size, 50), coalesce(f.decile_national >= $2, false) '
    'from dtsen.current_family f where f.size > 0 and f.domicile_village_no <@ $3 and %s is not false '
    'order by f.domicile_village_no, f.family_id', crisis_condition(held.rule))
    using held.crisis_no, held.well_off_from,
      (select range_agg(int8range(a.village_lo, a.village_hi, '[]')) from crisis_area a where a.crisis_no = held.crisis_no);
  verdict := 'declared'; crisis_number := held.crisis_no;
  return next;
end $$;

-- A step in an emergency: confirm or refuse what another proposed, extend or end by a new act, or report. Verdict "done", or
-- not-found, right-not-held, not-now, same-person, lapsed, day-order, waits-already, audit-open.
create function step_crisis(wanted_crisis bigint, wanted_act text, said jsonb, confirm_hours int) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  last crisis_act;
  stage text;
  today date;
begin
  select c.* into held from crisis c where c.crisis_no = wanted_crisis for no key update;
  if held.crisis_no is null or not crisis_right(wanted_crisis, 'read-crisis') then return 'not-found'; end if;
  if not crisis_right_over(wanted_crisis, case when wanted_act in ('confirm', 'refuse') then 'confirm-crisis'
      when wanted_act = 'report' then 'audit-crisis' else 'declare-crisis' end) then return 'right-not-held'; end if;
  stage := crisis_stage(held);
  today := day_at(held.clock_village);
  select a.* into last from crisis_act a where a.crisis_no = wanted_crisis order by a.act_no desc limit 1;
  if wanted_act in ('confirm', 'refuse') then
    if last.answer is not null or stage not in ('proposed', 'lapsed', 'open') then return 'not-now'; end if;
    if now() > last.confirm_before then return 'lapsed'; end if;
    if wanted_act = 'confirm' and last.proposed_by = acting_account() then return 'same-person'; end if;
    update crisis_act a set answer = case wanted_act when 'confirm' then 'confirmed' else 'refused' end,
        answered_by = acting_account(), answered_at = now() where a.crisis_no = wanted_crisis and a.act_no = last.act_no;
    if wanted_act = 'confirm' then
      update crisis c set is_confirmed = true, status = last.status, end_on = last.end_on where c.crisis_no = wanted_crisis;
    end if;
    return 'done';
  elsif wanted_act in ('extend', 'end') then
    if stage <> 'open' then return 'not-now'; end if;
    if last.answer is null and now() <= last.confirm_before then return 'waits-already'; end if;
    if (said ->> 'signed_on')::date > today or (said ->> 'end_on')::date > held.start_on + 366
        or (wanted_act = 'extend' and (said ->> 'end_on')::date <= held.end_on)
        or (wanted_act = 'end' and (said ->> 'end_on')::date not between today - 1 and held.end_on - 1) then
      return 'day-order'; end if;
    insert into crisis_act (crisis_no, act_no, act, paper, signed_on, status, end_on, proposed_by, confirm_before)
      values (wanted_crisis, last.act_no + 1, wanted_act, said ->> 'paper', (said ->> 'signed_on')::date, said ->> 'status',
        (said ->> 'end_on')::date, acting_account(), now() + make_interval(hours => confirm_hours));
    return 'done';
  end if;
  if stage <> 'ended' or held.audit_opened_at is null then return 'not-now'; end if;
  if exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.finding is null) then return 'audit-open'; end if;
  update crisis c set reported_by = acting_account(), reported_at = now(), report_paper = said ->> 'paper'
    where c.crisis_no = wanted_crisis;
  perform crisis_findings(wanted_crisis);
  return 'done';
end $$;

-- What the checks established becomes findings that wait for a second person, like every other: the way into the next version.
create function crisis_findings(wanted_crisis bigint) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    select 'family', f.family_id, f.family_id, case r.state when 'here' then 'still-here' else 'moved' end, f.village_no,
      coalesce(r.moved_to, f.domicile_village_no), (r.checked_at at time zone zone_of(r.village_no))::date, r.checked_by
    from crisis_row r join current_family f on f.family_id = r.family_id
    where r.crisis_no = wanted_crisis and (r.state = 'here' or r.state = 'moved' and r.moved_to is not null)
      and not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = r.row_no
        and a.finding <> 'in-order');
  insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    select 'person', p.person_id, p.family_id, 'deceased', p.village_no, p.domicile_village_no,
      (r.checked_at at time zone zone_of(r.village_no))::date, r.checked_by
    from crisis_row r join current_person p on p.family_id = r.family_id and p.life_status is distinct from 2
    where r.crisis_no = wanted_crisis and r.state = 'dead'
      and not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = r.row_no
        and a.finding <> 'in-order')
$$;

revoke execute on function declare_crisis(uuid, jsonb, int), step_crisis(bigint, text, jsonb, int), crisis_findings(bigint)
  from public;
grant execute on function declare_crisis(uuid, jsonb, int), step_crisis(bigint, text, jsonb, int) to dtsen_app;
