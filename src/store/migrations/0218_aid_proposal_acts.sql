-- What is done with a proposal: taken at the counter or by the family itself, its family named, visited, deliberated.

-- The number of a case before it is opened: what is sealed for it names it.
create function next_proposal() returns bigint
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id')) where holds('take-proposal')
$$;

create function lay_aid_proposal(wanted_case bigint, client uuid, digest bytea, said jsonb, told bytea, receipt bytea, opener bigint,
    family bigint, village bigint, home bigint, moment timestamptz, standing jsonb) returns bigint
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- Opens a proposal that an officer takes. Verdict "opened" with its number, or key-reused, not-found, open-already. The same
-- message again is the same case.
create function open_aid_proposal(wanted_case bigint, client uuid, digest bytea, said jsonb, told bytea, receipt bytea,
    moment timestamptz, standing jsonb) returns table (verdict text, case_no bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- Whom a proposal is about. Verdict "named", or not-found, right-not-held, open-already.
create function name_proposal_family(wanted_case bigint, wanted_family bigint, moment timestamptz, diverts boolean) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;

-- Programs in which a family, or somebody of it, has a place in a version.
create function places_of_family(wanted_version int, wanted_family bigint) returns text[]
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select coalesce(array_agg(distinct o.program order by o.program), '{}') from outcome o
  where o.version_no = wanted_version and o.family_id = wanted_family and o.outcome = 'recipient'
$$;

-- A visit at home. Verdict "recorded" with its number, or key-reused, not-found, right-not-held, own-family, answer-unknown.
create function record_ground_check(client uuid, digest bytea, wanted_case bigint, wanted_family bigint, said jsonb, location bytea,
    moment timestamptz) returns table (verdict text, visit_no bigint, is_again boolean)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
    select c.* into held from case_file c where c.case_id = wanted_case and c.kind = 'aid-proposal' and c.family_id = wanted_family;
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
end $$;

-- A deliberation of a village, before its decisions move their cases. Verdict "recorded", or key-reused, not-found.
create function record_deliberation(client uuid, digest bytea, wanted_village bigint, said jsonb, moment timestamptz)
  returns table (verdict text, number bigint, is_again boolean)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
      by_account, at)
    values (client, digest, wanted_village, said ->> 'form', (said ->> 'held_on')::date, said ->> 'minutes_number',
      (said ->> 'invited')::int, (said ->> 'attended')::int, (said ->> 'attended_women')::int, acting_account(), moment)
    returning deliberation_no into number;
  insert into deliberation_decision (deliberation_no, case_id, decision, votes_for, votes_against, dissent)
    select number, (x ->> 'case_id')::bigint, x ->> 'decision', (x ->> 'votes_for')::int, (x ->> 'votes_against')::int,
      array(select jsonb_array_elements_text(x -> 'dissent'))
    from jsonb_array_elements(said -> 'decisions') x;
  verdict := 'recorded';
  is_again := false;
  return next;
end $$;

-- The visit that counts for a proposal: the newest at which somebody was met since it was last sent back to be visited.
create function visit_of_proposal(wanted_case bigint) returns ground_check
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select g from ground_check g where g.case_id = wanted_case and g.outcome = 'met'
    and g.at >= coalesce((select max(e.at) from case_event e where e.case_id = wanted_case and e.act = 'return'
      and e.reason in ('visit-incomplete', 'visit-too-old', 'other-family')), '-infinity')
  order by g.check_no desc limit 1
$$;
-- What the newest deliberation said of it.
create function deliberated(wanted_case bigint) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select x.decision from deliberation_decision x join deliberation d using (deliberation_no)
  where x.case_id = wanted_case order by d.deliberation_no desc limit 1
$$;

create function aid_proposal_problem(held case_file, wanted_act text, wanted_reason text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
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
$$;
create or replace function case_move_problem(held case_file, wanted_act text, wanted_reason text) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case held.kind when 'holder-change' then holder_move_problem(held.case_id, wanted_act, wanted_reason)
    when 'aid-proposal' then aid_proposal_problem(held, wanted_act, wanted_reason) end
$$;

revoke execute on function next_proposal(),
  lay_aid_proposal(bigint, uuid, bytea, jsonb, bytea, bytea, bigint, bigint, bigint, bigint, timestamptz, jsonb),
  open_aid_proposal(bigint, uuid, bytea, jsonb, bytea, bytea, timestamptz, jsonb),
  name_proposal_family(bigint, bigint, timestamptz, boolean), places_of_family(int, bigint),
  record_ground_check(uuid, bytea, bigint, bigint, jsonb, bytea, timestamptz),
  record_deliberation(uuid, bytea, bigint, jsonb, timestamptz), visit_of_proposal(bigint), deliberated(bigint),
  aid_proposal_problem(case_file, text, text) from public;
grant execute on function next_proposal(), open_aid_proposal(bigint, uuid, bytea, jsonb, bytea, bytea, timestamptz, jsonb),
  name_proposal_family(bigint, bigint, timestamptz, boolean),
  record_ground_check(uuid, bytea, bigint, bigint, jsonb, bytea, timestamptz),
  record_deliberation(uuid, bytea, bigint, jsonb, timestamptz) to dtsen_app;
