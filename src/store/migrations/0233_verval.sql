-- Verval of a recipient list: the social office opens a round over the recipients of a program in its area, until a day; the village
-- answers name by name. What would take a name away is a finding and waits for a second person; not being met is dated, never a
-- ground; what nobody answered stays as it is.

create table verval_round (
  round_no bigint generated always as identity primary key,
  program text not null,
  version_no int not null references version,
  region_code text not null check (region_code ~ '^[0-9]{2,10}$'),
  village_lo bigint not null,
  village_hi bigint not null check (village_hi >= village_lo),
  due_on date not null,
  legal_basis text not null check (length(legal_basis) between 5 and 200),
  opened_by bigint not null references account,
  opened_at timestamptz not null,
  unique (program, version_no, region_code)
);
create index verval_round_by_account on verval_round (opened_by);
comment on table verval_round is 'policy: region; a list of recipients that villages look at name by name, until a day';

create table verval_row (
  round_no bigint not null references verval_round,
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  primary key (round_no, family_id)
);
create index verval_row_by_village on verval_row (village_no, round_no);
create index verval_row_by_family on verval_row (family_id);
comment on table verval_row is 'policy: region; one family of such a list, as it stood when the round was opened';

create table verval_answer (
  answer_no bigint generated always as identity primary key,
  round_no bigint not null,
  family_id bigint not null,
  reason text not null check (reason in ('active', 'deceased', 'moved-within-country', 'moved-abroad', 'not-found', 'duplicate',
    'well-off', 'refuses', 'new-member', 'identity-not-matched')),
  seen_on date not null,
  -- Of nobody met: the day that was offered for the next visit.
  offered_on date,
  finding_id bigint references finding,
  by_account bigint not null references account,
  at timestamptz not null,
  foreign key (round_no, family_id) references verval_row,
  check ((reason = 'not-found') = (offered_on is not null)),
  check (offered_on > seen_on),
  -- A name goes by a finding of two people or not at all.
  check ((finding_id is not null) = (reason in ('deceased', 'moved-within-country', 'duplicate', 'well-off')))
);
create index verval_answer_by_row on verval_answer (round_no, family_id, answer_no);
create index verval_answer_by_finding on verval_answer (finding_id);
create index verval_answer_by_account on verval_answer (by_account);
comment on table verval_answer is 'policy: region; what was found of a name, append-only; the newest counts';

do $$
declare
  t text;
begin
  foreach t in array array['verval_round', 'verval_row', 'verval_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  execute format('create policy region_read on verval_row for select to dtsen_app using ((%s or %s) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''family'', family_id, family_id)))',
    region_clause('village_no', 'read-verval'), region_clause('domicile_village_no', 'read-verval'));
end $$;
create policy region_read on verval_round for select to dtsen_app
  using (exists (select from dtsen.verval_row r where r.round_no = verval_round.round_no));
create policy region_read on verval_answer for select to dtsen_app
  using (exists (select from dtsen.verval_row r where r.round_no = verval_answer.round_no and r.family_id = verval_answer.family_id));

-- Where each name stands, as the law book reckons it (test: readVervalState).
create view verval_standing with (security_invoker = true) as
  select r.round_no, r.family_id, r.village_no, r.domicile_village_no, a.reason, a.seen_on, a.offered_on, a.finding_id, a.by_account,
    (select count(distinct t.seen_on)::int from verval_answer t
      where t.round_no = r.round_no and t.family_id = r.family_id and t.reason = 'not-found') as tries,
    case when a.reason is null or x.answer = 'refused' then 'waiting' when a.reason = 'not-found' then 'not-met'
      when a.reason = 'active' then 'still-here' when a.finding_id is null then 'elsewhere'
      when x.confirmed_by is not null then 'confirmed' else 'awaiting-second' end as state
  from verval_row r
  left join lateral (select v.* from verval_answer v where v.round_no = r.round_no and v.family_id = r.family_id
    order by v.answer_no desc limit 1) a on true
  left join finding x on x.finding_id = a.finding_id;
comment on view verval_standing is 'where each name of a list stands; who reads it reads its tables';
grant select on verval_standing to dtsen_app;

-- Opens a round over whoever receives now. Verdict "opened" with its number, or outside-region, round-open, nobody-listed, day-past.
create function open_verval(wanted_program text, region text, lo bigint, hi bigint, due date, basis text, today date, moment timestamptz)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  now_in int := (select p.version_no from publication_pointer p where p.one);
  number bigint;
  listed bigint;
begin
  if not coalesce(int8range(lo, hi, '[]') <@ my_ranges('open-verval'), false) then
    return jsonb_build_object('verdict', 'outside-region'); end if;
  if due <= today then return jsonb_build_object('verdict', 'day-past'); end if;
  insert into verval_round (program, version_no, region_code, village_lo, village_hi, due_on, legal_basis, opened_by, opened_at)
    values (wanted_program, now_in, region, lo, hi, due, basis, acting_account(), moment)
    on conflict (program, version_no, region_code) do nothing returning round_no into number;
  if number is null then return jsonb_build_object('verdict', 'round-open'); end if;
  insert into verval_row (round_no, family_id, village_no, domicile_village_no)
    select number, f.family_id, f.village_no, f.domicile_village_no from family f
    where f.version_no = now_in and f.village_no between lo and hi and not f.is_suppressed and exists (
      select from outcome o where o.version_no = now_in and o.family_id = f.family_id and o.program = wanted_program
        and o.outcome in ('recipient', 'review'));
  get diagnostics listed = row_count;
  if listed = 0 then
    delete from verval_round r where r.round_no = number;
    return jsonb_build_object('verdict', 'nobody-listed');
  end if;
  return jsonb_build_object('verdict', 'opened', 'round', number, 'listed', listed);
end $$;

-- Answers one name. Verdict "answered", or not-found, same-day, waits-for-second. The finding was recorded in the same transaction.
create function answer_verval(wanted_round bigint, wanted_family bigint, wanted_reason text, seen date, offered date,
    wanted_finding bigint, moment timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  held verval_row;
begin
  select r.* into held from verval_row r where r.round_no = wanted_round and r.family_id = wanted_family for no key update;
  if held.family_id is null or not coalesce(held.village_no <@ my_ranges('record-finding'), false)
    or dtsen_policy.is_hidden('family', held.family_id, held.family_id) then return 'not-found'; end if;
  if exists (select from verval_standing s where s.round_no = wanted_round and s.family_id = wanted_family
      and s.state = 'awaiting-second') then return 'waits-for-second'; end if;
  if wanted_reason = 'not-found' and exists (select from verval_answer a where a.round_no = wanted_round
      and a.family_id = wanted_family and a.reason = 'not-found' and a.seen_on = seen) then return 'same-day'; end if;
  -- A finding of another family, kind or hand answers nothing here.
  if wanted_finding is not null and not exists (select from finding x where x.finding_id = wanted_finding
      and x.family_id = wanted_family and x.recorded_by = acting_account() and x.confirmed_by is null
      and x.kind = case wanted_reason when 'moved-within-country' then 'moved' else wanted_reason end) then
    raise exception 'verval: the finding is not of this answer';
  end if;
  insert into verval_answer (round_no, family_id, reason, seen_on, offered_on, finding_id, by_account, at)
    values (wanted_round, wanted_family, wanted_reason, seen, offered, wanted_finding, acting_account(), moment);
  return 'answered';
end $$;

-- Two people, as far as the desk can know: another account of the same telephone, e-mail or citizen is the same hand.
create function is_my_hand(other bigint) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(is_one_person(other, acting_account()), false)
$$;
create function finding_takes_two() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if is_one_person(new.recorded_by, new.confirmed_by) then raise exception 'finding %: one person under two accounts', new.finding_id; end if;
  return new;
end $$;
create trigger finding_takes_two before update of confirmed_by on finding for each row
  when (new.confirmed_by is not null and old.confirmed_by is null) execute function finding_takes_two();
revoke execute on function is_my_hand(bigint), finding_takes_two() from public;
grant execute on function is_my_hand(bigint) to dtsen_app;

revoke execute on function open_verval(text, text, bigint, bigint, date, text, date, timestamptz),
  answer_verval(bigint, bigint, text, date, date, bigint, timestamptz) from public;
grant execute on function open_verval(text, text, bigint, bigint, date, text, date, timestamptz),
  answer_verval(bigint, bigint, text, date, date, bigint, timestamptz) to dtsen_app;
