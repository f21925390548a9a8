import { type DuckDb, identifier, text } from "./database.ts";

/**
 * A file of DuckDB's own, with tables, beside Parquet: for what the same machine writes once and then asks for a few
 * rows of many, which costs a fraction of Parquet. Inputs and outputs of a pipeline whose files end so are read and
 * written like that, each table under its own name.
 */
export const STATE_FILE = ".duckdb";

/** The state files that one engine has open, by path; every one under a name of its own. */
export type StateFiles = {
  /** SQL: the table of that name in all of these files. */
  readonly read: (table: string, files: readonly string[]) => Promise<string>;
  /** Writes a table of the engine into a file; answers its rows. */
  readonly write: (table: string, into: string, file: string) => Promise<number>;
  /** Closes what was written, so that it is whole on disk. */
  readonly finish: () => Promise<void>;
};

export function stateFiles(db: DuckDb): StateFiles {
  const names = new Map<string, string>();
  const written = new Set<string>();
  const open = async (file: string, how: string): Promise<string> => {
    const known = names.get(file);
    if (known !== undefined) return known;
    const name = identifier(`state_${names.size}`);
    await db.run(`attach ${text(file)} as ${name}${how}`);
    names.set(file, name);
    return name;
  };
  return {
    read: async (table, files) => {
      const parts: string[] = [];
      for (const file of files) {
        parts.push(`select * from ${await open(file, " (read_only)")}.${identifier(table)}`);
      }
      return parts.join(" union all ");
    },
    write: async (table, into, file) => {
      // What is unfinished is thrown away whole, so no log is kept of it.
      const name = await open(file, " (recovery_mode no_wal_writes)");
      written.add(file);
      const [made] = await db.all<{ Count: bigint }>(
        `create table ${name}.${identifier(into)} as select * from ${identifier(table)}`,
      );
      return Number(made?.Count ?? 0n);
    },
    finish: async () => {
      for (const file of written) {
        const name = names.get(file) ?? "";
        await db.run(`checkpoint ${name}`);
        await db.run(`detach ${name}`);
        names.delete(file);
      }
      written.clear();
    },
  };
}
