-- Parting and joining records of a cluster from its screen.

-- The fewest pairs that part chosen records from the one in a cluster's middle, or join them with each other
-- (domain cluster-decision.ts says the same to the screen).
create function pairs_of_cluster(middle bigint, chosen bigint[], said text) returns table (record bigint, other bigint)
  language sql immutable as $$
  select k, o from unnest(chosen) k
  cross join lateral (select case when said = 'different' or middle = any (chosen) then middle
    else (select min(m) from unnest(chosen) m) end) as s (o)
  where k <> o
$$;

-- People say of a cluster that chosen records are not its person, or that they are one: a pair for each decision that
-- is needed, answered by whoever says so. What is decided that way already is left alone; where aid hangs on any of
-- them a second person confirms, as for every merge. Answers how many decisions were written, and how many wait.
create function decide_cluster(wanted_cluster bigint, chosen bigint[], said text, words text)
  returns table (fate text, decided int, waiting int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;
revoke execute on function pairs_of_cluster(bigint, bigint[], text), decide_cluster(bigint, bigint[], text, text) from public;
grant execute on function decide_cluster(bigint, bigint[], text, text) to dtsen_app;
