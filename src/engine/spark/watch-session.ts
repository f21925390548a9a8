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
  /** The master is no longer listened to: a running build may outlive it. */
  isOpen(): void;
  stop(): void;
};

const JOINED = /Connected to Spark cluster with app ID/;
const CAME = /Registered executor .* with ID (\d+)/;
const WENT = /Lost executor (\d+) on/;
const ONE_BROKEN = /Failed to connect to master/;
const ALL_BROKEN = /All masters are unresponsive/;

/** Spark itself waits for workers as long as it takes, and says nothing of it once one has worked. */
export function watchSession({ master, patience = PATIENCE }: SparkSettings): SessionWatch {
  const { promise, resolve } = Promise.withResolvers<SparkProblem>();
  const working = new Set<string>();
  let late: NodeJS.Timeout | undefined;
  let isOpening = true;
  const wait = (ms: number, problem: SparkProblem): void => {
    clearTimeout(late);
    late = setTimeout(resolve, ms, problem).unref();
  };
  const isBroken = (line: string): boolean =>
    ALL_BROKEN.test(line) || (mastersOf(master).length === 1 && ONE_BROKEN.test(line));
  const hear = (line: string): void => {
    if (isOpening && isBroken(line)) resolve("spark-refused");
    if (JOINED.test(line)) wait(patience.firstMs, "spark-no-workers");
    const [, came] = CAME.exec(line) ?? [];
    if (came !== undefined) {
      working.add(came);
      clearTimeout(late);
    }
    const [, went] = WENT.exec(line) ?? [];
    if (went !== undefined && working.delete(went) && working.size === 0) {
      wait(patience.lastMs, "spark-workers-lost");
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
