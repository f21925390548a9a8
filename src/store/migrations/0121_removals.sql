-- Who leaves each program with a version: simulated before it is published, judged by a budget, told by notice, effective by two people.

-- Days on which offices are closed beside weekends, from the law book: reply periods count working days.
create table closed_day (
  day date primary key,
  legal_basis text not null
);
comment on table closed_day is 'policy: reference; national holidays and common leave, from the law book';

-- The day so many working days after another; the day itself does not count.
create function after_working_days(day date, count int) returns date
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select d::date from generate_series(day + 1, day + 3 * count + 60, interval '1 day') d
    where extract(isodow from d) < 6 and not exists (select from closed_day c where c.day = d::date)
    order by d offset count - 1 limit 1
$$;
revoke execute on function after_working_days(date, int) from public;
grant execute on function after_working_days(date, int) to dtsen_worker;

-- One simulation of a version against the one in force. The newest of the two counts.
create table removal_run (
  run_no bigint generated always as identity primary key,
  before_no int not null references version,
  version_no int not null references version check (before_no <> version_no),
  -- KeptRemovals of jobs/simulate-removals.ts: counts alone, small ones and what would tell them withheld.
  figures jsonb not null,
  -- The sealed list in the lake.
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  -- Working days in which a notice may be answered.
  reply_days int not null check (reply_days between 1 and 250),
  made_at timestamptz not null default now(),
  -- The day on which the version took effect with these notices, and the first day on which they may.
  issued_on date,
  effect_on date,
  check ((issued_on is null) = (effect_on is null)),
  check (effect_on > issued_on)
);
create index removal_run_newest on removal_run (version_no, run_no);
comment on table removal_run is
  'policy: reference; who would leave programs with a version, as counts with small ones withheld, and the digest of the sealed list';

create table removal_bound (
  run_no bigint not null references removal_run,
  program text not null,
  tier text not null check (tier in ('nation', 'regency')),
  -- Four digits as a number; 0 for the nation.
  area_no int not null check ((area_no = 0) = (tier = 'nation')),
  cause text not null check (cause in ('any', 'deceased', 'left-register', 'membership', 'decile', 'rule', 'evidence', 'quota', 'program-ended')),
  -- Null where fewer than ten would be told of.
  leaving bigint,
  recipients bigint not null,
  permille bigint,
  bound bigint not null,
  outcome text not null check (outcome in ('within', 'over', 'too-few')),
  basis text not null,
  is_example boolean not null,
  primary key (run_no, program, area_no, cause),
  check (outcome <> 'over' or permille > bound)
);
comment on table removal_bound is
  'policy: reference; the budget on removals of a simulated version: every bound of the nation, of regencies those that are passed; append-only';

create table removal_override (
  run_no bigint not null references removal_run,
  program text not null,
  account_id bigint not null references account,
  reason text not null check (length(trim(reason)) >= 20),
  at timestamptz not null default now(),
  -- Nobody is the second person to their own word.
  primary key (run_no, program, account_id)
);
comment on table removal_override is
  'policy: reference; who answers for removals above the budget of a program, and why; two different people each; append-only';
select make_reference(array['closed_day', 'removal_run', 'removal_bound', 'removal_override']);
grant insert on removal_run, removal_bound to dtsen_worker;
create policy worker_add on removal_run for insert to dtsen_worker with check (issued_on is null);
create policy worker_add on removal_bound for insert to dtsen_worker with check (true);

-- The steps of a removal, from the law book.
create table removal_step (
  from_state text not null check (from_state in ('held', 'notice-proposed', 'noticed', 'appealed', 'removal-proposed', 'effective', 'kept', 'reinstated')),
  act text not null check (act in ('propose-notice', 'confirm-notice', 'record-appeal', 'propose-removal', 'confirm-removal', 'keep', 'reinstate')),
  to_state text not null check (to_state in ('held', 'notice-proposed', 'noticed', 'appealed', 'removal-proposed', 'effective', 'kept', 'reinstated')),
  right_code text not null,
  is_second boolean not null,
  is_after_reply boolean not null,
  primary key (from_state, act),
  -- Nothing leaves a list by one person, nor while the reply period runs.
  check (to_state <> 'effective' or (is_second and is_after_reply))
);
comment on table removal_step is 'policy: reference; what may be done to a removal, by which right, from the law book';
select make_reference(array['removal_step']);

create table removal (
  removal_id bigint generated always as identity primary key,
  run_no bigint not null references removal_run,
  version_no int not null references version,
  program text not null,
  unit text not null check (unit in ('family', 'person')),
  unit_id bigint not null,
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  cause text not null check (cause in ('deceased', 'left-register', 'membership', 'decile', 'rule', 'evidence', 'quota', 'program-ended')),
  -- Id of the rule that turned them away, or of what became of their place.
  detail text not null check (length(detail) <= 80),
  -- Classes of people who are protected, by facts; and those that the facts do not tell of.
  protections text[] not null default '{}',
  untold text[] not null default '{}',
  -- Each case is looked at; otherwise it may be settled with others of its cause.
  is_reviewed boolean not null,
  state text not null check (state in ('held', 'notice-proposed', 'noticed', 'appealed', 'removal-proposed', 'effective', 'kept', 'reinstated')),
  proposed_by bigint references account,
  -- Of the notice; null as long as they are those of the run.
  notice_on date,
  effect_on date,
  unique (version_no, program, unit, unit_id),
  check ((notice_on is null) = (effect_on is null)),
  check ((proposed_by is not null) = (state in ('notice-proposed', 'removal-proposed')))
);
-- The public lookup reads by it: whose place is held.
create index removal_holding on removal (version_no, family_id) include (program) where state <> 'effective';
create index removal_by_village on removal (village_no, removal_id);
create index removal_by_unit on removal (unit_id, unit);
create index removal_of_run on removal (run_no);
comment on table removal is
  'policy: region; who is to leave a program, why, until when they may answer, and what became of it; ids, no names';

create table removal_act (
  act_no bigint generated always as identity primary key,
  removal_id bigint not null references removal on delete cascade,
  act text not null check (act in ('propose-notice', 'confirm-notice', 'record-appeal', 'propose-removal', 'confirm-removal', 'keep', 'reinstate')),
  account_id bigint not null references account,
  reason text not null check (length(trim(reason)) >= 20),
  at timestamptz not null default now(),
  village_no bigint not null,
  domicile_village_no bigint not null
);
create index removal_act_of on removal_act (removal_id, act_no);
comment on table removal_act is 'policy: region; history of a removal: who did what, when and why; append-only';

do $$
declare
  unseen text;
  t text;
begin
  foreach t in array array['removal', 'removal_act'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    -- A notice is one when its version is in force or was: what is being prepared is nobody's to read.
    unseen := case t when 'removal' then ' and exists (select from dtsen.removal_run n where n.run_no = removal.run_no and n.issued_on is not null)'
        || ' and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(unit, unit_id, family_id))'
      else ' and exists (select from dtsen.removal r where r.removal_id = removal_act.removal_id)' end;
    execute format('create policy region_read on %I for select to dtsen_app using ((%s or %s)%s)', t,
      region_clause('village_no', 'read-family'), region_clause('domicile_village_no', 'read-family'), unseen);
    execute format('grant select on %I to dtsen_app, dtsen_worker', t);
    execute format('create policy worker_read on %I for select to dtsen_worker using (true)', t);
  end loop;
end $$;

-- Notices as they are laid ready beside a version that waits: only while its run is not issued. Held from an earlier version, a
-- place keeps the state, days and history that it had.
create function lay_removals(wanted_run bigint, programs text[], units text[], unit_ids bigint[], old_ids bigint[], family_ids bigint[],
    villages bigint[], homes bigint[], causes text[], details text[], protected text[], untold_of text[], treatments text[])
  returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  n removal_run := (select x from removal_run x where x.run_no = wanted_run and x.issued_on is null);
  laid int;
begin
  if n.run_no is null then raise exception 'run % is none that waits', wanted_run using errcode = 'check_violation'; end if;
  insert into removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause, detail,
      protections, untold, is_reviewed, state, proposed_by, notice_on, effect_on)
    select n.run_no, n.version_no, q.program, q.unit, q.unit_id, q.family_id, q.village, q.home, q.cause, q.detail,
      string_to_array(q.protected, ' '), string_to_array(q.untold, ' '), q.treatment <> 'noticed' or coalesce(e.is_reviewed, false),
      coalesce(e.state, case q.treatment when 'held' then 'held' else 'noticed' end), e.proposed_by, e.notice_on, e.effect_on
    from unnest(programs, units, unit_ids, old_ids, family_ids, villages, homes, causes, details, protected, untold_of, treatments)
      as q (program, unit, unit_id, old_id, family_id, village, home, cause, detail, protected, untold, treatment)
    left join lateral (
      -- Whoever was kept or given back is asked about anew; a notice that runs, runs on.
      select r.is_reviewed, r.state, r.proposed_by, coalesce(r.notice_on, m.issued_on) as notice_on,
        coalesce(r.effect_on, m.effect_on) as effect_on
      from removal r join removal_run m on m.run_no = r.run_no
      where r.version_no = n.before_no and r.program = q.program and r.unit = q.unit and r.unit_id = q.old_id
        and m.issued_on is not null and r.state in ('notice-proposed', 'noticed', 'appealed', 'removal-proposed')) e on true
    where not exists (select from tombstone t where t.unit = q.unit and t.unit_id = q.unit_id);
  get diagnostics laid = row_count;
  return laid;
end $$;
revoke execute on function lay_removals(bigint, text[], text[], bigint[], bigint[], bigint[], bigint[], bigint[], text[], text[], text[], text[], text[]) from public;
grant execute on function lay_removals(bigint, text[], text[], bigint[], bigint[], bigint[], bigint[], bigint[], text[], text[], text[], text[], text[]) to dtsen_worker;

-- What was laid ready for a version and never issued; it is laid anew with every simulation.
create function clear_removals(wanted_version int) returns void
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from removal r using removal_run n where n.run_no = r.run_no and n.version_no = wanted_version and n.issued_on is null
$$;
revoke execute on function clear_removals(int) from public;
grant execute on function clear_removals(int) to dtsen_worker;

-- The run that counts for going from one version to another.
create function removal_run_of(from_version int, to_version int) returns removal_run
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select n from removal_run n where n.before_no = from_version and n.version_no = to_version order by n.run_no desc limit 1
$$;
revoke execute on function removal_run_of(int, int) from public;
grant execute on function removal_run_of(int, int) to dtsen_app, dtsen_worker;

-- Programs of a run that are over their budget and for which fewer than two people answer.
create function removals_over_budget(wanted_run bigint) returns table (program text, bounds int, people int)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select b.program, count(*)::int, o.people from removal_bound b
    cross join lateral (select count(*)::int as people from removal_override o where o.run_no = b.run_no and o.program = b.program) o
    where b.run_no = wanted_run and b.outcome = 'over' and o.people < 2
    group by b.program, o.people order by b.program
$$;
revoke execute on function removals_over_budget(bigint) from public;
grant execute on function removals_over_budget(bigint) to dtsen_app, dtsen_worker;

-- Why a version may not follow another yet: nobody looked who leaves, or too many do. Null where nothing bars it.
create function removal_bar(from_version int, to_version int) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case
    when not exists (select from outcome o where o.version_no = from_version and o.outcome in ('recipient', 'review')) then null
    when removal_run_of(from_version, to_version) is null then 'removals-not-simulated'
    when exists (select from removals_over_budget((removal_run_of(from_version, to_version)).run_no)) then 'removals-over-budget' end
$$;
revoke execute on function removal_bar(int, int) from public;
grant execute on function removal_bar(int, int) to dtsen_worker;

-- Whatever publishes: a later version never follows without its removals simulated and within budget or answered for.
create function refuse_unguarded_removals() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  bar text := removal_bar(old.version_no, new.version_no);
  -- A version that is taken back is followed by the one before it, whatever their numbers: refuse_barred_back() answers for that.
  is_back boolean := new.version_no is not distinct from old.previous_version_no
    and exists (select from version v where v.version_no = old.version_no and v.state = 'withdrawn');
begin
  if bar is not null and not is_back then
    raise exception 'version % may not follow %: %', new.version_no, old.version_no, bar using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger publication_pointer_removals before update of version_no on publication_pointer for each row
  when (new.version_no > old.version_no) execute function refuse_unguarded_removals();

-- In the instant of the switch notices are given: their period runs from that day.
create function issue_removals() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
begin
  update removal_run n set issued_on = today, effect_on = after_working_days(today, n.reply_days)
    where n.run_no = (removal_run_of(old.version_no, new.version_no)).run_no and n.issued_on is null;
  return null;
end $$;
create trigger publication_pointer_notices after update of version_no on publication_pointer for each row
  when (new.version_no > old.version_no) execute function issue_removals();
