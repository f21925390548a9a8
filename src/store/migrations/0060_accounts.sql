-- Accounts come into being by invitation: a named person, a first appointment, and a code that is good once. The
-- person chooses the password; the desk keeps digests only.

alter table account
  alter column password_hash drop not null,
  add column email text,
  add column phone text,
  -- Null until the person has used a code; set back by a reset.
  add column enrolled_at timestamptz;
grant select (email, phone, enrolled_at) on account to dtsen_app;

alter table appointment
  add column made_at timestamptz not null default now(),
  add column revoked_by bigint references account,
  add column revoked_reason text;
grant update (revoked_by, revoked_reason) on appointment to dtsen_app;

create table enrolment (
  enrolment_id bigint generated always as identity primary key,
  account_id bigint not null references account,
  code_sha256 bytea not null unique,
  -- Null where the operator of the database made it, for the first two accounts of a desk.
  made_by bigint references account,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Shown to whoever has the code, taken over by the account once its six digits were typed.
  totp_secret_enc bytea,
  used_at timestamptz,
  cancelled_at timestamptz
);
create index enrolment_by_account on enrolment (account_id) where used_at is null and cancelled_at is null;
comment on table enrolment is 'policy: vault; codes with which a named person chooses a password; digests only';

-- Who may give which role where, from the law book (domain role-givers.ts), kept by the database too.
create table role_giver (
  giver text not null references institution,
  role_code text not null references role,
  institution_code text not null references institution,
  tiers text[] not null,
  primary key (giver, role_code, institution_code)
);
comment on table role_giver is 'policy: reference; administrators of the giver may give the role in that institution, at those tiers';

do $$
declare
  t text;
begin
  foreach t in array array['enrolment', 'role_giver'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
  end loop;
end $$;
create policy reference_read on role_giver for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
grant select on role_giver to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;

-- Whether whoever acts may give this role in this office over this region: by an appointment of their own in force
-- today, from an institution that gives it, and nowhere outside their own villages.
create function may_give(wanted_role text, wanted_office text, wanted_region int, low bigint, high bigint) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (
    select from dtsen.appointment mine
    join dtsen.office seat on seat.office_code = mine.office_code
    join dtsen.role_right rr on rr.role_code = mine.role_code and rr.right_code = 'appoint'
      and rr.purpose_code = dtsen.acting_purpose()
    join dtsen.office given on given.office_code = wanted_office
    join dtsen.role_giver g on g.giver = seat.institution_code and g.role_code = wanted_role
      and g.institution_code = given.institution_code
    join dtsen.region r on r.region_id = wanted_region and r.village_lo = low and r.village_hi = high
      and r.tier = any (g.tiers)
    where mine.account_id = dtsen.acting_account() and mine.revoked_at is null and mine.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between mine.valid_from and mine.valid_to
      and mine.village_lo <= low and mine.village_hi >= high)
$$;

-- Roles that somebody holds at any time between two days, wherever: what keeps roles apart looks past one's region.
create function roles_held(wanted_account bigint, from_day date, to_day date) returns table (role_code text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select distinct p.role_code from dtsen.appointment p
  where (dtsen.holds('appoint') or session_user <> 'dtsen_app') and p.account_id = wanted_account
    and p.revoked_at is null and p.valid_from <= to_day and p.valid_to >= from_day
  order by p.role_code
$$;

drop policy assignment_add on appointment;
create policy assignment_add on appointment for insert to dtsen_app with check (
  dtsen.may_give(role_code, office_code, region_id, village_lo, village_hi)
  and account_id <> (select dtsen.acting_account())
  and appointed_by = (select dtsen.acting_account()) and confirmed_by is null and revoked_at is null);

-- What was settled stays settled: history is kept, and nobody revives or re-confirms for others.
create function keep_appointment_settled() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if current_user <> 'dtsen_app' then return new; end if;
  if old.revoked_at is not null or (old.confirmed_by is not null and new.confirmed_by is distinct from old.confirmed_by)
    or old.account_id = acting_account() or (new.revoked_at is not null and new.revoked_by is distinct from acting_account())
  then
    raise exception 'appointment-settled: % stays as it is', old.appointment_id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger appointment_stays_settled before update on appointment
  for each row execute function keep_appointment_settled();

-- A second person who appoints too sits elsewhere (trust-and-ux A13): not in an office, there and then, from which the
-- first may have appointed. Whoever only confirms, as the head of an office does, checks the own administrators.
create function is_of_another_unit(first_person bigint, made_on timestamptz) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select not exists (
    select from dtsen.appointment mine
    join dtsen.appointment theirs on theirs.office_code = mine.office_code and theirs.region_id = mine.region_id
    join dtsen.role_right m on m.role_code = mine.role_code and m.right_code = 'appoint'
    join dtsen.role_right t on t.role_code = theirs.role_code and t.right_code = 'appoint'
    where mine.account_id = dtsen.acting_account() and mine.revoked_at is null and mine.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between mine.valid_from and mine.valid_to
      and theirs.account_id = first_person and theirs.confirmed_by is not null
      and (theirs.revoked_at is null or theirs.revoked_at > made_on)
      and (made_on at time zone 'Asia/Jakarta')::date between theirs.valid_from and theirs.valid_to)
$$;

create function keep_units_apart() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if current_user = 'dtsen_app' and old.confirmed_by is null and new.confirmed_by is not null
    and not is_of_another_unit(new.appointed_by, new.made_at)
  then
    raise exception 'another-unit-needed: % waits for somebody of another office', old.appointment_id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger appointment_takes_another_unit before update on appointment
  for each row execute function keep_units_apart();

-- Whoever confirms sees whom they confirm.
create policy self_confirming on account for select to dtsen_app using ((select dtsen.holds('confirm-appointment'))
  and exists (select from dtsen.appointment p where p.account_id = account.account_id));

-- Oversight sees in which office an act was done.
create policy assignment_oversight on appointment for select to dtsen_app using ((select dtsen.holds('read-officer')));

-- Whether whoever acts manages an account: the villages of each of its appointments lie in theirs and each role is
-- theirs to give, now or later, confirmed or waiting; of an account that has none confirmed, all it ever had.
create function manages_all_of(wanted_account bigint) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  with held as (
    select int8range(p.village_lo, p.village_hi, '[]') <@ my_ranges('manage-account')
        and exists (select from appointment mine
          join office seat on seat.office_code = mine.office_code
          join role_right rr on rr.role_code = mine.role_code and rr.right_code = 'manage-account'
          join office given on given.office_code = p.office_code
          join role_giver g on g.giver = seat.institution_code and g.role_code = p.role_code
            and g.institution_code = given.institution_code
          where mine.account_id = acting_account() and mine.revoked_at is null and mine.confirmed_by is not null
            and (now() at time zone 'Asia/Jakarta')::date between mine.valid_from and mine.valid_to) as is_mine,
      p.revoked_at is null and p.valid_to >= (now() at time zone 'Asia/Jakarta')::date as is_left,
      p.confirmed_by is not null as is_confirmed
    from appointment p where p.account_id = wanted_account)
  select coalesce(bool_and(is_mine), false) from held
  where is_left or not exists (select from held where is_left and is_confirmed)
$$;

-- Makes an account without a password and its code; its first appointment follows in the same transaction, or
-- nothing of it is kept. Answers null where the name is taken.
create function invite_account(wanted_username text, wanted_name text, wanted_email text, wanted_phone text,
    code_digest bytea, good_until timestamptz) returns bigint
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  made bigint;
begin
  if not holds('manage-account') or not holds('appoint') then
    raise exception 'no right to manage accounts' using errcode = 'insufficient_privilege';
  end if;
  insert into account (username, person_name, email, phone)
    values (wanted_username, wanted_name, wanted_email, wanted_phone)
    on conflict (username) do nothing returning account_id into made;
  if made is null then return null; end if;
  insert into enrolment (account_id, code_sha256, made_by, expires_at)
    values (made, code_digest, acting_account(), good_until);
  insert into audit_entry (act, subject_kind, subject_id, fields_class, detail)
    values ('invite-account', 'account', made, 'account', coalesce(acting_seat(array['manage-account'], null), '{}'));
  return made;
end $$;

-- A new code for somebody who lost password, phone or code. What was is worth nothing from this instant: sessions
-- end, password and authenticator are forgotten, earlier codes are cancelled. Whoever holds the code becomes the
-- person, so that appointments end too and wait anew, as given by whoever resets: a second person brings them back, or
-- one administrator alone could be both. Answers "reset" or why not.
create function reset_account(wanted_account bigint, code_digest bytea, good_until timestamptz, reason text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  is_off boolean;
  ended bigint[];
begin
  if wanted_account = acting_account() then return 'own-account'; end if;
  if not holds('manage-account') or not manages_all_of(wanted_account) then return 'account-unknown'; end if;
  select disabled_at is not null into is_off from account where account_id = wanted_account for update;
  if is_off then return 'account-disabled'; end if;
  update account set password_hash = null, totp_secret_enc = null, enrolled_at = null where account_id = wanted_account;
  update session set ended_at = now(), end_reason = 'reset' where account_id = wanted_account and ended_at is null;
  update enrolment set cancelled_at = now(), totp_secret_enc = null
    where account_id = wanted_account and used_at is null and cancelled_at is null;
  insert into enrolment (account_id, code_sha256, made_by, expires_at)
    values (wanted_account, code_digest, acting_account(), good_until);
  with over as (
    update appointment set revoked_at = now(), revoked_by = acting_account(), revoked_reason = reason
      where account_id = wanted_account and revoked_at is null
        and valid_to >= (now() at time zone 'Asia/Jakarta')::date
      returning appointment_id)
  select array_agg(appointment_id order by appointment_id) into ended from over;
  insert into appointment (account_id, office_code, role_code, region_id, village_lo, village_hi, programs, valid_from,
      valid_to, decree, appointed_by)
    select account_id, office_code, role_code, region_id, village_lo, village_hi, programs, valid_from, valid_to, decree,
      acting_account() from appointment where appointment_id = any (ended) order by appointment_id;
  insert into audit_entry (act, subject_kind, subject_id, fields_class, detail)
    values ('reset-account', 'account', wanted_account, 'account',
      coalesce(acting_seat(array['manage-account'], null), '{}')
        || jsonb_build_object('reason', reason, 'appointments', to_jsonb(ended)));
  return 'reset';
end $$;

-- The person behind a live code; no row where it is unknown, used, cancelled or too old. The day is the caller's.
create function ask_enrolment(code_digest bytea, at_time timestamptz)
  returns table (account_id bigint, username text, person_name text, totp_secret_enc bytea, needs_totp boolean)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select a.account_id, a.username, a.person_name, e.totp_secret_enc,
    exists (select from dtsen.appointment p join dtsen.role r on r.role_code = p.role_code
      where p.account_id = a.account_id and p.revoked_at is null and r.needs_totp)
  from dtsen.enrolment e join dtsen.account a on a.account_id = e.account_id
  where e.code_sha256 = code_digest and e.used_at is null and e.cancelled_at is null and e.expires_at > at_time
    and a.disabled_at is null
$$;

-- Keeps the secret that is shown to whoever has the code, once: a page that is loaded again shows the same.
create function keep_enrolment_secret(code_digest bytea, secret bytea, at_time timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not exists (select from ask_enrolment(code_digest, at_time)) then return false; end if;
  update enrolment set totp_secret_enc = secret where code_sha256 = code_digest and totp_secret_enc is null;
  return found;
end $$;

-- The end of an enrolment: password and authenticator are the person's own from here on, and the code is spent.
-- Without a TOTP step only for roles that need none.
create function finish_enrolment(code_digest bytea, new_hash text, totp_step bigint, at_time timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  person record;
begin
  perform from enrolment where code_sha256 = code_digest for update;
  select * into person from ask_enrolment(code_digest, at_time);
  if not found or (totp_step is null and person.needs_totp) then return false; end if;
  update account set password_hash = new_hash, enrolled_at = at_time, totp_last_step = coalesce(totp_step, totp_last_step),
      totp_secret_enc = case when totp_step is null then null else person.totp_secret_enc end
    where account.account_id = person.account_id;
  update enrolment set used_at = at_time, totp_secret_enc = null where code_sha256 = code_digest;
  update session set ended_at = now(), end_reason = 'enrolled'
    where session.account_id = person.account_id and ended_at is null;
  insert into audit_entry (account_id, purpose_code, act, subject_kind, subject_id, fields_class)
    values (person.account_id, 'account', 'enrol-account', 'account', person.account_id, 'account');
  return true;
end $$;

revoke execute on function may_give(text, text, int, bigint, bigint), roles_held(bigint, date, date), keep_appointment_settled(), is_of_another_unit(bigint, timestamptz),
  keep_units_apart(), manages_all_of(bigint),
  invite_account(text, text, text, text, bytea, timestamptz), reset_account(bigint, bytea, timestamptz, text),
  ask_enrolment(bytea, timestamptz), keep_enrolment_secret(bytea, bytea, timestamptz),
  finish_enrolment(bytea, text, bigint, timestamptz) from public;
grant execute on function may_give(text, text, int, bigint, bigint), manages_all_of(bigint), roles_held(bigint, date, date),
  is_of_another_unit(bigint, timestamptz), invite_account(text, text, text, text, bytea, timestamptz),
  reset_account(bigint, bytea, timestamptz, text) to dtsen_app;
grant execute on function ask_enrolment(bytea, timestamptz), keep_enrolment_secret(bytea, bytea, timestamptz),
  finish_enrolment(bytea, text, bigint, timestamptz) to dtsen_gate;
