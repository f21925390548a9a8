-- How a version answers the findings made before it; takes effect in the instant of publication (design 5.4).

create table finding_answer (
  version_no int not null references version,
  finding_id bigint not null references finding,
  answer text not null check (answer in ('absorbed', 'refused')),
  reason text not null,
  -- null where the version itself shows it; refusing is always a person's act.
  answered_by text,
  answered_at timestamptz not null default now(),
  primary key (version_no, finding_id),
  check (answer = 'absorbed' or answered_by is not null)
);
comment on table finding_answer is
  'policy: assignment; prepared beside the version, copied to finding when it is published, taken back when it is withdrawn';

alter table finding_answer enable row level security;
alter table finding_answer force row level security;
create policy owner_all on finding_answer to dtsen_owner using (true) with check (true);
create policy worker_all on finding_answer to dtsen_worker using (true) with check (true);
create policy assignment_read on finding_answer for select to dtsen_app using (
  exists (select from dtsen.finding f where f.finding_id = finding_answer.finding_id));
grant select, insert, update, delete on finding_answer to dtsen_worker;
grant select on finding_answer to dtsen_app;
