-- A notice counts from the day it reached the family: handed over, or after visits that met nobody put up as the law allows.
-- Without such a day no reply period runs and nothing may take effect.

create table notice_service (
  valid_from date primary key,
  -- Visits on different days that met nobody, after which a notice may be put up at the village office.
  missed_visits int not null check (missed_visits between 1 and 10),
  -- Working days after which what was put up counts as received.
  posted_working_days int not null check (posted_working_days between 1 and 60),
  legal_basis text not null,
  is_example boolean not null
);
comment on table notice_service is 'policy: reference; when a notice counts as received where nobody was met, from the law book';
select make_reference(array['notice_service']);

alter table removal
  add column missed_visits int not null default 0 check (missed_visits >= 0),
  add column missed_on date,
  add check ((missed_on is null) = (missed_visits = 0));
comment on column removal.missed_visits is 'visits on different days that met nobody; none of them is a notice';

create table notice_delivery (
  delivery_no bigint generated always as identity primary key,
  removal_id bigint not null references removal on delete cascade,
  how text not null check (how in ('handed-over', 'not-met', 'posted')),
  on_day date not null,
  -- Who took it: the person, somebody of the household, or another relative. Nobody's name.
  received_by text check (received_by in ('self', 'household', 'relative')),
  account_id bigint not null references account,
  at timestamptz not null default now(),
  village_no bigint not null,
  domicile_village_no bigint not null,
  check ((how = 'handed-over') = (received_by is not null))
);
create index notice_delivery_of on notice_delivery (removal_id, delivery_no);
comment on table notice_delivery is 'policy: region; how and when a notice was brought to a family; append-only';

-- The number printed on a family's letter, as a keyed digest: whoever holds the letter reads the notice and may object.
create table notice_letter (
  code_index bytea primary key,
  family_id bigint not null,
  village_no bigint not null,
  made_in_version_no int not null references version,
  made_at timestamptz not null default now()
);
create index notice_letter_of on notice_letter (family_id);
comment on table notice_letter is 'policy: vault; numbers on printed notices as keyed digests, and whose they are; read only by public_open_notice';

alter table notice_delivery enable row level security;
alter table notice_delivery force row level security;
create policy owner_all on notice_delivery to dtsen_owner using (true) with check (true);
create policy region_read on notice_delivery for select to dtsen_app
  using (exists (select from dtsen.removal r where r.removal_id = notice_delivery.removal_id));
grant select on notice_delivery to dtsen_app;
alter table notice_letter enable row level security;
alter table notice_letter force row level security;
create policy owner_all on notice_letter to dtsen_owner using (true) with check (true);

-- The family itself objects by the number on its letter: its word has no account.
alter table removal_act alter column account_id drop not null;
alter table removal_act add check (account_id is not null or act = 'record-appeal');

create or replace function lay_removals(wanted_run bigint, programs text[], units text[], unit_ids bigint[], old_ids bigint[], family_ids bigint[],
    villages bigint[], homes bigint[], causes text[], details text[], protected text[], untold_of text[], treatments text[])
  returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  n removal_run := (select x from removal_run x where x.run_no = wanted_run and x.issued_on is null);
  laid int;
begin
  if n.run_no is null then raise exception 'run % is none that waits', wanted_run using errcode = 'check_violation'; end if;
  insert into removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause, detail,
      protections, untold, is_reviewed, state, proposed_by, notice_on, effect_on, missed_visits, missed_on)
    select n.run_no, n.version_no, q.program, q.unit, q.unit_id, q.family_id, q.village, q.home, q.cause, q.detail,
      string_to_array(q.protected, ' '), string_to_array(q.untold, ' '), q.treatment <> 'noticed' or coalesce(e.is_reviewed, false),
      coalesce(e.state, case q.treatment when 'held' then 'held' else 'noticed' end), e.proposed_by, e.notice_on, e.effect_on,
      coalesce(e.missed_visits, 0), e.missed_on
    from unnest(programs, units, unit_ids, old_ids, family_ids, villages, homes, causes, details, protected, untold_of, treatments)
      as q (program, unit, unit_id, old_id, family_id, village, home, cause, detail, protected, untold, treatment)
    left join lateral (
      -- Whoever was kept or given back is asked about anew; a notice that runs, runs on.
      select r.is_reviewed, r.state, r.proposed_by, r.notice_on, r.effect_on, r.missed_visits, r.missed_on
      from removal r join removal_run m on m.run_no = r.run_no
      where r.version_no = n.before_no and r.program = q.program and r.unit = q.unit and r.unit_id = q.old_id
        and m.issued_on is not null and r.state in ('notice-proposed', 'noticed', 'appealed', 'removal-proposed')) e on true
    where not exists (select from tombstone t where t.unit = q.unit and t.unit_id = q.unit_id);
  get diagnostics laid = row_count;
  return laid;
end $$;

create or replace function step_removal_here(wanted bigint, wanted_act text, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  r removal := (select x from removal x where x.removal_id = wanted for update);
  n removal_run := (select x from removal_run x where x.run_no = r.run_no);
  s removal_step := (select x from removal_step x where x.from_state = r.state and x.act = wanted_act);
  needed text := coalesce(s.right_code, 'decide-removal');
begin
  if me is null or r.removal_id is null or n.issued_on is null
    or (dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id) and not coalesce(holds('order-suppression'), false))
    or not coalesce(r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'), false)
    then return 'removal-unknown'; end if;
  if not coalesce(holds(needed) and (r.village_no <@ my_ranges(needed) or r.domicile_village_no <@ my_ranges(needed)), false)
    then return 'removing-right-not-held'; end if;
  if length(trim(why)) < 20 then return 'reason-too-short'; end if;
  -- Only what the version in force says is acted on.
  if s.act is null or not exists (select from publication_pointer p where p.version_no = r.version_no) then return 'no-such-step'; end if;
  if s.is_after_reply and r.effect_on is null then return 'notice-not-delivered'; end if;
  if s.is_after_reply and today < r.effect_on then return 'reply-period-runs'; end if;
  if s.is_second and r.proposed_by is not distinct from me then return 'second-person-needed'; end if;
  update removal set state = s.to_state,
    proposed_by = case when s.to_state in ('notice-proposed', 'removal-proposed') then me end,
    -- A notice that follows a review gives its own full period, once it is handed over.
    notice_on = case when wanted_act = 'confirm-notice' then null else notice_on end,
    effect_on = case when wanted_act = 'confirm-notice' then null else effect_on end
    where removal_id = wanted;
  insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
    values (wanted, wanted_act, me, trim(why), r.village_no, r.domicile_village_no);
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    values (wanted_act, 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array[needed], r.village_no), '{}')
        || jsonb_build_object('removal', wanted, 'program', r.program, 'to', s.to_state));
  return s.to_state;
end $$;

create or replace function step_removals_here(wanted_program text, wanted_cause text, wanted_act text, why text, request text,
    out verdict text, out stepped int)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  now_in int := (select p.version_no from publication_pointer p);
  mine int8multirange := my_ranges('decide-removal');
  s removal_step;
  due bigint[];
begin
  stepped := 0;
  if me is null or not coalesce(holds('decide-removal'), false) then verdict := 'removing-right-not-held'; return; end if;
  if length(trim(why)) < 20 then verdict := 'reason-too-short'; return; end if;
  select x.* into s from removal_step x where x.act = wanted_act
    and x.from_state = case wanted_act when 'propose-removal' then 'noticed' when 'confirm-removal' then 'removal-proposed' end;
  if s.act is null then verdict := 'no-such-step'; return; end if;
  due := array(select r.removal_id from removal r join removal_run n on n.run_no = r.run_no
    where r.version_no = now_in and n.issued_on is not null and r.program = wanted_program and r.cause = wanted_cause
      and r.state = s.from_state and not r.is_reviewed and (r.village_no <@ mine or r.domicile_village_no <@ mine)
      and today >= r.effect_on and (not s.is_second or r.proposed_by is distinct from me)
      and (coalesce(holds('order-suppression'), false) or not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id))
    order by r.removal_id for update of r);
  update removal set state = s.to_state, proposed_by = case when s.to_state = 'removal-proposed' then me end
    where removal_id = any (due);
  insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
    select r.removal_id, wanted_act, me, trim(why), r.village_no, r.domicile_village_no from removal r where r.removal_id = any (due);
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    select wanted_act, 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array['decide-removal'], r.village_no), '{}')
        || jsonb_build_object('removal', r.removal_id, 'program', r.program, 'to', s.to_state, 'group', true)
    from removal r where r.removal_id = any (due);
  verdict := 'done';
  stepped := cardinality(due);
end $$;

create or replace function removal_history(wanted bigint)
  returns table (act text, username text, is_mine boolean, reason text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select h.act, case when h.village_no <@ my_ranges('decide-removal') or holds('read-officer') then a.username end,
    coalesce(h.account_id = acting_account(), false), h.reason, h.at
  from removal_act h join removal r on r.removal_id = h.removal_id left join account a on a.account_id = h.account_id
  where h.removal_id = wanted and (r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'))
    and (holds('order-suppression') or not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id))
  order by h.act_no
$$;

-- Records how the letter of a family was brought: for all its notices that wait for an answer. "recorded", or why not.
create function record_delivery_here(wanted bigint, brought text, brought_on date, taken_by text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
  me bigint := acting_account();
  r removal := (select x from removal x where x.removal_id = wanted);
  n removal_run := (select x from removal_run x where x.run_no = r.run_no);
  terms notice_service := (select t from notice_service t where t.valid_from <= brought_on order by t.valid_from desc limit 1);
  given date;
  received date;
  one removal;
begin
  if me is null or r.removal_id is null or n.issued_on is null
    or (dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id) and not coalesce(holds('order-suppression'), false))
    or not coalesce(r.village_no <@ my_ranges('read-family') or r.domicile_village_no <@ my_ranges('read-family'), false)
    then return 'removal-unknown'; end if;
  if not coalesce(holds('record-appeal') and (r.village_no <@ my_ranges('record-appeal')
    or r.domicile_village_no <@ my_ranges('record-appeal')), false) then return 'removing-right-not-held'; end if;
  if r.state not in ('noticed', 'appealed', 'removal-proposed')
    or not exists (select from publication_pointer p where p.version_no = r.version_no) then return 'no-such-step'; end if;
  -- Nothing is brought before it is given: by the first version that said so, or after a review by two people.
  given := greatest(
    (select min(m.issued_on) from removal x join removal_run m on m.run_no = x.run_no
      where x.program = r.program and x.unit = r.unit and x.unit_id = r.unit_id and m.issued_on is not null),
    (select (max(a.at) at time zone 'Asia/Jakarta')::date from removal_act a
      where a.removal_id = wanted and a.act = 'confirm-notice'));
  if brought_on > today or brought_on < given then return 'delivery-day-wrong'; end if;
  if brought = 'posted' and (terms.valid_from is null or r.missed_visits < terms.missed_visits or brought_on < r.missed_on)
    then return 'visits-missing'; end if;
  received := case brought when 'handed-over' then brought_on
    when 'posted' then after_working_days(brought_on, terms.posted_working_days) end;
  for one in select x.* from removal x where x.version_no = r.version_no and x.family_id = r.family_id
      and x.state in ('noticed', 'appealed', 'removal-proposed') order by x.removal_id for update loop
    insert into notice_delivery (removal_id, how, on_day, received_by, account_id, village_no, domicile_village_no)
      values (one.removal_id, brought, brought_on, taken_by, me, one.village_no, one.domicile_village_no);
    update removal x set
      missed_visits = x.missed_visits + case when brought = 'not-met' and brought_on > coalesce(x.missed_on, '-infinity') then 1 else 0 end,
      missed_on = case when brought = 'not-met' then greatest(x.missed_on, brought_on) else x.missed_on end,
      -- The first day on which it reached them counts; a visit that met nobody is none.
      notice_on = coalesce(x.notice_on, received),
      effect_on = coalesce(x.effect_on, after_working_days(received, n.reply_days))
      where x.removal_id = one.removal_id;
  end loop;
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    values ('record-delivery', 'family', r.family_id, r.family_id, r.village_no, r.version_no, 'work', request,
      coalesce(acting_seat(array['record-appeal'], r.village_no), '{}')
        || jsonb_build_object('removal', wanted, 'how', brought, 'on', brought_on));
  return 'recorded';
end $$;
revoke execute on function record_delivery_here(bigint, text, date, text, text) from public;
grant execute on function record_delivery_here(bigint, text, date, text, text) to dtsen_app;

-- That letters were printed, with an audit row each: in the transaction that read the families, before anything is sent.
create function note_notice_letters_here(codes bytea[], families bigint[], villages bigint[], request text) returns void
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if acting_account() is null or not coalesce(holds('record-appeal'), false)
    or exists (select from unnest(villages) v where not v <@ my_ranges('record-appeal')) then
    raise exception 'letters of notice are printed where objections are recorded' using errcode = 'insufficient_privilege';
  end if;
  insert into notice_letter (code_index, family_id, village_no, made_in_version_no)
    select q.code, q.family, q.village, p.version_no
    from unnest(codes, families, villages) q (code, family, village), publication_pointer p
    on conflict do nothing;
  insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, request_id, detail)
    select 'print-notice', 'family', q.family, q.family, q.village, p.version_no, 'identity', request,
      coalesce(acting_seat(array['record-appeal'], q.village), '{}')
    from unnest(families, villages) q (family, village), publication_pointer p;
end $$;
revoke execute on function note_notice_letters_here(bytea[], bigint[], bigint[], text) from public;
grant execute on function note_notice_letters_here(bytea[], bigint[], bigint[], text) to dtsen_app;

-- What the number on a letter opens, and whether its holder objects: "received" once, and the aid goes on.
create function public_open_notice(code bytea, address text, address_budget int, objection text, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  now_in int := (select p.version_no from publication_pointer p where p.one);
  own bigint;
  place bigint;
  objected int := 0;
  one removal;
  said jsonb := '[]';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['m:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select coalesce(d.to_family_id, l.family_id), l.village_no into own, place from notice_letter l
      left join family_redirect d on d.version_no = now_in and d.from_family_id = l.family_id
      where l.code_index = code and l.made_at > now() - interval '400 days' and not dtsen_policy.is_hidden('family', l.family_id, l.family_id);
    if own is not null and objection is not null then
      for one in select r.* from removal r join removal_run n on n.run_no = r.run_no
          where r.version_no = now_in and r.family_id = own and n.issued_on is not null
            and r.state in ('noticed', 'removal-proposed') and not dtsen_policy.is_hidden(r.unit, r.unit_id, r.family_id)
          order by r.removal_id for update of r loop
        update removal set state = 'appealed', proposed_by = null where removal_id = one.removal_id;
        insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
          values (one.removal_id, 'record-appeal', null, objection, one.village_no, one.domicile_village_no);
        objected := objected + 1;
      end loop;
    end if;
    if own is not null then said := own_removals(now_in, own); end if;
  end if;
  perform public_note(case when objection is null then 'read-own-notice' else 'object-to-notice' end, own, place, now_in,
    'work', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when own is null or said = '[]' then 'unknown' else 'answered' end,
    'removals', said, 'objected', objected,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;
revoke execute on function public_open_notice(bytea, text, int, text, text) from public;
grant execute on function public_open_notice(bytea, text, int, text, text) to dtsen_app;
