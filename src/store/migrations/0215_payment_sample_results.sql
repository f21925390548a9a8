-- What visits found of payments that were drawn after they were made (decision 0059): counts by regency with what they say of all,
-- and by which draw, so that anybody can draw the same again. Of nobody; a later look is a row of its own.
create table payment_sample_result (
  result_no bigint generated always as identity primary key,
  program text not null,
  phase text not null,
  -- Never below a regency: of fewer payments a count would speak of somebody.
  area text not null check (area ~ '^(ID|[0-9]{2}|[0-9]{4})$'),
  confidence int not null check (confidence in (90, 95, 99)),
  margin_points int not null check (margin_points between 1 and 20),
  seed text not null check (seed ~ '^[A-Za-z0-9-]{1,40}$'),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  strata jsonb not null check (jsonb_typeof(strata) = 'array' and jsonb_array_length(strata) > 0),
  payments int not null check (payments > 0),
  looked int not null check (looked between 1 and payments),
  wrong int not null check (wrong between 0 and looked),
  wrong_milli int not null,
  low_milli int not null check (low_milli between 0 and wrong_milli),
  high_milli int not null check (high_milli between wrong_milli and 1000),
  noted_by bigint not null references account,
  noted_at timestamptz not null default now()
);
create index payment_sample_result_of on payment_sample_result (program, phase, result_no);
comment on table payment_sample_result is
  'policy: reference; what visits found of payments drawn after they were made: counts by regency and their estimate; append-only';
select make_reference(array['payment_sample_result']);
create trigger payment_sample_result_append_only before update or delete on payment_sample_result
  for each row execute function refuse_change();
create trigger payment_sample_result_no_truncate before truncate on payment_sample_result execute function refuse_change();

-- Notes one as whoever decides checks in the whole region that it speaks of: of a part of it a draw is of that part alone. Answers
-- its number, or nothing where that is nobody's right.
create function note_sample_result(said jsonb, request text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  me bigint := acting_account();
  digits text := case said ->> 'area' when 'ID' then '' else said ->> 'area' end;
  made bigint;
begin
  if not exists (select from appointment p join role_right r on r.role_code = p.role_code and r.right_code = 'decide-check'
      and r.purpose_code = acting_purpose()
    where p.account_id = me and p.revoked_at is null and p.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
      and p.village_lo <= rpad(digits, 10, '0')::bigint and p.village_hi >= rpad(digits, 10, '9')::bigint) then
    return null; end if;
  insert into payment_sample_result (program, phase, area, confidence, margin_points, seed, digest, strata, payments, looked, wrong,
      wrong_milli, low_milli, high_milli, noted_by)
    select r.program, r.phase, r.area, r.confidence, r.margin_points, r.seed, r.digest, r.strata, r.payments, r.looked, r.wrong,
      r.wrong_milli, r.low_milli, r.high_milli, me
    from jsonb_populate_record(null::payment_sample_result, said) r
    returning result_no into made;
  insert into audit_entry (act, subject_kind, fields_class, request_id, detail)
    values ('note-sample-result', 'none', 'work', request, coalesce(acting_seat(array['decide-check'], null), '{}')
      || jsonb_build_object('result', made, 'program', said ->> 'program', 'phase', said ->> 'phase', 'area', said ->> 'area'));
  return made;
end $$;
revoke execute on function note_sample_result(jsonb, text) from public;
grant execute on function note_sample_result(jsonb, text) to dtsen_app;
