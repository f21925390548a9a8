-- Reactivation of PBI-JK (Permensos 3/2026): what the facility's letter says of itself. The letter's facility, number, day and
-- urgency are kept; there is no place for what somebody suffers from.

create table reactivation (
  case_id bigint primary key references case_file,
  path text not null check (path in ('registered', 'outside', 'newborn')),
  facility_kind text not null check (facility_kind in ('hospital', 'health-centre', 'clinic')),
  facility_name text not null check (length(facility_name) between 3 and 60),
  letter_number text not null check (letter_number ~ '^[A-Za-z0-9./_-]{3,40}$'),
  letter_on date not null,
  -- When the membership ended, or the mother's for a newborn, and where that day is known from.
  deactivated_on date not null,
  deactivation_source text not null check (deactivation_source in ('register', 'letter')),
  mother_person_id bigint,
  born_on date,
  -- Who it is, as the register had it or the family card says; encrypted. Erased with the person.
  name_enc bytea,
  nik_enc bytea,
  nik_index bytea,
  -- First letters, for the slip: "S*** A***".
  masked_name text not null,
  -- The version that has the regional payer for this person; null where none has.
  regional_payer_version_no int references version,
  -- Keyed digest of the number on the slip.
  slip_index bytea not null unique,
  -- The insurer's own word: without it nobody is insured again.
  insurer_reference text,
  confirmed_on date,
  confirmed_by bigint references account,
  -- The version in force that day: the next ones must bring the family's data up to date.
  confirmed_in_version_no int references version,
  check ((path = 'newborn') = (mother_person_id is not null)),
  check ((path = 'newborn') = (born_on is not null)),
  check ((insurer_reference is null) = (confirmed_on is null) and (confirmed_on is null) = (confirmed_by is null))
);
create index reactivation_by_nik on reactivation (nik_index);
comment on table reactivation is
  'policy: region; what a facility''s letter says of itself and whom it is about; never an illness';

create table case_follow_up (
  case_id bigint not null references case_file,
  version_no int not null references version,
  confirmed_by bigint not null references account,
  confirmed_at timestamptz not null,
  primary key (case_id, version_no)
);
comment on table case_follow_up is
  'policy: region; versions after a reactivation in which somebody confirmed that the family''s data was updated';

alter table reactivation enable row level security;
alter table reactivation force row level security;
create policy owner_all on reactivation to dtsen_owner using (true) with check (true);
create policy region_read on reactivation for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = reactivation.case_id));
alter table case_follow_up enable row level security;
alter table case_follow_up force row level security;
create policy owner_all on case_follow_up to dtsen_owner using (true) with check (true);
create policy region_read on case_follow_up for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = case_follow_up.case_id));
grant select on reactivation, case_follow_up to dtsen_app;

-- What was sent is confirmed by the insurer or it is not: nobody else's step reaches the end.
create function confirm_reactivation() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  update reactivation r set insurer_reference = e.reference, confirmed_on = e.reference_on, confirmed_by = e.by_account,
      confirmed_in_version_no = (select p.version_no from publication_pointer p)
    from case_event e where r.case_id = new.case_id and e.case_id = new.case_id and e.act = 'pass' and e.step = 'insurer'
      and e.event_no = (select max(x.event_no) from case_event x where x.case_id = new.case_id);
  if not found then raise exception 'case % cannot be done without the insurer''s confirmation', new.case_id; end if;
  return new;
end $$;
create trigger reactivation_is_confirmed before update on case_file for each row
  when (new.kind = 'pbi-reactivation' and new.state = 'done' and old.state <> 'done') execute function confirm_reactivation();

-- The number under which the application seals a name: the seal is bound to it.
create function next_case() returns bigint
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not holds('report-reactivation') then return null; end if;
  return nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id'));
end $$;

-- Since when somebody of the register is no recipient any more: the day on which the version in force took the place that the
-- one before it gave; null where the register does not know.
create function pbi_ended_on(wanted_person bigint) returns date
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select (b.from_at at time zone 'Asia/Jakarta')::date
  from publication_pointer p
  join publication b on b.version_no = p.version_no and b.kind = 'first'
  join outcome old on old.version_no = b.after_version_no and old.program = 'pbi-jk' and old.unit = 'person'
    and old.unit_id = wanted_person and old.outcome = 'recipient'
  where not exists (select from outcome still where still.version_no = p.version_no and still.program = 'pbi-jk'
    and still.unit = 'person' and still.unit_id = wanted_person and still.outcome in ('recipient', 'review'))
$$;

-- Where somebody of the version in force belongs, as whoever reports covers it; null where they do not.
create function reportable(wanted_person bigint)
  returns table (family_id bigint, village_no bigint, domicile_village_no bigint)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select q.family_id, q.village_no, q.domicile_village_no from person q
  join publication_pointer p on p.version_no = q.version_no
  where q.person_id = wanted_person and not dtsen_policy.is_hidden('person', q.person_id, q.family_id)
    and (q.village_no <@ my_ranges('report-reactivation') or q.domicile_village_no <@ my_ranges('report-reactivation'))
$$;

-- Opens a case. Verdict "opened" with its number, or why not: key-reused, not-found, open-already. The same message again is
-- the same case, whoever repeats it and whenever.
create function open_reactivation(wanted_case bigint, client uuid, digest bytea, said jsonb, sealed_name bytea, sealed_nik bytea,
    nik bytea, slip bytea, moment timestamptz, waits text, standing jsonb)
  returns table (verdict text, case_no bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  kept case_file;
  subject bigint := coalesce((said ->> 'person_id')::bigint, (said ->> 'mother_person_id')::bigint);
  place record;
  held case_file;
begin
  select c.* into kept from case_file c where c.client_id = client;
  if kept.case_id is not null then
    verdict := case when kept.request_sha256 = digest and kept.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then kept.case_id end;
    return next;
    return;
  end if;
  if subject is null then
    select null::bigint as family_id, (said ->> 'village_no')::bigint as village_no,
        (said ->> 'village_no')::bigint as domicile_village_no into place
      where (said ->> 'village_no')::bigint <@ my_ranges('report-reactivation');
  else
    select * into place from reportable(subject);
  end if;
  if place.village_no is null then verdict := 'not-found'; return next; return; end if;
  -- One question about one person at a time: by id, by mother and birth, by NIK.
  perform pg_advisory_xact_lock(hashtextextended('reactivation ' || coalesce(subject::text, encode(nik, 'hex')), 0));
  if exists (select from case_file c join reactivation r using (case_id) where c.state in ('open', 'returned', 'paused')
      and (c.person_id = (said ->> 'person_id')::bigint or r.nik_index = nik
        or (r.mother_person_id = (said ->> 'mother_person_id')::bigint and r.born_on = (said ->> 'born_on')::date))) then
    verdict := 'open-already'; return next; return;
  end if;
  insert into case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no,
      urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
    overriding system value
    values (wanted_case, 'pbi-reactivation', client, digest, place.family_id, (said ->> 'person_id')::bigint,
      place.village_no, place.domicile_village_no, said ->> 'urgency', moment, acting_account(), 'open', 'report',
      'village-government', 'village', moment)
    returning * into held;
  insert into reactivation (case_id, path, facility_kind, facility_name, letter_number, letter_on, deactivated_on,
      deactivation_source, mother_person_id, born_on, name_enc, nik_enc, nik_index, masked_name, regional_payer_version_no,
      slip_index)
    values (wanted_case, said ->> 'path', said ->> 'facility_kind', said ->> 'facility_name', said ->> 'letter_number',
      (said ->> 'letter_on')::date, (said ->> 'deactivated_on')::date, said ->> 'deactivation_source',
      (said ->> 'mother_person_id')::bigint, (said ->> 'born_on')::date, sealed_name, sealed_nik, nik,
      said ->> 'masked_name', (said ->> 'regional_payer_version_no')::int, slip);
  insert into case_event (case_id, act, step, reference, reference_on, at, by_account)
    values (wanted_case, 'pass', 'letter', said ->> 'letter_number', (said ->> 'letter_on')::date, moment, acting_account());
  perform write_case_event(held, 'pass', null, null, null, moment, acting_account(), standing -> 'reported');
  if waits is not null then
    select c.* into held from case_file c where c.case_id = wanted_case;
    perform write_case_event(held, 'pause', waits, null, null, moment, acting_account(), standing -> 'waiting');
  end if;
  verdict := 'opened';
  case_no := wanted_case;
  return next;
end $$;

-- The civil registry has given a number that was asked for: the baby's own, or the right one.
create function give_reactivation_nik(wanted_case bigint, sealed_nik bytea, nik bytea) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) or held.state <> 'paused'
      or not coalesce(held.village_no <@ my_ranges('identify-reactivation'), false) then return 'not-found'; end if;
  update reactivation set nik_enc = sealed_nik, nik_index = nik where case_id = wanted_case;
  return 'given';
end $$;

-- Somebody confirms that a version after the reactivation has the family's data brought up to date. Verdict "confirmed", or
-- not-found, right-not-held, not-due.
create function confirm_follow_up(wanted_case bigint, wanted_version int, moment timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if not coalesce(held.village_no <@ my_ranges('report-reactivation') or held.village_no <@ my_ranges('verify-reactivation'),
    false) then return 'right-not-held'; end if;
  if held.state <> 'done' or not exists (select from follow_up_versions(wanted_case) v where v = wanted_version) then
    return 'not-due'; end if;
  insert into case_follow_up values (wanted_case, wanted_version, acting_account(), moment) on conflict do nothing;
  return 'confirmed';
end $$;

-- Versions published since the insurer's confirmation, the oldest first.
create function follow_up_versions(wanted_case bigint) returns setof int
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select v.version_no from reactivation r join version v on v.version_no > r.confirmed_in_version_no and v.state = 'published'
  where r.case_id = wanted_case order by v.version_no
$$;

-- What a slip proves today, for whoever holds its number: no name but its first letters, no place, and nothing of the hidden.
create function public_read_slip(slip bytea, address text, address_budget int, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  found record;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['s:' || address], array[now() + interval '1 day']);
  select c.case_id, c.family_id, c.village_no, c.state, c.step, c.opened_at, c.since, r.masked_name, r.confirmed_on into found
    from reactivation r join case_file c using (case_id)
    where used[1] <= address_budget and r.slip_index = slip
      and not dtsen_policy.is_hidden('person', c.person_id, c.family_id);
  perform public_note('read-slip', found.family_id, found.village_no, null, 'work', request);
  return jsonb_build_object(
    'verdict', case when used[1] > address_budget then 'over-budget' when found.case_id is null then 'unknown' else 'answered' end,
    'state', found.state, 'step', found.step, 'masked', found.masked_name,
    'opened_on', (found.opened_at at time zone 'Asia/Jakarta')::date, 'since', (found.since at time zone 'Asia/Jakarta')::date,
    'confirmed_on', found.confirmed_on);
end $$;

-- Who was erased is erased here too: the case stays as a number without anybody.
create function erase_reactivations(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  update reactivation r set name_enc = null, nik_enc = null, nik_index = null, masked_name = '***', facility_name = '***',
      letter_number = '---', born_on = case when r.path = 'newborn' then r.letter_on end
    from case_file c where c.case_id = r.case_id and (c.person_id = any (gone) or r.mother_person_id = any (gone));
$$;
create or replace function erase_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from explanation_code where person_id = any (gone);
  update correction_proposal set proposed_value = null where unit = 'person' and unit_id = any (gone);
  select erase_reactivations(gone);
$$;

revoke execute on function confirm_reactivation(), next_case(), pbi_ended_on(bigint), reportable(bigint),
  open_reactivation(bigint, uuid, bytea, jsonb, bytea, bytea, bytea, bytea, timestamptz, text, jsonb),
  give_reactivation_nik(bigint, bytea, bytea), confirm_follow_up(bigint, int, timestamptz), follow_up_versions(bigint),
  public_read_slip(bytea, text, int, text), erase_reactivations(bigint[]) from public;
grant execute on function next_case(), pbi_ended_on(bigint),
  open_reactivation(bigint, uuid, bytea, jsonb, bytea, bytea, bytea, bytea, timestamptz, text, jsonb),
  give_reactivation_nik(bigint, bytea, bytea), confirm_follow_up(bigint, int, timestamptz), follow_up_versions(bigint),
  public_read_slip(bytea, text, int, text) to dtsen_app;
