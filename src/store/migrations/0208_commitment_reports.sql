-- What schools and health offices tell in files of the commitments of PKH (decision 0069): received like reports of payments, summed
-- over the phase, and laid into the facilitator's book as checks with their source. A warning is still a person's act.

create table commitment_report (
  report_no bigint generated always as identity primary key,
  source text not null check (source in ('dapodik', 'emis', 'health-office')),
  phase text not null check (phase ~ '^20[0-9]{2}-q[1-4]$'),
  -- The day of which it speaks: the newest day of a phase stands, whichever file came first.
  reported_on date not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  version_no int not null references version,
  received_by text not null,
  received_at timestamptz not null default now(),
  rows_read int not null,
  rows_refused int not null,
  people int not null,
  not_met int not null,
  unique (sha256, source, phase)
);
comment on table commitment_report is
  'policy: reference; a file of a school registry or health office: of which day, how many rows; names of nobody; append-only';
select make_reference(array['commitment_report']);
grant insert on commitment_report to dtsen_worker;
create policy worker_add on commitment_report for insert to dtsen_worker with check (true);
create trigger commitment_report_append_only before update or delete on commitment_report for each row execute function refuse_change();

create table commitment_refusal (
  report_no bigint not null references commitment_report,
  row_no bigint not null,
  column_name text not null,
  reason text not null,
  primary key (report_no, row_no)
);
comment on table commitment_refusal is
  'policy: assignment; why a row of a report of commitments was not taken; never a number or name of anybody';
alter table commitment_refusal enable row level security;
alter table commitment_refusal force row level security;
create policy owner_all on commitment_refusal to dtsen_owner using (true) with check (true);
create policy worker_all on commitment_refusal to dtsen_worker using (true) with check (true);
grant select, insert on commitment_refusal to dtsen_worker;

alter table book_check add foreign key (report_no) references commitment_report;
create unique index one_check_a_report on book_check (report_no, person_id, commitment) where report_no is not null;
create policy worker_add on book_check for insert to dtsen_worker with check (report_no is not null and by_account is null);
create policy worker_read on book_check for select to dtsen_worker using (true);
grant select, insert on book_check to dtsen_worker;

-- The newest day speaks, and of one day the last word: a file of last month does not cover what was seen yesterday.
create or replace function failed_check(wanted_person bigint, wanted_commitment text) returns bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select case when c.result = 'not-met' and not exists (select from book_warning_event e where e.check_no = c.check_no)
    then c.check_no end
  from book_check c where c.person_id = wanted_person and c.commitment = wanted_commitment
  order by c.on_day desc, c.check_no desc limit 1
$$;
