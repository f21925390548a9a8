import type pg from "pg";
import { NEVER_IN_BOOKS } from "#test/book-probes.ts";
import { NEVER_IN_CASES } from "#test/case-probes.ts";
import { NEVER_IN_CRISES } from "#test/crisis-probes.ts";
import { NEVER_IN_HOLDERS } from "#test/holder-probes.ts";
import { NEVER_AT_THE_LAKE } from "#test/lake-probes.ts";
import { NEVER_IN_OBJECTIONS } from "#test/objection-probes.ts";
import { NEVER_IN_PLANS } from "#test/plan-probes.ts";
import { NEVER_IN_PROPOSALS } from "#test/proposal-probes.ts";
import { NEVER_IN_REVIEW } from "#test/review-probes.ts";
import { VERSION } from "#test/rls-places.ts";
import type { Probe } from "#test/rls-probes.ts";
import { NEVER_IN_SERVICES } from "#test/service-probes.ts";
import { NEVER_IN_VERVAL } from "#test/verval-probes.ts";

import { NEVER_WHAT_IF } from "#test/what-if-probes.ts";

/** What nobody at all may do through the application: a decile, above all. */
export function neverProbes(tables: readonly string[]): Probe[] {
  return [
    ...tables.map((table) => ({
      table,
      name: `delete from ${table}`,
      sql: `delete from dtsen.${table}`,
      expected: () => "denied",
    })),
    ...[
      "update dtsen.family set decile_national = 1",
      "update dtsen.outcome set outcome = 'recipient'",
      `insert into dtsen.family (version_no, family_id, size, village_no, domicile_village_no, facts) values (${VERSION}, 1, 1, 1, 1, '{}')`,
      "update dtsen.version set state = 'published'",
      "update dtsen.publication_pointer set version_no = 1",
      "update dtsen.publication set from_at = now()",
      `insert into dtsen.publication (version_no, kind, from_at, published_by) values (${VERSION}, 'first', now(), 'x')`,
      "insert into dtsen.past_family select 1, 1, 1, 1, '{}', now()",
      "insert into dtsen.role_right select 'village-operator', 'run-ranking', purpose_code from dtsen.purpose",
      "update dtsen.audit_entry set act = 'x'",
      "insert into dtsen.audit_entry (act, subject_kind, account_id) values ('x', 'none', 1)",
      "insert into dtsen.session (token_sha256, account_id, idle_until, absolute_until) values ('\\x00', 1, now(), now())",
      "update dtsen.acting set rights = '{read-family}'",
      "select password_hash as answer from dtsen.account",
      ...NEVER_AT_THE_LAKE,
      ...NEVER_WHAT_IF,
      ...NEVER_IN_REVIEW,
      ...NEVER_IN_CASES,
      ...NEVER_IN_HOLDERS,
      ...NEVER_IN_PROPOSALS,
      ...NEVER_IN_VERVAL,
      ...NEVER_IN_OBJECTIONS,
      ...NEVER_IN_SERVICES,
      ...NEVER_IN_PLANS,
      ...NEVER_IN_BOOKS,
      ...NEVER_IN_CRISES,
    ].map((sql) => ({
      table: /dtsen\.(\w+)/.exec(sql)?.[1] ?? "",
      name: sql,
      sql,
      expected: () => "denied",
    })),
  ];
}

/** One statement, asked as the role of the moment or as the one that is named. */
type Question = { readonly sql: string; readonly role?: string };

/** Asks each question, leaves no trace of it and notes what it said; in the session's own temporary schema. */
const ASK_ALL = `\
create or replace function pg_temp.ask_all(questions jsonb) returns text[] language plpgsql as $$
declare
  question jsonb;
  answer text;
  touched bigint;
  answers text[] := '{}';
begin
  for question in select * from jsonb_array_elements(questions) loop
    begin
      if question ? 'role' then
        execute format('set local role %I', question ->> 'role');
      end if;
      if question ->> 'sql' like 'select %' then
        execute question ->> 'sql' into answer;
      else
        execute question ->> 'sql';
        get diagnostics touched = row_count;
        answer := case when question ->> 'sql' like 'insert %' then 'added' else touched::text end;
      end if;
      raise exception using errcode = 'ZZ001', message = 'said ' || coalesce(answer, '');
    exception
      when sqlstate 'ZZ001' then answers := answers || substr(sqlerrm, 6);
      when insufficient_privilege then answers := answers || 'denied'::text;
      when others then answers := answers || format('error %s %s', sqlstate, sqlerrm);
    end;
  end loop;
  return answers;
end $$`;

/** What the server answers to each question, asked by itself and taken back; all in one errand, for there are many. */
export async function askAll(
  client: pg.ClientBase,
  questions: readonly Question[],
): Promise<readonly string[]> {
  if (questions.length === 0) return [];
  const { rows } = await client.query<{ answers: string[] }>(
    "select pg_temp.ask_all($1::jsonb) as answers",
    [JSON.stringify(questions)],
  );
  return rows[0]?.answers ?? [];
}

/** Once for a connection, by whoever owns it. */
export async function mayAskAll(client: pg.ClientBase): Promise<void> {
  await client.query(ASK_ALL);
}
