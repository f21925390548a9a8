import { rm } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Engine, EngineLimits } from "../engine.ts";
import { probeCluster } from "./probe-cluster.ts";
import { checkSpark } from "./spark-check.ts";
import { sparkEngine } from "./spark-engine.ts";
import type { SparkProblem } from "./spark-problem.ts";
import { isCluster, type SparkSettings } from "./spark-settings.ts";
import { openSparkSql, type SparkSql } from "./spark-sql.ts";
import { type SessionWatch, watchSession } from "./watch-session.ts";

/** Opens Spark and makes sure that its workers are ours to use, or says why they are not. */
export async function openSpark(
  settings: SparkSettings,
  limits: EngineLimits,
): Promise<Result<Engine, SparkProblem>> {
  const checked = await checkSpark(settings);
  if (!checked.ok) return checked;
  const watch = watchSession(settings);
  const spark = await openSparkSql(settings, limits, watch.hear);
  const probe = join(limits.workFolder, "probe");
  try {
    const asked = isCluster(settings.master) ? probeCluster(spark, probe) : undefined;
    // Where the master refuses, the probe fails only when the session is killed: nobody waits for that.
    asked?.catch(() => undefined);
    const problem = await Promise.race([watch.problem, asked]);
    if (problem === undefined) return accept(await watchedEngine(spark, limits, watch));
    await spark.kill();
    return refuse(problem);
  } catch (error) {
    await spark.kill();
    throw error;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

/** The engine as long as somebody works for it; after that its session is killed, and what was asked of it fails. */
async function watchedEngine(
  spark: SparkSql,
  limits: EngineLimits,
  watch: SessionWatch,
): Promise<Engine> {
  watch.isOpen();
  const engine = await sparkEngine(spark, limits);
  void watch.problem.then(() => spark.kill());
  const close = (): Promise<void> => {
    watch.stop();
    return engine.close();
  };
  return { ...engine, close, lost: watch.problem };
}
