import { rm } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Engine, EngineLimits } from "../engine.ts";
import { probeCluster } from "./probe-cluster.ts";
import { checkSpark } from "./spark-check.ts";
import { sparkEngine } from "./spark-engine.ts";
import type { SparkProblem } from "./spark-problem.ts";
import { isCluster, mastersOf, type SparkSettings } from "./spark-settings.ts";
import { openSparkSql } from "./spark-sql.ts";

/** Opens Spark and makes sure that its workers are ours to use, or says why they are not. */
export async function openSpark(
  settings: SparkSettings,
  limits: EngineLimits,
): Promise<Result<Engine, SparkProblem>> {
  const checked = await checkSpark(settings);
  if (!checked.ok) return checked;
  const told = refusals(settings.master);
  const spark = await openSparkSql(settings, limits, told.hear);
  const probe = join(limits.workFolder, "probe");
  try {
    const asked = isCluster(settings.master) ? probeCluster(spark, probe) : undefined;
    // Where the master refuses, the probe fails only when the session is killed: nobody waits for that.
    asked?.catch(() => undefined);
    const problem = await Promise.race([told.refused, asked]);
    if (problem === undefined) return accept(await sparkEngine(spark, limits));
    await spark.kill();
    return refuse(problem);
  } catch (error) {
    await spark.kill();
    throw error;
  } finally {
    told.stop();
    await rm(probe, { recursive: true, force: true });
  }
}

/** Spark says every fifteen seconds that no worker takes its work; one that is busy may end within a minute. */
const WAITS = 5;

/** What the session says of a master that will not have it, or has nobody to work. */
function refusals(master: string): {
  readonly hear: (line: string) => void;
  readonly refused: Promise<SparkProblem>;
  stop(): void;
} {
  const broken = mastersOf(master).length === 1 ? /Failed to connect to master/ : ALL_BROKEN;
  let isHeard = true;
  let waits = 0;
  let resolve: (problem: SparkProblem) => void = () => undefined;
  const refused = new Promise<SparkProblem>((settle) => {
    resolve = settle;
  });
  const hear = (line: string): void => {
    if (!isHeard) return;
    if (broken.test(line) || ALL_BROKEN.test(line)) resolve("spark-refused");
    if (/Initial job has not accepted any resources/.test(line) && ++waits >= WAITS) {
      resolve("spark-no-workers");
    }
  };
  const stop = (): void => {
    isHeard = false;
  };
  return { hear, refused, stop };
}

const ALL_BROKEN = /All masters are unresponsive/;
