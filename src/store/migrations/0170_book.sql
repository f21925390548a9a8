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

-- Families of one facilitator's book, or these by the numbers they were assigned under, as they stand today: the one they go on in, where they live, and what PKH gives them.
create function book_families(wanted_account bigint, kept bigint[]) returns table (family_id bigint, kept_id bigint, account_id bigint, from_on date,
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
  where (a.account_id = wanted_account or (wanted_account is null and a.family_id = any (kept)))
    and (kept is null or a.family_id = any (kept)) and a.ended_on is null and sees_assignment(a)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
  order by f.village_no, f.rt nulls last, f.head_name nulls last, f.family_id
  limit 2000
$$;

-- Their members; of families that are not in the book nobody.
create function book_people(kept bigint[]) returns table (family_id bigint, person_id bigint, name text, birth_date int,
    identity_status text, life_status int, facts int[], is_head boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select q.family_id, q.person_id, q.name, q.birth_date, q.identity_status, q.life_status::int, q.facts,
    q.person_id = f.head_person_id
  from book_families(null, kept) b
  join current_family f on f.family_id = b.family_id
  join current_person q on q.family_id = b.family_id
  where not dtsen_policy.is_hidden('person', q.person_id, q.family_id)
  order by q.family_id, q.person_id = f.head_person_id desc, q.birth_date nulls last, q.person_id
$$;

-- What reports say of their payments under PKH, the newest phase of each first.
create function book_payments(kept bigint[]) returns table (family_id bigint, phase text, phase_to date, status text,
    amount_rupiah bigint, reported_on date)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select distinct on (b.family_id) b.family_id, p.phase, r.phase_to, p.status, p.amount_rupiah, p.reported_on
  from book_families(null, kept) b
  join payment p on p.program = 'pkh' and p.unit = 'family' and p.family_id in (select ids_of_family(b.family_id))
  join payment_report r using (report_no)
  order by b.family_id, r.phase_from desc, p.reported_on desc
$$;

-- Who keeps how many families where, for those who oversee books.
create function book_keepers() returns table (account_id bigint, username text, person_name text, village_no bigint, families int,
    since date)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select k.account_id, k.username, k.person_name, a.village_no, count(*)::int, min(a.from_on)
  from book_assignment a join account k on k.account_id = a.account_id
  where a.ended_on is null and holds('oversee-book') and sees_assignment(a)
  group by k.account_id, k.username, k.person_name, a.village_no order by k.person_name, a.village_no limit 500
$$;

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

revoke execute on function book_keepers(), today_here(), sees_assignment(book_assignment), in_my_book(bigint, boolean), book_families(bigint, bigint[]),
  book_people(bigint[]), book_payments(bigint[]) from public;
grant execute on function book_keepers(), sees_assignment(book_assignment), book_families(bigint, bigint[]), book_people(bigint[]),
  book_payments(bigint[]) to dtsen_app;
