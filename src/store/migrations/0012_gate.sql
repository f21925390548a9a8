-- Signing in: an own login (dtsen_gate) that can do nothing else, so that the application cannot mint sessions.

grant usage on schema dtsen to dtsen_gate;

-- Counts the try, then answers what the door must compare. Ten tries in fifteen minutes, then nothing.
create function ask_credentials(wanted_username text)
  returns table (verdict text, attempt_no bigint, account_id bigint, password_hash text, totp_secret_enc bytea,
    totp_last_step bigint, needs_totp boolean)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  tries int;
  this_attempt bigint;
begin
  select count(*) into tries from sign_in_attempt t
    where t.username = lower(wanted_username) and t.at > now() - interval '15 minutes' and t.is_accepted is not true;
  insert into sign_in_attempt (username) values (left(lower(wanted_username), 200))
    returning sign_in_attempt.attempt_no into this_attempt;
  if tries >= 10 then
    return query select 'too-many-tries', this_attempt, null::bigint, null, null::bytea, 0::bigint, true;
    return;
  end if;
  return query
    select 'known', this_attempt, a.account_id, a.password_hash, a.totp_secret_enc, a.totp_last_step,
      exists (select from appointment p join role r on r.role_code = p.role_code
        where p.account_id = a.account_id and p.revoked_at is null and r.needs_totp)
    from account a where a.username = lower(wanted_username) and a.disabled_at is null;
  if not found then
    return query select 'unknown', this_attempt, null::bigint, null, null::bytea, 0::bigint, true;
  end if;
end $$;

-- Opens a session for a try that was just asked for; a TOTP step is good once. Without one nobody comes in who has
-- a secret or a role that needs it, whatever the door says. The row stays locked to the end and must still hold the
-- hash that the door has checked: a reset, a new password or an end in between leaves nothing to open.
create function open_session(this_attempt bigint, wanted_account bigint, checked_hash text, token_digest bytea,
    totp_step bigint, device_name text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  perform from account a where a.account_id = wanted_account and a.password_hash = checked_hash
    and a.disabled_at is null for update;
  if not found then return false; end if;
  if totp_step is null and exists (select from account a where a.account_id = wanted_account
      and (a.totp_secret_enc is not null or exists (select from appointment p join role r on r.role_code = p.role_code
        where p.account_id = a.account_id and p.revoked_at is null and r.needs_totp))) then
    return false;
  end if;
  update sign_in_attempt t set is_accepted = true from account a
    where t.attempt_no = this_attempt and t.is_accepted is null and t.at > now() - interval '1 minute'
      and a.account_id = wanted_account and a.username = t.username;
  if not found then return false; end if;
  if totp_step is not null then
    update account set totp_last_step = totp_step where account_id = wanted_account and totp_last_step < totp_step;
    if not found then return false; end if;
  end if;
  insert into session (token_sha256, account_id, device, idle_until, absolute_until)
    values (token_digest, wanted_account, left(device_name, 200), now() + interval '30 minutes', now() + interval '12 hours');
  insert into audit_entry (account_id, session_id, purpose_code, act, subject_kind, subject_id, fields_class)
    values (wanted_account, currval(pg_get_serial_sequence('dtsen.session', 'session_id')), 'account', 'sign-in',
      'account', wanted_account, 'account');
  return true;
end $$;

-- Ends the session of this token. Whoever holds the token may end it.
create function end_session(token bytea, reason text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  update session set ended_at = now(), end_reason = reason
    where token_sha256 = sha256(token) and ended_at is null;
  return found;
end $$;

-- Ends every session of an account at once and, if asked, disables it. Oneself, or a manager of all its villages.
create function revoke_account(wanted_account bigint, reason text, is_disabling boolean) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  ended int;
begin
  if wanted_account is distinct from acting_account() and not manages_all_of(wanted_account) then
    raise exception 'no right to manage this account' using errcode = 'insufficient_privilege';
  end if;
  -- As in open_session: a session that opens at this moment is there to be ended, or opens after.
  perform from account where account_id = wanted_account for update;
  update session set ended_at = now(), end_reason = reason
    where account_id = wanted_account and ended_at is null;
  get diagnostics ended = row_count;
  if is_disabling then update account set disabled_at = now() where account_id = wanted_account; end if;
  insert into audit_entry (act, subject_kind, subject_id, fields_class, row_count, detail)
    values ('revoke-account', 'account', wanted_account, 'account', ended,
      coalesce(acting_seat(array['manage-account'], null), '{}') || jsonb_build_object('reason', reason));
  return ended;
end $$;

-- For work without a session (command line): may this named person do that, today, anywhere?
create function account_holds(wanted_username text, wanted_right text, wanted_purpose text) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from dtsen.account a,
      dtsen.rights_of(a.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r
    where a.username = lower(wanted_username) and a.disabled_at is null and r.right_code = wanted_right)
$$;

-- The same, and in that village.
create function account_holds_at(wanted_username text, wanted_right text, wanted_purpose text, wanted_village bigint)
  returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from dtsen.account a, dtsen.rights_of(a.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r
    where a.username = lower(wanted_username) and a.disabled_at is null and r.right_code = wanted_right
      and wanted_village <@ r.ranges)
$$;

-- Who am I: the name and appointments in force of whoever acts.
create function who_am_i()
  returns table (account_id bigint, username text, person_name text, role_code text, office_code text,
    institution_code text, region_id int, region_name text, village_lo bigint, village_hi bigint,
    valid_to date, absolute_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select a.account_id, a.username, a.person_name, p.role_code, p.office_code, o.institution_code,
    p.region_id, r.name, p.village_lo, p.village_hi, p.valid_to, s.absolute_until
  from dtsen.account a
  join dtsen.session s on s.session_id = dtsen.acting_session()
  left join dtsen.appointment p on p.account_id = a.account_id and p.revoked_at is null
    and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
  left join dtsen.office o on o.office_code = p.office_code
  left join dtsen.region r on r.region_id = p.region_id
  where a.account_id = dtsen.acting_account()
  order by p.appointment_id
$$;

revoke execute on all functions in schema dtsen from public;
grant execute on function ask_credentials(text), open_session(bigint, bigint, text, bytea, bigint, text) to dtsen_gate;
grant execute on function end_session(bytea, text), revoke_account(bigint, text, boolean), who_am_i() to dtsen_app;
grant execute on function account_holds(text, text, text), account_holds_at(text, text, text, bigint) to dtsen_worker;
