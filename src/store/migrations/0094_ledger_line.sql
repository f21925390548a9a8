-- The identity ledger of a version: the segments of those it stands on, itself the last. A version that was withdrawn after
-- another had been built on it is part of that one's past: its ids went on there.
create function ledger_files(wanted_version int) returns table (file text)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with recursive line as (
    select v.version_no, v.parent_version_no from version v where v.version_no = wanted_version
    union all
    select p.version_no, p.parent_version_no from line l join version p on p.version_no = l.parent_version_no)
  select s.file from ledger_segment s join line l on l.version_no = s.version_no order by s.segment_no
$$;
revoke execute on function ledger_files(int) from public;
grant execute on function ledger_files(int) to dtsen_worker;
