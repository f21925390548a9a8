-- What programs decided of a family, for its own explanation: outcome and first reason of each, of its own version in force.
create function own_outcomes(wanted_version int, wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('program', o.program, 'unit', o.unit, 'outcome', o.outcome,
      'first_reason', o.first_reason, 'ruleset_id', o.ruleset_id) order by o.program, o.unit_id), '[]')
  from outcome o where o.version_no = wanted_version and o.family_id = wanted_family and not o.is_suppressed
$$;
revoke execute on function own_outcomes(int, bigint) from public;

create or replace function public_open_explanation(code bytea, address text, address_budget integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 set search_path = pg_catalog, dtsen, pg_temp
AS $$
declare
  used int[];
  own bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
  sheet jsonb;
  old jsonb;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['e:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    own := family_of_explanation(code);
    sheet := explained_family(now_in, own);
    select explained_family(b.before_version, b.before_family) into old from family_before(now_in, own) b;
  end if;
  perform public_note('read-own-explanation', (sheet ->> 'family_id')::bigint, (sheet ->> 'village_no')::bigint, now_in,
    'facts', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when sheet is null then 'unknown' else 'answered' end,
    'sheet', sheet, 'before', old, 'outcomes', case when sheet is null then '[]'::jsonb else own_outcomes(now_in, own) end,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;
