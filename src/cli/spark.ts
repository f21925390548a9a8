import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { checkDistribution } from "#engine/spark/spark-check.ts";
import { type Standalone, startStandalone } from "#engine/spark/standalone.ts";
import { readSettingsWith } from "#settings.ts";
import { engineRefusal } from "./terminal/engine-words.ts";

const EXAMPLES = `
Contoh:
  $ dtsen spark
  $ dtsen spark --workers 4 --memory 2GB

Lalu, di terminal lain (then, in another terminal), as it prints:
  $ export SPARK_CONF_DIR=… SPARK_URL=spark://127.0.0.1:…
  $ DTSEN_DATA=data/cluster dtsen walk --families 2000 --engine spark --spark-url $SPARK_URL`;

type Options = { readonly workers: string; readonly memory: string; readonly json?: true };

/** `dtsen spark`: a master and workers on this machine, to try the other engine; ministries run their own. */
export function addTo(program: Command): void {
  program
    .command("spark")
    .description(
      "klaster Spark di mesin ini, untuk mencoba; sampai Ctrl-C / a Spark cluster on this machine, to try it",
    )
    .option("--workers <number>", "workers of one core each", "2")
    .option("--memory <amount>", "memory of each worker, such as 1GB", "1GB")
    .option("--json", "print address, folder and process groups as one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(options: Options): Promise<void> {
  const workers = Number(options.workers);
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) {
    return misused("--workers: a whole number from 1 to 64");
  }
  if (!/^\d+(\.\d+)?[MG]B$/.test(options.memory)) return misused("--memory: such as 1GB or 768MB");
  const { dataFolder, spark } = readSettingsWith({ DTSEN_ENGINE: "spark" });
  const home = spark?.home ?? "";
  const checked = await checkDistribution(home);
  if (!checked.ok) {
    process.stderr.write(`refused: ${checked.problem}\n${engineRefusal(checked.problem)}`);
    process.exitCode = 1;
    return;
  }
  // As a house would make it: the database, which runs as its own user, passes through.
  await mkdir(dataFolder, { recursive: true, mode: 0o711 });
  const cluster = await startStandalone({
    home,
    folder: join(dataFolder, `spark-${process.pid}`),
    workers,
    memory: options.memory,
    secret: randomBytes(32).toString("hex"),
  });
  tell(cluster, options.json === true);
  await askedToStop();
  await cluster.stop();
}

function tell({ url, confFolder, master, workers }: Standalone, asJson: boolean): void {
  const words = `export SPARK_CONF_DIR=${confFolder} SPARK_URL=${url}
DTSEN_DATA=data/cluster npx dtsen walk --families 2000 --engine spark --spark-url $SPARK_URL`;
  process.stdout.write(
    `${asJson ? JSON.stringify({ url, confFolder, master, workers }) : words}\n`,
  );
}

function askedToStop(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop());
  });
}

function misused(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
