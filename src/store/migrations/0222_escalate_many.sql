-- Clocks of a nation run out together: whoever is above is called about all cases that stand alike in one statement.

create table case_way_call (
  kind text not null,
  -- Of a step, or of a wait for somebody outside it.
  waits boolean not null,
  name text not null,
  level int not null check (level >= 1),
  institution text not null references institution,
  tier text not null,
  primary key (kind, waits, name, level)
);
comment on table case_way_call is 'policy: reference; whom a clock calls at each step and each wait of a kind of case, from the law book';
select make_reference(array['case_way_call']);

drop index case_file_due;
create index case_file_due on case_file (kind, due_at)
  where due_at is not null and not is_called_out and state in ('open', 'returned', 'paused');

-- Cases whose clock has run out and above whose holder somebody is left to call, counted by how they stand.
create function due_cases(wanted_kind text, moment timestamptz)
  returns table (step text, waits boolean, reason text, urgency text, level int, cases bigint)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.step, c.state = 'paused', case when c.state = 'paused' then c.reason end, c.urgency, c.level, count(*)
  from case_file c
  where c.kind = wanted_kind and c.due_at < moment and not c.is_called_out and c.state in ('open', 'returned', 'paused')
    and exists (select from case_way_call w where w.kind = c.kind and w.waits = (c.state = 'paused')
      and w.name = case when c.state = 'paused' then c.reason else c.step end and w.level = c.level + 1)
  group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
$$;

-- Calls the next one about at most so many cases that stand alike: an event and a notice each, a new clock by the calendar of each
-- case's village, or none where nobody is above any more. It decides nothing.
create function escalate_cases(wanted_kind text, wanted_step text, wanted_waits boolean, wanted_reason text, wanted_urgency text,
    wanted_level int, moment timestamptz, dues jsonb, most int) returns table (case_id bigint, due_at timestamptz)
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with called as (select w.institution, w.tier, not exists (select from case_way_call n where n.kind = w.kind and n.waits = w.waits
        and n.name = w.name and n.level = w.level + 1) as is_last
      from case_way_call w where w.kind = wanted_kind and w.waits = wanted_waits
      and w.name = case when wanted_waits then wanted_reason else wanted_step end and w.level = wanted_level + 1),
  late as materialized (
    select c.case_id, c.village_no from case_file c, called
    where c.kind = wanted_kind and c.due_at < moment and not c.is_called_out and c.state in ('open', 'returned', 'paused')
      and c.step = wanted_step
      and (c.state = 'paused') = wanted_waits and (not wanted_waits or c.reason = wanted_reason) and c.urgency = wanted_urgency
      and c.level = wanted_level
    order by c.case_id limit most for no key update of c skip locked),
  clocked as (
    select l.case_id, d.due_at from late l
    left join jsonb_to_recordset(dues) as d (lo bigint, hi bigint, due_at timestamptz) on l.village_no between d.lo and d.hi),
  noted as (
    insert into case_event (case_id, act, step, at) select l.case_id, 'escalate', wanted_step, moment from late l
    returning case_event.case_id, event_no),
  moved as (
    update case_file c set holder_institution = called.institution, holder_tier = called.tier, level = wanted_level + 1,
        due_at = coalesce(k.due_at, c.due_at), is_called_out = called.is_last
      from clocked k, called where c.case_id = k.case_id returning c.case_id, c.due_at),
  told as (
    insert into case_notice (case_id, event_no, to_institution, to_tier, at)
      select n.case_id, n.event_no, called.institution, called.tier, moment from noted n, called)
  select m.case_id, m.due_at from moved m order by m.case_id
$$;
drop function escalate_case(bigint, bigint, timestamptz, jsonb);

revoke execute on function due_cases(text, timestamptz),
  escalate_cases(text, text, boolean, text, text, int, timestamptz, jsonb, int) from public;
grant execute on function due_cases(text, timestamptz),
  escalate_cases(text, text, boolean, text, text, int, timestamptz, jsonb, int) to dtsen_worker;
