-- Lists of programs beyond those of every version, brought to the desk for a version that stands there: outcomes and counts, reckoned
-- from the same frozen facts. Brought again they are the same; a projection made anew has none until they are brought again.
create function take_brought_list(wanted_version int, wanted_program text) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  taken int;
begin
  if exists (select from publication_sheet s where s.version_no = wanted_version and wanted_program = any (s.programs)) then
    raise exception '% is a list of every version and comes with its projection', wanted_program; end if;
  if not exists (select from version v where v.version_no = wanted_version and v.state in ('projected', 'published')) then
    raise exception 'lists are brought for a version that stands at the desk'; end if;
  delete from outcome o where o.version_no = wanted_version and o.program = wanted_program;
  insert into outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome, place, first_reason,
      rules_true, rules_unknown, amount_rupiah, ruleset_id)
    select wanted_version, b.family_id, wanted_program, b.unit, b.unit_id, f.village_no, f.domicile_village_no, b.outcome,
      b.place, b.first_reason, b.rules_true, b.rules_unknown, b.amount_rupiah, b.ruleset_id
    from pg_temp.list_brought b join family f on f.version_no = wanted_version and f.family_id = b.family_id
    where b.program = wanted_program and (b.unit = 'family' or exists (select from person q where q.version_no = wanted_version
      and q.person_id = b.unit_id));
  get diagnostics taken = row_count;
  return taken;
end $$;
revoke execute on function take_brought_list(int, text) from public;
grant execute on function take_brought_list(int, text) to dtsen_worker;

-- Who is hidden for safety is marked in what was brought, as in a projection.
create function mark_brought_lists() returns void
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$ select mark_suppressed() $$;
revoke execute on function mark_brought_lists() from public;
grant execute on function mark_brought_lists() to dtsen_worker;
