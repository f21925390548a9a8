import { DuckDBInstance } from "@duckdb/node-api";
import { identifier, type Row, text } from "./database.ts";

/** A file as one table of the locked database, with these of its columns and no others. */
export type LockedTable = {
  readonly name: string;
  readonly path: string;
  readonly columns: readonly string[];
};

export type LockedLimits = {
  readonly threads: number;
  readonly megabytes: number;
  readonly seconds: number;
};

/** One query over a few files, in a database that can reach nothing else. */
export type LockedDb = {
  /** Rows of a query; throws what `whyStopped` can name where a limit was hit. */
  all<T = Row>(sql: string): Promise<readonly T[]>;
  close(): void;
};

/**
 * Opens a database in memory that may read exactly these files and write none: outside access off, no
 * extensions, nowhere to spill, and the configuration locked, so that no query can undo any of it.
 * The seconds count from here.
 */
export async function openLockedDb(
  tables: readonly LockedTable[],
  limits: LockedLimits,
): Promise<LockedDb> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(limits.threads),
    memory_limit: `${limits.megabytes}MB`,
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  let isOver = false;
  const stop = setTimeout(() => {
    isOver = true;
    connection.interrupt();
  }, limits.seconds * 1000);
  const close = () => {
    clearTimeout(stop);
    connection.closeSync();
    instance.closeSync();
  };
  try {
    const paths = tables.map(({ path }) => text(path)).join(", ");
    await connection.run(`set allowed_paths = [${paths}]`);
    await connection.run("set enable_external_access = false");
    await connection.run("set lock_configuration = true");
    for (const { name, path, columns } of tables) {
      await connection.run(
        `create view ${identifier(name)} as select ${columns.map(identifier).join(", ")} from read_parquet(${text(path)})`,
      );
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    all: async <T>(sql: string) => {
      // The time may have run out between two queries, where there was nothing to interrupt.
      if (isOver) throw new Error("INTERRUPT: the time was over before the query began");
      return (await connection.runAndReadAll(sql)).getRowObjects() as T[];
    },
    close,
  };
}

/** The columns that a Parquet file has, by one of them that every such file has. */
export async function columnsOf(
  path: string,
  known: string,
  limits: LockedLimits,
): Promise<readonly string[]> {
  const db = await openLockedDb([{ name: "file", path, columns: [known] }], limits);
  try {
    const rows = await db.all<{ name: string }>(`select name from parquet_schema(${text(path)})`);
    return rows.map(({ name }) => name);
  } finally {
    db.close();
  }
}

/** Which limit stopped a query, or undefined where it was something else. */
export function whyStopped(error: unknown): "memory-limit" | "time-limit" | undefined {
  const said = error instanceof Error ? error.message : "";
  if (/Out of Memory/i.test(said)) return "memory-limit";
  return /INTERRUPT/i.test(said) ? "time-limit" : undefined;
}

/** Whether a file lacks a column that was asked of it: a version frozen before there was such a variable. */
export function lacksColumn(error: unknown): boolean {
  return (
    error instanceof Error && /Binder Error: Referenced column "\w+" not found/.test(error.message)
  );
}
