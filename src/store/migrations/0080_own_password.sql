-- A new password for whoever holds a living session, against the hash that the door has checked: a reset, an end or
-- another new password in between leaves nothing to change. Every other session of the account ends in this instant.
-- Answers how many ended, or null where nothing was changed.
create function change_password(this_attempt bigint, token bytea, checked_hash text, new_hash text) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  mine record;
  ended int;
begin
  select s.session_id, s.account_id into mine from session s where s.token_sha256 = sha256(token);
  perform from account a where a.account_id = mine.account_id and a.password_hash = checked_hash
    and a.disabled_at is null for update;
  if not found then return null; end if;
  perform from session s where s.session_id = mine.session_id and s.ended_at is null
    and now() < s.idle_until and now() < s.absolute_until;
  if not found then return null; end if;
  update sign_in_attempt t set is_accepted = true from account a
    where t.attempt_no = this_attempt and t.is_accepted is null and t.at > now() - interval '1 minute'
      and a.account_id = mine.account_id and a.username = t.username;
  if not found then return null; end if;
  update account set password_hash = new_hash where account_id = mine.account_id;
  update session set ended_at = now(), end_reason = 'password-changed'
    where account_id = mine.account_id and session_id <> mine.session_id and ended_at is null;
  get diagnostics ended = row_count;
  insert into audit_entry (account_id, session_id, purpose_code, act, subject_kind, subject_id, fields_class, row_count)
    values (mine.account_id, mine.session_id, 'account', 'change-password', 'account', mine.account_id, 'account', ended);
  return ended;
end $$;

revoke execute on function change_password(bigint, bytea, text, text) from public;
grant execute on function change_password(bigint, bytea, text, text) to dtsen_gate;
