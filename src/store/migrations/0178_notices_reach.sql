-- A removal reaches whom it concerns: what a family is told of it, and since when somebody is no recipient any more.

-- What removals say of a family, for the family itself: one row a program and unit, the last that was said. What is being
-- prepared beside a version that waits, and what tells of somebody hidden for safety, is not in it.
create function own_removals(wanted_version int, wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.program, t.unit_id), '[]') from (
    select distinct on (r.program, r.unit, r.unit_id) r.program, r.unit, r.unit_id, r.cause, r.detail, r.state, v.label,
      v.as_of::text, n.reply_days, r.notice_on::text, r.effect_on::text,
      (select (max(a.at) at time zone 'Asia/Jakarta')::date::text from removal_act a
        where a.removal_id = r.removal_id and a.act = 'record-appeal') as objected_on,
      (select (max(a.at) at time zone 'Asia/Jakarta')::date::text from removal_act a
        where a.removal_id = r.removal_id and a.act in ('keep', 'reinstate', 'confirm-removal')) as answered_on
    from removal r join removal_run n on n.run_no = r.run_no join version v on v.version_no = r.version_no
    where r.family_id = wanted_family and n.issued_on is not null and r.version_no <= wanted_version
      and not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id)
    order by r.program, r.unit, r.unit_id, r.version_no desc) t
$$;
revoke execute on function own_removals(int, bigint) from public;
create index removal_of_family on removal (family_id, version_no);

create or replace function public_open_explanation(code bytea, address text, address_budget integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 set search_path = pg_catalog, dtsen, pg_temp
AS $$
declare
  used int[];
  own bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
  sheet jsonb;
  old jsonb;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['e:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    own := family_of_explanation(code);
    sheet := explained_family(now_in, own);
    select explained_family(b.before_version, b.before_family) into old from family_before(now_in, own) b;
  end if;
  perform public_note('read-own-explanation', (sheet ->> 'family_id')::bigint, (sheet ->> 'village_no')::bigint, now_in,
    'facts', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when sheet is null then 'unknown' else 'answered' end,
    'sheet', sheet, 'before', old, 'outcomes', case when sheet is null then '[]'::jsonb else own_outcomes(now_in, own) end,
    'removals', case when sheet is null then '[]'::jsonb else own_removals(now_in, own) end,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;

-- Since when somebody of the register is no recipient any more: the day on which two people let the removal take effect. As long
-- as a notice, a review or an objection holds the place, nothing has ended. Null where the register does not know. Only a version
-- that followed without such a removal (a first list, or one taken back) has its day of publication for it.
create or replace function pbi_ended_on(wanted_person bigint) returns date
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case
    when exists (select from outcome o where o.version_no = p.version_no and o.program = 'pbi-jk' and o.unit = 'person'
      and o.unit_id = wanted_person and o.outcome in ('recipient', 'review')) then null
    when last.state = 'effective' then last.ended
    when last.version_no = p.version_no then null
    else (select (b.from_at at time zone 'Asia/Jakarta')::date from publication b
      join outcome old on old.version_no = b.after_version_no and old.program = 'pbi-jk' and old.unit = 'person'
        and old.unit_id = wanted_person and old.outcome = 'recipient'
      where b.version_no = p.version_no and b.kind = 'first' limit 1) end
  from publication_pointer p
  left join lateral (
    select r.state, r.version_no,
      (select (max(a.at) at time zone 'Asia/Jakarta')::date from removal_act a
        where a.removal_id = r.removal_id and a.act = 'confirm-removal') as ended
    from removal r join removal_run n on n.run_no = r.run_no
    where r.unit_id = wanted_person and r.unit = 'person' and r.program = 'pbi-jk' and n.issued_on is not null
      and r.version_no <= p.version_no
    order by r.version_no desc limit 1) last on true
$$;

-- By a Kode Cek, which the family holds, the answer also says that a notice runs, that aid ended, and until when the place is
-- held; why is told to whoever came in person for a Kode Penjelasan or holds the letter. Asked by name it says nothing of it.
alter type public_reply add attribute notices jsonb;
drop index removal_holding;
create index removal_holding on removal (version_no, family_id) include (program, state, effect_on);

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
