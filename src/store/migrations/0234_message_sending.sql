-- Sending: what is due is written as a message of how the case stands, lent to a sender, ended; and forgotten some time after.

-- Whom something is to be told, with how the case stands; held until the transaction ends.
create function due_contacts(most int) returns table (contact_no bigint, language text, village_no bigint, event_no bigint,
    standing jsonb)
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with due as materialized (select k.* from case_contact k where k.is_due order by k.contact_no limit most for no key update skip locked)
  select d.contact_no, d.language, coalesce(c.domicile_village_no, c.village_no), newest_event(d.case_id),
    neutral_standing(c)
  from due d join case_file c on c.case_id = d.case_id
$$;

-- Writes what is to be told: newer tidings stand in for older ones that have not gone out.
create function write_message(wanted_contact bigint, id uuid, wanted_event bigint, body bytea, moment timestamptz, earliest timestamptz)
  returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  update message m set state = 'superseded' where m.contact_no = wanted_contact and m.state = 'waiting' and m.about = 'standing';
  insert into message (message_id, contact_no, about, event_no, body_enc, made_at, next_at)
    values (id, wanted_contact, 'standing', wanted_event, body, moment, earliest)
    on conflict (contact_no, event_no) do update set state = 'waiting', message_id = excluded.message_id, body_enc = excluded.body_enc
      where message.state = 'superseded';
  update case_contact k set is_due = false where k.contact_no = wanted_contact;
end $$;

-- Nobody proved this telephone for so long that it may be another person's by now.
create function lapse_contacts(moment timestamptz, days int) returns int
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with old as (select k.contact_no from case_contact k where k.stopped_at is null and k.phone_enc is not null
      and coalesce(k.proved_at, k.code_until) < moment - case when k.proved_at is null then interval '1 hour' else make_interval(days => days) end),
  gone as (select stop_contact(o.contact_no, 'lapsed', moment) from old o)
  select count(*)::int from gone
$$;

-- Messages that may go out now, each lent to one sender until `until`.
create function take_messages(moment timestamptz, until timestamptz, most int) returns table (message_no bigint, message_id uuid,
    client_id uuid, channel text, phone bytea, body bytea, attempts int)
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with mine as (select m.message_no from message m where m.state = 'waiting' and m.next_at <= moment
      order by m.next_at, m.message_no limit most for no key update skip locked),
  lent as (update message m set next_at = until from mine where m.message_no = mine.message_no returning m.*)
  select l.message_no, l.message_id, k.client_id, k.channel, k.phone_enc, l.body_enc, l.attempts
  from lent l join case_contact k on k.contact_no = l.contact_no where k.phone_enc is not null and l.body_enc is not null
  order by l.message_no
$$;

-- What became of it. Sent; or to be tried again from a moment on; or given up, and a number that no network knows is asked no more.
create function end_message(wanted bigint, outcome text, said text, moment timestamptz, again timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  m message;
begin
  update message x set state = case when outcome = 'sent' then 'sent' when again is null then 'given-up' else x.state end,
      sent_at = case when outcome = 'sent' then moment end, reference = case when outcome = 'sent' then said end,
      problem = case when outcome <> 'sent' then outcome end, attempts = x.attempts + 1, next_at = coalesce(again, x.next_at),
      -- Nobody needs a code that went out, or never will.
      body_enc = case when x.about = 'code' and (outcome = 'sent' or again is null) then null else x.body_enc end
    where x.message_no = wanted and x.state in ('waiting', 'superseded') returning x.* into m;
  if outcome = 'number-refused' then perform stop_contact(m.contact_no, 'unreachable', moment); end if;
end $$;

-- Telephones and texts go some time after the last word.
create function sweep_contacts(moment timestamptz, days int) returns int
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with texts as (update message m set body_enc = null where m.body_enc is not null and m.state <> 'waiting'
      and m.made_at < moment - make_interval(days => days)),
  over as (select k.contact_no from case_contact k join case_file c on c.case_id = k.case_id
    where k.phone_enc is not null and k.stopped_at is null and not k.is_due and c.state in ('done', 'refused', 'withdrawn')
      and c.since < moment - make_interval(days => days)),
  ended as (select stop_contact(o.contact_no, 'over', moment) from over o),
  erased as (update case_contact k set phone_enc = null where k.phone_enc is not null
    and k.stopped_at < moment - make_interval(days => days) returning 1)
  select (select count(*) from ended)::int + (select count(*) from erased)::int
$$;

-- Figures of the outbox; nobody's number.
create function message_figures() returns table (about text, state text, problem text, messages bigint, oldest timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select m.about, m.state, m.problem, count(*), min(m.made_at) from message m group by 1, 2, 3 order by 1, 2, 3
$$;

-- Cases about the families of erased people, or that these brought.
create function cases_to_forget(gone bigint[]) returns table (case_id bigint)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with families as (select distinct q.family_id from person q where q.person_id = any (gone))
  select c.case_id from case_file c where c.family_id in (select f.family_id from families f)
  union select p.case_id from aid_proposal p where p.proposer_family_id in (select f.family_id from families f)
  union select o.case_id from objector o where o.family_id in (select f.family_id from families f)
  union select m.case_id from complainant m where m.family_id in (select f.family_id from families f)
$$;

-- As before, with telephones and texts.
create or replace function erase_aid_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from ground_check_answer where unit = 'person' and unit_id = any (gone);
  update aid_proposal p set told_enc = null from case_file c
    where c.case_id = p.case_id and p.told_enc is not null and (
      c.family_id in (select q.family_id from person q where q.person_id = any (gone))
      or p.proposer_family_id in (select q.family_id from person q where q.person_id = any (gone)));
  update objection o set told_enc = null from case_file c where c.case_id = o.case_id and o.told_enc is not null
    and c.family_id in (select q.family_id from person q where q.person_id = any (gone));
  update complaint x set told_enc = null where x.told_enc is not null and x.case_id in (
    select m.case_id from complainant m join person q on q.family_id = m.family_id where q.person_id = any (gone)
    union all
    select c.case_id from case_file c join person q on q.family_id = c.family_id where c.kind = 'complaint' and q.person_id = any (gone));
  -- Whoever left a telephone to be told by: it goes with what was told.
  update message m set body_enc = null, state = case when m.state = 'waiting' then 'superseded' else m.state end
    where m.body_enc is not null and m.contact_no in (select k.contact_no from case_contact k
      where k.case_id in (select t.case_id from cases_to_forget(gone) t));
  update case_contact k set phone_enc = null, is_due = false, stopped_at = coalesce(k.stopped_at, now()),
      stopped_by = coalesce(k.stopped_by, 'over')
    where k.phone_enc is not null and k.case_id in (select t.case_id from cases_to_forget(gone) t);
$$;

revoke execute on function cases_to_forget(bigint[]), due_contacts(int), write_message(bigint, uuid, bigint, bytea, timestamptz, timestamptz),
  lapse_contacts(timestamptz, int), take_messages(timestamptz, timestamptz, int),
  end_message(bigint, text, text, timestamptz, timestamptz), sweep_contacts(timestamptz, int), message_figures() from public;
grant execute on function due_contacts(int), write_message(bigint, uuid, bigint, bytea, timestamptz, timestamptz),
  lapse_contacts(timestamptz, int), take_messages(timestamptz, timestamptz, int),
  end_message(bigint, text, text, timestamptz, timestamptz), sweep_contacts(timestamptz, int), message_figures() to dtsen_worker;
