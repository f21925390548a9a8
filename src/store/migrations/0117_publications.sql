-- Which version was in force when (decision 0053).

-- One row for each switch of the pointer, written by the switch itself: no program that moves the pointer can leave it out. A
-- period ends where the next begins.
create table publication (
  publication_no bigint generated always as identity primary key,
  version_no int not null references version,
  -- What was in force until then; null for the first of all.
  after_version_no int references version,
  kind text not null check (kind in ('first', 'again', 'back')),
  from_at timestamptz not null unique,
  published_by text not null,
  -- Read off the audit log, of switches older than this table.
  is_rebuilt boolean not null default false,
  check (after_version_no is distinct from version_no),
  check (kind <> 'back' or coalesce(version_no < after_version_no, false))
);
create unique index publication_first on publication (version_no) where kind = 'first';
comment on table publication is
  'policy: reference; which version was in force from when, by whom; written by the switch of the pointer alone; append-only';
create trigger publication_append_only before update or delete on publication for each row execute function refuse_change();
create trigger publication_no_truncate before truncate on publication execute function refuse_change();

create view publication_period with (security_invoker = true) as
select p.publication_no, p.version_no, p.kind, p.from_at, p.published_by, p.is_rebuilt,
  lead(p.from_at) over (order by p.publication_no) as until_at
from publication p;
comment on view publication_period is 'publications, each with the instant in which the next took its place';

alter table publication_pointer add column switched_by text;
comment on column publication_pointer.switched_by is 'who moved it last, as the publication says';

-- The kind follows from what is written already; the instant is the one of the switch, never before the last.
create function add_publication(wanted_version int, at timestamptz, by_name text, rebuilt boolean) returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  last publication := (select p from publication p order by p.publication_no desc limit 1);
begin
  if last.version_no = wanted_version then return; end if;
  insert into publication (version_no, after_version_no, kind, from_at, published_by, is_rebuilt)
    values (wanted_version, last.version_no, case
      when not exists (select from publication p where p.version_no = wanted_version) then 'first'
      when wanted_version < last.version_no then 'back' else 'again' end,
      greatest(at, last.from_at + interval '1 microsecond'), by_name, rebuilt);
end $$;

-- Before, not after: a restored pointer is no switch (restore.ts). An insert that finds the row there is its update.
create function note_publication() returns trigger
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
begin
  if tg_op = 'INSERT' and exists (select from publication_pointer) then return new; end if;
  perform add_publication(new.version_no, clock_timestamp(), coalesce(new.switched_by, session_user), false);
  return new;
end $$;
create trigger publication_pointer_noted before insert or update of version_no on publication_pointer
  for each row execute function note_publication();

-- Switches of before this table, from the audit log, which nobody can have changed.
create function rebuild_publications() returns void
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  e record;
  current int;
  previous int;
begin
  for e in select a.act, a.version_no, a.at, a.actor from audit_entry a
    where a.act in ('publish-version', 'withdraw-version') and a.version_no is not null order by a.entry_no loop
    if e.act = 'publish-version' then
      previous := current;
      current := e.version_no;
    elsif previous is not null then
      current := previous;
      previous := null;
    end if;
    perform add_publication(current, e.at, replace(e.actor, 'cli:', ''), true);
  end loop;
  -- Where the log says less than the pointer, the pointer is right.
  perform add_publication(p.version_no, p.published_at, coalesce(v.published_by, session_user), true)
    from publication_pointer p join version v on v.version_no = p.version_no;
end $$;
select rebuild_publications();

select make_reference(array['publication']);
grant select on publication_period to dtsen_app, dtsen_worker, dtsen_sealer, dtsen_auditor;
revoke execute on function add_publication(int, timestamptz, text, boolean), note_publication(), rebuild_publications() from public;
