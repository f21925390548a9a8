-- Rights: forced row-level security on every table, one of four policy classes each (design 5.6).

grant usage on schema dtsen to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;

-- In-force moves into the villages of a right: who has moved here is mine to serve too.
create function my_arrivals(right_wanted text) returns bigint[]
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return coalesce((select array_agg(f.family_id) from finding f
    where f.kind = 'moved' and f.answer is null and f.confirmed_by is not null
      and f.domicile_village_no between my_low(right_wanted) and my_high(right_wanted)
      and f.domicile_village_no <@ my_ranges(right_wanted)), '{}');
end $$;

-- In a schema that nobody may use: a policy finds it without a name, and whoever would ask who is hidden does not.
create schema dtsen_policy;
revoke all on schema dtsen_policy from public;
create function dtsen_policy.is_hidden(wanted_kind text, wanted_id bigint, wanted_family bigint) returns boolean
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  return exists (select from hidden_unit h where h.unit = wanted_kind and h.unit_id = wanted_id)
    or exists (select from hidden_unit h where h.unit = 'family' and h.unit_id = wanted_family);
end $$;

-- Whoever is hidden for safety is not asked about: nothing of them leaves the house. Asking again is an update
-- of asked_by; closing a question or noting that it went out is none.
create function leave_out_hidden() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if dtsen_policy.is_hidden('person', new.person_id, new.family_id) then return null; end if;
  return new;
end $$;
create trigger identity_question_leaves_out_hidden before insert or update of asked_by on identity_question
  for each row execute function leave_out_hidden();

-- Everything of the owner's: migrations and the allow-listed definer functions work through it.
do $$
declare
  t record;
begin
  for t in select c.oid::regclass as name, pg_get_userbyid(c.relowner) as owner from pg_class c
    where c.relnamespace = 'dtsen'::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('alter table %s enable row level security', t.name);
    execute format('alter table %s force row level security', t.name);
    execute format('create policy owner_all on %s to %I using (true) with check (true)', t.name, t.owner);
  end loop;
end $$;

-- Class reference: no personal data, everyone of the house reads.
do $$
declare
  t text;
begin
  foreach t in array array['region', 'region_code', 'region_succession', 'institution', 'office', 'role',
    'purpose', 'role_right', 'vault_basis', 'source_owner', 'version', 'version_delivery', 'publication_pointer',
    'version_figure', 'ledger_segment', 'audit_checkpoint', 'program', 'publication_sheet', 'migration'] loop
    execute format('grant select on %I to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor', t);
    execute format('create policy reference_read on %I for select to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor using (true)', t);
  end loop;
end $$;

-- The worker: jobs and the command line. No accounts, sessions or vault reads.
do $$
declare
  t text;
begin
  foreach t in array array['delivery', 'quarantine_row', 'version', 'version_delivery', 'publication_pointer',
    'version_figure', 'ledger_segment', 'tombstone', 'program', 'region', 'region_code', 'region_succession',
    'source_owner', 'finding', 'evidence_check', 'identity_check', 'identity_question', 'unidentified_person', 'check_code',
    'publication_sheet', 'family_redirect', 'person_redirect', 'person_passage'] loop
    execute format('grant select, insert, update on %I to dtsen_worker', t);
    execute format('create policy worker_all on %I to dtsen_worker using (true) with check (true)', t);
  end loop;
  foreach t in array array['quarantine_row', 'version_figure', 'version_delivery', 'program',
    'publication_sheet', 'family_redirect', 'person_redirect', 'person_passage'] loop
    execute format('grant delete on %I to dtsen_worker', t);
  end loop;
  foreach t in array array['family', 'person', 'outcome', 'lookup_name', 'public_sheet', 'unidentified_event'] loop
    execute format('grant select on %I to dtsen_worker', t);
    execute format('create policy worker_read on %I for select to dtsen_worker using (true)', t);
  end loop;
end $$;
grant insert on unidentified_event, vault_fact to dtsen_worker;
create policy worker_add on unidentified_event for insert to dtsen_worker with check (true);
create policy worker_add on vault_fact for insert to dtsen_worker with check (true);

-- Class region: rows carry a village; the clause is the same everywhere.
do $$
declare
  shown text;
  t text;
  unseen text;
begin
  foreach t in array array['family', 'person', 'outcome', 'unidentified_person', 'check_code'] loop
    -- Whom the civil registry came to know is hidden as the person they are now.
    shown := format(' and (not (is_suppressed%s) or (select dtsen.holds(''order-suppression'')))',
      case t when 'unidentified_person' then
        ' or (promoted_person_id is not null and dtsen_policy.is_hidden(''person'', promoted_person_id, null))'
        else '' end);
    execute format('create policy region_read on %I for select to dtsen_app using ((%s or %s%s)%s)', t,
      region_clause('village_no', 'read-family'), region_clause('domicile_village_no', 'read-family'),
      case when t in ('family', 'person', 'outcome')
        then ' or family_id = any ((select dtsen.my_arrivals(''read-family''))::bigint[])' else '' end, shown);
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  foreach t in array array['finding', 'evidence_check', 'identity_check', 'identity_question', 'unidentified_event'] loop
    unseen := case t
      when 'finding' then 'dtsen_policy.is_hidden(unit, unit_id, family_id)'
      when 'unidentified_event' then
        'not exists (select from dtsen.unidentified_person u where u.unidentified_id = unidentified_event.unidentified_id)'
      else 'dtsen_policy.is_hidden(''person'', person_id, family_id)' end;
    unseen := format(' and ((select dtsen.holds(''order-suppression'')) or not (%s))', unseen);
    execute format('create policy region_read on %I for select to dtsen_app using ((%s or %s)%s)', t,
      region_clause('village_no', 'read-family'), region_clause('domicile_village_no', 'read-family'), unseen);
    if t in ('finding', 'evidence_check') then
      execute format('create policy worklist_read on %I for select to dtsen_app using ((%s or %s)%s)', t,
        region_clause('village_no', 'read-worklist'), region_clause('domicile_village_no', 'read-worklist'), unseen);
    end if;
    execute format('grant select on %I to dtsen_app', t);
  end loop;
  execute format('create policy region_read on quarantine_row for select to dtsen_app using (%s)',
    region_clause('village_no', 'read-quarantine'));
  grant select on quarantine_row to dtsen_app;

  execute format('create policy region_add on finding for insert to dtsen_app with check (%s and '
    'recorded_by = (select dtsen.acting_account()) and confirmed_by is null and answer is null and exists '
    '(select from dtsen.family f where f.family_id = finding.family_id and f.village_no = finding.village_no))',
    region_clause('village_no', 'record-finding'));
  execute format('create policy region_confirm on finding for update to dtsen_app using (%1$s) with check (%1$s '
    'and confirmed_by = (select dtsen.acting_account()))', region_clause('village_no', 'confirm-finding'));
  execute format('create policy region_decide on evidence_check for update to dtsen_app using (%1$s) with check (%1$s '
    'and decided_by = (select dtsen.acting_account()))', region_clause('village_no', 'decide-check'));
  execute format('create policy region_add on unidentified_person for insert to dtsen_app with check (%s '
    'and recorded_by = (select dtsen.acting_account()))', region_clause('village_no', 'record-unidentified'));
  execute format('create policy region_change on unidentified_person for update to dtsen_app using (%1$s) with check (%1$s)',
    region_clause('village_no', 'record-unidentified'));
  execute format('create policy region_add on unidentified_event for insert to dtsen_app with check (%s '
    'and by_account = (select dtsen.acting_account()))', region_clause('village_no', 'record-unidentified'));
  -- By hand, about somebody whom the officer sees, where they are; what came by file or service is written by jobs.
  execute format('create policy region_add on identity_check for insert to dtsen_app with check (%s '
    'and adapter = ''manual'' and question_id is null and delivery_no is null and exists (select from dtsen.person p '
    'where p.person_id = identity_check.person_id and p.village_no = identity_check.village_no))',
    region_clause('village_no', 'answer-identity'));
  execute format('create policy region_add on check_code for insert to dtsen_app with check (%s '
    'and issued_by = (select dtsen.acting_account()) and exists (select from dtsen.family f '
    'where f.family_id = check_code.family_id and f.village_no = check_code.village_no))',
    region_clause('village_no', 'issue-check-code'));
  execute format('create policy region_revoke on check_code for update to dtsen_app using (%1$s) with check (%1$s)',
    region_clause('village_no', 'issue-check-code'));
end $$;
grant insert (unit, unit_id, family_id, kind, variable_id, fact_place, fact_value, village_no,
  domicile_village_no, observed_on, note, recorded_by) on finding to dtsen_app;
grant update (confirmed_by, confirmed_at) on finding to dtsen_app;
grant update (state, decided_by, decided_at, decision_reason) on evidence_check to dtsen_app;
grant insert on unidentified_person, unidentified_event, identity_check, check_code to dtsen_app;
grant update (referred_to, referral_due_on, state, promoted_person_id) on unidentified_person to dtsen_app;
grant update (revoked_at) on check_code to dtsen_app;

-- Class assignment: what one was appointed to.
do $$
begin
  execute format('create policy assignment_read on appointment for select to dtsen_app using '
    '(account_id = (select dtsen.acting_account()) or (%s and %s) or (%s and %s))',
    region_clause('village_lo', 'manage-account'), region_clause('village_hi', 'manage-account'),
    region_clause('village_lo', 'confirm-appointment'), region_clause('village_hi', 'confirm-appointment'));
  execute format('create policy assignment_add on appointment for insert to dtsen_app with check '
    '(%s and %s and appointed_by = (select dtsen.acting_account()) and confirmed_by is null)',
    region_clause('village_lo', 'appoint'), region_clause('village_hi', 'appoint'));
  execute format('create policy assignment_change on appointment for update to dtsen_app using (%1$s and %2$s) '
    'with check (%1$s and %2$s and (revoked_at is not null or confirmed_by = (select dtsen.acting_account())))',
    region_clause('village_lo', 'confirm-appointment'), region_clause('village_hi', 'confirm-appointment'));
  execute format('create policy assignment_read on audit_entry for select to dtsen_app using '
    '(account_id = (select dtsen.acting_account()) or (%s) or ((%s) and subject_kind in (''family'', ''person'') '
    'and fields_class not in (''vault'', ''inquiry'') and not dtsen_policy.is_hidden(subject_kind, subject_id, family_id) '
    -- That somebody looked in order to protect tells that somebody there is in danger.
    'and (purpose_code is distinct from ''protection'' or (select dtsen.holds(''order-suppression'')))) '
    'or (subject_kind = ''person'' and subject_id = (select dtsen.acting_person())))',
    replace(region_clause('village_no', 'read-audit'), 'village_no', 'coalesce(village_no, 0)'),
    region_clause('village_no', 'read-family'));
end $$;
create policy assignment_read on delivery for select to dtsen_app using ((select dtsen.holds('read-figures'))
  or (select dtsen.holds('receive-delivery')));
create policy assignment_read on audit_watermark for select to dtsen_app using ((select dtsen.holds('read-audit')));
grant select on audit_watermark to dtsen_app;
create policy assignment_read on tombstone for select to dtsen_app using ((select dtsen.holds('read-audit')));
create policy assignment_add on audit_entry for insert to dtsen_app
  with check (account_id = (select dtsen.acting_account()));
grant select, insert (office_code, account_id, role_code, region_id, village_lo, village_hi, programs, valid_from, valid_to,
  decree, appointed_by), update (confirmed_by, revoked_at) on appointment to dtsen_app;
grant select on delivery, tombstone, audit_entry to dtsen_app;
grant insert (on_behalf_of, act, subject_kind, subject_id, family_id, village_no, version_no, fields_class,
  row_count, decision, request_id, detail) on audit_entry to dtsen_app;
grant insert (actor, purpose_code, on_behalf_of, act, subject_kind, subject_id, family_id, village_no, version_no,
  fields_class, row_count, decision, request_id, detail) on audit_entry to dtsen_worker;
create policy worker_add on audit_entry for insert to dtsen_worker with check (account_id is null and actor like 'cli:%');

grant select on audit_entry, audit_leaf, audit_watermark to dtsen_sealer, dtsen_auditor;
grant insert on audit_leaf, audit_checkpoint to dtsen_sealer;
grant update on audit_watermark to dtsen_sealer;
create policy sealer_read on audit_entry for select to dtsen_sealer, dtsen_auditor using (true);
create policy sealer_all on audit_leaf to dtsen_sealer using (true) with check (true);
create policy auditor_read on audit_leaf for select to dtsen_auditor using (true);
create policy sealer_add on audit_checkpoint for insert to dtsen_sealer with check (true);
create policy sealer_all on audit_watermark to dtsen_sealer using (true) with check (true);
create policy auditor_read on audit_watermark for select to dtsen_auditor using (true);

-- Class self: one's own rows. Hashes and secrets are not granted to anyone.
create policy self_read on account for select to dtsen_app using (account_id = (select dtsen.acting_account())
  or ((select dtsen.holds('manage-account'))
    and exists (select from dtsen.appointment p where p.account_id = account.account_id)));
grant select (account_id, username, person_name, person_id, is_demo, created_at, disabled_at) on account to dtsen_app;
create policy self_read on session for select to dtsen_app using (account_id = (select dtsen.acting_account()));
grant select (session_id, account_id, device, created_at, last_seen_at, idle_until, absolute_until, ended_at, end_reason)
  on session to dtsen_app;
create policy self_all on idempotency_key to dtsen_app using (account_id = (select dtsen.acting_account()))
  with check (account_id = (select dtsen.acting_account()));
grant select, insert on idempotency_key to dtsen_app;

-- Functions: nothing is executable but what is named here.
revoke execute on all functions in schema dtsen, dtsen_policy from public;
grant execute on function dtsen_policy.is_hidden(text, bigint, bigint) to dtsen_app;
grant execute on function acting_account(), acting_session(), acting_person(), acting_purpose(), holds(text),
  my_low(text), my_high(text), my_ranges(text), my_arrivals(text),
  begin_as(bytea, text), read_vault(bigint, text, text), sweep_lookups(),
  public_check_codes(bytea[], text[], int, text[]),
  public_check_names(bytea[], bigint[], text[], int[], text[], int, text[]) to dtsen_app;
grant execute on function open_projection(int, int), index_projection(int, int), close_projection(int), drop_projection(int),
  hold_projections(),
  acting_account(), acting_session(), acting_purpose() to dtsen_worker;
