-- What must never meet a family sheet: own owner (dtsen_vault), own rights, one door with a legal basis.

create table vault_fact (
  version_no int not null,
  person_id bigint not null,
  village_no bigint not null,
  -- PERSON_VAULT_FACTS in catalogue order.
  facts int[] not null,
  primary key (version_no, person_id)
);
comment on table vault_fact is
  'policy: vault; specific personal data (UU 27/2022 art. 4(2)); shown to that person, guardian, or by own legal basis';

create table vault_note (
  note_id bigint generated always as identity primary key,
  person_id bigint not null,
  category text not null check (category in
    ('ppks', 'pas', 'hiv', 'drugs', 'mental-health', 'violence', 'diagnosis', 'gambling')),
  legal_basis text not null,
  sealed_note bytea not null,
  recorded_by bigint not null,
  recorded_at timestamptz not null default now(),
  erase_after date not null
);
create index vault_note_by_person on vault_note (person_id);
comment on table vault_note is 'policy: vault; PPKS/PAS category, HIV, drugs, mental health, violence, diagnosis, gambling';

create table suppression (
  suppression_id bigint generated always as identity primary key,
  unit text not null check (unit in ('person', 'family')),
  unit_id bigint not null,
  ground text not null check (ground in ('shelter', 'witness', 'violence', 'threat', 'court-order')),
  -- The law of the basis that was named, and the letter, case or assignment that asked for it; no names.
  legal_basis text not null default '',
  reference text not null default '',
  -- It never ends by itself: on this day somebody looks again.
  review_on date not null default current_date + 90,
  -- Where it was ordered: who releases it holds that right there.
  village_no bigint,
  -- The version in force at the order: which people an id then meant.
  version_no int not null default 0,
  ordered_by bigint not null,
  starts_at timestamptz not null default now(),
  -- One person asks for the end, another ends it.
  release_asked_by bigint,
  release_reason text,
  released_at timestamptz,
  released_by bigint,
  check (released_by is distinct from release_asked_by or released_by is null)
);
create unique index suppression_in_force on suppression (unit, unit_id) where released_at is null;
comment on table suppression is
  'policy: vault; who disappears for safety from lookups, relatives, who-looked, exports, lists; protects from the first order on';

-- Whom the order of a family protects: its members when it was ordered, and who joined them in a version in force
-- since. They stay hidden wherever they go (design 5.3, domain identity-event.ts: it follows the person).
create table suppression_member (
  suppression_id bigint not null references suppression on delete cascade,
  person_id bigint not null,
  version_no int not null,
  -- Known through a later version only: forgotten where that one is withdrawn.
  is_joined boolean not null,
  primary key (suppression_id, person_id, version_no)
);
comment on table suppression_member is 'policy: vault; persons whom the order of a family protects; ids only';

-- Who is hidden at all, whatever the version: what policies ask row by row, so it is worked out once for each change.
create table hidden_unit (
  unit text not null,
  unit_id bigint not null,
  primary key (unit, unit_id)
);
comment on table hidden_unit is 'policy: vault; written by mark_suppressed alone, read by policies alone; ids only';

-- Who is hidden in a version (null: in any): the ordered, and those whom an order of a family protects; persons under
-- every id that they were given since and, in versions before the order, under the ids they had. Aid and suppression
-- never vanish by default (design 5.3).
create function hidden_units(wanted_version int) returns table (unit text, unit_id bigint)
  language plpgsql stable set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return query
  with recursive ordered as (
    select s.unit, s.unit_id, s.version_no as at from suppression s where s.released_at is null
    union
    select 'person', m.person_id, m.version_no from suppression_member m
      join suppression s on s.suppression_id = m.suppression_id
      left join version v on v.version_no = m.version_no
      where s.released_at is null and not (m.is_joined and v.state = 'withdrawn')),
  later (person_id, at) as (
    select o.unit_id, o.at from ordered o where o.unit = 'person'
    union
    select p.to_person_id, p.passed_in from later l join person_passage p
      on p.from_person_id = l.person_id and p.passed_in > l.at
        and (wanted_version is null or p.version_no = wanted_version)),
  earlier (person_id, at) as (
    select l.person_id, l.at from later l
    union
    select p.from_person_id, p.passed_in - 1 from earlier e join person_passage p
      on p.to_person_id = e.person_id and p.passed_in <= e.at
        and (wanted_version is null or p.passed_in > wanted_version)),
  heirs as (
    select o.unit_id from ordered o where o.unit = 'family'
    union select r.to_family_id from ordered o join family_redirect r on r.from_family_id = o.unit_id
      where o.unit = 'family' and (wanted_version is null or r.version_no = wanted_version))
  select 'person', e.person_id from earlier e
  union select 'family', h.unit_id from heirs h
  union select 'family', r.from_family_id from heirs h join family_redirect r on r.to_family_id = h.unit_id;
end $$;

-- Copies the flags of one version: the hidden, all members of a hidden family, and a family that has nobody else.
create function mark_projected(wanted_version int) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  families bigint[] := array(select h.unit_id from hidden_units(wanted_version) h where h.unit = 'family');
  persons bigint[];
  touched bigint[];
begin
  select coalesce(array_agg(distinct q.person_id), '{}'), coalesce(array_agg(distinct q.family_id), '{}')
    into persons, touched from person q where q.version_no = wanted_version
      and (q.family_id = any (families) or q.person_id = any (
        array(select h.unit_id from hidden_units(wanted_version) h where h.unit = 'person')));
  families := families || array(select f from unnest(touched) f where not exists (
    select from person m where m.version_no = wanted_version and m.family_id = f
      and m.life_status is distinct from -5 and m.person_id <> all (persons)));

  update person set is_suppressed = false
    where version_no = wanted_version and is_suppressed and person_id <> all (persons);
  update person set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and person_id = any (persons);
  update lookup_name set is_suppressed = false
    where version_no = wanted_version and is_suppressed and person_id <> all (persons);
  update lookup_name set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and person_id = any (persons);
  update family set is_suppressed = false
    where version_no = wanted_version and is_suppressed and family_id <> all (families);
  update family set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and family_id = any (families);
  update public_sheet set is_suppressed = false
    where version_no = wanted_version and is_suppressed and family_id <> all (touched);
  update public_sheet set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and family_id = any (touched);
  update outcome set is_suppressed = false
    where version_no = wanted_version and is_suppressed and family_id <> all (families)
      and not (unit = 'person' and unit_id = any (persons));
  update outcome set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and family_id = any (families || touched)
      and (family_id = any (families) or (unit = 'person' and unit_id = any (persons)));
end $$;

-- Copies the flags to every projection, to what policies ask, and to codes, which outlive projections. Callers hold the
-- lock: who is hidden is read once and written by many statements, so whoever comes between would be uncovered.
create function mark_suppressed() returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  families bigint[];
  one int;
begin
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform mark_projected(one);
  end loop;
  delete from hidden_unit;
  insert into hidden_unit
    select h.unit, h.unit_id from hidden_units(null) h
    union select 'family', f.family_id from family f join publication_pointer c on c.version_no = f.version_no
      where f.is_suppressed
    union select 'person', q.person_id from person q join publication_pointer c on c.version_no = q.version_no
      where q.is_suppressed;
  families := array(select h.unit_id from hidden_unit h where h.unit = 'family');
  update check_code set is_suppressed = false where is_suppressed and family_id <> all (families);
  update check_code set is_suppressed = true where not is_suppressed and family_id = any (families);
end $$;

-- Members of the families whose order is in force, as the version in force knows them, once each.
create function remember_members() returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  insert into suppression_member (suppression_id, person_id, version_no, is_joined)
  select distinct s.suppression_id, q.person_id, c.version_no, c.version_no <> s.version_no
  from suppression s
  cross join publication_pointer c
  join person q on q.version_no = c.version_no
  where s.unit = 'family' and s.released_at is null
    and (q.family_id = s.unit_id or q.family_id in (select r.to_family_id from family_redirect r
      where r.version_no = c.version_no and r.from_family_id = s.unit_id))
    and not exists (select from suppression_member m left join version v on v.version_no = m.version_no
      where m.suppression_id = s.suppression_id and m.person_id = q.person_id
        and not (m.is_joined and v.state = 'withdrawn'))
  on conflict do nothing;
end $$;

create function suppression_is_of_version() returns trigger language plpgsql
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  -- Not where it comes back from a backup.
  if new.version_no = 0 then
    new.version_no := coalesce((select c.version_no from publication_pointer c), 0);
  end if;
  return new;
end $$;
create trigger suppression_of_version before insert on suppression
  for each row execute function suppression_is_of_version();

-- After an order or a release, and in the instant in which another version comes into force; one at a time.
create function suppression_changed() returns trigger language plpgsql
  security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  perform hold_projections();
  perform remember_members();
  perform mark_suppressed();
  return null;
end $$;
create trigger suppression_marks after insert or update or delete on suppression
  for each statement execute function suppression_changed();
create trigger suppression_marks after insert or update on publication_pointer
  for each statement execute function suppression_changed();

create table vault_basis (
  basis_code text not null,
  role_code text not null references role,
  legal_basis text not null,
  primary key (basis_code, role_code)
);
comment on table vault_basis is 'policy: reference; which role opens vault facts on which law (domain vault.ts)';

-- The law on which whoever acts may name this basis in that village: of a role of theirs in force there.
create function law_of_basis(wanted_basis text, wanted_village bigint) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select b.legal_basis from dtsen.vault_basis b join dtsen.appointment p on p.role_code = b.role_code
  where b.basis_code = wanted_basis and p.account_id = dtsen.acting_account()
    and p.revoked_at is null and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
    and wanted_village between p.village_lo and p.village_hi limit 1
$$;

-- Where a person of the version in force belongs: by the card, or where they live, whichever the right covers.
create function village_of_person(wanted_person bigint, wanted_right text) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select v from dtsen.person q
  join dtsen.publication_pointer c on c.version_no = q.version_no
  cross join lateral unnest(array[q.village_no, q.domicile_village_no]) with ordinality as u (v, place)
  where q.person_id = wanted_person and v <@ dtsen.my_ranges(wanted_right) order by place limit 1
$$;

-- Numbers of sixteen digits never enter the audit log, whoever writes them into a reason.
create function without_numbers(words text) returns text language sql immutable as $$
  select regexp_replace(words, '[0-9]{16}', '[16 angka]', 'g')
$$;

-- The one door to vault facts and notes: the right there, a legal basis of one's own role, and the case or assignment
-- that asks for it; a citizen's is the own data. The audit row is part of it: without it there is no answer. Verdict:
-- "given", "nothing" (all asked rightly, and there is nothing), "case-missing" or "refused".
create function read_vault(wanted_person bigint, wanted_basis text, wanted_case text)
  returns table (verdict text, facts int[], notes jsonb)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  village bigint := village_of_person(wanted_person, 'read-vault');
  is_own boolean := coalesce(acting_person() = wanted_person, false) and wanted_basis = 'own-data';
  stands_on text := case when is_own then (select b.legal_basis from vault_basis b
    where b.basis_code = 'own-data' and b.role_code = 'citizen') else law_of_basis(wanted_basis, village) end;
  day date := (now() at time zone 'Asia/Jakarta')::date;
begin
  verdict := case
    when acting_account() is null or stands_on is null then 'refused'
    when not is_own and length(trim(coalesce(wanted_case, ''))) < 5 then 'case-missing'
    else 'given' end;
  if verdict = 'given' then
    select v.facts into facts from vault_fact v join publication_pointer p on p.version_no = v.version_no
      where v.person_id = wanted_person;
    select jsonb_agg(jsonb_build_object('noteId', n.note_id, 'category', n.category, 'sealed', encode(n.sealed_note, 'base64'),
        'legalBasis', n.legal_basis, 'recordedOn', (n.recorded_at at time zone 'Asia/Jakarta')::date,
        'eraseAfter', n.erase_after) order by n.note_id) into notes
      from vault_note n where n.erase_after >= day and (n.person_id = wanted_person or n.person_id in (
        select r.from_person_id from person_redirect r join publication_pointer c on c.version_no = r.version_no
        where r.to_person_id = wanted_person));
    if facts is null and notes is null then verdict := 'nothing'; end if;
  end if;
  insert into audit_entry (on_behalf_of, act, subject_kind, subject_id, village_no, fields_class, row_count, decision, detail)
    values (case wanted_basis when 'own-data-assisted' then 'person-or-guardian' end, 'read-vault', 'person',
      wanted_person, village, 'vault',
      case verdict when 'given' then (facts is not null)::int + coalesce(jsonb_array_length(notes), 0) else 0 end,
      case when verdict in ('given', 'nothing') then 'allowed' else 'refused' end,
      coalesce(acting_seat(array['read-vault'], village), '{}')
        || jsonb_build_object('basis', wanted_basis, 'legal_basis', stands_on, 'case', without_numbers(wanted_case)));
  return next;
end $$;

grant usage, create on schema dtsen to dtsen_vault;
alter table vault_fact owner to dtsen_vault;
alter table vault_note owner to dtsen_vault;
alter table suppression owner to dtsen_vault;
alter table suppression_member owner to dtsen_vault;
alter table hidden_unit owner to dtsen_vault;
revoke create on schema dtsen from dtsen_vault;
