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
