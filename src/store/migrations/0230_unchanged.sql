-- "Nothing has changed": a family says by its Kode Penjelasan that what the register holds of it still is so. It changes no fact and no
-- decile; officers read the day on the sheet.

create table unchanged_word (
  word_no bigint generated always as identity primary key,
  family_id bigint not null,
  version_no int not null,
  village_no bigint not null,
  domicile_village_no bigint not null,
  said_on date not null,
  unique (family_id, version_no)
);
create index unchanged_word_by_village on unchanged_word (village_no);
comment on table unchanged_word is 'policy: region; families that said of a version that nothing has changed; append-only';
alter table unchanged_word enable row level security;
alter table unchanged_word force row level security;
create policy owner_all on unchanged_word to dtsen_owner using (true) with check (true);
create policy worker_read on unchanged_word for select to dtsen_worker using (true);
-- By whoever may read the family's sheet.
create policy region_read on unchanged_word for select to dtsen_app using (exists (select from dtsen.family f
  where f.version_no = unchanged_word.version_no and f.family_id = unchanged_word.family_id));
grant select on unchanged_word to dtsen_app, dtsen_worker;

-- Verdict: said, unknown, over-budget. Said twice of one version it is said once.
create function public_say_unchanged(code bytea, address text, address_budget int, today date, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  used int[];
  own bigint;
begin
  if audit_is_behind() then
    raise exception 'audit-unsealed: personal reads stop until the sealer works again';
  end if;
  used := take_budgets(array['p:' || address], array[now() + interval '1 day']);
  if used[1] > address_budget then return 'over-budget'; end if;
  own := family_of_explanation(code);
  perform public_note('say-unchanged', own, null, null, 'work', request);
  if own is null then return 'unknown'; end if;
  insert into unchanged_word (family_id, version_no, village_no, domicile_village_no, said_on)
    select f.family_id, f.version_no, f.village_no, f.domicile_village_no, today
    from family f join publication_pointer p on p.version_no = f.version_no where f.family_id = own
    on conflict (family_id, version_no) do nothing;
  return 'said';
end $$;

create function own_unchanged(wanted_family bigint) returns date
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select max(w.said_on) from unchanged_word w join publication_pointer p on p.version_no = w.version_no
  where w.family_id = wanted_family
$$;
create or replace function public_open_explanation(code bytea, address text, address_budget integer, request text)
  returns jsonb
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
    'sheet', sheet, 'before', old, 'outcomes', case when sheet is null then '[]'::jsonb else own_outcomes(now_in, own) end,
    'removals', case when sheet is null then '[]'::jsonb else own_removals(now_in, own) end,
    'payments', case when sheet is null then '[]'::jsonb else own_payments(own) end,
    'holder', case when sheet is null then null else own_holder(own) end,
    'proposals', case when sheet is null then '[]'::jsonb else own_aid_proposals(own) end,
    'objections', case when sheet is null then '[]'::jsonb else own_objections(own) end,
    'resignations', case when sheet is null then '[]'::jsonb else own_resignations(own) end,
    'unchanged_on', case when sheet is null then null else own_unchanged(own) end,
    'masked', (select s.masked_head from public_sheet s where s.version_no = now_in and s.family_id = own
      and not s.is_suppressed));
end $$;

revoke execute on function public_say_unchanged(bytea, text, int, date, text), own_unchanged(bigint) from public;
grant execute on function public_say_unchanged(bytea, text, int, date, text) to dtsen_app;
