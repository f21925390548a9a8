import { mkdir } from "node:fs/promises";
import { DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";
import duckdb, { type Config } from "@duckdb/node-bindings";
import { duckdbDialect } from "../dialect.ts";
import type { EngineLimits } from "../engine.ts";
import { finishing, oneByOne, type Turn } from "./finish-statements.ts";

/** Rows as plain objects; bigint and decimal(38,0) columns arrive as bigint. */
export type Row = Record<string, DuckDBValue>;

/** One DuckDB in this process: for producers, receivers and figures that are not pipelines. */
export type DuckDb = {
  run(sql: string): Promise<void>;
  all<T = Row>(sql: string): Promise<readonly T[]>;
  /** Column chunks in result order: the one way to walk rows without holding them. */
  chunks(sql: string): AsyncIterable<{
    readonly names: readonly string[];
    readonly columns: readonly (readonly DuckDBValue[])[];
    readonly rows: number;
  }>;
  close(): void;
};

/** Opens an in-memory database that spills to `workFolder` and never touches the network. */
export async function openDuckDb(limits: EngineLimits): Promise<DuckDb> {
  await mkdir(limits.workFolder, { recursive: true });
  const database = await duckdb.open(":memory:", configOf(limits));
  const handle = await duckdb.connect(database);
  const connection = new DuckDBConnection(handle);
  const turn = oneByOne();
  // One thread has no others to wait for: whoever asks does the work.
  const finish = finishing(handle, { turn, ...(limits.threads === 1 ? { long: Infinity } : {}) });
  return {
    run: async (sql) => {
      await finish(sql);
    },
    all: async <T>(sql: string) => {
      const result = await finish(sql);
      return (await result.getRowObjects()) as T[];
    },
    chunks: (sql) => streamChunks(connection, turn, sql),
    close: () => {
      connection.closeSync();
      duckdb.close_sync(database);
    },
  };
}

function configOf({ threads, memory, workFolder }: EngineLimits): Config {
  const config = duckdb.create_config();
  const settings = {
    threads: String(threads),
    memory_limit: memory,
    temp_directory: workFolder,
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  };
  for (const [name, value] of Object.entries(settings)) duckdb.set_config(config, name, value);
  return config;
}

async function* streamChunks(connection: DuckDBConnection, turn: Turn, sql: string) {
  const result = await turn(() => connection.stream(sql));
  const names = result.columnNames();
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const columns = names.map((_, column) => chunk.getColumnValues(column));
    yield { names, columns, rows: chunk.rowCount };
  }
}

/** Quotes for SQL that is put together here. */
export const { identifier, text } = duckdbDialect;
