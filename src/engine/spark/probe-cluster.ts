import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sparkDialect as dialect } from "../dialect.ts";
import type { SparkProblem } from "./spark-problem.ts";
import type { SparkSql } from "./spark-sql.ts";
import { isProvenLine } from "./spark-version.ts";

/** Files and parts of the probe: more than the workers that any one of us will have at its start. */
const FILES = 64;

const UNSEEN =
  /FileNotFound|FAILED_READ_FILE|PATH_NOT_FOUND|Mkdirs failed|Permission denied|AccessDenied|does not exist|without its parts/;

/**
 * Lets all workers read small files of ours and write some where we read them, each with its version of
 * Spark. Files that a worker writes on a disk of its own would be lost without a word: better to know now.
 */
export async function probeCluster(
  spark: SparkSql,
  folder: string,
): Promise<SparkProblem | undefined> {
  const [shown, written] = [join(folder, "shown"), join(folder, "written")];
  await mkdir(shown, { recursive: true, mode: 0o700 });
  for (let i = 0; i < FILES; i++) await writeFile(join(shown, `${i}.txt`), `${i}\n`);
  try {
    const said = await spark.run(
      `insert overwrite directory using parquet options (path ${dialect.text(written)})
       select /*+ repartition(${FILES}) */ value,
         reflect('org.apache.spark.package', 'SPARK_VERSION') as version from text.\`${shown}\``,
      `select concat('--seen-', count(*), '-', min(version), '-', max(version), '--')
       from parquet.\`${written}\``,
    );
    return judged(said.join("\n"));
  } catch (error) {
    if (UNSEEN.test(String(error))) return "spark-files-unseen";
    throw error;
  }
}

function judged(said: string): SparkProblem | undefined {
  const [, rows, lowest, highest] = /--seen-(\d+)-([\d.]+)\S*-([\d.]+)\S*--/.exec(said) ?? [];
  if (Number(rows) !== FILES) return "spark-files-unseen";
  return isProvenLine(lowest) && isProvenLine(highest) ? undefined : "spark-cluster-version";
}
