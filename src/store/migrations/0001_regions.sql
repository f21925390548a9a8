-- Provinces to villages. A region is a surrogate; its codes are dated rows (design 5.11).

create table region (
  region_id int primary key,
  tier text not null check (tier in ('nation', 'province', 'regency', 'district', 'village')),
  parent_id int references region,
  name text not null,
  -- Every village of the region has its ten-digit code, as a number, in this range.
  village_lo bigint not null,
  village_hi bigint not null,
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  check (village_lo <= village_hi)
);
create index region_by_parent on region (parent_id);
create index region_by_range on region (village_lo, village_hi);
comment on table region is 'policy: reference; provinces to villages, source idn-area-data (ODbL)';

create table region_code (
  system text not null check (system in ('kemendagri', 'bps')),
  code text collate "C" not null,
  region_id int not null references region,
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  decree text not null,
  primary key (system, code, valid_from)
);
create index region_code_by_region on region_code (region_id);
comment on table region_code is 'policy: reference; what a region is called in a system, while it is';

create table region_succession (
  from_region_id int not null references region,
  to_region_id int not null references region,
  share_ppm int not null check (share_ppm between 0 and 1000000),
  valid_from date not null,
  decree text not null,
  primary key (from_region_id, to_region_id, valid_from)
);
comment on table region_succession is
  'policy: reference; which region became which; share in millionths of its families';
