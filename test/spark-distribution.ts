import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const JAVA = "#!/bin/sh\necho 'openjdk version \"17.0.15\" 2025-04-15' >&2\n";

/** A distribution of this version as far as it is looked at before it is started, and a Java. */
export async function sparkDistribution(
  folder: string,
  name: string,
  version: string,
): Promise<string> {
  const home = join(folder, name);
  await mkdir(join(home, "bin"), { recursive: true });
  await mkdir(join(home, "jars"));
  await writeFile(join(home, "bin", "spark-sql"), "");
  await writeFile(join(home, "jars", `spark-core_2.13-${version}.jar`), "");
  await writeFile(join(home, "bin", "java"), JAVA);
  await chmod(join(home, "bin", "java"), 0o755);
  return home;
}

/** A folder for SPARK_CONF_DIR with a cluster's secret. */
export async function sparkConf(folder: string): Promise<string> {
  const confFolder = join(folder, "conf");
  await mkdir(confFolder);
  await writeFile(join(confFolder, "spark-defaults.conf"), "spark.authenticate.secret  s3cret\n");
  return confFolder;
}
