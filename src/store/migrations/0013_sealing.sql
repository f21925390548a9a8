-- The text of an entry that is hashed, exported and verified: one place, so that all three agree.

create function audit_line(e audit_entry, seq bigint) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_build_object('seq', seq, 'entry', e.entry_no,
    'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'account', e.account_id, 'session', e.session_id, 'actor', e.actor, 'on_behalf_of', e.on_behalf_of,
    'purpose', e.purpose_code, 'act', e.act, 'subject_kind', e.subject_kind, 'subject', e.subject_id,
    'family', e.family_id, 'village', e.village_no, 'version', e.version_no, 'fields', e.fields_class,
    'rows', e.row_count, 'decision', e.decision, 'request', e.request_id, 'detail', e.detail)::text
$$;

-- What the sealer takes next: whole transactions below the oldest one still open, at most about so many rows.
create function unsealed_entries(most int)
  returns table (entry_no bigint, seq bigint, line text, next_xid text)
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  with mark as (select sealed_xid, sealed_seq, pg_snapshot_xmin(pg_current_snapshot()) as xmin from dtsen.audit_watermark),
  upto as (
    select coalesce((select (e.xid::text::numeric + 1)::text::xid8 from dtsen.audit_entry e, mark
      where e.xid >= mark.sealed_xid and e.xid < mark.xmin
      order by e.xid, e.entry_no offset most - 1 limit 1), (select xmin from mark)) as xid),
  taken as (
    select e as entry, mark.sealed_seq + row_number() over (order by e.xid, e.entry_no) as seq
    from dtsen.audit_entry e, mark, upto where e.xid >= mark.sealed_xid and e.xid < upto.xid)
  select (taken.entry).entry_no, taken.seq, dtsen.audit_line(taken.entry, taken.seq), upto.xid::text
  from taken, upto order by taken.seq
$$;

-- Everything an export holds: sealed entries in order, then, with number 0, any that slipped in below the mark.
create view audit_export with (security_invoker = true) as
select coalesce(l.seq, 0) as seq,
  coalesce(encode(l.leaf, 'hex'), repeat('0', 64)) || ' ' || coalesce(dtsen.audit_line(e, coalesce(l.seq, 0)), 'null') as line
from audit_leaf l full join audit_entry e on e.entry_no = l.entry_no
where l.seq is not null or e.xid < (select w.sealed_xid from audit_watermark w);
comment on view audit_export is 'one line an entry: digest of its leaf, then its text; order by seq';

grant select on audit_export to dtsen_auditor;
grant execute on function audit_line(audit_entry, bigint) to dtsen_sealer, dtsen_auditor;
grant execute on function unsealed_entries(int) to dtsen_sealer;
