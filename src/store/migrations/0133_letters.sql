-- Letters (SK with annex) made of a determination in force: of each only its digest and counts. The letter itself goes to whoever
-- asked for it and is kept nowhere; the same determination gives the same bytes again.
create table determination_letter (
  determination_no bigint not null references determination,
  -- "ID", or a regency: never a smaller part, whose count alone could tell of somebody.
  area text not null check (area = 'ID' or area ~ '^[0-9]{4}$'),
  annex_sha256 text not null check (annex_sha256 ~ '^[0-9a-f]{64}$'),
  recipients int not null check (recipients >= 0),
  villages int not null check (villages >= 0),
  made_by bigint not null references account,
  made_at timestamptz not null default now(),
  primary key (determination_no, area, annex_sha256)
);
comment on table determination_letter is
  'policy: reference; which letters were made of a determination: digests of their annexes and counts, of nobody; append-only';
select make_reference(array['determination_letter']);
create trigger determination_letter_append_only before update or delete on determination_letter
  for each row execute function refuse_change();
create trigger determination_letter_no_truncate before truncate on determination_letter execute function refuse_change();

-- Whether whoever acts may have the letter made: "may", or why not. Only the program's determiner issues its decree.
create function may_make_letter(wanted bigint) returns text
  language plpgsql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d determination := (select x from determination x where x.determination_no = wanted);
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if d.determination_no is null then return 'determination-unknown'; end if;
  if d.kind <> 'decree' or not is_determiner(acting_account(), d.program_code, d.determiner) then return 'not-the-determiner'; end if;
  if determination_state(wanted) not in ('approved', 'decreed') then return 'not-approved'; end if;
  return 'may';
end $$;
revoke execute on function may_make_letter(bigint) from public;
grant execute on function may_make_letter(bigint) to dtsen_app;

-- That a letter was made, with its audit row: in the transaction that read the recipients, before anything is sent.
create function note_letter_here(wanted bigint, wanted_area text, annex text, counted int, in_villages int, request text) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if may_make_letter(wanted) <> 'may' then
    raise exception 'a letter is made by the determiner of its program alone' using errcode = 'insufficient_privilege';
  end if;
  insert into determination_letter (determination_no, area, annex_sha256, recipients, villages, made_by)
    values (wanted, wanted_area, annex, counted, in_villages, acting_account()) on conflict do nothing;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    select 'make-letter', 'determination', wanted, d.version_no, 'identity', counted, request,
      coalesce(acting_seat(array['issue-decree'], null), '{}')
        || jsonb_build_object('program', d.program_code, 'area', wanted_area, 'annex', annex)
    from determination d where d.determination_no = wanted;
end $$;
revoke execute on function note_letter_here(bigint, text, text, int, int, text) from public;
grant execute on function note_letter_here(bigint, text, text, int, int, text) to dtsen_app;

-- What the code on a letter tells of its annexes.
create function public_letters(code text) returns table (area text, annex_sha256 text, recipients int, villages int, made_on date)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select l.area, l.annex_sha256, l.recipients, l.villages, (l.made_at at time zone 'Asia/Jakarta')::date
  from determination d join determination_letter l on l.determination_no = d.determination_no
  where d.public_code = code order by l.made_at desc limit 20
$$;
revoke execute on function public_letters(text) from public;
grant execute on function public_letters(text) to dtsen_app;
