-- Acts of protection: one person hides somebody at once; two different people end it. Refusals are words, and each try
-- is noted without its reason.

-- Where a person or family of the version in force belongs, as the right covers it.
create function village_of_unit(wanted_unit text, wanted_id bigint, wanted_right text) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case wanted_unit when 'person' then dtsen.village_of_person(wanted_id, wanted_right) else (
    select v from dtsen.family f
    join dtsen.publication_pointer c on c.version_no = f.version_no
    cross join lateral unnest(array[f.village_no, f.domicile_village_no]) with ordinality as u (v, place)
    where f.family_id = wanted_id and v <@ dtsen.my_ranges(wanted_right) order by place limit 1) end
$$;

-- A day on which somebody looks again: to come, and within a year.
create function is_review_day(day date) returns boolean language sql stable as $$
  select coalesce(day > (now() at time zone 'Asia/Jakarta')::date
    and day <= (now() at time zone 'Asia/Jakarta')::date + 366, false)
$$;

-- Hides a person or family for safety at once. Verdict "ordered", or why not: right-not-held (an id that is nobody's
-- answers like one of another region), basis-not-held, reference-missing, review-day-wrong, already-ordered.
create function order_suppression(wanted_unit text, wanted_id bigint, wanted_ground text, wanted_basis text,
    wanted_reference text, wanted_review date)
  returns table (verdict text, suppression_id bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  village bigint;
  law text;
begin
  perform hold_projections();
  village := village_of_unit(wanted_unit, wanted_id, 'order-suppression');
  law := law_of_basis(wanted_basis, village);
  verdict := case
    when village is null then 'right-not-held'
    when law is null then 'basis-not-held'
    when length(trim(coalesce(wanted_reference, ''))) < 5 then 'reference-missing'
    when not is_review_day(wanted_review) then 'review-day-wrong'
    else 'ordered' end;
  if verdict = 'ordered' then
    insert into suppression (unit, unit_id, ground, legal_basis, reference, review_on, village_no, ordered_by)
      values (wanted_unit, wanted_id, wanted_ground, law, without_numbers(wanted_reference), wanted_review, village,
        acting_account())
      on conflict (unit, unit_id) where released_at is null do nothing
      returning suppression.suppression_id into suppression_id;
    if not found then verdict := 'already-ordered'; end if;
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, fields_class, decision, detail)
    values ('order-suppression', wanted_unit, wanted_id, village, 'vault', verdict,
      coalesce(acting_seat(array['order-suppression'], village), '{}'));
  return next;
end $$;

-- One step of an order in force: keep it (with the next day to look again; an asked release is dropped), ask for its
-- end, or end it. An id that is nobody's answers like one of another region; what is no step ends nothing.
create function step_suppression(wanted_suppression bigint, step text, wanted_review date, reason text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held suppression;
  is_known boolean := coalesce(step in ('keep', 'ask-release', 'release'), false);
  needed text := case when step in ('keep', 'ask-release') then 'order-suppression' else 'release-suppression' end;
  verdict text;
begin
  perform hold_projections();
  select s.* into held from suppression s where s.suppression_id = wanted_suppression for no key update;
  verdict := case
    when not coalesce(held.village_no <@ my_ranges(needed), false) then 'right-not-held'
    when not is_known then 'step-unknown'
    when held.released_at is not null then 'already-released'
    when step = 'keep' and not is_review_day(wanted_review) then 'review-day-wrong'
    when step = 'keep' then 'kept'
    when step = 'ask-release' and length(trim(coalesce(reason, ''))) < 5 then 'no-reason'
    when step = 'ask-release' and held.release_asked_by is not null then 'already-asked'
    when step = 'ask-release' then 'release-asked'
    when held.release_asked_by is null then 'release-not-asked'
    when held.release_asked_by = acting_account() then 'second-person-needed'
    else 'released' end;
  case verdict
    when 'kept' then update suppression set review_on = wanted_review, release_asked_by = null, release_reason = null
      where suppression_id = wanted_suppression;
    when 'release-asked' then update suppression set release_asked_by = acting_account(),
      release_reason = without_numbers(reason) where suppression_id = wanted_suppression;
    when 'released' then update suppression set released_at = now(), released_by = acting_account()
      where suppression_id = wanted_suppression;
    else null;
  end case;
  insert into audit_entry (act, subject_kind, subject_id, village_no, fields_class, decision, detail)
    values (case when is_known then step else 'step' end || '-suppression', 'suppression', wanted_suppression,
      held.village_no, 'vault', verdict, coalesce(acting_seat(array[needed], held.village_no), '{}'));
  return verdict;
end $$;

-- Orders in force in one's region, the first to look at again first. Why somebody is hidden is told to whoever ordered
-- it and to those who may end it, to nobody else.
create function list_suppressions(after_day int, after_id bigint, most int)
  returns table (suppression_id bigint, unit text, unit_id bigint, current_id bigint, village_no bigint,
    ordered_on date, review_on date, is_mine boolean, persons int, ground text, legal_basis text, reference text,
    is_release_asked boolean, is_asked_by_me boolean, release_reason text)
  language plpgsql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return query
  select s.suppression_id, s.unit, s.unit_id, coalesce(
      case s.unit when 'family' then (select r.to_family_id from family_redirect r
          where r.version_no = c.version_no and r.from_family_id = s.unit_id)
        else (select r.to_person_id from person_redirect r
          where r.version_no = c.version_no and r.from_person_id = s.unit_id) end, s.unit_id),
    s.village_no, (s.starts_at at time zone 'Asia/Jakarta')::date, s.review_on, s.ordered_by = acting_account(),
    case s.unit when 'person' then 1 else (select count(distinct m.person_id)::int from suppression_member m
      where m.suppression_id = s.suppression_id) end,
    case when told then s.ground end, case when told then s.legal_basis end, case when told then s.reference end,
    s.release_asked_by is not null, coalesce(s.release_asked_by = acting_account(), false),
    case when told then s.release_reason end
  from suppression s
  cross join publication_pointer c
  cross join lateral (select s.ordered_by = acting_account()
    or coalesce(s.village_no <@ my_ranges('release-suppression'), false) as told) t
  where s.released_at is null and s.village_no <@ my_ranges('order-suppression')
    and (to_char(s.review_on, 'YYYYMMDD')::int, s.suppression_id) > (after_day, after_id)
  order by s.review_on, s.suppression_id limit most;
end $$;

-- The number under which the application seals a note: the seal is bound to it.
create function next_vault_note() returns bigint
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not holds('record-vault') then return null; end if;
  return nextval(pg_get_serial_sequence('dtsen.vault_note', 'note_id'));
end $$;

-- Keeps a sealed note about a person. Verdict "recorded", or why not: refused, case-missing, erase-day-wrong. It goes
-- by itself after its day (erase_due_vault), at most five years from now.
create function record_vault_note(wanted_note bigint, wanted_person bigint, wanted_category text, wanted_basis text,
    wanted_case text, sealed bytea, wanted_erase_after date) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  village bigint := village_of_person(wanted_person, 'record-vault');
  law text := law_of_basis(wanted_basis, village);
  day date := (now() at time zone 'Asia/Jakarta')::date;
  verdict text := case
    when village is null or law is null then 'refused'
    when length(trim(coalesce(wanted_case, ''))) < 5 then 'case-missing'
    when not coalesce(wanted_erase_after > day and wanted_erase_after <= day + interval '5 years', false)
      then 'erase-day-wrong'
    else 'recorded' end;
begin
  if verdict = 'recorded' then
    insert into vault_note (note_id, person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
      overriding system value
      values (wanted_note, wanted_person, wanted_category, law, sealed, acting_account(), wanted_erase_after);
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, fields_class, decision, detail)
    values ('record-vault', 'person', wanted_person, village, 'vault',
      case verdict when 'recorded' then 'allowed' else 'refused' end,
      coalesce(acting_seat(array['record-vault'], village), '{}')
        || jsonb_build_object('basis', wanted_basis, 'legal_basis', law, 'case', without_numbers(wanted_case)));
  return verdict;
end $$;

-- Erases every note whose day has passed, one audit row each, without saying what it was; answers how many. By an
-- account that holds the right today; null where it does not.
create function erase_due_vault(today date, by_name text) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  erased int;
begin
  if not account_holds(by_name, 'run-retention', 'update') then return null; end if;
  with gone as (delete from vault_note where erase_after < today returning person_id)
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, fields_class, detail)
    select null, null, 'cli:' || by_name, 'update', 'erase-vault', 'person', person_id, 'vault',
      jsonb_build_object('ground', 'retention') from gone;
  get diagnostics erased = row_count;
  return erased;
end $$;

revoke execute on function village_of_unit(text, bigint, text), is_review_day(date),
  order_suppression(text, bigint, text, text, text, date), step_suppression(bigint, text, date, text),
  list_suppressions(int, bigint, int), next_vault_note(),
  record_vault_note(bigint, bigint, text, text, text, bytea, date), erase_due_vault(date, text) from public;
grant execute on function order_suppression(text, bigint, text, text, text, date),
  step_suppression(bigint, text, date, text), list_suppressions(int, bigint, int), next_vault_note(),
  record_vault_note(bigint, bigint, text, text, text, bytea, date) to dtsen_app;
grant execute on function erase_due_vault(date, text) to dtsen_worker;
