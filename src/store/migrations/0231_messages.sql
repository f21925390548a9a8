-- Tidings by SMS or WhatsApp: whoever holds the number of a case leaves a telephone, proves it by a code, and is told when the case
-- moves, is late or ends. A message says no name, no number of the case and nothing of any family: a telephone is shared, lost and
-- given to somebody else. What is due is marked in the transaction that writes the event; sending comes after and may be done again.

create table case_contact (
  contact_no bigint generated always as identity primary key,
  -- Made by whoever asks: the place that the sealed number is bound to.
  client_id uuid not null unique,
  case_id bigint not null references case_file,
  channel text not null check (channel in ('sms', 'whatsapp')),
  language text not null check (language in ('id', 'en')),
  -- Sealed; erased some time after nothing is told any more. Its last digits are shown to whoever holds the number of the case.
  phone_enc bytea,
  phone_index bytea not null,
  tail text not null check (tail ~ '^[0-9]{3}$'),
  -- Keyed digest of the code that proves the telephone.
  code_index bytea not null,
  code_until timestamptz not null,
  code_tries int not null default 0,
  asked_at timestamptz not null,
  proved_at timestamptz,
  stopped_at timestamptz,
  stopped_by text check (stopped_by in ('holder', 'replaced', 'unreachable', 'lapsed', 'over')),
  -- Something has happened that was not told yet.
  is_due boolean not null default false,
  check ((stopped_at is null) = (stopped_by is null)),
  check (not is_due or (proved_at is not null and stopped_at is null))
);
create unique index one_contact_at_a_time on case_contact (case_id) where proved_at is not null and stopped_at is null;
create index case_contact_by_case on case_contact (case_id);
create index case_contact_due on case_contact (contact_no) where is_due;
create index case_contact_sealed on case_contact (asked_at) where phone_enc is not null;
comment on table case_contact is
  'policy: vault; a telephone that whoever holds the number of a case left to be told by, sealed; reached by public functions and the sender alone';

create table message (
  message_no bigint generated always as identity primary key,
  -- Travels with it: a gateway that got it before sends it no second time.
  message_id uuid not null unique default gen_random_uuid(),
  contact_no bigint not null references case_contact,
  about text not null check (about in ('code', 'standing')),
  -- The newest event that it tells of, each at most once; null of a case that nobody has moved yet.
  event_no bigint references case_event,
  body_enc bytea,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'superseded', 'given-up')),
  made_at timestamptz not null,
  -- Not before; while somebody sends it, when somebody else may try.
  next_at timestamptz not null,
  attempts int not null default 0,
  sent_at timestamptz,
  reference text check (length(reference) <= 100),
  problem text check (problem in ('unreachable', 'number-refused', 'not-allowed', 'unreadable')),
  unique (contact_no, event_no),
  check (about <> 'code' or event_no is null),
  check ((state = 'sent') = (sent_at is not null))
);
create index message_by_contact on message (contact_no);
create index message_waiting on message (next_at) where state = 'waiting';
create index message_by_event on message (event_no);
create index message_kept on message (made_at) where body_enc is not null;
comment on table message is 'policy: vault; what was told by SMS or WhatsApp, sealed and erased after some time, and whether it went out';

do $$
declare
  t text;
begin
  foreach t in array array['case_contact', 'message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
  end loop;
end $$;

-- The outbox: an event and the mark that it is to be told are one transaction.
create function mark_contacts() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  update case_contact k set is_due = true
    where k.proved_at is not null and k.stopped_at is null and not k.is_due and k.case_id in (
      select n.case_id from new_event n union all select a.of_case from new_event n join appeal a on a.case_id = n.case_id);
  return null;
end $$;
create trigger events_are_told after insert on case_event referencing new table as new_event
  for each statement execute function mark_contacts();

-- The newest event of a case or of the review of it.
create function newest_event(wanted_case bigint) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select greatest((select max(e.event_no) from case_event e where e.case_id = wanted_case),
    (select max(e.event_no) from appeal a join case_event e on e.case_id = a.case_id where a.of_case = wanted_case))
$$;

-- Leaves a telephone for a case; the code goes to it. Verdict: asked, unknown, over-budget, case-over. What was proved before goes on
-- until the new one is proved.
create function public_ask_contact(receipt bytea, address text, budgets int[], client uuid, said jsonb, phone bytea, phone_mark bytea,
    code bytea, body bytea, moment timestamptz, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  held case_file;
  contact bigint;
  verdict text := 'asked';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select k.* into held from case_file k where k.case_id = case_of_receipt(receipt) for key share;
  used := take_budgets(array['k:' || address, 'kt:' || encode(phone_mark, 'hex'), 'kc:' || held.case_id],
    array_fill(now() + interval '1 day', array[3]));
  if used[1] > budgets[1] or used[2] > budgets[2] or used[3] > budgets[3] then
    verdict := 'over-budget';
  elsif held.case_id is null then
    verdict := 'unknown';
  elsif held.state in ('done', 'refused', 'withdrawn') and held.since < moment - make_interval(days => (said ->> 'after_days')::int) then
    verdict := 'case-over';
  else
    update case_contact k set stopped_at = moment, stopped_by = 'replaced'
      where k.case_id = held.case_id and k.proved_at is null and k.stopped_at is null;
    insert into case_contact (client_id, case_id, channel, language, phone_enc, phone_index, tail, code_index, code_until, asked_at)
      values (client, held.case_id, said ->> 'channel', said ->> 'language', phone, phone_mark, said ->> 'tail', code,
        moment + make_interval(mins => (said ->> 'minutes')::int), moment) returning contact_no into contact;
    insert into message (message_id, contact_no, about, body_enc, made_at, next_at)
      values (client, contact, 'code', body, moment, moment);
  end if;
  perform public_note('ask-tidings', null, null, null, 'work', request);
  return verdict;
end $$;

-- Proves the telephone by the code that was sent to it, at most five tries. Verdict: proved, wrong-code, code-over, unknown, over-budget.
create function public_prove_contact(receipt bytea, address text, address_budget int, code bytea, moment timestamptz, request text)
  returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  held case_contact;
  verdict text;
begin
  used := take_budgets(array['k:' || address], array[now() + interval '1 day']);
  select k.* into held from case_contact k where k.case_id = case_of_receipt(receipt) and k.proved_at is null and k.stopped_at is null
    order by k.contact_no desc limit 1 for no key update;
  verdict := case when used[1] > address_budget then 'over-budget' when held.contact_no is null then 'unknown'
    when held.code_until < moment or held.code_tries >= 5 then 'code-over' when held.code_index <> code then 'wrong-code'
    else 'proved' end;
  if verdict = 'wrong-code' then
    update case_contact k set code_tries = k.code_tries + 1 where k.contact_no = held.contact_no;
  elsif verdict = 'proved' then
    perform stop_contact(k.contact_no, 'replaced', moment) from case_contact k
      where k.case_id = held.case_id and k.proved_at is not null and k.stopped_at is null;
    -- The first tidings say how the case stands now.
    update case_contact k set proved_at = moment, is_due = true where k.contact_no = held.contact_no;
  end if;
  perform public_note('prove-tidings', null, null, null, 'work', request);
  return verdict;
end $$;

create function stop_contact(wanted bigint, why text, moment timestamptz) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  update case_contact k set stopped_at = moment, stopped_by = why, is_due = false
    where k.contact_no = wanted and k.stopped_at is null;
  update message m set state = 'superseded' where m.contact_no = wanted and m.state = 'waiting' and m.about = 'standing'
$$;

-- Whoever holds the number of the case wants no more tidings.
create function public_stop_contact(receipt bytea, address text, address_budget int, moment timestamptz, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  verdict text := 'unknown';
  one bigint;
begin
  used := take_budgets(array['k:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then verdict := 'over-budget'; else
    for one in select k.contact_no from case_contact k where k.case_id = case_of_receipt(receipt) and k.stopped_at is null loop
      perform stop_contact(one, 'holder', moment);
      verdict := 'stopped';
    end loop;
  end if;
  perform public_note('stop-tidings', null, null, null, 'work', request);
  return verdict;
end $$;

-- What the page of a number says about tidings.
create function tidings_of(wanted_case bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('state', case when k.stopped_at is not null then 'unreachable' when k.proved_at is not null then 'proved'
      else 'asked' end, 'channel', k.channel, 'tail', k.tail,
    'sent_on', (select (max(m.sent_at) at time zone 'Asia/Jakarta')::date from message m
      where m.contact_no = k.contact_no and m.about = 'standing'))
  from case_contact k where k.case_id = wanted_case and (k.stopped_at is null or k.stopped_by = 'unreachable')
  order by k.contact_no desc limit 1
$$;

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
      else 'answered' end, 'tidings', tidings_of(c.case_id)) || neutral_standing(c);
end $$;

-- How a case stands for whoever holds its number: nothing of any family.
create function neutral_standing(c case_file) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('kind', c.kind, 'state', c.state, 'reason', c.reason, 'step', c.step, 'rules', c.rules,
    'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date,
    'since_on', (c.since at time zone 'Asia/Jakarta')::date, 'due_on', (c.due_at at time zone 'Asia/Jakarta')::date,
    'level', c.level, 'holder_tier', c.holder_tier,
    'redress', case when c.state = 'done' then (select x.redress from complaint x where x.case_id = c.case_id) end,
    'appeal', (select jsonb_build_object('state', k.state, 'step', k.step, 'rules', k.rules, 'reason', k.reason,
      'due_on', (k.due_at at time zone 'Asia/Jakarta')::date)
      from appeal a join case_file k on k.case_id = a.case_id where a.of_case = c.case_id))
$$;

revoke execute on function mark_contacts(), newest_event(bigint),
  public_ask_contact(bytea, text, int[], uuid, jsonb, bytea, bytea, bytea, bytea, timestamptz, text),
  public_prove_contact(bytea, text, int, bytea, timestamptz, text), stop_contact(bigint, text, timestamptz),
  public_stop_contact(bytea, text, int, timestamptz, text), tidings_of(bigint), neutral_standing(case_file) from public;
grant execute on function public_ask_contact(bytea, text, int[], uuid, jsonb, bytea, bytea, bytea, bytea, timestamptz, text),
  public_prove_contact(bytea, text, int, bytea, timestamptz, text),
  public_stop_contact(bytea, text, int, timestamptz, text) to dtsen_app;
