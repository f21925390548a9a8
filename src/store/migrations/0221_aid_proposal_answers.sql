-- What becomes of a proposal: handed over as findings, answered by a version; and what whoever holds its number is told.

-- Handed over: what the visit found new becomes findings of two people, whoever visited and whoever verified; a visit that found
-- nothing new is one finding that says so. They wait for the next version like any other.
create function follow_aid_proposal() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  visit ground_check := visit_of_proposal(new.case_id);
  verifier bigint;
  family bigint;
begin
  if exists (select from aid_proposal_finding x where x.case_id = new.case_id) then return new; end if;
  select e.by_account into verifier from case_event e
    where e.case_id = new.case_id and e.act = 'pass' and e.step = 'verification' order by e.event_no desc limit 1;
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
  insert into aid_proposal_finding (case_id, finding_id) select new.case_id, l.finding_id from laid l;
  return new;
end $$;
create trigger aid_proposal_is_followed after update of step on case_file for each row
  when (new.kind = 'aid-proposal' and new.step = 'register' and new.state = 'open' and old.step <> 'register')
  execute function follow_aid_proposal();

-- In the instant a version is published: every proposal that was handed over and whose findings it answers is answered too, by
-- whoever publishes. Answers how many.
create function answer_aid_proposals(wanted_version int, publisher text, moment timestamptz, taken jsonb, not_taken jsonb) returns int
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
  for held in select c.* from case_file c where c.kind = 'aid-proposal' and c.step = 'register' and c.state = 'open'
      and exists (select from aid_proposal_finding x where x.case_id = c.case_id)
      and not exists (select from aid_proposal_finding x join finding f using (finding_id) where x.case_id = c.case_id and f.answer is null)
      order by c.case_id for no key update loop
    select bool_or(f.answer = 'absorbed') into is_taken
      from aid_proposal_finding x join finding f using (finding_id) where x.case_id = held.case_id;
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

-- Whom proposals are about, for whoever sees the cases: by the purpose of the case, which is not that of the sheet.
create function proposal_people(wanted bigint[]) returns table (case_id bigint, head_name text, rt text, rw text)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.case_id, f.head_name, f.rt, f.rw from case_file c
  join current_family f on f.family_id in (select c.family_id union select r.to_family_id from family_redirect r
    join publication_pointer v on v.version_no = r.version_no where r.from_family_id = c.family_id)
  where c.case_id = any (wanted) and c.kind = 'aid-proposal' and sees_case(c)
    and not dtsen_policy.is_hidden('family', f.family_id, f.family_id)
$$;

-- Where a proposal stands, for whoever holds its receipt: stage, days, and how it ended. Nothing of any family, so that the answer
-- is the same whatever the family is.
create function public_read_proposal(receipt bytea, address text, address_budget int, request text) returns jsonb
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
    select k.* into c from case_file k join aid_proposal p using (case_id) where p.receipt_index = receipt;
  end if;
  perform public_note('read-receipt', null, null, null, 'work', request);
  return jsonb_build_object('verdict', case when used[1] > address_budget then 'over-budget' when c.case_id is null then 'unknown'
      else 'answered' end,
    'state', c.state, 'reason', c.reason, 'step', c.step, 'rules', c.rules, 'opened_on', (c.opened_at at time zone 'Asia/Jakarta')::date,
    'since_on', (c.since at time zone 'Asia/Jakarta')::date, 'due_on', (c.due_at at time zone 'Asia/Jakarta')::date,
    'level', c.level, 'holder_tier', c.holder_tier);
end $$;

-- Who was erased is erased here too: what was said of them; the case stays as a number without anybody.
create function erase_aid_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from ground_check_answer where unit = 'person' and unit_id = any (gone);
  update aid_proposal p set told_enc = null from case_file c
    where c.case_id = p.case_id and p.told_enc is not null and (
      c.family_id in (select q.family_id from person q where q.person_id = any (gone))
      or p.proposer_family_id in (select q.family_id from person q where q.person_id = any (gone)));
$$;
create or replace function erase_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from explanation_code where person_id = any (gone);
  update correction_proposal set proposed_value = null where unit = 'person' and unit_id = any (gone);
  select erase_reactivations(gone);
  delete from plan_group where person_id = any (gone);
  select erase_holders(gone);
  select erase_aid_proposals(gone);
$$;

revoke execute on function follow_aid_proposal(), answer_aid_proposals(int, text, timestamptz, jsonb, jsonb),
  public_read_proposal(bytea, text, int, text), proposal_people(bigint[]), erase_aid_proposals(bigint[]) from public;
grant execute on function public_read_proposal(bytea, text, int, text), proposal_people(bigint[]) to dtsen_app;
grant execute on function answer_aid_proposals(int, text, timestamptz, jsonb, jsonb) to dtsen_worker;
