import { expect, test } from "vitest";
import { CHECK_REASONS, CHECK_STATES } from "#domain/evidence.ts";
import { RANKING_BASES } from "#domain/family.ts";
import { FINDING_ANSWERS, FINDING_KINDS } from "#domain/finding.ts";
import { INSTITUTIONS, OFFICE_TIERS, OFFICES } from "#domain/institution.ts";
import { PURPOSES } from "#domain/purpose.ts";
import { ROLES, roleRights } from "#domain/role.ts";
import { DELIVERY_SETS } from "#domain/source.ts";
import { UNIDENTIFIED_EVENTS } from "#domain/unidentified-person.ts";
import { SUPPRESSION_GROUNDS, VAULT_BASES, VAULT_CATEGORIES } from "#domain/vault.ts";
import { VERSION_STATES } from "#domain/version-state.ts";
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
  ["version", "basis", RANKING_BASES],
  ["delivery", "delivery_set", DELIVERY_SETS],
  ["evidence_check", "reason", CHECK_REASONS],
  ["evidence_check", "state", CHECK_STATES],
  ["unidentified_event", "kind", UNIDENTIFIED_EVENTS],
  ["suppression", "ground", SUPPRESSION_GROUNDS],
  ["vault_note", "category", VAULT_CATEGORIES],
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
