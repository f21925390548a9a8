-- Who saw or changed what. Rows are added in the transaction of the act; a sealer numbers them later (design 5.7).

create table audit_entry (
  entry_no bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  account_id bigint default dtsen.acting_account(),
  session_id bigint default dtsen.acting_session(),
  -- "public" for lookups, "cli:<username>" for work without a session, else empty.
  actor text not null default '',
  on_behalf_of text,
  purpose_code text default dtsen.acting_purpose(),
  act text not null,
  subject_kind text not null,
  -- Ids are pseudonyms: minted, meaningless outside the register, and unlinked by erasure.
  subject_id bigint,
  family_id bigint,
  village_no bigint,
  version_no int,
  fields_class text not null default '',
  row_count int not null default 1,
  decision text not null default 'allowed',
  request_id text,
  detail jsonb not null default '{}'
);
create index audit_entry_by_xid on audit_entry (xid, entry_no);
create index audit_entry_by_family on audit_entry (family_id, at) where family_id is not null;
create index audit_entry_by_subject on audit_entry (subject_kind, subject_id) where subject_kind <> 'family' and subject_id is not null;
create index audit_entry_by_account on audit_entry (account_id, at) where account_id is not null;
comment on table audit_entry is 'policy: assignment; never the data itself; append-only by grant and by trigger';

create table audit_leaf (
  seq bigint primary key,
  entry_no bigint not null unique,
  leaf bytea not null,
  checkpoint_no bigint not null
);
comment on table audit_leaf is 'policy: assignment; the number and digest the sealer gave to an entry';

create table audit_checkpoint (
  checkpoint_no bigint primary key,
  from_seq bigint not null,
  to_seq bigint not null,
  -- The signed text, byte for byte as the witnesses hold it.
  body text not null,
  signature text not null,
  signed_at timestamptz not null
);
comment on table audit_checkpoint is 'policy: reference; signed Merkle roots, each naming the one before';

create table audit_watermark (
  one boolean primary key default true check (one),
  -- Entries of transactions below are sealed, none at or above is.
  sealed_xid xid8 not null,
  sealed_seq bigint not null,
  sealed_at timestamptz not null
);
insert into audit_watermark values (true, '0', 0, now());
comment on table audit_watermark is 'policy: assignment; how far sealing has come';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry execute function refuse_change();
create trigger audit_leaf_append_only before update or delete on audit_leaf
  for each row execute function refuse_change();
create trigger audit_leaf_no_truncate before truncate on audit_leaf execute function refuse_change();
create trigger audit_checkpoint_append_only before update or delete on audit_checkpoint
  for each row execute function refuse_change();
create trigger audit_checkpoint_no_truncate before truncate on audit_checkpoint execute function refuse_change();
create trigger unidentified_event_append_only before update or delete on unidentified_event
  for each row execute function refuse_change();

-- True when the oldest unsealed entry has waited over 15 minutes: then personal reads stop. Asked with every
-- read, by plans that sessions keep: one made while the log was nearly empty would read all that is unsealed every
-- time, until the next analyze. So whoever calls this lets its statements follow indexes alone.
create function audit_is_behind() returns boolean
  language plpgsql stable as $$
begin
  return coalesce((select e.at < clock_timestamp() - interval '15 minutes'
    from audit_entry e
    where e.xid >= (select sealed_xid from audit_watermark where one)
    order by e.xid, e.entry_no limit 1), false);
end $$;
