-- What a version says of a program's list, brought to the desk with its projection: counts alone, and the digests by which the
-- list is known again. A determination takes it as it stands; what was approved is then known by its hash.

create table version_list (
  version_no int not null references version,
  program_code text not null,
  ruleset_id text not null,
  -- SHA-256 of the file of outcomes, as the version's manifest states it.
  outcome_sha256 text not null check (outcome_sha256 ~ '^[0-9a-f]{64}$'),
  quotas_sha256 text not null,
  quotas_are_example boolean not null,
  draw_key text not null,
  -- Who may name recipients of this program by an act of its own, and whether the version says who has a place (mode).
  determiner text not null,
  is_by_rank boolean not null,
  -- Units by outcome.
  counts jsonb not null,
  -- By regency; small counts and what would tell them withheld.
  regencies jsonb not null,
  amount_rupiah bigint not null check (amount_rupiah >= 0),
  primary key (version_no, program_code)
);
comment on table version_list is
  'policy: reference; what a version says of a program''s list; counts with small ones withheld, of nobody';

-- A determination of one program on one version: what was proposed, never changed. Where it stands is the last of its words.
create table determination (
  determination_no bigint generated always as identity primary key,
  program_code text not null,
  version_no int not null references version,
  -- "decree": the acting office determines the program. "candidates": another does, and receives a list of candidates.
  kind text not null check (kind in ('decree', 'candidates')),
  ruleset_id text not null,
  outcome_sha256 text not null,
  quotas_sha256 text not null,
  quotas_are_example boolean not null,
  draw_key text not null,
  determiner text not null,
  counts jsonb not null,
  regencies jsonb not null,
  amount_rupiah bigint not null,
  -- Stands in the code on the letter; whoever has the letter may ask what it is, and is told nobody's name.
  public_code text not null unique default replace(gen_random_uuid()::text, '-', ''),
  proposed_by bigint not null references account,
  proposed_at timestamptz not null default now()
);
comment on table determination is
  'policy: reference; what was proposed of a program''s list of a version: counts and digests, of nobody; append-only';

create table determination_word (
  word_no bigint generated always as identity primary key,
  determination_no bigint not null references determination,
  state text not null check (state in ('proposed', 'returned', 'approved', 'decreed', 'superseded', 'revoked')),
  account_id bigint not null references account,
  reason text check (length(reason) <= 500),
  decree_no bigint references decree,
  at timestamptz not null default now(),
  check (state not in ('returned', 'revoked') or length(trim(coalesce(reason, ''))) >= 20),
  check ((state = 'decreed') = (decree_no is not null))
);
create index determination_word_of on determination_word (determination_no, word_no);
comment on table determination_word is
  'policy: reference; what people said of a determination, one word after the other; the last is where it stands; append-only';

select make_reference(array['version_list', 'determination', 'determination_word']);
grant insert, update, delete on version_list to dtsen_worker;
create policy worker_all on version_list to dtsen_worker using (true) with check (true);
create trigger determination_append_only before update or delete on determination for each row execute function refuse_change();
create trigger determination_no_truncate before truncate on determination execute function refuse_change();
create trigger determination_word_append_only before update or delete on determination_word for each row execute function refuse_change();
create trigger determination_word_no_truncate before truncate on determination_word execute function refuse_change();

create function determination_state(wanted bigint) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.state from determination_word w where w.determination_no = wanted order by w.word_no desc limit 1
$$;
revoke execute on function determination_state(bigint) from public;
grant execute on function determination_state(bigint) to dtsen_app, dtsen_worker;

-- Whatever asks, by hand too: words come in their order, and nobody approves what they proposed themselves.
create function keep_determination_order() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d determination := (select x from determination x where x.determination_no = new.determination_no for update);
  old_state text := determination_state(new.determination_no);
begin
  if not (old_state is null and new.state = 'proposed'
      or old_state = 'proposed' and new.state in ('approved', 'returned')
      or old_state = 'approved' and new.state in ('decreed', 'superseded', 'revoked')
      or old_state = 'decreed' and new.state in ('superseded', 'revoked')) then
    raise exception 'a determination does not go from % to %', old_state, new.state using errcode = 'check_violation';
  end if;
  if new.state in ('approved', 'returned') and new.account_id = d.proposed_by then
    raise exception 'nobody is the second person to their own determination' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function keep_determination_order() from public;
create trigger determination_word_order before insert on determination_word
  for each row execute function keep_determination_order();

-- Decrees attach by themselves: recording one on a version is the only way to decree, as before.
create function attach_decree() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d bigint := (select x.determination_no from determination x where x.program_code = new.program_code
    and x.version_no = new.version_no and determination_state(x.determination_no) = 'approved' and x.kind = 'decree'
    order by 1 desc limit 1);
begin
  if d is not null then
    insert into determination_word (determination_no, state, account_id, decree_no)
      values (d, 'decreed', new.recorded_by, new.decree_no);
  end if;
  return null;
end $$;
revoke execute on function attach_decree() from public;
create trigger decree_attached after insert on decree for each row execute function attach_decree();

-- While a determination waits for its second person, or is one of candidates, no decree of that list is recorded past it.
create or replace function put_decree(wanted_version int, wanted_program text, number text, signed date, me bigint) returns text
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
begin
  if not exists (select from determined_by(me) d where d = wanted_program) then return 'not-this-program'; end if;
  if not exists (select from version v where v.version_no = wanted_version and v.state = 'published' for update)
    then return 'version-not-published'; end if;
  if signed > today then return 'signed-later'; end if;
  if length(trim(number)) not between 5 and 120 then return 'number-missing'; end if;
  if exists (select from determination d where d.program_code = wanted_program and d.version_no = wanted_version
      and determination_state(d.determination_no) = 'proposed') then return 'determination-waits'; end if;
  if exists (select from determination d where d.program_code = wanted_program and d.version_no = wanted_version
      and d.kind = 'candidates' and determination_state(d.determination_no) = 'approved') then return 'not-the-determiner'; end if;
  insert into decree (program_code, version_no, act_number, signed_on, recorded_by)
    values (wanted_program, wanted_version, trim(number), signed, me) on conflict do nothing;
  if not found then return 'already-recorded'; end if;
  return 'recorded';
end $$;

-- Whether an account determines a program for the very institution that the law names.
create function is_determiner(me bigint, wanted_program text, institution text) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from appointment p join role_right rr on rr.role_code = p.role_code and rr.right_code = 'issue-decree'
      and rr.purpose_code = 'program-determination' join office o on o.office_code = p.office_code
    where p.account_id = me and p.revoked_at is null and p.confirmed_by is not null and wanted_program = any (p.programs)
      and o.institution_code = institution
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to)
$$;
revoke execute on function is_determiner(bigint, text, text) from public;
