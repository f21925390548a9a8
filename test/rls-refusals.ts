import type pg from "pg";
import { NEVER_AT_THE_LAKE } from "#test/lake-probes.ts";
import { NEVER_IN_REVIEW } from "#test/review-probes.ts";
import type { Probe } from "#test/rls-probes.ts";
import { VERSION } from "#test/rls-world.ts";

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
      "insert into dtsen.role_right select 'village-operator', 'run-ranking', purpose_code from dtsen.purpose",
      "update dtsen.audit_entry set act = 'x'",
      "insert into dtsen.audit_entry (act, subject_kind, account_id) values ('x', 'none', 1)",
      "insert into dtsen.session (token_sha256, account_id, idle_until, absolute_until) values ('\\x00', 1, now(), now())",
      "update dtsen.acting set rights = '{read-family}'",
      "select password_hash as answer from dtsen.account",
      ...NEVER_AT_THE_LAKE,
      ...NEVER_IN_REVIEW,
    ].map((sql) => ({
      table: /dtsen\.(\w+)/.exec(sql)?.[1] ?? "",
      name: sql,
      sql,
      expected: () => "denied",
    })),
  ];
}

/** Asks inside a savepoint and leaves no trace. */
export async function ask(client: pg.ClientBase, sql: string): Promise<string> {
  await client.query("savepoint probe");
  try {
    const { rows, rowCount, command } = await client.query<{ answer: string }>(sql);
    if (command === "SELECT") return rows[0]?.answer ?? "";
    return command === "INSERT" ? "added" : String(rowCount);
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code === "42501") return "denied";
    return `error ${code} ${(error as Error).message}`;
  } finally {
    await client.query("rollback to savepoint probe");
  }
}
