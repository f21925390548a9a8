-- Whoever stands on the list that was last determined and falls out leaves a program, also where the version in force did not
-- have her any more: a run says against which determinations it was held, and another makes it no run.
alter table removal_run add column determinations bigint[] not null default '{}';
comment on column removal_run.determinations is 'determinations in force whose lists it was held against beside the version before, by number';

-- Determinations in force of versions other than the one that is followed: their lists are held against the next too.
create function removal_bases(from_version int, to_version int)
  returns table (program text, determination_no bigint, version_no int, label text)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.program_code, d.determination_no, d.version_no, d.label from determinations_in_force() d
    where d.kind = 'decree' and d.version_no <> from_version and d.version_no < to_version
    order by d.determination_no
$$;
revoke execute on function removal_bases(int, int) from public;
grant execute on function removal_bases(int, int) to dtsen_worker;

create or replace function removal_bar(from_version int, to_version int) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case
    when not exists (select from outcome o where o.version_no = from_version and o.outcome in ('recipient', 'review')) then null
    when removal_run_of(from_version, to_version) is null then 'removals-not-simulated'
    when (removal_run_of(from_version, to_version)).determinations
      <> array(select b.determination_no from removal_bases(from_version, to_version) b) then 'removals-not-simulated'
    when exists (select from removals_over_budget((removal_run_of(from_version, to_version)).run_no)) then 'removals-over-budget' end
$$;
