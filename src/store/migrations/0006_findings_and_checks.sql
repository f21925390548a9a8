-- Urgent facts between versions, laid over the projection; checks that people must decide.

create table finding (
  finding_id bigint generated always as identity primary key,
  unit text not null check (unit in ('family', 'person')),
  unit_id bigint not null,
  family_id bigint not null,
  kind text not null check (kind in
    ('still-here', 'moved', 'deceased', 'duplicate', 'well-off', 'correction', 'refused-aid')),
  -- For corrections: id of the variable and its place (from 1) in facts, with the confirmed value.
  variable_id text,
  fact_place int,
  fact_value int,
  village_no bigint not null,
  -- For moves: where the family lives now.
  domicile_village_no bigint not null,
  observed_on date not null,
  note text,
  recorded_by bigint not null references account,
  recorded_at timestamptz not null default now(),
  -- Two people: in force once another person has confirmed it.
  confirmed_by bigint references account,
  confirmed_at timestamptz,
  answer text check (answer in ('absorbed', 'refused')),
  answered_version_no int references version,
  answer_reason text,
  answered_at timestamptz,
  check (confirmed_by is distinct from recorded_by),
  check ((kind = 'correction') = (fact_place is not null and fact_value is not null))
);
create index finding_by_family on finding (family_id) where answer is null;
create index finding_by_village on finding (village_no);
create index finding_by_domicile on finding (domicile_village_no) where kind = 'moved';
comment on table finding is
  'policy: region; what a visit or a citizen established; in force until a published version answers it (design 5.4)';

create table evidence_check (
  check_id bigint generated always as identity primary key,
  version_no int not null references version,
  family_id bigint not null,
  person_id bigint,
  village_no bigint not null,
  domicile_village_no bigint not null,
  source text not null,
  subject_kind text not null,
  statement text not null,
  amount bigint,
  observed_on date,
  match_probability_milli int not null check (match_probability_milli between 0 and 1000),
  reason text not null check (reason in ('below-threshold', 'too-old', 'contradicts', 'needs-person')),
  state text not null default 'open' check (state in ('open', 'confirmed', 'dismissed')),
  opened_at timestamptz not null default now(),
  decided_by bigint references account,
  decided_at timestamptz,
  decision_reason text
);
create index evidence_check_by_village on evidence_check (village_no) where state = 'open';
create index evidence_check_by_family on evidence_check (family_id);
comment on table evidence_check is
  'policy: region; weak evidence waits here for a person and never excludes by itself';

create table identity_question (
  -- Goes out with the question and comes back with its answer: asked again, it is the same.
  question_id uuid primary key,
  person_id bigint not null,
  -- Null for people outside families: the registry's dead, and whom it does not know.
  family_id bigint,
  version_no int references version,
  village_no bigint not null,
  domicile_village_no bigint not null,
  adapter text not null check (adapter in ('bulk-file', 'web-service', 'manual')),
  asked_by text not null,
  -- The day on which it last left the house; null while it has not, so that it does not count against the quota.
  sent_on date,
  answered_on date
);
create unique index identity_question_open on identity_question (person_id)
  where answered_on is null and adapter <> 'manual';
create index identity_question_sent on identity_question (sent_on);
create index identity_question_waiting on identity_question (person_id, village_no)
  where answered_on is null and adapter <> 'manual';
comment on table identity_question is
  'policy: region; whom Dukcapil was asked about; written by jobs alone; ids only, never what was asked';

create table identity_check (
  check_no bigint generated always as identity primary key,
  person_id bigint not null,
  family_id bigint,
  version_no int references version,
  village_no bigint not null,
  domicile_village_no bigint not null,
  adapter text not null check (adapter in ('bulk-file', 'web-service', 'manual')),
  outcome text not null,
  -- Per field: same, near, different, not-known. Never the value.
  answers jsonb not null default '{}',
  asked_at timestamptz not null default now(),
  recheck_on date,
  -- One answer a question: the same file twice acts once.
  question_id uuid unique references identity_question,
  asked_on date,
  answered_on date not null default (now() at time zone 'Asia/Jakarta')::date,
  -- The delivery by which it reached the lake; null while it waits.
  delivery_no int references delivery
);
create index identity_check_by_person on identity_check (person_id, answered_on, check_no);
-- Lists at the desk: people whose answer is this one, in the order of their ids.
create index identity_check_by_outcome on identity_check (outcome, person_id);
create index identity_check_by_village on identity_check (village_no);
create index identity_check_waiting on identity_check (check_no) where delivery_no is null;
create index identity_check_due on identity_check (recheck_on) where recheck_on is not null;
comment on table identity_check is 'policy: region; what Dukcapil answered about a person, field by field';

create table unidentified_person (
  unidentified_id bigint generated always as identity primary key,
  -- Given by the client so that a message sent twice acts once.
  client_id uuid not null unique,
  name text,
  sex smallint,
  birth_year_estimate int,
  description text,
  village_no bigint not null,
  domicile_village_no bigint not null,
  found_on date not null,
  institution_code text references institution,
  recorded_by bigint not null references account,
  recorded_at timestamptz not null default now(),
  referred_to text,
  referral_due_on date,
  state text not null default 'found' check (state in ('found', 'referred', 'promoted', 'closed')),
  promoted_person_id bigint,
  is_suppressed boolean not null default false
);
create index unidentified_by_village on unidentified_person (village_no);
comment on table unidentified_person is
  'policy: region; people without NIK or KK beside the version, until the civil registry knows them';

create table unidentified_event (
  event_no bigint generated always as identity primary key,
  unidentified_id bigint not null references unidentified_person,
  kind text not null check (kind in ('found', 'referred', 'reminded', 'promoted', 'closed', 'noted')),
  at timestamptz not null default now(),
  by_account bigint references account,
  village_no bigint not null,
  domicile_village_no bigint not null,
  note text,
  person_id bigint
);
create index unidentified_event_by_person on unidentified_event (unidentified_id);
comment on table unidentified_event is 'policy: region; history of an unidentified person, append-only';

create table check_code (
  code_index bytea primary key,
  -- Encrypted, for printing the slip again; the public lookup never reads it.
  code_enc bytea,
  family_id bigint not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  issued_at timestamptz not null default now(),
  issued_by bigint references account,
  revoked_at timestamptz,
  is_suppressed boolean not null default false
);
create index check_code_by_family on check_code (family_id);
create index check_code_hidden on check_code (family_id) where is_suppressed;
comment on table check_code is
  'policy: region; Kode Cek of a family as keyed digest; outlives versions; follows the family (design 5.3)';

create table idempotency_key (
  account_id bigint not null references account,
  key text not null,
  request_sha256 bytea not null,
  status int not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
comment on table idempotency_key is 'policy: self; the answer already given to a message, so that twice acts once';
