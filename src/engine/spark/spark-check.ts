import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { SparkProblem } from "./spark-problem.ts";
import { isCluster, isSparkUrl, mastersOf, type SparkSettings } from "./spark-settings.ts";
import { isProvenLine } from "./spark-version.ts";

const OLDEST_JAVA = 17;
const PATIENCE_MS = 5_000;

/** What can be told in a second, before anything is started: is all here, and does the master answer. */
export async function checkSpark(settings: SparkSettings): Promise<Result<true, SparkProblem>> {
  if (!isSparkUrl(settings.master)) return refuse("spark-url");
  const distribution = await checkDistribution(settings.home);
  if (!distribution.ok || !isCluster(settings.master)) return distribution;
  if (!(await hasSecret(settings))) return refuse("spark-no-secret");
  const answers = await Promise.all(mastersOf(settings.master).map(isListening));
  return answers.includes(true) ? accept(true) : refuse("spark-unreachable");
}

/** Whether Spark of the proven version and a Java for it are on this machine. */
export async function checkDistribution(home: string): Promise<Result<true, SparkProblem>> {
  if (!existsSync(join(home, "bin", "spark-sql"))) return refuse("spark-missing");
  if (!isProvenLine(await versionOf(home))) return refuse("spark-version");
  return (await hasJava()) ? accept(true) : refuse("spark-java-missing");
}

/** As the distribution's core library is called. */
async function versionOf(home: string): Promise<string | undefined> {
  const names = await readdir(join(home, "jars")).catch(() => []);
  return names.map((name) => /^spark-core_[\d.]+-(\d[\d.]*\d)/.exec(name)?.[1]).find(Boolean);
}

/** Asks the same `java` that Spark's own scripts will find. */
async function hasJava(): Promise<boolean> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own variable
  const java = spawn("sh", ["-c", 'exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1']);
  let said = "";
  java.stdout.on("data", (chunk) => {
    said += chunk;
  });
  await once(java, "close");
  return Number(/version "(\d+)/.exec(said)?.[1] ?? 0) >= OLDEST_JAVA;
}

async function hasSecret({ home, confFolder }: SparkSettings): Promise<boolean> {
  const file = join(confFolder ?? join(home, "conf"), "spark-defaults.conf");
  const text = await readFile(file, "utf8").catch(() => "");
  return /^\s*spark\.authenticate\.secret[\s=]+\S/m.test(text);
}

function isListening({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (isThere: boolean) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(PATIENCE_MS, answer(false));
    socket.once("connect", answer(true));
    socket.once("error", answer(false));
  });
}
