import { setTimeout as rest } from "node:timers/promises";
import { DuckDBMaterializedResult } from "@duckdb/node-api";
import duckdb, { type Connection, type PreparedStatement } from "@duckdb/node-bindings";

/** Milliseconds: who has waited so long for a statement has much to do, and no use for answers in no time. */
const LONG = 150;
/**
 * Milliseconds between two looks: an eighth of what the statement has taken so far, within these. A look costs some 0.05 of
 * them, and on a machine that others use statements take long.
 */
const REST = { least: 1, most: 100, share: 8 } as const;

/** Does one thing after the other, in the order in which they were asked for. */
export type Turn = <T>(act: () => Promise<T>) => Promise<T>;

/** A connection has one statement under way: to begin another would close what the first waits for. */
export function oneByOne(): Turn {
  let before: Promise<unknown> = Promise.resolve();
  return (act) => {
    const own = before.then(act);
    before = own.catch(() => undefined);
    return own;
  };
}

/** Runs the statements of a text one after the other and answers what the last one says. */
export type FinishStatements = (sql: string) => Promise<DuckDBMaterializedResult>;

/**
 * Whoever asks DuckDB for a result works on it too and, once nothing is left to take, asks again without rest until the
 * last of the other threads is done: one processor second of twenty of a linkage. So where statements take long the
 * database gets all its threads for itself, and who waits only looks in, the seldomer the longer it takes. Of short
 * statements that would make longer ones: they are waited for as DuckDB does.
 */
export function finishing(
  connection: Connection,
  { turn = oneByOne(), long = LONG }: { readonly turn?: Turn; readonly long?: number } = {},
): FinishStatements {
  let isPatient = false;
  const atOnce = async (sql: string): Promise<DuckDBMaterializedResult> =>
    new DuckDBMaterializedResult(await duckdb.query(connection, sql));
  const finish = async (sql: string): Promise<DuckDBMaterializedResult> => {
    if (isPatient) return inTime(connection, sql);
    const started = performance.now();
    const result = await atOnce(sql);
    if (performance.now() - started >= long) {
      await atOnce("set external_threads = 0");
      isPatient = true;
    }
    return result;
  };
  return (sql) => turn(() => finish(sql));
}

async function inTime(connection: Connection, sql: string): Promise<DuckDBMaterializedResult> {
  const { extracted_statements: statements, statement_count: count } =
    await duckdb.extract_statements(connection, sql);
  if (count === 0) throw new Error(duckdb.extract_statements_error(statements));
  for (let i = 0; ; i++) {
    const prepared = await duckdb.prepare_extracted_statement(connection, statements, i);
    const result = await finish(prepared);
    if (i === count - 1) return result;
  }
}

async function finish(prepared: PreparedStatement): Promise<DuckDBMaterializedResult> {
  try {
    const started = performance.now();
    const pending = duckdb.pending_prepared(prepared);
    while (isRunning(duckdb.pending_execute_check_state(pending))) {
      const share = (performance.now() - started) / REST.share;
      await rest(Math.min(REST.most, Math.max(REST.least, share)));
    }
    return new DuckDBMaterializedResult(await duckdb.execute_pending(pending));
  } finally {
    duckdb.destroy_prepare_sync(prepared);
  }
}

/** What failed is at its end as well: to ask for its result throws what happened. */
const isRunning = (state: duckdb.PendingState): boolean =>
  state !== duckdb.PendingState.ERROR && !duckdb.pending_execution_is_finished(state);
