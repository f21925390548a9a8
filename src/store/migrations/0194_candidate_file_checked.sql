-- What a file with a determiner's result would do, told before anything of it is recorded (decision 0057): how many would be accepted,
-- declined, added, and which rows could not be taken. Only the look itself is kept, for it says who is known and who is not.
create function check_candidate_result_here(wanted bigint, file_sha256 text, given jsonb, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  judged jsonb;
  answer jsonb;
begin
  if acting_account() is null or not coalesce(holds('receive-candidates'), false) or not sees_candidates(acting_account(), wanted) then
    return jsonb_build_object('verdict', 'list-unknown'); end if;
  if not receives_candidates(acting_account(), wanted) then return jsonb_build_object('verdict', 'not-the-receiver'); end if;
  if candidate_list_state(wanted) is distinct from 'received' then return jsonb_build_object('verdict', 'not-received'); end if;
  judged := judge_candidate_rows(wanted, given);
  select jsonb_build_object('verdict', 'checked', 'read', count(*),
      'accepted', count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'accepted'),
      'declined', count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'declined'),
      'added', count(*) filter (where j.wrong is null and not j.is_again and j.answer = 'added'),
      'again', count(*) filter (where j.wrong is null and j.is_again), 'refused', count(*) filter (where j.wrong is not null),
      'repeats', (select r.result_no from candidate_result r where r.list_no = wanted and r.sha256 = file_sha256),
      'rows', coalesce(jsonb_agg(jsonb_build_object('row', j.row_no, 'column', coalesce(j.column_name, ''), 'reason', j.wrong)
        order by j.row_no) filter (where j.wrong is not null and j.nth_wrong <= 200), '[]')) into answer
    from (select x.*, count(*) filter (where x.wrong is not null) over (order by x.row_no) as nth_wrong
      from jsonb_to_recordset(judged) x (row_no int, answer text, column_name text, wrong text, is_again boolean)) j;
  insert into audit_entry (act, subject_kind, subject_id, version_no, fields_class, row_count, request_id, detail)
    select 'check-candidate-result', 'determination', l.determination_no, d.version_no, 'work', jsonb_array_length(given), request,
      coalesce(acting_seat(array['receive-candidates'], l.village_lo), '{}')
        || jsonb_build_object('program', d.program_code, 'list', wanted)
    from candidate_list l join determination d on d.determination_no = l.determination_no where l.list_no = wanted;
  return answer;
end $$;
revoke execute on function check_candidate_result_here(bigint, text, jsonb, text) from public;
grant execute on function check_candidate_result_here(bigint, text, jsonb, text) to dtsen_app;
