import type { Patience } from "./watch-session.ts";

/** Where Apache Spark is, and which cluster works. */
export type SparkSettings = {
  /** Folder of the Spark distribution (SPARK_HOME). */
  readonly home: string;
  /** `spark://host:7077` of a standalone cluster, with a comma between masters; or `local[2]`. */
  readonly master: string;
  /** Holds spark-defaults.conf with the cluster's secret (SPARK_CONF_DIR); the distribution's own where absent. */
  readonly confFolder?: string;
  /** How long a cluster may be without workers; what watch-session.ts says where absent. */
  readonly patience?: Patience;
};

const CLUSTER = /^spark:\/\/[\w.-]+:\d{1,5}(,[\w.-]+:\d{1,5})*$/;
const ONE_PROCESS = /^local\[(\d{1,3}|\*)\]$/;

/** Whether this can be the address of a cluster, or of Spark in one process. */
export const isSparkUrl = (url: string): boolean => CLUSTER.test(url) || ONE_PROCESS.test(url);

/** Whether workers on other machines may be meant. */
export const isCluster = (url: string): boolean => CLUSTER.test(url);

/** Host and port of each master of a cluster. */
export function mastersOf(
  url: string,
): readonly { readonly host: string; readonly port: number }[] {
  return url
    .replace(/^spark:\/\//, "")
    .split(",")
    .map((place) => {
      const colon = place.lastIndexOf(":");
      return { host: place.slice(0, colon), port: Number(place.slice(colon + 1)) };
    });
}
