-- A family is told that its card needs another holder, that its aid goes on, and by what way it is paid; nobody is named.

create function own_holder(wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('state', c.state, 'step', c.step, 'cause', x.reason, 'reason', c.reason,
    'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date::text, 'changed_on', x.changed_on::text)
  from case_file c join holder_change x using (case_id)
  where c.family_id in (select ids_of_family(wanted_family)) and c.state <> 'withdrawn'
    -- What ended is told for a quarter of a year, as long as a phase lasts.
    and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '3 months')
    and not dtsen_policy.is_hidden('person', c.person_id, c.family_id)
  order by c.opened_at desc, c.case_id desc limit 1
$$;
revoke execute on function own_holder(bigint) from public;

create or replace function own_payments(wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.program, t.phase desc, t.status), '[]') from (
    select p.program, p.phase, p.status, max(p.reported_on)::text as reported_on, bool_or(p.layout = 'pos-2026') as by_post
    from (select y.*, r.layout, dense_rank() over (partition by y.program order by r.phase_from desc) as nth
      from payment y join payment_report r on r.report_no = y.report_no
      where y.family_id = wanted_family and not dtsen_policy.is_hidden(y.unit, y.unit_id, y.family_id)) p
    where p.nth <= 2
    group by p.program, p.phase, p.status) t
$$;

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
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;
