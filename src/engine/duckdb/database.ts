import { mkdir } from "node:fs/promises";
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { duckdbDialect } from "../dialect.ts";
import type { EngineLimits } from "../engine.ts";

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
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(limits.threads),
    memory_limit: limits.memory,
    temp_directory: limits.workFolder,
  });
  const connection = await instance.connect();
  await connection.run("set preserve_insertion_order = true");
  await connection.run("set autoinstall_known_extensions = false");
  await connection.run("set autoload_known_extensions = false");
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    all: async <T>(sql: string) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjects() as T[];
    },
    chunks: (sql) => streamChunks(connection, sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

type Connection = Awaited<ReturnType<DuckDBInstance["connect"]>>;

async function* streamChunks(connection: Connection, sql: string) {
  const result = await connection.stream(sql);
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
