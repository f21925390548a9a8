import { accept, type Result } from "#domain/result.ts";
import { duckdbEngine } from "./duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "./engine.ts";
import { openSpark } from "./spark/open-spark.ts";
import type { SparkProblem } from "./spark/spark-problem.ts";
import type { SparkSettings } from "./spark/spark-settings.ts";

/** The engine that is asked for: a cluster's Spark, or DuckDB in this process where none is named. */
export async function openEngine(
  spark: SparkSettings | undefined,
  limits: EngineLimits,
): Promise<Result<Engine, SparkProblem>> {
  if (spark !== undefined) return openSpark(spark, limits);
  return accept(await duckdbEngine(limits));
}
