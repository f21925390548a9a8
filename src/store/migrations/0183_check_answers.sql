-- An answered check counts in the next version. A statement that is set aside counts by one person's word; one that
-- holds may cost a family its aid, and counts only when a second person has said the same.

alter table evidence_check
  add column confirmed_by bigint references account,
  add column confirmed_at timestamptz,
  add column second_reason text,
  -- Answers that were taken back, the first one first: who, when, what and why.
  add column earlier jsonb not null default '[]',
  add constraint evidence_check_two_people check (confirmed_by <> decided_by),
  add constraint evidence_check_second_of_confirmed check (confirmed_by is null or state = 'confirmed');
comment on column evidence_check.confirmed_by is 'who said after another that the statement holds; without it no version counts it as sure';

-- Of whoever acts, never of what the row says: a second word changes nothing but itself, and a new answer takes it away.
create function keep_check_answers() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if current_user <> 'dtsen_app' then return new; end if;
  if new.confirmed_by is not null and new.confirmed_by is distinct from old.confirmed_by then
    if old.state <> 'confirmed' or old.confirmed_by is not null or old.decided_by = acting_account()
      or (new.state, new.decided_by, new.decided_at, new.decision_reason)
        is distinct from (old.state, old.decided_by, old.decided_at, old.decision_reason) then
      raise exception 'second-person: a statement holds by the word of two people' using errcode = 'check_violation';
    end if;
    new.confirmed_at := now();
    return new;
  end if;
  new.confirmed_by := null;
  new.confirmed_at := null;
  new.second_reason := null;
  if old.state <> 'open' then
    new.earlier := old.earlier || jsonb_build_array(jsonb_build_object('state', old.state, 'by', old.decided_by,
      'at', old.decided_at, 'reason', old.decision_reason, 'second', old.confirmed_by, 'second_reason', old.second_reason));
  end if;
  return new;
end $$;
create trigger evidence_check_keeps_answers before update on evidence_check
  for each row execute function keep_check_answers();
revoke execute on function keep_check_answers() from public;

grant update (confirmed_by, second_reason) on evidence_check to dtsen_app;
-- Who may be the second person, the trigger above says.
drop policy region_decide on evidence_check;
do $$
begin
  execute format('create policy region_decide on evidence_check for update to dtsen_app using (%1$s) with check (%1$s '
    'and (select dtsen.acting_account()) in (decided_by, confirmed_by))', region_clause('village_no', 'decide-check'));
end $$;
