-- What the doors read of a version. Partition by version, then hash of family id; loaded apart, attached whole.

create table family (
  version_no int not null,
  family_id bigint not null,
  head_person_id bigint,
  size smallint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  kk_enc bytea,
  kk_index bytea,
  head_name text,
  address text,
  rt text,
  rw text,
  latitude int,
  longitude int,
  facts_as_of int,
  -- FAMILY_FACTS in catalogue order; negative values are reasons for absence.
  facts int[] not null,
  score bigint,
  decile_national smallint,
  decile_province smallint,
  decile_regency smallint,
  percentile smallint,
  -- How sure the place is: lowest and highest decile, then the chance in percent of being below each of nine cuts.
  place_band smallint[],
  model_id text,
  -- {"housing": {"source": "regsosek", "as_of": 20221015, "reason": "newest"}, ...} by field group.
  sources jsonb not null default '{}',
  is_suppressed boolean not null default false
) partition by list (version_no);
comment on table family is 'policy: region; one family (keluarga, one KK) of a projected version';

create table person (
  version_no int not null,
  person_id bigint not null,
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  name text,
  -- Strict normal form (domain person-name): equality search inside a region, never LIKE.
  name_key text collate "C",
  nik_enc bytea,
  nik_index bytea,
  kk_index bytea,
  -- yyyymmdd.
  birth_date int,
  mother_name text,
  phone_enc bytea,
  identity_status text,
  life_status smallint,
  -- PERSON_FACTS in catalogue order.
  facts int[] not null,
  sources jsonb not null default '{}',
  is_suppressed boolean not null default false
) partition by list (version_no);
comment on table person is 'policy: region; one person of a projected version; NIK encrypted, with keyed blind index';

create table outcome (
  version_no int not null,
  family_id bigint not null,
  program text not null,
  unit text not null,
  unit_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  outcome text not null,
  place int,
  first_reason text,
  rules_true bigint not null default 0,
  rules_unknown bigint not null default 0,
  amount_rupiah bigint,
  ruleset_id text,
  is_suppressed boolean not null default false
) partition by list (version_no);
comment on table outcome is 'policy: region; decision of a program about a family or person, stored small (design 5.13)';

create table lookup_name (
  version_no int not null,
  -- HMAC of (village, strict name); equal for namesakes of one village.
  name_key bytea not null,
  family_id bigint not null,
  person_id bigint not null,
  village_no bigint not null,
  is_suppressed boolean not null default false
) partition by list (version_no);
comment on table lookup_name is 'policy: vault; the public name lookup; read only by public_check_names';

create table public_sheet (
  version_no int not null,
  family_id bigint not null,
  -- Only what everybody may be told: first letters of the head's name, and lists by bit.
  masked_head text not null,
  programs int not null,
  -- Somebody of the family is hidden for safety.
  is_suppressed boolean not null default false
) partition by list (version_no);
comment on table public_sheet is 'policy: vault; the harmless answer of a family; read only by public_check_codes and public_check_names';

-- Tables being loaded have no rights at all to anyone but the worker; attaching gives them row-level security.
create schema if not exists dtsen_loading;
revoke all on schema dtsen_loading from public;
grant usage on schema dtsen_loading to dtsen_worker;

create function projection_tables() returns text[] language sql immutable as $$
  select array['family', 'person', 'outcome', 'lookup_name', 'public_sheet']
$$;

-- Makes dtsen_loading.<table>_v<n>, split by hash of family id (names by what they are asked by: a lookup opens one
-- piece, not all), ready for COPY by the worker.
create function open_projection(wanted_version int, pieces int default 4) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  parent text;
  whole text;
begin
  perform drop_projection(wanted_version);
  foreach parent in array projection_tables() loop
    whole := format('%s_v%s', parent, wanted_version);
    execute format('create table dtsen_loading.%I (like dtsen.%I including defaults) partition by hash (%I)',
      whole, parent, case parent when 'lookup_name' then 'name_key' else 'family_id' end);
    for piece in 0 .. pieces - 1 loop
      execute format('create table dtsen_loading.%I partition of dtsen_loading.%I for values with (modulus %s, remainder %s)',
        whole || '_' || piece, whole, pieces, piece);
    end loop;
    execute format('grant select, insert, update, delete on dtsen_loading.%I to dtsen_worker', whole);
  end loop;
end $$;

-- Builds the nth index of a projection being loaded, false when there are no more: a transaction each,
-- so that none stands open for long (the sealer waits for the oldest). Built already, nothing happens.
create function index_projection(wanted_version int, nth int) returns boolean
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
    'create unique index if not exists %2$s on dtsen_loading.public_sheet_v%1$s (version_no, family_id) include (masked_head, programs, is_suppressed)',
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

-- Whoever changes many rows of projections, or who is hidden, does so alone. Locks are taken in one order everywhere, or
-- two acts would wait for each other and one be thrown away: first which version is in force (7402640: begin_as shared,
-- publishing alone), then this one, then tables and rows.
create function hold_projections() returns void language sql as $$ select pg_advisory_xact_lock(7402655) $$;

-- Builds the indexes still missing, forces row-level security, attaches, lets the erased leave and marks the suppressed
-- before anybody can read it. Marking is done by one at a time (0008), and waits before a table is locked, not after.
create function close_projection(wanted_version int) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  parent text;
  whole text;
  part regclass;
  nth int := 1;
begin
  while index_projection(wanted_version, nth) loop nth := nth + 1; end loop;
  perform hold_projections();
  foreach parent in array projection_tables() loop
    whole := format('%s_v%s', parent, wanted_version);
    execute format('revoke all on dtsen_loading.%I from dtsen_worker', whole);
    for part in select relid from pg_partition_tree(format('dtsen_loading.%I', whole)::regclass) loop
      execute format('alter table %s enable row level security', part);
      execute format('alter table %s force row level security', part);
      execute format('alter table %s set schema dtsen', part);
      execute format('comment on table %s is %L', part, (select split_part(obj_description(format('dtsen.%I', parent)::regclass), ';', 1)
        || '; part of ' || parent || ', never read by name'));
    end loop;
    execute format('alter table dtsen.%I attach partition dtsen.%I for values in (%s)',
      parent, whole, wanted_version);
    execute format('analyze dtsen.%I', whole);
  end loop;
  perform erase_projected(wanted_version, coalesce(
    (select array_agg(t.unit_id) from tombstone t where t.unit = 'person'), '{}'));
  perform mark_suppressed();
end $$;

create function drop_projection(wanted_version int) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  parent text;
begin
  perform hold_projections();
  if exists (select from publication_pointer where version_no = wanted_version) then
    raise exception 'version % is published: its projection stays', wanted_version;
  end if;
  foreach parent in array projection_tables() loop
    execute format('drop table if exists dtsen_loading.%I', format('%s_v%s', parent, wanted_version));
    execute format('drop table if exists dtsen.%I', format('%s_v%s', parent, wanted_version));
  end loop;
  -- What the vault holds of a version goes with it: facts of a version that nobody reads any more are kept by nobody.
  delete from vault_fact where version_no = wanted_version;
end $$;
