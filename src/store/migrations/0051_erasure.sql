-- Erasing a person at the desk (UU 27/2022 articles 8, 16, 43): two people decide, one transaction does it, and
-- every later projection or restored backup does it again from the tombstone. What stays is ids, which mean nothing.

alter table tombstone add column confirmed_by text;
-- A person is every id that leads to hers in the ledger: each has its tombstone. What else is hers stands at the last of them.
alter table tombstone add column records bigint[] not null default '{}';
alter table tombstone add column stood_in jsonb not null default '[]';
comment on column tombstone.records is 'keys of her records in the lake: a later projection does not take them in';
comment on column tombstone.stood_in is
  'places [version, person id, "row" or "phone"] where the row of an id that is another''s by now named her, or had her telephone';
create index tombstone_records on tombstone using gin (records);
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

-- Ids of others whose row in a version names somebody erased ("row"), or has their telephone ("phone").
create function stood_in(wanted_version int, part text) returns bigint[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(array_agg((place->>1)::bigint), '{}') from tombstone t, jsonb_array_elements(t.stood_in) place
  where t.unit = 'person' and (place->>0)::int = wanted_version and place->>2 = part
$$;

-- One projection: rows stay as ids, everything they said becomes "erased" (-5, domain absent.ts). Where she stood under the
-- id of another, what names anybody goes; facts and outcomes are the other's and stay.
create function erase_projected(wanted_version int, gone bigint[]) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  named bigint[] := gone || stood_in(wanted_version, 'row');
  families bigint[];
  empty bigint[];
  names text[];
begin
  update person set phone_enc = null
    where version_no = wanted_version and person_id = any (stood_in(wanted_version, 'phone'));
  select array_agg(distinct family_id), array_agg(distinct name) into families, names
    from person where version_no = wanted_version and person_id = any (named);
  if families is null then return; end if;
  update finding set note = null where family_id = any (families) and names_somebody(note, names);
  select coalesce(array_agg(f), '{}') into empty from unnest(families) f where not exists (
    select from person q where q.version_no = wanted_version and q.family_id = f
      and not exists (select from tombstone t where t.unit = 'person' and t.unit_id = q.person_id));
  update public_sheet s set masked_head = '***',
      programs = case when s.family_id = any (empty) then 0 else s.programs end
    where s.version_no = wanted_version and s.family_id = any (families) and exists (select from family f
      where f.version_no = wanted_version and f.family_id = s.family_id and f.head_person_id = any (named));
  update family set head_name = null
    where version_no = wanted_version and family_id = any (families) and head_person_id = any (named);
  update family set size = 0, head_name = null, kk_enc = null, kk_index = null, address = null, rt = null, rw = null,
      latitude = null, longitude = null, facts = array_fill(-5, array[cardinality(facts)]), facts_as_of = null,
      score = null, decile_national = null, decile_province = null, decile_regency = null, percentile = null,
      place_band = null, model_id = null, sources = '{}'
    where version_no = wanted_version and family_id = any (empty);
  update person set name = null, name_key = null, nik_enc = null, nik_index = null, kk_index = null,
      birth_date = null, mother_name = null, phone_enc = null
    where version_no = wanted_version and person_id = any (named);
  update person set identity_status = null, life_status = -5,
      facts = array_fill(-5, array[cardinality(facts)]), sources = '{}'
    where version_no = wanted_version and person_id = any (gone);
  delete from outcome where version_no = wanted_version and family_id = any (families)
    and ((unit = 'person' and unit_id = any (gone)) or family_id = any (empty));
  delete from lookup_name where version_no = wanted_version and person_id = any (named);
  delete from vault_fact where version_no = wanted_version and person_id = any (named);
  delete from check_code where family_id = any (empty);
end $$;

-- What lies beside projections: findings, checks, vault, the unidentified, a citizen's own account. A question and a vault
-- note keep the id they were made for: all ids of the person are asked for.
create function erase_beside(gone bigint[], her_records bigint[]) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  update finding set note = null, answer_reason = null, domicile_village_no = village_no,
      fact_value = case when fact_value is null then null else -5 end
    where unit = 'person' and unit_id = any (gone);
  update finding_answer set reason = 'erased' where finding_id in (
    select f.finding_id from finding f where f.unit = 'person' and f.unit_id = any (gone));
  delete from evidence_check where person_id = any (gone);
  delete from identity_check where person_id = any (gone);
  delete from identity_question where person_id = any (gone);
  perform erase_reviews(gone, her_records);
  perform erase_proposals(gone);
  delete from vault_fact where person_id = any (gone);
  delete from vault_note where person_id = any (gone);
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
  perform erase_beside(gone, array(select distinct unnest(t.records) from tombstone t where t.unit = 'person'));
  perform mark_suppressed();
end $$;

-- A tombstone for every id of the person; her records and where else she stood at the one that stands for her. Again with
-- more: what was known before stays.
create function bury_person(wanted_person bigint, all_ids bigint[], her_records bigint[], her_places jsonb, ground text,
    at timestamptz, by_name text, second_name text) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into tombstone as t (unit, unit_id, ground, erased_at, erased_by, confirmed_by, records, stood_in)
    select 'person', id, ground, at, by_name, second_name, case when id = wanted_person then her_records else '{}' end,
      case when id = wanted_person then her_places else '[]' end
    from (select distinct unnest(all_ids || wanted_person)) u (id)
    on conflict (unit, unit_id) do update set records = array(select distinct unnest(t.records || excluded.records)),
      stood_in = (select coalesce(jsonb_agg(distinct place), '[]') from jsonb_array_elements(t.stood_in || excluded.stood_in) place)
$$;

-- An erasure that the lake's journal knows and this desk does not: it was restored from an older backup.
create function repeat_erasure(wanted_person bigint, all_ids bigint[], her_records bigint[], her_places jsonb,
    wanted_ground text, at timestamptz, by_name text, second_name text) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  select hold_projections();
  select bury_person(wanted_person, all_ids, her_records, her_places, wanted_ground, at, by_name, second_name)
$$;

-- The act, for every id that the ledger leads to this one. Both people hold the right today and are not one; "ok", or why
-- not. A second time changes nothing more.
create function erase_person(wanted_person bigint, all_ids bigint[], her_records bigint[], her_places jsonb,
    wanted_ground text, by_name text, second_name text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  gone bigint[] := array(select distinct unnest(all_ids || wanted_person));
  one int;
begin
  if lower(by_name) = lower(second_name) then return 'same-person'; end if;
  if not account_holds(by_name, 'erase-person', 'protection') then return 'right-not-held'; end if;
  if not account_holds(second_name, 'erase-person', 'protection') then return 'second-right-not-held'; end if;
  if length(trim(wanted_ground)) < 4 then return 'ground-missing'; end if;
  perform hold_projections();
  perform bury_person(wanted_person, gone, her_records, her_places, wanted_ground, now(), by_name, second_name);
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform erase_projected(one, gone);
  end loop;
  perform erase_beside(gone, her_records);
  -- A family whose others are all hidden is hidden whole, from now on.
  perform mark_suppressed();
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, fields_class, detail)
    values (null, null, 'cli:' || by_name, 'protection', 'erase-person', 'person', wanted_person, 'identity',
      jsonb_build_object('ground', wanted_ground, 'second', second_name, 'ids', cardinality(gone)));
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
  erase_beside(bigint[], bigint[]), honour_tombstones(), stood_in(int, text),
  bury_person(bigint, bigint[], bigint[], jsonb, text, timestamptz, text, text),
  repeat_erasure(bigint, bigint[], bigint[], jsonb, text, timestamptz, text, text),
  erase_person(bigint, bigint[], bigint[], jsonb, text, text, text), leave_out_erased(), keep_roles_apart() from public;
grant execute on function erase_person(bigint, bigint[], bigint[], jsonb, text, text, text) to dtsen_worker;
