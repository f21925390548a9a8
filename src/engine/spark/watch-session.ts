import type { SparkProblem } from "./spark-problem.ts";
import { mastersOf, type SparkSettings } from "./spark-settings.ts";

/** How long nobody may work: before the first worker comes, and after the last one is gone. */
export type Patience = { readonly firstMs: number; readonly lastMs: number };

/** A busy cluster has a core free, and its Java is up, within two minutes; a machine that fell is back within ten. */
const PATIENCE: Patience = { firstMs: 120_000, lastMs: 600_000 };

/** Reads along what a session says, and settles when nothing will come of it. */
export type SessionWatch = {
  readonly hear: (line: string) => void;
  readonly problem: Promise<SparkProblem>;
  /** A master that breaks off ends nothing any more: workers go on without it, as long as they live. */
  isOpen(): void;
  stop(): void;
};

const JOINED = /Connected to Spark cluster with app ID/;
const CAME = /Registered executor .* with ID (\d+)/;
const WENT = /Lost executor (\d+) on/;
const ONE_BROKEN = /Failed to connect to master/;
const ALL_BROKEN = /All masters are unresponsive/;
const MASTER_WENT = /Disconnected from Spark cluster/;
const REMOVED = /Application has been killed\. Reason: /;

/** Spark itself waits for workers as long as it takes, and says nothing of it once one has worked. */
export function watchSession({ master, patience = PATIENCE }: SparkSettings): SessionWatch {
  const { promise, resolve } = Promise.withResolvers<SparkProblem>();
  const working = new Set<string>();
  let late: NodeJS.Timeout | undefined;
  let isOpening = true;
  let hasMaster = true;
  const wait = (ms: number, problem: () => SparkProblem): void => {
    clearTimeout(late);
    late = setTimeout(() => resolve(problem()), ms).unref();
  };
  const isBroken = (line: string): boolean =>
    ALL_BROKEN.test(line) || (mastersOf(master).length === 1 && ONE_BROKEN.test(line));
  const hear = (line: string): void => {
    if (isOpening && isBroken(line)) resolve("spark-refused");
    if (REMOVED.test(line)) resolve("spark-removed");
    if (MASTER_WENT.test(line)) hasMaster = false;
    if (JOINED.test(line)) wait(patience.firstMs, () => "spark-no-workers");
    const [, came] = CAME.exec(line) ?? [];
    if (came !== undefined) {
      working.add(came);
      // Only a master gives workers: there is one again.
      hasMaster = true;
      clearTimeout(late);
    }
    const [, went] = WENT.exec(line) ?? [];
    if (went !== undefined && working.delete(went) && working.size === 0) {
      wait(patience.lastMs, () => (hasMaster ? "spark-workers-lost" : "spark-master-lost"));
    }
  };
  return {
    hear,
    problem: promise,
    isOpen: () => {
      isOpening = false;
    },
    stop: () => clearTimeout(late),
  };
}
