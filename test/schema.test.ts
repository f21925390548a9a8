import { readFileSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemaListing, tableTypes } from "#store/schema-listing.ts";
import { adminForTests, deskForTests } from "#test/store.ts";

const desk = deskForTests();
let admin: pg.Client;
beforeAll(async () => {
  admin = await adminForTests(desk());
});
afterAll(async () => await admin.end());

const ask = async (sql: string) =>
  (await admin.query<{ name: string }>(sql)).rows.map(({ name }) => name);

test("migrations make exactly schema.sql and tables.ts", async () => {
  const hint = "run: node scripts/schema.ts, and commit what changed";
  expect(await schemaListing(admin), hint).toBe(readFileSync("src/store/schema.sql", "utf8"));
  expect(await tableTypes(admin), hint).toBe(readFileSync("src/store/tables.ts", "utf8"));
});

test("row-level security is forced on every table", async () => {
  const open = await ask(
    `select relname as name from pg_class where relnamespace = 'dtsen'::regnamespace
     and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});

test("every table names its policy class first, and has the policy of that class", async () => {
  const without = await ask(
    `select relname as name from pg_class c where relnamespace = 'dtsen'::regnamespace and relkind in ('r', 'p')
     and coalesce(obj_description(oid), '') !~ '^policy: (reference|region|assignment|self|vault); .'`,
  );
  expect(without).toEqual([]);
  const astray = await ask(
    `select c.relname as name from pg_class c where relnamespace = 'dtsen'::regnamespace and relkind in ('r', 'p')
     and not relispartition and exists (select from pg_policies p where p.schemaname = 'dtsen' and p.tablename = c.relname
       and 'dtsen_app' = any (p.roles)
       and not (p.policyname like split_part(substring(obj_description(c.oid) from 9), ';', 1) || '_%'
         or p.policyname = 'worklist_read'))`,
  );
  expect(astray).toEqual([]);
});

test("the application owns nothing, logs in without power, and passes no policy", async () => {
  expect(
    await ask("select relname as name from pg_class where relowner = 'dtsen_app'::regrole"),
  ).toEqual([]);
  const strong = await ask(
    `select rolname as name from pg_roles where rolname like 'dtsen%'
     and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
  );
  expect(strong).toEqual([]);
  const members = await ask(
    "select member::regrole::text as name from pg_auth_members where roleid::regrole::text like 'dtsen%'",
  );
  expect(members.filter((name) => name !== "dtsen_owner" && name !== "postgres")).toEqual([]);
});

/** Functions that act with their owner's rights: each is here for a reason written at its head. */
const DEFINERS: readonly string[] = [
  "account_holds",
  "account_holds_at",
  "account_no",
  "acting_account",
  "acting_person",
  "acting_purpose",
  "acting_session",
  "activated_rules",
  "add_crisis_row",
  "answer_candidate_list_here",
  "answer_cases",
  "answer_determination",
  "answer_determination_here",
  "answer_pair",
  "answer_resignations",
  "answer_rule_here",
  "answer_version_program",
  "answer_verval",
  "appealed_case",
  "ask_contradicted_again",
  "ask_credentials",
  "ask_cross_table",
  "ask_enrolment",
  "ask_past",
  "ask_rule_count_here",
  "assign_families",
  "begin_as",
  "book_families",
  "book_keepers",
  "book_payments",
  "book_people",
  "call_meeting",
  "candidate_answers_here",
  "candidate_lists_here",
  "candidate_results_here",
  "change_password",
  "check_candidate_result_here",
  "claim_pairs",
  "clear_removals",
  "close_projection",
  "complaint_counts",
  "confirm_follow_up",
  "confirm_pair",
  "count_holdings",
  "count_outcomes",
  "count_reviews",
  "crisis_figures",
  "crisis_named",
  "crisis_names",
  "decide_cluster",
  "declare_crisis",
  "determination_words",
  "determinations_in_force",
  "drop_projection",
  "due_contacts",
  "end_assignments",
  "end_lake_job",
  "end_message",
  "end_rule_count",
  "end_session",
  "end_withdrawal_order",
  "erase_due_vault",
  "erase_person",
  "escalate_cases",
  "failed_check",
  "family_before",
  "family_standings",
  "finding_takes_two",
  "finish_enrolment",
  "forget_in_book",
  "forget_past",
  "forget_removals",
  "gate_answers",
  "gate_overrides",
  "gave_up_among",
  "gave_up_places",
  "give_reactivation_nik",
  "grown_of_resigning",
  "has_spoken_here",
  "held_pairs",
  "holder_candidates",
  "holder_people",
  "holds",
  "ids_of_family",
  "in_my_book",
  "index_projection",
  "invite_account",
  "is_hidden",
  "is_kept_from_me",
  "is_my_hand",
  "is_of_another_unit",
  "issue_explanation_code",
  "issue_removals",
  "keep_closed_day",
  "keep_enrolment_secret",
  "keep_evidence",
  "keep_provider",
  "keep_region_rule",
  "keep_roles_apart",
  "lapse_contacts",
  "lapse_reviews",
  "lay_removals",
  "leave_out_erased",
  "leave_out_erased_pair",
  "leave_out_erased_record",
  "leave_out_hidden",
  "list_suppressions",
  "make_book_group",
  "make_candidate_list_here",
  "manages_all_of",
  "mark_brought_lists",
  "mark_suppressed",
  "may_give",
  "may_make_letter",
  "meet_resigning",
  "message_figures",
  "my_arrivals",
  "my_determined_programs",
  "my_high",
  "my_low",
  "my_ranges",
  "name_objection_family",
  "name_proposal_family",
  "next_case",
  "next_complaint",
  "next_proposal",
  "next_vault_note",
  "note_complaint",
  "note_letter_here",
  "note_notice_letters_here",
  "note_publication",
  "note_reopening",
  "note_sample_result",
  "note_unreached",
  "objection_people",
  "open_aid_proposal",
  "open_appeal",
  "open_complaint",
  "open_crisis_audits",
  "open_due_holder_changes",
  "open_holder_change",
  "open_plan",
  "open_projection",
  "open_reactivation",
  "open_resignation",
  "open_session",
  "open_verval",
  "order_suppression",
  "order_withdrawal_here",
  "override_gate",
  "override_gate_here",
  "override_removals",
  "override_removals_here",
  "pair_touches_benefits",
  "plan_book_session",
  "plans_counted",
  "program_of_candidates",
  "proposal_people",
  "propose_determination",
  "propose_determination_here",
  "propose_holder",
  "propose_rule_here",
  "propose_version_program",
  "public_answer_objection",
  "public_appeal",
  "public_ask_contact",
  "public_ask_resignation",
  "public_begin_proposal",
  "public_check_codes",
  "public_check_names",
  "public_determination",
  "public_keep_draft",
  "public_letters",
  "public_next_proposal",
  "public_open_explanation",
  "public_open_notice",
  "public_propose_correction",
  "public_prove_contact",
  "public_read_case",
  "public_read_draft",
  "public_read_readers",
  "public_read_receipt",
  "public_read_slip",
  "public_say_unchanged",
  "public_send_complaint",
  "public_send_proposal",
  "public_stop_contact",
  "public_take_back_resignation",
  "public_tell_event",
  "read_candidates_here",
  "read_vault",
  "record_book_check",
  "record_candidate_result",
  "record_candidate_result_here",
  "record_decree",
  "record_decree_here",
  "record_deliberation",
  "record_delivery_here",
  "record_ground_check",
  "record_vault_note",
  "recorded_decrees",
  "removal_answers",
  "removal_history",
  "reset_account",
  "resigning_people",
  "review_doubles",
  "review_evidence",
  "review_weeks",
  "revoke_account",
  "roles_held",
  "roles_of_deciders",
  "rule_cells",
  "rule_draft_log",
  "rule_draft_words",
  "save_what_if",
  "seal_candidate_list_here",
  "see_case_notice",
  "sees_assignment",
  "sits_at",
  "statements_set_aside_here",
  "step_case",
  "step_crisis",
  "step_plan",
  "step_removal_here",
  "step_removals_here",
  "step_suppression",
  "step_warning",
  "suppression_changed",
  "sweep_contacts",
  "sweep_lookups",
  "take_brought_list",
  "take_lake_job",
  "take_messages",
  "take_rule_count",
  "take_two_officers",
  "take_withdrawal_order",
  "tick_attendance",
  "undo_pair",
  "version_program_log",
  "version_programs",
  "village_for_clock",
  "weighed_family",
  "who_am_i",
  "withdrawal_orders",
  "withdrawal_words",
  "word_for_withdrawal",
  "work_crisis",
  "work_past",
  "write_message",
];

test("security definer only from the list, each with its search path pinned, temporary objects last", async () => {
  const definers = await ask(
    "select proname as name from pg_proc where pronamespace in ('dtsen'::regnamespace, 'dtsen_policy'::regnamespace) and prosecdef order by 1",
  );
  expect(definers).toEqual(DEFINERS);
  const loose = await ask(
    `select proname as name from pg_proc where pronamespace in ('dtsen'::regnamespace, 'dtsen_policy'::regnamespace) and prosecdef
     and not coalesce('search_path=pg_catalog, dtsen, pg_temp' = any (proconfig), false)`,
  );
  expect(loose).toEqual([]);
});

test("functions of policies cannot be named by anybody: who is hidden is not to be asked", async () => {
  const users = await ask(
    `select rolname as name from pg_roles where rolname like 'dtsen%' and rolname <> 'dtsen_owner'
     and (has_schema_privilege(oid, 'dtsen_policy', 'usage') or has_schema_privilege(oid, 'dtsen_policy', 'create'))`,
  );
  expect(users).toEqual([]);
});

test("no function may be called by everyone, and views ask as their reader", async () => {
  const everyone = await ask(
    `select proname as name from pg_proc p where pronamespace in ('dtsen'::regnamespace, 'dtsen_policy'::regnamespace)
     and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))`,
  );
  expect(everyone).toEqual([]);
  const owned = await ask(
    `select relname as name from pg_class where relnamespace = 'dtsen'::regnamespace and relkind = 'v'
     and not coalesce('security_invoker=true' = any (reloptions), false)`,
  );
  expect(owned).toEqual([]);
});
