-- By what a family's outcomes stand: determined, by which decree; a candidate of another determiner, and what that one decided; or
-- revoked. Ids that went on are read through their redirects.
create function standings_of(wanted_version int, wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object(
    'lists', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
      select distinct on (d.program_code) d.program_code as program, v.label, d.version_no = wanted_version as is_this, d.kind,
        last.state, d.determiner, c.act_number as decree, c.signed_on::text, (last.at at time zone 'Asia/Jakarta')::date::text as since
      from determination d join version v on v.version_no = d.version_no and v.state = 'published'
        cross join lateral (select w.state, w.at from determination_word w where w.determination_no = d.determination_no
          order by w.word_no desc limit 1) last
        left join determination_word w on w.determination_no = d.determination_no and w.state = 'decreed'
        left join decree c on c.decree_no = w.decree_no
      where last.state in ('approved', 'decreed') or last.state = 'revoked' and d.version_no = wanted_version
      order by d.program_code, last.state in ('approved', 'decreed') desc, d.determination_no desc) x),
    'units', (select coalesce(jsonb_agg(to_jsonb(y)), '[]') from (
      select distinct on (u.program, u.unit, u.unit_id) u.* from (
        select d.program_code as program, a.unit, coalesce(p.to_person_id, case a.unit when 'family' then wanted_family else a.unit_id end) as unit_id,
          a.answer, a.reason_code, d.determiner, r.act_number, r.act_signed_on::text, v.label, r.result_no as at, null as note_number,
          null as handed_on
        from candidate_answer a join candidate_result r on r.result_no = a.result_no
          join candidate_list l on l.list_no = r.list_no and candidate_list_state(l.list_no) = 'received'
          join determination d on d.determination_no = l.determination_no and determination_state(d.determination_no) <> 'revoked'
          join version v on v.version_no = d.version_no
          left join person_redirect p on p.version_no = wanted_version and a.unit = 'person' and p.from_person_id = a.unit_id
        where a.family_id in (select ids_of_family(wanted_family))
          and not exists (select from candidate_result s where s.supersedes = r.result_no)
        union all
        select d.program_code, c.unit, coalesce(p.to_person_id, case c.unit when 'family' then wanted_family else c.unit_id end), null,
          null, d.determiner, null, null, v.label, 0, l.note_number, l.handed_on::text
        from candidate c join candidate_list l on l.list_no = c.list_no and candidate_list_state(l.list_no) = 'received'
          join determination d on d.determination_no = l.determination_no and determination_state(d.determination_no) = 'approved'
          join version v on v.version_no = d.version_no
          left join person_redirect p on p.version_no = wanted_version and c.unit = 'person' and p.from_person_id = c.unit_id
        where c.family_id in (select ids_of_family(wanted_family))) u
      order by u.program, u.unit, u.unit_id, u.at desc) y))
$$;
revoke execute on function standings_of(int, bigint) from public;

-- The same for an officer who may read the family, under whatever purpose.
create function family_standings(wanted_family bigint) returns jsonb
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select standings_of((select p.version_no from publication_pointer p where p.one), wanted_family)
  where coalesce(holds('read-family'), false)
    and is_readable(wanted_family, my_ranges('read-family'), coalesce(holds('order-suppression'), false))
$$;
revoke execute on function family_standings(bigint) from public;
grant execute on function family_standings(bigint) to dtsen_app;

-- The family's own explanation says with each outcome by what it stands.
create or replace function own_outcomes(wanted_version int, wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('program', o.program, 'unit', o.unit, 'unit_id', o.unit_id, 'outcome', o.outcome,
      'first_reason', o.first_reason, 'ruleset_id', o.ruleset_id, 'standings', s.all_of_them) order by o.program, o.unit_id), '[]')
  from (select standings_of(wanted_version, wanted_family) as all_of_them) s
  join outcome o on o.version_no = wanted_version and o.family_id = wanted_family and not o.is_suppressed
$$;
revoke execute on function own_outcomes(int, bigint) from public;

-- A decree names recipients for its own determiner alone: whoever records one of a list that another determines is refused, by
-- screen, command or hand.
create function decree_is_theirs(me bigint, wanted_version int, wanted_program text) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select not exists (select from version_list l where l.version_no = wanted_version and l.program_code = wanted_program
      and not (l.is_by_rank and is_determiner(me, wanted_program, l.determiner)))
    and not exists (select from determination d where d.version_no = wanted_version and d.program_code = wanted_program
      and d.kind = 'candidates' and determination_state(d.determination_no) in ('proposed', 'approved'))
$$;
revoke execute on function decree_is_theirs(bigint, int, text) from public;

create function keep_decree_to_its_determiner() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not decree_is_theirs(new.recorded_by, new.version_no, new.program_code) then
    raise exception 'a decree of % is issued by its own determiner', new.program_code using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function keep_decree_to_its_determiner() from public;
create trigger decree_of_its_determiner before insert on decree for each row execute function keep_decree_to_its_determiner();

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
      and d.kind = 'decree' and determination_state(d.determination_no) = 'proposed') then return 'determination-waits'; end if;
  if not decree_is_theirs(me, wanted_version, wanted_program) then return 'not-the-determiner'; end if;
  insert into decree (program_code, version_no, act_number, signed_on, recorded_by)
    values (wanted_program, wanted_version, trim(number), signed, me) on conflict do nothing;
  if not found then return 'already-recorded'; end if;
  return 'recorded';
end $$;
