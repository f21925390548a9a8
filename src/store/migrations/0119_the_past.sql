-- What the register said of a family in a version of before (decision 0053).

-- Ids of families as they went on, step by step: merged into another (0), or parted from one that stays (1). A family of today is
-- found under its id of then.
create table family_passage (
  version_no int not null references version,
  -- The version whose build found it: that one or an earlier.
  passed_in int not null,
  from_family_id bigint not null,
  to_family_id bigint not null,
  is_parted smallint not null check (is_parted in (0, 1)),
  primary key (version_no, from_family_id, to_family_id, passed_in)
);
create index family_passage_back on family_passage (to_family_id);
comment on table family_passage is 'policy: vault; read by questions about a version of before; ids only';

-- What the lake worker read of a family for one who asked, for a quarter of an hour; read through ask_past alone.
create table past_family (
  job_no bigint primary key references lake_job,
  account_id bigint not null references account,
  version_no int not null references version,
  family_id bigint not null,
  body jsonb not null,
  expires_at timestamptz not null default now() + interval '15 minutes'
);
create index past_family_asked on past_family (account_id, family_id, version_no);
comment on table past_family is
  'policy: vault; what a frozen version said of a family, for whoever asked; read by ask_past alone, which leaves out the hidden and the erased';

do $$
declare
  t text;
begin
  foreach t in array array['family_passage', 'past_family'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
  end loop;
end $$;
grant select, insert, delete on family_passage to dtsen_worker;
create policy worker_all on family_passage to dtsen_worker using (true) with check (true);

-- Whoever is erased is erased here too, at once.
create function forget_past() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  delete from past_family;
  return null;
end $$;
create trigger tombstone_forgets_past after insert or update on tombstone for each statement execute function forget_past();

-- Whether a family of the version in force may be read within these villages.
create function is_readable(wanted_family bigint, ranges int8multirange, sees_hidden boolean) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = wanted_family and (not f.is_suppressed or sees_hidden)
      and (f.village_no <@ ranges or f.domicile_village_no <@ ranges or exists (select from finding x
        where x.family_id = f.family_id and x.kind = 'moved' and x.answer is null and x.confirmed_by is not null
          and x.domicile_village_no <@ ranges)))
$$;

-- Ids under which a family of today may stand in a version: its own and those that the ledger leads to it, or from it where
-- that version is a later one that was taken back. Parted: it was a part of that one.
create function family_ids_then(wanted_version int, wanted_family bigint) returns table (family_id bigint, is_parted boolean)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with recursive now_in as (select p.version_no as no from publication_pointer p),
  step (family_id, at, is_parted) as (
    select wanted_family, n.no, false from now_in n
    union
    select case when x.to_family_id = s.family_id then x.from_family_id else x.to_family_id end,
      case when wanted_version < n.no then x.passed_in - 1 else x.passed_in end, s.is_parted or x.is_parted = 1
    from step s cross join now_in n join family_passage x on x.version_no = greatest(n.no, wanted_version) and (
      (wanted_version < n.no and x.to_family_id = s.family_id and x.passed_in <= s.at and x.passed_in > wanted_version)
      or (wanted_version > n.no and x.from_family_id = s.family_id and x.passed_in > s.at and x.is_parted = 0)))
  select s.family_id, bool_and(s.is_parted) from step s group by s.family_id
$$;

-- Which ids the people of a family of today had in a version: [{"now": 5, "then": 3}, …].
create function person_ids_then(wanted_version int, wanted_family bigint, sees_hidden boolean) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with recursive step (now_id, then_id, at) as (
    select q.person_id, q.person_id, q.version_no from person q join publication_pointer p on p.version_no = q.version_no
      where q.family_id = wanted_family and (not q.is_suppressed or sees_hidden) and q.life_status is distinct from -5
    union
    select s.now_id, x.from_person_id, x.passed_in - 1 from step s cross join publication_pointer p
      join person_passage x on x.version_no = p.version_no and x.to_person_id = s.then_id
        and x.passed_in <= s.at and x.passed_in > wanted_version)
  select coalesce(jsonb_agg(distinct jsonb_build_object('now', s.now_id, 'then', s.then_id)), '[]') from step s
$$;

-- What a projection that still stands at the desk says, in the shape in which the lake worker writes it.
create function past_at_desk(wanted_version int, families bigint[], persons bigint[]) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object(
    'families', (select coalesce(jsonb_agg(jsonb_build_object('family_id', f.family_id, 'head_person_id', f.head_person_id,
        'village_no', f.village_no, 'domicile_village_no', f.domicile_village_no, 'facts_as_of', f.facts_as_of,
        'facts', f.facts, 'sources', f.sources, 'decile_national', f.decile_national, 'decile_province', f.decile_province,
        'decile_regency', f.decile_regency, 'percentile', f.percentile) order by f.family_id), '[]')
      from family f where f.version_no = wanted_version and f.family_id = any (families)),
    'persons', (select coalesce(jsonb_agg(jsonb_build_object('person_id', q.person_id, 'family_id', q.family_id,
        'life_status', q.life_status, 'facts', q.facts, 'sources', q.sources) order by q.person_id), '[]')
      from person q where q.version_no = wanted_version and (q.family_id = any (families) or q.person_id = any (persons))),
    'outcomes', (select coalesce(jsonb_agg(jsonb_build_object('program', o.program, 'unit', o.unit, 'unit_id', o.unit_id,
        'family_id', o.family_id, 'outcome', o.outcome) order by o.unit, o.program, o.unit_id), '[]')
      from outcome o where o.version_no = wanted_version and o.family_id = any (families)))
$$;

-- As far as it may be told today: without whoever is hidden for safety and whoever is read elsewhere by others, nothing of the
-- erased but that they are erased, and no family of which nobody is left.
create function seen_past(said jsonb, own_family bigint, ranges int8multirange, sees_hidden boolean) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with judged as (
    select e.body, (e.body ->> 'family_id')::bigint as family_id, n.person_id as now_id, n.family_id as now_family,
      exists (select from tombstone t where t.unit = 'person' and t.unit_id in (e.id, n.person_id)) as is_gone,
      not sees_hidden and (dtsen_policy.is_hidden('person', e.id, (e.body ->> 'family_id')::bigint)
        or coalesce(dtsen_policy.is_hidden('person', n.person_id, n.family_id), false)) as is_hidden,
      coalesce(n.family_id <> own_family and not (n.village_no <@ ranges or n.domicile_village_no <@ ranges), false) as is_others
    from (select value as body, (value ->> 'person_id')::bigint as id from jsonb_array_elements(said -> 'persons')) e
    left join publication_pointer c on true
    left join person_redirect r on r.version_no = c.version_no and r.from_person_id = e.id
    left join lateral (select q.person_id, q.family_id, q.village_no, q.domicile_village_no from person q
      where q.version_no = c.version_no and q.person_id = coalesce(r.to_person_id, e.id) limit 1) n on true),
  shown as (
    select j.family_id, j.is_gone, (j.body ->> 'person_id')::bigint as id,
      case when j.is_gone then j.body || jsonb_build_object('life_status', -5, 'sources', '{}'::jsonb, 'facts',
          (select coalesce(jsonb_agg(-5), '[]') from jsonb_array_elements(j.body -> 'facts')))
        else j.body || jsonb_build_object('now_id', j.now_id, 'now_family', j.now_family) end as body
    from judged j where not j.is_hidden and not j.is_others),
  standing as (
    select (f.value ->> 'family_id')::bigint as id, case when m.living > 0 then f.value
        else f.value || jsonb_build_object('sources', '{}'::jsonb, 'facts_as_of', null, 'decile_national', null,
          'decile_province', null, 'decile_regency', null, 'percentile', null, 'facts',
          (select coalesce(jsonb_agg(-5), '[]') from jsonb_array_elements(f.value -> 'facts'))) end as body,
      m.living
    from jsonb_array_elements(said -> 'families') f
    cross join lateral (select count(*) filter (where not j.is_gone and not j.is_hidden) as living,
        count(*) filter (where j.is_hidden) as hidden, count(*) as whole
      from judged j where j.family_id = (f.value ->> 'family_id')::bigint) m
    where (sees_hidden or not dtsen_policy.is_hidden('family', (f.value ->> 'family_id')::bigint, null))
      and (m.hidden = 0 or m.living > 0))
  select jsonb_build_object(
    'families', (select coalesce(jsonb_agg(s.body order by s.id), '[]') from standing s),
    'persons', (select coalesce(jsonb_agg(s.body order by s.id), '[]') from shown s),
    'outcomes', (select coalesce(jsonb_agg(o.value), '[]') from jsonb_array_elements(said -> 'outcomes') o
      where exists (select from standing s where s.id = (o.value ->> 'family_id')::bigint and s.living > 0)
        and (o.value ->> 'unit' = 'family' or exists (select from shown s
          where not s.is_gone and s.id = (o.value ->> 'unit_id')::bigint))))
$$;

-- What was noted of these families and people, each with its instant: the case file, so that what was known on a day can be told from
-- what came later. Of a finding also when it was in force: confirmed, and not answered by a version in force then.
create function case_events(families bigint[], persons bigint[]) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with own as (
    select x.* from finding x where x.family_id = any (families)
      and (x.unit = 'family' or x.unit_id = any (persons))),
  answered as (
    select a.finding_id, a.answer, v.label, p.from_at, (select min(q.from_at) from publication q
      where q.publication_no > p.publication_no and q.version_no < p.version_no) as until_at
    from finding_answer a join own x on x.finding_id = a.finding_id join publication p on p.version_no = a.version_no
    join version v on v.version_no = a.version_no),
  told (kind, at, unit, unit_id, what, variable, value, detail) as (
    select 'finding-recorded', x.recorded_at, x.unit, x.unit_id, x.kind, x.variable_id, x.fact_value, null from own x
    union all
    select 'finding-confirmed', x.confirmed_at, x.unit, x.unit_id, x.kind, x.variable_id, x.fact_value, null from own x
      where x.confirmed_at is not null
    union all
    select 'finding-' || a.answer, a.from_at, x.unit, x.unit_id, x.kind, x.variable_id, x.fact_value, a.label
      from answered a join own x on x.finding_id = a.finding_id
    union all
    select 'proposal-received', c.received_on::timestamp at time zone 'Asia/Jakarta', c.unit, c.unit_id, c.ground,
        c.variable_id, c.proposed_value, null
      from correction_proposal c where c.family_id = any (families) and (c.unit = 'family' or c.unit_id = any (persons))
    union all
    select 'proposal-decided', c.decided_at, c.unit, c.unit_id, c.decision, c.variable_id, c.proposed_value, null
      from correction_proposal c where c.family_id = any (families) and c.decided_at is not null
        and (c.unit = 'family' or c.unit_id = any (persons))
    union all
    select 'check-opened', e.opened_at, case when e.person_id is null then 'family' else 'person' end,
        coalesce(e.person_id, e.family_id), e.statement, null, null, e.source
      from evidence_check e where e.family_id = any (families) and (e.person_id is null or e.person_id = any (persons))
    union all
    select 'check-' || e.state, e.decided_at, case when e.person_id is null then 'family' else 'person' end,
        coalesce(e.person_id, e.family_id), e.statement, null, null, e.source
      from evidence_check e where e.family_id = any (families) and e.decided_at is not null
        and (e.person_id is null or e.person_id = any (persons))
    union all
    select 'identity-answered', i.answered_on::timestamp at time zone 'Asia/Jakarta', 'person', i.person_id, i.outcome,
        null, null, null
      from identity_check i where i.person_id = any (persons)
    union all
    select 'decree-recorded', d.recorded_at, null, null, d.program_code, null, null, d.act_number from decree d
    union all
    select 'version-' || p.kind, p.from_at, null, null, v.label, null, null, null
      from publication p join version v on v.version_no = p.version_no)
  select jsonb_build_object(
    'told', (select coalesce(jsonb_agg(to_jsonb(t) order by t.at, t.kind, t.what), '[]') from told t),
    'laid', (select coalesce(jsonb_agg(jsonb_build_object('unit', x.unit, 'unit_id', x.unit_id, 'kind', x.kind,
        'place', x.fact_place, 'value', x.fact_value, 'from', x.confirmed_at, 'answered',
        (select coalesce(jsonb_agg(jsonb_build_object('from', a.from_at, 'until', a.until_at)), '[]') from answered a
          where a.finding_id = x.finding_id)) order by x.finding_id), '[]')
      from own x where x.confirmed_at is not null))
$$;

revoke execute on function forget_past(), is_readable(bigint, int8multirange, boolean), family_ids_then(int, bigint),
  person_ids_then(int, bigint, boolean), past_at_desk(int, bigint[], bigint[]),
  seen_past(jsonb, bigint, int8multirange, boolean), case_events(bigint[], bigint[]) from public;
