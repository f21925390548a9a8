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
  -- Where it was ordered: who releases it holds that right there.
  village_no bigint,
  ordered_by bigint not null,
  confirmed_by bigint,
  starts_at timestamptz not null default now(),
  released_at timestamptz,
  released_by bigint,
  check (confirmed_by is distinct from ordered_by)
);
create index suppression_in_force on suppression (unit, unit_id) where released_at is null;
comment on table suppression is
  'policy: vault; who disappears for safety from lookups, relatives, who-looked, exports, lists; protects from the first order on';

-- Who is hidden in a version (null: in any): the ordered ids, those that go on for them after a merge, and those
-- that went into one of these. Aid and suppression never vanish by default (design 5.3).
create function hidden_units(wanted_version int) returns table (unit text, unit_id bigint)
  language plpgsql stable set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return query
  with redirected as (
    select 'family' as unit, r.version_no, r.from_family_id as from_id, r.to_family_id as to_id from family_redirect r
    union all select 'person', r.version_no, r.from_person_id, r.to_person_id from person_redirect r),
  ordered as (select s.unit, s.unit_id from suppression s where s.released_at is null),
  heirs as (
    select o.unit, o.unit_id from ordered o
    union select o.unit, r.to_id from ordered o join redirected r on r.unit = o.unit and r.from_id = o.unit_id
      where wanted_version is null or r.version_no = wanted_version)
  select h.unit, h.unit_id from heirs h
  union select h.unit, r.from_id from heirs h join redirected r on r.unit = h.unit and r.to_id = h.unit_id;
end $$;

-- Copies the flags of one version.
create function mark_projected(wanted_version int) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  persons bigint[] := coalesce((select array_agg(h.unit_id) from hidden_units(wanted_version) h
    where h.unit = 'person'), '{}');
  families bigint[] := coalesce((select array_agg(h.unit_id) from hidden_units(wanted_version) h
    where h.unit = 'family'), '{}');
begin
  update person set is_suppressed = not is_suppressed
    where version_no = wanted_version and is_suppressed <> (person_id = any (persons) or family_id = any (families))
      and (is_suppressed or person_id = any (persons) or family_id = any (families));
  update lookup_name set is_suppressed = not is_suppressed
    where version_no = wanted_version and is_suppressed <> (person_id = any (persons) or family_id = any (families))
      and (is_suppressed or person_id = any (persons) or family_id = any (families));
  update family set is_suppressed = not is_suppressed
    where version_no = wanted_version and is_suppressed <> (family_id = any (families))
      and (is_suppressed or family_id = any (families));
  update outcome set is_suppressed = not is_suppressed
    where version_no = wanted_version
      and is_suppressed <> (family_id = any (families) or (unit = 'person' and unit_id = any (persons)))
      and (is_suppressed or family_id = any (families) or (unit = 'person' and unit_id = any (persons)));
end $$;

-- Copies the flags to every projection, and to codes, which outlive them.
create function mark_suppressed() returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  families bigint[] := coalesce((select array_agg(h.unit_id) from hidden_units(null) h where h.unit = 'family'), '{}');
  one int;
begin
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform mark_projected(one);
  end loop;
  update check_code set is_suppressed = not is_suppressed
    where is_suppressed <> (family_id = any (families));
end $$;

create function suppression_changed() returns trigger language plpgsql
  security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  perform mark_suppressed();
  return null;
end $$;
create trigger suppression_marks after insert or update or delete on suppression
  for each statement execute function suppression_changed();

create table vault_basis (
  basis_code text not null,
  role_code text not null references role,
  legal_basis text not null,
  primary key (basis_code, role_code)
);
comment on table vault_basis is 'policy: reference; which role opens vault facts on which law (domain vault.ts)';

-- The one door to vault facts, on a legal basis of one's own role in force there; a citizen's is the own data.
-- The audit row is part of it: without it there is no answer.
create function read_vault_fact(wanted_person bigint, wanted_basis text)
  returns table (facts int[])
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  found_row record;
  stands_on text;
  may boolean;
begin
  select v.facts, v.village_no into found_row from vault_fact v
    join publication_pointer p on p.version_no = v.version_no where v.person_id = wanted_person;
  select b.legal_basis into stands_on from vault_basis b
    where b.basis_code = wanted_basis and (b.role_code = 'citizen' and acting_person() = wanted_person
      or exists (select from appointment p where p.account_id = acting_account() and p.role_code = b.role_code
        and p.revoked_at is null and p.confirmed_by is not null
        and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
        and found_row.village_no between p.village_lo and p.village_hi)) limit 1;
  may := acting_account() is not null and stands_on is not null
    and (acting_person() = wanted_person
      or coalesce(found_row.village_no <@ my_ranges('read-vault'), false));
  insert into audit_entry (act, subject_kind, subject_id, fields_class, row_count, decision, detail)
    values ('read-vault', 'person', wanted_person, 'vault', case when may and found_row is not null then 1 else 0 end,
      case when may then 'allowed' else 'refused' end, jsonb_build_object('basis', wanted_basis, 'legal_basis', stands_on));
  if may and found_row is not null then
    return query select found_row.facts;
  end if;
end $$;

grant usage, create on schema dtsen to dtsen_vault;
alter table vault_fact owner to dtsen_vault;
alter table vault_note owner to dtsen_vault;
alter table suppression owner to dtsen_vault;
revoke create on schema dtsen from dtsen_vault;
