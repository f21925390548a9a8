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
comment on table family_redirect is 'policy: vault; read by public_check_code and by suppression; ids only';

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
  window_start timestamptz not null,
  used int not null
) with (fillfactor = 50);
comment on table lookup_budget is
  'policy: vault; how often a keyed address or a village was asked in the current window; swept after a day';

create unlogged table spent_challenge (
  salt text collate "C" primary key,
  spent_until timestamptz not null
);
create index spent_challenge_by_end on spent_challenge (spent_until);
comment on table spent_challenge is 'policy: vault; a proof of work or a waiting ticket is good once';

-- Counts one try; how many there were in this window.
create function take_budget(wanted_bucket text, seconds int) returns int
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  now_used int;
begin
  insert into lookup_budget as b values (wanted_bucket, now(), 1)
    on conflict (bucket) do update set
      used = case when b.window_start < now() - make_interval(secs => seconds) then 1 else b.used + 1 end,
      window_start = case when b.window_start < now() - make_interval(secs => seconds) then now() else b.window_start end
    returning used into now_used;
  return now_used;
end $$;

-- Forgets addresses, villages and challenges whose time is over.
create function sweep_lookups() returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  delete from lookup_budget where window_start < now() - interval '1 day';
  delete from spent_challenge where spent_until < now();
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

-- Who is suppressed, of whatever age, takes the family's public answer along: first letters of a head and a person's
-- own lists would tell of them. The statements are the same for every outcome.
create function public_check_code(wanted_code bytea, address text, address_budget int, request text)
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
      and not exists (select from person h where h.version_no = reply.version_no
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
create function public_check_name(wanted_name bytea, village bigint, address text, salt text, salt_until timestamptz,
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
      and not exists (select from person h where h.version_no = reply.version_no
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
