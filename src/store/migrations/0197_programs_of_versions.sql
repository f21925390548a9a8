-- Programs that versions determine beside those of the law book: from a day on, until a day, proposed by one and confirmed by
-- another. A version reads what holds on its own day; what stands already is not touched.
create table version_program (
  entry_no bigint generated always as identity primary key,
  program_code text not null,
  -- Whether versions of that day and later determine it.
  is_in boolean not null,
  from_day date not null,
  -- Places that were decreed, as the engine reads them; null where those of the example stand.
  quotas jsonb check (is_in and jsonb_typeof(quotas) = 'array'),
  ground text not null check (length(btrim(ground)) between 20 and 500),
  proposed_by bigint not null references account,
  proposed_at timestamptz not null default now(),
  answer text check (answer in ('confirmed', 'refused')),
  answered_by bigint references account,
  answered_at timestamptz,
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)),
  -- Nobody is the second person to their own word; who proposed may take it back.
  check (answer is distinct from 'confirmed' or answered_by <> proposed_by)
);
create index version_program_of on version_program (program_code, from_day, entry_no);
create unique index version_program_waiting on version_program (program_code) where answer is null;
comment on table version_program is
  'policy: reference; programs that versions determine from a day on, by two people; of nobody; answered once, never changed after';

create function keep_version_program() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.answer is not null
    or (new.entry_no, new.program_code, new.is_in, new.from_day, new.quotas, new.ground, new.proposed_by, new.proposed_at)
      is distinct from (old.entry_no, old.program_code, old.is_in, old.from_day, old.quotas, old.ground, old.proposed_by, old.proposed_at) then
    raise exception 'what was said of a program of versions does not change' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function keep_version_program() from public;

select make_reference(array['version_program']);
create trigger version_program_kept before update or delete on version_program for each row execute function keep_version_program();
create trigger version_program_no_truncate before truncate on version_program execute function refuse_change();

-- From when until when versions determine which, in the words of the last who was confirmed for a day: law, and nobody's data.
create function version_programs() returns table (program text, valid_from date, valid_to date, quotas jsonb)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select e.program_code, e.from_day, e.next_day - 1, e.quotas from (
    select v.*, lead(v.from_day) over (partition by v.program_code order by v.from_day, v.entry_no) as next_day
    from version_program v where v.answer = 'confirmed') e
  where e.is_in and (e.next_day is null or e.next_day > e.from_day) order by e.program_code, e.from_day
$$;
revoke execute on function version_programs() from public;
grant execute on function version_programs() to dtsen_app, dtsen_worker;

-- Proposes that versions determine a program from a day on, or no longer do: "proposed" and its number, or why not.
create function propose_version_program(wanted_program text, wanted_in boolean, day date, places jsonb, why text, by_name text,
    out verdict text, out made bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not account_holds(by_name, 'publish-version', 'publication') then verdict := 'right-not-held'; return; end if;
  if length(btrim(coalesce(why, ''))) < 20 then verdict := 'reason-too-short'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('program of versions ' || wanted_program, 0));
  if exists (select from version_program v where v.program_code = wanted_program and v.answer is null) then
    verdict := 'proposed-already'; return; end if;
  insert into version_program (program_code, is_in, from_day, quotas, ground, proposed_by)
    values (wanted_program, wanted_in, day, places, btrim(why), account_no(by_name)) returning entry_no into made;
  verdict := 'proposed';
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'propose-version-program', 'none', 'work',
      jsonb_build_object('program', wanted_program, 'entry', made, 'isIn', wanted_in, 'from', day));
end $$;
revoke execute on function propose_version_program(text, boolean, date, jsonb, text, text) from public;
grant execute on function propose_version_program(text, boolean, date, jsonb, text, text) to dtsen_worker;

-- The second person's word, or the first's own no.
create function answer_version_program(wanted bigint, said text, by_name text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  e version_program;
begin
  select v.* into e from version_program v where v.entry_no = wanted for update;
  if not account_holds(by_name, 'publish-version', 'publication') then return 'right-not-held'; end if;
  if said not in ('confirmed', 'refused') then raise exception 'no answer is called %', said; end if;
  if e.entry_no is null then return 'entry-unknown'; end if;
  if e.answer is not null then return 'answered-already'; end if;
  if said = 'confirmed' and e.proposed_by = account_no(by_name) then return 'same-person'; end if;
  update version_program v set answer = said, answered_by = account_no(by_name), answered_at = now() where v.entry_no = wanted;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'answer-version-program', 'none', 'work',
      jsonb_build_object('program', e.program_code, 'entry', wanted, 'answer', said));
  return said;
end $$;
revoke execute on function answer_version_program(bigint, text, text) from public;
grant execute on function answer_version_program(bigint, text, text) to dtsen_worker;

-- What was said so far, by name, at the command line, where whoever runs the machine reads.
create function version_program_log() returns table (entry bigint, program text, is_in boolean, from_day date, has_quotas boolean,
    ground text, proposed_by text, proposed_on date, answer text, answered_by text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select v.entry_no, v.program_code, v.is_in, v.from_day, v.quotas is not null, v.ground, p.username,
    (v.proposed_at at time zone 'Asia/Jakarta')::date, v.answer, s.username
  from version_program v join account p on p.account_id = v.proposed_by left join account s on s.account_id = v.answered_by
  order by v.entry_no desc
$$;
revoke execute on function version_program_log() from public;
grant execute on function version_program_log() to dtsen_worker;

-- Lists that were brought beside those of a version stay its lists when its projection is made anew.
alter table version_list add column is_brought boolean not null default false;

create or replace function take_brought_list(wanted_version int, wanted_program text) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  taken int;
begin
  if exists (select from publication_sheet s where s.version_no = wanted_version and wanted_program = any (s.programs))
    or exists (select from version_list l where l.version_no = wanted_version and l.program_code = wanted_program
      and not l.is_brought) then
    raise exception '% is a list of every version and comes with its projection', wanted_program; end if;
  if not exists (select from version v where v.version_no = wanted_version and v.state in ('frozen', 'projected', 'published')) then
    raise exception 'lists are brought for a version that stands at the desk'; end if;
  delete from outcome o where o.version_no = wanted_version and o.program = wanted_program;
  insert into outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome, place, first_reason,
      rules_true, rules_unknown, amount_rupiah, ruleset_id)
    select wanted_version, b.family_id, wanted_program, b.unit, b.unit_id, f.village_no, f.domicile_village_no, b.outcome,
      b.place, b.first_reason, b.rules_true, b.rules_unknown, b.amount_rupiah, b.ruleset_id
    from pg_temp.list_brought b join family f on f.version_no = wanted_version and f.family_id = b.family_id
    where b.program = wanted_program and (b.unit = 'family' or exists (select from person q where q.version_no = wanted_version
      and q.person_id = b.unit_id));
  get diagnostics taken = row_count;
  return taken;
end $$;
