-- What two people say of programs of versions holds money too; programs of every version may be given places and money by decree as
-- well; and a program can be ended: the check of places refused every row that ends one.
alter table version_program add column budgets jsonb;
alter table version_program drop constraint version_program_check;
alter table version_program add constraint version_program_terms check (
  (quotas is null or (is_in and jsonb_typeof(quotas) = 'array')) and (budgets is null or (is_in and jsonb_typeof(budgets) = 'array')));

create or replace function keep_version_program() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.answer is not null
    or (new.entry_no, new.program_code, new.is_in, new.from_day, new.quotas, new.budgets, new.ground, new.proposed_by, new.proposed_at)
      is distinct from (old.entry_no, old.program_code, old.is_in, old.from_day, old.quotas, old.budgets, old.ground, old.proposed_by,
        old.proposed_at) then
    raise exception 'what was said of a program of versions does not change' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function keep_version_program() from public;

-- As before, with the money.
drop function version_programs();
create function version_programs() returns table (program text, valid_from date, valid_to date, quotas jsonb, budgets jsonb)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select e.program_code, e.from_day, e.next_day - 1, e.quotas, e.budgets from (
    select v.*, lead(v.from_day) over (partition by v.program_code order by v.from_day, v.entry_no) as next_day
    from version_program v where v.answer = 'confirmed') e
  where e.is_in and (e.next_day is null or e.next_day > e.from_day) order by e.program_code, e.from_day
$$;
revoke execute on function version_programs() from public;
grant execute on function version_programs() to dtsen_app, dtsen_worker;

drop function propose_version_program(text, boolean, date, jsonb, text, text);
create function propose_version_program(wanted_program text, wanted_in boolean, day date, places jsonb, money jsonb, why text, by_name text,
    out verdict text, out made bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not account_holds(by_name, 'publish-version', 'publication') then verdict := 'right-not-held'; return; end if;
  if length(btrim(coalesce(why, ''))) < 20 then verdict := 'reason-too-short'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('program of versions ' || wanted_program, 0));
  if exists (select from version_program v where v.program_code = wanted_program and v.answer is null) then
    verdict := 'proposed-already'; return; end if;
  insert into version_program (program_code, is_in, from_day, quotas, budgets, ground, proposed_by)
    values (wanted_program, wanted_in, day, places, money, btrim(why), account_no(by_name)) returning entry_no into made;
  verdict := 'proposed';
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'propose-version-program', 'none', 'work',
      jsonb_build_object('program', wanted_program, 'entry', made, 'isIn', wanted_in, 'from', day));
end $$;
revoke execute on function propose_version_program(text, boolean, date, jsonb, jsonb, text, text) from public;
grant execute on function propose_version_program(text, boolean, date, jsonb, jsonb, text, text) to dtsen_worker;

drop function version_program_log();
create function version_program_log() returns table (entry bigint, program text, is_in boolean, from_day date, has_quotas boolean,
    has_budgets boolean, ground text, proposed_by text, proposed_on date, answer text, answered_by text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select v.entry_no, v.program_code, v.is_in, v.from_day, v.quotas is not null, v.budgets is not null, v.ground, p.username,
    (v.proposed_at at time zone 'Asia/Jakarta')::date, v.answer, s.username
  from version_program v join account p on p.account_id = v.proposed_by left join account s on s.account_id = v.answered_by
  order by v.entry_no desc
$$;
revoke execute on function version_program_log() from public;
grant execute on function version_program_log() to dtsen_worker;
