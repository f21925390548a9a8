-- By which appointment whoever acts holds one of these rights, as the log notes it: role and office. Of several the
-- one that covers the village, else the earliest.
create function acting_seat(rights_wanted text[], wanted_village bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('role', p.role_code, 'office', p.office_code)
  from dtsen.appointment p
  join dtsen.role_right rr on rr.role_code = p.role_code and rr.right_code = any (rights_wanted)
    and rr.purpose_code = dtsen.acting_purpose()
  where p.account_id = dtsen.acting_account() and p.revoked_at is null and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
  order by coalesce(wanted_village between p.village_lo and p.village_hi, false) desc, p.appointment_id limit 1
$$;
revoke execute on function acting_seat(text[], bigint) from public;
grant execute on function acting_seat(text[], bigint) to dtsen_app;
