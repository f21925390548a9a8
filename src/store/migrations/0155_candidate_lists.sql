-- Candidates handed over to whoever determines a program elsewhere (decision 0057): a list of one area, drawn from an approved
-- determination of kind "candidates", with its note of handover (berita acara serah terima). Ids only; never changed.
create table candidate_list (
  list_no bigint generated always as identity primary key,
  determination_no bigint not null references determination,
  -- "ID", a province, a regency, or one village.
  area text not null check (area = 'ID' or area ~ '^([0-9]{2}|[0-9]{4}|[0-9]{10})$'),
  village_lo bigint not null,
  village_hi bigint not null check (village_hi >= village_lo),
  note_number text not null unique check (length(note_number) between 5 and 120),
  handed_on date not null,
  -- Who signs for either side, as written on the note.
  giver_name text not null check (length(giver_name) between 3 and 120),
  giver_office text not null check (length(giver_office) between 3 and 120),
  receiver_name text not null check (length(receiver_name) between 3 and 120),
  receiver_office text not null check (length(receiver_office) between 3 and 120),
  units int not null check (units > 0),
  villages int not null check (villages > 0),
  made_by bigint not null references account,
  made_at timestamptz not null default now()
);
comment on table candidate_list is
  'policy: vault; lists of candidates handed over to another determiner, with who signed; read by functions of the two sides alone; append-only';

create table candidate (
  list_no bigint not null references candidate_list,
  candidate_no int not null check (candidate_no > 0),
  unit text not null check (unit in ('family', 'person')),
  unit_id bigint not null,
  family_id bigint not null,
  village_no bigint not null,
  primary key (list_no, candidate_no),
  unique (list_no, unit, unit_id)
);
create index candidate_of_family on candidate (family_id);
comment on table candidate is
  'policy: vault; who stands on a list of candidates; ids only; read by functions of the two sides alone; append-only';

-- What became of a list; the last word is where it stands.
create table candidate_list_word (
  word_no bigint generated always as identity primary key,
  list_no bigint not null references candidate_list,
  state text not null check (state in ('made', 'received', 'withdrawn')),
  account_id bigint not null references account,
  -- SHA-256 of the file as it was handed over.
  list_sha256 text check (list_sha256 ~ '^[0-9a-f]{64}$'),
  reason text check (length(reason) <= 500),
  at timestamptz not null default now(),
  check ((state = 'made') = (list_sha256 is not null)),
  check (state <> 'withdrawn' or length(trim(coalesce(reason, ''))) >= 20)
);
create index candidate_list_word_of on candidate_list_word (list_no, word_no);
comment on table candidate_list_word is
  'policy: vault; what was said of a list of candidates, one word after the other; append-only';

do $$
declare
  one text;
begin
  foreach one in array array['candidate_list', 'candidate', 'candidate_list_word'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', one);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', one || '_append_only', one);
    execute format('create trigger %I before truncate on %I execute function refuse_change()', one || '_no_truncate', one);
  end loop;
end $$;

create function candidate_list_state(wanted bigint) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.state from candidate_list_word w where w.list_no = wanted order by w.word_no desc limit 1
$$;
revoke execute on function candidate_list_state(bigint) from public;

-- Whatever asks, by hand too: made, then received by somebody else; withdrawn from either.
create function keep_candidate_list_order() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = new.list_no);
  old_state text := candidate_list_state(new.list_no);
begin
  perform pg_advisory_xact_lock(hashtextextended('candidates ' || new.list_no, 0));
  if not (old_state is null and new.state = 'made' or old_state = 'made' and new.state in ('received', 'withdrawn')
      or old_state = 'received' and new.state = 'withdrawn') then
    raise exception 'a list of candidates does not go from % to %', old_state, new.state using errcode = 'check_violation';
  end if;
  if new.state = 'received' and new.account_id = l.made_by then
    raise exception 'nobody receives the list they handed over' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function keep_candidate_list_order() from public;
create trigger candidate_list_word_order before insert on candidate_list_word
  for each row execute function keep_candidate_list_order();

-- Whether an account receives for the institution that determines: appointed there over the whole area. An institution without
-- a desk here is received for by another officer of the program, who has its signature.
create function receives_candidates(me bigint, wanted bigint) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from candidate_list l join determination d on d.determination_no = l.determination_no
    where l.list_no = wanted and (
      exists (select from appointment p join role_right rr on rr.role_code = p.role_code
          and rr.right_code = 'receive-candidates' and rr.purpose_code = 'program-determination'
          join office o on o.office_code = p.office_code and o.institution_code = d.determiner
        where p.account_id = me and p.revoked_at is null and p.confirmed_by is not null
          and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
          and p.village_lo <= l.village_lo and p.village_hi >= l.village_hi)
      or (not exists (select from office o where o.institution_code = d.determiner)
        and exists (select from determined_by(me) p where p = d.program_code) and l.made_by <> me)))
$$;
revoke execute on function receives_candidates(bigint, bigint) from public;

-- The list of one area, drawn from the determination as it stands: its number, or why not. Its first word follows once its
-- file is written, in the same transaction.
create function make_candidate_list_here(wanted bigint, wanted_area text, note text, day date, giver text[], receiver text[],
    out verdict text, out made bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d determination := (select x from determination x where x.determination_no = wanted);
  low bigint := case wanted_area when 'ID' then 0 else rpad(wanted_area, 10, '0')::bigint end;
  high bigint := case wanted_area when 'ID' then 9999999999 else rpad(wanted_area, 10, '9')::bigint end;
  counted int;
  places int;
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then verdict := 'decree-right-not-held'; return; end if;
  if d.determination_no is null then verdict := 'determination-unknown'; return; end if;
  if not exists (select from determined_by(acting_account()) p where p = d.program_code) then verdict := 'not-this-program'; return; end if;
  if d.kind <> 'candidates' then verdict := 'own-decree'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('determination ' || d.program_code, 0));
  if determination_state(wanted) <> 'approved' then verdict := 'not-approved'; return; end if;
  if d.determiner = 'village-government' and length(wanted_area) <> 10 then verdict := 'one-village-a-list'; return; end if;
  if day > (now() at time zone 'Asia/Jakarta')::date then verdict := 'day-later'; return; end if;
  if exists (select from candidate_list l where l.determination_no = wanted and candidate_list_state(l.list_no) <> 'withdrawn'
      and l.village_lo <= high and l.village_hi >= low) then verdict := 'handed-over-already'; return; end if;
  if exists (select from candidate_list l where l.note_number = note) then verdict := 'number-taken'; return; end if;
  select count(*), count(distinct o.village_no) into counted, places from outcome o where o.version_no = d.version_no
    and o.program = d.program_code and o.outcome in ('recipient', 'review', 'reserve') and o.village_no between low and high
    and not o.is_suppressed;
  if counted = 0 then verdict := 'nobody-here'; return; end if;
  if counted > 100000 then verdict := 'too-many-candidates'; return; end if;
  insert into candidate_list (determination_no, area, village_lo, village_hi, note_number, handed_on, giver_name, giver_office,
      receiver_name, receiver_office, units, villages, made_by)
    values (wanted, wanted_area, low, high, note, day, giver[1], giver[2], receiver[1], receiver[2], counted, places, acting_account())
    returning list_no into made;
  insert into candidate (list_no, candidate_no, unit, unit_id, family_id, village_no)
    select made, row_number() over (order by o.village_no, o.place nulls last, o.unit_id), o.unit, o.unit_id, o.family_id, o.village_no
    from outcome o where o.version_no = d.version_no and o.program = d.program_code
      and o.outcome in ('recipient', 'review', 'reserve') and o.village_no between low and high and not o.is_suppressed;
  verdict := 'made';
end $$;
revoke execute on function make_candidate_list_here(bigint, text, text, date, text[], text[]) from public;
grant execute on function make_candidate_list_here(bigint, text, text, date, text[], text[]) to dtsen_app;

-- The list's first word, with the digest of the file that is handed over, and its audit row.
create function seal_candidate_list_here(wanted bigint, digest text, request text) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not exists (select from candidate_list l where l.list_no = wanted and l.made_by = acting_account()) then
    raise exception 'a list is sealed by whoever made it' using errcode = 'insufficient_privilege';
  end if;
  insert into candidate_list_word (list_no, state, account_id, list_sha256) values (wanted, 'made', acting_account(), digest);
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    select 'hand-over-candidates', 'determination', l.determination_no, d.version_no, 'identity', l.units, request,
      coalesce(acting_seat(array['issue-decree'], null), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted, 'area', l.area, 'file', digest)
    from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
end $$;
revoke execute on function seal_candidate_list_here(bigint, text, text) from public;
grant execute on function seal_candidate_list_here(bigint, text, text) to dtsen_app;

-- "received" by the other side, or "withdrawn" by the side that made it; or why not.
create function answer_candidate_list_here(wanted bigint, said text, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = wanted);
  d determination := (select x from determination x where x.determination_no = l.determination_no);
  stands text;
begin
  if l.list_no is null or not sees_candidates(acting_account(), wanted) then return 'list-unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended('candidates ' || wanted, 0));
  stands := candidate_list_state(wanted);
  if said = 'received' then
    if l.made_by = acting_account() then return 'same-side'; end if;
    if not receives_candidates(acting_account(), wanted) then return 'not-the-receiver'; end if;
    if stands <> 'made' then return 'answered-already'; end if;
  elsif said = 'withdrawn' then
    if not exists (select from determined_by(acting_account()) p where p = d.program_code) then return 'not-this-program'; end if;
    if stands not in ('made', 'received') then return 'answered-already'; end if;
    if exists (select from candidate_result r where r.list_no = wanted) then return 'result-already'; end if;
    if length(trim(coalesce(why, ''))) < 20 then return 'reason-too-short'; end if;
  else raise exception 'no answer to a list of candidates is called %', said;
  end if;
  insert into candidate_list_word (list_no, state, account_id, reason) values (wanted, said, acting_account(), nullif(trim(why), ''));
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('answer-candidates', 'determination', l.determination_no, d.version_no, 'work', request,
      coalesce(acting_seat(array['receive-candidates', 'issue-decree'], null), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted, 'answer', said));
  return said;
end $$;
revoke execute on function answer_candidate_list_here(bigint, text, text, text) from public;
grant execute on function answer_candidate_list_here(bigint, text, text, text) to dtsen_app;

-- Who has a list before them: either side of it.
create function sees_candidates(me bigint, wanted bigint) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(holds('receive-candidates'), false) and (receives_candidates(me, wanted) or exists (select from candidate_list l
    join determination d on d.determination_no = l.determination_no join determined_by(me) p on p = d.program_code
    where l.list_no = wanted))
$$;
revoke execute on function sees_candidates(bigint, bigint) from public;

-- Names and numbers of a list, for either side, in the order of the list, with the audit row of this very reading. The side that
-- receives reads them once it has received. Who is hidden for safety since is left out. Ids are read through their redirects
-- once the version of the list is no longer at the desk.
create function read_candidates_here(wanted bigint, reading text, request text)
  returns table (candidate_no int, village_no bigint, person_id bigint, name text, nik_enc bytea)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = wanted);
  d determination := (select x from determination x where x.determination_no = l.determination_no);
  is_giver boolean := exists (select from determined_by(acting_account()) p where p = d.program_code);
  -- Names come from the version of the list while it is at the desk, so that its file stays the same file.
  at_desk int := case when exists (select from family f where f.version_no = d.version_no) then d.version_no
    else (select p.version_no from publication_pointer p where p.one) end;
  rows_read int;
begin
  if l.list_no is null or not sees_candidates(acting_account(), wanted)
      or not (is_giver or candidate_list_state(wanted) = 'received') then
    raise exception 'a list of candidates is read by its two sides alone' using errcode = 'insufficient_privilege';
  end if;
  return query
    select c.candidate_no, c.village_no, q.person_id, q.name, q.nik_enc
    from candidate c
    left join family_redirect fr on fr.version_no = at_desk and c.unit = 'family' and fr.from_family_id = c.unit_id
    left join person_redirect pr on pr.version_no = at_desk and c.unit = 'person' and pr.from_person_id = c.unit_id
    left join family f on c.unit = 'family' and f.version_no = at_desk and f.family_id = coalesce(fr.to_family_id, c.unit_id)
    left join person q on q.version_no = at_desk
      and q.person_id = case c.unit when 'person' then coalesce(pr.to_person_id, c.unit_id) else f.head_person_id end
    where c.list_no = wanted and not dtsen_policy.is_hidden(c.unit, coalesce(fr.to_family_id, pr.to_person_id, c.unit_id),
        coalesce(q.family_id, c.family_id))
      and not coalesce(dtsen_policy.is_hidden('person', q.person_id, q.family_id), false)
    order by c.candidate_no;
  get diagnostics rows_read = row_count;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    values ('read-candidates', 'determination', l.determination_no, d.version_no, 'identity', rows_read, request,
      coalesce(acting_seat(array['receive-candidates'], l.village_lo), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted, 'area', l.area, 'reading', reading));
end $$;
revoke execute on function read_candidates_here(bigint, text, text) from public;
grant execute on function read_candidates_here(bigint, text, text) to dtsen_app;

-- Lists as either side sees them: of nobody on them.
create function candidate_lists_here(wanted_determination bigint, wanted_list bigint)
  returns table (list_no bigint, determination_no bigint, program_code text, version_no int, area text, note_number text, handed_on date,
    giver_name text, giver_office text, receiver_name text, receiver_office text, units int, villages int, determiner text,
    state text, list_sha256 text, reason text, made_by text, is_mine boolean, received_at timestamptz, may_receive boolean,
    is_giver boolean, public_code text, outcome_sha256 text, determination_state text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select l.list_no, d.determination_no, d.program_code, d.version_no, l.area, l.note_number, l.handed_on, l.giver_name, l.giver_office,
    l.receiver_name, l.receiver_office, l.units, l.villages, d.determiner, last.state, made.list_sha256, last.reason, a.username,
    l.made_by = acting_account(), received.at, receives_candidates(acting_account(), l.list_no) and l.made_by <> acting_account(),
    exists (select from determined_by(acting_account()) p where p = d.program_code), d.public_code, d.outcome_sha256,
    determination_state(d.determination_no)
  from candidate_list l join determination d on d.determination_no = l.determination_no join account a on a.account_id = l.made_by
    join candidate_list_word made on made.list_no = l.list_no and made.state = 'made'
    left join candidate_list_word received on received.list_no = l.list_no and received.state = 'received'
    cross join lateral (select w.state, w.reason from candidate_list_word w where w.list_no = l.list_no
      order by w.word_no desc limit 1) last
  where (wanted_determination is null or d.determination_no = wanted_determination)
    and (wanted_list is null or l.list_no = wanted_list) and sees_candidates(acting_account(), l.list_no)
  order by l.list_no desc limit 500
$$;
revoke execute on function candidate_lists_here(bigint, bigint) from public;
grant execute on function candidate_lists_here(bigint, bigint) to dtsen_app;
