-- A family proposes itself or a neighbour over the internet: by its own Kode Cek, which says of which village it is. What it has
-- written is kept at every step under the number that becomes its receipt, so that it, or whoever helps it, can go on later.

create table proposal_draft (
  draft_no bigint generated always as identity primary key,
  -- Keyed digest of the number; the number itself is kept nowhere.
  receipt_index bytea not null unique,
  client_id uuid not null unique,
  family_id bigint not null,
  village_no bigint not null,
  body_enc bytea,
  expires_at timestamptz not null,
  case_id bigint references case_file
);
create index proposal_draft_expires on proposal_draft (expires_at) where case_id is null;
comment on table proposal_draft is
  'policy: vault; what a family has begun to write of a proposal, sealed, for days; reached by public functions alone';
alter table proposal_draft enable row level security;
alter table proposal_draft force row level security;
create policy owner_all on proposal_draft to dtsen_owner using (true) with check (true);

-- The family that a Kode Cek names today, where it may be told anything.
create function family_of_check_code(code bytea) returns table (family_id bigint, village_no bigint)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select f.family_id, f.domicile_village_no from check_code k
  cross join publication_pointer p
  left join family_redirect r on r.version_no = p.version_no and r.from_family_id = k.family_id
  join family f on f.version_no = p.version_no and f.family_id = coalesce(r.to_family_id, k.family_id)
  where k.code_index = code and k.revoked_at is null and not k.is_suppressed and not f.is_suppressed
$$;

-- Begins. Verdict: begun with the number of the draft, unknown, over-budget. What nobody went on with is forgotten here.
create function public_begin_proposal(code bytea, address text, address_budget int, family_budget int, client uuid, receipt bytea,
    days int, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own record;
  number bigint;
  verdict text := 'begun';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  delete from proposal_draft d where d.case_id is null and d.expires_at < now();
  select * into own from family_of_check_code(code);
  used := take_budgets(array['u:' || address, 'uf:' || own.family_id], array[now() + interval '1 day', now() + interval '30 days']);
  if used[1] > address_budget or used[2] > family_budget then
    verdict := 'over-budget';
  elsif own.family_id is null then
    verdict := 'unknown';
  else
    insert into proposal_draft (receipt_index, client_id, family_id, village_no, expires_at)
      values (receipt, client, own.family_id, own.village_no, now() + make_interval(days => days)) returning draft_no into number;
  end if;
  perform public_note('propose-aid', own.family_id, own.village_no, null, 'work', request);
  return jsonb_build_object('verdict', verdict, 'draft_no', number);
end $$;

-- What has been written under a number; of one that was sent, that it was.
create function public_read_draft(receipt bytea, address text, address_budget int) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[] := take_budgets(array['r:' || address], array[now() + interval '1 day']);
  d proposal_draft;
begin
  if used[1] > address_budget then return jsonb_build_object('verdict', 'over-budget'); end if;
  select x.* into d from proposal_draft x where x.receipt_index = receipt and (x.case_id is not null or x.expires_at > now());
  return jsonb_build_object('verdict', case when d.draft_no is null then 'unknown' when d.case_id is not null then 'sent' else 'open' end,
    'draft_no', d.draft_no, 'client_id', d.client_id, 'village_no', d.village_no,
    'body', case when d.case_id is null then encode(d.body_enc, 'hex') end);
end $$;

-- Keeps what was written so far. True where it was kept.
create function public_keep_draft(receipt bytea, body bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  update proposal_draft set body_enc = body where receipt_index = receipt and case_id is null and expires_at > now();
  return found;
end $$;

-- The number of a case before a family's own message opens it.
create function public_next_proposal() returns bigint
  language sql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select nextval(pg_get_serial_sequence('dtsen.case_file', 'case_id'))
$$;

-- Sends it: a case of the village where the family lives. Twice is once. Verdict: sent, unknown.
create function public_send_proposal(receipt bytea, wanted_case bigint, digest bytea, said jsonb, told bytea, moment timestamptz,
    standing jsonb, request text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d proposal_draft;
  is_own boolean;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  select x.* into d from proposal_draft x where x.receipt_index = receipt and (x.case_id is not null or x.expires_at > now()) for update;
  if d.draft_no is null then return jsonb_build_object('verdict', 'unknown'); end if;
  if d.case_id is null then
    -- Whoever has a case already is told nothing of it here; the village puts the two together.
    is_own := said ->> 'proposer' = 'self' and not exists (select from case_file c where c.kind = 'aid-proposal'
      and c.family_id = d.family_id and c.state in ('open', 'returned', 'paused'));
    perform lay_aid_proposal(wanted_case, d.client_id, digest, said || jsonb_build_object('proposer_family_id', d.family_id), told,
      receipt, null, case when is_own then d.family_id end, d.village_no, d.village_no, moment, standing);
    update proposal_draft set case_id = wanted_case, body_enc = null where draft_no = d.draft_no;
  end if;
  perform public_note('propose-aid', d.family_id, d.village_no, null, 'work', request);
  return jsonb_build_object('verdict', 'sent');
end $$;

revoke execute on function family_of_check_code(bytea),
  public_begin_proposal(bytea, text, int, int, uuid, bytea, int, text), public_read_draft(bytea, text, int),
  public_keep_draft(bytea, bytea), public_next_proposal(),
  public_send_proposal(bytea, bigint, bytea, jsonb, bytea, timestamptz, jsonb, text) from public;
grant execute on function public_begin_proposal(bytea, text, int, int, uuid, bytea, int, text),
  public_read_draft(bytea, text, int), public_keep_draft(bytea, bytea), public_next_proposal(),
  public_send_proposal(bytea, bigint, bytea, jsonb, bytea, timestamptz, jsonb, text) to dtsen_app;
