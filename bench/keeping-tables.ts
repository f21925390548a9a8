import { join } from "node:path";
import type { Engine } from "#engine/engine.ts";

/** The same engine, but these tables are left in the folder as Parquet by whatever run makes them. */
export function keepingTables(of: Engine, tables: readonly string[], folder: string): Engine {
  return {
    ...of,
    run: (pipeline, progress) => {
      const made = new Set(
        pipeline.stages.flatMap((stage) => ("table" in stage ? [stage.table] : [])),
      );
      const kept = tables
        .filter((table) => made.has(table))
        .map((table) => ({ table, file: join(folder, `${table}.parquet`), order: [] }));
      return of.run({ ...pipeline, outputs: [...pipeline.outputs, ...kept] }, progress);
    },
  };
}
