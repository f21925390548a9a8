-- Counts of a version by region, down to the village: how old facts are, how many answers are missing, who moved between deciles.

create table area_figure (
  version_no int not null references version,
  -- "ID", or the first 2, 4, 6 or all 10 digits of a village's number.
  area text collate "C" not null,
  digits smallint not null check (digits in (0, 2, 4, 6, 10)),
  village_lo bigint not null,
  village_hi bigint not null,
  families int not null,
  -- Families by the age of their newest fact, in the bands of domain/indicators.ts FACTS_AGE; the last was never surveyed.
  ages int[] not null,
  -- Of the families that were surveyed: months at which half of them are passed, and the newest day (yyyymmdd).
  median_months int,
  newest_on int,
  -- Answers that surveyed families were to give, and those that they did not.
  asked bigint not null,
  missing bigint not null,
  -- Families to a poorer decile, to the same, to a better-off one, and those the version before did not have.
  moves int[] not null,
  -- Answers that living members of surveyed families were to give, and those that they did not.
  persons_asked bigint not null default 0,
  persons_missing bigint not null default 0,
  primary key (version_no, digits, area)
);
comment on table area_figure is
  'policy: region; counts of a version by region down to the village; seen by whoever reads figures of the whole of it; no personal data';
alter table area_figure enable row level security;
alter table area_figure force row level security;
create policy owner_all on area_figure to dtsen_owner using (true) with check (true);
create policy worker_all on area_figure to dtsen_worker using (true) with check (true);
grant select, insert, delete on area_figure to dtsen_worker;
grant select on area_figure to dtsen_app;
do $$
begin
  execute format('create policy region_read on area_figure for select to dtsen_app using (%s and %s)',
    region_clause('village_lo', 'read-figures'), region_clause('village_hi', 'read-figures'));
end $$;

-- Under whose account the ranking of a version was learned; built_by is who froze it.
alter table version add column ranked_by text not null default '';

-- Of the same statistician's bench: ways to rank that were judged in the build, none of which places anybody.
alter table version_model add column layers jsonb;
comment on column version_model.layers is
  'JudgedLayers of ranking/judge-layers.ts: errors and paired gains on the version''s own survey; counts, no value of a household';
