-- Made from the catalogue by scripts/schema.ts; never edited by hand. Change a migration, run it again.

table account owned by dtsen_owner, row-level security forced -- policy: self; one named person, never an office
  account_id bigint not null generated always as identity
  username text not null
  person_name text not null
  password_hash text
  totp_secret_enc bytea
  totp_last_step bigint not null default 0
  person_id bigint
  is_demo boolean not null default false
  created_at timestamp with time zone not null default now()
  disabled_at timestamp with time zone
  email text
  phone text
  enrolled_at timestamp with time zone
  CHECK ((username = lower(username)))
  PRIMARY KEY (account_id)
  UNIQUE (username)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy self_confirming for SELECT to dtsen_app using (( SELECT holds('confirm-appointment'::text) AS holds) AND (EXISTS ( SELECT
   FROM appointment p
  WHERE (p.account_id = account.account_id))))
  policy self_oversight for SELECT to dtsen_app using ( SELECT holds('read-officer'::text) AS holds)
  policy self_read for SELECT to dtsen_app using ((account_id = ( SELECT acting_account() AS acting_account)) OR (( SELECT holds('manage-account'::text) AS holds) AND (EXISTS ( SELECT
   FROM appointment p
  WHERE (p.account_id = account.account_id)))))
  grant SELECT (account_id, username, person_name, person_id, is_demo, created_at, disabled_at, email, phone, enrolled_at) to dtsen_app

table acting owned by dtsen_owner, row-level security forced -- policy: vault; who acts in the current transaction, for what, with which rights where; only begin_as writes it
  backend_pid integer not null
  xid xid8 not null
  session_id bigint not null
  account_id bigint not null
  person_id bigint
  purpose_code text not null
  rights text[] not null
  lows bigint[] not null
  highs bigint[] not null
  ranges int8multirange[] not null
  PRIMARY KEY (backend_pid)
  policy owner_all for ALL to dtsen_owner using true with check true

table aid_proposal owned by dtsen_owner, row-level security forced -- policy: region; what a proposal asks for and how it ended; the description of the family is sealed
  case_id bigint not null
  asked_for text not null
  program text
  is_diverted boolean not null default false
  proposer text not null
  channel text not null
  proposer_family_id bigint
  grounds text[] not null
  receipt_index bytea not null
  told_enc bytea
  before_version_no integer
  before_decile smallint
  before_places text[]
  answered_version_no integer
  after_decile smallint
  after_places text[]
  CHECK ((asked_for = ANY (ARRAY['program'::text, 'data-update'::text])))
  CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text])))
  CHECK (((asked_for = 'program'::text) = (program IS NOT NULL)))
  CHECK (((cardinality(grounds) >= 1) AND (cardinality(grounds) <= 5)))
  CHECK ((proposer = ANY (ARRAY['self'::text, 'neighbour'::text, 'officer'::text])))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (case_id)
  UNIQUE (receipt_index)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = aid_proposal.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table appeal owned by dtsen_owner, row-level security forced -- policy: region; which refusal another office is asked to review
  case_id bigint not null
  of_case bigint not null
  channel text not null
  reopens_at jsonb
  CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text])))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (of_case) REFERENCES case_file(case_id)
  PRIMARY KEY (case_id)
  UNIQUE (of_case)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = appeal.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table appointment owned by dtsen_owner, row-level security forced -- policy: assignment; who holds which role where, from when to when, by which decree
  appointment_id bigint not null generated always as identity
  account_id bigint not null
  office_code text not null
  role_code text not null
  region_id integer not null
  village_lo bigint not null
  village_hi bigint not null
  programs text[] not null default '{}'::text[]
  valid_from date not null
  valid_to date not null
  decree text not null
  appointed_by bigint
  confirmed_by bigint
  revoked_at timestamp with time zone
  made_at timestamp with time zone not null default now()
  revoked_by bigint
  revoked_reason text
  CHECK ((valid_from <= valid_to))
  CHECK (((appointed_by IS DISTINCT FROM account_id) AND (confirmed_by IS DISTINCT FROM account_id)))
  CHECK (((confirmed_by IS NULL) OR (confirmed_by IS DISTINCT FROM appointed_by)))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (appointed_by) REFERENCES account(account_id)
  FOREIGN KEY (confirmed_by) REFERENCES account(account_id)
  FOREIGN KEY (office_code) REFERENCES office(office_code)
  FOREIGN KEY (region_id) REFERENCES region(region_id)
  FOREIGN KEY (revoked_by) REFERENCES account(account_id)
  FOREIGN KEY (role_code) REFERENCES role(role_code)
  PRIMARY KEY (appointment_id)
  INDEX appointment_by_account ON dtsen.appointment USING btree (account_id)
  CREATE TRIGGER appointment_keeps_roles_apart BEFORE INSERT OR UPDATE ON dtsen.appointment FOR EACH ROW EXECUTE FUNCTION keep_roles_apart()
  CREATE TRIGGER appointment_stays_settled BEFORE UPDATE ON dtsen.appointment FOR EACH ROW EXECUTE FUNCTION keep_appointment_settled()
  CREATE TRIGGER appointment_takes_another_unit BEFORE UPDATE ON dtsen.appointment FOR EACH ROW EXECUTE FUNCTION keep_units_apart()
  policy assignment_add for INSERT to dtsen_app with check (may_give(role_code, office_code, region_id, village_lo, village_hi) AND (account_id <> ( SELECT acting_account() AS acting_account)) AND (appointed_by = ( SELECT acting_account() AS acting_account)) AND (confirmed_by IS NULL) AND (revoked_at IS NULL))
  policy assignment_change for UPDATE to dtsen_app using (((village_lo >= ( SELECT my_low('confirm-appointment'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('confirm-appointment'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('confirm-appointment'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('confirm-appointment'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('confirm-appointment'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('confirm-appointment'::text) AS my_ranges)))) with check (((village_lo >= ( SELECT my_low('confirm-appointment'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('confirm-appointment'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('confirm-appointment'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('confirm-appointment'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('confirm-appointment'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('confirm-appointment'::text) AS my_ranges))) AND ((revoked_at IS NOT NULL) OR (confirmed_by = ( SELECT acting_account() AS acting_account))))
  policy assignment_oversight for SELECT to dtsen_app using ( SELECT holds('read-officer'::text) AS holds)
  policy assignment_read for SELECT to dtsen_app using ((account_id = ( SELECT acting_account() AS acting_account)) OR (((village_lo >= ( SELECT my_low('manage-account'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('manage-account'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('manage-account'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('manage-account'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('manage-account'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('manage-account'::text) AS my_ranges)))) OR (((village_lo >= ( SELECT my_low('confirm-appointment'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('confirm-appointment'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('confirm-appointment'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('confirm-appointment'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('confirm-appointment'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('confirm-appointment'::text) AS my_ranges)))))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app
  grant INSERT (account_id, office_code, role_code, region_id, village_lo, village_hi, programs, valid_from, valid_to, decree, appointed_by) to dtsen_app
  grant UPDATE (confirmed_by, revoked_at, revoked_by, revoked_reason) to dtsen_app

table area_figure owned by dtsen_owner, row-level security forced -- policy: region; counts of a version by region down to the village; seen by whoever reads figures of the whole of it; no personal data
  version_no integer not null
  area text not null
  digits smallint not null
  village_lo bigint not null
  village_hi bigint not null
  families integer not null
  ages integer[] not null
  median_months integer
  newest_on integer
  asked bigint not null
  missing bigint not null
  moves integer[] not null
  persons_asked bigint not null default 0
  persons_missing bigint not null default 0
  CHECK ((digits = ANY (ARRAY[0, 2, 4, 6, 10])))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, digits, area)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_lo >= ( SELECT my_low('read-figures'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('read-figures'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('read-figures'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('read-figures'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('read-figures'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('read-figures'::text) AS my_ranges))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app

table audit_checkpoint owned by dtsen_owner, row-level security forced -- policy: reference; signed Merkle roots, each naming the one before
  checkpoint_no bigint not null
  from_seq bigint not null
  to_seq bigint not null
  body text not null
  signature text not null
  signed_at timestamp with time zone not null
  PRIMARY KEY (checkpoint_no)
  CREATE TRIGGER audit_checkpoint_append_only BEFORE DELETE OR UPDATE ON dtsen.audit_checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER audit_checkpoint_no_truncate BEFORE TRUNCATE ON dtsen.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy sealer_add for INSERT to dtsen_sealer with check true
  grant INSERT, SELECT to dtsen_sealer
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_worker

table audit_entry owned by dtsen_owner, row-level security forced -- policy: assignment; never the data itself; append-only by grant and by trigger
  entry_no bigint not null generated always as identity
  xid xid8 not null default pg_current_xact_id()
  at timestamp with time zone not null default clock_timestamp()
  account_id bigint default acting_account()
  session_id bigint default acting_session()
  actor text not null default ''::text
  on_behalf_of text
  purpose_code text default acting_purpose()
  act text not null
  subject_kind text not null
  subject_id bigint
  family_id bigint
  village_no bigint
  version_no integer
  fields_class text not null default ''::text
  row_count integer not null default 1
  decision text not null default 'allowed'::text
  request_id text
  detail jsonb not null default '{}'::jsonb
  PRIMARY KEY (entry_no)
  INDEX audit_entry_by_account ON dtsen.audit_entry USING btree (account_id, at) WHERE (account_id IS NOT NULL)
  INDEX audit_entry_by_family ON dtsen.audit_entry USING btree (family_id, at) WHERE (family_id IS NOT NULL)
  INDEX audit_entry_by_subject ON dtsen.audit_entry USING btree (subject_kind, subject_id) WHERE ((subject_kind <> 'family'::text) AND (subject_id IS NOT NULL))
  INDEX audit_entry_by_xid ON dtsen.audit_entry USING btree (xid, entry_no)
  CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE ON dtsen.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON dtsen.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy assignment_add for INSERT to dtsen_app with check (account_id = ( SELECT acting_account() AS acting_account))
  policy assignment_read for SELECT to dtsen_app using ((account_id = ( SELECT acting_account() AS acting_account)) OR (((COALESCE(village_no, (0)::bigint) >= ( SELECT my_low('read-audit'::text) AS my_low)) AND (COALESCE(village_no, (0)::bigint) <= ( SELECT my_high('read-audit'::text) AS my_high))) AND (COALESCE(village_no, (0)::bigint) <@ ( SELECT my_ranges('read-audit'::text) AS my_ranges))) OR (((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)) AND (subject_kind = ANY (ARRAY['family'::text, 'person'::text])) AND (fields_class <> ALL (ARRAY['vault'::text, 'inquiry'::text])) AND (NOT dtsen_policy.is_hidden(subject_kind, subject_id, family_id)) AND ((purpose_code IS DISTINCT FROM 'protection'::text) OR ( SELECT holds('order-suppression'::text) AS holds))) OR ((subject_kind = 'person'::text) AND (subject_id = ( SELECT acting_person() AS acting_person))))
  policy owner_all for ALL to dtsen_owner using true with check true
  policy sealer_read for SELECT to dtsen_auditor, dtsen_sealer using true
  policy worker_add for INSERT to dtsen_worker with check ((account_id IS NULL) AND (actor ~~ 'cli:%'::text))
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant INSERT (actor, on_behalf_of, purpose_code, act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, row_count, decision, request_id, detail) to dtsen_worker
  grant INSERT (on_behalf_of, act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, row_count, decision, request_id, detail) to dtsen_app

table audit_leaf owned by dtsen_owner, row-level security forced -- policy: assignment; the number and digest the sealer gave to an entry
  seq bigint not null
  entry_no bigint not null
  leaf bytea not null
  checkpoint_no bigint not null
  PRIMARY KEY (seq)
  UNIQUE (entry_no)
  CREATE TRIGGER audit_leaf_append_only BEFORE DELETE OR UPDATE ON dtsen.audit_leaf FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER audit_leaf_no_truncate BEFORE TRUNCATE ON dtsen.audit_leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy auditor_read for SELECT to dtsen_auditor using true
  policy owner_all for ALL to dtsen_owner using true with check true
  policy sealer_all for ALL to dtsen_sealer using true with check true
  grant INSERT, SELECT to dtsen_sealer
  grant SELECT to dtsen_auditor

table audit_watermark owned by dtsen_owner, row-level security forced -- policy: assignment; how far sealing has come
  one boolean not null default true
  sealed_xid xid8 not null
  sealed_seq bigint not null
  sealed_at timestamp with time zone not null
  CHECK (one)
  PRIMARY KEY (one)
  policy assignment_read for SELECT to dtsen_app using ( SELECT holds('read-audit'::text) AS holds)
  policy auditor_read for SELECT to dtsen_auditor using true
  policy owner_all for ALL to dtsen_owner using true with check true
  policy sealer_all for ALL to dtsen_sealer using true with check true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT, UPDATE to dtsen_sealer

table book_assignment owned by dtsen_owner, row-level security forced -- policy: assignment; which facilitator looks after which family from when to when; follows the family (design 5.3)
  assignment_no bigint not null generated always as identity
  account_id bigint not null
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  from_on date not null
  ended_on date
  decree text not null
  made_by bigint not null
  made_at timestamp with time zone not null
  ended_by bigint
  CHECK ((ended_on >= from_on))
  CHECK (((ended_on IS NULL) = (ended_by IS NULL)))
  CHECK ((decree ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (ended_by) REFERENCES account(account_id)
  FOREIGN KEY (made_by) REFERENCES account(account_id)
  PRIMARY KEY (assignment_no)
  INDEX book_assignment_of ON dtsen.book_assignment USING btree (account_id) WHERE (ended_on IS NULL)
  UNIQUE INDEX one_facilitator_at_a_time ON dtsen.book_assignment USING btree (family_id) WHERE (ended_on IS NULL)
  policy assignment_read for SELECT to dtsen_app using sees_assignment(book_assignment.*)
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table book_attendance owned by dtsen_owner, row-level security forced -- policy: assignment; who came to a session, append-only: the newest tick stands; absence is asked after and held against nobody
  tick_no bigint not null generated always as identity
  client_id uuid not null
  session_no bigint not null
  family_id bigint not null
  mark text not null
  reason text
  by_account bigint not null
  at timestamp with time zone not null
  CHECK (((reason IS NULL) OR (mark = 'absent'::text)))
  CHECK ((mark = ANY (ARRAY['present'::text, 'absent'::text])))
  CHECK ((reason = ANY (ARRAY['ill'::text, 'working'::text, 'caring'::text, 'too-far'::text, 'not-told'::text, 'other'::text])))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (session_no) REFERENCES book_session(session_no)
  PRIMARY KEY (tick_no)
  UNIQUE (client_id)
  INDEX book_attendance_of ON dtsen.book_attendance USING btree (session_no, family_id, tick_no)
  policy assignment_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM book_assignment a
  WHERE (a.family_id = book_attendance.family_id)))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table book_check owned by dtsen_owner, row-level security forced -- policy: assignment; one look at a commitment of a member in a phase, append-only: the newest of a phase stands
  check_no bigint not null generated always as identity
  client_id uuid not null
  phase text not null
  family_id bigint not null
  person_id bigint not null
  commitment text not null
  due integer not null
  done integer not null
  excuse text
  result text not null
  source text not null
  expected_on date
  on_day date not null
  by_account bigint
  report_no bigint
  at timestamp with time zone not null
  CHECK ((((done >= 0) AND (done <= 366)) AND ((commitment = 'health'::text) OR (done <= due))))
  CHECK (((by_account IS NULL) <> (report_no IS NULL)))
  CHECK ((commitment = ANY (ARRAY['school'::text, 'health'::text])))
  CHECK (((due >= 0) AND (due <= 366)))
  CHECK ((excuse = ANY (ARRAY['sick'::text, 'disaster'::text, 'out-of-reach'::text, 'moved'::text, 'data-error'::text])))
  CHECK ((phase ~ '^20[0-9]{2}-q[1-4]$'::text))
  CHECK ((result = ANY (ARRAY['met'::text, 'not-met'::text, 'excused'::text, 'unknown'::text])))
  CHECK ((source = ANY (ARRAY['dapodik'::text, 'emis'::text, 'health-office'::text, 'school-letter'::text, 'health-book'::text, 'visit'::text])))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (report_no) REFERENCES commitment_report(report_no)
  PRIMARY KEY (check_no)
  UNIQUE (client_id)
  INDEX book_check_of ON dtsen.book_check USING btree (family_id, phase)
  UNIQUE INDEX one_check_a_report ON dtsen.book_check USING btree (report_no, person_id, commitment) WHERE (report_no IS NOT NULL)
  policy assignment_read for SELECT to dtsen_app using ((EXISTS ( SELECT
   FROM book_assignment a
  WHERE (a.family_id = book_check.family_id))) AND (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id)))
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_add for INSERT to dtsen_worker with check ((report_no IS NOT NULL) AND (by_account IS NULL))
  policy worker_read for SELECT to dtsen_worker using true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app

table book_group owned by dtsen_owner, row-level security forced -- policy: assignment; a group of families that meets for sessions (P2K2)
  group_no bigint not null generated always as identity
  client_id uuid not null
  account_id bigint not null
  village_no bigint not null
  name text not null
  made_at timestamp with time zone not null
  CHECK (((length(name) >= 3) AND (length(name) <= 60)))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  PRIMARY KEY (group_no)
  UNIQUE (client_id)
  policy assignment_read for SELECT to dtsen_app using (((account_id = ( SELECT acting_account() AS acting_account)) AND (((village_no >= ( SELECT my_low('keep-book'::text) AS my_low)) AND (village_no <= ( SELECT my_high('keep-book'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('keep-book'::text) AS my_ranges)))) OR (((village_no >= ( SELECT my_low('oversee-book'::text) AS my_low)) AND (village_no <= ( SELECT my_high('oversee-book'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('oversee-book'::text) AS my_ranges))))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table book_group_family owned by dtsen_owner, row-level security forced -- policy: assignment; the families of a group; follows the family
  group_no bigint not null
  family_id bigint not null
  FOREIGN KEY (group_no) REFERENCES book_group(group_no)
  PRIMARY KEY (group_no, family_id)
  policy assignment_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM book_assignment a
  WHERE (a.family_id = book_group_family.family_id)))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table book_session owned by dtsen_owner, row-level security forced -- policy: assignment; a family development session: when, where, which module
  session_no bigint not null generated always as identity
  client_id uuid not null
  group_no bigint not null
  held_on date not null
  starts_at text not null
  module text not null
  place text not null
  by_account bigint not null
  at timestamp with time zone not null
  CHECK ((module = ANY (ARRAY['parenting'::text, 'money'::text, 'health'::text, 'child-protection'::text, 'social-welfare'::text, 'stunting'::text, 'disaster'::text])))
  CHECK (((length(place) >= 3) AND (length(place) <= 60)))
  CHECK ((starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (group_no) REFERENCES book_group(group_no)
  PRIMARY KEY (session_no)
  UNIQUE (client_id)
  INDEX book_session_of ON dtsen.book_session USING btree (group_no, held_on)
  policy assignment_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM book_group g
  WHERE (g.group_no = book_session.group_no)))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table book_unreached owned by dtsen_owner, row-level security forced -- policy: assignment; villages out of reach of a school or facility, from when to when
  village_no bigint not null
  commitment text not null
  from_on date not null
  to_on date
  decree text not null
  by_account bigint not null
  CHECK ((to_on >= from_on))
  CHECK ((commitment = ANY (ARRAY['school'::text, 'health'::text])))
  CHECK ((decree ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  PRIMARY KEY (village_no, commitment, from_on)
  policy assignment_read for SELECT to dtsen_app using ((((village_no >= ( SELECT my_low('keep-book'::text) AS my_low)) AND (village_no <= ( SELECT my_high('keep-book'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('keep-book'::text) AS my_ranges))) OR (((village_no >= ( SELECT my_low('oversee-book'::text) AS my_low)) AND (village_no <= ( SELECT my_high('oversee-book'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('oversee-book'::text) AS my_ranges))))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table book_warning owned by dtsen_owner, row-level security forced -- policy: assignment; a warning about one commitment of one member, rung by rung; never the end of a membership
  warning_no bigint not null generated always as identity
  client_id uuid not null
  family_id bigint not null
  person_id bigint not null
  commitment text not null
  village_no bigint not null
  state text not null
  answer_until date
  suspends text
  CHECK (((suspends IS NULL) OR (state = ANY (ARRAY['announced'::text, 'announced-heard'::text, 'ended'::text]))))
  CHECK ((commitment = ANY (ARRAY['school'::text, 'health'::text])))
  CHECK ((state = ANY (ARRAY['first'::text, 'first-heard'::text, 'second'::text, 'second-heard'::text, 'proposed'::text, 'proposed-heard'::text, 'announced'::text, 'announced-heard'::text, 'cleared'::text, 'ended'::text])))
  CHECK ((suspends ~ '^20[0-9]{2}-q[1-4]$'::text))
  PRIMARY KEY (warning_no)
  UNIQUE (client_id)
  INDEX book_warning_of ON dtsen.book_warning USING btree (family_id)
  UNIQUE INDEX one_warning_at_a_time ON dtsen.book_warning USING btree (person_id, commitment) WHERE (state <> ALL (ARRAY['cleared'::text, 'ended'::text]))
  policy assignment_read for SELECT to dtsen_app using ((EXISTS ( SELECT
   FROM book_assignment a
  WHERE (a.family_id = book_warning.family_id))) AND (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id)))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table book_warning_event owned by dtsen_owner, row-level security forced -- policy: assignment; the book of a warning, append-only
  event_no bigint not null generated always as identity
  warning_no bigint not null
  act text not null
  reason text
  check_no bigint
  letter text
  letter_on date
  on_day date not null
  at timestamp with time zone not null
  by_account bigint not null
  CHECK ((((letter IS NULL) = (letter_on IS NULL)) AND (letter_on <= on_day)))
  CHECK (((check_no IS NULL) = (act <> ALL (ARRAY['send-first'::text, 'send-second'::text, 'propose'::text]))))
  CHECK ((letter ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  CHECK ((reason ~ '^[a-z][a-z-]{2,39}$'::text))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (check_no) REFERENCES book_check(check_no)
  FOREIGN KEY (warning_no) REFERENCES book_warning(warning_no)
  PRIMARY KEY (event_no)
  UNIQUE (check_no)
  INDEX book_warning_event_of ON dtsen.book_warning_event USING btree (warning_no, event_no)
  policy assignment_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM book_warning w
  WHERE (w.warning_no = book_warning_event.warning_no)))
  policy owner_all for ALL to dtsen_owner using true with check true
  grant SELECT to dtsen_app

table candidate owned by dtsen_owner, row-level security forced -- policy: vault; who stands on a list of candidates; ids only; read by functions of the two sides alone; append-only
  list_no bigint not null
  candidate_no integer not null
  unit text not null
  unit_id bigint not null
  family_id bigint not null
  village_no bigint not null
  CHECK ((candidate_no > 0))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (list_no) REFERENCES candidate_list(list_no)
  PRIMARY KEY (list_no, candidate_no)
  UNIQUE (list_no, unit, unit_id)
  INDEX candidate_of_family ON dtsen.candidate USING btree (family_id)
  CREATE TRIGGER candidate_append_only BEFORE DELETE OR UPDATE ON dtsen.candidate FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER candidate_no_truncate BEFORE TRUNCATE ON dtsen.candidate FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true

table candidate_answer owned by dtsen_owner, row-level security forced -- policy: vault; what was decided of each candidate, and who was added; ids and codes; append-only
  result_no bigint not null
  unit text not null
  unit_id bigint not null
  family_id bigint not null
  village_no bigint not null
  candidate_no integer
  answer text not null
  reason_code text
  note text
  receives text[] not null default '{}'::text[]
  CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'added'::text])))
  CHECK (((answer = 'added'::text) = (candidate_no IS NULL)))
  CHECK (((answer <> 'declined'::text) OR (reason_code IS NOT NULL)))
  CHECK (((answer <> 'added'::text) OR (length(TRIM(BOTH FROM COALESCE(note, ''::text))) >= 10)))
  CHECK ((length(note) <= 300))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (result_no) REFERENCES candidate_result(result_no)
  PRIMARY KEY (result_no, unit, unit_id)
  INDEX candidate_answer_of_family ON dtsen.candidate_answer USING btree (family_id)
  CREATE TRIGGER candidate_answer_append_only BEFORE DELETE OR UPDATE ON dtsen.candidate_answer FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER candidate_answer_no_truncate BEFORE TRUNCATE ON dtsen.candidate_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true

table candidate_list owned by dtsen_owner, row-level security forced -- policy: vault; lists of candidates handed over to another determiner, with who signed; read by functions of the two sides alone; append-only
  list_no bigint not null generated always as identity
  determination_no bigint not null
  area text not null
  village_lo bigint not null
  village_hi bigint not null
  note_number text not null
  handed_on date not null
  giver_name text not null
  giver_office text not null
  receiver_name text not null
  receiver_office text not null
  units integer not null
  villages integer not null
  made_by bigint not null
  made_at timestamp with time zone not null default now()
  CHECK (((area = 'ID'::text) OR (area ~ '^([0-9]{2}|[0-9]{4}|[0-9]{10})$'::text)))
  CHECK ((village_hi >= village_lo))
  CHECK (((length(giver_name) >= 3) AND (length(giver_name) <= 120)))
  CHECK (((length(giver_office) >= 3) AND (length(giver_office) <= 120)))
  CHECK (((length(note_number) >= 5) AND (length(note_number) <= 120)))
  CHECK (((length(receiver_name) >= 3) AND (length(receiver_name) <= 120)))
  CHECK (((length(receiver_office) >= 3) AND (length(receiver_office) <= 120)))
  CHECK ((units > 0))
  CHECK ((villages > 0))
  FOREIGN KEY (determination_no) REFERENCES determination(determination_no)
  FOREIGN KEY (made_by) REFERENCES account(account_id)
  PRIMARY KEY (list_no)
  UNIQUE (note_number)
  CREATE TRIGGER candidate_list_append_only BEFORE DELETE OR UPDATE ON dtsen.candidate_list FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER candidate_list_no_truncate BEFORE TRUNCATE ON dtsen.candidate_list FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true

table candidate_list_word owned by dtsen_owner, row-level security forced -- policy: vault; what was said of a list of candidates, one word after the other; append-only
  word_no bigint not null generated always as identity
  list_no bigint not null
  state text not null
  account_id bigint not null
  list_sha256 text
  reason text
  at timestamp with time zone not null default now()
  CHECK (((state = 'made'::text) = (list_sha256 IS NOT NULL)))
  CHECK (((state <> 'withdrawn'::text) OR (length(TRIM(BOTH FROM COALESCE(reason, ''::text))) >= 20)))
  CHECK ((list_sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK ((length(reason) <= 500))
  CHECK ((state = ANY (ARRAY['made'::text, 'received'::text, 'withdrawn'::text])))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (list_no) REFERENCES candidate_list(list_no)
  PRIMARY KEY (word_no)
  INDEX candidate_list_word_of ON dtsen.candidate_list_word USING btree (list_no, word_no)
  CREATE TRIGGER candidate_list_word_append_only BEFORE DELETE OR UPDATE ON dtsen.candidate_list_word FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER candidate_list_word_no_truncate BEFORE TRUNCATE ON dtsen.candidate_list_word FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER candidate_list_word_order BEFORE INSERT ON dtsen.candidate_list_word FOR EACH ROW EXECUTE FUNCTION keep_candidate_list_order()
  policy owner_all for ALL to dtsen_owner using true with check true

table candidate_refusal owned by dtsen_owner, row-level security forced -- policy: vault; rows of a result that were not taken: where and why; append-only
  result_no bigint not null
  row_no integer not null
  column_name text not null
  reason text not null
  FOREIGN KEY (result_no) REFERENCES candidate_result(result_no)
  PRIMARY KEY (result_no, row_no)
  CREATE TRIGGER candidate_refusal_append_only BEFORE DELETE OR UPDATE ON dtsen.candidate_refusal FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER candidate_refusal_no_truncate BEFORE TRUNCATE ON dtsen.candidate_refusal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true

table candidate_result owned by dtsen_owner, row-level security forced -- policy: vault; results received back for lists of candidates: act, minutes, counts; the latest of a list is in force; append-only
  result_no bigint not null generated always as identity
  list_no bigint not null
  sha256 text not null
  way text not null
  act_number text not null
  act_signed_on date not null
  minutes_number text
  minutes_held_on date
  attended integer
  dissent integer
  dissent_note text
  supersedes bigint
  reason text
  rows_read integer not null
  accepted integer not null
  declined integer not null
  added integer not null
  refused integer not null
  recorded_by bigint not null
  recorded_at timestamp with time zone not null default now()
  CHECK (((length(act_number) >= 5) AND (length(act_number) <= 120)))
  CHECK ((attended > 0))
  CHECK ((((minutes_number IS NULL) = (minutes_held_on IS NULL)) AND ((minutes_number IS NULL) = (attended IS NULL)) AND ((minutes_number IS NULL) = (dissent IS NULL))))
  CHECK ((dissent <= attended))
  CHECK ((minutes_held_on <= act_signed_on))
  CHECK (((supersedes IS NULL) OR (length(TRIM(BOTH FROM COALESCE(reason, ''::text))) >= 20)))
  CHECK ((((accepted + declined) + added) > 0))
  CHECK ((dissent >= 0))
  CHECK ((length(dissent_note) <= 500))
  CHECK (((length(minutes_number) >= 3) AND (length(minutes_number) <= 120)))
  CHECK ((length(reason) <= 500))
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK ((way = ANY (ARRAY['file'::text, 'form'::text])))
  FOREIGN KEY (list_no) REFERENCES candidate_list(list_no)
  FOREIGN KEY (recorded_by) REFERENCES account(account_id)
  FOREIGN KEY (supersedes) REFERENCES candidate_result(result_no)
  PRIMARY KEY (result_no)
  UNIQUE (list_no, sha256)
  UNIQUE (supersedes)
  CREATE TRIGGER candidate_result_append_only BEFORE DELETE OR UPDATE ON dtsen.candidate_result FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER candidate_result_kept BEFORE INSERT ON dtsen.candidate_result FOR EACH ROW EXECUTE FUNCTION keep_candidate_result()
  CREATE TRIGGER candidate_result_no_truncate BEFORE TRUNCATE ON dtsen.candidate_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true

table card_holder owned by dtsen_owner, row-level security forced -- policy: region; who holds the card on which a family's aid is paid, from when to when; ids only; follows the family (design 5.3)
  role_no bigint not null generated always as identity
  family_id bigint not null
  program text not null
  person_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  held_from date not null
  held_until date
  source text not null
  report_no bigint
  case_id bigint
  end_reason text
  CHECK ((held_until >= held_from))
  CHECK (((held_until IS NULL) = (end_reason IS NULL)))
  CHECK (((source = 'payment-report'::text) = (report_no IS NOT NULL)))
  CHECK (((source = 'case'::text) = (case_id IS NOT NULL)))
  CHECK ((end_reason = ANY (ARRAY['changed'::text, 'reported'::text, 'sole-member-died'::text])))
  CHECK ((source = ANY (ARRAY['payment-report'::text, 'case'::text])))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (report_no) REFERENCES payment_report(report_no)
  PRIMARY KEY (role_no)
  INDEX card_holder_by_person ON dtsen.card_holder USING btree (person_id) WHERE (held_until IS NULL)
  UNIQUE INDEX one_card_holder_at_a_time ON dtsen.card_holder USING btree (family_id, program) WHERE (held_until IS NULL)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT (dtsen_policy.is_hidden('family'::text, family_id, family_id) OR dtsen_policy.is_hidden('person'::text, person_id, family_id)))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table case_contact owned by dtsen_owner, row-level security forced -- policy: vault; a telephone that whoever holds the number of a case left to be told by, sealed; reached by public functions and the sender alone
  contact_no bigint not null generated always as identity
  client_id uuid not null
  case_id bigint not null
  channel text not null
  language text not null
  phone_enc bytea
  phone_index bytea not null
  tail text not null
  code_index bytea not null
  code_until timestamp with time zone not null
  code_tries integer not null default 0
  asked_at timestamp with time zone not null
  proved_at timestamp with time zone
  stopped_at timestamp with time zone
  stopped_by text
  is_due boolean not null default false
  CHECK ((channel = ANY (ARRAY['sms'::text, 'whatsapp'::text])))
  CHECK (((stopped_at IS NULL) = (stopped_by IS NULL)))
  CHECK (((NOT is_due) OR ((proved_at IS NOT NULL) AND (stopped_at IS NULL))))
  CHECK ((language = ANY (ARRAY['id'::text, 'en'::text])))
  CHECK ((stopped_by = ANY (ARRAY['holder'::text, 'replaced'::text, 'unreachable'::text, 'lapsed'::text, 'over'::text])))
  CHECK ((tail ~ '^[0-9]{3}$'::text))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (contact_no)
  UNIQUE (client_id)
  INDEX case_contact_by_case ON dtsen.case_contact USING btree (case_id)
  INDEX case_contact_due ON dtsen.case_contact USING btree (contact_no) WHERE is_due
  INDEX case_contact_sealed ON dtsen.case_contact USING btree (asked_at) WHERE (phone_enc IS NOT NULL)
  UNIQUE INDEX one_contact_at_a_time ON dtsen.case_contact USING btree (case_id) WHERE ((proved_at IS NOT NULL) AND (stopped_at IS NULL))
  policy owner_all for ALL to dtsen_owner using true with check true

table case_event owned by dtsen_owner, row-level security forced -- policy: region; the book of a case, append-only
  event_no bigint not null generated always as identity
  case_id bigint not null
  act text not null
  step text not null
  reason text
  reference text
  reference_on date
  at timestamp with time zone not null
  by_account bigint
  CHECK ((act = ANY (ARRAY['pass'::text, 'return'::text, 'pause'::text, 'resume'::text, 'refuse'::text, 'withdraw'::text, 'escalate'::text, 'reopen'::text])))
  CHECK (
CASE act
    WHEN 'escalate'::text THEN (by_account IS NULL)
    WHEN 'withdraw'::text THEN true
    ELSE (by_account IS NOT NULL)
END)
  CHECK ((reason ~ '^[a-z][a-z-]{2,39}$'::text))
  CHECK (((length(reference) >= 3) AND (length(reference) <= 60)))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (event_no)
  INDEX case_event_by_case ON dtsen.case_event USING btree (case_id, event_no)
  CREATE TRIGGER events_are_told AFTER INSERT ON dtsen.case_event REFERENCING NEW TABLE AS new_event FOR EACH STATEMENT EXECUTE FUNCTION mark_contacts()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = case_event.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table case_file owned by dtsen_owner, row-level security forced -- policy: region; one question about somebody: whose turn it is and until when; follows the person (design 5.3)
  case_id bigint not null generated always as identity
  kind text not null
  client_id uuid not null
  request_sha256 bytea not null
  family_id bigint
  person_id bigint
  village_no bigint not null
  domicile_village_no bigint not null
  urgency text not null
  opened_at timestamp with time zone not null
  opened_by bigint
  state text not null
  step text not null
  holder_institution text not null
  holder_tier text not null
  level integer not null default 0
  since timestamp with time zone not null
  due_at timestamp with time zone
  reason text
  is_called_out boolean not null default false
  rules text[] not null default '{}'::text[]
  CHECK ((holder_tier = ANY (ARRAY['nation'::text, 'province'::text, 'regency'::text, 'district'::text, 'village'::text])))
  CHECK ((kind = ANY (ARRAY['pbi-reactivation'::text, 'holder-change'::text, 'aid-proposal'::text, 'objection'::text, 'resignation'::text, 'complaint'::text, 'appeal'::text])))
  CHECK ((level >= 0))
  CHECK ((state = ANY (ARRAY['open'::text, 'returned'::text, 'paused'::text, 'done'::text, 'refused'::text, 'withdrawn'::text])))
  CHECK ((urgency = ANY (ARRAY['emergency'::text, 'continuing'::text, 'planned'::text])))
  CHECK (((opened_by IS NOT NULL) OR (kind = ANY (ARRAY['holder-change'::text, 'aid-proposal'::text, 'objection'::text, 'resignation'::text, 'complaint'::text, 'appeal'::text]))))
  FOREIGN KEY (holder_institution) REFERENCES institution(institution_code)
  FOREIGN KEY (opened_by) REFERENCES account(account_id)
  PRIMARY KEY (case_id)
  UNIQUE (client_id)
  INDEX case_file_by_person ON dtsen.case_file USING btree (person_id)
  INDEX case_file_by_village ON dtsen.case_file USING btree (village_no, state)
  INDEX case_file_due ON dtsen.case_file USING btree (kind, due_at) WHERE ((due_at IS NOT NULL) AND (NOT is_called_out) AND (state = ANY (ARRAY['open'::text, 'returned'::text, 'paused'::text])))
  UNIQUE INDEX one_aid_proposal_at_a_time ON dtsen.case_file USING btree (family_id) WHERE ((kind = 'aid-proposal'::text) AND (state = ANY (ARRAY['open'::text, 'returned'::text, 'paused'::text])))
  UNIQUE INDEX one_holder_change_at_a_time ON dtsen.case_file USING btree (family_id) WHERE ((kind = 'holder-change'::text) AND (state = ANY (ARRAY['open'::text, 'returned'::text, 'paused'::text])))
  UNIQUE INDEX one_objection_at_a_time ON dtsen.case_file USING btree (family_id) WHERE ((kind = 'objection'::text) AND (state = ANY (ARRAY['open'::text, 'returned'::text, 'paused'::text])))
  UNIQUE INDEX one_resignation_at_a_time ON dtsen.case_file USING btree (family_id) WHERE ((kind = 'resignation'::text) AND (state = ANY (ARRAY['open'::text, 'returned'::text, 'paused'::text])))
  CREATE TRIGGER appeal_is_followed AFTER UPDATE OF state ON dtsen.case_file FOR EACH ROW WHEN (((new.kind = 'appeal'::text) AND (new.state = 'done'::text) AND (old.state <> 'done'::text))) EXECUTE FUNCTION follow_appeal()
  CREATE TRIGGER case_keeps_rules BEFORE INSERT ON dtsen.case_file FOR EACH ROW EXECUTE FUNCTION follow_region_rules()
  CREATE TRIGGER handed_over_is_followed AFTER UPDATE OF step ON dtsen.case_file FOR EACH ROW WHEN (((new.kind = ANY (ARRAY['aid-proposal'::text, 'objection'::text])) AND (new.step = 'register'::text) AND (new.state = 'open'::text) AND (old.step <> 'register'::text))) EXECUTE FUNCTION follow_handed_over()
  CREATE TRIGGER holder_change_is_followed AFTER UPDATE OF state ON dtsen.case_file FOR EACH ROW WHEN ((new.kind = 'holder-change'::text)) EXECUTE FUNCTION follow_holder_change()
  CREATE TRIGGER objection_is_heard AFTER UPDATE OF step ON dtsen.case_file FOR EACH ROW WHEN (((new.kind = 'objection'::text) AND (new.step = 'hearing'::text) AND (old.step <> 'hearing'::text))) EXECUTE FUNCTION open_hearing()
  CREATE TRIGGER reactivation_is_confirmed BEFORE UPDATE ON dtsen.case_file FOR EACH ROW WHEN (((new.kind = 'pbi-reactivation'::text) AND (new.state = 'done'::text) AND (old.state <> 'done'::text))) EXECUTE FUNCTION confirm_reactivation()
  CREATE TRIGGER resignation_is_followed AFTER UPDATE OF step ON dtsen.case_file FOR EACH ROW WHEN (((new.kind = 'resignation'::text) AND (new.step <> old.step))) EXECUTE FUNCTION follow_resignation()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using ((((kind = 'pbi-reactivation'::text) AND ((((village_no >= ( SELECT my_low('read-reactivation'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-reactivation'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-reactivation'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-reactivation'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-reactivation'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-reactivation'::text) AS my_ranges))))) OR ((kind = 'holder-change'::text) AND ((((village_no >= ( SELECT my_low('read-holder'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-holder'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-holder'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-holder'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-holder'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-holder'::text) AS my_ranges))))) OR ((kind = 'aid-proposal'::text) AND ((((village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges))))) OR ((kind = 'objection'::text) AND ((((village_no >= ( SELECT my_low('read-objection'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-objection'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-objection'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-objection'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-objection'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-objection'::text) AS my_ranges))))) OR ((kind = 'resignation'::text) AND ((((village_no >= ( SELECT my_low('read-resignation'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-resignation'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-resignation'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-resignation'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-resignation'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-resignation'::text) AS my_ranges))))) OR ((kind = 'complaint'::text) AND ((((village_no >= ( SELECT my_low('read-complaint'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-complaint'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-complaint'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-complaint'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-complaint'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-complaint'::text) AS my_ranges)))) AND ((NOT ('province-examines'::text = ANY (rules))) OR ( SELECT holds('read-complaint-above'::text) AS holds))) OR ((kind = 'appeal'::text) AND ((((village_no >= ( SELECT my_low('read-appeal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-appeal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-appeal'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-appeal'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-appeal'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-appeal'::text) AS my_ranges)))))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table case_finding owned by dtsen_owner, row-level security forced -- policy: region; the findings that a case became when it was handed over
  case_id bigint not null
  finding_id bigint not null
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (finding_id) REFERENCES finding(finding_id)
  PRIMARY KEY (case_id, finding_id)
  INDEX aid_proposal_finding_by_finding ON dtsen.case_finding USING btree (finding_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = case_finding.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table case_follow_up owned by dtsen_owner, row-level security forced -- policy: region; versions after a reactivation in which somebody confirmed that the family's data was updated
  case_id bigint not null
  version_no integer not null
  confirmed_by bigint not null
  confirmed_at timestamp with time zone not null
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (confirmed_by) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (case_id, version_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = case_follow_up.case_id)))
  grant SELECT to dtsen_app

table case_notice owned by dtsen_owner, row-level security forced -- policy: region; who was called because a clock ran out, and who has seen it
  notice_no bigint not null generated always as identity
  case_id bigint not null
  event_no bigint not null
  to_institution text not null
  to_tier text not null
  at timestamp with time zone not null
  seen_by bigint
  seen_at timestamp with time zone
  CHECK (((seen_by IS NULL) = (seen_at IS NULL)))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (event_no) REFERENCES case_event(event_no)
  FOREIGN KEY (seen_by) REFERENCES account(account_id)
  FOREIGN KEY (to_institution) REFERENCES institution(institution_code)
  PRIMARY KEY (notice_no)
  UNIQUE (event_no)
  INDEX case_notice_by_case ON dtsen.case_notice USING btree (case_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = case_notice.case_id)))
  grant SELECT to dtsen_app

table case_way owned by dtsen_owner, row-level security forced -- policy: reference; kinds of case, by which right one is seen and taken back, from the law book
  kind text not null
  read_right text not null
  withdraw_right text not null
  PRIMARY KEY (kind)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table case_way_call owned by dtsen_owner, row-level security forced -- policy: reference; whom a clock calls at each step and each wait of a kind of case, from the law book
  kind text not null
  waits boolean not null
  name text not null
  level integer not null
  institution text not null
  tier text not null
  CHECK ((level >= 1))
  FOREIGN KEY (institution) REFERENCES institution(institution_code)
  PRIMARY KEY (kind, waits, name, level)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table case_way_reason owned by dtsen_owner, row-level security forced -- policy: reference; reasons of each kind of case and the steps at which they hold, from the law book
  kind text not null
  act text not null
  reason text not null
  steps text[] not null
  back_to text
  right_code text
  ends_aid boolean not null
  CHECK ((act = ANY (ARRAY['return'::text, 'pause'::text, 'refuse'::text])))
  PRIMARY KEY (kind, act, reason)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table case_way_step owned by dtsen_owner, row-level security forced -- policy: reference; the steps of each kind of case, from the law book
  kind text not null
  step text not null
  place integer not null
  right_code text
  needs_reference boolean not null
  same_hands boolean not null
  asked_by text
  CHECK ((place >= 1))
  PRIMARY KEY (kind, step)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table check_code owned by dtsen_owner, row-level security forced -- policy: region; Kode Cek of a family as keyed digest; outlives versions; follows the family (design 5.3)
  code_index bytea not null
  code_enc bytea
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  issued_at timestamp with time zone not null default now()
  issued_by bigint
  revoked_at timestamp with time zone
  is_suppressed boolean not null default false
  FOREIGN KEY (issued_by) REFERENCES account(account_id)
  PRIMARY KEY (code_index)
  INDEX check_code_by_family ON dtsen.check_code USING btree (family_id)
  INDEX check_code_hidden ON dtsen.check_code USING btree (family_id) WHERE is_suppressed
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_add for INSERT to dtsen_app with check (((village_no >= ( SELECT my_low('issue-check-code'::text) AS my_low)) AND (village_no <= ( SELECT my_high('issue-check-code'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('issue-check-code'::text) AS my_ranges)) AND (issued_by = ( SELECT acting_account() AS acting_account)) AND (EXISTS ( SELECT
   FROM family f
  WHERE ((f.family_id = check_code.family_id) AND (f.village_no = check_code.village_no)))))
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND ((NOT is_suppressed) OR ( SELECT holds('order-suppression'::text) AS holds)))
  policy region_revoke for UPDATE to dtsen_app using (((village_no >= ( SELECT my_low('issue-check-code'::text) AS my_low)) AND (village_no <= ( SELECT my_high('issue-check-code'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('issue-check-code'::text) AS my_ranges))) with check (((village_no >= ( SELECT my_low('issue-check-code'::text) AS my_low)) AND (village_no <= ( SELECT my_high('issue-check-code'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('issue-check-code'::text) AS my_ranges)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT to dtsen_app
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant UPDATE (revoked_at) to dtsen_app

table closed_day owned by dtsen_owner, row-level security forced -- policy: reference; national holidays and common leave, from the law book
  day date not null
  legal_basis text not null
  PRIMARY KEY (day)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table commitment_refusal owned by dtsen_owner, row-level security forced -- policy: assignment; why a row of a report of commitments was not taken; never a number or name of anybody
  report_no bigint not null
  row_no bigint not null
  column_name text not null
  reason text not null
  FOREIGN KEY (report_no) REFERENCES commitment_report(report_no)
  PRIMARY KEY (report_no, row_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT to dtsen_worker

table commitment_report owned by dtsen_owner, row-level security forced -- policy: reference; a file of a school registry or health office: of which day, how many rows; names of nobody; append-only
  report_no bigint not null generated always as identity
  source text not null
  phase text not null
  reported_on date not null
  sha256 text not null
  version_no integer not null
  received_by text not null
  received_at timestamp with time zone not null default now()
  rows_read integer not null
  rows_refused integer not null
  people integer not null
  not_met integer not null
  CHECK ((phase ~ '^20[0-9]{2}-q[1-4]$'::text))
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK ((source = ANY (ARRAY['dapodik'::text, 'emis'::text, 'health-office'::text])))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (report_no)
  UNIQUE (sha256, source, phase)
  CREATE TRIGGER commitment_report_append_only BEFORE DELETE OR UPDATE ON dtsen.commitment_report FOR EACH ROW EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_add for INSERT to dtsen_worker with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table complainant owned by dtsen_owner, row-level security forced -- policy: region; whose Kode Cek complained; for whoever examines
  case_id bigint not null
  family_id bigint not null
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (case_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE ((c.case_id = complainant.case_id) AND ((c.village_no <@ ( SELECT my_ranges('read-complainant'::text) AS my_ranges)) OR (c.domicile_village_no <@ ( SELECT my_ranges('read-complainant'::text) AS my_ranges))))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table complaint owned by dtsen_owner, row-level security forced -- policy: region; what is complained of, about which kind of office, and what was done; never who complains
  case_id bigint not null
  topics text[] not null
  party text not null
  program text
  channel text not null
  outside_number text
  happened_on date
  amount_rupiah bigint
  is_threatened boolean not null
  receipt_index bytea not null
  told_enc bytea
  redress text
  CHECK ((amount_rupiah > 0))
  CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text, 'hotline'::text, 'sp4n-lapor'::text, 'whatsapp'::text])))
  CHECK (((length(outside_number) >= 3) AND (length(outside_number) <= 40)))
  CHECK ((party = ANY (ARRAY['village'::text, 'facilitator'::text, 'payer'::text, 'social-office'::text, 'unknown'::text])))
  CHECK ((redress = ANY (ARRAY['aid-paid'::text, 'card-returned'::text, 'money-returned'::text, 'conduct-ended'::text, 'handed-to-police'::text, 'explained'::text])))
  CHECK (((cardinality(topics) >= 1) AND (cardinality(topics) <= 5)))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (case_id)
  UNIQUE (channel, outside_number)
  UNIQUE (receipt_index)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = complaint.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table correction_proposal owned by dtsen_owner, row-level security forced -- policy: region; what a family says of a fact of its own explanation; an officer's decision makes it a finding or gives a reason
  proposal_id bigint not null generated always as identity
  receipt_index bytea not null
  client_id uuid not null
  family_id bigint not null
  unit text not null
  unit_id bigint not null
  variable_id text
  asked_about text not null
  ground text not null
  proposed_value integer
  version_no integer not null
  village_no bigint not null
  domicile_village_no bigint not null
  received_on date not null
  received_at timestamp with time zone not null default now()
  decision text
  refusal text
  finding_id bigint
  decided_by bigint
  decided_at timestamp with time zone
  CHECK (((decision = 'refused'::text) = (refusal IS NOT NULL)))
  CHECK (((decision = 'recorded'::text) = (finding_id IS NOT NULL)))
  CHECK (((decision IS NULL) = (decided_by IS NULL)))
  CHECK ((decision = ANY (ARRAY['recorded'::text, 'refused'::text])))
  CHECK ((ground = ANY (ARRAY['wrong'::text, 'changed'::text])))
  CHECK ((refusal = ANY (ARRAY['as-recorded'::text, 'says-the-same'::text, 'other-family'::text, 'taken-back'::text])))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (decided_by) REFERENCES account(account_id)
  FOREIGN KEY (finding_id) REFERENCES finding(finding_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (proposal_id)
  UNIQUE (client_id)
  UNIQUE (receipt_index)
  INDEX correction_proposal_by_village ON dtsen.correction_proposal USING btree (village_no)
  UNIQUE INDEX correction_proposal_open ON dtsen.correction_proposal USING btree (family_id, unit, unit_id, asked_about) WHERE (decision IS NULL)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_decide for UPDATE to dtsen_app using (((village_no >= ( SELECT my_low('record-finding'::text) AS my_low)) AND (village_no <= ( SELECT my_high('record-finding'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('record-finding'::text) AS my_ranges)) AND (decision IS NULL)) with check (((village_no >= ( SELECT my_low('record-finding'::text) AS my_low)) AND (village_no <= ( SELECT my_high('record-finding'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('record-finding'::text) AS my_ranges)) AND (decided_by = ( SELECT acting_account() AS acting_account)))
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('family'::text, family_id, family_id))))
  policy worklist_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-worklist'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-worklist'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-worklist'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-worklist'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-worklist'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-worklist'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('family'::text, family_id, family_id))))
  grant SELECT to dtsen_app
  grant UPDATE (decision, refusal, finding_id, decided_by, decided_at) to dtsen_app

table crisis owned by dtsen_owner, row-level security forced -- policy: region; a declared emergency and its temporary program, with the days and status that its last confirmed act gave it
  crisis_no bigint not null generated always as identity
  client_id uuid not null
  kind text not null
  name text not null
  status text not null
  start_on date not null
  end_on date not null
  clock_village bigint not null
  rule jsonb not null
  budget_rupiah bigint not null
  spent_rupiah bigint not null default 0
  version_no integer not null
  made_by bigint not null
  is_confirmed boolean not null default false
  well_off_from integer not null
  sample_least integer not null
  audit_opened_at timestamp with time zone
  reported_by bigint
  reported_at timestamp with time zone
  report_paper text
  CHECK (((spent_rupiah >= 0) AND (spent_rupiah <= budget_rupiah)))
  CHECK (((end_on >= start_on) AND (end_on <= (start_on + 366))))
  CHECK ((kind = ANY (ARRAY['flood'::text, 'landslide'::text, 'earthquake'::text, 'tsunami'::text, 'eruption'::text, 'drought'::text, 'fire'::text, 'storm'::text, 'outbreak'::text, 'social'::text])))
  CHECK (((length(name) >= 3) AND (length(name) <= 80)))
  CHECK ((report_paper ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  CHECK (((sample_least >= 1) AND (sample_least <= 10000)))
  CHECK ((status = ANY (ARRAY['response'::text, 'transition'::text])))
  CHECK (((well_off_from >= 1) AND (well_off_from <= 10)))
  FOREIGN KEY (made_by) REFERENCES account(account_id)
  FOREIGN KEY (reported_by) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (crisis_no)
  UNIQUE (client_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM crisis_area a
  WHERE (a.crisis_no = crisis.crisis_no)))
  grant SELECT to dtsen_app

table crisis_act owned by dtsen_owner, row-level security forced -- policy: region; legal acts that declare, extend or end an emergency, each answered by a second person
  crisis_no bigint not null
  act_no integer not null
  act text not null
  paper text not null
  signed_on date not null
  status text not null
  end_on date not null
  proposed_by bigint not null
  proposed_at timestamp with time zone not null default now()
  confirm_before timestamp with time zone not null
  answer text
  answered_by bigint
  answered_at timestamp with time zone
  CHECK ((act = ANY (ARRAY['declare'::text, 'extend'::text, 'end'::text])))
  CHECK ((answer = ANY (ARRAY['confirmed'::text, 'refused'::text])))
  CHECK ((confirm_before <= (proposed_at + '48:00:00'::interval)))
  CHECK (((answer IS NULL) = (answered_by IS NULL)))
  CHECK ((paper ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  CHECK ((status = ANY (ARRAY['response'::text, 'transition'::text])))
  CHECK (((answer IS DISTINCT FROM 'confirmed'::text) OR (answered_by <> proposed_by)))
  FOREIGN KEY (answered_by) REFERENCES account(account_id)
  FOREIGN KEY (crisis_no) REFERENCES crisis(crisis_no)
  FOREIGN KEY (proposed_by) REFERENCES account(account_id)
  PRIMARY KEY (crisis_no, act_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM crisis_area a
  WHERE (a.crisis_no = crisis_act.crisis_no)))
  grant SELECT to dtsen_app

table crisis_area owned by dtsen_owner, row-level security forced -- policy: region; regions that a declared emergency names
  crisis_no bigint not null
  village_lo bigint not null
  village_hi bigint not null
  CHECK ((village_hi >= village_lo))
  FOREIGN KEY (crisis_no) REFERENCES crisis(crisis_no)
  PRIMARY KEY (crisis_no, village_lo, village_hi)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (( SELECT my_ranges('read-crisis'::text) AS my_ranges) && int8range(village_lo, village_hi, '[]'::text))
  grant SELECT to dtsen_app

table crisis_audit owned by dtsen_owner, row-level security forced -- policy: region; rows that the audit after an emergency looks at, why, and what was found
  crisis_no bigint not null
  row_no bigint not null
  reasons text[] not null
  finding text
  found_by bigint
  found_at timestamp with time zone
  CHECK ((finding = ANY (ARRAY['in-order'::text, 'not-there'::text, 'not-entitled'::text, 'double'::text, 'wrong-amount'::text, 'no-proof'::text])))
  CHECK ((cardinality(reasons) > 0))
  FOREIGN KEY (crisis_no) REFERENCES crisis(crisis_no)
  FOREIGN KEY (found_by) REFERENCES account(account_id)
  FOREIGN KEY (row_no) REFERENCES crisis_row(row_no)
  PRIMARY KEY (crisis_no, row_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM crisis_row r
  WHERE (r.row_no = crisis_audit.row_no)))
  grant SELECT to dtsen_app

table crisis_event owned by dtsen_owner, row-level security forced -- policy: region; the book of an emergency list: checks, hand-outs and findings of the audit, append-only
  event_no bigint not null generated always as identity
  client_id uuid not null
  crisis_no bigint not null
  row_no bigint not null
  act text not null
  word text
  damage integer
  item_no integer
  persons integer
  amount_rupiah bigint
  subject bigint not null
  at timestamp with time zone not null default now()
  by_account bigint not null
  CHECK ((act = ANY (ARRAY['check'::text, 'hand-out'::text, 'out-of-budget'::text, 'find'::text])))
  CHECK ((word ~ '^[a-z][a-z-]{2,39}$'::text))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (crisis_no) REFERENCES crisis(crisis_no)
  FOREIGN KEY (row_no) REFERENCES crisis_row(row_no)
  PRIMARY KEY (event_no)
  UNIQUE (client_id)
  INDEX crisis_event_by_row ON dtsen.crisis_event USING btree (row_no, event_no)
  UNIQUE INDEX handed_out_once ON dtsen.crisis_event USING btree (crisis_no, item_no, subject) WHERE (act = 'hand-out'::text)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM crisis_row r
  WHERE (r.row_no = crisis_event.row_no)))
  grant SELECT to dtsen_app

table crisis_item owned by dtsen_owner, row-level security forced -- policy: region; what a temporary program hands out, per family or person
  crisis_no bigint not null
  item_no integer not null
  kind text not null
  unit text not null
  amount_rupiah bigint not null
  from_damage integer not null default 0
  CHECK (((amount_rupiah >= 0) AND (amount_rupiah <= 1000000000)))
  CHECK (((from_damage >= 0) AND (from_damage <= 3)))
  CHECK ((kind = ANY (ARRAY['cash'::text, 'food'::text, 'hygiene'::text, 'shelter'::text, 'house-repair'::text, 'death-grant'::text])))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (crisis_no) REFERENCES crisis(crisis_no)
  PRIMARY KEY (crisis_no, item_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM crisis_area a
  WHERE (a.crisis_no = crisis_item.crisis_no)))
  grant SELECT to dtsen_app

table crisis_row owned by dtsen_owner, row-level security forced -- policy: region; the emergency list: families of a version and people added on the spot, as last checked; no names; follows the family
  row_no bigint not null generated always as identity
  crisis_no bigint not null
  family_id bigint
  unidentified_id bigint
  village_no bigint not null
  from_village_no bigint
  size integer not null
  is_well_off boolean not null default false
  added_by bigint
  state text not null default 'unverified'::text
  damage integer not null default 0
  moved_to bigint
  checked_by bigint
  checked_at timestamp with time zone
  CHECK (((family_id IS NULL) = (unidentified_id IS NOT NULL)))
  CHECK (((unidentified_id IS NULL) = (added_by IS NULL)))
  CHECK (((damage >= 0) AND (damage <= 3)))
  CHECK (((size >= 1) AND (size <= 50)))
  CHECK ((state = ANY (ARRAY['unverified'::text, 'here'::text, 'moved'::text, 'dead'::text, 'double'::text])))
  FOREIGN KEY (added_by) REFERENCES account(account_id)
  FOREIGN KEY (checked_by) REFERENCES account(account_id)
  FOREIGN KEY (crisis_no) REFERENCES crisis(crisis_no)
  FOREIGN KEY (unidentified_id) REFERENCES unidentified_person(unidentified_id)
  PRIMARY KEY (row_no)
  UNIQUE (crisis_no, family_id)
  INDEX crisis_row_by_village ON dtsen.crisis_row USING btree (crisis_no, village_no, row_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_no >= ( SELECT my_low('read-crisis'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-crisis'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-crisis'::text) AS my_ranges)) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('family'::text, family_id, family_id))))
  grant SELECT to dtsen_app

table decree owned by dtsen_owner, row-level security forced -- policy: reference; acts of law that a program's list was signed by, each with the version it keeps; names of nobody; append-only
  decree_no bigint not null generated always as identity
  program_code text not null
  version_no integer not null
  act_number text not null
  signed_on date not null
  recorded_by bigint not null
  recorded_at timestamp with time zone not null default now()
  CHECK (((length(TRIM(BOTH FROM act_number)) >= 5) AND (length(TRIM(BOTH FROM act_number)) <= 120)))
  FOREIGN KEY (recorded_by) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (decree_no)
  UNIQUE (program_code, act_number)
  CREATE TRIGGER decree_attached AFTER INSERT ON dtsen.decree FOR EACH ROW EXECUTE FUNCTION attach_decree()
  CREATE TRIGGER decree_of_its_determiner BEFORE INSERT ON dtsen.decree FOR EACH ROW EXECUTE FUNCTION keep_decree_to_its_determiner()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table deliberation owned by dtsen_owner, row-level security forced -- policy: region; a village deliberation with its attendance, or the statement of the village head (SPTJM), append-only
  deliberation_no bigint not null generated always as identity
  client_id uuid not null
  request_sha256 bytea not null
  village_no bigint not null
  form text not null
  held_on date not null
  minutes_number text not null
  invited integer not null
  attended integer not null
  attended_women integer not null
  by_account bigint not null
  at timestamp with time zone not null
  meeting_no bigint
  CHECK ((attended >= 0))
  CHECK (((attended_women >= 0) AND (attended_women <= attended)))
  CHECK (((form = 'statement'::text) OR (attended >= 3)))
  CHECK ((form = ANY (ARRAY['deliberation'::text, 'statement'::text])))
  CHECK ((invited >= 0))
  CHECK (((length(minutes_number) >= 3) AND (length(minutes_number) <= 60)))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (meeting_no) REFERENCES village_meeting(meeting_no)
  PRIMARY KEY (deliberation_no)
  UNIQUE (client_id)
  INDEX deliberation_by_account ON dtsen.deliberation USING btree (by_account)
  INDEX deliberation_by_meeting ON dtsen.deliberation USING btree (meeting_no)
  INDEX deliberation_by_village ON dtsen.deliberation USING btree (village_no, held_on)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM deliberation_decision x
  WHERE (x.deliberation_no = deliberation.deliberation_no)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table deliberation_decision owned by dtsen_owner, row-level security forced -- policy: region; what a deliberation said of one case, with its dissent, append-only
  deliberation_no bigint not null
  case_id bigint not null
  decision text not null
  votes_for integer not null
  votes_against integer not null
  dissent text[] not null default '{}'::text[]
  CHECK ((decision = ANY (ARRAY['agreed'::text, 'declined'::text])))
  CHECK ((votes_against >= 0))
  CHECK ((votes_for >= 0))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (deliberation_no) REFERENCES deliberation(deliberation_no)
  PRIMARY KEY (deliberation_no, case_id)
  INDEX deliberation_decision_by_case ON dtsen.deliberation_decision USING btree (case_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = deliberation_decision.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table delivery owned by dtsen_owner, row-level security forced -- policy: assignment; one delivered file; the same file twice acts once; commit point of receiving
  delivery_no integer not null generated by default as identity
  source text not null
  delivery_set text not null
  edition text not null default ''::text
  as_of date not null
  file_name text not null
  file_bytes bigint not null default 0
  sha256 text not null
  layout text not null default ''::text
  state text not null default 'accepted'::text
  problem text
  rows_received bigint not null default 0
  rows_accepted bigint not null default 0
  rows_refused bigint not null default 0
  refused_by_rule jsonb not null default '{}'::jsonb
  key_id text
  retention_until date
  received_by text not null
  received_at timestamp with time zone not null default now()
  destroyed_at timestamp with time zone
  goes_on_from integer
  rows_repeated bigint not null default 0
  CHECK (((state = 'refused'::text) OR (rows_received = (rows_accepted + rows_refused))))
  CHECK ((goes_on_from < delivery_no))
  CHECK ((rows_repeated <= rows_accepted))
  CHECK (((goes_on_from IS NOT NULL) OR (rows_repeated = 0)))
  CHECK ((delivery_set = ANY (ARRAY['person'::text, 'family'::text, 'evidence'::text, 'survey'::text, 'identity'::text])))
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK ((state = ANY (ARRAY['accepted'::text, 'refused'::text, 'withdrawn'::text])))
  FOREIGN KEY (goes_on_from) REFERENCES delivery(delivery_no)
  FOREIGN KEY (source) REFERENCES source_owner(source)
  PRIMARY KEY (delivery_no)
  UNIQUE INDEX delivery_once ON dtsen.delivery USING btree (sha256, source, delivery_set) WHERE (state = 'accepted'::text)
  policy assignment_read for SELECT to dtsen_app using (( SELECT holds('read-figures'::text) AS holds) OR ( SELECT holds('receive-delivery'::text) AS holds))
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table determination owned by dtsen_owner, row-level security forced -- policy: reference; what was proposed of a program's list of a version: counts and digests, of nobody; append-only
  determination_no bigint not null generated always as identity
  program_code text not null
  version_no integer not null
  kind text not null
  ruleset_id text not null
  outcome_sha256 text not null
  quotas_sha256 text not null
  quotas_are_example boolean not null
  draw_key text not null
  determiner text not null
  counts jsonb not null
  regencies jsonb not null
  amount_rupiah bigint not null
  public_code text not null default replace((gen_random_uuid())::text, '-'::text, ''::text)
  proposed_by bigint not null
  proposed_at timestamp with time zone not null default now()
  CHECK ((kind = ANY (ARRAY['decree'::text, 'candidates'::text])))
  FOREIGN KEY (proposed_by) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (determination_no)
  UNIQUE (public_code)
  CREATE TRIGGER determination_append_only BEFORE DELETE OR UPDATE ON dtsen.determination FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER determination_no_truncate BEFORE TRUNCATE ON dtsen.determination FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table determination_letter owned by dtsen_owner, row-level security forced -- policy: reference; which letters were made of a determination: digests of their annexes and counts, of nobody; append-only
  determination_no bigint not null
  area text not null
  annex_sha256 text not null
  recipients integer not null
  villages integer not null
  made_by bigint not null
  made_at timestamp with time zone not null default now()
  CHECK ((annex_sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK (((area = 'ID'::text) OR (area ~ '^[0-9]{4}$'::text)))
  CHECK ((recipients >= 0))
  CHECK ((villages >= 0))
  FOREIGN KEY (determination_no) REFERENCES determination(determination_no)
  FOREIGN KEY (made_by) REFERENCES account(account_id)
  PRIMARY KEY (determination_no, area, annex_sha256)
  CREATE TRIGGER determination_letter_append_only BEFORE DELETE OR UPDATE ON dtsen.determination_letter FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER determination_letter_no_truncate BEFORE TRUNCATE ON dtsen.determination_letter FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table determination_word owned by dtsen_owner, row-level security forced -- policy: reference; what people said of a determination, one word after the other; the last is where it stands; append-only
  word_no bigint not null generated always as identity
  determination_no bigint not null
  state text not null
  account_id bigint not null
  reason text
  decree_no bigint
  at timestamp with time zone not null default now()
  CHECK (((state <> ALL (ARRAY['returned'::text, 'revoked'::text])) OR (length(TRIM(BOTH FROM COALESCE(reason, ''::text))) >= 20)))
  CHECK (((state = 'decreed'::text) = (decree_no IS NOT NULL)))
  CHECK ((length(reason) <= 500))
  CHECK ((state = ANY (ARRAY['proposed'::text, 'returned'::text, 'approved'::text, 'decreed'::text, 'superseded'::text, 'revoked'::text])))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (decree_no) REFERENCES decree(decree_no)
  FOREIGN KEY (determination_no) REFERENCES determination(determination_no)
  PRIMARY KEY (word_no)
  INDEX determination_word_of ON dtsen.determination_word USING btree (determination_no, word_no)
  CREATE TRIGGER determination_word_append_only BEFORE DELETE OR UPDATE ON dtsen.determination_word FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER determination_word_no_truncate BEFORE TRUNCATE ON dtsen.determination_word FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER determination_word_order BEFORE INSERT ON dtsen.determination_word FOR EACH ROW EXECUTE FUNCTION keep_determination_order()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table enrolment owned by dtsen_owner, row-level security forced -- policy: vault; codes with which a named person chooses a password; digests only
  enrolment_id bigint not null generated always as identity
  account_id bigint not null
  code_sha256 bytea not null
  made_by bigint
  made_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  totp_secret_enc bytea
  used_at timestamp with time zone
  cancelled_at timestamp with time zone
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (made_by) REFERENCES account(account_id)
  PRIMARY KEY (enrolment_id)
  UNIQUE (code_sha256)
  INDEX enrolment_by_account ON dtsen.enrolment USING btree (account_id) WHERE ((used_at IS NULL) AND (cancelled_at IS NULL))
  policy owner_all for ALL to dtsen_owner using true with check true

table evidence_check owned by dtsen_owner, row-level security forced -- policy: region; weak evidence waits here for a person and never excludes by itself
  check_id bigint not null generated always as identity
  version_no integer not null
  family_id bigint not null
  person_id bigint
  village_no bigint not null
  domicile_village_no bigint not null
  source text not null
  subject_kind text not null
  statement text not null
  amount bigint
  observed_on date
  match_probability_milli integer not null
  reason text not null
  state text not null default 'open'::text
  opened_at timestamp with time zone not null default now()
  decided_by bigint
  decided_at timestamp with time zone
  decision_reason text
  confirmed_by bigint
  confirmed_at timestamp with time zone
  second_reason text
  earlier jsonb not null default '[]'::jsonb
  CHECK (((match_probability_milli >= 0) AND (match_probability_milli <= 1000)))
  CHECK ((reason = ANY (ARRAY['below-threshold'::text, 'too-old'::text, 'contradicts'::text, 'needs-person'::text])))
  CHECK (((confirmed_by IS NULL) OR (state = 'confirmed'::text)))
  CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'dismissed'::text])))
  CHECK ((confirmed_by <> decided_by))
  FOREIGN KEY (confirmed_by) REFERENCES account(account_id)
  FOREIGN KEY (decided_by) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (check_id)
  INDEX evidence_check_by_family ON dtsen.evidence_check USING btree (family_id)
  INDEX evidence_check_by_village ON dtsen.evidence_check USING btree (village_no) WHERE (state = 'open'::text)
  INDEX evidence_check_set_aside ON dtsen.evidence_check USING btree (person_id) WHERE (state = 'dismissed'::text)
  CREATE TRIGGER evidence_check_keeps_answers BEFORE UPDATE ON dtsen.evidence_check FOR EACH ROW EXECUTE FUNCTION keep_check_answers()
  CREATE TRIGGER evidence_check_leaves_out BEFORE INSERT ON dtsen.evidence_check FOR EACH ROW EXECUTE FUNCTION leave_out_erased()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_decide for UPDATE to dtsen_app using (((village_no >= ( SELECT my_low('decide-check'::text) AS my_low)) AND (village_no <= ( SELECT my_high('decide-check'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('decide-check'::text) AS my_ranges))) with check (((village_no >= ( SELECT my_low('decide-check'::text) AS my_low)) AND (village_no <= ( SELECT my_high('decide-check'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('decide-check'::text) AS my_ranges)) AND ((( SELECT acting_account() AS acting_account) = decided_by) OR (( SELECT acting_account() AS acting_account) = confirmed_by)))
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id))))
  policy worker_all for ALL to dtsen_worker using true with check true
  policy worklist_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-worklist'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-worklist'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-worklist'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-worklist'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-worklist'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-worklist'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id))))
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant UPDATE (state, decided_by, decided_at, decision_reason, confirmed_by, second_reason) to dtsen_app

table evidence_file owned by dtsen_owner, row-level security forced -- policy: region; scans of signed papers and photos of visits, sealed, append-only
  file_no bigint not null generated always as identity
  client_id uuid not null
  request_sha256 bytea not null
  deliberation_no bigint
  check_no bigint
  kind text not null
  media text not null
  came_sha256 bytea not null
  kept_sha256 bytea not null
  byte_count integer not null
  sealed bytea
  by_account bigint not null
  at timestamp with time zone not null
  CHECK (((byte_count >= 1) AND (byte_count <= 8388608)))
  CHECK ((length(came_sha256) = 32))
  CHECK ((num_nonnulls(deliberation_no, check_no) = 1))
  CHECK (
CASE
    WHEN (check_no IS NULL) THEN (kind = ANY (ARRAY['minutes'::text, 'attendance'::text, 'statement'::text]))
    ELSE (kind = ANY (ARRAY['house-front'::text, 'house-inside'::text, 'asset'::text]))
END)
  CHECK ((length(kept_sha256) = 32))
  CHECK ((media = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text])))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (check_no) REFERENCES ground_check(check_no)
  FOREIGN KEY (deliberation_no) REFERENCES deliberation(deliberation_no)
  PRIMARY KEY (file_no)
  UNIQUE (client_id)
  INDEX evidence_file_by_account ON dtsen.evidence_file USING btree (by_account)
  INDEX evidence_file_by_check ON dtsen.evidence_file USING btree (check_no, file_no)
  INDEX evidence_file_by_deliberation ON dtsen.evidence_file USING btree (deliberation_no, file_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((deliberation_no IS NOT NULL) AND (EXISTS ( SELECT
   FROM deliberation d
  WHERE (d.deliberation_no = evidence_file.deliberation_no)))) OR ((check_no IS NOT NULL) AND (EXISTS ( SELECT
   FROM ground_check g
  WHERE (g.check_no = evidence_file.check_no)))))
  grant SELECT to dtsen_app

table explanation_code owned by dtsen_owner, row-level security forced -- policy: vault; Kode Penjelasan as keyed digest, for days; opens the family's own explanation through public_open_explanation alone
  code_index bytea not null
  family_id bigint not null
  person_id bigint not null
  village_no bigint not null
  issued_at timestamp with time zone not null default now()
  issued_by bigint not null
  expires_at timestamp with time zone not null
  revoked_at timestamp with time zone
  FOREIGN KEY (issued_by) REFERENCES account(account_id)
  PRIMARY KEY (code_index)
  INDEX explanation_code_in_force ON dtsen.explanation_code USING btree (family_id) WHERE (revoked_at IS NULL)
  policy owner_all for ALL to dtsen_owner using true with check true

table family owned by dtsen_owner, row-level security forced -- policy: region; one family (keluarga, one KK) of a projected version
  version_no integer not null
  family_id bigint not null
  head_person_id bigint
  size smallint not null
  village_no bigint not null
  domicile_village_no bigint not null
  kk_enc bytea
  kk_index bytea
  head_name text
  address text
  rt text
  rw text
  latitude integer
  longitude integer
  facts_as_of integer
  facts integer[] not null
  score bigint
  decile_national smallint
  decile_province smallint
  decile_regency smallint
  percentile smallint
  place_band smallint[]
  model_id text
  sources jsonb not null default '{}'::jsonb
  is_suppressed boolean not null default false
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (family_id = ANY (( SELECT my_arrivals('read-family'::text) AS my_arrivals)::bigint[]))) AND ((NOT is_suppressed) OR ( SELECT holds('order-suppression'::text) AS holds)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table family_passage owned by dtsen_owner, row-level security forced -- policy: vault; read by questions about a version of before; ids only
  version_no integer not null
  passed_in integer not null
  from_family_id bigint not null
  to_family_id bigint not null
  is_parted smallint not null
  CHECK ((is_parted = ANY (ARRAY[0, 1])))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, from_family_id, to_family_id, passed_in)
  INDEX family_passage_back ON dtsen.family_passage USING btree (to_family_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT to dtsen_worker

table family_redirect owned by dtsen_owner, row-level security forced -- policy: vault; read by public_check_codes and by suppression; ids only
  version_no integer not null
  from_family_id bigint not null
  to_family_id bigint not null
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, from_family_id)
  INDEX family_redirect_back ON dtsen.family_redirect USING btree (to_family_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker

table finding owned by dtsen_owner, row-level security forced -- policy: region; what a visit or a citizen established; in force until a published version answers it (design 5.4)
  finding_id bigint not null generated always as identity
  unit text not null
  unit_id bigint not null
  family_id bigint not null
  kind text not null
  variable_id text
  fact_place integer
  fact_value integer
  village_no bigint not null
  domicile_village_no bigint not null
  observed_on date not null
  note text
  recorded_by bigint not null
  recorded_at timestamp with time zone not null default now()
  confirmed_by bigint
  confirmed_at timestamp with time zone
  answer text
  answered_version_no integer
  answer_reason text
  answered_at timestamp with time zone
  CHECK ((answer = ANY (ARRAY['absorbed'::text, 'refused'::text])))
  CHECK ((confirmed_by IS DISTINCT FROM recorded_by))
  CHECK (((kind = 'correction'::text) = ((fact_place IS NOT NULL) AND (fact_value IS NOT NULL))))
  CHECK ((kind = ANY (ARRAY['still-here'::text, 'moved'::text, 'deceased'::text, 'duplicate'::text, 'well-off'::text, 'correction'::text, 'refused-aid'::text])))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (answered_version_no) REFERENCES version(version_no)
  FOREIGN KEY (confirmed_by) REFERENCES account(account_id)
  FOREIGN KEY (recorded_by) REFERENCES account(account_id)
  PRIMARY KEY (finding_id)
  INDEX finding_by_domicile ON dtsen.finding USING btree (domicile_village_no) WHERE (kind = 'moved'::text)
  INDEX finding_by_family ON dtsen.finding USING btree (family_id) WHERE (answer IS NULL)
  INDEX finding_by_village ON dtsen.finding USING btree (village_no)
  CREATE TRIGGER finding_takes_two BEFORE UPDATE OF confirmed_by ON dtsen.finding FOR EACH ROW WHEN (((new.confirmed_by IS NOT NULL) AND (old.confirmed_by IS NULL))) EXECUTE FUNCTION finding_takes_two()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_add for INSERT to dtsen_app with check (((village_no >= ( SELECT my_low('record-finding'::text) AS my_low)) AND (village_no <= ( SELECT my_high('record-finding'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('record-finding'::text) AS my_ranges)) AND (recorded_by = ( SELECT acting_account() AS acting_account)) AND (confirmed_by IS NULL) AND (answer IS NULL) AND (EXISTS ( SELECT
   FROM family f
  WHERE ((f.family_id = finding.family_id) AND (f.village_no = finding.village_no)))))
  policy region_confirm for UPDATE to dtsen_app using (((village_no >= ( SELECT my_low('confirm-finding'::text) AS my_low)) AND (village_no <= ( SELECT my_high('confirm-finding'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('confirm-finding'::text) AS my_ranges))) with check (((village_no >= ( SELECT my_low('confirm-finding'::text) AS my_low)) AND (village_no <= ( SELECT my_high('confirm-finding'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('confirm-finding'::text) AS my_ranges)) AND (confirmed_by = ( SELECT acting_account() AS acting_account)))
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden(unit, unit_id, family_id))))
  policy worker_all for ALL to dtsen_worker using true with check true
  policy worklist_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-worklist'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-worklist'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-worklist'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-worklist'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-worklist'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-worklist'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden(unit, unit_id, family_id))))
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant INSERT (unit, unit_id, family_id, kind, variable_id, fact_place, fact_value, village_no, domicile_village_no, observed_on, note, recorded_by) to dtsen_app
  grant UPDATE (confirmed_by, confirmed_at) to dtsen_app

table finding_answer owned by dtsen_owner, row-level security forced -- policy: assignment; prepared beside the version, copied to finding when it is published, taken back when it is withdrawn
  version_no integer not null
  finding_id bigint not null
  answer text not null
  reason text not null
  answered_by text
  answered_at timestamp with time zone not null default now()
  CHECK ((answer = ANY (ARRAY['absorbed'::text, 'refused'::text])))
  CHECK (((answer = 'absorbed'::text) OR (answered_by IS NOT NULL)))
  FOREIGN KEY (finding_id) REFERENCES finding(finding_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, finding_id)
  policy assignment_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM finding f
  WHERE (f.finding_id = finding_answer.finding_id)))
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table gate_override owned by dtsen_owner, row-level security forced -- policy: reference; who answers for a version whose gate failed, and why; two different people each; append-only
  version_no integer not null
  gate text not null
  account_id bigint not null
  reason text not null
  at timestamp with time zone not null default now()
  CHECK ((length(TRIM(BOTH FROM reason)) >= 20))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (version_no, gate) REFERENCES version_gate(version_no, gate)
  PRIMARY KEY (version_no, gate, account_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table ground_check owned by dtsen_owner, row-level security forced -- policy: region; a visit at home, append-only; where it was is sealed
  check_no bigint not null generated always as identity
  client_id uuid not null
  request_sha256 bytea not null
  case_id bigint
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  visited_on date not null
  outcome text not null
  respondent text
  is_agreed boolean not null default false
  offered_on date
  location_enc bytea
  by_account bigint not null
  at timestamp with time zone not null
  CHECK (((outcome = 'met'::text) = (respondent IS NOT NULL)))
  CHECK (((outcome <> 'not-met'::text) OR (offered_on IS NOT NULL)))
  CHECK (((outcome <> 'met'::text) OR is_agreed))
  CHECK ((outcome = ANY (ARRAY['met'::text, 'not-met'::text, 'refused'::text, 'not-here'::text])))
  CHECK ((respondent = ANY (ARRAY['head'::text, 'spouse'::text, 'member'::text, 'other-adult'::text])))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (check_no)
  UNIQUE (client_id)
  INDEX ground_check_by_case ON dtsen.ground_check USING btree (case_id)
  INDEX ground_check_by_family ON dtsen.ground_check USING btree (family_id, visited_on)
  INDEX ground_check_by_village ON dtsen.ground_check USING btree (village_no, visited_on)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges)))) AND ((case_id IS NULL) OR (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = ground_check.case_id)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('family'::text, family_id, family_id))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table ground_check_answer owned by dtsen_owner, row-level security forced -- policy: region; what a visit found, fact by fact, append-only
  check_no bigint not null
  unit text not null
  unit_id bigint not null
  variable_id text not null
  fact_place integer not null
  value integer not null
  recorded integer
  CHECK ((fact_place >= 1))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (check_no) REFERENCES ground_check(check_no)
  PRIMARY KEY (check_no, unit, unit_id, variable_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using ((EXISTS ( SELECT
   FROM ground_check g
  WHERE (g.check_no = ground_check_answer.check_no))) AND ((unit = 'family'::text) OR ( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('person'::text, unit_id, NULL::bigint))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table header_mapping owned by dtsen_owner, row-level security forced -- policy: reference; saved header mapping per source; no personal data
  source text not null
  delivery_set text not null
  delivered_header text not null
  layout_header text not null
  saved_by text not null
  saved_at timestamp with time zone not null default now()
  CHECK ((delivery_set = ANY (ARRAY['person'::text, 'family'::text, 'evidence'::text, 'survey'::text, 'identity'::text])))
  FOREIGN KEY (source) REFERENCES source_owner(source)
  PRIMARY KEY (source, delivery_set, delivered_header)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table hidden_unit owned by dtsen_vault, row-level security forced -- policy: vault; written by mark_suppressed alone, read by policies alone; ids only
  unit text not null
  unit_id bigint not null
  PRIMARY KEY (unit, unit_id)
  policy owner_all for ALL to dtsen_vault using true with check true

table holder_change owned by dtsen_owner, row-level security forced -- policy: region; why a card needs another holder, and whom the family names; ids only
  case_id bigint not null
  reason text not null
  known_from text not null
  proposal text
  proposed_person_id bigint
  changed_on date
  CHECK (((proposal <> 'nobody'::text) OR (proposed_person_id IS NULL)))
  CHECK ((known_from = ANY (ARRAY['register'::text, 'officer'::text])))
  CHECK ((proposal = ANY (ARRAY['person'::text, 'nobody'::text])))
  CHECK ((reason = ANY (ARRAY['dead'::text, 'left-card'::text, 'away'::text, 'unable'::text, 'family-wish'::text])))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (case_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = holder_change.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table holder_look owned by dtsen_owner, row-level security forced -- policy: assignment; up to where holders were looked through; no personal data
  one boolean not null default true
  version_no integer not null
  report_no bigint not null
  finding_at timestamp with time zone not null
  CHECK (one)
  PRIMARY KEY (one)
  policy owner_all for ALL to dtsen_owner using true with check true

table holding_figure owned by dtsen_owner, row-level security forced -- policy: region; families of a version by region, decile and the programs they hold places in; seen by whoever reads figures of the whole of it; no personal data
  version_no integer not null
  area text not null
  digits smallint not null
  village_lo bigint not null
  village_hi bigint not null
  decile smallint not null
  programs text[] not null
  families integer not null
  CHECK (((decile >= 0) AND (decile <= 10)))
  CHECK ((digits = ANY (ARRAY[0, 2, 4, 6, 10])))
  CHECK ((families > 0))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, digits, area, decile, programs)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_lo >= ( SELECT my_low('read-figures'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('read-figures'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('read-figures'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('read-figures'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('read-figures'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('read-figures'::text) AS my_ranges))))
  grant SELECT to dtsen_app

table idempotency_key owned by dtsen_owner, row-level security forced -- policy: self; the answer already given to a message, so that twice acts once
  account_id bigint not null
  key text not null
  request_sha256 bytea not null
  status integer not null
  body jsonb not null
  created_at timestamp with time zone not null default now()
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  PRIMARY KEY (account_id, key)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy self_all for ALL to dtsen_app using (account_id = ( SELECT acting_account() AS acting_account)) with check (account_id = ( SELECT acting_account() AS acting_account))
  grant INSERT, SELECT to dtsen_app

table identity_check owned by dtsen_owner, row-level security forced -- policy: region; what Dukcapil answered about a person, field by field
  check_no bigint not null generated always as identity
  person_id bigint not null
  family_id bigint
  version_no integer
  village_no bigint not null
  domicile_village_no bigint not null
  adapter text not null
  outcome text not null
  answers jsonb not null default '{}'::jsonb
  asked_at timestamp with time zone not null default now()
  recheck_on date
  question_id uuid
  asked_on date
  answered_on date not null default ((now() AT TIME ZONE 'Asia/Jakarta'::text))::date
  delivery_no integer
  given_by bigint
  confirmed_by bigint
  waits boolean not null default ((adapter = 'manual'::text) AND takes_off_list(outcome) AND (confirmed_by IS NULL))
  CHECK ((adapter = ANY (ARRAY['bulk-file'::text, 'web-service'::text, 'manual'::text])))
  CHECK ((confirmed_by <> given_by))
  CHECK (((delivery_no IS NULL) OR (NOT waits)))
  FOREIGN KEY (confirmed_by) REFERENCES account(account_id)
  FOREIGN KEY (delivery_no) REFERENCES delivery(delivery_no)
  FOREIGN KEY (given_by) REFERENCES account(account_id)
  FOREIGN KEY (question_id) REFERENCES identity_question(question_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (check_no)
  UNIQUE (question_id)
  INDEX identity_check_by_outcome ON dtsen.identity_check USING btree (outcome, person_id)
  INDEX identity_check_by_person ON dtsen.identity_check USING btree (person_id, answered_on, check_no)
  INDEX identity_check_by_village ON dtsen.identity_check USING btree (village_no)
  INDEX identity_check_due ON dtsen.identity_check USING btree (recheck_on) WHERE (recheck_on IS NOT NULL)
  INDEX identity_check_second ON dtsen.identity_check USING btree (person_id) WHERE waits
  INDEX identity_check_waiting ON dtsen.identity_check USING btree (check_no) WHERE (delivery_no IS NULL)
  CREATE TRIGGER identity_check_leaves_out BEFORE INSERT ON dtsen.identity_check FOR EACH ROW EXECUTE FUNCTION leave_out_erased()
  CREATE TRIGGER identity_check_takes_two BEFORE INSERT ON dtsen.identity_check FOR EACH ROW EXECUTE FUNCTION take_two_officers()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_add for INSERT to dtsen_app with check (((village_no >= ( SELECT my_low('answer-identity'::text) AS my_low)) AND (village_no <= ( SELECT my_high('answer-identity'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('answer-identity'::text) AS my_ranges)) AND (adapter = 'manual'::text) AND (question_id IS NULL) AND (delivery_no IS NULL) AND (EXISTS ( SELECT
   FROM person p
  WHERE ((p.person_id = identity_check.person_id) AND (p.village_no = identity_check.village_no)))))
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT to dtsen_app
  grant INSERT, SELECT to dtsen_worker
  grant UPDATE (delivery_no) to dtsen_worker

table identity_decision owned by dtsen_owner, row-level security forced -- policy: region; the append-only book of who is the same person by people's word; the highest number of a pair counts
  decision_no bigint not null generated always as identity
  pair_id bigint not null
  round integer not null
  left_key bigint not null
  right_key bigint not null
  verdict text not null
  ground text not null
  touches_benefits boolean not null
  decided_by bigint not null
  confirmed_by bigint
  decided_on date not null default ((now() AT TIME ZONE 'Asia/Jakarta'::text))::date
  at timestamp with time zone not null default clock_timestamp()
  CHECK ((left_key < right_key))
  CHECK ((confirmed_by <> decided_by))
  CHECK (((confirmed_by IS NOT NULL) OR (NOT touches_benefits) OR (verdict = 'different'::text)))
  CHECK ((ground = ANY (ARRAY['one-answer'::text, 'two-blind'::text, 'settled'::text, 'two-people'::text, 'undone'::text])))
  CHECK ((left_key > 0))
  CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text, 'undone'::text])))
  FOREIGN KEY (confirmed_by) REFERENCES account(account_id)
  FOREIGN KEY (decided_by) REFERENCES account(account_id)
  PRIMARY KEY (decision_no)
  INDEX identity_decision_by_keys ON dtsen.identity_decision USING btree (left_key, right_key, decision_no)
  INDEX identity_decision_by_pair ON dtsen.identity_decision USING btree (pair_id, decision_no)
  CREATE TRIGGER identity_decision_append_only BEFORE DELETE OR UPDATE ON dtsen.identity_decision FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER identity_decision_no_truncate BEFORE TRUNCATE ON dtsen.identity_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM review_pair p
  WHERE (p.pair_id = identity_decision.pair_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table identity_question owned by dtsen_owner, row-level security forced -- policy: region; whom Dukcapil was asked about; written by jobs alone; ids only, never what was asked
  question_id uuid not null
  person_id bigint not null
  family_id bigint
  version_no integer
  village_no bigint not null
  domicile_village_no bigint not null
  adapter text not null
  asked_by text not null
  sent_on date
  answered_on date
  CHECK ((adapter = ANY (ARRAY['bulk-file'::text, 'web-service'::text, 'manual'::text])))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (question_id)
  INDEX identity_question_sent ON dtsen.identity_question USING btree (sent_on)
  INDEX identity_question_waiting ON dtsen.identity_question USING btree (person_id, village_no) WHERE ((answered_on IS NULL) AND (adapter <> 'manual'::text))
  UNIQUE INDEX identity_question_open ON dtsen.identity_question USING btree (person_id) WHERE ((answered_on IS NULL) AND (adapter <> 'manual'::text))
  CREATE TRIGGER identity_question_leaves_out BEFORE INSERT ON dtsen.identity_question FOR EACH ROW EXECUTE FUNCTION leave_out_erased()
  CREATE TRIGGER identity_question_leaves_out_hidden BEFORE INSERT OR UPDATE OF asked_by ON dtsen.identity_question FOR EACH ROW EXECUTE FUNCTION leave_out_hidden()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table institution owned by dtsen_owner, row-level security forced -- policy: reference; who takes part (domain.md 1.2)
  institution_code text not null
  name_id text not null
  name_en text not null
  kind text not null
  CHECK ((kind = ANY (ARRAY['ministry'::text, 'agency'::text, 'local-government'::text, 'village'::text, 'oversight'::text, 'outside'::text])))
  PRIMARY KEY (institution_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table joint_what_if owned by dtsen_owner, row-level security forced -- policy: region; answers to what if several programs changed at once: tables of the nation with small counts withheld, of nobody; append-only; read by whoever may make tables of the nation
  joint_no bigint not null generated always as identity
  name text not null
  version_no integer not null
  village_lo bigint not null default 0
  village_hi bigint not null default '9999999999'::bigint
  sha256 text not null
  code_version text not null
  answer jsonb not null
  kept_at timestamp with time zone not null default now()
  CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 120)))
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK ((village_hi = '9999999999'::bigint))
  CHECK ((village_lo = 0))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (joint_no)
  UNIQUE (sha256)
  CREATE TRIGGER joint_what_if_append_only BEFORE DELETE OR UPDATE ON dtsen.joint_what_if FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER joint_what_if_no_truncate BEFORE TRUNCATE ON dtsen.joint_what_if FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_lo >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges))))
  policy worker_add for INSERT to dtsen_worker with check true
  policy worker_read for SELECT to dtsen_worker using true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app

table lake_job owned by dtsen_owner, row-level security forced -- policy: self; a question to the lake and its counted answer; what was signed never changes, an ended job never moves
  job_no bigint not null generated always as identity
  account_id bigint not null
  session_id bigint
  purpose_code text not null
  kind text not null
  version_no integer not null
  village_lo bigint not null
  village_hi bigint not null
  question jsonb not null
  body text not null default ''::text
  signature bytea not null default '\x'::bytea
  state text not null default 'asked'::text
  asked_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  attempt integer not null default 0
  taken_by integer
  taken_at timestamp with time zone
  ended_at timestamp with time zone
  reason text
  row_count bigint
  result jsonb
  CHECK (((state = 'done'::text) = (result IS NOT NULL)))
  CHECK ((kind = ANY (ARRAY['cross-table'::text, 'family-as-of'::text])))
  CHECK ((state = ANY (ARRAY['asked'::text, 'running'::text, 'done'::text, 'refused'::text, 'failed'::text, 'expired'::text])))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (purpose_code) REFERENCES purpose(purpose_code)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (job_no)
  INDEX lake_job_by_account ON dtsen.lake_job USING btree (account_id, job_no)
  INDEX lake_job_waiting ON dtsen.lake_job USING btree (job_no) WHERE (state = ANY (ARRAY['asked'::text, 'running'::text]))
  CREATE TRIGGER lake_job_kept BEFORE DELETE OR UPDATE ON dtsen.lake_job FOR EACH ROW EXECUTE FUNCTION keep_lake_job()
  CREATE TRIGGER lake_job_no_truncate BEFORE TRUNCATE ON dtsen.lake_job FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy self_read for SELECT to dtsen_app using ((account_id = ( SELECT acting_account() AS acting_account)) AND (((village_lo >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges))) AND (((village_hi >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges))))
  grant SELECT (job_no, account_id, purpose_code, kind, version_no, village_lo, village_hi, question, state, asked_at, expires_at, ended_at, reason, row_count, result) to dtsen_app

table lake_job_key owned by dtsen_owner, row-level security forced -- policy: vault; signs jobs; written from the key folder at every start, read by ask_lake alone, in no backup
  one boolean not null default true
  secret bytea not null
  CHECK (one)
  CHECK ((length(secret) = 32))
  PRIMARY KEY (one)
  policy owner_all for ALL to dtsen_owner using true with check true

table lake_variable owned by dtsen_owner, row-level security forced -- policy: reference; columns of a version that the lake worker may be sent to, from the law book; never identity or vault
  variable_id text not null
  table_name text not null
  unit text not null
  CHECK ((table_name = ANY (ARRAY['family'::text, 'person'::text, 'rank'::text, 'indicator'::text])))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  PRIMARY KEY (variable_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table ledger_segment owned by dtsen_owner, row-level security forced -- policy: reference; the identity ledger in the lake, part by part; ids of withdrawn versions are never reused
  segment_no integer not null
  version_no integer not null
  file text not null
  sha256 text not null
  first_event bigint not null
  last_event bigint not null
  next_person_id bigint not null
  next_family_id bigint not null
  committed_at timestamp with time zone not null default now()
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (segment_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table life_event owned by dtsen_owner, row-level security forced -- policy: region; what a family told has happened, append-only; seen with its proposal
  event_no bigint not null generated always as identity
  client_id uuid not null
  case_id bigint not null
  event text not null
  happened text not null
  told_at timestamp with time zone not null
  CHECK ((event = ANY (ARRAY['birth'::text, 'death'::text, 'moved'::text, 'married'::text, 'card-split'::text, 'job-loss'::text, 'illness'::text, 'disaster'::text])))
  CHECK ((happened = ANY (ARRAY['this-week'::text, 'this-month'::text, 'earlier'::text])))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (event_no)
  UNIQUE (client_id)
  INDEX life_event_by_case ON dtsen.life_event USING btree (case_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = life_event.case_id)))
  grant SELECT to dtsen_app

table lookup_budget owned by dtsen_owner, row-level security forced -- policy: vault; how often a keyed address or a village was asked in the current window, and which proofs of work and waiting tickets are spent; swept when over
  bucket text not null
  used integer not null
  ends_at timestamp with time zone not null
  PRIMARY KEY (bucket)
  policy owner_all for ALL to dtsen_owner using true with check true

table lookup_name owned by dtsen_owner, row-level security forced -- policy: vault; the public name lookup; read only by public_check_names
  version_no integer not null
  name_key bytea not null
  family_id bigint not null
  person_id bigint not null
  village_no bigint not null
  is_suppressed boolean not null default false
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_worker

table message owned by dtsen_owner, row-level security forced -- policy: vault; what was told by SMS or WhatsApp, sealed and erased after some time, and whether it went out
  message_no bigint not null generated always as identity
  message_id uuid not null default gen_random_uuid()
  contact_no bigint not null
  about text not null
  event_no bigint
  body_enc bytea
  state text not null default 'waiting'::text
  made_at timestamp with time zone not null
  next_at timestamp with time zone not null
  attempts integer not null default 0
  sent_at timestamp with time zone
  reference text
  problem text
  CHECK ((about = ANY (ARRAY['code'::text, 'standing'::text])))
  CHECK (((about <> 'code'::text) OR (event_no IS NULL)))
  CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL)))
  CHECK ((problem = ANY (ARRAY['unreachable'::text, 'number-refused'::text, 'not-allowed'::text, 'unreadable'::text])))
  CHECK ((length(reference) <= 100))
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'superseded'::text, 'given-up'::text])))
  FOREIGN KEY (contact_no) REFERENCES case_contact(contact_no)
  FOREIGN KEY (event_no) REFERENCES case_event(event_no)
  PRIMARY KEY (message_no)
  UNIQUE (contact_no, event_no)
  UNIQUE (message_id)
  INDEX message_by_contact ON dtsen.message USING btree (contact_no)
  INDEX message_by_event ON dtsen.message USING btree (event_no)
  INDEX message_kept ON dtsen.message USING btree (made_at) WHERE (body_enc IS NOT NULL)
  INDEX message_waiting ON dtsen.message USING btree (next_at) WHERE (state = 'waiting'::text)
  policy owner_all for ALL to dtsen_owner using true with check true

table migration owned by dtsen_owner, row-level security forced -- policy: reference; what this database has been taught, with checksums
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()
  PRIMARY KEY (name)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table notice_delivery owned by dtsen_owner, row-level security forced -- policy: region; how and when a notice was brought to a family; append-only
  delivery_no bigint not null generated always as identity
  removal_id bigint not null
  how text not null
  on_day date not null
  received_by text
  account_id bigint not null
  at timestamp with time zone not null default now()
  village_no bigint not null
  domicile_village_no bigint not null
  CHECK (((how = 'handed-over'::text) = (received_by IS NOT NULL)))
  CHECK ((how = ANY (ARRAY['handed-over'::text, 'not-met'::text, 'posted'::text])))
  CHECK ((received_by = ANY (ARRAY['self'::text, 'household'::text, 'relative'::text])))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (removal_id) REFERENCES removal(removal_id) ON DELETE CASCADE
  PRIMARY KEY (delivery_no)
  INDEX notice_delivery_of ON dtsen.notice_delivery USING btree (removal_id, delivery_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM removal r
  WHERE (r.removal_id = notice_delivery.removal_id)))
  grant SELECT to dtsen_app

table notice_letter owned by dtsen_owner, row-level security forced -- policy: vault; numbers on printed notices as keyed digests, and whose they are; read only by public_open_notice
  code_index bytea not null
  family_id bigint not null
  village_no bigint not null
  made_in_version_no integer not null
  made_at timestamp with time zone not null default now()
  FOREIGN KEY (made_in_version_no) REFERENCES version(version_no)
  PRIMARY KEY (code_index)
  INDEX notice_letter_of ON dtsen.notice_letter USING btree (family_id)
  policy owner_all for ALL to dtsen_owner using true with check true

table notice_service owned by dtsen_owner, row-level security forced -- policy: reference; when a notice counts as received where nobody was met, from the law book
  valid_from date not null
  missed_visits integer not null
  posted_working_days integer not null
  legal_basis text not null
  is_example boolean not null
  CHECK (((missed_visits >= 1) AND (missed_visits <= 10)))
  CHECK (((posted_working_days >= 1) AND (posted_working_days <= 60)))
  PRIMARY KEY (valid_from)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table objection owned by dtsen_owner, row-level security forced -- policy: region; which fact of a family is questioned and what the family said to it; never who questions it
  case_id bigint not null
  program text not null
  grounds text[] not null
  channel text not null
  receipt_index bytea not null
  told_enc bytea
  answer_until date
  answer text
  answered_at timestamp with time zone
  CHECK ((answer = ANY (ARRAY['record-is-right'::text, 'record-is-wrong'::text])))
  CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text])))
  CHECK (((answer IS NULL) = (answered_at IS NULL)))
  CHECK (((cardinality(grounds) >= 1) AND (cardinality(grounds) <= 5)))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (case_id)
  UNIQUE (receipt_index)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = objection.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table objector owned by dtsen_owner, row-level security forced -- policy: region; whose Kode Cek objected; for whoever checks and for auditors
  case_id bigint not null
  family_id bigint not null
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (case_id)
  INDEX objector_by_family ON dtsen.objector USING btree (family_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE ((c.case_id = objector.case_id) AND ((c.village_no <@ ( SELECT my_ranges('read-objector'::text) AS my_ranges)) OR (c.domicile_village_no <@ ( SELECT my_ranges('read-objector'::text) AS my_ranges))))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table office owned by dtsen_owner, row-level security forced -- policy: reference; a desk of an institution at one tier
  office_code text not null
  institution_code text not null
  name_id text not null
  name_en text not null
  tier text not null
  CHECK ((tier = ANY (ARRAY['nation'::text, 'province'::text, 'regency'::text, 'district'::text, 'village'::text])))
  FOREIGN KEY (institution_code) REFERENCES institution(institution_code)
  PRIMARY KEY (office_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table outcome owned by dtsen_owner, row-level security forced -- policy: region; decision of a program about a family or person, stored small (design 5.13)
  version_no integer not null
  family_id bigint not null
  program text not null
  unit text not null
  unit_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  outcome text not null
  place integer
  first_reason text
  rules_true bigint not null default 0
  rules_unknown bigint not null default 0
  amount_rupiah bigint
  ruleset_id text
  is_suppressed boolean not null default false
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (family_id = ANY (( SELECT my_arrivals('read-family'::text) AS my_arrivals)::bigint[]))) AND ((NOT is_suppressed) OR ( SELECT holds('order-suppression'::text) AS holds)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table outcome_figure owned by dtsen_owner, row-level security forced -- policy: region; counts of cases and of what was found, by village; made anew from the cases
  village_no bigint not null
  measure text not null
  part text not null
  units integer not null
  CHECK ((measure = ANY (ARRAY['pbi-reactivation'::text, 'holder-change'::text, 'aid-proposal'::text, 'objection'::text, 'resignation'::text, 'complaint'::text, 'appeal'::text, 'listed-leaves'::text, 'objection-upheld'::text, 'proposal-gains'::text, 'visit-differs'::text])))
  CHECK ((units > 0))
  PRIMARY KEY (village_no, measure, part)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((measure = 'pbi-reactivation'::text) AND (((village_no >= ( SELECT my_low('read-reactivation'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-reactivation'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-reactivation'::text) AS my_ranges)))) OR ((measure = 'holder-change'::text) AND (((village_no >= ( SELECT my_low('read-holder'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-holder'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-holder'::text) AS my_ranges)))) OR ((measure = 'aid-proposal'::text) AND (((village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges)))) OR ((measure = 'objection'::text) AND (((village_no >= ( SELECT my_low('read-objection'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-objection'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-objection'::text) AS my_ranges)))) OR ((measure = 'resignation'::text) AND (((village_no >= ( SELECT my_low('read-resignation'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-resignation'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-resignation'::text) AS my_ranges)))) OR ((measure = 'complaint'::text) AND (((village_no >= ( SELECT my_low('read-complaint'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-complaint'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-complaint'::text) AS my_ranges)))) OR ((measure = 'appeal'::text) AND (((village_no >= ( SELECT my_low('read-appeal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-appeal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-appeal'::text) AS my_ranges)))) OR ((measure = 'listed-leaves'::text) AND (((village_no >= ( SELECT my_low('read-verval'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-verval'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-verval'::text) AS my_ranges)))) OR ((measure = 'objection-upheld'::text) AND (((village_no >= ( SELECT my_low('read-objection'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-objection'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-objection'::text) AS my_ranges)))) OR ((measure = 'proposal-gains'::text) AND (((village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges)))) OR ((measure = 'visit-differs'::text) AND (((village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges)))))
  grant SELECT to dtsen_app

table outcome_look owned by dtsen_owner, row-level security forced -- policy: reference; when the counts of cases were last made
  one boolean not null default true
  at timestamp with time zone not null
  CHECK (one)
  PRIMARY KEY (one)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table past_family owned by dtsen_owner, row-level security forced -- policy: vault; what a frozen version said of a family, for whoever asked; read by ask_past alone, which leaves out the hidden and the erased
  job_no bigint not null
  account_id bigint not null
  version_no integer not null
  family_id bigint not null
  body jsonb not null
  expires_at timestamp with time zone not null default (now() + '00:15:00'::interval)
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (job_no) REFERENCES lake_job(job_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (job_no)
  INDEX past_family_asked ON dtsen.past_family USING btree (account_id, family_id, version_no)
  policy owner_all for ALL to dtsen_owner using true with check true

table payment owned by dtsen_owner, row-level security forced -- policy: region; where a payment of a phase stands by the newest report; made from payment_event; ids only
  program text not null
  phase text not null
  unit text not null
  unit_id bigint not null
  family_id bigint not null
  holder_person_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  status text not null
  amount_rupiah bigint
  happened_on date
  reported_on date not null
  report_no bigint not null
  is_on_list boolean not null
  CHECK ((amount_rupiah >= 0))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (report_no) REFERENCES payment_report(report_no)
  PRIMARY KEY (program, phase, unit, unit_id)
  INDEX payment_by_family ON dtsen.payment USING btree (family_id)
  INDEX payment_by_village ON dtsen.payment USING btree (village_no, program, phase, status)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden(unit, unit_id, family_id))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table payment_event owned by dtsen_owner, row-level security forced -- policy: region; what each report said of a payment, also when it came late; append-only
  event_no bigint not null generated always as identity
  program text not null
  phase text not null
  unit text not null
  unit_id bigint not null
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  status text not null
  amount_rupiah bigint
  reported_on date not null
  report_no bigint not null
  is_late boolean not null
  FOREIGN KEY (report_no) REFERENCES payment_report(report_no)
  PRIMARY KEY (event_no)
  INDEX payment_event_of ON dtsen.payment_event USING btree (unit_id, program, phase)
  CREATE TRIGGER payment_event_append_only BEFORE DELETE OR UPDATE ON dtsen.payment_event FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER payment_event_no_truncate BEFORE TRUNCATE ON dtsen.payment_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden(unit, unit_id, family_id))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app

table payment_figure owned by dtsen_owner, row-level security forced -- policy: region; counts of payments of a phase by village and status, for whoever reads the families there; no personal data
  program text not null
  phase text not null
  village_no bigint not null
  status text not null
  is_on_list boolean not null
  payments integer not null
  amount_rupiah bigint not null
  CHECK ((payments > 0))
  PRIMARY KEY (program, phase, village_no, status, is_on_list)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app

table payment_refusal owned by dtsen_owner, row-level security forced -- policy: region; why a row of a payment report was not taken, and what repairs it; never a number of anybody
  report_no bigint not null
  row_no bigint not null
  column_name text not null
  reason text not null
  said text
  village_no bigint not null default 0
  CHECK (((length(said) <= 60) AND (said !~ '[0-9]'::text)))
  FOREIGN KEY (report_no) REFERENCES payment_report(report_no)
  PRIMARY KEY (report_no, row_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_no >= ( SELECT my_low('read-quarantine'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-quarantine'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-quarantine'::text) AS my_ranges)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app

table payment_report owned by dtsen_owner, row-level security forced -- policy: reference; a report of a bank or the postal service: who sent it, of which day, how many rows; names of nobody; append-only
  report_no bigint not null generated always as identity
  layout text not null
  owner text not null
  program text not null
  phase text not null
  phase_from date not null
  phase_to date not null
  reported_on date not null
  sha256 text not null
  version_no integer not null
  received_by text not null
  received_at timestamp with time zone not null default now()
  rows_read integer not null
  rows_taken integer not null
  rows_unchanged integer not null
  rows_late integer not null
  rows_refused integer not null
  CHECK ((phase_to >= phase_from))
  CHECK ((rows_read = (((rows_taken + rows_unchanged) + rows_late) + rows_refused)))
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (report_no)
  UNIQUE (sha256, program, phase)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_add for INSERT to dtsen_worker with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table payment_sample_result owned by dtsen_owner, row-level security forced -- policy: reference; what visits found of payments drawn after they were made: counts by regency and their estimate; append-only
  result_no bigint not null generated always as identity
  program text not null
  phase text not null
  area text not null
  confidence integer not null
  margin_points integer not null
  seed text not null
  digest text not null
  strata jsonb not null
  payments integer not null
  looked integer not null
  wrong integer not null
  wrong_milli integer not null
  low_milli integer not null
  high_milli integer not null
  noted_by bigint not null
  noted_at timestamp with time zone not null default now()
  CHECK ((area ~ '^(ID|[0-9]{2}|[0-9]{4})$'::text))
  CHECK (((looked >= 1) AND (looked <= payments)))
  CHECK (((wrong >= 0) AND (wrong <= looked)))
  CHECK (((low_milli >= 0) AND (low_milli <= wrong_milli)))
  CHECK (((high_milli >= wrong_milli) AND (high_milli <= 1000)))
  CHECK ((confidence = ANY (ARRAY[90, 95, 99])))
  CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
  CHECK (((margin_points >= 1) AND (margin_points <= 20)))
  CHECK ((payments > 0))
  CHECK ((seed ~ '^[A-Za-z0-9-]{1,40}$'::text))
  CHECK (((jsonb_typeof(strata) = 'array'::text) AND (jsonb_array_length(strata) > 0)))
  FOREIGN KEY (noted_by) REFERENCES account(account_id)
  PRIMARY KEY (result_no)
  INDEX payment_sample_result_of ON dtsen.payment_sample_result USING btree (program, phase, result_no)
  CREATE TRIGGER payment_sample_result_append_only BEFORE DELETE OR UPDATE ON dtsen.payment_sample_result FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER payment_sample_result_no_truncate BEFORE TRUNCATE ON dtsen.payment_sample_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table person owned by dtsen_owner, row-level security forced -- policy: region; one person of a projected version; NIK encrypted, with keyed blind index
  version_no integer not null
  person_id bigint not null
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  name text
  name_key text
  nik_enc bytea
  nik_index bytea
  kk_index bytea
  birth_date integer
  mother_name text
  phone_enc bytea
  identity_status text
  life_status smallint
  facts integer[] not null
  sources jsonb not null default '{}'::jsonb
  is_suppressed boolean not null default false
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (family_id = ANY (( SELECT my_arrivals('read-family'::text) AS my_arrivals)::bigint[]))) AND ((NOT is_suppressed) OR ( SELECT holds('order-suppression'::text) AS holds)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table person_passage owned by dtsen_owner, row-level security forced -- policy: vault; read by suppression alone; ids only
  version_no integer not null
  passed_in integer not null
  from_person_id bigint not null
  to_person_id bigint not null
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, from_person_id, to_person_id, passed_in)
  INDEX person_passage_back ON dtsen.person_passage USING btree (to_person_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker

table person_redirect owned by dtsen_owner, row-level security forced -- policy: vault; read by erasure, the identity check and suppression; ids only
  version_no integer not null
  from_person_id bigint not null
  to_person_id bigint not null
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, from_person_id)
  INDEX person_redirect_back ON dtsen.person_redirect USING btree (to_person_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker

table plan owned by dtsen_owner, row-level security forced -- policy: region; a family's plan, with what is due; follows the family (design 5.3); its kind "case" is for protection alone
  plan_no bigint not null generated always as identity
  client_id uuid not null
  kind text not null
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  opened_on date not null
  opened_by bigint not null
  provider_no bigint
  state text not null
  due_on date
  CHECK (((due_on IS NULL) = (state = ANY (ARRAY['graduated'::text, 'kept'::text, 'withdrawn'::text]))))
  CHECK ((kind = ANY (ARRAY['empowerment'::text, 'case'::text])))
  CHECK ((state = ANY (ARRAY['assessing'::text, 'planning'::text, 'planned'::text, 'referred'::text, 'placed'::text, 'following'::text, 'proposed'::text, 'graduated'::text, 'kept'::text, 'withdrawn'::text])))
  FOREIGN KEY (opened_by) REFERENCES account(account_id)
  FOREIGN KEY (provider_no) REFERENCES provider(provider_no)
  PRIMARY KEY (plan_no)
  UNIQUE (client_id)
  INDEX plan_by_village ON dtsen.plan USING btree (village_no, due_on)
  UNIQUE INDEX one_plan_at_a_time ON dtsen.plan USING btree (family_id, kind) WHERE (due_on IS NOT NULL)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-plan'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-plan'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-plan'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-plan'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-plan'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-plan'::text) AS my_ranges)))) AND ((kind = 'empowerment'::text) OR ( SELECT holds('read-vault'::text) AS holds)) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('family'::text, family_id, family_id))))
  grant SELECT to dtsen_app

table plan_event owned by dtsen_owner, row-level security forced -- policy: region; the book of a plan, append-only
  event_no bigint not null generated always as identity
  plan_no bigint not null
  act text not null
  reason text
  codes text[] not null default '{}'::text[]
  provider_no bigint
  paper text
  paper_on date
  on_day date not null
  at timestamp with time zone not null
  by_account bigint not null
  CHECK ((((paper IS NULL) = (paper_on IS NULL)) AND (paper_on <= on_day)))
  CHECK ((paper ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  CHECK ((reason ~ '^[a-z][a-z-]{2,39}$'::text))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (plan_no) REFERENCES plan(plan_no)
  FOREIGN KEY (provider_no) REFERENCES provider(provider_no)
  PRIMARY KEY (event_no)
  INDEX plan_event_by_plan ON dtsen.plan_event USING btree (plan_no, event_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM plan p
  WHERE (p.plan_no = plan_event.plan_no)))
  grant SELECT to dtsen_app

table plan_group owned by dtsen_owner, row-level security forced -- policy: vault; of a case plan: whom it is for and in which group; never on a sheet
  plan_no bigint not null
  person_id bigint not null
  ppks integer not null
  pas integer not null
  CHECK (((pas >= 1) AND (pas <= 12)))
  CHECK (((ppks >= 1) AND (ppks <= 26)))
  FOREIGN KEY (plan_no) REFERENCES plan(plan_no)
  PRIMARY KEY (plan_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy vault_read for SELECT to dtsen_app using (( SELECT holds('read-vault'::text) AS holds) AND (EXISTS ( SELECT
   FROM plan p
  WHERE (p.plan_no = plan_group.plan_no))))
  grant SELECT to dtsen_app

table program owned by dtsen_owner, row-level security forced -- policy: reference; programs as dated data, as the programs room states them
  program_code text not null
  valid_from date not null
  valid_to date not null default '9999-12-31'::date
  name_id text not null
  name_en text not null
  unit text not null
  legal_basis text not null
  body jsonb not null default '{}'::jsonb
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  PRIMARY KEY (program_code, valid_from)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table program_evaluation owned by dtsen_owner, row-level security forced -- policy: reference; what evaluations of programs found at the line: estimates and counts with small ones withheld, of nobody; append-only
  evaluation_no bigint not null generated always as identity
  program_code text not null
  from_version_no integer not null
  to_version_no integer not null
  sha256 text not null
  code_version text not null
  answer jsonb not null
  kept_at timestamp with time zone not null default now()
  CHECK ((from_version_no <> to_version_no))
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  FOREIGN KEY (from_version_no) REFERENCES version(version_no)
  FOREIGN KEY (to_version_no) REFERENCES version(version_no)
  PRIMARY KEY (evaluation_no)
  UNIQUE (sha256)
  CREATE TRIGGER program_evaluation_append_only BEFORE DELETE OR UPDATE ON dtsen.program_evaluation FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER program_evaluation_no_truncate BEFORE TRUNCATE ON dtsen.program_evaluation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_add for INSERT to dtsen_worker with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table proposal_draft owned by dtsen_owner, row-level security forced -- policy: vault; what a family has begun to write of a proposal, sealed, for days; reached by public functions alone
  draft_no bigint not null generated always as identity
  receipt_index bytea not null
  client_id uuid not null
  family_id bigint not null
  village_no bigint not null
  body_enc bytea
  expires_at timestamp with time zone not null
  case_id bigint
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  PRIMARY KEY (draft_no)
  UNIQUE (client_id)
  UNIQUE (receipt_index)
  INDEX proposal_draft_expires ON dtsen.proposal_draft USING btree (expires_at) WHERE (case_id IS NULL)
  policy owner_all for ALL to dtsen_owner using true with check true

table provider owned by dtsen_owner, row-level security forced -- policy: region; who serves plans (BLK, lenders, UPT and the twelve kinds of PSKS), with places free and taken
  provider_no bigint not null generated always as identity
  client_id uuid not null
  kind text not null
  name text not null
  village_lo bigint not null
  village_hi bigint not null
  status text not null
  capacity integer not null
  since_on date not null
  taken integer not null default 0
  CHECK (((taken >= 0) AND (taken <= capacity)))
  CHECK ((village_hi >= village_lo))
  CHECK ((kind = ANY (ARRAY['blk'::text, 'finance'::text, 'upt'::text, 'lks'::text, 'karang-taruna'::text, 'lk3'::text, 'wksbm'::text, 'business'::text, 'social-worker'::text, 'psm'::text, 'tagana'::text, 'tksk'::text, 'counsellor'::text, 'women-leader'::text, 'pioneer-family'::text, 'psks'::text])))
  CHECK (((length(name) >= 3) AND (length(name) <= 80)))
  CHECK ((status = ANY (ARRAY['active'::text, 'resting'::text, 'closed'::text])))
  PRIMARY KEY (provider_no)
  UNIQUE (client_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (( SELECT my_ranges('read-plan'::text) AS my_ranges) && int8range(village_lo, village_hi, '[]'::text))
  grant SELECT to dtsen_app

table provider_record owned by dtsen_owner, row-level security forced -- policy: region; status, officer, capacity and decree of a provider from a day on, append-only
  provider_no bigint not null
  record_no integer not null
  from_on date not null
  status text not null
  capacity integer not null
  officer text not null
  decree text not null
  valid_to date not null
  by_account bigint not null
  at timestamp with time zone not null
  CHECK (((capacity >= 0) AND (capacity <= 100000)))
  CHECK ((valid_to >= from_on))
  CHECK ((decree ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  CHECK (((length(officer) >= 3) AND (length(officer) <= 80)))
  CHECK ((status = ANY (ARRAY['active'::text, 'resting'::text, 'closed'::text])))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (provider_no) REFERENCES provider(provider_no)
  PRIMARY KEY (provider_no, record_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM provider p
  WHERE (p.provider_no = provider_record.provider_no)))
  grant SELECT to dtsen_app

table public_sheet owned by dtsen_owner, row-level security forced -- policy: vault; the harmless answer of a family; read only by public_check_codes and public_check_names
  version_no integer not null
  family_id bigint not null
  masked_head text not null
  programs integer not null
  is_suppressed boolean not null default false
  reviewed integer not null default 0
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_worker

table publication owned by dtsen_owner, row-level security forced -- policy: reference; which version was in force from when, by whom; written by the switch of the pointer alone; append-only
  publication_no bigint not null generated always as identity
  version_no integer not null
  after_version_no integer
  kind text not null
  from_at timestamp with time zone not null
  published_by text not null
  is_rebuilt boolean not null default false
  CHECK ((after_version_no IS DISTINCT FROM version_no))
  CHECK (((kind <> 'back'::text) OR COALESCE((version_no < after_version_no), false)))
  CHECK ((kind = ANY (ARRAY['first'::text, 'again'::text, 'back'::text])))
  FOREIGN KEY (after_version_no) REFERENCES version(version_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (publication_no)
  UNIQUE (from_at)
  UNIQUE INDEX publication_first ON dtsen.publication USING btree (version_no) WHERE (kind = 'first'::text)
  CREATE TRIGGER publication_append_only BEFORE DELETE OR UPDATE ON dtsen.publication FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER publication_no_truncate BEFORE TRUNCATE ON dtsen.publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table publication_pointer owned by dtsen_owner, row-level security forced -- policy: reference; one row; changing it is the whole of publishing; every request reads it once
  one boolean not null default true
  version_no integer not null
  previous_version_no integer
  published_at timestamp with time zone not null default now()
  switched_by text
  CHECK (one)
  FOREIGN KEY (previous_version_no) REFERENCES version(version_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (one)
  CREATE TRIGGER publication_pointer_back BEFORE UPDATE OF version_no ON dtsen.publication_pointer FOR EACH ROW WHEN (((new.version_no < old.version_no) OR (new.version_no = old.previous_version_no))) EXECUTE FUNCTION refuse_barred_back()
  CREATE TRIGGER publication_pointer_gates BEFORE INSERT OR UPDATE OF version_no ON dtsen.publication_pointer FOR EACH ROW EXECUTE FUNCTION refuse_failed_gates()
  CREATE TRIGGER publication_pointer_noted BEFORE INSERT OR UPDATE OF version_no ON dtsen.publication_pointer FOR EACH ROW EXECUTE FUNCTION note_publication()
  CREATE TRIGGER publication_pointer_notices AFTER UPDATE OF version_no ON dtsen.publication_pointer FOR EACH ROW WHEN ((new.version_no > old.version_no)) EXECUTE FUNCTION issue_removals()
  CREATE TRIGGER publication_pointer_removals BEFORE UPDATE OF version_no ON dtsen.publication_pointer FOR EACH ROW WHEN ((new.version_no > old.version_no)) EXECUTE FUNCTION refuse_unguarded_removals()
  CREATE TRIGGER suppression_marks AFTER INSERT OR UPDATE ON dtsen.publication_pointer FOR EACH STATEMENT EXECUTE FUNCTION suppression_changed()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table publication_sheet owned by dtsen_owner, row-level security forced -- policy: reference; words of a version that every public answer carries
  version_no integer not null
  label text not null
  as_of date not null
  next_on date not null
  period_from date not null
  period_to date not null
  programs text[] not null
  program_names text[] not null
  decoy_family_id bigint not null
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table purpose owned by dtsen_owner, row-level security forced -- policy: reference; why personal data may be touched; every transaction names one
  purpose_code text not null
  name_id text not null
  name_en text not null
  legal_basis text not null
  opens_personal_data boolean not null
  PRIMARY KEY (purpose_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table quarantine_row owned by dtsen_owner, row-level security forced -- policy: region; why a row was refused and what repairs it; never the value itself (that is sealed in the lake)
  delivery_no integer not null
  row_no bigint not null
  column_name text not null
  rule_code text not null
  sentence_id text not null default ''::text
  sentence_en text not null default ''::text
  remedy_id text not null default ''::text
  remedy_en text not null default ''::text
  village_no bigint not null default 0
  FOREIGN KEY (delivery_no) REFERENCES delivery(delivery_no)
  PRIMARY KEY (delivery_no, row_no, column_name, rule_code)
  INDEX quarantine_row_by_village ON dtsen.quarantine_row USING btree (village_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_no >= ( SELECT my_low('read-quarantine'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-quarantine'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-quarantine'::text) AS my_ranges)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table reactivation owned by dtsen_owner, row-level security forced -- policy: region; what a facility's letter says of itself and whom it is about; never an illness
  case_id bigint not null
  path text not null
  facility_kind text not null
  facility_name text not null
  letter_number text not null
  letter_on date not null
  deactivated_on date not null
  deactivation_source text not null
  mother_person_id bigint
  born_on date
  name_enc bytea
  nik_enc bytea
  nik_index bytea
  masked_name text not null
  regional_payer_version_no integer
  slip_index bytea not null
  insurer_reference text
  confirmed_on date
  confirmed_by bigint
  confirmed_in_version_no integer
  CHECK (((path = 'newborn'::text) = (mother_person_id IS NOT NULL)))
  CHECK (((path = 'newborn'::text) = (born_on IS NOT NULL)))
  CHECK ((((insurer_reference IS NULL) = (confirmed_on IS NULL)) AND ((confirmed_on IS NULL) = (confirmed_by IS NULL))))
  CHECK ((deactivation_source = ANY (ARRAY['register'::text, 'letter'::text])))
  CHECK ((facility_kind = ANY (ARRAY['hospital'::text, 'health-centre'::text, 'clinic'::text])))
  CHECK (((length(facility_name) >= 3) AND (length(facility_name) <= 60)))
  CHECK ((letter_number ~ '^[A-Za-z0-9./_-]{3,40}$'::text))
  CHECK ((path = ANY (ARRAY['registered'::text, 'outside'::text, 'newborn'::text])))
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (confirmed_by) REFERENCES account(account_id)
  FOREIGN KEY (confirmed_in_version_no) REFERENCES version(version_no)
  FOREIGN KEY (regional_payer_version_no) REFERENCES version(version_no)
  PRIMARY KEY (case_id)
  UNIQUE (slip_index)
  INDEX reactivation_by_nik ON dtsen.reactivation USING btree (nik_index)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = reactivation.case_id)))
  grant SELECT to dtsen_app

table region owned by dtsen_owner, row-level security forced -- policy: reference; provinces to villages, source idn-area-data (ODbL)
  region_id integer not null
  tier text not null
  parent_id integer
  name text not null
  village_lo bigint not null
  village_hi bigint not null
  valid_from date not null
  valid_to date not null default '9999-12-31'::date
  CHECK ((village_lo <= village_hi))
  CHECK ((tier = ANY (ARRAY['nation'::text, 'province'::text, 'regency'::text, 'district'::text, 'village'::text])))
  FOREIGN KEY (parent_id) REFERENCES region(region_id)
  PRIMARY KEY (region_id)
  INDEX region_by_parent ON dtsen.region USING btree (parent_id)
  INDEX region_by_range ON dtsen.region USING btree (village_lo, village_hi)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table region_closed_day owned by dtsen_owner, row-level security forced -- policy: reference; days on which offices of a region are closed beside the nation's
  closed_no bigint not null generated always as identity
  day date not null
  region_code text not null
  village_lo bigint not null
  village_hi bigint not null
  legal_basis text not null
  recorded_by bigint
  recorded_at timestamp with time zone not null default now()
  CHECK ((village_hi >= village_lo))
  CHECK (((length(legal_basis) >= 5) AND (length(legal_basis) <= 200)))
  CHECK ((region_code ~ '^[0-9]{2,10}$'::text))
  FOREIGN KEY (recorded_by) REFERENCES account(account_id)
  PRIMARY KEY (closed_no)
  UNIQUE (day, region_code)
  INDEX region_closed_day_by_village ON dtsen.region_closed_day USING btree (village_lo, village_hi)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table region_code owned by dtsen_owner, row-level security forced -- policy: reference; what a region is called in a system, while it is
  system text not null
  code text not null
  region_id integer not null
  valid_from date not null
  valid_to date not null default '9999-12-31'::date
  decree text not null
  CHECK ((system = ANY (ARRAY['kemendagri'::text, 'bps'::text])))
  FOREIGN KEY (region_id) REFERENCES region(region_id)
  PRIMARY KEY (system, code, valid_from)
  INDEX region_code_by_region ON dtsen.region_code USING btree (region_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table region_rule owned by dtsen_owner, row-level security forced -- policy: reference; steps that a region asks for beyond the nation's way, dated, with their basis
  rule_no bigint not null generated always as identity
  rule text not null
  region_code text not null
  village_lo bigint not null
  village_hi bigint not null
  valid_from date not null
  valid_to date
  legal_basis text not null
  recorded_by bigint
  recorded_at timestamp with time zone not null default now()
  CHECK ((village_hi >= village_lo))
  CHECK ((valid_to >= valid_from))
  CHECK (((length(legal_basis) >= 5) AND (length(legal_basis) <= 200)))
  CHECK ((region_code ~ '^[0-9]{2,10}$'::text))
  CHECK ((rule = 'governor-endorses'::text))
  FOREIGN KEY (recorded_by) REFERENCES account(account_id)
  PRIMARY KEY (rule_no)
  UNIQUE INDEX region_rule_once ON dtsen.region_rule USING btree (rule, region_code) WHERE (valid_to IS NULL)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table region_succession owned by dtsen_owner, row-level security forced -- policy: reference; which region became which; share in millionths of its families
  from_region_id integer not null
  to_region_id integer not null
  share_ppm integer not null
  valid_from date not null
  decree text not null
  CHECK (((share_ppm >= 0) AND (share_ppm <= 1000000)))
  FOREIGN KEY (from_region_id) REFERENCES region(region_id)
  FOREIGN KEY (to_region_id) REFERENCES region(region_id)
  PRIMARY KEY (from_region_id, to_region_id, valid_from)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table removal owned by dtsen_owner, row-level security forced -- policy: region; who is to leave a program, why, until when they may answer, and what became of it; ids, no names
  removal_id bigint not null generated always as identity
  run_no bigint not null
  version_no integer not null
  program text not null
  unit text not null
  unit_id bigint not null
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  cause text not null
  detail text not null
  protections text[] not null default '{}'::text[]
  untold text[] not null default '{}'::text[]
  is_reviewed boolean not null
  state text not null
  proposed_by bigint
  notice_on date
  effect_on date
  missed_visits integer not null default 0
  missed_on date
  CHECK ((cause = ANY (ARRAY['deceased'::text, 'left-register'::text, 'membership'::text, 'decile'::text, 'rule'::text, 'evidence'::text, 'quota'::text, 'program-ended'::text])))
  CHECK (((notice_on IS NULL) = (effect_on IS NULL)))
  CHECK (((proposed_by IS NOT NULL) = (state = ANY (ARRAY['notice-proposed'::text, 'removal-proposed'::text]))))
  CHECK (((missed_on IS NULL) = (missed_visits = 0)))
  CHECK ((length(detail) <= 80))
  CHECK ((missed_visits >= 0))
  CHECK ((state = ANY (ARRAY['held'::text, 'notice-proposed'::text, 'noticed'::text, 'appealed'::text, 'removal-proposed'::text, 'effective'::text, 'kept'::text, 'reinstated'::text])))
  CHECK ((unit = ANY (ARRAY['family'::text, 'person'::text])))
  FOREIGN KEY (proposed_by) REFERENCES account(account_id)
  FOREIGN KEY (run_no) REFERENCES removal_run(run_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (removal_id)
  UNIQUE (version_no, program, unit, unit_id)
  INDEX removal_by_unit ON dtsen.removal USING btree (unit_id, unit)
  INDEX removal_by_village ON dtsen.removal USING btree (village_no, removal_id)
  INDEX removal_holding ON dtsen.removal USING btree (version_no, family_id) INCLUDE (program, state, effect_on)
  INDEX removal_of_family ON dtsen.removal USING btree (family_id, version_no)
  INDEX removal_of_run ON dtsen.removal USING btree (run_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (EXISTS ( SELECT
   FROM removal_run n
  WHERE ((n.run_no = removal.run_no) AND (n.issued_on IS NOT NULL)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden(unit, unit_id, family_id))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table removal_act owned by dtsen_owner, row-level security forced -- policy: region; history of a removal: who did what, when and why; append-only
  act_no bigint not null generated always as identity
  removal_id bigint not null
  act text not null
  account_id bigint
  reason text not null
  at timestamp with time zone not null default now()
  village_no bigint not null
  domicile_village_no bigint not null
  CHECK ((act = ANY (ARRAY['propose-notice'::text, 'confirm-notice'::text, 'record-appeal'::text, 'propose-removal'::text, 'confirm-removal'::text, 'keep'::text, 'reinstate'::text])))
  CHECK (((account_id IS NOT NULL) OR (act = 'record-appeal'::text)))
  CHECK ((length(TRIM(BOTH FROM reason)) >= 20))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (removal_id) REFERENCES removal(removal_id) ON DELETE CASCADE
  PRIMARY KEY (act_no)
  INDEX removal_act_of ON dtsen.removal_act USING btree (removal_id, act_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (EXISTS ( SELECT
   FROM removal r
  WHERE (r.removal_id = removal_act.removal_id))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table removal_bound owned by dtsen_owner, row-level security forced -- policy: reference; the budget on removals of a simulated version: every bound of the nation, of regencies those that are passed; append-only
  run_no bigint not null
  program text not null
  tier text not null
  area_no integer not null
  cause text not null
  leaving bigint
  recipients bigint not null
  permille bigint
  bound bigint not null
  outcome text not null
  basis text not null
  is_example boolean not null
  CHECK ((cause = ANY (ARRAY['any'::text, 'deceased'::text, 'left-register'::text, 'membership'::text, 'decile'::text, 'rule'::text, 'evidence'::text, 'quota'::text, 'program-ended'::text])))
  CHECK (((area_no = 0) = (tier = 'nation'::text)))
  CHECK (((outcome <> 'over'::text) OR (permille > bound)))
  CHECK ((outcome = ANY (ARRAY['within'::text, 'over'::text, 'too-few'::text])))
  CHECK ((tier = ANY (ARRAY['nation'::text, 'regency'::text])))
  FOREIGN KEY (run_no) REFERENCES removal_run(run_no)
  PRIMARY KEY (run_no, program, area_no, cause)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_add for INSERT to dtsen_worker with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table removal_override owned by dtsen_owner, row-level security forced -- policy: reference; who answers for removals above the budget of a program, and why; two different people each; append-only
  run_no bigint not null
  program text not null
  account_id bigint not null
  reason text not null
  at timestamp with time zone not null default now()
  CHECK ((length(TRIM(BOTH FROM reason)) >= 20))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (run_no) REFERENCES removal_run(run_no)
  PRIMARY KEY (run_no, program, account_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table removal_run owned by dtsen_owner, row-level security forced -- policy: reference; who would leave programs with a version, as counts with small ones withheld, and the digest of the sealed list
  run_no bigint not null generated always as identity
  before_no integer not null
  version_no integer not null
  figures jsonb not null
  file_sha256 text not null
  reply_days integer not null
  made_at timestamp with time zone not null default now()
  issued_on date
  effect_on date
  determinations bigint[] not null default '{}'::bigint[]
  CHECK ((before_no <> version_no))
  CHECK (((issued_on IS NULL) = (effect_on IS NULL)))
  CHECK ((effect_on > issued_on))
  CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK (((reply_days >= 1) AND (reply_days <= 250)))
  FOREIGN KEY (before_no) REFERENCES version(version_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (run_no)
  INDEX removal_run_newest ON dtsen.removal_run USING btree (version_no, run_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_add for INSERT to dtsen_worker with check (issued_on IS NULL)
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table removal_step owned by dtsen_owner, row-level security forced -- policy: reference; what may be done to a removal, by which right, from the law book
  from_state text not null
  act text not null
  to_state text not null
  right_code text not null
  is_second boolean not null
  is_after_reply boolean not null
  CHECK ((act = ANY (ARRAY['propose-notice'::text, 'confirm-notice'::text, 'record-appeal'::text, 'propose-removal'::text, 'confirm-removal'::text, 'keep'::text, 'reinstate'::text])))
  CHECK (((to_state <> 'effective'::text) OR (is_second AND is_after_reply)))
  CHECK ((from_state = ANY (ARRAY['held'::text, 'notice-proposed'::text, 'noticed'::text, 'appealed'::text, 'removal-proposed'::text, 'effective'::text, 'kept'::text, 'reinstated'::text])))
  CHECK ((to_state = ANY (ARRAY['held'::text, 'notice-proposed'::text, 'noticed'::text, 'appealed'::text, 'removal-proposed'::text, 'effective'::text, 'kept'::text, 'reinstated'::text])))
  PRIMARY KEY (from_state, act)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table resignation owned by dtsen_owner, row-level security forced -- policy: region; which places a family gives back, who of it was met twice, and since when they are given back
  case_id bigint not null
  programs text[] not null
  channel text not null
  person_id bigint
  met_on date
  met_at text
  met_by bigint
  cooling_until date
  again_person_id bigint
  again_on date
  again_at text
  again_by bigint
  effective_on date
  CHECK ((again_at = ANY (ARRAY['home'::text, 'office'::text])))
  CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text])))
  CHECK ((cooling_until > met_on))
  CHECK ((again_on > cooling_until))
  CHECK ((((met_on IS NULL) = (met_at IS NULL)) AND ((met_on IS NULL) = (met_by IS NULL)) AND ((met_on IS NULL) = (cooling_until IS NULL))))
  CHECK ((((again_on IS NULL) = (again_at IS NULL)) AND ((again_on IS NULL) = (again_by IS NULL))))
  CHECK (((effective_on IS NULL) OR (again_on IS NOT NULL)))
  CHECK ((met_at = ANY (ARRAY['home'::text, 'office'::text])))
  CHECK (((cardinality(programs) >= 1) AND (cardinality(programs) <= 5)))
  FOREIGN KEY (again_by) REFERENCES account(account_id)
  FOREIGN KEY (case_id) REFERENCES case_file(case_id)
  FOREIGN KEY (met_by) REFERENCES account(account_id)
  PRIMARY KEY (case_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM case_file c
  WHERE (c.case_id = resignation.case_id)))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table review_answer owned by dtsen_owner, row-level security forced -- policy: self; what people said of pairs, append-only; others' answers are seen once nobody answers blindly any more
  answer_no bigint not null generated always as identity
  pair_id bigint not null
  round integer not null
  account_id bigint not null default acting_account()
  stage text not null
  verdict text not null
  note text
  seconds integer
  at timestamp with time zone not null default clock_timestamp()
  CHECK (((stage = 'undo'::text) = (verdict = ANY (ARRAY['undo'::text, 'keep'::text]))))
  CHECK (((seconds >= 0) AND (seconds <= 3600)))
  CHECK ((stage = ANY (ARRAY['first'::text, 'senior'::text, 'second'::text, 'undo'::text])))
  CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text, 'unsure'::text, 'withdrawn'::text, 'undo'::text, 'keep'::text])))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (pair_id) REFERENCES review_pair(pair_id)
  PRIMARY KEY (answer_no)
  INDEX review_answer_by_account ON dtsen.review_answer USING btree (account_id, answer_no)
  INDEX review_answer_by_pair ON dtsen.review_answer USING btree (pair_id, round, answer_no)
  CREATE TRIGGER review_answer_append_only BEFORE DELETE OR UPDATE ON dtsen.review_answer FOR EACH ROW EXECUTE FUNCTION refuse_all_but_blanking()
  CREATE TRIGGER review_answer_no_truncate BEFORE TRUNCATE ON dtsen.review_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy self_read for SELECT to dtsen_app using ((account_id = ( SELECT acting_account() AS acting_account)) OR (EXISTS ( SELECT
   FROM review_pair p
  WHERE ((p.pair_id = review_answer.pair_id) AND ((p.state = ANY (ARRAY['second'::text, 'decided'::text, 'undo-second'::text])) OR (p.round > review_answer.round))))))
  grant SELECT to dtsen_app

table review_claim owned by dtsen_owner, row-level security forced -- policy: self; who looks at which pair, and until when it is kept for them
  pair_id bigint not null
  account_id bigint not null
  until timestamp with time zone not null
  later_on date
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (pair_id) REFERENCES review_pair(pair_id)
  PRIMARY KEY (pair_id, account_id)
  INDEX review_claim_by_account ON dtsen.review_claim USING btree (account_id, until)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy self_read for SELECT to dtsen_app using (account_id = ( SELECT acting_account() AS acting_account))
  grant SELECT to dtsen_app

table review_cluster owned by dtsen_owner, row-level security forced -- policy: region; what matching joined and a person should look at: large, sparse or contradictory
  cluster_key bigint not null
  version_no integer not null
  person_id bigint
  family_id bigint
  village_lo bigint not null default 0
  village_hi bigint not null default 0
  is_on_register boolean not null
  records integer not null
  deliveries integer not null
  density_permille smallint not null
  contradictions text[] not null default '{}'::text[]
  members jsonb not null
  edges jsonb not null
  CHECK ((village_lo <= village_hi))
  CHECK (((density_permille >= 0) AND (density_permille <= 1000)))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (cluster_key)
  INDEX review_cluster_density ON dtsen.review_cluster USING btree (density_permille, cluster_key)
  INDEX review_cluster_size ON dtsen.review_cluster USING btree (records DESC, cluster_key)
  CREATE TRIGGER review_cluster_leaves_out BEFORE INSERT ON dtsen.review_cluster FOR EACH ROW EXECUTE FUNCTION leave_out_erased()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_lo >= ( SELECT my_low('review-pair'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('review-pair'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('review-pair'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('review-pair'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('review-pair'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('review-pair'::text) AS my_ranges))) AND (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table review_event owned by dtsen_owner, row-level security forced -- policy: region; what the ledger says of people of pairs under review; ids and codes, no identity
  event_no bigint not null
  version_no integer not null
  kind text not null
  person_id bigint not null
  other_person_id bigint
  record_key bigint
  reason text not null
  rule text
  weight_millibits bigint
  actor text not null
  decision_no bigint
  CHECK ((kind = ANY (ARRAY['mint'::text, 'attach'::text, 'detach'::text, 'merge'::text, 'split'::text, 'retire'::text])))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (event_no)
  INDEX review_event_other ON dtsen.review_event USING btree (other_person_id, event_no) WHERE (other_person_id IS NOT NULL)
  INDEX review_event_person ON dtsen.review_event USING btree (person_id, event_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM review_pair p
  WHERE ((p.record_person_id = ANY (ARRAY[review_event.person_id, review_event.other_person_id])) OR (p.spine_person_id = ANY (ARRAY[review_event.person_id, review_event.other_person_id])))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table review_gold owned by dtsen_owner, row-level security forced -- policy: vault; what is known of pairs mixed in to see how well people review; read by functions alone
  pair_id bigint not null
  truth text not null
  CHECK ((truth = ANY (ARRAY['same'::text, 'different'::text])))
  FOREIGN KEY (pair_id) REFERENCES review_pair(pair_id)
  PRIMARY KEY (pair_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker

table review_pair owned by dtsen_owner, row-level security forced -- policy: region; two records of which people say whether they are one person; ids and agreement, no identity
  pair_id bigint not null generated always as identity
  version_no integer not null
  record_key bigint not null
  spine_key bigint not null
  left_key bigint not null default LEAST(record_key, spine_key)
  right_key bigint not null default GREATEST(record_key, spine_key)
  record_person_id bigint
  record_family_id bigint
  spine_person_id bigint
  spine_family_id bigint
  record_village_no bigint not null default 0
  spine_village_no bigint not null default 0
  weight bigint not null
  margin bigint
  chance_permille smallint
  waterfall jsonb not null
  provenance text not null default ''::text
  aid jsonb not null default '{}'::jsonb
  stake text not null
  value bigint not null
  opened_on date not null
  is_double boolean not null
  asked_in text not null default 'matching'::text
  round integer not null default 1
  state text not null default 'open'::text
  state_at timestamp with time zone not null default now()
  waits_until date
  lapsed_at timestamp with time zone
  lapsed_from text
  CHECK ((asked_in = ANY (ARRAY['matching'::text, 'cluster'::text])))
  CHECK (((chance_permille >= 0) AND (chance_permille <= 1000)))
  CHECK (((lapsed_at IS NULL) = (lapsed_from IS NULL)))
  CHECK (((waits_until IS NOT NULL) = (state = ANY (ARRAY['second'::text, 'undo-second'::text]))))
  CHECK (((record_key > 0) OR (state = ANY (ARRAY['open'::text, 'closed'::text]))))
  CHECK ((lapsed_from = ANY (ARRAY['second'::text, 'undo-second'::text, 'decided'::text])))
  CHECK ((spine_key > 0))
  CHECK ((stake = ANY (ARRAY['none'::text, 'would-enter'::text, 'receives'::text])))
  CHECK ((state = ANY (ARRAY['open'::text, 'senior'::text, 'second'::text, 'decided'::text, 'undo-second'::text, 'set-aside'::text, 'closed'::text])))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (pair_id)
  UNIQUE (record_key, spine_key)
  INDEX review_pair_lapse ON dtsen.review_pair USING btree (waits_until) WHERE (waits_until IS NOT NULL)
  INDEX review_pair_people ON dtsen.review_pair USING btree (record_person_id)
  INDEX review_pair_queue ON dtsen.review_pair USING btree (value DESC, pair_id) WHERE (state = 'open'::text)
  INDEX review_pair_record ON dtsen.review_pair USING btree (record_village_no)
  INDEX review_pair_spine ON dtsen.review_pair USING btree (spine_person_id)
  INDEX review_pair_state ON dtsen.review_pair USING btree (state, state_at DESC, pair_id DESC) WHERE (state <> 'open'::text)
  CREATE TRIGGER review_pair_leaves_out BEFORE INSERT ON dtsen.review_pair FOR EACH ROW EXECUTE FUNCTION leave_out_erased_pair()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((record_village_no >= ( SELECT my_low('review-pair'::text) AS my_low)) AND (record_village_no <= ( SELECT my_high('review-pair'::text) AS my_high))) AND (record_village_no <@ ( SELECT my_ranges('review-pair'::text) AS my_ranges)) AND (((spine_village_no >= ( SELECT my_low('review-pair'::text) AS my_low)) AND (spine_village_no <= ( SELECT my_high('review-pair'::text) AS my_high))) AND (spine_village_no <@ ( SELECT my_ranges('review-pair'::text) AS my_ranges))) AND (NOT dtsen_policy.is_hidden('person'::text, record_person_id, record_family_id)) AND (NOT dtsen_policy.is_hidden('person'::text, spine_person_id, spine_family_id)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT (pair_id, version_no, record_key, spine_key, left_key, right_key, record_person_id, record_family_id, spine_person_id, spine_family_id, record_village_no, spine_village_no, weight, margin, chance_permille, waterfall, provenance, aid, stake, value, opened_on, asked_in, round, state, state_at, waits_until, lapsed_at, lapsed_from) to dtsen_app

table review_record owned by dtsen_owner, row-level security forced -- policy: region; the records of pairs and clusters under review with those of their cards, identity encrypted
  record_key bigint not null
  version_no integer not null
  person_id bigint
  family_id bigint
  village_no bigint not null default 0
  household_key bigint not null
  source text not null
  as_of integer not null
  identity_enc bytea not null
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (record_key)
  INDEX review_record_household ON dtsen.review_record USING btree (household_key)
  INDEX review_record_person ON dtsen.review_record USING btree (person_id)
  CREATE TRIGGER review_record_leaves_out BEFORE INSERT ON dtsen.review_record FOR EACH ROW EXECUTE FUNCTION leave_out_erased_record()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_no >= ( SELECT my_low('review-pair'::text) AS my_low)) AND (village_no <= ( SELECT my_high('review-pair'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('review-pair'::text) AS my_ranges)) AND (NOT dtsen_policy.is_hidden('person'::text, person_id, family_id)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app

table review_term owned by dtsen_owner, row-level security forced -- policy: reference; how review is done from a day on (domain identity-review.ts)
  valid_from date not null
  double_permille integer not null
  gold_permille integer not null
  claim_minutes integer not null
  keep_days integer not null
  second_days integer not null
  basis text not null
  CHECK (((claim_minutes >= 1) AND (claim_minutes <= 240)))
  CHECK (((double_permille >= 0) AND (double_permille <= 1000)))
  CHECK (((gold_permille >= 0) AND (gold_permille <= 1000)))
  CHECK ((keep_days > 0))
  CHECK ((second_days > 0))
  PRIMARY KEY (valid_from)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table role owned by dtsen_owner, row-level security forced -- policy: reference; what an appointed person does (domain.md 7.4, 7.6)
  role_code text not null
  institutions text[] not null
  name_id text not null
  name_en text not null
  needs_totp boolean not null default true
  PRIMARY KEY (role_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table role_conflict owned by dtsen_owner, row-level security forced -- policy: reference; pairs of roles that nobody may hold at the same time, both ways
  role_code text not null
  other_role_code text not null
  reason text not null
  FOREIGN KEY (other_role_code) REFERENCES role(role_code)
  FOREIGN KEY (role_code) REFERENCES role(role_code)
  PRIMARY KEY (role_code, other_role_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table role_giver owned by dtsen_owner, row-level security forced -- policy: reference; administrators of the giver may give the role in that institution, at those tiers
  giver text not null
  role_code text not null
  institution_code text not null
  tiers text[] not null
  FOREIGN KEY (giver) REFERENCES institution(institution_code)
  FOREIGN KEY (institution_code) REFERENCES institution(institution_code)
  FOREIGN KEY (role_code) REFERENCES role(role_code)
  PRIMARY KEY (giver, role_code, institution_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table role_right owned by dtsen_owner, row-level security forced -- policy: reference; which right a role has, for which purpose
  role_code text not null
  right_code text not null
  purpose_code text not null
  FOREIGN KEY (purpose_code) REFERENCES purpose(purpose_code)
  FOREIGN KEY (role_code) REFERENCES role(role_code)
  PRIMARY KEY (role_code, right_code, purpose_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table rule_count owned by dtsen_owner, row-level security forced -- policy: reference; what a proposed rule does to everybody in a version, counted exactly; small counts withheld, nobody's data
  count_no bigint not null generated always as identity
  program_code text not null
  rule jsonb not null
  rule_sha256 text not null
  based_on bigint
  version_no integer not null
  asked_by bigint not null
  asked_at timestamp with time zone not null default now()
  state text not null default 'asked'::text
  taken_at timestamp with time zone
  ended_at timestamp with time zone
  problem text
  result jsonb
  CHECK (((state = 'done'::text) = (result IS NOT NULL)))
  CHECK (((state = 'failed'::text) = (problem IS NOT NULL)))
  CHECK ((problem ~ '^[a-z-]{3,40}$'::text))
  CHECK ((rule_sha256 ~ '^[0-9a-f]{64}$'::text))
  CHECK ((state = ANY (ARRAY['asked'::text, 'running'::text, 'done'::text, 'failed'::text])))
  FOREIGN KEY (asked_by) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (count_no)
  UNIQUE (program_code, rule_sha256, version_no)
  INDEX rule_count_waiting ON dtsen.rule_count USING btree (count_no) WHERE (state = ANY (ARRAY['asked'::text, 'running'::text]))
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table rule_draft owned by dtsen_owner, row-level security forced -- policy: reference; rules of programs that were proposed, with law and day; counts of nobody; append-only
  draft_no bigint not null generated always as identity
  program_code text not null
  effective_on date not null
  act_kind text not null
  act_number text not null
  act_signed_on date not null
  edits jsonb not null
  change jsonb not null
  said jsonb not null
  before_ruleset text not null
  after_ruleset text not null
  counted jsonb
  based_on bigint
  proposed_by bigint not null
  proposed_at timestamp with time zone not null default now()
  CHECK (((length(btrim(act_number)) >= 3) AND (length(btrim(act_number)) <= 120)))
  CHECK ((((change ->> 'validFrom'::text) = (effective_on)::text) AND (jsonb_typeof((change -> 'rules'::text)) = 'array'::text)))
  FOREIGN KEY (based_on) REFERENCES rule_draft(draft_no)
  FOREIGN KEY (proposed_by) REFERENCES account(account_id)
  PRIMARY KEY (draft_no)
  INDEX rule_draft_of ON dtsen.rule_draft USING btree (program_code, draft_no)
  CREATE TRIGGER rule_draft_append_only BEFORE DELETE OR UPDATE ON dtsen.rule_draft FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER rule_draft_no_truncate BEFORE TRUNCATE ON dtsen.rule_draft FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table rule_draft_word owned by dtsen_owner, row-level security forced -- policy: reference; what people said of a proposed rule, one word after the other; the last is where it stands; append-only
  word_no bigint not null generated always as identity
  draft_no bigint not null
  state text not null
  account_id bigint not null
  reason text
  at timestamp with time zone not null default now()
  CHECK (((state <> ALL (ARRAY['returned'::text, 'cancelled'::text])) OR (length(TRIM(BOTH FROM COALESCE(reason, ''::text))) >= 20)))
  CHECK ((length(reason) <= 500))
  CHECK ((state = ANY (ARRAY['proposed'::text, 'returned'::text, 'withdrawn'::text, 'activated'::text, 'cancelled'::text])))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (draft_no) REFERENCES rule_draft(draft_no)
  PRIMARY KEY (word_no)
  INDEX rule_draft_word_of ON dtsen.rule_draft_word USING btree (draft_no, word_no)
  CREATE TRIGGER rule_draft_word_append_only BEFORE DELETE OR UPDATE ON dtsen.rule_draft_word FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER rule_draft_word_no_truncate BEFORE TRUNCATE ON dtsen.rule_draft_word FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER rule_draft_word_order BEFORE INSERT ON dtsen.rule_draft_word FOR EACH ROW EXECUTE FUNCTION keep_rule_draft_order()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table rule_part owned by dtsen_owner, row-level security forced -- policy: vault; members paid for by component, by regency, percentile and decile of a version; read through rule_cells alone; no personal data
  version_no integer not null
  program text not null
  regency_no integer not null
  bin smallint not null
  decile smallint not null
  parts jsonb not null
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, program, regency_no, bin, decile)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT to dtsen_worker

table session owned by dtsen_owner, row-level security forced -- policy: self; only the digest of a token is kept
  session_id bigint not null generated always as identity
  token_sha256 bytea not null
  account_id bigint not null
  device text not null default ''::text
  created_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now()
  idle_until timestamp with time zone not null
  absolute_until timestamp with time zone not null
  ended_at timestamp with time zone
  end_reason text
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  PRIMARY KEY (session_id)
  UNIQUE (token_sha256)
  INDEX session_by_account ON dtsen.session USING btree (account_id) WHERE (ended_at IS NULL)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy self_read for SELECT to dtsen_app using (account_id = ( SELECT acting_account() AS acting_account))
  grant SELECT (session_id, account_id, device, created_at, last_seen_at, idle_until, absolute_until, ended_at, end_reason) to dtsen_app

table sign_in_attempt owned by dtsen_owner, row-level security forced -- policy: vault; counts tries so that guessing stops
  attempt_no bigint not null generated always as identity
  username text not null
  at timestamp with time zone not null default clock_timestamp()
  is_accepted boolean
  PRIMARY KEY (attempt_no)
  INDEX sign_in_attempt_by_name ON dtsen.sign_in_attempt USING btree (username, at)
  policy owner_all for ALL to dtsen_owner using true with check true

table source_owner owned by dtsen_owner, row-level security forced -- policy: reference; who owns a source, by which law it sends, how long we keep it
  source text not null
  institution text not null
  legal_basis text not null
  cadence text not null default ''::text
  retention_months integer not null
  CHECK ((retention_months > 0))
  PRIMARY KEY (source)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table suppression owned by dtsen_vault, row-level security forced -- policy: vault; who disappears for safety from lookups, relatives, who-looked, exports, lists; protects from the first order on
  suppression_id bigint not null generated always as identity
  unit text not null
  unit_id bigint not null
  ground text not null
  legal_basis text not null default ''::text
  reference text not null default ''::text
  review_on date not null default (CURRENT_DATE + 90)
  village_no bigint
  version_no integer not null default 0
  ordered_by bigint not null
  starts_at timestamp with time zone not null default now()
  release_asked_by bigint
  release_reason text
  released_at timestamp with time zone
  released_by bigint
  CHECK (((released_by IS DISTINCT FROM release_asked_by) OR (released_by IS NULL)))
  CHECK ((ground = ANY (ARRAY['shelter'::text, 'witness'::text, 'violence'::text, 'threat'::text, 'court-order'::text])))
  CHECK ((unit = ANY (ARRAY['person'::text, 'family'::text])))
  PRIMARY KEY (suppression_id)
  UNIQUE INDEX suppression_in_force ON dtsen.suppression USING btree (unit, unit_id) WHERE (released_at IS NULL)
  CREATE TRIGGER suppression_marks AFTER INSERT OR DELETE OR UPDATE ON dtsen.suppression FOR EACH STATEMENT EXECUTE FUNCTION suppression_changed()
  CREATE TRIGGER suppression_of_version BEFORE INSERT ON dtsen.suppression FOR EACH ROW EXECUTE FUNCTION suppression_is_of_version()
  policy owner_all for ALL to dtsen_vault using true with check true

table suppression_member owned by dtsen_vault, row-level security forced -- policy: vault; persons whom the order of a family protects; ids only
  suppression_id bigint not null
  person_id bigint not null
  version_no integer not null
  is_joined boolean not null
  FOREIGN KEY (suppression_id) REFERENCES suppression(suppression_id) ON DELETE CASCADE
  PRIMARY KEY (suppression_id, person_id, version_no)
  policy owner_all for ALL to dtsen_vault using true with check true

table told_reading owned by dtsen_owner, row-level security forced -- policy: reference; acts and purposes that a family is told of later or never, from the law book
  kind text not null
  code text not null
  telling text not null
  CHECK ((kind = ANY (ARRAY['act'::text, 'purpose'::text, 'public-act'::text])))
  CHECK ((telling = ANY (ARRAY['at-once'::text, 'later'::text, 'never'::text])))
  PRIMARY KEY (kind, code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table tombstone owned by dtsen_owner, row-level security forced -- policy: assignment; who was erased; every build leaves them out
  tombstone_no bigint not null generated always as identity
  unit text not null
  unit_id bigint not null
  ground text not null
  erased_at timestamp with time zone not null default now()
  erased_by text not null
  confirmed_by text
  records bigint[] not null default '{}'::bigint[]
  stood_in jsonb not null default '[]'::jsonb
  CHECK ((unit = ANY (ARRAY['person'::text, 'family'::text])))
  PRIMARY KEY (tombstone_no)
  UNIQUE (unit, unit_id)
  INDEX tombstone_records ON dtsen.tombstone USING gin (records)
  CREATE TRIGGER tombstone_forgets_in_book AFTER INSERT ON dtsen.tombstone FOR EACH ROW EXECUTE FUNCTION forget_in_book()
  CREATE TRIGGER tombstone_forgets_past AFTER INSERT OR UPDATE ON dtsen.tombstone FOR EACH STATEMENT EXECUTE FUNCTION forget_past()
  CREATE TRIGGER tombstone_forgets_removals AFTER INSERT ON dtsen.tombstone FOR EACH ROW EXECUTE FUNCTION forget_removals()
  policy assignment_read for SELECT to dtsen_app using ( SELECT holds('read-audit'::text) AS holds)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table unchanged_word owned by dtsen_owner, row-level security forced -- policy: region; families that said of a version that nothing has changed; append-only
  word_no bigint not null generated always as identity
  family_id bigint not null
  version_no integer not null
  village_no bigint not null
  domicile_village_no bigint not null
  said_on date not null
  PRIMARY KEY (word_no)
  UNIQUE (family_id, version_no)
  INDEX unchanged_word_by_village ON dtsen.unchanged_word USING btree (village_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM family f
  WHERE ((f.version_no = unchanged_word.version_no) AND (f.family_id = unchanged_word.family_id))))
  policy worker_read for SELECT to dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_worker

table unidentified_event owned by dtsen_owner, row-level security forced -- policy: region; history of an unidentified person, append-only
  event_no bigint not null generated always as identity
  unidentified_id bigint not null
  kind text not null
  at timestamp with time zone not null default now()
  by_account bigint
  village_no bigint not null
  domicile_village_no bigint not null
  note text
  person_id bigint
  CHECK ((kind = ANY (ARRAY['found'::text, 'referred'::text, 'reminded'::text, 'promoted'::text, 'closed'::text, 'noted'::text])))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (unidentified_id) REFERENCES unidentified_person(unidentified_id)
  PRIMARY KEY (event_no)
  INDEX unidentified_event_by_person ON dtsen.unidentified_event USING btree (unidentified_id)
  CREATE TRIGGER unidentified_event_append_only BEFORE DELETE OR UPDATE ON dtsen.unidentified_event FOR EACH ROW EXECUTE FUNCTION refuse_all_but_blanking()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_add for INSERT to dtsen_app with check (((village_no >= ( SELECT my_low('record-unidentified'::text) AS my_low)) AND (village_no <= ( SELECT my_high('record-unidentified'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('record-unidentified'::text) AS my_ranges)) AND (by_account = ( SELECT acting_account() AS acting_account)))
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT (NOT (EXISTS ( SELECT
   FROM unidentified_person u
  WHERE (u.unidentified_id = unidentified_event.unidentified_id)))))))
  policy region_refer for INSERT to dtsen_app with check (((village_no >= ( SELECT my_low('refer-unidentified'::text) AS my_low)) AND (village_no <= ( SELECT my_high('refer-unidentified'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('refer-unidentified'::text) AS my_ranges)) AND (by_account = ( SELECT acting_account() AS acting_account)))
  policy worker_add for INSERT to dtsen_worker with check true
  policy worker_read for SELECT to dtsen_worker using true
  grant INSERT, SELECT to dtsen_app
  grant INSERT, SELECT to dtsen_worker

table unidentified_person owned by dtsen_owner, row-level security forced -- policy: region; people without NIK or KK beside the version, until the civil registry knows them
  unidentified_id bigint not null generated always as identity
  client_id uuid not null
  name text
  sex smallint
  birth_year_estimate integer
  description text
  village_no bigint not null
  domicile_village_no bigint not null
  found_on date not null
  institution_code text
  recorded_by bigint not null
  recorded_at timestamp with time zone not null default now()
  referred_to text
  referral_due_on date
  state text not null default 'found'::text
  promoted_person_id bigint
  is_suppressed boolean not null default false
  CHECK ((state = ANY (ARRAY['found'::text, 'referred'::text, 'promoted'::text, 'closed'::text])))
  FOREIGN KEY (institution_code) REFERENCES institution(institution_code)
  FOREIGN KEY (recorded_by) REFERENCES account(account_id)
  PRIMARY KEY (unidentified_id)
  UNIQUE (client_id)
  INDEX unidentified_by_village ON dtsen.unidentified_person USING btree (village_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_add for INSERT to dtsen_app with check (((village_no >= ( SELECT my_low('record-unidentified'::text) AS my_low)) AND (village_no <= ( SELECT my_high('record-unidentified'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('record-unidentified'::text) AS my_ranges)) AND (recorded_by = ( SELECT acting_account() AS acting_account)))
  policy region_change for UPDATE to dtsen_app using (((village_no >= ( SELECT my_low('record-unidentified'::text) AS my_low)) AND (village_no <= ( SELECT my_high('record-unidentified'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('record-unidentified'::text) AS my_ranges))) with check (((village_no >= ( SELECT my_low('record-unidentified'::text) AS my_low)) AND (village_no <= ( SELECT my_high('record-unidentified'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('record-unidentified'::text) AS my_ranges)))
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-family'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-family'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-family'::text) AS my_ranges)))) AND ((NOT (is_suppressed OR ((promoted_person_id IS NOT NULL) AND dtsen_policy.is_hidden('person'::text, promoted_person_id, NULL::bigint)))) OR ( SELECT holds('order-suppression'::text) AS holds)))
  policy region_refer for UPDATE to dtsen_app using (((village_no >= ( SELECT my_low('refer-unidentified'::text) AS my_low)) AND (village_no <= ( SELECT my_high('refer-unidentified'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('refer-unidentified'::text) AS my_ranges))) with check (((village_no >= ( SELECT my_low('refer-unidentified'::text) AS my_low)) AND (village_no <= ( SELECT my_high('refer-unidentified'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('refer-unidentified'::text) AS my_ranges)))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT to dtsen_app
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant UPDATE (referred_to, referral_due_on, state, promoted_person_id) to dtsen_app

table vault_basis owned by dtsen_owner, row-level security forced -- policy: reference; which role opens vault facts on which law (domain vault.ts)
  basis_code text not null
  role_code text not null
  legal_basis text not null
  FOREIGN KEY (role_code) REFERENCES role(role_code)
  PRIMARY KEY (basis_code, role_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table vault_fact owned by dtsen_vault, row-level security forced -- policy: vault; specific personal data (UU 27/2022 art. 4(2)); shown to that person, guardian, or by own legal basis
  version_no integer not null
  person_id bigint not null
  village_no bigint not null
  facts integer[] not null
  PRIMARY KEY (version_no, person_id)
  CREATE TRIGGER vault_fact_leaves_out BEFORE INSERT ON dtsen.vault_fact FOR EACH ROW EXECUTE FUNCTION leave_out_erased()
  policy owner_all for ALL to dtsen_vault using true with check true
  policy worker_add for INSERT to dtsen_worker with check true
  grant INSERT to dtsen_worker

table vault_note owned by dtsen_vault, row-level security forced -- policy: vault; PPKS/PAS category, HIV, drugs, mental health, violence, diagnosis, gambling
  note_id bigint not null generated always as identity
  person_id bigint not null
  category text not null
  legal_basis text not null
  sealed_note bytea not null
  recorded_by bigint not null
  recorded_at timestamp with time zone not null default now()
  erase_after date not null
  CHECK ((category = ANY (ARRAY['ppks'::text, 'pas'::text, 'hiv'::text, 'drugs'::text, 'mental-health'::text, 'violence'::text, 'diagnosis'::text, 'gambling'::text])))
  PRIMARY KEY (note_id)
  INDEX vault_note_by_person ON dtsen.vault_note USING btree (person_id)
  policy owner_all for ALL to dtsen_vault using true with check true

table version owned by dtsen_owner, row-level security forced -- policy: reference; editions of the register; a lake folder without a row is garbage
  version_no integer not null generated by default as identity
  label text not null
  state text not null default 'building'::text
  basis text not null
  as_of date not null
  parent_version_no integer
  seed text not null default ''::text
  inputs jsonb not null default '{}'::jsonb
  manifest_sha256 text
  content_hash jsonb
  code_version text not null default ''::text
  families bigint
  persons bigint
  findings_cut_off timestamp with time zone
  built_by text not null
  started_at timestamp with time zone not null default now()
  frozen_at timestamp with time zone
  projected_at timestamp with time zone
  published_at timestamp with time zone
  published_by text
  withdrawn_at timestamp with time zone
  withdrawn_reason text
  failed_at timestamp with time zone
  failed_reason text
  set_aside bigint[] not null default '{}'::bigint[]
  ranked_by text not null default ''::text
  CHECK ((basis = ANY (ARRAY['persons'::text, 'families'::text])))
  CHECK (((state = 'failed'::text) = (failed_reason IS NOT NULL)))
  CHECK (((state <> ALL (ARRAY['frozen'::text, 'projected'::text, 'published'::text])) OR (manifest_sha256 IS NOT NULL)))
  CHECK ((state = ANY (ARRAY['building'::text, 'frozen'::text, 'projected'::text, 'published'::text, 'withdrawn'::text, 'failed'::text])))
  FOREIGN KEY (parent_version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no)
  UNIQUE (label)
  CREATE TRIGGER version_withdrawn_back BEFORE UPDATE OF state ON dtsen.version FOR EACH ROW WHEN (((new.state = 'withdrawn'::text) AND (old.state <> 'withdrawn'::text))) EXECUTE FUNCTION refuse_barred_back()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table version_delivery owned by dtsen_owner, row-level security forced -- policy: reference; which deliveries a version was made of
  version_no integer not null
  delivery_no integer not null
  FOREIGN KEY (delivery_no) REFERENCES delivery(delivery_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, delivery_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table version_diff owned by dtsen_owner, row-level security forced -- policy: reference; what moved between a version and the one before it; counts with small ones withheld, of nobody
  version_no integer not null
  before_no integer not null
  figures jsonb
  refused text
  made_at timestamp with time zone not null default now()
  CHECK ((before_no <> version_no))
  CHECK (((figures IS NULL) <> (refused IS NULL)))
  CHECK ((length(refused) < 60))
  FOREIGN KEY (before_no) REFERENCES version(version_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table version_figure owned by dtsen_owner, row-level security forced -- policy: reference; counts and quality figures of a version; no personal data
  version_no integer not null
  figure text not null
  area text not null default 'ID'::text
  dims jsonb not null default '{}'::jsonb
  value bigint not null
  unit text not null default 'count'::text
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, figure, area, dims)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table version_gate owned by dtsen_owner, row-level security forced -- policy: reference; what a version was judged by when it was frozen, with figure and bound; counts only, append-only
  version_no integer not null
  gate text not null
  figure bigint
  bound bigint not null
  outcome text not null
  basis text not null
  CHECK (((figure IS NULL) = (outcome = 'first'::text)))
  CHECK (((outcome <> 'passed'::text) OR (figure <= bound)))
  CHECK ((gate = ANY (ARRAY['completeness'::text, 'member-completeness'::text, 'duplicates'::text, 'unmatched'::text, 'removed'::text, 'score-shift'::text, 'decile-shift'::text])))
  CHECK ((outcome = ANY (ARRAY['passed'::text, 'failed'::text, 'too-few'::text, 'first'::text])))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, gate)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_add for INSERT to dtsen_worker with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table version_list owned by dtsen_owner, row-level security forced -- policy: reference; what a version says of a program's list; counts with small ones withheld, of nobody
  version_no integer not null
  program_code text not null
  ruleset_id text not null
  outcome_sha256 text not null
  quotas_sha256 text not null
  quotas_are_example boolean not null
  draw_key text not null
  determiner text not null
  is_by_rank boolean not null
  counts jsonb not null
  regencies jsonb not null
  amount_rupiah bigint not null
  is_brought boolean not null default false
  CHECK ((amount_rupiah >= 0))
  CHECK ((outcome_sha256 ~ '^[0-9a-f]{64}$'::text))
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, program_code)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table version_model owned by dtsen_owner, row-level security forced -- policy: reference; welfare models of a version; coefficients, no personal data
  version_no integer not null
  models jsonb not null
  layers jsonb
  national_cuts bigint[]
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_all for ALL to dtsen_worker using true with check true
  grant INSERT, SELECT, UPDATE to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table version_program owned by dtsen_owner, row-level security forced -- policy: reference; programs that versions determine from a day on, by two people; of nobody; answered once, never changed after
  entry_no bigint not null generated always as identity
  program_code text not null
  is_in boolean not null
  from_day date not null
  quotas jsonb
  ground text not null
  proposed_by bigint not null
  proposed_at timestamp with time zone not null default now()
  answer text
  answered_by bigint
  answered_at timestamp with time zone
  budgets jsonb
  CHECK ((answer = ANY (ARRAY['confirmed'::text, 'refused'::text])))
  CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL))))
  CHECK (((answer IS DISTINCT FROM 'confirmed'::text) OR (answered_by <> proposed_by)))
  CHECK (((length(btrim(ground)) >= 20) AND (length(btrim(ground)) <= 500)))
  CHECK ((((quotas IS NULL) OR (is_in AND (jsonb_typeof(quotas) = 'array'::text))) AND ((budgets IS NULL) OR (is_in AND (jsonb_typeof(budgets) = 'array'::text)))))
  FOREIGN KEY (answered_by) REFERENCES account(account_id)
  FOREIGN KEY (proposed_by) REFERENCES account(account_id)
  PRIMARY KEY (entry_no)
  INDEX version_program_of ON dtsen.version_program USING btree (program_code, from_day, entry_no)
  UNIQUE INDEX version_program_waiting ON dtsen.version_program USING btree (program_code) WHERE (answer IS NULL)
  CREATE TRIGGER version_program_kept BEFORE DELETE OR UPDATE ON dtsen.version_program FOR EACH ROW EXECUTE FUNCTION keep_version_program()
  CREATE TRIGGER version_program_no_truncate BEFORE TRUNCATE ON dtsen.version_program FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table verval_answer owned by dtsen_owner, row-level security forced -- policy: region; what was found of a name, append-only; the newest counts
  answer_no bigint not null generated always as identity
  round_no bigint not null
  family_id bigint not null
  reason text not null
  seen_on date not null
  offered_on date
  finding_id bigint
  by_account bigint not null
  at timestamp with time zone not null
  CHECK (((reason = 'not-found'::text) = (offered_on IS NOT NULL)))
  CHECK ((offered_on > seen_on))
  CHECK (((finding_id IS NOT NULL) = (reason = ANY (ARRAY['deceased'::text, 'moved-within-country'::text, 'duplicate'::text, 'well-off'::text]))))
  CHECK ((reason = ANY (ARRAY['active'::text, 'deceased'::text, 'moved-within-country'::text, 'moved-abroad'::text, 'not-found'::text, 'duplicate'::text, 'well-off'::text, 'refuses'::text, 'new-member'::text, 'identity-not-matched'::text])))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  FOREIGN KEY (finding_id) REFERENCES finding(finding_id)
  FOREIGN KEY (round_no, family_id) REFERENCES verval_row(round_no, family_id)
  PRIMARY KEY (answer_no)
  INDEX verval_answer_by_account ON dtsen.verval_answer USING btree (by_account)
  INDEX verval_answer_by_finding ON dtsen.verval_answer USING btree (finding_id)
  INDEX verval_answer_by_row ON dtsen.verval_answer USING btree (round_no, family_id, answer_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM verval_row r
  WHERE ((r.round_no = verval_answer.round_no) AND (r.family_id = verval_answer.family_id))))
  grant SELECT to dtsen_app

table verval_round owned by dtsen_owner, row-level security forced -- policy: region; a list of recipients that villages look at name by name, until a day
  round_no bigint not null generated always as identity
  program text not null
  version_no integer not null
  region_code text not null
  village_lo bigint not null
  village_hi bigint not null
  due_on date not null
  legal_basis text not null
  opened_by bigint not null
  opened_at timestamp with time zone not null
  CHECK ((village_hi >= village_lo))
  CHECK (((length(legal_basis) >= 5) AND (length(legal_basis) <= 200)))
  CHECK ((region_code ~ '^[0-9]{2,10}$'::text))
  FOREIGN KEY (opened_by) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (round_no)
  UNIQUE (program, version_no, region_code)
  INDEX verval_round_by_account ON dtsen.verval_round USING btree (opened_by)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (EXISTS ( SELECT
   FROM verval_row r
  WHERE (r.round_no = verval_round.round_no)))
  grant SELECT to dtsen_app

table verval_row owned by dtsen_owner, row-level security forced -- policy: region; one family of such a list, as it stood when the round was opened
  round_no bigint not null
  family_id bigint not null
  village_no bigint not null
  domicile_village_no bigint not null
  FOREIGN KEY (round_no) REFERENCES verval_round(round_no)
  PRIMARY KEY (round_no, family_id)
  INDEX verval_row_by_family ON dtsen.verval_row USING btree (family_id)
  INDEX verval_row_by_village ON dtsen.verval_row USING btree (village_no, round_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((((village_no >= ( SELECT my_low('read-verval'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-verval'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-verval'::text) AS my_ranges))) OR (((domicile_village_no >= ( SELECT my_low('read-verval'::text) AS my_low)) AND (domicile_village_no <= ( SELECT my_high('read-verval'::text) AS my_high))) AND (domicile_village_no <@ ( SELECT my_ranges('read-verval'::text) AS my_ranges)))) AND (( SELECT holds('order-suppression'::text) AS holds) OR (NOT dtsen_policy.is_hidden('family'::text, family_id, family_id))))
  grant SELECT to dtsen_app

table village_meeting owned by dtsen_owner, row-level security forced -- policy: region; a meeting that a village called, with the number of its papers, append-only
  meeting_no bigint not null generated always as identity
  client_id uuid not null
  request_sha256 bytea not null
  village_no bigint not null
  year integer not null
  serial integer not null
  minutes_number text not null
  planned_on date not null
  starts_at text not null
  place text not null
  by_account bigint not null
  at timestamp with time zone not null
  CHECK (((length(minutes_number) >= 3) AND (length(minutes_number) <= 60)))
  CHECK (((length(place) >= 3) AND (length(place) <= 120)))
  CHECK ((serial > 0))
  CHECK ((starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  CHECK (((year >= 2000) AND (year <= 2999)))
  FOREIGN KEY (by_account) REFERENCES account(account_id)
  PRIMARY KEY (meeting_no)
  UNIQUE (client_id)
  UNIQUE (village_no, year, serial)
  INDEX village_meeting_by_account ON dtsen.village_meeting USING btree (by_account)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_no >= ( SELECT my_low('read-proposal'::text) AS my_low)) AND (village_no <= ( SELECT my_high('read-proposal'::text) AS my_high))) AND (village_no <@ ( SELECT my_ranges('read-proposal'::text) AS my_ranges)))
  grant SELECT to dtsen_app

table what_if_cell owned by dtsen_owner, row-level security forced -- policy: region; families of a version by regency, percentile and program, counted for what-if; small cells are withheld where they are shown; no personal data
  version_no integer not null
  program text not null
  regency_no integer not null
  village_lo bigint not null
  village_hi bigint not null
  bin smallint not null
  decile smallint not null
  fits smallint not null
  held smallint not null
  families bigint not null
  persons bigint not null
  units bigint not null
  units_held bigint not null
  amount bigint not null
  amount_held bigint not null
  poor_families_percent bigint not null
  poor_persons_percent bigint not null
  score_sum bigint not null
  score_low bigint not null
  score_high bigint not null
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (version_no, program, regency_no, bin, decile, fits, held)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_lo >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges))))
  policy worker_all for ALL to dtsen_worker using true with check true
  grant DELETE, INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app

table what_if_scenario owned by dtsen_owner, row-level security forced -- policy: region; scenarios that officers keep, with the figures they saw; append-only; read by whoever may make tables of the whole of the area
  scenario_no bigint not null generated always as identity
  account_id bigint not null
  name text not null
  revision integer not null
  version_no integer not null
  program text not null
  area text not null
  village_lo bigint not null
  village_hi bigint not null
  terms jsonb not null
  answer jsonb not null
  saved_at timestamp with time zone not null default now()
  CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 120)))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (scenario_no)
  UNIQUE (account_id, name, revision)
  CREATE TRIGGER what_if_scenario_kept BEFORE DELETE OR UPDATE ON dtsen.what_if_scenario FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER what_if_scenario_no_truncate BEFORE TRUNCATE ON dtsen.what_if_scenario FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy owner_all for ALL to dtsen_owner using true with check true
  policy region_read for SELECT to dtsen_app using (((village_lo >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_lo <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_lo <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges)) AND (((village_hi >= ( SELECT my_low('tabulate'::text) AS my_low)) AND (village_hi <= ( SELECT my_high('tabulate'::text) AS my_high))) AND (village_hi <@ ( SELECT my_ranges('tabulate'::text) AS my_ranges))))
  grant SELECT to dtsen_app

table withdrawal_list owned by dtsen_owner, row-level security forced -- policy: reference; what a going back touches where a decree stands: counts and the digest of the sealed list; append-only
  list_no bigint not null generated always as identity
  version_no integer not null
  back_to_no integer not null
  decrees bigint[] not null
  counts jsonb not null
  file_sha256 text not null
  made_at timestamp with time zone not null default now()
  CHECK ((back_to_no <> version_no))
  CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text))
  FOREIGN KEY (back_to_no) REFERENCES version(version_no)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (list_no)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  policy worker_add for INSERT to dtsen_worker with check true
  grant INSERT, SELECT to dtsen_worker
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer

table withdrawal_order owned by dtsen_owner, row-level security forced -- policy: reference; who ordered on the screen that a version is taken back, why, and what came of it; names of nobody of the register
  order_no bigint not null generated always as identity
  version_no integer not null
  account_id bigint not null
  reason text not null
  at timestamp with time zone not null default now()
  taken_at timestamp with time zone
  ended_at timestamp with time zone
  outcome text
  CHECK (((ended_at IS NULL) = (outcome IS NULL)))
  CHECK ((length(outcome) < 60))
  CHECK ((length(TRIM(BOTH FROM reason)) >= 20))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (version_no) REFERENCES version(version_no)
  PRIMARY KEY (order_no)
  UNIQUE INDEX withdrawal_order_open ON dtsen.withdrawal_order USING btree (version_no, account_id) WHERE (ended_at IS NULL)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

table withdrawal_word owned by dtsen_owner, row-level security forced -- policy: reference; who says that a version under a decree in force is taken back, and why; two different people; append-only
  list_no bigint not null
  account_id bigint not null
  reason text not null
  at timestamp with time zone not null default now()
  CHECK ((length(TRIM(BOTH FROM reason)) >= 20))
  FOREIGN KEY (account_id) REFERENCES account(account_id)
  FOREIGN KEY (list_no) REFERENCES withdrawal_list(list_no)
  PRIMARY KEY (list_no, account_id)
  policy owner_all for ALL to dtsen_owner using true with check true
  policy reference_read for SELECT to dtsen_app, dtsen_auditor, dtsen_sealer, dtsen_worker using true
  grant SELECT to dtsen_app
  grant SELECT to dtsen_auditor
  grant SELECT to dtsen_sealer
  grant SELECT to dtsen_worker

view audit_export with (security_invoker=true) -- one line an entry: digest of its leaf, then its text; order by seq
 SELECT COALESCE(l.seq, (0)::bigint) AS seq,
    ((COALESCE(encode(l.leaf, 'hex'::text), repeat('0'::text, 64)) || ' '::text) || COALESCE(audit_line(e.*, COALESCE(l.seq, (0)::bigint)), 'null'::text)) AS line
   FROM (audit_leaf l
     FULL JOIN audit_entry e ON ((e.entry_no = l.entry_no)))
  WHERE ((l.seq IS NOT NULL) OR (e.xid < ( SELECT w.sealed_xid
           FROM audit_watermark w)));

view current_family with (security_invoker=true) -- families of the published version, confirmed findings laid over
 SELECT f.version_no,
    f.family_id,
    f.head_person_id,
    f.size,
    f.village_no,
    COALESCE(o.moved_to, f.domicile_village_no) AS domicile_village_no,
    f.kk_enc,
    f.kk_index,
    f.head_name,
    f.address,
    f.rt,
    f.rw,
    f.latitude,
    f.longitude,
    f.facts_as_of,
        CASE
            WHEN (o.places IS NULL) THEN f.facts
            ELSE laid_over(f.facts, o.places, o.vals)
        END AS facts,
    f.score,
    f.decile_national,
    f.decile_province,
    f.decile_regency,
    f.percentile,
    f.place_band,
    f.model_id,
    f.sources,
    COALESCE(o.kinds, '{}'::text[]) AS findings,
    f.is_suppressed
   FROM (family f
     CROSS JOIN LATERAL ( SELECT array_agg(x.fact_place ORDER BY x.finding_id) FILTER (WHERE (x.kind = 'correction'::text)) AS places,
            array_agg(x.fact_value ORDER BY x.finding_id) FILTER (WHERE (x.kind = 'correction'::text)) AS vals,
            (array_agg(x.domicile_village_no ORDER BY x.finding_id DESC) FILTER (WHERE (x.kind = 'moved'::text)))[1] AS moved_to,
            array_agg(x.kind ORDER BY x.finding_id) AS kinds
           FROM finding x
          WHERE ((x.family_id = f.family_id) AND (x.unit = 'family'::text) AND (x.unit_id = f.family_id) AND (x.answer IS NULL) AND (x.confirmed_by IS NOT NULL))) o)
  WHERE (f.version_no = ( SELECT p.version_no
           FROM publication_pointer p));

view current_person with (security_invoker=true) -- persons of the published version, confirmed findings laid over
 SELECT q.version_no,
    q.person_id,
    q.family_id,
    q.village_no,
    COALESCE(o.moved_to, q.domicile_village_no) AS domicile_village_no,
    q.name,
    q.name_key,
    q.nik_enc,
    q.nik_index,
    q.kk_index,
    q.birth_date,
    q.mother_name,
    q.phone_enc,
    q.identity_status,
        CASE
            WHEN o.is_dead THEN (2)::smallint
            ELSE q.life_status
        END AS life_status,
        CASE
            WHEN (o.places IS NULL) THEN q.facts
            ELSE laid_over(q.facts, o.places, o.vals)
        END AS facts,
    q.sources,
    COALESCE(o.kinds, '{}'::text[]) AS findings,
    q.is_suppressed
   FROM (person q
     CROSS JOIN LATERAL ( SELECT array_agg(x.fact_place ORDER BY x.finding_id) FILTER (WHERE (x.kind = 'correction'::text)) AS places,
            array_agg(x.fact_value ORDER BY x.finding_id) FILTER (WHERE (x.kind = 'correction'::text)) AS vals,
            (array_agg(x.domicile_village_no ORDER BY x.finding_id DESC) FILTER (WHERE (x.kind = 'moved'::text)))[1] AS moved_to,
            COALESCE(bool_or((x.kind = 'deceased'::text)), false) AS is_dead,
            array_agg(x.kind ORDER BY x.finding_id) AS kinds
           FROM finding x
          WHERE ((x.family_id = q.family_id) AND (x.unit = 'person'::text) AND (x.unit_id = q.person_id) AND (x.answer IS NULL) AND (x.confirmed_by IS NOT NULL))) o)
  WHERE (q.version_no = ( SELECT p.version_no
           FROM publication_pointer p));

view publication_period with (security_invoker=true) -- publications, each with the instant in which the next took its place
 SELECT publication_no,
    version_no,
    kind,
    from_at,
    published_by,
    is_rebuilt,
    lead(from_at) OVER (ORDER BY publication_no) AS until_at
   FROM publication p;

view verval_standing with (security_invoker=true) -- where each name of a list stands; who reads it reads its tables
 SELECT r.round_no,
    r.family_id,
    r.village_no,
    r.domicile_village_no,
    a.reason,
    a.seen_on,
    a.offered_on,
    a.finding_id,
    a.by_account,
    ( SELECT (count(DISTINCT t.seen_on))::integer AS count
           FROM verval_answer t
          WHERE ((t.round_no = r.round_no) AND (t.family_id = r.family_id) AND (t.reason = 'not-found'::text))) AS tries,
        CASE
            WHEN ((a.reason IS NULL) OR (x.answer = 'refused'::text)) THEN 'waiting'::text
            WHEN (a.reason = 'not-found'::text) THEN 'not-met'::text
            WHEN (a.reason = 'active'::text) THEN 'still-here'::text
            WHEN (a.finding_id IS NULL) THEN 'elsewhere'::text
            WHEN (x.confirmed_by IS NOT NULL) THEN 'confirmed'::text
            ELSE 'awaiting-second'::text
        END AS state
   FROM ((verval_row r
     LEFT JOIN LATERAL ( SELECT v.answer_no,
            v.round_no,
            v.family_id,
            v.reason,
            v.seen_on,
            v.offered_on,
            v.finding_id,
            v.by_account,
            v.at
           FROM verval_answer v
          WHERE ((v.round_no = r.round_no) AND (v.family_id = r.family_id))
          ORDER BY v.answer_no DESC
         LIMIT 1) a ON (true))
     LEFT JOIN finding x ON ((x.finding_id = a.finding_id)));

CREATE OR REPLACE FUNCTION dtsen.account_holds(wanted_username text, wanted_right text, wanted_purpose text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from dtsen.account a,
      dtsen.rights_of(a.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r
    where a.username = lower(wanted_username) and a.disabled_at is null and r.right_code = wanted_right)
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.account_holds_at(wanted_username text, wanted_right text, wanted_purpose text, wanted_village bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from dtsen.account a, dtsen.rights_of(a.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r
    where a.username = lower(wanted_username) and a.disabled_at is null and r.right_code = wanted_right
      and wanted_village <@ r.ranges)
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.account_no(wanted_username text)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select a.account_id from account a where a.username = lower(wanted_username)
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.acting_account()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return (select account_id from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.acting_person()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return (select person_id from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.acting_purpose()
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return (select purpose_code from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.acting_seat(rights_wanted text[], wanted_village bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('role', p.role_code, 'office', p.office_code)
  from dtsen.appointment p
  join dtsen.role_right rr on rr.role_code = p.role_code and rr.right_code = any (rights_wanted)
    and rr.purpose_code = dtsen.acting_purpose()
  where p.account_id = dtsen.acting_account() and p.revoked_at is null and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
  order by coalesce(wanted_village between p.village_lo and p.village_hi, false) desc, p.appointment_id limit 1
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.acting_session()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return (select session_id from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.activated_rules()
 RETURNS TABLE(draft_no bigint, program_code text, effective_on date, change jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.draft_no, d.program_code, d.effective_on, d.change from rule_draft d
  where rule_draft_state(d.draft_no) = 'activated' order by d.program_code, d.effective_on
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.add_crisis_row(wanted_crisis bigint, client uuid, said jsonb)
 RETURNS TABLE(verdict text, row_number bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held crisis;
  known unidentified_person;
  village bigint := (said ->> 'village')::bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('crisis row ' || client::text, 0));
  select c.* into held from crisis c where c.crisis_no = wanted_crisis for key share;
  if held.crisis_no is null or not coalesce(village <@ my_ranges('work-crisis'), false)
      or not exists (select from crisis_area a where a.crisis_no = wanted_crisis and village between a.village_lo and a.village_hi)
  then verdict := 'not-found'; return next; return; end if;
  select u.* into known from unidentified_person u where u.client_id = client;
  if known.unidentified_id is not null then
    select r.row_no into row_number from crisis_row r
      where r.crisis_no = wanted_crisis and r.unidentified_id = known.unidentified_id and r.added_by = acting_account();
    verdict := case when row_number is null then 'key-reused' else 'added' end;
    return next; return;
  end if;
  if crisis_stage(held) not in ('proposed', 'open') then
    verdict := case when held.is_confirmed then 'ended' else 'not-confirmable' end; return next; return; end if;
  if day_at(village) > held.end_on then verdict := 'ended'; return next; return; end if;
  insert into unidentified_person (client_id, name, village_no, domicile_village_no, found_on, recorded_by)
    values (client, said ->> 'name', village, village, day_at(village), acting_account()) returning * into known;
  insert into unidentified_event (unidentified_id, kind, by_account, village_no, domicile_village_no)
    values (known.unidentified_id, 'found', acting_account(), village, village);
  insert into crisis_row (crisis_no, unidentified_id, village_no, from_village_no, size, added_by)
    values (wanted_crisis, known.unidentified_id, village, (said ->> 'from')::bigint, (said ->> 'size')::int, acting_account())
    returning row_no into row_number;
  verdict := 'added';
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.add_publication(wanted_version integer, at timestamp with time zone, by_name text, rebuilt boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  last publication := (select p from publication p order by p.publication_no desc limit 1);
begin
  if last.version_no = wanted_version then return; end if;
  insert into publication (version_no, after_version_no, kind, from_at, published_by, is_rebuilt)
    values (wanted_version, last.version_no, case
      when not exists (select from publication p where p.version_no = wanted_version) then 'first'
      when wanted_version < last.version_no then 'back' else 'again' end,
      greatest(at, last.from_at + interval '1 microsecond'), by_name, rebuilt);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.after_working_days(day date, count integer)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d::date from generate_series(day + 1, day + 3 * count + 60, interval '1 day') d
    where extract(isodow from d) < 6 and not exists (select from closed_day c where c.day = d::date)
    order by d offset count - 1 limit 1
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.aid_proposal_problem(held case_file, wanted_act text, wanted_reason text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case
    when wanted_act = 'pass' and held.step = 'completeness' and held.family_id is null then 'family-missing'
    when wanted_act = 'pass' and held.step = 'visit' and (visit_of_proposal(held.case_id)).check_no is null then 'visit-missing'
    when wanted_act = 'pass' and held.step = 'deliberation' and deliberated(held.case_id) is distinct from 'agreed' then
      'deliberation-missing'
    when wanted_act = 'refuse' and wanted_reason = 'not-agreed' and deliberated(held.case_id) is distinct from 'declined' then
      'deliberation-missing'
    -- Nobody verifies their own visit, whoever passed it on.
    when wanted_act = 'pass' and held.step in ('verification', 'finalisation', 'endorsement', 'governor', 'ministry')
      and is_one_person((visit_of_proposal(held.case_id)).by_account, acting_account()) then 'same-person' end
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.answer_candidate_list_here(wanted bigint, said text, why text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = wanted);
  d determination := (select x from determination x where x.determination_no = l.determination_no);
  stands text;
begin
  if l.list_no is null or not sees_candidates(acting_account(), wanted) then return 'list-unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended('candidates ' || wanted, 0));
  stands := candidate_list_state(wanted);
  if said = 'received' then
    if l.made_by = acting_account() then return 'same-side'; end if;
    if not receives_candidates(acting_account(), wanted) then return 'not-the-receiver'; end if;
    if stands <> 'made' then return 'answered-already'; end if;
  elsif said = 'withdrawn' then
    if not exists (select from determined_by(acting_account()) p where p = d.program_code) then return 'not-this-program'; end if;
    if stands not in ('made', 'received') then return 'answered-already'; end if;
    if exists (select from candidate_result r where r.list_no = wanted) then return 'result-already'; end if;
    if length(trim(coalesce(why, ''))) < 20 then return 'reason-too-short'; end if;
  else raise exception 'no answer to a list of candidates is called %', said;
  end if;
  insert into candidate_list_word (list_no, state, account_id, reason) values (wanted, said, acting_account(), nullif(trim(why), ''));
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('answer-candidates', 'determination', l.determination_no, d.version_no, 'work', request,
      coalesce(acting_seat(array['receive-candidates', 'issue-decree'], null), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted, 'answer', said));
  return said;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.answer_cases(wanted_kind text, wanted_version integer, publisher text, moment timestamp with time zone, taken jsonb, not_taken jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
  answered int := 0;
  name_of_version text := (select v.label from version v where v.version_no = wanted_version);
  writer bigint := (select a.account_id from account a where a.username = publisher);
  is_taken boolean;
  family bigint;
begin
  if writer is null then return 0; end if;
  for held in select c.* from case_file c where c.kind = wanted_kind and c.step = 'register' and c.state = 'open'
      and exists (select from case_finding x where x.case_id = c.case_id)
      and not exists (select from case_finding x join finding f using (finding_id) where x.case_id = c.case_id and f.answer is null)
      order by c.case_id for no key update loop
    select bool_or(f.answer = 'absorbed') into is_taken
      from case_finding x join finding f using (finding_id) where x.case_id = held.case_id;
    perform write_case_event(held, case when is_taken then 'pass' else 'refuse' end, case when is_taken then null else 'not-taken-in' end,
      name_of_version, (moment at time zone 'Asia/Jakarta')::date, moment, writer, case when is_taken then taken else not_taken end);
    select coalesce((select r.to_family_id from family_redirect r where r.version_no = wanted_version
      and r.from_family_id = held.family_id), held.family_id) into family;
    update aid_proposal set answered_version_no = wanted_version, after_places = places_of_family(wanted_version, family),
        after_decile = (select f.decile_national from family f where f.version_no = wanted_version and f.family_id = family)
      where case_id = held.case_id;
    answered := answered + 1;
  end loop;
  return answered;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.answer_determination(wanted bigint, said text, why text, by_name text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if not account_holds(by_name, 'issue-decree', 'program-determination') then return 'decree-right-not-held'; end if;
  if said not in ('approved', 'returned', 'revoked') then raise exception 'no answer is called %', said; end if;
  verdict := put_determination_word(wanted, said, why, account_no(by_name));
  if verdict <> said then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no, fields_class, detail)
    select null, null, 'cli:' || lower(by_name), 'program-determination', 'answer-determination', 'determination', wanted,
      d.version_no, 'work', jsonb_build_object('program', d.program_code, 'answer', said)
    from determination d where d.determination_no = wanted;
  return verdict;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.answer_determination_here(wanted bigint, said text, why text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if said not in ('approved', 'returned', 'revoked') then raise exception 'no answer is called %', said; end if;
  verdict := put_determination_word(wanted, said, why, acting_account());
  if verdict <> said then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    select 'answer-determination', 'determination', wanted, d.version_no, 'work', request,
      coalesce(acting_seat(array['issue-decree'], null), '{}') || jsonb_build_object('program', d.program_code, 'answer', said)
    from determination d where d.determination_no = wanted;
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.answer_for_gate(wanted_version integer, wanted_gate text, by_account bigint, why text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  stands text := (select v.state from version v where v.version_no = wanted_version for update);
  people int;
begin
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if stands not in ('frozen', 'projected') then return 'version-is-published'; end if;
  if not exists (select from version_gate g where g.version_no = wanted_version and g.gate = wanted_gate
      and g.outcome = 'failed') then return 'gate-not-failed'; end if;
  insert into gate_override (version_no, gate, account_id, reason) values (wanted_version, wanted_gate, by_account, trim(why))
    on conflict do nothing;
  if not found then return 'overridden-already'; end if;
  select count(*) into people from gate_override o where o.version_no = wanted_version and o.gate = wanted_gate;
  return case when people < 2 then 'waits' else 'in-force' end;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.answer_for_removals(wanted_version integer, wanted_program text, by_account bigint, why text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  stands text := (select v.state from version v where v.version_no = wanted_version for update);
  n removal_run := removal_run_of((select p.version_no from publication_pointer p), wanted_version);
  people int;
begin
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if not exists (select from determined_by(by_account) d where d = wanted_program) then return 'not-this-program'; end if;
  if stands not in ('frozen', 'projected') then return 'version-is-published'; end if;
  if n.run_no is null then return 'removals-not-simulated'; end if;
  if not exists (select from removal_bound b where b.run_no = n.run_no and b.program = wanted_program and b.outcome = 'over')
    then return 'budget-not-exceeded'; end if;
  insert into removal_override (run_no, program, account_id, reason) values (n.run_no, wanted_program, by_account, trim(why))
    on conflict do nothing;
  if not found then return 'overridden-already'; end if;
  select count(*) into people from removal_override o where o.run_no = n.run_no and o.program = wanted_program;
  return case when people < 2 then 'waits' else 'in-force' end;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.answer_pair(wanted_pair bigint, said text, words text, took integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  p review_pair := hold_pair(wanted_pair, 'review-pair');
  me bigint := acting_account();
  waits boolean;
begin
  if p.pair_id is null then return 'not-found'; end if;
  if exists (select from standing_answers(p) a where a.account_id = me) then return 'answered-already'; end if;
  if p.state = 'open' then
    if not exists (select from review_claim c where c.pair_id = p.pair_id and c.account_id = me and c.until > now()) then
      return 'claim-lapsed';
    end if;
  elsif p.state <> 'senior' or (hold_pair(wanted_pair, 'settle-review')).pair_id is null then
    return 'not-open';
  end if;
  waits := said = 'same' and touches_benefits(p);
  if waits and length(trim(coalesce(words, ''))) < 5 then return 'reason-missing'; end if;
  insert into review_answer (pair_id, round, stage, verdict, note, seconds)
    values (p.pair_id, p.round, case p.state when 'open' then 'first' else 'senior' end, said, without_numbers(words), took);
  delete from review_claim c where c.pair_id = p.pair_id and c.account_id = me;
  if p.record_key < 0 then return case when waits then 'waits' else 'noted' end; end if;
  if settle_pair(p.pair_id) = 'decided' and p.state = 'senior' then return 'noted'; end if;
  return case when waits then 'waits' else 'noted' end;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.answer_resignations(wanted_version integer, publisher text, moment timestamp with time zone, taken jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
  answered int := 0;
  name_of_version text := (select v.label from version v where v.version_no = wanted_version);
  writer bigint := (select a.account_id from account a where a.username = publisher);
begin
  if writer is null then return 0; end if;
  for held in select c.* from case_file c join resignation r using (case_id)
      where c.kind = 'resignation' and c.step = 'register' and c.state = 'open' and not exists (
        select from outcome o where o.version_no = wanted_version and o.program = any (r.programs) and o.unit = 'family'
          and o.outcome in ('recipient', 'review') and o.family_id = coalesce((select x.to_family_id from family_redirect x
            where x.version_no = wanted_version and x.from_family_id = c.family_id), c.family_id))
      order by c.case_id for no key update of c loop
    perform write_case_event(held, 'pass', null, name_of_version, (moment at time zone 'Asia/Jakarta')::date, moment, writer, taken);
    answered := answered + 1;
  end loop;
  return answered;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.answer_rule_here(wanted bigint, said text, why text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  me bigint := acting_account();
  d rule_draft := (select x from rule_draft x where x.draft_no = wanted);
  stands text;
  refused text;
begin
  if me is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if said not in ('activated', 'returned', 'withdrawn', 'cancelled') then raise exception 'no answer is called %', said; end if;
  if d.draft_no is null then return 'draft-unknown'; end if;
  if not exists (select from determined_by(me) p where p = d.program_code) then return 'not-this-program'; end if;
  perform pg_advisory_xact_lock(hashtextextended('rule of ' || d.program_code, 0));
  stands := rule_draft_state(wanted);
  if stands <> (case said when 'cancelled' then 'activated' else 'proposed' end) then return 'answered-already'; end if;
  if said in ('activated', 'returned') and d.proposed_by = me then return 'same-person'; end if;
  if said = 'withdrawn' and d.proposed_by <> me then return 'not-yours'; end if;
  if said = 'cancelled' and exists (select from rule_draft_word w where w.draft_no = wanted and w.state = 'activated'
      and w.account_id = me) then return 'same-person'; end if;
  if said in ('returned', 'cancelled') and length(trim(coalesce(why, ''))) < 20 then return 'reason-too-short'; end if;
  if said = 'activated' then
    refused := rule_day_refused(d.program_code, d.effective_on);
    if refused is not null then return refused; end if;
    if last_activated(d.program_code) is distinct from d.based_on then return 'rule-changed'; end if;
  end if;
  if said = 'cancelled' and (d.effective_on <= (now() at time zone 'Asia/Jakarta')::date
      or exists (select from version v where v.as_of >= d.effective_on and v.state <> 'failed')) then return 'in-force-already'; end if;
  insert into rule_draft_word (draft_no, state, account_id, reason) values (wanted, said, me, nullif(trim(why), ''));
  insert into audit_entry (act, subject_kind, subject_id, fields_class, request_id, detail)
    values ('answer-rule', 'rule', wanted, 'work', request, coalesce(acting_seat(array['issue-decree'], null), '{}')
      || jsonb_build_object('program', d.program_code, 'answer', said));
  return said;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.answer_version_program(wanted bigint, said text, by_name text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  e version_program;
begin
  select v.* into e from version_program v where v.entry_no = wanted for update;
  if not account_holds(by_name, 'publish-version', 'publication') then return 'right-not-held'; end if;
  if said not in ('confirmed', 'refused') then raise exception 'no answer is called %', said; end if;
  if e.entry_no is null then return 'entry-unknown'; end if;
  if e.answer is not null then return 'answered-already'; end if;
  if said = 'confirmed' and e.proposed_by = account_no(by_name) then return 'same-person'; end if;
  update version_program v set answer = said, answered_by = account_no(by_name), answered_at = now() where v.entry_no = wanted;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'answer-version-program', 'none', 'work',
      jsonb_build_object('program', e.program_code, 'entry', wanted, 'answer', said));
  return said;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.answer_verval(wanted_round bigint, wanted_family bigint, wanted_reason text, seen date, offered date, wanted_finding bigint, moment timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held verval_row;
begin
  select r.* into held from verval_row r where r.round_no = wanted_round and r.family_id = wanted_family for no key update;
  if held.family_id is null or not coalesce(held.village_no <@ my_ranges('record-finding'), false)
    or dtsen_policy.is_hidden('family', held.family_id, held.family_id) then return 'not-found'; end if;
  if exists (select from verval_standing s where s.round_no = wanted_round and s.family_id = wanted_family
      and s.state = 'awaiting-second') then return 'waits-for-second'; end if;
  if wanted_reason = 'not-found' and exists (select from verval_answer a where a.round_no = wanted_round
      and a.family_id = wanted_family and a.reason = 'not-found' and a.seen_on = seen) then return 'same-day'; end if;
  -- A finding of another family, kind or hand answers nothing here.
  if wanted_finding is not null and not exists (select from finding x where x.finding_id = wanted_finding
      and x.family_id = wanted_family and x.recorded_by = acting_account() and x.confirmed_by is null
      and x.kind = case wanted_reason when 'moved-within-country' then 'moved' else wanted_reason end) then
    raise exception 'verval: the finding is not of this answer';
  end if;
  insert into verval_answer (round_no, family_id, reason, seen_on, offered_on, finding_id, by_account, at)
    values (wanted_round, wanted_family, wanted_reason, seen, offered, wanted_finding, acting_account(), moment);
  return 'answered';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.appeal_bar(held case_file, days integer, moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case when held.kind not in ('aid-proposal', 'objection', 'complaint') or held.state <> 'refused' then 'not-refused'
    when held.since + make_interval(days => days) < moment then 'too-late'
    when exists (select from appeal a where a.of_case = held.case_id) then 'appealed-already' end
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.appeal_problem(held case_file, wanted_act text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case when wanted_act in ('pass', 'refuse') and exists (select from case_event e where e.case_id = a.of_case
      and is_one_person(e.by_account, acting_account())) then 'same-person'
    when wanted_act = 'pass' and held.step = 'decision' and a.reopens_at is null then 'changed-meanwhile'
    when wanted_act = 'pass' and held.step = 'decision' and exists (select from case_file o join case_file k on k.kind = o.kind
      and k.family_id = o.family_id and k.state in ('open', 'returned', 'paused') where o.case_id = a.of_case) then 'opened-anew' end
  from appeal a where a.case_id = held.case_id
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.appealed_case(wanted_case bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('case_id', o.case_id, 'kind', o.kind, 'step', o.step, 'state', o.state, 'reason', o.reason, 'rules', o.rules, 'urgency', o.urgency,
    'village_no', o.village_no, 'opened_at', to_char(o.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'refused_on', (o.since at time zone 'Asia/Jakarta')::date,
    'head_name', (select f.head_name from current_family f where f.family_id = o.family_id
      and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)),
    'events', (select jsonb_agg(jsonb_build_object('act', e.act, 'step', e.step, 'reason', e.reason, 'by', e.by_account::text,
      'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.event_no) from case_event e
      where e.case_id = o.case_id))
  from case_file c join appeal a using (case_id) join case_file o on o.case_id = a.of_case
  where c.case_id = wanted_case and sees_case(c)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.area_villages(wanted_area text, OUT low bigint, OUT high bigint)
 RETURNS record
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select r.village_lo, r.village_hi from dtsen.region r
  where r.valid_to = '9999-12-31' and r.tier = case when wanted_area = 'ID' then 'nation'
      when wanted_area !~ '^\d+$' then '' else case length(wanted_area)
      when 2 then 'province' when 4 then 'regency' when 6 then 'district' when 10 then 'village' else '' end end
    and (wanted_area = 'ID' or left(lpad(r.village_lo::text, 10, '0'), length(wanted_area)) = wanted_area)
  order by r.region_id limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.ask_contradicted_again(wanted_version integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  p review_pair;
  asked int := 0;
begin
  for p in select r.* from review_pair r
    join lateral (select d.decision_no from identity_decision d where d.pair_id = r.pair_id
      order by d.decision_no desc limit 1) book on true
    where book.decision_no = any ((select v.set_aside from version v where v.version_no = wanted_version)::bigint[])
      and r.state <> 'undo-second' and r.version_no <= wanted_version
      and exists (select from review_record o where o.record_key = r.record_key)
      and exists (select from review_record o where o.record_key = r.spine_key)
    order by r.pair_id for update of r loop
    update review_record o set version_no = wanted_version where o.household_key in (
      select h.household_key from review_record h where h.record_key in (p.record_key, p.spine_key));
    update review_pair r set version_no = wanted_version where r.pair_id = p.pair_id;
    continue when p.state not in ('decided', 'set-aside', 'closed');
    update review_pair r set state = 'open', round = p.round + 1, state_at = clock_timestamp(),
      lapsed_at = clock_timestamp(), lapsed_from = 'decided' where r.pair_id = p.pair_id;
    insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, family_id, village_no,
        version_no, fields_class, detail)
      select null, null, 'desk:contradiction', null, 'ask-review-again', 'person', s.person, s.family, s.village,
        wanted_version, 'inquiry', jsonb_build_object('pair', p.pair_id::text)
      from (values (p.record_person_id, p.record_family_id, p.record_village_no),
        (p.spine_person_id, p.spine_family_id, p.spine_village_no)) as s (person, family, village);
    asked := asked + 1;
  end loop;
  return asked;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.ask_credentials(wanted_username text)
 RETURNS TABLE(verdict text, attempt_no bigint, account_id bigint, password_hash text, totp_secret_enc bytea, totp_last_step bigint, needs_totp boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  tries int;
  this_attempt bigint;
begin
  select count(*) into tries from sign_in_attempt t
    where t.username = lower(wanted_username) and t.at > now() - interval '15 minutes' and t.is_accepted is not true;
  insert into sign_in_attempt (username) values (left(lower(wanted_username), 200))
    returning sign_in_attempt.attempt_no into this_attempt;
  if tries >= 10 then
    return query select 'too-many-tries', this_attempt, null::bigint, null, null::bytea, 0::bigint, true;
    return;
  end if;
  return query
    select 'known', this_attempt, a.account_id, a.password_hash, a.totp_secret_enc, a.totp_last_step,
      exists (select from appointment p join role r on r.role_code = p.role_code
        where p.account_id = a.account_id and p.revoked_at is null and r.needs_totp)
    from account a where a.username = lower(wanted_username) and a.disabled_at is null;
  if not found then
    return query select 'unknown', this_attempt, null::bigint, null, null::bytea, 0::bigint, true;
  end if;
end $function$

-- may call: dtsen_gate

CREATE OR REPLACE FUNCTION dtsen.ask_cross_table(wanted_version integer, wanted_area text, wanted_level text, wanted_variables text[], wanted_measure text, request text, OUT verdict text, OUT made_job bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  area record;
  whole record;
  wanted_columns text[];
  asked jsonb := jsonb_build_object('area', wanted_area, 'level', wanted_level,
    'variables', to_jsonb(wanted_variables), 'measure', wanted_measure);
  valid_until timestamptz := now() + interval '15 minutes';
  signed text;
begin
  if acting_account() is null then
    raise exception 'nobody asks the lake without a session' using errcode = 'insufficient_privilege';
  end if;
  select * into area from area_villages(wanted_area);
  select array_agg(v.table_name || '.' || v.variable_id order by v.table_name, v.variable_id) into wanted_columns
    from lake_variable v where v.variable_id = any (wanted_variables);
  verdict := case
    when not coalesce(holds('tabulate'), false) then 'right-not-held'
    when area.low is null then 'area-unknown'
    when not coalesce(int8range(area.low, area.high, '[]') <@ my_ranges('tabulate'), false) then 'area-not-yours'
    when cardinality(wanted_variables) not between 1 and 2
      or coalesce(cardinality(wanted_columns), 0) <> cardinality(wanted_variables) then 'variable-unknown'
    when not exists (select from version v where v.version_no = wanted_version and v.state = 'published')
      then 'version-not-published'
    when (select count(*) from lake_job j where j.account_id = acting_account() and j.state in ('asked', 'running')) >= 5
      then 'too-many-waiting'
    else 'ok' end;

  if verdict = 'ok' then
    -- The widest region of whoever acts that holds the area: what may be shown of a part is decided from there down,
    -- so that no part's own table shows what the whole's withholds.
    select c.code, v.low, v.high into whole
      from unnest(array['ID', left(wanted_area, 2), left(wanted_area, 4), left(wanted_area, 6), wanted_area])
        with ordinality c (code, place), lateral area_villages(c.code) v
      where int8range(v.low, v.high, '[]') <@ my_ranges('tabulate') order by c.place limit 1;
    insert into lake_job (account_id, session_id, purpose_code, kind, version_no, village_lo, village_hi, question, expires_at)
      values (acting_account(), acting_session(), acting_purpose(), 'cross-table', wanted_version, area.low, area.high,
        asked, valid_until)
      returning job_no into made_job;
    signed := jsonb_build_object('job', made_job, 'kind', 'cross-table', 'account', acting_account(),
      'offices', (select coalesce(jsonb_agg(distinct p.office_code), '[]') from appointment p
        join role_right rr on rr.role_code = p.role_code and rr.right_code = 'tabulate'
        where p.account_id = acting_account() and rr.purpose_code = acting_purpose() and p.revoked_at is null
          and p.confirmed_by is not null and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to),
      'purpose', acting_purpose(), 'version', wanted_version,
      'manifest', (select v.manifest_sha256 from version v where v.version_no = wanted_version),
      'within', whole.code, 'ranges', jsonb_build_array(jsonb_build_array(whole.low, whole.high)), 'columns', to_jsonb(wanted_columns),
      'question', asked, 'limits', jsonb_build_object('seconds', 60, 'megabytes', 512, 'cells', 5000),
      'expires', to_char(valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
    update lake_job set body = signed, signature = lake_mac(signed) where job_no = made_job;
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, version_no, fields_class, row_count, decision,
      request_id, detail)
    values ('ask-table', 'lake-job', made_job, area.low, (select v.version_no from version v
      where v.version_no = wanted_version), 'figures', 0, case verdict when 'ok' then 'allowed' else verdict end,
      request, coalesce(acting_seat(array['tabulate'], area.low), '{}')
        || case when verdict in ('right-not-held', 'area-unknown', 'variable-unknown') then '{}'::jsonb else asked end);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.ask_enrolment(code_digest bytea, at_time timestamp with time zone)
 RETURNS TABLE(account_id bigint, username text, person_name text, totp_secret_enc bytea, needs_totp boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select a.account_id, a.username, a.person_name, e.totp_secret_enc,
    exists (select from dtsen.appointment p join dtsen.role r on r.role_code = p.role_code
      where p.account_id = a.account_id and p.revoked_at is null and r.needs_totp)
  from dtsen.enrolment e join dtsen.account a on a.account_id = e.account_id
  where e.code_sha256 = code_digest and e.used_at is null and e.cancelled_at is null and e.expires_at > at_time
    and a.disabled_at is null
$function$

-- may call: dtsen_gate

CREATE OR REPLACE FUNCTION dtsen.ask_past(wanted_version integer, wanted_family bigint, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  ranges int8multirange := my_ranges('read-family');
  sees_hidden boolean := holds('order-suppression');
  ids jsonb;
  found_body jsonb;
  j lake_job;
  village bigint;
  asked jsonb;
  valid_until timestamptz := now() + interval '5 minutes';
  signed text;
begin
  if not coalesce(is_readable(wanted_family, ranges, sees_hidden), false) then return null; end if;
  ids := past_ids(wanted_version, wanted_family, ranges, sees_hidden);
  if is_at_desk(wanted_version) then
    return told_past(ids, past_at_desk(wanted_version, numbers(ids -> 'families', 'id'), numbers(ids -> 'persons', 'then')),
      'desk', wanted_family, ranges, sees_hidden);
  end if;
  delete from past_family where expires_at <= now();
  select p.body into found_body from past_family p where p.account_id = acting_account() and p.family_id = wanted_family
    and p.version_no = wanted_version order by p.job_no desc limit 1;
  if found then return told_past(ids, found_body, 'lake', wanted_family, ranges, sees_hidden); end if;

  asked := jsonb_build_object('family', wanted_family, 'families', to_jsonb(numbers(ids -> 'families', 'id')),
    'persons', to_jsonb(numbers(ids -> 'persons', 'then')));
  select * into j from lake_job l where l.account_id = acting_account() and l.kind = 'family-as-of'
    and l.version_no = wanted_version and l.question = asked order by l.job_no desc limit 1;
  if j.state in ('asked', 'running') and j.expires_at > now() then
    return jsonb_build_object('state', 'reading');
  end if;
  -- Said once: whoever asks again a little later has it tried again.
  if j.state in ('refused', 'failed', 'expired') and j.ended_at > now() - interval '10 seconds' then
    return jsonb_build_object('state', 'refused', 'reason', j.reason);
  end if;
  if (select count(*) from lake_job l where l.account_id = acting_account() and l.state in ('asked', 'running')
      and l.expires_at > now()) >= 5 then
    return jsonb_build_object('state', 'refused', 'reason', 'too-many-waiting');
  end if;
  select f.village_no into village from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = wanted_family;
  insert into lake_job (account_id, session_id, purpose_code, kind, version_no, village_lo, village_hi, question, expires_at)
    values (acting_account(), acting_session(), acting_purpose(), 'family-as-of', wanted_version, village, village, asked,
      valid_until)
    returning * into j;
  signed := jsonb_build_object('job', j.job_no, 'kind', 'family-as-of', 'account', acting_account(), 'purpose', acting_purpose(),
    'version', wanted_version,
    'manifest', (select v.manifest_sha256 from version v where v.version_no = wanted_version),
    -- Whole tables: of those that name nobody, the catalogue's facts and no other column are opened.
    'columns', '["family", "outcome", "person", "provenance", "rank"]'::jsonb,
    'question', asked, 'limits', jsonb_build_object('seconds', 60, 'megabytes', 512, 'cells', 0),
    'expires', to_char(valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
  update lake_job set body = signed, signature = lake_mac(signed) where job_no = j.job_no;
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, row_count, decision,
      request_id, detail)
    values ('ask-past', 'lake-job', j.job_no, wanted_family, village, wanted_version, 'facts', 0, 'allowed', request,
      coalesce(acting_seat(array['read-family'], village), '{}'));
  return jsonb_build_object('state', 'reading');
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.ask_rule_count_here(wanted_program text, day date, edits jsonb, request text, OUT verdict text, OUT made bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  me bigint := acting_account();
  now_in int := (select p.version_no from publication_pointer p);
  base bigint := last_activated(wanted_program);
  digest text := rule_digest(day, edits, base);
begin
  verdict := case
    when me is null or not coalesce(holds('issue-decree'), false) then 'decree-right-not-held'
    when not exists (select from determined_by(me) p where p = wanted_program) then 'not-this-program'
    when now_in is null then 'no-version'
    when (select count(*) from rule_count c where c.asked_by = me and c.state in ('asked', 'running')
      and c.rule_sha256 <> digest) >= 2 then 'too-many-waiting'
    else 'asked' end;
  if verdict <> 'asked' then return; end if;
  insert into rule_count as kept (program_code, rule, rule_sha256, based_on, version_no, asked_by)
    values (wanted_program, jsonb_build_object('effectiveOn', day::text, 'edits', edits), digest, base, now_in, me)
    on conflict (program_code, rule_sha256, version_no) do update
      -- What failed may be asked again; what waits or is done stays as it is.
      set state = case kept.state when 'failed' then 'asked' else kept.state end, problem = null
    returning count_no into made;
  insert into audit_entry (act, subject_kind, subject_id, fields_class, request_id, detail)
    values ('count-rule', 'rule', made, 'work', request, coalesce(acting_seat(array['issue-decree'], null), '{}')
      || jsonb_build_object('program', wanted_program));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.asks_for(p review_pair, whom bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select not exists (select from standing_answers(p) a where a.account_id = whom)
    and (p.record_key < 0 or (select count(*) from standing_answers(p))
      + (select count(*) from review_claim c where c.pair_id = p.pair_id and c.until > now()) < 1 + p.is_double::int)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.assign_families(wanted_name text, wanted_village bigint, wanted_rt text, number text, most integer, today date, moment timestamp with time zone)
 RETURNS TABLE(verdict text, assigned integer, already integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  keeper bigint;
  wanted bigint[];
begin
  assigned := 0; already := 0;
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then verdict := 'not-found'; return next; return; end if;
  select a.account_id into keeper from account a where a.username = wanted_name and a.disabled_at is null
    and exists (select from appointment p join role_right rr on rr.role_code = p.role_code and rr.right_code = 'keep-book'
      where p.account_id = a.account_id and p.confirmed_by is not null and p.revoked_at is null
        and today between p.valid_from and p.valid_to and wanted_village between p.village_lo and p.village_hi);
  if keeper is null then verdict := 'facilitator-unfit'; return next; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('book of ' || keeper::text, 0));
  select array_agg(f.family_id) into wanted from family f
    join publication_pointer p on p.version_no = f.version_no
    join outcome o on o.version_no = f.version_no and o.family_id = f.family_id and o.program = 'pkh' and o.outcome = 'recipient'
    where f.village_no = wanted_village and (wanted_rt is null or ltrim(f.rt, '0') = ltrim(wanted_rt, '0'))
      and not dtsen_policy.is_hidden('family', f.family_id, f.family_id);
  if wanted is null then verdict := 'none-there'; return next; return; end if;
  select count(*) filter (where a.account_id = keeper) into already from book_assignment a
    where a.family_id = any (wanted) and a.ended_on is null;
  if exists (select from book_assignment a where a.family_id = any (wanted) and a.ended_on is null and a.account_id <> keeper) then
    verdict := 'assigned-already'; return next; return; end if;
  if (select count(*) from book_assignment a where a.account_id = keeper and a.ended_on is null)
      + cardinality(wanted) - already > most then verdict := 'too-many'; return next; return; end if;
  insert into book_assignment (account_id, family_id, village_no, domicile_village_no, from_on, decree, made_by, made_at)
    select keeper, f.family_id, f.village_no, f.domicile_village_no, today, number, acting_account(), moment
    from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = any (wanted)
    on conflict (family_id) where ended_on is null do nothing;
  get diagnostics assigned = row_count;
  verdict := 'assigned';
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.attach_decree()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  d bigint := (select x.determination_no from determination x where x.program_code = new.program_code
    and x.version_no = new.version_no and determination_state(x.determination_no) = 'approved' and x.kind = 'decree'
    order by 1 desc limit 1);
begin
  if d is not null then
    insert into determination_word (determination_no, state, account_id, decree_no)
      values (d, 'decreed', new.recorded_by, new.decree_no);
  end if;
  return null;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.audit_is_behind()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return coalesce((select e.at < clock_timestamp() - interval '15 minutes'
    from audit_entry e
    where e.xid >= (select sealed_xid from audit_watermark where one)
    order by e.xid, e.entry_no limit 1), false);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.audit_line(e audit_entry, seq bigint)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('seq', seq, 'entry', e.entry_no,
    'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'account', e.account_id, 'session', e.session_id, 'actor', e.actor, 'on_behalf_of', e.on_behalf_of,
    'purpose', e.purpose_code, 'act', e.act, 'subject_kind', e.subject_kind, 'subject', e.subject_id,
    'family', e.family_id, 'village', e.village_no, 'version', e.version_no, 'fields', e.fields_class,
    'rows', e.row_count, 'decision', e.decision, 'request', e.request_id, 'detail', e.detail)::text
$function$

-- may call: dtsen_auditor, dtsen_sealer

CREATE OR REPLACE FUNCTION dtsen.begin_as(token bytea, wanted_purpose text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  found_session record;
  held record;
begin
  if acting_account() is not null then
    raise exception 'begin_as was already called in this transaction';
  end if;
  select s.session_id, s.account_id, s.last_seen_at, a.person_id,
      s.ended_at is null and a.disabled_at is null
        and now() < s.idle_until and now() < s.absolute_until as is_alive
    into found_session
    from session s join account a on a.account_id = s.account_id
    where s.token_sha256 = sha256(token);
  if not found then return 'session-unknown'; end if;
  if not found_session.is_alive then return 'session-ended'; end if;

  select coalesce(array_agg(r.right_code), '{}') as rights, coalesce(array_agg(r.low), '{}') as lows,
      coalesce(array_agg(r.high), '{}') as highs, coalesce(array_agg(r.ranges), '{}') as ranges
    into held
    from rights_of(found_session.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r;
  if held.rights = '{}' and wanted_purpose not in ('own-data', 'account') then return 'purpose-not-allowed'; end if;
  if audit_is_behind()
      and coalesce((select opens_personal_data from purpose where purpose_code = wanted_purpose), true)
    then return 'audit-unsealed'; end if;

  insert into acting values (pg_backend_pid(), pg_current_xact_id(), found_session.session_id,
      found_session.account_id, found_session.person_id, wanted_purpose,
      held.rights, held.lows, held.highs, held.ranges)
    on conflict (backend_pid) do update set xid = excluded.xid, session_id = excluded.session_id,
      account_id = excluded.account_id, person_id = excluded.person_id,
      purpose_code = excluded.purpose_code, rights = excluded.rights, lows = excluded.lows,
      highs = excluded.highs, ranges = excluded.ranges;
  perform pg_advisory_xact_lock_shared(7402640);
  if found_session.last_seen_at < now() - interval '1 minute' then
    update session set last_seen_at = now(), idle_until = now() + interval '30 minutes'
      where session_id = found_session.session_id;
  end if;
  return 'ok';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.book_families(wanted_account bigint, kept bigint[])
 RETURNS TABLE(family_id bigint, kept_id bigint, account_id bigint, from_on date, head_name text, village_no bigint, domicile_village_no bigint, rt text, rw text, facts_as_of integer, outcome text, is_whole boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select f.family_id, a.family_id, a.account_id, a.from_on,
    case when not dtsen_policy.is_hidden('person', f.head_person_id, f.family_id) then f.head_name end,
    f.village_no, f.domicile_village_no, f.rt, f.rw, f.facts_as_of, o.outcome,
    not exists (select from person m where m.version_no = f.version_no and m.family_id = f.family_id
      and (m.life_status = -5 or dtsen_policy.is_hidden('person', m.person_id, m.family_id)))
  from book_assignment a
  join publication_pointer p on true
  left join family_redirect r on r.version_no = p.version_no and r.from_family_id = a.family_id
  join current_family f on f.family_id = coalesce(r.to_family_id, a.family_id)
  left join outcome o on o.version_no = p.version_no and o.family_id = f.family_id and o.program = 'pkh' and o.unit = 'family'
  where (a.account_id = wanted_account or (wanted_account is null and a.family_id = any (kept)))
    and (kept is null or a.family_id = any (kept)) and a.ended_on is null and sees_assignment(a)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
  order by f.village_no, f.rt nulls last, f.head_name nulls last, f.family_id
  limit 2000
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.book_keepers()
 RETURNS TABLE(account_id bigint, username text, person_name text, village_no bigint, families integer, since date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select k.account_id, k.username, k.person_name, a.village_no, count(*)::int, min(a.from_on)
  from book_assignment a join account k on k.account_id = a.account_id
  where a.ended_on is null and holds('oversee-book') and sees_assignment(a)
  group by k.account_id, k.username, k.person_name, a.village_no order by k.person_name, a.village_no limit 500
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.book_payments(kept bigint[])
 RETURNS TABLE(family_id bigint, phase text, phase_to date, status text, amount_rupiah bigint, reported_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select distinct on (b.family_id) b.family_id, p.phase, r.phase_to, p.status, p.amount_rupiah, p.reported_on
  from book_families(null, kept) b
  join payment p on p.program = 'pkh' and p.unit = 'family' and p.family_id in (select ids_of_family(b.family_id))
  join payment_report r using (report_no)
  order by b.family_id, r.phase_from desc, p.reported_on desc
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.book_people(kept bigint[])
 RETURNS TABLE(family_id bigint, person_id bigint, name text, birth_date integer, identity_status text, life_status integer, facts integer[], is_head boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select q.family_id, q.person_id, q.name, q.birth_date, q.identity_status, q.life_status::int, q.facts,
    q.person_id = f.head_person_id
  from book_families(null, kept) b
  join current_family f on f.family_id = b.family_id
  join current_person q on q.family_id = b.family_id
  where not dtsen_policy.is_hidden('person', q.person_id, q.family_id)
  order by q.family_id, q.person_id = f.head_person_id desc, q.birth_date nulls last, q.person_id
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.bury_person(wanted_person bigint, all_ids bigint[], her_records bigint[], her_places jsonb, ground text, at timestamp with time zone, by_name text, second_name text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  insert into tombstone as t (unit, unit_id, ground, erased_at, erased_by, confirmed_by, records, stood_in)
    select 'person', id, ground, at, by_name, second_name, case when id = wanted_person then her_records else '{}' end,
      case when id = wanted_person then her_places else '[]' end
    from (select distinct unnest(all_ids || wanted_person)) u (id)
    on conflict (unit, unit_id) do update set records = array(select distinct unnest(t.records || excluded.records)),
      stood_in = (select coalesce(jsonb_agg(distinct place), '[]') from jsonb_array_elements(t.stood_in || excluded.stood_in) place)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.call_meeting(client uuid, digest bytea, wanted_village bigint, said jsonb, moment timestamp with time zone)
 RETURNS TABLE(verdict text, number bigint, minutes text, is_again boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  kept village_meeting;
  in_year int := extract(year from (said ->> 'planned_on')::date)::int;
  next_serial int;
begin
  select m.* into kept from village_meeting m where m.client_id = client;
  if kept.meeting_no is not null then
    verdict := case when kept.request_sha256 = digest and kept.by_account = acting_account() then 'called' else 'key-reused' end;
    if verdict = 'called' then number := kept.meeting_no; minutes := kept.minutes_number; end if;
    is_again := true;
    return next;
    return;
  end if;
  if not coalesce(wanted_village <@ my_ranges('hold-deliberation'), false) then
    verdict := 'not-found'; return next; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('meeting ' || wanted_village, 0));
  select coalesce(max(m.serial), 0) + 1 into next_serial from village_meeting m
    where m.village_no = wanted_village and m.year = in_year;
  insert into village_meeting (client_id, request_sha256, village_no, year, serial, minutes_number, planned_on, starts_at, place,
      by_account, at)
    values (client, digest, wanted_village, in_year, next_serial,
      to_char(next_serial, 'FM9990000') || '/BA-MUS/' || wanted_village || '/' || in_year, (said ->> 'planned_on')::date,
      said ->> 'starts_at', said ->> 'place', acting_account(), moment)
    returning meeting_no, minutes_number into number, minutes;
  verdict := 'called';
  is_again := false;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.candidate_answers_here(wanted bigint)
 RETURNS TABLE(candidate_no integer, answer text, reason_code text, note text, receives text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select a.candidate_no, a.answer, a.reason_code, a.note, a.receives from candidate_answer a
  where a.result_no = (select max(r.result_no) from candidate_result r where r.list_no = wanted)
    and sees_candidates(acting_account(), wanted)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.candidate_list_state(wanted bigint)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.state from candidate_list_word w where w.list_no = wanted order by w.word_no desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.candidate_lists_here(wanted_determination bigint, wanted_list bigint)
 RETURNS TABLE(list_no bigint, determination_no bigint, program_code text, version_no integer, area text, note_number text, handed_on date, giver_name text, giver_office text, receiver_name text, receiver_office text, units integer, villages integer, determiner text, state text, list_sha256 text, reason text, made_by text, is_mine boolean, received_at timestamp with time zone, may_receive boolean, is_giver boolean, public_code text, outcome_sha256 text, determination_state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select l.list_no, d.determination_no, d.program_code, d.version_no, l.area, l.note_number, l.handed_on, l.giver_name, l.giver_office,
    l.receiver_name, l.receiver_office, l.units, l.villages, d.determiner, last.state, made.list_sha256, last.reason, a.username,
    l.made_by = acting_account(), received.at, receives_candidates(acting_account(), l.list_no) and l.made_by <> acting_account(),
    exists (select from determined_by(acting_account()) p where p = d.program_code), d.public_code, d.outcome_sha256,
    determination_state(d.determination_no)
  from candidate_list l join determination d on d.determination_no = l.determination_no join account a on a.account_id = l.made_by
    join candidate_list_word made on made.list_no = l.list_no and made.state = 'made'
    left join candidate_list_word received on received.list_no = l.list_no and received.state = 'received'
    cross join lateral (select w.state, w.reason from candidate_list_word w where w.list_no = l.list_no
      order by w.word_no desc limit 1) last
  where (wanted_determination is null or d.determination_no = wanted_determination)
    and (wanted_list is null or l.list_no = wanted_list) and sees_candidates(acting_account(), l.list_no)
  order by l.list_no desc limit 500
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.candidate_results_here(wanted bigint)
 RETURNS TABLE(result_no bigint, way text, act_number text, act_signed_on date, minutes_number text, minutes_held_on date, attended integer, dissent integer, dissent_note text, reason text, accepted integer, declined integer, added integer, refused integer, is_in_force boolean, recorded_by text, recorded_at timestamp with time zone, findings jsonb, reasons jsonb, refusals jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select r.result_no, r.way, r.act_number, r.act_signed_on, r.minutes_number, r.minutes_held_on, r.attended, r.dissent,
    r.dissent_note, r.reason, r.accepted, r.declined, r.added, r.refused,
    not exists (select from candidate_result s where s.supersedes = r.result_no), a.username, r.recorded_at,
    (select coalesce(jsonb_object_agg(x.program, x.n), '{}') from (select p.program, count(*)::int as n
      from candidate_answer q, unnest(q.receives) p (program) where q.result_no = r.result_no group by p.program) x),
    (select coalesce(jsonb_object_agg(x.reason_code, x.n), '{}') from (select q.reason_code, count(*)::int as n
      from candidate_answer q where q.result_no = r.result_no and q.answer = 'declined' group by q.reason_code) x),
    (select coalesce(jsonb_agg(jsonb_build_object('row', f.row_no, 'column', f.column_name, 'reason', f.reason) order by f.row_no), '[]')
      from (select y.* from candidate_refusal y where y.result_no = r.result_no order by y.row_no limit 200) f)
  from candidate_result r join account a on a.account_id = r.recorded_by
  where r.list_no = wanted and sees_candidates(acting_account(), wanted) order by r.result_no desc
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_ends_aid(wanted_kind text, wanted_reason text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce((select r.ends_aid from case_way_reason r
    where r.kind = wanted_kind and r.act = 'refuse' and r.reason = wanted_reason), false)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_events(families bigint[], persons bigint[])
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with own as (
    select x.* from finding x where x.family_id = any (families)
      and (x.unit = 'family' or x.unit_id = any (persons))),
  answered as (
    select a.finding_id, a.answer, v.label, p.from_at, (select min(q.from_at) from publication q
      where q.publication_no > p.publication_no and q.version_no < p.version_no) as until_at
    from finding_answer a join own x on x.finding_id = a.finding_id join publication p on p.version_no = a.version_no
    join version v on v.version_no = a.version_no),
  told (kind, at, unit, unit_id, what, variable, value, detail) as (
    select 'finding-recorded', x.recorded_at, x.unit, x.unit_id, x.kind, x.variable_id, x.fact_value, null from own x
    union all
    select 'finding-confirmed', x.confirmed_at, x.unit, x.unit_id, x.kind, x.variable_id, x.fact_value, null from own x
      where x.confirmed_at is not null
    union all
    select 'finding-' || a.answer, a.from_at, x.unit, x.unit_id, x.kind, x.variable_id, x.fact_value, a.label
      from answered a join own x on x.finding_id = a.finding_id
    union all
    select 'proposal-received', c.received_on::timestamp at time zone 'Asia/Jakarta', c.unit, c.unit_id, c.ground,
        c.variable_id, c.proposed_value, null
      from correction_proposal c where c.family_id = any (families) and (c.unit = 'family' or c.unit_id = any (persons))
    union all
    select 'proposal-decided', c.decided_at, c.unit, c.unit_id, c.decision, c.variable_id, c.proposed_value, null
      from correction_proposal c where c.family_id = any (families) and c.decided_at is not null
        and (c.unit = 'family' or c.unit_id = any (persons))
    union all
    select 'check-opened', e.opened_at, case when e.person_id is null then 'family' else 'person' end,
        coalesce(e.person_id, e.family_id), e.statement, null, null, e.source
      from evidence_check e where e.family_id = any (families) and (e.person_id is null or e.person_id = any (persons))
    union all
    select 'check-' || e.state, e.decided_at, case when e.person_id is null then 'family' else 'person' end,
        coalesce(e.person_id, e.family_id), e.statement, null, null, e.source
      from evidence_check e where e.family_id = any (families) and e.decided_at is not null
        and (e.person_id is null or e.person_id = any (persons))
    union all
    select 'identity-answered', i.answered_on::timestamp at time zone 'Asia/Jakarta', 'person', i.person_id, i.outcome,
        null, null, null
      from identity_check i where i.person_id = any (persons)
    union all
    select 'decree-recorded', d.recorded_at, null, null, d.program_code, null, null, d.act_number from decree d
    union all
    select 'version-' || p.kind, p.from_at, null, null, v.label, null, null, null
      from publication p join version v on v.version_no = p.version_no)
  select jsonb_build_object(
    'told', (select coalesce(jsonb_agg(to_jsonb(t) order by t.at, t.kind, t.what), '[]') from told t),
    'laid', (select coalesce(jsonb_agg(jsonb_build_object('unit', x.unit, 'unit_id', x.unit_id, 'kind', x.kind,
        'place', x.fact_place, 'value', x.fact_value, 'from', x.confirmed_at, 'answered',
        (select coalesce(jsonb_agg(jsonb_build_object('from', a.from_at, 'until', a.until_at)), '[]') from answered a
          where a.finding_id = x.finding_id)) order by x.finding_id), '[]')
      from own x where x.confirmed_at is not null))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.case_move_problem(held case_file, wanted_act text, wanted_reason text, moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case when wanted_act in ('pass', 'refuse') and exists (select from case_event e where e.case_id = held.case_id
      and e.act = 'refuse' and e.step = held.step and is_one_person(e.by_account, acting_account())) then 'same-person'
    else case held.kind when 'holder-change' then holder_move_problem(held.case_id, wanted_act, wanted_reason)
      when 'aid-proposal' then aid_proposal_problem(held, wanted_act, wanted_reason)
      when 'objection' then objection_problem(held, wanted_act, moment)
      when 'resignation' then resignation_problem(held, wanted_act, moment)
      when 'complaint' then complaint_problem(held, wanted_act)
      when 'appeal' then appeal_problem(held, wanted_act) end end
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.case_needs_reference(wanted_kind text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(array_agg(s.step order by s.place), '{}') from case_way_step s where s.kind = wanted_kind and s.needs_reference
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_of_receipt(receipt bytea)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce((select p.case_id from aid_proposal p where p.receipt_index = receipt),
    (select o.case_id from objection o where o.receipt_index = receipt),
    (select x.case_id from complaint x where x.receipt_index = receipt))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.case_other_hands(held case_file)
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with way as (select s.* from case_way_step s where s.kind = held.kind and (s.asked_by is null or s.asked_by = any (held.rules))),
  here as (select w.place, w.same_hands from way w where w.step = held.step),
  others as (select w.step, w.place = (select min(f.place) from way f) as is_first from way w, here h
    where w.place < h.place and not (w.same_hands and h.same_hands))
  select coalesce(array_agg(distinct x.by_account) filter (where x.by_account is not null), '{}') from (
    select (select e.by_account from case_event e where e.case_id = held.case_id and e.act = 'pass' and e.step = o.step
      order by e.event_no desc limit 1) as by_account from others o
    union all
    select held.opened_by from others o where o.is_first) x
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.case_read_right(wanted_kind text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.read_right from case_way w where w.kind = wanted_kind
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_right(wanted_kind text, wanted_step text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select s.right_code from case_way_step s where s.kind = wanted_kind and s.step = wanted_step
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_steps(wanted_kind text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select array_agg(s.step order by s.place) from case_way_step s where s.kind = wanted_kind
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_turn(held case_file, act text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select r from unnest(case
      when act = 'withdraw' then array[case_withdraw_right(held.kind)]
      when held.state = 'paused' and act = 'resume' then array[case_wait_right(held.kind, held.reason)]
      when held.state = 'paused' and act = 'return' then
        array[case_wait_right(held.kind, held.reason), case_right(held.kind, held.step)]
      else array[case_right(held.kind, held.step)] end) r
  where r is not null and (held.village_no <@ my_ranges(r) or held.domicile_village_no <@ my_ranges(r)) limit 1
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_wait_right(wanted_kind text, wanted_reason text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select r.right_code from case_way_reason r where r.kind = wanted_kind and r.act = 'pause' and r.reason = wanted_reason
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.case_withdraw_right(wanted_kind text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.withdraw_right from case_way w where w.kind = wanted_kind
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.cases_to_forget(gone bigint[])
 RETURNS TABLE(case_id bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with families as (select distinct q.family_id from person q where q.person_id = any (gone))
  select c.case_id from case_file c where c.family_id in (select f.family_id from families f)
  union select p.case_id from aid_proposal p where p.proposer_family_id in (select f.family_id from families f)
  union select o.case_id from objector o where o.family_id in (select f.family_id from families f)
  union select m.case_id from complainant m where m.family_id in (select f.family_id from families f)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.change_password(this_attempt bigint, token bytea, checked_hash text, new_hash text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  mine record;
  ended int;
begin
  select s.session_id, s.account_id into mine from session s where s.token_sha256 = sha256(token);
  perform from account a where a.account_id = mine.account_id and a.password_hash = checked_hash
    and a.disabled_at is null for update;
  if not found then return null; end if;
  perform from session s where s.session_id = mine.session_id and s.ended_at is null
    and now() < s.idle_until and now() < s.absolute_until;
  if not found then return null; end if;
  update sign_in_attempt t set is_accepted = true from account a
    where t.attempt_no = this_attempt and t.is_accepted is null and t.at > now() - interval '1 minute'
      and a.account_id = mine.account_id and a.username = t.username;
  if not found then return null; end if;
  update account set password_hash = new_hash where account_id = mine.account_id;
  update session set ended_at = now(), end_reason = 'password-changed'
    where account_id = mine.account_id and session_id <> mine.session_id and ended_at is null;
  get diagnostics ended = row_count;
  insert into audit_entry (account_id, session_id, purpose_code, act, subject_kind, subject_id, fields_class, row_count)
    values (mine.account_id, mine.session_id, 'account', 'change-password', 'account', mine.account_id, 'account', ended);
  return ended;
end $function$

-- may call: dtsen_gate

CREATE OR REPLACE FUNCTION dtsen.check_candidate_result_here(wanted bigint, file_sha256 text, given jsonb, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  judged jsonb;
  answer jsonb;
begin
  if acting_account() is null or not coalesce(holds('receive-candidates'), false) or not sees_candidates(acting_account(), wanted) then
    return jsonb_build_object('verdict', 'list-unknown'); end if;
  if not receives_candidates(acting_account(), wanted) then return jsonb_build_object('verdict', 'not-the-receiver'); end if;
  if candidate_list_state(wanted) is distinct from 'received' then return jsonb_build_object('verdict', 'not-received'); end if;
  judged := judge_candidate_rows(wanted, given);
  select jsonb_build_object('verdict', 'checked', 'read', count(*),
      'accepted', count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'accepted'),
      'declined', count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'declined'),
      'added', count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'added'),
      'again', count(*) filter (where j.wrong is null and j.is_again), 'refused', count(*) filter (where j.wrong is not null),
      'repeats', (select r.result_no from candidate_result r where r.list_no = wanted and r.sha256 = file_sha256),
      'rows', coalesce(jsonb_agg(jsonb_build_object('row', j.row_no, 'column', coalesce(j.column_name, ''), 'reason', j.wrong)
        order by j.row_no) filter (where j.wrong is not null and j.nth_wrong <= 200), '[]')) into answer
    from (select x.*, count(*) filter (where x.wrong is not null) over (order by x.row_no) as nth_wrong
      from jsonb_to_recordset(judged) x (row_no int, answer text, column_name text, wrong text, is_again boolean)) j;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    select 'check-candidate-result', 'determination', l.determination_no, d.version_no, 'work', jsonb_array_length(given), request,
      coalesce(acting_seat(array['receive-candidates'], l.village_lo), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted)
    from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
  return answer;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.claim_pairs(how_many integer, lo bigint, hi bigint, later bigint[])
 RETURNS TABLE(pair_id bigint, until timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  me bigint := acting_account();
  today date := (now() at time zone 'Asia/Jakarta')::date;
  -- Asked once: the queue of the nation is long.
  mine int8multirange := my_ranges('review-pair');
  low bigint := greatest(lo, my_low('review-pair'));
  high bigint := least(hi, my_high('review-pair'));
  ends timestamptz := now() + make_interval(mins => (review_terms_today()).claim_minutes);
  picked bigint[];
begin
  if not holds('review-pair') then return; end if;
  perform lapse_reviews(null);
  delete from review_claim c where c.account_id = me and c.until <= now() and c.later_on is distinct from today;
  update review_claim c set until = now(), later_on = today where c.account_id = me and c.pair_id = any (later);
  picked := array(
    select p.pair_id from review_pair p
    where p.state = 'open' and p.record_village_no between low and high and p.record_village_no <@ mine
      and p.spine_village_no <@ mine
      and not exists (select from review_claim c where c.pair_id = p.pair_id and c.account_id = me)
      and asks_for(p, me)
      and not dtsen_policy.is_hidden('person', p.record_person_id, p.record_family_id)
      and not dtsen_policy.is_hidden('person', p.spine_person_id, p.spine_family_id)
    order by p.value desc, p.pair_id
    limit greatest(0, least(how_many, 5) - (select count(*) from review_claim c
      where c.account_id = me and c.until > now()))
    for update of p skip locked);
  -- Asked again, now that the pairs are locked: whoever took one in the moment before was not seen.
  insert into review_claim (pair_id, account_id, until)
    select p.pair_id, me, ends from review_pair p where p.pair_id = any (picked) and p.state = 'open' and asks_for(p, me)
    on conflict (pair_id, account_id) do nothing;
  return query select c.pair_id, c.until from review_claim c join review_pair p on p.pair_id = c.pair_id
    where c.account_id = me and c.until > now() and p.state = 'open' order by p.value desc, c.pair_id;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.clear_removals(wanted_version integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  delete from removal r using removal_run n where n.run_no = r.run_no and n.version_no = wanted_version and n.issued_on is null
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.close_projection(wanted_version integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  parent text;
  whole text;
  part regclass;
  nth int := 1;
begin
  while index_projection(wanted_version, nth) loop nth := nth + 1; end loop;
  perform hold_projections();
  foreach parent in array projection_tables() loop
    whole := format('%s_v%s', parent, wanted_version);
    execute format('revoke all on dtsen_loading.%I from dtsen_worker', whole);
    for part in select relid from pg_partition_tree(format('dtsen_loading.%I', whole)::regclass) loop
      execute format('alter table %s enable row level security', part);
      execute format('alter table %s force row level security', part);
      execute format('alter table %s set schema dtsen', part);
      execute format('comment on table %s is %L', part, (select split_part(obj_description(format('dtsen.%I', parent)::regclass), ';', 1)
        || '; part of ' || parent || ', never read by name'));
    end loop;
    execute format('alter table dtsen.%I attach partition dtsen.%I for values in (%s)',
      parent, whole, wanted_version);
    execute format('analyze dtsen.%I', whole);
  end loop;
  perform erase_projected(wanted_version, coalesce(
    (select array_agg(t.unit_id) from tombstone t where t.unit = 'person'), '{}'));
  perform mark_suppressed();
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.complaint_counts(wanted bigint[], days integer)
 RETURNS TABLE(case_id bigint, of_party bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.case_id, (select count(*) from case_file k join complaint y using (case_id)
    where k.village_no = c.village_no and y.party = x.party and k.opened_at > c.opened_at - make_interval(days => days))
  from case_file c join complaint x using (case_id) where c.case_id = any (wanted) and sees_case(c)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.complaint_problem(held case_file, wanted_act text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case when wanted_act = 'pass' and held.step in ('regency-redress', 'ministry-redress') and x.redress is null
    then 'redress-missing' end
  from complaint x where x.case_id = held.case_id
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.confirm_follow_up(wanted_case bigint, wanted_version integer, moment timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if not coalesce(held.village_no <@ my_ranges('report-reactivation') or held.village_no <@ my_ranges('verify-reactivation'),
    false) then return 'right-not-held'; end if;
  if held.state <> 'done' or not exists (select from follow_up_versions(wanted_case) v where v = wanted_version) then
    return 'not-due'; end if;
  insert into case_follow_up values (wanted_case, wanted_version, acting_account(), moment) on conflict do nothing;
  return 'confirmed';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.confirm_pair(wanted_pair bigint, agrees boolean, words text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  p review_pair := hold_pair(wanted_pair, 'settle-review');
  me bigint := acting_account();
  first_person bigint;
begin
  if p.pair_id is null then return 'not-found'; end if;
  if p.state not in ('second', 'undo-second') then return 'not-waiting'; end if;
  if length(trim(coalesce(words, ''))) < 5 then return 'reason-missing'; end if;
  if p.state = 'undo-second' then
    select a.account_id into first_person from review_answer a
      where a.pair_id = p.pair_id and a.round = p.round and a.verdict = 'undo' order by a.answer_no desc limit 1;
    if first_person = me then return 'same-person'; end if;
    insert into review_answer (pair_id, round, stage, verdict, note)
      values (p.pair_id, p.round, 'undo', case when agrees then 'undo' else 'keep' end, without_numbers(words));
    if not agrees then
      update review_pair set state = 'decided', state_at = clock_timestamp(), waits_until = null where pair_id = p.pair_id;
      return 'rejected';
    end if;
    perform lift_decision(p, first_person, me);
    return 'confirmed';
  end if;
  if exists (select from standing_answers(p) a where a.account_id = me) then return 'same-person'; end if;
  insert into review_answer (pair_id, round, stage, verdict, note)
    values (p.pair_id, p.round, 'second', case when agrees = (said_first(p) = 'same') then 'same' else 'different' end,
      without_numbers(words));
  -- Where a settler had said "same", another settler's "different" leaves two words against each other: set aside.
  if not agrees and exists (select from standing_answers(p) a where a.stage = 'senior') then
    update review_pair set state = 'set-aside', state_at = clock_timestamp(), waits_until = null where pair_id = p.pair_id;
  else
    perform settle_pair(p.pair_id);
  end if;
  return case when agrees then 'confirmed' else 'rejected' end;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.confirm_reactivation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  update reactivation r set insurer_reference = e.reference, confirmed_on = e.reference_on, confirmed_by = e.by_account,
      confirmed_in_version_no = (select p.version_no from publication_pointer p)
    from case_event e where r.case_id = new.case_id and e.case_id = new.case_id and e.act = 'pass' and e.step = 'insurer'
      and e.event_no = (select max(x.event_no) from case_event x where x.case_id = new.case_id);
  if not found then raise exception 'case % cannot be done without the insurer''s confirmation', new.case_id; end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.count_holdings(wanted_version integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  delete from holding_figure where version_no = wanted_version;
  if not exists (select from outcome o where o.version_no = wanted_version) then return; end if;
  insert into holding_figure
  with held as (
    select family_id, array_agg(distinct program order by program) as programs from outcome
    where version_no = wanted_version and outcome in ('recipient', 'review')
    group by family_id),
  counted as (
    select f.village_no, coalesce(f.decile_national, 0) as decile, coalesce(h.programs, '{}') as programs, count(*) as families
    from family f left join held h on h.family_id = f.family_id
    where f.version_no = wanted_version and f.size > 0
    group by 1, 2, 3)
  select wanted_version, case t.digits when 0 then 'ID' else left(c.village_no::text, t.digits) end, t.digits,
    rpad(left(c.village_no::text, t.digits), 10, '0')::bigint, rpad(left(c.village_no::text, t.digits), 10, '9')::bigint,
    c.decile, c.programs, sum(c.families)::int
  from counted c cross join (values (0), (2), (4), (6), (10)) t (digits)
  group by 1, 2, 3, 4, 5, 6, 7;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.count_outcomes(moment timestamp with time zone, bounds integer[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  counted int;
begin
  perform pg_advisory_xact_lock(hashtextextended('outcomes', 0));
  delete from outcome_figure;
  insert into outcome_figure (village_no, measure, part, units)
  with shown as (
    select c.* from case_file c
    where not 'province-examines' = any (c.rules) and not dtsen_policy.is_hidden('person', c.person_id, c.family_id)),
  standing as (
    select s.village_no, s.kind, s.state, s.state in ('open', 'returned', 'paused') and s.due_at < moment as is_late,
      case when s.state in ('done', 'refused', 'withdrawn') then coalesce('within-' || (
        select min(b) from unnest(bounds) b where s.since <= s.opened_at + make_interval(days => b)), 'longer') end as took
    from shown s),
  cases as (
    select village_no, kind as measure, state as part, count(*)::int as units from standing group by 1, 2, 3
    union all select village_no, kind, 'overdue', count(*)::int from standing where is_late group by 1, 2
    union all select village_no, kind, took, count(*)::int from standing where took is not null group by 1, 2, 3),
  looked as (
    select v.village_no, 'listed-leaves' as measure, coalesce(x.confirmed_by is not null and x.answer is distinct from 'refused', false)
        as is_found
      from verval_standing v left join finding x on x.finding_id = v.finding_id
      where v.reason is not null and v.reason <> 'not-found' and not dtsen_policy.is_hidden('family', v.family_id, v.family_id)
    union all select s.village_no, 'objection-upheld', s.state = 'done' from shown s
      where s.kind = 'objection' and s.state in ('done', 'refused')
    union all select s.village_no, 'proposal-gains',
        coalesce(p.after_decile < p.before_decile, false)
          or coalesce(cardinality(p.after_places), 0) > coalesce(cardinality(p.before_places), 0)
      from shown s join aid_proposal p using (case_id) where p.answered_version_no is not null
    union all select g.village_no, 'visit-differs', exists (select from ground_check_answer a
        where a.check_no = g.check_no and a.recorded is distinct from a.value)
      from ground_check g where g.outcome = 'met' and not dtsen_policy.is_hidden('family', g.family_id, g.family_id))
  select * from cases
  union all select village_no, measure, 'looked', count(*)::int from looked group by 1, 2
  union all select village_no, measure, 'found', count(*)::int from looked where is_found group by 1, 2;
  get diagnostics counted = row_count;
  insert into outcome_look (at) values (moment) on conflict (one) do update set at = excluded.at;
  return counted;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.count_reviews(lo bigint, hi bigint, wanted_state text, at_most integer)
 RETURNS TABLE(state text, pairs bigint, unanswered bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  me bigint := acting_account();
  mine int8multirange := my_ranges('review-pair');
begin
  return query select case when not own.is_asked and is_kept_from_me(p.pair_id, p.round) then 'answered' else p.state end,
      count(*), count(*) filter (where own.is_asked)
    from (select * from review_pair p
    where (wanted_state is null or p.state = wanted_state)
      and p.record_village_no between lo and hi and p.record_village_no <@ mine and p.spine_village_no <@ mine
      and not exists (select from hidden_unit h where h.unit = 'person' and h.unit_id = p.record_person_id)
      and not exists (select from hidden_unit h where h.unit = 'person' and h.unit_id = p.spine_person_id)
      and not exists (select from hidden_unit h where h.unit = 'family' and h.unit_id = p.record_family_id)
      and not exists (select from hidden_unit h where h.unit = 'family' and h.unit_id = p.spine_family_id)
    limit at_most) p
    cross join lateral (select coalesce((select a.verdict = 'withdrawn' from review_answer a
      where a.pair_id = p.pair_id and a.round = p.round and a.account_id = me and a.stage <> 'undo'
      order by a.answer_no desc limit 1), true) as is_asked) own
    group by 1;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.crisis_condition(rule jsonb, owner text DEFAULT 'f'::text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  fact text;
  test text;
begin
  if rule ? 'all' or rule ? 'any' then
    return (select '(' || string_agg(crisis_condition(part, owner), case when rule ? 'all' then ' and ' else ' or ' end) || ')'
      from jsonb_array_elements(coalesce(rule -> 'all', rule -> 'any')) part);
  elsif rule ? 'not' then
    return '(not ' || crisis_condition(rule -> 'not', owner) || ')';
  elsif rule ? 'members' then
    if owner <> 'f' then raise exception 'crisis rule: members of members'; end if;
    return format('(select case when count(*) filter (where x.t) >= %1$s then true '
      'when count(*) filter (where x.t is not false) < %1$s then false end from (select %2$s as t from dtsen.current_person m '
      'where m.family_id = f.family_id and m.life_status is distinct from 2) x)',
      (rule ->> 'atLeast')::int, crisis_condition(rule -> 'members', 'm'));
  elsif rule ? 'fact' then
    fact := case when rule ? 'place' then format('%s.facts[%s]', owner, (rule ->> 'place')::int)
      when owner = 'f' and rule ->> 'fact' in ('size', 'decile_national', 'decile_province', 'decile_regency', 'percentile')
        or owner = 'm' and rule ->> 'fact' = 'life_status' then format('%s.%I', owner, rule ->> 'fact') end;
    test := case when rule ? 'in' then format('= any (array[%s])', (select string_agg((v #>> '{}')::int::text, ', ')
        from jsonb_array_elements(rule -> 'in') v))
      else format('between %s and %s', (rule #>> '{between,0}')::int, (rule #>> '{between,1}')::int) end;
    if fact is not null then
      return format('(case when %1$s >= 0 then %1$s %2$s when %1$s = -4 then false end)', fact, test);
    end if;
  end if;
  raise exception 'crisis rule: cannot be asked at the desk';
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.crisis_figures(wanted_crisis bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object(
    'rows', count(*), 'persons', coalesce(sum(r.size), 0), 'added', count(r.added_by),
    'unverified', count(*) filter (where r.state = 'unverified'), 'here', count(*) filter (where r.state = 'here'),
    'moved', count(*) filter (where r.state = 'moved'), 'dead', count(*) filter (where r.state = 'dead'),
    'double', count(*) filter (where r.state = 'double'),
    'light', count(*) filter (where r.damage = 1), 'moderate', count(*) filter (where r.damage = 2),
    'heavy', count(*) filter (where r.damage = 3),
    'items', (select coalesce(jsonb_object_agg(h.item_no, jsonb_build_array(h.many, h.persons, h.rupiah)), '{}') from (
      select e.item_no, count(*) as many, sum(e.persons) as persons, sum(e.amount_rupiah) as rupiah
      from crisis_event e join crisis_row x using (row_no) where e.crisis_no = wanted_crisis and e.act = 'hand-out'
        and x.village_no <@ my_ranges('read-crisis') group by e.item_no) h),
    'audit', (select coalesce(jsonb_object_agg(h.word, h.many), '{}') from (
      select coalesce(a.finding, 'open') as word, count(*) as many from crisis_audit a join crisis_row x using (row_no)
      where a.crisis_no = wanted_crisis and x.village_no <@ my_ranges('read-crisis') group by 1) h),
    'reasons', (select coalesce(jsonb_object_agg(h.word, h.many), '{}') from (
      select word, count(*) as many from crisis_audit a join crisis_row x using (row_no), unnest(a.reasons) word
      where a.crisis_no = wanted_crisis and x.village_no <@ my_ranges('read-crisis') group by 1) h))
  from crisis_row r where r.crisis_no = wanted_crisis and r.village_no <@ my_ranges('read-crisis')
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.crisis_findings(wanted_crisis bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    select 'family', f.family_id, f.family_id, case r.state when 'here' then 'still-here' else 'moved' end, f.village_no,
      coalesce(r.moved_to, f.domicile_village_no), (r.checked_at at time zone zone_of(r.village_no))::date, r.checked_by
    from crisis_row r join current_family f on f.family_id = r.family_id
    where r.crisis_no = wanted_crisis and (r.state = 'here' or r.state = 'moved' and r.moved_to is not null)
      and not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = r.row_no
        and a.finding <> 'in-order');
  insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    select 'person', p.person_id, p.family_id, 'deceased', p.village_no, p.domicile_village_no,
      (r.checked_at at time zone zone_of(r.village_no))::date, r.checked_by
    from crisis_row r join current_person p on p.family_id = r.family_id and p.life_status is distinct from 2
    where r.crisis_no = wanted_crisis and r.state = 'dead'
      and not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = r.row_no
        and a.finding <> 'in-order')
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.crisis_named(wanted_crisis bigint, beginning text)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select r.row_no from crisis_row r
  left join publication_pointer p on p.one
  left join family f on f.version_no = p.version_no and f.family_id = r.family_id
  left join unidentified_person u on u.unidentified_id = r.unidentified_id
  where r.crisis_no = wanted_crisis and r.village_no <@ my_ranges('read-crisis')
    and starts_with(upper(coalesce(f.head_name, u.name)), upper(beginning))
    and (holds('order-suppression') or not (coalesce(u.is_suppressed, false)
      or dtsen_policy.is_hidden('family', r.family_id, r.family_id)))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.crisis_names(wanted_rows bigint[])
 RETURNS TABLE(row_no bigint, name text, address text, rt text, rw text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select r.row_no, coalesce(f.head_name, u.name), f.address, f.rt, f.rw from crisis_row r
  left join publication_pointer p on p.one
  left join family f on f.version_no = p.version_no and f.family_id = r.family_id
  left join unidentified_person u on u.unidentified_id = r.unidentified_id
  where r.row_no = any (wanted_rows) and r.village_no <@ my_ranges('read-crisis')
    and (holds('order-suppression') or not (coalesce(u.is_suppressed, false)
      or dtsen_policy.is_hidden('family', r.family_id, r.family_id)))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.crisis_right(wanted_crisis bigint, wanted_right text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from crisis_area a where a.crisis_no = wanted_crisis
    and my_ranges(wanted_right) && int8range(a.village_lo, a.village_hi, '[]'))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.crisis_right_over(wanted_crisis bigint, wanted_right text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(bool_and(int8range(a.village_lo, a.village_hi, '[]') <@ my_ranges(wanted_right)), false)
  from crisis_area a where a.crisis_no = wanted_crisis
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.crisis_stage(held crisis)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case when held.reported_at is not null then 'reported'
    when held.is_confirmed then case when day_at(held.clock_village) > held.end_on then 'ended' else 'open' end
    else (select case when a.answer = 'refused' then 'refused' when now() > a.confirm_before then 'lapsed' else 'proposed' end
      from crisis_act a where a.crisis_no = held.crisis_no and a.act_no = 1) end
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.crisis_subject(held crisis_row)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(held.family_id, (select p.family_id from unidentified_person u join publication_pointer v on v.one
    join person p on p.version_no = v.version_no and p.person_id = u.promoted_person_id
    where u.unidentified_id = held.unidentified_id), -held.row_no)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.day_at(village bigint)
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select (now() at time zone dtsen.zone_of(village))::date
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.decide_cluster(wanted_cluster bigint, chosen bigint[], said text, words text)
 RETURNS TABLE(fate text, decided integer, waiting integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  c review_cluster;
  one record;
  p review_pair;
  stands text;
begin
  decided := 0;
  waiting := 0;
  select * into c from review_cluster k where k.cluster_key = wanted_cluster
    and k.village_lo <@ my_ranges('review-pair') and k.village_hi <@ my_ranges('review-pair')
    and not dtsen_policy.is_hidden('person', k.person_id, k.family_id) for update;
  if c.cluster_key is null then return query select 'not-found', 0, 0; return; end if;
  if length(trim(coalesce(words, ''))) < 5 then return query select 'reason-missing', 0, 0; return; end if;
  if said not in ('same', 'different') or exists (select from unnest(chosen) k
      where not exists (select from jsonb_array_elements(c.members) m where (m ->> 'key')::bigint = k))
    or not exists (select from pairs_of_cluster(c.cluster_key, chosen, said))
    or said = 'different' and c.cluster_key = any (chosen) then
    return query select 'not-a-choice', 0, 0; return;
  end if;
  for one in select * from pairs_of_cluster(c.cluster_key, chosen, said) order by record loop
    insert into review_pair as r (version_no, record_key, spine_key, record_person_id, record_family_id, spine_person_id,
        spine_family_id, record_village_no, spine_village_no, weight, waterfall, stake, value, opened_on, is_double, asked_in)
      select c.version_no, a.record_key, b.record_key, a.person_id, a.family_id, b.person_id, b.family_id, a.village_no,
        b.village_no, coalesce((select (e ->> 'weight')::bigint from jsonb_array_elements(c.edges) e
          where least(a.record_key, b.record_key) = least((e ->> 'left')::bigint, (e ->> 'right')::bigint)
            and greatest(a.record_key, b.record_key) = greatest((e ->> 'left')::bigint, (e ->> 'right')::bigint)), 0),
        '{}', 'none', 0, (now() at time zone 'Asia/Jakarta')::date, false, 'cluster'
      from review_record a, review_record b where a.record_key = one.record and b.record_key = one.other
      on conflict (record_key, spine_key) do nothing;
    perform lapse_reviews(r.pair_id) from review_pair r where one.record in (r.record_key, r.spine_key)
      and one.other in (r.record_key, r.spine_key);
    select * into p from review_pair r where one.record in (r.record_key, r.spine_key)
      and one.other in (r.record_key, r.spine_key) for update;
    if p.pair_id is null then return query select 'not-a-choice', 0, 0; return; end if;
    continue when p.state = 'decided' and (select d.verdict from identity_decision d where d.pair_id = p.pair_id
      order by d.decision_no desc limit 1) = said;
    -- Somebody else is at it, or said otherwise: that is undone or waited for first.
    if p.state not in ('open', 'closed', 'set-aside') or exists (select from standing_answers(p)) then
      return query select 'under-way', 0, 0; return;
    end if;
    update review_pair r set asked_in = 'cluster', is_double = false, state = 'open' where r.pair_id = p.pair_id;
    insert into review_answer (pair_id, round, stage, verdict, note)
      values (p.pair_id, p.round, 'first', said, without_numbers(words));
    delete from review_claim k where k.pair_id = p.pair_id;
    stands := settle_pair(p.pair_id);
    if stands = 'second' then waiting := waiting + 1; else decided := decided + 1; end if;
  end loop;
  return query select case when waiting > 0 then 'waits' else 'noted' end, decided, waiting;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.decide_pair(p review_pair, said text, why text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  people bigint[] := array(select a.account_id from standing_answers(p) a where a.verdict = said order by a.answer_no);
begin
  insert into identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by,
      confirmed_by)
    values (p.pair_id, p.round, p.left_key, p.right_key, said, why, touches_benefits(p), people[1], people[2]);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.decisions_built(inputs jsonb)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(max(substring(k from '^review decisions up to ([0-9]+)$')::bigint), 0) from jsonb_object_keys(inputs) k
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.declare_crisis(client uuid, said jsonb, confirm_hours integer)
 RETURNS TABLE(verdict text, crisis_number bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held crisis;
  clock_at bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
begin
  perform pg_advisory_xact_lock(hashtextextended('crisis ' || client::text, 0));
  select c.* into held from crisis c where c.client_id = client;
  if held.crisis_no is not null then
    verdict := case when held.made_by = acting_account() and held.name = said ->> 'name' then 'declared' else 'key-reused' end;
    crisis_number := case when verdict = 'declared' then held.crisis_no end;
    return next; return;
  end if;
  if exists (select from jsonb_array_elements(said -> 'areas') a
      where not coalesce(int8range((a ->> 0)::bigint, (a ->> 1)::bigint, '[]') <@ my_ranges('declare-crisis'), false)) then
    verdict := 'not-mine'; return next; return;
  end if;
  if now_in is null then verdict := 'no-version'; return next; return; end if;
  select (a ->> 0)::bigint into clock_at from jsonb_array_elements(said -> 'areas') a
    order by array_position(array['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'], zone_of((a ->> 0)::bigint)) limit 1;
  if (said ->> 'start_on')::date > day_at(clock_at) or (said ->> 'signed_on')::date > day_at(clock_at)
      or (said ->> 'end_on')::date < day_at(clock_at)
      or (said ->> 'end_on')::date not between (said ->> 'start_on')::date and (said ->> 'start_on')::date + 366 then
    verdict := 'day-order'; return next; return;
  end if;
  insert into crisis (client_id, kind, name, status, start_on, end_on, clock_village, rule, budget_rupiah, version_no, made_by,
      well_off_from, sample_least)
    values (client, said ->> 'kind', said ->> 'name', said ->> 'status', (said ->> 'start_on')::date, (said ->> 'end_on')::date,
      clock_at, said -> 'rule', (said ->> 'budget')::bigint, now_in, acting_account(),
      (said ->> 'well_off_from')::int, (said ->> 'sample_least')::int) returning * into held;
  insert into crisis_area select distinct held.crisis_no, (a ->> 0)::bigint, (a ->> 1)::bigint
    from jsonb_array_elements(said -> 'areas') a;
  insert into crisis_item select held.crisis_no, place, i ->> 'kind', i ->> 'unit', (i ->> 'amount')::bigint,
      (i ->> 'from_damage')::int
    from jsonb_array_elements(said -> 'items') with ordinality as listed(i, place);
  insert into crisis_act (crisis_no, act_no, act, paper, signed_on, status, end_on, proposed_by, confirm_before)
    values (held.crisis_no, 1, 'declare', said ->> 'paper', (said ->> 'signed_on')::date, held.status, held.end_on,
      acting_account(), now() + make_interval(hours => confirm_hours));
  -- Nobody is left out because a fact is not known.
  execute format('insert into dtsen.crisis_row (crisis_no, family_id, village_no, size, is_well_off) '
    'select $1, f.family_id, f.domicile_village_no, least(f.size, 50), coalesce(f.decile_national >= $2, false) '
    'from dtsen.current_family f where f.size > 0 and f.domicile_village_no <@ $3 and %s is not false '
    'order by f.domicile_village_no, f.family_id', crisis_condition(held.rule))
    using held.crisis_no, held.well_off_from,
      (select range_agg(int8range(a.village_lo, a.village_hi, '[]')) from crisis_area a where a.crisis_no = held.crisis_no);
  verdict := 'declared'; crisis_number := held.crisis_no;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.decree_is_theirs(me bigint, wanted_version integer, wanted_program text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select not exists (select from version_list l where l.version_no = wanted_version and l.program_code = wanted_program
      and not (l.is_by_rank and is_determiner(me, wanted_program, l.determiner)))
    and not exists (select from determination d where d.version_no = wanted_version and d.program_code = wanted_program
      and d.kind = 'candidates' and determination_state(d.determination_no) in ('proposed', 'approved'))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.deliberated(wanted_case bigint)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select x.decision from deliberation_decision x join deliberation d using (deliberation_no)
  where x.case_id = wanted_case order by d.deliberation_no desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.determination_state(wanted bigint)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.state from determination_word w where w.determination_no = wanted order by w.word_no desc limit 1
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.determination_words(wanted bigint)
 RETURNS TABLE(state text, username text, is_mine boolean, reason text, decree text, signed_on date, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.state, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight')
      or exists (select from determined_by(me.account_id) p where p = d.program_code) then a.username end,
    w.account_id = me.account_id, w.reason, c.act_number, c.signed_on, w.at
  from account me, determination d join determination_word w on w.determination_no = d.determination_no
    join account a on a.account_id = w.account_id left join decree c on c.decree_no = w.decree_no
  where me.account_id = acting_account() and d.determination_no = wanted and holds('read-figures') order by w.word_no
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.determinations_in_force()
 RETURNS TABLE(program_code text, determination_no bigint, version_no integer, label text, kind text, state text, decree text, signed_on date, since date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.program_code, d.determination_no, d.version_no, v.label, d.kind, last.state, c.act_number, c.signed_on,
    (w.at at time zone 'Asia/Jakarta')::date
  from determination d join version v on v.version_no = d.version_no and v.state = 'published'
    join determination_word w on w.determination_no = d.determination_no and w.state = 'approved'
    cross join lateral (select x.state, x.decree_no from determination_word x where x.determination_no = d.determination_no
      order by x.word_no desc limit 1) last
    left join decree c on c.decree_no = last.decree_no
  where last.state in ('approved', 'decreed')
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.determined_by(wanted_account bigint)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select distinct unnest(p.programs) from appointment p join role_right rr on rr.role_code = p.role_code
    and rr.right_code = 'issue-decree' and rr.purpose_code = 'program-determination'
  where p.account_id = wanted_account and p.revoked_at is null and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.drop_projection(wanted_version integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  parent text;
begin
  perform hold_projections();
  if exists (select from publication_pointer where version_no = wanted_version) then
    raise exception 'version % is published: its projection stays', wanted_version;
  end if;
  foreach parent in array projection_tables() loop
    execute format('drop table if exists dtsen_loading.%I', format('%s_v%s', parent, wanted_version));
    execute format('drop table if exists dtsen.%I', format('%s_v%s', parent, wanted_version));
  end loop;
  -- What the vault holds of a version goes with it: facts of a version that nobody reads any more are kept by nobody.
  delete from vault_fact where version_no = wanted_version;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.due_cases(wanted_kind text, moment timestamp with time zone)
 RETURNS TABLE(step text, waits boolean, reason text, urgency text, level integer, cases bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.step, c.state = 'paused', case when c.state = 'paused' then c.reason end, c.urgency, c.level, count(*)
  from case_file c
  where c.kind = wanted_kind and c.due_at < moment and not c.is_called_out and c.state in ('open', 'returned', 'paused')
    and exists (select from case_way_call w where w.kind = c.kind and w.waits = (c.state = 'paused')
      and w.name = case when c.state = 'paused' then c.reason else c.step end and w.level = c.level + 1)
  group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.due_contacts(most integer)
 RETURNS TABLE(contact_no bigint, language text, village_no bigint, event_no bigint, standing jsonb)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with due as materialized (select k.* from case_contact k where k.is_due order by k.contact_no limit most for no key update skip locked)
  select d.contact_no, d.language, coalesce(c.domicile_village_no, c.village_no), newest_event(d.case_id),
    neutral_standing(c)
  from due d join case_file c on c.case_id = d.case_id
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.due_of_village(dues jsonb, wanted_village bigint)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select (d ->> 'due_at')::timestamptz from jsonb_array_elements(dues) d
  where wanted_village between (d ->> 'lo')::bigint and (d ->> 'hi')::bigint limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.end_assignments(wanted_name text, wanted_village bigint, wanted_rt text, today date)
 RETURNS TABLE(verdict text, ended integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  ended := 0;
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then verdict := 'not-found'; return next; return; end if;
  update book_assignment a set ended_on = greatest(today, a.from_on), ended_by = acting_account()
    from account k where k.account_id = a.account_id and k.username = wanted_name and a.ended_on is null
      and a.village_no = wanted_village and (wanted_rt is null or exists (select from family f
        join publication_pointer p on p.version_no = f.version_no
        where f.family_id = a.family_id and ltrim(f.rt, '0') = ltrim(wanted_rt, '0')));
  get diagnostics ended = row_count;
  verdict := case when ended > 0 then 'ended' else 'not-found' end;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.end_lake_job(wanted_job bigint, wanted_state text, why text, counted bigint, answer jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  j lake_job;
begin
  update lake_job l set state = wanted_state, reason = why, row_count = counted, ended_at = now(),
      result = case when l.kind = 'family-as-of' and answer is not null then '{}'::jsonb else answer end
    where l.job_no = wanted_job and l.state = 'running' and l.taken_by = pg_backend_pid() returning * into j;
  if j.job_no is null then return false; end if;
  if j.kind = 'family-as-of' and wanted_state = 'done' then
    insert into past_family (job_no, account_id, version_no, family_id, body)
      values (j.job_no, j.account_id, j.version_no, (j.question ->> 'family')::bigint, answer);
  end if;
  perform note_lake_job(j, 'end-table', case wanted_state when 'done' then 'allowed' else why end, counted);
  perform pg_advisory_unlock(7402650, wanted_job::int);
  return true;
end $function$

-- may call: dtsen_lake

CREATE OR REPLACE FUNCTION dtsen.end_message(wanted bigint, outcome text, said text, moment timestamp with time zone, again timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  m message;
begin
  update message x set state = case when outcome = 'sent' then 'sent' when again is null then 'given-up' else x.state end,
      sent_at = case when outcome = 'sent' then moment end, reference = case when outcome = 'sent' then said end,
      problem = case when outcome <> 'sent' then outcome end, attempts = x.attempts + 1, next_at = coalesce(again, x.next_at),
      -- Nobody needs a code that went out, or never will.
      body_enc = case when x.about = 'code' and (outcome = 'sent' or again is null) then null else x.body_enc end
    where x.message_no = wanted and x.state in ('waiting', 'superseded') returning x.* into m;
  if outcome = 'number-refused' then perform stop_contact(m.contact_no, 'unreachable', moment); end if;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.end_rule_count(wanted bigint, said text, counted jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  update rule_count c set state = case when f.figures is null then 'failed' else 'done' end,
      problem = case when f.figures is null then coalesce(said, 'rule-mistaken') end, result = f.figures, ended_at = now()
    from (select r.count_no, case when r.based_on is not distinct from last_activated(r.program_code) then counted end as figures
      from rule_count r where r.count_no = wanted) f
    where c.count_no = f.count_no and c.state = 'running'
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.end_session(token bytea, reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  update session set ended_at = now(), end_reason = reason
    where token_sha256 = sha256(token) and ended_at is null;
  return found;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.end_withdrawal_order(wanted_order bigint, said text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  update withdrawal_order set ended_at = now(), outcome = said where order_no = wanted_order and ended_at is null
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.erase_aid_proposals(gone bigint[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  delete from ground_check_answer where unit = 'person' and unit_id = any (gone);
  update evidence_file f set sealed = null from ground_check g where g.check_no = f.check_no and f.sealed is not null
    and g.family_id in (select q.family_id from person q where q.person_id = any (gone));
  update aid_proposal p set told_enc = null from case_file c
    where c.case_id = p.case_id and p.told_enc is not null and (
      c.family_id in (select q.family_id from person q where q.person_id = any (gone))
      or p.proposer_family_id in (select q.family_id from person q where q.person_id = any (gone)));
  update objection o set told_enc = null from case_file c where c.case_id = o.case_id and o.told_enc is not null
    and c.family_id in (select q.family_id from person q where q.person_id = any (gone));
  update complaint x set told_enc = null where x.told_enc is not null and x.case_id in (
    select m.case_id from complainant m join person q on q.family_id = m.family_id where q.person_id = any (gone)
    union all
    select c.case_id from case_file c join person q on q.family_id = c.family_id where c.kind = 'complaint' and q.person_id = any (gone));
  -- Whoever left a telephone to be told by: it goes with what was told.
  update message m set body_enc = null, state = case when m.state = 'waiting' then 'superseded' else m.state end
    where m.body_enc is not null and m.contact_no in (select k.contact_no from case_contact k
      where k.case_id in (select t.case_id from cases_to_forget(gone) t));
  update case_contact k set phone_enc = null, is_due = false, stopped_at = coalesce(k.stopped_at, now()),
      stopped_by = coalesce(k.stopped_by, 'over')
    where k.phone_enc is not null and k.case_id in (select t.case_id from cases_to_forget(gone) t);
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.erase_beside(gone bigint[], her_records bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  update finding set note = null, answer_reason = null, domicile_village_no = village_no,
      fact_value = case when fact_value is null then null else -5 end
    where unit = 'person' and unit_id = any (gone);
  update finding_answer set reason = 'erased' where finding_id in (
    select f.finding_id from finding f where f.unit = 'person' and f.unit_id = any (gone));
  delete from evidence_check where person_id = any (gone);
  delete from identity_check where person_id = any (gone);
  delete from identity_question where person_id = any (gone);
  perform erase_reviews(gone, her_records);
  perform erase_proposals(gone);
  delete from vault_fact where person_id = any (gone);
  delete from vault_note where person_id = any (gone);
  update unidentified_event set note = null where note is not null and unidentified_id in (
    select u.unidentified_id from unidentified_person u where u.promoted_person_id = any (gone));
  update unidentified_person set name = null, sex = null, birth_year_estimate = null, description = null,
    referred_to = null where promoted_person_id = any (gone);
  delete from idempotency_key k where exists (select from unnest(gone) id
    where k.body::text ~ ('\m' || id || '\M'))
    or k.account_id in (select a.account_id from account a where a.person_id = any (gone));
  perform from account where person_id = any (gone) for update;
  update session set ended_at = coalesce(ended_at, now()), end_reason = 'erased', device = ''
    where account_id in (select a.account_id from account a where a.person_id = any (gone));
  delete from sign_in_attempt where username in (select a.username from account a where a.person_id = any (gone));
  update account set username = 'erased-' || account_id, person_name = '', email = null, phone = null,
      password_hash = '', totp_secret_enc = null, disabled_at = coalesce(disabled_at, now()), person_id = null
    where person_id = any (gone);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.erase_due_vault(today date, by_name text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  erased int;
begin
  if not account_holds(by_name, 'run-retention', 'update') then return null; end if;
  with gone as (delete from vault_note where erase_after < today returning person_id)
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, fields_class, detail)
    select null, null, 'cli:' || by_name, 'update', 'erase-vault', 'person', person_id, 'vault',
      jsonb_build_object('ground', 'retention') from gone;
  get diagnostics erased = row_count;
  return erased;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.erase_holders(gone bigint[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  delete from card_holder where person_id = any (gone);
  update holder_change set proposed_person_id = null where proposed_person_id = any (gone);
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.erase_person(wanted_person bigint, all_ids bigint[], her_records bigint[], her_places jsonb, wanted_ground text, by_name text, second_name text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  gone bigint[] := array(select distinct unnest(all_ids || wanted_person));
  one int;
begin
  if lower(by_name) = lower(second_name) then return 'same-person'; end if;
  if not account_holds(by_name, 'erase-person', 'protection') then return 'right-not-held'; end if;
  if not account_holds(second_name, 'erase-person', 'protection') then return 'second-right-not-held'; end if;
  if length(trim(wanted_ground)) < 4 then return 'ground-missing'; end if;
  perform hold_projections();
  perform bury_person(wanted_person, gone, her_records, her_places, wanted_ground, now(), by_name, second_name);
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform erase_projected(one, gone);
  end loop;
  perform erase_beside(gone, her_records);
  -- A family whose others are all hidden is hidden whole, from now on.
  perform mark_suppressed();
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, fields_class, detail)
    values (null, null, 'cli:' || by_name, 'protection', 'erase-person', 'person', wanted_person, 'identity',
      jsonb_build_object('ground', wanted_ground, 'second', second_name, 'ids', cardinality(gone)));
  return 'ok';
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.erase_projected(wanted_version integer, gone bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  named bigint[] := gone || stood_in(wanted_version, 'row');
  families bigint[];
  empty bigint[];
  names text[];
begin
  update person set phone_enc = null
    where version_no = wanted_version and person_id = any (stood_in(wanted_version, 'phone'));
  select array_agg(distinct family_id), array_agg(distinct name) into families, names
    from person where version_no = wanted_version and person_id = any (named);
  if families is null then return; end if;
  update finding set note = null where family_id = any (families) and names_somebody(note, names);
  select coalesce(array_agg(f), '{}') into empty from unnest(families) f where not exists (
    select from person q where q.version_no = wanted_version and q.family_id = f
      and not exists (select from tombstone t where t.unit = 'person' and t.unit_id = q.person_id));
  update public_sheet s set masked_head = '***',
      programs = case when s.family_id = any (empty) then 0 else s.programs end,
      reviewed = case when s.family_id = any (empty) then 0 else s.reviewed end
    where s.version_no = wanted_version and s.family_id = any (families) and exists (select from family f
      where f.version_no = wanted_version and f.family_id = s.family_id and f.head_person_id = any (named));
  update family set head_name = null
    where version_no = wanted_version and family_id = any (families) and head_person_id = any (named);
  update family set size = 0, head_name = null, kk_enc = null, kk_index = null, address = null, rt = null, rw = null,
      latitude = null, longitude = null, facts = array_fill(-5, array[cardinality(facts)]), facts_as_of = null,
      score = null, decile_national = null, decile_province = null, decile_regency = null, percentile = null,
      place_band = null, model_id = null, sources = '{}'
    where version_no = wanted_version and family_id = any (empty);
  update person set name = null, name_key = null, nik_enc = null, nik_index = null, kk_index = null,
      birth_date = null, mother_name = null, phone_enc = null
    where version_no = wanted_version and person_id = any (named);
  update person set identity_status = null, life_status = -5,
      facts = array_fill(-5, array[cardinality(facts)]), sources = '{}'
    where version_no = wanted_version and person_id = any (gone);
  delete from outcome where version_no = wanted_version and family_id = any (families)
    and ((unit = 'person' and unit_id = any (gone)) or family_id = any (empty));
  delete from lookup_name where version_no = wanted_version and person_id = any (named);
  delete from vault_fact where version_no = wanted_version and person_id = any (named);
  delete from check_code where family_id = any (empty);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.erase_proposals(gone bigint[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  delete from explanation_code where person_id = any (gone);
  update correction_proposal set proposed_value = null where unit = 'person' and unit_id = any (gone);
  select erase_reactivations(gone);
  delete from plan_group where person_id = any (gone);
  select erase_holders(gone);
  select erase_aid_proposals(gone);
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.erase_reactivations(gone bigint[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  update reactivation r set name_enc = null, nik_enc = null, nik_index = null, masked_name = '***', facility_name = '***',
      letter_number = '---', born_on = case when r.path = 'newborn' then r.letter_on end
    from case_file c where c.case_id = r.case_id and (c.person_id = any (gone) or r.mother_person_id = any (gone));
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.erase_reviews(gone bigint[], her_records bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  pairs bigint[] := array(select p.pair_id from review_pair p
    where p.record_person_id = any (gone) or p.spine_person_id = any (gone)
      or abs(p.record_key) = any (her_records) or p.spine_key = any (her_records));
begin
  delete from review_record where person_id = any (gone) or abs(record_key) = any (her_records);
  delete from review_cluster where person_id = any (gone);
  delete from review_event where person_id = any (gone) or other_person_id = any (gone);
  delete from review_claim where pair_id = any (pairs);
  delete from review_gold where pair_id = any (pairs);
  update review_answer set note = null where note is not null and pair_id = any (pairs);
  update review_pair set state = 'closed', waits_until = null, waterfall = '{}', aid = '{}', record_person_id = null, record_family_id = null,
    spine_person_id = null, spine_family_id = null where pair_id = any (pairs);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.escalate_cases(wanted_kind text, wanted_step text, wanted_waits boolean, wanted_reason text, wanted_urgency text, wanted_level integer, moment timestamp with time zone, dues jsonb, most integer)
 RETURNS TABLE(case_id bigint, due_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with called as (select w.institution, w.tier, not exists (select from case_way_call n where n.kind = w.kind and n.waits = w.waits
        and n.name = w.name and n.level = w.level + 1) as is_last
      from case_way_call w where w.kind = wanted_kind and w.waits = wanted_waits
      and w.name = case when wanted_waits then wanted_reason else wanted_step end and w.level = wanted_level + 1),
  late as materialized (
    select c.case_id, c.village_no from case_file c, called
    where c.kind = wanted_kind and c.due_at < moment and not c.is_called_out and c.state in ('open', 'returned', 'paused')
      and c.step = wanted_step
      and (c.state = 'paused') = wanted_waits and (not wanted_waits or c.reason = wanted_reason) and c.urgency = wanted_urgency
      and c.level = wanted_level
    order by c.case_id limit most for no key update of c skip locked),
  clocked as (
    select l.case_id, d.due_at from late l
    left join jsonb_to_recordset(dues) as d (lo bigint, hi bigint, due_at timestamptz) on l.village_no between d.lo and d.hi),
  noted as (
    insert into case_event (case_id, act, step, at) select l.case_id, 'escalate', wanted_step, moment from late l
    returning case_event.case_id, event_no),
  moved as (
    update case_file c set holder_institution = called.institution, holder_tier = called.tier, level = wanted_level + 1,
        due_at = coalesce(k.due_at, c.due_at), is_called_out = called.is_last
      from clocked k, called where c.case_id = k.case_id returning c.case_id, c.due_at),
  told as (
    insert into case_notice (case_id, event_no, to_institution, to_tier, at)
      select n.case_id, n.event_no, called.institution, called.tier, moment from noted n, called)
  select m.case_id, m.due_at from moved m order by m.case_id
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.explained_family(wanted_version integer, wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('version_no', f.version_no, 'label', v.label, 'as_of', v.as_of, 'family_id', f.family_id,
      'village_no', f.village_no, 'size', f.size, 'score', f.score, 'decile', f.decile_national, 'place_band', f.place_band,
      'facts', f.facts, 'sources', f.sources, 'persons', m.persons, 'is_whole', m.whole = f.size)
  from family f
  join version v on v.version_no = f.version_no
  cross join lateral (
    select count(*) filter (where p.life_status is distinct from -5
        and (not p.is_suppressed or holds('order-suppression'))) as whole,
      coalesce(jsonb_agg(jsonb_build_object('person_id', p.person_id, 'facts', p.facts, 'sources', p.sources,
        'life_status', p.life_status) order by p.person_id), '[]') as persons
    from person p where p.version_no = f.version_no and p.family_id = f.family_id) m
  where f.version_no = wanted_version and f.family_id = wanted_family
    and (not f.is_suppressed or holds('order-suppression'))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.failed_check(wanted_person bigint, wanted_commitment text)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case when c.result = 'not-met' and not exists (select from book_warning_event e where e.check_no = c.check_no)
    then c.check_no end
  from book_check c where c.person_id = wanted_person and c.commitment = wanted_commitment
  order by c.on_day desc, c.check_no desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.failed_gates(wanted_version integer)
 RETURNS TABLE(gate text, figure bigint, bound bigint, overrides integer)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select g.gate, g.figure, g.bound, o.people from version_gate g
    cross join lateral (select count(*)::int as people from gate_override o
      where o.version_no = g.version_no and o.gate = g.gate) o
    where g.version_no = wanted_version and g.outcome = 'failed' and o.people < 2
    order by g.gate
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.family_before(wanted_version integer, wanted_family bigint)
 RETURNS TABLE(before_version integer, before_family bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  select max(v.version_no) into before_version from version v join publication_sheet s on s.version_no = v.version_no
    where v.version_no < wanted_version and v.state = 'published';
  select f.family_id into before_family from family f
    where f.version_no = before_version and f.family_id = wanted_family and f.size > 0;
  if before_family is null then
    select min(r.from_family_id) into before_family from family_redirect r
      join family f on f.version_no = before_version and f.family_id = r.from_family_id and f.size > 0
      where r.version_no = wanted_version and r.to_family_id = wanted_family having count(*) = 1;
  end if;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.family_ids_then(wanted_version integer, wanted_family bigint)
 RETURNS TABLE(family_id bigint, is_parted boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with recursive now_in as (select p.version_no as no from publication_pointer p),
  step (family_id, at, is_parted) as (
    select wanted_family, n.no, false from now_in n
    union
    select case when x.to_family_id = s.family_id then x.from_family_id else x.to_family_id end,
      case when wanted_version < n.no then x.passed_in - 1 else x.passed_in end, s.is_parted or x.is_parted = 1
    from step s cross join now_in n join family_passage x on x.version_no = greatest(n.no, wanted_version) and (
      (wanted_version < n.no and x.to_family_id = s.family_id and x.passed_in <= s.at and x.passed_in > wanted_version)
      or (wanted_version > n.no and x.from_family_id = s.family_id and x.passed_in > s.at and x.is_parted = 0)))
  select s.family_id, bool_and(s.is_parted) from step s group by s.family_id
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.family_of_check_code(code bytea)
 RETURNS TABLE(family_id bigint, village_no bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select f.family_id, f.domicile_village_no from check_code k
  cross join publication_pointer p
  left join family_redirect r on r.version_no = p.version_no and r.from_family_id = k.family_id
  join family f on f.version_no = p.version_no and f.family_id = coalesce(r.to_family_id, k.family_id)
  where k.code_index = code and k.revoked_at is null and not k.is_suppressed and not f.is_suppressed
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.family_of_explanation(code bytea)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select q.family_id from explanation_code k
  cross join publication_pointer p
  left join person_redirect r on r.version_no = p.version_no and r.from_person_id = k.person_id
  join person q on q.version_no = p.version_no and q.person_id = coalesce(r.to_person_id, k.person_id)
  where k.code_index = code and k.revoked_at is null and k.expires_at > now()
    and q.life_status = 1 and not q.is_suppressed
    and not exists (select from finding x where x.unit = 'person' and x.unit_id = q.person_id
      and x.kind in ('deceased', 'duplicate') and x.confirmed_by is not null and x.answer is null)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.family_standings(wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select standings_of((select p.version_no from publication_pointer p where p.one), wanted_family)
  where coalesce(holds('read-family'), false)
    and is_readable(wanted_family, my_ranges('read-family'), coalesce(holds('order-suppression'), false))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.finding_takes_two()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if is_one_person(new.recorded_by, new.confirmed_by) then raise exception 'finding %: one person under two accounts', new.finding_id; end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.finish_enrolment(code_digest bytea, new_hash text, totp_step bigint, at_time timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  person record;
begin
  perform from enrolment where code_sha256 = code_digest for update;
  select * into person from ask_enrolment(code_digest, at_time);
  if not found or (totp_step is null and person.needs_totp) then return false; end if;
  update account set password_hash = new_hash, enrolled_at = at_time, totp_last_step = coalesce(totp_step, totp_last_step),
      totp_secret_enc = case when totp_step is null then null else person.totp_secret_enc end
    where account.account_id = person.account_id;
  update enrolment set used_at = at_time, totp_secret_enc = null where code_sha256 = code_digest;
  update session set ended_at = now(), end_reason = 'enrolled'
    where session.account_id = person.account_id and ended_at is null;
  insert into audit_entry (account_id, purpose_code, act, subject_kind, subject_id, fields_class)
    values (person.account_id, 'account', 'enrol-account', 'account', person.account_id, 'account');
  return true;
end $function$

-- may call: dtsen_gate

CREATE OR REPLACE FUNCTION dtsen.follow_appeal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  a appeal := (select x from appeal x where x.case_id = new.case_id);
  decided case_event;
  held case_file;
begin
  select e.* into decided from case_event e where e.case_id = new.case_id and e.act = 'pass' order by e.event_no desc limit 1;
  select c.* into held from case_file c where c.case_id = a.of_case for no key update;
  perform write_case_event(held, 'reopen', null, decided.reference, decided.reference_on, decided.at, decided.by_account, a.reopens_at);
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.follow_handed_over()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  visit ground_check := visit_of_proposal(new.case_id);
  verifier bigint;
  family bigint;
begin
  if exists (select from case_finding x where x.case_id = new.case_id) then return new; end if;
  select e.by_account into verifier from case_event e
    where e.case_id = new.case_id and e.act = 'pass' and e.step = any (array['verification', 'decision']) order by e.event_no desc limit 1;
  select coalesce((select r.to_family_id from family_redirect r join publication_pointer p on p.version_no = r.version_no
    where r.from_family_id = new.family_id), new.family_id) into family;
  with laid as (
    insert into finding (unit, unit_id, family_id, kind, variable_id, fact_place, fact_value, village_no, domicile_village_no,
        observed_on, recorded_by, recorded_at, confirmed_by, confirmed_at)
      select a.unit, case a.unit when 'family' then family else a.unit_id end, family, 'correction', a.variable_id, a.fact_place,
        a.value, visit.village_no, visit.domicile_village_no, visit.visited_on, visit.by_account, new.since, verifier, new.since
      from ground_check_answer a where a.check_no = visit.check_no and a.recorded is distinct from a.value
      union all
      select 'family', family, family, 'still-here', null, null, null, visit.village_no, visit.domicile_village_no,
        visit.visited_on, visit.by_account, new.since, verifier, new.since
      where not exists (select from ground_check_answer a where a.check_no = visit.check_no and a.recorded is distinct from a.value)
      returning finding_id)
  insert into case_finding (case_id, finding_id) select new.case_id, l.finding_id from laid l;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.follow_holder_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  said holder_change;
  last case_event;
  proposer bigint;
begin
  select x.* into said from holder_change x where x.case_id = new.case_id;
  select e.* into last from case_event e where e.case_id = new.case_id order by e.event_no desc limit 1;
  if new.state = 'returned' and new.step = 'proposal' then
    update holder_change set proposal = null, proposed_person_id = null where case_id = new.case_id;
  elsif new.state = 'done' then
    if said.proposed_person_id is null or last.reference_on is null then
      raise exception 'case % cannot be done without a new holder and the payer''s day', new.case_id; end if;
    with ended as (
      update card_holder h set held_until = greatest(h.held_from, last.reference_on - 1), end_reason = 'changed'
        where h.held_until is null and h.person_id = new.person_id and h.family_id in (select ids_of_family(new.family_id))
        returning h.*)
    insert into card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, source, case_id)
      select e.family_id, e.program, said.proposed_person_id, e.village_no, e.domicile_village_no,
        greatest(e.held_from, last.reference_on), 'case', new.case_id from ended e;
    if not found then raise exception 'case %: nobody held a card', new.case_id; end if;
    update holder_change set changed_on = last.reference_on where case_id = new.case_id;
  elsif new.state = 'refused' and case_ends_aid(new.kind, new.reason) then
    update card_holder h set held_until = greatest(h.held_from, last.reference_on), end_reason = 'sole-member-died'
      where h.held_until is null and h.person_id = new.person_id and h.family_id in (select ids_of_family(new.family_id));
    select e.by_account into proposer from case_event e
      where e.case_id = new.case_id and e.act = 'pass' and e.step = 'proposal' order by e.event_no desc limit 1;
    insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by, confirmed_by,
        confirmed_at)
      select 'person', p.person_id, p.family_id, 'deceased', p.village_no, p.domicile_village_no, last.reference_on, proposer,
        last.by_account, last.at
      from person p join publication_pointer v on v.version_no = p.version_no
      where p.life_status = 1 and p.person_id in (select new.person_id union select r.to_person_id from person_redirect r
          where r.version_no = v.version_no and r.from_person_id = new.person_id) and not exists (select from finding x where x.unit = 'person'
        and x.unit_id = p.person_id and x.kind = 'deceased' and x.confirmed_by is not null and x.answer is null);
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.follow_region_rules()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  new.rules := new.rules || rules_of_village(new.village_no, (new.opened_at at time zone 'Asia/Jakarta')::date);
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.follow_resignation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if new.step = 'identity' then
    update resignation set person_id = null, met_on = null, met_at = null, met_by = null, cooling_until = null, again_person_id = null,
      again_on = null, again_at = null, again_by = null where case_id = new.case_id;
  elsif new.step = 'register' then
    update resignation set effective_on = (new.since at time zone 'Asia/Jakarta')::date where case_id = new.case_id;
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.follow_up_versions(wanted_case bigint)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select v.version_no from reactivation r join version v on v.version_no > r.confirmed_in_version_no and v.state = 'published'
  where r.case_id = wanted_case order by v.version_no
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.forget_in_book()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if new.unit = 'person' then
    delete from book_warning_event e using book_warning w where w.warning_no = e.warning_no and w.person_id = new.unit_id;
    delete from book_warning w where w.person_id = new.unit_id;
    delete from book_check c where c.person_id = new.unit_id;
  end if;
  return null;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.forget_past()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  delete from past_family;
  return null;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.forget_removals()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  delete from removal where unit = new.unit and unit_id = new.unit_id;
  if new.unit = 'person' then
    update removal set protections = '{}', untold = '{}' where unit = 'family' and family_id in (
      select p.family_id from person p where p.person_id = new.unit_id);
  end if;
  return null;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.gate_answers(wanted_version integer)
 RETURNS TABLE(gate text, username text, is_mine boolean, reason text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select o.gate, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') then a.username end,
    o.account_id = me.account_id, o.reason, o.at
  from account me, gate_override o join account a on a.account_id = o.account_id
  where me.account_id = acting_account() and o.version_no = wanted_version and holds('read-figures')
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.gate_overrides(wanted_version integer)
 RETURNS TABLE(gate text, username text, reason text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select o.gate, a.username, o.reason, o.at from gate_override o join account a on a.account_id = o.account_id
    where o.version_no = wanted_version
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.gave_up_among(wanted_program text, lo bigint, hi bigint)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select g.family_id from gave_up_places() g join case_file c using (case_id)
  where g.program = wanted_program and c.village_no between lo and hi
    and (c.village_no <@ my_ranges('read-family') or c.domicile_village_no <@ my_ranges('read-family'))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.gave_up_places()
 RETURNS TABLE(case_id bigint, family_id bigint, program text, effective_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.case_id, c.family_id, g.program, r.effective_on
  from case_file c join resignation r using (case_id) cross join unnest(r.programs) as g(program)
  where c.kind = 'resignation' and c.state in ('open', 'done') and r.effective_on is not null
    and not exists (select from aid_proposal a join case_file k using (case_id)
      where k.family_id = c.family_id and a.program = g.program and k.opened_at > c.since
        and k.step in ('register', 'answered') and k.state in ('open', 'done'))
  order by c.case_id, g.program
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.give_reactivation_nik(wanted_case bigint, sealed_nik bytea, nik bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) or held.state <> 'paused'
      or not coalesce(held.village_no <@ my_ranges('identify-reactivation'), false) then return 'not-found'; end if;
  update reactivation set nik_enc = sealed_nik, nik_index = nik where case_id = wanted_case;
  return 'given';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.grown_of_family(wanted_family bigint, on_day date)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select p.person_id from current_person p
  where p.family_id in (select wanted_family union select r.to_family_id from family_redirect r
      join publication_pointer v on v.version_no = r.version_no where r.from_family_id = wanted_family)
    and p.life_status = 1 and p.birth_date between 1 and to_char(on_day - interval '17 years', 'YYYYMMDD')::int
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.grown_of_resigning(wanted_case bigint, on_day date)
 RETURNS TABLE(person_id bigint, name text, was_met boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select p.person_id, p.name, p.person_id = r.person_id
  from case_file c join resignation r using (case_id) cross join grown_of_family(c.family_id, on_day) g
  join current_person p on p.person_id = g
  where c.case_id = wanted_case and c.kind = 'resignation' and sees_case(c) and case_turn(c, 'pass') is not null
    and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)
  order by p.birth_date, p.person_id
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.has_spoken_here(wanted_version integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from publication_pointer p join withdrawal_list l
      on l.version_no = p.version_no and l.back_to_no = p.previous_version_no
    join withdrawal_word w on w.list_no = l.list_no and w.account_id = acting_account()
    where p.version_no = wanted_version and is_back_barred(p.version_no, p.previous_version_no)
      and l.decrees = (select array_agg(d.decree_no order by d.decree_no) from standing_decrees(wanted_version) d))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.held_pairs()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select count(distinct c.pair_id) from review_claim c join review_pair p on p.pair_id = c.pair_id
  where c.until > now() and p.record_village_no <@ my_ranges('review-pair') and p.spine_village_no <@ my_ranges('review-pair')
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.hidden_units(wanted_version integer)
 RETURNS TABLE(unit text, unit_id bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return query
  with recursive ordered as (
    select s.unit, s.unit_id, s.version_no as at from suppression s where s.released_at is null
    union
    select 'person', m.person_id, m.version_no from suppression_member m
      join suppression s on s.suppression_id = m.suppression_id
      left join version v on v.version_no = m.version_no
      where s.released_at is null and not (m.is_joined and v.state = 'withdrawn')),
  later (person_id, at) as (
    select o.unit_id, o.at from ordered o where o.unit = 'person'
    union
    select p.to_person_id, p.passed_in from later l join person_passage p
      on p.from_person_id = l.person_id and p.passed_in > l.at
        and (wanted_version is null or p.version_no = wanted_version)),
  earlier (person_id, at) as (
    select l.person_id, l.at from later l
    union
    select p.from_person_id, p.passed_in - 1 from earlier e join person_passage p
      on p.to_person_id = e.person_id and p.passed_in <= e.at
        and (wanted_version is null or p.passed_in > wanted_version)),
  heirs as (
    select o.unit_id from ordered o where o.unit = 'family'
    union select r.to_family_id from ordered o join family_redirect r on r.from_family_id = o.unit_id
      where o.unit = 'family' and (wanted_version is null or r.version_no = wanted_version))
  select 'person', e.person_id from earlier e
  union select 'family', h.unit_id from heirs h
  union select 'family', r.from_family_id from heirs h join family_redirect r on r.to_family_id = h.unit_id;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.hold_again(wanted_pair bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  insert into review_claim (pair_id, account_id, until)
  select p.pair_id, acting_account(), now() + make_interval(mins => (review_terms_today()).claim_minutes)
  from review_pair p where p.pair_id = wanted_pair and p.state = 'open'
  on conflict (pair_id, account_id) do update set until = excluded.until, later_on = null
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.hold_pair(wanted_pair bigint, right_wanted text)
 RETURNS review_pair
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  p review_pair;
begin
  perform lapse_reviews(wanted_pair);
  select * into p from review_pair r where r.pair_id = wanted_pair
    and r.record_village_no <@ my_ranges(right_wanted) and r.spine_village_no <@ my_ranges(right_wanted)
    and not dtsen_policy.is_hidden('person', r.record_person_id, r.record_family_id)
    and not dtsen_policy.is_hidden('person', r.spine_person_id, r.spine_family_id) for update;
  return p;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.hold_projections()
 RETURNS void
 LANGUAGE sql
AS $function$ select pg_advisory_xact_lock(7402655) $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.holder_candidates(wanted bigint, marital_place integer)
 RETURNS TABLE(person_id bigint, name text, birth_date integer, life_status smallint, marital integer, is_holder boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select p.person_id, p.name, p.birth_date, p.life_status, p.facts[marital_place], p.person_id = c.person_id
  from case_file c join current_person p on p.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
  where c.case_id = wanted and c.kind = 'holder-change' and c.step = 'proposal' and sees_case(c) and case_turn(c, 'pass') is not null
    and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)
  order by p.person_id
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.holder_move_problem(wanted_case bigint, wanted_act text, wanted_reason text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case
    when wanted_act = 'pass' and c.step = 'proposal' and x.proposal is null then 'proposal-missing'
    when wanted_act = 'pass' and c.step <> 'proposal' and x.proposed_person_id is null then 'nobody-proposed'
    when case_ends_aid(c.kind, wanted_reason) and (x.proposal is distinct from 'nobody' or somebody_left(c)) then 'somebody-left' end
  from holder_change x join case_file c using (case_id) where x.case_id = wanted_case
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.holder_people(wanted bigint[])
 RETURNS TABLE(case_id bigint, outgoing text, proposed text, programs text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.case_id,
    (select p.name from current_person p where p.person_id in (select c.person_id union select r.to_person_id from person_redirect r
      join publication_pointer v on v.version_no = r.version_no where r.from_person_id = c.person_id) limit 1),
    (select p.name from current_person p where p.person_id = x.proposed_person_id),
    array(select distinct h.program from card_holder h
      where h.person_id = c.person_id and h.family_id in (select ids_of_family(c.family_id)) order by 1)
  from case_file c join holder_change x using (case_id) where c.case_id = any (wanted) and sees_case(c)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.holds(right_wanted text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return coalesce((select right_wanted = any (rights) from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned()), false);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.honour_tombstones()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  gone bigint[] := (select array_agg(unit_id) from tombstone where unit = 'person');
  one int;
begin
  if gone is null then return; end if;
  perform hold_projections();
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform erase_projected(one, gone);
  end loop;
  perform erase_beside(gone, array(select distinct unnest(t.records) from tombstone t where t.unit = 'person'));
  perform mark_suppressed();
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.ids_of_family(wanted_family bigint)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select wanted_family
  union select r.from_family_id from family_redirect r join publication_pointer p on p.version_no = r.version_no
    where r.to_family_id = wanted_family
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.in_my_book(wanted_family bigint, mine boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from book_assignment a where a.family_id = wanted_family and sees_assignment(a)
    and (not mine or (a.account_id = acting_account() and a.ended_on is null)))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.index_projection(wanted_version integer, nth integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  line text;
  lines text[] := array[
    'create unique index if not exists %2$s on dtsen_loading.family_v%1$s (version_no, family_id)',
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (village_no, family_id)',
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (domicile_village_no)',
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (kk_index)',
    'create unique index if not exists %2$s on dtsen_loading.person_v%1$s (version_no, person_id, family_id)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (family_id)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (nik_index)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (name_key, village_no)',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (village_no)',
    'create unique index if not exists %2$s on dtsen_loading.outcome_v%1$s (version_no, family_id, program, unit, unit_id)',
    'create index if not exists %2$s on dtsen_loading.outcome_v%1$s (village_no, program, outcome)',
    'create unique index if not exists %2$s on dtsen_loading.public_sheet_v%1$s (version_no, family_id) include (masked_head, programs, reviewed, is_suppressed)',
    'create index if not exists %2$s on dtsen_loading.lookup_name_v%1$s (name_key)',
    'create index if not exists %2$s on dtsen_loading.lookup_name_v%1$s (person_id)',
    -- The few that are hidden for safety are found without a walk through all.
    'create index if not exists %2$s on dtsen_loading.family_v%1$s (family_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.person_v%1$s (family_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.outcome_v%1$s (family_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.lookup_name_v%1$s (person_id) where is_suppressed',
    'create index if not exists %2$s on dtsen_loading.public_sheet_v%1$s (family_id) where is_suppressed'
  ];
begin
  if nth not between 1 and cardinality(lines) then return false; end if;
  execute format(lines[nth], wanted_version, format('projection_v%s_%s', wanted_version, nth));
  return true;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.invite_account(wanted_username text, wanted_name text, wanted_email text, wanted_phone text, code_digest bytea, good_until timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  made bigint;
begin
  if not holds('manage-account') or not holds('appoint') then
    raise exception 'no right to manage accounts' using errcode = 'insufficient_privilege';
  end if;
  insert into account (username, person_name, email, phone)
    values (wanted_username, wanted_name, wanted_email, wanted_phone)
    on conflict (username) do nothing returning account_id into made;
  if made is null then return null; end if;
  insert into enrolment (account_id, code_sha256, made_by, expires_at)
    values (made, code_digest, acting_account(), good_until);
  insert into audit_entry (act, subject_kind, subject_id, fields_class, detail)
    values ('invite-account', 'account', made, 'account', coalesce(acting_seat(array['manage-account'], null), '{}'));
  return made;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.is_at_desk(wanted_version integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select to_regclass('dtsen.family_v' || wanted_version) is not null and to_regclass('dtsen.person_v' || wanted_version) is not null
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.is_back_barred(from_version integer, to_version integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from standing_decrees(from_version)) and not exists (
    select from withdrawal_list l where l.version_no = from_version and l.back_to_no = coalesce(to_version, l.back_to_no)
      and l.decrees = (select array_agg(d.decree_no order by d.decree_no) from standing_decrees(from_version) d)
      and (select count(*) from withdrawal_word w where w.list_no = l.list_no) >= 2)
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.is_determiner(me bigint, wanted_program text, institution text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from appointment p join role_right rr on rr.role_code = p.role_code and rr.right_code = 'issue-decree'
      and rr.purpose_code = 'program-determination' join office o on o.office_code = p.office_code
    where p.account_id = me and p.revoked_at is null and p.confirmed_by is not null and wanted_program = any (p.programs)
      and o.institution_code = institution
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.is_first_answered(wanted_pair bigint, wanted_round integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select not exists (select from review_answer a where a.pair_id = wanted_pair and a.round < wanted_round)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen_policy.is_hidden(wanted_kind text, wanted_id bigint, wanted_family bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return exists (select from hidden_unit h where h.unit = wanted_kind and h.unit_id = wanted_id)
    or exists (select from hidden_unit h where h.unit = 'family' and h.unit_id = wanted_family);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.is_kept_from_me(wanted_pair bigint, wanted_round integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from review_answer a where a.pair_id = wanted_pair and a.round = wanted_round
      and a.stage = 'first' and a.account_id = acting_account())
    and not exists (select from review_answer a where a.pair_id = wanted_pair and a.round = wanted_round
      and a.stage <> 'first' and a.account_id <> acting_account())
    and not exists (select from review_pair p where p.pair_id = wanted_pair and (p.asked_in = 'cluster'
      or p.round = wanted_round and p.state in ('closed', 'undo-second')))
    and not exists (select from identity_decision d where d.pair_id = wanted_pair and d.round = wanted_round
      and d.decision_no <= (select max(decisions_built(b.inputs)) from version b
        where b.state in ('frozen', 'projected', 'published')))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.is_my_hand(other bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(is_one_person(other, acting_account()), false)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.is_of_another_unit(first_person bigint, made_on timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select not exists (
    select from dtsen.appointment mine
    join dtsen.appointment theirs on theirs.office_code = mine.office_code and theirs.region_id = mine.region_id
    join dtsen.role_right m on m.role_code = mine.role_code and m.right_code = 'appoint'
    join dtsen.role_right t on t.role_code = theirs.role_code and t.right_code = 'appoint'
    where mine.account_id = dtsen.acting_account() and mine.revoked_at is null and mine.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between mine.valid_from and mine.valid_to
      and theirs.account_id = first_person and theirs.confirmed_by is not null
      and (theirs.revoked_at is null or theirs.revoked_at > made_on)
      and (made_on at time zone 'Asia/Jakarta')::date between theirs.valid_from and theirs.valid_to)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.is_one_person(one bigint, other bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select one = other or exists (select from account a, account b where a.account_id = one and b.account_id = other
    and (a.person_id = b.person_id or a.phone = b.phone or lower(a.email) = lower(b.email)))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.is_readable(wanted_family bigint, ranges int8multirange, sees_hidden boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = wanted_family and (not f.is_suppressed or sees_hidden)
      and (f.village_no <@ ranges or f.domicile_village_no <@ ranges or exists (select from finding x
        where x.family_id = f.family_id and x.kind = 'moved' and x.answer is null and x.confirmed_by is not null
          and x.domicile_village_no <@ ranges)))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.is_review_day(day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(day > (now() at time zone 'Asia/Jakarta')::date
    and day <= (now() at time zone 'Asia/Jakarta')::date + 366, false)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.issue_explanation_code(code bytea, wanted_family bigint, wanted_person bigint, days integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  village bigint;
begin
  select f.village_no into village from family f, publication_pointer p
    where f.version_no = p.version_no and f.family_id = wanted_family and not f.is_suppressed
      and f.village_no <@ my_ranges('issue-check-code');
  if village is null then return 'not-found'; end if;
  perform from person q, publication_pointer p where q.version_no = p.version_no and q.family_id = wanted_family
    and q.person_id = wanted_person and not q.is_suppressed and q.life_status = 1
    and q.birth_date <= to_char((now() at time zone 'Asia/Jakarta') - interval '17 years', 'YYYYMMDD')::int;
  if not found then return 'not-a-grown-member'; end if;
  -- Asked for again: what is in force by now stays.
  if exists (select from explanation_code k where k.code_index = code) then return 'issued'; end if;
  update explanation_code set revoked_at = now()
    where family_id = wanted_family and revoked_at is null;
  insert into explanation_code (code_index, family_id, person_id, village_no, issued_by, expires_at)
    values (code, wanted_family, wanted_person, village, acting_account(), now() + make_interval(days => days));
  return 'issued';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.issue_removals()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
begin
  update removal_run n set issued_on = today, effect_on = after_working_days(today, n.reply_days)
    where n.run_no = (removal_run_of(old.version_no, new.version_no)).run_no and n.issued_on is null;
  return null;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.judge_candidate_rows(wanted bigint, given jsonb)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with said as (
    select g.*, decode(g.nik_index, 'hex') as nik from jsonb_to_recordset(given) g (row_no int, candidate_no int, nik_index text,
      answer text, reason_code text, note text, problem text, column_name text)),
  now_in as (select p.version_no from publication_pointer p where p.one),
  known as (
    select q.nik_index, min(q.person_id) as person_id, min(q.family_id) as family_id, min(q.village_no) as village_no
    from person q, now_in n where q.version_no = n.version_no and q.nik_index in (select s.nik from said s)
    group by q.nik_index having count(*) = 1),
  asked as (
    select l.village_lo, l.village_hi, d.program_code, (select c.unit from candidate c where c.list_no = wanted limit 1) as unit
    from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted),
  listed as (
    select c.*, coalesce(f.to_family_id, p.to_person_id, c.unit_id) as now_id,
      coalesce(f.to_family_id, g.to_family_id, c.family_id) as now_family
    from candidate c cross join now_in n
    left join family_redirect f on f.version_no = n.version_no and c.unit = 'family' and f.from_family_id = c.unit_id
    left join person_redirect p on p.version_no = n.version_no and c.unit = 'person' and p.from_person_id = c.unit_id
    left join family_redirect g on g.version_no = n.version_no and g.from_family_id = c.family_id
    where c.list_no = wanted),
  by_nik as (
    select k.nik_index, k.family_id, k.village_no, case a.unit when 'family' then k.family_id else k.person_id end as unit_id,
      a.unit, dtsen_policy.is_hidden('person', k.person_id, k.family_id) as is_hidden
    from known k cross join asked a),
  matched as (
    select s.row_no, s.answer, s.reason_code, s.note, s.problem, s.column_name, s.candidate_no as asked_no, c.candidate_no,
      a.unit, coalesce(c.unit_id, k.unit_id) as unit_id, coalesce(c.now_family, k.family_id) as family_id,
      coalesce(c.village_no, k.village_no) as village_no, k.is_hidden, coalesce(c.village_no, k.village_no) between a.village_lo
        and a.village_hi as is_within
    from said s cross join asked a left join by_nik k on k.nik_index = s.nik
    left join lateral (select x.* from listed x
      where case when s.candidate_no is null then x.now_id = k.unit_id else x.candidate_no = s.candidate_no end
      order by x.candidate_no limit 1) c on true),
  told as (
    select m.unit_id, min(m.row_no) as first_row, count(distinct (m.answer, coalesce(m.reason_code, ''))) as kinds
    from matched m where m.problem is null and m.unit_id is not null group by m.unit_id),
  weighed as (
    select m.*, t.first_row, case when m.problem is not null then m.problem
      when m.asked_no is not null and m.candidate_no is null then 'candidate-unknown'
      when m.unit_id is null or m.candidate_no is null and m.is_hidden then 'person-unknown'
      when t.kinds > 1 then 'twice-in-result'
      when m.answer <> 'added' and m.candidate_no is null then 'not-on-list'
      when m.answer = 'added' and m.candidate_no is not null then 'on-list-already'
      when m.answer = 'added' and not m.is_within then 'outside-area'
      when m.answer = 'added' and length(trim(coalesce(m.note, ''))) < 10 then 'addition-without-reason'
      when m.answer = 'declined' and m.reason_code is null then 'reason-missing' end as wrong
    from matched m left join told t on t.unit_id = m.unit_id)
  select coalesce(jsonb_agg(jsonb_build_object('row_no', w.row_no, 'candidate_no', w.candidate_no, 'unit', w.unit, 'unit_id', w.unit_id,
    'family_id', w.family_id, 'village_no', w.village_no, 'answer', w.answer, 'reason_code', w.reason_code, 'note', w.note,
    'wrong', w.wrong, 'is_again', w.wrong is null and w.row_no > w.first_row,
    'column_name', case when w.problem is not null then w.column_name
      when w.wrong in ('candidate-unknown', 'person-unknown', 'not-on-list', 'on-list-already', 'outside-area') then 'nik'
      when w.wrong in ('addition-without-reason', 'reason-missing') then 'reason' else 'answer' end) order by w.row_no), '[]')
  from weighed w
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_appointment_settled()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if current_user <> 'dtsen_app' then return new; end if;
  if old.revoked_at is not null or (old.confirmed_by is not null and new.confirmed_by is distinct from old.confirmed_by)
    or old.account_id = acting_account() or (new.revoked_at is not null and new.revoked_by is distinct from acting_account())
  then
    raise exception 'appointment-settled: % stays as it is', old.appointment_id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_candidate_list_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = new.list_no);
  old_state text := candidate_list_state(new.list_no);
begin
  perform pg_advisory_xact_lock(hashtextextended('candidates ' || new.list_no, 0));
  if not (old_state is null and new.state = 'made' or old_state = 'made' and new.state in ('received', 'withdrawn')
      or old_state = 'received' and new.state = 'withdrawn') then
    raise exception 'a list of candidates does not go from % to %', old_state, new.state using errcode = 'check_violation';
  end if;
  if new.state = 'received' and new.account_id = l.made_by then
    raise exception 'nobody receives the list they handed over' using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_candidate_result()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  institution text := (select d.determiner from candidate_list l join determination d on d.determination_no = l.determination_no
    where l.list_no = new.list_no);
begin
  if candidate_list_state(new.list_no) is distinct from 'received' then
    raise exception 'a result is of a list that was received' using errcode = 'check_violation';
  end if;
  if institution = 'village-government' and new.minutes_number is null then
    raise exception 'a village answers with the minutes of its special deliberation' using errcode = 'check_violation';
  end if;
  if new.supersedes is distinct from (select max(r.result_no) from candidate_result r where r.list_no = new.list_no) then
    raise exception 'a result takes the place of the one before it' using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_check_answers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if current_user <> 'dtsen_app' then return new; end if;
  if new.confirmed_by is not null and new.confirmed_by is distinct from old.confirmed_by then
    if old.state <> 'confirmed' or old.confirmed_by is not null or old.decided_by = acting_account()
      or (new.state, new.decided_by, new.decided_at, new.decision_reason)
        is distinct from (old.state, old.decided_by, old.decided_at, old.decision_reason) then
      raise exception 'second-person: a statement holds by the word of two people' using errcode = 'check_violation';
    end if;
    new.confirmed_at := now();
    return new;
  end if;
  new.confirmed_by := null;
  new.confirmed_at := null;
  new.second_reason := null;
  if old.state <> 'open' then
    new.earlier := old.earlier || jsonb_build_array(jsonb_build_object('state', old.state, 'by', old.decided_by,
      'at', old.decided_at, 'reason', old.decision_reason, 'second', old.confirmed_by, 'second_reason', old.second_reason));
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_closed_day(wanted_region text, lo bigint, hi bigint, wanted_day date, basis text, today date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not coalesce(int8range(lo, hi, '[]') <@ my_ranges('keep-calendar'), false) then return 'outside-region'; end if;
  -- Clocks that run were told without it: it would move nobody's deadline any more.
  if wanted_day <= today then return 'day-past'; end if;
  insert into region_closed_day (day, region_code, village_lo, village_hi, legal_basis, recorded_by)
    values (wanted_day, wanted_region, lo, hi, basis, acting_account()) on conflict (day, region_code) do nothing;
  return case when found then 'kept' else 'known-already' end;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.keep_decree_to_its_determiner()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not decree_is_theirs(new.recorded_by, new.version_no, new.program_code) then
    raise exception 'a decree of % is issued by its own determiner', new.program_code using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_determination_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  d determination := (select x from determination x where x.determination_no = new.determination_no for update);
  old_state text := determination_state(new.determination_no);
begin
  if not (old_state is null and new.state = 'proposed'
      or old_state = 'proposed' and new.state in ('approved', 'returned')
      or old_state = 'approved' and new.state in ('decreed', 'superseded', 'revoked')
      or old_state = 'decreed' and new.state in ('superseded', 'revoked')) then
    raise exception 'a determination does not go from % to %', old_state, new.state using errcode = 'check_violation';
  end if;
  if new.state in ('approved', 'returned') and new.account_id = d.proposed_by then
    raise exception 'nobody is the second person to their own determination' using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_enrolment_secret(code_digest bytea, secret bytea, at_time timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not exists (select from ask_enrolment(code_digest, at_time)) then return false; end if;
  update enrolment set totp_secret_enc = secret where code_sha256 = code_digest and totp_secret_enc is null;
  return found;
end $function$

-- may call: dtsen_gate

CREATE OR REPLACE FUNCTION dtsen.keep_evidence(client uuid, digest bytea, wanted_deliberation bigint, wanted_check bigint, said jsonb, came bytea, kept bytea, seal bytea, moment timestamp with time zone)
 RETURNS TABLE(verdict text, number bigint, is_again boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  there evidence_file;
begin
  select f.* into there from evidence_file f where f.client_id = client;
  if there.file_no is not null then
    verdict := case when there.request_sha256 = digest and there.by_account = acting_account() then 'kept' else 'key-reused' end;
    number := case when verdict = 'kept' then there.file_no end;
    is_again := true;
    return next;
    return;
  end if;
  if not exists (select from deliberation d where d.deliberation_no = wanted_deliberation
        and d.village_no <@ my_ranges('hold-deliberation'))
      and not exists (select from ground_check g where g.check_no = wanted_check and g.by_account = acting_account()
        and g.outcome = 'met' and (g.village_no <@ my_ranges('visit-family') or g.domicile_village_no <@ my_ranges('visit-family'))) then
    verdict := 'not-found'; return next; return; end if;
  if (select count(*) from evidence_file f where f.check_no = wanted_check) >= 10 then
    verdict := 'photos-enough'; return next; return; end if;
  insert into evidence_file (client_id, request_sha256, deliberation_no, check_no, kind, media, came_sha256, kept_sha256, byte_count,
      sealed, by_account, at)
    values (client, digest, wanted_deliberation, wanted_check, said ->> 'kind', said ->> 'media', came, kept,
      (said ->> 'byte_count')::int, seal, acting_account(), moment)
    returning file_no into number;
  verdict := 'kept';
  is_again := false;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.keep_lake_job()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'lake_job is kept: DELETE refused' using errcode = 'insufficient_privilege';
  end if;
  if (new.job_no, new.account_id, new.purpose_code, new.kind, new.version_no, new.village_lo, new.village_hi,
      new.question, new.asked_at, new.expires_at)
    is distinct from (old.job_no, old.account_id, old.purpose_code, old.kind, old.version_no, old.village_lo,
      old.village_hi, old.question, old.asked_at, old.expires_at)
    or (old.body <> '' and (new.body, new.signature) is distinct from (old.body, old.signature)) then
    raise exception 'what was asked of the lake does not change' using errcode = 'insufficient_privilege';
  end if;
  if not (new.state = old.state and old.state in ('asked', 'running')
      or (old.state = 'asked' and new.state in ('running', 'expired'))
      or (old.state = 'running' and new.state in ('asked', 'done', 'refused', 'failed', 'expired'))) then
    raise exception 'a lake job does not go from % to %', old.state, new.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_provider(client uuid, wanted_provider bigint, said jsonb, today date, moment timestamp with time zone)
 RETURNS TABLE(verdict text, provider_number bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held provider;
begin
  if wanted_provider is null then
    select p.* into held from provider p where p.client_id = client;
    if held.provider_no is not null then
      verdict := case when held.name = said ->> 'name' then 'kept' else 'key-reused' end;
      provider_number := held.provider_no; return next; return;
    end if;
    if not int8range((said ->> 'village_lo')::bigint, (said ->> 'village_hi')::bigint, '[]') <@ my_ranges('keep-provider') then
      verdict := 'not-found'; return next; return;
    end if;
    insert into provider (client_id, kind, name, village_lo, village_hi, status, capacity, since_on)
      values (client, said ->> 'kind', said ->> 'name', (said ->> 'village_lo')::bigint, (said ->> 'village_hi')::bigint,
        said ->> 'status', (said ->> 'capacity')::int, (said ->> 'from_on')::date) returning * into held;
  else
    select p.* into held from provider p where p.provider_no = wanted_provider for no key update;
    if held.provider_no is null or not coalesce(int8range(held.village_lo, held.village_hi, '[]') <@ my_ranges('keep-provider'),
        false) then verdict := 'not-found'; return next; return; end if;
    if (said ->> 'from_on')::date < held.since_on then verdict := 'day-order'; return next; return; end if;
    begin
      update provider p set status = said ->> 'status', capacity = (said ->> 'capacity')::int,
          since_on = (said ->> 'from_on')::date where p.provider_no = wanted_provider;
    exception when check_violation then verdict := 'capacity-below-taken'; return next; return;
    end;
  end if;
  insert into provider_record (provider_no, record_no, from_on, status, capacity, officer, decree, valid_to, by_account, at)
    values (held.provider_no, (select count(*) + 1 from provider_record r where r.provider_no = held.provider_no),
      (said ->> 'from_on')::date, said ->> 'status', (said ->> 'capacity')::int, said ->> 'officer', said ->> 'decree',
      (said ->> 'valid_to')::date, acting_account(), moment);
  verdict := 'kept'; provider_number := held.provider_no;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.keep_region_rule(wanted_rule text, wanted_region text, lo bigint, hi bigint, first_day date, last_day date, basis text, today date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not coalesce(int8range(lo, hi, '[]') <@ my_ranges('keep-calendar'), false) then return 'outside-region'; end if;
  if last_day is not null then
    if last_day < today then return 'day-past'; end if;
    update region_rule set valid_to = last_day where rule = wanted_rule and region_code = wanted_region and valid_to is null
      and valid_from <= last_day;
    return case when found then 'kept' else 'not-found' end;
  end if;
  if first_day < today then return 'day-past'; end if;
  insert into region_rule (rule, region_code, village_lo, village_hi, valid_from, legal_basis, recorded_by)
    values (wanted_rule, wanted_region, lo, hi, first_day, basis, acting_account())
    on conflict (rule, region_code) where valid_to is null do nothing;
  return case when found then 'kept' else 'known-already' end;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.keep_roles_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  found_conflict record;
begin
  if new.revoked_at is not null then return new; end if;
  perform pg_advisory_xact_lock(7402604, new.account_id::int);
  select c.other_role_code, c.reason into found_conflict from appointment p
    join role_conflict c on c.role_code = new.role_code and c.other_role_code = p.role_code
    where p.account_id = new.account_id and p.appointment_id <> new.appointment_id and p.revoked_at is null
      and p.valid_from <= new.valid_to and p.valid_to >= new.valid_from limit 1;
  if found then
    raise exception 'roles-in-conflict: % and % never meet in one person (%)', new.role_code,
      found_conflict.other_role_code, found_conflict.reason using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_rule_draft_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  d rule_draft := (select x from rule_draft x where x.draft_no = new.draft_no);
  old_state text := rule_draft_state(new.draft_no);
  refused text;
begin
  if not (old_state is null and new.state = 'proposed'
      or old_state = 'proposed' and new.state in ('activated', 'returned', 'withdrawn')
      or old_state = 'activated' and new.state = 'cancelled') then
    raise exception 'a proposed rule does not go from % to %', old_state, new.state using errcode = 'check_violation';
  end if;
  if new.state in ('activated', 'returned') and new.account_id = d.proposed_by
    or new.state = 'cancelled' and exists (select from rule_draft_word w where w.draft_no = new.draft_no
      and w.state = 'activated' and w.account_id = new.account_id) then
    raise exception 'nobody is the second person to their own rule' using errcode = 'check_violation';
  end if;
  if new.state in ('proposed', 'withdrawn') and new.account_id <> d.proposed_by then
    raise exception 'only who proposed a rule withdraws it' using errcode = 'check_violation';
  end if;
  if new.state = 'activated' then
    refused := coalesce(rule_day_refused(d.program_code, d.effective_on),
      case when last_activated(d.program_code) is distinct from d.based_on then 'rule-changed' end);
    if refused is not null then
      raise exception 'a rule is not put into force: %', refused using errcode = 'check_violation';
    end if;
  end if;
  if new.state = 'cancelled' and (d.effective_on <= (now() at time zone 'Asia/Jakarta')::date
      or exists (select from version v where v.as_of >= d.effective_on and v.state <> 'failed')) then
    raise exception 'a rule in force is not cancelled' using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_units_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if current_user = 'dtsen_app' and old.confirmed_by is null and new.confirmed_by is not null
    and not is_of_another_unit(new.appointed_by, new.made_at)
  then
    raise exception 'another-unit-needed: % waits for somebody of another office', old.appointment_id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.keep_version_program()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' or old.answer is not null
    or (new.entry_no, new.program_code, new.is_in, new.from_day, new.quotas, new.budgets, new.ground, new.proposed_by, new.proposed_at)
      is distinct from (old.entry_no, old.program_code, old.is_in, old.from_day, old.quotas, old.budgets, old.ground, old.proposed_by,
        old.proposed_at) then
    raise exception 'what was said of a program of versions does not change' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.laid_over(facts integer[], places integer[], vals integer[])
 RETURNS integer[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  result int[] := facts;
begin
  for i in 1 .. coalesce(cardinality(places), 0) loop
    result[places[i]] := vals[i];
  end loop;
  return result;
end $function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.lake_mac(body text)
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  secret bytea := (select k.secret from lake_job_key k);
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
begin
  if secret is null then raise exception 'the desk has no key for lake jobs: start the program once'; end if;
  for i in 0 .. 31 loop
    inner_pad := set_byte(inner_pad, i, get_byte(secret, i) # 54);
    outer_pad := set_byte(outer_pad, i, get_byte(secret, i) # 92);
  end loop;
  return sha256(outer_pad || sha256(inner_pad || convert_to(body, 'UTF8')));
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.lapse_contacts(moment timestamp with time zone, days integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with old as (select k.contact_no from case_contact k where k.stopped_at is null and k.phone_enc is not null
      and coalesce(k.proved_at, k.code_until) < moment - case when k.proved_at is null then interval '1 hour' else make_interval(days => days) end),
  gone as (select stop_contact(o.contact_no, 'lapsed', moment) from old o)
  select count(*)::int from gone
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.lapse_reviews(only_pair bigint)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
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
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.last_activated(wanted_program text)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.draft_no from rule_draft d where d.program_code = wanted_program and rule_draft_state(d.draft_no) = 'activated'
  order by d.effective_on desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.last_day_of(stands text)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case when stands in ('second', 'undo-second')
    then (now() at time zone 'Asia/Jakarta')::date + (review_terms_today()).second_days end
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.law_of_basis(wanted_basis text, wanted_village bigint)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select b.legal_basis from dtsen.vault_basis b join dtsen.appointment p on p.role_code = b.role_code
  where b.basis_code = wanted_basis and p.account_id = dtsen.acting_account()
    and p.revoked_at is null and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
    and wanted_village between p.village_lo and p.village_hi limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.lay_aid_proposal(wanted_case bigint, client uuid, digest bytea, said jsonb, told bytea, receipt bytea, opener bigint, family bigint, village bigint, home bigint, moment timestamp with time zone, standing jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  written bigint;
begin
  insert into case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency, opened_at,
      opened_by, state, step, holder_institution, holder_tier, since, due_at)
    overriding system value values (wanted_case, 'aid-proposal', client, digest, family, village, home, 'planned', moment, opener,
      standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      (standing ->> 'due_at')::timestamptz)
    on conflict (family_id) where kind = 'aid-proposal' and state in ('open', 'returned', 'paused') do nothing
    returning case_id into written;
  if written is null then return null; end if;
  insert into aid_proposal (case_id, asked_for, program, proposer, channel, proposer_family_id, grounds, receipt_index, told_enc)
    values (written, said ->> 'asked_for', said ->> 'program', said ->> 'proposer', said ->> 'channel',
      (said ->> 'proposer_family_id')::bigint, array(select jsonb_array_elements_text(said -> 'grounds')), receipt, told);
  return written;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.lay_appeal(client uuid, digest bytea, held case_file, via text, opener bigint, moment timestamp with time zone, standings jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  route text := case when 'province-examines' = any (held.rules) then 'ministry-reviews' else 'province-reviews' end;
  standing jsonb := standings -> route;
  laid bigint;
begin
  insert into case_file (kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency, opened_at, opened_by, rules,
      state, step, holder_institution, holder_tier, since, due_at)
    values ('appeal', client, digest, held.family_id, held.village_no, held.domicile_village_no, 'planned', moment, opener, array[route],
      standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      due_of_village(standing -> 'dues', held.village_no)) returning case_id into laid;
  insert into appeal (case_id, of_case, channel) values (laid, held.case_id, via);
  return laid;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.lay_complaint(wanted_case bigint, client uuid, digest bytea, village bigint, said jsonb, told bytea, receipt bytea, opener bigint, moment timestamp with time zone, standing jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  insert into case_file (case_id, kind, client_id, request_sha256, village_no, domicile_village_no, urgency, opened_at, opened_by, rules,
      state, step, holder_institution, holder_tier, since, due_at)
    overriding system value values (wanted_case, 'complaint', client, digest, village, village, said ->> 'urgency', moment, opener,
      array[said ->> 'route'], standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      due_of_village(standing -> 'dues', village));
  insert into complaint (case_id, topics, party, program, channel, outside_number, happened_on, amount_rupiah, is_threatened,
      receipt_index, told_enc)
    values (wanted_case, array(select jsonb_array_elements_text(said -> 'topics')), said ->> 'party', said ->> 'program',
      said ->> 'channel', said ->> 'outside_number', (said ->> 'happened_on')::date, (said ->> 'amount_rupiah')::bigint,
      (said ->> 'is_threatened')::boolean, receipt, told);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.lay_objection(wanted_case bigint, client uuid, digest bytea, said jsonb, told bytea, receipt bytea, opener bigint, objector_family bigint, village bigint, moment timestamp with time zone, standing jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  insert into case_file (case_id, kind, client_id, request_sha256, village_no, domicile_village_no, urgency, opened_at, opened_by,
      state, step, holder_institution, holder_tier, since, due_at)
    overriding system value values (wanted_case, 'objection', client, digest, village, village, 'planned', moment, opener,
      standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      (standing ->> 'due_at')::timestamptz);
  insert into objection (case_id, program, grounds, channel, receipt_index, told_enc)
    values (wanted_case, said ->> 'program', array(select jsonb_array_elements_text(said -> 'grounds')), said ->> 'channel', receipt, told);
  if objector_family is not null then insert into objector values (wanted_case, objector_family); end if;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.lay_removals(wanted_run bigint, programs text[], units text[], unit_ids bigint[], old_ids bigint[], family_ids bigint[], villages bigint[], homes bigint[], causes text[], details text[], protected text[], untold_of text[], treatments text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  n removal_run := (select x from removal_run x where x.run_no = wanted_run and x.issued_on is null);
  laid int;
begin
  if n.run_no is null then raise exception 'run % is none that waits', wanted_run using errcode = 'check_violation'; end if;
  insert into removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause, detail,
      protections, untold, is_reviewed, state, proposed_by, notice_on, effect_on, missed_visits, missed_on)
    select n.run_no, n.version_no, q.program, q.unit, q.unit_id, q.family_id, q.village, q.home, q.cause, q.detail,
      string_to_array(q.protected, ' '), string_to_array(q.untold, ' '), q.treatment <> 'noticed' or coalesce(e.is_reviewed, false),
      coalesce(e.state, case q.treatment when 'held' then 'held' else 'noticed' end), e.proposed_by, e.notice_on, e.effect_on,
      coalesce(e.missed_visits, 0), e.missed_on
    from unnest(programs, units, unit_ids, old_ids, family_ids, villages, homes, causes, details, protected, untold_of, treatments)
      as q (program, unit, unit_id, old_id, family_id, village, home, cause, detail, protected, untold, treatment)
    left join lateral (
      -- Whoever was kept or given back is asked about anew; a notice that runs, runs on.
      select r.is_reviewed, r.state, r.proposed_by, r.notice_on, r.effect_on, r.missed_visits, r.missed_on
      from removal r join removal_run m on m.run_no = r.run_no
      where r.version_no = n.before_no and r.program = q.program and r.unit = q.unit and r.unit_id = q.old_id
        and m.issued_on is not null and r.state in ('notice-proposed', 'noticed', 'appealed', 'removal-proposed')) e on true
    where not exists (select from tombstone t where t.unit = q.unit and t.unit_id = q.unit_id);
  get diagnostics laid = row_count;
  return laid;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.lay_resignation(client uuid, digest bytea, wanted_family bigint, village bigint, domicile bigint, wanted_programs text[], via text, opener bigint, moment timestamp with time zone, standing jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  laid bigint;
begin
  insert into case_file (kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency, opened_at, opened_by,
      state, step, holder_institution, holder_tier, since, due_at)
    values ('resignation', client, digest, wanted_family, village, domicile, 'planned', moment, opener,
      standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      (standing ->> 'due_at')::timestamptz) returning case_id into laid;
  insert into resignation (case_id, programs, channel) values (laid, wanted_programs, via);
  return laid;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.leave_out_erased()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if exists (select from tombstone t where t.unit = 'person' and t.unit_id = new.person_id) then return null; end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.leave_out_erased_pair()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if exists (select from tombstone t where t.unit = 'person'
    and t.unit_id in (new.record_person_id, new.spine_person_id))
    or exists (select from tombstone t where t.records && array[abs(new.record_key), new.spine_key]) then return null; end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.leave_out_erased_record()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if exists (select from tombstone t where t.unit = 'person' and t.unit_id = new.person_id)
    or exists (select from tombstone t where t.records && array[abs(new.record_key)]) then return null; end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.leave_out_hidden()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if dtsen_policy.is_hidden('person', new.person_id, new.family_id) then return null; end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.ledger_files(wanted_version integer)
 RETURNS TABLE(file text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with recursive line as (
    select v.version_no, v.parent_version_no from version v where v.version_no = wanted_version
    union all
    select p.version_no, p.parent_version_no from line l join version p on p.version_no = l.parent_version_no)
  select s.file from ledger_segment s join line l on l.version_no = s.version_no order by s.segment_no
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.lift_decision(p review_pair, undone_by bigint, second_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  insert into identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by,
      confirmed_by)
    values (p.pair_id, p.round, p.left_key, p.right_key, 'undone', 'undone', second_person is not null, undone_by,
      second_person);
  update review_pair set state = 'open', state_at = clock_timestamp(), waits_until = null, round = p.round + 1
    where pair_id = p.pair_id
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.list_suppressions(after_day integer, after_id bigint, most integer)
 RETURNS TABLE(suppression_id bigint, unit text, unit_id bigint, current_id bigint, village_no bigint, ordered_on date, review_on date, is_mine boolean, persons integer, ground text, legal_basis text, reference text, is_release_asked boolean, is_asked_by_me boolean, release_reason text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return query
  select s.suppression_id, s.unit, s.unit_id, coalesce(
      case s.unit when 'family' then (select r.to_family_id from family_redirect r
          where r.version_no = c.version_no and r.from_family_id = s.unit_id)
        else (select r.to_person_id from person_redirect r
          where r.version_no = c.version_no and r.from_person_id = s.unit_id) end, s.unit_id),
    s.village_no, (s.starts_at at time zone 'Asia/Jakarta')::date, s.review_on, s.ordered_by = acting_account(),
    case s.unit when 'person' then 1 else (select count(distinct m.person_id)::int from suppression_member m
      where m.suppression_id = s.suppression_id) end,
    case when told then s.ground end, case when told then s.legal_basis end, case when told then s.reference end,
    s.release_asked_by is not null, coalesce(s.release_asked_by = acting_account(), false),
    case when told then s.release_reason end
  from suppression s
  cross join publication_pointer c
  cross join lateral (select s.ordered_by = acting_account()
    or coalesce(s.village_no <@ my_ranges('release-suppression'), false) as told) t
  where s.released_at is null and s.village_no <@ my_ranges('order-suppression')
    and (to_char(s.review_on, 'YYYYMMDD')::int, s.suppression_id) > (after_day, after_id)
  order by s.review_on, s.suppression_id limit most;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.make_book_group(client uuid, title text, wanted_families bigint[], moment timestamp with time zone)
 RETURNS TABLE(verdict text, group_number bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held book_group;
begin
  select g.* into held from book_group g where g.client_id = client;
  if held.group_no is not null then
    verdict := case when held.account_id = acting_account() and held.name = title then 'made' else 'key-reused' end;
    group_number := held.group_no; return next; return;
  end if;
  if exists (select from unnest(wanted_families) f where not in_my_book(f, true)) or cardinality(wanted_families) = 0 then
    verdict := 'not-found'; return next; return; end if;
  insert into book_group (client_id, account_id, village_no, name, made_at)
    select client, acting_account(), a.village_no, title, moment from book_assignment a
    where a.family_id = wanted_families[1] and a.ended_on is null returning * into held;
  insert into book_group_family select distinct held.group_no, f from unnest(wanted_families) f;
  verdict := 'made'; group_number := held.group_no;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.make_candidate_list_here(wanted bigint, wanted_area text, note text, day date, giver text[], receiver text[], OUT verdict text, OUT made bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  d determination := (select x from determination x where x.determination_no = wanted);
  low bigint := case wanted_area when 'ID' then 0 else rpad(wanted_area, 10, '0')::bigint end;
  high bigint := case wanted_area when 'ID' then 9999999999 else rpad(wanted_area, 10, '9')::bigint end;
  counted int;
  places int;
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then verdict := 'decree-right-not-held'; return; end if;
  if d.determination_no is null then verdict := 'determination-unknown'; return; end if;
  if not exists (select from determined_by(acting_account()) p where p = d.program_code) then verdict := 'not-this-program'; return; end if;
  if d.kind <> 'candidates' then verdict := 'own-decree'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('determination ' || d.program_code, 0));
  if determination_state(wanted) <> 'approved' then verdict := 'not-approved'; return; end if;
  if d.determiner = 'village-government' and length(wanted_area) <> 10 then verdict := 'one-village-a-list'; return; end if;
  if day > (now() at time zone 'Asia/Jakarta')::date then verdict := 'day-later'; return; end if;
  if exists (select from candidate_list l where l.determination_no = wanted and candidate_list_state(l.list_no) <> 'withdrawn'
      and l.village_lo <= high and l.village_hi >= low) then verdict := 'handed-over-already'; return; end if;
  if exists (select from candidate_list l where l.note_number = note) then verdict := 'number-taken'; return; end if;
  select count(*), count(distinct o.village_no) into counted, places from outcome o where o.version_no = d.version_no
    and o.program = d.program_code and o.outcome in ('recipient', 'review', 'reserve') and o.village_no between low and high
    and not o.is_suppressed;
  if counted = 0 then verdict := 'nobody-here'; return; end if;
  if counted > 100000 then verdict := 'too-many-candidates'; return; end if;
  insert into candidate_list (determination_no, area, village_lo, village_hi, note_number, handed_on, giver_name, giver_office,
      receiver_name, receiver_office, units, villages, made_by)
    values (wanted, wanted_area, low, high, note, day, giver[1], giver[2], receiver[1], receiver[2], counted, places, acting_account())
    returning list_no into made;
  insert into candidate (list_no, candidate_no, unit, unit_id, family_id, village_no)
    select made, row_number() over (order by o.village_no, o.place nulls last, o.unit_id), o.unit, o.unit_id, o.family_id, o.village_no
    from outcome o where o.version_no = d.version_no and o.program = d.program_code
      and o.outcome in ('recipient', 'review', 'reserve') and o.village_no between low and high and not o.is_suppressed;
  verdict := 'made';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.make_reference(tables text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  t text;
begin
  foreach t in array tables loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
    execute format('create policy reference_read on %I for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true)', t);
    execute format('grant select on %I to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor', t);
  end loop;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.manages_all_of(wanted_account bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with held as (
    select int8range(p.village_lo, p.village_hi, '[]') <@ my_ranges('manage-account')
        and exists (select from appointment mine
          join office seat on seat.office_code = mine.office_code
          join role_right rr on rr.role_code = mine.role_code and rr.right_code = 'manage-account'
          join office given on given.office_code = p.office_code
          join role_giver g on g.giver = seat.institution_code and g.role_code = p.role_code
            and g.institution_code = given.institution_code
          where mine.account_id = acting_account() and mine.revoked_at is null and mine.confirmed_by is not null
            and (now() at time zone 'Asia/Jakarta')::date between mine.valid_from and mine.valid_to) as is_mine,
      p.revoked_at is null and p.valid_to >= (now() at time zone 'Asia/Jakarta')::date as is_left,
      p.confirmed_by is not null as is_confirmed
    from appointment p where p.account_id = wanted_account)
  select coalesce(bool_and(is_mine), false) from held
  where is_left or not exists (select from held where is_left and is_confirmed)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.mark_brought_lists()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$ select mark_suppressed() $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.mark_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  update case_contact k set is_due = true
    where k.proved_at is not null and k.stopped_at is null and not k.is_due and k.case_id in (
      select n.case_id from new_event n union all select a.of_case from new_event n join appeal a on a.case_id = n.case_id);
  return null;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.mark_projected(wanted_version integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  families bigint[] := array(select h.unit_id from hidden_units(wanted_version) h where h.unit = 'family');
  persons bigint[];
  touched bigint[];
begin
  select coalesce(array_agg(distinct q.person_id), '{}'), coalesce(array_agg(distinct q.family_id), '{}')
    into persons, touched from person q where q.version_no = wanted_version
      and (q.family_id = any (families) or q.person_id = any (
        array(select h.unit_id from hidden_units(wanted_version) h where h.unit = 'person')));
  families := families || array(select f from unnest(touched) f where not exists (
    select from person m where m.version_no = wanted_version and m.family_id = f
      and m.life_status is distinct from -5 and m.person_id <> all (persons)));

  update person set is_suppressed = false
    where version_no = wanted_version and is_suppressed and person_id <> all (persons);
  update person set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and person_id = any (persons);
  update lookup_name set is_suppressed = false
    where version_no = wanted_version and is_suppressed and person_id <> all (persons);
  update lookup_name set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and person_id = any (persons);
  update family set is_suppressed = false
    where version_no = wanted_version and is_suppressed and family_id <> all (families);
  update family set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and family_id = any (families);
  update public_sheet set is_suppressed = false
    where version_no = wanted_version and is_suppressed and family_id <> all (touched);
  update public_sheet set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and family_id = any (touched);
  update outcome set is_suppressed = false
    where version_no = wanted_version and is_suppressed and family_id <> all (families)
      and not (unit = 'person' and unit_id = any (persons));
  update outcome set is_suppressed = true
    where version_no = wanted_version and not is_suppressed and family_id = any (families || touched)
      and (family_id = any (families) or (unit = 'person' and unit_id = any (persons)));
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.mark_suppressed()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  families bigint[];
  one int;
begin
  for one in select v.version_no from version v where to_regclass('dtsen.person_v' || v.version_no) is not null loop
    perform mark_projected(one);
  end loop;
  delete from hidden_unit;
  insert into hidden_unit
    select h.unit, h.unit_id from hidden_units(null) h
    union select 'family', f.family_id from family f join publication_pointer c on c.version_no = f.version_no
      where f.is_suppressed
    union select 'person', q.person_id from person q join publication_pointer c on c.version_no = q.version_no
      where q.is_suppressed;
  families := array(select h.unit_id from hidden_unit h where h.unit = 'family');
  update check_code set is_suppressed = false where is_suppressed and family_id <> all (families);
  update check_code set is_suppressed = true where not is_suppressed and family_id = any (families);
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.may_give(wanted_role text, wanted_office text, wanted_region integer, low bigint, high bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (
    select from dtsen.appointment mine
    join dtsen.office seat on seat.office_code = mine.office_code
    join dtsen.role_right rr on rr.role_code = mine.role_code and rr.right_code = 'appoint'
      and rr.purpose_code = dtsen.acting_purpose()
    join dtsen.office given on given.office_code = wanted_office
    join dtsen.role_giver g on g.giver = seat.institution_code and g.role_code = wanted_role
      and g.institution_code = given.institution_code
    join dtsen.region r on r.region_id = wanted_region and r.village_lo = low and r.village_hi = high
      and r.tier = any (g.tiers)
    where mine.account_id = dtsen.acting_account() and mine.revoked_at is null and mine.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between mine.valid_from and mine.valid_to
      and mine.village_lo <= low and mine.village_hi >= high)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.may_make_letter(wanted bigint)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  d determination := (select x from determination x where x.determination_no = wanted);
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if d.determination_no is null then return 'determination-unknown'; end if;
  if d.kind <> 'decree' or not is_determiner(acting_account(), d.program_code, d.determiner) then return 'not-the-determiner'; end if;
  if determination_state(wanted) not in ('approved', 'decreed') then return 'not-approved'; end if;
  return 'may';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.meet_resigning(wanted_case bigint, wanted_person bigint, met_where text, met_day date, cooling_days integer, moment timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
  r resignation;
  today date := (moment at time zone 'Asia/Jakarta')::date;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'resignation' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.state in ('done', 'refused', 'withdrawn') then return 'case-ended'; end if;
  if held.step not in ('identity', 'cooling') or held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then
    return 'right-not-held'; end if;
  select x.* into r from resignation x where x.case_id = wanted_case;
  if met_day > today or met_day < (held.opened_at at time zone 'Asia/Jakarta')::date then return 'day-wrong'; end if;
  if exists (select from account a join current_person p on p.person_id = a.person_id
      where a.account_id = acting_account() and p.family_id = held.family_id) then return 'own-family'; end if;
  if wanted_person not in (select grown_of_family(held.family_id, today)) then return 'not-grown'; end if;
  if held.step = 'identity' then
    update resignation set person_id = wanted_person, met_on = met_day, met_at = met_where, met_by = acting_account(),
        cooling_until = met_day + cooling_days where case_id = wanted_case;
    return 'met';
  end if;
  if met_day <= r.cooling_until then return 'cooling-open'; end if;
  if is_one_person(r.met_by, acting_account()) then return 'same-person'; end if;
  -- Somebody else of the family, where there is anybody: nobody gives up what is all of theirs alone and unseen.
  if wanted_person = r.person_id and exists (select from grown_of_family(held.family_id, today) g where g <> r.person_id) then
    return 'another-adult'; end if;
  update resignation set again_person_id = wanted_person, again_on = met_day, again_at = met_where, again_by = acting_account()
    where case_id = wanted_case;
  return 'met';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.message_figures()
 RETURNS TABLE(about text, state text, problem text, messages bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select m.about, m.state, m.problem, count(*), min(m.made_at) from message m group by 1, 2, 3 order by 1, 2, 3
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.my_arrivals(right_wanted text)
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return coalesce((select array_agg(f.family_id) from finding f
    where f.kind = 'moved' and f.answer is null and f.confirmed_by is not null
      and f.domicile_village_no between my_low(right_wanted) and my_high(right_wanted)
      and f.domicile_village_no <@ my_ranges(right_wanted)), '{}');
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.my_determined_programs()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select determined_by(acting_account()) order by 1
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.my_high(right_wanted text)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return (select highs[array_position(rights, right_wanted)] from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.my_low(right_wanted text)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return (select lows[array_position(rights, right_wanted)] from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.my_ranges(right_wanted text)
 RETURNS int8multirange
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return (select ranges[array_position(rights, right_wanted)] from acting
    where backend_pid = pg_backend_pid() and xid = pg_current_xact_id_if_assigned());
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.name_objection_family(wanted_case bigint, wanted_family bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
  found record;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'objection' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.step <> 'identify' or held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then
    return 'right-not-held'; end if;
  select f.village_no, f.domicile_village_no into found from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('check-objection') or f.domicile_village_no <@ my_ranges('check-objection'));
  -- Of another village than whoever objects: nobody of that family's village has objected.
  if found.village_no is null or held.village_no not in (found.village_no, found.domicile_village_no) then return 'not-found'; end if;
  if exists (select from objector o where o.case_id = wanted_case and o.family_id = wanted_family) then return 'own-family'; end if;
  if exists (select from case_file c where c.kind = 'objection' and c.family_id = wanted_family and c.case_id <> wanted_case
      and c.state in ('open', 'returned', 'paused')) then return 'open-already'; end if;
  update case_file set family_id = wanted_family, village_no = found.village_no, domicile_village_no = found.domicile_village_no
    where case_id = wanted_case;
  return 'named';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.name_proposal_family(wanted_case bigint, wanted_family bigint, moment timestamp with time zone, diverts boolean)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
  found record;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'aid-proposal' for no key update;
  if held.case_id is null or not (sees_case(held) or held.opened_by = acting_account()) then return 'not-found'; end if;
  if held.step <> 'completeness' or held.state not in ('open', 'returned')
      or case_turn(held, 'pass') is null and (held.opened_by is distinct from acting_account() or held.family_id is not null) then
    return 'right-not-held'; end if;
  select f.version_no, f.village_no, f.domicile_village_no, f.decile_national into found from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('take-proposal') or f.domicile_village_no <@ my_ranges('take-proposal'));
  if found.village_no is null then return 'not-found'; end if;
  if exists (select from case_file c where c.kind = 'aid-proposal' and c.family_id = wanted_family and c.case_id <> wanted_case
      and c.state in ('open', 'returned', 'paused')) then return 'open-already'; end if;
  update case_file set family_id = wanted_family, village_no = found.village_no, domicile_village_no = found.domicile_village_no
    where case_id = wanted_case;
  update aid_proposal set is_diverted = coalesce(diverts, false), before_version_no = found.version_no,
      before_decile = found.decile_national, before_places = places_of_family(found.version_no, wanted_family)
    where case_id = wanted_case;
  return 'named';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.names_somebody(note text, names text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(note ~ '[0-9]{16}' or exists (
    select from unnest(names) n, regexp_split_to_table(upper(n), '[^[:alpha:]]+') word
    where length(word) >= 4 and position(word in upper(note)) > 0), false)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.neutral_standing(c case_file)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('kind', c.kind, 'state', c.state, 'reason', c.reason, 'step', c.step, 'rules', c.rules,
    'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date,
    'since_on', (c.since at time zone 'Asia/Jakarta')::date, 'due_on', (c.due_at at time zone 'Asia/Jakarta')::date,
    'level', c.level, 'holder_tier', c.holder_tier,
    'redress', case when c.state = 'done' then (select x.redress from complaint x where x.case_id = c.case_id) end,
    'appeal', (select jsonb_build_object('state', k.state, 'step', k.step, 'rules', k.rules, 'reason', k.reason,
      'due_on', (k.due_at at time zone 'Asia/Jakarta')::date)
      from appeal a join case_file k on k.case_id = a.case_id where a.of_case = c.case_id))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.newest_event(wanted_case bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select greatest((select max(e.event_no) from case_event e where e.case_id = wanted_case),
    (select max(e.event_no) from appeal a join case_event e on e.case_id = a.case_id where a.of_case = wanted_case))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.next_case()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not holds('report-reactivation') then return null; end if;
  return nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id'));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.next_complaint()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id')) where holds('take-complaint')
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.next_proposal()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id')) where holds('take-proposal')
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.next_vault_note()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not holds('record-vault') then return null; end if;
  return nextval(pg_get_serial_sequence('dtsen.vault_note', 'note_id'));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.note_complaint(wanted_case bigint, wanted_family bigint, done text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'complaint' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then return 'right-not-held'; end if;
  if wanted_family is not null then
    if not exists (select from current_family f where f.family_id = wanted_family
        and held.village_no in (f.village_no, f.domicile_village_no)
        and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)) then return 'not-found'; end if;
    update case_file set family_id = wanted_family where case_id = wanted_case;
  end if;
  if done is not null and held.step in ('regency-redress', 'ministry-redress') then
    update complaint set redress = done where case_id = wanted_case;
  end if;
  return 'noted';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.note_lake_job(j lake_job, wanted_act text, wanted_decision text, counted bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  insert into dtsen.audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, family_id, village_no,
      version_no, fields_class, row_count, decision, detail)
    values (j.account_id, j.session_id, 'lake-worker', j.purpose_code,
      case when j.kind = 'family-as-of' then replace(wanted_act, '-table', '-past') else wanted_act end, 'lake-job', j.job_no,
      case when j.kind = 'family-as-of' then (j.question ->> 'family')::bigint end, j.village_lo, j.version_no,
      case when j.kind = 'family-as-of' then 'facts' else 'figures' end, least(counted, 2147483647)::int, wanted_decision,
      case when j.kind = 'family-as-of' then '{}'::jsonb else j.question end)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.note_letter_here(wanted bigint, wanted_area text, annex text, counted integer, in_villages integer, request text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if may_make_letter(wanted) <> 'may' then
    raise exception 'a letter is made by the determiner of its program alone' using errcode = 'insufficient_privilege';
  end if;
  insert into determination_letter (determination_no, area, annex_sha256, recipients, villages, made_by)
    values (wanted, wanted_area, annex, counted, in_villages, acting_account()) on conflict do nothing;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    select 'make-letter', 'determination', wanted, d.version_no, 'identity', counted, request,
      coalesce(acting_seat(array['issue-decree'], null), '{}')
        || jsonb_build_object('program', d.program_code, 'area', wanted_area, 'annex', annex)
    from determination d where d.determination_no = wanted;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.note_notice_letters_here(codes bytea[], families bigint[], villages bigint[], request text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if acting_account() is null or not coalesce(holds('record-appeal'), false)
    or exists (select from unnest(villages) v where not v <@ my_ranges('record-appeal')) then
    raise exception 'letters of notice are printed where objections are recorded' using errcode = 'insufficient_privilege';
  end if;
  insert into notice_letter (code_index, family_id, village_no, made_in_version_no)
    select q.code, q.family, q.village, p.version_no
    from unnest(codes, families, villages) q (code, family, village), publication_pointer p
    on conflict do nothing;
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    select 'print-notice', 'family', q.family, q.family, q.village, p.version_no, 'identity', request,
      coalesce(acting_seat(array['record-appeal'], q.village), '{}')
    from unnest(families, villages) q (family, village), publication_pointer p;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.note_publication()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' and exists (select from publication_pointer) then return new; end if;
  perform add_publication(new.version_no, clock_timestamp(), coalesce(new.switched_by, session_user), false);
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.note_reopening(wanted_case bigint, standing jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'appeal' for no key update;
  if held.case_id is null or not sees_case(held) or held.step <> 'decision' or case_turn(held, 'pass') is null then return; end if;
  update appeal set reopens_at = standing where case_id = wanted_case;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.note_sample_result(said jsonb, request text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  me bigint := acting_account();
  digits text := case said ->> 'area' when 'ID' then '' else said ->> 'area' end;
  made bigint;
begin
  if not exists (select from appointment p join role_right r on r.role_code = p.role_code and r.right_code = 'decide-check'
      and r.purpose_code = acting_purpose()
    where p.account_id = me and p.revoked_at is null and p.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
      and p.village_lo <= rpad(digits, 10, '0')::bigint and p.village_hi >= rpad(digits, 10, '9')::bigint) then
    return null; end if;
  insert into payment_sample_result (program, phase, area, confidence, margin_points, seed, digest, strata, payments, looked, wrong,
      wrong_milli, low_milli, high_milli, noted_by)
    select r.program, r.phase, r.area, r.confidence, r.margin_points, r.seed, r.digest, r.strata, r.payments, r.looked, r.wrong,
      r.wrong_milli, r.low_milli, r.high_milli, me
    from jsonb_populate_record(null::payment_sample_result, said) r
    returning result_no into made;
  insert into audit_entry (act, subject_kind, fields_class, request_id, detail)
    values ('note-sample-result', 'none', 'work', request, coalesce(acting_seat(array['decide-check'], null), '{}')
      || jsonb_build_object('result', made, 'program', said ->> 'program', 'phase', said ->> 'phase', 'area', said ->> 'area'));
  return made;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.note_unreached(wanted_village bigint, wanted_commitment text, since date, until date, number text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not coalesce(wanted_village <@ my_ranges('assign-families'), false) then return 'not-found'; end if;
  insert into book_unreached values (wanted_village, wanted_commitment, since, until, number, acting_account())
    on conflict (village_no, commitment, from_on) do update set to_on = excluded.to_on, decree = excluded.decree,
      by_account = excluded.by_account;
  return 'noted';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.numbers(listed jsonb, name text)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(array_agg((e ->> name)::bigint), '{}') from jsonb_array_elements(listed) e
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.objection_people(wanted bigint[], days integer)
 RETURNS TABLE(case_id bigint, head_name text, rt text, rw text, against_same bigint, by_same bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.case_id, f.head_name, f.rt, f.rw,
    (select count(*) from case_file x where x.kind = 'objection' and x.family_id = c.family_id
      and x.opened_at > c.opened_at - make_interval(days => days)),
    (select count(*) from objector o join objector p on p.family_id = o.family_id join case_file x on x.case_id = p.case_id
      where o.case_id = c.case_id and x.opened_at > c.opened_at - make_interval(days => days))
  from case_file c left join current_family f on f.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
  where c.case_id = any (wanted) and c.kind = 'objection' and sees_case(c)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.objection_problem(held case_file, wanted_act text, moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case
    when wanted_act <> 'pass' then null
    when held.step = 'identify' and held.family_id is null then 'family-missing'
    when held.step = 'hearing' and o.answer is null and (moment at time zone 'Asia/Jakarta')::date <= o.answer_until then 'hearing-open'
    when held.step = 'visit' and (visit_of_proposal(held.case_id)).check_no is null then 'visit-missing'
    when held.step = 'decision' and not exists (select from ground_check_answer a
      where a.check_no = (visit_of_proposal(held.case_id)).check_no and a.recorded is distinct from a.value) then 'nothing-new'
    when held.step in ('decision', 'second') and is_one_person((visit_of_proposal(held.case_id)).by_account, acting_account()) then
      'same-person' end
  from objection o where o.case_id = held.case_id
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.open_aid_proposal(wanted_case bigint, client uuid, digest bytea, said jsonb, told bytea, receipt bytea, moment timestamp with time zone, standing jsonb)
 RETURNS TABLE(verdict text, case_no bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  kept case_file;
  family bigint := (said ->> 'family_id')::bigint;
  place record;
begin
  select c.* into kept from case_file c where c.client_id = client;
  if kept.case_id is not null then
    verdict := case when kept.request_sha256 = digest and kept.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then kept.case_id end;
    return next;
    return;
  end if;
  if family is null then
    select (said ->> 'village_no')::bigint as village_no, (said ->> 'village_no')::bigint as domicile_village_no into place
      where (said ->> 'village_no')::bigint <@ my_ranges('take-proposal');
  else
    select f.village_no, f.domicile_village_no into place from current_family f
      where f.family_id = family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
        and (f.village_no <@ my_ranges('take-proposal') or f.domicile_village_no <@ my_ranges('take-proposal'));
  end if;
  if place.village_no is null then verdict := 'not-found'; return next; return; end if;
  case_no := lay_aid_proposal(wanted_case, client, digest, said, told, receipt, acting_account(), null, place.village_no,
    place.domicile_village_no, moment, standing);
  if family is not null then verdict := name_proposal_family(case_no, family, moment, (said ->> 'is_diverted')::boolean); end if;
  if verdict in ('open-already', 'not-found') then
    -- Nothing is kept of what cannot go on.
    delete from aid_proposal p where p.case_id = case_no;
    delete from case_file c where c.case_id = case_no;
    case_no := null;
  else
    verdict := 'opened';
  end if;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.open_appeal(client uuid, digest bytea, wanted_case bigint, days integer, moment timestamp with time zone, standings jsonb)
 RETURNS TABLE(verdict text, case_no bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.client_id = client;
  if held.case_id is not null then
    verdict := case when held.request_sha256 = digest and held.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then held.case_id end;
    return next; return;
  end if;
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  -- What is about an office that office does not learn of by asking either.
  if held.case_id is null or not coalesce(held.village_no <@ my_ranges('take-appeal'), false)
      or ('province-examines' = any (held.rules) and not holds('read-complaint-above'))
      or dtsen_policy.is_hidden('family', held.family_id, held.family_id) then
    verdict := 'not-found'; return next; return; end if;
  verdict := coalesce(appeal_bar(held, days, moment), 'opened');
  if verdict = 'opened' then
    case_no := lay_appeal(client, digest, held, 'counter', acting_account(), moment, standings);
  end if;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.open_complaint(wanted_case bigint, client uuid, digest bytea, wanted_village bigint, said jsonb, told bytea, receipt bytea, moment timestamp with time zone, standing jsonb)
 RETURNS TABLE(verdict text, case_no bigint, sender uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.client_id = client;
  if held.case_id is not null then
    verdict := case when held.request_sha256 = digest and held.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then held.case_id end;
    sender := client; return next; return;
  end if;
  if not coalesce(wanted_village <@ my_ranges('take-complaint'), false) then verdict := 'not-found'; return next; return; end if;
  select c.* into held from case_file c join complaint x using (case_id)
    where x.channel = said ->> 'channel' and x.outside_number = said ->> 'outside_number';
  if held.case_id is not null then
    verdict := case when sees_case(held) then 'known' else 'not-found' end;
    case_no := case when verdict = 'known' then held.case_id end;
    sender := held.client_id; return next; return;
  end if;
  perform lay_complaint(wanted_case, client, digest, wanted_village, said, told, receipt, acting_account(), moment, standing);
  verdict := 'opened'; case_no := wanted_case; sender := client;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.open_crisis_audits()
 RETURNS SETOF bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held crisis;
begin
  for held in select c.* from crisis c where c.is_confirmed and c.audit_opened_at is null and day_at(c.clock_village) > c.end_on
      for no key update loop
    insert into crisis_audit (crisis_no, row_no, reasons)
      select held.crisis_no, x.row_no, array_agg(distinct x.reason order by x.reason) from (
        (select r.row_no, 'drawn' as reason from crisis_row r where r.crisis_no = held.crisis_no
          and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
          order by md5(held.client_id::text || ' ' || r.row_no), r.row_no
          limit greatest(held.sample_least, (select count(distinct e.row_no) / 20 from crisis_event e
            where e.crisis_no = held.crisis_no and e.act = 'hand-out')))
        union all
        select r.row_no, 'added-here' from crisis_row r where r.crisis_no = held.crisis_no and r.added_by is not null
        union all
        select r.row_no, 'well-off' from crisis_row r where r.crisis_no = held.crisis_no and r.is_well_off
          and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
        union all
        select r.row_no, 'double' from crisis_row r where r.crisis_no = held.crisis_no and (
          r.state = 'double' and exists (select from crisis_event e where e.row_no = r.row_no and e.act = 'hand-out')
          or r.unidentified_id is not null and crisis_subject(r) > 0 and exists (select from crisis_row o
            where o.crisis_no = held.crisis_no and o.family_id = crisis_subject(r)))
        union all
        select e.row_no, 'out-of-budget' from crisis_event e where e.crisis_no = held.crisis_no and e.act = 'out-of-budget') x
      group by x.row_no;
    update crisis c set audit_opened_at = now() where c.crisis_no = held.crisis_no;
    return next held.crisis_no;
  end loop;
end $function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.open_due_holder_changes(moment timestamp with time zone, standing jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  now_in int := (select p.version_no from publication_pointer p);
  newest_report bigint := coalesce((select max(r.report_no) from payment_report r), 0);
  newest_finding timestamptz := coalesce((select max(x.confirmed_at) from finding x where x.kind = 'deceased'), '-infinity');
  opened int;
begin
  if now_in is null then return 0; end if;
  insert into holder_look values (true, 0, 0, '-infinity') on conflict do nothing;
  perform from holder_look k where (k.version_no, k.report_no, k.finding_at) is distinct from (now_in, newest_report, newest_finding)
    for update skip locked;
  if not found then return 0; end if;
  with held as (
    select distinct coalesce(f.to_family_id, h.family_id) as family_id, coalesce(q.to_person_id, h.person_id) as person_id,
      h.person_id as role_person_id
    from card_holder h
    left join family_redirect f on f.version_no = now_in and f.from_family_id = h.family_id
    left join person_redirect q on q.version_no = now_in and q.from_person_id = h.person_id
    where h.held_until is null),
  seen as (
    select h.family_id, h.role_person_id, g.village_no, g.domicile_village_no,
      case when p.life_status = 2 or exists (select from finding x where x.unit = 'person' and x.unit_id = h.person_id
          and x.kind = 'deceased' and x.answer is null and x.confirmed_by is not null) then 'dead'
        when p.person_id is null then 'left-card' end as reason
    from held h join family g on g.version_no = now_in and g.family_id = h.family_id
    left join person p on p.version_no = now_in and p.family_id = h.family_id and p.person_id = h.person_id),
  due as materialized (
    select distinct on (s.family_id) s.*, nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id')) as case_id
    from seen s where s.reason is not null
      and not exists (select from case_file c join holder_change x using (case_id) where c.kind = 'holder-change'
        and c.family_id = s.family_id and c.person_id = s.role_person_id and x.reason = s.reason)
    order by s.family_id, s.reason, s.role_person_id),
  opening as (
    insert into case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no, urgency,
        opened_at, state, step, holder_institution, holder_tier, since, due_at)
      overriding system value
      select d.case_id, 'holder-change', gen_random_uuid(), sha256(convert_to(d.reason, 'UTF8')), d.family_id, d.role_person_id,
        d.village_no, d.domicile_village_no, 'planned', moment, standing ->> 'state', standing ->> 'step',
        standing ->> 'institution', standing ->> 'tier', moment, due_of_village(standing -> 'dues', d.village_no)
      from due d
      on conflict (family_id) where kind = 'holder-change' and state in ('open', 'returned', 'paused') do nothing
      returning case_id)
  insert into holder_change (case_id, reason, known_from)
    select d.case_id, d.reason, 'register' from opening o join due d using (case_id);
  get diagnostics opened = row_count;
  update holder_look set version_no = now_in, report_no = newest_report, finding_at = newest_finding;
  return opened;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.open_hearing()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  update objection set answer_until = (new.due_at at time zone 'Asia/Jakarta')::date, answer = null, answered_at = null
    where case_id = new.case_id;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.open_holder_change(client uuid, digest bytea, wanted_family bigint, wanted_person bigint, wanted_reason text, moment timestamp with time zone, standing jsonb)
 RETURNS TABLE(verdict text, case_no bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  kept case_file;
  place record;
begin
  select c.* into kept from case_file c where c.client_id = client;
  if kept.case_id is not null then
    verdict := case when kept.request_sha256 = digest and kept.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then kept.case_id end;
    return next;
    return;
  end if;
  select f.village_no, f.domicile_village_no into place from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('propose-holder') or f.domicile_village_no <@ my_ranges('propose-holder'));
  if place.village_no is null then verdict := 'not-found'; return next; return; end if;
  if not exists (select from card_holder h where h.held_until is null and h.person_id = wanted_person
      and h.family_id in (select ids_of_family(wanted_family))) then
    verdict := 'not-the-holder'; return next; return;
  end if;
  insert into case_file (kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no, urgency, opened_at,
      opened_by, state, step, holder_institution, holder_tier, since, due_at)
    values ('holder-change', client, digest, wanted_family, wanted_person, place.village_no, place.domicile_village_no, 'planned',
      moment, acting_account(), standing ->> 'state', standing ->> 'step', standing ->> 'institution', standing ->> 'tier', moment,
      (standing ->> 'due_at')::timestamptz)
    on conflict (family_id) where kind = 'holder-change' and state in ('open', 'returned', 'paused') do nothing
    returning case_id into case_no;
  if case_no is null then verdict := 'open-already'; return next; return; end if;
  insert into holder_change (case_id, reason, known_from) values (case_no, wanted_reason, 'officer');
  verdict := 'opened';
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.open_plan(client uuid, wanted_kind text, wanted_family bigint, wanted_person bigint, ppks_no integer, pas_no integer, today date, due date)
 RETURNS TABLE(verdict text, wanted_plan bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held plan;
  home record;
begin
  select p.* into held from plan p where p.client_id = client;
  if held.plan_no is not null then
    verdict := case when held.opened_by = acting_account() and held.family_id = wanted_family and held.kind = wanted_kind
      then 'opened' else 'key-reused' end;
    wanted_plan := case when verdict = 'opened' then held.plan_no end;
    return next; return;
  end if;
  select f.village_no, f.domicile_village_no into home from family f
    join publication_pointer p on p.version_no = f.version_no where f.family_id = wanted_family;
  held.kind := wanted_kind; held.family_id := wanted_family;
  held.village_no := home.village_no; held.domicile_village_no := home.domicile_village_no;
  if home.village_no is null or not plan_right(held, 'plan-empowerment')
      or (wanted_kind = 'case' and not exists (select from person q join publication_pointer p on p.version_no = q.version_no
        where q.person_id = wanted_person and q.family_id = wanted_family)) then
    verdict := 'not-found'; return next; return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('plan ' || wanted_family::text, 0));
  if exists (select from plan p where p.family_id = wanted_family and p.kind = wanted_kind and p.due_on is not null) then
    verdict := 'open-already'; return next; return;
  end if;
  insert into plan (client_id, kind, family_id, village_no, domicile_village_no, opened_on, opened_by, state, due_on)
    values (client, wanted_kind, wanted_family, home.village_no, home.domicile_village_no, today, acting_account(),
      'assessing', due) returning plan_no into wanted_plan;
  if wanted_kind = 'case' then insert into plan_group values (wanted_plan, wanted_person, ppks_no, pas_no); end if;
  verdict := 'opened';
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.open_projection(wanted_version integer, pieces integer DEFAULT 4)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  parent text;
  whole text;
begin
  perform drop_projection(wanted_version);
  foreach parent in array projection_tables() loop
    whole := format('%s_v%s', parent, wanted_version);
    execute format('create table dtsen_loading.%I (like dtsen.%I including defaults) partition by hash (%I)',
      whole, parent, case parent when 'lookup_name' then 'name_key' else 'family_id' end);
    for piece in 0 .. pieces - 1 loop
      execute format('create table dtsen_loading.%I partition of dtsen_loading.%I for values with (modulus %s, remainder %s)',
        whole || '_' || piece, whole, pieces, piece);
    end loop;
    execute format('grant select, insert, update, delete on dtsen_loading.%I to dtsen_worker', whole);
  end loop;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.open_reactivation(wanted_case bigint, client uuid, digest bytea, said jsonb, sealed_name bytea, sealed_nik bytea, nik bytea, slip bytea, moment timestamp with time zone, waits text, standing jsonb)
 RETURNS TABLE(verdict text, case_no bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  kept case_file;
  subject bigint := coalesce((said ->> 'person_id')::bigint, (said ->> 'mother_person_id')::bigint);
  place record;
  held case_file;
begin
  select c.* into kept from case_file c where c.client_id = client;
  if kept.case_id is not null then
    verdict := case when kept.request_sha256 = digest and kept.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then kept.case_id end;
    return next;
    return;
  end if;
  if subject is null then
    select null::bigint as family_id, (said ->> 'village_no')::bigint as village_no,
        (said ->> 'village_no')::bigint as domicile_village_no into place
      where (said ->> 'village_no')::bigint <@ my_ranges('report-reactivation');
  else
    select * into place from reportable(subject);
  end if;
  if place.village_no is null then verdict := 'not-found'; return next; return; end if;
  -- One question about one person at a time: by id, by mother and birth, by NIK.
  perform pg_advisory_xact_lock(hashtextextended('reactivation ' || coalesce(subject::text, encode(nik, 'hex')), 0));
  if exists (select from case_file c join reactivation r using (case_id) where c.state in ('open', 'returned', 'paused')
      and (c.person_id = (said ->> 'person_id')::bigint or r.nik_index = nik
        or (r.mother_person_id = (said ->> 'mother_person_id')::bigint and r.born_on = (said ->> 'born_on')::date))) then
    verdict := 'open-already'; return next; return;
  end if;
  insert into case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no,
      urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
    overriding system value
    values (wanted_case, 'pbi-reactivation', client, digest, place.family_id, (said ->> 'person_id')::bigint,
      place.village_no, place.domicile_village_no, said ->> 'urgency', moment, acting_account(), 'open', 'report',
      'village-government', 'village', moment)
    returning * into held;
  insert into reactivation (case_id, path, facility_kind, facility_name, letter_number, letter_on, deactivated_on,
      deactivation_source, mother_person_id, born_on, name_enc, nik_enc, nik_index, masked_name, regional_payer_version_no,
      slip_index)
    values (wanted_case, said ->> 'path', said ->> 'facility_kind', said ->> 'facility_name', said ->> 'letter_number',
      (said ->> 'letter_on')::date, (said ->> 'deactivated_on')::date, said ->> 'deactivation_source',
      (said ->> 'mother_person_id')::bigint, (said ->> 'born_on')::date, sealed_name, sealed_nik, nik,
      said ->> 'masked_name', (said ->> 'regional_payer_version_no')::int, slip);
  insert into case_event (case_id, act, step, reference, reference_on, at, by_account)
    values (wanted_case, 'pass', 'letter', said ->> 'letter_number', (said ->> 'letter_on')::date, moment, acting_account());
  perform write_case_event(held, 'pass', null, null, null, moment, acting_account(), standing -> 'reported');
  if waits is not null then
    select c.* into held from case_file c where c.case_id = wanted_case;
    perform write_case_event(held, 'pause', waits, null, null, moment, acting_account(), standing -> 'waiting');
  end if;
  verdict := 'opened';
  case_no := wanted_case;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.open_resignation(client uuid, digest bytea, wanted_family bigint, wanted_programs text[], moment timestamp with time zone, standing jsonb)
 RETURNS TABLE(verdict text, case_no bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
  home record;
begin
  select c.* into held from case_file c where c.client_id = client;
  if held.case_id is not null then
    verdict := case when held.request_sha256 = digest and held.opened_by = acting_account() then 'opened' else 'key-reused' end;
    case_no := case when verdict = 'opened' then held.case_id end;
    return next; return;
  end if;
  select f.village_no, f.domicile_village_no into home from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('take-resignation') or f.domicile_village_no <@ my_ranges('take-resignation'));
  verdict := case when home.village_no is null then 'not-found'
    when exists (select from account a join current_person p on p.person_id = a.person_id
      where a.account_id = acting_account() and p.family_id = wanted_family) then 'own-family'
    when not wanted_programs <@ places_held(wanted_family) then 'no-place'
    when exists (select from case_file c where c.kind = 'resignation' and c.family_id = wanted_family
      and c.state in ('open', 'returned', 'paused')) then 'open-already' else 'opened' end;
  if verdict = 'opened' then
    case_no := lay_resignation(client, digest, wanted_family, home.village_no, home.domicile_village_no, wanted_programs, 'counter',
      acting_account(), moment, standing);
  end if;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.open_session(this_attempt bigint, wanted_account bigint, checked_hash text, token_digest bytea, totp_step bigint, device_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  perform from account a where a.account_id = wanted_account and a.password_hash = checked_hash
    and a.disabled_at is null for update;
  if not found then return false; end if;
  if totp_step is null and exists (select from account a where a.account_id = wanted_account
      and (a.totp_secret_enc is not null or exists (select from appointment p join role r on r.role_code = p.role_code
        where p.account_id = a.account_id and p.revoked_at is null and r.needs_totp))) then
    return false;
  end if;
  update sign_in_attempt t set is_accepted = true from account a
    where t.attempt_no = this_attempt and t.is_accepted is null and t.at > now() - interval '1 minute'
      and a.account_id = wanted_account and a.username = t.username;
  if not found then return false; end if;
  if totp_step is not null then
    update account set totp_last_step = totp_step where account_id = wanted_account and totp_last_step < totp_step;
    if not found then return false; end if;
  end if;
  insert into session (token_sha256, account_id, device, idle_until, absolute_until)
    values (token_digest, wanted_account, left(device_name, 200), now() + interval '30 minutes', now() + interval '12 hours');
  insert into audit_entry (account_id, session_id, purpose_code, act, subject_kind, subject_id, fields_class)
    values (wanted_account, currval(pg_get_serial_sequence('dtsen.session', 'session_id')), 'account', 'sign-in',
      'account', wanted_account, 'account');
  return true;
end $function$

-- may call: dtsen_gate

CREATE OR REPLACE FUNCTION dtsen.open_verval(wanted_program text, region text, lo bigint, hi bigint, due date, basis text, today date, moment timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  now_in int := (select p.version_no from publication_pointer p where p.one);
  number bigint;
  listed bigint;
begin
  if not coalesce(int8range(lo, hi, '[]') <@ my_ranges('open-verval'), false) then
    return jsonb_build_object('verdict', 'outside-region'); end if;
  if due <= today then return jsonb_build_object('verdict', 'day-past'); end if;
  insert into verval_round (program, version_no, region_code, village_lo, village_hi, due_on, legal_basis, opened_by, opened_at)
    values (wanted_program, now_in, region, lo, hi, due, basis, acting_account(), moment)
    on conflict (program, version_no, region_code) do nothing returning round_no into number;
  if number is null then return jsonb_build_object('verdict', 'round-open'); end if;
  insert into verval_row (round_no, family_id, village_no, domicile_village_no)
    select number, f.family_id, f.village_no, f.domicile_village_no from family f
    where f.version_no = now_in and f.village_no between lo and hi and not f.is_suppressed and exists (
      select from outcome o where o.version_no = now_in and o.family_id = f.family_id and o.program = wanted_program
        and o.outcome in ('recipient', 'review'));
  get diagnostics listed = row_count;
  if listed = 0 then
    delete from verval_round r where r.round_no = number;
    return jsonb_build_object('verdict', 'nobody-listed');
  end if;
  return jsonb_build_object('verdict', 'opened', 'round', number, 'listed', listed);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.order_suppression(wanted_unit text, wanted_id bigint, wanted_ground text, wanted_basis text, wanted_reference text, wanted_review date)
 RETURNS TABLE(verdict text, suppression_id bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  village bigint;
  law text;
begin
  perform hold_projections();
  village := village_of_unit(wanted_unit, wanted_id, 'order-suppression');
  law := law_of_basis(wanted_basis, village);
  verdict := case
    when village is null then 'right-not-held'
    when law is null then 'basis-not-held'
    when length(trim(coalesce(wanted_reference, ''))) < 5 then 'reference-missing'
    when not is_review_day(wanted_review) then 'review-day-wrong'
    else 'ordered' end;
  if verdict = 'ordered' then
    insert into suppression (unit, unit_id, ground, legal_basis, reference, review_on, village_no, ordered_by)
      values (wanted_unit, wanted_id, wanted_ground, law, without_numbers(wanted_reference), wanted_review, village,
        acting_account())
      on conflict (unit, unit_id) where released_at is null do nothing
      returning suppression.suppression_id into suppression_id;
    if not found then verdict := 'already-ordered'; end if;
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, fields_class, decision, detail)
    values ('order-suppression', wanted_unit, wanted_id, village, 'vault', verdict,
      coalesce(acting_seat(array['order-suppression'], village), '{}'));
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.order_withdrawal_here(wanted_version integer, why text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  back int := (select p.previous_version_no from publication_pointer p where p.version_no = wanted_version);
begin
  if acting_account() is null or not coalesce(holds('withdraw-version'), false) then
    return 'withdrawing-right-not-held'; end if;
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if not exists (select from publication_pointer p where p.version_no = wanted_version) then
    return 'version-not-in-force'; end if;
  if back is null then return 'no-previous-version'; end if;
  -- Nobody is the second person to their own word; where two have spoken, either of them may complete it.
  if has_spoken_here(wanted_version) then return 'said-already'; end if;
  insert into withdrawal_order (version_no, account_id, reason) values (wanted_version, acting_account(), trim(why))
    on conflict do nothing;
  if not found then return 'ordered-already'; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('order-withdrawal', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['withdraw-version'], null), '{}') || jsonb_build_object('reason', trim(why), 'back', back));
  return 'ordered';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.override_gate(wanted_version integer, wanted_gate text, by_name text, why text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if not account_holds(by_name, 'publish-version', 'publication') then return 'overriding-right-not-held'; end if;
  verdict := answer_for_gate(wanted_version, wanted_gate,
    (select a.account_id from account a where a.username = lower(by_name)), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'override-gate', 'version', wanted_version, wanted_version,
      'work', jsonb_build_object('gate', wanted_gate, 'reason', trim(why)));
  return verdict;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.override_gate_here(wanted_version integer, wanted_gate text, why text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('publish-version'), false) then return 'overriding-right-not-held'; end if;
  verdict := answer_for_gate(wanted_version, wanted_gate, acting_account(), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('override-gate', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['publish-version'], null), '{}') || jsonb_build_object('gate', wanted_gate, 'reason', trim(why)));
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.override_removals(wanted_version integer, wanted_program text, by_name text, why text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if not account_holds(by_name, 'override-removals', 'program-determination') then return 'removal-override-right-not-held'; end if;
  verdict := answer_for_removals(wanted_version, wanted_program,
    (select a.account_id from account a where a.username = lower(by_name)), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'program-determination', 'override-removals', 'version', wanted_version,
      wanted_version, 'work', jsonb_build_object('program', wanted_program, 'reason', trim(why)));
  return verdict;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.override_removals_here(wanted_version integer, wanted_program text, why text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('override-removals'), false) then return 'removal-override-right-not-held'; end if;
  verdict := answer_for_removals(wanted_version, wanted_program, acting_account(), why);
  if verdict not in ('waits', 'in-force') then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('override-removals', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['override-removals'], null), '{}')
        || jsonb_build_object('program', wanted_program, 'reason', trim(why)));
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.own_aid_proposals(wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.opened_on desc), '[]') from (
    select c.state, c.step, c.reason, p.program, p.is_diverted,
      (c.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on,
      (c.due_at at time zone 'Asia/Jakarta')::date::text as due_on, v.label as answered_in
    from case_file c join aid_proposal p using (case_id) left join version v on v.version_no = p.answered_version_no
    where c.kind = 'aid-proposal' and c.family_id in (select ids_of_family(wanted_family)) and c.state <> 'withdrawn'
      -- What ended is told for half a year: longer than it may be contested.
      and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '6 months')
    order by c.opened_at desc, c.case_id desc limit 3) t
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_holder(wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('state', c.state, 'step', c.step, 'cause', x.reason, 'reason', c.reason,
    'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date::text, 'changed_on', x.changed_on::text)
  from case_file c join holder_change x using (case_id)
  where c.family_id in (select ids_of_family(wanted_family)) and c.state <> 'withdrawn'
    -- What ended is told for a quarter of a year, as long as a phase lasts.
    and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '3 months')
    and not dtsen_policy.is_hidden('person', c.person_id, c.family_id)
  order by c.opened_at desc, c.case_id desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_objections(wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.opened_on desc), '[]') from (
    select c.state, c.step, c.reason, o.program, o.grounds, o.answer, o.answer_until::text as answer_until,
      (c.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on, (c.due_at at time zone 'Asia/Jakarta')::date::text as due_on
    from case_file c join objection o using (case_id)
    where c.kind = 'objection' and c.family_id in (select ids_of_family(wanted_family)) and c.state <> 'withdrawn' and c.step <> 'identify'
      and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '6 months')
    order by c.opened_at desc, c.case_id desc limit 3) t
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_outcomes(wanted_version integer, wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(jsonb_build_object('program', o.program, 'unit', o.unit, 'unit_id', o.unit_id, 'outcome', o.outcome,
      'first_reason', o.first_reason, 'ruleset_id', o.ruleset_id, 'standings', s.all_of_them, 'set_aside', s.set_aside)
    order by o.program, o.unit_id), '[]')
  from (select standings_of(wanted_version, wanted_family) as all_of_them,
    (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from statements_set_aside(wanted_version, array[wanted_family]) t) as set_aside) s
  join outcome o on o.version_no = wanted_version and o.family_id = wanted_family and not o.is_suppressed
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_payments(wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.program, t.phase desc, t.status), '[]') from (
    select p.program, p.phase, p.status, max(p.reported_on)::text as reported_on, bool_or(p.layout = 'pos-2026') as by_post
    from (select y.*, r.layout, dense_rank() over (partition by y.program order by r.phase_from desc) as nth
      from payment y join payment_report r on r.report_no = y.report_no
      where y.family_id = wanted_family and not dtsen_policy.is_hidden(y.unit, y.unit_id, y.family_id)) p
    where p.nth <= 2
    group by p.program, p.phase, p.status) t
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_readers(own bigint, moment timestamp with time zone, later_days integer, most integer)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with told as (
    select (e.at at time zone 'Asia/Jakarta')::date as day, e.detail ->> 'role' as role, e.detail ->> 'office' as office,
      case when e.actor like 'cli:%' then 'cli:' else e.actor end as actor, e.purpose_code as purpose, e.act, count(*) as times
    from audit_entry e
    left join told_reading a on a.kind = 'act' and a.code = e.act
    left join told_reading p on p.kind = 'purpose' and p.code = e.purpose_code
    where e.family_id in (select ids_of_family(own)) and e.decision not in ('refused', 'miss')
      and e.at > moment - interval '1 year' and e.fields_class not in ('vault', 'inquiry')
      and not dtsen_policy.is_hidden(e.subject_kind, e.subject_id, e.family_id)
      and (e.actor <> 'public' or exists (select from told_reading x where x.kind = 'public-act' and x.code = e.act))
      and 'never' not in (coalesce(a.telling, ''), coalesce(p.telling, ''))
      and ('later' not in (coalesce(a.telling, ''), coalesce(p.telling, '')) or e.at < moment - make_interval(days => later_days))
    group by 1, 2, 3, 4, 5, 6)
  select jsonb_build_object('all', (select count(*) from told), 'lines', coalesce((select jsonb_agg(to_jsonb(t) order by t.day desc, t.act, t.role)
    from (select * from told order by day desc, act, role limit most) t), '[]'))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_removals(wanted_version integer, wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.program, t.unit_id), '[]') from (
    select distinct on (r.program, r.unit, r.unit_id) r.program, r.unit, r.unit_id, r.cause, r.detail, r.state, v.label,
      v.as_of::text, n.reply_days, r.notice_on::text, r.effect_on::text,
      (select (max(a.at) at time zone 'Asia/Jakarta')::date::text from removal_act a
        where a.removal_id = r.removal_id and a.act = 'record-appeal') as objected_on,
      (select (max(a.at) at time zone 'Asia/Jakarta')::date::text from removal_act a
        where a.removal_id = r.removal_id and a.act in ('keep', 'reinstate', 'confirm-removal')) as answered_on
    from removal r join removal_run n on n.run_no = r.run_no join version v on v.version_no = r.version_no
    where r.family_id = wanted_family and n.issued_on is not null and r.version_no <= wanted_version
      and not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id)
    order by r.program, r.unit, r.unit_id, r.version_no desc) t
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_resignations(wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(to_jsonb(t)), '[]') from (
    select c.state, c.step, c.reason, r.programs, r.cooling_until::text as cooling_until, r.effective_on::text as effective_on,
      (c.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on, (c.due_at at time zone 'Asia/Jakarta')::date::text as due_on,
      (c.since at time zone 'Asia/Jakarta')::date::text as since_on
    from case_file c join resignation r using (case_id)
    where c.kind = 'resignation' and c.family_id in (select ids_of_family(wanted_family))
      and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '6 months')
    order by c.opened_at desc, c.case_id desc limit 3) t
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.own_unchanged(wanted_family bigint)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select max(w.said_on) from unchanged_word w join publication_pointer p on p.version_no = w.version_no
  where w.family_id = wanted_family
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.pair_touches_benefits(wanted_pair bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce((select touches_benefits(p) from review_pair p where p.pair_id = wanted_pair
    and p.record_village_no <@ my_ranges('review-pair') and p.spine_village_no <@ my_ranges('review-pair')), false)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.pairs_of_cluster(middle bigint, chosen bigint[], said text)
 RETURNS TABLE(record bigint, other bigint)
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select k, o from unnest(chosen) k
  cross join lateral (select case when said = 'different' or middle = any (chosen) then middle
    else (select min(m) from unnest(chosen) m) end) as s (o)
  where k <> o
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.past_at_desk(wanted_version integer, families bigint[], persons bigint[])
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object(
    'families', (select coalesce(jsonb_agg(jsonb_build_object('family_id', f.family_id, 'head_person_id', f.head_person_id,
        'village_no', f.village_no, 'domicile_village_no', f.domicile_village_no, 'facts_as_of', f.facts_as_of,
        'facts', f.facts, 'sources', f.sources, 'decile_national', f.decile_national, 'decile_province', f.decile_province,
        'decile_regency', f.decile_regency, 'percentile', f.percentile) order by f.family_id), '[]')
      from family f where f.version_no = wanted_version and f.family_id = any (families)),
    'persons', (select coalesce(jsonb_agg(jsonb_build_object('person_id', q.person_id, 'family_id', q.family_id,
        'life_status', q.life_status, 'facts', q.facts, 'sources', q.sources) order by q.person_id), '[]')
      from person q where q.version_no = wanted_version and (q.family_id = any (families) or q.person_id = any (persons))),
    'outcomes', (select coalesce(jsonb_agg(jsonb_build_object('program', o.program, 'unit', o.unit, 'unit_id', o.unit_id,
        'family_id', o.family_id, 'outcome', o.outcome) order by o.unit, o.program, o.unit_id), '[]')
      from outcome o where o.version_no = wanted_version and o.family_id = any (families)))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.past_ids(wanted_version integer, wanted_family bigint, ranges int8multirange, sees_hidden boolean)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('families', (
      select jsonb_agg(jsonb_build_object('id', i.family_id, 'parted', i.is_parted) order by i.family_id)
      from family_ids_then(wanted_version, wanted_family) i
      where not i.is_parted or is_readable(coalesce((select r.to_family_id from family_redirect r
        join publication_pointer p on p.version_no = r.version_no where r.from_family_id = i.family_id), i.family_id),
        ranges, sees_hidden)),
    'persons', person_ids_then(wanted_version, wanted_family, sees_hidden))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.pbi_ended_on(wanted_person bigint)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case
    when exists (select from outcome o where o.version_no = p.version_no and o.program = 'pbi-jk' and o.unit = 'person'
      and o.unit_id = wanted_person and o.outcome in ('recipient', 'review')) then null
    when last.state = 'effective' then last.ended
    when last.version_no = p.version_no then null
    else (select (b.from_at at time zone 'Asia/Jakarta')::date from publication b
      join outcome old on old.version_no = b.after_version_no and old.program = 'pbi-jk' and old.unit = 'person'
        and old.unit_id = wanted_person and old.outcome = 'recipient'
      where b.version_no = p.version_no and b.kind = 'first' limit 1) end
  from publication_pointer p
  left join lateral (
    select r.state, r.version_no,
      (select (max(a.at) at time zone 'Asia/Jakarta')::date from removal_act a
        where a.removal_id = r.removal_id and a.act = 'confirm-removal') as ended
    from removal r join removal_run n on n.run_no = r.run_no
    where r.unit_id = wanted_person and r.unit = 'person' and r.program = 'pbi-jk' and n.issued_on is not null
      and r.version_no <= p.version_no
    order by r.version_no desc limit 1) last on true
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.person_ids_then(wanted_version integer, wanted_family bigint, sees_hidden boolean)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with recursive step (now_id, then_id, at) as (
    select q.person_id, q.person_id, q.version_no from person q join publication_pointer p on p.version_no = q.version_no
      where q.family_id = wanted_family and (not q.is_suppressed or sees_hidden) and q.life_status is distinct from -5
    union
    select s.now_id, x.from_person_id, x.passed_in - 1 from step s cross join publication_pointer p
      join person_passage x on x.version_no = p.version_no and x.to_person_id = s.then_id
        and x.passed_in <= s.at and x.passed_in > wanted_version)
  select coalesce(jsonb_agg(distinct jsonb_build_object('now', s.now_id, 'then', s.then_id)), '[]') from step s
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.places_held(wanted_family bigint)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(array_agg(distinct o.program order by o.program), '{}') from outcome o
  join publication_pointer p on p.version_no = o.version_no
  where o.family_id = wanted_family and o.unit = 'family' and o.outcome in ('recipient', 'review')
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.places_of_family(wanted_version integer, wanted_family bigint)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(array_agg(distinct o.program order by o.program), '{}') from outcome o
  where o.version_no = wanted_version and o.family_id = wanted_family and o.outcome = 'recipient'
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.plan_book_session(client uuid, wanted_group bigint, said jsonb, moment timestamp with time zone)
 RETURNS TABLE(verdict text, session_number bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held book_session;
begin
  select s.* into held from book_session s where s.client_id = client;
  if held.session_no is not null then
    verdict := case when held.by_account = acting_account() and held.group_no = wanted_group then 'planned' else 'key-reused' end;
    session_number := held.session_no; return next; return;
  end if;
  if not holds('keep-book') or not exists (select from book_group g where g.group_no = wanted_group
      and g.account_id = acting_account() and g.village_no <@ my_ranges('keep-book')) then
    verdict := 'not-found'; return next; return; end if;
  insert into book_session (client_id, group_no, held_on, starts_at, module, place, by_account, at)
    values (client, wanted_group, (said ->> 'held_on')::date, said ->> 'starts_at', said ->> 'module', said ->> 'place',
      acting_account(), moment) returning * into held;
  verdict := 'planned'; session_number := held.session_no;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.plan_move(state text, act text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when state in ('graduated', 'kept', 'withdrawn') then case when act = 'shock' then 'assessing' end
    when state = 'proposed' then case act when 'confirm-forced' then 'graduated' when 'refuse-forced' then 'assessing'
      when 'shock' then 'assessing' end
    when act = 'graduate' then 'graduated' when act = 'propose-forced' then 'proposed' when act = 'keep' then 'kept'
    when act = 'shock' then 'assessing' when act = 'withdraw' then 'withdrawn' when act = 'warn' then state
    when state = 'assessing' and act = 'assess' then 'planning'
    when state = 'planning' and act = 'set-goals' then 'planned'
    when state = 'planned' and act = 'refer' then 'referred'
    when state = 'referred' and act = 'accept' then 'placed'
    when state = 'referred' and act = 'decline' then 'planned'
    when state = 'placed' and act = 'deliver' then 'following'
    when state = 'following' and act = 'check' then 'following' end
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.plan_right(held plan, wanted_right text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(held.village_no <@ my_ranges(wanted_right) or held.domicile_village_no <@ my_ranges(wanted_right), false)
    and (held.kind = 'empowerment' or holds('read-vault'))
    and (holds('order-suppression') or not dtsen_policy.is_hidden('family', held.family_id, held.family_id))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.plans_counted(families bigint[], wanted_from date, wanted_to date, OUT opened integer, OUT graduated integer, OUT shocks integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if (select count(distinct f) from unnest(families) f) < 10 then
    raise exception 'plans are counted of ten families or more' using errcode = 'insufficient_privilege';
  end if;
  select count(distinct p.family_id), count(distinct p.family_id) filter (where p.state = 'graduated'),
    count(distinct p.family_id) filter (where exists (select from plan_event e where e.plan_no = p.plan_no and e.act = 'shock'))
    into opened, graduated, shocks
  from plan p where p.kind = 'empowerment' and p.opened_on between wanted_from and wanted_to and p.family_id = any (families);
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.program_of_candidates(wanted bigint)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.program_code from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.projection_tables()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select array['family', 'person', 'outcome', 'lookup_name', 'public_sheet']
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.proposal_people(wanted bigint[])
 RETURNS TABLE(case_id bigint, head_name text, rt text, rw text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.case_id, f.head_name, f.rt, f.rw from case_file c
  join current_family f on f.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
  where c.case_id = any (wanted) and c.kind = 'aid-proposal' and sees_case(c)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.propose_determination(wanted_version integer, wanted_program text, by_name text, OUT verdict text, OUT made bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not account_holds(by_name, 'issue-decree', 'program-determination') then verdict := 'decree-right-not-held'; return; end if;
  select p.verdict, p.made into verdict, made from put_determination(wanted_version, wanted_program, account_no(by_name)) p;
  if verdict <> 'proposed' then return; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no, fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'program-determination', 'propose-determination', 'determination', made,
      wanted_version, 'work', jsonb_build_object('program', wanted_program));
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.propose_determination_here(wanted_version integer, wanted_program text, request text, OUT verdict text, OUT made bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then verdict := 'decree-right-not-held'; return; end if;
  select p.verdict, p.made into verdict, made from put_determination(wanted_version, wanted_program, acting_account()) p;
  if verdict <> 'proposed' then return; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('propose-determination', 'determination', made, wanted_version, 'work', request,
      coalesce(acting_seat(array['issue-decree'], null), '{}') || jsonb_build_object('program', wanted_program));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.propose_holder(wanted_case bigint, wanted_person bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'holder-change' for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if held.step <> 'proposal' or held.state not in ('open', 'returned') or case_turn(held, 'pass') is null then
    return 'right-not-held'; end if;
  if wanted_person is null then
    if somebody_left(held) or (select x.reason from holder_change x where x.case_id = wanted_case) <> 'dead' then
      return 'somebody-left'; end if;
  elsif wanted_person = held.person_id or not exists (select from current_person p
      where p.person_id = wanted_person and p.life_status = 1 and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)
        and p.family_id in (select held.family_id union select r.to_family_id from family_redirect r
          join publication_pointer v on v.version_no = r.version_no where r.from_family_id = held.family_id)) then
    return 'not-on-card';
  end if;
  update holder_change set proposal = case when wanted_person is null then 'nobody' else 'person' end,
      proposed_person_id = wanted_person where case_id = wanted_case;
  return 'proposed';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.propose_rule_here(wanted_program text, act jsonb, typed jsonb, whole jsonb, in_words jsonb, rulesets text[], figures jsonb, request text, OUT verdict text, OUT made bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  me bigint := acting_account();
  day date := (act ->> 'effectiveOn')::date;
begin
  if me is null or not coalesce(holds('issue-decree'), false) then verdict := 'decree-right-not-held'; return; end if;
  if not exists (select from determined_by(me) p where p = wanted_program) then verdict := 'not-this-program'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('rule of ' || wanted_program, 0));
  verdict := rule_day_refused(wanted_program, day);
  if verdict is not null then return; end if;
  if exists (select from rule_draft d where d.program_code = wanted_program and rule_draft_state(d.draft_no) = 'proposed')
    then verdict := 'proposed-already'; return; end if;
  insert into rule_draft (program_code, effective_on, act_kind, act_number, act_signed_on, edits, change, said,
      before_ruleset, after_ruleset, counted, based_on, proposed_by)
    values (wanted_program, day, act ->> 'kind', btrim(act ->> 'number'), (act ->> 'signedOn')::date, typed, whole, in_words,
      rulesets[1], rulesets[2], figures, last_activated(wanted_program), me)
    returning draft_no into made;
  insert into rule_draft_word (draft_no, state, account_id) values (made, 'proposed', me);
  verdict := 'proposed';
  insert into audit_entry (act, subject_kind, subject_id, fields_class, request_id, detail)
    values ('propose-rule', 'rule', made, 'work', request, coalesce(acting_seat(array['issue-decree'], null), '{}')
      || jsonb_build_object('program', wanted_program, 'effectiveOn', day));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.propose_version_program(wanted_program text, wanted_in boolean, day date, places jsonb, money jsonb, why text, by_name text, OUT verdict text, OUT made bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not account_holds(by_name, 'publish-version', 'publication') then verdict := 'right-not-held'; return; end if;
  if length(btrim(coalesce(why, ''))) < 20 then verdict := 'reason-too-short'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('program of versions ' || wanted_program, 0));
  if exists (select from version_program v where v.program_code = wanted_program and v.answer is null) then
    verdict := 'proposed-already'; return; end if;
  insert into version_program (program_code, is_in, from_day, quotas, budgets, ground, proposed_by)
    values (wanted_program, wanted_in, day, places, money, btrim(why), account_no(by_name)) returning entry_no into made;
  verdict := 'proposed';
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'propose-version-program', 'none', 'work',
      jsonb_build_object('program', wanted_program, 'entry', made, 'isIn', wanted_in, 'from', day));
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.public_answer_objection(code bytea, address text, address_budget integer, said text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[] := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  own bigint := family_of_explanation(code);
  found bigint;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  if used[1] > address_budget then return 'over-budget'; end if;
  update objection o set answer = said, answered_at = now() from case_file c
    where c.case_id = o.case_id and c.kind = 'objection' and c.step = 'hearing' and c.state in ('open', 'returned') and o.answer is null
      and own is not null and c.family_id in (select ids_of_family(own))
    returning o.case_id into found;
  perform public_note('answer-objection', own, null, null, 'work', request);
  return case when found is null then 'unknown' else 'answered' end;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_appeal(receipt bytea, address text, address_budget integer, client uuid, days integer, moment timestamp with time zone, standings jsonb, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  held case_file;
  bar text;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  perform public_note('appeal', null, null, null, 'work', request);
  select k.* into held from case_file k where k.case_id = case_of_receipt(receipt) for no key update;
  if held.case_id is null then return 'unknown'; end if;
  bar := appeal_bar(held, days, moment);
  if bar is not null then return bar; end if;
  perform lay_appeal(client, receipt, held, 'web', null, moment, standings);
  return 'sent';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_ask_contact(receipt bytea, address text, budgets integer[], client uuid, said jsonb, phone bytea, phone_mark bytea, code bytea, body bytea, moment timestamp with time zone, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  held case_file;
  contact bigint;
  verdict text := 'asked';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select k.* into held from case_file k where k.case_id = case_of_receipt(receipt) for key share;
  used := take_budgets(array['k:' || address, 'kt:' || encode(phone_mark, 'hex'), 'kc:' || held.case_id],
    array_fill(now() + interval '1 day', array[3]));
  if used[1] > budgets[1] or used[2] > budgets[2] or used[3] > budgets[3] then
    verdict := 'over-budget';
  elsif held.case_id is null then
    verdict := 'unknown';
  elsif held.state in ('done', 'refused', 'withdrawn') and held.since < moment - make_interval(days => (said ->> 'after_days')::int) then
    verdict := 'case-over';
  else
    update case_contact k set stopped_at = moment, stopped_by = 'replaced'
      where k.case_id = held.case_id and k.proved_at is null and k.stopped_at is null;
    insert into case_contact (client_id, case_id, channel, language, phone_enc, phone_index, tail, code_index, code_until, asked_at)
      values (client, held.case_id, said ->> 'channel', said ->> 'language', phone, phone_mark, said ->> 'tail', code,
        moment + make_interval(mins => (said ->> 'minutes')::int), moment) returning contact_no into contact;
    insert into message (message_id, contact_no, about, body_enc, made_at, next_at)
      values (client, contact, 'code', body, moment, moment);
  end if;
  perform public_note('ask-tidings', null, null, null, 'work', request);
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_ask_resignation(code bytea, address text, address_budget integer, client uuid, digest bytea, wanted_programs text[], moment timestamp with time zone, standing jsonb, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own bigint;
  home record;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  own := family_of_explanation(code);
  perform public_note('ask-resignation', own, null, null, 'work', request);
  if own is null then return 'unknown'; end if;
  if exists (select from case_file c where c.kind = 'resignation' and c.family_id in (select ids_of_family(own))
      and c.state in ('open', 'returned', 'paused')) then return 'open-already'; end if;
  if not wanted_programs <@ places_held(own) then return 'no-place'; end if;
  select f.village_no, f.domicile_village_no into home from family f join publication_pointer p on p.version_no = f.version_no
    where f.family_id = own;
  perform lay_resignation(client, digest, own, home.village_no, home.domicile_village_no, wanted_programs, 'web', null, moment, standing);
  return 'asked';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_begin_proposal(code bytea, address text, address_budget integer, family_budget integer, client uuid, receipt bytea, days integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own record;
  number bigint;
  verdict text := 'begun';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  delete from proposal_draft d where d.case_id is null and d.expires_at < now();
  select * into own from family_of_check_code(code);
  used := take_budgets(array['u:' || address, 'uf:' || own.family_id], array[now() + interval '1 day', now() + interval '30 days']);
  if used[1] > address_budget or used[2] > family_budget then
    verdict := 'over-budget';
  elsif own.family_id is null then
    verdict := 'unknown';
  else
    insert into proposal_draft (receipt_index, client_id, family_id, village_no, expires_at)
      values (receipt, client, own.family_id, own.village_no, now() + make_interval(days => days)) returning draft_no into number;
  end if;
  perform public_note('propose-aid', own.family_id, own.village_no, null, 'work', request);
  return jsonb_build_object('verdict', verdict, 'draft_no', number);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_check_codes(codes bytea[], addresses text[], address_budget integer, requests text[])
 RETURNS SETOF public_reply
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  reply public_reply;
  decoy bigint;
  used int[];
  found_family bigint;
  shown bigint[];
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array(select 'c:' || a from unnest(addresses) a),
    array_fill(now() + interval '1 day', array[cardinality(addresses)]));
  select s.version_no, s.label, s.as_of, s.next_on, s.period_from, s.period_to, s.programs,
      s.program_names, s.decoy_family_id
    into reply.version_no, reply.label, reply.as_of, reply.next_on, reply.period_from, reply.period_to,
      reply.programs, reply.program_names, decoy
    from publication_pointer p join publication_sheet s on s.version_no = p.version_no where p.one;
  for nth in 1 .. cardinality(codes) loop
    select coalesce(r.to_family_id, c.family_id) into found_family
      from check_code c
      left join family_redirect r on r.version_no = reply.version_no and r.from_family_id = c.family_id
      where c.code_index = codes[nth] and c.revoked_at is null and not c.is_suppressed;
    if used[nth] > address_budget then found_family := null; end if;
    select f.masked_head, f.programs | coalesce((select bit_or(1 << (array_position(reply.programs, r.program) - 1)) from removal r
        where r.version_no = reply.version_no and r.family_id = f.family_id and r.state <> 'effective'), 0), f.reviewed
      into reply.masked, reply.bits, reply.reviewed from public_sheet f
      where f.version_no = reply.version_no and f.family_id = coalesce(found_family, decoy) and not f.is_suppressed;
    if found_family is null or reply.bits is null then
      found_family := null;
      reply.masked := null;
      reply.bits := null;
      reply.reviewed := null;
    end if;
    select jsonb_agg(distinct jsonb_build_object('program', r.program, 'state', r.state, 'effect_on', r.effect_on))
      into reply.notices from removal r
      where r.version_no = reply.version_no and r.family_id = coalesce(found_family, decoy)
        and r.state in ('noticed', 'appealed', 'removal-proposed', 'effective');
    if found_family is null then reply.notices := null; end if;
    reply.matches := case when found_family is null then 0 else 1 end;
    reply.verdict := case when reply.version_no is null then 'no-version'
      when used[nth] > address_budget then 'over-budget' else 'answered' end;
    shown[nth] := found_family;
    return next reply;
  end loop;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id,
      family_id, version_no, fields_class, row_count, decision, request_id)
    select null, null, 'public', 'cek-status', 'check-code', 'family', q.family_id, q.family_id,
      reply.version_no, 'public', case when q.family_id is null then 0 else 1 end,
      case when q.family_id is null then 'miss' else 'hit' end, q.request
    from unnest(shown, requests) as q (family_id, request);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_check_names(names bytea[], villages bigint[], addresses text[], address_budgets integer[], salts text[], village_budget integer, requests text[])
 RETURNS SETOF public_reply
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  reply public_reply;
  decoy bigint;
  used int[];
  asked int := cardinality(names);
  found_family bigint;
  shown bigint[];
  matches int[];
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(
    array(select 's:' || a from unnest(salts) a) || array(select 'n:' || a from unnest(addresses) a),
    array_fill(now() + interval '1 hour', array[asked]) || array_fill(now() + interval '1 day', array[asked]));
  used := used || take_budgets(
    array(select case when used[q.nth] = 1 and used[asked + q.nth] <= q.address_budget then 'v:' || q.village end
      from unnest(villages, address_budgets) with ordinality as q (village, address_budget, nth) order by q.nth),
    array_fill(now() + interval '1 day', array[asked]));
  select s.version_no, s.label, s.as_of, s.next_on, s.period_from, s.period_to, s.programs,
      s.program_names, s.decoy_family_id
    into reply.version_no, reply.label, reply.as_of, reply.next_on, reply.period_from, reply.period_to,
      reply.programs, reply.program_names, decoy
    from publication_pointer p join publication_sheet s on s.version_no = p.version_no where p.one;
  for nth in 1 .. asked loop
    reply.verdict := case when reply.version_no is null then 'no-version' when used[nth] > 1 then 'spent'
      when used[asked + nth] > address_budgets[nth] or used[2 * asked + nth] > village_budget then 'over-budget'
      else 'answered' end;
    select min(l.family_id), case when min(l.family_id) = max(l.family_id) then 1 else 2 end
      into found_family, reply.matches from lookup_name l
      where l.version_no = reply.version_no and l.name_key = names[nth] and not l.is_suppressed;
    if found_family is null or reply.verdict <> 'answered' then reply.matches := 0; end if;
    if reply.matches <> 1 then found_family := null; end if;
    select f.masked_head, f.programs | coalesce((select bit_or(1 << (array_position(reply.programs, r.program) - 1)) from removal r
        where r.version_no = reply.version_no and r.family_id = f.family_id and r.state <> 'effective'), 0), f.reviewed
      into reply.masked, reply.bits, reply.reviewed from public_sheet f
      where f.version_no = reply.version_no and f.family_id = coalesce(found_family, decoy) and not f.is_suppressed;
    if found_family is null or reply.bits is null then
      if reply.matches = 1 then reply.matches := 0; end if;
      found_family := null;
      reply.masked := null;
      reply.bits := null;
      reply.reviewed := null;
    end if;
    shown[nth] := found_family;
    matches[nth] := reply.matches;
    return next reply;
  end loop;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id,
      family_id, village_no, version_no, fields_class, row_count, decision, request_id)
    select null, null, 'public', 'cek-status', 'check-name', 'family', q.family_id, q.family_id, q.village,
      reply.version_no, 'public', q.matches,
      case q.matches when 1 then 'hit' when 2 then 'ambiguous' else 'miss' end, q.request
    from unnest(shown, matches, villages, requests) as q (family_id, matches, village, request);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_determination(code text)
 RETURNS TABLE(determination_no bigint, program_code text, label text, as_of date, kind text, determiner text, counts jsonb, outcome_sha256 text, state text, decree text, signed_on date, since date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.determination_no, d.program_code, v.label, v.as_of, d.kind, d.determiner, d.counts, d.outcome_sha256, last.state,
    c.act_number, c.signed_on, (last.at at time zone 'Asia/Jakarta')::date
  from determination d join version v on v.version_no = d.version_no
    cross join lateral (select x.state, x.at from determination_word x where x.determination_no = d.determination_no
      order by x.word_no desc limit 1) last
    left join determination_word w on w.determination_no = d.determination_no and w.state = 'decreed'
    left join decree c on c.decree_no = w.decree_no
  where d.public_code = code
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_keep_draft(receipt bytea, body bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  update proposal_draft set body_enc = body where receipt_index = receipt and case_id is null and expires_at > now();
  return found;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_letters(code text)
 RETURNS TABLE(area text, annex_sha256 text, recipients integer, villages integer, made_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select l.area, l.annex_sha256, l.recipients, l.villages, (l.made_at at time zone 'Asia/Jakarta')::date
  from determination d join determination_letter l on l.determination_no = d.determination_no
  where d.public_code = code order by l.made_at desc limit 20
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_next_proposal()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id'))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_note(did text, family bigint, village bigint, version integer, class text, request text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, family_id,
      village_no, version_no, fields_class, row_count, decision, request_id)
    values (null, null, 'public', 'own-data', did, 'family', family, family, village, version, class,
      case when family is null then 0 else 1 end, case when family is null then 'miss' else 'hit' end, request)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.public_open_explanation(code bytea, address text, address_budget integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
  sheet jsonb;
  old jsonb;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['e:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    own := family_of_explanation(code);
    sheet := explained_family(now_in, own);
    select explained_family(b.before_version, b.before_family) into old from family_before(now_in, own) b;
  end if;
  perform public_note('read-own-explanation', (sheet ->> 'family_id')::bigint, (sheet ->> 'village_no')::bigint, now_in,
    'facts', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when sheet is null then 'unknown' else 'answered' end,
    'sheet', sheet, 'before', old, 'outcomes', case when sheet is null then '[]'::jsonb else own_outcomes(now_in, own) end,
    'removals', case when sheet is null then '[]'::jsonb else own_removals(now_in, own) end,
    'payments', case when sheet is null then '[]'::jsonb else own_payments(own) end,
    'holder', case when sheet is null then null else own_holder(own) end,
    'proposals', case when sheet is null then '[]'::jsonb else own_aid_proposals(own) end,
    'objections', case when sheet is null then '[]'::jsonb else own_objections(own) end,
    'resignations', case when sheet is null then '[]'::jsonb else own_resignations(own) end,
    'unchanged_on', case when sheet is null then null else own_unchanged(own) end,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_open_notice(code bytea, address text, address_budget integer, objection text, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  now_in int := (select p.version_no from publication_pointer p where p.one);
  own bigint;
  place bigint;
  objected int := 0;
  one removal;
  said jsonb := '[]';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['m:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select coalesce(d.to_family_id, l.family_id), l.village_no into own, place from notice_letter l
      left join family_redirect d on d.version_no = now_in and d.from_family_id = l.family_id
      where l.code_index = code and l.made_at > now() - interval '400 days' and not dtsen_policy.is_hidden('family', l.family_id, l.family_id);
    if own is not null and objection is not null then
      for one in select r.* from removal r join removal_run n on n.run_no = r.run_no
          where r.version_no = now_in and r.family_id = own and n.issued_on is not null
            and r.state in ('noticed', 'removal-proposed') and not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id)
          order by r.removal_id for update of r loop
        update removal set state = 'appealed', proposed_by = null where removal_id = one.removal_id;
        insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
          values (one.removal_id, 'record-appeal', null, objection, one.village_no, one.domicile_village_no);
        objected := objected + 1;
      end loop;
    end if;
    if own is not null then said := own_removals(now_in, own); end if;
  end if;
  perform public_note(case when objection is null then 'read-own-notice' else 'object-to-notice' end, own, place, now_in,
    'work', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when own is null or said = '[]' then 'unknown' else 'answered' end,
    'removals', said, 'objected', objected,
    'set_aside', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from statements_set_aside(now_in, array[own]) t where said <> '[]'),
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_propose_correction(code bytea, address text, address_budget integer, family_budget integer, client uuid, receipt bytea, said jsonb, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own bigint := family_of_explanation(code);
  now_in int := (select p.version_no from publication_pointer p where p.one);
  f record;
  kept correction_proposal;
  verdict text := 'received';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select * into f from family x where x.version_no = now_in and x.family_id = own and not x.is_suppressed;
  used := take_budgets(array['p:' || address, 'f:' || f.family_id],
    array[now() + interval '1 day', now() + interval '1 day']);
  if f.family_id is null or (said ->> 'unit' = 'family' and (said ->> 'unit_id')::bigint <> own)
      or (said ->> 'unit' = 'person' and not exists (select from person q where q.version_no = now_in
        and q.family_id = own and q.person_id = (said ->> 'unit_id')::bigint and not q.is_suppressed)) then
    verdict := 'unknown';
  else
    select * into kept from correction_proposal c where c.client_id = client;
    if kept.proposal_id is not null and (kept.family_id <> own or kept.asked_about <> said ->> 'asked_about') then
      verdict := 'unknown';
      kept := null;
    elsif kept.proposal_id is null and (used[1] > address_budget or used[2] > family_budget) then
      verdict := 'over-budget';
    elsif kept.proposal_id is null then
      insert into correction_proposal (receipt_index, client_id, family_id, unit, unit_id, variable_id, asked_about, ground,
          proposed_value, version_no, village_no, domicile_village_no, received_on)
        values (receipt, client, own, said ->> 'unit', (said ->> 'unit_id')::bigint, said ->> 'variable_id',
          said ->> 'asked_about', said ->> 'ground', (said ->> 'value')::int, now_in, f.village_no, f.domicile_village_no,
          (said ->> 'received_on')::date)
        on conflict do nothing returning * into kept;
      if kept.proposal_id is null then
        verdict := 'asked-already';
        select * into kept from correction_proposal c where c.family_id = own and c.decision is null
          and c.unit = said ->> 'unit' and c.unit_id = (said ->> 'unit_id')::bigint
          and c.asked_about = said ->> 'asked_about';
      end if;
    end if;
  end if;
  perform public_note('propose-correction', kept.family_id, kept.village_no, now_in, 'work', request);
  return jsonb_build_object('verdict', verdict, 'client_id', kept.client_id);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_prove_contact(receipt bytea, address text, address_budget integer, code bytea, moment timestamp with time zone, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  held case_contact;
  verdict text;
begin
  used := take_budgets(array['k:' || address], array[now() + interval '1 day']);
  select k.* into held from case_contact k where k.case_id = case_of_receipt(receipt) and k.proved_at is null and k.stopped_at is null
    order by k.contact_no desc limit 1 for no key update;
  verdict := case when used[1] > address_budget then 'over-budget' when held.contact_no is null then 'unknown'
    when held.code_until < moment or held.code_tries >= 5 then 'code-over' when held.code_index <> code then 'wrong-code'
    else 'proved' end;
  if verdict = 'wrong-code' then
    update case_contact k set code_tries = k.code_tries + 1 where k.contact_no = held.contact_no;
  elsif verdict = 'proved' then
    perform stop_contact(k.contact_no, 'replaced', moment) from case_contact k
      where k.case_id = held.case_id and k.proved_at is not null and k.stopped_at is null;
    -- The first tidings say how the case stands now.
    update case_contact k set proved_at = moment, is_due = true where k.contact_no = held.contact_no;
  end if;
  perform public_note('prove-tidings', null, null, null, 'work', request);
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_read_case(receipt bytea, address text, address_budget integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  c case_file;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select k.* into c from case_file k where k.case_id = case_of_receipt(receipt);
  end if;
  perform public_note('read-receipt', null, null, null, 'work', request);
  return jsonb_build_object('verdict', case when used[1] > address_budget then 'over-budget' when c.case_id is null then 'unknown'
      else 'answered' end, 'tidings', tidings_of(c.case_id)) || neutral_standing(c);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_read_draft(receipt bytea, address text, address_budget integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[] := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  d proposal_draft;
begin
  if used[1] > address_budget then return jsonb_build_object('verdict', 'over-budget'); end if;
  select x.* into d from proposal_draft x where x.receipt_index = receipt and (x.case_id is not null or x.expires_at > now());
  return jsonb_build_object('verdict', case when d.draft_no is null then 'unknown' when d.case_id is not null then 'sent' else 'open' end,
    'draft_no', d.draft_no, 'client_id', d.client_id, 'village_no', d.village_no,
    'body', case when d.case_id is null then encode(d.body_enc, 'hex') end);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_read_readers(code bytea, address text, address_budget integer, moment timestamp with time zone, later_days integer, most integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own bigint;
  told jsonb;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['e:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    own := family_of_explanation(code);
    select own_readers(f.family_id, moment, later_days, most) into told from family f
      join publication_pointer p on p.version_no = f.version_no where f.family_id = own and not f.is_suppressed;
  end if;
  perform public_note('read-own-readers', case when told is null then null else own end, null, null, 'work', request);
  return jsonb_build_object('verdict', case when used[1] > address_budget then 'over-budget' when told is null then 'unknown'
    else 'answered' end, 'told', told);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_read_receipt(receipt bytea, address text, address_budget integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  c correction_proposal;
  x finding;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select * into c from correction_proposal k where k.receipt_index = receipt
      and not dtsen_policy.is_hidden('family', k.family_id, k.family_id);
    select * into x from finding k where k.finding_id = c.finding_id;
  end if;
  perform public_note('read-receipt', c.family_id, c.village_no, null, 'work', request);
  return jsonb_build_object(
    'verdict', case when used[1] > address_budget then 'over-budget' when c.proposal_id is null then 'unknown' else 'answered' end,
    'asked_about', c.asked_about, 'ground', c.ground, 'village_no', c.village_no, 'received_on', c.received_on,
    'decision', c.decision, 'refusal', c.refusal, 'decided_on', (c.decided_at at time zone 'Asia/Jakarta')::date,
    'next_on', (select s.next_on from publication_pointer p join publication_sheet s on s.version_no = p.version_no),
    'is_confirmed', x.confirmed_by is not null, 'answer', x.answer,
    'answered_in', (select v.label from version v where v.version_no = x.answered_version_no));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_read_slip(slip bytea, address text, address_budget integer, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  found record;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['s:' || address], array[now() + interval '1 day']);
  select c.case_id, c.family_id, c.village_no, c.state, c.step, c.opened_at, c.since, r.masked_name, r.confirmed_on into found
    from reactivation r join case_file c using (case_id)
    where used[1] <= address_budget and r.slip_index = slip
      and not dtsen_policy.is_hidden('person', c.person_id, c.family_id);
  perform public_note('read-slip', found.family_id, found.village_no, null, 'work', request);
  return jsonb_build_object(
    'verdict', case when used[1] > address_budget then 'over-budget' when found.case_id is null then 'unknown' else 'answered' end,
    'state', found.state, 'step', found.step, 'masked', found.masked_name,
    'opened_on', (found.opened_at at time zone 'Asia/Jakarta')::date, 'since', (found.since at time zone 'Asia/Jakarta')::date,
    'confirmed_on', found.confirmed_on);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_say_unchanged(code bytea, address text, address_budget integer, today date, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own bigint;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  own := family_of_explanation(code);
  perform public_note('say-unchanged', own, null, null, 'work', request);
  if own is null then return 'unknown'; end if;
  insert into unchanged_word (family_id, version_no, village_no, domicile_village_no, said_on)
    select f.family_id, f.version_no, f.village_no, f.domicile_village_no, today
    from family f join publication_pointer p on p.version_no = f.version_no where f.family_id = own
    on conflict (family_id, version_no) do nothing;
  return 'said';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_send_complaint(code bytea, address text, address_budget integer, family_budget integer, wanted_case bigint, client uuid, digest bytea, said jsonb, told bytea, receipt bytea, moment timestamp with time zone, standing jsonb, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own record;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(client::text, 0));
  if exists (select from case_file c join complaint x using (case_id) where c.client_id = client and x.receipt_index = receipt) then
    return 'sent'; end if;
  select * into own from family_of_check_code(code);
  used := take_budgets(array['u:' || address, 'cf:' || own.family_id], array[now() + interval '1 day', now() + interval '30 days']);
  perform public_note('send-complaint', own.family_id, null, null, 'work', request);
  if used[1] > address_budget or used[2] > family_budget then return 'over-budget'; end if;
  if own.family_id is null then return 'unknown'; end if;
  perform lay_complaint(wanted_case, client, digest, own.village_no, said, told, receipt, null, moment, standing);
  insert into complainant values (wanted_case, own.family_id);
  return 'sent';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_send_proposal(receipt bytea, wanted_case bigint, digest bytea, said jsonb, told bytea, moment timestamp with time zone, standing jsonb, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  d proposal_draft;
  is_own boolean;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select x.* into d from proposal_draft x where x.receipt_index = receipt and (x.case_id is not null or x.expires_at > now()) for update;
  if d.draft_no is null then return jsonb_build_object('verdict', 'unknown'); end if;
  if d.case_id is null and said ->> 'proposer' = 'objector' then
    perform lay_objection(wanted_case, d.client_id, digest, said, told, receipt, null, d.family_id, d.village_no, moment, standing);
    update proposal_draft set case_id = wanted_case, body_enc = null where draft_no = d.draft_no;
  elsif d.case_id is null then
    -- Whoever has a case already is told nothing of it here; the village puts the two together.
    is_own := said ->> 'proposer' = 'self' and not exists (select from case_file c where c.kind = 'aid-proposal'
      and c.family_id = d.family_id and c.state in ('open', 'returned', 'paused'));
    perform lay_aid_proposal(wanted_case, d.client_id, digest, said || jsonb_build_object('proposer_family_id', d.family_id), told,
      receipt, null, case when is_own then d.family_id end, d.village_no, d.village_no, moment, standing);
    update proposal_draft set case_id = wanted_case, body_enc = null where draft_no = d.draft_no;
  end if;
  perform public_note('propose-aid', d.family_id, d.village_no, null, 'work', request);
  return jsonb_build_object('verdict', 'sent');
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_stop_contact(receipt bytea, address text, address_budget integer, moment timestamp with time zone, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  verdict text := 'unknown';
  one bigint;
begin
  used := take_budgets(array['k:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then verdict := 'over-budget'; else
    for one in select k.contact_no from case_contact k where k.case_id = case_of_receipt(receipt) and k.stopped_at is null loop
      perform stop_contact(one, 'holder', moment);
      verdict := 'stopped';
    end loop;
  end if;
  perform public_note('stop-tidings', null, null, null, 'work', request);
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_take_back_resignation(code bytea, address text, address_budget integer, moment timestamp with time zone, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own bigint;
  held case_file;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  own := family_of_explanation(code);
  perform public_note('take-back-resignation', own, null, null, 'work', request);
  select c.* into held from case_file c where c.kind = 'resignation' and own is not null and c.family_id in (select ids_of_family(own))
    and c.state in ('open', 'returned', 'paused') for no key update;
  if held.case_id is null then return 'unknown'; end if;
  perform write_case_event(held, 'withdraw', null, null, null, moment, null, jsonb_build_object('state', 'withdrawn', 'step', held.step,
    'institution', held.holder_institution, 'tier', held.holder_tier, 'level', held.level, 'since', moment));
  return 'taken-back';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.public_tell_event(code bytea, address text, budgets integer[], client uuid, wanted_event text, wanted_happened text, wanted_case bigint, digest bytea, said jsonb, receipt bytea, moment timestamp with time zone, standing jsonb, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  used int[];
  own bigint := family_of_explanation(code);
  place record;
  held bigint;
  verdict text := 'opened';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['u:' || address, 'uf:' || own], array[now() + interval '1 day', now() + interval '30 days']);
  perform public_note('tell-event', own, null, null, 'work', request);
  if used[1] > budgets[1] or used[2] > budgets[2] then return 'over-budget'; end if;
  select f.family_id, f.village_no, f.domicile_village_no into place from family f
    join publication_pointer p on p.version_no = f.version_no where f.family_id = own and not f.is_suppressed;
  if place.family_id is null then return 'unknown'; end if;
  select l.case_id into held from life_event l where l.client_id = client;
  if held is not null then
    return case when exists (select from aid_proposal a where a.case_id = held and a.receipt_index = receipt) then 'opened' else 'joined' end;
  end if;
  select c.case_id into held from case_file c where c.kind = 'aid-proposal' and c.state in ('open', 'returned', 'paused')
    and c.family_id in (select ids_of_family(own)) limit 1 for no key update;
  if held is not null then
    verdict := 'joined';
  else
    held := lay_aid_proposal(wanted_case, client, digest, said || jsonb_build_object('proposer_family_id', own), null, receipt, null, own,
      place.village_no, place.domicile_village_no, moment, standing);
    -- Somebody has opened one in this very moment.
    if held is null then
      verdict := 'joined';
      select c.case_id into held from case_file c where c.kind = 'aid-proposal' and c.state in ('open', 'returned', 'paused')
        and c.family_id = own;
    end if;
  end if;
  insert into life_event (client_id, case_id, event, happened, told_at) values (client, held, wanted_event, wanted_happened, moment);
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.put_candidate_result(wanted bigint, head jsonb, given jsonb, me bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = wanted);
  institution text := (select d.determiner from determination d where d.determination_no = l.determination_no);
  known candidate_result;
  before bigint;
  judged jsonb;
  refused jsonb;
  made bigint;
  n record;
begin
  perform pg_advisory_xact_lock(hashtextextended('candidates ' || wanted, 0));
  if l.list_no is null or not receives_candidates(me, wanted) then return jsonb_build_object('verdict', 'not-the-receiver'); end if;
  select * into known from candidate_result r where r.list_no = wanted and r.sha256 = head ->> 'sha256';
  if known.result_no is not null then
    return jsonb_build_object('verdict', 'repeated', 'result', known.result_no, 'accepted', known.accepted,
      'declined', known.declined, 'added', known.added, 'refused', known.refused);
  end if;
  if candidate_list_state(wanted) <> 'received' then return jsonb_build_object('verdict', 'not-received'); end if;
  if length(trim(coalesce(head ->> 'actNumber', ''))) not between 5 and 120 or head ->> 'actSignedOn' is null then
    return jsonb_build_object('verdict', 'act-missing'); end if;
  if (head ->> 'actSignedOn')::date > (now() at time zone 'Asia/Jakarta')::date then
    return jsonb_build_object('verdict', 'act-later'); end if;
  if institution = 'village-government' and (length(trim(coalesce(head ->> 'minutesNumber', ''))) < 3
      or head ->> 'minutesHeldOn' is null or coalesce((head ->> 'attended')::int, 0) < 1 or head ->> 'dissent' is null) then
    return jsonb_build_object('verdict', 'minutes-missing'); end if;
  if (head ->> 'minutesHeldOn')::date > (head ->> 'actSignedOn')::date then
    return jsonb_build_object('verdict', 'minutes-after-act'); end if;
  if (head ->> 'dissent')::int > (head ->> 'attended')::int then
    return jsonb_build_object('verdict', 'dissent-above-attendance'); end if;
  before := (select max(r.result_no) from candidate_result r where r.list_no = wanted);
  if before is not null and length(trim(coalesce(head ->> 'reason', ''))) < 20 then
    return jsonb_build_object('verdict', 'supersedes-without-reason'); end if;
  judged := judge_candidate_rows(wanted, given);
  select count(*)::int as rows_read, count(*) filter (where j.wrong is not null)::int as refused,
      count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'accepted')::int as accepted,
      count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'declined')::int as declined,
      count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'added')::int as added into n
    from jsonb_to_recordset(judged) j (wrong text, is_again boolean, answer text);
  refused := (select coalesce(jsonb_agg(jsonb_build_object('row', j.row_no, 'column', j.column_name, 'reason', j.wrong)), '[]')
    from (select x.* from jsonb_to_recordset(judged) x (row_no int, column_name text, wrong text) where x.wrong is not null
      order by x.row_no limit 200) j);
  if n.accepted + n.declined + n.added = 0 then
    return jsonb_build_object('verdict', 'nothing-taken', 'refused', n.refused, 'rows', refused); end if;
  insert into candidate_result (list_no, sha256, way, act_number, act_signed_on, minutes_number, minutes_held_on, attended, dissent,
      dissent_note, supersedes, reason, rows_read, accepted, declined, added, refused, recorded_by)
    values (wanted, head ->> 'sha256', head ->> 'way', trim(head ->> 'actNumber'), (head ->> 'actSignedOn')::date,
      trim(head ->> 'minutesNumber'), (head ->> 'minutesHeldOn')::date, (head ->> 'attended')::int, (head ->> 'dissent')::int,
      nullif(trim(head ->> 'dissentNote'), ''), before, nullif(trim(head ->> 'reason'), ''), n.rows_read, n.accepted, n.declined,
      n.added, n.refused, me) returning result_no into made;
  insert into candidate_answer (result_no, unit, unit_id, family_id, village_no, candidate_no, answer, reason_code, note, receives)
    select made, j.unit, j.unit_id, j.family_id, j.village_no, j.candidate_no, j.answer,
      case j.answer when 'declined' then j.reason_code end, nullif(trim(j.note), ''),
      case when j.answer = 'declined' then '{}'::text[] else coalesce((select array_agg(distinct o.program order by o.program)
        from outcome o join publication_pointer p on p.version_no = o.version_no where o.family_id = j.family_id
          and o.outcome = 'recipient' and o.program = any (array(select jsonb_array_elements_text(head -> 'exclusive')))), '{}') end
    from jsonb_to_recordset(judged) j (wrong text, is_again boolean, unit text, unit_id bigint, family_id bigint, village_no bigint,
      candidate_no int, answer text, reason_code text, note text) where j.wrong is null and not j.is_again;
  insert into candidate_refusal (result_no, row_no, column_name, reason)
    select made, j.row_no, coalesce(j.column_name, ''), j.wrong
    from jsonb_to_recordset(judged) j (row_no int, column_name text, wrong text) where j.wrong is not null;
  return jsonb_build_object('verdict', 'recorded', 'result', made, 'accepted', n.accepted, 'declined', n.declined, 'added', n.added,
    'refused', n.refused, 'rows', refused,
    'findings', (select count(*) from candidate_answer a where a.result_no = made and a.receives <> '{}'));
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.put_decree(wanted_version integer, wanted_program text, number text, signed date, me bigint)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
begin
  if not exists (select from determined_by(me) d where d = wanted_program) then return 'not-this-program'; end if;
  if not exists (select from version v where v.version_no = wanted_version and v.state = 'published' for update)
    then return 'version-not-published'; end if;
  if signed > today then return 'signed-later'; end if;
  if length(trim(number)) not between 5 and 120 then return 'number-missing'; end if;
  if exists (select from determination d where d.program_code = wanted_program and d.version_no = wanted_version
      and d.kind = 'decree' and determination_state(d.determination_no) = 'proposed') then return 'determination-waits'; end if;
  if not decree_is_theirs(me, wanted_version, wanted_program) then return 'not-the-determiner'; end if;
  insert into decree (program_code, version_no, act_number, signed_on, recorded_by)
    values (wanted_program, wanted_version, trim(number), signed, me) on conflict do nothing;
  if not found then return 'already-recorded'; end if;
  return 'recorded';
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.put_determination(wanted_version integer, wanted_program text, me bigint, OUT verdict text, OUT made bigint)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  l version_list;
begin
  if not exists (select from determined_by(me) d where d = wanted_program) then verdict := 'not-this-program'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('determination ' || wanted_program, 0));
  if not exists (select from version v where v.version_no = wanted_version and v.state = 'published')
    then verdict := 'version-not-published'; return; end if;
  select * into l from version_list x where x.version_no = wanted_version and x.program_code = wanted_program;
  if l.version_no is null then verdict := 'list-missing'; return; end if;
  if exists (select from determination d where d.program_code = wanted_program and d.version_no = wanted_version
      and determination_state(d.determination_no) in ('proposed', 'approved', 'decreed')) then verdict := 'proposed-already'; return; end if;
  insert into determination (program_code, version_no, kind, ruleset_id, outcome_sha256, quotas_sha256, quotas_are_example,
      draw_key, determiner, counts, regencies, amount_rupiah, proposed_by)
    values (wanted_program, wanted_version, case when l.is_by_rank and is_determiner(me, wanted_program, l.determiner)
      then 'decree' else 'candidates' end, l.ruleset_id, l.outcome_sha256, l.quotas_sha256, l.quotas_are_example, l.draw_key,
      l.determiner, l.counts, l.regencies, l.amount_rupiah, me)
    returning determination_no into made;
  insert into determination_word (determination_no, state, account_id) values (made, 'proposed', me);
  verdict := 'proposed';
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.put_determination_word(wanted bigint, said text, why text, me bigint)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  d determination := (select x from determination x where x.determination_no = wanted);
  stands text;
  listed text;
begin
  if d.determination_no is null then return 'determination-unknown'; end if;
  if not exists (select from determined_by(me) p where p = d.program_code) then return 'not-this-program'; end if;
  perform pg_advisory_xact_lock(hashtextextended('determination ' || d.program_code, 0));
  stands := determination_state(wanted);
  if said in ('approved', 'returned') and stands <> 'proposed' then return 'answered-already'; end if;
  if said = 'revoked' and stands not in ('approved', 'decreed') then return 'not-in-force'; end if;
  if said in ('approved', 'returned') and d.proposed_by = me then return 'same-person'; end if;
  -- What is in force ends by another than who brought it into force.
  if said = 'revoked' and exists (select from determination_word w where w.determination_no = wanted and w.state = 'approved'
      and w.account_id = me) then return 'same-person'; end if;
  if said <> 'approved' and length(trim(coalesce(why, ''))) < 20 then return 'reason-too-short'; end if;
  if said = 'approved' then
    if not exists (select from version v where v.version_no = d.version_no and v.state = 'published' for update)
      then return 'version-not-published'; end if;
    listed := (select l.outcome_sha256 from version_list l where l.version_no = d.version_no and l.program_code = d.program_code);
    if listed is distinct from d.outcome_sha256 then return 'list-changed'; end if;
    insert into determination_word (determination_no, state, account_id)
      select o.determination_no, 'superseded', me from determination o where o.program_code = d.program_code
        and determination_state(o.determination_no) in ('approved', 'decreed');
  end if;
  insert into determination_word (determination_no, state, account_id, reason)
    values (wanted, said, me, nullif(trim(why), ''));
  return said;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.read_candidates_here(wanted bigint, reading text, request text)
 RETURNS TABLE(candidate_no integer, village_no bigint, person_id bigint, name text, nik_enc bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = wanted);
  d determination := (select x from determination x where x.determination_no = l.determination_no);
  is_giver boolean := exists (select from determined_by(acting_account()) p where p = d.program_code);
  -- Names come from the version of the list while it is at the desk, so that its file stays the same file.
  at_desk int := case when exists (select from family f where f.version_no = d.version_no) then d.version_no
    else (select p.version_no from publication_pointer p where p.one) end;
  rows_read int;
begin
  if l.list_no is null or not sees_candidates(acting_account(), wanted)
      or not (is_giver or candidate_list_state(wanted) = 'received') then
    raise exception 'a list of candidates is read by its two sides alone' using errcode = 'insufficient_privilege';
  end if;
  return query
    select c.candidate_no, c.village_no, q.person_id, q.name, q.nik_enc
    from candidate c
    left join family_redirect fr on fr.version_no = at_desk and c.unit = 'family' and fr.from_family_id = c.unit_id
    left join person_redirect pr on pr.version_no = at_desk and c.unit = 'person' and pr.from_person_id = c.unit_id
    left join family f on c.unit = 'family' and f.version_no = at_desk and f.family_id = coalesce(fr.to_family_id, c.unit_id)
    left join person q on q.version_no = at_desk
      and q.person_id = case c.unit when 'person' then coalesce(pr.to_person_id, c.unit_id) else f.head_person_id end
    where c.list_no = wanted and not dtsen_policy.is_hidden(c.unit, coalesce(fr.to_family_id, pr.to_person_id, c.unit_id),
        coalesce(q.family_id, c.family_id))
      and not coalesce(dtsen_policy.is_hidden('person', q.person_id, q.family_id), false)
    order by c.candidate_no;
  get diagnostics rows_read = row_count;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    values ('read-candidates', 'determination', l.determination_no, d.version_no, 'identity', rows_read, request,
      coalesce(acting_seat(array['receive-candidates'], l.village_lo), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted, 'area', l.area, 'reading', reading));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.read_vault(wanted_person bigint, wanted_basis text, wanted_case text)
 RETURNS TABLE(verdict text, facts integer[], notes jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  village bigint := village_of_person(wanted_person, 'read-vault');
  is_own boolean := coalesce(acting_person() = wanted_person, false) and wanted_basis = 'own-data';
  stands_on text := case when is_own then (select b.legal_basis from vault_basis b
    where b.basis_code = 'own-data' and b.role_code = 'citizen') else law_of_basis(wanted_basis, village) end;
  day date := (now() at time zone 'Asia/Jakarta')::date;
begin
  verdict := case
    when acting_account() is null or stands_on is null then 'refused'
    when not is_own and length(trim(coalesce(wanted_case, ''))) < 5 then 'case-missing'
    else 'given' end;
  if verdict = 'given' then
    select v.facts into facts from vault_fact v join publication_pointer p on p.version_no = v.version_no
      where v.person_id = wanted_person;
    select jsonb_agg(jsonb_build_object('noteId', n.note_id, 'category', n.category, 'sealed', encode(n.sealed_note, 'base64'),
        'legalBasis', n.legal_basis, 'recordedOn', (n.recorded_at at time zone 'Asia/Jakarta')::date,
        'eraseAfter', n.erase_after) order by n.note_id) into notes
      from vault_note n where n.erase_after >= day and (n.person_id = wanted_person or n.person_id in (
        select r.from_person_id from person_redirect r join publication_pointer c on c.version_no = r.version_no
        where r.to_person_id = wanted_person));
    if facts is null and notes is null then verdict := 'nothing'; end if;
  end if;
  insert into audit_entry (on_behalf_of, act, subject_kind, subject_id, village_no, fields_class, row_count, decision, detail)
    values (case wanted_basis when 'own-data-assisted' then 'person-or-guardian' end, 'read-vault', 'person',
      wanted_person, village, 'vault',
      case verdict when 'given' then (facts is not null)::int + coalesce(jsonb_array_length(notes), 0) else 0 end,
      case when verdict in ('given', 'nothing') then 'allowed' else 'refused' end,
      coalesce(acting_seat(array['read-vault'], village), '{}')
        || jsonb_build_object('basis', wanted_basis, 'legal_basis', stands_on, 'case', without_numbers(wanted_case)));
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.rebuild_publications()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  e record;
  current int;
  previous int;
begin
  for e in select a.act, a.version_no, a.at, a.actor from audit_entry a
    where a.act in ('publish-version', 'withdraw-version') and a.version_no is not null order by a.entry_no loop
    if e.act = 'publish-version' then
      previous := current;
      current := e.version_no;
    elsif previous is not null then
      current := previous;
      previous := null;
    end if;
    perform add_publication(current, e.at, replace(e.actor, 'cli:', ''), true);
  end loop;
  -- Where the log says less than the pointer, the pointer is right.
  perform add_publication(p.version_no, p.published_at, coalesce(v.published_by, session_user), true)
    from publication_pointer p join version v on v.version_no = p.version_no;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.receives_candidates(me bigint, wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from candidate_list l join determination d on d.determination_no = l.determination_no
    where l.list_no = wanted and (
      exists (select from appointment p join role_right rr on rr.role_code = p.role_code
          and rr.right_code = 'receive-candidates' and rr.purpose_code = 'program-determination'
          join office o on o.office_code = p.office_code and o.institution_code = d.determiner
        where p.account_id = me and p.revoked_at is null and p.confirmed_by is not null
          and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
          and p.village_lo <= l.village_lo and p.village_hi >= l.village_hi)
      or (not exists (select from office o where o.institution_code = d.determiner)
        and exists (select from determined_by(me) p where p = d.program_code) and l.made_by <> me)))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.record_book_check(client uuid, said jsonb, reckoned text, today date, moment timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  wanted_family bigint := (said ->> 'family_id')::bigint;
  wanted_person bigint := (said ->> 'person_id')::bigint;
  known book_check;
begin
  select c.* into known from book_check c where c.client_id = client;
  if known.check_no is not null then
    return case when known.person_id = wanted_person and known.by_account = acting_account()
      and known.phase = said ->> 'phase' then 'recorded' else 'key-reused' end;
  end if;
  if not in_my_book(wanted_family, true) or not exists (select from book_people(array[wanted_family]) q
      where q.person_id = wanted_person) then return 'not-found'; end if;
  insert into book_check (client_id, phase, family_id, person_id, commitment, due, done, excuse, result, source, expected_on, on_day,
      by_account, at)
    values (client, said ->> 'phase', wanted_family, wanted_person, said ->> 'commitment', (said ->> 'due')::int,
      (said ->> 'done')::int, said ->> 'excuse', reckoned, said ->> 'source', (said ->> 'expected_on')::date, today,
      acting_account(), moment);
  return 'recorded';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.record_candidate_result(wanted bigint, head jsonb, given jsonb, by_name text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  answer jsonb;
begin
  if not account_holds(by_name, 'receive-candidates', 'program-determination') then
    return jsonb_build_object('verdict', 'not-the-receiver'); end if;
  answer := put_candidate_result(wanted, head, given, account_no(by_name));
  if answer ->> 'verdict' = 'recorded' then
    insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no, fields_class,
        row_count, detail)
      select null, null, 'cli:' || lower(by_name), 'program-determination', 'record-candidate-result', 'determination',
        l.determination_no, d.version_no, 'work', jsonb_array_length(given),
        jsonb_build_object('program', d.program_code, 'list', wanted, 'result', answer -> 'result')
      from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
  end if;
  return answer;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.record_candidate_result_here(wanted bigint, head jsonb, given jsonb, request text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  answer jsonb;
begin
  if acting_account() is null or not coalesce(holds('receive-candidates'), false) or not sees_candidates(acting_account(), wanted) then
    return jsonb_build_object('verdict', 'list-unknown'); end if;
  answer := put_candidate_result(wanted, head, given, acting_account());
  if answer ->> 'verdict' = 'recorded' then
    insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
      select 'record-candidate-result', 'determination', l.determination_no, d.version_no, 'work', jsonb_array_length(given), request,
        coalesce(acting_seat(array['receive-candidates'], l.village_lo), '{}')
          || jsonb_build_object('program', d.program_code, 'list', wanted, 'result', answer -> 'result')
      from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
  end if;
  return answer;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.record_decree(wanted_version integer, wanted_program text, number text, signed date, by_name text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if not account_holds(by_name, 'issue-decree', 'program-determination') then return 'decree-right-not-held'; end if;
  verdict := put_decree(wanted_version, wanted_program, number, signed,
    (select a.account_id from account a where a.username = lower(by_name)));
  if verdict <> 'recorded' then return verdict; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'program-determination', 'record-decree', 'version', wanted_version,
      wanted_version, 'work', jsonb_build_object('program', wanted_program, 'number', trim(number), 'signed', signed));
  return 'recorded';
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.record_decree_here(wanted_version integer, wanted_program text, number text, signed date, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  verdict text;
begin
  if acting_account() is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if not exists (select from version v where v.version_no = wanted_version) then return 'version-unknown'; end if;
  verdict := put_decree(wanted_version, wanted_program, number, signed, acting_account());
  if verdict <> 'recorded' then return verdict; end if;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, request_id, detail)
    values ('record-decree', 'version', wanted_version, wanted_version, 'work', request,
      coalesce(acting_seat(array['issue-decree'], null), '{}')
        || jsonb_build_object('program', wanted_program, 'number', trim(number), 'signed', signed));
  return 'recorded';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.record_deliberation(client uuid, digest bytea, wanted_village bigint, said jsonb, moment timestamp with time zone)
 RETURNS TABLE(verdict text, number bigint, is_again boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  kept deliberation;
begin
  select d.* into kept from deliberation d where d.client_id = client;
  if kept.deliberation_no is not null then
    verdict := case when kept.request_sha256 = digest and kept.by_account = acting_account() then 'recorded' else 'key-reused' end;
    number := case when verdict = 'recorded' then kept.deliberation_no end;
    is_again := true;
    return next;
    return;
  end if;
  if not coalesce(wanted_village <@ my_ranges('hold-deliberation'), false) then
    verdict := 'not-found'; return next; return; end if;
  if exists (select from jsonb_array_elements(said -> 'decisions') x left join case_file c on c.case_id = (x ->> 'case_id')::bigint
      where c.case_id is null or c.kind <> 'aid-proposal' or not sees_case(c)
        or wanted_village not in (c.village_no, c.domicile_village_no)) then
    verdict := 'not-found'; return next; return; end if;
  insert into deliberation (client_id, request_sha256, village_no, form, held_on, minutes_number, invited, attended, attended_women,
      by_account, at, meeting_no)
    values (client, digest, wanted_village, said ->> 'form', (said ->> 'held_on')::date, said ->> 'minutes_number',
      (said ->> 'invited')::int, (said ->> 'attended')::int, (said ->> 'attended_women')::int, acting_account(), moment,
      (select m.meeting_no from village_meeting m
        where m.village_no = wanted_village and m.minutes_number = said ->> 'minutes_number'))
    returning deliberation_no into number;
  insert into deliberation_decision (deliberation_no, case_id, decision, votes_for, votes_against, dissent)
    select number, (x ->> 'case_id')::bigint, x ->> 'decision', (x ->> 'votes_for')::int, (x ->> 'votes_against')::int,
      array(select jsonb_array_elements_text(x -> 'dissent'))
    from jsonb_array_elements(said -> 'decisions') x;
  verdict := 'recorded';
  is_again := false;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.record_delivery_here(wanted bigint, brought text, brought_on date, taken_by text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  r removal := (select x from removal x where x.removal_id = wanted);
  n removal_run := (select x from removal_run x where x.run_no = r.run_no);
  terms notice_service := (select t from notice_service t where t.valid_from <= brought_on order by t.valid_from desc limit 1);
  given date;
  received date;
  one removal;
begin
  if me is null or r.removal_id is null or n.issued_on is null
    or (dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id) and not coalesce(holds('order-suppression'), false))
    or not coalesce(r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'), false)
    then return 'removal-unknown'; end if;
  if not coalesce(holds('record-appeal') and (r.village_no <@ my_ranges('record-appeal')
    or r.domicile_village_no <@ my_ranges('record-appeal')), false) then return 'removing-right-not-held'; end if;
  if r.state not in ('noticed', 'appealed', 'removal-proposed')
    or not exists (select from publication_pointer p where p.version_no = r.version_no) then return 'no-such-step'; end if;
  -- Nothing is brought before it is given: by the first version that said so, or after a review by two people.
  given := greatest(
    (select min(m.issued_on) from removal x join removal_run m on m.run_no = x.run_no
      where x.program = r.program and x.unit = r.unit and x.unit_id = r.unit_id and m.issued_on is not null),
    (select (max(a.at) at time zone 'Asia/Jakarta')::date from removal_act a
      where a.removal_id = wanted and a.act = 'confirm-notice'));
  if brought_on > today or brought_on < given then return 'delivery-day-wrong'; end if;
  if brought = 'posted' and (terms.valid_from is null or r.missed_visits < terms.missed_visits or brought_on < r.missed_on)
    then return 'visits-missing'; end if;
  received := case brought when 'handed-over' then brought_on
    when 'posted' then after_working_days(brought_on, terms.posted_working_days) end;
  for one in select x.* from removal x where x.version_no = r.version_no and x.family_id = r.family_id
      and x.state in ('noticed', 'appealed', 'removal-proposed') order by x.removal_id for update loop
    insert into notice_delivery (removal_id, how, on_day, received_by, account_id, village_no, domicile_village_no)
      values (one.removal_id, brought, brought_on, taken_by, me, one.village_no, one.domicile_village_no);
    update removal x set
      missed_visits = x.missed_visits + case when brought = 'not-met' and brought_on > coalesce(x.missed_on, '-infinity') then 1 else 0 end,
      missed_on = case when brought = 'not-met' then greatest(x.missed_on, brought_on) else x.missed_on end,
      -- The first day on which it reached them counts; a visit that met nobody is none.
      notice_on = coalesce(x.notice_on, received),
      effect_on = coalesce(x.effect_on, after_working_days(received, n.reply_days))
      where x.removal_id = one.removal_id;
  end loop;
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    values ('record-delivery', 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array['record-appeal'], r.village_no), '{}')
        || jsonb_build_object('removal', wanted, 'how', brought, 'on', brought_on));
  return 'recorded';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.record_ground_check(client uuid, digest bytea, wanted_case bigint, wanted_family bigint, said jsonb, location bytea, moment timestamp with time zone)
 RETURNS TABLE(verdict text, visit_no bigint, is_again boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  kept ground_check;
  held case_file;
  place record;
  answers int;
begin
  select g.* into kept from ground_check g where g.client_id = client;
  if kept.check_no is not null then
    verdict := case when kept.request_sha256 = digest and kept.by_account = acting_account() then 'recorded' else 'key-reused' end;
    visit_no := case when verdict = 'recorded' then kept.check_no end;
    is_again := true;
    return next;
    return;
  end if;
  select f.family_id, f.village_no, f.domicile_village_no into place from current_family f
    where f.family_id = wanted_family and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
      and (f.village_no <@ my_ranges('visit-family') or f.domicile_village_no <@ my_ranges('visit-family'));
  if place.family_id is null then verdict := 'not-found'; return next; return; end if;
  if wanted_case is not null then
    select c.* into held from case_file c where c.case_id = wanted_case and c.kind in ('aid-proposal', 'objection') and c.family_id = wanted_family;
    if held.case_id is null or not sees_case(held) then verdict := 'not-found'; return next; return; end if;
    if held.step <> 'visit' or held.state not in ('open', 'returned', 'paused') then
      verdict := 'right-not-held'; return next; return; end if;
  end if;
  -- Nobody visits their own family.
  if exists (select from account a join current_person p on p.person_id = a.person_id
      where a.account_id = acting_account() and p.family_id = wanted_family) then
    verdict := 'own-family'; return next; return; end if;
  insert into ground_check (client_id, request_sha256, case_id, family_id, village_no, domicile_village_no, visited_on, outcome,
      respondent, is_agreed, offered_on, location_enc, by_account, at)
    values (client, digest, wanted_case, wanted_family, place.village_no, place.domicile_village_no, (said ->> 'visited_on')::date,
      said ->> 'outcome', said ->> 'respondent', coalesce((said ->> 'is_agreed')::boolean, false), (said ->> 'offered_on')::date,
      location, acting_account(), moment)
    returning check_no into visit_no;
  -- Of the family and its own members alone, beside what the record says.
  insert into ground_check_answer (check_no, unit, unit_id, variable_id, fact_place, value, recorded)
    select visit_no, a ->> 'unit', (a ->> 'unit_id')::bigint, a ->> 'variable_id', (a ->> 'fact_place')::int, (a ->> 'value')::int,
      (case a ->> 'unit' when 'family' then f.facts else p.facts end)[(a ->> 'fact_place')::int]
    from jsonb_array_elements(said -> 'answers') a
    join current_family f on f.family_id = wanted_family
    left join current_person p on p.family_id = wanted_family and a ->> 'unit' = 'person' and p.person_id = (a ->> 'unit_id')::bigint
    where case a ->> 'unit' when 'family' then (a ->> 'unit_id')::bigint = wanted_family else p.person_id is not null end;
  get diagnostics answers = row_count;
  if answers <> jsonb_array_length(said -> 'answers') then
    delete from ground_check_answer x where x.check_no = visit_no;
    delete from ground_check x where x.check_no = visit_no;
    verdict := 'answer-unknown';
    visit_no := null;
  else
    verdict := 'recorded';
    is_again := false;
  end if;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.record_vault_note(wanted_note bigint, wanted_person bigint, wanted_category text, wanted_basis text, wanted_case text, sealed bytea, wanted_erase_after date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  village bigint := village_of_person(wanted_person, 'record-vault');
  law text := law_of_basis(wanted_basis, village);
  day date := (now() at time zone 'Asia/Jakarta')::date;
  verdict text := case
    when village is null or law is null then 'refused'
    when length(trim(coalesce(wanted_case, ''))) < 5 then 'case-missing'
    when not coalesce(wanted_erase_after > day and wanted_erase_after <= day + interval '5 years', false)
      then 'erase-day-wrong'
    else 'recorded' end;
begin
  if verdict = 'recorded' then
    insert into vault_note (note_id, person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
      overriding system value
      values (wanted_note, wanted_person, wanted_category, law, sealed, acting_account(), wanted_erase_after);
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, fields_class, decision, detail)
    values ('record-vault', 'person', wanted_person, village, 'vault',
      case verdict when 'recorded' then 'allowed' else 'refused' end,
      coalesce(acting_seat(array['record-vault'], village), '{}')
        || jsonb_build_object('basis', wanted_basis, 'legal_basis', law, 'case', without_numbers(wanted_case)));
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.recorded_decrees(wanted_version integer)
 RETURNS TABLE(decree_no bigint, program_code text, act_number text, signed_on date, recorded_at timestamp with time zone, username text, is_in_force boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.decree_no, d.program_code, d.act_number, d.signed_on, d.recorded_at,
    case when acting_account() is null or account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') or d.recorded_by = me.account_id then a.username end,
    exists (select from standing_decrees(wanted_version) s where s.decree_no = d.decree_no)
  from decree d join account a on a.account_id = d.recorded_by left join account me on me.account_id = acting_account()
  where d.version_no = wanted_version order by d.decree_no
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.refuse_all_but_blanking()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new.note is null and to_jsonb(new) - 'note' = to_jsonb(old) - 'note' then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.refuse_barred_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if is_back_barred(old.version_no, case tg_table_name when 'publication_pointer' then new.version_no end) then
    raise exception 'version % is under a decree in force', old.version_no using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.refuse_failed_gates()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if exists (select from failed_gates(new.version_no)) then
    raise exception 'version % has failed quality gates', new.version_no using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.refuse_unguarded_removals()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  bar text := removal_bar(old.version_no, new.version_no);
  -- A version that is taken back is followed by the one before it, whatever their numbers: refuse_barred_back() answers for that.
  is_back boolean := new.version_no is not distinct from old.previous_version_no
    and exists (select from version v where v.version_no = old.version_no and v.state = 'withdrawn');
begin
  if bar is not null and not is_back then
    raise exception 'version % may not follow %: %', new.version_no, old.version_no, bar using errcode = 'check_violation';
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.region_clause(village_column text, right_wanted text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select format(
    '(%1$I between (select dtsen.my_low(%2$L)) and (select dtsen.my_high(%2$L))'
    ' and %1$I <@ (select dtsen.my_ranges(%2$L)))',
    village_column, right_wanted)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.remember_members()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  insert into suppression_member (suppression_id, person_id, version_no, is_joined)
  select distinct s.suppression_id, q.person_id, c.version_no, c.version_no <> s.version_no
  from suppression s
  cross join publication_pointer c
  join person q on q.version_no = c.version_no
  where s.unit = 'family' and s.released_at is null
    and (q.family_id = s.unit_id or q.family_id in (select r.to_family_id from family_redirect r
      where r.version_no = c.version_no and r.from_family_id = s.unit_id))
    and not exists (select from suppression_member m left join version v on v.version_no = m.version_no
      where m.suppression_id = s.suppression_id and m.person_id = q.person_id
        and not (m.is_joined and v.state = 'withdrawn'))
  on conflict do nothing;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.removal_answers(wanted_run bigint)
 RETURNS TABLE(program text, username text, is_mine boolean, reason text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select o.program, case when acting_account() is null or account_holds(me.username, 'override-removals', 'program-determination')
      or account_holds(me.username, 'publish-version', 'publication') or account_holds(me.username, 'read-officer', 'oversight')
      then a.username end,
    coalesce(o.account_id = me.account_id, false), o.reason, o.at
  from removal_override o join account a on a.account_id = o.account_id
  left join account me on me.account_id = acting_account()
  where o.run_no = wanted_run and (acting_account() is null or holds('read-figures'))
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.removal_bar(from_version integer, to_version integer)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case
    when not exists (select from outcome o where o.version_no = from_version and o.outcome in ('recipient', 'review')) then null
    when removal_run_of(from_version, to_version) is null then 'removals-not-simulated'
    when (removal_run_of(from_version, to_version)).determinations
      <> array(select b.determination_no from removal_bases(from_version, to_version) b) then 'removals-not-simulated'
    when exists (select from removals_over_budget((removal_run_of(from_version, to_version)).run_no)) then 'removals-over-budget' end
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.removal_bases(from_version integer, to_version integer)
 RETURNS TABLE(program text, determination_no bigint, version_no integer, label text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.program_code, d.determination_no, d.version_no, d.label from determinations_in_force() d
    where d.kind = 'decree' and d.version_no <> from_version and d.version_no < to_version
    order by d.determination_no
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.removal_history(wanted bigint)
 RETURNS TABLE(act text, username text, is_mine boolean, reason text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select h.act, case when h.village_no <@ my_ranges('decide-removal') or holds('read-officer') then a.username end,
    coalesce(h.account_id = acting_account(), false), h.reason, h.at
  from removal_act h join removal r on r.removal_id = h.removal_id left join account a on a.account_id = h.account_id
  where h.removal_id = wanted and (r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'))
    and (holds('order-suppression') or not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id))
  order by h.act_no
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.removal_run_of(from_version integer, to_version integer)
 RETURNS removal_run
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select n from removal_run n where n.before_no = from_version and n.version_no = to_version order by n.run_no desc limit 1
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.removals_over_budget(wanted_run bigint)
 RETURNS TABLE(program text, bounds integer, people integer)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select b.program, count(*)::int, o.people from removal_bound b
    cross join lateral (select count(*)::int as people from removal_override o where o.run_no = b.run_no and o.program = b.program) o
    where b.run_no = wanted_run and b.outcome = 'over' and o.people < 2
    group by b.program, o.people order by b.program
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.repeat_erasure(wanted_person bigint, all_ids bigint[], her_records bigint[], her_places jsonb, wanted_ground text, at timestamp with time zone, by_name text, second_name text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select hold_projections();
  select bury_person(wanted_person, all_ids, her_records, her_places, wanted_ground, at, by_name, second_name)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.reportable(wanted_person bigint)
 RETURNS TABLE(family_id bigint, village_no bigint, domicile_village_no bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select q.family_id, q.village_no, q.domicile_village_no from person q
  join publication_pointer p on p.version_no = q.version_no
  where q.person_id = wanted_person and not dtsen_policy.is_hidden('person', q.person_id, q.family_id)
    and (q.village_no <@ my_ranges('report-reactivation') or q.domicile_village_no <@ my_ranges('report-reactivation'))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.reset_account(wanted_account bigint, code_digest bytea, good_until timestamp with time zone, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  is_off boolean;
  ended bigint[];
begin
  if wanted_account = acting_account() then return 'own-account'; end if;
  if not holds('manage-account') or not manages_all_of(wanted_account) then return 'account-unknown'; end if;
  select disabled_at is not null into is_off from account where account_id = wanted_account for update;
  if is_off then return 'account-disabled'; end if;
  update account set password_hash = null, totp_secret_enc = null, enrolled_at = null where account_id = wanted_account;
  update session set ended_at = now(), end_reason = 'reset' where account_id = wanted_account and ended_at is null;
  update enrolment set cancelled_at = now(), totp_secret_enc = null
    where account_id = wanted_account and used_at is null and cancelled_at is null;
  insert into enrolment (account_id, code_sha256, made_by, expires_at)
    values (wanted_account, code_digest, acting_account(), good_until);
  with over as (
    update appointment set revoked_at = now(), revoked_by = acting_account(), revoked_reason = reason
      where account_id = wanted_account and revoked_at is null
        and valid_to >= (now() at time zone 'Asia/Jakarta')::date
      returning appointment_id)
  select array_agg(appointment_id order by appointment_id) into ended from over;
  insert into appointment (account_id, office_code, role_code, region_id, village_lo, village_hi, programs, valid_from,
      valid_to, decree, appointed_by)
    select account_id, office_code, role_code, region_id, village_lo, village_hi, programs, valid_from, valid_to, decree,
      acting_account() from appointment where appointment_id = any (ended) order by appointment_id;
  insert into audit_entry (act, subject_kind, subject_id, fields_class, detail)
    values ('reset-account', 'account', wanted_account, 'account',
      coalesce(acting_seat(array['manage-account'], null), '{}')
        || jsonb_build_object('reason', reason, 'appointments', to_jsonb(ended)));
  return 'reset';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.resignation_problem(held case_file, wanted_act text, moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case
    when wanted_act <> 'pass' then null
    when held.step = 'identity' and r.met_on is null then 'meeting-missing'
    when held.step = 'cooling' and (moment at time zone 'Asia/Jakarta')::date <= r.cooling_until then 'cooling-open'
    when held.step = 'cooling' and r.again_on is null then 'meeting-missing'
    when held.step = 'cooling' and is_one_person(r.met_by, acting_account()) then 'same-person' end
  from resignation r where r.case_id = held.case_id
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.resigning_people(wanted bigint[], days integer)
 RETURNS TABLE(case_id bigint, head_name text, rt text, rw text, of_village bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.case_id, f.head_name, f.rt, f.rw,
    (select count(*) from case_file x where x.kind = 'resignation' and x.village_no = c.village_no
      and x.opened_at > c.opened_at - make_interval(days => days))
  from case_file c left join current_family f on f.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
  where c.case_id = any (wanted) and c.kind = 'resignation' and sees_case(c)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.review_doubles()
 RETURNS TABLE(account_id bigint, week date, said text, other_said text, pairs integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select s.account_id, date_trunc('week', s.at at time zone 'Asia/Jakarta')::date, s.verdict, o.verdict, count(*)::int
  from review_sayings() s
  join review_sayings() o on o.pair_id = s.pair_id and o.round = s.round and o.account_id <> s.account_id
  where s.truth is null and is_first_answered(s.pair_id, s.round)
    and (holds('settle-review') or s.account_id = acting_account())
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.review_evidence(up_to integer)
 RETURNS TABLE(kind text, band integer, said text, other_said text, pairs integer, chances bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with word as (
    select distinct on (d.pair_id) d.pair_id, d.verdict from identity_decision d order by d.pair_id, d.decision_no desc),
  saying as (
    select distinct on (a.pair_id, a.round, a.account_id) a.pair_id, a.round, a.account_id, a.verdict
    from review_answer a where a.stage = 'first' order by a.pair_id, a.round, a.account_id, a.answer_no)
  select 'decided', case when p.chance_permille is not null then least(p.chance_permille / 100, 9) end, w.verdict, '', count(*)::int, coalesce(sum(p.chance_permille), 0)
  from word w join review_pair p on p.pair_id = w.pair_id
  where w.verdict <> 'undone' and p.version_no <= up_to group by 2, 3
  union all
  select 'gold', null, s.verdict, g.truth, count(*)::int, 0
  from saying s join review_gold g on g.pair_id = s.pair_id join review_pair p on p.pair_id = s.pair_id
  where p.version_no <= up_to group by 3, 4
  union all
  select 'double', null, s.verdict, o.verdict, count(*)::int, 0
  from saying s join saying o on o.pair_id = s.pair_id and o.round = s.round and o.account_id > s.account_id
  join review_pair p on p.pair_id = s.pair_id
  where p.record_key > 0 and p.version_no <= up_to and is_first_answered(s.pair_id, s.round) group by 3, 4
  order by 1, 2 nulls last, 3, 4
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.review_sayings()
 RETURNS TABLE(pair_id bigint, round integer, account_id bigint, verdict text, seconds integer, at timestamp with time zone, truth text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select distinct on (a.pair_id, a.round, a.account_id) a.pair_id, a.round, a.account_id, a.verdict, a.seconds, a.at, g.truth
  from review_answer a
  join review_pair p on p.pair_id = a.pair_id
  left join review_gold g on g.pair_id = a.pair_id
  where a.stage = 'first' and case when holds('settle-review') and a.account_id <> acting_account()
    then p.record_village_no <@ my_ranges('settle-review') and p.spine_village_no <@ my_ranges('settle-review')
    else holds('review-pair') and a.at < date_trunc('day', now() at time zone 'Asia/Jakarta') at time zone 'Asia/Jakarta' end
  order by a.pair_id, a.round, a.account_id, a.answer_no
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.review_terms_today()
 RETURNS review_term
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select t from review_term t where t.valid_from <= (now() at time zone 'Asia/Jakarta')::date
  order by t.valid_from desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.review_weeks()
 RETURNS TABLE(account_id bigint, person_name text, is_own boolean, week date, answers integer, seconds integer, same integer, gold integer, gold_right integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select s.account_id, a.person_name, s.account_id = acting_account(),
    date_trunc('week', s.at at time zone 'Asia/Jakarta')::date, count(*)::int,
    (percentile_disc(0.5) within group (order by s.seconds))::int, count(*) filter (where s.verdict = 'same')::int,
    count(s.truth)::int, count(*) filter (where s.truth = s.verdict)::int
  from review_sayings() s join account a on a.account_id = s.account_id
  where holds('settle-review') or s.account_id = acting_account()
  group by 1, 2, 3, 4 order by 1, 4
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.revoke_account(wanted_account bigint, reason text, is_disabling boolean)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  ended int;
begin
  if wanted_account is distinct from acting_account() and not manages_all_of(wanted_account) then
    raise exception 'no right to manage this account' using errcode = 'insufficient_privilege';
  end if;
  -- As in open_session: a session that opens at this moment is there to be ended, or opens after.
  perform from account where account_id = wanted_account for update;
  update session set ended_at = now(), end_reason = reason
    where account_id = wanted_account and ended_at is null;
  get diagnostics ended = row_count;
  if is_disabling then update account set disabled_at = now() where account_id = wanted_account; end if;
  insert into audit_entry (act, subject_kind, subject_id, fields_class, row_count, detail)
    values ('revoke-account', 'account', wanted_account, 'account', ended,
      coalesce(acting_seat(array['manage-account'], null), '{}') || jsonb_build_object('reason', reason));
  return ended;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.rights_of(wanted_account bigint, wanted_purpose text, on_day date)
 RETURNS TABLE(right_code text, low bigint, high bigint, ranges int8multirange)
 LANGUAGE sql
 STABLE
AS $function$
  select rr.right_code, min(p.village_lo), max(p.village_hi),
    range_agg(int8range(p.village_lo, p.village_hi, '[]'))
  from dtsen.appointment p
  join dtsen.role_right rr on rr.role_code = p.role_code
  where p.account_id = wanted_account
    and rr.purpose_code = wanted_purpose
    and p.revoked_at is null and p.confirmed_by is not null
    and on_day between p.valid_from and p.valid_to
  group by rr.right_code
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.roles_held(wanted_account bigint, from_day date, to_day date)
 RETURNS TABLE(role_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select distinct p.role_code from dtsen.appointment p
  where (dtsen.holds('appoint') or session_user <> 'dtsen_app') and p.account_id = wanted_account
    and p.revoked_at is null and p.valid_from <= to_day and p.valid_to >= from_day
  order by p.role_code
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.roles_of_deciders(wanted bigint[])
 RETURNS TABLE(account_id bigint, role_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select distinct on (p.account_id) p.account_id, p.role_code from appointment p
  join role_right r on r.role_code = p.role_code and r.right_code = 'review-pair'
  where holds('review-pair') and p.account_id = any (wanted) and p.confirmed_by is not null
    and exists (select from review_answer a join review_pair r on r.pair_id = a.pair_id
      where a.account_id = p.account_id and r.record_village_no <@ (select my_ranges('review-pair'))
        and r.spine_village_no <@ (select my_ranges('review-pair')))
  order by p.account_id, p.appointment_id desc
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.rule_cells(wanted_program text)
 RETURNS TABLE(version_no integer, regency_no integer, bin integer, decile integer, fits integer, families bigint, persons bigint, units bigint, units_held bigint, amount bigint, parts jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select c.version_no, c.regency_no, c.bin::int, c.decile::int, c.fits::int, sum(c.families)::bigint, sum(c.persons)::bigint,
    sum(c.units)::bigint, sum(c.units_held)::bigint, sum(c.amount)::bigint,
    case when c.fits = 1 then (select p.parts from rule_part p where p.version_no = c.version_no and p.program = wanted_program
      and p.regency_no = c.regency_no and p.bin = c.bin and p.decile = c.decile) end
  from what_if_cell c
  where c.program = wanted_program and holds('issue-decree')
    and wanted_program in (select determined_by(acting_account()))
    and c.version_no = (select p.version_no from publication_pointer p)
  group by c.version_no, c.regency_no, c.bin, c.decile, c.fits
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.rule_day_refused(wanted_program text, day date)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case
    when day < (now() at time zone 'Asia/Jakarta')::date then 'effective-in-past'
    when exists (select from rule_draft d where d.program_code = wanted_program and rule_draft_state(d.draft_no) = 'activated'
      and d.effective_on >= day) then 'change-stands-later'
    when exists (select from version v where v.as_of >= day and v.state <> 'failed') then 'version-stands' end
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.rule_digest(day date, edits jsonb, based_on bigint)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select encode(sha256(convert_to(
    jsonb_build_object('effectiveOn', day::text, 'edits', edits, 'basedOn', based_on)::text, 'UTF8')), 'hex')
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.rule_draft_log(wanted bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_agg(jsonb_build_object('state', w.state, 'by', a.username, 'at', (w.at at time zone 'Asia/Jakarta')::date,
    'reason', w.reason) order by w.word_no)
  from rule_draft_word w join account a on a.account_id = w.account_id where w.draft_no = wanted
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.rule_draft_state(wanted bigint)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.state from rule_draft_word w where w.draft_no = wanted order by w.word_no desc limit 1
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.rule_draft_words(wanted bigint)
 RETURNS TABLE(state text, username text, is_mine boolean, reason text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.state, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight')
      or exists (select from determined_by(me.account_id) p where p = d.program_code) then a.username end,
    w.account_id = me.account_id, w.reason, w.at
  from account me, rule_draft d join rule_draft_word w on w.draft_no = d.draft_no join account a on a.account_id = w.account_id
  where me.account_id = acting_account() and d.draft_no = wanted order by w.word_no
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.rules_of_village(wanted_village bigint, on_day date)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(array_agg(distinct r.rule order by r.rule), '{}') from region_rule r
  where wanted_village between r.village_lo and r.village_hi and on_day >= r.valid_from and (r.valid_to is null or on_day <= r.valid_to)
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.said_first(p review_pair)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select a.verdict from standing_answers(p) a where a.stage in ('first', 'senior')
  order by (a.stage = 'senior') desc, a.answer_no limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.save_what_if(wanted_name text, wanted_version integer, wanted_program text, wanted_area text, wanted_terms jsonb, seen_answer jsonb, request text, OUT verdict text, OUT made_scenario bigint, OUT made_revision integer)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  area record;
begin
  if acting_account() is null then
    raise exception 'nobody keeps a scenario without a session' using errcode = 'insufficient_privilege';
  end if;
  select * into area from area_villages(wanted_area);
  verdict := case
    when not coalesce(holds('tabulate'), false) then 'right-not-held'
    when area.low is null then 'area-unknown'
    when not coalesce(int8range(area.low, area.high, '[]') <@ my_ranges('tabulate'), false) then 'area-not-yours'
    when not exists (select from version v where v.version_no = wanted_version and v.state = 'published')
      then 'version-not-published'
    else 'ok' end;
  if verdict = 'ok' then
    perform pg_advisory_xact_lock(hashtextextended('what-if ' || acting_account() || ' ' || wanted_name, 0));
    select coalesce(max(s.revision), 0) + 1 into made_revision from what_if_scenario s
      where s.account_id = acting_account() and s.name = wanted_name;
    insert into what_if_scenario (account_id, name, revision, version_no, program, area, village_lo, village_hi, terms, answer)
      values (acting_account(), wanted_name, made_revision, wanted_version, wanted_program, wanted_area, area.low, area.high,
        wanted_terms, seen_answer)
      returning scenario_no into made_scenario;
  end if;
  insert into audit_entry (act, subject_kind, subject_id, village_no, version_no, fields_class, row_count, decision, request_id, detail)
    values ('save-what-if', 'what-if', made_scenario, area.low, (select v.version_no from version v
      where v.version_no = wanted_version), 'figures', 0, case verdict when 'ok' then 'allowed' else verdict end, request,
      coalesce(acting_seat(array['tabulate'], area.low), '{}'));
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.seal_candidate_list_here(wanted bigint, digest text, request text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not exists (select from candidate_list l where l.list_no = wanted and l.made_by = acting_account()) then
    raise exception 'a list is sealed by whoever made it' using errcode = 'insufficient_privilege';
  end if;
  insert into candidate_list_word (list_no, state, account_id, list_sha256) values (wanted, 'made', acting_account(), digest);
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    select 'hand-over-candidates', 'determination', l.determination_no, d.version_no, 'identity', l.units, request,
      coalesce(acting_seat(array['issue-decree'], null), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted, 'area', l.area, 'file', digest)
    from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.see_case_notice(wanted_case bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
begin
  select c.* into held from case_file c where c.case_id = wanted_case;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  update case_notice n set seen_by = acting_account(), seen_at = now()
    where n.case_id = wanted_case and n.seen_at is null and sits_at(n.to_institution, n.to_tier, held.village_no);
  return case when found then 'seen' else 'not-found' end;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.seen_past(said jsonb, own_family bigint, ranges int8multirange, sees_hidden boolean)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with judged as (
    select e.body, (e.body ->> 'family_id')::bigint as family_id, n.person_id as now_id, n.family_id as now_family,
      exists (select from tombstone t where t.unit = 'person' and t.unit_id in (e.id, n.person_id)) as is_gone,
      not sees_hidden and (dtsen_policy.is_hidden('person', e.id, (e.body ->> 'family_id')::bigint)
        or coalesce(dtsen_policy.is_hidden('person', n.person_id, n.family_id), false)) as is_hidden,
      coalesce(n.family_id <> own_family and not (n.village_no <@ ranges or n.domicile_village_no <@ ranges), false) as is_others
    from (select value as body, (value ->> 'person_id')::bigint as id from jsonb_array_elements(said -> 'persons')) e
    left join publication_pointer c on true
    left join person_redirect r on r.version_no = c.version_no and r.from_person_id = e.id
    left join lateral (select q.person_id, q.family_id, q.village_no, q.domicile_village_no from person q
      where q.version_no = c.version_no and q.person_id = coalesce(r.to_person_id, e.id) limit 1) n on true),
  shown as (
    select j.family_id, j.is_gone, (j.body ->> 'person_id')::bigint as id,
      case when j.is_gone then j.body || jsonb_build_object('life_status', -5, 'sources', '{}'::jsonb, 'facts',
          (select coalesce(jsonb_agg(-5), '[]') from jsonb_array_elements(j.body -> 'facts')))
        else j.body || jsonb_build_object('now_id', j.now_id, 'now_family', j.now_family) end as body
    from judged j where not j.is_hidden and not j.is_others),
  standing as (
    select (f.value ->> 'family_id')::bigint as id, case when m.living > 0 then f.value
        else f.value || jsonb_build_object('sources', '{}'::jsonb, 'facts_as_of', null, 'decile_national', null,
          'decile_province', null, 'decile_regency', null, 'percentile', null, 'facts',
          (select coalesce(jsonb_agg(-5), '[]') from jsonb_array_elements(f.value -> 'facts'))) end as body,
      m.living
    from jsonb_array_elements(said -> 'families') f
    cross join lateral (select count(*) filter (where not j.is_gone and not j.is_hidden) as living,
        count(*) filter (where j.is_hidden) as hidden, count(*) as whole
      from judged j where j.family_id = (f.value ->> 'family_id')::bigint) m
    where (sees_hidden or not dtsen_policy.is_hidden('family', (f.value ->> 'family_id')::bigint, null))
      and (m.hidden = 0 or m.living > 0))
  select jsonb_build_object(
    'families', (select coalesce(jsonb_agg(s.body order by s.id), '[]') from standing s),
    'persons', (select coalesce(jsonb_agg(s.body order by s.id), '[]') from shown s),
    'outcomes', (select coalesce(jsonb_agg(o.value), '[]') from jsonb_array_elements(said -> 'outcomes') o
      where exists (select from standing s where s.id = (o.value ->> 'family_id')::bigint and s.living > 0)
        and (o.value ->> 'unit' = 'family' or exists (select from shown s
          where not s.is_gone and s.id = (o.value ->> 'unit_id')::bigint))))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.sees_assignment(one book_assignment)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  return ((one.account_id = acting_account() and one.ended_on is null and one.from_on <= today_here()
      and coalesce(one.village_no <@ my_ranges('keep-book') or one.domicile_village_no <@ my_ranges('keep-book'), false))
    or coalesce(one.village_no <@ my_ranges('oversee-book') or one.domicile_village_no <@ my_ranges('oversee-book'), false))
    and not dtsen_policy.is_hidden('family', one.family_id, one.family_id);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.sees_candidates(me bigint, wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(holds('receive-candidates'), false) and (receives_candidates(me, wanted) or exists (select from candidate_list l
    join determination d on d.determination_no = l.determination_no join determined_by(me) p on p = d.program_code
    where l.list_no = wanted))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.sees_case(held case_file)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(held.village_no <@ my_ranges(case_read_right(held.kind))
      or held.domicile_village_no <@ my_ranges(case_read_right(held.kind)), false)
    and (not 'province-examines' = any (held.rules) or holds('read-complaint-above'))
    and (holds('order-suppression') or not dtsen_policy.is_hidden('person', held.person_id, held.family_id))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.settle_pair(wanted_pair bigint)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  p review_pair;
  wanted int;
  firsts int;
  kinds int;
  doubted boolean;
  settler text;
  refused boolean;
  said text;
  people int;
  stands text;
  why text;
begin
  select * into p from review_pair r where r.pair_id = wanted_pair;
  wanted := 1 + p.is_double::int;
  select count(*) filter (where a.stage = 'first'), count(distinct a.verdict) filter (where a.stage = 'first'),
      coalesce(bool_or(a.verdict = 'unsure') filter (where a.stage = 'first'), false),
      min(a.verdict) filter (where a.stage = 'senior'),
      min(a.verdict) filter (where a.stage = 'first')
    into firsts, kinds, doubted, settler, said from standing_answers(p) a;
  refused := exists (select from standing_answers(p) a where a.stage = 'second' and a.verdict <> said);
  why := case when firsts > 1 then 'two-blind' else 'one-answer' end;
  if settler is not null then
    said := settler;
    why := 'settled';
  end if;
  select count(*) into people from standing_answers(p) a where a.verdict = said;
  stands := case
    when settler = 'unsure' then 'set-aside'
    when refused and settler is null then 'senior'
    -- One blind answer of two is not looked at before the other has come.
    when settler is null and firsts < wanted then 'open'
    when settler is null and (kinds > 1 or doubted) then 'senior'
    -- A merge, and the parting of one that stands, take two where aid hangs on them.
    when (said = 'same' or p.asked_in = 'cluster') and people < 2 and touches_benefits(p) then 'second'
    else 'decided' end;
  if stands = 'decided' then
    if exists (select from standing_answers(p) a where a.stage = 'second' and a.verdict = said
        and (said = 'same' or p.asked_in = 'cluster' and settler is null)) then
      why := 'two-people';
    end if;
    perform decide_pair(p, said, why);
  end if;
  update review_pair set state = stands, state_at = clock_timestamp(), waits_until = last_day_of(stands)
    where pair_id = wanted_pair;
  return stands;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.sits_at(wanted_institution text, wanted_tier text, wanted_village bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from appointment p join office o on o.office_code = p.office_code
    where p.account_id = acting_account() and p.revoked_at is null and p.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
      and o.institution_code = wanted_institution and o.tier = wanted_tier
      and wanted_village between p.village_lo and p.village_hi)
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.somebody_left(held case_file)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select exists (select from current_person p where p.life_status = 1
    and p.family_id in (select held.family_id union select r.to_family_id from family_redirect r
      join publication_pointer v on v.version_no = r.version_no where r.from_family_id = held.family_id)
    and p.person_id <> held.person_id)
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.standing_answers(p review_pair)
 RETURNS SETOF review_answer
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select * from (select distinct on (a.account_id) a.* from review_answer a
    where a.pair_id = p.pair_id and a.round = p.round and a.stage <> 'undo'
    order by a.account_id, a.answer_no desc) latest
  where latest.verdict <> 'withdrawn'
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.standing_decrees(wanted_version integer)
 RETURNS SETOF decree
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select d.* from decree d where d.version_no = wanted_version and not exists (
    select from decree later where later.program_code = d.program_code and later.decree_no > d.decree_no)
  order by d.decree_no
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.standings_of(wanted_version integer, wanted_family bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object(
    'lists', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
      select distinct on (d.program_code) d.program_code as program, v.label, d.version_no = wanted_version as is_this, d.kind,
        last.state, d.determiner, c.act_number as decree, c.signed_on::text, (last.at at time zone 'Asia/Jakarta')::date::text as since
      from determination d join version v on v.version_no = d.version_no and v.state = 'published'
        cross join lateral (select w.state, w.at from determination_word w where w.determination_no = d.determination_no
          order by w.word_no desc limit 1) last
        left join determination_word w on w.determination_no = d.determination_no and w.state = 'decreed'
        left join decree c on c.decree_no = w.decree_no
      where last.state in ('approved', 'decreed') or last.state = 'revoked' and d.version_no = wanted_version
      order by d.program_code, last.state in ('approved', 'decreed') desc, d.determination_no desc) x),
    'units', (select coalesce(jsonb_agg(to_jsonb(y)), '[]') from (
      select distinct on (u.program, u.unit, u.unit_id) u.* from (
        select d.program_code as program, a.unit, coalesce(p.to_person_id, case a.unit when 'family' then wanted_family else a.unit_id end) as unit_id,
          a.answer, a.reason_code, d.determiner, r.act_number, r.act_signed_on::text, v.label, r.result_no as at, null as note_number,
          null as handed_on
        from candidate_answer a join candidate_result r on r.result_no = a.result_no
          join candidate_list l on l.list_no = r.list_no and candidate_list_state(l.list_no) = 'received'
          join determination d on d.determination_no = l.determination_no and determination_state(d.determination_no) <> 'revoked'
          join version v on v.version_no = d.version_no
          left join person_redirect p on p.version_no = wanted_version and a.unit = 'person' and p.from_person_id = a.unit_id
        where a.family_id in (select ids_of_family(wanted_family))
          and not exists (select from candidate_result s where s.supersedes = r.result_no)
        union all
        select d.program_code, c.unit, coalesce(p.to_person_id, case c.unit when 'family' then wanted_family else c.unit_id end), null,
          null, d.determiner, null, null, v.label, 0, l.note_number, l.handed_on::text
        from candidate c join candidate_list l on l.list_no = c.list_no and candidate_list_state(l.list_no) = 'received'
          join determination d on d.determination_no = l.determination_no and determination_state(d.determination_no) = 'approved'
          join version v on v.version_no = d.version_no
          left join person_redirect p on p.version_no = wanted_version and c.unit = 'person' and p.from_person_id = c.unit_id
        where c.family_id in (select ids_of_family(wanted_family))) u
      order by u.program, u.unit, u.unit_id, u.at desc) y))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.statements_set_aside(wanted_version integer, wanted_families bigint[])
 RETURNS TABLE(family_id bigint, person_id bigint, source text, statement text, observed_on text, reason text, decided_on text, counts boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with own as (
    select p.family_id, p.person_id, p.person_id as asked_id from person p
      where p.version_no = wanted_version and p.family_id = any (wanted_families)
    union
    select p.family_id, p.person_id, r.from_person_id from person p
      join person_redirect r on r.version_no = wanted_version and r.to_person_id = p.person_id
      where p.version_no = wanted_version and p.family_id = any (wanted_families)),
  house as (
    select w.family_id, w.family_id as asked_id from unnest(wanted_families) w (family_id)
    union
    select r.to_family_id, r.from_family_id from family_redirect r
      where r.version_no = wanted_version and r.to_family_id = any (wanted_families)),
  said as (
    select o.family_id, o.person_id, c.check_id from own o join evidence_check c on c.person_id = o.asked_id and c.state = 'dismissed'
    union
    select h.family_id, null, c.check_id from house h
      join evidence_check c on c.family_id = h.asked_id and c.person_id is null and c.state = 'dismissed')
  select s.family_id, s.person_id, c.source, c.statement, c.observed_on::text, c.reason,
    (c.decided_at at time zone 'Asia/Jakarta')::date::text, c.decided_at <= v.started_at
  from said s join evidence_check c on c.check_id = s.check_id join version v on v.version_no = wanted_version
  where coalesce(holds('order-suppression'), false) or not dtsen_policy.is_hidden('person', s.person_id, s.family_id)
  order by s.family_id, c.decided_at, c.check_id
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.statements_set_aside_here(wanted_version integer, wanted_families bigint[])
 RETURNS TABLE(family_id bigint, person_id bigint, source text, statement text, observed_on text, reason text, decided_on text, counts boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select * from statements_set_aside(wanted_version, array(
    select f.family_id from family f where f.version_no = wanted_version and f.family_id = any (wanted_families)
      and (f.village_no <@ my_ranges('read-family') or f.domicile_village_no <@ my_ranges('read-family'))
      and (coalesce(holds('order-suppression'), false) or not f.is_suppressed)))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.step_case(wanted_case bigint, seen_event bigint, wanted_act text, wanted_reason text, number text, number_on date, moment timestamp with time zone, standing jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held case_file;
  problem text;
begin
  select c.* into held from case_file c where c.case_id = wanted_case for no key update;
  if held.case_id is null or not sees_case(held) then return 'not-found'; end if;
  if coalesce((select max(e.event_no) from case_event e where e.case_id = wanted_case), 0) <> seen_event then
    return 'changed-meanwhile'; end if;
  if held.state in ('done', 'refused', 'withdrawn') then return 'case-ended'; end if;
  if wanted_act = 'escalate' or case_turn(held, wanted_act) is null then return 'right-not-held'; end if;
  if wanted_act in ('return', 'pause', 'refuse') and not exists (select from case_way_reason r where r.kind = held.kind
      and r.act = wanted_act and r.reason = wanted_reason and held.step = any (r.steps)
      and (wanted_act <> 'return' or r.back_to = standing ->> 'step')) then
    return 'reason-unknown'; end if;
  if (wanted_act = 'pass' or case_ends_aid(held.kind, wanted_reason))
      and exists (select from unnest(case_other_hands(held)) h where is_one_person(h, acting_account())) then
    return 'same-person'; end if;
  if (wanted_act = 'pass' and held.step = any (case_needs_reference(held.kind)) or case_ends_aid(held.kind, wanted_reason))
      and (number is null or number_on is null) then return 'reference-missing'; end if;
  problem := case_move_problem(held, wanted_act, wanted_reason, moment);
  if problem is not null then return problem; end if;
  perform write_case_event(held, wanted_act, wanted_reason, number, number_on, moment, acting_account(), standing);
  return 'written';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.step_crisis(wanted_crisis bigint, wanted_act text, said jsonb, confirm_hours integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held crisis;
  last crisis_act;
  stage text;
  today date;
begin
  select c.* into held from crisis c where c.crisis_no = wanted_crisis for no key update;
  if held.crisis_no is null or not crisis_right(wanted_crisis, 'read-crisis') then return 'not-found'; end if;
  if not crisis_right_over(wanted_crisis, case when wanted_act in ('confirm', 'refuse') then 'confirm-crisis'
      when wanted_act = 'report' then 'audit-crisis' else 'declare-crisis' end) then return 'right-not-held'; end if;
  stage := crisis_stage(held);
  today := day_at(held.clock_village);
  select a.* into last from crisis_act a where a.crisis_no = wanted_crisis order by a.act_no desc limit 1;
  if wanted_act in ('confirm', 'refuse') then
    if last.answer is not null or stage not in ('proposed', 'lapsed', 'open') then return 'not-now'; end if;
    if now() > last.confirm_before then return 'lapsed'; end if;
    if wanted_act = 'confirm' and last.proposed_by = acting_account() then return 'same-person'; end if;
    update crisis_act a set answer = case wanted_act when 'confirm' then 'confirmed' else 'refused' end,
        answered_by = acting_account(), answered_at = now() where a.crisis_no = wanted_crisis and a.act_no = last.act_no;
    if wanted_act = 'confirm' then
      update crisis c set is_confirmed = true, status = last.status, end_on = last.end_on where c.crisis_no = wanted_crisis;
    end if;
    return 'done';
  elsif wanted_act in ('extend', 'end') then
    if stage <> 'open' then return 'not-now'; end if;
    if last.answer is null and now() <= last.confirm_before then return 'waits-already'; end if;
    if (said ->> 'signed_on')::date > today or (said ->> 'end_on')::date > held.start_on + 366
        or (wanted_act = 'extend' and (said ->> 'end_on')::date <= held.end_on)
        or (wanted_act = 'end' and (said ->> 'end_on')::date not between today - 1 and held.end_on - 1) then
      return 'day-order'; end if;
    insert into crisis_act (crisis_no, act_no, act, paper, signed_on, status, end_on, proposed_by, confirm_before)
      values (wanted_crisis, last.act_no + 1, wanted_act, said ->> 'paper', (said ->> 'signed_on')::date, said ->> 'status',
        (said ->> 'end_on')::date, acting_account(), now() + make_interval(hours => confirm_hours));
    return 'done';
  end if;
  if stage <> 'ended' or held.audit_opened_at is null then return 'not-now'; end if;
  if exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.finding is null) then return 'audit-open'; end if;
  update crisis c set reported_by = acting_account(), reported_at = now(), report_paper = said ->> 'paper'
    where c.crisis_no = wanted_crisis;
  perform crisis_findings(wanted_crisis);
  return 'done';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.step_plan(wanted_plan bigint, seen_event bigint, wanted_act text, wanted_reason text, wanted_codes text[], wanted_provider bigint, number text, number_on date, today date, moment timestamp with time zone, next_state text, next_due date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held plan;
  began bigint;
  lawful text;
begin
  select p.* into held from plan p where p.plan_no = wanted_plan for no key update;
  if held.plan_no is null or not plan_right(held, 'read-plan') then return 'not-found'; end if;
  if coalesce((select max(e.event_no) from plan_event e where e.plan_no = wanted_plan), 0) <> seen_event then
    return 'changed-meanwhile'; end if;
  if not plan_right(held, case when wanted_act in ('confirm-forced', 'refuse-forced') then 'confirm-graduation'
      else 'plan-empowerment' end) then return 'right-not-held'; end if;
  lawful := plan_move(held.state, wanted_act);
  if lawful is null then return 'not-now'; end if;
  if lawful <> next_state then
    raise exception 'plan %: % leads from % to %, never to %', wanted_plan, wanted_act, held.state, lawful, next_state;
  end if;
  if wanted_act in ('accept', 'deliver', 'warn', 'propose-forced', 'confirm-forced', 'withdraw') and number is null then
    return 'paper-missing'; end if;
  if (wanted_act = 'set-goals' or (wanted_act = 'assess' and wanted_reason = 'needs-support'))
    and coalesce(cardinality(wanted_codes), 0) = 0 then return 'codes-missing'; end if;
  select coalesce(max(e.event_no), 0) into began from plan_event e where e.plan_no = wanted_plan and e.act = 'shock';
  if wanted_act = 'propose-forced' and not exists (select from plan_event e
      where e.plan_no = wanted_plan and e.act = 'warn' and e.event_no > began) then return 'warnings-missing'; end if;
  if wanted_act = 'confirm-forced' and acting_account() = (select e.by_account from plan_event e
      where e.plan_no = wanted_plan and e.act = 'propose-forced' order by e.event_no desc limit 1) then
    return 'same-person'; end if;
  -- No component is left: the published version says so, nobody at a counter.
  if wanted_act = 'graduate' and wanted_reason = 'natural' and not exists (select from outcome o
      join publication_pointer p on p.version_no = o.version_no
      where o.family_id = held.family_id and o.program = 'pkh' and o.first_reason = 'has-component') then
    return 'not-natural'; end if;
  if wanted_act = 'shock' and held.due_on is null and exists (select from plan p where p.family_id = held.family_id
      and p.kind = held.kind and p.due_on is not null and p.plan_no <> wanted_plan) then return 'open-already'; end if;
  if held.state in ('referred', 'placed') and lawful not in ('referred', 'placed') then
    update provider p set taken = p.taken - 1 where p.provider_no = held.provider_no;
  end if;
  if wanted_act = 'refer' then
    if not exists (select from provider p where p.provider_no = wanted_provider and p.status = 'active'
        and exists (select from provider_record r where r.provider_no = p.provider_no and today between r.from_on and r.valid_to)
        and (held.village_no between p.village_lo and p.village_hi
          or held.domicile_village_no between p.village_lo and p.village_hi)) then return 'provider-unfit'; end if;
    begin
      update provider p set taken = p.taken + 1 where p.provider_no = wanted_provider;
    exception when check_violation then return 'no-place';
    end;
  end if;
  insert into plan_event (plan_no, act, reason, codes, provider_no, paper, paper_on, on_day, at, by_account)
    values (wanted_plan, wanted_act, wanted_reason, wanted_codes, case when wanted_act = 'refer' then wanted_provider end,
      number, number_on, today, moment, acting_account());
  update plan p set state = lawful, due_on = next_due,
      provider_no = case when wanted_act = 'refer' then wanted_provider when lawful in ('placed', 'following')
        or wanted_act = 'warn' then p.provider_no end
    where p.plan_no = wanted_plan;
  return 'written';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.step_removal_here(wanted bigint, wanted_act text, why text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  r removal := (select x from removal x where x.removal_id = wanted for update);
  n removal_run := (select x from removal_run x where x.run_no = r.run_no);
  s removal_step := (select x from removal_step x where x.from_state = r.state and x.act = wanted_act);
  needed text := coalesce(s.right_code, 'decide-removal');
begin
  if me is null or r.removal_id is null or n.issued_on is null
    or (dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id) and not coalesce(holds('order-suppression'), false))
    or not coalesce(r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'), false)
    then return 'removal-unknown'; end if;
  if not coalesce(holds(needed) and (r.village_no <@ my_ranges(needed) or r.domicile_village_no <@ my_ranges(needed)), false)
    then return 'removing-right-not-held'; end if;
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  -- Only what the version in force says is acted on.
  if s.act is null or not exists (select from publication_pointer p where p.version_no = r.version_no) then return 'no-such-step'; end if;
  if s.is_after_reply and r.effect_on is null then return 'notice-not-delivered'; end if;
  if s.is_after_reply and today < r.effect_on then return 'reply-period-runs'; end if;
  if s.is_second and r.proposed_by is not distinct from me then return 'second-person-needed'; end if;
  update removal set state = s.to_state,
    proposed_by = case when s.to_state in ('notice-proposed', 'removal-proposed') then me end,
    -- A notice that follows a review gives its own full period, once it is handed over.
    notice_on = case when wanted_act = 'confirm-notice' then null else notice_on end,
    effect_on = case when wanted_act = 'confirm-notice' then null else effect_on end
    where removal_id = wanted;
  insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
    values (wanted, wanted_act, me, trim(why), r.village_no, r.domicile_village_no);
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    values (wanted_act, 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array[needed], r.village_no), '{}')
        || jsonb_build_object('removal', wanted, 'program', r.program, 'to', s.to_state));
  return s.to_state;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.step_removals_here(wanted_program text, wanted_cause text, wanted_act text, why text, request text, OUT verdict text, OUT stepped integer)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  now_in int := (select p.version_no from publication_pointer p);
  mine int8multirange := my_ranges('decide-removal');
  s removal_step;
  due bigint[];
begin
  stepped := 0;
  if me is null or not coalesce(holds('decide-removal'), false) then verdict := 'removing-right-not-held'; return; end if;
  if length(trim(why)) < 20 then verdict := 'reason-too-short'; return; end if;
  select x.* into s from removal_step x where x.act = wanted_act
    and x.from_state = case wanted_act when 'propose-removal' then 'noticed' when 'confirm-removal' then 'removal-proposed' end;
  if s.act is null then verdict := 'no-such-step'; return; end if;
  due := array(select r.removal_id from removal r join removal_run n on n.run_no = r.run_no
    where r.version_no = now_in and n.issued_on is not null and r.program = wanted_program and r.cause = wanted_cause
      and r.state = s.from_state and not r.is_reviewed and (r.village_no <@ mine or r.domicile_village_no <@ mine)
      and today >= r.effect_on and (not s.is_second or r.proposed_by is distinct from me)
      and (coalesce(holds('order-suppression'), false) or not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id))
    order by r.removal_id for update of r);
  update removal set state = s.to_state, proposed_by = case when s.to_state = 'removal-proposed' then me end
    where removal_id = any (due);
  insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
    select r.removal_id, wanted_act, me, trim(why), r.village_no, r.domicile_village_no from removal r where r.removal_id = any (due);
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    select wanted_act, 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array['decide-removal'], r.village_no), '{}')
        || jsonb_build_object('removal', r.removal_id, 'program', r.program, 'to', s.to_state, 'group', true)
    from removal r where r.removal_id = any (due);
  verdict := 'done';
  stepped := cardinality(due);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.step_suppression(wanted_suppression bigint, step text, wanted_review date, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held suppression;
  is_known boolean := coalesce(step in ('keep', 'ask-release', 'release'), false);
  needed text := case when step in ('keep', 'ask-release') then 'order-suppression' else 'release-suppression' end;
  verdict text;
begin
  perform hold_projections();
  select s.* into held from suppression s where s.suppression_id = wanted_suppression for no key update;
  verdict := case
    when not coalesce(held.village_no <@ my_ranges(needed), false) then 'right-not-held'
    when not is_known then 'step-unknown'
    when held.released_at is not null then 'already-released'
    when step = 'keep' and not is_review_day(wanted_review) then 'review-day-wrong'
    when step = 'keep' then 'kept'
    when step = 'ask-release' and length(trim(coalesce(reason, ''))) < 5 then 'no-reason'
    when step = 'ask-release' and held.release_asked_by is not null then 'already-asked'
    when step = 'ask-release' then 'release-asked'
    when held.release_asked_by is null then 'release-not-asked'
    when held.release_asked_by = acting_account() then 'second-person-needed'
    else 'released' end;
  case verdict
    when 'kept' then update suppression set review_on = wanted_review, release_asked_by = null, release_reason = null
      where suppression_id = wanted_suppression;
    when 'release-asked' then update suppression set release_asked_by = acting_account(),
      release_reason = without_numbers(reason) where suppression_id = wanted_suppression;
    when 'released' then update suppression set released_at = now(), released_by = acting_account()
      where suppression_id = wanted_suppression;
    else null;
  end case;
  insert into audit_entry (act, subject_kind, subject_id, village_no, fields_class, decision, detail)
    values (case when is_known then step else 'step' end || '-suppression', 'suppression', wanted_suppression,
      held.village_no, 'vault', verdict, coalesce(acting_seat(array[needed], held.village_no), '{}'));
  return verdict;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.step_warning(client uuid, wanted_warning bigint, seen_event bigint, wanted_family bigint, wanted_person bigint, wanted_commitment text, wanted_act text, wanted_reason text, number text, number_on date, today date, moment timestamp with time zone, next_state text, next_until date, next_suspends text)
 RETURNS TABLE(verdict text, warning_number bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held book_warning;
  failed bigint;
  lawful text;
  is_rung boolean := wanted_act in ('send-first', 'send-second', 'propose');
  is_money boolean;
  home record;
begin
  if wanted_warning is null then
    select w.* into held from book_warning w where w.client_id = client;
    if held.warning_no is not null then
      verdict := case when held.person_id = wanted_person and held.commitment = wanted_commitment then 'written' else 'key-reused' end;
      warning_number := held.warning_no; return next; return;
    end if;
    held.family_id := wanted_family; held.person_id := wanted_person; held.commitment := wanted_commitment; held.state := 'unsent';
    perform pg_advisory_xact_lock(hashtextextended('warning ' || wanted_person::text || wanted_commitment, 0));
  else
    select w.* into held from book_warning w where w.warning_no = wanted_warning for no key update;
  end if;
  select b.family_id, b.domicile_village_no into home from book_families(null, array[held.family_id]) b;
  if held.family_id is null or home.family_id is null or not in_my_book(held.family_id, false)
      or dtsen_policy.is_hidden('person', held.person_id, held.family_id)
      or not exists (select from book_people(array[held.family_id]) q where q.person_id = held.person_id) then
    verdict := 'not-found'; return next; return; end if;
  if coalesce((select max(e.event_no) from book_warning_event e where e.warning_no = wanted_warning), 0) <> seen_event then
    verdict := 'changed-meanwhile'; return next; return; end if;
  is_money := wanted_act in ('confirm', 'refuse')
    or (wanted_act = 'reject' and held.state in ('proposed-heard', 'announced-heard'));
  if not (case when is_money then coalesce(home.domicile_village_no <@ my_ranges('confirm-sanction'), false)
      else in_my_book(held.family_id, true) end) then verdict := 'right-not-held'; return next; return; end if;
  lawful := warning_move(held.state, wanted_act);
  if lawful is null then verdict := 'not-now'; return next; return; end if;
  if lawful <> next_state then
    raise exception 'warning %: % leads from % to %, never to %', wanted_warning, wanted_act, held.state, lawful, next_state; end if;
  if wanted_act in ('send-first', 'send-second', 'confirm') and number is null then
    verdict := 'letter-missing'; return next; return; end if;
  if is_money and acting_account() = (select e.by_account from book_warning_event e
      where e.warning_no = wanted_warning and e.act = 'propose' order by e.event_no desc limit 1) then
    verdict := 'same-person'; return next; return; end if;
  if is_rung then
    if exists (select from book_unreached u where u.village_no = home.domicile_village_no and u.commitment = held.commitment
        and today between u.from_on and coalesce(u.to_on, today)) then verdict := 'out-of-reach'; return next; return; end if;
    if held.answer_until >= today then verdict := 'still-answering'; return next; return; end if;
    select failed_check(held.person_id, held.commitment) into failed;
    if failed is null then verdict := 'no-failed-check'; return next; return; end if;
  end if;
  if wanted_warning is null then
    if exists (select from book_warning w where w.person_id = wanted_person and w.commitment = wanted_commitment
        and w.state not in ('cleared', 'ended')) then verdict := 'open-already'; return next; return; end if;
    insert into book_warning (client_id, family_id, person_id, commitment, village_no, state, answer_until)
      values (client, wanted_family, wanted_person, wanted_commitment, home.domicile_village_no, lawful, next_until)
      returning * into held;
  else
    update book_warning w set state = lawful, answer_until = next_until, suspends = next_suspends
      where w.warning_no = wanted_warning;
  end if;
  insert into book_warning_event (warning_no, act, reason, check_no, letter, letter_on, on_day, at, by_account)
    values (held.warning_no, wanted_act, wanted_reason, failed, number, number_on, today, moment, acting_account());
  verdict := 'written'; warning_number := held.warning_no;
  return next;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.stood_in(wanted_version integer, part text)
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(array_agg((place->>1)::bigint), '{}') from tombstone t, jsonb_array_elements(t.stood_in) place
  where t.unit = 'person' and (place->>0)::int = wanted_version and place->>2 = part
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.stop_contact(wanted bigint, why text, moment timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  update case_contact k set stopped_at = moment, stopped_by = why, is_due = false
    where k.contact_no = wanted and k.stopped_at is null;
  update message m set state = 'superseded' where m.contact_no = wanted and m.state = 'waiting' and m.about = 'standing'
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.suppression_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  perform hold_projections();
  perform remember_members();
  perform mark_suppressed();
  return null;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.suppression_is_of_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  -- Not where it comes back from a backup.
  if new.version_no = 0 then
    new.version_no := coalesce((select c.version_no from publication_pointer c), 0);
  end if;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.sweep_contacts(moment timestamp with time zone, days integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with texts as (update message m set body_enc = null where m.body_enc is not null and m.state <> 'waiting'
      and m.made_at < moment - make_interval(days => days)),
  over as (select k.contact_no from case_contact k join case_file c on c.case_id = k.case_id
    where k.phone_enc is not null and k.stopped_at is null and not k.is_due and c.state in ('done', 'refused', 'withdrawn')
      and c.since < moment - make_interval(days => days)),
  ended as (select stop_contact(o.contact_no, 'over', moment) from over o),
  erased as (update case_contact k set phone_enc = null where k.phone_enc is not null
    and k.stopped_at < moment - make_interval(days => days) returning 1)
  select (select count(*) from ended)::int + (select count(*) from erased)::int
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.sweep_lookups()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  delete from lookup_budget where bucket in (
    select b.bucket from lookup_budget b where b.ends_at < now() order by b.bucket for update skip locked);
  delete from explanation_code where expires_at < now() - interval '30 days';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.take_brought_list(wanted_version integer, wanted_program text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  taken int;
begin
  if exists (select from publication_sheet s where s.version_no = wanted_version and wanted_program = any (s.programs))
    or exists (select from version_list l where l.version_no = wanted_version and l.program_code = wanted_program
      and not l.is_brought) then
    raise exception '% is a list of every version and comes with its projection', wanted_program; end if;
  if not exists (select from version v where v.version_no = wanted_version and v.state in ('frozen', 'projected', 'published')) then
    raise exception 'lists are brought for a version that stands at the desk'; end if;
  delete from outcome o where o.version_no = wanted_version and o.program = wanted_program;
  insert into outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome, place, first_reason,
      rules_true, rules_unknown, amount_rupiah, ruleset_id)
    select wanted_version, b.family_id, wanted_program, b.unit, b.unit_id, f.village_no, f.domicile_village_no, b.outcome,
      b.place, b.first_reason, b.rules_true, b.rules_unknown, b.amount_rupiah, b.ruleset_id
    from pg_temp.list_brought b join family f on f.version_no = wanted_version and f.family_id = b.family_id
    where b.program = wanted_program and (b.unit = 'family' or exists (select from person q where q.version_no = wanted_version
      and q.person_id = b.unit_id));
  get diagnostics taken = row_count;
  return taken;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.take_budgets(buckets text[], ends timestamp with time zone[])
 RETURNS integer[]
 LANGUAGE plpgsql
AS $function$
declare
  counts int[];
begin
  with asked as (
    select t.bucket, t.ends_at, t.nth, row_number() over same as nth_here, count(*) over (partition by t.bucket) as here
      from unnest(buckets, ends) with ordinality as t (bucket, ends_at, nth)
      window same as (partition by t.bucket order by t.nth)),
  taken as (
    insert into lookup_budget as b (bucket, used, ends_at)
      select a.bucket, a.here, a.ends_at from asked a where a.nth_here = 1 and a.bucket is not null
      order by a.bucket collate "C"
      on conflict (bucket) do update set
        used = excluded.used + case when b.ends_at < now() then 0 else b.used end,
        ends_at = case when b.ends_at < now() then excluded.ends_at else b.ends_at end
      returning b.bucket, b.used)
  select array_agg(t.used - a.here + a.nth_here order by a.nth) into counts
    from asked a left join taken t on t.bucket = a.bucket;
  return counts;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.take_lake_job(OUT taken_job bigint, OUT signed_body text, OUT mac bytea, OUT tries integer, OUT version_state text, OUT version_manifest text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  j lake_job;
begin
  for j in select * from lake_job l where l.state = 'asked' and l.expires_at <= now() for update skip locked loop
    update lake_job l set state = 'expired', reason = 'waited-too-long', ended_at = now() where l.job_no = j.job_no;
    perform note_lake_job(j, 'end-table', 'waited-too-long', 0);
  end loop;
  for j in select * from lake_job l where l.state = 'running' for update skip locked loop
    continue when not pg_try_advisory_xact_lock(7402650, j.job_no::int);
    if j.attempt > 1 then
      update lake_job l set state = 'failed', reason = 'worker-died', ended_at = now() where l.job_no = j.job_no;
      perform note_lake_job(j, 'end-table', 'worker-died', 0);
    else
      update lake_job l set state = 'asked' where l.job_no = j.job_no;
      perform note_lake_job(j, 'give-back-table', 'worker-died', 0);
    end if;
  end loop;
  select * into j from lake_job l where l.state = 'asked' order by l.job_no limit 1 for update skip locked;
  if j.job_no is null then return; end if;
  perform pg_advisory_lock(7402650, j.job_no::int);
  update lake_job l set state = 'running', attempt = l.attempt + 1, taken_by = pg_backend_pid(), taken_at = now()
    where l.job_no = j.job_no;
  perform note_lake_job(j, 'open-lake', 'allowed', 0);
  taken_job := j.job_no; signed_body := j.body; mac := j.signature; tries := j.attempt + 1;
  select v.state, v.manifest_sha256 into version_state, version_manifest from version v where v.version_no = j.version_no;
end $function$

-- may call: dtsen_lake

CREATE OR REPLACE FUNCTION dtsen.take_messages(moment timestamp with time zone, until timestamp with time zone, most integer)
 RETURNS TABLE(message_no bigint, message_id uuid, client_id uuid, channel text, phone bytea, body bytea, attempts integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with mine as (select m.message_no from message m where m.state = 'waiting' and m.next_at <= moment
      order by m.next_at, m.message_no limit most for no key update skip locked),
  lent as (update message m set next_at = until from mine where m.message_no = mine.message_no returning m.*)
  select l.message_no, l.message_id, k.client_id, k.channel, k.phone_enc, l.body_enc, l.attempts
  from lent l join case_contact k on k.contact_no = l.contact_no where k.phone_enc is not null and l.body_enc is not null
  order by l.message_no
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.take_rule_count()
 RETURNS TABLE(count_no bigint, program_code text, rule jsonb, version_label text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with taken as (
    update rule_count c set state = 'running', taken_at = now() where c.count_no = (
      select w.count_no from rule_count w
      where w.state = 'asked' or w.state = 'running' and w.taken_at < now() - interval '1 hour'
      order by w.count_no for update skip locked limit 1)
    returning c.*)
  select t.count_no, t.program_code, t.rule, v.label from taken t join version v on v.version_no = t.version_no
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.take_two_officers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  said_since bigint;
begin
  new.given_by := null;
  new.confirmed_by := null;
  if new.adapter <> 'manual' then return new; end if;
  new.given_by := coalesce(acting_account(), (select a.account_id from identity_question q
    join account a on a.username = lower(q.asked_by) where q.question_id = new.question_id));
  if not takes_off_list(new.outcome) then return new; end if;
  -- Two officers in one moment see each other.
  perform pg_advisory_xact_lock(hashtextextended('identity_check', new.person_id));
  select coalesce(max(k.check_no), 0) into said_since from identity_check k
    where k.person_id = new.person_id and k.outcome <> new.outcome;
  select k.given_by into new.confirmed_by from identity_check k
    where k.person_id = new.person_id and k.adapter = 'manual' and k.check_no > said_since
      and k.given_by <> new.given_by
    order by k.check_no desc limit 1;
  update identity_check k set confirmed_by = new.given_by
    where k.person_id = new.person_id and k.waits and k.check_no > said_since and k.given_by <> new.given_by;
  return new;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.take_withdrawal_order()
 RETURNS TABLE(order_no bigint, label text, username text, reason text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with taken as (
    update withdrawal_order o set taken_at = now() where o.order_no = (
      select w.order_no from withdrawal_order w where w.ended_at is null
        and (w.taken_at is null or w.taken_at < now() - interval '10 minutes')
      order by w.order_no for update skip locked limit 1)
    returning o.*)
  select t.order_no, v.label, a.username, t.reason from taken t
    join version v on v.version_no = t.version_no join account a on a.account_id = t.account_id
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.takes_off_list(outcome text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select outcome in ('meninggal', 'ganda', 'pindah-luar-negeri') $function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.tick_attendance(wanted_session bigint, ticks jsonb, moment timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  fresh int;
begin
  if not holds('keep-book') or not exists (select from book_session s join book_group g using (group_no)
      where s.session_no = wanted_session and g.account_id = acting_account() and g.village_no <@ my_ranges('keep-book')) then
    return null; end if;
  insert into book_attendance (client_id, session_no, family_id, mark, reason, by_account, at)
    select (t ->> 'id')::uuid, wanted_session, gf.family_id, t ->> 'mark', t ->> 'reason', acting_account(), moment
    from jsonb_array_elements(ticks) t
    join book_session s on s.session_no = wanted_session
    join book_group_family gf on gf.group_no = s.group_no and gf.family_id = (t ->> 'family')::bigint
    where in_my_book(gf.family_id, true)
    on conflict (client_id) do nothing;
  get diagnostics fresh = row_count;
  return fresh;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.tidings_of(wanted_case bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select jsonb_build_object('state', case when k.stopped_at is not null then 'unreachable' when k.proved_at is not null then 'proved'
      else 'asked' end, 'channel', k.channel, 'tail', k.tail,
    'sent_on', (select (max(m.sent_at) at time zone 'Asia/Jakarta')::date from message m
      where m.contact_no = k.contact_no and m.about = 'standing'))
  from case_contact k where k.case_id = wanted_case and (k.stopped_at is null or k.stopped_by = 'unreachable')
  order by k.contact_no desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.today_here()
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$ select (now() at time zone 'Asia/Jakarta')::date $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.told_past(ids jsonb, said jsonb, read_from text, own_family bigint, ranges int8multirange, sees_hidden boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  seen jsonb := seen_past(said, own_family, ranges, sees_hidden);
begin
  return jsonb_build_object('state', 'ready', 'from', read_from, 'ids', ids, 'said', seen, 'events', case_events(
    own_family || numbers(seen -> 'families', 'family_id'),
    numbers(ids -> 'persons', 'now') || numbers(seen -> 'persons', 'person_id')));
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.touches_benefits(p review_pair)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select p.stake <> 'none' or exists (select from outcome o
    join publication_pointer c on c.version_no = o.version_no
    where (o.family_id = p.spine_family_id or p.record_key > 0 and o.family_id = p.record_family_id)
      and o.outcome in ('recipient', 'reserve'))
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.undo_pair(wanted_pair bigint, words text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  p review_pair := hold_pair(wanted_pair, 'review-pair');
  me bigint := acting_account();
  own review_answer;
  book identity_decision;
  kept boolean := is_kept_from_me(wanted_pair, p.round);
begin
  if p.pair_id is null then return 'not-found'; end if;
  if length(trim(coalesce(words, ''))) < 5 then return 'reason-missing'; end if;
  select * into own from standing_answers(p) a where a.account_id = me;
  if p.state in ('open', 'senior', 'second', 'set-aside') then
    if own.answer_no is null then return 'nothing-to-undo'; end if;
    insert into review_answer (pair_id, round, stage, verdict, note)
      values (p.pair_id, p.round, own.stage, 'withdrawn', without_numbers(words));
    if p.record_key > 0 then perform settle_pair(p.pair_id); end if;
    perform hold_again(p.pair_id);
    return 'withdrawn';
  end if;
  if p.state <> 'decided' then return 'nothing-to-undo'; end if;
  if own.answer_no is null and (hold_pair(wanted_pair, 'settle-review')).pair_id is null then return 'not-own'; end if;
  select * into book from identity_decision d where d.pair_id = p.pair_id and d.round = p.round
    order by d.decision_no desc limit 1;
  insert into review_answer (pair_id, round, stage, verdict, note)
    values (p.pair_id, p.round, 'undo', 'undo', without_numbers(words));
  if (book.verdict = 'same' or p.asked_in = 'cluster') and (book.touches_benefits or touches_benefits(p)) then
    update review_pair set state = 'undo-second', state_at = clock_timestamp(), waits_until = last_day_of('undo-second')
      where pair_id = p.pair_id;
    return 'waits';
  end if;
  perform lift_decision(p, me, null);
  perform hold_again(p.pair_id);
  -- Whoever takes back what nobody else has seen is not told that it was a decision.
  return case when kept then 'withdrawn' else 'undone' end;
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.unsealed_entries(most integer)
 RETURNS TABLE(entry_no bigint, seq bigint, line text, next_xid text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  with mark as (select sealed_xid, sealed_seq, pg_snapshot_xmin(pg_current_snapshot()) as xmin from dtsen.audit_watermark),
  upto as (
    select coalesce((select (e.xid::text::numeric + 1)::text::xid8 from dtsen.audit_entry e, mark
      where e.xid >= mark.sealed_xid and e.xid < mark.xmin
      order by e.xid, e.entry_no offset most - 1 limit 1), (select xmin from mark)) as xid),
  taken as (
    select e as entry, mark.sealed_seq + row_number() over (order by e.xid, e.entry_no) as seq
    from dtsen.audit_entry e, mark, upto where e.xid >= mark.sealed_xid and e.xid < upto.xid)
  select (taken.entry).entry_no, taken.seq, dtsen.audit_line(taken.entry, taken.seq), upto.xid::text
  from taken, upto order by taken.seq
$function$

-- may call: dtsen_sealer

CREATE OR REPLACE FUNCTION dtsen.version_program_log()
 RETURNS TABLE(entry bigint, program text, is_in boolean, from_day date, has_quotas boolean, has_budgets boolean, ground text, proposed_by text, proposed_on date, answer text, answered_by text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select v.entry_no, v.program_code, v.is_in, v.from_day, v.quotas is not null, v.budgets is not null, v.ground, p.username,
    (v.proposed_at at time zone 'Asia/Jakarta')::date, v.answer, s.username
  from version_program v join account p on p.account_id = v.proposed_by left join account s on s.account_id = v.answered_by
  order by v.entry_no desc
$function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.version_programs()
 RETURNS TABLE(program text, valid_from date, valid_to date, quotas jsonb, budgets jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select e.program_code, e.from_day, e.next_day - 1, e.quotas, e.budgets from (
    select v.*, lead(v.from_day) over (partition by v.program_code order by v.from_day, v.entry_no) as next_day
    from version_program v where v.answer = 'confirmed') e
  where e.is_in and (e.next_day is null or e.next_day > e.from_day) order by e.program_code, e.from_day
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.village_for_clock(wanted_family bigint, wanted_person bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select coalesce(
    (select f.village_no from current_family f where f.family_id = wanted_family
      and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)),
    (select p.village_no from current_person p where p.person_id = wanted_person
      and not dtsen_policy.is_hidden('person', p.person_id, p.family_id)))
  where acting_account() is not null
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.village_of_person(wanted_person bigint, wanted_right text)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select v from dtsen.person q
  join dtsen.publication_pointer c on c.version_no = q.version_no
  cross join lateral unnest(array[q.village_no, q.domicile_village_no]) with ordinality as u (v, place)
  where q.person_id = wanted_person and v <@ dtsen.my_ranges(wanted_right) order by place limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.village_of_unit(wanted_unit text, wanted_id bigint, wanted_right text)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select case wanted_unit when 'person' then dtsen.village_of_person(wanted_id, wanted_right) else (
    select v from dtsen.family f
    join dtsen.publication_pointer c on c.version_no = f.version_no
    cross join lateral unnest(array[f.village_no, f.domicile_village_no]) with ordinality as u (v, place)
    where f.family_id = wanted_id and v <@ dtsen.my_ranges(wanted_right) order by place limit 1) end
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.visit_of_proposal(wanted_case bigint)
 RETURNS ground_check
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select g from ground_check g where g.case_id = wanted_case and g.outcome = 'met'
    and g.at >= coalesce((select max(e.at) from case_event e where e.case_id = wanted_case and e.act = 'return'
      and e.reason in ('visit-incomplete', 'visit-too-old', 'other-family')), '-infinity')
  order by g.check_no desc limit 1
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.warning_move(state text, act text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when state = 'unsent' and act = 'send-first' then 'first'
    when state in ('unsent', 'cleared', 'ended') then null
    when act = 'meet' then 'cleared'
    when act = 'answer' and state not like '%-heard' then state || '-heard'
    when act = 'accept' and state like '%-heard' then 'cleared'
    when act = 'reject' and state like '%-heard' then replace(state, '-heard', '')
    when state = 'first' and act = 'send-second' then 'second'
    when state = 'second' and act = 'propose' then 'proposed'
    when state = 'proposed' and act = 'confirm' then 'announced'
    when state = 'proposed' and act = 'refuse' then 'cleared'
    when state = 'announced' and act = 'finish' then 'ended' end
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.way_of_case(held case_file)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select array_agg(s.step order by s.place) from case_way_step s
  where s.kind = held.kind and (s.asked_by is null or s.asked_by = any (held.rules))
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.weighed_family(wanted_version integer, wanted_family bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  if not holds('read-weights') then return null; end if;
  if not exists (select from family f where f.version_no = wanted_version and f.family_id = wanted_family
      and f.village_no <@ my_ranges('read-weights')) then return null; end if;
  return explained_family(wanted_version, wanted_family);
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.who_am_i()
 RETURNS TABLE(account_id bigint, username text, person_name text, role_code text, office_code text, institution_code text, region_id integer, region_name text, village_lo bigint, village_hi bigint, valid_to date, absolute_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select a.account_id, a.username, a.person_name, p.role_code, p.office_code, o.institution_code,
    p.region_id, r.name, p.village_lo, p.village_hi, p.valid_to, s.absolute_until
  from dtsen.account a
  join dtsen.session s on s.session_id = dtsen.acting_session()
  left join dtsen.appointment p on p.account_id = a.account_id and p.revoked_at is null
    and p.confirmed_by is not null
    and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
  left join dtsen.office o on o.office_code = p.office_code
  left join dtsen.region r on r.region_id = p.region_id
  where a.account_id = dtsen.acting_account()
  order by p.appointment_id
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.withdrawal_orders(wanted_version integer)
 RETURNS TABLE(order_no bigint, username text, is_mine boolean, reason text, at timestamp with time zone, outcome text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select o.order_no, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') then a.username end,
    o.account_id = me.account_id, o.reason, o.at, o.outcome
  from account me, withdrawal_order o join account a on a.account_id = o.account_id
  where me.account_id = acting_account() and o.version_no = wanted_version and holds('read-figures')
$function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.withdrawal_words(wanted_version integer)
 RETURNS TABLE(list_no bigint, username text, reason text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
  select w.list_no, case when acting_account() is null or account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight') then a.username end, w.reason, w.at
  from withdrawal_word w join withdrawal_list l on l.list_no = w.list_no join account a on a.account_id = w.account_id
  left join account me on me.account_id = acting_account()
  where l.version_no = wanted_version
$function$

-- may call: dtsen_app, dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.without_numbers(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select regexp_replace(words, '[0-9]{16}', '[16 angka]', 'g')
$function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.word_for_withdrawal(wanted_list bigint, by_name text, why text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  me bigint := (select a.account_id from account a where a.username = lower(by_name));
  l withdrawal_list := (select x from withdrawal_list x where x.list_no = wanted_list for update);
  people int;
begin
  if not account_holds(by_name, 'withdraw-version', 'publication') then return 'withdrawing-right-not-held'; end if;
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  if not exists (select from publication_pointer p where p.version_no = l.version_no and p.previous_version_no = l.back_to_no)
    or l.decrees is distinct from (select array_agg(d.decree_no order by d.decree_no) from standing_decrees(l.version_no) d)
    then return 'list-outdated'; end if;
  insert into withdrawal_word (list_no, account_id, reason) values (wanted_list, me, trim(why)) on conflict do nothing;
  if not found then return 'said-already'; end if;
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no,
      fields_class, detail)
    values (null, null, 'cli:' || lower(by_name), 'publication', 'word-for-withdrawal', 'version', l.version_no, l.version_no,
      'work', jsonb_build_object('reason', trim(why), 'list', wanted_list, 'back', l.back_to_no, 'sha256', l.file_sha256));
  select count(*) into people from withdrawal_word w where w.list_no = wanted_list;
  return case when people < 2 then 'waits' else 'in-force' end;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.work_crisis(wanted_crisis bigint, client uuid, wanted_row bigint, wanted_act text, said jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  held crisis;
  line crisis_row;
  item crisis_item;
  known crisis_event;
  stage text;
  many int;
  whom bigint;
begin
  -- Of a hidden family only those who may know of it.
  select r.* into line from crisis_row r where r.crisis_no = wanted_crisis and r.row_no = wanted_row for no key update;
  if line.row_no is null or not coalesce(line.village_no <@ my_ranges('read-crisis'), false) or not (holds('order-suppression')
      or not dtsen_policy.is_hidden('family', line.family_id, line.family_id)) then return 'not-found'; end if;
  if not coalesce(line.village_no <@ my_ranges(case wanted_act when 'find' then 'audit-crisis' else 'work-crisis' end), false) then
    return 'right-not-held'; end if;
  select e.* into known from crisis_event e where e.client_id = client;
  if known.event_no is not null then
    return case when known.by_account <> acting_account() or known.row_no <> wanted_row then 'key-reused'
      when known.act = 'out-of-budget' then 'beyond-budget' when known.act <> wanted_act then 'key-reused' else 'done' end;
  end if;
  select c.* into held from crisis c where c.crisis_no = wanted_crisis;
  stage := crisis_stage(held);
  whom := crisis_subject(line);
  if wanted_act = 'find' then
    if stage = 'reported' then return 'reported'; end if;
    if not exists (select from crisis_audit a where a.crisis_no = wanted_crisis and a.row_no = wanted_row) then
      return 'not-in-audit'; end if;
    if line.added_by = acting_account() or exists (select from crisis_event e where e.row_no = wanted_row
        and e.act <> 'find' and e.by_account = acting_account()) then return 'same-person'; end if;
    insert into crisis_event (client_id, crisis_no, row_no, act, word, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'find', said ->> 'word', whom, acting_account());
    update crisis_audit a set finding = said ->> 'word', found_by = acting_account(), found_at = now()
      where a.crisis_no = wanted_crisis and a.row_no = wanted_row;
    return 'done';
  end if;
  if stage in ('ended', 'reported') or day_at(line.village_no) > held.end_on then return 'ended'; end if;
  if stage in ('refused', 'lapsed') then return 'not-confirmed'; end if;
  if wanted_act = 'check' then
    -- Whoever put a person on the list does not vouch for them too.
    if line.added_by = acting_account() then return 'same-person'; end if;
    insert into crisis_event (client_id, crisis_no, row_no, act, word, damage, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'check', said ->> 'word', (said ->> 'damage')::int, whom, acting_account());
    update crisis_row r set state = said ->> 'word', damage = coalesce((said ->> 'damage')::int, 0),
        moved_to = (said ->> 'moved_to')::bigint, checked_by = acting_account(), checked_at = now()
      where r.row_no = wanted_row;
    return 'done';
  elsif wanted_act <> 'hand-out' then
    raise exception 'crisis: no act %', wanted_act;
  end if;
  if stage <> 'open' then return 'not-confirmed'; end if;
  if day_at(line.village_no) < held.start_on then return 'not-begun'; end if;
  select i.* into item from crisis_item i where i.crisis_no = wanted_crisis and i.item_no = (said ->> 'item')::int;
  if item.item_no is null then return 'item-unknown'; end if;
  if line.state <> 'here' and not (item.kind = 'death-grant' and line.state = 'dead') then return 'not-here'; end if;
  if line.damage < item.from_damage then return 'damage-too-low'; end if;
  many := case item.unit when 'person' then coalesce((said ->> 'persons')::int, line.size) else 1 end;
  if many not between 1 and line.size then return 'too-many'; end if;
  begin
    insert into crisis_event (client_id, crisis_no, row_no, act, item_no, persons, amount_rupiah, subject, by_account)
      values (client, wanted_crisis, wanted_row, 'hand-out', item.item_no, many, many * item.amount_rupiah, whom,
        acting_account());
    update crisis c set spent_rupiah = c.spent_rupiah + many * item.amount_rupiah where c.crisis_no = wanted_crisis;
  exception
    when unique_violation then return 'given-already';
    when check_violation then
      insert into crisis_event (client_id, crisis_no, row_no, act, item_no, persons, amount_rupiah, subject, by_account)
        values (client, wanted_crisis, wanted_row, 'out-of-budget', item.item_no, many, many * item.amount_rupiah, whom,
          acting_account());
      return 'beyond-budget';
  end;
  return 'done';
end $function$

-- may call: dtsen_app

CREATE OR REPLACE FUNCTION dtsen.work_past(wanted_version integer, wanted_family bigint, by_name text, wanted_purpose text, said jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  ranges int8multirange := (select r.ranges from account a
    cross join lateral rights_of(a.account_id, wanted_purpose, (now() at time zone 'Asia/Jakarta')::date) r
    where a.username = lower(by_name) and a.disabled_at is null and r.right_code = 'read-family');
  ids jsonb;
  seats jsonb := (select jsonb_build_object('roles', coalesce(jsonb_agg(distinct p.role_code), '[]')) from appointment p
    join account a on a.account_id = p.account_id and a.username = lower(by_name)
    join role_right rr on rr.role_code = p.role_code and rr.right_code = 'read-family' and rr.purpose_code = wanted_purpose
    join family f on f.family_id = wanted_family join publication_pointer c on c.version_no = f.version_no
    where p.revoked_at is null and p.confirmed_by is not null
      and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
      and (f.village_no between p.village_lo and p.village_hi or f.domicile_village_no between p.village_lo and p.village_hi));
begin
  if not coalesce(is_readable(wanted_family, ranges, false), false) then return null; end if;
  ids := past_ids(wanted_version, wanted_family, ranges, false);
  if said is not null then return seats || told_past(ids, said, 'lake', wanted_family, ranges, false); end if;
  if not is_at_desk(wanted_version) then
    return seats || jsonb_build_object('state', 'reading', 'families', to_jsonb(numbers(ids -> 'families', 'id')),
      'persons', to_jsonb(numbers(ids -> 'persons', 'then')));
  end if;
  return seats || told_past(ids, past_at_desk(wanted_version, numbers(ids -> 'families', 'id'),
    numbers(ids -> 'persons', 'then')), 'desk', wanted_family, ranges, false);
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.write_case_event(held case_file, wanted_act text, wanted_reason text, number text, number_on date, moment timestamp with time zone, writer bigint, standing jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
declare
  way text[] := way_of_case(held);
  here int := array_position(way, held.step);
  there int := array_position(way, standing ->> 'step');
  lawful text := case wanted_act when 'pass' then case when here + 1 = cardinality(way) then 'done' else 'open' end
    when 'return' then 'returned' when 'pause' then 'paused' when 'resume' then 'open' when 'refuse' then 'refused'
    when 'withdraw' then 'withdrawn' when 'reopen' then 'returned' else held.state end;
  written bigint;
begin
  if lawful <> standing ->> 'state' or (wanted_act = 'reopen') <> (held.state = 'refused') or not coalesce(case wanted_act
      when 'pass' then there = here + 1 when 'return' then there < here else there = here end, false) then
    raise exception 'case %: % leads from % to %, never to % %', held.case_id, wanted_act, held.step, lawful,
      standing ->> 'state', standing ->> 'step';
  end if;
  insert into case_event (case_id, act, step, reason, reference, reference_on, at, by_account)
    values (held.case_id, wanted_act, held.step, wanted_reason, number, number_on, moment, writer)
    returning event_no into written;
  update case_file set state = lawful, step = way[there], holder_institution = standing ->> 'institution',
      holder_tier = standing ->> 'tier', level = (standing ->> 'level')::int, since = (standing ->> 'since')::timestamptz,
      due_at = (standing ->> 'due_at')::timestamptz, reason = standing ->> 'reason', is_called_out = false
    where case_id = held.case_id;
  return written;
end $function$

-- may call: its owner

CREATE OR REPLACE FUNCTION dtsen.write_message(wanted_contact bigint, id uuid, wanted_event bigint, body bytea, moment timestamp with time zone, earliest timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'dtsen', 'pg_temp'
AS $function$
begin
  update message m set state = 'superseded' where m.contact_no = wanted_contact and m.state = 'waiting' and m.about = 'standing';
  insert into message (message_id, contact_no, about, event_no, body_enc, made_at, next_at)
    values (id, wanted_contact, 'standing', wanted_event, body, moment, earliest)
    on conflict (contact_no, event_no) do update set state = 'waiting', message_id = excluded.message_id, body_enc = excluded.body_enc
      where message.state = 'superseded';
  update case_contact k set is_due = false where k.contact_no = wanted_contact;
end $function$

-- may call: dtsen_worker

CREATE OR REPLACE FUNCTION dtsen.zone_of(village bigint)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when village / 100000000 in (81, 82) or village / 100000000 between 91 and 97 then 'Asia/Jayapura'
    when village / 100000000 in (51, 52, 53, 63, 64, 65) or village / 100000000 between 71 and 76 then 'Asia/Makassar'
    else 'Asia/Jakarta' end
$function$

-- may call: dtsen_app
