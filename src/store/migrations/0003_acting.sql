-- Who is asking. Policies read these functions, never a setting that the application could set.

create function acting_account() returns bigint
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return (select account_id from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $$;

create function acting_session() returns bigint
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return (select session_id from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $$;

create function acting_person() returns bigint
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return (select person_id from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $$;

create function acting_purpose() returns text
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return (select purpose_code from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $$;

-- Whether whoever acts holds a right anywhere.
create function holds(right_wanted text) returns boolean
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return coalesce((select right_wanted = any (rights) from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned()), false);
end $$;

-- Lowest and highest village of a right: plain bounds, so that an index can be used.
create function my_low(right_wanted text) returns bigint
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return (select lows[array_position(rights, right_wanted)] from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $$;

create function my_high(right_wanted text) returns bigint
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return (select highs[array_position(rights, right_wanted)] from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $$;

-- The exact villages of a right, for those who hold it in more than one region.
create function my_ranges(right_wanted text) returns int8multirange
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return (select ranges[array_position(rights, right_wanted)] from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $$;

-- The one sentence of every region policy, for a column that carries a village.
create function region_clause(village_column text, right_wanted text) returns text
  language sql immutable as $$
  select format(
    '(%1$I between (select dtsen.my_low(%2$L)) and (select dtsen.my_high(%2$L))'
    ' and %1$I <@ (select dtsen.my_ranges(%2$L)))',
    village_column, right_wanted)
$$;

-- Rights of an account on a day, by purpose: used by begin_as and by doors without a session (CLI).
create function rights_of(wanted_account bigint, wanted_purpose text, on_day date)
  returns table (right_code text, low bigint, high bigint, ranges int8multirange)
  language sql stable as $$
  select rr.right_code, min(p.village_lo), max(p.village_hi),
    range_agg(int8range(p.village_lo, p.village_hi, '[]'))
  from dtsen.appointment p
  join dtsen.role_right rr on rr.role_code = p.role_code
  where p.account_id = wanted_account
    and rr.purpose_code = wanted_purpose
    and p.revoked_at is null and p.confirmed_by is not null
    and on_day between p.valid_from and p.valid_to
  group by rr.right_code
$$;

-- First statement of every transaction on behalf of a person. Answers "ok" or why not. Nobody publishes until it
-- ends (publishing takes this lock alone): every statement of one request reads the same version.
create function begin_as(token bytea, wanted_purpose text) returns text
  language plpgsql security definer
  set search_path = pg_catalog, dtsen, pg_temp set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  found_session record;
  held record;
begin
  if acting_account() is not null then
    raise exception 'begin_as was already called in this transaction';
  end if;
  select s.session_id, s.account_id, s.last_seen_at, a.person_id,
      s.ended_at is null and a.disabled_at is null
        and now() < s.idle_until and now() < s.absolute_until as is_alive
    into found_session
    from session s join account a on a.account_id = s.account_id
    where s.token_sha256 = sha256(token);
  if not found then return 'session-unknown'; end if;
  if not found_session.is_alive then return 'session-ended'; end if;

  select coalesce(array_agg(r.right_code), '{}') as rights, coalesce(array_agg(r.low), '{}') as lows,
      coalesce(array_agg(r.high), '{}') as highs, coalesce(array_agg(r.ranges), '{}') as ranges
    into held
    from rights_of(found_session.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r;
  if held.rights = '{}' and wanted_purpose not in ('own-data', 'account') then return 'purpose-not-allowed'; end if;
  if audit_is_behind()
      and coalesce((select opens_personal_data from purpose where purpose_code = wanted_purpose), true)
    then return 'audit-unsealed'; end if;

  insert into acting values (pg_backend_pid(), pg_current_xact_id(), found_session.session_id,
      found_session.account_id, found_session.person_id, wanted_purpose,
      held.rights, held.lows, held.highs, held.ranges)
    on conflict (backend_pid) do update set xid = excluded.xid, session_id = excluded.session_id,
      account_id = excluded.account_id, person_id = excluded.person_id,
      purpose_code = excluded.purpose_code, rights = excluded.rights, lows = excluded.lows,
      highs = excluded.highs, ranges = excluded.ranges;
  perform pg_advisory_xact_lock_shared(7402640);
  if found_session.last_seen_at < now() - interval '1 minute' then
    update session set last_seen_at = now(), idle_until = now() + interval '30 minutes'
      where session_id = found_session.session_id;
  end if;
  return 'ok';
end $$;
