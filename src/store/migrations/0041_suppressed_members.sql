-- Who is suppressed takes the family's public answer along: first letters of a head and a person's own lists
-- would tell of them. Replaces both functions of 0009; the statements stay the same for every outcome.

create or replace function public_check_code(wanted_code bytea, address text, address_budget int, request text)
  returns public_reply
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  reply public_reply;
  decoy bigint;
  found_family bigint;
  used_here int;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select s.version_no, s.label, s.as_of, s.next_on, s.period_from, s.period_to, s.programs,
      s.program_names, s.decoy_family_id
    into reply.version_no, reply.label, reply.as_of, reply.next_on, reply.period_from, reply.period_to,
      reply.programs, reply.program_names, decoy
    from publication_pointer p join publication_sheet s on s.version_no = p.version_no;
  used_here := take_budget('c:' || address, 86400);
  select coalesce(r.to_family_id, c.family_id) into found_family
    from check_code c
    left join family_redirect r on r.version_no = reply.version_no and r.from_family_id = c.family_id
    where c.code_index = wanted_code and c.revoked_at is null and not c.is_suppressed;
  if used_here > address_budget then found_family := null; end if;
  select f.masked_head, f.programs into reply.masked, reply.bits from public_sheet f
    where f.version_no = reply.version_no and f.family_id = coalesce(found_family, decoy)
      and not exists (select from lookup_name h where h.version_no = reply.version_no
        and h.family_id = coalesce(found_family, decoy) and h.is_suppressed);
  reply.matches := case when found_family is null or reply.bits is null then 0 else 1 end;
  if reply.matches = 0 then found_family := null; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id,
      family_id, version_no, fields_class, row_count, decision, request_id)
    values (null, null, 'public', 'cek-status', 'check-code', 'family', found_family, found_family,
      reply.version_no, 'public', reply.matches, case reply.matches when 1 then 'hit' else 'miss' end, request);
  reply.verdict := case when reply.version_no is null then 'no-version'
    when used_here > address_budget then 'over-budget' else 'answered' end;
  if reply.matches <> 1 then reply.masked := null; reply.bits := null; end if;
  return reply;
end $$;

-- Namesakes of one family count once; of two families the answer is "needs Kode Cek".
create or replace function public_check_name(wanted_name bytea, village bigint, address text, salt text, salt_until timestamptz,
    address_budget int, village_budget int, request text)
  returns public_reply
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  reply public_reply;
  decoy bigint;
  found_family bigint;
  is_fresh boolean;
  used_here int;
  used_there int;
  shown bigint;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select s.version_no, s.label, s.as_of, s.next_on, s.period_from, s.period_to, s.programs,
      s.program_names, s.decoy_family_id
    into reply.version_no, reply.label, reply.as_of, reply.next_on, reply.period_from, reply.period_to,
      reply.programs, reply.program_names, decoy
    from publication_pointer p join publication_sheet s on s.version_no = p.version_no;
  insert into spent_challenge values (salt, salt_until) on conflict do nothing;
  is_fresh := found;
  used_here := take_budget('n:' || address, 86400);
  used_there := take_budget('v:' || village, 86400);
  select min(l.family_id), case when min(l.family_id) = max(l.family_id) then 1 else 2 end
    into found_family, reply.matches from lookup_name l
    where l.version_no = reply.version_no and l.name_key = wanted_name and not l.is_suppressed;
  if found_family is null or not is_fresh or used_here > address_budget or used_there > village_budget then
    reply.matches := 0;
  end if;
  shown := case when reply.matches = 1 then found_family end;
  select f.masked_head, f.programs into reply.masked, reply.bits from public_sheet f
    where f.version_no = reply.version_no and f.family_id = coalesce(shown, decoy)
      and not exists (select from lookup_name h where h.version_no = reply.version_no
        and h.family_id = coalesce(shown, decoy) and h.is_suppressed);
  if reply.matches = 1 and reply.bits is null then reply.matches := 0; shown := null; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id,
      family_id, village_no, version_no, fields_class, row_count, decision, request_id)
    values (null, null, 'public', 'cek-status', 'check-name', 'family', shown, shown, village,
      reply.version_no, 'public', reply.matches,
      case reply.matches when 0 then 'miss' when 1 then 'hit' else 'ambiguous' end, request);
  reply.verdict := case when reply.version_no is null then 'no-version'
    when not is_fresh then 'spent'
    when used_here > address_budget or used_there > village_budget then 'over-budget' else 'answered' end;
  if reply.matches <> 1 then reply.masked := null; reply.bits := null; end if;
  return reply;
end $$;
