-- What a person once said that a provider's header means; the next delivery is read by it.

create table header_mapping (
  source text not null references source_owner,
  delivery_set text not null check (delivery_set in ('person', 'family', 'evidence', 'survey', 'identity')),
  -- In normal form: lower case, words joined by one underscore.
  delivered_header text not null,
  layout_header text not null,
  saved_by text not null,
  saved_at timestamptz not null default now(),
  primary key (source, delivery_set, delivered_header)
);
comment on table header_mapping is 'policy: reference; saved header mapping per source; no personal data';

alter table header_mapping enable row level security;
alter table header_mapping force row level security;
create policy owner_all on header_mapping to dtsen_owner using (true) with check (true);
create policy reference_read on header_mapping for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
create policy worker_all on header_mapping to dtsen_worker using (true) with check (true);
grant select on header_mapping to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;
grant insert, update on header_mapping to dtsen_worker;
