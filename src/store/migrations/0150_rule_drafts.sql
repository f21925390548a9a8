-- Rules of programs that people change: proposed by one, put into force by another, each from its own day on. The rule itself is
-- kept whole, so that what held on a day is read the same for ever.

create table rule_draft (
  draft_no bigint generated always as identity primary key,
  program_code text not null,
  effective_on date not null,
  act_kind text not null,
  act_number text not null check (length(btrim(act_number)) between 3 and 120),
  act_signed_on date not null,
  -- What was changed, as it was typed, and the whole rule from that day on, as the engine reads it.
  edits jsonb not null,
  change jsonb not null check (change ->> 'validFrom' = effective_on::text and jsonb_typeof(change -> 'rules') = 'array'),
  -- Which rules are otherwise, before and after, in words.
  said jsonb not null,
  before_ruleset text not null,
  after_ruleset text not null,
  -- What was counted when it was proposed, small counts withheld; null where nothing could be counted.
  counted jsonb,
  -- The rule in force when this was written: it must still be that one when it is put into force.
  based_on bigint references rule_draft,
  proposed_by bigint not null references account,
  proposed_at timestamptz not null default now()
);
create index rule_draft_of on rule_draft (program_code, draft_no);
comment on table rule_draft is
  'policy: reference; rules of programs that were proposed, with law and day; counts of nobody; append-only';

create table rule_draft_word (
  word_no bigint generated always as identity primary key,
  draft_no bigint not null references rule_draft,
  state text not null check (state in ('proposed', 'returned', 'withdrawn', 'activated', 'cancelled')),
  account_id bigint not null references account,
  reason text check (length(reason) <= 500),
  at timestamptz not null default now(),
  check (state not in ('returned', 'cancelled') or length(trim(coalesce(reason, ''))) >= 20)
);
create index rule_draft_word_of on rule_draft_word (draft_no, word_no);
comment on table rule_draft_word is
  'policy: reference; what people said of a proposed rule, one word after the other; the last is where it stands; append-only';

select make_reference(array['rule_draft', 'rule_draft_word']);
create trigger rule_draft_append_only before update or delete on rule_draft for each row execute function refuse_change();
create trigger rule_draft_no_truncate before truncate on rule_draft execute function refuse_change();
create trigger rule_draft_word_append_only before update or delete on rule_draft_word for each row execute function refuse_change();
create trigger rule_draft_word_no_truncate before truncate on rule_draft_word execute function refuse_change();

create function rule_draft_state(wanted bigint) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.state from rule_draft_word w where w.draft_no = wanted order by w.word_no desc limit 1
$$;
revoke execute on function rule_draft_state(bigint) from public;
grant execute on function rule_draft_state(bigint) to dtsen_app, dtsen_worker;

-- Rules put into force, in the order of their days: law, and nobody's data. Every reader of rules asks here.
create function activated_rules() returns table (draft_no bigint, program_code text, effective_on date, change jsonb)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.draft_no, d.program_code, d.effective_on, d.change from rule_draft d
  where rule_draft_state(d.draft_no) = 'activated' order by d.program_code, d.effective_on
$$;
revoke execute on function activated_rules() from public;
grant execute on function activated_rules() to dtsen_app, dtsen_worker;

create function last_activated(wanted_program text) returns bigint
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select d.draft_no from rule_draft d where d.program_code = wanted_program and rule_draft_state(d.draft_no) = 'activated'
  order by d.effective_on desc limit 1
$$;
revoke execute on function last_activated(text) from public;

-- Why a rule may not begin on a day, or null: never in the past, never beside another, never under a version that stands.
create function rule_day_refused(wanted_program text, day date) returns text
  language sql stable set search_path = pg_catalog, dtsen, pg_temp as $$
  select case
    when day < (now() at time zone 'Asia/Jakarta')::date then 'effective-in-past'
    when exists (select from rule_draft d where d.program_code = wanted_program and rule_draft_state(d.draft_no) = 'activated'
      and d.effective_on >= day) then 'change-stands-later'
    when exists (select from version v where v.as_of >= day and v.state <> 'failed') then 'version-stands' end
$$;
revoke execute on function rule_day_refused(text, date) from public;

-- Whatever asks, by hand too: words come in their order, nobody is the second person to their own rule, and a day that
-- may not be is no day.
create function keep_rule_draft_order() returns trigger
  language plpgsql set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  d rule_draft := (select x from rule_draft x where x.draft_no = new.draft_no);
  old_state text := rule_draft_state(new.draft_no);
  refused text;
begin
  if not (old_state is null and new.state = 'proposed'
      or old_state = 'proposed' and new.state in ('activated', 'returned', 'withdrawn')
      or old_state = 'activated' and new.state = 'cancelled') then
    raise exception 'a proposed rule does not go from % to %', old_state, new.state using errcode = 'check_violation';
  end if;
  if new.state in ('activated', 'returned') and new.account_id = d.proposed_by
    or new.state = 'cancelled' and exists (select from rule_draft_word w where w.draft_no = new.draft_no
      and w.state = 'activated' and w.account_id = new.account_id) then
    raise exception 'nobody is the second person to their own rule' using errcode = 'check_violation';
  end if;
  if new.state in ('proposed', 'withdrawn') and new.account_id <> d.proposed_by then
    raise exception 'only who proposed a rule withdraws it' using errcode = 'check_violation';
  end if;
  if new.state = 'activated' then
    refused := coalesce(rule_day_refused(d.program_code, d.effective_on),
      case when last_activated(d.program_code) is distinct from d.based_on then 'rule-changed' end);
    if refused is not null then
      raise exception 'a rule is not put into force: %', refused using errcode = 'check_violation';
    end if;
  end if;
  if new.state = 'cancelled' and (d.effective_on <= (now() at time zone 'Asia/Jakarta')::date
      or exists (select from version v where v.as_of >= d.effective_on and v.state <> 'failed')) then
    raise exception 'a rule in force is not cancelled' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function keep_rule_draft_order() from public;
create trigger rule_draft_word_order before insert on rule_draft_word for each row execute function keep_rule_draft_order();

-- Proposes a rule for whoever acts. "proposed" and its number, or why not.
create function propose_rule_here(wanted_program text, act jsonb, typed jsonb, whole jsonb, in_words jsonb, rulesets text[],
    figures jsonb, request text, out verdict text, out made bigint)
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  me bigint := acting_account();
  day date := (act ->> 'effectiveOn')::date;
begin
  if me is null or not coalesce(holds('issue-decree'), false) then verdict := 'decree-right-not-held'; return; end if;
  if not exists (select from determined_by(me) p where p = wanted_program) then verdict := 'not-this-program'; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('rule of ' || wanted_program, 0));
  verdict := rule_day_refused(wanted_program, day);
  if verdict is not null then return; end if;
  if exists (select from rule_draft d where d.program_code = wanted_program and rule_draft_state(d.draft_no) = 'proposed')
    then verdict := 'proposed-already'; return; end if;
  insert into rule_draft (program_code, effective_on, act_kind, act_number, act_signed_on, edits, change, said,
      before_ruleset, after_ruleset, counted, based_on, proposed_by)
    values (wanted_program, day, act ->> 'kind', btrim(act ->> 'number'), (act ->> 'signedOn')::date, typed, whole, in_words,
      rulesets[1], rulesets[2], figures, last_activated(wanted_program), me)
    returning draft_no into made;
  insert into rule_draft_word (draft_no, state, account_id) values (made, 'proposed', me);
  verdict := 'proposed';
  insert into audit_entry (act, subject_kind, subject_id, fields_class, request_id, detail)
    values ('propose-rule', 'rule', made, 'work', request, coalesce(acting_seat(array['issue-decree'], null), '{}')
      || jsonb_build_object('program', wanted_program, 'effectiveOn', day));
end $$;
revoke execute on function propose_rule_here(text, jsonb, jsonb, jsonb, jsonb, text[], jsonb, text) from public;
grant execute on function propose_rule_here(text, jsonb, jsonb, jsonb, jsonb, text[], jsonb, text) to dtsen_app;

-- The second person's word, or that of who proposed it: what was said, or why not.
create function answer_rule_here(wanted bigint, said text, why text, request text) returns text
  language plpgsql security definer set search_path = pg_catalog, dtsen, pg_temp as $$
declare
  me bigint := acting_account();
  d rule_draft := (select x from rule_draft x where x.draft_no = wanted);
  stands text;
  refused text;
begin
  if me is null or not coalesce(holds('issue-decree'), false) then return 'decree-right-not-held'; end if;
  if said not in ('activated', 'returned', 'withdrawn', 'cancelled') then raise exception 'no answer is called %', said; end if;
  if d.draft_no is null then return 'draft-unknown'; end if;
  if not exists (select from determined_by(me) p where p = d.program_code) then return 'not-this-program'; end if;
  perform pg_advisory_xact_lock(hashtextextended('rule of ' || d.program_code, 0));
  stands := rule_draft_state(wanted);
  if stands <> (case said when 'cancelled' then 'activated' else 'proposed' end) then return 'answered-already'; end if;
  if said in ('activated', 'returned') and d.proposed_by = me then return 'same-person'; end if;
  if said = 'withdrawn' and d.proposed_by <> me then return 'not-yours'; end if;
  if said = 'cancelled' and exists (select from rule_draft_word w where w.draft_no = wanted and w.state = 'activated'
      and w.account_id = me) then return 'same-person'; end if;
  if said in ('returned', 'cancelled') and length(trim(coalesce(why, ''))) < 20 then return 'reason-too-short'; end if;
  if said = 'activated' then
    refused := rule_day_refused(d.program_code, d.effective_on);
    if refused is not null then return refused; end if;
    if last_activated(d.program_code) is distinct from d.based_on then return 'rule-changed'; end if;
  end if;
  if said = 'cancelled' and (d.effective_on <= (now() at time zone 'Asia/Jakarta')::date
      or exists (select from version v where v.as_of >= d.effective_on and v.state <> 'failed')) then return 'in-force-already'; end if;
  insert into rule_draft_word (draft_no, state, account_id, reason) values (wanted, said, me, nullif(trim(why), ''));
  insert into audit_entry (act, subject_kind, subject_id, fields_class, request_id, detail)
    values ('answer-rule', 'rule', wanted, 'work', request, coalesce(acting_seat(array['issue-decree'], null), '{}')
      || jsonb_build_object('program', d.program_code, 'answer', said));
  return said;
end $$;
revoke execute on function answer_rule_here(bigint, text, text, text) from public;
grant execute on function answer_rule_here(bigint, text, text, text) to dtsen_app;

-- What was said of a proposed rule, by name under the rule of words: to those of the program, who publish and who oversee.
create function rule_draft_words(wanted bigint)
  returns table (state text, username text, is_mine boolean, reason text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select w.state, case when account_holds(me.username, 'publish-version', 'publication')
      or account_holds(me.username, 'read-officer', 'oversight')
      or exists (select from determined_by(me.account_id) p where p = d.program_code) then a.username end,
    w.account_id = me.account_id, w.reason, w.at
  from account me, rule_draft d join rule_draft_word w on w.draft_no = d.draft_no join account a on a.account_id = w.account_id
  where me.account_id = acting_account() and d.draft_no = wanted order by w.word_no
$$;
revoke execute on function rule_draft_words(bigint) from public;
grant execute on function rule_draft_words(bigint) to dtsen_app;

-- The same at the command line, where whoever runs the machine reads.
create function rule_draft_log(wanted bigint) returns jsonb
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select jsonb_agg(jsonb_build_object('state', w.state, 'by', a.username, 'at', (w.at at time zone 'Asia/Jakarta')::date,
    'reason', w.reason) order by w.word_no)
  from rule_draft_word w join account a on a.account_id = w.account_id where w.draft_no = wanted
$$;
revoke execute on function rule_draft_log(bigint) from public;
grant execute on function rule_draft_log(bigint) to dtsen_worker;

-- How many a program that pays by components pays for, under each, among families that fit: what another amount would cost.
create table rule_part (
  version_no int not null references version,
  program text collate "C" not null,
  regency_no int not null,
  bin smallint not null,
  decile smallint not null,
  parts jsonb not null,
  primary key (version_no, program, regency_no, bin, decile)
);
comment on table rule_part is
  'policy: vault; members paid for by component, by regency, percentile and decile of a version; read through rule_cells alone; no personal data';
alter table rule_part enable row level security;
alter table rule_part force row level security;
create policy owner_all on rule_part to dtsen_owner using (true) with check (true);
create policy worker_all on rule_part to dtsen_worker using (true) with check (true);
grant select, insert, delete on rule_part to dtsen_worker;

-- What a proposed rule is counted from: the cells of the published version, added up by regency, percentile and decile, to whoever
-- determines the program. Small cells are withheld where they are shown.
create function rule_cells(wanted_program text)
  returns table (version_no int, regency_no int, bin int, decile int, fits int, families bigint, persons bigint, units bigint,
    units_held bigint, amount bigint, parts jsonb)
  language sql stable security definer set search_path = pg_catalog, dtsen, pg_temp as $$
  select c.version_no, c.regency_no, c.bin::int, c.decile::int, c.fits::int, sum(c.families)::bigint, sum(c.persons)::bigint,
    sum(c.units)::bigint, sum(c.units_held)::bigint, sum(c.amount)::bigint,
    case when c.fits = 1 then (select p.parts from rule_part p where p.version_no = c.version_no and p.program = wanted_program
      and p.regency_no = c.regency_no and p.bin = c.bin and p.decile = c.decile) end
  from what_if_cell c
  where c.program = wanted_program and holds('issue-decree')
    and wanted_program in (select determined_by(acting_account()))
    and c.version_no = (select p.version_no from publication_pointer p)
  group by c.version_no, c.regency_no, c.bin, c.decile, c.fits
$$;
revoke execute on function rule_cells(text) from public;
grant execute on function rule_cells(text) to dtsen_app;
