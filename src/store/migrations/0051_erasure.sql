-- Erasing a person at the desk (UU 27/2022 articles 8, 16, 43): two people decide, one transaction does it, and
-- every later projection or restored backup does it again from the tombstone. What stays is ids, which mean nothing.

alter table tombstone add column confirmed_by text;
alter table delivery add column destroyed_at timestamptz;
comment on column delivery.destroyed_at is
  'its keys were destroyed because retention_until had passed; the row stays as receipt';

-- History is append-only, except that what it says about an erased person can be blanked.
create function refuse_all_but_blanking() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.note is null and to_jsonb(new) - 'note' = to_jsonb(old) - 'note' then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
drop trigger unidentified_event_append_only on unidentified_event;
create trigger unidentified_event_append_only before update or delete on unidentified_event
  for each row execute function refuse_all_but_blanking();

-- Notes of people are free words: those that name an erased member of the family go, others stay.
create function names_somebody(note text, names text[]) returns boolean language sql immutable as $$
  select coalesce(note ~ '[0-9]{16}' or exists (
    select from unnest(names) n, regexp_split_to_table(upper(n), '[^[:alpha:]]+') word
    where length(word) >= 4 and position(word in upper(note)) > 0), false)
$$;

-- One projection: rows stay as ids, everything they said becomes "erased" (-5, domain absent.ts).
create function erase_projected(wanted_version int, gone bigint[]) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  families bigint[];
  empty bigint[];
  names text[];
begin
  select array_agg(distinct family_id), array_agg(distinct name) into families, names
    from person where version_no = wanted_version and person_id = any (gone);
  if families is null then return; end if;
  update finding set note = null where family_id = any (families) and names_somebody(note, names);
  select coalesce(array_agg(f), '{}') into empty from unnest(families) f where not exists (
    select from person q where q.version_no = wanted_version and q.family_id = f
      and not exists (select from tombstone t where t.unit = 'person' and t.unit_id = q.person_id));
  update public_sheet s set masked_head = '***',
      programs = case when s.family_id = any (empty) then 0 else s.programs end
    where s.version_no = wanted_version and s.family_id = any (families) and exists (select from family f
      where f.version_no = wanted_version and f.family_id = s.family_id and f.head_person_id = any (gone));
  update family set head_name = null
    where version_no = wanted_version and family_id = any (families) and head_person_id = any (gone);
  update family set size = 0, head_name = null, kk_enc = null, kk_index = null, address = null, rt = null, rw = null,
      latitude = null, longitude = null, facts = array_fill(-5, array[cardinality(facts)]), facts_as_of = null,
      score = null, decile_national = null, decile_province = null, decile_regency = null, percentile = null,
      model_id = null, sources = '{}'
    where version_no = wanted_version and family_id = any (empty);
  update person set name = null, name_key = null, nik_enc = null, nik_index = null, kk_index = null,
      birth_date = null, mother_name = null, phone_enc = null, identity_status = null, life_status = -5,
      facts = array_fill(-5, array[cardinality(facts)]), sources = '{}'
    where version_no = wanted_version and person_id = any (gone);
  delete from outcome where version_no = wanted_version and family_id = any (families)
    and ((unit = 'person' and unit_id = any (gone)) or family_id = any (empty));
  delete from lookup_name where version_no = wanted_version and person_id = any (gone);
  delete from check_code where family_id = any (empty);
end $$;

-- What lies beside projections: findings, checks, vault, the unidentified, a citizen's own account.
create function erase_beside(gone bigint[]) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  -- Ids that went on as the person: a question and a vault note keep the id they were made for.
  former bigint[];
begin
  update finding set note = null, answer_reason = null, domicile_village_no = village_no,
      fact_value = case when fact_value is null then null else -5 end
    where unit = 'person' and unit_id = any (gone);
  update finding_answer set reason = 'erased' where finding_id in (
    select f.finding_id from finding f where f.unit = 'person' and f.unit_id = any (gone));
  delete from evidence_check where person_id = any (gone);
  former := array(select r.from_person_id from person_redirect r where r.to_person_id = any (gone));
  delete from identity_check where person_id = any (gone || former);
  delete from identity_question where person_id = any (gone || former);
  perform erase_reviews(gone || former);
  delete from vault_fact where person_id = any (gone);
  delete from vault_note where person_id = any (gone || former);
  update unidentified_event set note = null where note is not null and unidentified_id in (
    select u.unidentified_id from unidentified_person u where u.promoted_person_id = any (gone));
  update unidentified_person set name = null, sex = null, birth_year_estimate = null, description = null,
    referred_to = null where promoted_person_id = any (gone);
  delete from idempotency_key k where exists (select from unnest(gone) id
    where k.body::text ~ ('\m' || id || '\M'))
    or k.account_id in (select a.account_id from account a where a.person_id = any (gone));
  perform from account where person_id = any (gone) for update;
  update session set ended_at = coalesce(ended_at, now()), end_reason = 'erased', device = ''
    where account_id in (select a.account_id from account a where a.person_id = any (gone));
  delete from sign_in_attempt where username in (select a.username from account a where a.person_id = any (gone));
  update account set username = 'erased-' || account_id, person_name = '', email = null, phone = null,
      password_hash = '', totp_secret_enc = null, disabled_at = coalesce(disabled_at, now()), person_id = null
    where person_id = any (gone);
end $$;

-- Every tombstone on everything that stands: after a restore, and after each projection.
create function honour_tombstones() returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  gone bigint[] := (select array_agg(unit_id) from tombstone where unit = 'person');
  one int;
begin
  if gone is null then return; end if;
  perform hold_projections();
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform erase_projected(one, gone);
  end loop;
  perform erase_beside(gone);
  perform mark_suppressed();
end $$;

-- An erasure that the lake's journal knows and this desk does not: it was restored from an older backup.
create function repeat_erasure(wanted_person bigint, wanted_ground text, at timestamptz, by_name text, second_name text)
  returns void language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  select hold_projections();
  insert into tombstone (unit, unit_id, ground, erased_at, erased_by, confirmed_by)
    values ('person', wanted_person, wanted_ground, at, by_name, second_name) on conflict (unit, unit_id) do nothing
$$;

-- The act. Both people hold the right today and are not one; "ok", or why not. A second time changes nothing more.
create function erase_person(wanted_person bigint, wanted_ground text, by_name text, second_name text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  one int;
begin
  if lower(by_name) = lower(second_name) then return 'same-person'; end if;
  if not account_holds(by_name, 'erase-person', 'protection') then return 'right-not-held'; end if;
  if not account_holds(second_name, 'erase-person', 'protection') then return 'second-right-not-held'; end if;
  if length(trim(wanted_ground)) < 4 then return 'ground-missing'; end if;
  perform hold_projections();
  insert into tombstone (unit, unit_id, ground, erased_by, confirmed_by)
    values ('person', wanted_person, wanted_ground, by_name, second_name) on conflict (unit, unit_id) do nothing;
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform erase_projected(one, array[wanted_person]);
  end loop;
  perform erase_beside(array[wanted_person]);
  -- A family whose others are all hidden is hidden whole, from now on.
  perform mark_suppressed();
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, fields_class, detail)
    values (null, null, 'cli:' || by_name, 'protection', 'erase-person', 'person', wanted_person, 'identity',
      jsonb_build_object('ground', wanted_ground, 'second', second_name));
  return 'ok';
end $$;

-- Rows about the erased that a job brings later (vault file, evidence of a supporting source) are not taken in.
create function leave_out_erased() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if exists (select from tombstone t where t.unit = 'person' and t.unit_id = new.person_id) then return null; end if;
  return new;
end $$;
create trigger vault_fact_leaves_out before insert on vault_fact for each row execute function leave_out_erased();
create trigger evidence_check_leaves_out before insert on evidence_check for each row execute function leave_out_erased();
create trigger identity_question_leaves_out before insert on identity_question
  for each row execute function leave_out_erased();
create trigger identity_check_leaves_out before insert on identity_check for each row execute function leave_out_erased();

-- Roles that never meet in one person, from the law book (domain role-conflict.ts), kept apart by the database too.
create table role_conflict (
  role_code text not null references role,
  other_role_code text not null references role,
  reason text not null,
  primary key (role_code, other_role_code)
);
comment on table role_conflict is 'policy: reference; pairs of roles that nobody may hold at the same time, both ways';
alter table role_conflict enable row level security;
alter table role_conflict force row level security;
create policy owner_all on role_conflict to dtsen_owner using (true) with check (true);
create policy reference_read on role_conflict for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
grant select on role_conflict to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;

create function keep_roles_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  found_conflict record;
begin
  if new.revoked_at is not null then return new; end if;
  perform pg_advisory_xact_lock(7402604, new.account_id::int);
  select c.other_role_code, c.reason into found_conflict from appointment p
    join role_conflict c on c.role_code = new.role_code and c.other_role_code = p.role_code
    where p.account_id = new.account_id and p.appointment_id <> new.appointment_id and p.revoked_at is null
      and p.valid_from <= new.valid_to and p.valid_to >= new.valid_from limit 1;
  if found then
    raise exception 'roles-in-conflict: % and % never meet in one person (%)', new.role_code,
      found_conflict.other_role_code, found_conflict.reason using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger appointment_keeps_roles_apart before insert or update on appointment
  for each row execute function keep_roles_apart();

revoke insert, update on tombstone from dtsen_worker;
revoke execute on function refuse_all_but_blanking(), names_somebody(text, text[]), erase_projected(int, bigint[]),
  erase_beside(bigint[]), honour_tombstones(), repeat_erasure(bigint, text, timestamptz, text, text),
  erase_person(bigint, text, text, text), leave_out_erased(), keep_roles_apart() from public;
grant execute on function erase_person(bigint, text, text, text) to dtsen_worker;
