-- How people review: counts from answers that others may not read one by one. One's own count up to yesterday, a
-- settler's too, so that no figure tells in the moment of an answer that the pair was a double or of known truth.

-- What each person said first, blindly, of each pair in a round: once answered, its state tells an ordinary pair from
-- others, so that a second thought is blind no more. For settlers everybody of their region, else oneself.
create function review_sayings() returns table (pair_id bigint, round int, account_id bigint, verdict text, seconds int,
    at timestamptz, truth text)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select distinct on (a.pair_id, a.round, a.account_id) a.pair_id, a.round, a.account_id, a.verdict, a.seconds, a.at, g.truth
  from review_answer a
  join review_pair p on p.pair_id = a.pair_id
  left join review_gold g on g.pair_id = a.pair_id
  where a.stage = 'first' and case when holds('settle-review') and a.account_id <> acting_account()
    then p.record_village_no <@ my_ranges('settle-review') and p.spine_village_no <@ my_ranges('settle-review')
    else holds('review-pair') and a.at < date_trunc('day', now() at time zone 'Asia/Jakarta') at time zone 'Asia/Jakarta' end
  order by a.pair_id, a.round, a.account_id, a.answer_no
$$;

-- Whether nobody had answered a pair in an earlier round: afterwards whoever is asked again may have read why.
create function is_first_answered(wanted_pair bigint, wanted_round int) returns boolean
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select not exists (select from review_answer a where a.pair_id = wanted_pair and a.round < wanted_round)
$$;

-- Week by week of each person: how many, how fast, how often "same", and how often right where the truth is known.
create function review_weeks() returns table (account_id bigint, person_name text, is_own boolean, week date, answers int,
    seconds int, same int, gold int, gold_right int)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select s.account_id, a.person_name, s.account_id = acting_account(),
    date_trunc('week', s.at at time zone 'Asia/Jakarta')::date, count(*)::int,
    (percentile_disc(0.5) within group (order by s.seconds))::int, count(*) filter (where s.verdict = 'same')::int,
    count(s.truth)::int, count(*) filter (where s.truth = s.verdict)::int
  from review_sayings() s join account a on a.account_id = s.account_id
  where holds('settle-review') or s.account_id = acting_account()
  group by 1, 2, 3, 4 order by 1, 4
$$;

-- What each person said of pairs that another answered blindly too, beside what the other said; of the first round in
-- which anybody answered.
create function review_doubles() returns table (account_id bigint, week date, said text, other_said text, pairs int)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select s.account_id, date_trunc('week', s.at at time zone 'Asia/Jakarta')::date, s.verdict, o.verdict, count(*)::int
  from review_sayings() s
  join review_sayings() o on o.pair_id = s.pair_id and o.round = s.round and o.account_id <> s.account_id
  where s.truth is null and is_first_answered(s.pair_id, s.round)
    and (holds('settle-review') or s.account_id = acting_account())
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
$$;

-- Pairs of one's region that somebody looks at in this moment, whoever it is.
create function held_pairs() returns bigint
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select count(distinct c.pair_id) from review_claim c join review_pair p on p.pair_id = c.pair_id
  where c.until > now() and p.record_village_no <@ my_ranges('review-pair') and p.spine_village_no <@ my_ranges('review-pair')
$$;

-- Up to which decision a version was built: its inputs name it (jobs/build-inputs.ts).
create function decisions_built(inputs jsonb) returns bigint
  language sql immutable parallel safe as $$
  select coalesce(max(substring(k from '^review decisions up to ([0-9]+)$')::bigint), 0) from jsonb_object_keys(inputs) k
$$;

-- Whether what became of a round of a pair is kept from whoever acts: they answered it blindly, nobody has knowingly
-- spoken since (a settler, a second person, somebody who undid it), and no version was built with it. Until then an
-- ordinary pair, a blind double and one of known truth look alike to them. Said in a cluster nothing is blind.
create function is_kept_from_me(wanted_pair bigint, wanted_round int) returns boolean
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select exists (select from review_answer a where a.pair_id = wanted_pair and a.round = wanted_round
      and a.stage = 'first' and a.account_id = acting_account())
    and not exists (select from review_answer a where a.pair_id = wanted_pair and a.round = wanted_round
      and a.stage <> 'first' and a.account_id <> acting_account())
    and not exists (select from review_pair p where p.pair_id = wanted_pair and (p.asked_in = 'cluster'
      or p.round = wanted_round and p.state in ('closed', 'undo-second')))
    and not exists (select from identity_decision d where d.pair_id = wanted_pair and d.round = wanted_round
      and d.decision_no <= (select max(decisions_built(b.inputs)) from version b
        where b.state in ('frozen', 'projected', 'published')))
$$;

-- How many pairs of one's region stand where, and how many of them oneself has not answered; of one state or of all, and
-- no more than so many: whoever takes the next pair does not wait for the nation to be counted. What oneself answered
-- and nothing is told of yet is 'answered'. Whoever is hidden for
-- safety is not counted, or the difference to what is listed would tell.
create function count_reviews(lo bigint, hi bigint, wanted_state text, at_most int) returns table (state text, pairs bigint, unanswered bigint)
  language plpgsql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- Roles in which the people of a decision acted, never their names: who and why, for whoever sees the pair; of people
-- who have spoken about pairs of one's region, and of nobody else.
create function roles_of_deciders(wanted bigint[]) returns table (account_id bigint, role_code text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select distinct on (p.account_id) p.account_id, p.role_code from appointment p
  join role_right r on r.role_code = p.role_code and r.right_code = 'review-pair'
  where holds('review-pair') and p.account_id = any (wanted) and p.confirmed_by is not null
    and exists (select from review_answer a join review_pair r on r.pair_id = a.pair_id
      where a.account_id = p.account_id and r.record_village_no <@ (select my_ranges('review-pair'))
        and r.spine_village_no <@ (select my_ranges('review-pair')))
  order by p.account_id, p.appointment_id desc
$$;

-- What people decided of pairs that a version or an earlier one asks, by tenths of their chance; and first blind answers
-- beside known truth and beside each other, each double once. Counts alone, for the report of a version.
create function review_evidence(up_to int) returns table (kind text, band int, said text, other_said text, pairs int, chances bigint)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
$$;

revoke execute on function count_reviews(bigint, bigint, text, int), decisions_built(jsonb), review_sayings(), is_first_answered(bigint, int), review_weeks(), review_doubles(), held_pairs(), roles_of_deciders(bigint[]), is_kept_from_me(bigint, int),
  review_evidence(int) from public;
grant execute on function review_evidence(int) to dtsen_worker;
grant execute on function count_reviews(bigint, bigint, text, int), decisions_built(jsonb), review_weeks(), review_doubles(), held_pairs(), roles_of_deciders(bigint[]), is_kept_from_me(bigint, int) to dtsen_app;
