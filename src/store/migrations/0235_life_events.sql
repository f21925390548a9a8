-- Life events: a family tells by its own code what has happened, in three taps. It becomes a proposal that the family's data be
-- brought up to date, or joins the one that is under way; whoever visits reads it. Nothing changes by it.

create table life_event (
  event_no bigint generated always as identity primary key,
  -- Made with the form: pressed twice it is one.
  client_id uuid not null unique,
  case_id bigint not null references case_file,
  event text not null check (event in ('birth', 'death', 'moved', 'married', 'card-split', 'job-loss', 'illness', 'disaster')),
  happened text not null check (happened in ('this-week', 'this-month', 'earlier')),
  told_at timestamptz not null
);
create index life_event_by_case on life_event (case_id);
comment on table life_event is 'policy: region; what a family told has happened, append-only; seen with its proposal';
alter table life_event enable row level security;
alter table life_event force row level security;
create policy owner_all on life_event to dtsen_owner using (true) with check (true);
create policy region_read on life_event for select to dtsen_app
  using (exists (select from dtsen.case_file c where c.case_id = life_event.case_id));
grant select on life_event to dtsen_app;

-- Tells. Verdict: opened (a new case, whose number is the receipt's), joined (one is under way), unknown, over-budget.
create function public_tell_event(code bytea, address text, budgets int[], client uuid, wanted_event text, wanted_happened text,
    wanted_case bigint, digest bytea, said jsonb, receipt bytea, moment timestamptz, standing jsonb, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint := family_of_explanation(code);
  place record;
  held bigint;
  verdict text := 'opened';
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['u:' || address, 'uf:' || own], array[now() + interval '1 day', now() + interval '30 days']);
  perform public_note('tell-event', own, null, null, 'work', request);
  if used[1] > budgets[1] or used[2] > budgets[2] then return 'over-budget'; end if;
  select f.family_id, f.village_no, f.domicile_village_no into place from family f
    join publication_pointer p on p.version_no = f.version_no where f.family_id = own and not f.is_suppressed;
  if place.family_id is null then return 'unknown'; end if;
  select l.case_id into held from life_event l where l.client_id = client;
  if held is not null then
    return case when exists (select from aid_proposal a where a.case_id = held and a.receipt_index = receipt) then 'opened' else 'joined' end;
  end if;
  select c.case_id into held from case_file c where c.kind = 'aid-proposal' and c.state in ('open', 'returned', 'paused')
    and c.family_id in (select ids_of_family(own)) limit 1 for no key update;
  if held is not null then
    verdict := 'joined';
  else
    held := lay_aid_proposal(wanted_case, client, digest, said || jsonb_build_object('proposer_family_id', own), null, receipt, null, own,
      place.village_no, place.domicile_village_no, moment, standing);
    -- Somebody has opened one in this very moment.
    if held is null then
      verdict := 'joined';
      select c.case_id into held from case_file c where c.kind = 'aid-proposal' and c.state in ('open', 'returned', 'paused')
        and c.family_id = own;
    end if;
  end if;
  insert into life_event (client_id, case_id, event, happened, told_at) values (client, held, wanted_event, wanted_happened, moment);
  return verdict;
end $$;
revoke execute on function public_tell_event(bytea, text, int[], uuid, text, text, bigint, bytea, jsonb, bytea, timestamptz, jsonb, text)
  from public;
grant execute on function public_tell_event(bytea, text, int[], uuid, text, text, bigint, bytea, jsonb, bytea, timestamptz, jsonb, text)
  to dtsen_app;
