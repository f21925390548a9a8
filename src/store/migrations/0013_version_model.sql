-- Models of a version as the ranking room wrote them: the desk explains deciles without opening the lake (design 3.12).

create table version_model (
  version_no int primary key references version,
  -- ModelSet of ranking/welfare-model.ts.
  models jsonb not null
);
comment on table version_model is 'policy: reference; welfare models of a version; coefficients, no personal data';
alter table version_model enable row level security;
alter table version_model force row level security;
create policy owner_all on version_model to dtsen_owner using (true) with check (true);
create policy reference_read on version_model for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
create policy worker_all on version_model to dtsen_worker using (true) with check (true);
grant select on version_model to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;
grant insert, update on version_model to dtsen_worker;
