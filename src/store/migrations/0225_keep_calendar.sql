-- Closed days and rules of a region are kept by whoever looks after it, with their basis; what was recorded is never taken back,
-- for deadlines were told by it. A rule ends on a day to come.

-- Verdict "kept", or outside-region, known-already, day-past.
create function keep_closed_day(wanted_region text, lo bigint, hi bigint, wanted_day date, basis text, today date) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not coalesce(int8range(lo, hi, '[]') <@ my_ranges('keep-calendar'), false) then return 'outside-region'; end if;
  -- Clocks that run were told without it: it would move nobody's deadline any more.
  if wanted_day <= today then return 'day-past'; end if;
  insert into region_closed_day (day, region_code, village_lo, village_hi, legal_basis, recorded_by)
    values (wanted_day, wanted_region, lo, hi, basis, acting_account()) on conflict (day, region_code) do nothing;
  return case when found then 'kept' else 'known-already' end;
end $$;

-- A rule begins, or the one that runs ends. Verdict "kept", or outside-region, known-already, not-found, day-past.
create function keep_region_rule(wanted_rule text, wanted_region text, lo bigint, hi bigint, first_day date, last_day date, basis text,
    today date) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not coalesce(int8range(lo, hi, '[]') <@ my_ranges('keep-calendar'), false) then return 'outside-region'; end if;
  if last_day is not null then
    if last_day < today then return 'day-past'; end if;
    update region_rule set valid_to = last_day where rule = wanted_rule and region_code = wanted_region and valid_to is null
      and valid_from <= last_day;
    return case when found then 'kept' else 'not-found' end;
  end if;
  if first_day < today then return 'day-past'; end if;
  insert into region_rule (rule, region_code, village_lo, village_hi, valid_from, legal_basis, recorded_by)
    values (wanted_rule, wanted_region, lo, hi, first_day, basis, acting_account())
    on conflict (rule, region_code) where valid_to is null do nothing;
  return case when found then 'kept' else 'known-already' end;
end $$;

revoke execute on function keep_closed_day(text, bigint, bigint, date, text, date),
  keep_region_rule(text, text, bigint, bigint, date, date, text, date) from public;
grant execute on function keep_closed_day(text, bigint, bigint, date, text, date),
  keep_region_rule(text, text, bigint, bigint, date, date, text, date) to dtsen_app;
