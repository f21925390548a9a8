-- Warnings rung by rung, and sessions with their ticks (decision 0069).

-- Where each act leads (test: the law book and the desk agree).
create function warning_move(state text, act text) returns text language sql immutable as $$
  select case
    when state = 'unsent' and act = 'send-first' then 'first'
    when state in ('unsent', 'cleared', 'ended') then null
    when act = 'meet' then 'cleared'
    when act = 'answer' and state not like '%-heard' then state || '-heard'
    when act = 'accept' and state like '%-heard' then 'cleared'
    when act = 'reject' and state like '%-heard' then replace(state, '-heard', '')
    when state = 'first' and act = 'send-second' then 'second'
    when state = 'second' and act = 'propose' then 'proposed'
    when state = 'proposed' and act = 'confirm' then 'announced'
    when state = 'proposed' and act = 'refuse' then 'cleared'
    when state = 'announced' and act = 'finish' then 'ended' end
$$;

-- One act in a warning; the first letter opens it. Verdict "written" with its number, or why not: not-found, changed-meanwhile,
-- not-now, right-not-held, same-person, letter-missing, no-failed-check, out-of-reach, still-answering, open-already, key-reused.
create function step_warning(client uuid, wanted_warning bigint, seen_event bigint, wanted_family bigint, wanted_person bigint,
    wanted_commitment text, wanted_act text, wanted_reason text, number text, number_on date, today date, moment timestamptz,
    next_state text, next_until date, next_suspends text) returns table (verdict text, warning_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held book_warning;
  failed bigint;
  lawful text;
  is_rung boolean := wanted_act in ('send-first', 'send-second', 'propose');
  is_money boolean;
  home record;
begin
  if wanted_warning is null then
    select w.* into held from book_warning w where w.client_id = client;
    if held.warning_no is not null then
      verdict := case when held.person_id = wanted_person and held.commitment = wanted_commitment then 'written' else 'key-reused' end;
      warning_number := held.warning_no; return next; return;
    end if;
    held.family_id := wanted_family; held.person_id := wanted_person; held.commitment := wanted_commitment; held.state := 'unsent';
    perform pg_advisory_xact_lock(hashtextextended('warning ' || wanted_person::text || wanted_commitment, 0));
  else
    select w.* into held from book_warning w where w.warning_no = wanted_warning for no key update;
  end if;
  select b.family_id, b.domicile_village_no into home from book_families(null, array[held.family_id]) b;
  if held.family_id is null or home.family_id is null or not in_my_book(held.family_id, false)
      or dtsen_policy.is_hidden('person', held.person_id, held.family_id)
      or not exists (select from book_people(array[held.family_id]) q where q.person_id = held.person_id) then
    verdict := 'not-found'; return next; return; end if;
  if coalesce((select max(e.event_no) from book_warning_event e where e.warning_no = wanted_warning), 0) <> seen_event then
    verdict := 'changed-meanwhile'; return next; return; end if;
  is_money := wanted_act in ('confirm', 'refuse')
    or (wanted_act = 'reject' and held.state in ('proposed-heard', 'announced-heard'));
  if not (case when is_money then coalesce(home.domicile_village_no <@ my_ranges('confirm-sanction'), false)
      else in_my_book(held.family_id, true) end) then verdict := 'right-not-held'; return next; return; end if;
  lawful := warning_move(held.state, wanted_act);
  if lawful is null then verdict := 'not-now'; return next; return; end if;
  if lawful <> next_state then
    raise exception 'warning %: % leads from % to %, never to %', wanted_warning, wanted_act, held.state, lawful, next_state; end if;
  if wanted_act in ('send-first', 'send-second', 'confirm') and number is null then
    verdict := 'letter-missing'; return next; return; end if;
  if is_money and acting_account() = (select e.by_account from book_warning_event e
      where e.warning_no = wanted_warning and e.act = 'propose' order by e.event_no desc limit 1) then
    verdict := 'same-person'; return next; return; end if;
  if is_rung then
    if exists (select from book_unreached u where u.village_no = home.domicile_village_no and u.commitment = held.commitment
        and today between u.from_on and coalesce(u.to_on, today)) then verdict := 'out-of-reach'; return next; return; end if;
    if held.answer_until >= today then verdict := 'still-answering'; return next; return; end if;
    select failed_check(held.person_id, held.commitment) into failed;
    if failed is null then verdict := 'no-failed-check'; return next; return; end if;
  end if;
  if wanted_warning is null then
    if exists (select from book_warning w where w.person_id = wanted_person and w.commitment = wanted_commitment
        and w.state not in ('cleared', 'ended')) then verdict := 'open-already'; return next; return; end if;
    insert into book_warning (client_id, family_id, person_id, commitment, village_no, state, answer_until)
      values (client, wanted_family, wanted_person, wanted_commitment, home.domicile_village_no, lawful, next_until)
      returning * into held;
  else
    update book_warning w set state = lawful, answer_until = next_until, suspends = next_suspends
      where w.warning_no = wanted_warning;
  end if;
  insert into book_warning_event (warning_no, act, reason, check_no, letter, letter_on, on_day, at, by_account)
    values (held.warning_no, wanted_act, wanted_reason, failed, number, number_on, today, moment, acting_account());
  verdict := 'written'; warning_number := held.warning_no;
  return next;
end $$;

-- The newest check of a member's commitment, where it says "not met" and has carried no rung yet; null where there is none.
create function failed_check(wanted_person bigint, wanted_commitment text) returns bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when c.result = 'not-met' and not exists (select from book_warning_event e where e.check_no = c.check_no)
    then c.check_no end
  from book_check c where c.person_id = wanted_person and c.commitment = wanted_commitment order by c.check_no desc limit 1
$$;

-- A group of families of one's own book. Verdict "made" with its number, or not-found, key-reused.
create function make_book_group(client uuid, title text, wanted_families bigint[], moment timestamptz)
  returns table (verdict text, group_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held book_group;
begin
  select g.* into held from book_group g where g.client_id = client;
  if held.group_no is not null then
    verdict := case when held.account_id = acting_account() and held.name = title then 'made' else 'key-reused' end;
    group_number := held.group_no; return next; return;
  end if;
  if exists (select from unnest(wanted_families) f where not in_my_book(f, true)) or cardinality(wanted_families) = 0 then
    verdict := 'not-found'; return next; return; end if;
  insert into book_group (client_id, account_id, village_no, name, made_at)
    select client, acting_account(), a.village_no, title, moment from book_assignment a
    where a.family_id = wanted_families[1] and a.ended_on is null returning * into held;
  insert into book_group_family select distinct held.group_no, f from unnest(wanted_families) f;
  verdict := 'made'; group_number := held.group_no;
  return next;
end $$;

-- A session of one's own group. Verdict "planned" with its number, or not-found, key-reused.
create function plan_book_session(client uuid, wanted_group bigint, said jsonb, moment timestamptz)
  returns table (verdict text, session_number bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held book_session;
begin
  select s.* into held from book_session s where s.client_id = client;
  if held.session_no is not null then
    verdict := case when held.by_account = acting_account() and held.group_no = wanted_group then 'planned' else 'key-reused' end;
    session_number := held.session_no; return next; return;
  end if;
  if not holds('keep-book') or not exists (select from book_group g where g.group_no = wanted_group
      and g.account_id = acting_account() and g.village_no <@ my_ranges('keep-book')) then
    verdict := 'not-found'; return next; return; end if;
  insert into book_session (client_id, group_no, held_on, starts_at, module, place, by_account, at)
    values (client, wanted_group, (said ->> 'held_on')::date, said ->> 'starts_at', said ->> 'module', said ->> 'place',
      acting_account(), moment) returning * into held;
  verdict := 'planned'; session_number := held.session_no;
  return next;
end $$;

-- Ticks of a session, as phones send them: each id acts once. How many were new; null where it is nobody's session here.
create function tick_attendance(wanted_session bigint, ticks jsonb, moment timestamptz) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  fresh int;
begin
  if not holds('keep-book') or not exists (select from book_session s join book_group g using (group_no)
      where s.session_no = wanted_session and g.account_id = acting_account() and g.village_no <@ my_ranges('keep-book')) then
    return null; end if;
  insert into book_attendance (client_id, session_no, family_id, mark, reason, by_account, at)
    select (t ->> 'id')::uuid, wanted_session, gf.family_id, t ->> 'mark', t ->> 'reason', acting_account(), moment
    from jsonb_array_elements(ticks) t
    join book_session s on s.session_no = wanted_session
    join book_group_family gf on gf.group_no = s.group_no and gf.family_id = (t ->> 'family')::bigint
    where in_my_book(gf.family_id, true)
    on conflict (client_id) do nothing;
  get diagnostics fresh = row_count;
  return fresh;
end $$;

revoke execute on function failed_check(bigint, text), warning_move(text, text),
  step_warning(uuid, bigint, bigint, bigint, bigint, text, text, text, text, date, date, timestamptz, text, date, text),
  make_book_group(uuid, text, bigint[], timestamptz), plan_book_session(uuid, bigint, jsonb, timestamptz),
  tick_attendance(bigint, jsonb, timestamptz) from public;
grant execute on function warning_move(text, text),
  step_warning(uuid, bigint, bigint, bigint, bigint, text, text, text, text, date, date, timestamptz, text, date, text),
  make_book_group(uuid, text, bigint[], timestamptz), plan_book_session(uuid, bigint, jsonb, timestamptz),
  tick_attendance(bigint, jsonb, timestamptz) to dtsen_app;
