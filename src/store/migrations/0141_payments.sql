-- What banks and the postal service report of payments (decision 0059). Nothing is paid here: reports are received, and laid one
-- after the other over the same payment.

-- One report. The same file for the same program and phase acts once.
create table payment_report (
  report_no bigint generated always as identity primary key,
  layout text not null,
  owner text not null,
  program text not null,
  phase text not null,
  phase_from date not null,
  phase_to date not null check (phase_to >= phase_from),
  -- The day of which the report speaks; a later one overwrites an earlier one, whichever came first.
  reported_on date not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  version_no int not null references version,
  received_by text not null,
  received_at timestamptz not null default now(),
  rows_read int not null,
  rows_taken int not null,
  rows_unchanged int not null,
  -- Told of a day before what is known: kept as events, without effect on the state.
  rows_late int not null,
  rows_refused int not null,
  check (rows_read = rows_taken + rows_unchanged + rows_late + rows_refused),
  unique (sha256, program, phase)
);
comment on table payment_report is
  'policy: reference; a report of a bank or the postal service: who sent it, of which day, how many rows; names of nobody; append-only';
select make_reference(array['payment_report']);
grant insert on payment_report to dtsen_worker;
create policy worker_add on payment_report for insert to dtsen_worker with check (true);

-- Where each payment of a phase stands by the newest report.
create table payment (
  program text not null,
  phase text not null,
  unit text not null check (unit in ('family', 'person')),
  unit_id bigint not null,
  family_id bigint not null,
  -- Whose NIK stood on the report: who holds the card.
  holder_person_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  status text not null,
  amount_rupiah bigint check (amount_rupiah >= 0),
  happened_on date,
  reported_on date not null,
  report_no bigint not null references payment_report,
  -- Whether the version that was in force had it as a recipient of the program.
  is_on_list boolean not null,
  primary key (program, phase, unit, unit_id)
);
create index payment_by_family on payment (family_id);
create index payment_by_village on payment (village_no, program, phase, status);
comment on table payment is
  'policy: region; where a payment of a phase stands by the newest report; made from payment_event; ids only';

-- Every word of every report, in the order received; the state is made from these.
create table payment_event (
  event_no bigint generated always as identity primary key,
  program text not null,
  phase text not null,
  unit text not null,
  unit_id bigint not null,
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  status text not null,
  amount_rupiah bigint,
  reported_on date not null,
  report_no bigint not null references payment_report,
  is_late boolean not null
);
create index payment_event_of on payment_event (unit_id, program, phase);
comment on table payment_event is
  'policy: region; what each report said of a payment, also when it came late; append-only';
create trigger payment_event_append_only before update or delete on payment_event for each row execute function refuse_change();
create trigger payment_event_no_truncate before truncate on payment_event execute function refuse_change();

-- Rows that were not taken: where, why; and an unknown status as it was written, digits hidden.
create table payment_refusal (
  report_no bigint not null references payment_report,
  row_no bigint not null,
  column_name text not null,
  reason text not null,
  said text check (length(said) <= 60 and said !~ '[0-9]'),
  village_no bigint not null default 0,
  primary key (report_no, row_no)
);
comment on table payment_refusal is
  'policy: region; why a row of a payment report was not taken, and what repairs it; never a number of anybody';

-- Counts of a phase by village and status, made again with every report.
create table payment_figure (
  program text not null,
  phase text not null,
  village_no bigint not null,
  status text not null,
  is_on_list boolean not null,
  payments int not null check (payments > 0),
  amount_rupiah bigint not null,
  primary key (program, phase, village_no, status, is_on_list)
);
comment on table payment_figure is
  'policy: region; counts of payments of a phase by village and status, for whoever reads the families there; no personal data';

do $$
declare
  one text;
begin
  foreach one in array array['payment', 'payment_event', 'payment_refusal', 'payment_figure'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', one);
    execute format('create policy worker_all on %I to dtsen_worker using (true) with check (true)', one);
    execute format('grant select on %I to dtsen_app', one);
    execute format('grant select, insert on %I to dtsen_worker', one);
  end loop;
  foreach one in array array['payment', 'payment_event'] loop
    execute format('create policy region_read on %I for select to dtsen_app using ((%s or %s)
      and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(unit, unit_id, family_id)))',
      one, region_clause('village_no', 'read-family'), region_clause('domicile_village_no', 'read-family'));
  end loop;
  execute format('create policy region_read on payment_refusal for select to dtsen_app using (%s)',
    region_clause('village_no', 'read-quarantine'));
  execute format('create policy region_read on payment_figure for select to dtsen_app using (%s)',
    region_clause('village_no', 'read-family'));
end $$;
grant update on payment to dtsen_worker;
grant delete on payment_figure to dtsen_worker;
