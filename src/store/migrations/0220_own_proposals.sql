-- A family reads of every proposal about it: where it stands, until when, and, where it was not accepted, why and what it can do.
-- Never who proposed it.

create function own_aid_proposals(wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.opened_on desc), '[]') from (
    select c.state, c.step, c.reason, p.program, p.is_diverted,
      (c.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on,
      (c.due_at at time zone 'Asia/Jakarta')::date::text as due_on, v.label as answered_in
    from case_file c join aid_proposal p using (case_id) left join version v on v.version_no = p.answered_version_no
    where c.kind = 'aid-proposal' and c.family_id in (select ids_of_family(wanted_family)) and c.state <> 'withdrawn'
      -- What ended is told for half a year: longer than it may be contested.
      and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '6 months')
    order by c.opened_at desc, c.case_id desc limit 3) t
$$;
revoke execute on function own_aid_proposals(bigint) from public;

-- As before, with it.
create or replace function public_open_explanation(code bytea, address text, address_budget integer, request text)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
    'removals', case when sheet is null then '[]'::jsonb else own_removals(now_in, own) end,
    'payments', case when sheet is null then '[]'::jsonb else own_payments(own) end,
    'holder', case when sheet is null then null else own_holder(own) end,
    'proposals', case when sheet is null then '[]'::jsonb else own_aid_proposals(own) end,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;
