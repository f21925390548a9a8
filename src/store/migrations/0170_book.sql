-- The facilitator's book of PKH (decision 0069): whose families are whose, what their commitments show, warnings and answers, and
-- sessions with attendance. A facilitator sees the families that are assigned to her; their region's office sees all of them.
-- Nothing here ends a membership, and nothing is granted to those who build versions.

create table book_assignment (
  assignment_no bigint generated always as identity primary key,
  account_id bigint not null references account,
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  from_on date not null,
  ended_on date check (ended_on >= from_on),
  decree text not null check (decree ~ '^[A-Za-z0-9./_-]{3,40}$'),
  made_by bigint not null references account,
  made_at timestamptz not null,
  ended_by bigint references account,
  check ((ended_on is null) = (ended_by is null))
);
create unique index one_facilitator_at_a_time on book_assignment (family_id) where ended_on is null;
create index book_assignment_of on book_assignment (account_id) where ended_on is null;
comment on table book_assignment is
  'policy: assignment; which facilitator looks after which family from when to when; follows the family (design 5.3)';

-- Where no school or facility is in reach nobody is warned.
create table book_unreached (
  village_no bigint not null,
  commitment text not null check (commitment in ('school', 'health')),
  from_on date not null,
  to_on date check (to_on >= from_on),
  decree text not null check (decree ~ '^[A-Za-z0-9./_-]{3,40}$'),
  by_account bigint not null references account,
  primary key (village_no, commitment, from_on)
);
comment on table book_unreached is 'policy: assignment; villages out of reach of a school or facility, from when to when';

create table book_check (
  check_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  phase text not null check (phase ~ '^20[0-9]{2}-q[1-4]$'),
  family_id bigint not null,
  person_id bigint not null,
  commitment text not null check (commitment in ('school', 'health')),
  due int not null check (due between 0 and 366),
  done int not null check (done between 0 and 366 and (commitment = 'health' or done <= due)),
  excuse text check (excuse in ('sick', 'disaster', 'out-of-reach', 'moved', 'data-error')),
  -- What the law book reckoned of it that day; a test reckons it again.
  result text not null check (result in ('met', 'not-met', 'excused', 'unknown')),
  source text not null check (source in ('dapodik', 'emis', 'health-office', 'school-letter', 'health-book', 'visit')),
  -- Of a pregnancy: when the birth is expected.
  expected_on date,
  on_day date not null,
  by_account bigint references account,
  report_no bigint,
  at timestamptz not null,
  check ((by_account is null) <> (report_no is null))
);
create index book_check_of on book_check (family_id, phase);
comment on table book_check is
  'policy: assignment; one look at a commitment of a member in a phase, append-only: the newest of a phase stands';

create table book_warning (
  warning_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  family_id bigint not null,
  person_id bigint not null,
  commitment text not null check (commitment in ('school', 'health')),
  village_no bigint not null,
  -- What the book amounts to: stored with each event, recomputed by a test.
  state text not null check (state in ('first', 'first-heard', 'second', 'second-heard', 'proposed', 'proposed-heard', 'announced',
    'announced-heard', 'cleared', 'ended')),
  answer_until date,
  suspends text check (suspends ~ '^20[0-9]{2}-q[1-4]$'),
  check (suspends is null or state in ('announced', 'announced-heard', 'ended'))
);
create unique index one_warning_at_a_time on book_warning (person_id, commitment) where state not in ('cleared', 'ended');
create index book_warning_of on book_warning (family_id);
comment on table book_warning is
  'policy: assignment; a warning about one commitment of one member, rung by rung; never the end of a membership';

create table book_warning_event (
  event_no bigint generated always as identity primary key,
  warning_no bigint not null references book_warning,
  act text not null,
  reason text check (reason ~ '^[a-z][a-z-]{2,39}$'),
  -- The check that this rung rests on: each carries one rung.
  check_no bigint unique references book_check,
  letter text check (letter ~ '^[A-Za-z0-9./_-]{3,40}$'),
  letter_on date,
  on_day date not null,
  at timestamptz not null,
  by_account bigint not null references account,
  check ((letter is null) = (letter_on is null) and letter_on <= on_day),
  check ((check_no is null) = (act not in ('send-first', 'send-second', 'propose')))
);
create index book_warning_event_of on book_warning_event (warning_no, event_no);
comment on table book_warning_event is 'policy: assignment; the book of a warning, append-only';

create table book_group (
  group_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  account_id bigint not null references account,
  village_no bigint not null,
  name text not null check (length(name) between 3 and 60),
  made_at timestamptz not null
);
comment on table book_group is 'policy: assignment; a group of families that meets for sessions (P2K2)';

create table book_group_family (
  group_no bigint not null references book_group,
  family_id bigint not null,
  primary key (group_no, family_id)
);
comment on table book_group_family is 'policy: assignment; the families of a group; follows the family';

create table book_session (
  session_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  group_no bigint not null references book_group,
  held_on date not null,
  starts_at text not null check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  module text not null check (module in ('parenting', 'money', 'health', 'child-protection', 'social-welfare', 'stunting', 'disaster')),
  place text not null check (length(place) between 3 and 60),
  by_account bigint not null references account,
  at timestamptz not null
);
create index book_session_of on book_session (group_no, held_on);
comment on table book_session is 'policy: assignment; a family development session: when, where, which module';

create table book_attendance (
  tick_no bigint generated always as identity primary key,
  -- Made on the phone: the same tick sent again acts once.
  client_id uuid not null unique,
  session_no bigint not null references book_session,
  family_id bigint not null,
  mark text not null check (mark in ('present', 'absent')),
  reason text check (reason in ('ill', 'working', 'caring', 'too-far', 'not-told', 'other')),
  by_account bigint not null references account,
  at timestamptz not null,
  check (reason is null or mark = 'absent')
);
create index book_attendance_of on book_attendance (session_no, family_id, tick_no);
comment on table book_attendance is
  'policy: assignment; who came to a session, append-only: the newest tick stands; absence is asked after and held against nobody';

create function today_here() returns date language sql stable as $$ select (now() at time zone 'Asia/Jakarta')::date $$;

-- Whether whoever acts sees an assignment: her own while it runs, within her appointment; or those of the region she oversees.
create function sees_assignment(one book_assignment) returns boolean
  language plpgsql stable security definer parallel restricted set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return ((one.account_id = acting_account() and one.ended_on is null and one.from_on <= today_here()
      and coalesce(one.village_no <@ my_ranges('keep-book') or one.domicile_village_no <@ my_ranges('keep-book'), false))
    or coalesce(one.village_no <@ my_ranges('oversee-book') or one.domicile_village_no <@ my_ranges('oversee-book'), false))
    and not dtsen_policy.is_hidden('family', one.family_id, one.family_id);
end $$;

-- The same of a family, in the book of whoever acts. With "mine", only where she keeps it herself.
create function in_my_book(wanted_family bigint, mine boolean) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from book_assignment a where a.family_id = wanted_family and sees_assignment(a)
    and (not mine or (a.account_id = acting_account() and a.ended_on is null)))
$$;

-- Families in the book of whoever acts as they stand today: the one they go on in, where they live, and what PKH gives them.
create function book_families(wanted_account bigint) returns table (family_id bigint, kept_id bigint, account_id bigint, from_on date,
    head_name text, village_no bigint, domicile_village_no bigint, rt text, rw text, facts_as_of int, outcome text, is_whole boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select f.family_id, a.family_id, a.account_id, a.from_on,
    case when not dtsen_policy.is_hidden('person', f.head_person_id, f.family_id) then f.head_name end,
    f.village_no, f.domicile_village_no, f.rt, f.rw, f.facts_as_of, o.outcome,
    not exists (select from person m where m.version_no = f.version_no and m.family_id = f.family_id
      and (m.life_status = -5 or dtsen_policy.is_hidden('person', m.person_id, m.family_id)))
  from book_assignment a
  join publication_pointer p on true
  left join family_redirect r on r.version_no = p.version_no and r.from_family_id = a.family_id
  join current_family f on f.family_id = coalesce(r.to_family_id, a.family_id)
  left join outcome o on o.version_no = p.version_no and o.family_id = f.family_id and o.program = 'pkh' and o.unit = 'family'
  where (wanted_account is null or a.account_id = wanted_account) and a.ended_on is null and sees_assignment(a)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
  order by f.village_no, f.rt nulls last, f.head_name nulls last, f.family_id
  limit 2000
$$;

-- Their members; of families that are not in the book nobody.
create function book_people(families bigint[]) returns table (family_id bigint, person_id bigint, name text, birth_date int,
    identity_status text, life_status int, facts int[], is_head boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select q.family_id, q.person_id, q.name, q.birth_date, q.identity_status, q.life_status::int, q.facts,
    q.person_id = f.head_person_id
  from book_families(null) b
  join current_family f on f.family_id = b.family_id
  join current_person q on q.family_id = b.family_id
  where b.family_id = any (families) and not dtsen_policy.is_hidden('person', q.person_id, q.family_id)
  order by q.family_id, q.person_id = f.head_person_id desc, q.birth_date nulls last, q.person_id
$$;

-- What reports say of their payments under PKH, the newest phase of each first.
create function book_payments(families bigint[]) returns table (family_id bigint, phase text, phase_to date, status text,
    amount_rupiah bigint, reported_on date)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select distinct on (b.family_id) b.family_id, p.phase, r.phase_to, p.status, p.amount_rupiah, p.reported_on
  from book_families(null) b
  join payment p on p.program = 'pkh' and p.unit = 'family' and p.family_id in (select ids_of_family(b.family_id))
  join payment_report r using (report_no)
  where b.family_id = any (families)
  order by b.family_id, r.phase_from desc, p.reported_on desc
$$;

-- Gives the recipients of PKH in a village (or one RT of it) to a facilitator. Verdict "assigned", or not-found, facilitator-unfit,
-- none-there, assigned-already, too-many. Nobody has two facilitators: what another keeps is refused whole.
create function assign_families(wanted_name text, wanted_village bigint, wanted_rt text, number text, most int, today date,
    moment timestamptz) returns table (verdict text, assigned int, already int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  keeper bigint;
  wanted bigint[];
begin
  assigned := 0; already := 0;
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then verdict := 'not-found'; return next; return; end if;
  select a.account_id into keeper from account a where a.username = wanted_name and a.disabled_at is null
    and exists (select from appointment p join role_right rr on rr.role_code = p.role_code and rr.right_code = 'keep-book'
      where p.account_id = a.account_id and p.confirmed_by is not null and p.revoked_at is null
        and today between p.valid_from and p.valid_to and wanted_village between p.village_lo and p.village_hi);
  if keeper is null then verdict := 'facilitator-unfit'; return next; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('book of ' || keeper::text, 0));
  select array_agg(f.family_id) into wanted from family f
    join publication_pointer p on p.version_no = f.version_no
    join outcome o on o.version_no = f.version_no and o.family_id = f.family_id and o.program = 'pkh' and o.outcome = 'recipient'
    where f.village_no = wanted_village and (wanted_rt is null or ltrim(f.rt, '0') = ltrim(wanted_rt, '0'))
      and not dtsen_policy.is_hidden('family', f.family_id, f.family_id);
  if wanted is null then verdict := 'none-there'; return next; return; end if;
  select count(*) filter (where a.account_id = keeper) into already from book_assignment a
    where a.family_id = any (wanted) and a.ended_on is null;
  if exists (select from book_assignment a where a.family_id = any (wanted) and a.ended_on is null and a.account_id <> keeper) then
    verdict := 'assigned-already'; return next; return; end if;
  if (select count(*) from book_assignment a where a.account_id = keeper and a.ended_on is null)
      + cardinality(wanted) - already > most then verdict := 'too-many'; return next; return; end if;
  insert into book_assignment (account_id, family_id, village_no, domicile_village_no, from_on, decree, made_by, made_at)
    select keeper, f.family_id, f.village_no, f.domicile_village_no, today, number, acting_account(), moment
    from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = any (wanted)
    on conflict (family_id) where ended_on is null do nothing;
  get diagnostics assigned = row_count;
  verdict := 'assigned';
  return next;
end $$;

-- Ends what a facilitator keeps in a village or one RT. Verdict "ended" with the number, or not-found.
create function end_assignments(wanted_name text, wanted_village bigint, wanted_rt text, today date)
  returns table (verdict text, ended int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  ended := 0;
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then verdict := 'not-found'; return next; return; end if;
  update book_assignment a set ended_on = greatest(today, a.from_on), ended_by = acting_account()
    from account k where k.account_id = a.account_id and k.username = wanted_name and a.ended_on is null
      and a.village_no = wanted_village and (wanted_rt is null or exists (select from family f
        join publication_pointer p on p.version_no = f.version_no
        where f.family_id = a.family_id and ltrim(f.rt, '0') = ltrim(wanted_rt, '0')));
  get diagnostics ended = row_count;
  verdict := case when ended > 0 then 'ended' else 'not-found' end;
  return next;
end $$;

-- A village out of reach of a school or facility, from a day on or to a day. Verdict "noted", or not-found.
create function note_unreached(wanted_village bigint, wanted_commitment text, since date, until date, number text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then return 'not-found'; end if;
  insert into book_unreached values (wanted_village, wanted_commitment, since, until, number, acting_account())
    on conflict (village_no, commitment, from_on) do update set to_on = excluded.to_on, decree = excluded.decree,
      by_account = excluded.by_account;
  return 'noted';
end $$;

-- One look at a commitment, by hand. Verdict "recorded", or not-found, key-reused.
create function record_book_check(client uuid, said jsonb, reckoned text, today date, moment timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  wanted_family bigint := (said ->> 'family_id')::bigint;
  wanted_person bigint := (said ->> 'person_id')::bigint;
  known book_check;
begin
  select c.* into known from book_check c where c.client_id = client;
  if known.check_no is not null then
    return case when known.person_id = wanted_person and known.by_account = acting_account()
      and known.phase = said ->> 'phase' then 'recorded' else 'key-reused' end;
  end if;
  if not in_my_book(wanted_family, true) or not exists (select from book_people(array[
      (select b.family_id from book_families(acting_account()) b where b.kept_id = wanted_family)]) q
      where q.person_id = wanted_person) then return 'not-found'; end if;
  insert into book_check (client_id, phase, family_id, person_id, commitment, due, done, excuse, result, source, expected_on, on_day,
      by_account, at)
    values (client, said ->> 'phase', wanted_family, wanted_person, said ->> 'commitment', (said ->> 'due')::int,
      (said ->> 'done')::int, said ->> 'excuse', reckoned, said ->> 'source', (said ->> 'expected_on')::date, today,
      acting_account(), moment);
  return 'recorded';
end $$;

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
  select b.family_id, b.domicile_village_no into home from book_families(null) b where b.kept_id = held.family_id;
  if held.family_id is null or home.family_id is null or not in_my_book(held.family_id, false)
      or dtsen_policy.is_hidden('person', held.person_id, held.family_id)
      or not exists (select from book_people(array[home.family_id]) q where q.person_id = held.person_id) then
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
      and g.account_id = acting_account()) then verdict := 'not-found'; return next; return; end if;
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
      where s.session_no = wanted_session and g.account_id = acting_account()) then return null; end if;
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

do $$
declare
  t text;
begin
  foreach t in array array['book_assignment', 'book_unreached', 'book_check', 'book_warning', 'book_warning_event', 'book_group',
      'book_group_family', 'book_session', 'book_attendance'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  foreach t in array array['book_check', 'book_warning'] loop
    execute format('create policy assignment_read on %I for select to dtsen_app using (exists (select from dtsen.book_assignment a '
      'where a.family_id = %I.family_id) and not dtsen_policy.is_hidden(''person'', person_id, family_id))', t, t);
  end loop;
  foreach t in array array['book_group_family', 'book_attendance'] loop
    execute format('create policy assignment_read on %I for select to dtsen_app using (exists (select from dtsen.book_assignment a '
      'where a.family_id = %I.family_id))', t, t);
  end loop;
  execute format('create policy assignment_read on book_group for select to dtsen_app using ((account_id = '
    '(select dtsen.acting_account()) and %s) or %s)', region_clause('village_no', 'keep-book'), region_clause('village_no', 'oversee-book'));
  execute format('create policy assignment_read on book_unreached for select to dtsen_app using (%s or %s)',
    region_clause('village_no', 'keep-book'), region_clause('village_no', 'oversee-book'));
end $$;
create policy assignment_read on book_assignment for select to dtsen_app using (dtsen.sees_assignment(book_assignment));
create policy assignment_read on book_warning_event for select to dtsen_app
  using (exists (select from dtsen.book_warning w where w.warning_no = book_warning_event.warning_no));
create policy assignment_read on book_session for select to dtsen_app
  using (exists (select from dtsen.book_group g where g.group_no = book_session.group_no));

-- Who was erased is erased here too: nobody keeps what their school or health visits showed.
create function forget_in_book() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if new.unit = 'person' then
    delete from book_warning_event e using book_warning w where w.warning_no = e.warning_no and w.person_id = new.unit_id;
    delete from book_warning w where w.person_id = new.unit_id;
    delete from book_check c where c.person_id = new.unit_id;
  end if;
  return null;
end $$;
create trigger tombstone_forgets_in_book after insert on tombstone for each row execute function forget_in_book();

revoke execute on function forget_in_book(), today_here(), sees_assignment(book_assignment), in_my_book(bigint, boolean), book_families(bigint),
  book_people(bigint[]), book_payments(bigint[]), assign_families(text, bigint, text, text, int, date, timestamptz),
  end_assignments(text, bigint, text, date), note_unreached(bigint, text, date, date, text),
  record_book_check(uuid, jsonb, text, date, timestamptz), warning_move(text, text), failed_check(bigint, text),
  step_warning(uuid, bigint, bigint, bigint, bigint, text, text, text, text, date, date, timestamptz, text, date, text),
  make_book_group(uuid, text, bigint[], timestamptz), plan_book_session(uuid, bigint, jsonb, timestamptz),
  tick_attendance(bigint, jsonb, timestamptz) from public;
grant execute on function sees_assignment(book_assignment), book_families(bigint), book_people(bigint[]), book_payments(bigint[]),
  assign_families(text, bigint, text, text, int, date, timestamptz), end_assignments(text, bigint, text, date),
  note_unreached(bigint, text, date, date, text), record_book_check(uuid, jsonb, text, date, timestamptz), warning_move(text, text),
  step_warning(uuid, bigint, bigint, bigint, bigint, text, text, text, text, date, date, timestamptz, text, date, text),
  make_book_group(uuid, text, bigint[], timestamptz), plan_book_session(uuid, bigint, jsonb, timestamptz),
  tick_attendance(bigint, jsonb, timestamptz) to dtsen_app;
