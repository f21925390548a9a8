-- Appeals (keberatan atas keputusan): within days another office reviews what was refused, by people who had no hand in it; upheld, the
-- case is opened again at the step that refused it, and whoever refused it says no more there.

alter table case_file drop constraint case_file_kind_check;
alter table case_file add check (kind in ('pbi-reactivation', 'holder-change', 'aid-proposal', 'objection', 'resignation', 'complaint',
  'appeal'));
alter table case_file drop constraint case_opened_by;
alter table case_file add constraint case_opened_by check (opened_by is not null
  or kind in ('holder-change', 'aid-proposal', 'objection', 'resignation', 'complaint', 'appeal'));
alter table case_event drop constraint case_event_act_check;
alter table case_event add check (act in ('pass', 'return', 'pause', 'resume', 'refuse', 'withdraw', 'escalate', 'reopen'));

create table appeal (
  case_id bigint primary key references case_file,
  -- Once of every refusal; a case that was opened again and refused once more is not reviewed a second time.
  of_case bigint not null unique references case_file,
  channel text not null check (channel in ('web', 'counter')),
  -- Where the case goes on if this is upheld: reckoned by the law book in the same transaction.
  reopens_at jsonb
);
comment on table appeal is 'policy: region; which refusal another office is asked to review';

do $$
declare
  kinds text;
begin
  alter table appeal enable row level security;
  alter table appeal force row level security;
  create policy owner_all on appeal to dtsen_owner using (true) with check (true);
  create policy worker_read on appeal for select to dtsen_worker using (true);
  grant select on appeal to dtsen_app, dtsen_worker;
  select string_agg(format('kind = %L and (%s or %s)%s', w.kind, region_clause('village_no', w.read_right),
    region_clause('domicile_village_no', w.read_right), w.more), ' or ' order by w.place) into kinds
  from (values (1, 'pbi-reactivation', 'read-reactivation', ''), (2, 'holder-change', 'read-holder', ''),
    (3, 'aid-proposal', 'read-proposal', ''), (4, 'objection', 'read-objection', ''), (5, 'resignation', 'read-resignation', ''),
    (6, 'complaint', 'read-complaint', ' and (not ''province-examines'' = any (rules) or (select dtsen.holds(''read-complaint-above'')))'),
    (7, 'appeal', 'read-appeal', ''))
    as w(place, kind, read_right, more);
  drop policy region_read on case_file;
  execute format('create policy region_read on case_file for select to dtsen_app using ((%s) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''person'', person_id, family_id)))', kinds);
end $$;
create policy region_read on appeal for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = appeal.case_id));

-- Whether a case may be appealed against at a moment, and why not. Null where it may.
create function appeal_bar(held case_file, days int, moment timestamptz) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when held.kind not in ('aid-proposal', 'objection', 'complaint') or held.state <> 'refused' then 'not-refused'
    when held.since + make_interval(days => days) < moment then 'too-late'
    when exists (select from appeal a where a.of_case = held.case_id) then 'appealed-already' end
$$;
create function lay_appeal(client uuid, digest bytea, held case_file, via text, opener bigint, moment timestamptz, standings jsonb)
  returns bigint
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  route text := case when 'province-examines' = any (held.rules) then 'ministry-reviews' else 'province-reviews' end;
  standing jsonb := standings -> route;
  laid bigint;
begin
  insert into case_file (kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency, opened_at, opened_by, rules,
      state, step, holder_institution, holder_tier, since, due_at)
    values ('appeal', client, digest, held.family_id, held.village_no, held.domicile_village_no, 'planned', moment, opener, array[route],
      standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      due_of_village(standing -> 'dues', held.village_no)) returning case_id into laid;
  insert into appeal (case_id, of_case, channel) values (laid, held.case_id, via);
  return laid;
end $$;

-- At the counter. Verdict "opened", or not-found, not-refused, too-late, appealed-already, key-reused.
create function open_appeal(client uuid, digest bytea, wanted_case bigint, days int, moment timestamptz, standings jsonb)
  returns table (verdict text, case_no bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.client_id = client;
  if held.case_id is not null then
    verdict := case when held.request_sha256 = digest and held.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then held.case_id end;
    return next; return;
  end if;
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  -- What is about an office that office does not learn of by asking either.
  if held.case_id is null or not coalesce(held.village_no <@ my_ranges('take-appeal'), false)
      or ('province-examines' = any (held.rules) and not holds('read-complaint-above'))
      or dtsen_policy.is_hidden('family', held.family_id, held.family_id) then
    verdict := 'not-found'; return next; return; end if;
  verdict := coalesce(appeal_bar(held, days, moment), 'opened');
  if verdict = 'opened' then
    case_no := lay_appeal(client, digest, held, 'counter', acting_account(), moment, standings);
  end if;
  return next;
end $$;
-- By whoever holds the number of the case. Verdict: sent, or one of the bars, unknown, over-budget.
create function public_appeal(receipt bytea, address text, address_budget int, client uuid, days int, moment timestamptz, standings jsonb,
    request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  held case_file;
  bar text;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  perform public_note('appeal', null, null, null, 'work', request);
  select k.* into held from case_file k where k.case_id = case_of_receipt(receipt) for no key update;
  if held.case_id is null then return 'unknown'; end if;
  bar := appeal_bar(held, days, moment);
  if bar is not null then return bar; end if;
  perform lay_appeal(client, receipt, held, 'web', null, moment, standings);
  return 'sent';
end $$;
create function case_of_receipt(receipt bytea) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce((select p.case_id from aid_proposal p where p.receipt_index = receipt),
    (select o.case_id from objection o where o.receipt_index = receipt),
    (select x.case_id from complaint x where x.receipt_index = receipt))
$$;

-- The case that an appeal is about, as the law book reckons it; for whoever reads the appeal.
create function appealed_case(wanted_case bigint) returns jsonb
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('case_id', o.case_id, 'kind', o.kind, 'step', o.step, 'state', o.state, 'reason', o.reason, 'rules', o.rules, 'urgency', o.urgency,
    'village_no', o.village_no, 'opened_at', to_char(o.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'refused_on', (o.since at time zone 'Asia/Jakarta')::date,
    'head_name', (select f.head_name from current_family f where f.family_id = o.family_id
      and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)),
    'events', (select jsonb_agg(jsonb_build_object('act', e.act, 'step', e.step, 'reason', e.reason, 'by', e.by_account::text,
      'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.event_no) from case_event e
      where e.case_id = o.case_id))
  from case_file c join appeal a using (case_id) join case_file o on o.case_id = a.of_case
  where c.case_id = wanted_case and sees_case(c)
$$;
create function note_reopening(wanted_case bigint, standing jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'appeal' for no key update;
  if held.case_id is null or not sees_case(held) or held.step <> 'decision' or case_turn(held, 'pass') is null then return; end if;
  update appeal set reopens_at = standing where case_id = wanted_case;
end $$;

create function appeal_problem(held case_file, wanted_act text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when wanted_act in ('pass', 'refuse') and exists (select from case_event e where e.case_id = a.of_case
      and is_one_person(e.by_account, acting_account())) then 'same-person'
    when wanted_act = 'pass' and held.step = 'decision' and a.reopens_at is null then 'changed-meanwhile'
    when wanted_act = 'pass' and held.step = 'decision' and exists (select from case_file o join case_file k on k.kind = o.kind
      and k.family_id = o.family_id and k.state in ('open', 'returned', 'paused') where o.case_id = a.of_case) then 'opened-anew' end
  from appeal a where a.case_id = held.case_id
$$;
create or replace function case_move_problem(held case_file, wanted_act text, wanted_reason text, moment timestamptz) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when wanted_act in ('pass', 'refuse') and exists (select from case_event e where e.case_id = held.case_id
      and e.act = 'refuse' and e.step = held.step and is_one_person(e.by_account, acting_account())) then 'same-person'
    else case held.kind when 'holder-change' then holder_move_problem(held.case_id, wanted_act, wanted_reason)
      when 'aid-proposal' then aid_proposal_problem(held, wanted_act, wanted_reason)
      when 'objection' then objection_problem(held, wanted_act, moment)
      when 'resignation' then resignation_problem(held, wanted_act, moment)
      when 'complaint' then complaint_problem(held, wanted_act)
      when 'appeal' then appeal_problem(held, wanted_act) end end
$$;

create or replace function write_case_event(held case_file, wanted_act text, wanted_reason text, number text, number_on date,
    moment timestamptz, writer bigint, standing jsonb) returns bigint
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  way text[] := way_of_case(held);
  here int := array_position(way, held.step);
  there int := array_position(way, standing ->> 'step');
  lawful text := case wanted_act when 'pass' then case when here + 1 = cardinality(way) then 'done' else 'open' end
    when 'return' then 'returned' when 'pause' then 'paused' when 'resume' then 'open' when 'refuse' then 'refused'
    when 'withdraw' then 'withdrawn' when 'reopen' then 'returned' else held.state end;
  written bigint;
begin
  if lawful <> standing ->> 'state' or (wanted_act = 'reopen') <> (held.state = 'refused') or not coalesce(case wanted_act
      when 'pass' then there = here + 1 when 'return' then there < here else there = here end, false) then
    raise exception 'case %: % leads from % to %, never to % %', held.case_id, wanted_act, held.step, lawful,
      standing ->> 'state', standing ->> 'step';
  end if;
  insert into case_event (case_id, act, step, reason, reference, reference_on, at, by_account)
    values (held.case_id, wanted_act, held.step, wanted_reason, number, number_on, moment, writer)
    returning event_no into written;
  update case_file set state = lawful, step = way[there], holder_institution = standing ->> 'institution',
      holder_tier = standing ->> 'tier', level = (standing ->> 'level')::int, since = (standing ->> 'since')::timestamptz,
      due_at = (standing ->> 'due_at')::timestamptz, reason = standing ->> 'reason', is_called_out = false
    where case_id = held.case_id;
  return written;
end $$;

-- Upheld: the case goes on where it was refused, under the number of the decision, by whoever decided.
create function follow_appeal() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  a appeal := (select x from appeal x where x.case_id = new.case_id);
  decided case_event;
  held case_file;
begin
  select e.* into decided from case_event e where e.case_id = new.case_id and e.act = 'pass' order by e.event_no desc limit 1;
  select c.* into held from case_file c where c.case_id = a.of_case for no key update;
  perform write_case_event(held, 'reopen', null, decided.reference, decided.reference_on, decided.at, decided.by_account, a.reopens_at);
  return new;
end $$;
create trigger appeal_is_followed after update of state on case_file for each row
  when (new.kind = 'appeal' and new.state = 'done' and old.state <> 'done') execute function follow_appeal();

create or replace function public_read_case(receipt bytea, address text, address_budget int, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  c case_file;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select k.* into c from case_file k where k.case_id = case_of_receipt(receipt);
  end if;
  perform public_note('read-receipt', null, null, null, 'work', request);
  return jsonb_build_object('verdict', case when used[1] > address_budget then 'over-budget' when c.case_id is null then 'unknown'
      else 'answered' end,
    'kind', c.kind, 'state', c.state, 'reason', c.reason, 'step', c.step, 'rules', c.rules, 'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date,
    'since_on', (c.since at time zone 'Asia/Jakarta')::date, 'due_on', (c.due_at at time zone 'Asia/Jakarta')::date,
    'level', c.level, 'holder_tier', c.holder_tier,
    'redress', case when c.state = 'done' then (select x.redress from complaint x where x.case_id = c.case_id) end,
    'appeal', (select jsonb_build_object('state', k.state, 'step', k.step, 'rules', k.rules, 'reason', k.reason,
      'due_on', (k.due_at at time zone 'Asia/Jakarta')::date)
      from appeal a join case_file k on k.case_id = a.case_id where a.of_case = c.case_id));
end $$;

revoke execute on function appeal_bar(case_file, int, timestamptz),
  lay_appeal(uuid, bytea, case_file, text, bigint, timestamptz, jsonb), open_appeal(uuid, bytea, bigint, int, timestamptz, jsonb),
  public_appeal(bytea, text, int, uuid, int, timestamptz, jsonb, text), case_of_receipt(bytea), appealed_case(bigint),
  note_reopening(bigint, jsonb), appeal_problem(case_file, text), follow_appeal() from public;
grant execute on function open_appeal(uuid, bytea, bigint, int, timestamptz, jsonb),
  public_appeal(bytea, text, int, uuid, int, timestamptz, jsonb, text), appealed_case(bigint), note_reopening(bigint, jsonb) to dtsen_app;
