-- The program of a list, for whoever reads its file at the command line.
create function program_of_candidates(wanted bigint) returns text
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.program_code from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted
$$;
revoke execute on function program_of_candidates(bigint) from public;
grant execute on function program_of_candidates(bigint) to dtsen_worker;

-- Results of a list, the one in force first, as either side sees them; of nobody.
create function candidate_results_here(wanted bigint)
  returns table (result_no bigint, way text, act_number text, act_signed_on date, minutes_number text, minutes_held_on date,
    attended int, dissent int, dissent_note text, reason text, accepted int, declined int, added int, refused int, is_in_force boolean,
    recorded_by text, recorded_at timestamptz, findings jsonb, reasons jsonb, refusals jsonb)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select r.result_no, r.way, r.act_number, r.act_signed_on, r.minutes_number, r.minutes_held_on, r.attended, r.dissent,
    r.dissent_note, r.reason, r.accepted, r.declined, r.added, r.refused,
    not exists (select from candidate_result s where s.supersedes = r.result_no), a.username, r.recorded_at,
    (select coalesce(jsonb_object_agg(x.program, x.n), '{}') from (select p.program, count(*)::int as n
      from candidate_answer q, unnest(q.receives) p (program) where q.result_no = r.result_no group by p.program) x),
    (select coalesce(jsonb_object_agg(x.reason_code, x.n), '{}') from (select q.reason_code, count(*)::int as n
      from candidate_answer q where q.result_no = r.result_no and q.answer = 'declined' group by q.reason_code) x),
    (select coalesce(jsonb_agg(jsonb_build_object('row', f.row_no, 'column', f.column_name, 'reason', f.reason) order by f.row_no), '[]')
      from (select y.* from candidate_refusal y where y.result_no = r.result_no order by y.row_no limit 200) f)
  from candidate_result r join account a on a.account_id = r.recorded_by
  where r.list_no = wanted and sees_candidates(acting_account(), wanted) order by r.result_no desc
$$;
revoke execute on function candidate_results_here(bigint) from public;
grant execute on function candidate_results_here(bigint) to dtsen_app;

-- What the result in force says of each candidate by number, for the screen of either side.
create function candidate_answers_here(wanted bigint)
  returns table (candidate_no int, answer text, reason_code text, note text, receives text[])
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select a.candidate_no, a.answer, a.reason_code, a.note, a.receives from candidate_answer a
  where a.result_no = (select max(r.result_no) from candidate_result r where r.list_no = wanted)
    and sees_candidates(acting_account(), wanted)
$$;
revoke execute on function candidate_answers_here(bigint) from public;
grant execute on function candidate_answers_here(bigint) to dtsen_app;
