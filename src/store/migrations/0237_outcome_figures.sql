-- How cases of each village stand, how long they took, and what looking into something has found: counts, made anew every few minutes
-- from the cases themselves. Hidden families and complaints about an office of the region are in none.

create table outcome_figure (
  village_no bigint not null,
  measure text not null check (measure in ('pbi-reactivation', 'holder-change', 'aid-proposal', 'objection', 'resignation', 'complaint',
    'appeal', 'listed-leaves', 'objection-upheld', 'proposal-gains', 'visit-differs')),
  part text not null,
  units int not null check (units > 0),
  primary key (village_no, measure, part)
);
comment on table outcome_figure is 'policy: region; counts of cases and of what was found, by village; made anew from the cases';

create table outcome_look (
  one boolean primary key default true check (one),
  at timestamptz not null
);
comment on table outcome_look is 'policy: reference; when the counts of cases were last made';

do $$
declare
  readable text;
begin
  alter table outcome_figure enable row level security;
  alter table outcome_figure force row level security;
  create policy owner_all on outcome_figure to dtsen_owner using (true) with check (true);
  grant select on outcome_figure to dtsen_app;
  -- Whoever may read the cases may read how many there are.
  select string_agg(format('measure = %L and %s', w.measure, region_clause('village_no', w.read_right)), ' or ' order by w.place)
    into readable
  from (values (1, 'pbi-reactivation', 'read-reactivation'), (2, 'holder-change', 'read-holder'), (3, 'aid-proposal', 'read-proposal'),
    (4, 'objection', 'read-objection'), (5, 'resignation', 'read-resignation'), (6, 'complaint', 'read-complaint'),
    (7, 'appeal', 'read-appeal'), (8, 'listed-leaves', 'read-verval'), (9, 'objection-upheld', 'read-objection'),
    (10, 'proposal-gains', 'read-proposal'), (11, 'visit-differs', 'read-proposal')) as w(place, measure, read_right);
  execute format('create policy region_read on outcome_figure for select to dtsen_app using (%s)', readable);
  alter table outcome_look enable row level security;
  alter table outcome_look force row level security;
  create policy owner_all on outcome_look to dtsen_owner using (true) with check (true);
  create policy reference_read on outcome_look for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
  grant select on outcome_look to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;
end $$;

-- Counts everything anew, in one transaction: who reads meanwhile reads what was.
create function count_outcomes(moment timestamptz, bounds int[]) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  counted int;
begin
  perform pg_advisory_xact_lock(hashtextextended('outcomes', 0));
  delete from outcome_figure;
  insert into outcome_figure (village_no, measure, part, units)
  with shown as (
    select c.* from case_file c
    where not 'province-examines' = any (c.rules) and not dtsen_policy.is_hidden('person', c.person_id, c.family_id)),
  standing as (
    select s.village_no, s.kind, s.state, s.state in ('open', 'returned', 'paused') and s.due_at < moment as is_late,
      case when s.state in ('done', 'refused', 'withdrawn') then coalesce('within-' || (
        select min(b) from unnest(bounds) b where s.since <= s.opened_at + make_interval(days => b)), 'longer') end as took
    from shown s),
  cases as (
    select village_no, kind as measure, state as part, count(*)::int as units from standing group by 1, 2, 3
    union all select village_no, kind, 'overdue', count(*)::int from standing where is_late group by 1, 2
    union all select village_no, kind, took, count(*)::int from standing where took is not null group by 1, 2, 3),
  looked as (
    select v.village_no, 'listed-leaves' as measure, coalesce(x.confirmed_by is not null and x.answer is distinct from 'refused', false)
        as is_found
      from verval_standing v left join finding x on x.finding_id = v.finding_id
      where v.reason is not null and v.reason <> 'not-found' and not dtsen_policy.is_hidden('family', v.family_id, v.family_id)
    union all select s.village_no, 'objection-upheld', s.state = 'done' from shown s
      where s.kind = 'objection' and s.state in ('done', 'refused')
    union all select s.village_no, 'proposal-gains',
        coalesce(p.after_decile < p.before_decile, false)
          or coalesce(cardinality(p.after_places), 0) > coalesce(cardinality(p.before_places), 0)
      from shown s join aid_proposal p using (case_id) where p.answered_version_no is not null
    union all select g.village_no, 'visit-differs', exists (select from ground_check_answer a
        where a.check_no = g.check_no and a.recorded is distinct from a.value)
      from ground_check g where g.outcome = 'met' and not dtsen_policy.is_hidden('family', g.family_id, g.family_id))
  select * from cases
  union all select village_no, measure, 'looked', count(*)::int from looked group by 1, 2
  union all select village_no, measure, 'found', count(*)::int from looked where is_found group by 1, 2;
  get diagnostics counted = row_count;
  insert into outcome_look (at) values (moment) on conflict (one) do update set at = excluded.at;
  return counted;
end $$;
revoke execute on function count_outcomes(timestamptz, int[]) from public;
grant execute on function count_outcomes(timestamptz, int[]) to dtsen_worker;
