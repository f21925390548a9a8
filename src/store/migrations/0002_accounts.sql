-- Institution x office x role as data; accounts are persons; appointments have dates.

create table institution (
  institution_code text primary key,
  name_id text not null,
  name_en text not null,
  kind text not null check (kind in ('ministry', 'agency', 'local-government', 'village', 'oversight', 'outside'))
);
comment on table institution is 'policy: reference; who takes part (domain.md 1.2)';

create table office (
  office_code text primary key,
  institution_code text not null references institution,
  name_id text not null,
  name_en text not null,
  tier text not null check (tier in ('nation', 'province', 'regency', 'district', 'village'))
);
comment on table office is 'policy: reference; a desk of an institution at one tier';

create table role (
  role_code text primary key,
  -- Who may appoint to it, the usual one first.
  institutions text[] not null,
  name_id text not null,
  name_en text not null,
  needs_totp boolean not null default true
);
comment on table role is 'policy: reference; what an appointed person does (domain.md 7.4, 7.6)';

create table purpose (
  purpose_code text primary key,
  name_id text not null,
  name_en text not null,
  legal_basis text not null,
  -- False: lists, counts and records of work only, never a person's data.
  opens_personal_data boolean not null
);
comment on table purpose is 'policy: reference; why personal data may be touched; every transaction names one';

create table role_right (
  role_code text not null references role,
  right_code text not null,
  purpose_code text not null references purpose,
  primary key (role_code, right_code, purpose_code)
);
comment on table role_right is 'policy: reference; which right a role has, for which purpose';

create table account (
  account_id bigint generated always as identity primary key,
  username text collate "C" not null unique check (username = lower(username)),
  person_name text not null,
  password_hash text not null,
  totp_secret_enc bytea,
  -- Last accepted TOTP step: a code is good once.
  totp_last_step bigint not null default 0,
  -- A citizen's own person in the registry; null for officers.
  person_id bigint,
  is_demo boolean not null default false,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
comment on table account is 'policy: self; one named person, never an office';

create table appointment (
  appointment_id bigint generated always as identity primary key,
  account_id bigint not null references account,
  office_code text not null references office,
  role_code text not null references role,
  region_id int not null references region,
  village_lo bigint not null,
  village_hi bigint not null,
  -- Programs whose decree this appointment may issue; empty for all other roles.
  programs text[] not null default '{}',
  valid_from date not null,
  valid_to date not null,
  decree text not null,
  appointed_by bigint references account,
  -- In force only once a second person has confirmed it (trust-and-ux A13).
  confirmed_by bigint references account,
  revoked_at timestamptz,
  check (valid_from <= valid_to),
  check (appointed_by is distinct from account_id and confirmed_by is distinct from account_id),
  check (confirmed_by is null or confirmed_by is distinct from appointed_by)
);
create index appointment_by_account on appointment (account_id);
comment on table appointment is 'policy: assignment; who holds which role where, from when to when, by which decree';

create table session (
  session_id bigint generated always as identity primary key,
  token_sha256 bytea not null unique,
  account_id bigint not null references account,
  device text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  idle_until timestamptz not null,
  absolute_until timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index session_by_account on session (account_id) where ended_at is null;
comment on table session is 'policy: self; only the digest of a token is kept';

create table sign_in_attempt (
  attempt_no bigint generated always as identity primary key,
  username text collate "C" not null,
  at timestamptz not null default clock_timestamp(),
  is_accepted boolean
);
create index sign_in_attempt_by_name on sign_in_attempt (username, at);
comment on table sign_in_attempt is 'policy: vault; counts tries so that guessing stops';

-- One row a backend, overwritten by each transaction: valid only where xid is the current one.
create unlogged table acting (
  backend_pid int primary key,
  xid xid8 not null,
  session_id bigint not null,
  account_id bigint not null,
  person_id bigint,
  purpose_code text not null,
  rights text[] not null,
  lows bigint[] not null,
  highs bigint[] not null,
  ranges int8multirange[] not null
) with (fillfactor = 20);
comment on table acting is
  'policy: vault; who acts in the current transaction, for what, with which rights where; only begin_as writes it';
