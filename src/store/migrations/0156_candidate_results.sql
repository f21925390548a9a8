-- What the institution that determines decided of a list of candidates, received back (decision 0057): who was accepted, who was
-- not and why, whom it added; by the act of law that says so, and for a village with the minutes of its special deliberation.
create table candidate_result (
  result_no bigint generated always as identity primary key,
  list_no bigint not null references candidate_list,
  -- Of the file, or of the form as it was sent: the same again acts once.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  way text not null check (way in ('file', 'form')),
  act_number text not null check (length(act_number) between 5 and 120),
  act_signed_on date not null,
  minutes_number text check (length(minutes_number) between 3 and 120),
  minutes_held_on date,
  attended int check (attended > 0),
  dissent int check (dissent >= 0),
  dissent_note text check (length(dissent_note) <= 500),
  -- The result that this one takes the place of, and why.
  supersedes bigint references candidate_result unique,
  reason text check (length(reason) <= 500),
  rows_read int not null,
  accepted int not null,
  declined int not null,
  added int not null,
  refused int not null,
  recorded_by bigint not null references account,
  recorded_at timestamptz not null default now(),
  unique (list_no, sha256),
  check ((minutes_number is null) = (minutes_held_on is null) and (minutes_number is null) = (attended is null)
    and (minutes_number is null) = (dissent is null)),
  check (dissent <= attended),
  check (minutes_held_on <= act_signed_on),
  check ((supersedes is null) or length(trim(coalesce(reason, ''))) >= 20),
  check (accepted + declined + added > 0)
);
comment on table candidate_result is
  'policy: vault; results received back for lists of candidates: act, minutes, counts; the latest of a list is in force; append-only';

create table candidate_answer (
  result_no bigint not null references candidate_result,
  unit text not null check (unit in ('family', 'person')),
  unit_id bigint not null,
  family_id bigint not null,
  village_no bigint not null,
  -- Absent for whoever was added.
  candidate_no int,
  answer text not null check (answer in ('accepted', 'declined', 'added')),
  reason_code text,
  note text check (length(note) <= 300),
  -- Programs that exclude this one, of which the family is a recipient: a finding for people, never a reason to drop the row.
  receives text[] not null default '{}',
  primary key (result_no, unit, unit_id),
  check ((answer = 'added') = (candidate_no is null)),
  check (answer <> 'declined' or reason_code is not null),
  check (answer <> 'added' or length(trim(coalesce(note, ''))) >= 10)
);
create index candidate_answer_of_family on candidate_answer (family_id);
comment on table candidate_answer is
  'policy: vault; what was decided of each candidate, and who was added; ids and codes; append-only';

-- Rows that were not taken: where, and why. Never a number of anybody.
create table candidate_refusal (
  result_no bigint not null references candidate_result,
  row_no int not null,
  column_name text not null,
  reason text not null,
  primary key (result_no, row_no)
);
comment on table candidate_refusal is 'policy: vault; rows of a result that were not taken: where and why; append-only';

do $$
declare
  one text;
begin
  foreach one in array array['candidate_result', 'candidate_answer', 'candidate_refusal'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy owner_all on %I to dtsen_owner using (true) with check (true)', one);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', one || '_append_only', one);
    execute format('create trigger %I before truncate on %I execute function refuse_change()', one || '_no_truncate', one);
  end loop;
end $$;

-- Whatever asks, by hand too: a list is received before its result; a village answers by deliberation; a second result names the
-- first as what it takes the place of.
create function keep_candidate_result() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  institution text := (select d.determiner from candidate_list l join determination d on d.determination_no = l.determination_no
    where l.list_no = new.list_no);
begin
  if candidate_list_state(new.list_no) is distinct from 'received' then
    raise exception 'a result is of a list that was received' using errcode = 'check_violation';
  end if;
  if institution = 'village-government' and new.minutes_number is null then
    raise exception 'a village answers with the minutes of its special deliberation' using errcode = 'check_violation';
  end if;
  if new.supersedes is distinct from (select max(r.result_no) from candidate_result r where r.list_no = new.list_no) then
    raise exception 'a result takes the place of the one before it' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function keep_candidate_result() from public;
create trigger candidate_result_kept before insert on candidate_result for each row execute function keep_candidate_result();

-- Whom each row is about and what it does, in the order of weight of what may be wrong with it.
create function judge_candidate_rows(wanted bigint, given jsonb) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with said as (
    select g.*, decode(g.nik_index, 'hex') as nik from jsonb_to_recordset(given) g (row_no int, candidate_no int, nik_index text,
      answer text, reason_code text, note text, problem text, column_name text)),
  now_in as (select p.version_no from publication_pointer p where p.one),
  known as (
    select q.nik_index, min(q.person_id) as person_id, min(q.family_id) as family_id, min(q.village_no) as village_no
    from person q, now_in n where q.version_no = n.version_no and q.nik_index in (select s.nik from said s)
    group by q.nik_index having count(*) = 1),
  asked as (
    select l.village_lo, l.village_hi, d.program_code, (select c.unit from candidate c where c.list_no = wanted limit 1) as unit
    from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted),
  listed as (
    select c.*, coalesce(f.to_family_id, p.to_person_id, c.unit_id) as now_id,
      coalesce(f.to_family_id, g.to_family_id, c.family_id) as now_family
    from candidate c cross join now_in n
    left join family_redirect f on f.version_no = n.version_no and c.unit = 'family' and f.from_family_id = c.unit_id
    left join person_redirect p on p.version_no = n.version_no and c.unit = 'person' and p.from_person_id = c.unit_id
    left join family_redirect g on g.version_no = n.version_no and g.from_family_id = c.family_id
    where c.list_no = wanted),
  by_nik as (
    select k.nik_index, k.family_id, k.village_no, case a.unit when 'family' then k.family_id else k.person_id end as unit_id,
      a.unit, dtsen_policy.is_hidden('person', k.person_id, k.family_id) as is_hidden
    from known k cross join asked a),
  matched as (
    select s.row_no, s.answer, s.reason_code, s.note, s.problem, s.column_name, s.candidate_no as asked_no, c.candidate_no,
      a.unit, coalesce(c.unit_id, k.unit_id) as unit_id, coalesce(c.now_family, k.family_id) as family_id,
      coalesce(c.village_no, k.village_no) as village_no, k.is_hidden, coalesce(c.village_no, k.village_no) between a.village_lo
        and a.village_hi as is_within
    from said s cross join asked a left join by_nik k on k.nik_index = s.nik
    left join lateral (select x.* from listed x
      where case when s.candidate_no is null then x.now_id = k.unit_id else x.candidate_no = s.candidate_no end
      order by x.candidate_no limit 1) c on true),
  told as (
    select m.unit_id, min(m.row_no) as first_row, count(distinct (m.answer, coalesce(m.reason_code, ''))) as kinds
    from matched m where m.problem is null and m.unit_id is not null group by m.unit_id),
  weighed as (
    select m.*, t.first_row, case when m.problem is not null then m.problem
      when m.asked_no is not null and m.candidate_no is null then 'candidate-unknown'
      when m.unit_id is null or m.candidate_no is null and m.is_hidden then 'person-unknown'
      when t.kinds > 1 then 'twice-in-result'
      when m.answer <> 'added' and m.candidate_no is null then 'not-on-list'
      when m.answer = 'added' and m.candidate_no is not null then 'on-list-already'
      when m.answer = 'added' and not m.is_within then 'outside-area'
      when m.answer = 'added' and length(trim(coalesce(m.note, ''))) < 10 then 'addition-without-reason'
      when m.answer = 'declined' and m.reason_code is null then 'reason-missing' end as wrong
    from matched m left join told t on t.unit_id = m.unit_id)
  select coalesce(jsonb_agg(jsonb_build_object('row_no', w.row_no, 'candidate_no', w.candidate_no, 'unit', w.unit, 'unit_id', w.unit_id,
    'family_id', w.family_id, 'village_no', w.village_no, 'answer', w.answer, 'reason_code', w.reason_code, 'note', w.note,
    'wrong', w.wrong, 'is_again', w.wrong is null and w.row_no > w.first_row,
    'column_name', case when w.problem is not null then w.column_name
      when w.wrong in ('candidate-unknown', 'person-unknown', 'not-on-list', 'on-list-already', 'outside-area') then 'nik'
      when w.wrong in ('addition-without-reason', 'reason-missing') then 'reason' else 'answer' end) order by w.row_no), '[]')
  from weighed w
$$;
revoke execute on function judge_candidate_rows(bigint, jsonb) from public;

-- "recorded" and its number, "repeated" with the first, or why not; with counts, and rows that were not taken.
create function put_candidate_result(wanted bigint, head jsonb, given jsonb, me bigint) returns jsonb
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  l candidate_list := (select x from candidate_list x where x.list_no = wanted);
  institution text := (select d.determiner from determination d where d.determination_no = l.determination_no);
  known candidate_result;
  before bigint;
  judged jsonb;
  refused jsonb;
  made bigint;
  n record;
begin
  perform pg_advisory_xact_lock(hashtextextended('candidates ' || wanted, 0));
  if l.list_no is null or not receives_candidates(me, wanted) then return jsonb_build_object('verdict', 'not-the-receiver'); end if;
  select * into known from candidate_result r where r.list_no = wanted and r.sha256 = head ->> 'sha256';
  if known.result_no is not null then
    return jsonb_build_object('verdict', 'repeated', 'result', known.result_no, 'accepted', known.accepted,
      'declined', known.declined, 'added', known.added, 'refused', known.refused);
  end if;
  if candidate_list_state(wanted) <> 'received' then return jsonb_build_object('verdict', 'not-received'); end if;
  if length(trim(coalesce(head ->> 'actNumber', ''))) not between 5 and 120 or head ->> 'actSignedOn' is null then
    return jsonb_build_object('verdict', 'act-missing'); end if;
  if (head ->> 'actSignedOn')::date > (now() at time zone 'Asia/Jakarta')::date then
    return jsonb_build_object('verdict', 'act-later'); end if;
  if institution = 'village-government' and (length(trim(coalesce(head ->> 'minutesNumber', ''))) < 3
      or head ->> 'minutesHeldOn' is null or coalesce((head ->> 'attended')::int, 0) < 1 or head ->> 'dissent' is null) then
    return jsonb_build_object('verdict', 'minutes-missing'); end if;
  if (head ->> 'minutesHeldOn')::date > (head ->> 'actSignedOn')::date then
    return jsonb_build_object('verdict', 'minutes-after-act'); end if;
  if (head ->> 'dissent')::int > (head ->> 'attended')::int then
    return jsonb_build_object('verdict', 'dissent-above-attendance'); end if;
  before := (select max(r.result_no) from candidate_result r where r.list_no = wanted);
  if before is not null and length(trim(coalesce(head ->> 'reason', ''))) < 20 then
    return jsonb_build_object('verdict', 'supersedes-without-reason'); end if;
  judged := judge_candidate_rows(wanted, given);
  select count(*)::int as rows_read, count(*) filter (where j.wrong is not null)::int as refused,
      count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'accepted')::int as accepted,
      count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'declined')::int as declined,
      count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'added')::int as added into n
    from jsonb_to_recordset(judged) j (wrong text, is_again boolean, answer text);
  refused := (select coalesce(jsonb_agg(jsonb_build_object('row', j.row_no, 'column', j.column_name, 'reason', j.wrong)), '[]')
    from (select x.* from jsonb_to_recordset(judged) x (row_no int, column_name text, wrong text) where x.wrong is not null
      order by x.row_no limit 200) j);
  if n.accepted + n.declined + n.added = 0 then
    return jsonb_build_object('verdict', 'nothing-taken', 'refused', n.refused, 'rows', refused); end if;
  insert into candidate_result (list_no, sha256, way, act_number, act_signed_on, minutes_number, minutes_held_on, attended, dissent,
      dissent_note, supersedes, reason, rows_read, accepted, declined, added, refused, recorded_by)
    values (wanted, head ->> 'sha256', head ->> 'way', trim(head ->> 'actNumber'), (head ->> 'actSignedOn')::date,
      trim(head ->> 'minutesNumber'), (head ->> 'minutesHeldOn')::date, (head ->> 'attended')::int, (head ->> 'dissent')::int,
      nullif(trim(head ->> 'dissentNote'), ''), before, nullif(trim(head ->> 'reason'), ''), n.rows_read, n.accepted, n.declined,
      n.added, n.refused, me) returning result_no into made;
  insert into candidate_answer (result_no, unit, unit_id, family_id, village_no, candidate_no, answer, reason_code, note, receives)
    select made, j.unit, j.unit_id, j.family_id, j.village_no, j.candidate_no, j.answer,
      case j.answer when 'declined' then j.reason_code end, nullif(trim(j.note), ''),
      case when j.answer = 'declined' then '{}'::text[] else coalesce((select array_agg(distinct o.program order by o.program)
        from outcome o join publication_pointer p on p.version_no = o.version_no where o.family_id = j.family_id
          and o.outcome = 'recipient' and o.program = any (array(select jsonb_array_elements_text(head -> 'exclusive')))), '{}') end
    from jsonb_to_recordset(judged) j (wrong text, is_again boolean, unit text, unit_id bigint, family_id bigint, village_no bigint,
      candidate_no int, answer text, reason_code text, note text) where j.wrong is null and not j.is_again;
  insert into candidate_refusal (result_no, row_no, column_name, reason)
    select made, j.row_no, coalesce(j.column_name, ''), j.wrong
    from jsonb_to_recordset(judged) j (row_no int, column_name text, wrong text) where j.wrong is not null;
  return jsonb_build_object('verdict', 'recorded', 'result', made, 'accepted', n.accepted, 'declined', n.declined, 'added', n.added,
    'refused', n.refused, 'rows', refused,
    'findings', (select count(*) from candidate_answer a where a.result_no = made and a.receives <> '{}'));
end $$;
revoke execute on function put_candidate_result(bigint, jsonb, jsonb, bigint) from public;

create function record_candidate_result_here(wanted bigint, head jsonb, given jsonb, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  answer jsonb;
begin
  if acting_account() is null or not coalesce(holds('receive-candidates'), false) or not sees_candidates(acting_account(), wanted) then
    return jsonb_build_object('verdict', 'list-unknown'); end if;
  answer := put_candidate_result(wanted, head, given, acting_account());
  if answer ->> 'verdict' = 'recorded' then
    insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
      select 'record-candidate-result', 'determination', l.determination_no, d.version_no, 'work', jsonb_array_length(given), request,
        coalesce(acting_seat(array['receive-candidates'], l.village_lo), '{}')
          || jsonb_build_object('program', d.program_code, 'list', wanted, 'result', answer -> 'result')
      from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
  end if;
  return answer;
end $$;
revoke execute on function record_candidate_result_here(bigint, jsonb, jsonb, text) from public;
grant execute on function record_candidate_result_here(bigint, jsonb, jsonb, text) to dtsen_app;

-- The same at the command line, in the name of an account, with its audit row.
create function record_candidate_result(wanted bigint, head jsonb, given jsonb, by_name text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  answer jsonb;
begin
  if not account_holds(by_name, 'receive-candidates', 'program-determination') then
    return jsonb_build_object('verdict', 'not-the-receiver'); end if;
  answer := put_candidate_result(wanted, head, given, account_no(by_name));
  if answer ->> 'verdict' = 'recorded' then
    insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, version_no, fields_class,
        row_count, detail)
      select null, null, 'cli:' || lower(by_name), 'program-determination', 'record-candidate-result', 'determination',
        l.determination_no, d.version_no, 'work', jsonb_array_length(given),
        jsonb_build_object('program', d.program_code, 'list', wanted, 'result', answer -> 'result')
      from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
  end if;
  return answer;
end $$;
revoke execute on function record_candidate_result(bigint, jsonb, jsonb, text) from public;
grant execute on function record_candidate_result(bigint, jsonb, jsonb, text) to dtsen_worker;
