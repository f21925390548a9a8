-- An assessment that asks for support names a need, and a plan names a goal. Verdict "codes-missing" where neither is given.
create or replace function step_plan(wanted_plan bigint, seen_event bigint, wanted_act text, wanted_reason text, wanted_codes text[],
    wanted_provider bigint, number text, number_on date, today date, moment timestamptz, next_state text, next_due date)
  returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
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
end $$;
