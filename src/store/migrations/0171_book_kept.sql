-- Whose families are whose, and what a look at a commitment showed (decision 0069).

-- Gives the recipients of PKH in a village (or one RT of it) to a facilitator. Verdict "assigned", or not-found, facilitator-unfit,
-- none-there, assigned-already, too-many. Nobody has two facilitators: what another keeps is refused whole.
create function assign_families(wanted_name text, wanted_village bigint, wanted_rt text, number text, most int, today date,
    moment timestamptz) returns table (verdict text, assigned int, already int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  keeper bigint;
  wanted bigint[];
begin
  assigned := 0; already := 0;
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then verdict := 'not-found'; return next; return; end if;
  select a.account_id into keeper from account a where a.username = wanted_name and a.disabled_at is null
    and exists (select from appointment p join role_right rr on rr.role_code = p.role_code and rr.right_code = 'keep-book'
      where p.account_id = a.account_id and p.confirmed_by is not null and p.revoked_at is null
        and today between p.valid_from and p.valid_to and wanted_village between p.village_lo and p.village_hi);
  if keeper is null then verdict := 'facilitator-unfit'; return next; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('book of ' || keeper::text, 0));
  select array_agg(f.family_id) into wanted from family f
    join publication_pointer p on p.version_no = f.version_no
    join outcome o on o.version_no = f.version_no and o.family_id = f.family_id and o.program = 'pkh' and o.outcome = 'recipient'
    where f.village_no = wanted_village and (wanted_rt is null or ltrim(f.rt, '0') = ltrim(wanted_rt, '0'))
      and not dtsen_policy.is_hidden('family', f.family_id, f.family_id);
  if wanted is null then verdict := 'none-there'; return next; return; end if;
  select count(*) filter (where a.account_id = keeper) into already from book_assignment a
    where a.family_id = any (wanted) and a.ended_on is null;
  if exists (select from book_assignment a where a.family_id = any (wanted) and a.ended_on is null and a.account_id <> keeper) then
    verdict := 'assigned-already'; return next; return; end if;
  if (select count(*) from book_assignment a where a.account_id = keeper and a.ended_on is null)
      + cardinality(wanted) - already > most then verdict := 'too-many'; return next; return; end if;
  insert into book_assignment (account_id, family_id, village_no, domicile_village_no, from_on, decree, made_by, made_at)
    select keeper, f.family_id, f.village_no, f.domicile_village_no, today, number, acting_account(), moment
    from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = any (wanted)
    on conflict (family_id) where ended_on is null do nothing;
  get diagnostics assigned = row_count;
  verdict := 'assigned';
  return next;
end $$;

-- Ends what a facilitator keeps in a village or one RT. Verdict "ended" with the number, or not-found.
create function end_assignments(wanted_name text, wanted_village bigint, wanted_rt text, today date)
  returns table (verdict text, ended int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  ended := 0;
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then verdict := 'not-found'; return next; return; end if;
  update book_assignment a set ended_on = greatest(today, a.from_on), ended_by = acting_account()
    from account k where k.account_id = a.account_id and k.username = wanted_name and a.ended_on is null
      and a.village_no = wanted_village and (wanted_rt is null or exists (select from family f
        join publication_pointer p on p.version_no = f.version_no
        where f.family_id = a.family_id and ltrim(f.rt, '0') = ltrim(wanted_rt, '0')));
  get diagnostics ended = row_count;
  verdict := case when ended > 0 then 'ended' else 'not-found' end;
  return next;
end $$;

-- A village out of reach of a school or facility, from a day on or to a day. Verdict "noted", or not-found.
create function note_unreached(wanted_village bigint, wanted_commitment text, since date, until date, number text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then return 'not-found'; end if;
  insert into book_unreached values (wanted_village, wanted_commitment, since, until, number, acting_account())
    on conflict (village_no, commitment, from_on) do update set to_on = excluded.to_on, decree = excluded.decree,
      by_account = excluded.by_account;
  return 'noted';
end $$;

-- One look at a commitment, by hand. Verdict "recorded", or not-found, key-reused.
create function record_book_check(client uuid, said jsonb, reckoned text, today date, moment timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  wanted_family bigint := (said ->> 'family_id')::bigint;
  wanted_person bigint := (said ->> 'person_id')::bigint;
  known book_check;
begin
  select c.* into known from book_check c where c.client_id = client;
  if known.check_no is not null then
    return case when known.person_id = wanted_person and known.by_account = acting_account()
      and known.phase = said ->> 'phase' then 'recorded' else 'key-reused' end;
  end if;
  if not in_my_book(wanted_family, true) or not exists (select from book_people(array[wanted_family]) q
      where q.person_id = wanted_person) then return 'not-found'; end if;
  insert into book_check (client_id, phase, family_id, person_id, commitment, due, done, excuse, result, source, expected_on, on_day,
      by_account, at)
    values (client, said ->> 'phase', wanted_family, wanted_person, said ->> 'commitment', (said ->> 'due')::int,
      (said ->> 'done')::int, said ->> 'excuse', reckoned, said ->> 'source', (said ->> 'expected_on')::date, today,
      acting_account(), moment);
  return 'recorded';
end $$;

-- Who was erased is erased here too: nobody keeps what their school or health visits showed.
create function forget_in_book() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if new.unit = 'person' then
    delete from book_warning_event e using book_warning w where w.warning_no = e.warning_no and w.person_id = new.unit_id;
    delete from book_warning w where w.person_id = new.unit_id;
    delete from book_check c where c.person_id = new.unit_id;
  end if;
  return null;
end $$;
create trigger tombstone_forgets_in_book after insert on tombstone for each row execute function forget_in_book();

revoke execute on function forget_in_book(), assign_families(text, bigint, text, text, int, date, timestamptz), end_assignments(text, bigint, text, date),
  note_unreached(bigint, text, date, date, text), record_book_check(uuid, jsonb, text, date, timestamptz) from public;
grant execute on function assign_families(text, bigint, text, text, int, date, timestamptz), end_assignments(text, bigint, text, date),
  note_unreached(bigint, text, date, date, text), record_book_check(uuid, jsonb, text, date, timestamptz) to dtsen_app;
