-- A payment keeps the family it was made for; read through the redirects it is found on the family that goes on (design 5.3).
-- Ids only: which of their rows whoever asks may see, the policies say.
create function ids_of_family(wanted_family bigint) returns setof bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select wanted_family
  union select r.from_family_id from family_redirect r join publication_pointer p on p.version_no = r.version_no
    where r.to_family_id = wanted_family
$$;
revoke execute on function ids_of_family(bigint) from public;
grant execute on function ids_of_family(bigint) to dtsen_app;
