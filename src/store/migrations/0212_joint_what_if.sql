-- What if several programs were given otherwise at once (decision 0058): answers that were counted in the lake, family by family, and
-- brought to the desk as tables with small counts withheld. What is kept stays; the same answer is kept once.

create table joint_what_if (
  joint_no bigint generated always as identity primary key,
  name text not null check (length(btrim(name)) between 1 and 120),
  version_no int not null references version,
  -- The region the answer is of: the nation.
  village_lo bigint not null default 0 check (village_lo = 0),
  village_hi bigint not null default 9999999999 check (village_hi = 9999999999),
  -- Of the version's manifest and the answer.
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  code_version text not null,
  -- The question, the order of its programs, notes and tables.
  answer jsonb not null,
  kept_at timestamptz not null default now()
);
comment on table joint_what_if is
  'policy: region; answers to what if several programs changed at once: tables of the nation with small counts withheld, of nobody; append-only; read by whoever may make tables of the nation';

alter table joint_what_if enable row level security;
alter table joint_what_if force row level security;
create policy owner_all on joint_what_if to dtsen_owner using (true) with check (true);
do $$ begin
  execute format('create policy region_read on joint_what_if for select to dtsen_app using (%s and %s)',
    region_clause('village_lo', 'tabulate'), region_clause('village_hi', 'tabulate'));
end $$;
create policy worker_add on joint_what_if for insert to dtsen_worker with check (true);
create policy worker_read on joint_what_if for select to dtsen_worker using (true);
grant select on joint_what_if to dtsen_app;
grant select, insert on joint_what_if to dtsen_worker;
create trigger joint_what_if_append_only before update or delete on joint_what_if for each row execute function refuse_change();
create trigger joint_what_if_no_truncate before truncate on joint_what_if execute function refuse_change();
