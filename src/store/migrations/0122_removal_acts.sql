-- What people do to a removal, and what lookups say of it.

-- One step of one removal in the name of whoever acts: the new state, or why not.
create function step_removal_here(wanted bigint, wanted_act text, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  r removal := (select x from removal x where x.removal_id = wanted for update);
  n removal_run := (select x from removal_run x where x.run_no = r.run_no);
  s removal_step := (select x from removal_step x where x.from_state = r.state and x.act = wanted_act);
  needed text := coalesce(s.right_code, 'decide-removal');
begin
  if me is null or r.removal_id is null or n.issued_on is null
    or (dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id) and not coalesce(holds('order-suppression'), false))
    or not coalesce(r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'), false)
    then return 'removal-unknown'; end if;
  if not coalesce(holds(needed) and (r.village_no <@ my_ranges(needed) or r.domicile_village_no <@ my_ranges(needed)), false)
    then return 'removing-right-not-held'; end if;
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  -- Only what the version in force says is acted on.
  if s.act is null or not exists (select from publication_pointer p where p.version_no = r.version_no) then return 'no-such-step'; end if;
  if s.is_after_reply and today < coalesce(r.effect_on, n.effect_on) then return 'reply-period-runs'; end if;
  if s.is_second and r.proposed_by is not distinct from me then return 'second-person-needed'; end if;
  update removal set state = s.to_state,
    proposed_by = case when s.to_state in ('notice-proposed', 'removal-proposed') then me end,
    -- A notice that follows a review gives its own full period.
    notice_on = case when wanted_act = 'confirm-notice' then today else notice_on end,
    effect_on = case when wanted_act = 'confirm-notice' then after_working_days(today, n.reply_days) else effect_on end
    where removal_id = wanted;
  insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
    values (wanted, wanted_act, me, trim(why), r.village_no, r.domicile_village_no);
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    values (wanted_act, 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array[needed], r.village_no), '{}')
        || jsonb_build_object('removal', wanted, 'program', r.program, 'to', s.to_state));
  return s.to_state;
end $$;
revoke execute on function step_removal_here(bigint, text, text, text) from public;
grant execute on function step_removal_here(bigint, text, text, text) to dtsen_app;

-- The same for all of one cause and program in my villages that need not be looked at one by one; how many, or why not.
create function step_removals_here(wanted_program text, wanted_cause text, wanted_act text, why text, request text,
    out verdict text, out stepped int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  now_in int := (select p.version_no from publication_pointer p);
  mine int8multirange := my_ranges('decide-removal');
  s removal_step;
  due bigint[];
begin
  stepped := 0;
  if me is null or not coalesce(holds('decide-removal'), false) then verdict := 'removing-right-not-held'; return; end if;
  if length(trim(why)) < 20 then verdict := 'reason-too-short'; return; end if;
  select x.* into s from removal_step x where x.act = wanted_act
    and x.from_state = case wanted_act when 'propose-removal' then 'noticed' when 'confirm-removal' then 'removal-proposed' end;
  if s.act is null then verdict := 'no-such-step'; return; end if;
  due := array(select r.removal_id from removal r join removal_run n on n.run_no = r.run_no
    where r.version_no = now_in and n.issued_on is not null and r.program = wanted_program and r.cause = wanted_cause
      and r.state = s.from_state and not r.is_reviewed and (r.village_no <@ mine or r.domicile_village_no <@ mine)
      and today >= coalesce(r.effect_on, n.effect_on) and (not s.is_second or r.proposed_by is distinct from me)
      and (coalesce(holds('order-suppression'), false) or not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id))
    order by r.removal_id for update of r);
  update removal set state = s.to_state, proposed_by = case when s.to_state = 'removal-proposed' then me end
    where removal_id = any (due);
  insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
    select r.removal_id, wanted_act, me, trim(why), r.village_no, r.domicile_village_no from removal r where r.removal_id = any (due);
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    select wanted_act, 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array['decide-removal'], r.village_no), '{}')
        || jsonb_build_object('removal', r.removal_id, 'program', r.program, 'to', s.to_state, 'group', true)
    from removal r where r.removal_id = any (due);
  verdict := 'done';
  stepped := cardinality(due);
end $$;
revoke execute on function step_removals_here(text, text, text, text, text) from public;
grant execute on function step_removals_here(text, text, text, text, text) to dtsen_app;

-- Who did what to a removal that the reader sees; by name to whoever decides there or oversees.
create function removal_history(wanted bigint)
  returns table (act text, username text, is_mine boolean, reason text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select h.act, case when h.village_no <@ my_ranges('decide-removal') or holds('read-officer') then a.username end,
    h.account_id = acting_account(), h.reason, h.at
  from removal_act h join removal r on r.removal_id = h.removal_id join account a on a.account_id = h.account_id
  where h.removal_id = wanted and (r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'))
    and (holds('order-suppression') or not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id))
  order by h.act_no
$$;
revoke execute on function removal_history(bigint) from public;
grant execute on function removal_history(bigint) to dtsen_app;

-- Whoever is erased has no notices; what is told of a family's protection tells of its members.
create function forget_removals() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  delete from removal where unit = new.unit and unit_id = new.unit_id;
  if new.unit = 'person' then
    update removal set protections = '{}', untold = '{}' where unit = 'family' and family_id in (
      select p.family_id from person p where p.person_id = new.unit_id);
  end if;
  return null;
end $$;
create trigger tombstone_forgets_removals after insert on tombstone for each row execute function forget_removals();

-- The public lookup as before, and with it whose place is held: by a notice that runs, a review, an objection, or given back.
-- Many questions in one transaction: those that came while earlier ones were being answered (the API gathers them).
-- Replies come in the order of the questions; each question has its own row in the audit log. The statements are the
-- same whatever is found, and follow indexes alone by plans that are kept: sessions make some while a table is nearly
-- empty, and making one anew costs more than a lookup.
-- Who is suppressed, of whatever age, takes the family's public answer along: first letters of a head and a person's
-- own lists would tell of them.
create or replace function public_check_codes(codes bytea[], addresses text[], address_budget int, requests text[])
  returns setof public_reply
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan as $$
declare
  reply public_reply;
  decoy bigint;
  used int[];
  found_family bigint;
  shown bigint[];
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array(select 'c:' || a from unnest(addresses) a),
    array_fill(now() + interval '1 day', array[cardinality(addresses)]));
  select s.version_no, s.label, s.as_of, s.next_on, s.period_from, s.period_to, s.programs,
      s.program_names, s.decoy_family_id
    into reply.version_no, reply.label, reply.as_of, reply.next_on, reply.period_from, reply.period_to,
      reply.programs, reply.program_names, decoy
    from publication_pointer p join publication_sheet s on s.version_no = p.version_no where p.one;
  for nth in 1 .. cardinality(codes) loop
    select coalesce(r.to_family_id, c.family_id) into found_family
      from check_code c
      left join family_redirect r on r.version_no = reply.version_no and r.from_family_id = c.family_id
      where c.code_index = codes[nth] and c.revoked_at is null and not c.is_suppressed;
    if used[nth] > address_budget then found_family := null; end if;
    select f.masked_head, f.programs | coalesce((select bit_or(1 << (array_position(reply.programs, r.program) - 1)) from removal r
        where r.version_no = reply.version_no and r.family_id = f.family_id and r.state <> 'effective'), 0)
      into reply.masked, reply.bits from public_sheet f
      where f.version_no = reply.version_no and f.family_id = coalesce(found_family, decoy) and not f.is_suppressed;
    if found_family is null or reply.bits is null then
      found_family := null;
      reply.masked := null;
      reply.bits := null;
    end if;
    reply.matches := case when found_family is null then 0 else 1 end;
    reply.verdict := case when reply.version_no is null then 'no-version'
      when used[nth] > address_budget then 'over-budget' else 'answered' end;
    shown[nth] := found_family;
    return next reply;
  end loop;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id,
      family_id, version_no, fields_class, row_count, decision, request_id)
    select null, null, 'public', 'cek-status', 'check-code', 'family', q.family_id, q.family_id,
      reply.version_no, 'public', case when q.family_id is null then 0 else 1 end,
      case when q.family_id is null then 'miss' else 'hit' end, q.request
    from unnest(shown, requests) as q (family_id, request);
end $$;

-- The same by name and village. Namesakes of one family count once; of two families the answer is "needs Kode Cek".
-- What is refused for itself (a proof shown twice, an address that asked too often) uses nothing of the village's budget,
-- or one proof, replayed, would close a village for a day.
-- A proof of work or a waiting ticket is good once: that it is spent is remembered well beyond the quarter of an hour
-- for which any is valid, so that clocks that differ do not matter.
create or replace function public_check_names(names bytea[], villages bigint[], addresses text[], address_budgets int[],
    salts text[], village_budget int, requests text[])
  returns setof public_reply
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan as $$
declare
  reply public_reply;
  decoy bigint;
  used int[];
  asked int := cardinality(names);
  found_family bigint;
  shown bigint[];
  matches int[];
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(
    array(select 's:' || a from unnest(salts) a) || array(select 'n:' || a from unnest(addresses) a),
    array_fill(now() + interval '1 hour', array[asked]) || array_fill(now() + interval '1 day', array[asked]));
  used := used || take_budgets(
    array(select case when used[q.nth] = 1 and used[asked + q.nth] <= q.address_budget then 'v:' || q.village end
      from unnest(villages, address_budgets) with ordinality as q (village, address_budget, nth) order by q.nth),
    array_fill(now() + interval '1 day', array[asked]));
  select s.version_no, s.label, s.as_of, s.next_on, s.period_from, s.period_to, s.programs,
      s.program_names, s.decoy_family_id
    into reply.version_no, reply.label, reply.as_of, reply.next_on, reply.period_from, reply.period_to,
      reply.programs, reply.program_names, decoy
    from publication_pointer p join publication_sheet s on s.version_no = p.version_no where p.one;
  for nth in 1 .. asked loop
    reply.verdict := case when reply.version_no is null then 'no-version' when used[nth] > 1 then 'spent'
      when used[asked + nth] > address_budgets[nth] or used[2 * asked + nth] > village_budget then 'over-budget'
      else 'answered' end;
    select min(l.family_id), case when min(l.family_id) = max(l.family_id) then 1 else 2 end
      into found_family, reply.matches from lookup_name l
      where l.version_no = reply.version_no and l.name_key = names[nth] and not l.is_suppressed;
    if found_family is null or reply.verdict <> 'answered' then reply.matches := 0; end if;
    if reply.matches <> 1 then found_family := null; end if;
    select f.masked_head, f.programs | coalesce((select bit_or(1 << (array_position(reply.programs, r.program) - 1)) from removal r
        where r.version_no = reply.version_no and r.family_id = f.family_id and r.state <> 'effective'), 0)
      into reply.masked, reply.bits from public_sheet f
      where f.version_no = reply.version_no and f.family_id = coalesce(found_family, decoy) and not f.is_suppressed;
    if found_family is null or reply.bits is null then
      if reply.matches = 1 then reply.matches := 0; end if;
      found_family := null;
      reply.masked := null;
      reply.bits := null;
    end if;
    shown[nth] := found_family;
    matches[nth] := reply.matches;
    return next reply;
  end loop;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id,
      family_id, village_no, version_no, fields_class, row_count, decision, request_id)
    select null, null, 'public', 'cek-status', 'check-name', 'family', q.family_id, q.family_id, q.village,
      reply.version_no, 'public', q.matches,
      case q.matches when 1 then 'hit' when 2 then 'ambiguous' else 'miss' end, q.request
    from unnest(shown, matches, villages, requests) as q (family_id, matches, village, request);
end $$;
