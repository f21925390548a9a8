-- A family reads why it stands where it does, and says which fact is wrong (UU 27/2022 articles 5 to 7; decision 0051).

alter table version_model add column national_cuts bigint[];
comment on column version_model.national_cuts is
  'highest score of each national decile, the first first: what a later version compares a place with';

create table explanation_code (
  code_index bytea primary key,
  family_id bigint not null,
  -- The grown member to whom an officer handed it, having seen the identity card: it opens that person's family, wherever that is by now.
  person_id bigint not null,
  village_no bigint not null,
  issued_at timestamptz not null default now(),
  issued_by bigint not null references account,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index explanation_code_in_force on explanation_code (family_id) where revoked_at is null;
comment on table explanation_code is
  'policy: vault; Kode Penjelasan as keyed digest, for days; opens the family''s own explanation through public_open_explanation alone';

create table correction_proposal (
  proposal_id bigint generated always as identity primary key,
  -- Keyed digest of the number on the receipt.
  receipt_index bytea not null unique,
  -- Made with the form: a message sent twice acts once.
  client_id uuid not null unique,
  family_id bigint not null,
  -- Whose fact it is, where it is one fact of the catalogue; else what members make together, and only a visit can say.
  unit text not null check (unit in ('family', 'person')),
  unit_id bigint not null,
  variable_id text,
  -- The ranked variable of the explanation.
  asked_about text not null,
  ground text not null check (ground in ('wrong', 'changed')),
  proposed_value int,
  version_no int not null references version,
  village_no bigint not null,
  domicile_village_no bigint not null,
  received_on date not null,
  received_at timestamptz not null default now(),
  decision text check (decision in ('recorded', 'refused')),
  refusal text check (refusal in ('as-recorded', 'says-the-same', 'other-family', 'taken-back')),
  finding_id bigint references finding,
  decided_by bigint references account,
  decided_at timestamptz,
  check ((decision = 'refused') = (refusal is not null)),
  check ((decision = 'recorded') = (finding_id is not null)),
  check ((decision is null) = (decided_by is null))
);
-- One question about one fact at a time.
create unique index correction_proposal_open on correction_proposal (family_id, unit, unit_id, asked_about)
  where decision is null;
create index correction_proposal_by_village on correction_proposal (village_no);
comment on table correction_proposal is
  'policy: region; what a family says of a fact of its own explanation; an officer''s decision makes it a finding or gives a reason';

alter table explanation_code enable row level security;
alter table explanation_code force row level security;
create policy owner_all on explanation_code to dtsen_owner using (true) with check (true);
alter table correction_proposal enable row level security;
alter table correction_proposal force row level security;
create policy owner_all on correction_proposal to dtsen_owner using (true) with check (true);
do $$
declare
  unseen text := ' and ((select dtsen.holds(''order-suppression'')) or not dtsen_policy.is_hidden(''family'', family_id, family_id))';
begin
  execute format('create policy region_read on correction_proposal for select to dtsen_app using ((%s or %s)%s)',
    region_clause('village_no', 'read-family'), region_clause('domicile_village_no', 'read-family'), unseen);
  execute format('create policy worklist_read on correction_proposal for select to dtsen_app using ((%s or %s)%s)',
    region_clause('village_no', 'read-worklist'), region_clause('domicile_village_no', 'read-worklist'), unseen);
  execute format('create policy region_decide on correction_proposal for update to dtsen_app using (%1$s and decision is null) '
    'with check (%1$s and decided_by = (select dtsen.acting_account()))', region_clause('village_no', 'record-finding'));
end $$;
grant select, update (decision, refusal, finding_id, decided_by, decided_at) on correction_proposal to dtsen_app;

-- What a version says of a family, as whoever asks may see it: facts, their sources, the place; no name and no number of
-- anybody. Not whole where a member is hidden for safety or erased: then nothing made of all may be told (decision 0060).
create function explained_family(wanted_version int, wanted_family bigint) returns jsonb
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('version_no', f.version_no, 'label', v.label, 'as_of', v.as_of, 'family_id', f.family_id,
      'village_no', f.village_no, 'size', f.size, 'score', f.score, 'decile', f.decile_national, 'place_band', f.place_band,
      'facts', f.facts, 'sources', f.sources, 'persons', m.persons, 'is_whole', m.whole = f.size)
  from family f
  join version v on v.version_no = f.version_no
  cross join lateral (
    select count(*) filter (where p.life_status is distinct from -5
        and (not p.is_suppressed or holds('order-suppression'))) as whole,
      coalesce(jsonb_agg(jsonb_build_object('person_id', p.person_id, 'facts', p.facts, 'sources', p.sources,
        'life_status', p.life_status) order by p.person_id), '[]') as persons
    from person p where p.version_no = f.version_no and p.family_id = f.family_id) m
  where f.version_no = wanted_version and f.family_id = wanted_family
    and (not f.is_suppressed or holds('order-suppression'))
$$;

-- Where a family stood in the version before, of those whose projection is kept: under its own id, or under the one id that
-- goes on in it. Ids only; what that version says is read by whoever asks, as far as they may.
create function family_before(wanted_version int, wanted_family bigint)
  returns table (before_version int, before_family bigint)
  language plpgsql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  select max(v.version_no) into before_version from version v join publication_sheet s on s.version_no = v.version_no
    where v.version_no < wanted_version and v.state = 'published';
  select f.family_id into before_family from family f
    where f.version_no = before_version and f.family_id = wanted_family and f.size > 0;
  if before_family is null then
    select min(r.from_family_id) into before_family from family_redirect r
      join family f on f.version_no = before_version and f.family_id = r.from_family_id and f.size > 0
      where r.version_no = wanted_version and r.to_family_id = wanted_family having count(*) = 1;
  end if;
  return next;
end $$;

-- For statisticians and auditors, who weigh scores and need nobody's name: the same under a right of its own, whole only.
create function weighed_family(wanted_version int, wanted_family bigint) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if not holds('read-weights') then return null; end if;
  if not exists (select from family f where f.version_no = wanted_version and f.family_id = wanted_family
      and f.village_no <@ my_ranges('read-weights')) then return null; end if;
  return explained_family(wanted_version, wanted_family);
end $$;

-- An officer hands a grown member of a family, whose card was seen, the way to its own explanation. One in force at a time.
create function issue_explanation_code(code bytea, wanted_family bigint, wanted_person bigint, days int) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  village bigint;
begin
  select f.village_no into village from family f, publication_pointer p
    where f.version_no = p.version_no and f.family_id = wanted_family and not f.is_suppressed
      and f.village_no <@ my_ranges('issue-check-code');
  if village is null then return 'not-found'; end if;
  perform from person q, publication_pointer p where q.version_no = p.version_no and q.family_id = wanted_family
    and q.person_id = wanted_person and not q.is_suppressed and q.life_status = 1
    and q.birth_date <= to_char((now() at time zone 'Asia/Jakarta') - interval '17 years', 'YYYYMMDD')::int;
  if not found then return 'not-a-grown-member'; end if;
  -- Asked for again: what is in force by now stays.
  if exists (select from explanation_code k where k.code_index = code) then return 'issued'; end if;
  update explanation_code set revoked_at = now()
    where family_id = wanted_family and revoked_at is null;
  insert into explanation_code (code_index, family_id, person_id, village_no, issued_by, expires_at)
    values (code, wanted_family, wanted_person, village, acting_account(), now() + make_interval(days => days));
  return 'issued';
end $$;

-- The family that a code opens today, where it does: the holder's own, unless the holder is hidden, erased, or found to have died.
create function family_of_explanation(code bytea) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select q.family_id from explanation_code k
  cross join publication_pointer p
  left join person_redirect r on r.version_no = p.version_no and r.from_person_id = k.person_id
  join person q on q.version_no = p.version_no and q.person_id = coalesce(r.to_person_id, k.person_id)
  where k.code_index = code and k.revoked_at is null and k.expires_at > now()
    and q.life_status = 1 and not q.is_suppressed
    and not exists (select from finding x where x.unit = 'person' and x.unit_id = q.person_id
      and x.kind in ('deceased', 'duplicate') and x.confirmed_by is not null and x.answer is null)
$$;

create function public_note(did text, family bigint, village bigint, version int, class text, request text) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  insert into audit_entry (account_id, session_id, actor, purpose_code, act, subject_kind, subject_id, family_id,
      village_no, version_no, fields_class, row_count, decision, request_id)
    values (null, null, 'public', 'own-data', did, 'family', family, family, village, version, class,
      case when family is null then 0 else 1 end, case when family is null then 'miss' else 'hit' end, request)
$$;

-- What stands behind the explanation of the family that a code opens, of this version and of the one before.
create function public_open_explanation(code bytea, address text, address_budget int, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint;
  now_in int := (select p.version_no from publication_pointer p where p.one);
  sheet jsonb;
  old jsonb;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['e:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    own := family_of_explanation(code);
    sheet := explained_family(now_in, own);
    select explained_family(b.before_version, b.before_family) into old from family_before(now_in, own) b;
  end if;
  perform public_note('read-own-explanation', (sheet ->> 'family_id')::bigint, (sheet ->> 'village_no')::bigint, now_in,
    'facts', request);
  return jsonb_build_object(
    'verdict', case when now_in is null then 'no-version' when used[1] > address_budget then 'over-budget'
      when sheet is null then 'unknown' else 'answered' end,
    'sheet', sheet, 'before', old,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;

-- A family says of one fact that it is wrong or has changed. Twice the same message is one proposal; a fact that is asked about
-- already answers with the proposal that stands. Decides nothing.
create function public_propose_correction(code bytea, address text, address_budget int, family_budget int, client uuid,
    receipt bytea, said jsonb, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint := family_of_explanation(code);
  now_in int := (select p.version_no from publication_pointer p where p.one);
  f record;
  kept correction_proposal;
  verdict text := 'received';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select * into f from family x where x.version_no = now_in and x.family_id = own and not x.is_suppressed;
  used := take_budgets(array['p:' || address, 'f:' || f.family_id],
    array[now() + interval '1 day', now() + interval '1 day']);
  if f.family_id is null or (said ->> 'unit' = 'family' and (said ->> 'unit_id')::bigint <> own)
      or (said ->> 'unit' = 'person' and not exists (select from person q where q.version_no = now_in
        and q.family_id = own and q.person_id = (said ->> 'unit_id')::bigint and not q.is_suppressed)) then
    verdict := 'unknown';
  else
    select * into kept from correction_proposal c where c.client_id = client;
    if kept.proposal_id is not null and (kept.family_id <> own or kept.asked_about <> said ->> 'asked_about') then
      verdict := 'unknown';
      kept := null;
    elsif kept.proposal_id is null and (used[1] > address_budget or used[2] > family_budget) then
      verdict := 'over-budget';
    elsif kept.proposal_id is null then
      insert into correction_proposal (receipt_index, client_id, family_id, unit, unit_id, variable_id, asked_about, ground,
          proposed_value, version_no, village_no, domicile_village_no, received_on)
        values (receipt, client, own, said ->> 'unit', (said ->> 'unit_id')::bigint, said ->> 'variable_id',
          said ->> 'asked_about', said ->> 'ground', (said ->> 'value')::int, now_in, f.village_no, f.domicile_village_no,
          (said ->> 'received_on')::date)
        on conflict do nothing returning * into kept;
      if kept.proposal_id is null then
        verdict := 'asked-already';
        select * into kept from correction_proposal c where c.family_id = own and c.decision is null
          and c.unit = said ->> 'unit' and c.unit_id = (said ->> 'unit_id')::bigint
          and c.asked_about = said ->> 'asked_about';
      end if;
    end if;
  end if;
  perform public_note('propose-correction', kept.family_id, kept.village_no, now_in, 'work', request);
  return jsonb_build_object('verdict', verdict, 'client_id', kept.client_id);
end $$;

-- Where a proposal stands, for whoever holds its receipt: no fact's value, no name, and nothing of a family that is hidden.
create function public_read_receipt(receipt bytea, address text, address_budget int, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  c correction_proposal;
  x finding;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  if used[1] <= address_budget then
    select * into c from correction_proposal k where k.receipt_index = receipt
      and not dtsen_policy.is_hidden('family', k.family_id, k.family_id);
    select * into x from finding k where k.finding_id = c.finding_id;
  end if;
  perform public_note('read-receipt', c.family_id, c.village_no, null, 'work', request);
  return jsonb_build_object(
    'verdict', case when used[1] > address_budget then 'over-budget' when c.proposal_id is null then 'unknown' else 'answered' end,
    'asked_about', c.asked_about, 'ground', c.ground, 'village_no', c.village_no, 'received_on', c.received_on,
    'decision', c.decision, 'refusal', c.refusal, 'decided_on', (c.decided_at at time zone 'Asia/Jakarta')::date,
    'next_on', (select s.next_on from publication_pointer p join publication_sheet s on s.version_no = p.version_no),
    'is_confirmed', x.confirmed_by is not null, 'answer', x.answer,
    'answered_in', (select v.label from version v where v.version_no = x.answered_version_no));
end $$;

-- Beside projections: what somebody erased said of a fact of theirs, and the codes they were given.
create function erase_proposals(gone bigint[]) returns void
  language sql set search_path = pg_catalog, dtsen, pg_temp as $$
  delete from explanation_code where person_id = any (gone);
  update correction_proposal set proposed_value = null where unit = 'person' and unit_id = any (gone);
$$;

revoke execute on function explained_family(int, bigint), family_before(int, bigint), weighed_family(int, bigint),
  issue_explanation_code(bytea, bigint, bigint, int), family_of_explanation(bytea),
  public_note(text, bigint, bigint, int, text, text), public_open_explanation(bytea, text, int, text),
  public_propose_correction(bytea, text, int, int, uuid, bytea, jsonb, text),
  public_read_receipt(bytea, text, int, text), erase_proposals(bigint[]) from public;
grant execute on function explained_family(int, bigint), family_before(int, bigint), weighed_family(int, bigint),
  issue_explanation_code(bytea, bigint, bigint, int), public_open_explanation(bytea, text, int, text),
  public_propose_correction(bytea, text, int, int, uuid, bytea, jsonb, text),
  public_read_receipt(bytea, text, int, text) to dtsen_app;
