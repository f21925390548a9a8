-- Decisions of reviewers that contradict each other: a build holds to none of them, and their pairs are asked again.

alter table version add column set_aside bigint[] not null default '{}';
comment on column version.set_aside is 'numbers of reviewers'' decisions that contradict each other: this version holds to none of them';

-- The pairs of decisions that a version set aside come back to the queue, if the desk still has what their records say.
-- A pair that has been decided again since is not asked again.
create function ask_contradicted_again(wanted_version int) returns int
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  p review_pair;
  asked int := 0;
begin
  for p in select r.* from review_pair r
    join lateral (select d.decision_no from identity_decision d where d.pair_id = r.pair_id
      order by d.decision_no desc limit 1) book on true
    where book.decision_no = any ((select v.set_aside from version v where v.version_no = wanted_version)::bigint[])
      and r.state <> 'undo-second' and r.version_no <= wanted_version
      and exists (select from review_record o where o.record_key = r.record_key)
      and exists (select from review_record o where o.record_key = r.spine_key)
    order by r.pair_id for update of r loop
    update review_record o set version_no = wanted_version where o.household_key in (
      select h.household_key from review_record h where h.record_key in (p.record_key, p.spine_key));
    update review_pair r set version_no = wanted_version where r.pair_id = p.pair_id;
    continue when p.state not in ('decided', 'set-aside', 'closed');
    update review_pair r set state = 'open', round = p.round + 1, state_at = clock_timestamp(),
      lapsed_at = clock_timestamp(), lapsed_from = 'decided' where r.pair_id = p.pair_id;
    insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, family_id, village_no,
        version_no, fields_class, detail)
      select null, null, 'desk:contradiction', null, 'ask-review-again', 'person', s.person, s.family, s.village,
        wanted_version, 'inquiry', jsonb_build_object('pair', p.pair_id::text)
      from (values (p.record_person_id, p.record_family_id, p.record_village_no),
        (p.spine_person_id, p.spine_family_id, p.spine_village_no)) as s (person, family, village);
    asked := asked + 1;
  end loop;
  return asked;
end $$;
revoke execute on function ask_contradicted_again(int) from public;
grant execute on function ask_contradicted_again(int) to dtsen_worker;
