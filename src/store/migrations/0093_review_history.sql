-- What ends by itself, and what stands beside a pair as its history.

-- Where a state of a pair that waits for a second person ends; null in every other state.
create function last_day_of(stands text) returns date
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when stands in ('second', 'undo-second')
    then (now() at time zone 'Asia/Jakarta')::date + (review_terms_today()).second_days end
$$;

-- What no second person has spoken about in time falls back to how it was before the first did: an answer to not
-- decided, an undoing to the decision that stands. Silence decides nothing. With a row of the log for each side.
-- Of one pair, for whoever acts on it; or of the longest overdue, fifty at once, for whoever looks at lists: the next
-- one finds the rest, and nobody's request holds the nation's pairs.
create function lapse_reviews(only_pair bigint) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  p review_pair;
  lapsed int := 0;
begin
  for p in select r.* from review_pair r where r.waits_until < (now() at time zone 'Asia/Jakarta')::date
    and (only_pair is null or r.pair_id = only_pair)
    order by r.waits_until, r.pair_id limit 50 for update skip locked loop
    update review_pair r set state = case p.state when 'second' then 'open' else 'decided' end,
      round = p.round + (p.state = 'second')::int, state_at = clock_timestamp(), waits_until = null,
      lapsed_at = clock_timestamp(), lapsed_from = p.state where r.pair_id = p.pair_id;
    insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, family_id, village_no,
        fields_class, detail)
      select null, null, 'desk:lapse', null, 'lapse-review', 'person', s.person, s.family, s.village, 'inquiry',
        jsonb_build_object('pair', p.pair_id::text, 'from', p.state)
      from (values (p.record_person_id, p.record_family_id, p.record_village_no),
        (p.spine_person_id, p.spine_family_id, p.spine_village_no)) as s (person, family, village);
    lapsed := lapsed + 1;
  end loop;
  return lapsed;
end $$;

revoke execute on function last_day_of(text), lapse_reviews(bigint) from public;
grant execute on function lapse_reviews(bigint) to dtsen_app;

-- What the identity ledger says of the people of pairs under review: when their ids were made, joined and parted, and
-- why. Ids and codes, brought along when a version is projected; the ledger itself stays in the lake.

create table review_event (
  event_no bigint primary key,
  version_no int not null references version,
  kind text not null check (kind in ('mint', 'attach', 'detach', 'merge', 'split', 'retire')),
  person_id bigint not null,
  other_person_id bigint,
  record_key bigint,
  reason text not null,
  rule text,
  weight_millibits bigint,
  -- "build", or the numbers of the accounts that decided, joined by a plus.
  actor text not null,
  decision_no bigint
);
create index review_event_person on review_event (person_id, event_no);
create index review_event_other on review_event (other_person_id, event_no) where other_person_id is not null;
comment on table review_event is
  'policy: region; what the ledger says of people of pairs under review; ids and codes, no identity';

alter table review_event enable row level security;
alter table review_event force row level security;
create policy owner_all on review_event to dtsen_owner using (true) with check (true);
-- Whoever sees a pair sees what became of its people, and of nobody else's.
create policy region_read on review_event for select to dtsen_app using (exists (
  select from dtsen.review_pair p
  where p.record_person_id in (review_event.person_id, review_event.other_person_id)
    or p.spine_person_id in (review_event.person_id, review_event.other_person_id)));
grant select on review_event to dtsen_app;
create policy worker_all on review_event to dtsen_worker using (true) with check (true);
grant select, insert, update, delete on review_event to dtsen_worker;
