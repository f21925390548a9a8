-- The field of an emergency and its audit (decision 0067).

-- Somebody who is not on the list, or comes from elsewhere: a name and a village are enough. Verdict "added" with the row, or
-- not-found, not-confirmable, ended, key-reused.
create function add_crisis_row(wanted_crisis bigint, client uuid, said jsonb) returns table (verdict text, row_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  known unidentified_person;
  village bigint := (said ->> 'village')::bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('crisis row ' || client::text, 0));
  select c.* into held from crisis c where c.crisis_no = wanted_crisis for key share;
  if held.crisis_no is null or not coalesce(village <@ my_ranges('work-crisis'), false)
      or not exists (select from crisis_area a where a.crisis_no = wanted_crisis and village between a.village_lo and a.village_hi)
  then verdict := 'not-found'; return next; return; end if;
  select u.* into known from unidentified_person u where u.client_id = client;
  if known.unidentified_id is not null then
    select r.row_no into row_number from crisis_row r
      where r.crisis_no = wanted_crisis and r.unidentified_id = known.unidentified_id and r.added_by = acting_account();
    verdict := case when row_number is null then 'key-reused' else 'added' end;
    return next; return;
  end if;
  if crisis_stage(held) not in ('proposed', 'open') then
    verdict := case when held.is_confirmed then 'ended' else 'not-confirmable' end; return next; return; end if;
  if day_at(village) > held.end_on then verdict := 'ended'; return next; return; end if;
  insert into unidentified_person (client_id, name, village_no, domicile_village_no, found_on, recorded_by)
    values (client, said ->> 'name', village, village, day_at(village), acting_account()) returning * into known;
  insert into unidentified_event (unidentified_id, kind, by_account, village_no, domicile_village_no)
    values (known.unidentified_id, 'found', acting_account(), village, village);
  insert into crisis_row (crisis_no, unidentified_id, village_no, from_village_no, size, added_by)
    values (wanted_crisis, known.unidentified_id, village, (said ->> 'from')::bigint, (said ->> 'size')::int, acting_account())
    returning row_no into row_number;
  verdict := 'added';
  return next;
end $$;

-- The family of a row, as far as it is known: also of somebody added on the spot who has been given a NIK since.
create function crisis_subject(held crisis_row) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(held.family_id, (select p.family_id from unidentified_person u join publication_pointer v on v.one
    join person p on p.version_no = v.version_no and p.person_id = u.promoted_person_id
    where u.unidentified_id = held.unidentified_id), -held.row_no)
$$;

-- One act on a row: check, hand-out, find. Verdict "done" (also when it was done before), or not-found, right-not-held,
-- key-reused, not-confirmed, ended, not-begun, item-unknown, not-here, same-person, too-many, damage-too-low, given-already,
-- beyond-budget, not-in-audit, reported.
create function work_crisis(wanted_crisis bigint, client uuid, wanted_row bigint, wanted_act text, said jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
  line crisis_row;
  item crisis_item;
  known crisis_event;
  stage text;
  many int;
  whom bigint;
begin
  -- Of a hidden family only those who may know of it.
  select r.* into line from crisis_row r where r.crisis_no = wanted_crisis and r.row_no = wanted_row for no key update;
  if line.row_no is null or not coalesce(line.village_no <@ my_ranges('read-crisis'), false) or not (holds('order-suppression')
      or not dtsen_policy.is_hidden('family', line.family_id, line.family_id)) then return 'not-found'; end if;
  if not coalesce(line.village_no <@ my_ranges(case wanted_act when 'find' then 'audit-crisis' else 'work-crisis' end), false) then
    return 'right-not-held'; end if;
  select e.* into known from crisis_event e where e.client_id = client;
  if known.event_no is not null then
    return case when known.by_account <> acting_account() or known.row_no <> wanted_row then 'key-reused'
      when known.act = 'out-of-budget' then 'beyond-budget' when known.act <> wanted_act then 'key-reused' else 'done' end;
  end if;
  select c.* into held from crisis c where c.crisis_no = wanted_crisis;
  stage := crisis_stage(held);
  whom := crisis_subject(line);
  if wanted_act = 'find' then
    if stage = 'reported' then return 'reported'; end if;
    if not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = wanted_row) then
      return 'not-in-audit'; end if;
    if line.added_by = acting_account() or exists (select from crisis_event e where e.row_no = wanted_row
        and e.act <> 'find' and e.by_account = acting_account()) then return 'same-person'; end if;
    insert into crisis_event (client_id, crisis_no, row_no, act, word, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'find', said ->> 'word', whom, acting_account());
    update crisis_audit a set finding = said ->> 'word', found_by = acting_account(), found_at = now()
      where a.crisis_no = wanted_crisis and a.row_no = wanted_row;
    return 'done';
  end if;
  if stage in ('ended', 'reported') or day_at(line.village_no) > held.end_on then return 'ended'; end if;
  if stage in ('refused', 'lapsed') then return 'not-confirmed'; end if;
  if wanted_act = 'check' then
    -- Whoever put a person on the list does not vouch for them too.
    if line.added_by = acting_account() then return 'same-person'; end if;
    insert into crisis_event (client_id, crisis_no, row_no, act, word, damage, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'check', said ->> 'word', (said ->> 'damage')::int, whom, acting_account());
    update crisis_row r set state = said ->> 'word', damage = coalesce((said ->> 'damage')::int, 0),
        moved_to = (said ->> 'moved_to')::bigint, checked_by = acting_account(), checked_at = now()
      where r.row_no = wanted_row;
    return 'done';
  elsif wanted_act <> 'hand-out' then
    raise exception 'crisis: no act %', wanted_act;
  end if;
  if stage <> 'open' then return 'not-confirmed'; end if;
  if day_at(line.village_no) < held.start_on then return 'not-begun'; end if;
  select i.* into item from crisis_item i where i.crisis_no = wanted_crisis and i.item_no = (said ->> 'item')::int;
  if item.item_no is null then return 'item-unknown'; end if;
  if line.state <> 'here' and not (item.kind = 'death-grant' and line.state = 'dead') then return 'not-here'; end if;
  if line.damage < item.from_damage then return 'damage-too-low'; end if;
  many := case item.unit when 'person' then coalesce((said ->> 'persons')::int, line.size) else 1 end;
  if many not between 1 and line.size then return 'too-many'; end if;
  begin
    insert into crisis_event (client_id, crisis_no, row_no, act, item_no, persons, amount_rupiah, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'hand-out', item.item_no, many, many * item.amount_rupiah, whom,
        acting_account());
    update crisis c set spent_rupiah = c.spent_rupiah + many * item.amount_rupiah where c.crisis_no = wanted_crisis;
  exception
    when unique_violation then return 'given-already';
    when check_violation then
      insert into crisis_event (client_id, crisis_no, row_no, act, item_no, persons, amount_rupiah, subject, by_account)
        values (client, wanted_crisis, wanted_row, 'out-of-budget', item.item_no, many, many * item.amount_rupiah, whom,
          acting_account());
      return 'beyond-budget';
  end;
  return 'done';
end $$;

-- Opens the audit of every emergency whose last day is over: a drawn sample of what was handed out, and everything that asks for
-- a look. The draw is a digest, the same whoever draws. Decides nothing. Returns those it opened.
create function open_crisis_audits() returns setof bigint
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held crisis;
begin
  for held in select c.* from crisis c where c.is_confirmed and c.audit_opened_at is null and day_at(c.clock_village) > c.end_on
      for no key update loop
    insert into crisis_audit (crisis_no, row_no, reasons)
      select held.crisis_no, x.row_no, array_agg(distinct x.reason order by x.reason) from (
        (select r.row_no, 'drawn' as reason from crisis_row r where r.crisis_no = held.crisis_no
          and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
          order by md5(held.client_id::text || ' ' || r.row_no), r.row_no
          limit greatest(held.sample_least, (select count(distinct e.row_no) / 20 from crisis_event e
            where e.crisis_no = held.crisis_no and e.act = 'hand-out')))
        union all
        select r.row_no, 'added-here' from crisis_row r where r.crisis_no = held.crisis_no and r.added_by is not null
        union all
        select r.row_no, 'well-off' from crisis_row r where r.crisis_no = held.crisis_no and r.is_well_off
          and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
        union all
        select r.row_no, 'double' from crisis_row r where r.crisis_no = held.crisis_no and (
          r.state = 'double' and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
          or r.unidentified_id is not null and crisis_subject(r) > 0 and exists (select from crisis_row o
            where o.crisis_no = held.crisis_no and o.family_id = crisis_subject(r)))
        union all
        select e.row_no, 'out-of-budget' from crisis_event e where e.crisis_no = held.crisis_no and e.act = 'out-of-budget') x
      group by x.row_no;
    update crisis c set audit_opened_at = now() where c.crisis_no = held.crisis_no;
    return next held.crisis_no;
  end loop;
end $$;

-- Heads and addresses of rows that whoever asks may see: what a worker needs to find a door. Hidden families are none of them.
create function crisis_names(wanted_rows bigint[])
  returns table (row_no bigint, name text, address text, rt text, rw text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select r.row_no, coalesce(f.head_name, u.name), f.address, f.rt, f.rw from crisis_row r
  left join publication_pointer p on p.one
  left join family f on f.version_no = p.version_no and f.family_id = r.family_id
  left join unidentified_person u on u.unidentified_id = r.unidentified_id
  where r.row_no = any (wanted_rows) and r.village_no <@ my_ranges('read-crisis')
    and (holds('order-suppression') or not (coalesce(u.is_suppressed, false)
      or dtsen_policy.is_hidden('family', r.family_id, r.family_id)))
$$;

-- Rows of one's region whose head begins so; blank finds all. Ids only.
create function crisis_named(wanted_crisis bigint, beginning text) returns setof bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select r.row_no from crisis_row r
  left join publication_pointer p on p.one
  left join family f on f.version_no = p.version_no and f.family_id = r.family_id
  left join unidentified_person u on u.unidentified_id = r.unidentified_id
  where r.crisis_no = wanted_crisis and r.village_no <@ my_ranges('read-crisis')
    and starts_with(upper(coalesce(f.head_name, u.name)), upper(beginning))
    and (holds('order-suppression') or not (coalesce(u.is_suppressed, false)
      or dtsen_policy.is_hidden('family', r.family_id, r.family_id)))
$$;

-- How an emergency stands in one's region: counts and rupiah, of nobody by name.
create function crisis_figures(wanted_crisis bigint) returns jsonb
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object(
    'rows', count(*), 'persons', coalesce(sum(r.size), 0), 'added', count(r.added_by),
    'unverified', count(*) filter (where r.state = 'unverified'), 'here', count(*) filter (where r.state = 'here'),
    'moved', count(*) filter (where r.state = 'moved'), 'dead', count(*) filter (where r.state = 'dead'),
    'double', count(*) filter (where r.state = 'double'),
    'light', count(*) filter (where r.damage = 1), 'moderate', count(*) filter (where r.damage = 2),
    'heavy', count(*) filter (where r.damage = 3),
    'items', (select coalesce(jsonb_object_agg(h.item_no, jsonb_build_array(h.many, h.persons, h.rupiah)), '{}') from (
      select e.item_no, count(*) as many, sum(e.persons) as persons, sum(e.amount_rupiah) as rupiah
      from crisis_event e join crisis_row x using (row_no) where e.crisis_no = wanted_crisis and e.act = 'hand-out'
        and x.village_no <@ my_ranges('read-crisis') group by e.item_no) h),
    'audit', (select coalesce(jsonb_object_agg(h.word, h.many), '{}') from (
      select coalesce(a.finding, 'open') as word, count(*) as many from crisis_audit a join crisis_row x using (row_no)
      where a.crisis_no = wanted_crisis and x.village_no <@ my_ranges('read-crisis') group by 1) h),
    'reasons', (select coalesce(jsonb_object_agg(h.word, h.many), '{}') from (
      select word, count(*) as many from crisis_audit a join crisis_row x using (row_no), unnest(a.reasons) word
      where a.crisis_no = wanted_crisis and x.village_no <@ my_ranges('read-crisis') group by 1) h))
  from crisis_row r where r.crisis_no = wanted_crisis and r.village_no <@ my_ranges('read-crisis')
$$;

revoke execute on function add_crisis_row(bigint, uuid, jsonb), crisis_subject(crisis_row),
  work_crisis(bigint, uuid, bigint, text, jsonb), open_crisis_audits(), crisis_names(bigint[]), crisis_named(bigint, text),
  crisis_figures(bigint) from public;
grant execute on function add_crisis_row(bigint, uuid, jsonb), work_crisis(bigint, uuid, bigint, text, jsonb),
  open_crisis_audits(), crisis_names(bigint[]), crisis_named(bigint, text), crisis_figures(bigint) to dtsen_app;
grant execute on function open_crisis_audits() to dtsen_worker;
