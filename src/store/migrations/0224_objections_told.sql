-- What is told of an objection: by a version, to the family, to whoever holds its number, to whoever checks.

drop function answer_aid_proposals(int, text, timestamptz, jsonb, jsonb);
-- In the instant a version is published: every case of a kind that was handed over and whose findings it answers is answered too.
create function answer_cases(wanted_kind text, wanted_version int, publisher text, moment timestamptz, taken jsonb, not_taken jsonb) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

drop function public_read_proposal(bytea, text, int, text);
create function public_read_case(receipt bytea, address text, address_budget int, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  c case_file;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select k.* into c from case_file k where k.case_id = coalesce(
      (select p.case_id from aid_proposal p where p.receipt_index = receipt),
      (select o.case_id from objection o where o.receipt_index = receipt));
  end if;
  perform public_note('read-receipt', null, null, null, 'work', request);
  return jsonb_build_object('verdict', case when used[1] > address_budget then 'over-budget' when c.case_id is null then 'unknown'
      else 'answered' end,
    'kind', c.kind, 'state', c.state, 'reason', c.reason, 'step', c.step, 'rules', c.rules, 'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date,
    'since_on', (c.since at time zone 'Asia/Jakarta')::date, 'due_on', (c.due_at at time zone 'Asia/Jakarta')::date,
    'level', c.level, 'holder_tier', c.holder_tier);
end $$;

-- A family reads that a fact of it is looked into and until when it may answer; never by whom it was questioned.
create function own_objections(wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.opened_on desc), '[]') from (
    select c.state, c.step, c.reason, o.program, o.grounds, o.answer, o.answer_until::text as answer_until,
      (c.opened_at at time zone 'Asia/Jakarta')::date::text as opened_on, (c.due_at at time zone 'Asia/Jakarta')::date::text as due_on
    from case_file c join objection o using (case_id)
    where c.kind = 'objection' and c.family_id in (select ids_of_family(wanted_family)) and c.state <> 'withdrawn' and c.step <> 'identify'
      and (c.state in ('open', 'returned', 'paused') or c.since > now() - interval '6 months')
    order by c.opened_at desc, c.case_id desc limit 3) t
$$;
create or replace function public_open_explanation(code bytea, address text, address_budget integer, request text)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;

-- What the family says to it, by its Kode Penjelasan: once, while its days run. Verdict: answered, unknown, over-budget.
create function public_answer_objection(code bytea, address text, address_budget int, said text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- Whom objections are about, and how many there were within so many days against the same family and by the same objector.
create function objection_people(wanted bigint[], days int)
  returns table (case_id bigint, head_name text, rt text, rw text, against_same bigint, by_same bigint)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.case_id, f.head_name, f.rt, f.rw,
    (select count(*) from case_file x where x.kind = 'objection' and x.family_id = c.family_id
      and x.opened_at > c.opened_at - make_interval(days => days)),
    (select count(*) from objector o join objector p on p.family_id = o.family_id join case_file x on x.case_id = p.case_id
      where o.case_id = c.case_id and x.opened_at > c.opened_at - make_interval(days => days))
  from case_file c left join current_family f on f.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
  where c.case_id = any (wanted) and c.kind = 'objection' and sees_case(c)
$$;

create or replace function erase_aid_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from ground_check_answer where unit = 'person' and unit_id = any (gone);
  update aid_proposal p set told_enc = null from case_file c
    where c.case_id = p.case_id and p.told_enc is not null and (
      c.family_id in (select q.family_id from person q where q.person_id = any (gone))
      or p.proposer_family_id in (select q.family_id from person q where q.person_id = any (gone)));
  update objection o set told_enc = null from case_file c where c.case_id = o.case_id and o.told_enc is not null
    and c.family_id in (select q.family_id from person q where q.person_id = any (gone));
$$;

revoke execute on function answer_cases(text, int, text, timestamptz, jsonb, jsonb), public_read_case(bytea, text, int, text),
  own_objections(bigint), public_answer_objection(bytea, text, int, text, text), objection_people(bigint[], int) from public;
grant execute on function public_read_case(bytea, text, int, text), public_answer_objection(bytea, text, int, text, text),
  objection_people(bigint[], int) to dtsen_app;
grant execute on function answer_cases(text, int, text, timestamptz, jsonb, jsonb) to dtsen_worker;
