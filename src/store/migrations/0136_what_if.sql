-- What if a program were given otherwise: grouped counts of versions at the desk, and scenarios that officers keep.

create table what_if_cell (
  version_no int not null references version,
  program text collate "C" not null,
  regency_no int not null,
  village_lo bigint not null,
  village_hi bigint not null,
  -- National percentile, 1 is poorest; 0 has no place.
  bin smallint not null,
  decile smallint not null,
  -- Whether the program's rules but for its place let the family in, and whether it holds a place in the version.
  fits smallint not null,
  held smallint not null,
  families bigint not null,
  persons bigint not null,
  units bigint not null,
  units_held bigint not null,
  -- Rupiah of one phase, by the program's own terms and as determined.
  amount bigint not null,
  amount_held bigint not null,
  -- Families, and persons, times the chance in percent of being truly within the poorest four tenths.
  poor_families_percent bigint not null,
  poor_persons_percent bigint not null,
  score_sum bigint not null,
  score_low bigint not null,
  score_high bigint not null,
  primary key (version_no, program, regency_no, bin, decile, fits, held)
);
comment on table what_if_cell is
  'policy: region; families of a version by regency, percentile and program, counted for what-if; small cells are withheld where they are shown; no personal data';

create table what_if_scenario (
  scenario_no bigint generated always as identity primary key,
  account_id bigint not null references account,
  name text not null check (length(btrim(name)) between 1 and 120),
  -- The same name saved again by the same account is a later revision; nothing is written over.
  revision int not null,
  version_no int not null references version,
  program text collate "C" not null,
  area text collate "C" not null,
  village_lo bigint not null,
  village_hi bigint not null,
  terms jsonb not null,
  -- Sums of the whole area as they were answered, small ones withheld.
  answer jsonb not null,
  saved_at timestamptz not null default now(),
  unique (account_id, name, revision)
);
comment on table what_if_scenario is
  'policy: region; scenarios that officers keep, with the figures they saw; append-only; read by whoever may make tables of the whole of the area';

do $$
declare
  t text;
begin
  foreach t in array array['what_if_cell', 'what_if_scenario'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('create policy region_read on %I for select to dtsen_app using (%s and %s)', t,
      region_clause('village_lo', 'tabulate'), region_clause('village_hi', 'tabulate'));
    execute format('grant select on %I to dtsen_app', t);
  end loop;
end $$;
create policy worker_all on what_if_cell to dtsen_worker using (true) with check (true);
grant select, insert, delete on what_if_cell to dtsen_worker;
create trigger what_if_scenario_kept before update or delete on what_if_scenario for each row execute function refuse_change();
create trigger what_if_scenario_no_truncate before truncate on what_if_scenario execute function refuse_change();

-- Keeps a scenario of whoever acts, with its audit row. Answers "ok" with number and revision, or why not.
create function save_what_if(wanted_name text, wanted_version int, wanted_program text, wanted_area text, wanted_terms jsonb,
    seen_answer jsonb, request text, out verdict text, out made_scenario bigint, out made_revision int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  area record;
begin
  if acting_account() is null then
    raise exception 'nobody keeps a scenario without a session' using errcode = 'insufficient_privilege';
  end if;
  select * into area from area_villages(wanted_area);
  verdict := case
    when not coalesce(holds('tabulate'), false) then 'right-not-held'
    when area.low is null then 'area-unknown'
    when not coalesce(int8range(area.low, area.high, '[]') <@ my_ranges('tabulate'), false) then 'area-not-yours'
    when not exists (select from version v where v.version_no = wanted_version and v.state = 'published')
      then 'version-not-published'
    else 'ok' end;
  if verdict = 'ok' then
    perform pg_advisory_xact_lock(hashtextextended('what-if ' || acting_account() || ' ' || wanted_name, 0));
    select coalesce(max(s.revision), 0) + 1 into made_revision from what_if_scenario s
      where s.account_id = acting_account() and s.name = wanted_name;
    insert into what_if_scenario (account_id, name, revision, version_no, program, area, village_lo, village_hi, terms, answer)
      values (acting_account(), wanted_name, made_revision, wanted_version, wanted_program, wanted_area, area.low, area.high,
        wanted_terms, seen_answer)
      returning scenario_no into made_scenario;
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, version_no, fields_class, row_count, decision, request_id, detail)
    values ('save-what-if', 'what-if', made_scenario, area.low, (select v.version_no from version v
      where v.version_no = wanted_version), 'figures', 0, case verdict when 'ok' then 'allowed' else verdict end, request,
      coalesce(acting_seat(array['tabulate'], area.low), '{}'));
end $$;
revoke execute on function save_what_if(text, int, text, text, jsonb, jsonb, text) from public;
grant execute on function save_what_if(text, int, text, text, jsonb, jsonb, text) to dtsen_app;
