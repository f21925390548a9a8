-- The public answer: one call, the same statements and the same work for hit, miss, ambiguous and suppressed.

-- One row a projected version: what every answer says besides the family's own lines.
create table publication_sheet (
  version_no int primary key references version,
  label text not null,
  as_of date not null,
  next_on date not null,
  -- Which payments the recipients' lists of this version speak of.
  period_from date not null,
  period_to date not null,
  -- Programs by bit: the first is bit 0 of public_sheet.programs.
  programs text[] not null,
  program_names text[] not null,
  -- Read where there is nothing to answer, so that nothing costs as much as something.
  decoy_family_id bigint not null
);
comment on table publication_sheet is 'policy: reference; words of a version that every public answer carries';

-- Ids of families that went on under another id in that version (design 5.3): codes follow the family.
create table family_redirect (
  version_no int not null references version,
  from_family_id bigint not null,
  to_family_id bigint not null,
  primary key (version_no, from_family_id)
);
create index family_redirect_back on family_redirect (to_family_id);
comment on table family_redirect is 'policy: vault; read by public_check_codes and by suppression; ids only';

-- The same of persons.
create table person_redirect (
  version_no int not null references version,
  from_person_id bigint not null,
  to_person_id bigint not null,
  primary key (version_no, from_person_id)
);
create index person_redirect_back on person_redirect (to_person_id);
comment on table person_redirect is 'policy: vault; read by erasure, the identity check and suppression; ids only';

-- Every id that a person went on under, step by step: merged into another, or parted from one that stays. Whoever is hidden for safety
-- stays hidden under them.
create table person_passage (
  version_no int not null references version,
  -- The version whose build found it: that one or an earlier.
  passed_in int not null,
  from_person_id bigint not null,
  to_person_id bigint not null,
  primary key (version_no, from_person_id, to_person_id, passed_in)
);
create index person_passage_back on person_passage (to_person_id);
comment on table person_passage is 'policy: vault; read by suppression alone; ids only';

create unlogged table lookup_budget (
  bucket text collate "C" primary key,
  used int not null,
  -- From then on it counts from one again.
  ends_at timestamptz not null
) with (fillfactor = 50);
comment on table lookup_budget is
  'policy: vault; how often a keyed address or a village was asked in the current window, and which proofs of work and waiting tickets are spent; swept when over';

-- Counts a try in each bucket named, in the order in which they are named: how many there have been in its window, this
-- one included; null for a bucket that is null. Rows are taken in the order of their spelling, so that two who count in
-- the same ones never wait for each other in a ring. Only what pins its search path calls this; it pins none itself,
-- which would cost every lookup.
create function take_budgets(buckets text[], ends timestamptz[]) returns int[]
  language plpgsql as $$
declare
  counts int[];
begin
  with asked as (
    select t.bucket, t.ends_at, t.nth, row_number() over same as nth_here, count(*) over (partition by t.bucket) as here
      from unnest(buckets, ends) with ordinality as t (bucket, ends_at, nth)
      window same as (partition by t.bucket order by t.nth)),
  taken as (
    insert into lookup_budget as b (bucket, used, ends_at)
      select a.bucket, a.here, a.ends_at from asked a where a.nth_here = 1 and a.bucket is not null
      order by a.bucket collate "C"
      on conflict (bucket) do update set
        used = excluded.used + case when b.ends_at < now() then 0 else b.used end,
        ends_at = case when b.ends_at < now() then excluded.ends_at else b.ends_at end
      returning b.bucket, b.used)
  select array_agg(t.used - a.here + a.nth_here order by a.nth) into counts
    from asked a left join taken t on t.bucket = a.bucket;
  return counts;
end $$;

-- Forgets addresses, villages, proofs, tickets and codes of explanations whose time is over; what is being counted in waits for next time.
create function sweep_lookups() returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  delete from lookup_budget where bucket in (
    select b.bucket from lookup_budget b where b.ends_at < now() order by b.bucket for update skip locked);
  delete from explanation_code where expires_at < now() - interval '30 days';
end $$;

create type public_reply as (
  -- answered, over-budget, spent or no-version.
  verdict text,
  version_no int,
  label text,
  as_of date,
  next_on date,
  period_from date,
  period_to date,
  -- 0 none, 1 one family, 2 more than one; only 1 carries the rest.
  matches int,
  masked text,
  programs text[],
  program_names text[],
  bits int
);

-- Many questions in one transaction: those that came while earlier ones were being answered (the API gathers them).
-- Replies come in the order of the questions; each question has its own row in the audit log. The statements are the
-- same whatever is found, and follow indexes alone by plans that are kept: sessions make some while a table is nearly
-- empty, and making one anew costs more than a lookup.
-- Who is suppressed, of whatever age, takes the family's public answer along: first letters of a head and a person's
-- own lists would tell of them.
create function public_check_codes(codes bytea[], addresses text[], address_budget int, requests text[])
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
    select f.masked_head, f.programs into reply.masked, reply.bits from public_sheet f
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
create function public_check_names(names bytea[], villages bigint[], addresses text[], address_budgets int[],
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
    select f.masked_head, f.programs into reply.masked, reply.bits from public_sheet f
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
