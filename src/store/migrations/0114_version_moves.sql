-- What moved since the version before, as figures: counted when a version is frozen, so that no request counts anything.

create table version_diff (
  version_no int primary key references version,
  -- The version it goes on from.
  before_no int not null references version check (before_no <> version_no),
  -- KeptDiff of jobs/keep-diff.ts: counts alone, small ones and what would tell them withheld.
  figures jsonb,
  -- Why the two could not be compared.
  refused text check (length(refused) < 60),
  made_at timestamptz not null default now(),
  check ((figures is null) <> (refused is null))
);
comment on table version_diff is
  'policy: reference; what moved between a version and the one before it; counts with small ones withheld, of nobody';
select make_reference(array['version_diff']);
create policy worker_all on version_diff to dtsen_worker using (true) with check (true);
grant insert, update on version_diff to dtsen_worker;

-- Decrees (SK): which program's list was signed, of which version, by which act of law. The smallest true record: no letter,
-- no list of its own. The newest of a program is the one in force; whatever happens to its version, it keeps it.

create table decree (
  decree_no bigint generated always as identity primary key,
  program_code text not null,
  version_no int not null references version,
  act_number text not null check (length(trim(act_number)) between 5 and 120),
  signed_on date not null,
  recorded_by bigint not null references account,
  recorded_at timestamptz not null default now(),
  unique (program_code, act_number)
);
comment on table decree is
  'policy: reference; acts of law that a program''s list was signed by, each with the version it keeps; names of nobody; append-only';

-- Whom a going back touches, as a sealed file of the lake whose digest and counts stand here.
create table withdrawal_list (
  list_no bigint generated always as identity primary key,
  version_no int not null references version,
  back_to_no int not null references version check (back_to_no <> version_no),
  -- The decrees in force that stood on the version when the list was made.
  decrees bigint[] not null,
  -- By program: how many are on the list, how many of them the earlier version says otherwise of.
  counts jsonb not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null default now()
);
comment on table withdrawal_list is
  'policy: reference; what a going back touches where a decree stands: counts and the digest of the sealed list; append-only';

create table withdrawal_word (
  list_no bigint not null references withdrawal_list,
  account_id bigint not null references account,
  reason text not null check (length(trim(reason)) >= 20),
  at timestamptz not null default now(),
  -- Nobody is the second person to their own word.
  primary key (list_no, account_id)
);
comment on table withdrawal_word is
  'policy: reference; who says that a version under a decree in force is taken back, and why; two different people; append-only';

select make_reference(array['decree', 'withdrawal_list', 'withdrawal_word']);
grant insert on withdrawal_list to dtsen_worker;
create policy worker_add on withdrawal_list for insert to dtsen_worker with check (true);

-- Programs whose decrees an account records today.
create function determined_by(wanted_account bigint) returns setof text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select distinct unnest(p.programs) from appointment p join role_right rr on rr.role_code = p.role_code
    and rr.right_code = 'issue-decree' and rr.purpose_code = 'program-determination'
  where p.account_id = wanted_account and p.revoked_at is null and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
$$;
revoke execute on function determined_by(bigint) from public;

-- The same of whoever acts: what their screen offers.
create function my_determined_programs() returns setof text
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select determined_by(acting_account()) order by 1
$$;
revoke execute on function my_determined_programs() from public;
grant execute on function my_determined_programs() to dtsen_app;

-- Puts a decree on record for an account that holds the right, whoever asks. "recorded", or why not.
create function put_decree(wanted_version int, wanted_program text, number text, signed date, me bigint) returns text
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
begin
  if not exists (select from determined_by(me) d where d = wanted_program) then return 'not-this-program'; end if;
  if not exists (select from version v where v.version_no = wanted_version and v.state = 'published' for update)
    then return 'version-not-published'; end if;
  if signed > today then return 'signed-later'; end if;
  if length(trim(number)) not between 5 and 120 then return 'number-missing'; end if;
  insert into decree (program_code, version_no, act_number, signed_on, recorded_by)
    values (wanted_program, wanted_version, trim(number), signed, me) on conflict do nothing;
  if not found then return 'already-recorded'; end if;
  return 'recorded';
end $$;
revoke execute on function put_decree(int, text, text, date, bigint) from public;

-- At the command line, in the name of an account, with its audit row.
create function record_decree(wanted_version int, wanted_program text, number text, signed date, by_name text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if not account_holds(by_name, 'issue-decree', 'program-determination') then return 'decree-right-not-held'; end if;
  verdict := put_decree(wanted_version, wanted_program, number, signed,
    (select a.account_id from account a where a.username = lower(by_name)));
  if verdict <> 'recorded' then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'program-determination', 'record-decree', 'version', wanted_version,
      wanted_version, 'work', jsonb_build_object('program', wanted_program, 'number', trim(number), 'signed', signed));
  return 'recorded';
end $$;
revoke execute on function record_decree(int, text, text, date, text) from public;
grant execute on function record_decree(int, text, text, date, text) to dtsen_worker;

-- The same on the screen, as whoever acts.
create function record_decree_here(wanted_version int, wanted_program text, number text, signed date, request text)
  returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if not exists (select from version v where v.version_no = wanted_version) then return 'version-unknown'; end if;
  verdict := put_decree(wanted_version, wanted_program, number, signed, acting_account());
  if verdict <> 'recorded' then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('record-decree', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['issue-decree'], null), '{}')
        || jsonb_build_object('program', wanted_program, 'number', trim(number), 'signed', signed));
  return 'recorded';
end $$;
revoke execute on function record_decree_here(int, text, text, date, text) from public;
grant execute on function record_decree_here(int, text, text, date, text) to dtsen_app;

-- Decrees in force that stand on a version: no later one of their program was recorded.
create function standing_decrees(wanted_version int) returns setof decree
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.* from decree d where d.version_no = wanted_version and not exists (
    select from decree later where later.program_code = d.program_code and later.decree_no > d.decree_no)
  order by d.decree_no
$$;
revoke execute on function standing_decrees(int) from public;
grant execute on function standing_decrees(int) to dtsen_app, dtsen_worker;

-- Whether going back from a version needs more than has been said: a list of those whom the decrees of today touch, and two
-- different people's word for that very list. Where no decree stands, nothing is missing.
create function is_back_barred(from_version int, to_version int) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from standing_decrees(from_version)) and not exists (
    select from withdrawal_list l where l.version_no = from_version and l.back_to_no = coalesce(to_version, l.back_to_no)
      and l.decrees = (select array_agg(d.decree_no order by d.decree_no) from standing_decrees(from_version) d)
      and (select count(*) from withdrawal_word w where w.list_no = l.list_no) >= 2)
$$;
revoke execute on function is_back_barred(int, int) from public;
grant execute on function is_back_barred(int, int) to dtsen_worker;

-- One person's word for one list. "waits" until a second has given theirs, "in-force" then; or why not.
create function word_for_withdrawal(wanted_list bigint, by_name text, why text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  me bigint := (select a.account_id from account a where a.username = lower(by_name));
  l withdrawal_list := (select x from withdrawal_list x where x.list_no = wanted_list for update);
  people int;
begin
  if not account_holds(by_name, 'withdraw-version', 'publication') then return 'withdrawing-right-not-held'; end if;
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if not exists (select from publication_pointer p where p.version_no = l.version_no and p.previous_version_no = l.back_to_no)
    or l.decrees is distinct from (select array_agg(d.decree_no order by d.decree_no) from standing_decrees(l.version_no) d)
    then return 'list-outdated'; end if;
  insert into withdrawal_word (list_no, account_id, reason) values (wanted_list, me, trim(why)) on conflict do nothing;
  if not found then return 'said-already'; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'word-for-withdrawal', 'version', l.version_no, l.version_no,
      'work', jsonb_build_object('reason', trim(why), 'list', wanted_list, 'back', l.back_to_no, 'sha256', l.file_sha256));
  select count(*) into people from withdrawal_word w where w.list_no = wanted_list;
  return case when people < 2 then 'waits' else 'in-force' end;
end $$;
revoke execute on function word_for_withdrawal(bigint, text, text) from public;
grant execute on function word_for_withdrawal(bigint, text, text) to dtsen_worker;

-- Who spoke for the lists of a version, by account, which the worker may not look up; on the screen to who publishes or oversees.
create function withdrawal_words(wanted_version int)
  returns table (list_no bigint, username text, reason text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.list_no, case when acting_account() is null or account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') then a.username end, w.reason, w.at
  from withdrawal_word w join withdrawal_list l on l.list_no = w.list_no join account a on a.account_id = w.account_id
  left join account me on me.account_id = acting_account()
  where l.version_no = wanted_version
$$;
revoke execute on function withdrawal_words(int) from public;
grant execute on function withdrawal_words(int) to dtsen_app, dtsen_worker;

-- Decrees of a version with who recorded them, by name under the same rule.
create function recorded_decrees(wanted_version int)
  returns table (decree_no bigint, program_code text, act_number text, signed_on date, recorded_at timestamptz, username text,
    is_in_force boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.decree_no, d.program_code, d.act_number, d.signed_on, d.recorded_at,
    case when acting_account() is null or account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') or d.recorded_by = me.account_id then a.username end,
    exists (select from standing_decrees(wanted_version) s where s.decree_no = d.decree_no)
  from decree d join account a on a.account_id = d.recorded_by left join account me on me.account_id = acting_account()
  where d.version_no = wanted_version order by d.decree_no
$$;
revoke execute on function recorded_decrees(int) from public;
grant execute on function recorded_decrees(int) to dtsen_app, dtsen_worker;

-- Whatever takes a version back: not under a decree in force without two people and the list.
create function refuse_barred_back() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if is_back_barred(old.version_no, case tg_table_name when 'publication_pointer' then new.version_no end) then
    raise exception 'version % is under a decree in force', old.version_no using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger publication_pointer_back before update of version_no on publication_pointer for each row
  when (new.version_no < old.version_no or new.version_no = old.previous_version_no)
  execute function refuse_barred_back();
create trigger version_withdrawn_back before update of state on version for each row
  when (new.state = 'withdrawn' and old.state <> 'withdrawn')
  execute function refuse_barred_back();
