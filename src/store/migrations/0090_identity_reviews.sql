-- Clerical review (telaah): pairs of records that matching leaves to people, what they answered, and the append-only
-- book of decisions that later builds hold to. Which pairs are blind doubles or of known truth nobody reads here.

create table review_term (
  valid_from date primary key,
  double_permille int not null check (double_permille between 0 and 1000),
  gold_permille int not null check (gold_permille between 0 and 1000),
  claim_minutes int not null check (claim_minutes between 1 and 240),
  keep_days int not null check (keep_days > 0),
  second_days int not null check (second_days > 0),
  basis text not null
);
comment on table review_term is 'policy: reference; how review is done from a day on (domain identity-review.ts)';

create function review_terms_today() returns review_term
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select t from review_term t where t.valid_from <= (now() at time zone 'Asia/Jakarta')::date
  order by t.valid_from desc limit 1
$$;

create table review_record (
  -- Of the lake; below zero where its NIK is hidden because the truth of its pair is known.
  record_key bigint primary key,
  version_no int not null references version,
  person_id bigint,
  family_id bigint,
  village_no bigint not null default 0,
  -- Those of one card in one delivery share the lowest of their record keys.
  household_key bigint not null,
  source text not null,
  as_of int not null,
  -- What the record says of the person, sealed whole: who compares two people needs all of it at once.
  identity_enc bytea not null
);
create index review_record_household on review_record (household_key);
create index review_record_person on review_record (person_id);
comment on table review_record is
  'policy: region; the records of pairs and clusters under review with those of their cards, identity encrypted';

create table review_pair (
  pair_id bigint generated always as identity primary key,
  -- The newest version whose matching asks.
  version_no int not null references version,
  -- The record of a list (below zero: of known truth) and the register's.
  record_key bigint not null,
  spine_key bigint not null check (spine_key > 0),
  left_key bigint not null generated always as (least(record_key, spine_key)) stored,
  right_key bigint not null generated always as (greatest(record_key, spine_key)) stored,
  record_person_id bigint,
  record_family_id bigint,
  spine_person_id bigint,
  spine_family_id bigint,
  record_village_no bigint not null default 0,
  spine_village_no bigint not null default 0,
  weight bigint not null,
  margin bigint,
  chance_permille smallint check (chance_permille between 0 and 1000),
  -- Levels and milli-bits by field, no values: {"name": {"level": 4, "weight": 6000, "rarity": 0}, ...}.
  waterfall jsonb not null,
  provenance text not null default '',
  -- Programs by side: {"record": [["pkh", "recipient"]], "spine": []}.
  aid jsonb not null default '{}',
  stake text not null check (stake in ('none', 'would-enter', 'receives')),
  -- Doubt times stake times age (domain review-value.ts): the queue runs from the highest.
  value bigint not null,
  opened_on date not null,
  is_double boolean not null,
  -- matching: its doubt. cluster: people parted or joined records on the cluster's screen.
  asked_in text not null default 'matching' check (asked_in in ('matching', 'cluster')),
  -- An undone decision begins another round; answers of earlier ones count no more.
  round int not null default 1,
  state text not null default 'open'
    check (state in ('open', 'senior', 'second', 'decided', 'undo-second', 'set-aside', 'closed')),
  state_at timestamptz not null default now(),
  -- In the states second and undo-second: the last day on which the second person may still speak.
  waits_until date,
  -- When and from which state nobody's word came in time, the last time that it happened; from 'decided': a version set
  -- the decision aside, because it contradicts others (0097).
  lapsed_at timestamptz,
  lapsed_from text check (lapsed_from in ('second', 'undo-second', 'decided')),
  check ((lapsed_at is null) = (lapsed_from is null)),
  check ((waits_until is not null) = (state in ('second', 'undo-second'))),
  unique (record_key, spine_key),
  check (record_key > 0 or state in ('open', 'closed'))
);
create index review_pair_queue on review_pair (value desc, pair_id) where state = 'open';
create index review_pair_state on review_pair (state, state_at desc, pair_id desc) where state <> 'open';
create index review_pair_record on review_pair (record_village_no);
create index review_pair_people on review_pair (record_person_id);
create index review_pair_spine on review_pair (spine_person_id);
create index review_pair_lapse on review_pair (waits_until) where waits_until is not null;
comment on table review_pair is
  'policy: region; two records of which people say whether they are one person; ids and agreement, no identity';

create table review_gold (
  pair_id bigint primary key references review_pair,
  truth text not null check (truth in ('same', 'different'))
);
comment on table review_gold is 'policy: vault; what is known of pairs mixed in to see how well people review; read by functions alone';

create table review_claim (
  pair_id bigint not null references review_pair,
  account_id bigint not null references account,
  until timestamptz not null,
  -- Given back unanswered: not offered to the same person again that day.
  later_on date,
  primary key (pair_id, account_id)
);
create index review_claim_by_account on review_claim (account_id, until);
comment on table review_claim is 'policy: self; who looks at which pair, and until when it is kept for them';

create table review_answer (
  answer_no bigint generated always as identity primary key,
  pair_id bigint not null references review_pair,
  round int not null,
  account_id bigint not null references account default acting_account(),
  -- first: blind. senior: the settler's. second: of the second person, who knows what the first said. undo: about undoing.
  stage text not null check (stage in ('first', 'senior', 'second', 'undo')),
  verdict text not null check (verdict in ('same', 'different', 'unsure', 'withdrawn', 'undo', 'keep')),
  note text,
  seconds int check (seconds between 0 and 3600),
  at timestamptz not null default clock_timestamp(),
  check ((stage = 'undo') = (verdict in ('undo', 'keep')))
);
create index review_answer_by_pair on review_answer (pair_id, round, answer_no);
create index review_answer_by_account on review_answer (account_id, answer_no);
comment on table review_answer is
  'policy: self; what people said of pairs, append-only; others'' answers are seen once nobody answers blindly any more';

create table identity_decision (
  decision_no bigint generated always as identity primary key,
  pair_id bigint not null,
  round int not null,
  -- Of known truth have a key below zero: they never become a decision.
  left_key bigint not null check (left_key > 0),
  right_key bigint not null,
  verdict text not null check (verdict in ('same', 'different', 'undone')),
  ground text not null check (ground in ('one-answer', 'two-blind', 'settled', 'two-people', 'undone')),
  touches_benefits boolean not null,
  decided_by bigint not null references account,
  confirmed_by bigint references account,
  decided_on date not null default (now() at time zone 'Asia/Jakarta')::date,
  at timestamptz not null default clock_timestamp(),
  check (left_key < right_key),
  check (confirmed_by <> decided_by),
  -- Nobody decides alone where aid hangs on a merge or on its undoing (design 3.7).
  check (confirmed_by is not null or not touches_benefits or verdict = 'different')
);
create index identity_decision_by_pair on identity_decision (pair_id, decision_no);
create index identity_decision_by_keys on identity_decision (left_key, right_key, decision_no);
comment on table identity_decision is
  'policy: region; the append-only book of who is the same person by people''s word; the highest number of a pair counts';

create table review_cluster (
  cluster_key bigint primary key,
  version_no int not null references version,
  person_id bigint,
  family_id bigint,
  -- Lowest and highest village of its records that are known.
  village_lo bigint not null default 0,
  village_hi bigint not null default 0,
  is_on_register boolean not null,
  records int not null,
  deliveries int not null,
  density_permille smallint not null check (density_permille between 0 and 1000),
  contradictions text[] not null default '{}',
  -- Record keys with what each contradicts, and edges with their weight: no values.
  members jsonb not null,
  edges jsonb not null,
  check (village_lo <= village_hi)
);
create index review_cluster_size on review_cluster (records desc, cluster_key);
create index review_cluster_density on review_cluster (density_permille, cluster_key);
comment on table review_cluster is 'policy: region; what matching joined and a person should look at: large, sparse or contradictory';

create trigger review_answer_append_only before update or delete on review_answer
  for each row execute function refuse_all_but_blanking();
create trigger review_answer_no_truncate before truncate on review_answer execute function refuse_change();
create trigger identity_decision_append_only before update or delete on identity_decision
  for each row execute function refuse_change();
create trigger identity_decision_no_truncate before truncate on identity_decision execute function refuse_change();

do $$
declare
  t text;
  within text := region_clause('record_village_no', 'review-pair') || ' and '
    || region_clause('spine_village_no', 'review-pair');
begin
  foreach t in array array['review_term', 'review_record', 'review_pair', 'review_gold', 'review_claim', 'review_answer',
    'identity_decision', 'review_cluster'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', t);
  end loop;
  -- Both records within the region of whoever reviews; nobody hidden for safety is shown to anybody.
  execute format('create policy region_read on review_pair for select to dtsen_app using (%s '
    'and not dtsen_policy.is_hidden(''person'', record_person_id, record_family_id) '
    'and not dtsen_policy.is_hidden(''person'', spine_person_id, spine_family_id))', within);
  execute format('create policy region_read on review_record for select to dtsen_app using (%s '
    'and not dtsen_policy.is_hidden(''person'', person_id, family_id))', region_clause('village_no', 'review-pair'));
  execute format('create policy region_read on review_cluster for select to dtsen_app using (%s and %s '
    'and not dtsen_policy.is_hidden(''person'', person_id, family_id))',
    region_clause('village_lo', 'review-pair'), region_clause('village_hi', 'review-pair'));
end $$;
create policy region_read on identity_decision for select to dtsen_app
  using (exists (select from dtsen.review_pair p where p.pair_id = identity_decision.pair_id));
create policy reference_read on review_term for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true);
create policy self_read on review_claim for select to dtsen_app using (account_id = (select dtsen.acting_account()));
create policy self_read on review_answer for select to dtsen_app using (account_id = (select dtsen.acting_account())
  or exists (select from dtsen.review_pair p where p.pair_id = review_answer.pair_id
    and (p.state in ('second', 'decided', 'undo-second') or p.round > review_answer.round)));

grant select on review_term to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;
grant select on review_record, review_claim, review_answer, identity_decision, review_cluster to dtsen_app;
-- Whether a pair is a blind double is not among what is granted.
grant select (pair_id, version_no, record_key, spine_key, left_key, right_key, record_person_id, record_family_id,
  spine_person_id, spine_family_id, record_village_no, spine_village_no, weight, margin, chance_permille, waterfall,
  provenance, aid, stake, value, opened_on, round, state, state_at, waits_until, lapsed_at, lapsed_from, asked_in) on review_pair to dtsen_app;

-- Whom an erasure named is not taken in again, on either side of a pair, nor as somebody of its cards; by id and by record:
-- an older version may hold the record under another's id.
create function leave_out_erased_pair() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if exists (select from tombstone t where t.unit = 'person'
    and t.unit_id in (new.record_person_id, new.spine_person_id))
    or exists (select from tombstone t where t.records && array[abs(new.record_key), new.spine_key]) then return null; end if;
  return new;
end $$;
create function leave_out_erased_record() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if exists (select from tombstone t where t.unit = 'person' and t.unit_id = new.person_id)
    or exists (select from tombstone t where t.records && array[abs(new.record_key)]) then return null; end if;
  return new;
end $$;
create trigger review_pair_leaves_out before insert on review_pair for each row execute function leave_out_erased_pair();
create trigger review_record_leaves_out before insert on review_record
  for each row execute function leave_out_erased_record();
create trigger review_cluster_leaves_out before insert on review_cluster for each row execute function leave_out_erased();
revoke execute on function leave_out_erased_pair(), leave_out_erased_record() from public;

-- The worker brings what builds found, and takes the book along; it answers nothing and decides nothing.
do $$
declare
  t text;
begin
  foreach t in array array['review_record', 'review_pair', 'review_gold', 'review_cluster'] loop
    execute format('grant select, insert, update, delete on %I to dtsen_worker', t);
    execute format('create policy worker_all on %I to dtsen_worker using (true) with check (true)', t);
  end loop;
end $$;
revoke delete on review_pair from dtsen_worker;
create policy worker_read on identity_decision for select to dtsen_worker using (true);
grant select on identity_decision to dtsen_worker;

-- Of an erased person no record, no pair and no free word stays; the book keeps numbers of records that are no more.
create function erase_reviews(gone bigint[], her_records bigint[]) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;
revoke execute on function erase_reviews(bigint[], bigint[]) from public;
