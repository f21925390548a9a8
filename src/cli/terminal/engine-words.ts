import type { Command } from "commander";
import type { Words } from "#domain/words.ts";
import { checkSpark } from "#engine/spark/spark-check.ts";
import { type SparkProblem, sparkProblemWords } from "#engine/spark/spark-problem.ts";
import { isSparkUrl } from "#engine/spark/spark-settings.ts";
import { readSettingsWith, type Settings } from "#settings.ts";

/** What a verb that builds may be told about its engine. */
export type EngineOptions = { readonly engine?: string; readonly sparkUrl?: string };

/** The two options of every verb that builds versions. */
export function withEngineOptions(verb: Command): Command {
  return verb
    .option("--engine <engine>", "duckdb (in this process) or spark; also DTSEN_ENGINE")
    .option(
      "--spark-url <url>",
      "spark://host:7077, or local[2] in one process; also DTSEN_SPARK_URL",
    );
}

export const ENGINE_EXAMPLE = `
Di klaster Spark (on a cluster; the secret stands in spark-defaults.conf, never on the command line):
  $ export SPARK_HOME=/opt/spark SPARK_CONF_DIR=/etc/dtsen/spark`;

/** The settings with the engine that was asked for, or the sentence that says what is wrong. */
export function settingsFor({ engine, sparkUrl }: EngineOptions): Settings | string {
  if (engine !== undefined && engine !== "duckdb" && engine !== "spark") {
    return "--engine: duckdb or spark";
  }
  if (sparkUrl !== undefined && !isSparkUrl(sparkUrl)) {
    return "--spark-url: such as spark://induk:7077, or local[2]";
  }
  const settings = readSettingsWith({
    ...(engine === undefined ? {} : { DTSEN_ENGINE: engine }),
    ...(sparkUrl === undefined ? {} : { DTSEN_SPARK_URL: sparkUrl }),
  });
  if (sparkUrl !== undefined && settings.spark === undefined) {
    return "--spark-url: only with --engine spark";
  }
  return settings;
}

/** Why the engine that was asked for cannot work, as far as a second tells: before a nation is made or received for it. */
export async function engineProblem({ spark }: Settings): Promise<SparkProblem | undefined> {
  const checked = spark === undefined ? undefined : await checkSpark(spark);
  return checked === undefined || checked.ok ? undefined : checked.problem;
}

/** What a refusal means where the engine is what refused: both languages, with the code. */
export function engineRefusal(problem: string): string {
  const words: Words | undefined = sparkProblemWords(problem.replace(/^build-/, ""));
  return words === undefined ? "" : `${words.id}\n${words.en}\n`;
}
