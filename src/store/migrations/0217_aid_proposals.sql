-- Proposals (usulan): a family, its neighbour or an officer asks; the village finds the family, visits and deliberates; the regency
-- verifies and endorses; the ministry hands over; the next published version answers (domain.md 7.1, 7.2). What a visit found
-- becomes findings when the case is handed over, confirmed by whoever verified it.

alter table case_file drop constraint case_file_kind_check;
alter table case_file add check (kind in ('pbi-reactivation', 'holder-change', 'aid-proposal'));
alter table case_file drop constraint case_file_check;
alter table case_file add constraint case_opened_by check (opened_by is not null or kind in ('holder-change', 'aid-proposal'));
create unique index one_aid_proposal_at_a_time on case_file (family_id)
  where kind = 'aid-proposal' and state in ('open', 'returned', 'paused');

create table aid_proposal (
  case_id bigint primary key references case_file,
  asked_for text not null check (asked_for in ('program', 'data-update')),
  program text,
  -- Out of the program's range: what it brings is an update of the register's data, and the program follows from that.
  is_diverted boolean not null default false,
  proposer text not null check (proposer in ('self', 'neighbour', 'officer')),
  channel text not null check (channel in ('web', 'counter')),
  proposer_family_id bigint,
  grounds text[] not null check (cardinality(grounds) between 1 and 5),
  -- Keyed digest of the number on the receipt.
  receipt_index bytea not null unique,
  -- How the proposed family was described, sealed; for whoever looks for it.
  told_enc bytea,
  before_version_no int,
  before_decile smallint,
  before_places text[],
  answered_version_no int,
  after_decile smallint,
  after_places text[],
  check ((asked_for = 'program') = (program is not null))
);
comment on table aid_proposal is
  'policy: region; what a proposal asks for and how it ended; the description of the family is sealed';

create table ground_check (
  check_no bigint generated always as identity primary key,
  -- Made by whoever visits, with the digest of what was sent: the same message for ever is the same visit.
  client_id uuid not null unique,
  request_sha256 bytea not null,
  case_id bigint references case_file,
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  visited_on date not null,
  outcome text not null check (outcome in ('met', 'not-met', 'refused', 'not-here')),
  respondent text check (respondent in ('head', 'spouse', 'member', 'other-adult')),
  -- The respondent has read the notes again, or had them read, and agrees.
  is_agreed boolean not null default false,
  -- Of nobody met: the day that was offered.
  offered_on date,
  location_enc bytea,
  by_account bigint not null references account,
  at timestamptz not null,
  check ((outcome = 'met') = (respondent is not null)),
  check (outcome <> 'not-met' or offered_on is not null),
  check (outcome <> 'met' or is_agreed)
);
create index ground_check_by_case on ground_check (case_id);
create index ground_check_by_family on ground_check (family_id, visited_on);
create index ground_check_by_village on ground_check (village_no, visited_on);
comment on table ground_check is 'policy: region; a visit at home, append-only; where it was is sealed';

create table ground_check_answer (
  check_no bigint not null references ground_check,
  unit text not null check (unit in ('family', 'person')),
  unit_id bigint not null,
  variable_id text not null,
  fact_place int not null check (fact_place >= 1),
  value int not null,
  -- What the record said on that day; null where it said nothing.
  recorded int,
  primary key (check_no, unit, unit_id, variable_id)
);
comment on table ground_check_answer is 'policy: region; what a visit found, fact by fact, append-only';

create table deliberation (
  deliberation_no bigint generated always as identity primary key,
  client_id uuid not null unique,
  request_sha256 bytea not null,
  village_no bigint not null,
  form text not null check (form in ('deliberation', 'statement')),
  held_on date not null,
  minutes_number text not null check (length(minutes_number) between 3 and 60),
  invited int not null check (invited >= 0),
  attended int not null check (attended >= 0),
  attended_women int not null check (attended_women between 0 and attended),
  by_account bigint not null references account,
  at timestamptz not null,
  check (form = 'statement' or attended >= 3)
);
create index deliberation_by_village on deliberation (village_no, held_on);
comment on table deliberation is
  'policy: region; a village deliberation with its attendance, or the statement of the village head (SPTJM), append-only';

create table deliberation_decision (
  deliberation_no bigint not null references deliberation,
  case_id bigint not null references case_file,
  decision text not null check (decision in ('agreed', 'declined')),
  votes_for int not null check (votes_for >= 0),
  votes_against int not null check (votes_against >= 0),
  dissent text[] not null default '{}',
  primary key (deliberation_no, case_id)
);
create index deliberation_decision_by_case on deliberation_decision (case_id);
comment on table deliberation_decision is 'policy: region; what a deliberation said of one case, with its dissent, append-only';

create table aid_proposal_finding (
  case_id bigint not null references case_file,
  finding_id bigint not null references finding,
  primary key (case_id, finding_id)
);
create index aid_proposal_finding_by_finding on aid_proposal_finding (finding_id);
comment on table aid_proposal_finding is 'policy: region; the findings that a proposal became when it was handed over';

do $$
declare
  t text;
begin
  foreach t in array array['aid_proposal', 'ground_check', 'ground_check_answer', 'deliberation', 'deliberation_decision',
      'aid_proposal_finding'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('create policy worker_read on %I for select to dtsen_worker using (true)', t);
    execute format('grant select on %I to dtsen_app, dtsen_worker', t);
  end loop;
  execute format('create policy region_read on ground_check for select to dtsen_app using ((%s or %s) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''family'', family_id, family_id)))',
    region_clause('village_no', 'read-proposal'), region_clause('domicile_village_no', 'read-proposal'));
end $$;
create policy region_read on aid_proposal for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = aid_proposal.case_id));
create policy region_read on ground_check_answer for select to dtsen_app
  using (exists (select from dtsen.ground_check g where g.check_no = ground_check_answer.check_no)
    and (unit = 'family' or (select dtsen.holds('order-suppression')) or not dtsen_policy.is_hidden('person', unit_id, null)));
create policy region_read on deliberation_decision for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = deliberation_decision.case_id));
create policy region_read on deliberation for select to dtsen_app
  using (exists (select from dtsen.deliberation_decision x where x.deliberation_no = deliberation.deliberation_no));
create policy region_read on aid_proposal_finding for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = aid_proposal_finding.case_id));

drop policy region_read on case_file;
do $$
begin
  execute format('create policy region_read on case_file for select to dtsen_app using ('
    '(kind = ''pbi-reactivation'' and (%s or %s) or kind = ''holder-change'' and (%s or %s) or kind = ''aid-proposal'' and (%s or %s)) '
    'and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''person'', person_id, family_id)))',
    region_clause('village_no', 'read-reactivation'), region_clause('domicile_village_no', 'read-reactivation'),
    region_clause('village_no', 'read-holder'), region_clause('domicile_village_no', 'read-holder'),
    region_clause('village_no', 'read-proposal'), region_clause('domicile_village_no', 'read-proposal'));
end $$;
