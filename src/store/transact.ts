import type pg from "pg";
import type { Purpose } from "#domain/purpose.ts";
import type { Desk } from "./open.ts";

/** Base64url text of 32 random bytes; the desk keeps only its digest. */
export type SessionToken = string;

/** One open transaction. Days come as text, bigint as number where safe. */
export type Tx = {
  readonly client: pg.ClientBase;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same for what is asked at every request: parsed and planned once a connection, policies and all, under a name of its own. */
  prepared<Row extends object>(
    name: string,
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
};

export const SESSION_PROBLEMS = [
  "session-unknown",
  "session-ended",
  "purpose-not-allowed",
  "audit-unsealed",
] as const;
export type SessionProblem = (typeof SESSION_PROBLEMS)[number];

/**
 * Runs work as the person whose session it is, for one purpose, in one transaction. A session that is
 * refused throws; doors translate it with `sessionProblem`.
 */
export async function asSession<T>(
  desk: Desk,
  token: SessionToken,
  purpose: Purpose,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return await inTransaction(desk.app, async (tx) => {
    const { rows } = await tx.client.query<{ answer: string }>({
      name: "begin_as",
      text: "select dtsen.begin_as($1, $2) as answer",
      values: [Buffer.from(token, "base64url"), purpose],
    });
    if (rows[0]?.answer !== "ok") throw new Error(`session refused: ${rows[0]?.answer}`);
    return await work(tx);
  });
}

/** The refusal behind an exception of asSession, or undefined where it is something else. */
export function sessionProblem(error: unknown): SessionProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  return SESSION_PROBLEMS.find((problem) => error.message === `session refused: ${problem}`);
}

/** Jobs and the command line: the worker's role, no person acting. */
export async function asWorker<T>(desk: Desk, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await inTransaction(desk.worker, work);
}

/** Commits what work did, or nothing of it. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("begin");
    const result = await work(transactionOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A transaction that is already open, in the shape acts expect. */
export function transactionOf(client: pg.ClientBase): Tx {
  return {
    client,
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row & pg.QueryResultRow>(sql, [...values])).rows,
    prepared: async <Row extends object>(
      name: string,
      text: string,
      values: readonly unknown[] = [],
    ) => (await client.query<Row & pg.QueryResultRow>({ name, text, values: [...values] })).rows,
  };
}
