-- What people do with pairs under review. The application writes none of these tables itself: these functions do, and
-- ask for right, region, turn and number of people every time.

-- A pair as whoever acts may see it, held until the end of the transaction; null where there is none.
create function hold_pair(wanted_pair bigint, right_wanted text) returns review_pair
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  p review_pair;
begin
  perform lapse_reviews(wanted_pair);
  select * into p from review_pair r where r.pair_id = wanted_pair
    and r.record_village_no <@ my_ranges(right_wanted) and r.spine_village_no <@ my_ranges(right_wanted)
    and not dtsen_policy.is_hidden('person', r.record_person_id, r.record_family_id)
    and not dtsen_policy.is_hidden('person', r.spine_person_id, r.spine_family_id) for update;
  return p;
end $$;

-- Somebody's aid hangs on it: when it was loaded, or by the version in force now.
create function touches_benefits(p review_pair) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select p.stake <> 'none' or exists (select from outcome o
    join publication_pointer c on c.version_no = o.version_no
    where (o.family_id = p.spine_family_id or p.record_key > 0 and o.family_id = p.record_family_id)
      and o.outcome in ('recipient', 'reserve'))
$$;

-- The same for whoever reviews, of a pair of their region alone.
create function pair_touches_benefits(wanted_pair bigint) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce((select touches_benefits(p) from review_pair p where p.pair_id = wanted_pair
    and p.record_village_no <@ my_ranges('review-pair') and p.spine_village_no <@ my_ranges('review-pair')), false)
$$;

-- What everybody said last in the round that runs, without what was taken back.
create function standing_answers(p review_pair) returns setof review_answer
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select * from (select distinct on (a.account_id) a.* from review_answer a
    where a.pair_id = p.pair_id and a.round = p.round and a.stage <> 'undo'
    order by a.account_id, a.answer_no desc) latest
  where latest.verdict <> 'withdrawn'
$$;

-- Whether a pair still wants an answer of this person: fewer have answered or hold it than are wanted, and not this one.
create function asks_for(p review_pair, whom bigint) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select not exists (select from standing_answers(p) a where a.account_id = whom)
    and (p.record_key < 0 or (select count(*) from standing_answers(p))
      + (select count(*) from review_claim c where c.pair_id = p.pair_id and c.until > now()) < 1 + p.is_double::int)
$$;

-- The next pairs of the queue for whoever acts: those still held first, then the worthiest that nobody else has.
-- Of a pair one answer is wanted, of a blind double two; known truth may be asked of everybody.
create function claim_pairs(how_many int, lo bigint, hi bigint, later bigint[])
  returns table (pair_id bigint, until timestamptz)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- Writes a decision on the answers that stand: by whom it is made, and who of them said the same.
create function decide_pair(p review_pair, said text, why text) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  people bigint[] := array(select a.account_id from standing_answers(p) a where a.verdict = said order by a.answer_no);
begin
  insert into identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by,
      confirmed_by)
    values (p.pair_id, p.round, p.left_key, p.right_key, said, why, touches_benefits(p), people[1], people[2]);
end $$;

-- Where a pair stands after an answer: decided where enough people have said the same, else who is asked next.
create function settle_pair(wanted_pair bigint) returns text
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- One answer: blind while the pair is open and held, or the settler's where the first ones differ. Nothing of the
-- verdict tells a pair of known truth, or a double, from any other.
create function answer_pair(wanted_pair bigint, said text, words text, took int) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- What a second person is asked to confirm: the settler's word, else the first one's.
create function said_first(p review_pair) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select a.verdict from standing_answers(p) a where a.stage in ('first', 'senior')
  order by (a.stage = 'senior') desc, a.answer_no limit 1
$$;

-- The second person, who sees what the first said: a merge on which aid hangs, or its undoing.
create function confirm_pair(wanted_pair bigint, agrees boolean, words text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- "Undone" into the book; the pair begins another round.
create function lift_decision(p review_pair, undone_by bigint, second_person bigint) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by,
      confirmed_by)
    values (p.pair_id, p.round, p.left_key, p.right_key, 'undone', 'undone', second_person is not null, undone_by,
      second_person);
  update review_pair set state = 'open', state_at = clock_timestamp(), waits_until = null, round = p.round + 1
    where pair_id = p.pair_id
$$;

-- Before a decision one's own answer is taken back; after it the decision is lifted, by whoever took part or settles,
-- and by two where aid hangs on a merge.
create function undo_pair(wanted_pair bigint, words text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- Whoever takes an answer back has the pair before them again.
create function hold_again(wanted_pair bigint) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into review_claim (pair_id, account_id, until)
  select p.pair_id, acting_account(), now() + make_interval(mins => (review_terms_today()).claim_minutes)
  from review_pair p where p.pair_id = wanted_pair and p.state = 'open'
  on conflict (pair_id, account_id) do update set until = excluded.until, later_on = null
$$;

revoke execute on function said_first(review_pair), pair_touches_benefits(bigint), review_terms_today(), hold_pair(bigint, text), touches_benefits(review_pair),
  standing_answers(review_pair), asks_for(review_pair, bigint), claim_pairs(int, bigint, bigint, bigint[]), decide_pair(review_pair, text, text),
  settle_pair(bigint), answer_pair(bigint, text, text, int), confirm_pair(bigint, boolean, text),
  lift_decision(review_pair, bigint, bigint), undo_pair(bigint, text), hold_again(bigint) from public;
grant execute on function pair_touches_benefits(bigint), claim_pairs(int, bigint, bigint, bigint[]), answer_pair(bigint, text, text, int),
  confirm_pair(bigint, boolean, text), undo_pair(bigint, text) to dtsen_app;
