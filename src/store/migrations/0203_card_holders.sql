-- Who holds the card on which a family's aid is paid (pengurus): a dated role of a person, not the family (decision 0059). It begins
-- with what payers report, and ends by a later report or by a case; the aid is the family's and goes on.

create table card_holder (
  role_no bigint generated always as identity primary key,
  -- Under the ids of the day it began; read through redirects, the role is found on the family that goes on.
  family_id bigint not null,
  program text not null,
  person_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  held_from date not null,
  -- The last day; null while it lasts.
  held_until date check (held_until >= held_from),
  source text not null check (source in ('payment-report', 'case')),
  report_no bigint references payment_report,
  case_id bigint references case_file,
  end_reason text check (end_reason in ('changed', 'reported', 'sole-member-died')),
  check ((held_until is null) = (end_reason is null)),
  check ((source = 'payment-report') = (report_no is not null)),
  check ((source = 'case') = (case_id is not null))
);
create unique index one_card_holder_at_a_time on card_holder (family_id, program) where held_until is null;
create index card_holder_by_person on card_holder (person_id) where held_until is null;
comment on table card_holder is
  'policy: region; who holds the card on which a family''s aid is paid, from when to when; ids only; follows the family (design 5.3)';

alter table card_holder enable row level security;
alter table card_holder force row level security;
create policy owner_all on card_holder to dtsen_owner using (true) with check (true);
create policy worker_all on card_holder to dtsen_worker using (true) with check (true);
grant select on card_holder to dtsen_app;
grant select, insert, update on card_holder to dtsen_worker;
do $$
begin
  execute format('create policy region_read on card_holder for select to dtsen_app using ((%s or %s)
    and ((select dtsen.holds(''order-suppression'')) or not (dtsen_policy.is_hidden(''family'', family_id, family_id)
      or dtsen_policy.is_hidden(''person'', person_id, family_id))))',
    region_clause('village_no', 'read-family'), region_clause('domicile_village_no', 'read-family'));
end $$;

-- Roles that earlier reports amount to: of each family and program whom the newest one named, since the phase it was of.
insert into card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, source, report_no)
  select distinct on (p.family_id, p.program) p.family_id, p.program, p.holder_person_id, p.village_no, p.domicile_village_no,
    p.reported_on, 'payment-report', p.report_no
  from payment p where p.unit = 'family' order by p.family_id, p.program, p.reported_on desc, p.phase desc;
