-- Whoever holds a place that people must look at first is told so: her place is kept, and nothing that she received has ended.
-- Until now the public answer counted recipients alone and said of her that she is on no list.
alter table public_sheet add column reviewed int not null default 0;
comment on column public_sheet.reviewed is 'lists by bit, as programs, where nobody of the family is a recipient and somebody holds a place under review';
alter type public_reply add attribute reviewed int;

-- Builds the nth index of a projection being loaded, false when there are no more: a transaction each,
-- so that none stands open for long (the sealer waits for the oldest). Built already, nothing happens.
create or replace function index_projection(wanted_version int, nth int) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  line text;
  lines text[] := array[
    'create unique index if not exists %2$s on dtsen_loading.family_v%1$s (version_no, family_id)',
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (village_no, family_id)',
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (domicile_village_no)',
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (kk_index)',
    'create unique index if not exists %2$s on dtsen_loading.person_v%1$s (version_no, person_id, family_id)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (family_id)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (nik_index)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (name_key, village_no)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (village_no)',
    'create unique index if not exists %2$s on dtsen_loading.outcome_v%1$s (version_no, family_id, program, unit, unit_id)',
    'create index if not exists %2$s on dtsen_loading.outcome_v%1$s (village_no, program, outcome)',
    'create unique index if not exists %2$s on dtsen_loading.public_sheet_v%1$s (version_no, family_id) include (masked_head, programs, reviewed, is_suppressed)',
    'create index if not exists %2$s on dtsen_loading.lookup_name_v%1$s (name_key)',
    'create index if not exists %2$s on dtsen_loading.lookup_name_v%1$s (person_id)',
    -- The few that are hidden for safety are found without a walk through all.
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (family_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (family_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.outcome_v%1$s (family_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.lookup_name_v%1$s (person_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.public_sheet_v%1$s (family_id) where is_suppressed'
  ];
begin
  if nth not between 1 and cardinality(lines) then return false; end if;
  execute format(lines[nth], wanted_version, format('projection_v%s_%s', wanted_version, nth));
  return true;
end $$;

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
        where r.version_no = reply.version_no and r.family_id = f.family_id and r.state <> 'effective'), 0), f.reviewed
      into reply.masked, reply.bits, reply.reviewed from public_sheet f
      where f.version_no = reply.version_no and f.family_id = coalesce(found_family, decoy) and not f.is_suppressed;
    if found_family is null or reply.bits is null then
      found_family := null;
      reply.masked := null;
      reply.bits := null;
      reply.reviewed := null;
    end if;
    select jsonb_agg(distinct jsonb_build_object('program', r.program, 'state', r.state, 'effect_on', r.effect_on))
      into reply.notices from removal r
      where r.version_no = reply.version_no and r.family_id = coalesce(found_family, decoy)
        and r.state in ('noticed', 'appealed', 'removal-proposed', 'effective');
    if found_family is null then reply.notices := null; end if;
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
        where r.version_no = reply.version_no and r.family_id = f.family_id and r.state <> 'effective'), 0), f.reviewed
      into reply.masked, reply.bits, reply.reviewed from public_sheet f
      where f.version_no = reply.version_no and f.family_id = coalesce(found_family, decoy) and not f.is_suppressed;
    if found_family is null or reply.bits is null then
      if reply.matches = 1 then reply.matches := 0; end if;
      found_family := null;
      reply.masked := null;
      reply.bits := null;
      reply.reviewed := null;
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

-- As it was, and of a family of which nobody is left nothing is under review either.
create or replace function erase_projected(wanted_version int, gone bigint[]) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  named bigint[] := gone || stood_in(wanted_version, 'row');
  families bigint[];
  empty bigint[];
  names text[];
begin
  update person set phone_enc = null
    where version_no = wanted_version and person_id = any (stood_in(wanted_version, 'phone'));
  select array_agg(distinct family_id), array_agg(distinct name) into families, names
    from person where version_no = wanted_version and person_id = any (named);
  if families is null then return; end if;
  update finding set note = null where family_id = any (families) and names_somebody(note, names);
  select coalesce(array_agg(f), '{}') into empty from unnest(families) f where not exists (
    select from person q where q.version_no = wanted_version and q.family_id = f
      and not exists (select from tombstone t where t.unit = 'person' and t.unit_id = q.person_id));
  update public_sheet s set masked_head = '***',
      programs = case when s.family_id = any (empty) then 0 else s.programs end,
      reviewed = case when s.family_id = any (empty) then 0 else s.reviewed end
    where s.version_no = wanted_version and s.family_id = any (families) and exists (select from family f
      where f.version_no = wanted_version and f.family_id = s.family_id and f.head_person_id = any (named));
  update family set head_name = null
    where version_no = wanted_version and family_id = any (families) and head_person_id = any (named);
  update family set size = 0, head_name = null, kk_enc = null, kk_index = null, address = null, rt = null, rw = null,
      latitude = null, longitude = null, facts = array_fill(-5, array[cardinality(facts)]), facts_as_of = null,
      score = null, decile_national = null, decile_province = null, decile_regency = null, percentile = null,
      place_band = null, model_id = null, sources = '{}'
    where version_no = wanted_version and family_id = any (empty);
  update person set name = null, name_key = null, nik_enc = null, nik_index = null, kk_index = null,
      birth_date = null, mother_name = null, phone_enc = null
    where version_no = wanted_version and person_id = any (named);
  update person set identity_status = null, life_status = -5,
      facts = array_fill(-5, array[cardinality(facts)]), sources = '{}'
    where version_no = wanted_version and person_id = any (gone);
  delete from outcome where version_no = wanted_version and family_id = any (families)
    and ((unit = 'person' and unit_id = any (gone)) or family_id = any (empty));
  delete from lookup_name where version_no = wanted_version and person_id = any (named);
  delete from vault_fact where version_no = wanted_version and person_id = any (named);
  delete from check_code where family_id = any (empty);
end $$;
