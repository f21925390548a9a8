-- What became of recipients and of those who nearly were (decision 0068): figures of whole nations or regencies at the line, counted
-- in the lake, small counts withheld there. What is kept stays, whatever it says: an evaluation that found nothing is a finding.

create table program_evaluation (
  evaluation_no bigint generated always as identity primary key,
  program_code text collate "C" not null,
  -- The version that determined, and the later one into which its families were followed.
  from_version_no int not null references version,
  to_version_no int not null references version,
  -- Of program, both manifests and the answer: the same evaluation is kept once.
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  code_version text not null,
  answer jsonb not null,
  kept_at timestamptz not null default now(),
  check (from_version_no <> to_version_no)
);
comment on table program_evaluation is
  'policy: reference; what evaluations of programs found at the line: estimates and counts with small ones withheld, of nobody; append-only';

select make_reference(array['program_evaluation']);
grant insert, select on program_evaluation to dtsen_worker;
create policy worker_add on program_evaluation for insert to dtsen_worker with check (true);
create trigger program_evaluation_append_only before update or delete on program_evaluation for each row execute function refuse_change();
create trigger program_evaluation_no_truncate before truncate on program_evaluation execute function refuse_change();

-- How many of these families had a plan opened between two days, how many of those ended in graduation and how many a shock struck. Counts
-- of many together and never of one: what builds versions learns no family's plan (decision 0062). Plans of cases are not told at all.
create function plans_counted(families bigint[], wanted_from date, wanted_to date, out opened int, out graduated int, out shocks int)
  language plpgsql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if (select count(distinct f) from unnest(families) f) < 10 then
    raise exception 'plans are counted of ten families or more' using errcode = 'insufficient_privilege';
  end if;
  select count(distinct p.family_id), count(distinct p.family_id) filter (where p.state = 'graduated'),
    count(distinct p.family_id) filter (where exists (select from plan_event e where e.plan_no = p.plan_no and e.act = 'shock'))
    into opened, graduated, shocks
  from plan p where p.kind = 'empowerment' and p.opened_on between wanted_from and wanted_to and p.family_id = any (families);
end $$;
revoke execute on function plans_counted(bigint[], date, date) from public;
grant execute on function plans_counted(bigint[], date, date) to dtsen_worker;
