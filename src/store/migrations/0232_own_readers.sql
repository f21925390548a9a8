-- Who saw my data: a family reads, by its own code, who opened or did what about it, when and why (UU 27/2022 article 32). What would
-- warn those who are looked into is told later; what one of the house asked for in secret is told to nobody of it.

create table told_reading (
  kind text not null check (kind in ('act', 'purpose', 'public-act')),
  code text not null,
  telling text not null check (telling in ('at-once', 'later', 'never')),
  primary key (kind, code)
);
comment on table told_reading is 'policy: reference; acts and purposes that a family is told of later or never, from the law book';
select make_reference(array['told_reading']);

-- Days of the last year, newest first: role, office, purpose and act, and how often. No name of an officer, and nothing about whom.
create function own_readers(own bigint, moment timestamptz, later_days int, most int) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with told as (
    select (e.at at time zone 'Asia/Jakarta')::date as day, e.detail ->> 'role' as role, e.detail ->> 'office' as office,
      case when e.actor like 'cli:%' then 'cli:' else e.actor end as actor, e.purpose_code as purpose, e.act, count(*) as times
    from audit_entry e
    left join told_reading a on a.kind = 'act' and a.code = e.act
    left join told_reading p on p.kind = 'purpose' and p.code = e.purpose_code
    where e.family_id in (select ids_of_family(own)) and e.decision not in ('refused', 'miss')
      and e.at > moment - interval '1 year' and e.fields_class not in ('vault', 'inquiry')
      and not dtsen_policy.is_hidden(e.subject_kind, e.subject_id, e.family_id)
      and (e.actor <> 'public' or exists (select from told_reading x where x.kind = 'public-act' and x.code = e.act))
      and 'never' not in (coalesce(a.telling, ''), coalesce(p.telling, ''))
      and ('later' not in (coalesce(a.telling, ''), coalesce(p.telling, '')) or e.at < moment - make_interval(days => later_days))
    group by 1, 2, 3, 4, 5, 6)
  select jsonb_build_object('all', (select count(*) from told), 'lines', coalesce((select jsonb_agg(to_jsonb(t) order by t.day desc, t.act, t.role)
    from (select * from told order by day desc, act, role limit most) t), '[]'))
$$;

-- Opened by the code of the explanation, counted and noted like it. Verdict: answered, unknown, over-budget.
create function public_read_readers(code bytea, address text, address_budget int, moment timestamptz, later_days int, most int,
    request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint;
  told jsonb;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['e:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    own := family_of_explanation(code);
    select own_readers(f.family_id, moment, later_days, most) into told from family f
      join publication_pointer p on p.version_no = f.version_no where f.family_id = own and not f.is_suppressed;
  end if;
  perform public_note('read-own-readers', case when told is null then null else own end, null, null, 'work', request);
  return jsonb_build_object('verdict', case when used[1] > address_budget then 'over-budget' when told is null then 'unknown'
    else 'answered' end, 'told', told);
end $$;

revoke execute on function own_readers(bigint, timestamptz, int, int),
  public_read_readers(bytea, text, int, timestamptz, int, int, text) from public;
grant execute on function public_read_readers(bytea, text, int, timestamptz, int, int, text) to dtsen_app;
