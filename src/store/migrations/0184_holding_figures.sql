-- Who holds places in which programs, by region and national decile: families counted, nobody named.
create table holding_figure (
  version_no int not null references version,
  -- "ID", or the first 2, 4, 6 or all 10 digits of a village's number.
  area text collate "C" not null,
  digits smallint not null check (digits in (0, 2, 4, 6, 10)),
  village_lo bigint not null,
  village_hi bigint not null,
  -- 0 where a family has no decile.
  decile smallint not null check (decile between 0 and 10),
  -- Programs in which somebody of the family holds a place, in the order of their codes.
  programs text[] not null,
  families int not null check (families > 0),
  primary key (version_no, digits, area, decile, programs)
);
comment on table holding_figure is
  'policy: region; families of a version by region, decile and the programs they hold places in; seen by whoever reads figures of the whole of it; no personal data';
alter table holding_figure enable row level security;
alter table holding_figure force row level security;
create policy owner_all on holding_figure to dtsen_owner using (true) with check (true);
grant select on holding_figure to dtsen_app;
do $$
begin
  execute format('create policy region_read on holding_figure for select to dtsen_app using (%s and %s)',
    region_clause('village_lo', 'read-figures'), region_clause('village_hi', 'read-figures'));
end $$;

-- Counts a version anew: when it is projected, and when lists are brought beside it.
create function count_holdings(wanted_version int) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  delete from holding_figure where version_no = wanted_version;
  if not exists (select from outcome o where o.version_no = wanted_version) then return; end if;
  insert into holding_figure
  with held as (
    select family_id, array_agg(distinct program order by program) as programs from outcome
    where version_no = wanted_version and outcome in ('recipient', 'review')
    group by family_id),
  counted as (
    select f.village_no, coalesce(f.decile_national, 0) as decile, coalesce(h.programs, '{}') as programs, count(*) as families
    from family f left join held h on h.family_id = f.family_id
    where f.version_no = wanted_version and f.size > 0
    group by 1, 2, 3)
  select wanted_version, case t.digits when 0 then 'ID' else left(c.village_no::text, t.digits) end, t.digits,
    rpad(left(c.village_no::text, t.digits), 10, '0')::bigint, rpad(left(c.village_no::text, t.digits), 10, '9')::bigint,
    c.decile, c.programs, sum(c.families)::int
  from counted c cross join (values (0), (2), (4), (6), (10)) t (digits)
  group by 1, 2, 3, 4, 5, 6, 7;
end $$;
revoke execute on function count_holdings(int) from public;
grant execute on function count_holdings(int) to dtsen_worker;
