import { expect, test } from "vitest";
import { COUNTED_TABLES, TABLE_VARIABLES } from "#domain/cross-table.ts";
import { DECILE_BASES } from "#domain/decile-basis.ts";
import { CHECK_REASONS, CHECK_STATES } from "#domain/evidence.ts";
import { FINDING_ANSWERS, FINDING_KINDS } from "#domain/finding.ts";
import { IDENTITY_OUTCOMES, TAKES_OFF_LIST } from "#domain/identity-outcome.ts";
import { DECISION_GROUNDS, REVIEW_STATES } from "#domain/identity-review.ts";
import { INSTITUTIONS, OFFICE_TIERS, OFFICES } from "#domain/institution.ts";
import { LAKE_JOB_STATES, NEXT_LAKE_JOB_STATES } from "#domain/lake-job.ts";
import { DELIVERY_WAYS, LETTER_TAKERS } from "#domain/notice-delivery.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { PURPOSES } from "#domain/purpose.ts";
import { GATE_OUTCOMES, QUALITY_GATES } from "#domain/quality-gate.ts";
import { REMOVAL_ACTS, REMOVAL_CAUSES, REMOVAL_STATES } from "#domain/removal.ts";
import { BUDGET_OUTCOMES } from "#domain/removal-budget.ts";
import { REVIEW_STAKES } from "#domain/review-value.ts";
import { ROLES, roleRights } from "#domain/role.ts";
import { DELIVERY_SETS } from "#domain/source.ts";
import { UNIDENTIFIED_EVENTS } from "#domain/unidentified-person.ts";
import { SUPPRESSION_GROUNDS, VAULT_BASES, VAULT_CATEGORIES } from "#domain/vault.ts";
import { VERSION_STATES } from "#domain/version-state.ts";
import { addWorkingDays } from "#domain/working-days.ts";
import { asWorker } from "#store/transact.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();

const lines = async (sql: string) => {
  const rows = await asWorker(desk(), (tx) => tx.query<{ line: string }>(sql));
  return rows.map(({ line }) => line);
};

test.each([
  ["finding", "kind", FINDING_KINDS],
  ["finding", "answer", FINDING_ANSWERS],
  ["version", "state", VERSION_STATES],
  ["version", "basis", DECILE_BASES],
  ["version_gate", "gate", QUALITY_GATES],
  ["version_gate", "outcome", GATE_OUTCOMES],
  ["removal", "cause", REMOVAL_CAUSES],
  ["removal", "state", REMOVAL_STATES],
  ["removal_step", "from_state", REMOVAL_STATES],
  ["removal_step", "to_state", REMOVAL_STATES],
  ["removal_step", "act", REMOVAL_ACTS],
  ["removal_act", "act", REMOVAL_ACTS],
  ["notice_delivery", "how", DELIVERY_WAYS],
  ["notice_delivery", "received_by", LETTER_TAKERS],
  ["removal_bound", "cause", ["any", ...REMOVAL_CAUSES]],
  ["removal_bound", "outcome", BUDGET_OUTCOMES],
  ["delivery", "delivery_set", DELIVERY_SETS],
  ["evidence_check", "reason", CHECK_REASONS],
  ["evidence_check", "state", CHECK_STATES],
  ["unidentified_event", "kind", UNIDENTIFIED_EVENTS],
  ["suppression", "ground", SUPPRESSION_GROUNDS],
  ["vault_note", "category", VAULT_CATEGORIES],
  ["lake_job", "state", LAKE_JOB_STATES],
  ["lake_variable", "table_name", COUNTED_TABLES],
  ["identity_decision", "ground", DECISION_GROUNDS],
  ["review_pair", "state", REVIEW_STATES],
  ["review_pair", "stake", REVIEW_STAKES],
  ["region", "tier", OFFICE_TIERS],
  ["office", "tier", OFFICE_TIERS],
])("%s.%s at the desk admits exactly the words of the law book", async (table, column, words) => {
  const checks = await lines(`
    select pg_get_constraintdef(c.oid) as line from pg_constraint c
    where c.conrelid = 'dtsen.${table}'::regclass and c.contype = 'c'
      and pg_get_constraintdef(c.oid) like 'CHECK ((${column} = ANY%'`);
  expect(checks).toHaveLength(1);
  const admitted = [...(checks[0] ?? "").matchAll(/'([^']+)'::text/g)].map(([, word]) => word);
  expect(admitted.toSorted()).toEqual([...words].toSorted());
});

test("the outcomes that take two officers by hand are the law book's", async () => {
  const taken = await lines(
    `select o as line from unnest(array['${IDENTITY_OUTCOMES.join("','")}']) o where dtsen.takes_off_list(o)`,
  );
  expect(taken.toSorted()).toEqual([...TAKES_OFF_LIST].toSorted());
});

test("roles, rights, purposes, institutions and offices at the desk are the law book's", async () => {
  const column = async (name: string, table: string) =>
    (await lines(`select ${name} as line from dtsen.${table}`)).toSorted();
  expect(await column("role_code", "role")).toEqual(ROLES.toSorted());
  expect(await column("purpose_code", "purpose")).toEqual(PURPOSES.toSorted());
  expect(await column("institution_code", "institution")).toEqual(INSTITUTIONS.toSorted());
  expect(await column("office_code", "office")).toEqual(OFFICES.map(({ code }) => code).toSorted());
  const rights = await column("concat_ws('|', role_code, right_code, purpose_code)", "role_right");
  const written = roleRights().map(({ role, right, purpose }) => `${role}|${right}|${purpose}`);
  expect(rights).toEqual(written.toSorted());
  const bases = await column("concat_ws('|', basis_code, role_code, legal_basis)", "vault_basis");
  const lawful = Object.entries(VAULT_BASES).flatMap(([code, { roles, law }]) =>
    roles.map((role) => `${code}|${role}|${law}`),
  );
  expect(bases).toEqual(lawful.toSorted());
});

test("columns that the desk signs for are those that the law book counts by", async () => {
  const signed = await lines(
    "select concat_ws('.', table_name, variable_id) as line from dtsen.lake_variable",
  );
  const counted = TABLE_VARIABLES.map(({ table, id }) => `${table}.${id}`);
  expect(signed.toSorted()).toEqual(counted.toSorted());
});

test("a lake job moves at the desk as the law book says, from every state to every other", async () => {
  const { owner } = desk();
  await owner.query(
    `insert into dtsen.account (username, person_name, password_hash) values ('x', 'x', '-')`,
  );
  await owner.query(
    `insert into dtsen.version (label, basis, as_of, built_by) values ('x', 'families', '2026-01-01', 'x')`,
  );
  const moves: string[] = [];
  for (const from of LAKE_JOB_STATES) {
    for (const to of LAKE_JOB_STATES.filter((state) => state !== from)) {
      const result = (state: string) => (state === "done" ? "'{}'" : "null");
      const { rows } = await owner.query<{ job_no: number }>(
        `insert into dtsen.lake_job (account_id, purpose_code, kind, version_no, village_lo, village_hi, question,
           expires_at, state, result)
         select account_id, 'statistics', 'cross-table', version_no, 1, 1, '{}', now(), '${from}', ${result(from)}
         from dtsen.account, dtsen.version returning job_no`,
      );
      const move = `update dtsen.lake_job set state = '${to}', result = ${result(to)} where job_no = ${rows[0]?.job_no}`;
      if (
        await owner.query(move).then(
          () => true,
          () => false,
        )
      )
        moves.push(`${from} ${to}`);
    }
  }
  const lawful = LAKE_JOB_STATES.flatMap((from) =>
    NEXT_LAKE_JOB_STATES[from].map((to) => `${from} ${to}`),
  );
  expect(moves.toSorted()).toEqual(lawful.toSorted());
});

test("working days at the desk are the law book's, year in and year out", async () => {
  const told = await lines(
    "select concat_ws(' ', d::date, dtsen.after_working_days(d::date, 21)) as line from generate_series(date '2026-01-01', date '2027-02-01', interval '1 day') d",
  );
  expect(told.length).toBe(397);
  const book = told.map((line) => {
    const from = line.slice(0, 10) as PlainDate;
    return `${from} ${addWorkingDays(from, 21)}`;
  });
  expect(told).toEqual(book);
});
