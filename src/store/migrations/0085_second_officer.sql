-- Nobody decides alone where a name leaves the list (design 3.7): an answer by hand that takes somebody off waits
-- until another officer of the civil registry has given the same one. Answers by file or service are the institution's
-- own, and wait for nobody.

-- Of the law book (domain/identity-outcome.ts): the record says that nobody is to be served here, or not under this number.
create function takes_off_list(outcome text) returns boolean
  language sql immutable parallel safe as $$ select outcome in ('meninggal', 'ganda', 'pindah-luar-negeri') $$;
grant execute on function takes_off_list(text) to dtsen_app, dtsen_worker;

alter table identity_check
  -- The officer who gave it by hand; null where the registry itself answered.
  add column given_by bigint references account,
  -- The other officer who gave the same answer.
  add column confirmed_by bigint references account,
  add column waits boolean not null
    generated always as (adapter = 'manual' and takes_off_list(outcome) and confirmed_by is null) stored,
  add constraint identity_check_two_officers check (confirmed_by <> given_by),
  add constraint identity_check_waits_here check (delivery_no is null or not waits);
create index identity_check_second on identity_check (person_id) where waits;

-- Who gave it is who acts, or in whose name the command line opened the question: never what the row says. The same
-- answer of another officer confirms both, unless something else was answered since.
create function take_two_officers() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;
-- After the one that leaves out the erased.
create trigger identity_check_takes_two before insert on identity_check
  for each row execute function take_two_officers();

-- Of an answer nothing changes but the delivery that took it along.
revoke update on identity_check from dtsen_worker;
grant update (delivery_no) on identity_check to dtsen_worker;

-- Which account a name is, for the command line: whether that officer has said it already.
create function account_no(wanted_username text) returns bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select a.account_id from account a where a.username = lower(wanted_username)
$$;
revoke execute on function account_no(text), take_two_officers() from public;
grant execute on function account_no(text) to dtsen_worker;
